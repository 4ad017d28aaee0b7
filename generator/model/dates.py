"""Dates that may be known in part, and calendar arithmetic on them. No language here.

A `When` is what the words alone say ("July 9", "on Monday", "last month", "four days after"),
as a type per kind of knowledge. `resolve` sets it against an `Anchor`, the span of days on which
the article may have been published, and gives a `Date` no more precise than both allow.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Literal, Union, get_args

import msgspec

from .text import record

Precision = Literal["day", "month", "quarter", "season", "half", "year", "decade", "century", "period", "range"]
QUARTERS_AND_YEARS: frozenset[Precision] = frozenset({"quarter", "season", "half", "year"})
VAGUE: frozenset[Precision] = QUARTERS_AND_YEARS | {"month", "decade"}
Basis = Literal[
    "stated",
    "weekday",
    "relative to the article",
    "relative to an event",
    "the article's own day",
    "inferred from the text",
    "inferred from other sources",
    "editor",
]


OWN_DAY: Basis = "the article's own day"  # of a deed that no word dates: done on that day or the day before


@record
class Date:
    """Some day or days. `period` is all the days from earliest to latest; `range` is one unknown
    day among them; the others are that calendar unit as a whole."""

    earliest: dt.date
    latest: dt.date
    precision: Precision
    basis: Basis
    text: str  # the words it was read from
    zone: str | None = None  # IANA name, when the text says whose clock

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise ValueError(f"no date from {self.earliest} to {self.latest} ({self.text!r})")

    @property
    def edtf(self) -> str:
        """Extended Date/Time Format (ISO 8601-2:2019, levels 0 to 2)."""
        first, last = self.earliest, self.latest
        match self.precision:
            case "day":
                return first.isoformat()
            case "month":
                return f"{first.year:04}-{first.month:02}"
            case "quarter":
                return f"{first.year:04}-{33 + (first.month - 1) // 3}"
            case "half":
                return f"{first.year:04}-{40 + (first.month - 1) // 6}"
            case "season":
                return f"{first.year:04}-{20 + first.month // 3}"  # 21 spring (March) to 24 winter (December)
            case "year":
                return f"{first.year:04}"
            case "decade":
                return f"{first.year // 10:03}X"
            case "century":
                return f"{first.year // 100:02}XX"
            case "period":
                return f"{first.isoformat()}/{last.isoformat()}"
            case "range":
                return f"[{first.isoformat()}..{last.isoformat()}]"


def date_data(date: Date | None) -> dict[str, str | None] | None:
    """A Date as the published data has it."""
    if date is None:
        return None
    return {
        "edtf": date.edtf,
        "earliest": date.earliest.isoformat(),
        "latest": date.latest.isoformat(),
        "precision": date.precision,
        "basis": date.basis,
        "text": date.text,
        "zone": date.zone,
    }


@record
class Anchor:
    """The days on one of which an article was published; one day when its date is known. `stated`: the article states
    them, as a month or as one of two days, and it may tell of days before them; else its own days bound it."""

    earliest: dt.date
    latest: dt.date
    stated: bool = False


Direction = Literal["past", "future"]
Unit = Literal["hour", "day", "week", "month", "quarter", "year", "decade", "century"]
UNITS: tuple[Unit, ...] = get_args(Unit)  # from the shortest to the longest
# How many of a shorter one it has; a month is counted as four weeks.
FINER: Mapping[Unit, tuple[int, Unit]] = MappingProxyType(
    {"decade": (10, "year"), "year": (12, "month"), "month": (4, "week"), "week": (7, "day"), "day": (24, "hour")}
)


class _Known(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """What the words of one time expression say, before any anchor."""


class Day(_Known, frozen=True, tag=True, kw_only=True):
    """A calendar day; without a year the one nearest to the anchor that `direction` allows, or the one `years` after
    the anchor's year; without a month the one `months` after the anchor's month. `near` replaces the anchor. `weekday`
    (Monday is 0) stands beside it and tells its year."""

    day: int
    month: int | None = None
    year: int | None = None
    years: int | None = None
    months: int = 0
    direction: Direction | None = None
    strict: bool = False  # "last", "next": the direction holds however far away
    near: When | None = None
    weekday: int | None = None
    named: bool = False  # the name of a happening, which keeps it for years: "the July 20 plot"


class Month(_Known, frozen=True, tag=True, kw_only=True):
    """A calendar month, its year perhaps unknown; `years` counts from the anchor's year."""

    month: int
    year: int | None = None
    years: int | None = None
    direction: Direction | None = None
    strict: bool = False  # "last", "next": never the anchor's own month
    near: When | None = None


