"""Deadlines and plans around the book's day: what passed shortly before it, and what is ahead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from ...model.book import TimelineEntry
from ...model.dates import Date
from ...model.text import record
from ..base.index import date_key
from ..base.phrasing import MONTHS

_NEAR = 183  # days before and after the book's day
_CLOSE = 6  # days: a vaguer date has no place on the strip
_FEWEST = 2  # days; one is no picture
_LABEL = 0.2  # of the width: what a label takes, with a gap
_RIM = 0.08  # of the width, left free at either end


@record
class Due:
    """A day with what falls on it. `at` is its place, as a share of the width; labels in one lane do not meet."""

    date: Date
    entries: tuple[TimelineEntry, ...]
    at: float
    lane: int
    ahead: bool

    @property
    def is_deadline(self) -> bool:
        """Whether a deadline is among the entries."""
        return any(entry.kind == "deadline" for entry in self.entries)

    @property
    def label(self) -> str:
        """Day and month."""
        return f"{self.date.earliest.day} {MONTHS[self.date.earliest.month][:3]}"


@record
class Agenda:
    """The days in order of time, and where the book's own stands."""

    days: tuple[Due, ...]
    now: float

    @property
    def lanes(self) -> int:
        """How many lanes the labels need."""
        return 1 + max(due.lane for due in self.days)


def agenda_of(entries: Iterable[TimelineEntry], as_of: dt.date | None) -> Agenda | None:
    """Without what was called off. None without the book's day, with less than two days to draw, or with none ahead."""
    if as_of is None:
        return None
    by_date: dict[str, list[TimelineEntry]] = {}
    for entry in sorted(entries, key=lambda entry: (date_key(entry.date), entry.id)):
        if entry.date and not entry.cancelled and _is_near(entry.date, as_of):
            by_date.setdefault(entry.date.edtf, []).append(entry)
    days = [tuple(told) for told in by_date.values()]
    if len(days) < _FEWEST or all(_first(told) < as_of for told in days):
        return None
    first, last = min(as_of, _first(days[0])), max(as_of, _first(days[-1]))
    return Agenda(days=tuple(_placed(days, first, last, as_of)), now=_share(as_of, first, last))


def _first(entries: Sequence[TimelineEntry]) -> dt.date:
    date = entries[0].date
    assert date
    return date.earliest


def _is_near(date: Date, as_of: dt.date) -> bool:
    return (date.latest - date.earliest).days <= _CLOSE and abs((date.earliest - as_of).days) <= _NEAR


def _share(day: dt.date, first: dt.date, last: dt.date) -> float:
    return _RIM + (1 - 2 * _RIM) * (day - first).days / max((last - first).days, 1)


def _placed(days: Sequence[tuple[TimelineEntry, ...]], first: dt.date, last: dt.date, as_of: dt.date) -> Iterable[Due]:
    """Each label in the lowest lane where there is room for it."""
    ends: list[float] = []
    for entries in days:
        date = entries[0].date
        assert date
        at = _share(date.earliest, first, last)
        lane = next((number for number, end in enumerate(ends) if end <= at), len(ends))
        ends[lane : lane + 1] = [at + _LABEL]
        yield Due(date=date, entries=entries, at=at, lane=lane, ahead=date.latest >= as_of)
