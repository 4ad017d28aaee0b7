"""Measures and commitments as a table and as a calendar."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.book import Measure
from ..base.escape import clean
from ..base.index import Index
from ..base.measures import amount, by_standing, changed, witnesses
from ..base.phrasing import describe
from . import calendars, spreadsheet

_COLUMNS = (
    *("id", "what", "by", "on", "value", "unit", "status", "from", "from_earliest", "from_latest", "changed"),
    *("history", "topics", "disputed", "sources", "quote"),
)


def measures_csv(index: Index) -> str:
    """One measure a row, in the order of their page."""
    return spreadsheet.table(_COLUMNS, (_row(index, m) for m in by_standing(index.book.measures)))


def _row(index: Index, measure: Measure) -> Iterator[object]:
    since, newest, cited = measure.effective, changed(measure), witnesses(measure)
    yield from (measure.id, measure.what, measure.by, "; ".join(measure.on), measure.value, measure.unit)
    yield measure.status
    yield from (since.edtf, since.earliest, since.latest) if since else ("",) * 3
    yield newest.edtf if newest else ""
    yield "; ".join(f"{one.date.edtf if one.date else ''} {one.status}".strip() for one in measure.history)
    yield "; ".join(index.topics[t].title for t in measure.topics if t in index.topics)
    yield "; ".join(index.disagreements[d].about for d in measure.disagreements if d in index.disagreements)
    yield "; ".join(dict.fromkeys(citation.source for citation in cited))
    yield cited[0].quote if cited else ""


def measures_ics(index: Index) -> str:
    """The days that measures count from, where they are known."""
    return calendars.calendar(index.book, _entries(index))


def _entries(index: Index) -> Iterator[calendars.Entry]:
    for measure in index.book.measures:
        if measure.effective is not None and calendars.is_known(measure.effective):
            yield calendars.Entry(
                id=measure.id,
                date=measure.effective,
                kind="measure",
                summary=f"{_called(measure)}: {measure.what}",
                lines=tuple(_described(measure)),
                cancelled=measure.status == "cancelled",
            )


def _called(measure: Measure) -> str:
    """What its day is: of a paused measure the one until which it rests."""
    return "Paused until this day" if measure.status == "paused" else f"Counts from this day ({measure.status})"


def _described(measure: Measure) -> Iterator[str]:
    sides = (clean(measure.by), "; ".join(map(clean, measure.on)), clean(amount(measure.value, measure.unit)))
    yield from (f"{name}: {told}" for name, told in zip(("By", "On", "Rate or sum"), sides, strict=True) if told)
    for change in measure.history:
        yield f"{describe(change.date) if change.date else 'Date not known'}: {change.status}"
    yield from (f"“{clean(c.quote)}” ({c.source})" for c in witnesses(measure))
