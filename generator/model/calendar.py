"""What the dates in a text say of the day on which it was written. No language here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from generator.model.dates import Anchor, Basis, Between, Clock, Day, When, direction, resolve, value
from generator.model.findings import Timex


def bounds(timexes: Sequence[Timex], year: int | None = None) -> Anchor | None:
    """The days on one of which an undated article may have been written.

    From the newest day that it tells of as past to the earliest one still to come. Days without a year
    count from the full dates of the same text, or in `year`, where other sources supply it.
    None when one of the two ends is missing or they contradict each other.
    """
    days = [day for timex in timexes if timex.when for day in _days(timex.when)]
    past = [_full(day) for day in days if day.year and day.direction != "future"]
    if year is not None:
        past += [_in(day, year) for day in days if not day.year and day.direction == "past"]
    floor = max((day for day in past if day), default=None)
    ahead = [day for day in days if day.direction == "future"]
    if floor is None:
        fixed = [_full(day) if day.year else _in(day, year) for day in ahead]
    else:
        fixed = [_full(day) if day.year else _first_after(day, floor) for day in ahead]
    ceiling = min((day for day in fixed if day), default=None)
    if floor is None or ceiling is None or floor > ceiling:
        return None
    return Anchor(earliest=floor, latest=ceiling)


def reanchored(timex: Timex, anchor: Anchor, text: str, basis: Basis | None = None) -> Timex:
    """The same time expression once the article's date is found out. `text` is the words of its date."""
    if timex.when is None:
        return timex
    date = resolve(timex.when, anchor, text=text, basis=basis)
    changed = timex.value if timex.type in ("DURATION", "SET") else value(timex.when, anchor)
    return Timex(span=timex.span, type=timex.type, value=changed, mod=timex.mod, when=timex.when, date=date, rule=timex.rule)


def _days(when: When) -> list[Day]:
    match when:
        case Day(month=int()):
            return [when] if when.near is None else []
        case Clock(of=of):
            return _days(of)
        case Between(first=first, last=last):
            return _days(last) if direction(last) == "past" else _days(first)
    return []


def _full(day: Day) -> dt.date | None:
    found = resolve(day, None)
    return found.earliest if found else None


def _in(day: Day, year: int | None) -> dt.date | None:
    return _full(msgspec.structs.replace(day, year=year)) if year else None


def _first_after(day: Day, floor: dt.date) -> dt.date | None:
    options = (_in(day, floor.year + count) for count in range(9))
    return next((option for option in options if option and option >= floor), None)
