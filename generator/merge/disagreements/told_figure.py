"""A figure in its sentence: the words that tell it, whose words they are, and whether it counts a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...model.findings import Figure, Timex
from ...model.text import Span
from ...model.words import TextWord
from ..base.corpus import Reading
from ..base.listed import BOUNDS, words_of
from .measures import counted_in

_NEAR = 30  # characters before a figure in which a word bears on it
_AFTER = 60  # the same after it
_BESIDE = 12  # characters in which a word belongs to it
_ASIDE = re.compile(r"\([^()]*\)|(?:--|–|—)[^–—]*?(?:--|–|—)")
_LAST = re.compile(r"[\d(),;:]")


@dataclass(frozen=True)
class ToldFigure:
    """`figures` and `every_word` are all of the sentence, of which `number` is the index."""

    reading: Reading
    number: int
    figure: Figure
    figures: Sequence[Figure]
    every_word: Sequence[TextWord]

    @property
    def text(self) -> str:
        """The text of its article."""
        return self.reading.article.text

    @property
    def sentence(self) -> Span:
        """Where its sentence stands."""
        return self.reading.findings.sentences[self.number].span

    @cached_property
    def _said(self) -> tuple[Span, str]:
        for quotation in self.reading.quotations_at(self.sentence):
            content = quotation.content
            if content.contains(self.figure.span) and quotation.source is not None:
                inside = Span(max(content.start, self.sentence.start), min(content.end, self.sentence.end))
                return inside, quotation.speaker or quotation.source.of(self.text).casefold()
        return self.sentence, ""

    @property
    def area(self) -> Span:
        """The words that tell it, without who says them."""
        return self._said[0]

    @property
    def speaker(self) -> str:
        """Who says it; "" for the article itself."""
        return self._said[1]

    @property
    def before(self) -> str:
        """What stands in front of it, back to a mark or another number."""
        return _LAST.split(self.text[max(self.area.start, self.figure.span.start - _NEAR) : self.figure.span.start])[-1]

    @property
    def after(self) -> str:
        """What follows it, up to a mark or another number."""
        return _LAST.split(self.text[self.figure.span.end : min(self.area.end, self.figure.span.end + _AFTER)])[0]

    @cached_property
    def others(self) -> list[Figure]:
        """The other figures in the words that tell it."""
        return [other for other in self.figures if other != self.figure and self.area.contains(other.span)]

    @cached_property
    def words(self) -> list[TextWord]:
        """The words of its area, without asides and without those that make a figure a bound."""
        out = list(self._asides)
        for bound in BOUNDS:
            found = (match.span() for match in words_of(bound).finditer(self.area.of(self.text)))
            out += [Span(self.area.start + start, self.area.start + end) for start, end in found]
        inside = (word for word in self.every_word if self.area.contains(word.span))
        return [word for word in inside if not any(each.contains(word.span) for each in out)]

    @cached_property
    def _asides(self) -> list[Span]:
        """What stands in brackets or between dashes."""
        found = (match.span() for match in _ASIDE.finditer(self.sentence.of(self.text)))
        return [Span(self.sentence.start + start, self.sentence.start + end) for start, end in found]

    def is_part(self) -> bool:
        """Whether it is a part of another count, adds to one, or is of another time or case than what is told."""
        told = self.figure.span.of(self.text)
        beside = f"{self.before[-_BESIDE:]} {told} {self.after[:_BESIDE]}"
        if (
            words_of("elsewhere").search(self.sentence.of(self.text))
            or words_of("scope").search(f"{self.before} {told} {self.after}")
            or words_of("increments").search(beside)
        ):
            return True
        in_aside = any(aside.contains(self.figure.span) for aside in self._asides)
        return self.figure.unit != "percent" and bool(in_aside or words_of("parts").match(self.after.lstrip()))

    @cached_property
    def times(self) -> list[tuple[Timex, bool]]:
        """The times in its area, each with whether something is counted over it: "since June", "in ten days"."""
        inside = self.reading.timexes.meeting(self.area)
        return [(time, self._runs(time)) for time in inside if not self.figure.span.contains(time.span)]

    def _runs(self, time: Timex) -> bool:
        before = self.text[max(self.area.start, time.span.start - _BESIDE) : time.span.start].rstrip()
        found = words_of("spanning").finditer(before)
        return time.type == "DURATION" or any(match.end() == len(before) for match in found)


def told_figures(reading: Reading) -> Iterator[ToldFigure]:
    """Every figure of an article's told text that counts a whole."""
    for number in range(len(reading.sentences)):
        figures = counted_in(reading, number) if reading.is_body(number) else ()
        if figures:
            words = reading.words(number)
            told = (ToldFigure(reading, number, figure, figures, words) for figure in figures)
            yield from (each for each in told if not each.is_part())
