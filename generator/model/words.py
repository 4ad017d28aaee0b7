"""The words of a sentence as the language model reads them, kept small enough to keep them for every article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from .text import Span, record

Tag = Literal["verb", "noun", "name", "adjective", "number", "function", "other"]

_LETTERS: dict[Tag, str] = {
    "verb": "v", "noun": "n", "name": "p", "adjective": "a", "number": "d", "function": "f", "other": "o",
}  # fmt: skip
_TAGS: dict[str, Tag] = {letter: tag for tag, letter in _LETTERS.items()}


class TextWord(msgspec.Struct, frozen=True, kw_only=True):
    """A word or a mark. `tag` "function" is for words that only hold others together, "other" for marks and signs."""

    span: Span
    lemma: str  # without case: "announce" for "Announced"
    tag: Tag


@record
class SentenceWords:
    """The words of one sentence in order, without the blanks between them.

    >>> he = TextWord(span=Span(5, 7), lemma="he", tag="function")
    >>> went = TextWord(span=Span(8, 12), lemma="go", tag="verb")
    >>> kept = SentenceWords.of([he, went], "Now. He went", 5)
    >>> kept.places, kept.tags, kept.lemmas, list(kept.words("Now. He went", 5)) == [he, went]
    ((0, 2, 1, 4), 'fv', '\\ngo', True)
    """

    places: tuple[int, ...]  # of each word: characters between it and the one before, and its length
    tags: str  # a letter for each word
    lemmas: str  # a line for each word, empty where the lemma is the word itself without case

    @classmethod
    def of(cls, words: Iterable[TextWord], text: str, start: int) -> SentenceWords:
        """`start` is the sentence's place in the text."""
        places, tags, lemmas, at = [], [], [], start
        for word in words:
            places += [word.span.start - at, len(word.span)]
            tags.append(_LETTERS[word.tag])
            lemmas.append("" if word.lemma == word.span.of(text).casefold() else word.lemma)
            at = word.span.end
        return cls(places=tuple(places), tags="".join(tags), lemmas="\n".join(lemmas))

    def words(self, text: str, start: int) -> Iterator[TextWord]:
        """The same as they were given."""
        for begin, end, tag, lemma in self.told(text, start):
            yield TextWord(span=Span(begin, end), lemma=lemma, tag=tag)

    def told(self, text: str, start: int) -> Iterator[tuple[int, int, Tag, str]]:
        """Start, end, tag and lemma of each: for those who look at every word of a book and keep few."""
        end = start
        lemmas = self.lemmas.split("\n")
        for gap, length, tag, lemma in zip(self.places[::2], self.places[1::2], self.tags, lemmas, strict=False):
            begin = end + gap
            end = begin + length
            yield begin, end, _TAGS[tag], lemma or text[begin:end].casefold()
