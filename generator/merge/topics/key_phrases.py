"""What the articles' noun phrases name, ranked by C-value (Frantzi, Ananiadou & Mima 2000, "Automatic
recognition of multi-word terms")."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ...model.kept import Tables
from ..base.corpus import Reading, summed
from ..base.countries import country_names
from .term_index import TermIndex
from .term_words import Term, normal_words, word_list

_HEAD = 0.3  # share of a word's uses that end a noun phrase, if it is a noun
_LONGEST = 3  # words in a topic's name
_TERMS, _SOURCES, _HEADS, _USES = "terms", "articles with a term", "heads", "uses"


@cache
def _places() -> tuple[dict[Term, str], frozenset[str]]:
    """Names of countries and their people as terms, with the country; and every single word of them."""
    names = {normal_words(name): country for name, country in sorted(country_names().items()) if not name.isupper()}
    return names, frozenset(word for name in names if len(name) == 1 for word in name)


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


def phrase_terms(reading: Reading, names: Sequence[str]) -> Tables:
    """How often the noun phrases of an article have each sequence of words that may name a topic, its words in lines,
    each last word of a stretch, and each word; and which sequences they have. None has one of the `names`."""
    no_terms = _places()[1].union(names)
    terms: Counter[str] = Counter()
    heads: Counter[str] = Counter()
    uses: Counter[str] = Counter()
    for phrase, count in reading.findings.phrases:
        for stretch in _stretches(normal_words(phrase), no_terms):
            heads.update([*stretch[-1:]] * count)
            uses.update([*set(stretch)] * count)
            terms.update(["\n".join(term) for term in _parts(stretch)] * count)
    return {_TERMS: terms, _SOURCES: dict.fromkeys(terms, 1), _HEADS: heads, _USES: uses}


def _parts(stretch: Term) -> Iterator[Term]:
    """The parts of a stretch that may name a topic."""
    generic = word_list("generic")
    for start in range(len(stretch)):
        for end in range(start + 1, min(len(stretch), start + _LONGEST) + 1):
            if _may_name(term := stretch[start:end], generic):
                yield term


def candidates(read: Sequence[Reading], corpus: TermIndex) -> tuple[dict[Term, int], dict[Term, int]]:
    """Word sequences inside noun phrases that stand there more than once: how often each does, and in how many
    articles. Words of people's names and of places make no topics."""
    names = [sorted(corpus.names & terms.of_phrases.split("\n")) for terms in corpus.articles.values()]
    tables = summed(read, phrase_terms, names)
    counts, sources, heads, uses = (tables.get(name, {}) for name in (_TERMS, _SOURCES, _HEADS, _USES))
    nouns = {word for word, count in uses.items() if heads.get(word, 0) >= _HEAD * count}
    kept = [line for line, count in counts.items() if count > 1 and line.rpartition("\n")[2] in nouns]
    terms = {line: tuple(line.split("\n")) for line in kept}
    return {terms[line]: counts[line] for line in kept}, {terms[line]: sources[line] for line in kept}


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
