"""Pictures of time: what their marks and tables say, counted again from the data."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..rules.load import load
from ..rules.types.check import CHECK_DATES, CHECK_PHRASES
from . import dates, text
from .data import Date, Event, Measure, Quotation
from .facts import Ground
from .known import Numbers
from .lines import sum_of
from .pages import Element, Page

Flaw = tuple[str, str]

_SIDES = "the picture of statements by side"
_AGENDA = "the strip of deadlines"
_RATES = "the picture of a rate or sum"
_QUARTERS = {"first": 1, "second": 4, "third": 7, "fourth": 10}
_AT = re.compile(r"(?:left|--at|--now):([\d.]+)%")
_FEW_DAYS = 6
_NEAR = 0.011  # of the width: what rounding may move a mark


# Statements by side and period


def sides(page: Page, ground: Ground, numbers: Numbers) -> Iterator[Flaw]:
    """The picture counts the statements of each side on this topic, period by period, and says what it leaves out."""
    topic = numbers.topic_of_page[page.path]
    said = [one for one in ground.book.quotations if topic in one.topics]
    for picture in _all(page.root, "bb-weeks"):
        rows = _cells(picture)
        yield from _counted(rows, said, ground)
        yield from _left_out(picture, rows, said)
        yield from _most(picture, rows)
        yield from _dots(picture, rows)
        yield from _in_time(picture, rows)


def _counted(rows: Sequence[Sequence[str]], said: Sequence[Quotation], ground: Ground) -> Iterator[Flaw]:
    """Each row has as many statements as the data have, and there are several sides and periods."""
    if len({row[0] for row in rows}) < 2 or len({row[1] for row in rows}) < 2:
        yield _SIDES, "has less than two sides or two periods"
    for side, period, count in rows:
        told = sum(_is_of(one, side) and _is_in(_day_of(one, ground), period) for one in said)
        if str(told) != count.replace(",", ""):
            yield side, f"has {count} statements in its picture for the {period}, and the data have {told}"


def _left_out(picture: Element, rows: Sequence[Sequence[str]], said: Sequence[Quotation]) -> Iterator[Flaw]:
    """The caption tells how many statements no row has."""
    shown = {row[0] for row in rows}
    held = [text.alike(party) for one in said for party in (one.parties or ("",))]
    of_shown = sum(party in shown for party in held)
    left = {"of these": of_shown - sum(_number(row[2]) for row in rows), "of other": len(held) - of_shown}
    for name, number in left.items():
        found = re.search(rf"(\d+) more (?:is |are )?{name} sides", _plain(picture))
        if (int(found[1]) if found else 0) != number:
            yield _SIDES, f"leaves out {number} statements {name} sides, and does not say so"


def _most(picture: Element, rows: Sequence[Sequence[str]]) -> Iterator[Flaw]:
    """The caption tells the row with the most."""
    most = re.search(r"most by (.+) in (?:the )?(.+?): (\d+)\.", _plain(picture))
    counts = {(row[0], row[1]): _number(row[2]) for row in rows}
    told = (counts.get((most[1], most[2])), int(most[3])) if most else (None, 0)
    if set(told) != {max(counts.values(), default=0)}:
        yield _SIDES, "tells of a most that its table does not have"


def _plain(picture: Element) -> str:
    """The caption, its numbers without commas."""
    return re.sub(r"(?<=\d),(?=\d{3})", "", _caption(picture))


def _dots(picture: Element, rows: Sequence[Sequence[str]]) -> Iterator[Flaw]:
    """Each side has a dot for each row of the table."""
    drawn = _dots_of(picture)
    for side in dict.fromkeys((*(row[0] for row in rows), *drawn)):
        wanted = [row[2].replace(",", "") for row in rows if row[0] == side]
        if [dot.attributes.get("data-letters") for dot in drawn.get(side, [])] != wanted:
            yield side, "has other dots in its picture than numbers in the table"


def _in_time(picture: Element, rows: Sequence[Sequence[str]]) -> Iterator[Flaw]:
    """The dots of one period stand under each other, and all in order of time."""
    placed = {
        (_days_of(row[1])[0], _place(dot))
        for side, dots in _dots_of(picture).items()
        for row, dot in zip((row for row in rows if row[0] == side), dots, strict=False)
    }
    days, places = [day for day, _ in placed], [place for _, place in sorted(placed)]
    if len(set(days)) < len(days) or any(one >= after for one, after in pairwise(places)):
        yield _SIDES, "has dots that do not stand where their days are"


def _dots_of(picture: Element) -> dict[str, list[Element]]:
    """The dots of each side."""
    drawn: dict[str, list[Element]] = {}
    for row in _all(picture, "bb-weeks-row"):
        name = next((one.attributes.get("data-letters", "") for one in row.find("bb-weeks-side")), "")
        drawn[text.alike(name)] = list(row.find("bb-weeks-dot"))
    return drawn


def _is_of(said: Quotation, side: str) -> bool:
    return side in map(text.alike, said.parties)


def _day_of(said: Quotation, ground: Ground) -> Date | None:
    return said.date or ground.sources[said.citation.source].published


def _is_in(date: Date | None, period: str) -> bool:
    first, last = _days_of(period)
    return date is not None and first <= date.earliest and date.latest <= last


def _days_of(period: str) -> tuple[dt.date, dt.date]:
    """The first and the last day of a period by its name; of another name days that hold nothing.

    >>> _days_of("week of 7 July 2031")[1], _days_of("third quarter of 2031")[1], _days_of("2030s")[1].year
    (datetime.date(2031, 7, 13), datetime.date(2031, 9, 30), 2039)
    """
    start = dates.first_day(period)
    if start is not None:
        return start, start + dt.timedelta(6)
    months = load(CHECK_DATES).months
    found = re.fullmatch(r"(?:(\w+) quarter of |(\w+) )?(\d{4})(s?)", period)
    if found is None or (found[2] and found[2] not in months):
        return dt.date.max, dt.date.min
    year = int(found[3])
    if found[1]:
        return _months(year, _QUARTERS.get(found[1], 1), 3)
    return _months(year, months.index(found[2]) + 1, 1) if found[2] else _months(year, 1, 120 if found[4] else 12)


def _months(year: int, first: int, number: int) -> tuple[dt.date, dt.date]:
    after = first - 1 + number
    end = dt.date(year + after // 12, after % 12 + 1, 1) - dt.timedelta(1)
    return dt.date(year, first, 1), end


# Deadlines and plans around the book's day


def agenda(page: Page, ground: Ground, numbers: Numbers) -> Iterator[Flaw]:
    """The strip and its table hold the same days, each on the right side of the book's own, and of the right kind."""
    for picture in _all(page.root, "bb-due"):
        listed = [(row, _entry(row, numbers)) for row in _rows(picture)]
        marks = list(_all(picture, "bb-due-day"))
        by_day: dict[str, list[Event]] = {}
        for _, event in listed:
            if event is not None and event.date:
                by_day.setdefault(event.date.edtf, []).append(event)
        yield from _listed(listed, ground)
        if len(by_day) < 2 or [_edtf(mark, numbers) for mark in marks] != list(by_day):
            yield _AGENDA, "has other days than its table, or less than two"
        for mark in marks:
            yield from _drawn(mark, by_day.get(_edtf(mark, numbers), []), ground)
        yield from _in_scale(picture, marks, ground, numbers)


