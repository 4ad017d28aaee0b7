"""What the dates in a text say of the day on which it was written. No language here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import msgspec

from .dates import Anchor, Basis, Between, Clock, Day, When, Year, direction, resolve, value
from .findings import Timex

_HALF_YEAR = dt.timedelta(days=183)


def bounds(timexes: Sequence[Timex], years: Mapping[tuple[int, int], int] = MappingProxyType({})) -> Anchor | None:
    """The days on one of which an undated article may have been written.

    From the newest day that it tells of as past to the earliest one still to come. Those without a year count
    from the full dates of the same text, unless it tells of later years; `years` says in which year other sources put
    a (month, day). A day told as past without a year is the last one before the earliest day to come, if that is less
    than half a year earlier. None when one of the two ends is missing or they contradict each other: one day cannot be
    both behind and to come.
    """
    days = [day for timex in timexes if timex.when for day in days_in(timex.when)]
    told = [day for day in days if day.direction == "past" or (day.year and day.direction is None)]
    past = [_in(day, _year_of(day, years)) for day in told]
    floor = _near_floor(timexes, max((day for day in past if day), default=None))
    fixed = [_in_or_after(day, _year_of(day, years), floor) for day in days if day.direction == "future"]
    ceiling = min((day for day in fixed if day), default=None)
    if ceiling is None:
        return None
    late = [_last_before(day, ceiling) for day in told if not _year_of(day, years)]
    floor = max((day for day in (floor, *late) if day), default=None)
    return Anchor(earliest=floor, latest=ceiling) if floor and floor < ceiling else None


def _near_floor(timexes: Sequence[Timex], floor: dt.date | None) -> dt.date | None:
    """What lies so far back that later years are told of says nothing of the year of a "May 12". The next year may lie
    ahead."""
    years = (timex.when.year for timex in timexes if isinstance(timex.when, Year))
    return None if floor is None or any(year > floor.year + 1 for year in years) else floor


def _year_of(day: Day, years: Mapping[tuple[int, int], int]) -> int | None:
    return day.year or (years.get((day.month, day.day)) if day.month else None)


def _in_or_after(day: Day, year: int | None, floor: dt.date | None) -> dt.date | None:
    if year:
        return _in(day, year)
    return _first_after(day, floor) if floor else None


def _last_before(day: Day, ceiling: dt.date) -> dt.date | None:
    options = (_in(day, ceiling.year - count) for count in range(2))
    return next((option for option in options if option and dt.timedelta() <= ceiling - option < _HALF_YEAR), None)


def reanchored(timex: Timex, anchor: Anchor, text: str, basis: Basis | None = None) -> Timex:
    """The same time expression once the article's date is found out. `text` is the words of its date."""
    if timex.when is None:
        return timex
    date = resolve(timex.when, anchor, text=text, basis=basis)
    changed = timex.value if timex.type in ("DURATION", "SET") else value(timex.when, anchor)
    return replace(timex, value=changed, date=date)


def days_in(when: When) -> list[Day]:
    """The calendar days that the words name: of several the one that bounds the day of writing."""
    match when:
        case Day(month=int()):
            return [when] if when.near is None else []
        case Clock(of=of):
            return days_in(of)
        case Between(first=first, last=last):
            return days_in(last) if direction(last) == "past" else days_in(first)
    return []


def _full(day: Day) -> dt.date | None:
    found = resolve(day, None)
    return found.earliest if found else None


def _in(day: Day, year: int | None) -> dt.date | None:
    return _full(msgspec.structs.replace(day, year=year)) if year else None


def _first_after(day: Day, floor: dt.date) -> dt.date | None:
    options = (_in(day, floor.year + count) for count in range(9))
    return next((option for option in options if option and option >= floor), None)
