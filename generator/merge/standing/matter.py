"""What an article is about, and which of its sentences with a figure tell of that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ...model.text import record
from ..base.corpus import Reading, first_of_body
from ..base.line_gate import unclear_beside_others
from ..base.same_words import in_lines, senses_of, words_of
from .sentence_deeds import deeds_of

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")


@record
class Figured:
    """A sentence with a figure, given by its index."""

    sentence: int
    means: str  # what its words mean, in lines
    numbered: bool  # a number of the headline stands in it
    deed: bool  # a deed or somebody's words, a promise among them, stand in it
    plain: bool  # it tells a deed that is not told in passing
    unclear: bool  # it points to what was told before


@record
class Matter:
    """Of one article, whoever its people are in the book."""

    about: str  # what its headline tells; without one, its first sentence; in lines
    figured: tuple[Figured, ...]


def matter_of(reading: Reading) -> Matter:
    """What an article is about."""
    return reading.brief(matter_in)


def matter_in(reading: Reading) -> Matter:
    """The same, worked out."""
    heads = [number for number, sentence in enumerate(reading.sentences) if sentence.kind == "headline"]
    start = first_of_body(reading)
    told = heads or ([] if start is None else [start])
    numbers = frozenset(_NUMBER.findall(" ".join(map(reading.quote, heads))))
    sentences = sorted({reading.sentence_at(figure.span) for figure in reading.findings.figures})
    return Matter(
        about=in_lines(frozenset().union(*(senses_of(reading, number) for number in told))),
        figured=tuple(_figured(reading, sentence, numbers) for sentence in sentences),
    )


def _figured(reading: Reading, sentence: int, numbers: frozenset[str]) -> Figured:
    quote, deeds = reading.quote(sentence), deeds_of(reading, sentence)
    return Figured(
        sentence=sentence,
        means=in_lines(senses_of(reading, sentence)),
        numbered=not numbers.isdisjoint(_NUMBER.findall(quote)),
        deed=deeds.told or deeds.said,
        plain=deeds.plain,
        unclear=bool(unclear_beside_others(quote)),
    )


def about_each(corpus: Iterable[Reading]) -> Mapping[str, frozenset[str]]:
    """What each article is about, by its id."""
    return {reading.article.id: words_of(matter_of(reading).about) for reading in corpus}
