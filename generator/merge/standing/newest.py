"""What a topic's summary may begin with, and the sentences of which no summary is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from ...model.book import Claim, Statement, TimelineEntry
from ...model.dates import Date
from ..base.corpus import Reading
from ..base.line_gate import unfit
from .main_lines import has_passed, is_days_ago, told_by
from .sentence_deeds import deeds_in

_NOUN = "a noun is dated"  # as its signs begin


def newest_of(events: Iterable[TimelineEntry], topic: str) -> tuple[Claim, ...]:
    """The newest deed of a topic that may stand in its summary, of one day the weightiest, if any."""
    done = [event for event in events if topic in event.topics and _is_fit(event)]
    newest = max(done, key=lambda event: (_day(event.date), event.salience, event.id), default=None)
    if newest is None:
        return ()
    return (Claim(text=newest.headline, citation=told_by(newest), date=newest.date, edits=newest.edits),)


def _is_fit(event: TimelineEntry) -> bool:
    """Whether it was done, and is a whole sentence that stands alone: no "visit of May 4"."""
    done = event.kind == "occurred" and event.date is not None
    return done and not unfit(event.headline) and not any(sign.startswith(_NOUN) for sign in event.signs)


def _day(date: Date | None) -> dt.date:
    return date.earliest if date else dt.date.min


def of_no_summary(
    corpus: Sequence[Reading], statements: Sequence[Statement], as_of: dt.date | None
) -> frozenset[tuple[str, int]]:
    """The sentences of plans whose day is over, of what was going on days ago, and of words that their own article
    denies."""
    denied = {
        (said.citation.source, number) for said in statements if said.denied for number in said.citation.sentences
    }
    return frozenset(denied | {key for reading in corpus for key in _over(reading, as_of)})


def _over(reading: Reading, as_of: dt.date | None) -> Iterator[tuple[str, int]]:
    for deeds in reading.brief(deeds_in):
        if has_passed(deeds, as_of) or (deeds.ongoing and is_days_ago(reading.published, as_of)):
            yield reading.article.id, deeds.sentence