class Part(_Known, frozen=True, tag=True, kw_only=True):
    """A quarter (1-4), half (1-2) or northern season (1 spring - 4 winter, which begins in December)."""

    kind: Literal["quarter", "half", "season"]
    index: int
    year: int | None = None
    years: int | None = None
    direction: Direction | None = None
    strict: bool = False  # "last", "next": never the one that the anchor lies in


class Year(_Known, frozen=True, tag=True, kw_only=True):
    """A calendar year, or a fiscal one, whose first day nobody but its owner knows."""

    year: int
    fiscal: bool = False


class Decade(_Known, frozen=True, tag=True, kw_only=True):
    """Ten years that begin with `first`."""

    first: int  # 1990


class Century(_Known, frozen=True, tag=True, kw_only=True):
    """A hundred years: the 20th is 1900 to 1999."""

    number: int  # 20 for the 1900s


class Weekday(_Known, frozen=True, tag=True, kw_only=True):
    """Monday is 0. `weeks` counts calendar weeks from the anchor's; None: the nearest in `direction`,
    the anchor's own day included."""

    day: int
    weeks: int | None = None
    direction: Direction | None = None
    strict: bool = False  # "last", "next": never the anchor's own day
    near: When | None = None


class Weekend(_Known, frozen=True, tag=True, kw_only=True):
    """Saturday and Sunday; `weeks` counts calendar weeks from the anchor's."""

    weeks: int | None = None
    direction: Direction | None = None


class Shift(_Known, frozen=True, tag=True, kw_only=True):
    """`count` units from the article's day, or from `of`: "last month", "78 days ago", "two days later". `to_the_day`:
    the same day in that month or year. `direction`: only what of it lies before or after the article."""

    unit: Unit
    count: int
    of: When | None = None
    fiscal: bool = False  # a year as its owner counts it
    to_the_day: bool = False
    direction: Direction | None = None


class Holiday(_Known, frozen=True, tag=True, kw_only=True):
    """A day fixed in the year: month and day; or the nth weekday of a month (-1: the last), perhaps of the one `months`
    after the anchor's, or in the year `years` after its year; or days from Easter Sunday."""

    month: int = 0
    months: int | None = None
    years: int | None = None
    day: int = 0
    nth: int = 0
    weekday: int = 0
    easter: int | None = None
    plus: int = 0
    year: int | None = None
    direction: Direction | None = None
    strict: bool = False  # "last", "next": the direction holds however far away


class Between(_Known, frozen=True, tag=True, kw_only=True):
    """All the days from the first one's start to the last one's end."""

    first: When
    last: When


class Either(_Known, frozen=True, tag=True, kw_only=True):
    """One of two days, as 4/5/2025 may be; the one that is told as past or to come where only one can be."""

    first: Day  # as most of those write it who settle nothing
    other: Day


class Clock(_Known, frozen=True, tag=True, kw_only=True):
    """A time of day: hour and minute, or a `part` (MO, MI, AF, EV, NI) of the day `of`."""

    of: When
    hour: int | None = None
    minute: int | None = None
    part: str | None = None
    zone: str | None = None  # IANA name
    offset: str = ""  # "Z" or "+09:00" where the words fix it


class Vague(_Known, frozen=True, tag=True, kw_only=True):
    """PAST_REF, PRESENT_REF or FUTURE_REF, or a time that no calendar here holds (BC03): no date."""

    value: str


When = Union[Day, Month, Part, Year, Decade, Century, Weekday, Weekend, Shift, Holiday, Between, Either, Clock, Vague]  # noqa: UP007 (needed at run time)


