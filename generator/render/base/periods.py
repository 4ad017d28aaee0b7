"""Stretches of time that pictures and the timeline count by: weeks, months, quarters, years, decades."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Literal

from ...model.dates import Date
from ...model.text import record
from .phrasing import MONTHS, ORDINALS, day

Unit = Literal["week", "month", "quarter", "year", "decade"]

_UNITS: tuple[Unit, ...] = ("week", "month", "quarter", "year", "decade")
_MOST = 40  # periods side by side
_TICKS = 6
_LAST_TICK = 0.86  # of the width; a label further right would stick out
_CLEAR = 0.1  # of the width: what a label needs
_RIM = 0.05  # share of the dates that may fall outside at either end
_WORTH_TRIMMING = 2  # how many times longer the rim must make the axis


@record
class Axis:
    """Periods of one unit, one after the other. `starts` are their first days, `end` is the day after the last."""

    unit: Unit
    starts: tuple[dt.date, ...]
    end: dt.date

    def holds(self, date: Date) -> int | None:
        """The period that the whole of a date falls in, None when it is outside or too vague to say."""
        first, last = self.at(date.earliest), self.at(date.latest)
        return first if first == last else None

    def at(self, moment: dt.date) -> int | None:
        """The index of the period that a day lies in; None outside the axis."""
        if not self.starts or not self.starts[0] <= moment < self.end:
            return None
        return bisect_right(self.starts, moment) - 1

    def share(self, moment: dt.date) -> float:
        """How far along the axis a day begins, 0 to 1."""
        whole = (self.end - self.starts[0]).days
        return min(1.0, max(0.0, (moment - self.starts[0]).days / whole))

    def name(self, period: int) -> str:
        """How a period is called on the page, by its index."""
        return name(self.starts[period], self.unit)

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Where labels stand on the axis, as shares of it, and what they say."""
        labels = [(self.share(moment), text) for moment, text in self._labels()]
        step = -(-len(labels) // _TICKS)
        kept: list[tuple[float, str]] = []
        for share, text in labels[::step]:
            if share <= _LAST_TICK and (not kept or share - kept[-1][0] >= _CLEAR):
                kept.append((share, text))
        return tuple(kept)

    def _labels(self) -> Iterator[tuple[dt.date, str]]:
        if self.unit in ("year", "decade"):
            yield from ((start, str(start.year)) for start in self.starts)
        elif self.unit == "quarter":
            years = sorted({start.year for start in self.starts[1:]} - {self.starts[0].year})
            yield self.starts[0], f"{MONTHS[self.starts[0].month][:3]} {self.starts[0].year}"
            yield from ((dt.date(year, 1, 1), str(year)) for year in years)
        elif len(self.starts) < _TICKS and self.unit == "week":
            yield from ((start, f"{start.day} {MONTHS[start.month][:3]}") for start in self.starts)
        else:
            first = self.starts[0]
            yield first, f"{MONTHS[first.month][:3]} {first.year}"
            for start in _periods(following(first, "month"), self.end - dt.timedelta(1), "month"):
                yield start, f"{MONTHS[start.month][:3]} {start.year}" if start.month == 1 else MONTHS[start.month][:3]


NOTHING = Axis(unit="week", starts=(), end=dt.date.min)


def axis(first: dt.date, last: dt.date, unit: Unit | None = None) -> Axis:
    """From one day to another, in the finest unit that leaves the periods wide enough to see."""
    for known in _UNITS if unit is None else (unit,):
        starts = []
        for start in _periods(first, last, known):
            starts.append(start)
            if len(starts) > _MOST and unit is None and known != _UNITS[-1]:
                break
        else:
            return Axis(unit=known, starts=tuple(starts), end=following(starts[-1], known))
    raise AssertionError("the coarsest unit takes any number of periods")


def axis_of(days: Iterable[dt.date], also: dt.date | None = None) -> Axis:
    """Over most of the days: a few far from the others would leave these no room. `also` is always on it."""
    ordered = sorted(days)
    if not ordered:
        return axis(also, also) if also else NOTHING
    rim = int(len(ordered) * _RIM)
    core = ordered[rim : len(ordered) - rim]
    first, last = core[0], core[-1]
    if (ordered[-1] - ordered[0]).days < _WORTH_TRIMMING * max((last - first).days, 28):
        first, last = ordered[0], ordered[-1]
    return axis(min(first, also or first), max(last, also or last))


def name(start: dt.date, unit: Unit) -> str:
    """
    >>> name(dt.date(2031, 7, 7), "week"), name(dt.date(2031, 7, 1), "quarter")
    ('week of 7 July 2031', 'third quarter of 2031')
    """
    match unit:
        case "week":
            return f"week of {day(start)}"
        case "month":
            return f"{MONTHS[start.month]} {start.year}"
        case "quarter":
            return f"{ORDINALS[(start.month - 1) // 3 + 1].lower()} quarter of {start.year}"
        case "year":
            return str(start.year)
        case "decade":
            return f"{start.year}s"


def _periods(first: dt.date, last: dt.date, unit: Unit) -> Iterator[dt.date]:
    start = start_of(first, unit)
    while True:
        yield start
        after = following(start, unit)
        if after > last or after == dt.date.max:
            return
        start = after


def start_of(moment: dt.date, unit: Unit) -> dt.date:
    """The first day of the period that a day is in."""
    match unit:
        case "week":
            return moment - dt.timedelta(moment.weekday())  # Monday; 1 January of the year 1 was one
        case "month":
            return moment.replace(day=1)
        case "quarter":
            return dt.date(moment.year, (moment.month - 1) // 3 * 3 + 1, 1)
        case "year":
            return dt.date(moment.year, 1, 1)
        case "decade":
            return dt.date(max(moment.year // 10 * 10, 1), 1, 1)


def following(start: dt.date, unit: Unit) -> dt.date:
    """The first day of the next period; the calendar's last day when there is none."""
    try:
        match unit:
            case "week":
                return start + dt.timedelta(7)
            case "month":
                return (start.replace(day=1) + dt.timedelta(31)).replace(day=1)
            case "quarter":
                return dt.date(start.year + start.month // 10, (start.month + 2) % 12 + 1, 1)
            case "year":
                return dt.date(start.year + 1, 1, 1)
            case "decade":
                return dt.date(start.year // 10 * 10 + 10, 1, 1)
    except (ValueError, OverflowError):
        return dt.date.max
