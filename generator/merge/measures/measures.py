"""Measures and commitments: one row for each, from all sentences that tell of it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from ...model.book import Disagreement, Measure, Person
from ..base.corpus import Reading
from ..base.ids import content_id
from .history import as_of_date, changes_of, effective_of
from .same_measure import is_apart, is_same
from .told import Entries, PersonIds, Told, told_in

TopicsOf = Mapping[tuple[str, int], tuple[str, ...]]


def measures_of(
    corpus: Sequence[Reading],
    ids: PersonIds,
    people: Mapping[str, Person],
    entries: Entries,
    topics_of: TopicsOf,
    differing: Sequence[Disagreement],
    as_of: dt.date | None,
) -> tuple[Measure, ...]:
    """Each measure with its history, in the order in which the sources begin to tell of them."""
    told = chain.from_iterable(told_in(reading, ids, people, entries) for reading in corpus)
    ordered = sorted(told, key=lambda each: (_published(each), each.citation.source, each.at))
    made = (_measure(group, topics_of, differing, as_of) for group in _grouped(ordered))
    return tuple(sorted(made, key=lambda each: (_begins(each), each.id)))


def _published(told: Told) -> dt.date:
    return told.published.earliest if told.published else dt.date.max


def _begins(measure: Measure) -> dt.date:
    days = [change.date.earliest for change in measure.history if change.date]
    return min(days, default=dt.date.max)


def _grouped(told: Iterable[Told]) -> Iterator[list[Told]]:
    """Each joins the first group with which something speaks for it and nothing against it."""
    groups: list[list[Told]] = []
    by_key: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for one in told:
        near = sorted({at for key in _keys(one) for at in by_key[key]})
        at = next((at for at in near if _belongs(one, groups[at])), None)
        if at is None:
            at = len(groups)
            groups.append([])
        groups[at].append(one)
        for key in _keys(one):
            if not by_key[key] or by_key[key][-1] != at:
                by_key[key].append(at)
    yield from groups


def _belongs(one: Told, group: Sequence[Told]) -> bool:
    return any(is_same(one, each) for each in group) and not any(is_apart(one, each) for each in group)


def _keys(one: Told) -> Iterator[tuple[str, ...]]:
    """What two that are one measure have in common, in one way or the other."""
    yield from (("entry", entry) for entry in one.entries)
    if one.value:
        yield one.kind, "value", one.value, one.unit
    if one.is_alone:
        yield from ((one.kind, "country", country) for country in one.countries)
    yield from ((one.kind, "word", word) for word in one.marks | one.goods)
    yield from ((one.kind, "day", day.edtf) for day in (one.date, one.effective) if day is not None)


def _measure(
    group: Sequence[Told], topics_of: TopicsOf, differing: Sequence[Disagreement], as_of: dt.date | None
) -> Measure:
    named = max(group, key=lambda each: (bool(each.value), bool(each.on_countries), bool(each.on), -group.index(each)))
    valued = next((each for each in group if each.value), named)
    status = as_of_date(group, as_of)
    return Measure(
        id=content_id("m", named.kind, named.named.source, str(named.named.sentence), named.what),
        what=named.what,
        by=" and ".join(_first(each.by for each in group)),
        on=_first(each.on for each in (named, *group)),
        value=valued.value,
        unit=valued.unit,
        status=status,
        effective=effective_of(group, status),
        history=changes_of(group),
        topics=_topics(group, topics_of),
        disagreements=_disputing(group, differing),
    )


def _first(names: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return next(filter(None, names), ())


def _topics(group: Sequence[Told], topics_of: TopicsOf) -> tuple[str, ...]:
    cited = dict.fromkeys((each.citation.source, each.citation.sentence) for each in group)
    return tuple(dict.fromkeys(chain.from_iterable(topics_of.get(place, ()) for place in cited)))


def _disputing(group: Sequence[Told], differing: Sequence[Disagreement]) -> tuple[str, ...]:
    """The ids of the differences over an entry that tells of it."""
    entries = frozenset(chain.from_iterable(each.entries for each in group))
    return tuple(one.id for one in differing if not entries.isdisjoint(one.events))
