"""How near two dates are to being one: what two accounts of one deed may say of its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from ...model.dates import OWN_DAY, Date

Room = int | tuple[int, int]  # a day, a month below zero, or the first and the last day of a stretch
Nearness = Literal["same days", "own day", "within a week", "within a month", "next day", "apart"]

_REPORTED = dt.timedelta(days=3)  # from a deed to the day before an article that reports it without a day
_DAY = dt.timedelta(days=1)
_WEEK = dt.timedelta(days=6)  # from the first to the last


def near(one: Date, other: Date) -> Nearness:
    """What lets two dates be of one deed; "apart" where nothing does."""
    if (one.earliest, one.latest) == (other.earliest, other.latest):
        return "same days"
    if OWN_DAY in (one.basis, other.basis):
        return "own day" if _reported(one, other) or _reported(other, one) else "apart"
    if _holds(one, other) or _holds(other, one):
        longest = max(_length(one), _length(other))
        if longest <= _WEEK:
            return "within a week"
        return "within a month" if "month" in (one.precision, other.precision) and _both_short(one, other) else "apart"
    days = one.precision == other.precision == "day"
    return "next day" if days and abs(one.earliest - other.earliest) == _DAY else "apart"


def _reported(told: Date, report: Date) -> bool:
    """Whether what is told of one date may be what an article reports without a day."""
    if report.basis != OWN_DAY or _length(told) > _WEEK:
        return False
    return report.earliest - _REPORTED <= told.latest and told.earliest <= report.latest


def _holds(outer: Date, inner: Date) -> bool:
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest


def _both_short(one: Date, other: Date) -> bool:
    return min(_length(one), _length(other)) <= _DAY


def _length(date: Date) -> dt.timedelta:
    return date.latest - date.earliest


def rooms(date: Date) -> Iterator[Room]:
    """The stretches of time under which it is kept: its days or its whole, and for a day its month."""
    yield _whole(date)
    if _length(date) <= _WEEK:
        yield from _days(date.earliest, date.latest)
    if _length(date) <= _DAY:
        yield _month(date)


def doors(date: Date) -> Iterator[Room]:
    """Under which of them the dates near it are looked for, of those that are as exact or more so."""
    yield _whole(date)
    if date.precision == "month":
        yield _month(date)
    elif date.basis == OWN_DAY:
        yield from _days(date.earliest - _REPORTED, date.latest)
    elif _length(date) <= _WEEK:
        yield from _days(date.earliest - _DAY, date.latest + _DAY)


def _whole(date: Date) -> Room:
    return date.earliest.toordinal(), date.latest.toordinal()


def _month(date: Date) -> Room:
    return -(date.earliest.year * 12 + date.earliest.month)


def _days(first: dt.date, last: dt.date) -> range:
    return range(first.toordinal(), last.toordinal() + 1)
