"""When the articles were published, outlet by outlet: each one a numbered mark, or bars where there are too many."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from ...model.book import Source
from ...model.text import record
from ..base.escape import clean
from ..base.index import Index
from ..base.periods import Axis, axis_of

UNNAMED = "Outlet not named"
_MOST_ROWS = 12
_MOST_MARKS = 60
_MOST_LANES = 6  # marks over each other on a phone; above that the picture has bars
_LONG = 366  # days: a vaguer date does not widen the axis
_WIDE_MARK, _NARROW_MARK = 0.05, 0.1  # of the width


@record
class Mark:
    """An article on the axis. Its lanes, on a wide page and on a phone, keep it clear of others of its row."""

    source: Source
    number: int  # of its citations
    start: float  # where it lies on the axis, as shares of it
    end: float
    ranged: bool  # its date is vaguer than a period
    lane: int
    narrow_lane: int


@record
class Row:
    """The articles of one outlet; `lanes` are as many as its marks need, on a wide page and on a phone."""

    outlet: str
    sources: tuple[Source, ...]
    marks: tuple[Mark, ...]
    counts: tuple[int, ...]  # articles of each period whose day is known
    ranged: int  # articles whose day is not known
    lanes: int
    narrow_lanes: int


@record
class Coverage:
    """The picture: a row for each outlet above one axis of time."""

    axis: Axis
    rows: tuple[Row, ...]
    marked: bool  # an article a mark; else bars
    highest: int  # articles of one outlet in one period
    off: tuple[Source, ...]  # published long before or after the others
    undated: tuple[Source, ...]

    @property
    def cells(self) -> list[tuple[str, str, tuple[Source, ...]]]:
        """What a table of it says: outlet, period, the articles."""
        found: dict[tuple[str, int], list[Source]] = defaultdict(list)
        for row in self.rows:
            for source in row.sources:
                period = self.axis.holds(source.published) if source.published else None
                found[row.outlet, -1 if period is None else period].append(source)
        return [
            (outlet, self.axis.name(period) if period >= 0 else "day not known", tuple(sources))
            for (outlet, period), sources in found.items()
        ]


def coverage_of(index: Index, numbers: Mapping[str, int]) -> Coverage | None:
    """None with fewer than two articles of known date."""
    sources = sorted(index.sources.values(), key=lambda s: numbers[s.id])
    dated = [s for s in sources if s.published]
    days = [day for s in dated for day in _days(s)]
    if len(dated) < 2 or not days:
        return None
    axis = axis_of(days)
    on = [s for s in dated if s.published and s.published.latest >= axis.starts[0] and s.published.earliest < axis.end]
    few = len(on) <= _MOST_MARKS
    rows = tuple(_row(axis, outlet, group, numbers if few else {}) for outlet, group in _by_outlet(on))
    return Coverage(
        axis=axis,
        rows=rows,
        marked=few and max((row.narrow_lanes for row in rows), default=0) <= _MOST_LANES,
        highest=max((count for row in rows for count in row.counts), default=0),
        off=_others(dated, on),
        undated=tuple(s for s in sources if s.published is None),
    )


def _others(sources: Sequence[Source], some: Sequence[Source]) -> tuple[Source, ...]:
    known = {source.id for source in some}
    return tuple(source for source in sources if source.id not in known)


def _days(source: Source) -> tuple[dt.date, ...]:
    if source.published is None or (source.published.latest - source.published.earliest).days > _LONG:
        return ()
    return source.published.earliest, source.published.latest


def _by_outlet(sources: Sequence[Source]) -> list[tuple[str, list[Source]]]:
    """The outlet with most articles first, then by name; those of few together, the unnamed last."""
    groups: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        groups[clean(source.outlet or "")].append(source)
    unnamed = groups.pop("", [])
    ranked = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0].casefold(), group[0]))
    if len(ranked) > _MOST_ROWS:
        rest = ranked[_MOST_ROWS - 1 :]
        ids = {source.id for _, group in rest for source in group}
        together = [source for source in sources if source.id in ids]
        ranked = [*ranked[: _MOST_ROWS - 1], (f"{len(rest)} other outlets", together)]
    return [*ranked, *([(UNNAMED, unnamed)] if unnamed else [])]


def _row(axis: Axis, outlet: str, sources: Sequence[Source], numbers: Mapping[str, int]) -> Row:
    """`numbers` are those of the sources that get marks."""
    shown = [source for source in sources if source.id in numbers]
    spans = [_span(axis, source) for source in shown]
    lanes, narrow_lanes = _lanes(spans, _WIDE_MARK), _lanes(spans, _NARROW_MARK)
    periods = [axis.holds(s.published) if s.published else None for s in sources]
    counts = Counter(periods)
    places = zip(shown, spans, periods if shown else [], lanes, narrow_lanes, strict=True)
    marks = tuple(
        Mark(
            source=source,
            number=numbers[source.id],
            start=span[0],
            end=span[1],
            ranged=period is None,
            lane=lane,
            narrow_lane=narrow,
        )
        for source, span, period, lane, narrow in places
    )
    return Row(
        outlet=outlet,
        sources=tuple(sources),
        marks=marks,
        counts=tuple(counts[n] for n in range(len(axis.starts))),
        ranged=counts[None],
        lanes=max(lanes, default=0) + 1,
        narrow_lanes=max(narrow_lanes, default=0) + 1,
    )


def _span(axis: Axis, source: Source) -> tuple[float, float]:
    """The middle of its period for a known day, else all the days that it may be."""
    assert source.published
    period = axis.holds(source.published)
    if period is not None:
        following = axis.starts[period + 1] if period + 1 < len(axis.starts) else axis.end
        middle = round((axis.share(axis.starts[period]) + axis.share(following)) / 2, 4)
        return middle, middle
    return round(axis.share(source.published.earliest), 4), round(axis.share(source.published.latest), 4)


def _lanes(spans: Sequence[tuple[float, float]], mark: float) -> list[int]:
    """The highest lane in which each is clear of those before it, a mark being so wide."""
    taken: list[list[tuple[float, float]]] = []
    found = []
    for start, end in spans:
        middle = min(1 - mark / 2, max(mark / 2, (start + end) / 2))
        left, right = min(start, middle - mark / 2), max(end, middle + mark / 2)
        lane = next((n for n, row in enumerate(taken) if all(right <= a or b <= left for a, b in row)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((left, right))
        found.append(lane)
    return found
