"""Countries by any of their names: "South Korea", "South Korean", "Seoul"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...model.text import Span, alternation
from ...rules.lookups import NAMES, country_forms


@cache
def country_names() -> dict[str, str]:
    """Every name, adjective, demonym and capital of the lexicon, with its country."""
    return {name: country.name for name, country in country_forms(*NAMES).items()}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + alternation(country_names()) + r")(?!\w)")


def countries_in(text: str) -> Iterator[str]:
    """The country of each of its names in a text, in order."""
    return (country for _, country in countries_at(text))


def countries_at(text: str) -> Iterator[tuple[Span, str]]:
    """The same with the place of each name."""
    for match in _pattern().finditer(text):
        yield Span(*match.span()), country_names()[match.group()]
