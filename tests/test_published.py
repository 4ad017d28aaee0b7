"""Which of the dates that a header states is the day of publication, and why the others are not."""

from __future__ import annotations

import pytest

from briefing_book.extract.reading import read_findings
from briefing_book.ingest.lines.facts import Fact, Place
from briefing_book.ingest.lines.meta_line import read_meta_line
from briefing_book.ingest.lines.published import NO_DATE, NO_YEAR, OBJECTIONS, judged, near_named, written_before
from briefing_book.ingest.lines.stated_dates import days_named, read_date
from briefing_book.ingest.reading import article_from_bytes


def fact(text: str, *, updated: bool = False, priority: int = 20, place: Place = "header") -> Fact:
    return Fact(field="updated" if updated else "published", text=text, priority=priority, rule="a line", place=place)


def winner(*facts: Fact) -> str | None:
    won, _ = judged(facts)
    return won.fact.text if won else None


CLOCK = fact("Thursday, 4 May 2023", place="above")


@pytest.mark.parametrize(
    ("facts", "won", "reason"),
    [
        ([fact("31.06.2022"), fact("3 June 2022")], "3 June 2022", NO_DATE),
        ([fact("July 14"), fact("3 June 2022")], "3 June 2022", NO_YEAR),
        ([CLOCK, fact("2 May 2023")], "2 May 2023", "the site's own clock"),
        ([CLOCK, fact("20 April 2023", place="text")], "20 April 2023", "the site's own clock"),
        ([CLOCK, fact("2/3/2023")], "2/3/2023", "the site's own clock"),  # both readings are earlier
        ([fact("1 May 2023", priority=30), fact("2 May 2023")], "2 May 2023", "less sure"),
        ([fact("1 May 2023", updated=True, priority=1), fact("2 May 2023")], "2 May 2023", "less sure"),
        ([fact("May 2023"), fact("2 May 2023")], "2 May 2023", "less precise"),
        ([fact("2 May 2023"), fact("3 May 2023")], "2 May 2023", "stated before"),
    ],
)
def test_what_loses_has_a_reason(facts: list[Fact], won: str, reason: str) -> None:
    assert winner(*facts) == won
    _, lost = judged(facts)
    assert reason in lost.values()


@pytest.mark.parametrize(
    "facts",
    [
        [CLOCK],  # nothing else is stated
        [CLOCK, fact("9 May 2023", updated=True, priority=30)],  # updated after it
        [CLOCK, fact("2 May 2023", place="text", priority=30)],  # the dateline is two days older than the print
    ],
)
def test_a_day_above_the_headline_may_be_the_articles(facts: list[Fact]) -> None:
    assert winner(*facts) == CLOCK.text


def test_the_only_day_of_an_update_stands_for_publication() -> None:
    assert winner(fact("2 May 2023", updated=True)) == "2 May 2023"


def test_a_head_that_is_printed_twice_is_read_once() -> None:
    assert winner(fact("2 May 2023"), fact("2 May 2023")) == "2 May 2023"


def test_nothing_stated_is_no_day() -> None:
    assert winner() is None


def test_names_of_objections_are_different() -> None:
    assert len({objection.name for objection in OBJECTIONS}) == len(OBJECTIONS)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The board met on Wednesday, April 2.", "2025-04-03"),
        ("The board met on 1 March.", "2025-03-04"),
        ("The board met on 1 March and on 2 April.", None),
        ("The board met in spring.", None),
    ],
)
def test_a_day_named_in_words_tells_which_number_is_the_month(text: str, edtf: str | None) -> None:
    date = read_date("04/03/2025")
    assert date is not None
    near = near_named(date, days_named(text))
    assert (near.edtf if near else None) == edtf


@pytest.mark.parametrize(
    ("published", "stated", "written"),
    [
        ("5 March 2025", [fact("March 3", place="text")], "2025-03-03"),
        ("2 January 2025", [fact("Dec. 30", place="text")], "2024-12-30"),
        ("5 March 2025", [fact("March 5", place="text")], None),  # the same day
        ("5 March 2025", [fact("Feb. 3", place="text")], None),  # too long before
        ("5 March 2025", [fact("March 7", place="text")], None),  # later
        ("5 March 2025", [fact("March 3")], None),  # no dateline
        ("March 2025", [fact("March 3", place="text")], None),
    ],
)
def test_the_day_of_a_dateline_is_that_of_writing(published: str, stated: list[Fact], written: str | None) -> None:
    day = written_before(read_date(published), stated)
    assert (day.isoformat() if day else None) == written


def test_days_of_the_week_count_from_the_dateline() -> None:
    """Printed on Wednesday, written on Monday: "on Monday" is the day of writing."""
    text = (
        "Ferries stop at last\n\n5 March 2025\n\nPORT KELVARA, March 3 (EXN) — The crews of Kelvara will stop work "
        "from midnight on Monday. They met on Sunday.\n"
    )
    found = read_findings(article_from_bytes(text.encode(), file="a.txt"))
    assert [timex.value for timex in found.timexes] == ["2025-03-03T00:00", "2025-03-02"]


def test_an_issue_for_several_days_is_a_period() -> None:
    dates = [read_date(text) for text in ("9-11 June 2023", "May 30-June 1, 2023", "30 December - 2 January 2024")]
    assert [date and date.edtf for date in dates] == [
        "2023-06-09/2023-06-11",
        "2023-05-30/2023-06-01",
        "2023-12-30/2024-01-02",
    ]


@pytest.mark.parametrize("text", ["31 April 2023", "the 31st April 2023", "June 4, 20233"])
def test_what_no_calendar_has_is_not_read_in_part(text: str) -> None:
    assert read_date(text) is None


def test_a_weekday_that_its_day_does_not_fall_on_is_told() -> None:
    read = article_from_bytes(b"Ferry crews vote to end their strike\nPublished: Tuesday, 4 June 2023\n", file="a.txt")
    assert "published: 'Tuesday, 4 June 2023' is a Sunday" in read.warnings


def test_a_weekday_is_a_word_of_its_own() -> None:
    """ "Viewed 4 June 2023" names no Wednesday."""
    assert read_meta_line("Viewed 4 June 2023") is None
