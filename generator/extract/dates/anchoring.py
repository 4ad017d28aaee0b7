"""Which way a time expression points: back or ahead, and from which other one it counts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

import msgspec

from ...model.article import Article
from ...model.dates import (
    UNITS,
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
from .context_words import around, ending_in

REACH = 15  # sentences back in which "the previous day" looks for the day that it counts from
MONTH_REACH = 2  # the same for "on the 21st", which far from a day of another month is of the article's own


def anchor_of(article: Article, timexes: Sequence[Timex] = ()) -> Anchor | None:
    """The day of its dateline, else the article's own date, else the span of days that its text allows."""
    if article.written:
        return Anchor(earliest=article.written, latest=article.written)
    if article.published:
        return Anchor(earliest=article.published.earliest, latest=article.published.latest, stated=True)
    return bounds(timexes)


def of_version(timex: Timex, article: Article) -> Anchor | None:
    """The days of both versions of an article that was updated, for a weekday which the newer one may tell of: "on
    Tuesday" in a report of Monday that was updated on Tuesday. None for all else, which is of the same day in both."""
    when, published = timex.when and day_in(timex.when), article.published
    if article.updated is None or published is None or not isinstance(when, Weekday) or when.direction == "future":
        return None
    later = range(published.latest.toordinal() + 1, article.updated.latest.toordinal() + 1)
    if when.weeks is not None or not any((day - 1) % 7 == when.day for day in later):
        return None
    return Anchor(earliest=published.earliest, latest=article.updated.latest, stated=True)


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
    return around("counted_from").search(between) is not None


def _length(when: When | None) -> int | None:
    """How long the time is that the words name, as `_rank` says it; None for what names none."""
    match when:
        case Month():
            return _rank("month")
        case Part():
            return _rank("quarter")
        case Year():
            return _rank("year")
        case Shift(unit=unit):
            return _rank(unit)
        case Weekend():
            return _rank("week")
    return _rank("day") if is_day(when) else None


def _rank(unit: Unit) -> int:
    """The place of a unit among all, from the shortest; an hour counts as a day."""
    return UNITS.index("day" if unit == "hour" else unit)


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
        near = length <= _rank(unit) or not isinstance(timex.when, Shift)
        return timex.when if length > _rank("day") and near else None
    return None


_FORWARD = 270  # days: further on, the story has more likely come back to the present


def carried_years(timexes: Iterable[Timex], article: Article, sentences: Sequence[Sentence]) -> Iterator[Timex]:
    """The year of a past story goes on: "In June 2009 he fled. On July 3 the court ruled" tells of July 3, 2009.

    Only from one sentence to the next, in the past tense, forward in time, and from a date that the story is told by:
    not from what is compared with ("up from June 2009") or merely says how old a thing is ("founded in June 2009").
    An article that has no date itself may tell of its own year next: there nothing is carried on.
    """
    if article.published is None:
        yield from timexes
        return
    starts = [sentence.span.start for sentence in sentences]
    carried: When | None = None
    last = -2
    for timex in timexes:
        told = day_in(timex.when) if timex.when and timex.type in ("DATE", "TIME") else None
        if told is None or isinstance(told, Vague):
            yield timex
            continue
        index = bisect_right(starts, timex.span.start) - 1
        before = article.text[max(starts[index], timex.span.start - 60) : timex.span.start]
        timex, carried = _carried(timex, told, carried if index - last <= 1 else None, before, article)
        last = index
        yield timex


def _carried(
    timex: Timex, told: When, carried: When | None, before: str, article: Article
) -> tuple[Timex, When | None]:
    """A time in the year that goes on, where it has none itself, and what the next one goes on from."""
    if not isinstance(told, Day | Month) or not told.month:
        return timex, carried if isinstance(told, Shift) and told.of is not None else None
    if told.year:
        return timex, told if _lends(timex, told.year, before, article) else None
    moved = _in_year_of(timex, told, carried, article) if carried is not None else None
    return moved or timex, day_in(moved.when) if moved is not None and moved.when is not None else None


def _lends(timex: Timex, year: int, before: str, article: Article) -> bool:
    """Whether a day in that year is one that the story is told by."""
    aside = _is_recent(year, article) or around("setting_out").search(before)
    return not aside and not _is_attribute(timex, before, article.text)


def _is_attribute(timex: Timex, before: str, text: str) -> bool:
    """It tells which thing is meant: "the law of 1 June 2019", "the September 11 attacks"."""
    named = text.startswith("the ", timex.span.start) or text.startswith("The ", timex.span.start)
    return named or around("attributive").search(before) is not None


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
    text: str,
    found: Sequence[Timex],
    sentences: Sequence[Sentence],
    at: int,
    index: int,
    *,
    told: bool = True,
    reach: int = REACH,
) -> When | None:
    """The day that words at offset `at`, in sentence `index`, count from: the nearest one of the story told
    before them, in the same sentence or one of `reach` earlier ones. `told`: not one that is still to come."""
    for timex in latest(found):
        if timex.span.end > at:
            continue
        if timex.span.start < sentences[max(0, index - reach)].span.start:
            return None
        if timex.type in ("DATE", "TIME") and timex.when and is_day(timex.when):
            if (told and direction(timex.when) == "future") or _is_background(timex, text):
                continue
            return day_in(timex.when)
    return None
