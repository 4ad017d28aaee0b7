"""The words by which tellings are held against each other, as patterns."""

from __future__ import annotations

import re
from functools import cache

from ...model.text import alternation
from ...rules.load import load
from ...rules.types.merge import DIFFERENCES

BOUNDS = ("least", "most", "about")


@cache
def words_of(name: str) -> re.Pattern[str]:
    """Any word or words of one list of the rules; of bounds: "least", "most", "about"."""
    rules = load(DIFFERENCES)
    words = getattr(rules.bounds if name in BOUNDS else rules, name)
    return re.compile(r"(?<!\w)(?:" + alternation(words) + r")(?!\w)", re.IGNORECASE)
