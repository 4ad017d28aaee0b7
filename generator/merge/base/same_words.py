"""What a sentence is about, as weighted words, for telling whether two tell the same."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from ...rules.load import load
from ...rules.lookups import NAMES, country_forms

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_SURFACE = re.compile(r"[^\W_]+(?:[.,-]?[^\W_]+)*")
_INITIALS = re.compile(r"\b([UE])([SKNU])\b")
_ENDINGS = (
    "ations",
    "ation",
    "ements",
    "ement",
    "ments",
    "ment",
    "ings",
    "ing",
    "ies",
    "ied",
    "ers",
    "ed",
    "es",
    "s",
    "e",
    "y",
)


def stem(word: str) -> str:
    """A rough English stem, enough to match a noun with its verb.

    >>> stem("announcement") == stem("announced")
    True
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@cache
def _groups() -> Mapping[str, str]:
    return {stem(word): f"={group[0]}" for group in load("merge/synonyms") for word in group}


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(str(word) for word in load("merge/stopwords"))


@cache
def _places() -> tuple[tuple[str, str], ...]:
    """Names of countries, their peoples and capitals, longest first, with the country they stand for."""
    known = {name.casefold(): country.name for name, country in country_forms(*NAMES).items()}
    names = {name: country for name, country in known.items() if len(name) > 2}  # "US" folded is a pronoun
    return tuple(sorted(names.items(), key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _place_pattern() -> tuple[re.Pattern[str], Mapping[str, str]]:
    places = dict(_places())
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(name) for name in places) + r")(?!\w)"), places


def content_words(text: str) -> frozenset[str]:
    """Stems, synonym groups ("=end") and countries ("@Japan") of a text, without stop words."""
    pattern, places = _place_pattern()
    found: set[str] = set()

    def keep(match: re.Match[str]) -> str:
        found.add(f"@{places[match.group()]}")
        return " "

    rest = pattern.sub(keep, _INITIALS.sub(r"\1.\2.", text).casefold())
    for word in _WORD.findall(rest):
        if word in _stopwords() or (len(word) < 2 and not word.isdigit()):
            continue
        root = stem(word)
        found.add(_groups().get(root, root))
    return frozenset(found)


def words_in_common(text: str, other: str) -> tuple[str, ...]:
    """The words of `text` that say what `other` says too, as `text` has them, in its order."""
    shared = content_words(text) & content_words(other)
    found = [word for word in _SURFACE.findall(text) if content_words(word) & shared]
    return tuple(dict.fromkeys(found))


class Rarity:
    """Inverse document frequency of words over the texts of a corpus."""

    def __init__(self, texts: Iterable[frozenset[str]]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for words in texts:
            counts.update(words)
            total += 1
        self._weights = {word: math.log(1 + total / count) for word, count in counts.items()}
        self._unseen = math.log(1 + max(total, 1))

    def weight(self, words: Iterable[str]) -> float:
        return sum(self._weights.get(word, self._unseen) for word in sorted(words))

    def rarest(self, words: Iterable[str], count: int) -> list[str]:
        """The words of which the corpus has fewest, by which a text of the same thing is looked up."""
        return sorted(words, key=lambda word: (-self._weights.get(word, self._unseen), word))[:count]

    def overlap(self, a: frozenset[str], b: frozenset[str]) -> float:
        """Weight that both share, over the weight of the lighter: 0 to 1."""
        lighter = min(self.weight(a), self.weight(b))
        return self.weight(a & b) / lighter if lighter else 0.0
