"""A word of a sentence, marked by brackets: "The crew [left]."."""

from __future__ import annotations

from functools import cache

from briefing_book.extract.base import spacy_model
from briefing_book.extract.base.grammar.parsed import Doc, Token


@cache
def parsed(text: str) -> Doc:
    """A sentence as the model reads it."""
    return Doc(spacy_model.load()(text))


def marked(text: str) -> Token:
    """The word in [brackets]."""
    at = text.index("[")
    return next(token for token in parsed(text.replace("[", "").replace("]", "")) if token.idx == at)
