"""The timeline: months and the dates in them, and the strip of bars above."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal

from ...model.book import Statement, TimelineEntry
from ...model.dates import Date
from ...model.text import record
from .periods import following, start_of
from .phrasing import MONTHS, WEEKDAYS, day, describe

_BARS = 36  # that stand side by side on a desk; more months than that become years
_WEEKS = 13  # a book that spans no more has a bar for each week
_HOLE = 3  # units without an entry that are drawn; more are one gap
_UNITS = ("month", "quarter", "season", "half", "year", "decade", "century")
_LONG = ("year", "decade", "century")


@record
class Day:
    """Entries of one date, whatever its precision, and what was said on it. `title` is empty where the heading above
    says it already."""

    title: str
    note: str
    anchor: str
    date: Date | None
    entries: tuple[TimelineEntry, ...]
    spoken: tuple[Statement, ...] = ()


@record
class Month:
    """Dates under one heading."""

    title: str
    anchor: str
    days: tuple[Day, ...]


@record
class Choice:
    """What a filter can look for; `token` stands for it in addresses and in entries."""

    token: str
    text: str
    count: int


@record
class Filter:
    """A way of choosing entries on the timeline; `name` is its key in addresses."""

    name: str
    label: str
    choices: tuple[Choice, ...]


def month_of(date: Date | None) -> tuple[str, str]:
    """Heading and anchor: the month of the date's first day, or the year or years when no more is known."""
    if date is None:
        return "No date known", "undated"
    first, last = date.earliest, date.latest
    if date.precision == "year":
        return f"{describe(date)}, month not known", f"y-{first.year:04}"
    if date.precision in _LONG:
        return f"{describe(date)}, year not known", f"y-{first.year:04}-{last.year:04}"
    return f"{MONTHS[first.month]} {first.year}", f"m-{first.year:04}-{first.month:02}"


def in_order(events: Sequence[TimelineEntry]) -> list[TimelineEntry]:
    """By first day, a calendar unit before the days in it, and on one day the weightiest first; undated last."""

    def key(event: TimelineEntry) -> tuple[int, bool, int, str, float, str]:
        if event.date is None:
            return dt.date.max.toordinal() + 1, False, 0, "", -event.salience, event.id
        unit, last = event.date.precision in _UNITS, event.date.latest.toordinal()
        return (
            event.date.earliest.toordinal(),
            not unit,
            -last if unit else last,
            event.date.edtf,
            -event.salience,
            event.id,
        )

    return sorted(events, key=key)


def newest_first(events: Sequence[TimelineEntry]) -> list[TimelineEntry]:
    """As the page lists them. What is known to the year or to a month only ends that year or month; undated last."""

    def key(event: TimelineEntry) -> tuple[tuple[int, ...], str, float, str]:
        return _place(event.date), _edtf(event), -event.salience, event.id

    return sorted(events, key=key)


def _place(date: Date | None) -> tuple[int, ...]:
    if date is None:
        return (1,)
    first, last = date.earliest, date.latest.toordinal()
    if date.precision in _LONG:
        return 0, -first.year, 1, last
    unit = date.precision in _UNITS
    return 0, -first.year, 0, -first.month, -first.toordinal(), unit, last if unit else -last


def months(
    events: Sequence[TimelineEntry], spoken: Mapping[str, Sequence[Statement]] | None = None
) -> tuple[Month, ...]:
    """The newest first. A range over several months stands in its first, under a heading that says what it is.
    `spoken` is what was said, by its day in EDTF."""
    said = dict(spoken or {})
    days = [_day(tuple(same), said.pop(edtf, ())) for edtf, same in groupby(newest_first(events), key=_edtf)] + [
        _only_said(statements) for statements in said.values()
    ]
    days.sort(key=lambda one: (_place(one.date), one.anchor))
    return tuple(
        Month(title=title, anchor=anchor, days=tuple(listed))
        for (title, anchor), listed in groupby(days, key=lambda one: month_of(one.date))
    )


def _edtf(event: TimelineEntry) -> str:
    return event.date.edtf if event.date else ""


