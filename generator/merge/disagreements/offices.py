"""Where sources show two holders of one office on the same days."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from ...model.book import Citation, Disagreement, DisagreementClaim, Person, PersonRole
from ...model.findings import Role
from ...model.text import alternation, record
from ...rules.load import load
from ...rules.types.merge import DIFFERENCES
from ..base.corpus import Reading
from ..base.ids import content_id

_FEWEST = 2  # sightings of each, one of them between two of the other's


@dataclass(frozen=True)
class _Sighting:
    """A day-exact deed of somebody whom the sentence gives an office."""

    day: dt.date
    person: str
    citation: Citation


@record
class Holder:
    """The same as its article alone tells it."""

    entity: str
    country: str
    title: str
    day: dt.date
    sentence: int


def holders_in(reading: Reading) -> Iterator[Holder]:
    """Who holds an office in one article, with a deed of one day."""
    for role in reading.findings.roles:
        title = _office(role.title)
        if title is None or not role.official or not role.country or _is_past(reading, role):
            continue
        sentence = reading.sentence_at(role.span)
        days = {
            event.date.earliest
            for event in reading.told_in(sentence)
            if event.date and event.date.precision == "day" and event.kind == "occurred" and role.entity in event.people
        }
        if len(days) == 1:
            yield Holder(entity=role.entity, country=role.country, title=title, day=days.pop(), sentence=sentence)


def differing_offices(
    told: Iterable[tuple[Reading, Sequence[Holder]]],
    ids: Mapping[tuple[str, str], str],
    people: Mapping[str, Person],
) -> tuple[Disagreement, ...]:
    """Offices that one person holds at a time, held by two whose dated deeds overlap, each told by another source.

    Only sentences that name the office and date what its holder does are held against each other:
    an office told in passing says nothing about when it was held.
    """
    offices: dict[tuple[str, str], list[_Sighting]] = defaultdict(list)
    for reading, holders in told:
        for one in holders:
            person = ids.get((reading.article.id, one.entity))
            if person is not None and person in people:
                offices[one.country, one.title].append(_Sighting(one.day, person, reading.cite(one.sentence)))
    return tuple(
        disagreement
        for (country, title), seen in sorted(offices.items())
        for one, other in combinations(sorted({sighting.person for sighting in seen}), 2)
        if (disagreement := _overlap(country, title, seen, people[one], people[other])) is not None
    )


@cache
def _rules() -> tuple[frozenset[str], re.Pattern[str]]:
    rules = load(DIFFERENCES)
    return frozenset(rules.single), re.compile(r"(?<!\w)(?:" + alternation(rules.past) + r")(?!\w)", re.IGNORECASE)


def _office(title: str) -> str | None:
    """The title in one spelling, if a country has one holder of it at a time."""
    single, past = _rules()
    folded = title.casefold().replace("defence", "defense")
    return folded if folded in single and not past.search(title) else None


def _is_past(reading: Reading, role: Role) -> bool:
    start = role.span.start
    return role.status != "" or bool(_rules()[1].search(reading.article.text[max(0, start - 12) : start]))


def _in_office(person: Person, title: str, seen: Sequence[_Sighting]) -> list[_Sighting]:
    return [sighting for sighting in seen if sighting.person == person.id and _within_term(person, title, sighting.day)]


def _within_term(person: Person, title: str, day: dt.date) -> bool:
    """Whether somebody may hold an office on a day, by what is told of its beginning and its end: an old title may be
    used as a courtesy."""
    roles = [role for role in person.roles if _office(role.title) == title]
    return not roles or any(not (_begins_after(role, day) or _ends_before(role, day)) for role in roles)


def _begins_after(role: PersonRole, day: dt.date) -> bool:
    since = role.since.date if role.since and role.since.how != "elected" else None
    return since is not None and day < since.earliest


def _ends_before(role: PersonRole, day: dt.date) -> bool:
    until = role.until.date if role.until else None
    return until is not None and day > until.latest


def _overlap(country: str, title: str, seen: Sequence[_Sighting], one: Person, other: Person) -> Disagreement | None:
    ones, others = _in_office(one, title, seen), _in_office(other, title, seen)
    if (
        len(ones) < _FEWEST
        or len(others) < _FEWEST
        or {s.citation.source for s in ones} & {s.citation.source for s in others}
    ):
        return None
    first, last = (
        max(min(s.day for s in ones), min(s.day for s in others)),
        min(max(s.day for s in ones), max(s.day for s in others)),
    )
    if first > last:
        return None
    told = sorted([*ones, *others], key=lambda s: (s.day, s.citation.source, s.citation.sentence))
    return Disagreement(
        id=content_id("d", country, title, one.id, other.id),
        about=f"Who is {title} of {country}?",
        kind="contradiction",
        why=f"An office with one holder at a time; dated deeds of both run from {first.isoformat()} to "
        f"{last.isoformat()}.",
        claims=tuple(
            DisagreementClaim(value=(one if s.person == one.id else other).name, citation=s.citation) for s in told
        ),
    )
