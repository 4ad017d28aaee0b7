"""When somebody came into a post or left it, as one article tells it."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.dates import Date
from ...model.findings import PostChange
from ..base.corpus import Reading

TERM_ENDS = "term ends"


def dated(reading: Reading, change: PostChange) -> Date | None:
    """The day of a change. What is told as done is not done after its article."""
    date = next((date for date in _dates_beside(reading, change) if date is not None), None)
    ahead = date is not None and reading.published is not None and date.earliest > reading.published.latest
    return None if ahead and change.rule not in (TERM_ENDS, "until") else date


def _dates_beside(reading: Reading, change: PostChange) -> Iterator[Date | None]:
    """Of the time expression that says when, else of the event that the same word tells."""
    if change.time is not None:
        yield from (time.date for time in reading.timexes.meeting(change.time) if time.span == change.time)
        return
    for head, number in reading.heads.meeting(change.span):
        if change.span.contains(head):
            yield reading.findings.events[number].date