@record
class _Extent:
    """A When set against one day: the days it covers and its TIMEX3 value."""

    first: dt.date
    last: dt.date
    precision: Precision
    value: str


_DAY = dt.timedelta(days=1)
_AHEAD = 2  # a day ahead counts as this much further away than one behind: the news tells what was
_SLIP = 45  # days: so near, a weekday that does not fit its day is a slip of the writer, and no other year
_FRESH = 100  # days: a happening that is called by its day alone may be of any earlier year after that
_PRINTED = 3  # days: so soon after its day of publication an article may tell what was
_MAX_DRIFT = 340  # days: a tense never moves a month-day further than this when the other side is near


def resolve(when: When, anchor: Anchor | None, *, text: str = "", basis: Basis | None = None) -> Date | None:
    """The days that `when` can mean in an article published on a day of `anchor`; None when nothing bounds it.

    Never more precise than both allow: against several days a result that differs becomes a `range`.
    `basis` says where an anchor came from that is not the article's own date; what needs no anchor keeps its own.
    """
    free = None if anchor and isinstance(when, Either) else _extent(when, None)
    if free:
        return _date(free, _basis(when), text, zone(when))
    if anchor is None:
        return None
    low, high = _told(when, anchor.earliest), _told(when, anchor.latest)
    if not low or not high:
        return None
    if (low.first, low.last) == (high.first, high.last):
        return _date(low, basis or _basis(when), text, zone(when))
    first, last = min(low.first, high.first), max(low.last, high.last)
    if isinstance(when, Weekday | Weekend):
        first, last = _near(first, last, anchor)
    return Date(earliest=first, latest=last, precision="range", basis=basis or _basis(when), text=text, zone=zone(when))


def _near(first: dt.date, last: dt.date, anchor: Anchor) -> tuple[dt.date, dt.date]:
    """The news tells of its own days: what is near the day of writing lies in the span of writing."""
    if anchor.stated or first > anchor.latest or last < anchor.earliest:
        return first, last
    return max(first, anchor.earliest), min(last, anchor.latest)


def value(when: When, anchor: Anchor | None) -> str:
    """The TIMEX3 value: "2025-07-07", "2025-W28", "XXXX-07-08", "PRESENT_REF"."""
    if isinstance(when, Vague):
        return when.value
    if isinstance(when, Either):
        return value(when.first, anchor)
    free = _extent(when, None)
    if free:
        return free.value
    if anchor is None:
        return _unanchored(when)
    low, high = _extent(when, anchor.earliest), _extent(when, anchor.latest)
    if low and high and low.value == high.value:
        return low.value
    unknown = _unanchored(when)
    if low and high and low.value[:4] == high.value[:4] and unknown.startswith("XXXX"):
        return low.value[:4] + unknown[4:]
    return unknown


def zone(when: When) -> str | None:
    """The IANA zone that the words name."""
    return when.zone if isinstance(when, Clock) else None


def direction(when: When) -> Direction | None:
    """Whether the text tells of it as past or as still to come."""
    if isinstance(when, Clock):
        return direction(when.of)
    if isinstance(when, Between):
        return direction(when.last)
    if isinstance(when, Either):
        return direction(when.first)
    return getattr(when, "direction", None)


def with_direction(when: When, way: Direction | None) -> When:
    """The same words, told as past or as still to come."""
    if isinstance(when, Clock):
        return msgspec.structs.replace(when, of=with_direction(when.of, way))
    if isinstance(when, Between):
        return msgspec.structs.replace(when, first=with_direction(when.first, way), last=with_direction(when.last, way))
    if isinstance(when, Either):
        first, other = (msgspec.structs.replace(day, direction=way) for day in (when.first, when.other))
        return Either(first=first, other=other)
    if hasattr(when, "direction"):
        return msgspec.structs.replace(when, direction=way)
    return when


def _date(extent: _Extent, basis: Basis, text: str, where: str | None) -> Date:
    return Date(
        earliest=extent.first, latest=extent.last, precision=extent.precision, basis=basis, text=text, zone=where
    )


