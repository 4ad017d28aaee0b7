"""How much each side said on a topic, week by week, or by longer periods where there are too many weeks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ...model.book import Statement
from ...model.text import record
from ..base.index import Index, said
from ..base.order import parties
from ..base.periods import Axis, axis_of

_MOST_SIDES = 5
_FEWEST_SIDES, _FEWEST_PERIODS, _FEWEST_STATEMENTS = 2, 2, 6  # fewer are no picture
_DAYS_TO_COUNT = 31  # a date longer than a month says little of when


@record
class Side:
    """A party, and its statements by period."""

    party: str
    counts: tuple[int, ...]


@record
class Sides:
    """The sides heard most. `vague`: statements of theirs that fit no period; `others`: those of everybody else."""

    axis: Axis
    sides: tuple[Side, ...]
    vague: int
    others: int

    @property
    def rows(self) -> list[tuple[str, str, int]]:
        """Side, period and number of statements, where there are any."""
        return [
            (side.party, self.axis.name(period), count)
            for side in self.sides
            for period, count in enumerate(side.counts)
            if count
        ]

    @property
    def most(self) -> tuple[str, str, int]:
        """The row with the most, the first among equals."""
        return max(self.rows, key=lambda row: row[2])


def sides_of(index: Index, topic: str) -> Sides | None:
    """None where fewer than two sides spoke, or all within one period, or where more is left out than drawn."""
    groups = parties(index.statements_of_topic.get(topic, []))
    named = [(party, told) for party, told in groups if party][:_MOST_SIDES]
    axis = _axis(index, [one for _, told in named for one in told])
    sides = (Side(party=party, counts=_counts(index, axis, told)) for party, told in named)
    drawn = tuple(side for side in sides if any(side.counts))
    told_by = {party: len(told) for party, told in groups}
    heard = sum(told_by[side.party] for side in drawn)
    vague = heard - sum(sum(side.counts) for side in drawn)
    if not _is_worth_it(drawn, vague):
        return None
    return Sides(axis=axis, sides=drawn, vague=vague, others=sum(told_by.values()) - heard)


def _is_worth_it(drawn: Sequence[Side], vague: int) -> bool:
    filled = [sum(period) for period in zip(*(side.counts for side in drawn), strict=True) if any(period)]
    enough = len(drawn) >= _FEWEST_SIDES and len(filled) >= _FEWEST_PERIODS
    return enough and sum(filled) >= max(_FEWEST_STATEMENTS, vague)


def _axis(index: Index, statements: Sequence[Statement]) -> Axis:
    dates = [date for one in statements if (date := said(one, index.bylines))]
    return axis_of(date.earliest for date in dates if (date.latest - date.earliest).days <= _DAYS_TO_COUNT)


def _counts(index: Index, axis: Axis, statements: Sequence[Statement]) -> tuple[int, ...]:
    dates = (said(one, index.bylines) for one in statements)
    counts = Counter(axis.holds(date) for date in dates if date)
    return tuple(counts[period] for period in range(len(axis.starts)))
