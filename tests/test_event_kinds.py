"""Of which kind an event is, what it is called, on which day it falls, and whether it is worth a line."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from briefing_book.extract.reading import read_findings
from briefing_book.ingest import plain_article
from briefing_book.model.article import ParagraphKind
from briefing_book.model.dates import Date
from briefing_book.model.findings import Event, Findings

DAY = dt.date(2023, 7, 19)  # a Wednesday
PUBLISHED = Date(earliest=DAY, latest=DAY, precision="day", basis="stated", text="2023-07-19")


def found(text: str, published: Date | None = PUBLISHED) -> Findings:
    return read_findings(plain_article(text, file="a.txt", published=published))


def last(text: str) -> Event:
    return found(text).events[-1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The law came into force on Monday.", "come into force"),
        ("The mayor went to the yard on Monday.", "go"),
        ("The firm took over the yard on Monday.", "take over"),
        ("The firm held talks on Monday.", "hold talk"),
        ("The firm took Velar on Monday.", "take"),
        ("The king left the yard on Monday.", "leave"),
        ("The vote was moved to Friday.", "vote"),
    ],
)
def test_a_light_verb_is_called_with_what_happened(text: str, name: str) -> None:
    """A name of a place is not what happened."""
    assert last(text).predicate == name


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The law expired on July 3.", "occurred"),
        ("The law expires on Aug. 4.", "deadline"),
        ("The law ended on July 3.", "occurred"),
        ("The law ends on Aug. 4.", "deadline"),
        ("The talks end on Aug. 4.", "scheduled"),
        ("The report is due on Aug. 4.", "deadline"),
        ("The rule takes effect on Aug. 4.", "scheduled"),
        ("The rule takes effect on Aug. 4 unless the firm pays.", "deadline"),
        ("The rule will likely take effect by Aug. 4.", "scheduled"),
        ("The firm has until Aug. 4 to pay.", "deadline"),
        ("The duty will run out on Aug. 4.", "deadline"),
        ("The firm must pay by Aug. 4.", "deadline"),
        ("The firm will pay by the end of August.", "deadline"),
        ("The firm paid by July 14.", "occurred"),
        ("The talks will last until Aug. 4.", "deadline"),
        ("The crew will wait until Aug. 4.", "scheduled"),
        ("Talks went on before the July 3 deadline.", "deadline"),
    ],
)
def test_a_limit_that_is_still_ahead_is_a_deadline(text: str, kind: str) -> None:
    """A noun such as "deadline" is always one."""
    assert last(text).kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The mayor left on July 18.", "occurred"),
        ("The mayor leaves on July 20.", "scheduled"),
        ("The mayor left today.", "occurred"),
        ("The mayor will leave today.", "scheduled"),
        ("The ministers plan to meet today.", "scheduled"),
        ("The ministers agreed to meet today.", "scheduled"),
        ("The vote was moved to today.", "scheduled"),
        ("The vote was moved today.", "occurred"),
        ("The firm meets the crews today.", "occurred"),
        ("Firefighters moved 300 people to safety by Wednesday.", "occurred"),
        ("Firefighters have moved the crew by Wednesday.", "occurred"),
        ("The ministers are to meet today.", "scheduled"),
        ("The ferry was set to land on Wednesday.", "scheduled"),
        ("The mayor is seeking a visit later this month.", "scheduled"),
    ],
)
def test_what_is_told_as_to_come_is_scheduled(text: str, kind: str) -> None:
    """In words, else by the calendar; on the article's own day the words decide."""
    assert last(text).kind == kind


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The summit due on July 21 was called off.", [("2023-07-21", True)]),
        ("The mayor cancelled Friday's talks.", [("2023-07-21", True)]),
        ("The talks on Friday were called off.", [("2023-07-21", True)]),
        ("The talks, which were set for Monday, have been cancelled.", [("2023-07-24", True)]),
        ("The mayors called off a summit planned for July 24.", [("2023-07-24", True)]),
        ("The vote planned for Friday has been put off to Aug. 3.", [("2023-07-21", True), ("2023-08-03", False)]),
        ("The mayor cancelled the talks for Friday.", [("2023-07-21", True)]),
        ("The vote, originally planned for July 21, was scrapped.", [("2023-07-21", True)]),
        ("The board decided to scrap the vote planned for Friday.", [("2023-07-21", True)]),
        ("The talks planned for Friday may be called off.", [("2023-07-21", False)]),
        ("The talks planned for Friday were not called off.", [("2023-07-21", False)]),
        ("The mayor threatened to cancel the talks planned for Friday.", [("2023-07-21", False)]),
        ("The mayor scrapped the treaty signed on July 3.", [("2023-07-03", False)]),
        ("The talks, which were to open on Friday, have been cancelled.", [("2023-07-21", True)]),
        ("The fair was called off on Monday.", [("2023-07-17", False)]),
    ],
)
def test_a_plan_that_is_called_off_is_cancelled(text: str, told: list[tuple[str, bool]]) -> None:
    """A mere thought of it calls nothing off; the new day of what is put off is a plan; to call off is a deed."""
    assert [(event.date.edtf, event.cancelled) for event in found(text).events if event.date] == told


