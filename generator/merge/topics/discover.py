"""The topics of a book whose editor names none: what the articles' heads and deeds are about.

A candidate is a noun phrase that the articles repeat; see `key_phrases`. It has to stand in a headline or a first
sentence, and names neither a place, a person nor a body.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...model.article import Article
from ...model.findings import Findings
from ...model.text import record
from ...rules.load import load
from ...rules.types.merge import TOPIC_WORDS
from ..base.corpus import first_of_body
from .key_phrases import c_values, candidates, names_of
from .term_index import WORD, Key, Term, TermIndex, holds, normal, normal_words, word_list

_FEWEST, _MOST = 4, 10  # topics of a book
_SHARED, _SPREAD = 2, 3  # families that are about a term, or have it, where each is covered already
_IN_HEADLINE, _IN_LEDE, _OFTEN = 3, 2, 3  # what it counts to stand there; sentences
_AGAIN = 0.25  # what a family counts that another topic covers
_CANDIDATES = 400
_NAME = 0.7  # how much a name says beside a matter of news
_MAY, _THING = 0.4, 0.1  # ... a noun that ends as one of a matter does, and one that names a thing
_ENDING = 5  # letters of a word that others end in
_MARKS = re.compile(r"[\"“”]|(?<!\w)'|'(?!\w)")  # a quotation that begins or ends inside a name


@dataclass(slots=True)
class Found:
    """A topic in the making."""

    terms: list[Term]
    sentences: set[Key]
    title: str = ""
    words: tuple[str, ...] = ()  # its terms as the editor wrote them


@record
class Candidate:
    """A term that may name a topic."""

    term: Term
    sentences: frozenset[Key]  # that have it or what it is short for
    telling: float
    standing: Mapping[str, float]  # of each family of articles, how much it is about the term
    led: frozenset[str]  # the families that have it in a headline or a first sentence

    def gain(self, covered: Collection[str]) -> float:
        """How much it adds to topics that cover some families already."""
        return self.telling * sum(worth * (_AGAIN if kin in covered else 1) for kin, worth in self.standing.items())


def discover(articles: Sequence[Article], findings: Sequence[Findings], corpus: TermIndex) -> list[Found]:
    """Up to ten topics: so many as cover the articles, then what several of them are about, then the rest of four."""
    kin = {article.id: article.family or article.id for article in articles}
    heads, bodies, synonyms = _heads(findings), _bodies(findings), _synonyms(findings)
    terms = _terms(findings, corpus, several=len(articles) > 1)
    every = list(filter(None, (_candidate(term, corpus, heads, kin, synonyms) for term in terms)))
    things, led, matters = _pools(every, bodies)
    found: list[Found] = []
    covered: set[str] = set()
    for pool, most, adds in (
        (matters, _MOST, _covers),
        (things, _MOST, _is_the_subject),
        (matters, _MOST, _is_shared),
        (matters, _FEWEST, _may_fill),
        (led, _FEWEST, _may_fill),
    ):
        _choose(pool, found, covered, most, adds, synonyms)
    for topic in found:
        topic.title = _surface(topic.terms[0], corpus, topic.sentences)
    return found


def _pools(
    every: Sequence[Candidate], bodies: Container[Term]
) -> tuple[list[Candidate], list[Candidate], list[Candidate]]:
    """Things, then what stands in a head, then what is no body; things are in neither."""
    telling = [candidate for candidate in every if candidate.telling > _THING]
    return (
        [candidate for candidate in every if candidate.telling == _THING],
        [candidate for candidate in telling if candidate.led],
        [candidate for candidate in telling if candidate.term not in bodies],
    )


def _covers(candidate: Candidate, covered: Collection[str]) -> bool:
    return not candidate.led <= set(covered)


def _is_the_subject(candidate: Candidate, covered: Collection[str]) -> bool:
    """Whether an article that is about nothing else has a thing in its headline and again and again."""
    return any(
        worth >= _IN_HEADLINE + 1 for kin, worth in candidate.standing.items() if kin in candidate.led - set(covered)
    )


def _is_shared(candidate: Candidate, _covered: Collection[str]) -> bool:
    return len(candidate.led) >= _SHARED and len(candidate.standing) >= _SPREAD and candidate.telling >= _NAME


def _may_fill(_candidate: Candidate, _covered: Collection[str]) -> bool:
    return True


def _choose(
    pool: Sequence[Candidate],
    found: list[Found],
    covered: set[str],
    most: int,
    adds: Callable[[Candidate, Collection[str]], bool],
    synonyms: Mapping[Term, Sequence[Term]],
) -> None:
    """Adds the candidate that gains most until there are so many topics, or none adds anything."""
    left = [candidate for candidate in pool if not any(candidate.term in topic.terms for topic in found)]
    while left and len(found) < most:
        able = [candidate for candidate in left if adds(candidate, covered)]
        if not able:
            return
        best = _best_known(
            min(able, key=lambda c: (-round(c.gain(covered), 6), -len(c.led), -len(c.sentences), c.term)), left
        )
        left.remove(best)
        terms = [best.term, *synonyms.get(best.term, ())]
        if _place(Found(terms=terms, sentences=set(best.sentences)), found):
            covered |= best.led


def _may_name(term: Term, own: Sequence[Key], corpus: TermIndex) -> bool:
    if not own or (len(own) == 1 and not _is_told_again(term, own[0], corpus)):
        return False
    return term[0] in word_list("issues") or not _is_part_of_name(term, corpus, own)


def _is_told_again(term: Term, only: Key, corpus: TermIndex) -> bool:
    """Whether a headline's term of several words has them in small letters there or in its article."""
    if len(term) == 1 or corpus.kinds[only] != "headline":
        return False
    return all(
        any(
            normal(match) == word and match.islower()
            for key in corpus.index[word]
            if key[0] == only[0]
            for match in WORD.findall(corpus.texts[key])
        )
        for word in term
    )


