"""What the sentences of an article tell of: which of them have deeds, which are only plans, which is going on."""

from __future__ import annotations

import datetime as dt

from ...model.text import record
from ..base.corpus import Reading
from ..base.line_gate import goes_on


@record
class SentenceDeeds:
    """Of one sentence, given by its index."""

    sentence: int
    told: bool = False  # a deed
    plain: bool = False  # a deed that is not told in passing
    said: bool = False  # somebody's words stand in it
    planned: dt.date | None = None  # the last day of its plans, where it tells of nothing else
    ongoing: bool = False  # what was going on when it was told


def deeds_of(reading: Reading, sentence: int) -> SentenceDeeds:
    """What a sentence tells of, given by its index."""
    known = reading.brief(deeds_in)
    return next((deeds for deeds in known if deeds.sentence == sentence), SentenceDeeds(sentence=sentence))


def deeds_in(reading: Reading) -> tuple[SentenceDeeds, ...]:
    """What the sentences of an article tell of, but for those that tell of nothing."""
    every = (_deeds_in(reading, number) for number in range(len(reading.sentences)))
    return tuple(deeds for deeds in every if deeds != SentenceDeeds(sentence=deeds.sentence))


def _deeds_in(reading: Reading, sentence: int) -> SentenceDeeds:
    told = reading.told_in(sentence)
    return SentenceDeeds(
        sentence=sentence,
        told=bool(told),
        plain=any(not event.in_passing for event in told),
        said=bool(reading.quotations_at(reading.sentences[sentence].span)),
        planned=_last_plan(reading, sentence),
        ongoing=goes_on(reading.quote(sentence)),
    )


def _last_plan(reading: Reading, sentence: int) -> dt.date | None:
    told = reading.told_in(sentence)
    if any(event.kind == "occurred" for event in told):
        return None
    return max((event.date.latest for event in told if event.date), default=None)
