"""The words of each sentence with lemma and kind, for whoever comes after the parse."""

from __future__ import annotations

from collections.abc import Sequence

from ...model.findings import Sentence
from ...model.text import span_of
from ...model.words import SentenceWords, Tag, TextWord
from . import grammar
from .grammar.parsed import Doc, Token

_TAGS: dict[grammar.WordClass, Tag] = {
    "verb": "verb", "noun": "noun", "name": "name", "adjective": "adjective", "number": "number",
    "preposition": "function", "helper": "function", "joining word": "function", "determiner": "function",
    "particle": "function",
    "pronoun": "function", "clause word": "function",
}  # fmt: skip


def find_words(doc: Doc, text: str, sentences: Sequence[Sentence]) -> tuple[SentenceWords, ...]:
    """One for each sentence; `text` is the text of the parse."""
    return tuple(_of(doc, text, sentence) for sentence in sentences)


def _of(doc: Doc, text: str, sentence: Sentence) -> SentenceWords:
    tokens = doc.char_span(sentence.span.start, sentence.span.end, alignment_mode="contract")
    words = [_word(token) for token in tokens or () if not token.is_space]
    return SentenceWords.of(words, text, sentence.span.start)


def _word(token: Token) -> TextWord:
    lemma = token.text if token.is_punct else token.lemma_ or token.text  # a mark is itself, not a plain one
    return TextWord(span=span_of(token), lemma=lemma.casefold(), tag=_TAGS.get(grammar.class_of(token), "other"))
