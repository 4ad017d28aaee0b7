"""What the articles' noun phrases name, ranked by C-value (Frantzi, Ananiadou & Mima 2000, "Automatic
recognition of multi-word terms")."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ...model.findings import Findings
from ..base.corpus import Reading
from ..base.countries import country_names
from .term_index import Term, normal_words, word_list

_HEAD = 0.3  # share of a word's uses that end a noun phrase, if it is a noun
_LONGEST = 3  # words in a topic's name


@cache
def _places() -> tuple[dict[Term, str], frozenset[str]]:
    """Names of countries and their people as terms, with the country; and every single word of them."""
    names = {normal_words(name): country for name, country in sorted(country_names().items()) if not name.isupper()}
    return names, frozenset(word for name in names if len(name) == 1 for word in name)


def names_of(findings: Sequence[Findings]) -> frozenset[str]:
    """Words of people's names and of places, which make no topics."""
    words = {
        word
        for found in findings
        for entity in found.entities
        if entity.kind in ("person", "place")
        for word in normal_words(entity.name)
    }
    return frozenset(words) | _places()[1]


def _stretches(phrase: Term, names: frozenset[str]) -> Iterator[Term]:
    """The parts of a phrase between names."""
    run: list[str] = []
    places = _places()[0]
    at = 0
    while at < len(phrase):
        size = next((size for size in (4, 3, 2) if phrase[at : at + size] in places and len(phrase) >= at + size), 0)
        word = phrase[at]
        at += size or 1
        if size or word in names or word.isdigit() or len(word) < 2:
            yield tuple(run)
            run = []
        else:
            run.append(word)
    yield tuple(run)


def phrases_in(reading: Reading) -> tuple[tuple[Term, int], ...]:
    """The noun phrases of an article as normal words, and how often each stands there."""
    return tuple((normal_words(phrase), count) for phrase, count in reading.findings.phrases)


def candidates(read: Sequence[Reading], names: frozenset[str]) -> tuple[Counter[Term], dict[Term, set[str]]]:
    """Word sequences inside noun phrases, how often each occurs, and in which articles."""
    counts: Counter[Term] = Counter()
    heads: dict[str, int] = defaultdict(int)
    uses: dict[str, int] = defaultdict(int)
    sources: dict[Term, set[str]] = defaultdict(set)
    generic = word_list("generic")
    for reading in read:
        for phrase, count in reading.result(phrases_in):
            for stretch in _stretches(phrase, names):
                _count(stretch, count, heads, uses)
                for start in range(len(stretch)):
                    for end in range(start + 1, min(len(stretch), start + _LONGEST) + 1):
                        term = stretch[start:end]
                        if _may_name(term, generic):
                            counts[term] += count
                            sources[term].add(reading.article.id)
    nouns = {word for word in uses if heads.get(word, 0) >= _HEAD * uses[word]}
    return Counter({term: count for term, count in counts.items() if term[-1] in nouns}), sources


def _count(stretch: Term, count: int, heads: dict[str, int], uses: dict[str, int]) -> None:
    """Adds to how often each word is the last of a stretch, and to how often it stands in one."""
    for word in set(stretch):
        uses[word] += count
    for word in stretch[-1:]:
        heads[word] += count


def _may_name(term: Term, generic: frozenset[str]) -> bool:
    weak, alone = word_list("weak"), word_list("alone")
    if len(term) == 1:
        return term[0] in alone or (term[0] not in generic and term[0] not in weak and len(term[0]) > 2)
    if any(word in generic and word not in weak for word in (term[0], term[-1])):
        return False
    return not all(word in generic for word in term)


def c_values(counts: Mapping[Term, int]) -> dict[Term, float]:
    """C-value of each term: its count, less what longer terms account for, by its length.

    log2(1 + length) instead of log2(length), so that single words take part (Barrón-Cedeño et al. 2009).
    """
    longer: dict[Term, list[int]] = defaultdict(list)
    for term, count in counts.items():
        if count < 2:
            continue
        parts = {term[start:end] for start in range(len(term)) for end in range(start + 1, len(term) + 1)} - {term}
        for part in parts:
            longer[part].append(count)
    return {
        term: math.log2(1 + len(term)) * (count - (sum(longer[term]) / len(longer[term]) if term in longer else 0))
        for term, count in counts.items()
    }
