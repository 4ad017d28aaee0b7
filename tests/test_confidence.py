"""How sure the book is of an entry: signs with names and weights; what is not sure enough is counted, not shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing_book.explain import explain
from briefing_book.extract.reading import read_findings
from briefing_book.merge.book import merge
from briefing_book.merge.events.confidence import (
    OF_BACKING,
    OF_DATES,
    OF_LINES,
    UNSURE,
    Backing,
    Told,
    confidence_of,
    is_sure,
    signs_of_backing,
)
from briefing_book.model.article import Article
from briefing_book.model.book import PICTURED, Book
from briefing_book.model.reasons import Reason
from briefing_book.model.settings import BookFile
from briefing_book.render.base.order import latest
from briefing_book.render.data.published import coverage_data, event_data
from briefing_book.rules.load import load
from briefing_book.rules.types.merge import CONFIDENCE
from tests.deed_accounts import article

TWICE = "On August 9, 2039, and on August 15, 2039, the old port will be shut."


def of(example: str) -> Article:
    head, _, text = example.removeprefix("# ").rpartition("\n\n")
    return article(text, "a", head) if head else article(text, "a")


def book(*texts: str) -> Book:
    articles = [replace(of(text), id=f"{n}", digest=f"{n}") for n, text in enumerate(texts)]
    return merge(articles, [read_findings(one) for one in articles], BookFile())


def signs(text: str) -> set[str]:
    """Of all entries of a text, shown or not."""
    told = book(text)
    assert told.events or told.unsure, text
    return {sign for entry in (*told.events, *told.unsure) for sign in entry.signs}


@pytest.mark.parametrize("sign", [*OF_DATES, *OF_LINES], ids=lambda sign: sign.name)
def test_sign_is_on_the_entry_of_its_example_alone(sign: Reason[Told]) -> None:
    assert sign.name in signs(sign.example)
    assert sign.name not in signs(sign.counter_example)


@pytest.mark.parametrize("sign", OF_BACKING, ids=lambda sign: sign.name)
def test_sign_of_what_backs_an_entry_holds_for_its_numbers_alone(sign: Reason[Backing]) -> None:
    """Sources, different days, entries in the same words."""
    assert sign.name in signs_of_backing(Backing(*map(int, sign.example.split())))
    assert sign.name not in signs_of_backing(Backing(*map(int, sign.counter_example.split())))


def test_every_weight_is_of_a_sign() -> None:
    known = {reason.name for table in (OF_DATES, OF_LINES, OF_BACKING) for reason in table}
    assert set(load(CONFIDENCE).weights) <= known


def test_entry_without_a_sign_is_sure_and_each_bad_sign_takes_some_away() -> None:
    weights = load(CONFIDENCE).weights
    assert is_sure(confidence_of(()))
    assert all((confidence_of((sign,)) < confidence_of(())) == (weight < 0) for sign, weight in weights.items())
    assert not is_sure(confidence_of(sign for sign, weight in weights.items() if weight < 0))


def test_same_words_under_two_days_are_not_shown_and_counted_as_not_sure_enough() -> None:
    """One of two days at least is not that of the words."""
    told = book(TWICE)
    assert told.events == ()
    assert [entry.date and entry.date.edtf for entry in told.unsure] == ["2039-08-09", "2039-08-15"]
    assert {"reason": UNSURE, "deeds": 2} in coverage_data(told)["untold"]


def test_what_is_not_shown_is_in_no_disagreement() -> None:
    told = book(TWICE, "On August 9, 2039, and on August 16, 2039, the old port will be shut.")
    hidden = {entry.id for entry in told.unsure}
    assert hidden
    assert not any(hidden & set(each.events) for each in told.disagreements)


def test_second_source_makes_an_entry_surer() -> None:
    one, two = (
        book(*["Kelvara will open the pier of Velar on Friday."] * count).events[0].confidence for count in (1, 2)
    )
    assert one < two


def test_data_has_how_sure_each_entry_is_and_why() -> None:
    told = event_data(book("Kelvara will open the pier of Velar on Friday.").events[0])
    assert 0 < told["confidence"] < 1
    assert told["signs"] == ["a plan or a limit", "in the first sentence"]


def test_explain_says_which_entry_is_not_sure_enough_and_by_which_signs() -> None:
    one = of(TWICE)
    findings = read_findings(one)
    told = explain(one, findings, merge([one], [findings], BookFile()))
    assert "not sure enough: " in told.split("\ntimeline\n")[1]
    assert "its words stand under another day too" in told.split("\ntimeline\n")[1]


def test_front_page_leaves_out_what_only_a_caption_tells() -> None:
    """The timeline has it, with its sign."""
    picture = "![Amara Okello opens a pier in Velar on Monday, June 5, 2023.](pier.jpg)"
    events = book(picture, "The ferries of Velar sailed again on June 6, 2023.").events
    assert {PICTURED in entry.signs for entry in events} == {True, False}
    assert [PICTURED in entry.signs for entry in latest(events, 8)] == [False]
