"""Half-known dates and the calendar."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing_book.merge.base.corpus import Reading
from briefing_book.merge.base.same_words import rarity_of
from briefing_book.merge.calendar.undated_articles import date_undated
from briefing_book.model.article import Article
from briefing_book.model.dates import (
    Anchor,
    Between,
    Century,
    Clock,
    Date,
    Day,
    Decade,
    Either,
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
from briefing_book.model.findings import Findings, Timex
from briefing_book.model.lent import Owned
from briefing_book.model.text import Span
from briefing_book.model.writing_day import bounds, days_in, reanchored


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
# Not in the first century, of which the calendar has no whole one.
ANCHORS = (
    st.tuples(*[st.dates(min_value=dt.date(100, 1, 1))] * 2)
    .map(sorted)
    .map(lambda pair: Anchor(earliest=pair[0], latest=pair[1]))
)


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
        (
            Between(first=Day(month=7, day=6), last=Day(month=7, day=9)),
            "2025-07-06/2025-07-09",
            "2025-07-06/2025-07-09",
        ),
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
    assert [easter(year).isoformat() for year in (2000, 2008, 2013, 2024)] == [
        "2000-04-23",
        "2008-03-23",
        "2013-03-31",
        "2024-03-31",
    ]


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
    """Month-days bound nothing until other sources say in which year they lie."""
    found = [timex(Day(month=6, day=4, direction="past")), timex(Day(month=8, day=1, direction="future"))]
    assert bounds(found) is None
    assert bounds(found, {(6, 4): 2021}) == on("2021-06-04", "2021-08-01")


def test_year_from_elsewhere_says_nothing_of_days_that_no_other_source_places() -> None:
    """In January, "Nov. 3" lies in the year before: the year of another day does not carry over to it."""
    found = [timex(Day(month=11, day=3, direction="past")), timex(Day(month=1, day=5, direction="past"))]
    found.append(timex(Day(month=1, day=20, direction="future")))
    assert bounds(found, {(1, 5): 2014}) == on("2014-01-05", "2014-01-20")


def test_past_day_without_a_year_is_the_last_before_what_is_still_to_come() -> None:
    """A dated deadline in August bounds an article that tells of June as past."""
    found = [timex(Day(month=6, day=4, direction="past")), timex(Day(month=8, day=1, direction="future"))]
    assert bounds(found, {(8, 1): 2021}) == on("2021-06-04", "2021-08-01")


def test_past_day_long_before_what_is_still_to_come_bounds_nothing() -> None:
    """ "On Jan. 5" with a dated deadline in December may lie on either side of the day of writing's new year."""
    found = [timex(Day(month=1, day=5, direction="past")), timex(Day(month=12, day=1, direction="future"))]
    assert bounds(found, {(12, 1): 2021}) is None


def test_a_background_of_years_ago_does_not_tell_the_year_of_a_day_to_come() -> None:
    """ "The mine flooded on 9 March 2004. Its owner was tried in 2007. The court meets on 2 June."."""
    long_ago, to_come = Day(year=2004, month=3, day=9, direction="past"), Day(month=6, day=2, direction="future")
    tried = timex(Year(year=2007))
    assert bounds([timex(long_ago), timex(to_come)]) == on("2004-03-09", "2004-06-02")
    assert bounds([timex(long_ago), tried, timex(to_come)]) is None
    assert bounds([timex(long_ago), timex(Year(year=2005)), timex(to_come)]) is not None  # it may be next year
    assert bounds([timex(long_ago), tried, timex(to_come)], {(6, 2): 2009, (3, 9): 2009}) is None


def test_a_month_does_not_bound_an_undated_article() -> None:
    """ "The first flight is set for March 2006" and "in March 2006" are too easily taken for each other."""
    found = [timex(Month(year=2012, month=5, direction="past")), timex(Month(year=2012, month=8, direction="future"))]
    assert bounds(found) is None


def test_contradicting_ends_bound_nothing() -> None:
    """A day still to come that lies before one told as past is a misreading: no range at all."""
    found = [
        timex(Day(year=2014, month=5, day=2, direction="past")),
        timex(Day(year=2013, month=6, day=3, direction="future")),
    ]
    assert bounds(found) is None