def _basis(when: When) -> Basis:
    match when:
        case Clock(of=of):
            return _basis(of)
        case Between() | Either():
            return _basis(_leading(when))
        case Weekday():
            return "relative to an event" if when.near else "weekday"
        case Weekend():
            return "relative to the article"
        case Shift(of=of):
            return "relative to an event" if of else "relative to the article"
        case Holiday(months=int()):
            return "relative to the article"
        case Day(month=None):
            return "relative to an event" if when.near else "relative to the article"
    return "stated"


def _leading(when: Between | Either) -> When:
    """Of two days the one that the other is counted from."""
    counted = isinstance(when, Between) and isinstance(when.first, Weekday) and when.first.near
    return when.last if isinstance(when, Between) and counted else when.first


def _unanchored(when: When) -> str:
    match when:
        case Vague():
            return when.value
        case Day(month=None):
            return f"XXXX-XX-{when.day:02}"
        case Day():
            return f"XXXX-{when.month:02}-{when.day:02}"
        case Month():
            return f"XXXX-{when.month:02}"
        case Part():
            return "XXXX-" + _part_code(when)
        case Weekday():
            return f"XXXX-WXX-{when.day + 1}"
        case Weekend():
            return "XXXX-WXX-WE"
        case Shift(to_the_day=False):
            return {
                "year": "XXXX",
                "month": "XXXX-XX",
                "week": "XXXX-WXX",
                "quarter": "XXXX-QX",
                "decade": "XXX",
                "century": "XX",
            }.get(when.unit, "XXXX-XX-XX")
        case Clock():
            return _clock_value(when, _unanchored(when.of))
        case Between():
            return f"{_unanchored(when.first)}/{_unanchored(when.last)}"
    return "XXXX-XX-XX"


def _part_code(part: Part) -> str:
    if part.kind == "season":
        return ("SP", "SU", "FA", "WI")[part.index - 1]
    return f"{'Q' if part.kind == 'quarter' else 'H'}{part.index}"


def _clock_value(clock: Clock, day: str) -> str:
    if clock.hour is None:
        return f"{day}T{clock.part}" if clock.part else day
    return f"{day}T{clock.hour:02}:{clock.minute or 0:02}{clock.offset}"


def in_part(hour: int, part: str) -> int:
    """The hour of a clock of 24 for one of 12 in a part of the day: 7 in the evening is 19.

    >>> [in_part(7, "EV"), in_part(11, "NI"), in_part(2, "NI"), in_part(12, "NI"), in_part(16, "EV")]
    [19, 23, 2, 0, 16]
    """
    if part in ("AF", "EV"):
        return hour + 12 if 0 < hour < 12 else hour
    if part == "NI":
        return hour + 12 if 6 <= hour < 12 else hour % 12 if hour == 12 else hour
    return hour


def _extent(when: When, day: dt.date | None) -> _Extent | None:
    """`when` against one day; against None only what needs no anchor. Dates that no calendar has give None."""
    try:
        return _either(when, day) if isinstance(when, Either) else _compute(when, day)
    except (ValueError, OverflowError):
        return None


def _compute(when: When, day: dt.date | None) -> _Extent | None:
    match when:
        case Vague() | Either():
            return None
        case Year():
            return fiscal_year_of(when.year) if when.fiscal else year_of(when.year)
        case Decade():
            return _Extent(
                first=dt.date(when.first, 1, 1),
                last=dt.date(when.first + 9, 12, 31),
                precision="decade",
                value=f"{when.first // 10:03}",
            )
        case Century():
            start = (when.number - 1) * 100
            first, last = dt.date(max(start, 1), 1, 1), dt.date(start + 99, 12, 31)
            return _Extent(first=first, last=last, precision="century", value=f"{start // 100:02}")
        case Day():
            return _calendar_day(when, day)
        case Month():
            return _month(when, day)
        case Part():
            return _part(when, day)
        case Holiday():
            return _holiday(when, day)
        case Weekday():
            base = _base(when.near, day)
            return _weekday(when, base) if base else None
        case Weekend():
            return _weekend(when, day) if day else None
        case Shift():
            return _shift(when, day)
        case Between():
            one, two = _extent(when.first, day), _extent(when.last, day)
            if not one or not two or two.last < one.first:
                return None
            return _Extent(first=one.first, last=two.last, precision="period", value=f"{one.value}/{two.value}")
        case Clock():
            of = _extent(when.of, day)
            return of and _Extent(
                first=of.first, last=of.last, precision=of.precision, value=_clock_value(when, of.value)
            )