def _only_said(spoken: Sequence[Statement]) -> Day:
    """A day of which there are only statements: no heading, so that neither contents nor search lead to nothing."""
    date = spoken[0].date
    assert date
    return Day(title="", note=describe(date), anchor=f"d-{date.edtf}", date=date, entries=(), spoken=tuple(spoken))


def _day(entries: tuple[TimelineEntry, ...], spoken: Sequence[Statement] = ()) -> Day:
    date = entries[0].date
    if date is None:
        return Day(title="", note="", anchor="d-none", date=None, entries=entries)
    text = describe(date).removesuffix(" (day not known)")
    note = "" if date.precision == "period" else "day not known"
    if date.precision == "day":
        note = WEEKDAYS[date.earliest.weekday()]
    if date.precision in _LONG:
        text, note = "", f"some time in {'the ' if date.precision == 'decade' else ''}{text}"
    joint = "-or-" if date.precision == "range" else "-to-"
    anchor = re.sub("[^0-9a-z-]+", joint, date.edtf.lower().strip("[]"))
    return Day(
        title=text[:1].upper() + text[1:],
        note=note,
        anchor=f"d-{anchor}",
        date=date,
        entries=entries,
        spoken=tuple(spoken),
    )


def as_of_place(pages: Sequence[tuple[str, tuple[Month, ...]]], as_of: dt.date | None) -> tuple[str, str]:
    """The page, and on it the anchor of the date, before which the as-of date stands; no anchor for the page's end."""
    dated = [(path, one) for path, listed in reversed(pages) for month in listed for one in month.days if one.date]
    if as_of is None or not dated:
        return "", ""
    passed = next(((path, one.anchor) for path, one in dated if one.date and one.date.earliest <= as_of), None)
    if passed:
        return passed
    last = dated[-1][0]
    undated = any(path == last and one.date is None for path, listed in pages for month in listed for one in month.days)
    return last, "d-none" if undated else ""


# The strip of bars

Unit = Literal["week", "month", "year"]


@record
class Bar:
    """Entries of one unit of time. Heights are percentages: `height` of the highest bar, `marked` (deadlines) of this
    one.
    `now` is how much of the unit, in percent, had passed on the as-of date. One without entries leads nowhere."""

    name: str
    tick: str  # below the bar
    era: str  # below that, where it changes
    path: str
    anchor: str
    entries: int
    deadlines: int
    height: int
    marked: int
    now: int | None
    whole: bool  # a year, decade or the like among smaller units, or no date at all
    gap: bool


@record
class Strip:
    """The bars above the timeline, in order of time."""

    unit: Unit
    bars: tuple[Bar, ...]
    bar_of: dict[str, int]  # anchor of a date on the page -> which bar counts it


@record
class _Column:
    """`start` is None for the entries without a date; `whole` when it is not one of the strip's units."""

    start: dt.date | None
    whole: bool
    days: tuple[tuple[str, str, Day], ...] = ()  # page, anchor to lead to, date
    gap: bool = False


def strip(pages: Sequence[tuple[str, tuple[Month, ...]]], as_of: dt.date | None) -> Strip:
    """A bar for each month that has a heading, or for each week of a short book, or each year of a long one."""
    placed = [(path, month, one) for path, listed in pages for month in listed for one in month.days]
    known = [one.date for _, _, one in placed if one.date and one.date.precision not in _LONG]
    unit: Unit = "month"
    if known and (max(d.earliest for d in known) - min(d.earliest for d in known)).days <= 7 * _WEEKS:
        unit = "week"
    columns = _spaced(_columns(placed, unit, as_of), unit)
    if unit == "month" and len(columns) > _BARS:
        unit = "year"
        columns = _spaced(_columns(placed, unit, as_of), unit)
    most = max((sum(len(one.entries) for *_, one in column.days) for column in columns), default=0)
    bar_of = {one.anchor: number for number, column in enumerate(columns) for *_, one in column.days}
    return Strip(unit=unit, bars=tuple(_bars(columns, unit, most, as_of)), bar_of=bar_of)


