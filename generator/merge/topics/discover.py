"""The topics of a book whose editor names none: what the articles' heads and deeds are about.

A candidate is a noun phrase that the articles repeat; see `key_phrases`. It has to stand in a headline or a first
sentence, and names neither a place, a person nor a body.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar

from ...rules.load import load
from ...rules.types.merge import TOPIC_WORDS
from ..base.corpus import Reading
from .key_phrases import c_values, candidates
from .term_index import TermIndex
from .term_words import WORD, Key, Term, normal, normal_words, word_list

_FEWEST, _MOST = 4, 10  # topics of a book
_SPREAD = 3  # articles that have a term which stands in no head
_STEPS = 2  # of one case at court
_SEVERAL = 3  # articles of which one alone makes no topic of a word
_LEADING = 2  # articles that do
_CANDIDATES = 400
_NAME = 0.7  # how much a name says beside a matter of news
_MANY = 10  # articles; among so many, what every other sentence is about is the book and not a topic
_ENDING = 5  # letters of a word that others end in
_WHOLE = 0.3  # share of the sentences
_TELLING = 500  # sentences that tell how a term is used
_REMEMBERED = 5000  # sentences, since one has several terms


T = TypeVar("T")


@dataclass(slots=True)
class Found:
    """A topic in the making."""

    terms: list[Term]
    sentences: set[Key]
    title: str = ""
    words: tuple[str, ...] = ()  # its terms as the editor wrote them


def discover(read: Sequence[Reading], corpus: TermIndex) -> list[Found]:
    """Up to ten topics, the weightiest first; what no head tells or what is a body only where others are too few."""
    heads, bodies, synonyms = _heads(corpus), _bodies(corpus), _synonyms(corpus)
    weights, sources = _weights(read, corpus)
    corpus.look_for((*weights, *synonyms))
    every = _ranked(weights, sources, corpus, heads)
    ranked = [term for term in every if not _is_mere_deed(term, corpus, heads)]
    led = [term for term in ranked if not heads.isdisjoint(corpus.matching(term))]
    matters = [term for term in ranked if term not in bodies]
    told = [term for term in matters if term in led or _is_spread(term, corpus)]
    found: list[Found] = []
    for terms, most in ((told, _MOST), (matters, _FEWEST), (led, _FEWEST)):
        _choose(terms, found, most, corpus, synonyms)
    for topic in found:
        topic.title = _known(surface, topic.terms[0], corpus, topic.sentences)
    return found


def _is_mere_deed(term: Term, corpus: TermIndex, heads: frozenset[Key]) -> bool:
    """Whether a single word names what is done once, or is a noun by its ending alone, and only one article of several
    leads with it: "withdrawal", "imagination"."""
    if len(term) > 1 or len(corpus.articles) < _SEVERAL:
        return False
    keys = corpus.matching(term)
    leading = {article for article, number in keys if (article, number) in heads}
    told = {article for article, _ in keys}
    if term[0] in word_list("deeds"):
        return len(leading) < _LEADING
    return term[0] not in word_list("issues") and len(told) < _LEADING


def _is_spread(term: Term, corpus: TermIndex) -> bool:
    """Whether articles enough have a term that says something without a head."""
    return len({article for article, _ in corpus.matching(term)}) >= _SPREAD and _telling(term, corpus) >= _NAME


def _choose(
    terms: Iterable[Term], found: list[Found], most: int, corpus: TermIndex, synonyms: Mapping[Term, Sequence[Term]]
) -> None:
    """Adds topics until there are so many."""
    articles = sum(bool(terms.kinds) for terms in corpus.articles.values())
    fewest = max(2, round(corpus.size * 0.01))
    largest = corpus.size * (_WHOLE if articles >= _MANY else 1)
    for term in terms:
        if len(found) >= most:
            return
        sentences = set(corpus.matching(term))
        part = (
            len(term) == 1 and fewest <= len(sentences) <= largest and _known(is_part_of_name, term, corpus, sentences)
        )
        if fewest <= len(sentences) <= largest and not part:
            sentences.update(key for name in synonyms.get(term, ()) for key in corpus.matching(name))
            _place(Found(terms=[term, *synonyms.get(term, ())], sentences=sentences), found)


def _heads(corpus: TermIndex) -> frozenset[Key]:
    """The headline of each article and the first sentence of its text."""
    return frozenset((source, number) for source, terms in corpus.articles.items() for number in terms.heads)


def _bodies(corpus: TermIndex) -> frozenset[Term]:
    """Names of bodies, and every part of more than one word."""
    names = {name for terms in corpus.articles.values() for name in terms.bodies}
    parts = (name[start:end] for name in names for start in range(len(name)) for end in range(start + 2, len(name) + 1))
    return frozenset((*names, *parts))


def _weights(read: Sequence[Reading], corpus: TermIndex) -> tuple[Mapping[Term, float], Mapping[Term, int]]:
    """The terms that most likely name a topic, with their weight by C-value and by the articles that have them; and how
    many articles these are."""
    counts, sources = candidates(read, corpus)
    alone = 0.5 if len(read) > 1 else 1
    weights = {
        term: value * math.log2(1 + sources[term]) * (1 if sources[term] > 1 else alone)
        for term, value in c_values(counts).items()
        if counts[term] > 1 and value > 0
    }
    best = sorted(weights, key=lambda term: (-weights[term], term))[:_CANDIDATES]
    return {term: weights[term] for term in best}, sources


def _ranked(
    weights: Mapping[Term, float], sources: Mapping[Term, int], corpus: TermIndex, heads: frozenset[Key]
) -> list[Term]:
    """Those of the terms that say something, best first: by their weight, by the articles in whose heads each stands,
    and by what kind of name it is."""
    several = len(corpus.articles) > 1
    named = {
        term: weight * telling * _leading(term, corpus, heads)
        for term, weight in weights.items()
        if (telling := _telling(term, corpus)) != _NAME or sources[term] > 1 or len(term) > 1 or not several
    }
    return sorted(filter(named.get, named), key=lambda term: (-named[term], term))


def _leading(term: Term, corpus: TermIndex, heads: frozenset[Key]) -> float:
    """The share of its articles that have it in their heads, as if one more had it half."""
    keys = corpus.matching(term)
    told = {article for article, _ in keys}
    led = {key[0] for key in keys if key in heads}
    return (len(led) + 0.5) / (len(told) + 1)


def _telling(term: Term, corpus: TermIndex) -> float:
    """How much a term says by itself: several words most, then a matter of news, a name, a noun that ends as one of a
    matter does; 0 for a single word that names a thing."""
    if len(term) == 1 and term[0] in word_list("issues"):
        return 1.0
    told = [key for key in corpus.matching(term) if corpus.kind(key) != "headline"]  # those have capitals anyway
    if _known(is_name, term, corpus, told):
        return _NAME
    if len(term) > 1:
        return 2.0
    return 0.4 if term[0].endswith(tuple(load(TOPIC_WORDS).issue_endings)) else 0.0


def _synonyms(corpus: TermIndex) -> dict[Term, list[Term]]:
    """Short forms and their expansions, both ways."""
    pairs = sorted({pair for terms in corpus.articles.values() for pair in terms.short_forms})
    both: dict[Term, list[Term]] = defaultdict(list)
    for short, long in pairs:
        both[short].append(long)
        both[long].append(short)
    return both


def _place(new: Found, found: list[Found]) -> None:
    """Make a candidate a topic of its own, or a term of one that it shares a telling word with."""
    if new.terms[0] in _phrases("means") or _is_of_case(new, found):
        return
    for topic in found:
        title = topic.terms[0]
        if _share_a_word(title, new.terms[0]):
            topic.terms.append(new.terms[0])
            topic.sentences |= new.sentences
            return
        both = len(new.sentences & topic.sentences)
        smaller = min(len(new.sentences), len(topic.sentences))
        if both > 0.6 * len(new.sentences | topic.sentences) or (new.terms[0][-1] == title[-1] and both > smaller / 2):
            return
    found.append(new)


@cache
def _phrases(name: str) -> frozenset[Term]:
    return frozenset(map(normal_words, getattr(load(TOPIC_WORDS), name)))


def _is_of_case(new: Found, found: Iterable[Found]) -> bool:
    """Whether a word is one more step or place of a case at court that other topics stand for already."""
    case = word_list("case")
    titles = (topic.terms[0] for topic in (new, *found))
    step, *others = [len(title) == 1 and title[0] in case for title in titles]
    return step and sum(others) >= _STEPS


def _share_a_word(one: Term, other: Term) -> bool:
    """Whether a telling word of one is one of the other, or the end of it: "airtanker contract", "tanker"; or the two
    differ by a hyphen alone."""
    weak, alone = word_list("weak"), word_list("alone")
    pairs = (sorted((a, b), key=len) for a in one for b in other if a not in weak or a in alone)
    alike = any(long == short or (len(short) >= _ENDING and long.endswith(short)) for short, long in pairs)
    return alike or "".join(one) == "".join(other)


def _known(function: Callable[[Term, Iterable[str]], T], term: Term, corpus: TermIndex, sentences: Iterable[Key]) -> T:
    """What a pure function makes of a term in the first of the sentences, as many as tell how it is used."""
    keys = sorted(sentences)[:_TELLING]
    return corpus.kept.brief(function, corpus.digest_of(term, keys), term, map(corpus.text, keys))


def surface(term: Term, texts: Iterable[str]) -> str:
    """A term in the sources' own words: its most frequent spelling, with a capital."""
    seen = Counter(text for _, text, _ in uses_in(term, texts))
    lower = Counter({text: count for text, count in seen.items() if text.islower()})
    seen = lower if sum(lower.values()) > 0.2 * sum(seen.values()) else seen
    best = min(seen, key=lambda text: (-seen[text], text)) if seen else " ".join(term)
    return best[:1].upper() + best[1:] if best.islower() else best


