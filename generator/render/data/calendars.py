"""Days for a calendar (RFC 5545): all-day entries, none of them marked busy. Same book, same bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import icalendar

from ...model.book import Book
from ...model.dates import Date
from ...model.text import record
from ..base.escape import clean


@record
class Entry:
    """A day, or several in a row, with what is to be said of it."""

    id: str
    date: Date
    kind: str
    summary: str
    lines: tuple[str, ...]  # of the description
    cancelled: bool = False
    place: str | None = None


def is_known(date: Date | None) -> bool:
    """Whether a calendar can have it: a month or a doubtful day has no place there."""
    return date is not None and date.precision in ("day", "period")


def calendar(book: Book, entries: Iterable[Entry]) -> str:
    """DTSTAMP is the as-of date, for no clock is read. DTEND is the day after the last."""
    whole = icalendar.Calendar()
    whole.add("prodid", "-//Briefing Book//EN")
    whole.add("version", "2.0")
    whole.add("x-wr-calname", clean(book.title))
    for entry in entries:
        whole.add_component(_event(book, entry))
    text: bytes = whole.to_ical()
    return text.decode("utf-8")


def _event(book: Book, entry: Entry) -> icalendar.Event:
    date, event = entry.date, icalendar.Event()
    event.add("uid", f"{entry.id}@briefing-book")
    event.add("dtstamp", dt.datetime.combine(book.as_of or date.earliest, dt.time(), dt.UTC))
    event.add("dtstart", date.earliest)
    if date.latest < dt.date.max:
        event.add("dtend", date.latest + dt.timedelta(days=1))
    event.add("summary", clean(entry.summary))
    if entry.cancelled:
        event.add("status", "CANCELLED")
    event.add("description", "\n".join(entry.lines))
    event.add("categories", [entry.kind])
    event.add("transp", "TRANSPARENT")
    if entry.place:
        event.add("location", clean(entry.place))
    return event
