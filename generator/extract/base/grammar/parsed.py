"""A parsed text as plain Python objects, which all finders ask. Most names are spaCy's; there each access makes a new
object, at ten times the cost. Made once the parse is mended; nothing changes it after."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, Literal, overload

import numpy as np
from spacy.attrs import (
    DEP,
    ENT_TYPE,
    HEAD,
    IS_ALPHA,
    IS_DIGIT,
    IS_PUNCT,
    IS_QUOTE,
    IS_SPACE,
    IS_STOP,
    IS_TITLE,
    IS_UPPER,
    LEMMA,
    LIKE_NUM,
    LOWER,
    ORTH,
    POS,
    SENT_START,
    SPACY,
    TAG,
)
from spacy.tokens import Doc as SpacyDoc
from spacy.vocab import Vocab

from ....model.text import Span
from .labels import LABELS, Form, Relation, WordClass

_NAMES = (ORTH, LOWER, LEMMA, TAG, POS, DEP, ENT_TYPE)
_FLAGS = (IS_PUNCT, IS_SPACE, IS_QUOTE, IS_STOP, IS_ALPHA, IS_DIGIT, IS_UPPER, IS_TITLE, LIKE_NUM)
_KEPT = (  # of a word
    "_span _subtree above children dep_ doc ent_type_ form head i idx is_alpha is_digit is_punct is_quote "
    "is_sent_start is_space is_stop is_title is_upper kind left_edge lefts lemma lemma_ like_num lower_ "
    "pos_ relation right_edge rights sent tag_ text whitespace_"
)
_Alignment = Literal["strict", "contract", "expand"]


class Token:
    """One word or mark."""

    __slots__ = tuple(_KEPT.split())
    text: str
    lower_: str
    lemma_: str
    tag_: str
    pos_: str
    dep_: str
    ent_type_: str
    above: Token | None  # the head, in the same sentence
    head: Token
    left_edge: Token
    right_edge: Token
    sent: DocSpan
    lefts: tuple[Token, ...]
    rights: tuple[Token, ...]
    children: tuple[Token, ...]  # what hangs on it, in order
    is_punct: bool
    is_space: bool
    is_quote: bool
    is_stop: bool
    is_alpha: bool
    is_digit: bool
    is_upper: bool
    is_title: bool
    like_num: bool
    is_sent_start: bool

    def __init__(self, doc: Doc, i: int, idx: int, said: Sequence[Any]) -> None:
        self.doc, self.i, self.idx = doc, i, idx
        (
            self.text, self.lower_, self.lemma_, self.tag_, self.pos_, self.dep_, self.ent_type_,
            self.is_punct, self.is_space, self.is_quote, self.is_stop, self.is_alpha, self.is_digit, self.is_upper,
            self.is_title, self.like_num, space, self.is_sent_start,
        ) = said  # fmt: skip
        self.whitespace_ = " " if space else ""  # behind it
        self.relation: Relation = LABELS.relations.get(self.dep_, "unclear")
        self.form: Form = LABELS.forms.get(self.tag_, "other")
        self.kind: WordClass = LABELS.classes.get(self.pos_, "other")
        self.lemma = self.lemma_.lower()
        self._span: Span | None = None
        self._subtree: tuple[Token, ...] | None = None

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def span(self) -> Span:
        """Its characters."""
        if self._span is None:
            self._span = Span(self.idx, self.idx + len(self.text))
        return self._span

    @property
    def subtree(self) -> tuple[Token, ...]:
        """It and all that hangs below it."""
        if self._subtree is None:
            found: list[Token] = []
            for child in self.lefts:
                found.extend(child.subtree)
            found.append(self)
            for child in self.rights:
                found.extend(child.subtree)
            self._subtree = tuple(found)
        return self._subtree

    @property
    def ancestors(self) -> Iterator[Token]:
        """The words above it, the nearest first."""
        word = self
        for _ in range(len(self.doc)):
            if word.head is word:
                return
            word = word.head
            yield word

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The others of a row: "Roe, Kim and Holm"."""
        first = self
        while first.head is not first and first.dep_ == "conj":
            first = first.head
        row = [first]
        for word in row:
            row.extend(child for child in word.rights if child.dep_ == "conj")
        return tuple(word for word in row if word is not self)

    def is_ancestor(self, other: Token) -> bool:
        """Whether it stands above the other."""
        return any(word is self for word in other.ancestors)

    def nbor(self, distance: int = 1) -> Token:
        """The word so far to the right. Raises IndexError outside the text."""
        if self.i + distance < 0:
            raise IndexError(distance)
        return self.doc[self.i + distance]


class DocSpan:
    """Words that stand side by side. Raises IndexError when they would end before they start."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        if not 0 <= start <= end <= len(doc):
            raise IndexError(f"no words from {start} to {end}")
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> DocSpan: ...
    def __getitem__(self, at: int | slice) -> Token | DocSpan:
        if isinstance(at, slice):
            first, last = _bounds(at, len(self))
            return DocSpan(self.doc, self.start + first, self.start + last)
        found = at + (self.end if at < 0 else self.start)
        if not self.start <= found < self.end:
            raise IndexError(at)
        return self.doc.tokens[found]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DocSpan) and self._place == other._place

    def __hash__(self) -> int:
        return hash(self._place)

    @property
    def _place(self) -> tuple[int, int, int, str]:
        return id(self.doc), self.start_char, self.end_char, self.label_

    @property
    def start_char(self) -> int:
        """Where it begins in the text."""
        tokens = self.doc.tokens
        return tokens[self.start].idx if self.start < len(tokens) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """Where it ends in the text."""
        if self.start == self.end:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def span(self) -> Span:
        """Its characters."""
        return Span(self.start_char, self.end_char)

    @property
    def text(self) -> str:
        """Its words as they stand."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def sent(self) -> DocSpan:
        """The sentence in which it begins."""
        return self.doc.tokens[min(self.start, len(self.doc) - 1)].sent

    @property
    def root(self) -> Token:
        """The word on which the others hang; of several the one that stands highest, then the first."""
        words = self.doc.tokens[self.start : self.end]
        top = next((word for word in words if word.head is word), None)
        if top is not None:
            return top
        outside = [word for word in words if not self.start <= word.head.i < self.end]
        if not outside:
            return self.doc.tokens[self.start]
        return outside[0] if len(outside) == 1 else min(outside, key=_depth)

    def char_span(self, start: int, end: int, alignment_mode: _Alignment = "strict") -> DocSpan | None:
        """The words between two offsets, counted from where it begins."""
        first = self.start_char
        return self.doc.char_span(start + first, end + first, alignment_mode)


