"""On which day an article was published: every date that its header states is a candidate, and one wins.

What loses has a named reason, as in a table of evidence: the first row that holds is the one that `briefing explain`
tells.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from ...model.dates import Date
from ...model.text import record
from .facts import Fact, Place
from .stated_dates import days_named, is_no_day, read_date

_NEAR = dt.timedelta(days=7)
_SLACK: dict[Place, dt.timedelta] = {  # an article is printed so much later than the day stated there, at most
    "above": dt.timedelta.max,
    "header": dt.timedelta(),
    "text": _NEAR,
}


@record
class Candidate:
    """A date that the header states."""

    fact: Fact
    date: Date

    @property
    def sure(self) -> tuple[bool, int]:
        """The lower, the surer: a day of publication before the day of an update."""
        return self.fact.field != "published", self.fact.priority


@record
class Objection:
    """Why a candidate is not the day of publication."""

    name: str
    holds: Callable[[Candidate, Sequence[Candidate]], bool]  # of it, beside all candidates


def _is_clock(one: Candidate, all_: Sequence[Candidate]) -> bool:
    """A page shows its own day above the headline; the day that the article itself states below it is earlier."""
    return one.fact.place == "above" and any(
        other.date.precision in ("day", "range") and one.date.earliest - other.date.latest > _SLACK[other.fact.place]
        for other in all_
    )


def _is_less_sure(one: Candidate, all_: Sequence[Candidate]) -> bool:
    return any(other.sure < one.sure for other in all_)


def _is_less_precise(one: Candidate, all_: Sequence[Candidate]) -> bool:
    return one.date.precision != "day" and any(
        other.date.precision == "day" for other in all_ if other.sure == one.sure
    )


# A candidate that falls to a row is no candidate for the rows below it.
OBJECTIONS = (
    Objection(name="the site's own clock", holds=_is_clock),
    Objection(name="less sure", holds=_is_less_sure),
    Objection(name="less precise", holds=_is_less_precise),
    Objection(name="stated before", holds=lambda one, all_: one is not all_[0]),
)
NO_DATE, NO_YEAR = "no date that a calendar has", "a day without its year"


def judged(facts: Sequence[Fact]) -> tuple[Candidate | None, dict[Fact, str]]:
    """The candidate that won, and for each other fact why it lost. `facts` are of the fields published and updated."""
    lost: dict[Fact, str] = {}
    left: list[Candidate] = []
    for fact in dict.fromkeys(facts):  # a page may print its head twice
        date = read_date(fact.text)
        if date:
            left.append(Candidate(fact=fact, date=date))
        else:
            lost[fact] = _why_none(fact.text)
    for objection in OBJECTIONS:
        fallen = [one for one in left if objection.holds(one, left)]
        lost |= {one.fact: objection.name for one in fallen if one.fact not in lost}
        left = [one for one in left if one not in fallen]
    return (left[0] if left else None), lost


def _why_none(text: str) -> str:
    return NO_YEAR if days_named(text) and not is_no_day(text) else NO_DATE


def near_named(date: Date, named: Sequence[tuple[int, int]]) -> Date | None:
    """Of the two days that a numeric date may be, the one near which the text names days; else None."""
    near = [day for day in (date.earliest, date.latest) if any(_is_near(day, *other) for other in named)]
    return replace(date, earliest=near[0], latest=near[0], precision="day") if len(near) == 1 else None


def _is_near(day: dt.date, month: int, number: int) -> bool:
    other = _in_year(day.year, month, number)
    return other is not None and abs(other - day) <= _NEAR


def written_before(published: Date | None, facts: Sequence[Fact]) -> dt.date | None:
    """The day that a dateline states, when it lies at most six days before the day of publication."""
    if published is None or published.precision != "day":
        return None
    day = published.earliest
    named = (other for fact in facts if fact.place == "text" for other in days_named(fact.text))
    before = (_in_year(year, *other) for other in named for year in (day.year, day.year - 1))
    return next((one for one in before if one and dt.timedelta() < day - one < _NEAR), None)


def updated_after(published: Date | None, facts: Sequence[Fact]) -> Date | None:
    """The last day that a header calls that of an update, when it lies at most six days after that of publication."""
    if published is None or published.precision != "day":
        return None
    days = [date for fact in facts if (date := read_date(fact.text)) and date.precision == "day"]
    later = [day for day in days if dt.timedelta() < day.earliest - published.earliest < _NEAR]
    return max(later, key=lambda day: day.earliest, default=None)


def _in_year(year: int, month: int, number: int) -> dt.date | None:
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None
