"""The timeline's pages: one, or above a number of entries one a year, or one a month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby

from generator.model.book import TimelineEntry
from generator.model.dates import Date
from generator.model.text import record
from generator.render.words import MONTHS, describe

SPLIT_ABOVE = 400  # entries on one page


@record
class Group:
    """Entries under one heading."""

    title: str
    anchor: str
    entries: tuple[TimelineEntry, ...]


def group_of(date: Date | None) -> tuple[str, str]:
    """Heading and anchor: the month that holds the date's first day, unless the month is not known."""
    if date is None:
        return "No date known", "undated"
    first, last = date.earliest, date.latest
    if date.precision == "period" or (first.year, first.month) == (last.year, last.month):
        return f"{MONTHS[first.month]} {first.year}", f"m-{first:%Y-%m}"
    if first.year == last.year:
        return f"{first.year}, month not known", f"y-{first.year:04}"
    if date.precision in ("decade", "century"):
        return f"{describe(date)}, year not known", f"y-{first.year:04}-{last.year:04}"
    return f"{first.year} to {last.year}", f"y-{first.year:04}-{last.year:04}"


def groups(events: Sequence[TimelineEntry]) -> tuple[Group, ...]:
    """In order of time; within a year the entries without a month stand first."""

    def order(event: TimelineEntry) -> tuple[bool, int, int, str]:
        if event.date is None:
            return True, 0, 0, ""
        _, anchor = group_of(event.date)
        return False, event.date.earliest.year, event.date.earliest.month if anchor.startswith("m-") else 0, anchor

    return tuple(
        Group(title=title, anchor=anchor, entries=tuple(entries))
        for (title, anchor), entries in groupby(sorted(events, key=order), key=lambda e: group_of(e.date))
    )


def event_paths(events: Sequence[TimelineEntry], limit: int = SPLIT_ABOVE) -> Callable[[TimelineEntry], str]:
    """A function from an entry to its page. No page holds more than `limit` unless one month does."""
    if len(events) <= limit:
        return lambda _: "timeline.md"
    years = Counter(event.date.earliest.year for event in events if event.date)

    def path(event: TimelineEntry) -> str:
        if event.date is None:
            return "timeline/undated.md"
        first = event.date.earliest
        if years[first.year] <= limit:
            return f"timeline/{first.year:04}.md"
        return f"timeline/{first:%Y-%m}.md" if group_of(event.date)[1].startswith("m-") else f"timeline/{first.year:04}.md"

    return path


def page_title(path: str) -> str:
    """
    >>> page_title("timeline/2031-07.md")
    'Timeline: July 2031'
    """
    part = path.removeprefix("timeline/").removesuffix(".md")
    year, _, month = part.partition("-")
    return f"Timeline: {f'{MONTHS[int(month)]} {year}' if month else 'no date known' if part == 'undated' else year}"
