"""The words around a date that tell where it points."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ...rules.load import word_sets
from ...rules.types.dates import CONTEXT


@cache
def context_words() -> Mapping[str, frozenset[str]]:
    return word_sets(CONTEXT)


@cache
def ending_in(name: str) -> re.Pattern[str]:
    choice = "|".join(re.escape(word) for word in sorted(context_words()[name], key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<!\w)(?:{choice})\s$", re.IGNORECASE)
