"""The words around a date that tell where it points."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ...model.text import longest_first
from ...rules.load import load, word_sets
from ...rules.types.dates import AROUND, CONTEXT, AroundPattern

_LIST = re.compile(r"%([a-z_]+)")


def context_words() -> Mapping[str, frozenset[str]]:
    """The word lists of rules/dates/context, by their key."""
    return word_sets(CONTEXT)


def any_of(name: str) -> str:
    """An alternation of the words of a list, longest first."""
    return "|".join(map(re.escape, longest_first(context_words()[name])))


@cache
def ending_in(name: str) -> re.Pattern[str]:
    """Matches a text that ends in a word of this list and a space, whatever its capitals."""
    return re.compile(rf"(?<!\w)(?:{any_of(name)})\s$", re.IGNORECASE)


@cache
def around(name: str) -> re.Pattern[str]:
    """A pattern of rules/dates/around, by its key."""
    given: AroundPattern = getattr(load(AROUND), name)
    return re.compile(_LIST.sub(lambda found: any_of(found[1]), given.pattern))
