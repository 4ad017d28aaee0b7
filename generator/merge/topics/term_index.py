"""Every sentence of the book as normal words, to find the sentences that hold a term."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from sys import intern

from ...model.findings import Findings
from ...model.kept import NOTHING_KEPT, Kept
from ...model.text import Span, fold
from ...rules.load import load, word_sets
from ...rules.types.merge import SPELLINGS, TOPIC_WORDS
from ..base.corpus import Reading

WORD = re.compile(r"[^\W_]+(?:'s\b)?")
_INITIALS = re.compile(r"\b([A-Z])\.([A-Z])\.(?:([A-Z])\.)?")

Key = tuple[str, int]  # article id, sentence index
Term = tuple[str, ...]


@dataclass(slots=True)
class TermIndex:
    """Every sentence as normal words, with an index from a word to its sentences."""

    articles: dict[str, list[Key]] = field(default_factory=lambda: defaultdict(list))  # the sentences of each
    words: dict[Key, Term] = field(default_factory=dict)
    texts: dict[Key, str] = field(default_factory=dict)
    kinds: dict[Key, str] = field(default_factory=dict)
    paragraphs: dict[Key, int] = field(default_factory=dict)  # the index of the one that each stands in
    names: dict[Key, tuple[range, ...]] = field(default_factory=dict)  # which words are the name of a body or a post
    index: dict[str, list[Key]] = field(default_factory=lambda: defaultdict(list))
    kept: Kept = NOTHING_KEPT
    _matching: dict[Term, list[Key]] = field(default_factory=dict)

    def matching(self, term: Term) -> Sequence[Key]:
        """The sentences in which the words of a term stand side by side, in order, and not only as a part of the name
        of a body or of a post."""
        if term not in self._matching:
            rarest = min(term, key=lambda word: (len(self.index.get(word, ())), word), default="")
            self._matching[term] = [key for key in self.index.get(rarest, ()) if self._tells(key, term)]
        return self._matching[term]

    def _tells(self, key: Key, term: Term) -> bool:
        words, names = self.words[key], self.names.get(key, ())
        if len(term) == 1 and not names:
            return True  # the index has led here
        size, at = len(term), 0
        while term[0] in words[at:]:
            at = words.index(term[0], at)
            if words[at : at + size] == term and not any(_is_part(at, at + size, name) for name in names):
                return True
            at += 1
        return False


def _is_part(start: int, end: int, name: range) -> bool:
    """Whether the words from `start` to `end` are a part of a name, and not the whole."""
    return name.start <= start and end <= name.stop and len(name) > end - start


def holds(words: Term, term: Term) -> bool:
    """Whether the words of a term stand among others side by side, in order."""
    size = len(term)
    return any(words[at : at + size] == term for at in range(len(words) - size + 1))


@cache
def normal(word: str) -> str:
    """A word in the singular and in American spelling, case-folded.

    >>> normal("Defences"), normal("modernisation"), normal("policies")
    ('defense', 'modernization', 'policy')
    """
    rules = load(SPELLINGS)
    word = fold(word).removesuffix("'s")
    if word in rules.singular:
        word = rules.singular[word]
    elif word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(rules.es):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    if word in rules.words:
        return str(rules.words[word])
    if len(word) >= 7:
        for ending, other in rules.endings:
            if word.endswith(ending):
                return word[: -len(ending)] + str(other)
    return word


def normal_words(text: str) -> Term:
    """The normal words of a text; "U.S." is one word."""
    joined = _INITIALS.sub(
        lambda match: "".join(group for group in match.groups() if group) + " ", text.replace("’", "'")
    )
    return tuple(normal(word) for word in WORD.findall(joined))


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of rules/topics/words as normal words."""
    return frozenset(normal(word) for word in word_sets(TOPIC_WORDS)[name])


def read_terms(read: Sequence[Reading]) -> TermIndex:
    """The index over every sentence of all articles."""
    corpus = TermIndex(kept=read[0].kept if read else NOTHING_KEPT)
    for reading in read:
        article = reading.article
        keys = [(article.id, number) for number in range(len(reading.findings.sentences))]
        corpus.articles[article.id] = keys
        terms = reading.result(terms_in)
        for key, sentence, (words, names, paragraph) in zip(keys, reading.findings.sentences, terms, strict=True):
            corpus.words[key], corpus.texts[key] = tuple(map(intern, words)), sentence.span.of(article.text)
            corpus.kinds[key] = sentence.kind
            corpus.paragraphs[key] = paragraph
            if names:
                corpus.names[key] = tuple(range(*name) for name in names)
            for word in set(words):
                corpus.index[word].append(key)
    return corpus


def terms_in(reading: Reading) -> tuple[tuple[Term, tuple[tuple[int, int], ...], int], ...]:
    """Of each sentence of an article its normal words, which of them are the name of a body or a post, and the index of
    its paragraph."""
    article, named = reading.article, _named(reading.findings)
    paragraph = 0
    told = []
    for sentence in reading.findings.sentences:
        while article.paragraphs[paragraph].span.end <= sentence.span.start:
            paragraph += 1
        words, names = _words(sentence.span, _inside(named, sentence.span), article.text)
        told.append((words, tuple((name.start, name.stop) for name in (*names, *_posts(words))), paragraph))
    return tuple(told)


def _named(found: Findings) -> list[Span]:
    """The names of bodies and posts, the first and longest of those that overlap."""
    spans = {
        *(mention.span for mention in found.mentions if mention.kind == "organisation"),
        *(role.span for role in found.roles),
    }
    apart: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
    return apart


def _inside(apart: Sequence[Span], sentence: Span) -> Sequence[Span]:
    """Those that lie wholly in a sentence; they stand in order, and none overlaps another."""
    first = bisect_left(apart, sentence.start, key=lambda span: span.start)
    return apart[first : bisect_right(apart, sentence.end, key=lambda span: span.end)]


def _words(sentence: Span, named: Sequence[Span], text: str) -> tuple[Term, list[range]]:
    """The normal words of a sentence, and which of them are names."""
    words: list[str] = []
    names = []
    at = sentence.start
    for span in named:
        words += normal_words(Span(at, span.start).of(text))
        inside = normal_words(span.of(text))
        names.append(range(len(words), len(words) + len(inside)))
        words += inside
        at = span.end
    return (*words, *normal_words(Span(at, sentence.end).of(text))), names


def _posts(words: Term) -> Iterator[range]:
    """Each word that only says of what somebody is the minister, or a body is the ministry."""
    posts = word_list("posts")
    yield from (range(at - 1, at + 1) for at in range(1, len(words)) if words[at] in posts)