def reading(name: str, days: list[When], published: str | None = None) -> Reading:
    """An article of a few words that holds nothing but these time expressions."""
    day = published and dt.date.fromisoformat(published)
    date = Date(earliest=day, latest=day, precision="day", basis="stated", text="") if day else None
    article = Article(id=name, file=f"{name}.txt", digest="", text="x" * 9, paragraphs=(), title="", published=date)
    found = tuple(reanchored(timex(when), on(published), "") if published else timex(when) for when in days)
    return Reading(article=article, lent=Owned(held=Findings(article=name, timexes=found)), published=date)


def dated(*corpus: Reading) -> tuple[Reading, ...]:
    return date_undated(corpus, rarity_of(corpus))


def test_undated_article_takes_the_year_of_days_it_shares_with_dated_ones() -> None:
    """Another article puts June 4 in 2021, so "June 4 ... by August 1" was written in that summer."""
    undated = reading("a", [Day(month=6, day=4, direction="past"), Day(month=8, day=1, direction="future")])
    other = reading("b", [Day(month=6, day=4, direction="past")], "2021-06-09")
    (first, _) = dated(undated, other)
    assert first.published is not None
    assert (first.published.edtf, first.published.basis) == ("[2021-06-04..2021-08-01]", "inferred from other sources")


def test_days_that_others_name_too_have_their_year_in_an_article_that_stays_undated() -> None:
    """Two of them at least: one may be of another story."""
    fair, fire = Day(month=6, day=4, direction="past"), Day(month=6, day=7, direction="past")
    other = reading("b", [fair, fire], "2021-06-09")
    both, one = dated(reading("a", [fair, fire]), other)[0], dated(reading("a", [fair]), other)[0]
    assert both.published is None
    assert [t.date and (t.date.edtf, t.date.basis) for t in both.findings.timexes] == [
        ("2021-06-04", "inferred from other sources"),
        ("2021-06-07", "inferred from other sources"),
    ]
    assert [t.date for t in one.findings.timexes] == [None]


def test_undated_article_stays_undated_where_others_disagree_on_the_year() -> None:
    """Two articles put June 4 in two years: no year, no date."""
    undated = reading("a", [Day(month=6, day=4, direction="past"), Day(month=8, day=1, direction="future")])
    others = [
        reading("b", [Day(month=6, day=4, direction="past")], "2021-06-09"),
        reading("c", [Day(month=6, day=4)], "2019-06-09"),
    ]
    assert dated(undated, *others)[0].published is None


def _told_both_ways(whens: list[When]) -> bool:
    """Whether the words tell of one full day both as past and as still to come: then it was written on it."""
    full = [day for when in whens for day in days_in(when) if day.year]
    behind, ahead = ({resolve(day, None) for day in full if day.direction == way} for way in ("past", "future"))
    return bool(behind & ahead)


def test_day_told_without_direction_is_no_end_of_a_range_that_begins_on_it() -> None:
    """ADVERSARY: "the fair of 1 January 2014" and "opens on January 1" would make the article one of that day."""
    assert bounds([timex(Day(year=2014, month=1, day=1)), timex(Day(month=1, day=1, direction="future"))]) is None


@given(st.lists(DAYS | st.builds(Month, month=MONTHS, year=YEARS, direction=DIRECTIONS), max_size=6))
@example([Day(month=1, day=1, direction="future"), Day(year=1000, month=1, day=1)])
@example([Day(year=2014, month=1, day=1, direction="past"), Day(year=2014, month=1, day=1, direction="future")])
def test_undated_article_is_never_given_a_day_without_evidence(whens: list[When]) -> None:
    """Whatever an undated article mentions, its range is in order and its weekdays stay inside the range."""
    (read,) = dated(reading("a", [*whens, Weekday(day=1, direction="past")]))
    if read.published is None:
        return
    assert read.published.earliest <= read.published.latest
    assert read.published.precision == "range" or _told_both_ways(whens)
    weekday = read.findings.timexes[-1].date
    assert weekday is not None
    assert weekday.earliest <= weekday.latest


LEAST = {
    "Day": 1,
    "Month": 28,
    "Part": 90,
    "Year": 365,
    "Decade": 3652,
    "Century": 36524,
    "Weekday": 1,
    "Holiday": 1,
    "Weekend": 1,
}
UNITS = {"hour": 1, "day": 1, "week": 7, "month": 28, "quarter": 90, "year": 365, "decade": 3652, "century": 36524}


