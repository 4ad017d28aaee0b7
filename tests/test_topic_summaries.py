"""What a topic's summary begins with, what it leaves out, and which topics the articles give."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing_book.merge.statements.open_questions import open_questions
from briefing_book.merge.topics.assign import worth_a_page
from briefing_book.model.book import Citation, Claim, TopicSpec
from briefing_book.model.dates import Date
from briefing_book.model.settings import BookFile
from tests.book_of_texts import book_of

STRIKE = "The pilots of Skarvik began a strike over their wages on May 2. The strike is set to end on May 6."
ENDED = (
    "Ann Roe of the harbour board praised the strike as peaceful. The pilots of Skarvik ended their strike on May 20."
)
GIVEN = (TopicSpec(id="strike", title="Strike", terms=("strike",)),)


def _summary(*told: tuple[str, str]) -> list[str]:
    return [claim.text for claim in book_of(*told, settings=BookFile(topics=GIVEN)).topics[0].summary]


def test_a_summary_begins_with_what_was_done_last() -> None:
    assert _summary(("2019-05-03", STRIKE), ("2019-05-21", ENDED))[0] == "The pilots of Skarvik ended their strike."


def test_a_plan_whose_day_is_over_is_in_no_summary() -> None:
    assert not any("set to end" in line for line in _summary(("2019-05-03", STRIKE), ("2019-05-21", ENDED)))


@pytest.mark.parametrize(("days", "open_"), [(10, True), (40, False)])
def test_a_question_stays_open_for_a_month(days: int, open_: bool) -> None:
    asked = dt.date(2019, 5, 3)
    when = Date(earliest=asked, latest=asked, precision="day", basis="stated", text="May 3")
    quote = "It is unclear whether the pier of Velar will be rebuilt."
    claim = Claim(text=quote, citation=Citation(source="a", sentence=0, quote=quote), date=when)
    assert bool(open_questions([claim], [claim], asked + dt.timedelta(days=days))) is open_


def _told(article: str, count: int) -> set[tuple[str, int]]:
    return {(article, number) for number in range(count)}


FULL = _told("a", 5) | _told("b", 5)


def test_a_topic_of_which_next_to_nothing_is_told_is_none() -> None:
    told = {"pilots": FULL, "wages": _told("a", 1) | _told("b", 1)}
    assert worth_a_page(["pilots", "wages"], told, 3) == {"pilots"}


def test_a_topic_of_one_article_is_one_where_there_are_few() -> None:
    told = dict.fromkeys(("pilots", "pier", "ferries"), FULL) | {"wages": _told("a", 4), "crane": _told("a", 4)}
    assert worth_a_page(["pilots", "wages", "pier", "crane", "ferries"], told, 3) == {
        "pilots", "pier", "ferries", "wages",
    }  # fmt: skip


def test_a_book_in_which_little_is_told_keeps_its_topics() -> None:
    assert worth_a_page(["pilots", "wages"], {"pilots": _told("a", 2)}, 3) == {"pilots", "wages"}
