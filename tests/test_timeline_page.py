"""The timeline: months, dates, the strip of bars, filters, pages and downloads."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import html
import io
import json
import re
from collections.abc import Callable, Sequence
from types import SimpleNamespace

import icalendar
import msgspec
import pytest

from briefing_book.check.data import Book as CheckedBook
from briefing_book.check.heads import _of_timeline
from briefing_book.check.pages import read_page
from briefing_book.model.book import TimelineEntry
from briefing_book.render import render
from briefing_book.render.base import phrasing, timeline, timeline_pages
from tests.sample_book import BOOK, EVENTS, PEOPLE, date, in_lines

PAGES = {page.path: in_lines(page.content) for page in render(BOOK)}
AS_OF = dt.date(2031, 7, 16)


def entry(number: int, first: str, last: str | None = None, **fields: object) -> TimelineEntry:
    """An entry like others, on another date."""
    dating = {key: fields.pop(key) for key in ("precision", "basis", "text") if key in fields}
    values = {"id": f"e-{number}", "date": date(first, last, **dating)} | fields  # type: ignore[arg-type]
    return dataclasses.replace(EVENTS[2], **values)  # type: ignore[arg-type]


def pages_of(events: Sequence[TimelineEntry]) -> dict[str, str]:
    return {page.path: page.content for page in render(dataclasses.replace(BOOK, events=tuple(events)))}


def bars_of(events: Sequence[TimelineEntry], as_of: dt.date | None = None) -> timeline.Strip:
    return timeline.strip([("timeline.md", timeline.months(events))], as_of)


def headings(events: Sequence[TimelineEntry]) -> list[tuple[str, list[str]]]:
    return [(month.title, [one.title for one in month.days]) for month in timeline.months(events)]


# Months and dates


def test_months_follow_each_other_and_unknown_dates_close_the_timeline() -> None:
    """A year without a month has a heading of its own; nothing undated gets a month."""
    titles = [month.title for month in timeline.months(EVENTS)]
    assert titles == ["September 2031", "July 2031", "June 2031", "2019, month not known", "No date known"]


def test_a_date_is_said_once_for_all_its_entries() -> None:
    """Entries of one day stand under one heading."""
    found = headings([entry(1, "2031-07-08"), entry(2, "2031-07-09"), entry(3, "2031-07-08")])
    assert found == [("July 2031", ["9 July 2031", "8 July 2031"])]


def test_a_range_over_several_months_stands_in_its_first_under_its_own_name() -> None:
    """Its heading says that the day is not known."""
    events = [entry(1, "2031-03-10"), entry(2, "2031-03-05", "2031-06-20", precision="range"), entry(3, "2031-01-02")]
    assert headings(events) == [
        ("March 2031", ["10 March 2031", "Between 5 March and 20 June 2031"]),
        ("January 2031", ["2 January 2031"]),
    ]
    assert timeline.months(events)[0].days[1].note == "day not known"


def test_a_unit_of_the_calendar_stands_after_the_days_in_it() -> None:
    """Unknown days end their month, and unknown months their year."""
    events = [
        entry(1, "2031-01-01"),
        entry(2, "2031-01-01", "2031-01-31", precision="month"),
        entry(3, "2031-01-01", "2031-12-31", precision="year"),
        entry(4, "2031-01-01", "2031-03-31", precision="quarter"),
    ]
    assert headings(events) == [
        ("January 2031", ["1 January 2031", "January 2031", "First quarter of 2031"]),
        ("2031, month not known", [""]),
    ]


@pytest.mark.parametrize(
    ("first", "last", "precision", "note"),
    [
        ("2031-07-08", "2031-07-08", "day", "Tuesday"),
        ("2031-07-01", "2031-07-31", "month", "day not known"),
        ("2031-07-07", "2031-07-09", "period", ""),
        ("2031-09-01", "2031-11-30", "season", "day not known"),
        ("2031-01-01", "2031-12-31", "year", "some time in 2031"),
        ("2030-01-01", "2039-12-31", "decade", "some time in the 2030s"),
    ],
)
def test_a_heading_pretends_no_more_precision_than_there_is(first: str, last: str, precision: str, note: str) -> None:
    """Only a known day has a weekday; a period is known whole."""
    assert timeline.months([entry(1, first, last, precision=precision)])[0].days[0].note == note


def test_a_period_and_a_range_of_the_same_days_are_two_dates() -> None:
    """ "From 7 to 9 July" is not "one day between 7 and 9 July", and each has an anchor of its own."""
    events = [
        entry(1, "2031-07-07", "2031-07-09", precision="period"),
        entry(2, "2031-07-07", "2031-07-09", precision="range"),
    ]
    anchors = [one.anchor for one in timeline.months(events)[0].days]
    assert sorted(anchors) == ["d-2031-07-07-or-2031-07-09", "d-2031-07-07-to-2031-07-09"]


def test_on_one_day_the_weightiest_comes_first() -> None:
    """The order does not rest on ids, which are hashes."""
    events = [entry(1, "2031-07-08", salience=0.1), entry(2, "2031-07-08", salience=0.9)]
    assert [e.id for e in timeline.in_order(events)] == ["e-2", "e-1"]


def test_a_day_is_a_heading_with_a_permanent_anchor() -> None:
    """So that a search finds "15 July 2031" as the title of a section, and a link to the day stays good."""
    time = (
        '<time datetime="2031-07-15"><span class="bb-of-month">15 July</span> <span class="bb-year">2031</span></time>'
    )
    heading = f'<h3 id="d-2031-07-15">{time}</h3>'
    assert heading in PAGES["timeline.md"]


def test_the_permanent_link_of_an_entry_has_its_date_for_programs_and_a_mark_for_readers() -> None:
    """Nobody reads "2031-07-10..2031-09-25" beside a line."""
    found = re.findall(r'<span class="bb-permalink" data-stamp="([^"]*)"[^>]*>\[([^]]*)\]\(#c-', PAGES["timeline.md"])
    assert {"2031-07-15", "[2031-07-10..2031-09-25]"} <= {html.unescape(stamp) for stamp, _ in found}
    assert {shown for _, shown in found} == {"#"}


def test_what_edtf_has_a_code_number_for_is_written_as_an_interval() -> None:
    """No reader takes "2031-23" for the autumn."""
    assert phrasing.stamp(date("2031-09-01", "2031-11-30", precision="season")) == "2031-09-01/2031-11-30"


def test_every_entry_stands_once_on_the_timeline_with_what_its_date_rests_on() -> None:
    """Its basis, and the words that it was read from."""
    page = PAGES["timeline.md"]
    assert page.count('<li class="bb-entry ') == len(EVENTS)
    assert "“on Tuesday”, article of 15 July 2031" in page


def test_what_was_said_on_a_day_is_folded_under_it() -> None:
    """Off until it is asked for; nothing that is only published on that day."""
    said = dataclasses.replace(BOOK.quotations[0], date=date("2031-07-15"))
    rest = [dataclasses.replace(q, date=None) for q in BOOK.quotations[1:]]
    book = dataclasses.replace(BOOK, quotations=(said, *rest))
    page = {p.path: p.content for p in render(book)}["timeline.md"]
    folded = page.split('id="d-2031-07-15"')[1].split('<details class="bb-spoken"')[1].split("</details>")[0]
    assert 'data-day="2031-07-15"' in folded
    assert page.count('class="bb-words ') == folded.count('class="bb-words ') == 1


def test_a_day_of_words_alone_has_no_heading() -> None:
    """Contents and search lead to nothing that is folded away."""
    said = dataclasses.replace(BOOK.quotations[0], date=date("2031-07-14"))
    page = {p.path: p.content for p in render(dataclasses.replace(BOOK, quotations=(said,)))}["timeline.md"]
    assert 'data-day="2031-07-14"' in page
    assert 'id="d-2031-07-14"' not in page


def test_an_entry_tells_a_filter_its_days() -> None:
    """The first and the last on which it may have been; undated it tells none."""
    page = pages_of([entry(1, "2031-07-05", "2031-07-09", precision="range")])["timeline.md"]
    assert 'data-from="2031-07-05" data-to="2031-07-09" markdown' in page


# The as-of date


def test_the_as_of_date_stands_between_what_has_passed_and_what_lies_ahead() -> None:
    """A visible line in the flow of the list."""
    page = PAGES["timeline.md"]
    assert page.index("<span>September 2031") < page.index('id="as-of"') < page.index("<span>July 2031")
    assert page.index('id="as-of"') < page.index('id="d-2031-07-16"')


def test_within_a_month_the_as_of_date_stands_between_two_days() -> None:
    """After the last day that comes after it."""
    page = pages_of([entry(1, "2031-07-08"), entry(2, "2031-07-20")])["timeline.md"]
    assert (
        page.index("<span>July 2031")
        < page.index('id="d-2031-07-20"')
        < page.index('id="as-of"')
        < page.index('id="d-2031-07-08"')
    )


@pytest.mark.parametrize(
    ("days", "place"),
    [
        (["2031-07-01"], ("timeline.md", "d-2031-07-01")),
        (["2031-08-01"], ("timeline.md", "")),
        ([], ("", "")),
    ],
)
def test_the_as_of_date_may_come_last_or_first(days: list[str], place: tuple[str, str]) -> None:
    """When everything has passed, or nothing; with nothing dated it stands nowhere."""
    months = timeline.months([entry(n, day) for n, day in enumerate(days)])
    assert timeline.as_of_place([("timeline.md", months)], AS_OF) == place


def test_the_as_of_date_stands_on_one_page_of_several() -> None:
    """On the one where the past begins."""
    listed = [(f"timeline/{year}.md", timeline.months([entry(year, f"{year}-05-05")])) for year in (2030, 2031, 2032)]
    assert timeline.as_of_place(listed, AS_OF) == ("timeline/2031.md", "d-2031-05-05")


# The strip


def test_each_entry_is_counted_in_one_bar() -> None:
    """Undated ones have a bar of their own."""
    bars = bars_of(EVENTS, AS_OF).bars
    assert sum(bar.entries for bar in bars) == len(EVENTS)
    assert bars[-1].name == "No date known"


def test_a_bar_stands_for_a_month_and_tells_its_deadlines_apart() -> None:
    """Empty months between are drawn without a link."""
    events = [
        entry(1, "2031-01-05"),
        entry(2, "2031-01-07", kind="deadline"),
        entry(3, "2031-01-09"),
        entry(4, "2031-05-05"),
    ]
    strip = bars_of(events)
    assert strip.unit == "month"
    assert [(bar.name, bar.entries, bar.deadlines) for bar in strip.bars] == [
        ("January 2031", 3, 1),
        ("February 2031", 0, 0),
        ("March 2031", 0, 0),
        ("April 2031", 0, 0),
        ("May 2031", 1, 0),
    ]
    assert [(bar.height, bar.marked) for bar in strip.bars if bar.entries] == [(100, 34), (34, 0)]
    assert [bar.anchor for bar in strip.bars] == ["m-2031-01", "", "", "", "m-2031-05"]


def test_a_short_book_has_a_bar_for_each_week() -> None:
    """Weeks begin on Monday; each leads to its first date."""
    strip = bars_of([entry(1, "2031-07-08"), entry(2, "2031-07-11"), entry(3, "2031-07-15")])
    assert strip.unit == "week"
    assert [(bar.name, bar.entries, bar.anchor) for bar in strip.bars] == [
        ("Week of 7 July 2031", 2, "d-2031-07-11"),
        ("Week of 14 July 2031", 1, "d-2031-07-15"),
    ]


def test_a_month_without_a_day_is_in_no_week() -> None:
    """A bar of its own says what it is."""
    events = [entry(1, "2031-07-08"), entry(2, "2031-07-01", "2031-07-31", precision="month")]
    assert [(bar.name, bar.whole) for bar in bars_of(events).bars] == [
        ("July 2031, day not known", True),
        ("Week of 30 June 2031", False),
        ("Week of 7 July 2031", False),
    ]


def test_a_long_book_has_a_bar_for_each_year() -> None:
    """Years count what is known no better as well."""
    events = [entry(n, f"{1990 + n}-0{1 + n % 9}-03") for n in range(40)]
    strip = bars_of([*events, entry(99, "2000-01-01", "2000-12-31", precision="year")])
    assert strip.unit == "year"
    assert {bar.name: bar.entries for bar in strip.bars}["2000"] == 2


def test_a_long_time_without_entries_is_one_gap() -> None:
    """An old memory does not press the present into a corner."""
    bars = bars_of([entry(1, "1975-03-03"), entry(2, "2031-05-05"), entry(3, "2031-06-05")]).bars
    assert [(bar.name, bar.gap) for bar in bars] == [
        ("March 1975", False),
        ("", True),
        ("May 2031", False),
        ("June 2031", False),
    ]


def test_a_year_is_no_gap_before_the_next_one() -> None:
    """Nothing is missing between the whole of 2030 and January 2031."""
    bars = bars_of(
        [entry(1, "2030-01-01", "2030-12-31", precision="year"), entry(2, "2031-01-05"), entry(3, "2031-05-05")]
    ).bars
    assert [bar.gap for bar in bars] == [False] * 6


def test_the_as_of_date_is_marked_within_its_month() -> None:
    """Half of July has passed on the sixteenth, whether July holds entries or not."""
    bars = bars_of([entry(1, "2031-01-05"), entry(2, "2031-06-05")], AS_OF).bars
    assert [(bar.name, bar.now) for bar in bars if bar.now is not None] == [("July 2031", 48)]


def test_the_ends_of_the_calendar_do_no_harm() -> None:
    """The first and the last day that there are."""
    assert len(bars_of([entry(1, "0001-01-01"), entry(2, "9999-12-31")], AS_OF).bars) >= 3


def test_a_bar_says_in_words_what_it_shows() -> None:
    """A screen reader hears month, entries and deadlines; the number is seen as well."""
    page = PAGES["timeline.md"]
    text = re.sub(r"<[^>]+>", "", page)
    assert "[September 2031: 3 entries, 1 deadline](#m-2031-09)" in text


# Filters


def test_filters_offer_what_the_page_has_and_say_how_much() -> None:
    """No choice leads to an empty page."""
    page = PAGES["timeline.md"]
    assert '<option value="ilse-brandt">Ilse Brandt (3)</option>' in page
    assert '<option value="valdoria">Valdoria (4)</option>' in page
    assert '<option value="patrols">Patrols in the Sund (3)</option>' in page


def test_what_a_filter_looks_for_stands_in_the_entry() -> None:
    """Topics, people, their countries and the sources, as the choices name them."""
    line = next(line for line in PAGES["timeline.md"].splitlines() if "reopened their talks" in line)
    assert 'data-topic="quota patrols" data-person="ilse-brandt tomas-keel" data-country="valdoria esterland"' in line
    assert 'data-source="albion-0715 courier_0716"' in line


def test_the_form_is_hidden_until_a_script_makes_it_work() -> None:
    """Without scripts there is no dead form."""
    assert re.search(r'<form class="bb-filters"[^>]* hidden>', PAGES["timeline.md"])


def test_what_the_editor_pinned_is_a_main_event() -> None:
    """However little it weighs."""
    events = [entry(n, "2031-07-08", salience=n / 100, pinned=n == 0) for n in range(60)]
    lines = [line for line in pages_of(events)["timeline.md"].splitlines() if line.startswith('<li class="bb-entry')]
    assert sum("bb-entry--main" in line for line in lines) == 16


def test_topics_and_people_lead_to_their_entries_on_the_timeline() -> None:
    """The address asks for them; without scripts it leads to the whole."""
    assert "[the timeline](../timeline.md?person=ilse-brandt)" in PAGES["people/ilse-brandt.md"]
    assert "[the timeline](../timeline.md?topic=quota)" in PAGES["topics/quota.md"]


def test_a_hostile_name_stands_in_a_choice_as_text() -> None:
    """Nothing of a source runs or ends an element."""
    people = (dataclasses.replace(PEOPLE[0], name='<b onclick="x">"', country='Val" onx="'), *PEOPLE[1:])
    page = {p.path: p.content for p in render(dataclasses.replace(BOOK, people=people))}["timeline.md"]
    assert "<b onclick" not in page
    assert re.search(r'<option value="t[0-9a-f]{10}">Val&quot; onx&#61;&quot; \(\d\)</option>', page)


# Several pages


def _paths(events: list[TimelineEntry], pages: int) -> Callable[[TimelineEntry], str]:
    """By pages that hold about so many of these entries, which are all as long."""
    path = timeline_pages.date_paths(events, (), _weight(events) * pages // len(events) + 1)
    return lambda event: path(event.date)


def _weight(events: list[TimelineEntry]) -> int:
    return sum(weight for _, weight in timeline_pages._weighed(events, ()))


def test_a_long_timeline_splits_by_year_and_a_crowded_year_by_month() -> None:
    """No page holds more than the limit unless one day does."""
    events = [entry(n, f"{2030 + n % 2}-{1 + n % 12 if n % 2 else 3:02}-05") for n in range(30)]
    path = _paths(events, 16)
    assert {path(e) for e in events} == {"timeline/2030.md", "timeline/2031.md"}
    crowded = _paths(events, 14)
    assert {crowded(e) for e in events if e.date and e.date.earliest.year == 2031} == {
        f"timeline/2031-{m:02}.md" for m in (2, 4, 6, 8, 10, 12)
    }


def test_a_crowded_month_splits_by_thirds_and_a_crowded_third_by_days() -> None:
    events = [entry(n, f"2031-06-{1 + n:02}") for n in range(30)]
    thirds = _paths(events, 12)
    assert sorted({thirds(e) for e in events}) == [
        f"timeline/2031-06-{days}.md" for days in ("01-10", "11-20", "21-31")
    ]
    days = _paths(events, 5)
    assert {days(e) for e in events} == {f"timeline/2031-06-{day:02}.md" for day in range(1, 31)}


def test_what_is_known_to_the_month_stands_with_its_first_days() -> None:
    events = [entry(n, f"2031-06-{1 + n:02}") for n in range(29)]
    whole = entry(40, "2031-06-01", "2031-06-30", precision="month")
    assert _paths([*events, whole], 12)(whole) == "timeline/2031-06-01-10.md"


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("timeline/2031-02-21-31.md", "Timeline: 21 to 28 February 2031"),
        ("timeline/2031-06-11-20.md", "Timeline: 11 to 20 June 2031"),
        ("timeline/2031-06-03.md", "Timeline: 3 June 2031"),
        ("timeline/undated.md", "Timeline: no date known"),
    ],
)
def test_a_page_of_the_timeline_is_called_by_its_time(path: str, title: str) -> None:
    assert timeline_pages.page_title(path) == title


def test_what_was_said_on_a_day_weighs_as_well() -> None:
    """It stands folded under the day."""
    events = [entry(1, "2030-03-05"), entry(2, "2031-03-05")]
    said = dataclasses.replace(BOOK.quotations[0], date=date("2031-03-05"))
    limit = _weight(events)
    assert timeline_pages.date_paths(events, (), limit)(date("2031-03-05")) == "timeline.md"
    assert timeline_pages.date_paths(events, (said,), limit)(date("2031-03-05")) != "timeline.md"


def test_pages_are_in_order_of_time() -> None:
    """What is known of a year as a whole comes before its months, what is undated last."""
    paths = ["timeline/undated.md", "timeline/2031-02.md", "timeline/2031-01-11-20.md"]
    paths += ["timeline/2031-01-01-10.md", "timeline/2031.md", "timeline/2030.md"]
    assert sorted(paths, key=timeline_pages.page_order) == paths[::-1]


@pytest.fixture(scope="module")
def split() -> dict[str, str]:
    """Two years, each on a page."""
    events = [entry(n, f"{2030 + n % 2}-{1 + n % 12:02}-05", salience=n / 1000) for n in range(40)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timeline_pages, "LARGEST", _weight(events) * 3 // 4)
        return pages_of(events)


def test_a_split_timeline_begins_with_its_main_events(split: dict[str, str]) -> None:
    """Fifteen by weight; a timeline of one page has a filter for that."""
    page = split["timeline.md"]
    assert page.split(">Main events</h2>")[1].count('<li class="bb-entry') == 15
    assert "Main events</h2>" not in PAGES["timeline.md"]


def test_the_bars_of_a_split_timeline_lead_to_its_pages(split: dict[str, str]) -> None:
    """And each page has bars of its own."""
    assert "](timeline/2030.md#m-2030-01)" in split["timeline.md"]
    assert "](#m-2031-02)" in split["timeline/2031.md"]
    assert "<form" not in split["timeline.md"]
    assert "<form" in split["timeline/2031.md"]


def test_the_pages_of_a_split_timeline_lead_to_each_other(split: dict[str, str]) -> None:
    """To the one before, the one after and the whole."""
    assert "[The whole timeline](../timeline.md) · [Timeline: 2030](2030.md)" in split["timeline/2031.md"]


def test_a_filter_says_that_it_looks_at_one_page_of_several(split: dict[str, str]) -> None:
    told = "The filter looks at this page alone."
    assert told in split["timeline/2031.md"]
    assert told not in PAGES["timeline.md"]


# Downloads


def events_of_calendar(text: str) -> dict[str, icalendar.Event]:
    return {str(event["uid"]): event for event in icalendar.Calendar.from_ical(text).walk("VEVENT")}


def test_the_calendar_holds_plans_and_deadlines_whose_days_are_known_and_nothing_else() -> None:
    """All-day, and the same whenever the book is built."""
    found = events_of_calendar(PAGES["data/timeline.ics"])
    assert set(found) == {"e-next-round@briefing-book", "e-lapse@briefing-book", "e-passed@briefing-book"}
    lapse = found["e-lapse@briefing-book"]
    assert lapse.decoded("dtstart") == dt.date(2031, 9, 30)
    assert lapse.decoded("dtend") == dt.date(2031, 10, 1)
    assert lapse.decoded("dtstamp") == dt.datetime(2031, 7, 16, tzinfo=dt.UTC)


def test_days_in_a_row_end_on_the_day_after_the_last() -> None:
    """DTEND is exclusive."""
    text = pages_of([entry(1, "2031-09-04", "2031-09-06", precision="period", kind="scheduled")])["data/timeline.ics"]
    event = events_of_calendar(text)["e-1@briefing-book"]
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (dt.date(2031, 9, 4), dt.date(2031, 9, 7))


def test_one_day_among_several_is_in_no_calendar() -> None:
    """It would take more days than it has."""
    text = pages_of([entry(1, "2031-09-04", "2031-09-06", precision="range", kind="deadline")])["data/timeline.ics"]
    assert events_of_calendar(text) == {}


def test_words_of_a_source_stay_words_in_the_calendar() -> None:
    """Line ends, commas and what looks like a property."""
    headline = "talks; of, men\nEND:VEVENT\nBEGIN:VEVENT"
    text = pages_of([entry(1, "2031-09-04", kind="deadline", headline=headline)])["data/timeline.ics"]
    found = events_of_calendar(text)
    assert [str(event["summary"]) for event in found.values()] == ["Deadline: talks; of, men END:VEVENT BEGIN:VEVENT"]


def test_a_calendar_has_what_the_standard_asks_for() -> None:
    """A product, a version, and of each event an id, a stamp and a start; no line is longer than 75 bytes."""
    text = PAGES["data/timeline.ics"]
    calendar = icalendar.Calendar.from_ical(text)
    assert (calendar["version"], bool(calendar["prodid"])) == ("2.0", True)
    for event in calendar.walk("VEVENT"):
        assert {"UID", "DTSTAMP", "DTSTART"} <= set(event)
        assert event.errors == []
    assert max(len(line) for line in text.encode().split(b"\r\n")) <= 75


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "＝"])
def test_a_cell_of_the_table_cannot_run_as_a_formula(start: str) -> None:
    """An apostrophe stands before it."""
    table = pages_of([entry(1, "2031-09-04", headline=f"{start}HYPERLINK(1)")])["data/timeline.csv"]
    assert next(csv.DictReader(io.StringIO(table)))["headline"] == f"'{start.strip()}HYPERLINK(1)"


def test_the_timeline_as_json_is_in_order_of_time() -> None:
    """Undated entries stand last."""
    events = json.loads(PAGES["data/timeline.json"])["events"]
    days = [e["date"]["earliest"] for e in events if e["date"]]
    assert days == sorted(days)
    assert events[-1]["date"] is None


def test_the_page_offers_the_downloads_as_links_that_a_site_checks() -> None:
    """As Markdown, so that they are right wherever the page is served."""
    for ending in ("ics", "csv", "json"):
        assert f"](data/timeline.{ending})" in PAGES["timeline.md"]


# Plans that are called off


CANCELLED = entry(1, "2031-09-04", kind="scheduled", cancelled=True)


def test_a_cancelled_plan_says_so_in_place_of_how_far_it_is() -> None:
    shown = pages_of([CANCELLED])["timeline.md"]
    assert '<span class="bb-badge bb-badge--cancelled">Cancelled</span>' in shown
    assert "bb-badge--status" not in shown
    assert ">Scheduled<" not in shown


def test_the_calendar_says_that_a_plan_is_cancelled() -> None:
    assert "STATUS:CANCELLED" in pages_of([CANCELLED])["data/timeline.ics"]
    assert "STATUS" not in pages_of([entry(1, "2031-09-04", kind="scheduled")])["data/timeline.ics"]


def test_the_data_say_that_a_plan_is_cancelled() -> None:
    pages = pages_of([CANCELLED])
    assert [event["cancelled"] for event in json.loads(pages["data/book.json"])["events"]] == [True]
    (row,) = csv.DictReader(io.StringIO(pages["data/timeline.csv"]))
    assert row["cancelled"] == "cancelled"


def _home(*events: TimelineEntry, **other: object) -> str:
    book = dataclasses.replace(BOOK, events=events, **{"measures": (), **other})  # type: ignore[arg-type]
    return next(page.content for page in render(book) if page.path == "index.md")


def test_nobody_waits_for_a_cancelled_plan() -> None:
    nothing = "The program found no deadline or plan ahead"
    assert nothing in _home(CANCELLED)
    assert nothing not in _home(entry(1, "2031-09-04", kind="scheduled"))


def test_a_plan_that_nobody_understands_alone_is_left_to_the_timeline() -> None:
    plan = entry(1, "2031-09-04", kind="scheduled")
    home = _home(plan, standing=dataclasses.replace(BOOK.standing, due=(), unclear=(plan.id,)))
    assert "Dates ahead are on the timeline alone" in home
    assert "### Falls due" not in home


def test_a_measure_that_counts_from_a_day_ahead_comes_next() -> None:
    """Before a later plan, and only while its day has not come."""
    later = entry(1, "2032-09-04", kind="scheduled")
    toll = dataclasses.replace(BOOK.measures[0], what="a toll on barges", status="announced", effective=later.date)
    as_of = BOOK.as_of
    assert as_of is not None
    soon = dataclasses.replace(toll, effective=entry(2, f"{as_of.year + 1}-01-02").date)
    gone = dataclasses.replace(toll, effective=entry(2, f"{as_of.year - 1}-01-02").date)
    strips = [
        _home(later, measures=(one,)).partition('<ul class="bb-strip"')[2].partition("</ul>")[0] for one in (soon, gone)
    ]
    assert ["a toll on barges" in strip for strip in strips] == [True, False]


# What a page of several says of itself


MONTHS = pages_of([entry(n, f"{2030 + n % 2}-{n % 12 + 1:02}-{5 + n % 3:02}") for n in range(402)])


def _described(page: str) -> str:
    return re.findall(r'^description: "(.*)"$', page, re.MULTILINE)[0]


def test_a_page_of_a_month_counts_its_own_entries() -> None:
    """And the first page those of the whole book."""
    shown = len(re.findall("bb-permalink", MONTHS["timeline/2030-01.md"]))
    assert _described(MONTHS["timeline/2030-01.md"]).startswith(f"Timeline: January 2030: {shown} entries, from ")
    assert _described(MONTHS["timeline.md"]).startswith("Timeline: 402 entries in all, from ")


def test_one_entry_more_leaves_the_other_months_as_they_were() -> None:
    again = pages_of([entry(n, f"{2030 + n % 2}-{n % 12 + 1:02}-{5 + n % 3:02}") for n in range(403)])
    other = {path for path in MONTHS if path.startswith("timeline/") and MONTHS[path] != again[path]}
    assert other == {"timeline/2030-07.md"}


@pytest.mark.parametrize(("told", "proved"), [("January 2030: 34", True), ("January 2030: 402", False)])
def test_the_second_reader_counts_them_too(told: str, proved: bool) -> None:
    page = read_page("timeline/2030-01.md", MONTHS["timeline/2030-01.md"])
    book = msgspec.json.decode(MONTHS["data/book.json"], type=CheckedBook)
    allowed: list[str] = list(_of_timeline(page, SimpleNamespace(book=book), None))  # type: ignore[arg-type]
    assert any(text.startswith(f"Timeline: {told} entries, from ") for text in allowed) is proved
