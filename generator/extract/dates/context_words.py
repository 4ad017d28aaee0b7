"""The words around a date that tell where it points."""

from __future__ import annotations

import re
from functools import cache

from ...rules.load import load


@cache
def context_words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load("dates/context").items()}


@cache
def ending_in(name: str) -> re.Pattern[str]:
    choice = "|".join(re.escape(word) for word in sorted(context_words()[name], key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<!\w)(?:{choice})\s$", re.IGNORECASE)
