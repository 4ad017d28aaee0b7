"""The words around a date that tell where it points."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ...model.text import longest_first
from ...rules.load import word_sets
from ...rules.types.dates import CONTEXT


def context_words() -> Mapping[str, frozenset[str]]:
    """The word lists of rules/dates/context, by their key."""
    return word_sets(CONTEXT)


@cache
def ending_in(name: str) -> re.Pattern[str]:
    """Matches a text that ends in a word of this list and a space, whatever its capitals."""
    choice = "|".join(map(re.escape, longest_first(context_words()[name])))
    return re.compile(rf"(?<!\w)(?:{choice})\s$", re.IGNORECASE)
