"""What an article counts: its figures, and what is measured of one deed once: the magnitude of a quake, a term."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...model.findings import Figure
from ...model.text import Span, alternation
from ...rules.load import load
from ...rules.types.merge import DIFFERENCES
from ..base.corpus import Reading

MAGNITUDE = "magnitude"  # unit and rule
TERM = "term"  # rule
_LENGTH = re.compile(r"P(\d+)([YM])")
_UNITS = {"Y": "years", "M": "months"}


def is_term(figure: Figure) -> bool:
    """Whether it is how long somebody goes to prison for."""
    return figure.rule == TERM


def counted_in(reading: Reading, number: int) -> tuple[Figure, ...]:
    """The figures of a sentence, magnitudes, and the terms of those who are sent to prison, in order."""
    span = reading.findings.sentences[number].span
    figures = [*reading.within(reading.findings.figures, span)]
    figures += (each for each in _magnitudes(reading.article.text, span) if not _meets(each, figures))
    figures += _terms(reading, span)
    return tuple(sorted(figures, key=lambda figure: figure.span))


def _meets(figure: Figure, others: list[Figure]) -> bool:
    return any(figure.span.overlaps(other.span) for other in others)


@cache
def _magnitude() -> re.Pattern[str]:
    """ "magnitude 5.9", "a magnitude of 5.9", "5.9-magnitude", "5.9 on the Richter scale"."""
    number, words = r"(?<![\d.,])(\d(?:\.\d)?)(?![\d]|[.,]\d)", load(DIFFERENCES)
    before, behind = alternation(words.magnitude_before), alternation(words.magnitude_behind)
    return re.compile(rf"(?<!\w)(?:{before})\s+{number}|{number}(?:{behind})(?!\w)", re.IGNORECASE)


def _magnitudes(text: str, span: Span) -> Iterator[Figure]:
    for match in _magnitude().finditer(text, span.start, span.end):
        group = 1 if match[1] else 2
        yield Figure(span=Span(*match.span(group)), value=match[group], unit=MAGNITUDE, rule=MAGNITUDE)


@cache
def _prison() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(load(DIFFERENCES).prison)})(?!\w)", re.IGNORECASE)


def _terms(reading: Reading, span: Span) -> Iterator[Figure]:
    """Of one sentence of one court: where a sentence tells two lengths, which is the term is not known."""
    lengths = [each for each in reading.timexes.meeting(span) if each.type == "DURATION" and each.date is None]
    value = _LENGTH.fullmatch(lengths[0].value) if len(lengths) == 1 else None
    if value is not None and _prison().search(span.of(reading.article.text)):
        yield Figure(span=lengths[0].span, value=value[1], unit=_UNITS[value[2]], rule=TERM)
