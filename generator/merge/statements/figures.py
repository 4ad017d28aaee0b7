"""Figures, each with its sentence, what it measures and who does it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...model.book import KeyFigure, Measure
from ...model.dates import Date
from ...model.findings import Figure
from ...model.text import Span
from ..base.corpus import Reading
from ..base.figure_weight import is_key
from ..base.ids import content_id
from ..topics.filing import Filed

_IN_BRACKETS = re.compile(r" ?\((?:[A-Za-z]+ ){0,2}")


def figures_in(reading: Reading, filed: Filed) -> Iterator[KeyFigure]:
    """Every figure of an article, by place."""
    before: tuple[Figure, str] | None = None
    for figure in reading.findings.figures:
        sentence = reading.sentence_at(figure.span)
        if reading.is_body(sentence):
            beside = before[1] if before is not None and _is_same_sum(before[0], figure, reading) else ""
            told = _figure(reading, figure, sentence, filed, beside)
            before = figure, told.id
            yield told


def with_measures(figures: Sequence[KeyFigure], measures: Sequence[Measure]) -> tuple[KeyFigure, ...]:
    """The figures, each with the measure that has its value and tells it in its sentence."""
    of = {
        (measure.value, measure.unit, citation.source, citation.sentence): measure
        for measure in measures
        for change in measure.history
        for citation in change.citations
    }
    told = (of.get((one.value, one.unit, one.citation.source, one.citation.sentence)) for one in figures)
    return tuple(
        one
        if measure is None
        else replace(one, measure=measure.id, by=one.by or _told_in(measure.by, one.citation.quote))
        for one, measure in zip(figures, told, strict=True)
    )


def _told_in(words: str, quote: str) -> str:
    """Words where the sentence has them, else ""."""
    return words if words and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", quote) else ""


def _is_named(span: Span, reading: Reading) -> bool:
    return any(True for _ in reading.mentions.meeting(span))


def _figure(reading: Reading, figure: Figure, sentence: int, filed: Filed, beside: str) -> KeyFigure:
    text, quote = reading.article.text, reading.quote(sentence)
    place = str(figure.span.start - reading.findings.sentences[sentence].span.start)
    told = KeyFigure(
        id=content_id("f", reading.article.id, place, figure.value, figure.unit, quote),
        value=figure.value,
        unit=figure.unit,
        text=figure.span.of(text),
        date=_date_in(reading, sentence),
        topics=filed.of(sentence),
        citation=reading.cite(sentence),
        of=" ".join(figure.of.of(text).split()) if figure.of else "",
        by=" ".join(figure.by.of(text).split()) if figure.by and _is_named(figure.by, reading) else "",
        beside=beside,
    )
    return replace(told, key=is_key(told, text[figure.span.end :][:2]))


def _is_same_sum(one: Figure, other: Figure, reading: Reading) -> bool:
    """ "1.5 million pesos ($80,000)": one sum in two currencies."""
    between = reading.article.text[one.span.end : other.span.start]
    money = all(re.fullmatch(r"[A-Z]{3}", figure.unit) for figure in (one, other))
    return money and one.unit != other.unit and _IN_BRACKETS.fullmatch(between) is not None


def _date_in(reading: Reading, sentence: int) -> Date | None:
    """The day of what the sentence tells, when all that it dates is one day or span and is over."""
    span = reading.findings.sentences[sentence].span
    told = [event for event in reading.dated_in(sentence) if event.date and span.contains(event.span)]
    dates = {event.date.edtf: event.date for event in told if event.date}
    return next(iter(dates.values())) if len(dates) == 1 and told[0].kind == "occurred" else None