class Doc:
    """A text with its words and what the model says of each; `user_data` is for what finders keep with it."""

    def __init__(self, parse: SpacyDoc) -> None:
        self._parse = parse
        self.text: str = parse.text
        self.vocab: Vocab = parse.vocab
        self.user_data: dict[str, Any] = {}
        self.tokens = _tokens(self, parse)
        self._starts = [token.idx for token in self.tokens]
        self.sents = _with_sentences(self)
        _hang(self.tokens, _heads(parse))

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> DocSpan: ...
    def __getitem__(self, at: int | slice) -> Token | DocSpan:
        if isinstance(at, slice):
            return DocSpan(self, *_bounds(at, len(self.tokens)))
        return self.tokens[at]

    def char_span(self, start: int, end: int, alignment_mode: _Alignment = "strict") -> DocSpan | None:
        """The words between two offsets, None where there are none: with "strict" those that begin and end there, with
        "contract" those that lie wholly inside, with "expand" those that share a character."""
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        last_end = last.idx + len(last.text)
        low, high = first.i, last.i
        if alignment_mode == "strict":
            return DocSpan(self, low, high + 1) if start == first.idx and end == last_end else None
        if alignment_mode == "contract":
            low, high = low + (first.idx < start), high - (end < last_end)
            return DocSpan(self, low, high + 1) if low <= high else None
        return DocSpan(self, low + (start == first.idx + len(first.text)), high + 1)

    def _at(self, offset: int) -> Token | None:
        """The word that an offset lies in or right behind."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return None
        token = self.tokens[at]
        return token if offset < token.idx + len(token.text) + len(token.whitespace_) else None

    @cached_property
    def ents(self) -> tuple[DocSpan, ...]:
        """The names, days and numbers that the model sees."""
        return tuple(DocSpan(self, each.start, each.end, each.label_) for each in self._parse.ents)

    @property
    def noun_chunks(self) -> Iterator[DocSpan]:
        """Nouns with what belongs to them."""
        return (DocSpan(self, each.start, each.end, each.label_) for each in self._parse.noun_chunks)


def _bounds(at: slice, length: int) -> tuple[int, int]:
    start, stop, _ = at.indices(length)
    return start, max(start, stop)


def _depth(word: Token) -> int:
    """How many words stand above it; a blank or a mark on which nothing hangs counts as the lowest."""
    if (word.is_space or word.is_punct) and not word.children:
        return len(word.doc) - 1
    return sum(1 for _ in word.ancestors)


def _tokens(doc: Doc, parse: SpacyDoc) -> list[Token]:
    tokens: list[Token] = []
    idx = 0
    for i, said in enumerate(zip(*_columns(parse), strict=True)):
        token = Token(doc, i, idx, said)
        idx += len(token.text) + len(token.whitespace_)
        tokens.append(token)
    return tokens


def _columns(parse: SpacyDoc) -> Iterator[list[Any]]:
    """What is said of the words, one list after the other: column by column takes a third of the time of word by
    word."""
    names: Any = parse.to_array([*_NAMES])
    known = {number: parse.vocab.strings[number] for number in np.unique(names).tolist()}
    for column in names.T.tolist():
        yield [known[number] for number in column]
    flags: Any = parse.to_array([*_FLAGS, SPACY, SENT_START])
    yield from (flags.T == 1).tolist()  # in the column of starts a place where none is has the number of -1


def _heads(parse: SpacyDoc) -> Iterator[tuple[int, int, int]]:
    """Of each word the index of the one above, and of the first and the last below it."""
    steps = parse.to_array(HEAD).view(np.int64).tolist()
    for word, step in zip(parse, steps, strict=True):
        yield word.i + step, word.left_edge.i, word.right_edge.i


def _hang(tokens: list[Token], heads: Iterable[tuple[int, int, int]]) -> None:
    """Tie each word to the one above it and to those below."""
    lefts: list[list[Token]] = [[] for _ in tokens]
    rights: list[list[Token]] = [[] for _ in tokens]
    for token, (head, left, right) in zip(tokens, heads, strict=True):
        token.head, token.left_edge, token.right_edge = tokens[head], tokens[left], tokens[right]
        token.above = token.head if token.head is not token and token.head.sent is token.sent else None
        if token.i != head:
            (lefts if token.i < head else rights)[head].append(token)
    for token, before, behind in zip(tokens, lefts, rights, strict=True):
        token.lefts, token.rights = tuple(before), tuple(behind)
        token.children = (*before, *behind)


def _with_sentences(doc: Doc) -> tuple[DocSpan, ...]:
    """The sentences; each word is told its own."""
    starts = [token.i for token in doc.tokens if token.i == 0 or token.is_sent_start]
    found = tuple(DocSpan(doc, start, end) for start, end in pairwise([*starts, len(doc)]))
    for sentence in found:
        for token in sentence:
            token.sent = sentence
    return found
