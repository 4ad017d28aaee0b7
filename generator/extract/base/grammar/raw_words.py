"""The same questions to spaCy's own words, for as long as the parse is being mended."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from .labels import LABELS, Form, Relation, WordClass


def relation_of(word: Token) -> Relation:
    """What a word is to the word above it."""
    return LABELS.relations.get(word.dep_, "unclear")


def form_of(word: Token) -> Form:
    """Tense, number or the like."""
    return LABELS.forms.get(word.tag_, "other")


def class_of(word: Token) -> WordClass:
    """Noun, verb or the like."""
    return LABELS.classes.get(word.pos_, "other")


def above(word: Token) -> Token | None:
    """The word that it hangs on, in the same sentence."""
    head = word.head
    first, last = min(word.i, head.i), max(word.i, head.i)
    if first == last or any(word.doc[at].is_sent_start for at in range(first + 1, last + 1)):
        return None
    return head


def children(word: Token, *relations: Relation) -> Iterator[Token]:
    """What hangs on a word in one of these ways, in order."""
    return (child for child in word.children if relation_of(child) in relations)


def has(word: Token, *relations: Relation) -> bool:
    """Whether something hangs on a word in one of these ways."""
    return next(children(word, *relations), None) is not None