def _listed(rows: Sequence[tuple[Element, Event | None]], ground: Ground) -> Iterator[Flaw]:
    """Each row of the table has the kind of its entry, and how far it is."""
    badges = load(CHECK_PHRASES).badges
    for row, event in rows:
        if event is None or event.date is None or event.kind not in badges or event.cancelled:
            yield row.text(), "is no plan of the timeline"
            continue
        far = (dates.status(event.date, ground.book.as_of), dates.distance(event.date, ground.book.as_of))
        wanted = [dates.describe(event.date), badges[event.kind], ", ".join(filter(None, far))]
        if _texts(row) != list(map(text.alike, wanted)):
            yield event.headline, f"is told as {', '.join(_texts(row))!r}, and is {', '.join(wanted)!r}"


def _drawn(mark: Element, events: Sequence[Event], ground: Ground) -> Iterator[Flaw]:
    """A mark has the day of its entries, and looks like what they are."""
    date, as_of = (events[0].date if events else None), ground.book.as_of
    if date is None or as_of is None:
        yield _AGENDA, "has a mark for nothing"
        return
    day = date.earliest
    if text.alike(mark.text()) != f"{day.day} {load(CHECK_DATES).months[day.month - 1][:3]}":
        yield mark.text(), f"is the mark of {dates.describe(date)}"
    if mark.has("bb-due-day--deadline") != any(event.kind == "deadline" for event in events):
        yield mark.text(), "is not marked as what falls on this day"
    if mark.has("bb-due-day--ahead") != (date.latest >= as_of):
        yield mark.text(), "is marked as ahead or as passed, and is not"


def _in_scale(picture: Element, marks: Sequence[Element], ground: Ground, numbers: Numbers) -> Iterator[Flaw]:
    """The marks and the book's day stand as far from each other as their days are."""
    placed = [(_first_day(mark, numbers), _place(mark)) for mark in marks]
    plot = next((one for one in picture.walk() if one.has("bb-due-plot")), None)
    placed += [(ground.book.as_of, _place(plot))] if plot is not None else []
    known = sorted((day.toordinal(), at) for day, at in placed if day is not None)
    if len(known) != len(placed) or not known:
        return
    (first, left), (last, right) = known[0], known[-1]
    width = (right - left) / max(last - first, 1)
    if width <= 0 or any(abs(left + (day - first) * width - at) > 100 * _NEAR for day, at in known):
        yield _AGENDA, "has marks that do not stand in step with their days"


def _entry(element: Element, numbers: Numbers) -> Event | None:
    """The entry of the timeline to which an element leads."""
    return numbers.events.get(_leads_to(element))