def _base(near: When | None, day: dt.date | None) -> dt.date | None:
    if near is None:
        return day
    extent = _extent(near, day)
    return extent.first if extent else None


def day_of(day: dt.date) -> _Extent:
    """The extent of one day."""
    return _Extent(first=day, last=day, precision="day", value=day.isoformat())


def year_of(year: int) -> _Extent:
    """The extent of one calendar year."""
    return _Extent(first=dt.date(year, 1, 1), last=dt.date(year, 12, 31), precision="year", value=f"{year:04}")


def fiscal_year_of(year: int) -> _Extent:
    """The days that the fiscal year of this name may cover."""
    first, last = dt.date(year - 1, 4, 1), dt.date(year + 1, 3, 31)
    return _Extent(first=first, last=last, precision="range", value=f"FY{year:04}")


def _months_later(year: int, month: int, count: int) -> tuple[int, int]:
    total = year * 12 + month - 1 + count
    return total // 12, total % 12 + 1


def _month_of(year: int, month: int) -> _Extent:
    following = dt.date(*_months_later(year, month, 1), 1)
    return _Extent(
        first=dt.date(year, month, 1), last=following - _DAY, precision="month", value=f"{year:04}-{month:02}"
    )


def _week_of(day: dt.date) -> _Extent:
    year, week, _ = day.isocalendar()
    monday = day - dt.timedelta(days=day.weekday())
    return _Extent(first=monday, last=monday + dt.timedelta(days=6), precision="period", value=f"{year:04}-W{week:02}")


def _nearest(options: list[_Extent], day: dt.date, way: Direction | None, *, strict: bool = False) -> _Extent | None:
    """Of the same stretch in several years the one meant; None for one told as past that lies close ahead, where one of
    the two is wrong. The day itself is on both sides."""
    if not options:
        return None

    def distance(option: _Extent) -> int:
        if option.first <= day <= option.last:
            return 0
        return _AHEAD * (option.first - day).days if option.first > day else (day - option.last).days

    closest = min(options, key=lambda option: (distance(option), option.first))
    fitting = [option for option in options if (option.first <= day if way == "past" else option.last >= day)]
    if way is None or not fitting:
        return closest
    chosen = min(fitting, key=lambda option: (distance(option), option.first))
    drift, slip = abs((chosen.first - day).days), abs((closest.first - day).days)
    if strict or drift <= _MAX_DRIFT or slip >= 366 - _MAX_DRIFT:
        return chosen
    return closest if way == "future" or slip <= _PRINTED else None


def _calendar_day(when: Day, day: dt.date | None) -> _Extent | None:
    if when.year and when.month:
        return day_of(dt.date(when.year, when.month, when.day))
    base = _base(when.near, day)
    if base is None:
        return None
    if when.month is None:
        return _day_of_month(when, base)
    if when.years is not None:
        return day_of(dt.date(base.year + when.years, when.month, when.day))
    return _in_its_year(when, list(_in_years_around(base, when.month, when.day)), base)


def _in_its_year(when: Day, options: list[_Extent], base: dt.date) -> _Extent | None:
    """Of a day in several years the one meant."""
    nearest = _nearest(options, base, when.direction, strict=when.strict)
    if when.named and nearest and abs((nearest.first - base).days) > _FRESH:
        return None
    fitting = [one for one in options if one.first.weekday() == when.weekday]
    if nearest is None and len(fitting) == 1:
        return fitting[0]
    if when.weekday is None or nearest is None or abs((nearest.first - base).days) <= _SLIP:
        return nearest
    return _nearest(fitting or options, base, when.direction)


def _in_years_around(base: dt.date, month: int, day: int) -> Iterator[_Extent]:
    """A day of the calendar in the years beside that of `base`; a leap day in more of them."""
    reach = 4 if (month, day) == (2, 29) else 1
    for year in range(base.year - reach, base.year + reach + 1):
        with contextlib.suppress(ValueError):
            yield day_of(dt.date(year, month, day))


