"""Measures and commitments as a reader sees them: in which order, how much, and who tells of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from ...model.book import Citation, Measure
from ...model.dates import Date
from ...model.findings import MeasureStatus
from .index import Index, date_key
from .phrasing import number

STANDING: tuple[frozenset[MeasureStatus], ...] = (
    frozenset({"in force"}),
    frozenset({"decided", "agreed", "announced", "threatened"}),
    frozenset({"paused"}),
    frozenset({"cancelled", "missed", "expired"}),
)  # what holds, what is to come, what rests, what is over
_SCALES = (("trillion", 12), ("billion", 9), ("million", 6))  # and the zeros that each has
_PLACES = 2  # behind the point, of a sum that is told in one of them


def witnesses(measure: Measure) -> tuple[Citation, ...]:
    """Every sentence that tells of it, each once: those of its oldest state first."""
    return tuple(dict.fromkeys(citation for change in measure.history for citation in change.citations))


def changed(measure: Measure) -> Date | None:
    """The newest day of its history; None where none is known."""
    return max((change.date for change in measure.history if change.date), key=date_key, default=None)


def newest_first(measures: Iterable[Measure]) -> list[Measure]:
    """By the newest change, those without a day last."""
    ordered = sorted(measures, key=lambda m: m.id)
    return sorted(ordered, key=lambda m: (changed(m) is not None, date_key(changed(m))), reverse=True)


def by_standing(measures: Iterable[Measure]) -> list[Measure]:
    """What is in force, then what is to come, what rests and what is over; in each by the newest change."""
    place = {status: number for number, group in enumerate(STANDING) for status in group}
    return sorted(newest_first(measures), key=lambda m: place[m.status])


def by_topic(index: Index, measures: Sequence[Measure]) -> list[tuple[str, list[Measure]]]:
    """Measures under the id of their first topic, in the book's order; those of none last, under an empty one."""
    groups: dict[str, list[Measure]] = {topic: [] for topic in (*index.topics, "")}
    for measure in measures:
        groups[next((topic for topic in measure.topics if topic in index.topics), "")].append(measure)
    return [(topic, group) for topic, group in groups.items() if group]


def amount(value: str, unit: str) -> str:
    """A rate or a sum with its unit; "" where there is none.

    >>> amount("25", "percent"), amount("1520000000000", "KRW"), amount("28500", "troops"), amount("", "")
    ('25 percent', 'KRW 1.52 trillion', '28,500 troops', '')
    """
    if not value:
        return ""
    return f"{unit} {_in_words(value)}" if re.fullmatch(r"[A-Z]{3}", unit) else f"{number(value)} {unit}".rstrip()


def _in_words(value: str) -> str:
    """A sum in millions, billions or trillions, where it is a round one of them."""
    try:
        sum_ = Decimal(value)
    except InvalidOperation:
        return value
    for name, zeros in _SCALES:
        scaled = sum_.scaleb(-zeros).normalize()
        places = -int(scaled.as_tuple().exponent) if scaled.is_finite() else _PLACES + 1
        if abs(scaled) >= 1 and places <= _PLACES:
            return f"{scaled:,f} {name}"
    return number(value)


def read_from(measure: Measure) -> tuple[Citation, ...]:
    """The sentence that its day is read from: the first that has the words; nothing where none has."""
    words = measure.effective.text if measure.effective else ""
    return tuple(citation for citation in witnesses(measure) if words and words in citation.quote)[:1]
