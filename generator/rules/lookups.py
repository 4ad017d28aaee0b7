"""What several stages look up in the rules: family names, and the form of a name that opens with one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..model.text import fold
from .load import load

# a syllable of a romanised Korean or Chinese given name
_SYLLABLE = r"(?:[bcdfghjklmnprstwxyz]{0,2}[aeiouü]{1,3}(?:ng|n|r|k|l|m|p|t|h)?-?)"
_ONE = re.compile(_SYLLABLE)
_ONE_OR_TWO = re.compile(_SYLLABLE + "{1,2}")
_HYPHENATED = re.compile(r"[A-Z][a-z]{1,5}-[a-zA-Z][a-z]{1,5}")


@cache
def surnames(language: str) -> frozenset[str]:
    """The family names that open a name of the language ("korean"), folded."""
    return frozenset(row["name"] for row in load("lexicon/surnames") if language in row["of"])


@cache
def rare_surnames() -> frozenset[str]:
    """Family names that also are English words: "an", "he"."""
    return frozenset(row["name"] for row in load("lexicon/surnames") if row.get("rare"))


@cache
def given_names() -> frozenset[str]:
    """Frequent given names, folded."""
    return frozenset(fold(name) for name in load("people/names")["given"])


def family_first(words: Sequence[str], *, sure: bool = False) -> str | None:
    """The language whose name form the words of a name have, as written, family name first.

    `sure`: not by two words without a hyphen, as "Lee Cooper" has them too.

    >>> family_first(["Roh", "Jae-won"]), family_first(["Jane", "Roe"])
    ('korean', None)
    """
    if len(words) not in (2, 3) or "." in "".join(words):
        return None
    family, *given = map(fold, words)
    if sure and len(given) == 1 and "-" not in given[0]:
        return None
    return next((language for language in _languages(words[1:], given) if family in surnames(language)), None)


def _languages(written: Sequence[str], given: Sequence[str]) -> tuple[str, ...]:
    """The languages in which given names may sound so, the likeliest first."""
    apart = len(given) == 2  # one syllable each
    hyphenated = not apart and _HYPHENATED.fullmatch(written[0])
    if not hyphenated and not all(map((_ONE if apart else _ONE_OR_TWO).fullmatch, given)):
        return ("vietnamese",) if apart else ()
    others = () if given[0] in given_names() else ("chinese", "vietnamese", "khmer", "korean")
    return ("korean", *others) if hyphenated or apart else others
