"""The few sentences that a reader with two minutes needs: the main topics and what is newest, each thing once."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ..model.book import Citation, Claim, Person, TimelineEntry, Topic
from ..model.dates import OWN_DAY
from .base.corpus import Reading
from .base.line_gate import leans
from .base.same_words import Rarity, content_words, senses_in
from .events.brackets import PersonIds
from .events.headlines import is_deletion, shortened
from .topics.summaries import resumes
from .topics.term_index import word_list

_MOST = 8
_NEWEST = 3  # of them for the newest of the main events
_TOO_ALIKE = 0.5  # share of weighted words that makes two sentences say the same
_FEWEST = 7  # words
_OPENING = 4  # words that must not point back
_MAIN = 0.6  # of the greatest salience, for an event to be a main one


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


def bottom_line(
    topics: Sequence[Topic], events: Sequence[TimelineEntry], readings: Mapping[str, Reading], rarity: Rarity
) -> tuple[Claim, ...]:
    """Up to eight sentences, newest first: the newest main events, then one for each topic, then second ones.

    No two of them say the same, no source has more than its share, and each can be read on its own.
    """
    most = max(2, math.ceil(_MOST / max(1, min(len(readings), 4))))
    chosen: list[Claim] = []
    told: list[frozenset[str]] = []
    used: Counter[str] = Counter()
    for claim in _candidates(topics, events, readings):
        source = readings[claim.citation.source]
        words = senses_in(content_words(source, claim.citation.sentence), claim.text)
        if (
            len(chosen) < _MOST
            and not leans(claim.text)
            and not _points_back(claim.text)
            and used[claim.citation.source] < most
            and all(rarity.overlap(words, other) < _TOO_ALIKE for other in told)
        ):
            chosen.append(claim)
            told.append(words)
            used[claim.citation.source] += 1
    return tuple(sorted(chosen, key=_newness, reverse=True))


def _points_back(text: str) -> bool:
    """Too short to say anything, or pointing back with its first words."""
    if len(text.split()) < _FEWEST or resumes(text):
        return True
    return any(word.casefold() in word_list("pointing") for word in re.findall(r"[\w'’]+", text)[:_OPENING])


def _candidates(
    topics: Sequence[Topic], events: Sequence[TimelineEntry], readings: Mapping[str, Reading]
) -> Iterator[Claim]:
    yield from _newest_events(events, readings)
    for place in range(max((len(topic.summary) for topic in topics), default=0)):
        for topic in topics:
            yield from topic.summary[place : place + 1]


def _newest_events(events: Sequence[TimelineEntry], readings: Mapping[str, Reading]) -> list[Claim]:
    """The latest of the events that matter most and are over, told in a sentence of an article's body."""
    told = [
        (event, citation)
        for event in events
        for citation in event.citations[:1]
        if event.kind == "occurred" and event.date and readings[citation.source].is_told(citation.sentence)
    ]
    greatest = max((event.salience for event, _ in told), default=0.0)
    main = [(event, citation) for event, citation in told if event.salience >= _MAIN * greatest]
    main.sort(
        key=lambda pair: (pair[0].date.earliest if pair[0].date else dt.date.min, pair[0].salience, pair[0].id),
        reverse=True,
    )
    newest = sorted(_first(2 * _NEWEST - 1, [event for event, _ in main]), key=lambda e: (-e.salience, e.id))
    return [
        Claim(text=event.headline, citation=_told_by(event), date=event.date, edits=event.edits)
        for event in newest[:_NEWEST]
    ]


def _first(count: int, events: Sequence[TimelineEntry]) -> Iterator[TimelineEntry]:
    """So many events and, between them, those that only their article's day dates, which take nobody's place."""
    for event in events:
        if count == 0:
            return
        count -= event.date is None or event.date.basis != OWN_DAY
        yield event


def _told_by(event: TimelineEntry) -> Citation:
    """The sentence that the headline was made from."""
    return next(
        (citation for citation in event.citations if is_deletion(event.headline, citation.quote)), event.citations[0]
    )


def _newness(claim: Claim) -> tuple[dt.date, str, int]:
    return (claim.date.earliest if claim.date else dt.date.min), claim.citation.source, claim.citation.sentence
