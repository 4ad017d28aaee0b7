"""Of which country and body a post is, where the words around its title tell it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import yaml

from briefing_book.extract.base import spacy_model
from briefing_book.extract.base.sentences import find_sentences
from briefing_book.extract.people.mentions import find_mentions
from briefing_book.extract.people.roles import find_roles
from briefing_book.extract.reading import read_findings
from briefing_book.ingest import plain_article
from briefing_book.merge.people.groups import merge_people

from .people import GOLDEN

KINDS = yaml.safe_load((GOLDEN / "where.yml").read_text(encoding="utf-8"))
ROWS = [pytest.param(row, id=f"{kind}: {row['text'][:60]}") for kind, rows in KINDS.items() for row in rows]


@pytest.mark.parametrize("row", ROWS)
def test_a_post_has_the_country_and_the_body_that_a_reader_gives_it(row: dict[str, Any]) -> None:
    article = replace(
        plain_article(row["text"], file="a.txt", published=None),
        outlet=row.get("outlet"),
        dateline=row.get("dateline"),
    )
    sentences = find_sentences(article)
    doc = spacy_model.parse(article, sentences)
    entities, mentions = find_mentions(doc, article, sentences)
    names = {entity.key: entity.name for entity in entities}
    found = [
        [names[r.entity], r.title, r.organisation, r.country] for r in find_roles(doc, article, entities, mentions)
    ]
    assert sorted(found) == sorted(row["roles"])


def _titles(*texts: str) -> list[str]:
    """The titles on the only profile of a book, in the order of its page."""
    articles = [plain_article(text, file=f"{n}.txt", published=None) for n, text in enumerate(texts)]
    people = merge_people(articles, [read_findings(article) for article in articles]).people
    return [role.title for person in people for role in person.roles]


def test_a_rank_stands_behind_a_post() -> None:
    text = "Navy chief of staff Adm. Pavel Novotny sailed. Adm. Pavel Novotny waved."
    assert _titles(text) == ["Navy chief of staff", "Adm."]


def test_a_rank_stands_before_what_somebody_was() -> None:
    assert _titles("Adm. Pavel Novotny, a former harbour minister, sailed.") == ["Adm.", "former harbour minister"]


def test_a_judge_of_another_word_is_no_post_beside_justice() -> None:
    text = "Justice Amara Okello, the lone woman judge, agreed. Justice Amara Okello left."
    assert _titles(text)[0] == "Justice"
