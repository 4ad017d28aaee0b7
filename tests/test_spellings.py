"""Pairs of names in small books: of one person, of two, or left open."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from briefing_book.extract.reading import read_findings
from briefing_book.ingest import plain_article
from briefing_book.merge.people.groups import merge_people
from briefing_book.merge.people.person_group import PeopleIndex
from briefing_book.model.article import Article
from briefing_book.model.dates import Date
from briefing_book.model.findings import Findings
from tests.people import cases


@cache
def read(name: str, text: str, day: int) -> tuple[Article, Findings]:
    on = dt.date(2021, 3, day)
    date = Date(earliest=on, latest=on, precision="day", basis="stated", text=str(on))
    article = replace(plain_article(text, file=f"{name}.txt", published=date), id=name, digest=name)
    return article, read_findings(article)


def pairs_of(row: dict[str, Any]) -> list[tuple[Article, Findings]]:
    return [read(name, row[name], day) for name, day in (("a", 3), ("b", 5)) if name in row]


def ids_of(row: dict[str, Any]) -> tuple[PeopleIndex, list[str]]:
    """The index of a row's book, and the ids of the two who are asked for."""
    pairs = pairs_of(row)
    index = merge_people([article for article, _ in pairs], [found for _, found in pairs])
    found = []
    for name, (article, findings) in zip(row["who"], (pairs[0], pairs[-1]), strict=True):
        named = [entity.key for entity in findings.entities if entity.name == name and entity.kind == "person"]
        assert named, f"{name} is not seen in {article.id}: {[entity.name for entity in findings.entities]}"
        found.append(index.ids[article.id, named[0]])
    return index, found


@pytest.mark.parametrize("row", cases("spellings"))
def test_names_are_of_one_person_or_of_two(row: dict[str, Any]) -> None:
    """Two spellings are linked where names and what is told of them say so, and only there."""
    _, (one, other) = ids_of(row)
    assert (one == other) is row["same"]
