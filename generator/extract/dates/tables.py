"""What a word of a date stands for: "March" the third month, "fortnight" two weeks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from ...rules.load import load
from ...rules.types.dates import NORMALIZATION
from ...rules.types.lexicon import MONTHS


@cache
def table_of(name: str) -> Mapping[str, Any]:
    """The words of one list and their values."""
    if name in ("month", "clear_month", "unclear_month"):
        return load(MONTHS)
    found: Mapping[str, Any] = getattr(load(NORMALIZATION), name, {})
    return found
