"""Half-known dates and the calendar."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.calendar import bounds, reanchored
from generator.model.dates import (
    Anchor,
    Between,
    Century,
    Clock,
    Date,
    Day,
    Decade,
    Holiday,
    Month,
    Part,
    Shift,
    Vague,
    Weekday,
    Weekend,
    When,
    Year,
    easter,
    resolve,
    value,
)
from generator.model.findings import Timex
from generator.model.text import Span


def on(day: str, last: str | None = None) -> Anchor:
    return Anchor(earliest=dt.date.fromisoformat(day), latest=dt.date.fromisoformat(last or day))


WEDNESDAY = on("2025-07-09")

DIRECTIONS = st.sampled_from([None, "past", "future"])
MONTHS, YEARS = st.integers(1, 12), st.none() | st.integers(1, 9999)
DAYS = st.builds(Day, day=st.integers(1, 31), month=st.none() | MONTHS, year=YEARS, direction=DIRECTIONS)
SIMPLE = (
    DAYS
    | st.builds(Month, month=st.integers(1, 12), year=st.none() | st.integers(1, 9999), direction=DIRECTIONS)
    | st.builds(Part, kind=st.just("quarter"), index=st.integers(1, 4), direction=DIRECTIONS)
    | st.builds(Part, kind=st.just("season"), index=st.integers(1, 4), years=st.none() | st.integers(-1, 1))
    | st.builds(Year, year=st.integers(1, 9999), fiscal=st.booleans())
    | st.builds(Decade, first=st.integers(1, 999).map(lambda count: count * 10))
    | st.builds(Century, number=st.integers(2, 99))
    | st.builds(Weekday, day=st.integers(0, 6), weeks=st.none() | st.integers(-1, 1), direction=DIRECTIONS)
    | st.builds(Weekend, weeks=st.none() | st.integers(-1, 1), direction=DIRECTIONS)
    | st.builds(Holiday, easter=st.just(0), direction=DIRECTIONS)
    | st.builds(Vague, value=st.just("PAST_REF"))
)
WHENS = SIMPLE | st.builds(
    Shift,
    unit=st.sampled_from(["hour", "day", "week", "month", "quarter", "year", "decade", "century"]),
    count=st.integers(-9999, 9999),
    of=st.none() | SIMPLE,
)
ANCHORS = st.tuples(st.dates(), st.dates()).map(sorted).map(lambda pair: Anchor(earliest=pair[0], latest=pair[1]))


@pytest.mark.parametrize(
    ("when", "edtf", "timex"),
    [
        (Weekday(day=0), "2025-07-07", "2025-07-07"),
        (Weekday(day=2, direction="future"), "2025-07-09", "2025-07-09"),
        (Weekday(day=4, direction="future"), "2025-07-11", "2025-07-11"),
        (Weekday(day=0, weeks=1), "2025-07-14", "2025-07-14"),
        (Day(month=8, day=1), "2025-08-01", "2025-08-01"),
        (Day(month=12, day=30, direction="past"), "2024-12-30", "2024-12-30"),
        (Day(month=7, day=12, direction="past"), "2025-07-12", "2025-07-12"),
        (Day(day=3, months=1), "2025-08-03", "2025-08-03"),
        (Month(month=10, direction="past"), "2024-10", "2024-10"),
        (Part(kind="quarter", index=1), "2025-33", "2025-Q1"),
        (Part(kind="half", index=2, year=2010), "2010-41", "2010-H2"),
        (Part(kind="season", index=4, year=2010), "2010-24", "2010-WI"),
        (Shift(unit="year", count=-1), "2024", "2024"),
        (Shift(unit="month", count=-1), "2025-06", "2025-06"),
        (Shift(unit="week", count=-1), "2025-06-30/2025-07-06", "2025-W27"),
        (Shift(unit="day", count=-4, of=Weekday(day=1)), "2025-07-04", "2025-07-04"),
        (Shift(unit="hour", count=16, of=Weekday(day=1)), "[2025-07-08..2025-07-09]", "2025-07-09"),
        (Weekend(), "2025-07-05/2025-07-06", "2025-W27-WE"),
        (Decade(first=1990), "199X", "199"),
        (Century(number=20), "19XX", "19"),
        (Holiday(month=11, nth=4, weekday=3, year=2025), "2025-11-27", "2025-11-27"),
        (Clock(of=Weekday(day=0), hour=9, minute=0, offset="Z"), "2025-07-07", "2025-07-07T09:00Z"),
        (Between(first=Day(month=7, day=6), last=Day(month=7, day=9)), "2025-07-06/2025-07-09", "2025-07-06/2025-07-09"),
    ],
)
def test_words_resolve_against_the_day_of_writing(when: When, edtf: str, timex: str) -> None:
    """Against one day, each kind of half-known date has one meaning."""
    date = resolve(when, WEDNESDAY)
    assert date is not None
    assert (date.edtf, value(when, WEDNESDAY)) == (edtf, timex)


def test_winter_of_edtf_is_the_fourth_season() -> None:
    """EDTF counts seasons from spring, 21, to winter, 24."""
    starts = {3: "21", 6: "22", 9: "23", 12: "24"}
    for month, code in starts.items():
        day = dt.date(2020, month, 1)
        assert Date(earliest=day, latest=day, precision="season", basis="stated", text="").edtf == f"2020-{code}"


def test_weekday_of_an_undated_article_is_a_range() -> None:
    """ "On Tuesday" is some day of the span in which the article was written, and no one day of it."""
    date = resolve(Weekday(day=1, direction="past"), on("2025-02-15", "2025-06-03"))
    assert date is not None
    assert date.edtf == "[2025-02-15..2025-06-03]"


def test_last_year_stays_a_year_inside_one_year() -> None:
    """A span inside one year leaves "last year" as sure as ever."""
    date = resolve(Shift(unit="year", count=-1), on("2025-02-15", "2025-06-03"))
    assert date is not None
    assert date.edtf == "2024"


def test_no_anchor_bounds_nothing_but_full_dates() -> None:
    """Without any anchor only what names its year has a date."""
    assert resolve(Day(month=7, day=8), None) is None
    assert value(Day(month=7, day=8), None) == "XXXX-07-08"
    assert resolve(Day(month=7, day=8, year=2021), None) is not None


def test_day_that_no_calendar_has_is_no_date() -> None:
    """February 30 gives no date and no error."""
    assert resolve(Day(month=2, day=30, year=2021), WEDNESDAY) is None


def test_easter_moves() -> None:
    """Easter Sunday of known years."""
    assert [easter(year).isoformat() for year in (2000, 2008, 2013, 2024)] == ["2000-04-23", "2008-03-23", "2013-03-31", "2024-03-31"]


@given(WHENS, ANCHORS)
def test_resolving_never_fails_and_never_narrows(when: When, anchor: Anchor) -> None:
    """A wider anchor never gives fewer days than a day inside it, and days stay in order."""
    wide = resolve(when, anchor)
    value(when, anchor)
    if wide is None:
        return
    assert wide.earliest <= wide.latest
    if isinstance(when, Weekday | Weekend):
        return  # these are cut to the span of writing on purpose
    for day in (anchor.earliest, anchor.latest):
        narrow = resolve(when, Anchor(earliest=day, latest=day))
        if narrow is not None:
            assert wide.earliest <= narrow.earliest
            assert narrow.latest <= wide.latest


@given(WHENS)
def test_half_known_dates_survive_storage(when: When) -> None:
    """Written to MessagePack and read again they are the same."""
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(when), type=When) == when


def timex(when: When) -> Timex:
    return Timex(span=Span(0, 1), type="DATE", value="", when=when, rule="test")


def test_undated_article_lies_between_its_newest_past_and_its_earliest_future_day() -> None:
    """A full date behind and a month-day ahead bound the day of writing."""
    found = [
        timex(Day(year=2025, month=2, day=15)),
        timex(Day(month=6, day=3, direction="future")),
        timex(Day(month=7, day=8, direction="future")),
    ]
    assert bounds(found) == on("2025-02-15", "2025-06-03")


def test_year_from_elsewhere_bounds_an_article_that_names_none() -> None:
    """Month-days bound nothing until a year is known."""
    found = [timex(Day(month=6, day=4, direction="past")), timex(Day(month=8, day=1, direction="future"))]
    assert bounds(found) is None
    assert bounds(found, 2021) == on("2021-06-04", "2021-08-01")


def test_reanchored_weekday_takes_the_new_day() -> None:
    """A date found out later changes value and date, and says where it came from."""
    moved = reanchored(timex(Weekday(day=0)), WEDNESDAY, "Monday", "inferred from other sources")
    assert moved.value == "2025-07-07"
    assert moved.date is not None
    assert moved.date.basis == "inferred from other sources"
