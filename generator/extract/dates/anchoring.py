"""Which way a time expression points: back or ahead, and from which other one it counts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

import msgspec

from ...model.article import Article
from ...model.dates import (
    Anchor,
    Between,
    Clock,
    Day,
    Month,
    Part,
    Shift,
    Unit,
    Vague,
    Weekday,
    Weekend,
    When,
    Year,
    direction,
    resolve,
)
from ...model.findings import Sentence, Timex
from ...model.writing_day import bounds
from .context_words import context_words, ending_in

REACH = 15  # sentences back in which "the previous day" looks for the day that it counts from


def anchor_of(article: Article, timexes: Sequence[Timex] = ()) -> Anchor | None:
    """The article's own date, else the span of days that its text allows."""
    if article.published:
        return Anchor(earliest=article.published.earliest, latest=article.published.latest)
    return bounds(timexes)


def is_day(when: When | None) -> bool:
    """Whether the words name one day."""
    match when:
        case Clock(of=of):
            return is_day(of)
        case Day() | Weekday():
            return True
        case Shift():
            return when.unit == "day"
    return False


def _is_background(timex: Timex, text: str) -> bool:
    """A day that the story is measured by, but that it does not tell of: "since July 4", "78 days ago", a mere hour."""
    if ending_in("background_before").search(text[max(0, timex.span.start - 12) : timex.span.start]):
        return True
    match timex.when:
        case Clock(of=Shift(count=0)):
            return True
        case Shift(unit="day", count=count):
            return abs(count) > 2
    return False


def day_in(when: When) -> When:
    """The day of a time of day, or the first of several."""
    match when:
        case Clock(of=of):
            return day_in(of)
        case Between(first=first):
            return first
    return when


def latest(found: Sequence[Timex]) -> Iterator[Timex]:
    """The newest first; no further back than any text worth reading goes, so that hostile ones cost no more."""
    return islice(reversed(found), 60)


def counted_from(between: str) -> bool:
    """ "... a call Tuesday, the first since he took office 78 days ago": counted from the day told, not from the
    article's."""
    return re.search(rf"\b(?:{'|'.join(sorted(context_words()['counted_from']))})\b", between) is not None


_LENGTH: dict[Unit, int] = {
    "hour": 0,
    "day": 0,
    "week": 1,
    "month": 2,
    "quarter": 3,
    "year": 4,
    "decade": 5,
    "century": 6,
}


def _length(when: When | None) -> int | None:
    """How long the time is that the words name, on the scale of `_LENGTH`; None for what names none."""
    match when:
        case Month():
            return _LENGTH["month"]
        case Part():
            return _LENGTH["quarter"]
        case Year():
            return _LENGTH["year"]
        case Shift(unit=unit):
            return _LENGTH[unit]
        case Weekend():
            return _LENGTH["week"]
    return _LENGTH["day"] if is_day(when) else None


def named_period(
    text: str, found: Sequence[Timex], sentences: Sequence[Sentence], index: int, unit: Unit
) -> When | None:
    """The nearest time told in sentence `index` or the one before, where it is longer than a day: "in 1998 ... two
    years later".

    None when the nearest one is a day, or is so much longer than the unit that counting from it would tell nothing.
    """
    floor = sentences[max(0, index - 1)].span.start
    for timex in latest(found):
        if timex.span.start < floor:
            return None
        length = _length(timex.when) if timex.type in ("DATE", "TIME") else None
        if length is None or timex.when is None or _is_background(timex, text):
            continue
        return timex.when if length > 0 and (length <= _LENGTH[unit] or not isinstance(timex.when, Shift)) else None
    return None


_FORWARD = 270  # days: further on, the story has more likely come back to the present


# What a day is set against, or how old a thing is.
_SETTING_OUT = re.compile(
    r"\b(?:since|than|from|founded|established|formed|created|built|born|launched|dating|dated|opened|adopted|enacted)\b",
    re.IGNORECASE,
)


def carried_years(timexes: Iterable[Timex], article: Article, sentences: Sequence[Sentence]) -> Iterator[Timex]:
    """The year of a past story goes on: "In June 2009 he fled. On July 3 the court ruled" tells of July 3, 2009.

    Only from one sentence to the next, in the past tense, forward in time, and from a date that the story is told by:
    not from what is compared with ("up from June 2009") or merely says how old a thing is ("founded in June 2009").
    """
    starts = [sentence.span.start for sentence in sentences]
    carried: When | None = None
    last = -2
    for timex in timexes:
        index = bisect_right(starts, timex.span.start) - 1
        told = timex.when and day_in(timex.when)
        if timex.type not in ("DATE", "TIME") or isinstance(told, Vague | None):
            yield timex
            continue
        if isinstance(told, Day | Month) and told.month and told.year:
            before = article.text[max(starts[index], timex.span.start - 60) : timex.span.start]
            carried = None if _is_recent(told.year, article) or _SETTING_OUT.search(before) else told
        elif isinstance(told, Day | Month) and told.month and carried is not None and index - last <= 1:
            moved = _in_year_of(timex, told, carried, article)
            carried = moved.when and day_in(moved.when) if moved is not None else None
            timex = moved or timex
        elif index - last > 1 or not isinstance(told, Shift) or told.of is None:
            carried = None
        last = index
        yield timex


def _is_recent(year: int, article: Article) -> bool:
    return article.published is not None and year >= article.published.latest.year


def _in_year_of(timex: Timex, told: Day | Month, carried: When, article: Article) -> Timex | None:
    """The same words in the year after `carried`; None where that cannot be meant."""
    if told.direction != "past" or isinstance(timex.when, Between):
        return None
    moved = msgspec.structs.replace(told, near=carried, direction="future")
    date, base = resolve(moved, None), resolve(carried, None)
    if (
        date is None
        or base is None
        or date.earliest == base.earliest
        or (date.earliest - base.earliest).days > _FORWARD
    ):
        return None
    if article.published is not None and date.latest >= article.published.earliest:
        return None
    when = msgspec.structs.replace(timex.when, of=moved) if isinstance(timex.when, Clock) else moved
    return replace(timex, when=when, why="in the year told before")


def reference(
    text: str, found: Sequence[Timex], sentences: Sequence[Sentence], at: int, index: int, *, told: bool = True
) -> When | None:
    """The day that words at offset `at`, in sentence `index`, count from: the nearest one of the story told
    before them, in the same or an earlier sentence. `told`: not one that is still to come."""
    for timex in latest(found):
        if timex.span.end > at:
            continue
        if timex.span.start < sentences[max(0, index - REACH)].span.start:
            return None
        if timex.type in ("DATE", "TIME") and timex.when and is_day(timex.when):
            if (told and direction(timex.when) == "future") or _is_background(timex, text):
                continue
            return day_in(timex.when)
    return None