def test_a_cancelled_plan_is_told_with_the_words_that_call_it_off() -> None:
    text = "The talks, which were set for Monday, have been cancelled."
    (event,) = found(text).events
    assert event.span.of(text) == text[:-1]
    assert event.kind == "scheduled"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The mayor, whose party won the vote last year, is ill.", "in passing"),
        ("The mayor whose party won on Monday is ill.", "dated clause"),
        ("The mayor who won the vote in May is ill.", "dated clause"),
        ("Last month's vote is a blow.", "event noun"),
        ("The firm left because of the vote in May.", "in passing"),
        ("The firm left because of the vote on Monday.", "event noun"),
        ("The firm left during the vote in May.", "event noun"),
        ("The charges relate to the vote in May.", "event noun"),
        ("On top of next month's vote, they plan a march.", "in passing"),
        ("The May vote was lost.", "event noun"),
        ("A vote in May 2021.", "event noun"),
    ],
)
def test_a_vague_time_that_only_says_which_thing_is_meant(text: str, rule: str) -> None:
    """A day is never so vague, nor is what a thing is tied to or took place in."""
    assert last(text).rule == rule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("On top of this month's vote, they plan a march.", "in passing"),
        ("On top of last month's vote, they plan a march.", "event noun"),
    ],
)
def test_what_a_month_owns_is_told_when_that_month_is_over(text: str, rule: str) -> None:
    """On its last day it is not."""
    day = dt.date(2023, 7, 31)
    events = found(text, Date(earliest=day, latest=day, precision="day", basis="stated", text="2023-07-31")).events
    assert [event.rule for event in events] == [rule]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The boats are old, the newspaper said on Monday.", "attribution"),
        ("The boats are old, the mayor said on Monday.", "dated clause"),
        ("The boats sank, the newspaper said on Monday.", "dated clause"),
        ("The newspaper said on Monday the boats are old.", "dated clause"),
        ("The newspaper reported on Monday that the boats are old.", "attribution"),
        ("The newspaper closed on Monday.", "dated clause"),
        ("The boats are old, as the newspaper closed on Monday.", "dated clause"),
        ("The mayor said so on Monday.", "attribution"),
        ("Boats are old, as quoted by the daily on Monday.", "attribution"),
        ("The mayor is cited on Monday by the paper.", "attribution"),
        ("The mayor was cited on Monday.", "attribution"),
        ("The fire was reported on Monday.", "dated clause"),
        ("The mayor reported a loss on Monday.", "dated clause"),
    ],
)
def test_an_attribution_says_only_when_a_report_was_made(text: str, rule: str) -> None:
    """By a paper or the like that passes words on, where nothing else may have that day."""
    assert last(text).rule == rule


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The quake struck on Monday. It happened at 11.20 am.", "2023-07-17"),
        ("The crew left on Monday. The crew left at 4 p.m.", "2023-07-17"),
        ("The quake struck on Monday. The crew left at 11.20 am.", "2023-07-19"),
        ("The quake struck on Monday. The crew left on Tuesday. It happened at 11.20 am.", "2023-07-18"),
        ("The quake struck in May. It happened at 11.20 am.", "2023-07-19"),
        ("It happened at 11.20 am.", "2023-07-19"),
        ("The crew left on Monday. The crew will leave at 11.20 pm.", "2023-07-19"),
        ("The crew left on Monday. The crew left again on July 4.", "2023-07-04"),
    ],
)
def test_a_clock_time_alone_is_that_of_the_day_on_which_the_deed_was_told(text: str, day: str) -> None:
    """By a sentence before; else it is the article's own day, as it is for what is still to come."""
    date = last(text).date
    assert date is not None
    assert date.edtf[:10] == day


