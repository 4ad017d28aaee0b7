"""What a word of a date stands for: "March" the third month, "fortnight" two weeks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from ...rules.load import load


@cache
def table_of(name: str) -> Mapping[str, Any]:
    """The words of one list and their values."""
    if name in ("month", "clear_month", "unclear_month"):
        return load("lexicon/months")  # type: ignore[no-any-return]
    return load("dates/normalization").get(name, {})  # type: ignore[no-any-return]
