"""What the parts of a page are called: by the headings that their lines stand under, else by the days or the letters
that a list is in order of, else by their number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from itertools import groupby, takewhile

from .phrasing import MONTHS

Line = tuple[tuple[str, ...], str]  # the headings over a piece of a page, and its text
Sheet = Sequence[Line]

_HEADING = re.compile(r"(?:#{2,4} |<h[2-4]\b[^<>]*>)(.*?)(?:</h[2-4]>)?$")
_MARKUP = re.compile(r"<[^<>]*>|\]\([^()]*\)|\\(?=[!-/:-@\[-`{-~])|\[(?=[^\]]*\])|\*\*")
_DAY = re.compile(r'datetime="(\d{4})-(\d\d)')
_NAME = re.compile(r'<strong class="bb-value">(.*?)</strong>|^- \*\*(.*?)\*\*')
_FEWEST = 3  # lines that show an order


def named(sheets: Sequence[Sheet]) -> list[str]:
    """A name for each, none twice."""
    found: list[str] = []
    for heading, run in groupby(sheets, key=_section):
        alike = list(run)
        if len(alike) == 1:
            found.append(_span([_words(way[0]) for way, _ in alike[0] if way] or [""]) or "further lines")
        else:
            found += [f"{heading}, {name}" if heading else name for name in _apart(alike)]
    if len(set(found)) < len(found):
        return [f"part {number} of {len(sheets)}" for number in range(1, len(sheets) + 1)]
    return found


def _section(sheet: Sheet) -> str:
    """The one heading of the second rank over all lines of a page."""
    tops = {way[0] if way else "" for way, _ in sheet}
    return _words(tops.pop()) if len(tops) == 1 else ""


def _apart(sheets: Sequence[Sheet]) -> list[str]:
    """What tells pages of one list from one another."""
    for key, span in ((_below, _span), (_days, _span), (_names, _span)):
        names = _spans(sheets, key, span)
        if names:
            return names
    return [f"part {number} of {len(sheets)}" for number in range(1, len(sheets) + 1)]


def _spans(
    sheets: Sequence[Sheet], key: Callable[[Sheet], list[tuple[str, str]]], span: Callable[[Sequence[str]], str]
) -> list[str]:
    """From what to what each page reaches, where its lines are in order and no two pages are called alike."""
    keyed = list(takewhile(bool, map(key, sheets)))
    if len(keyed) < len(sheets):
        return []
    order = [one for keys in keyed for one, _ in keys]
    is_in_order = order == sorted(order) or order == sorted(order, reverse=True)
    if not is_in_order or len(order) < _FEWEST:
        return []
    names = [span([shown for _, shown in keys]) for keys in keyed]
    return names if len(set(names)) == len(names) else []


def _span(names: Sequence[str]) -> str:
    """
    >>> _span(["Oslo", "Oslo", "Rome"]), _span(["Oslo"])
    ('Oslo to Rome', 'Oslo')
    """
    return names[0] if names[0] == names[-1] else f"{names[0]} to {names[-1]}"


def _below(sheet: Sheet) -> list[tuple[str, str]]:
    """The headings of the third rank over or in the lines of a page."""
    return [(name.casefold(), name) for name in _thirds(sheet)]


def _thirds(sheet: Sheet) -> Iterator[str]:
    for way, text in sheet:
        first = text.partition("\n")[0]
        if len(way) > 1:
            yield _words(way[1])
        elif len(way) == 1 and _HEADING.match(first):
            yield _words(first)


def _days(sheet: Sheet) -> list[tuple[str, str]]:
    """The month of the first day of each line."""
    found = [_DAY.search(text) for _, text in sheet]
    days = [(day[1], day[2]) for day in found if day]
    if len(days) * 2 < len(sheet):
        return []
    return [(f"{year}-{month}", f"{MONTHS[int(month)]} {year}") for year, month in days]


def _names(sheet: Sheet) -> list[tuple[str, str]]:
    """What each line is about."""
    found = list(takewhile(bool, (_NAME.search(text) for _, text in sheet)))
    names = [_words(name[1] or name[2]) for name in found if name]
    return [(name.casefold(), name) for name in names] if len(names) == len(sheet) else []


def _words(marked: str) -> str:
    """The words of a heading or a name, without markup."""
    heading = _HEADING.match(marked)
    return " ".join(unescape(_MARKUP.sub("", heading[1] if heading else marked)).split())
