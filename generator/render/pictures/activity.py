"""How much the book holds of a topic, period by period: entries of the timeline and statements.

Every topic of a book has the same axis, so that their pictures can be compared.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from ...model.dates import Date
from ...model.text import record
from ..base.index import Index, said
from ..base.periods import NOTHING, Axis, axis, axis_of

_DAYS_TO_COUNT = 31  # a date longer than a month says little of when
_SOON = dt.timedelta(92)  # plans so near, or within half of the time past, are on the axis


@record
class Activity:
    """Counts by period. `earlier` and `later` lie outside the axis, `vague` fit no period of it."""

    axis: Axis
    entries: tuple[int, ...]
    statements: tuple[int, ...]
    earlier: int
    later: int
    vague: int
    now: float | None  # where the as-of date stands on the axis, 0 to 1

    @property
    def totals(self) -> tuple[int, ...]:
        """Entries and statements together, by period."""
        return tuple(map(sum, zip(self.entries, self.statements, strict=True)))

    @property
    def rows(self) -> list[tuple[str, int, int]]:
        """The periods that hold anything: name, entries, statements."""
        pairs = enumerate(zip(self.entries, self.statements, strict=True))
        return [(self.axis.name(n), entries, statements) for n, (entries, statements) in pairs if entries or statements]

    @property
    def busiest(self) -> tuple[str, int, int] | None:
        """The row with the most in it, the first among equals; None when all are empty."""
        return max(self.rows, key=lambda row: row[1] + row[2], default=None)


def activities_of(index: Index) -> dict[str, Activity]:
    """By topic; a topic of which nothing can be counted has none."""
    shared = _axis(index)
    return {topic: found for topic in index.topics if (found := _activity(index, shared, topic))}


def _axis(index: Index) -> Axis:
    """Over the days that are known to the month or better, with the as-of date and what is planned soon after it."""
    dates = [e.date for e in index.events if any(t in index.topics for t in e.topics)]
    dates += [said(q, index.bylines) for q in index.book.quotations if any(t in index.topics for t in q.topics)]
    days = [d.earliest for d in dates if d and (d.latest - d.earliest).days <= _DAYS_TO_COUNT]
    if not days:
        return NOTHING
    as_of = index.book.as_of
    if as_of is None:
        return axis_of(days)
    past = axis_of([day for day in days if day <= as_of], also=as_of)
    soon = as_of + min(max((as_of - past.starts[0]) / 2, _SOON), dt.date.max - as_of)
    return axis(past.starts[0], max([as_of, *(day for day in days if day <= soon)]))


def _activity(index: Index, shared: Axis, topic: str) -> Activity | None:
    told = [e.date for e in index.events_of_topic.get(topic, [])]
    words = [said(q, index.bylines) for q in index.statements_of_topic.get(topic, [])]
    entries, statements = _counted(shared, told), _counted(shared, words)
    if not any(entries) and not any(statements):
        return None
    both = [d for d in (*told, *words) if d]
    earlier = sum(d.latest < shared.starts[0] for d in both)
    later = sum(d.earliest >= shared.end for d in both)
    as_of = index.book.as_of
    return Activity(
        axis=shared,
        entries=entries,
        statements=statements,
        earlier=earlier,
        later=later,
        vague=len(told) + len(words) - earlier - later - sum(entries) - sum(statements),
        now=shared.share(as_of) if as_of else None,
    )


def _counted(shared: Axis, dates: Iterable[Date | None]) -> tuple[int, ...]:
    counts = Counter(shared.holds(date) for date in dates if date)
    return tuple(counts[n] for n in range(len(shared.starts)))
