"""The few sentences that a reader with two minutes needs: the main topics and what is newest, each thing once."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from ..model.article import OPINION
from ..model.book import Citation, Claim, Person, TimelineEntry, Topic
from ..model.dates import Date
from .base.corpus import Reading, first_of_body
from .base.line_gate import leans, names_another_day, needs_a_day
from .base.same_words import Rarity, content_words, senses, senses_in
from .events.brackets import PersonIds
from .events.headlines import is_deletion, shortened
from .topics.summaries import resumes
from .topics.term_index import word_list

_MOST = 8
_TOO_ALIKE = 0.4  # share of weighted words that makes two sentences say the same
_FEWEST = 7  # words
_OPENING = 4  # words that must not point back
_SALIENT = 0.5  # weight of salience beside what its article is about
_PLAIN = 0.5  # salience of a sentence that is no entry
_WEEK = dt.timedelta(days=7)
_ANOTHER_DAY = 0.05  # by which a line has less whose weekday is not the day beside it
_PLANNED = 0.5  # by which a plan has less


def shorten(
    claims: Sequence[Claim], readings: Mapping[str, Reading], ids: PersonIds, people: Mapping[str, Person]
) -> tuple[Claim, ...]:
    """The claims with what their sentences can do without left out and names completed; dated by their source."""
    return tuple(
        replace(
            claim,
            text=shortened(readings[claim.citation.source], claim.citation.sentence, ids, people),
            date=claim.date or readings[claim.citation.source].published,
        )
        for claim in claims
    )


def ledes_of(corpus: Sequence[Reading]) -> tuple[Claim, ...]:
    """The first sentence of each article's text, of opinions none."""
    firsts = ((reading, first_of_body(reading.findings)) for reading in corpus if reading.article.genre != OPINION)
    return tuple(
        Claim(text=reading.quote(number), citation=reading.cite(number))
        for reading, number in firsts
        if number is not None
    )


def bottom_line(
    topics: Sequence[Topic],
    events: Sequence[TimelineEntry],
    ledes: Sequence[Claim],
    readings: Mapping[str, Reading],
    rarity: Rarity,
) -> tuple[Claim, ...]:
    """Up to eight sentences, newest first: of entries, summaries of topics and ledes those that tell most of what the
    headlines of their articles tell, and are told by most.

    No two of them say the same, no source has more than its share, and each can be read on its own.
    """
    claims = [*_of_events(events, readings), *_of_topics(topics), *_untold(ledes, events)]
    ranked = [pair for pair in _Ranking(readings, rarity).ranked(claims) if _stands_alone(pair[0], readings)]
    most = max(2, math.ceil(_MOST / max(1, min(len(readings), 4))))
    chosen: list[Claim] = []
    told: list[frozenset[str]] = []
    used: Counter[str] = Counter()
    for claim, words in ranked:
        if (
            len(chosen) < _MOST
            and used[claim.citation.source] < most
            and all(rarity.overlap(words, other) < _TOO_ALIKE for other in told)
        ):
            chosen.append(claim)
            told.append(words)
            used[claim.citation.source] += 1
    return tuple(sorted(chosen, key=_newest_first))


def _stands_alone(claim: Claim, readings: Mapping[str, Reading]) -> bool:
    leaning = leans(claim.text) or _points_back(claim.text) or claim.text.endswith("?")
    return not leaning and (_day_beside(claim, readings) is not None or not needs_a_day(claim.text))


def _day_beside(claim: Claim, readings: Mapping[str, Reading]) -> Date | None:
    """Its own, or the one that its article came out on; None where that is not known within a week."""
    day = claim.date or readings[claim.citation.source].published
    return None if day is None or day.latest - day.earliest >= _WEEK else day


Weighed: TypeAlias = tuple[Claim, float]  # and its salience


class _Ranking:
    """How much each claim is about what its article is about."""

    def __init__(self, readings: Mapping[str, Reading], rarity: Rarity) -> None:
        self._readings, self._rarity = readings, rarity
        self._headlines = {source: _headline_of(reading) for source, reading in readings.items()}

    def ranked(self, claims: Sequence[Weighed]) -> list[tuple[Claim, frozenset[str]]]:
        """The claims with their words, the weightiest first."""
        told = [(claim, self._words_of(claim), salience) for claim, salience in claims]
        told.sort(key=lambda one: (-self._weight(*one), one[0].citation.source, one[0].text))
        return [(claim, words) for claim, words, _ in told]

    def _words_of(self, claim: Claim) -> frozenset[str]:
        words = content_words(self._readings[claim.citation.source], claim.citation.sentence)
        return frozenset(senses_in(words, claim.text))

    def _weight(self, claim: Claim, words: frozenset[str], salience: float) -> float:
        about = self._rarity.overlap(words, self._headlines[claim.citation.source])
        day = _day_beside(claim, self._readings)
        other = day is not None and names_another_day(claim.text, day)
        return round(about + _SALIENT * salience - _ANOTHER_DAY * other, 6)


def _headline_of(reading: Reading) -> frozenset[str]:
    kinds = enumerate(sentence.kind for sentence in reading.findings.sentences)
    told = (senses(content_words(reading, number)) for number, kind in kinds if kind == "headline")
    return frozenset().union(*told)


def _of_events(events: Sequence[TimelineEntry], readings: Mapping[str, Reading]) -> Iterator[Weighed]:
    """What is over, by its salience, then what is planned."""
    for event in events:
        citation = _told_by(event)
        if event.date and readings[citation.source].is_told(citation.sentence):
            claim = Claim(text=event.headline, citation=citation, date=event.date, edits=event.edits)
            yield claim, event.salience if event.kind == "occurred" else event.salience - _PLANNED


def _of_topics(topics: Sequence[Topic]) -> Iterator[Weighed]:
    yield from ((claim, _PLAIN) for topic in topics for claim in topic.summary)


def _untold(ledes: Sequence[Claim], events: Sequence[TimelineEntry]) -> Iterator[Weighed]:
    """Ledes that no entry tells: an entry has its day beside it, and no word for it."""
    told = {(citation.source, citation.sentence) for event in events for citation in event.citations}
    yield from ((lede, _PLAIN) for lede in ledes if (lede.citation.source, lede.citation.sentence) not in told)


def _points_back(text: str) -> bool:
    """Too short to say anything, or pointing back with its first words."""
    if len(text.split()) < _FEWEST or resumes(text):
        return True
    return any(word.casefold() in word_list("pointing") for word in re.findall(r"[\w'’]+", text)[:_OPENING])


def _told_by(event: TimelineEntry) -> Citation:
    """The sentence that the headline was made from."""
    return next(
        (citation for citation in event.citations if is_deletion(event.headline, citation.quote)), event.citations[0]
    )


def _newest_first(claim: Claim) -> tuple[int, str, int]:
    """Of one day and article in the order of the article."""
    day = claim.date.earliest if claim.date else dt.date.min
    return -day.toordinal(), claim.citation.source, claim.citation.sentence
