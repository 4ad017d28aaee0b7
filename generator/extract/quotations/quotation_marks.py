"""Stretches of text between quotation marks: curly, straight, single, doubled, guillemets.

One pass over the marks of each paragraph with a stack. A mark opens or closes by its shape and by
what stands on either side of it, so that nested and mistyped marks find their partner. A mark
that is never closed reaches to the end of its sentence, or, when the next paragraph opens with a
mark again (the English way to carry a quotation over), to the end of its paragraph.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal

from ...model.article import Article, Paragraph
from ...model.findings import Sentence
from ...model.text import Span, record
from ...rules.load import load
from ...rules.types.quotations import QUOTATION_MARKS
from .attribution.cue_words import says

Family = Literal["double", "single", "guillemet"]

_MARK = re.compile(r"""''|``|["“”„«»‘’‚'`]""")
_FAMILY: dict[str, Family] = {
    **dict.fromkeys(("''", "``", '"', "“", "”", "„"), "double"),
    **dict.fromkeys(("‘", "’", "‚", "'", "`"), "single"),
    **dict.fromkeys(("«", "»"), "guillemet"),
}
_OPENERS = frozenset(("“", "„", "«", "``", "‘", "‚", "`"))
_CLOSERS = frozenset(("”", "»", "’"))
_BEFORE_OPENING = frozenset("([{-–—―/\"“‘«…:;,'")
_WORD = re.compile(r"\w+")
_LONGEST_CUE = 9  # words: "Energy Minister Rosa Lind said"
_LOOK_AHEAD = 6  # marks searched for the true end of a single-quoted stretch


@record
class Marked:
    """A stretch between quotation marks."""

    span: Span  # marks included
    inside: Span  # marks left out
    family: Family
    depth: int  # 0 when no other stretch holds it
    closed: bool = True
    carried: bool = False  # not closed because it goes on in the next paragraph


@record
class _Mark:
    start: int
    text: str
    opens: bool  # by what stands around it
    closes: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@cache
def _elisions() -> frozenset[str]:
    return frozenset(load(QUOTATION_MARKS).elisions.words)


def _marks(text: str, span: Span) -> list[_Mark]:
    found = []
    for match in _MARK.finditer(text, span.start, span.end):
        before = text[match.start() - 1] if match.start() > span.start else " "
        after = text[match.end()] if match.end() < span.end else " "
        found.append(
            _Mark(
                start=match.start(),
                text=match.group(),
                opens=not after.isspace() and (before.isspace() or before in _BEFORE_OPENING),
                closes=not before.isspace() and not after.isalnum(),
            )
        )
    return found


def _elided(text: str, mark: _Mark) -> bool:
    """An apostrophe at a word's start that stands for letters left out: 'em, '90s."""
    word = _WORD.match(text, mark.end)
    return word is not None and (word.group()[0].isdigit() or word.group().casefold() in _elisions())


def _plural_possessive(text: str, marks: Sequence[_Mark], at: int) -> bool:
    """Whether the closing mark at `at` is the apostrophe of "the voters' anger": another one closes later."""
    mark = marks[at]
    if text[mark.start - 1] not in "sS" or not text[mark.end : mark.end + 2].strip(" ").islower():
        return False
    for later in marks[at + 1 : at + 1 + _LOOK_AHEAD]:
        if _FAMILY[later.text] == "single":
            if later.opens and not later.closes:
                return False
            if later.closes and not later.opens:
                return True
    return False


def _role(text: str, marks: Sequence[_Mark], at: int, is_open: bool) -> Literal["open", "close"] | None:
    """What a mark does, given whether a stretch of its family is open."""
    mark = marks[at]
    if _FAMILY[mark.text] == "single":
        if is_open and mark.closes and mark.text in ("'", "’"):
            return None if _plural_possessive(text, marks, at) else "close"
        opening = mark.opens and mark.text != "’" and text[mark.end : mark.end + 1] != " "
        return "open" if opening and not _elided(text, mark) else None
    if mark.text in _OPENERS:
        return "close" if is_open and mark.closes and not mark.opens else "open"
    if mark.text in _CLOSERS:
        if is_open:
            return "close"
        return "open" if not mark.closes else None
    if mark.opens != mark.closes:
        if mark.opens:
            return "open"
        return "close" if is_open else None
    if mark.opens or (text[mark.start - 1 : mark.start].isspace() and text[mark.end : mark.end + 1].isspace()):
        return "close" if is_open else "open"
    return None


