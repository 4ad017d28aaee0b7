"""What a figure weighs by its kind: a toll, a sum, a share, a great count; the length of a call weighs nothing."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ...model.book import KeyFigure
from ...model.kept import of_text
from ...model.text import alternation
from ...rules.load import word_sets
from ...rules.types.merge import LINES

_GREAT = 100  # a count that matters by itself
_MILLION = 10**6
TOLL = 1.0
_SUM, _SHARE, _COUNT = 0.8, 0.5, 0.3


def weight_of(figure: KeyFigure, line: str) -> float:
    """What a figure of its kind weighs in a line; 0 for none that is a key figure."""
    return _weight(figure.value, figure.unit, figure.text, line)


@lru_cache(maxsize=50_000)
def _weight(figure: str, unit: str, text: str, line: str) -> float:
    value = float(figure)
    if re.fullmatch(r"[A-Z]{3}", unit):
        return _SUM if value >= _MILLION else 0.0
    if unit in ("percent", "percentage points"):
        return _SHARE
    if not word_sets(LINES)["no_key_figures"].isdisjoint(re.findall(r"[a-z]+", unit.casefold())):
        return 0.0
    if _lives_there(text, line):
        return 0.0
    if is_toll(line):
        return TOLL
    return _COUNT if value >= _GREAT else 0.0


def _lives_there(figure: str, line: str) -> bool:
    """ "A city of nearly 20 million people"."""
    return _inhabited().search(line[: max(0, line.find(figure))].casefold()) is not None


@cache
def _inhabited() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(word_sets(LINES)['inhabited'])})(?: \w+){{0,3}} \Z")


@of_text
def is_toll(line: str) -> bool:
    """Whether a line tells of people who came to harm."""
    return bool({word.casefold() for word in re.findall(r"[\w-]+", line)} & word_sets(LINES)["harm"])


def is_key(figure: KeyFigure, behind: str) -> bool:
    """Whether it is one of the key figures of its topic. `behind` are the next characters: a sum with a hyphen before a
    capital is part of a name, "the $2-million Harbour Prize"."""
    named = "-" in figure.text and re.match(r" [A-Z]", behind) is not None
    return not named and weight_of(figure, figure.citation.quote) > 0
