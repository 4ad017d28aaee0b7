"""What became of a measure: its changes, its status as of the book's date, and the day from which it counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import get_args

from ...model.book import MeasureChange
from ...model.dates import Date
from ...model.findings import MeasureStatus
from .told import Told

_STATUSES: tuple[MeasureStatus, ...] = get_args(MeasureStatus)
_STEPS = _STATUSES[: _STATUSES.index("paused")]  # each goes further than the one before
_OVER = _STATUSES[_STATUSES.index("paused") + 1 :]


def changes_of(group: Sequence[Told]) -> tuple[MeasureChange, ...]:
    """Each status once for each day, oldest first; one without a day is the same as one with a day of its status."""
    kept: list[list[Told]] = []
    for one in sorted(group, key=_when):
        same = next((each for each in kept if _is_one_change(each, one)), None)
        if same is None:
            kept.append([one])
        else:
            same.append(one)
    return tuple(map(_change, kept))


def _is_one_change(told: Sequence[Told], one: Told) -> bool:
    if told[0].status != one.status:
        return False
    return all(each.date is None or one.date is None or _meet(each.date, one.date) for each in told)


def _meet(one: Date, other: Date) -> bool:
    return one.earliest <= other.latest and other.earliest <= one.latest


def _change(told: Sequence[Told]) -> MeasureChange:
    """With the words of the one that has the closest day."""
    dated = [each for each in told if each.date is not None]
    best = min(dated, key=lambda each: _length(each.date)) if dated else told[0]
    assert best.status is not None
    others = sorted(told, key=lambda each: each.published.earliest if each.published else dt.date.max)
    cited = dict.fromkeys((best.citation, *(one for each in others for one in (each.citation, each.named))))
    return MeasureChange(date=best.date, status=best.status, text=best.text, citations=tuple(cited))


def _length(date: Date | None) -> dt.timedelta:
    return date.latest - date.earliest if date else dt.timedelta.max


def _when(told: Told) -> tuple[dt.date, dt.date, str, int]:
    """Its own day, else the last day on which it can have been told."""
    published = told.published.latest if told.published else dt.date.max
    return told.date.earliest if told.date else published, published, told.citation.source, told.at


def as_of_date(group: Sequence[Told], as_of: dt.date | None) -> MeasureStatus:
    """The last status told. An earlier step told again without a day takes nothing back, and nothing is in force before
    its day."""
    status: MeasureStatus | None = None
    for one in sorted(group, key=_when):
        if one.status is None:
            continue
        again = one.date is None and status is not None and _goes_back(one.status, status)
        if not again:
            status = one.status
        if status == "in force" and as_of is not None and one.effective and one.effective.earliest > as_of:
            status = "announced"
    assert status is not None
    return status


def _goes_back(status: MeasureStatus, known: MeasureStatus) -> bool:
    """ "the tariffs announced by Peru", told when they are long in force, paused or lifted."""
    if known in _OVER or known == "paused":
        return status in _STEPS
    return status in _STEPS and _STEPS.index(status) <= _STEPS.index(known)


def effective_of(group: Sequence[Told], status: MeasureStatus) -> Date | None:
    """The last day told from which it counts; of a paused one until which it is paused; None of one that is over."""
    if status in _OVER:
        return None
    told = [each for each in sorted(group, key=_when) if each.effective is not None]
    told = [each for each in told if (each.status == "paused") == (status == "paused")]
    return told[-1].effective if told else None