def _best_known(best: Candidate, left: Sequence[Candidate]) -> Candidate:
    """Of the terms that hold a term or are held by it the one that leads in most families: "ceasefire", not
    "unconditional ceasefire"; never a word like "trade" where "trade deal" is told of."""
    weak = word_list("weak")
    able = [
        other
        for other in left
        if (holds(best.term, other.term) and (len(other.term) > 1 or other.term[0] in word_list("issues") - weak))
        or (holds(other.term, best.term) and best.term[0] in weak and len(best.term) == 1)
    ]
    return max(able, key=lambda c: (len(c.led), len(c.term) > 1, -len(c.term), c.term), default=best)


def _candidate(
    term: Term,
    corpus: TermIndex,
    heads: frozenset[Key],
    kin: Mapping[str, str],
    synonyms: Mapping[Term, Sequence[Term]],
) -> Candidate | None:
    """None for a term that too few or too many sentences have, or that mostly stands inside a longer name."""
    own = corpus.naming(term)
    if not _may_name(term, own, corpus):
        return None
    keys = frozenset((*own, *(key for name in synonyms.get(term, ()) for key in corpus.naming(name))))
    inside: dict[str, list[Key]] = defaultdict(list)
    for key in sorted(keys):
        inside[kin[key[0]]].append(key)
    led = frozenset(kin[key[0]] for key in keys if key in heads)
    telling = _telling(term, corpus)
    return Candidate(
        term=term,
        sentences=keys,
        telling=1 if telling == _MAY and len(led) >= _SHARED else telling,
        standing={family: _standing(sentences, corpus, heads) for family, sentences in inside.items()},
        led=led,
    )


def _standing(sentences: Sequence[Key], corpus: TermIndex, heads: frozenset[Key]) -> float:
    """How much a family of articles is about what these of its sentences have."""
    headlines = [key for key in sentences if corpus.kinds[key] == "headline"]
    in_lede = any(key in heads and key not in headlines for key in sentences)
    often = min(len(sentences) - len(headlines), _OFTEN) / _OFTEN
    return _IN_HEADLINE * bool(headlines) + _IN_LEDE * in_lede + often


def _heads(findings: Sequence[Findings]) -> frozenset[Key]:
    """The headline of each article and the first sentence of its text."""
    return frozenset(key for found in findings for key in _heads_of(found))


def _heads_of(found: Findings) -> Iterator[Key]:
    yield from ((found.article, at) for at, sentence in enumerate(found.sentences) if sentence.kind == "headline")
    if (lede := first_of_body(found)) is not None:
        yield found.article, lede


def _bodies(findings: Sequence[Findings]) -> frozenset[Term]:
    """Names of bodies, and every part of more than one word."""
    names = {
        normal_words(entity.name) for found in findings for entity in found.entities if entity.kind == "organisation"
    }
    parts = (name[start:end] for name in names for start in range(len(name)) for end in range(start + 2, len(name) + 1))
    return frozenset((*names, *parts))


def _terms(findings: Sequence[Findings], corpus: TermIndex, *, several: bool) -> list[Term]:
    """The terms that may name a topic: told twice or more, and not only as part of a longer one."""
    counts, sources = candidates(findings, names_of(findings))
    weights = {term: value for term, value in c_values(counts).items() if value > 0}
    best = sorted(weights, key=lambda term: (-weights[term], term))[:_CANDIDATES]
    return [
        term
        for term in best
        if (telling := _telling(term, corpus))
        and (telling != _NAME or len(sources[term]) > 1 or len(term) > 1 or not several)
    ]


