"""How cues and marked stretches lie in sentences and paragraphs, for the rules to look at."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence

from ...model.article import Article
from ...model.findings import Sentence
from ...model.text import Span, record
from ..base.grammar import Range
from ..base.grammar.parsed import Doc
from .attribution.cues import Cue, cues
from .quotation_marks import Marked

REACH = 15  # tokens allowed between a cue and the comma or colon before a quotation
_QUIET = frozenset(("headline", "heading"))  # their marks are nobody's words
_LONGEST_SENTENCE = 1000  # tokens; a longer one is a table or an attack


@record
class Stretch:
    """A marked stretch as tokens."""

    marked: Marked
    tokens: Range
    sentence: int  # of its first token
    last_sentence: int


@record
class Page:
    """What the rules look at."""

    doc: Doc
    text: str
    sentences: tuple[Range, ...]
    paragraphs: tuple[int, ...]  # of each sentence
    quiet: frozenset[int]  # sentences of headings
    stretches: tuple[Stretch, ...]  # outermost only
    marked: tuple[bool, ...]  # per token: inside marks, marks included
    cues: tuple[tuple[Cue, ...], ...]  # per sentence, by place

    def touched(self, span: Range) -> Sequence[Stretch]:
        """The stretches that a range overlaps."""
        first = bisect.bisect_right(self.stretches, span[0], key=lambda stretch: stretch.tokens[1])
        last = bisect.bisect_left(self.stretches, span[1], key=lambda stretch: stretch.tokens[0])
        return self.stretches[first:last]

    def sentence_of(self, token: int) -> int:
        """The index of the sentence that a token stands in."""
        return bisect.bisect_right(self.sentences, token, key=lambda sentence: sentence[0]) - 1

    def before(self, stretch: Stretch) -> int | None:
        """The token before a stretch in its sentence, spaces left out."""
        tokens = range(stretch.tokens[0] - 1, self.sentences[stretch.sentence][0] - 1, -1)
        return next((at for at in tokens if not self.doc[at].is_space), None)

    def after(self, stretch: Stretch) -> int | None:
        """The token after a stretch in its sentence, spaces left out."""
        tokens = range(stretch.tokens[1], self.sentences[stretch.last_sentence][1])
        return next((at for at in tokens if not self.doc[at].is_space), None)

    def holder(self, stretch: Stretch) -> Cue | None:
        """The cue with a clause that holds a stretch: The summit did "too little," she added."""
        for cue in self.cues[stretch.last_sentence]:
            holds = any(low <= stretch.tokens[0] and stretch.tokens[1] <= high for low, high in cue.content)
            if holds and cue.source is not None and "quote" in cue.takes:
                return cue
        return None


def lay_out(doc: Doc, article: Article, sentences: Sequence[Sentence], marks: Iterable[Marked]) -> Page:
    """A parsed article as the rules see it; headings and very long sentences have no cues."""
    ranges = tuple(_sentence_ranges(doc, sentences))
    stretches = tuple(_stretches(doc, ranges, marks))
    marked = [False] * (len(doc) + 1)
    for stretch in stretches:
        first, last = stretch.tokens
        marked[first:last] = [True] * (last - first)
    quiet = frozenset(
        at
        for at, (sentence, (first, last)) in enumerate(zip(sentences, ranges, strict=True))
        if sentence.kind in _QUIET or last - first > _LONGEST_SENTENCE
    )
    return Page(
        doc=doc,
        text=article.text,
        sentences=ranges,
        paragraphs=tuple(_paragraphs(article, sentences)),
        quiet=quiet,
        stretches=stretches,
        marked=tuple(marked),
        cues=tuple(() if at in quiet else cues(doc, span, marked) for at, span in enumerate(ranges)),
    )


def _sentence_ranges(doc: Doc, sentences: Sequence[Sentence]) -> Iterator[Range]:
    token = 0
    for sentence in sentences:
        while token < len(doc) and doc[token].idx < sentence.span.start:
            token += 1
        first = token
        while token < len(doc) and doc[token].idx < sentence.span.end:
            token += 1
        yield first, token


def _paragraphs(article: Article, sentences: Sequence[Sentence]) -> Iterator[int]:
    """The index of each sentence's paragraph."""
    paragraph = 0
    for sentence in sentences:
        while paragraph + 1 < len(article.paragraphs) and article.paragraphs[paragraph].span.end <= sentence.span.start:
            paragraph += 1
        yield paragraph


def _stretches(doc: Doc, sentences: Sequence[Range], marks: Iterable[Marked]) -> Iterator[Stretch]:
    """The outermost stretches that lie in sentences."""
    sentence_of = [-1] * (len(doc) + 1)
    for at, (first, last) in enumerate(sentences):
        sentence_of[first:last] = [at] * (last - first)
    for mark in marks:
        tokens = _token_range(doc, mark.span) if mark.depth == 0 else None
        if tokens is not None and sentence_of[tokens[0]] >= 0:
            yield Stretch(
                marked=mark,
                tokens=tokens,
                sentence=sentence_of[tokens[0]],
                last_sentence=max(sentence_of[tokens[0] : tokens[1]]),
            )


def _token_range(doc: Doc, span: Span) -> Range | None:
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return None if found is None else (found.start, found.end)
