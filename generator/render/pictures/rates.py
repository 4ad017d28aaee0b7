"""A rate or a sum that changed: measures told in the same words but for the number, from the day that each was told."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from ...model.book import Measure
from ...model.dates import Date
from ...model.text import record
from ..base.index import date_key
from ..base.periods import Axis, axis

_FEWEST = 2  # days and values; one is no picture
_CLOSE = 6  # days: a vaguer date has no place on the line
_NUMBER = re.compile(r"[^\w\s]*\d[\d.,]*\s*(?:%|per ?cent)?|^(?:an?|the)\b")  # and the article before it
_TOP = 0.86  # of the height, for the greatest value


@record
class Step:
    """A measure with the day from which its value is told, and the point of the line: shares of width and height."""

    measure: Measure
    date: Date
    x: float
    y: float


@record
class Rates:
    """The steps of one line, in order of time."""

    steps: tuple[Step, ...]
    axis: Axis

    @property
    def ends(self) -> tuple[Step, Step]:
        """The first and the last."""
        return self.steps[0], self.steps[-1]


def rates_of(measures: Iterable[Measure]) -> tuple[Rates, ...]:
    """One line for each rate or sum that changed; none where two values are of one day."""
    alike: dict[tuple[str, ...], list[tuple[Date, Measure]]] = defaultdict(list)
    for measure in measures:
        date = _told_on(measure)
        if date and measure.value and measure.by and measure.on:
            alike[_but_for_the_number(measure)].append((date, measure))
    lines = (sorted(told, key=lambda one: (date_key(one[0]), one[1].id)) for told in alike.values())
    return tuple(_drawn(told) for told in lines if _is_a_line(told))


def _told_on(measure: Measure) -> Date | None:
    """The first known day of its history."""
    days = (change.date for change in measure.history if change.date)
    return next((day for day in days if (day.latest - day.earliest).days <= _CLOSE), None)


def _but_for_the_number(measure: Measure) -> tuple[str, ...]:
    words = re.findall(r"\w+", _NUMBER.sub(" ", measure.what.casefold()))
    return measure.by, measure.unit, *measure.on, "", *words


def _is_a_line(told: Sequence[tuple[Date, Measure]]) -> bool:
    days = {date.earliest for date, _ in told}
    values = [Decimal(measure.value) for _, measure in told]
    return len(days) == len(told) >= _FEWEST and len(set(values)) >= _FEWEST and min(values) >= 0


def _drawn(told: Sequence[tuple[Date, Measure]]) -> Rates:
    first, last = told[0][0].earliest, told[-1][0].earliest
    over = axis(first, last + dt.timedelta(max((last - first).days // 4, 7)))
    highest = max(Decimal(measure.value) for _, measure in told)
    steps = (
        Step(
            measure=measure,
            date=date,
            x=over.share(date.earliest),
            y=1 - _TOP * float(Decimal(measure.value) / highest),
        )
        for date, measure in told
    )
    return Rates(steps=tuple(steps), axis=over)
