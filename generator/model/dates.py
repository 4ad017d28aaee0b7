"""Dates that may be known in part, and calendar arithmetic on them. No language here.

A `When` is what the words alone say ("July 9", "on Monday", "last month", "four days after"),
as a type per kind of knowledge. `resolve` sets it against an `Anchor`, the span of days on which
the article may have been published, and gives a `Date` no more precise than both allow.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from generator.model.text import record

Precision = Literal["day", "month", "quarter", "season", "half", "year", "decade", "century", "period", "range"]
Basis = Literal[
    "stated",
    "weekday",
    "relative to the article",
    "relative to an event",
    "inferred from the text",
    "inferred from other sources",
    "editor",
]


@record
class Date:
    """Some day or days. `period` is all the days from earliest to latest; `range` is one unknown
    day among them; the others are that calendar unit as a whole."""

    earliest: dt.date
    latest: dt.date
    precision: Precision
    basis: Basis
    text: str  # the words it was read from
    zone: str | None = None  # IANA name, when the text says whose clock

    @property
    def edtf(self) -> str:
        """Extended Date/Time Format (ISO 8601-2:2019, levels 0 to 2)."""
        first, last = self.earliest, self.latest
        match self.precision:
            case "day":
                return first.isoformat()
            case "month":
                return f"{first:%Y-%m}"
            case "quarter":
                return f"{first.year:04}-{33 + (first.month - 1) // 3}"
            case "half":
                return f"{first.year:04}-{40 + (first.month - 1) // 6}"
            case "season":
                return f"{first.year:04}-{21 + first.month % 12 // 3 - 1 if first.month != 12 else 24}"
            case "year":
                return f"{first.year:04}"
            case "decade":
                return f"{first.year // 10:03}X"
            case "century":
                return f"{first.year // 100:02}XX"
            case "period":
                return f"{first.isoformat()}/{last.isoformat()}"
            case "range":
                return f"[{first.isoformat()}..{last.isoformat()}]"


@record
class Anchor:
    """The days on one of which an article was published; one day when its date is known."""

    earliest: dt.date
    latest: dt.date


class Stub(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """Placeholder until the date engine lands."""


When = Stub
