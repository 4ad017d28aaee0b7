"""Tables that a spreadsheet may open."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from ..base.escape import clean

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def table(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """CSV, the columns' names first. A cell that a spreadsheet would run as a formula starts with an apostrophe."""
    out = io.StringIO()
    written = csv.writer(out, lineterminator="\n")
    written.writerow(columns)
    written.writerows([cell(str(value)) for value in row] for row in rows)
    return out.getvalue()


def cell(text: str) -> str:
    """
    >>> cell("=1+1")
    "'=1+1"
    """
    line = clean(text)
    return f"'{line}" if line.startswith(_FORMULA) else line