def _day_of_month(when: Day, base: dt.date) -> _Extent:
    """The 5th: of the base's month, or of the one before or after it where the direction asks for that."""
    months = when.months
    if not months and when.near is None and when.direction:
        months = (
            1
            if when.direction == "future" and when.day < base.day
            else -1
            if when.direction == "past" and when.day > base.day
            else 0
        )
    return day_of(dt.date(*_months_later(base.year, base.month, months), when.day))


def _either(when: Either, day: dt.date | None) -> _Extent | None:
    """The one of the two days that lies on its side of the anchor; else one of them, and nobody knows which."""
    one, other = _calendar_day(when.first, day), _calendar_day(when.other, day)
    if not one or not other:
        return one or other
    early, late = sorted((one, other), key=lambda extent: extent.first)
    if day and early.first <= day < late.first and (way := when.first.direction):
        return early if way == "past" else late
    return _Extent(first=early.first, last=late.last, precision="range", value=one.value)


def _told(when: When, day: dt.date) -> _Extent | None:
    """`when` against one day, and of a week what lies on its side of that day."""
    extent = _extent(when, day)
    way = when.direction if isinstance(when, Shift) else None
    return _on_its_side(extent, day, way) if extent and way else extent


def _on_its_side(extent: _Extent, day: dt.date, way: Direction) -> _Extent:
    """ "Earlier this week": some day of it up to the anchor; whole where the anchor does not lie in it."""
    if not extent.first <= day <= extent.last:
        return extent
    first, last = (extent.first, day) if way == "past" else (day, extent.last)
    return _Extent(first=first, last=last, precision="day" if first == last else "period", value=extent.value)


def _apart(options: list[_Extent], day: dt.date, way: Direction | None) -> list[_Extent]:
    """Those that do not hold the day and lie on the side asked for."""
    return [option for option in options if (option.last < day if way == "past" else option.first > day)]


def _month(when: Month, day: dt.date | None) -> _Extent | None:
    if when.year:
        return _month_of(when.year, when.month)
    base = _base(when.near, day)
    if base is None:
        return None
    if when.years is not None:
        return _month_of(base.year + when.years, when.month)
    options = [_month_of(year, when.month) for year in range(base.year - 1, base.year + 2)]
    return _nearest(
        _apart(options, base, when.direction) if when.strict else options, base, when.direction, strict=True
    )


def _part_of(part: Part, year: int) -> _Extent:
    if part.kind == "season":
        first = dt.date(year, (3, 6, 9, 12)[part.index - 1], 1)
        size, precision = 3, "season"
    elif part.kind == "quarter":
        first, size, precision = dt.date(year, 3 * part.index - 2, 1), 3, "quarter"
    else:
        first, size, precision = dt.date(year, 6 * part.index - 5, 1), 6, "half"
    last = dt.date(*_months_later(first.year, first.month, size), 1) - _DAY
    return _Extent(first=first, last=last, precision=precision, value=f"{year:04}-{_part_code(part)}")  # type: ignore[arg-type]


def _part(when: Part, day: dt.date | None) -> _Extent | None:
    if when.year:
        return _part_of(when, when.year)
    if day is None:
        return None
    if when.years is not None:
        return _part_of(when, day.year + when.years)
    options = [_part_of(when, year) for year in range(day.year - 2, day.year + 2)]
    return _nearest(
        _apart(options, day, when.direction) if when.strict else options, day, when.direction, strict=when.strict
    )