def _telling(term: Term, corpus: TermIndex) -> float:
    """How much a term says by itself: several words most, then a matter of news, a name, a noun that ends as one of a
    matter does; 0 for a single word that names a thing."""
    if len(term) == 1 and term[0] in word_list("issues"):
        return 1.0
    uses = _inside_sentences(term, corpus)
    if len(term) > 1 and _have_capitals([text.split()[-1] for text in uses]):
        return 0.0
    if _have_capitals(uses):
        return _NAME
    if len(term) > 1:
        return 2.0
    return _MAY if term[0].endswith(tuple(load(TOPIC_WORDS).issue_endings)) else _THING


def _inside_sentences(term: Term, corpus: TermIndex) -> list[str]:
    """A term as it stands behind another word; not in headlines, which have capitals anyway."""
    told = [key for key in corpus.matching(term) if corpus.kinds[key] != "headline"]
    return [text for before, text, _ in _occurrences(term, corpus, told) if before]


def _have_capitals(uses: Sequence[str]) -> bool:
    return sum(not text.islower() for text in uses) > 0.7 * len(uses)


def _synonyms(findings: Sequence[Findings]) -> dict[Term, list[Term]]:
    """Short forms and their expansions, both ways."""
    pairs = sorted(
        {(normal_words(each.short), normal_words(each.expansion)) for found in findings for each in found.abbreviations}
    )
    both: dict[Term, list[Term]] = defaultdict(list)
    for short, long in pairs:
        both[short].append(long)
        both[long].append(short)
    return both


def _place(new: Found, found: list[Found]) -> bool:
    """Make a candidate a topic of its own, or a term of one that it shares a telling word with; False where it is
    neither."""
    for topic in found:
        title = topic.terms[0]
        if _share_a_word(title, new.terms[0]):
            topic.terms.append(new.terms[0])
            topic.sentences |= new.sentences
            return True
        both = len(new.sentences & topic.sentences)
        smaller = min(len(new.sentences), len(topic.sentences))
        if both > 0.6 * len(new.sentences | topic.sentences) or (new.terms[0][-1] == title[-1] and both > smaller / 2):
            return False
    found.append(new)
    return True


def _share_a_word(one: Term, other: Term) -> bool:
    """Whether a telling word of one is one of the other, or the end of it: "airtanker contract", "tanker"."""
    weak, alone = word_list("weak"), word_list("alone")
    pairs = (sorted((a, b), key=len) for a in one for b in other if a not in weak or a in alone)
    alike = any(long == short or (len(short) >= _ENDING and long.endswith(short)) for short, long in pairs)
    return alike or "".join(one) == "".join(other)


def _surface(term: Term, corpus: TermIndex, sentences: Iterable[Key]) -> str:
    """A term in the sources' own words: its most frequent spelling, with a capital."""
    seen: Counter[str] = Counter()
    for _, text, _ in _occurrences(term, corpus, sentences):
        seen[text] += 1
    lower = Counter({text: count for text, count in seen.items() if text.islower()})
    seen = lower if sum(lower.values()) > 0.2 * sum(seen.values()) else seen
    best = min(seen, key=lambda text: (-seen[text], text)) if seen else " ".join(term)
    return best[:1].upper() + best[1:] if best.islower() else best


def _occurrences(term: Term, corpus: TermIndex, sentences: Iterable[Key]) -> Iterator[tuple[str, str, str]]:
    """Where a term stands, as the sources spell it, with the words before and after."""
    for key in sorted(sentences)[:500]:
        source = corpus.texts[key].replace("’", "'")
        matches = list(WORD.finditer(source))
        words = [normal(match.group()) for match in matches]
        for at in range(len(words) - len(term) + 1):
            if tuple(words[at : at + len(term)]) == term:
                end = at + len(term)
                text = " ".join(source[matches[at].start() : matches[end - 1].end()].split())
                after = (
                    matches[end].group()
                    if end < len(matches) and matches[end].start() == matches[end - 1].end() + 1
                    else ""
                )
                before = matches[at - 1].group() if at and matches[at].start() == matches[at - 1].end() + 1 else ""
                yield before, _MARKS.sub("", text.removesuffix("'s")), after


def _is_part_of_name(term: Term, corpus: TermIndex, sentences: Iterable[Key]) -> bool:
    """Whether a single word mostly stands inside a longer name ("Motors" of "General Motors")."""
    if len(term) > 1:
        return False
    uses = list(_occurrences(term, corpus, sentences))
    inside = sum(text[0].isupper() and (before[:1].isupper() or after[:1].isupper()) for before, text, after in uses)
    return inside > 0.5 * len(uses)
