"""Class, form and lemma of each word, as two parts of the model's pipeline give them by rule: its attribute ruler and
its lemmatizer. They try some two hundred patterns at every word, which takes a tenth of a parse. Nearly all patterns
look at one word alone, so what they say of it is kept for the next time that it stands there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

_ASKED = frozenset({"ORTH", "LOWER", "IS_SPACE", "TAG", "DEP"})  # by patterns: all follow from what is seen
_SEEN: Any = (ORTH, TAG, DEP)
_GIVEN: Any = (TAG, DEP, POS, MORPH, LEMMA)
_MOST_KEPT = 50_000

Piece = Callable[[Doc], Doc]
Seen = tuple[int, ...]
Given = tuple[tuple[int, ...], str]  # numbers, and the lemma: the number of a new one would end with its article


@cache
def pieces_of(nlp: Language) -> tuple[Piece, ...]:
    """The parts of a pipeline in their order, ruler and lemmatizer as one where these ask no more than a word has."""
    pieces: list[Piece] = []
    for _, part in nlp.pipeline:
        before = pieces[-1] if pieces else None
        if isinstance(before, AttributeRuler) and isinstance(part, Lemmatizer) and _can_be_kept(before, part):
            pieces[-1] = WordClasses(before, part)
        else:
            pieces.append(part)
    return tuple(pieces)


class WordClasses:
    """Gives what the ruler, and the lemmatizer behind it, would give."""

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        self._pieces = (ruler, lemmatizer)
        longer = [pattern for pattern in _patterns(ruler) if len(pattern) > 1]
        self._longest = max(map(len, longer), default=1)
        self._openings = Matcher(ruler.vocab)
        self._openings.add("longer", [pattern[:1] for pattern in longer])
        self._kept: dict[Seen, tuple[Given, bool]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The text with class, form and lemma at each word."""
        if len(self._kept) > _MOST_KEPT:
            self._kept.clear()
        words: list[Seen] = list(map(tuple, doc.to_array(_SEEN).tolist()))
        for word in set(words).difference(self._kept):
            self._kept[word] = self._alone(doc, word)
        known = [self._kept[word] for word in words]
        given = [of_one for of_one, _ in known]
        for first, end in self._stretches([may_open for _, may_open in known]):
            given[first:end] = self._together(doc, words[first:end])
        strings = doc.vocab.strings
        rows = [(*numbers, strings.add(lemma)) for numbers, lemma in given]
        return _with(doc, _GIVEN, rows)

    def _alone(self, doc: Doc, word: Seen) -> tuple[Given, bool]:
        """What is said of a word without its neighbours, and whether a longer pattern may begin with it."""
        may_open = bool(self._openings(_copy(doc, [word]), allow_missing=True))
        return self._together(doc, [word])[0], may_open

    def _together(self, doc: Doc, words: Sequence[Seen]) -> list[Given]:
        """What is said of words that stand side by side."""
        copy = _copy(doc, words)
        for piece in self._pieces:
            copy = piece(copy)
        return [(tuple(row[:-1]), doc.vocab.strings[row[-1]]) for row in copy.to_array(_GIVEN).tolist()]

    def _stretches(self, may_open: Sequence[bool]) -> list[tuple[int, int]]:
        """Where longer patterns may match; what touches is one stretch."""
        found: list[tuple[int, int]] = []
        for first in (at for at, opens in enumerate(may_open) if opens):
            end = min(first + self._longest, len(may_open))
            if found and first <= found[-1][1]:
                first = found.pop()[0]
            found.append((first, end))
        return found


def _can_be_kept(ruler: AttributeRuler, lemmatizer: Lemmatizer) -> bool:
    """Whether no pattern asks for more of a word than is seen, or takes a number of words that varies."""
    return lemmatizer.mode == "rule" and all(word.keys() <= _ASKED for pattern in _patterns(ruler) for word in pattern)


def _patterns(ruler: AttributeRuler) -> Iterator[list[dict[str, Any]]]:
    for rule in ruler.patterns:
        yield from rule["patterns"]  # type: ignore[misc]


def _copy(doc: Doc, words: Sequence[Seen]) -> Doc:
    """Some of its words by themselves, with what is seen of them."""
    copy = Doc(doc.vocab, words=[doc.vocab.strings[orth] for orth, *_ in words])
    return _with(copy, _SEEN[1:], [seen for _, *seen in words])


def _with(doc: Doc, attributes: Any, rows: Sequence[Sequence[int]]) -> Doc:
    """The text with these set at its words, a row of numbers for each."""
    values: Any = np.array(rows, dtype=np.uint64)
    return doc.from_array(attributes, values.reshape(-1, len(attributes)))
