"""When something was said: the day that the words tell, else the article's own day, where it is news of it.

The own day is a span of two days, as for the deeds of a timeline (`extract/events/own_day.py`): no word dates it. Of an
article that was written in a span of few weeks it is that span, and the day before it. Where neither is known it was
said no later than its article was published, and the page tells that.
"""

from __future__ import annotations

import datetime as dt

from ...model.dates import OWN_DAY, Date
from ...model.findings import Quotation, Saying
from ...model.text import Span
from ..base.corpus import Reading

_PLAIN = Saying(act="says", rule="", undated="not read")
_CLOSE = 2  # days before the article that a sentence of its news may tell of
_STORY = 31  # days before it from which on the sentence before tells what was


def saying_of(reading: Reading, quotation: Quotation) -> Saying:
    """What is done by a quotation; nothing but saying it, where that was not read."""
    return reading.sayings.get(quotation, _PLAIN)


def said_on(reading: Reading, quotation: Quotation) -> Date | None:
    """The day of the saying; its basis is the article's own day where no word tells it."""
    told = _told(reading, quotation)
    return told if told is not None else _own_day(reading, quotation)


def no_later_than(reading: Reading, day: Date | None) -> dt.date | None:
    """The last day on which it can have been said: of its own date, else that of its article."""
    known = [date.latest for date in (day, reading.published) if date is not None]
    return min(known, default=None)


def _told(reading: Reading, quotation: Quotation) -> Date | None:
    by_event = _day_of_cue(reading, quotation)
    if by_event is not None:
        return by_event
    saying = saying_of(reading, quotation)
    timex = None if saying.timex is None else reading.findings.timexes[saying.timex]
    if timex is not None and timex.date is not None and _is_over(reading, timex.date):
        return timex.date
    if not saying.same_as:
        return None
    number = reading.findings.quotations.index(quotation)
    return _told(reading, reading.findings.quotations[number - 1])


def _day_of_cue(reading: Reading, quotation: Quotation) -> Date | None:
    """The day of the event whose word is the cue."""
    if quotation.cue is None:
        return None
    for number in sorted(number for _, number in reading.heads.meeting(quotation.cue)):
        event = reading.findings.events[number]
        if event.date and event.timex is not None and event.kind == "occurred":
            timex = reading.findings.timexes[event.timex].span.start
            since = reading.article.text[max(0, timex - len("since ")) : timex].casefold() == "since "
            return None if since else event.date
    return None


def _is_over(reading: Reading, date: Date) -> bool:
    return reading.published is None or date.earliest <= reading.published.latest


def _own_day(reading: Reading, quotation: Quotation) -> Date | None:
    day = reading.published
    if day is None or not _is_near(day) or reading.article.genre != "report":
        return None
    at = reading.sentence_at(quotation.cue or quotation.content)
    if saying_of(reading, quotation).undated or quotation.rule == "turn" or not reading.is_told(at):
        return None
    if _tells_of_before(reading, at, day.earliest, quotation.content):
        return None
    before = day.earliest - dt.timedelta(days=min(1, day.earliest.toordinal() - 1))
    basis = OWN_DAY if day.precision == "day" and day.basis in ("stated", "editor") else day.basis
    return Date(earliest=before, latest=day.latest, precision="range", basis=basis, text="")


def _is_near(day: Date) -> bool:
    """Whether an article's day is known, or was found to lie in a span of few weeks: then so does what it tells as
    news."""
    return (day.latest - day.earliest).days <= _STORY


def _tells_of_before(reading: Reading, sentence: int, day: dt.date, content: Span) -> bool:
    """A time outside what is said lies days before the article, or the sentence before tells of a month before."""
    here = [date for date in _dates(reading, sentence, content) if (day - date.latest).days > _CLOSE]
    story = sentence > 0 and _in_one_paragraph(reading, sentence - 1, sentence)
    before = _dates(reading, sentence - 1, content) if story else []
    return bool(here) or any((day - date.latest).days > _STORY for date in before)


def _dates(reading: Reading, sentence: int, content: Span) -> list[Date]:
    times = reading.timexes.meeting(reading.findings.sentences[sentence].span)
    return [time.date for time in times if time.date is not None and not content.overlaps(time.span)]


def _in_one_paragraph(reading: Reading, one: int, other: int) -> bool:
    sentences = reading.findings.sentences
    return "\n" not in reading.article.text[sentences[one].span.end : sentences[other].span.start]
