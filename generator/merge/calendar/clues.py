"""What an undated article says itself of the day on which it was written: each time expression is a clue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from ...model.dates import Anchor, Day, Direction, When, direction, resolve
from ...model.day_sets import DaySet, Stretch, either, since, until
from ...model.findings import Timex
from ...model.text import record
from ...model.writing_day import days_in

_FIRST_YEAR, _LAST_YEAR = 1900, 2100  # in which a day with its weekday is looked for
_HALF_YEAR = dt.timedelta(days=183)


@record
class Clue:
    """The days on which an article with these words may have been written."""

    strength: int  # the lower, the surer
    days: DaySet
    told: str  # the words, and the source that places them where it is another one


def own_clues(timexes: Sequence[Timex], text: str) -> Iterator[Clue]:
    """Full days behind and ahead, and days whose weekday stands beside them.

    A month tells nothing: "first flight is set for March 2006" and "in March 2006" are too often taken for each other.
    """
    for timex in timexes:
        words = timex.span.of(text)
        if timex.when is None or timex.type not in ("DATE", "TIME"):
            continue
        for day in days_in(timex.when):
            if day.year:
                yield from _of_full(day, day.direction, words)
            elif day.weekday is not None:
                yield Clue(strength=1, days=_by_weekday(day), told=words)


def _of_full(when: When, way: Direction | None, words: str) -> Iterator[Clue]:
    date = resolve(when, None)
    if date and way == "past":
        yield Clue(strength=0, days=since(date.earliest), told=words)
    elif date and way == "future":
        yield Clue(strength=0, days=until(date.latest), told=words)


def _by_weekday(day: Day) -> DaySet:
    """The halves of a year behind or around that day, in the years in which it falls on its weekday."""
    before = dt.timedelta() if day.direction == "past" else _HALF_YEAR
    after = dt.timedelta() if day.direction == "future" else _HALF_YEAR
    return either((found - before, found + after) for found in _years_of(day))


def _years_of(day: Day) -> Iterator[dt.date]:
    for year in range(_FIRST_YEAR, _LAST_YEAR):
        try:
            found = dt.date(year, day.month or 1, day.day)
        except ValueError:
            continue
        if found.weekday() == day.weekday:
            yield found


def days_of_writing(when: When, told: dt.date, reach: int = 370) -> DaySet:
    """The days on which the words `when` mean the day `told`: "on Monday" a Monday that was, on it or in the week after
    it."""
    return either(_fitting(when, told, range(-reach, reach + 1)))


def _fitting(when: When, told: dt.date, offsets: Iterable[int]) -> Iterator[Stretch]:
    for offset in offsets:
        day = told + dt.timedelta(days=offset)
        date = resolve(when, Anchor(earliest=day, latest=day))
        if date and date.precision == "day" and date.earliest == told:
            yield day, day


def points_at_a_day(when: When) -> bool:
    """Whether the words mean one day that hangs on the day of writing, and on nothing else that the text tells."""
    if isinstance(when, Day) and direction(when) is None:
        return False
    fixed = resolve(when, None)
    sample = resolve(when, Anchor(earliest=_SAMPLE, latest=_SAMPLE))
    return fixed is None and sample is not None and sample.precision == "day"


_SAMPLE = dt.date(2024, 5, 15)
