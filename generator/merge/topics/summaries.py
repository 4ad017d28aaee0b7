"""Sentences that stand for many, chosen by maximal marginal relevance (Carbonell & Goldstein 1998), and those of them
that a reader can take in alone."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from ...model.article import OPINION
from ...model.book import Citation, Claim
from ..base.line_gate import (
    TOO_LONG,
    counts_days,
    names_another_day,
    needs_a_day,
    unfit,
    without_joints,
)
from .term_index import TermIndex
from .term_words import Key, word_list

_LENGTH = 5
_OFFERED = 20  # sentences of which the lines of a summary are chosen
_DAYS_BEHIND = 7
_OF_FAMILY = 2  # lines of sources that share their text
_RELEVANCE = 0.65  # lambda of MMR
_LIKENESS = 1 - _RELEVANCE
_SHORTLIST = 150
_TOO_ALIKE = 0.7
_LEAD = 15  # sentences into an article, where one counts half of what the first does


@dataclass(frozen=True, slots=True)
class _Vector:
    """Weighted words in sorted order, so that sums come out the same everywhere, and the Euclidean length."""

    weights: Mapping[str, float]
    length: float

    @classmethod
    def of(cls, weights: Mapping[str, float]) -> _Vector:
        ordered = {word: weights[word] for word in sorted(weights)}
        return cls(ordered, math.sqrt(sum([weight * weight for weight in ordered.values()])))

    def cosine(self, other: _Vector) -> float:
        less, more = (self, other) if len(self.weights) <= len(other.weights) else (other, self)
        others = more.weights
        dot = sum([weight * others[word] for word, weight in less.weights.items() if word in others])
        return dot / (self.length * other.length) if dot else 0.0


class Summaries:
    """Chooses the sentences that stand for a topic; one that has served already is taken again only at need."""

    def __init__(self, index: TermIndex) -> None:
        self._index = index
        self._total = max(1, index.size)
        self._weights: dict[str, float] = {}  # of the words that were asked for
        self._used: set[Key] = set()  # a sentence says more under one topic than under three

    def of(self, sentences: Iterable[Key]) -> tuple[Claim, ...]:
        """Up to twenty of the sentences, the most telling first, none like another, from several sources."""
        sound = {key: self._soundness(key) for key in sentences}
        fit = sorted(key for key in sound if sound[key])
        vectors = {key: self._vector(key) for key in fit}
        totals: Counter[str] = Counter()
        for vector in vectors.values():
            totals.update(vector.weights)
        centre = _Vector.of(totals)
        relevance = {key: vectors[key].cosine(centre) * sound[key] / (1 + key[1] / _LEAD) for key in fit}
        pool = sorted(fit, key=lambda key: (-relevance[key], key))[:_SHORTLIST]
        chosen = self._chosen(pool, relevance, vectors)
        self._used.update(chosen[:_LENGTH])
        return tuple(self._claim(key) for key in chosen)

    def _chosen(self, pool: list[Key], relevance: Mapping[Key, float], vectors: Mapping[Key, _Vector]) -> list[Key]:
        """One after the other the one that is most relevant and least like those before it."""
        chosen: list[Key] = []
        likest = dict.fromkeys(pool, 0.0)  # how like each is to the likest of those chosen
        taken: Counter[str] = Counter()  # of each source
        again = {key: 0.2 * (key in self._used) for key in pool}
        worth = {key: _RELEVANCE * relevance[key] for key in pool}
        while pool and len(chosen) < _OFFERED:
            gains = [worth[key] - _LIKENESS * likest[key] - (0.1 * taken[key[0]] + again[key]) for key in pool]
            most = max(gains)
            best = min(key for key, gain in zip(pool, gains, strict=True) if gain == most)
            pool.remove(best)
            if likest[best] < _TOO_ALIKE:
                chosen.append(best)
                taken[best[0]] += 1
                for key in pool:
                    likest[key] = max(likest[key], vectors[key].cosine(vectors[best]))
        return chosen

    def _soundness(self, key: Key) -> float:
        """0 for what is no told text, or an opinion."""
        terms, article = self._index.articles[key[0]], self._index.readings[key[0]].article
        return terms.sound[key[1]] if terms.kinds[key[1]] == "body" and article.genre != OPINION else 0.0

    def _weight(self, word: str) -> float:
        if word not in self._weights:
            self._weights[word] = math.log(1 + self._total / (1 + self._index.uses.get(word, 0)))
        return self._weights[word]

    def _vector(self, key: Key) -> _Vector:
        words = set(self._index.articles[key[0]].words_of(key[1])) - word_list("generic")
        return _Vector.of({word: self._weight(word) for word in words if len(word) > 1})

    def _claim(self, key: Key) -> Claim:
        text, date = self._index.text(key), self._index.readings[key[0]].published
        return Claim(text=text, citation=Citation(source=key[0], sentence=key[1], quote=text), date=date)


def summary_of(
    newest: Sequence[Claim], offered: Iterable[Claim], refused: AbstractSet[Key], families: Mapping[str, str]
) -> tuple[Claim, ...]:
    """Up to five lines of a topic, the newest first: what was done last, then of those offered, the most telling first,
    the ones that stand alone and are short, from several families; a long one only where there is none else. `refused`
    are sentences of which none is made."""
    refused = refused | {_key(claim) for claim in newest}
    told = [replace(claim, text=without_joints(claim.text)) for claim in offered if _key(claim) not in refused]
    short = [claim for claim in told if not _against(claim)]
    able = short or [claim for claim in told if _against(claim) == TOO_LONG][:1]
    chosen = [claim for claim, before in _by_family([*newest, *able], families) if before < _OF_FAMILY]
    return tuple(sorted(chosen[:_LENGTH], key=lambda claim: -_rank(claim, newest)))


def _rank(claim: Claim, newest: Sequence[Claim]) -> int:
    """By the day; what was done last before what was published in the days behind it."""
    if claim.date is None:
        return 0
    return claim.date.latest.toordinal() + _DAYS_BEHIND if claim in newest else claim.date.earliest.toordinal()


def _key(claim: Claim) -> Key:
    return claim.citation.source, claim.citation.sentence


def _by_family(claims: Sequence[Claim], families: Mapping[str, str]) -> list[tuple[Claim, int]]:
    """The claims with how many of their family go before: the first of each family first."""
    seen: Counter[str] = Counter()
    told = []
    for claim in claims:
        family = families[claim.citation.source]
        told.append((claim, seen[family]))
        seen[family] += 1
    return sorted(told, key=lambda pair: pair[1])


def _against(claim: Claim) -> str:
    """Why a claim may not stand in a summary, where the day of its article stands beside it."""
    if needs_a_day(claim.text) and (
        claim.date is None or counts_days(claim.text) or names_another_day(claim.text, claim.date)
    ):
        return "told from another day"
    return unfit(claim.text)
