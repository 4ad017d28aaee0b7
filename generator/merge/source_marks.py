"""What was understood in an article, at the places where it stands: for books that print their sources whole."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..model.article import Paragraph
from ..model.book import Mark, Passage
from ..model.text import Span
from .base.cast import Who
from .base.corpus import Reading
from .statements.statements import heard

_VAGUE = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")  # TIMEX3 for "now", "recently", "soon"


def passages_of(reading: Reading, who: Who) -> tuple[Passage, ...]:
    """The article's paragraphs with their sentences and marks. `who` has those with a profile."""
    article = reading.article
    sentences: dict[int, list[tuple[int, Span]]] = defaultdict(list)
    for number, sentence in enumerate(reading.findings.sentences):
        for index, piece, _ in _pieces(sentence.span, article.paragraphs):
            sentences[index].append((number, piece))
    marks: dict[int, list[Mark]] = defaultdict(list)
    for mark in (*_quotations(reading, who), *_apart((*_dates(reading), *_people(reading, who), *_figures(reading)))):
        for index, piece, ends in _pieces(mark.span, article.paragraphs):
            marks[index].append(replace(mark, span=piece, ends=ends))
    return tuple(
        Passage(
            kind=paragraph.kind,
            text=paragraph.span.of(article.text),
            sentences=tuple(sentences[index]),
            marks=tuple(sorted(marks[index], key=lambda mark: (mark.span.start, -mark.span.end, mark.kind))),
        )
        for index, paragraph in enumerate(article.paragraphs)
    )


def _pieces(span: Span, paragraphs: tuple[Paragraph, ...]) -> Iterator[tuple[int, Span, bool]]:
    """The parts of a span that stand in a paragraph: its index, the place in it, and whether the span ends there."""
    first = bisect_right(paragraphs, span.start, key=lambda paragraph: paragraph.span.start) - 1
    for index in range(max(first, 0), len(paragraphs)):
        around = paragraphs[index].span
        if around.start >= span.end:
            return
        start, end = max(span.start, around.start), min(span.end, around.end)
        if start < end:
            further = index + 1 < len(paragraphs) and paragraphs[index + 1].span.start < span.end
            yield index, Span(start - around.start, end - around.start), not further


def _apart(marks: Iterable[Mark]) -> list[Mark]:
    """Of marks that overlap the longest; of two as long the one named first."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: mark.span.start):
        if kept and kept[-1].span.overlaps(mark.span):
            if len(mark.span) > len(kept[-1].span):
                kept[-1] = mark
        else:
            kept.append(mark)
    return kept


def _quotations(reading: Reading, who: Who) -> Iterator[Mark]:
    names = _names(reading)
    for quotation in heard(reading.findings.quotations, reading.article.text):
        described = quotation.source.of(reading.article.text) if quotation.source else ""
        yield Mark(
            span=quotation.content,
            kind="quotation",
            person=who.get(quotation.speaker or ""),
            name=names.get(quotation.speaker or "", described),
            quoted=quotation.kind,
        )


def _dates(reading: Reading) -> Iterator[Mark]:
    """Dates that are bounded, and lengths of time."""
    for timex in reading.findings.timexes:
        if timex.value not in _VAGUE and (timex.date or timex.type in ("DURATION", "SET")):
            yield Mark(span=timex.span, kind="date", date=timex.date, value=timex.value, again=timex.type == "SET")


def _people(reading: Reading, who: Who) -> Iterator[Mark]:
    """Names of people, and the pronouns and nominals that stand for them."""
    names = _names(reading)
    named = [(mention.span, mention.entity) for mention in reading.findings.mentions]
    meant = [(reference.span, reference.entity) for reference in reading.findings.references]
    for span, entity in (*named, *meant):
        if entity in names:
            yield Mark(span=span, kind="person", person=who.get(entity), name=names[entity])


def _figures(reading: Reading) -> Iterator[Mark]:
    for figure in reading.findings.figures:
        yield Mark(span=figure.span, kind="figure", value=figure.value, unit=figure.unit)


def _names(reading: Reading) -> dict[str, str]:
    return {entity.key: entity.name for entity in reading.findings.entities if entity.kind == "person"}