def _edtf(mark: Element, numbers: Numbers) -> str:
    event = _entry(mark, numbers)
    return event.date.edtf if event and event.date else ""


def _first_day(mark: Element, numbers: Numbers) -> dt.date | None:
    event = _entry(mark, numbers)
    return event.date.earliest if event and event.date else None


# Rates and sums that changed


def rates(page: Page, ground: Ground, _numbers: Numbers) -> Iterator[Flaw]:
    """A line joins measures of one side, on the same, told on one day after the other, and its points are in scale."""
    known = {measure.anchor: measure for measure in ground.book.measures}
    for picture in _all(page.root, "bb-rates"):
        rows = _rows(picture)
        told = [known[place] for place in map(_leads_to, rows) if place in known]
        wanted = [[_first_told(one), text.alike(one.what), text.alike(sum_of(one))] for one in told]
        if len(told) < 2 or [_texts(row) for row in rows] != wanted:
            yield _RATES, "has another day, name or amount in its table than the data"
            continue
        yield from _joined(picture, told, wanted)
        if not _is_in_scale(picture, told):
            yield _RATES, "has a line that is not in step with its days and amounts"


def _joined(picture: Element, told: Sequence[Measure], rows: Sequence[Sequence[str]]) -> Iterator[Flaw]:
    """The measures of a line have side and unit in common; its labels and its caption say what its table does."""
    if len({(one.by, *one.on, one.unit) for one in told}) > 1:
        yield _RATES, "joins measures of several sides, on several, or in several units"
    ends = [f"{amount} as told on {day}" for day, _, amount in (rows[0], rows[-1])]
    labels = [text.alike(one.attributes.get("data-letters", "")) for one in _all(picture, "bb-rate")]
    if labels != [row[2] for row in rows] or not _tells(_caption(picture), rows[0][1], f"{', '.join(ends)}."):
        yield _RATES, "says of its points what its table does not"


def _tells(caption: str, begins: str, ends: str) -> bool:
    return caption.strip().startswith(begins) and caption.strip().endswith(ends)


def _first_told(measure: Measure) -> str:
    """The first day of its history that is known to a few days."""
    days = (change.date for change in measure.history if change.date)
    date = next((day for day in days if (day.latest - day.earliest).days <= _FEW_DAYS), None)
    return text.alike(dates.describe(date)) if date else ""


def _is_in_scale(picture: Element, told: Sequence[Measure]) -> bool:
    """Whether the corners of the line stand as far apart as days, and as high as amounts."""
    path = next((one.attributes.get("d", "") for one in _all(picture, "bb-step")), "")
    corners = [(float(x), float(y)) for x, y in re.findall(r"[MH]([\d.]+)[ V]([\d.]+)", path)]
    days = [date.toordinal() for one in told if (date := dates.first_day(_first_told(one))) is not None]
    if not len(corners) == len(days) == len(told) or days != sorted(set(days)):
        return False
    width = (corners[-1][0] - corners[0][0]) / (days[-1] - days[0])
    apart = [corners[0][0] + (day - days[0]) * width for day in days]
    return width > 0 and _are_near(apart, [x for x, _ in corners]) and _are_as_high(told, [y for _, y in corners])


def _are_near(places: Sequence[float], others: Sequence[float]) -> bool:
    return all(abs(one - other) < 100 * _NEAR for one, other in zip(places, others, strict=True))


def _are_as_high(told: Sequence[Measure], tops: Sequence[float]) -> bool:
    """Whether what stands above the ground is in step with the amounts."""
    amounts = [float(one.value) for one in told]
    unit = (100 - min(tops)) / max(amounts)
    return _are_near([100 - amount * unit for amount in amounts], tops)


# All


def _all(element: Element, name: str) -> Iterator[Element]:
    """Everything in an element of a class."""
    return (one for one in element.walk() if one.has(name))


def _leads_to(element: Element) -> str:
    """The place on a page to which an element leads first."""
    return next((one.attributes.get("href", "").partition("#")[2] for one in element.walk() if one.tag == "a"), "")


def _place(element: Element) -> float:
    """Where a mark stands, in percent of the width."""
    found = _AT.search(element.attributes.get("style", ""))
    return float(found[1]) if found else -1.0


def _caption(picture: Element) -> str:
    return text.alike(next((one.text() for one in picture.walk() if one.tag == "figcaption"), ""))


def _rows(picture: Element) -> list[Element]:
    return [one for one in picture.walk() if one.tag == "tr" and one.parent and one.parent.tag == "tbody"]


def _texts(row: Element) -> list[str]:
    return [text.alike(cell.text()) for cell in row.walk() if cell.tag == "td"]


def _cells(picture: Element) -> list[list[str]]:
    return [cells for row in _rows(picture) if len(cells := _texts(row)) == 3]


def _number(shown: str) -> int:
    digits = shown.replace(",", "")
    return int(digits) if digits.isdigit() else 0
