"""Sets of days, as the stretches that they are made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

Stretch = tuple[dt.date, dt.date]  # first and last day
DaySet = tuple[Stretch, ...]  # in order, none touching the next

_DAY = dt.timedelta(days=1)
ALL: DaySet = ((dt.date(1000, 1, 1), dt.date(2999, 12, 31)),)


def since(day: dt.date) -> DaySet:
    """That day and all after it."""
    return both(ALL, ((day, ALL[0][1]),))


def until(day: dt.date) -> DaySet:
    """That day and all before it."""
    return both(ALL, ((ALL[0][0], day),))


def both(a: DaySet, b: DaySet) -> DaySet:
    """The days of both.

    >>> one, two, three = (dt.date(2023, 4, day) for day in (1, 2, 3))
    >>> both(((one, two),), ((two, three),)) == ((two, two),)
    True
    """
    found = []
    for first, last in a:
        for start, end in b:
            low, high = max(first, start), min(last, end)
            if low <= high:
                found.append((low, high))
    return tuple(sorted(found))


def touching(a: DaySet, b: DaySet) -> DaySet:
    """The stretches of `a`, each whole, that share a day with `b`.

    >>> one, two, three = (dt.date(2023, 4, day) for day in (1, 2, 3))
    >>> touching(((one, two),), ((two, three),)) == ((one, two),)
    True
    """
    return tuple(stretch for stretch in a if both((stretch,), b))


def either(stretches: Iterable[Stretch]) -> DaySet:
    """The days of any of the stretches."""
    return tuple(_joined(sorted(stretches)))


def _joined(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    open_: Stretch | None = None
    for first, last in stretches:
        if open_ is not None and first <= open_[1] + _DAY:
            open_ = (open_[0], max(open_[1], last))
            continue
        if open_ is not None:
            yield open_
        open_ = (first, last)
    if open_ is not None:
        yield open_


def hull(days: DaySet) -> Stretch | None:
    """The first day and the last; None for no days."""
    return (days[0][0], days[-1][1]) if days else None