@given(WHENS, ANCHORS)
def test_date_is_never_finer_than_its_words(when: When, anchor: Anchor) -> None:
    """A month has no fewer days than a month has, a year no fewer than a year, whatever they are set against."""
    date = resolve(when, anchor)
    if date is not None:
        least = UNITS[when.unit] if isinstance(when, Shift) else LEAST[type(when).__name__]
        assert (date.latest - date.earliest).days + 1 >= least


@given(WHENS, st.dates())
def test_day_of_writing_never_makes_a_range_of_one_day(when: When, day: dt.date) -> None:
    """Precision "day" is one day; every other precision but "range" is more than one."""
    date = resolve(when, Anchor(earliest=day, latest=day))
    if date is not None and date.precision != "range":
        assert (date.earliest == date.latest) == (date.precision == "day")


def test_reanchored_weekday_takes_the_new_day() -> None:
    """A date found out later changes value and date, and says where it came from."""
    moved = reanchored(timex(Weekday(day=0)), WEDNESDAY, "Monday", "inferred from other sources")
    assert moved.value == "2025-07-07"
    assert moved.date is not None
    assert moved.date.basis == "inferred from other sources"


def test_a_weekday_beside_a_far_day_gives_its_year() -> None:
    """4 March is a Monday in 2024, a Tuesday in 2025."""
    date = resolve(Day(month=3, day=4, weekday=0, direction="past"), on("2025-11-20", "2025-11-20"))
    assert date is not None
    assert date.edtf == "2024-03-04"


def test_a_weekday_that_does_not_fit_a_near_day_is_a_slip() -> None:
    date = resolve(Day(month=3, day=4, weekday=0, direction="past"), on("2025-03-10", "2025-03-10"))
    assert date is not None
    assert date.edtf == "2025-03-04"


@pytest.mark.parametrize(
    ("anchor", "edtf"),
    [
        (Anchor(earliest=dt.date(2025, 7, 10), latest=dt.date(2025, 10, 7), stated=True), "[2025-07-07..2025-10-06]"),
        (Anchor(earliest=dt.date(2025, 7, 10), latest=dt.date(2025, 10, 7)), "[2025-07-10..2025-10-06]"),
    ],
)
def test_a_stated_span_does_not_bound_the_days_told(anchor: Anchor, edtf: str) -> None:
    """Published on 10 July or on 7 October: the Monday before may be 7 July."""
    date = resolve(Weekday(day=0), anchor)
    assert date
    assert date.edtf == edtf


def test_a_day_told_as_past_that_lies_close_ahead_is_not_known() -> None:
    assert resolve(Day(month=7, day=20, direction="past"), WEDNESDAY) is None


def test_of_two_readings_the_one_told_as_past_is_behind() -> None:
    """ "It opened on 8/6/2025", told on 9 July."""
    first, other = (Day(month=m, day=d, year=2025, direction="past") for m, d in ((8, 6), (6, 8)))
    date = resolve(Either(first=first, other=other), WEDNESDAY)
    assert date
    assert date.edtf == "2025-06-08"


def test_of_two_readings_that_both_are_behind_none_is_chosen() -> None:
    first, other = (Day(month=m, day=d, year=2025, direction="past") for m, d in ((5, 4), (4, 5)))
    date = resolve(Either(first=first, other=other), WEDNESDAY)
    assert date
    assert date.edtf == "[2025-04-05..2025-05-04]"


def test_a_weekday_that_a_month_has_not_so_often_is_no_day() -> None:
    assert resolve(Holiday(month=6, nth=5, weekday=1, year=2025), WEDNESDAY) is None


def test_earlier_in_a_week_ends_with_the_article() -> None:
    date = resolve(Shift(unit="week", count=0, direction="past"), WEDNESDAY)
    assert date
    assert date.edtf == "2025-07-07/2025-07-09"


def test_the_same_day_of_a_leap_year_is_the_last_of_its_month() -> None:
    date = resolve(Shift(unit="year", count=-1, to_the_day=True), on("2024-02-29"))
    assert date
    assert date.edtf == "2023-02-28"
