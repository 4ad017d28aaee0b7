"""The calendar of the whole book: the days on which undated articles may have been written, and what their dates mean.

Each clue is a set of days; those that agree are intersected, the surest first. A clue that leaves no day is put aside
and told. What comes out is the narrowest range that holds, never a day that was guessed.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import msgspec

from ...model.dates import Anchor, Basis, Date, Day, resolve, value
from ...model.day_sets import ALL, DaySet, both, hull, touching
from ...model.findings import Event, Findings, Timex
from ...model.text import record
from ...model.writing_day import bounds, reanchored
from ..base.corpus import Reading
from ..base.same_words import Rarity
from .clues import Clue, own_clues
from .same_happening import Accounts, add_accounts, clues_from_others

_LEAST_SHARED = 2  # days that others name too, before they lend their year
_ROUNDS = 3  # an article that was dated may date another one
_LEAST_DOUBTS = 2  # clues against a stated day that make it doubtful
_SPREAD = dt.timedelta(days=10)  # by which a happening's span may be longer than that of the day of writing
_WIDEST = 366  # days: a longer range tells a reader nothing
_YEAR = dt.timedelta(days=366)
_OWN, _YEARS, _ERA = 2, 5, 200  # strengths of clues: up to the first the text tells all by itself


def date_undated(corpus: Sequence[Reading], rarity: Rarity) -> tuple[Reading, ...]:
    """The same readings; those without a date of their own get a day or a range, and their dates read against it."""
    dated = [reading if reading.published is None else _doubted(reading) for reading in corpus]
    era = _era(dated)
    told: Accounts = defaultdict(list)
    fresh: Sequence[Reading] = dated
    for _ in range(_ROUNDS):
        if not fresh or all(reading.published for reading in dated):
            break
        add_accounts(told, fresh)
        years = _years_by_day(dated)
        now = [
            reading
            if reading.published
            else _dated(reading, [*_by_itself(reading, years), *era, *clues_from_others(reading, told, rarity)])
            for reading in dated
        ]
        fresh = [new for old, new in zip(dated, now, strict=True) if old is not new]
        dated = now
    return tuple(_lent_years(dated))


def _lent_years(corpus: Sequence[Reading]) -> Iterator[Reading]:
    undated = any(reading.published is None for reading in corpus)
    years = _years_by_day(corpus) if undated else {}
    yield from (reading if reading.published else _with_years(reading, years) for reading in corpus)


def _with_years(reading: Reading, years: Mapping[tuple[int, int], Counter[int]]) -> Reading:
    """The days of an article that stays undated, in the year in which other sources put them: two at least, and all in
    one year."""
    placed = _years_from_others(reading.findings.timexes, years)
    if len(placed) < _LEAST_SHARED or len(set(placed.values())) > 1:
        return reading
    return reading.redated(None, _in_years, reading.article.text, sorted(placed.items()))


def _in_years(found: Findings, text: str, years: Sequence[tuple[tuple[int, int], int]]) -> Findings:
    placed = dict(years)
    timexes = tuple(_in_year(timex, placed, text) for timex in found.timexes)
    new = {number for number, (old, now) in enumerate(zip(found.timexes, timexes, strict=True)) if old is not now}
    events = tuple(replace(each, date=timexes[each.timex].date) if each.timex in new else each for each in found.events)
    return replace(found, timexes=timexes, events=events)


def _in_year(timex: Timex, placed: Mapping[tuple[int, int], int], text: str) -> Timex:
    when = timex.when
    if not isinstance(when, Day) or when.month is None or when.year or when.near is not None:
        return timex
    year = placed.get((when.month, when.day))
    if year is None:
        return timex
    told = msgspec.structs.replace(when, year=year)
    date = resolve(told, None, text=timex.span.of(text))
    if date is None:
        return timex
    return replace(timex, when=told, value=value(told, None), date=replace(date, basis="inferred from other sources"))


def _dated(reading: Reading, clues: Sequence[Clue]) -> Reading:
    days, used, aside = agreed(clues)
    found = hull(days)
    if found is None or all(clue.strength == _ERA for clue in used) or (found[1] - found[0]).days > _WIDEST:
        return reading
    first, last = found
    basis: Basis = (
        "inferred from other sources" if max(clue.strength for clue in used) > _OWN else "inferred from the text"
    )
    published = Date(earliest=first, latest=last, precision="day" if first == last else "range", basis=basis, text="")
    warnings = tuple(
        f"published: {clue.told!r} does not agree with the other clues" for clue in aside if clue.strength != _ERA
    )
    anchor = Anchor(earliest=first, latest=last)
    return reading.redated(published, _reread, reading.article.text, anchor, basis, warnings=warnings)


def _era(corpus: Sequence[Reading]) -> list[Clue]:
    """The time of the articles that have a day, and a year around it: of several years it tells which one."""
    stated = [reading.published for reading in corpus if reading.published and reading.published.basis == "stated"]
    if not stated:
        return []
    first, last = min(date.earliest for date in stated), max(date.latest for date in stated)
    return [Clue(strength=_ERA, days=((first - _YEAR, last + _YEAR),), told="the time of the other sources")]


def agreed(clues: Sequence[Clue]) -> tuple[DaySet, list[Clue], list[Clue]]:
    """The days on which all clues agree that can, the surest first; those that narrowed them, and those put aside.

    Two clues of one strength that exclude each other are both put aside: nothing tells which of them errs.
    """
    days: DaySet = ALL
    used: list[Clue] = []
    aside: list[Clue] = []
    for clue in sorted(clues, key=lambda one: (one.strength, one.told)):
        rivals = [one for one in clues if one.strength == clue.strength and not both(one.days, clue.days)]
        left = (touching if clue.strength == _ERA else both)(days, clue.days)  # an era is no border
        if rivals or not left:
            aside.append(clue)
        elif left != days:
            used.append(clue)
            days = left
    return days, used, aside


def _by_itself(reading: Reading, years: Mapping[tuple[int, int], Counter[int]]) -> Iterator[Clue]:
    timexes, text = reading.findings.timexes, reading.article.text
    yield from own_clues(timexes, text)
    own = bounds(timexes)
    if own:
        yield Clue(strength=_OWN, days=((own.earliest, own.latest),), told="the days told of")
    shared = bounds(timexes, _years_from_others(timexes, years))
    if shared:
        yield Clue(strength=_YEARS, days=((shared.earliest, shared.latest),), told="days that other sources name")


@record
class Calendar:
    """What an article that has a day tells of days."""

    against: tuple[str, ...]  # words that do not allow the day that its header states
    days: tuple[dt.date, ...]  # those it names


def calendar_in(reading: Reading) -> Calendar:
    """What an article that has a day tells of days."""
    stated, timexes = reading.published, reading.findings.timexes
    assert stated is not None
    clues = own_clues(timexes, reading.article.text)
    against = {clue.told for clue in clues if not both(clue.days, ((stated.earliest, stated.latest),))}
    days = {timex.date.earliest for timex in timexes if timex.date and timex.date.precision == "day"}
    return Calendar(against=tuple(sorted(against)), days=tuple(sorted(days)))


def _doubted(reading: Reading) -> Reading:
    """With a warning where what the text tells of does not allow the day that its header states."""
    against = reading.result(calendar_in).against
    if len(against) < _LEAST_DOUBTS:
        return reading
    assert reading.published is not None
    named = ", ".join(map(repr, against[:3]))
    warning = f"published: {reading.published.edtf} is doubtful, since the text tells of {named}"
    return replace(reading, article=replace(reading.article, warnings=(*reading.article.warnings, warning)))


def _years_by_day(corpus: Sequence[Reading]) -> Mapping[tuple[int, int], Counter[int]]:
    """In which years the dated articles put each day of the calendar."""
    years: dict[tuple[int, int], Counter[int]] = {}
    for reading in corpus:
        for day in reading.result(calendar_in).days if reading.published else ():
            years.setdefault((day.month, day.day), Counter())[day.year] += 1
    return years


def _years_from_others(
    timexes: Sequence[Timex], years: Mapping[tuple[int, int], Counter[int]]
) -> Mapping[tuple[int, int], int]:
    """In which year other articles put the days that this one names.

    Only days that they all put in one year, and only in the year that most of them speak for or the ones beside it:
    a day shared with an unrelated story says nothing. Empty in a tie.
    """
    named = {
        (when.month, when.day)
        for when in (timex.when for timex in timexes)
        if isinstance(when, Day) and when.month and not when.year
    }
    placed = {day: next(iter(years[day])) for day in sorted(named) if day in years and len(years[day]) == 1}
    best = Counter(year for day in named if day in years for year in years[day]).most_common(2)
    if not best or (len(best) == 2 and best[0][1] == best[1][1]):
        return {}
    return {day: year for day, year in placed.items() if abs(year - best[0][0]) <= 1}


def _reread(findings: Findings, text: str, anchor: Anchor, basis: Basis) -> Findings:
    timexes = tuple(reanchored(t, anchor, t.span.of(text), basis) for t in findings.timexes)
    events = tuple(_redated(event, timexes, anchor) for event in findings.events)
    return replace(findings, timexes=timexes, events=events)


def _is_counted(event: Event, timexes: Sequence[Timex]) -> bool:
    """By no word for a day: from a deed that the article dates, or from nothing."""
    timex = timexes[event.timex] if event.timex is not None else None
    return timex is None or (timex.type == "DURATION" and timex.when is None)


def _redated(event: Event, timexes: Sequence[Timex], anchor: Anchor) -> Event:
    """With the day that its words mean now.

    Without one where they mean days of two months: "the 25th", told between the 24th and the 27th.
    """
    date = event.date if _is_counted(event, timexes) else timexes[event.timex or 0].date
    if event.timex is not None and date and date.precision == "range":
        spread = (date.latest - date.earliest) - (anchor.latest - anchor.earliest)
        date = None if spread > _SPREAD else date
    return replace(event, date=date)