def test_a_sentence_behind_gives_a_clock_time_no_day() -> None:
    dates = [
        event.date.edtf[:10]
        for event in found("The fire struck at 11.20 am. The quake struck on Monday.").events
        if event.date
    ]
    assert dates == ["2023-07-19", "2023-07-17"]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The firm was closed from May to July.", ["2023-05-01/2023-07-31"]),
        ("The firm sold boats between May and July.", ["2023-05-01/2023-07-31"]),
        ("The firm sold boats in 2011 and 2012.", ["2011-01-01/2012-12-31"]),
        ("The firm sold boats in 2011 and 2013.", ["2011", "2013"]),
        ("The firm sold boats on Monday and Tuesday.", ["2023-07-17/2023-07-18"]),
        ("The firm sold boats on Monday, July 10, and Wednesday, July 12.", ["2023-07-10", "2023-07-12"]),
        ("The firm sold boats in May and June.", ["2023-05", "2023-06"]),
        ("The vote was moved from Monday to Friday.", ["2023-07-21"]),
    ],
)
def test_what_lasts_from_one_date_to_another_is_one_event(text: str, dates: list[str]) -> None:
    """So are two years or days in a row; months need not be."""
    assert [event.date.edtf for event in found(text).events if event.date] == dates


def test_two_times_of_one_deed_on_one_day_are_one_event() -> None:
    assert len(found("The ferry sank on Monday, July 17.").events) == 1
    assert len(found("The ferry sank on Monday and the crew left on Monday.").events) == 2


COUPLE = "Ana Petrova and Omar Haddad lead the march. "


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (COUPLE + "The two leaders left on Monday.", 2),
        (COUPLE + "The pair left on Monday.", 2),
        (COUPLE + "It rained. They wept. The pair left on Monday.", 2),
        (COUPLE + "It rained. The town is old. They wept. The pair left on Monday.", 0),
        (COUPLE + "Lena Roe wept. The pair left on Monday.", 0),
        (COUPLE + "The three leaders left on Monday.", 0),
        (COUPLE + "Two leaders left on Monday.", 0),
        (COUPLE + "The two boats left on Monday.", 0),
        (COUPLE + "The crew left on Monday.", 0),
        ("Ana Petrova, Lena Roe and Omar Haddad lead the march. The pair left on Monday.", 0),
    ],
)
def test_a_couple_is_the_only_two_people_of_the_nearest_sentence(text: str, people: int) -> None:
    """At most three sentences before."""
    assert len(last(text).people) == people


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The index fell from 30 to 20 on Monday.", ["2023-07-17"]),
        ("The index fell from 30 points to 20 on Monday.", ["2023-07-17"]),
        ("Sales rose from 198 boats in 2018.", []),
        ("It was a 3 percent decrease from the close of trading Monday.", []),
        ("The bank gave up, forcing the firm to close on Monday.", ["2023-07-17"]),
    ],
)
def test_a_figure_before_and_after_a_move_leaves_its_day(text: str, dates: list[str]) -> None:
    """The day that a figure is held against is none; what somebody was forced to do was done."""
    assert [event.date.edtf for event in found(text).events if event.date] == dates


@pytest.mark.parametrize(
    ("text", "events"),
    [("The mayor is ill now.", 0), ("The mayor left every Monday.", 0), ("The mayor left on Monday.", 1)],
)
def test_what_is_no_day_dates_nothing(text: str, events: int) -> None:
    """Such as "now", and what is done again and again."""
    assert len(found(text).events) == events


def test_an_article_without_a_day_has_events_with_days_that_are_written_out() -> None:
    """And no event of a weekday."""
    events = found("The mayor left on May 4, 2021. She wept on Monday.", None).events
    assert [event.date.edtf if event.date else None for event in events] == ["2021-05-04", None]


@pytest.mark.parametrize(("kind", "events"), [("headline", 1), ("heading", 1), ("caption", 2), ("standfirst", 2)])
def test_a_headline_dates_nothing(kind: ParagraphKind, events: int) -> None:
    """It says again what the text tells."""
    article = plain_article("Mayor left on Monday\n\nThe crew wept on Monday.", file="a.txt", published=PUBLISHED)
    first, second = article.paragraphs
    headed = replace(article, paragraphs=(replace(first, kind=kind), second))
    assert len(read_findings(headed).events) == events