def easter(year: int) -> dt.date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm, Meeus 1991).

    >>> easter(2025)
    datetime.date(2025, 4, 20)
    """
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def _holiday_in(when: Holiday, year: int) -> _Extent:
    if when.easter is not None:
        day = easter(year) + dt.timedelta(days=when.easter)
    elif when.nth > 0:
        first = dt.date(year, when.month, 1)
        day = first + dt.timedelta(days=(when.weekday - first.weekday()) % 7 + 7 * (when.nth - 1))
        if day.month != when.month:
            raise ValueError(f"no weekday {when.nth} times in {year}-{when.month:02}")
    elif when.nth < 0:
        last = _month_of(year, when.month).last
        day = last - dt.timedelta(days=(last.weekday() - when.weekday) % 7)
    else:
        day = dt.date(year, when.month, when.day)
    return day_of(day + dt.timedelta(days=when.plus))


def _holiday(when: Holiday, day: dt.date | None) -> _Extent | None:
    if when.year:
        return _holiday_in(when, when.year)
    if day is None:
        return None
    if when.months is not None:
        year, month = _months_later(day.year, day.month, when.months)
        return _holiday_in(msgspec.structs.replace(when, month=month), year)
    if when.years is not None:
        return _holiday_in(when, day.year + when.years)
    years = range(day.year - 1, day.year + 2)
    return _nearest([_holiday_in(when, year) for year in years], day, when.direction, strict=when.strict)


def _weekday(when: Weekday, base: dt.date) -> _Extent:
    if when.weeks is not None:
        return day_of(base + dt.timedelta(days=when.day - base.weekday() + 7 * when.weeks))
    ahead = (when.day - base.weekday()) % 7
    back = (base.weekday() - when.day) % 7
    if when.strict:
        ahead, back = ahead or 7, back or 7
    forward = when.direction == "future"
    return day_of(base + dt.timedelta(days=ahead) if forward else base - dt.timedelta(days=back))


def _weekend(when: Weekend, day: dt.date) -> _Extent:
    weeks = when.weeks
    if weeks is None:
        weeks = -1 if when.direction != "future" and day.weekday() < 5 else 0
    week = _week_of(day + dt.timedelta(days=7 * weeks))
    return _Extent(first=week.last - _DAY, last=week.last, precision="period", value=week.value + "-WE")


def _shift(when: Shift, day: dt.date | None) -> _Extent | None:
    if when.of is None:
        return _moved(when, day) if day else None
    of = _extent(when.of, day)
    if of is None:
        return None
    low, high = _moved(when, of.first), _moved(when, of.last)
    if (low.first, low.last) == (high.first, high.last):
        return low
    if of.precision == "day":
        return _Extent(first=low.first, last=high.last, precision="range", value=low.value)
    unknown = _unanchored(when)
    year = f"{low.first.year:04}" if low.first.year == high.last.year else "XXXX"
    return _Extent(first=low.first, last=high.last, precision="range", value=unknown.replace("XXXX", year, 1))


def _same_day(day: dt.date, months: int) -> _Extent:
    """That day so many months later; the last one of a shorter month."""
    month = _month_of(*_months_later(day.year, day.month, months))
    return day_of(min(month.first + dt.timedelta(days=day.day - 1), month.last))


def _moved(when: Shift, day: dt.date) -> _Extent:
    if when.to_the_day and when.unit in ("month", "year"):
        return _same_day(day, when.count * (12 if when.unit == "year" else 1))
    return _shifted(when, day)


def _shifted(when: Shift, day: dt.date) -> _Extent:
    match when.unit:
        case "hour":
            # The hour of the base is not known, so a part of a day may reach into the next one.
            first = day + dt.timedelta(days=when.count // 24)
            if when.count % 24 == 0:
                return day_of(first)
            middle = first + _DAY if when.count % 24 >= 12 else first
            return _Extent(first=first, last=first + _DAY, precision="range", value=middle.isoformat())
        case "day":
            return day_of(day + dt.timedelta(days=when.count))
        case "week":
            return _week_of(day + dt.timedelta(days=7 * when.count))
        case "month":
            return _month_of(*_months_later(day.year, day.month, when.count))
        case "quarter":
            year, month = _months_later(day.year, day.month, 3 * when.count)
            return _part_of(Part(kind="quarter", index=(month + 2) // 3), year)
        case "year":
            year = day.year + when.count
            return fiscal_year_of(year) if when.fiscal else year_of(year)
        case "decade":
            return _compute(Decade(first=day.year // 10 * 10 + 10 * when.count), None)  # type: ignore[return-value]
        case "century":
            return _compute(Century(number=day.year // 100 + 1 + when.count), None)  # type: ignore[return-value]