def _pairs(text: str, span: Span) -> tuple[list[tuple[_Mark, _Mark]], list[_Mark]]:
    """Pairs of marks, and the double marks that stay open."""
    marks = _marks(text, span)
    stack: list[_Mark] = []
    pairs: list[tuple[_Mark, _Mark]] = []
    open_count = {"double": 0, "single": 0, "guillemet": 0}
    for at, mark in enumerate(marks):
        family = _FAMILY[mark.text]
        role = _role(text, marks, at, open_count[family] > 0)
        if role == "open":
            stack.append(mark)
            open_count[family] += 1
        elif role == "close":
            while stack:  # a single mark left open inside was an apostrophe
                opener = stack.pop()
                open_count[_FAMILY[opener.text]] -= 1
                if _FAMILY[opener.text] == family:
                    pairs.append((opener, mark))
                    break
    return pairs, [mark for mark in stack if _FAMILY[mark.text] != "single"]


def _opens_with_mark(text: str, paragraph: Paragraph | None) -> bool:
    return paragraph is not None and text[paragraph.span.start] in '"“«'


def _sentence_end(opener: _Mark, paragraph: Paragraph, sentence_ends: Sequence[int]) -> int:
    at = bisect.bisect_right(sentence_ends, opener.end)
    return min(sentence_ends[at], paragraph.span.end) if at < len(sentence_ends) else paragraph.span.end


def _end_before_cue(text: str, opener: _Mark, paragraph: Paragraph, sentence_ends: Sequence[int]) -> int | None:
    """Where words end whose closing mark was forgotten before their cue: "The dam is safe, the minister said." """
    end = _sentence_end(opener, paragraph, sentence_ends)
    comma = text.rfind(",", opener.end, end)
    cue = text[comma + 1 : end].strip(" .").split()
    speaks = comma > 0 and 1 < len(cue) <= _LONGEST_CUE and (says(cue[-1]) or says(cue[0]))
    return comma + 1 if speaks and (any(word[0].isupper() for word in cue) or cue[0] in ("he", "she", "the")) else None


def _raw(
    text: str, paragraph: Paragraph, following: Paragraph | None, sentence_ends: Sequence[int]
) -> Iterator[Marked]:
    pairs, left_open = _pairs(text, paragraph.span)
    last_curly = max((inner.start for inner, _ in pairs if inner.text == "“"), default=-1)
    # a straight mark before curly ones of its rank stands for a block set off by layout
    left_open = [opener for opener in left_open if opener.text != '"' or opener.start > last_curly]
    for opener, closer in pairs:
        if opener.end < closer.start:
            yield Marked(
                span=Span(opener.start, closer.end),
                inside=Span(opener.end, closer.start),
                family=_FAMILY[opener.text],
                depth=0,
            )
    for opener in left_open:
        goes_on = opener is left_open[0] and _opens_with_mark(text, following)
        yield from _left_open(text, opener, paragraph, sentence_ends, goes_on=goes_on)


def _left_open(
    text: str, opener: _Mark, paragraph: Paragraph, sentence_ends: Sequence[int], *, goes_on: bool
) -> Iterator[Marked]:
    """What a mark opens that is never closed."""
    said = _end_before_cue(text, opener, paragraph, sentence_ends)
    carried = goes_on and said is None
    end = paragraph.span.end if carried else said or _sentence_end(opener, paragraph, sentence_ends)
    if opener.end < end:
        yield Marked(
            span=Span(opener.start, end),
            inside=Span(opener.end, end),
            family=_FAMILY[opener.text],
            depth=0,
            closed=False,
            carried=carried,
        )


def _nested(found: Iterable[Marked]) -> Iterator[Marked]:
    """The same stretches in order, each with its depth; one that straddles another's end is dropped."""
    around: list[Span] = []
    for marked in sorted(found, key=lambda marked: (marked.span.start, -marked.span.end)):
        while around and around[-1].end <= marked.span.start:
            around.pop()
        if around and marked.span.end > around[-1].end:
            continue
        yield Marked(
            span=marked.span,
            inside=marked.inside,
            family=marked.family,
            depth=len(around),
            closed=marked.closed,
            carried=marked.carried,
        )
        around.append(marked.span)


def find_marked(article: Article, sentences: Sequence[Sentence]) -> tuple[Marked, ...]:
    """Every stretch between quotation marks, outer before inner, sorted by place."""
    sentence_ends = [sentence.span.end for sentence in sentences]
    found: list[Marked] = []
    following: Paragraph | None
    for paragraph, following in zip(article.paragraphs, (*article.paragraphs[1:], None), strict=False):
        found += _nested(_raw(article.text, paragraph, following, sentence_ends))
    return tuple(found)
