"""Measures and commitments: one row for each, from all sentences that tell of it."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from ...model.book import Disagreement, Measure, Person
from ...model.text import alternation
from ...rules.load import load
from ...rules.types.measures import MEASURE_WORDS
from ..base.bare_event import Entries
from ..base.corpus import Reading
from ..base.ids import content_id
from ..topics.filing import Filing
from .history import as_of_date, changes_of, effective_of
from .same_measure import is_apart, is_same
from .told import Told, told_of


def measures_of(
    corpus: Sequence[Reading],
    people: Mapping[str, Person],
    entries: Entries,
    filing: Filing,
    differing: Sequence[Disagreement],
    as_of: dt.date | None,
) -> tuple[Measure, ...]:
    """Each measure with its history, in the order in which the sources begin to tell of them, by readings that know who
    is who."""
    told = chain.from_iterable(told_of(reading, people, entries) for reading in corpus)
    dated_first = sorted(told, key=lambda each: (not (each.date or each.effective), *_order(each)))
    made = (_measure(group, filing, differing, as_of) for group in _by_name(_grouped(dated_first)))
    return tuple(sorted(made, key=lambda each: (_begins(each), each.id)))


def _order(told: Told) -> tuple[dt.date, str, int]:
    return told.published.earliest if told.published else dt.date.max, told.citation.source, told.at


def _begins(measure: Measure) -> dt.date:
    days = [change.date.earliest for change in measure.history if change.date]
    return min(days, default=dt.date.max)


def _grouped(told: Iterable[Told]) -> Iterator[list[Told]]:
    """Each joins the group with which something speaks for it and nothing against it; one that may be of several is
    left out."""
    groups: list[list[Told]] = []
    by_key: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for one in told:
        near = sorted({at for key in _keys(one) for at in by_key[key]})
        fitting = _closest(one, [at for at in near if _belongs(one, groups[at])], groups)
        if not fitting:
            fitting = [len(groups)]
            groups.append([])
        if len(fitting) == 1:
            groups[fitting[0]].append(one)
            _note(one, fitting[0], by_key)
    yield from (sorted(group, key=_order) for group in groups)


def _by_name(groups: Iterable[Sequence[Told]]) -> Iterator[list[Told]]:
    """Groups whose measure the same words of one sentence name are one: "the tariff" of a later sentence."""
    joined: dict[tuple[str, ...], list[Told]] = defaultdict(list)
    for group in groups:
        joined[_name(_naming(group))] += group
    yield from (sorted(group, key=_order) for group in joined.values())


def _naming(group: Sequence[Told]) -> Told:
    """The telling that says best which measure it is."""
    return max(group, key=lambda each: (bool(each.value), bool(each.on_countries), bool(each.on), -group.index(each)))


def _name(one: Told) -> tuple[str, ...]:
    return one.kind, one.named.source, str(one.named.sentence), one.what


def _note(one: Told, at: int, by_key: dict[tuple[str, ...], list[int]]) -> None:
    for key in _keys(one):
        if at not in by_key[key][-1:]:
            by_key[key].append(at)


def _closest(one: Told, fitting: Sequence[int], groups: Sequence[Sequence[Told]]) -> Sequence[int]:
    """Of several those of its entry, of its days, else of its article."""
    for is_close in (_is_of_entry, _is_of_day, _is_of_article):
        close = [at for at in fitting if any(is_close(one, each) for each in groups[at])]
        if len(fitting) > 1 and close:
            fitting = close
    return fitting


def _is_of_entry(one: Told, other: Told) -> bool:
    return not one.entries.isdisjoint(other.entries)


def _is_of_day(one: Told, other: Told) -> bool:
    days = {day.edtf for day in (one.date, one.effective) if day}
    return not days.isdisjoint(day.edtf for day in (other.date, other.effective) if day)


def _is_of_article(one: Told, other: Told) -> bool:
    return one.citation.source == other.citation.source


def _belongs(one: Told, group: Sequence[Told]) -> bool:
    apart = any(is_apart(one, each) or _stand_side_by_side(one, each) for each in group)
    return not apart and any(is_same(one, each) for each in group)


def _stand_side_by_side(one: Told, other: Told) -> bool:
    """Two measures of one deed: "imposed a tariff on wine and a levy on Chile"."""
    return (
        one.citation == other.citation and one.what != other.what and bool(one.on and other.on and one.on != other.on)
    )


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
    group: Sequence[Told], filing: Filing, differing: Sequence[Disagreement], as_of: dt.date | None
) -> Measure:
    named = _naming(group)
    valued = next((each for each in group if each.value), named)
    status = as_of_date(group, as_of)
    return Measure(
        id=content_id("m", *_name(named)),
        what=_called(named.what),
        by=" and ".join(_first(each.by for each in group)),
        on=_first(each.on for each in (named, *group)),
        value=valued.value,
        unit=valued.unit,
        status=status,
        effective=effective_of(group, status),
        history=changes_of(group),
        topics=_topics(group, filing),
        disagreements=_disputing(group, differing),
    )


def _called(name: str) -> str:
    """Without what is before it and no part of it: "a", "last month's"."""
    opening = alternation(load(MEASURE_WORDS).unnamed).replace("'", "['’]")
    return re.sub(rf"^(?:(?:{opening})\s+)+(?=\w)", "", name, flags=re.IGNORECASE)


def _first(names: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return next(filter(None, names), ())


def _topics(group: Sequence[Told], filing: Filing) -> tuple[str, ...]:
    cited = dict.fromkeys((each.citation.source, each.citation.sentence) for each in group)
    about = [place for place in cited if filing.is_told(*place)] or cited
    return tuple(dict.fromkeys(chain.from_iterable(filing.of(*place) for place in about)))


def _disputing(group: Sequence[Told], differing: Sequence[Disagreement]) -> tuple[str, ...]:
    """The ids of the differences over an entry that tells of it."""
    entries = frozenset(chain.from_iterable(each.entries for each in group))
    return tuple(one.id for one in differing if not entries.isdisjoint(one.events))
