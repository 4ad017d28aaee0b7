"""What stands first on a page, and how much of it is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from ...model.book import PICTURED, Disagreement, OpenPoint, Person, Source, Statement, TimelineEntry
from ...model.findings import StatementAct
from .escape import clean
from .index import Index, date_key, said
from .phrasing import status

ENTRIES = 80  # of the timeline on the page of a topic or a person
_DIRECTNESS = {"direct": 0, "mixed": 1, "indirect": 2}
_KNOWN_WELL = ("day", "period", "range", "month")
_SEVERITY = ("contradiction", "superseded", "date-line", "scope", "name")


def latest(events: Sequence[TimelineEntry], count: int) -> list[TimelineEntry]:
    """The weightiest among the newest known days, newest first."""
    newest = _done(events)[: 2 * count]
    chosen = {e.id for e in sorted(newest, key=lambda e: (-e.salience, e.id))[:count]}
    return [e for e in newest if e.id in chosen]


def newest(events: Sequence[TimelineEntry]) -> TimelineEntry | None:
    """What was done on the newest known day: what a list of these ends with, whatever its weight."""
    return next(iter(_done(events)), None)


def _done(events: Sequence[TimelineEntry]) -> list[TimelineEntry]:
    """On known days, newest first; none that only a caption tells."""
    dated = [
        e
        for e in events
        if e.kind == "occurred" and PICTURED not in e.signs and e.date and e.date.precision in _KNOWN_WELL
    ]
    return sorted(dated, key=lambda e: (date_key(e.date), e.salience, e.id), reverse=True)


def weightiest(events: Sequence[TimelineEntry], most: int) -> list[TimelineEntry]:
    """At most so many, in the order given; the timeline holds them all."""
    kept = {e.id for e in sorted(events, key=lambda e: (-e.salience, e.id))[:most]}
    return [e for e in events if e.id in kept]


def by_weight(people: Iterable[Person]) -> list[Person]:
    """People in the most sources first, then those with the most mentions."""
    return sorted(people, key=lambda p: (-len(p.sources), -p.mentions, p.id))


def worst_first(disagreements: Iterable[Disagreement]) -> list[Disagreement]:
    """Those that the editor settled come last."""
    return sorted(disagreements, key=lambda d: (d.settled is not None, _SEVERITY.index(d.kind), -len(d.claims), d.id))


def newest_first(index: Index, statements: Iterable[Statement]) -> list[Statement]:
    """By the day on which they were said, or published, and on one day a speaker's own words before reported ones."""
    days = {q.id: said(q, index.bylines) for q in statements}
    return sorted(statements, key=lambda q: (date_key(days[q.id]), -_DIRECTNESS[q.kind], q.id), reverse=True)


ACTS: Mapping[StatementAct, str] = MappingProxyType(
    {"asks": "Asks", "offers": "Offers", "refuses": "Refuses", "promises": "Has promised", "threatens": "Threatens"}
)  # what a negotiator looks for first, as the pages call it


def by_act(statements: Iterable[Statement]) -> list[tuple[str, list[Statement]]]:
    """Statements under what is done by them, in the order given: asks, offers, refusals, promises and threats, then the
    rest under an empty name."""
    groups: dict[str, list[Statement]] = {name: [] for name in (*ACTS.values(), "")}
    for statement in statements:
        groups[ACTS.get(statement.act, "")].append(statement)
    return [(name, group) for name, group in groups.items() if group]


def by_id(index: Index, points: Iterable[OpenPoint]) -> tuple[tuple[Statement, Statement | None], ...]:
    """What was asked, each with its refusal, where there is one; the newest ask first."""
    known = {q.id: q for q in index.book.quotations}
    refusals = {point.ask: known.get(point.refusal or "") for point in points if point.ask in known}
    return tuple((ask, refusals[ask.id]) for ask in newest_first(index, [known[one] for one in refusals]))


def is_awaited(index: Index, event: TimelineEntry) -> bool:
    """Whether its day is the book's own or ahead of it."""
    return status(event.date, index.book.as_of) in ("today", "upcoming", "under way")


def clear(index: Index, events: Iterable[TimelineEntry]) -> list[TimelineEntry]:
    """Those that a reader understands beside others."""
    return [event for event in events if event.id not in index.book.standing.unclear]


def planned_by(index: Index, statements: Iterable[Statement]) -> tuple[TimelineEntry, ...]:
    """The dated plans and deadlines that the sentences of statements tell, in order of time."""
    told = {(c.source, number) for q in statements for c in q.citations for number in c.sentences}
    near = {e.id: e for source, _ in told for e in index.planned_of_source.get(source, ())}
    found = {e.id for e in near.values() if not told.isdisjoint([(c.source, c.sentence) for c in e.citations])}
    return tuple(filter(lambda e: e.id in found, index.planned)) if found else ()


def parties(statements: Iterable[Statement]) -> list[tuple[str, list[Statement]]]:
    """Statements by party, the most quoted first; those of no known party last, under an empty name."""
    groups: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        for party in statement.parties or ("",):
            groups[clean(party)].append(statement)
    return sorted(groups.items(), key=lambda group: (not group[0], -len(group[1]), group[0]))


def source_numbers(sources: Iterable[Source]) -> dict[str, int]:
    """The number of each source, by its id: in order of publication."""
    ordered = sorted(sources, key=lambda source: (date_key(source.published), source.id))
    return {source.id: number for number, source in enumerate(ordered, 1)}
