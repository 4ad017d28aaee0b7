"""Dates as the head of a press article states them."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from ...model.dates import Date, Precision
from ...rules.load import load
from ...rules.types.ingest import LINE_WORDS
from ...rules.types.lexicon import MONTHS
from . import line_rules

_WEEKDAY = re.compile(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)", re.IGNORECASE)
_TWO_DIGIT_PIVOT = 50  # as POSIX strptime does it, but for the years between 50 and 68


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    month, ordinal = (line_rules.words()[group] for group in ("month", "ordinal"))
    day, to = rf"\d{{1,2}}(?:{ordinal})?", r" ?[-\u2013\u2014] ?"
    return tuple(
        re.compile(form, re.IGNORECASE)
        for form in (
            rf"\b(?P<name>{month}) ?(?P<d>{day}){to}(?:(?P<name2>{month}) )?(?P<d2>{day}),? (?P<y>\d{{4}})\b",
            rf"\b(?P<d>{day}) ?(?:(?P<name>{month}) ?)?{to}(?P<d2>{day}) (?P<name2>{month}),? (?P<y>\d{{4}})\b",
            r"(?<!\d)(?P<y>\d{4})[-/.] ?(?P<m>\d{1,2})[-/.] ?(?P<d>\d{1,2})(?!\d)",
            rf"\b(?P<name>{month}) ?(?P<d>\d{{1,2}}){ordinal}?(?:,? |,)(?P<y>\d{{4}})(?!\d(?!\d?:))",
            rf"\b(?P<d>\d{{1,2}}){ordinal}?(?: day)?(?: of)?[ -]?(?P<name>{month})(?: of)?,?[ -]?(?P<y>\d{{4}})\b",
            rf"\b(?P<name>{month}) ?(?P<d>\d{{1,2}}) \d{{1,2}}:\d{{2}}(?::\d{{2}})?(?: [A-Z]{{2,5}})? (?P<y>\d{{4}})\b",
            rf"(?<!\d )(?<!\d-)(?<!\d{ordinal} )\b(?P<name>{month}),? (?P<y>\d{{4}})\b",
            r"(?<!\d)(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\. ?(?P<y>\d{4}|\d{2})(?![\d.:])",  # with points the day is first
            r"(?<!\d)(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<y>\d{4})(?!\d)",
            rf"\b(?P<d>\d{{1,2}})[- ](?P<name>{month})[- ](?P<y>\d{{2}})\b(?![\d:])",
            r"(?<![\d:])(?P<a>\d{1,2})[-/](?P<b>\d{1,2})[-/](?P<y>\d{2})(?![\d:])",
        )
    )


def read_date(text: str) -> Date | None:
    """The date that a header states, or None. A day and month that could be swapped give a range, an issue for several
    days a period.

    >>> read_date("Published: 09 Jul. 2025, 21:31").edtf, read_date("04/05/2025").edtf, read_date("Sun 04/05/2025").edtf
    ('2025-07-09', '[2025-04-05..2025-05-04]', '2025-05-04')
    """
    for form in _forms():
        found = form.search(text)
        if found:
            days = _days(found.groupdict())
            if days:
                precision, first, last = days
                if precision == "range" and (told := _on_weekday(text, first, last)):
                    precision, first, last = "day", told, told
                return Date(
                    earliest=first,
                    latest=last,
                    precision=precision,
                    basis="stated",
                    text=text.strip(),
                    zone=read_zone(text),
                )
    return None


def month_of(year: int, month: int, text: str) -> Date:
    """A month as `text` states it."""
    first = dt.date(year, month, 1)
    return Date(earliest=first, latest=_last_of(first), precision="month", basis="stated", text=text)


def _last_of(first: dt.date) -> dt.date:
    return (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def _days(parts: dict[str, str | None]) -> tuple[Precision, dt.date, dt.date] | None:
    year = _year(parts["y"] or "")
    if not 1700 <= year <= 2200:
        return None
    if parts.get("d2"):
        return _several(year, parts)
    if parts.get("a"):
        return _either(year, int(parts["a"] or 0), int(parts["b"] or 0))
    name = (parts.get("name") or "").rstrip(".").casefold()
    month = load(MONTHS)[name] if name else int(parts["m"] or 0)
    if "d" not in parts:
        first = dt.date(year, month, 1)
        return "month", first, _last_of(first)
    day = _day(year, month, int(parts["d"] or 0))
    return ("day", day, day) if day else None


def _year(digits: str) -> int:
    year = int(digits or 0)
    return year if len(digits) != 2 else year + (2000 if year < _TWO_DIGIT_PIVOT else 1900)


def _either(year: int, a: int, b: int) -> tuple[Precision, dt.date, dt.date] | None:
    """The day, or the two that it may be."""
    days = sorted({day for day in (_day(year, a, b), _day(year, b, a)) if day})
    return (("day" if len(days) == 1 else "range"), days[0], days[-1]) if days else None


def _several(year: int, parts: dict[str, str | None]) -> tuple[Precision, dt.date, dt.date] | None:
    """The first and the last day of an issue."""
    months = [parts.get("name") or parts.get("name2"), parts.get("name2") or parts.get("name")]
    one, two = (load(MONTHS)[(name or "").rstrip(".").casefold()] for name in months)
    numbers = [int(re.sub(r"\D", "", parts[name] or "0")) for name in ("d", "d2")]
    first, last = _day(year - (one > two), one, numbers[0]), _day(year, two, numbers[1])
    return ("period", first, last) if first and last and first < last else None


def is_no_day(text: str) -> bool:
    """Whether a header states a day and a year that no calendar has: "31 June 2024"."""
    return read_date(text) is None and bool(days_named(text)) and re.search(r"\b\d{4}\b", text) is not None


def wrong_weekday(date: Date) -> str | None:
    """The weekday of a day whose words name another one."""
    named = _WEEKDAY.search(date.text)
    if named is None or date.precision != "day" or f"{date.earliest:%a}".casefold() == named[1].casefold():
        return None
    return f"{date.earliest:%A}"


def days_named(text: str) -> list[tuple[int, int]]:
    """Month and day of each date in a text that names its month, with its year or without, in order.

    >>> days_named("By 2 April, or on April 30th, 2023")
    [(4, 2), (4, 30)]
    """
    found = []
    for hit in _named().finditer(text):
        name = (hit["before"] or hit["after"]).rstrip(".").casefold()
        found.append((load(MONTHS)[name], int(hit["first"] or hit["second"])))
    return found


@cache
def _named() -> re.Pattern[str]:
    month, ordinal = line_rules.words()["month"], line_rules.words()["ordinal"]
    return re.compile(
        rf"\b(?:(?P<before>{month}) (?P<second>\d{{1,2}})(?!\d)|(?P<first>\d{{1,2}}){ordinal}? (?P<after>{month})\b)",
        re.IGNORECASE,
    )


def _on_weekday(text: str, *days: dt.date) -> dt.date | None:
    """The one of the days that falls on the weekday which the text names."""
    named = _WEEKDAY.search(text)
    fitting = [day for day in days if named and f"{day:%a}".casefold() == named[1].casefold()]
    return fitting[0] if len(fitting) == 1 else None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def read_zone(text: str) -> str | None:
    """The IANA time zone that a time stamp names."""
    zones: dict[str, str] = load(LINE_WORDS).zones
    if shift := re.search(r"\b(?:GMT|UTC) ?([+-])(\d{1,2})(?::?([0-5]\d))?(?![\d:])", text):
        return _fixed(shift[1], int(shift[2])) if shift[3] in (None, "00") else None
    for word in re.findall(r"\b[A-Z]{1,5}\b", text):
        if word in zones:
            return zones[word]
    offset = re.search(r":\d{2}(?:\.\d{1,9})? ?([+-])(\d{2}):?(\d{2})\b", text)
    if offset and offset[3] == "00":
        return _fixed(offset[1], int(offset[2]))
    return "Etc/UTC" if re.search(r"\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,9})?Z\b", text) else None


def _fixed(sign: str, hours: int) -> str | None:
    """The zone so many whole hours from UTC; IANA's names reverse the sign."""
    if hours == 0:
        return "Etc/UTC"
    return f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours <= 12 else None