def is_name(term: Term, texts: Iterable[str]) -> bool:
    """Whether a term has capitals wherever a word stands before it."""
    uses = [text for before, text, _ in uses_in(term, texts) if before]
    return sum(not text.islower() for text in uses) > 0.7 * len(uses)


def is_part_of_name(term: Term, texts: Iterable[str]) -> bool:
    """Whether a term mostly stands inside a longer name ("Motors" of "General Motors")."""
    uses = list(uses_in(term, texts))
    inside = sum(text[0].isupper() and (before[:1].isupper() or after[:1].isupper()) for before, text, after in uses)
    return inside > 0.5 * len(uses)


def uses_in(term: Term, texts: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Where a term stands in some texts, as the sources spell it, with the words before and after."""
    for text in texts:
        yield from _uses_in(term, text)


@lru_cache(maxsize=_REMEMBERED)
def _words_of(source: str) -> tuple[tuple[str, ...], tuple[tuple[int, int], ...]]:
    """The words of a text, normal, and where they begin and end."""
    found = list(WORD.finditer(source))
    return tuple([normal(match.group()) for match in found]), tuple([match.span() for match in found])


def _uses_in(term: Term, text: str) -> Iterator[tuple[str, str, str]]:
    source, size = text.replace("’", "'"), len(term)
    words, spans = _words_of(source)
    at = -1
    while term[0] in words[at + 1 :]:
        at = words.index(term[0], at + 1)
        if words[at : at + size] != term:
            continue
        start, end = spans[at][0], spans[at + size - 1][1]
        before = source[slice(*spans[at - 1])] if at and spans[at - 1][1] + 1 == start else ""
        behind = spans[at + size] if at + size < len(spans) else None
        after = source[slice(*behind)] if behind and behind[0] == end + 1 else ""
        yield before, " ".join(source[start:end].split()).removesuffix("'s"), after
