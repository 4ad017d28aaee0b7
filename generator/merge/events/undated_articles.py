"""Bounds the date of an article that gives none, by its own text and by what other articles say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...model.dates import Anchor, Basis, Date, Day
from ...model.findings import Event, Findings, Timex
from ...model.writing_day import bounds, reanchored
from ..base.corpus import Reading


def date_undated(corpus: Sequence[Reading]) -> tuple[Reading, ...]:
    """The same readings; those without a date of their own get a range and their dates read against it."""
    years = _years_by_day(corpus)
    return tuple(reading if reading.published else _dated(reading, years) for reading in corpus)


def _years_by_day(corpus: Sequence[Reading]) -> Mapping[tuple[int, int], Counter[int]]:
    """In which years the dated articles put each day of the calendar."""
    years: dict[tuple[int, int], Counter[int]] = {}
    for reading in corpus:
        if reading.published is None:
            continue
        for day in sorted({t.date.earliest for t in reading.findings.timexes if t.date and t.date.precision == "day"}):
            years.setdefault((day.month, day.day), Counter())[day.year] += 1
    return years


def _dated(reading: Reading, years: Mapping[tuple[int, int], Counter[int]]) -> Reading:
    timexes = reading.findings.timexes
    anchor = bounds(timexes)
    basis: Basis = "inferred from the text"
    if anchor is None:
        anchor = bounds(timexes, _years_from_others(timexes, years))
        basis = "inferred from other sources"
    if anchor is None:
        return reading
    published = Date(earliest=anchor.earliest, latest=anchor.latest, precision="range", basis=basis, text="")
    return replace(
        reading, published=published, findings=_reread(reading.findings, reading.article.text, anchor, basis)
    )


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
    return replace(findings, timexes=timexes, events=tuple(_redated(event, timexes) for event in findings.events))


def _redated(event: Event, timexes: Sequence[Timex]) -> Event:
    return event if event.timex is None else replace(event, date=timexes[event.timex].date)
