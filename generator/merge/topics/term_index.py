"""Every sentence of the book as normal words, to find the sentences that hold a term."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from ...model.article import Article
from ...model.findings import Findings
from ...model.text import fold
from ...rules.load import load, word_sets
from ...rules.types.merge import SPELLINGS, TOPIC_WORDS

WORD = re.compile(r"[^\W_]+(?:'s\b)?")
_INITIALS = re.compile(r"\b([A-Z])\.([A-Z])\.(?:([A-Z])\.)?")

Key = tuple[str, int]  # article id, sentence index
Term = tuple[str, ...]


@dataclass(slots=True)
class TermIndex:
    """Every sentence as normal words, with an index from a word to its sentences."""

    words: dict[Key, Term] = field(default_factory=dict)
    texts: dict[Key, str] = field(default_factory=dict)
    kinds: dict[Key, str] = field(default_factory=dict)
    index: dict[str, list[Key]] = field(default_factory=lambda: defaultdict(list))

    def matching(self, term: Term) -> list[Key]:
        """The sentences in which the words of a term stand side by side, in order."""
        if not term:
            return []
        rarest = min(term, key=lambda word: (len(self.index.get(word, ())), word))
        return [key for key in self.index.get(rarest, ()) if _holds(self.words[key], term)]


def _holds(words: Term, term: Term) -> bool:
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


def read_terms(articles: Sequence[Article], findings: Sequence[Findings]) -> TermIndex:
    """The index over every sentence of all articles; `findings` stand in the order of `articles`."""
    corpus = TermIndex()
    for article, found in zip(articles, findings, strict=True):
        for number, sentence in enumerate(found.sentences):
            key = (article.id, number)
            text = sentence.span.of(article.text)
            words = normal_words(text)
            corpus.words[key], corpus.texts[key], corpus.kinds[key] = words, text, sentence.kind
            for word in sorted(set(words)):
                corpus.index[word].append(key)
    return corpus
