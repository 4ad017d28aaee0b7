"""An event as the rooms hand it on: without what its deed is made of, which its own article alone asks for. It is a
third of what is kept of an event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ...model.book import TimelineEntry
from ...model.findings import Event

Entries = Mapping[tuple[str, Event], TimelineEntry]  # the entry that tells of each, by source and bare event


def bare(event: Event) -> Event:
    """The event without its deed; two of one article stay two."""
    return replace(event, deed=None)
