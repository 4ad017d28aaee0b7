"""The pages of a timeline: one, or where that would be long one for each year; of a long year one for each month, of a
long month for each third of it, of a long third for each day."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from ...model.book import Statement, TimelineEntry
from ...model.dates import Date
from .phrasing import MONTHS
from .timeline import month_of

WHOLE = "timeline.md"
_UNDATED = "timeline/undated.md"
LARGEST = 220_000  # bytes of HTML that a page may have by what its lines weigh; in all it then has under 300 kB
# What a line weighs on a page and in its linked data: measured at 1,000 articles, where pages had 0.7 to 0.85 of it.
_ENTRY, _LETTER, _CITED, _SAID = 900, 3, 900, 500


def _of_entry(event: TimelineEntry) -> int:
    quoted = sum(_CITED + 2 * len(citation.quote) for citation in event.citations)
    return _ENTRY + _LETTER * len(event.headline) + quoted


def _of_statement(said: Statement) -> int:
    return _SAID + len(said.text) + sum(_CITED // 2 + len(citation.quote) for citation in said.cited)


def date_paths(
    events: Sequence[TimelineEntry], statements: Sequence[Statement] = (), largest: int | None = None
) -> Callable[[Date | None], str]:
    """A function from a date to the page that it stands on; no page weighs more than `largest` unless one day does."""
    most = largest or LARGEST
    weights: Counter[str] = Counter()
    for date, weight in _weighed(events, statements):
        weights[WHOLE] += weight
        weights.update(dict.fromkeys(_within(date), weight))

    def path(date: Date | None) -> str:
        if weights[WHOLE] <= most:
            return WHOLE
        pages = _within(date)
        return next((page for page in pages if weights[page] <= most), pages[-1])

    return path


def _weighed(events: Sequence[TimelineEntry], statements: Sequence[Statement]) -> Iterator[tuple[Date | None, int]]:
    """The date of each line with its weight; of statements those whose day is known, as the pages have no others."""
    yield from ((event.date, _of_entry(event)) for event in events)
    yield from ((q.date, _of_statement(q)) for q in statements if q.date and q.date.precision == "day")


def _within(date: Date | None) -> list[str]:
    """The pages that a date may stand on, the one for the longest time first."""
    if date is None:
        return [_UNDATED]
    first = date.earliest
    year = f"timeline/{first.year:04}"
    if not month_of(date)[1].startswith("m-"):
        return [f"{year}.md"]
    month = f"{year}-{first.month:02}"
    start = min(first.day - (first.day - 1) % 10, 21)
    end = 31 if start == 21 else start + 9
    return [f"{year}.md", f"{month}.md", f"{month}-{start:02}-{end}.md", f"{month}-{first.day:02}.md"]


def page_order(path: str) -> tuple[bool, str]:
    """Sorts pages by time: a year before its months, undated last."""
    return path == _UNDATED, path.removesuffix(".md")


def page_title(path: str) -> str:
    """
    >>> page_title("timeline/2031-07.md"), page_title("timeline/2031-06-21-31.md")
    ('Timeline: July 2031', 'Timeline: 21 to 30 June 2031')
    """
    if path == _UNDATED:
        return "Timeline: no date known"
    year, *within = path.removeprefix("timeline/").removesuffix(".md").split("-")
    if not within:
        return f"Timeline: {year}"
    month, *days = map(int, within)
    last = calendar.monthrange(int(year), month)[1]
    told = " to ".join(str(min(day, last)) for day in days)
    return f"Timeline: {told}{' ' if told else ''}{MONTHS[month]} {year}"
