"""Columns of tables and keys of JSON by the names that they usually have."""

from __future__ import annotations

import csv
import datetime as dt
import html
import re
from collections.abc import Mapping, Sequence

from ...rules.load import load
from ...rules.types.ingest import TABLES, StoryField
from .story import Story, natural_names, without_markup

DELIMITERS = ",\t;|"
_SECONDS = re.compile(r"\d{10}(?:\d{3})?(?:\.\d{1,9})?")
_DIGITS = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?:T?\d{6}Z?)?")
_HEADER = 1000  # characters of the row of names that are looked at


def fields(names: Sequence[str]) -> dict[StoryField, list[str]]:
    """For each field the names that may tell it, the surest first.

    >>> fields(["Headline", "Full text", "pub_date", "n"])
    {'title': ['Headline'], 'body': ['Full text'], 'published': ['pub_date']}
    """
    plain: dict[str, str] = {}
    for name in names:
        plain.setdefault(re.sub(r"[^a-z]", "", name.casefold()), name)
    found = {field: [plain[name] for name in known if name in plain] for field, known in load(TABLES).columns.items()}
    return {field: told for field, told in found.items() if told}


def delimiter(head: str) -> str | None:
    """What stands between the cells of a table whose first line names a column of text; None when it names none.

    >>> delimiter("Title;Text;Date\\n"), delimiter("The text, which is long, was read")
    (';', None)
    """
    return next((sign for sign in DELIMITERS if "body" in fields(_names(_lines(head)[:1], sign))), None)


def is_table(head: str) -> bool:
    """Whether a text surely begins as a table: its first line names columns, and is no sentence.

    >>> is_table("title,text\\nA,B"), is_table("name,year,town\\nAda,1901,Oslo\\nBea,1902,Rome"), is_table("Oslo, May")
    (True, True, False)
    """
    lines = _lines(html.unescape(head))  # the ";" of "&amp;" parts no cells
    return any(_is_head(_names(lines, sign), lines[1:4], sign) for sign in DELIMITERS)


def _lines(head: str) -> list[str]:
    return head.removeprefix("\ufeff").strip("\r\n")[: 4 * _HEADER].splitlines()


def _names(lines: Sequence[str], sign: str) -> list[str]:
    line = lines[0][:_HEADER] if lines else ""
    return next(csv.reader([line], delimiter=sign), []) if sign in line else []


def _is_head(names: Sequence[str], below: Sequence[str], sign: str) -> bool:
    """Names of columns: short, each another. Two known ones are enough; others need rows of as many cells."""
    plain = [name.strip() for name in names]
    if len(set(plain)) != len(plain) or not all(0 < len(name.split()) <= 4 and name[-1] not in ".!?" for name in plain):
        return False
    known = fields(plain)
    if "body" in known and len(known) > 1:
        return True
    if sign == "|":  # it stands in menus too
        return False
    rows = list(csv.reader(below[:2], delimiter=sign))
    return len(plain) > 2 and len(rows) == 2 and all(len(row) == len(plain) for row in rows)


def written_day(text: str) -> str:
    """A day as a program writes it, in seconds since 1970 or in digits alone, as one reads it; others as they stand.

    >>> written_day("1752480000"), written_day("20250714T093000Z"), written_day("14 July 2025")
    ('2025-07-14T08:00:00Z', '2025-07-14', '14 July 2025')
    """
    if _SECONDS.fullmatch(text):
        return f"{dt.datetime.fromtimestamp(int(text[:10]), dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
    found = _DIGITS.fullmatch(text)
    return "-".join(found.groups()) if found else text


def told(row: Mapping[str, str], known: Mapping[StoryField, Sequence[str]]) -> tuple[Story, str]:
    """The story of a row and its text, each field from the first of its columns that is not empty."""

    def first(field: StoryField) -> str:
        return next((value for name in known.get(field, ()) if (value := (row.get(name) or "").strip())), "")

    story = Story(
        title=first("title"),
        published=written_day(first("published")),
        outlet=first("outlet"),
        authors=natural_names(first("authors")),
        url=first("url"),
    )
    return story, without_markup(first("body"))
