"""Which words of a sentence are a person's name: made-up names of many countries, counted by kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
import yaml

from briefing_book.explain import explain
from briefing_book.extract.people.same_person import without_marked_namesakes
from briefing_book.extract.reading import read_findings
from briefing_book.ingest import plain_article
from briefing_book.merge.people.groups import merge_people
from tests.people import GOLDEN, read_people

ROWS: list[dict[str, Any]] = yaml.safe_load((GOLDEN / "names.yml").read_text(encoding="utf-8"))
RIGHT = 0.94  # share of the rows
COUNTRIES = 40


def people_of(text: str) -> set[str]:
    found = read_people(text)
    return {found.entities[mention.entity].name for mention in found.mentions}


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=f"{row['kind']}: {row['text'][:40]}") for row in ROWS if not row.get("missed")]
)
def test_everybody_in_a_sentence_is_found_and_nobody_else(row: dict[str, Any]) -> None:
    assert people_of(row["text"]) == set(row["people"])


def test_hardly_a_row_is_missed() -> None:
    missed = [row for row in ROWS if row.get("missed")]
    assert [row["text"] for row in missed if people_of(row["text"]) == set(row["people"])] == [], "right: unmark these"
    assert len(missed) <= (1 - RIGHT) * len(ROWS)


def test_the_names_are_of_many_countries() -> None:
    assert len({row["country"] for row in ROWS}) >= COUNTRIES
    assert sum(len(row["people"]) for row in ROWS) >= 100


def mentions_of(text: str) -> dict[str, list[str]]:
    found = read_people(text)
    told: dict[str, list[str]] = {}
    for mention in found.mentions:
        told.setdefault(found.entities[mention.entity].name, []).append(mention.span.of(text))
    return told


def test_father_and_son_are_told_apart_by_their_marks() -> None:
    """A family name goes with its mark, and without one with whoever has the office."""
    text = (
        "Senator Abel Stroud Jr. came first. His father, former governor Abel Stroud Sr., listened. "
        "Stroud Jr. said he was proud. Stroud Sr. nodded. Senator Abel Stroud left."
    )
    assert mentions_of(text) == {
        "Abel Stroud Jr.": ["Abel Stroud Jr.", "Stroud Jr.", "Abel Stroud"],
        "Abel Stroud Sr.": ["Abel Stroud Sr.", "Stroud Sr."],
    }


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Senator Abel Stroud Jr. came. Abel Stroud left.", "jr"),
        ("Senator Abel Stroud III came.", "iii"),
        ("Senator Abel Stroud, Ph.D., came.", None),
        ("Senator Abel J. Stroud came.", None),
    ],
)
def test_the_mark_of_a_person_is_what_tells_namesakes_apart(text: str, mark: str | None) -> None:
    assert {entity.mark for entity in read_people(text).entities.values() if entity.kind == "person"} == {mark}


def test_a_name_that_only_one_has_with_a_mark_is_his_without_it_too() -> None:
    def kept(*names: tuple[str, ...]) -> Sequence[tuple[str, ...]]:
        return list(without_marked_namesakes({name: [] for name in names}))

    plain, junior, senior = ("abel", "stroud"), ("abel", "jr.", "stroud"), ("abel", "sr.", "stroud")
    assert kept(plain, junior) == [plain, junior]
    assert kept(plain, junior, senior) == [junior, senior]


def test_what_is_a_name_in_one_sentence_is_one_in_all() -> None:
    """A place or a month that is a given name, and a month that is a family name."""
    text = "Georgia Lindahl, the mayor, left. Later Georgia Lindahl said so in Georgia."
    assert mentions_of(text) == {"Georgia Lindahl": ["Georgia Lindahl", "Georgia Lindahl"]}
    text = "Prime Minister May said on Monday that she would stay. May told parliament so. In May it rained."
    assert mentions_of(text) == {"May": ["May", "May"]}


def test_a_name_in_capitals_is_called_in_small_letters() -> None:
    text = "Oil Minister FADHIL JABER cut the price. Jaber said it was needed."
    assert mentions_of(text) == {"Fadhil Jaber": ["FADHIL JABER", "Jaber"]}


def test_the_younger_one_is_meant_by_the_family_name_in_front() -> None:
    text = 'President Otavio Juvenal da Rocha Filho signed. "It is late," da Rocha said. Rocha left.'
    assert list(mentions_of(text)) == ["Otavio Juvenal da Rocha Filho"]


def profiles_of(*texts: str) -> list[str]:
    articles = [
        replace(plain_article(text, file=f"{n}.txt", published=None), id=str(n)) for n, text in enumerate(texts)
    ]
    return [person.name for person in merge_people(articles, [read_findings(article) for article in articles]).people]


def test_father_and_son_are_two_across_articles() -> None:
    assert profiles_of(
        "President Ramon Kaleo Jr. signed the bill on Monday. Kaleo Jr. said it was late.",
        "The late President Ramon Kaleo Sr. built the dam. Kaleo Sr. died there.",
    ) == ["Ramon Kaleo Jr.", "Ramon Kaleo Sr."]


def test_one_with_and_without_his_mark_is_one_across_articles() -> None:
    assert profiles_of(
        "President Ramon Kaleo Jr. signed the bill on Monday.", "President Ramon Kaleo opened the dam."
    ) == ["Ramon Kaleo Jr."]


def explained(text: str) -> str:
    article = plain_article(text, file="a.txt", published=None)
    return explain(article, read_findings(article))


def test_explain_shows_what_speaks_for_a_person() -> None:
    assert "a person by: age, title" in explained("They met Mayor Amara Okello, 61, in the port.")


def test_explain_shows_why_capitals_are_no_person() -> None:
    shown = explained("Storm Bert killed two, and Kelvara Gold agreed to pay.")
    assert "no name      'Storm Bert'  <thing noun first>" in shown
    assert "no name      'Kelvara Gold'  <company word>" in shown