def _columns(placed: Sequence[tuple[str, Month, Day]], unit: Unit, as_of: dt.date | None) -> list[_Column]:
    """Those that hold entries, and the one of the as-of date, in order of time."""
    found: dict[tuple[bool, dt.date, bool, str], list[tuple[str, str, Day]]] = {}
    for path, month, one in placed:
        if one.date is None:
            key = (True, dt.date.max, True, "")
        else:
            coarse = {"week": _UNITS, "month": _LONG, "year": _LONG[1:]}[unit]
            whole = one.date.precision in coarse
            first = one.date.earliest
            key = (False, first if whole else start_of(first, unit), not whole, one.date.edtf if whole else "")
        found.setdefault(key, []).append((path, one.anchor if unit == "week" and one.title else month.anchor, one))
    if as_of and found:
        found.setdefault((False, start_of(as_of, unit), True, ""), [])
    return [
        _Column(start=None if undated else start, whole=undated or not regular, days=tuple(days))
        for (undated, start, regular, _), days in sorted(found.items(), key=lambda item: item[0])
    ]


def _spaced(columns: Sequence[_Column], unit: Unit) -> list[_Column]:
    """With the empty units between them; a long run of those is one gap."""
    spaced: list[_Column] = []
    expected: dt.date | None = None
    whole: Date | None = None  # the column before, when that is no unit
    for column in columns:
        if column.start is None:
            spaced.append(column)
            continue
        place = start_of(column.start, unit)
        if whole and column.start > whole.latest:
            expected = start_of(whole.latest + dt.timedelta(days=1), unit)
        missing: list[_Column] = []
        while expected and expected < place and len(missing) <= _HOLE:
            missing.append(_Column(start=expected, whole=False))
            expected = following(expected, unit)
        spaced += missing if len(missing) <= _HOLE else [_Column(start=missing[0].start, whole=False, gap=True)]
        spaced.append(column)
        whole = column.days[0][2].date if column.whole else None
        expected = place if whole else following(place, unit)
    return spaced


def _bars(columns: Sequence[_Column], unit: Unit, most: int, as_of: dt.date | None) -> Iterator[Bar]:
    shown = ""
    for column in columns:
        listed = [entry for *_, one in column.days for entry in one.entries]
        deadlines = sum(entry.kind == "deadline" for entry in listed)
        name, tick, era = _names(column, unit)
        path, anchor, _ = column.days[0] if column.days else ("", "", None)
        yield Bar(
            name=name,
            tick=tick,
            era=era if era != shown and not column.gap else "",
            path=path,
            anchor=anchor,
            entries=len(listed),
            deadlines=deadlines,
            height=-(-100 * len(listed) // most) if most else 0,
            marked=-(-100 * deadlines // len(listed)) if listed else 0,
            now=_passed(column, unit, as_of),
            whole=column.whole,
            gap=column.gap,
        )
        shown = "" if column.gap else tick if column.whole else era


def _passed(column: _Column, unit: Unit, as_of: dt.date | None) -> int | None:
    if as_of is None or column.start is None or column.whole or column.gap or start_of(as_of, unit) != column.start:
        return None
    end = following(column.start, unit)
    return 100 * (as_of - column.start).days // max((end - column.start).days, 1)


def _names(column: _Column, unit: Unit) -> tuple[str, str, str]:
    """What a screen reader says, what stands below the bar, and below that."""
    start = column.start
    if start is None:
        return "No date known", "?", ""
    if column.gap:
        return "", "", ""
    if column.whole:
        date = column.days[0][2].date
        name = describe(date) if date else ""
        return month_of(date)[0] if not column.days[0][2].title else f"{name}, day not known", name.split("–")[0], ""
    if unit == "week":
        return f"Week of {day(start)}", str(start.day), MONTHS[start.month][:3]
    if unit == "month":
        return f"{MONTHS[start.month]} {start.year}", MONTHS[start.month][:3], str(start.year)
    return str(start.year), str(start.year), ""
