"""No headline of the timeline gives one value of a disagreement as if it were the only one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ...model.book import Disagreement, DisagreementClaim
from ...model.findings import Figure
from ..base.corpus import Reading
from ..events.entry import Cluster
from .measures import counted_in


def with_other_values(
    clusters: Sequence[Cluster], corpus: Sequence[Reading], disagreements: Iterable[Disagreement]
) -> tuple[Cluster, ...]:
    """The clusters, the other value in brackets behind a disputed figure in an entry's headline: "twelve sailors
    [or 14] drowned"; of two that follow each other the newer behind the older: "[later 14]"."""
    readings = {reading.article.id: reading for reading in corpus}
    by_entry: dict[str, list[Disagreement]] = {}
    for disagreement in disagreements:
        for entry in disagreement.events if disagreement.kind in ("contradiction", "superseded") else ():
            by_entry.setdefault(entry, []).append(disagreement)
    return tuple(_with_all(cluster, by_entry.get(cluster.entry.id, ()), readings) for cluster in clusters)


def _with_all(cluster: Cluster, disputed: Sequence[Disagreement], readings: Mapping[str, Reading]) -> Cluster:
    """The newer value goes before the other one of two."""
    if not disputed:
        return cluster
    headline = cluster.entry.headline
    for disagreement in sorted(disputed, key=lambda each: each.kind != "superseded"):
        headline = _with_other(headline, cluster, disagreement, readings)
    return replace(cluster, entry=replace(cluster.entry, headline=headline))


def _with_other(headline: str, cluster: Cluster, disagreement: Disagreement, readings: Mapping[str, Reading]) -> str:
    sides = [_given(readings[side.citation.source], side) for side in disagreement.claims]
    if [bool(side) for side in sides] != [True, True]:
        return headline
    first, second = (_shown(headline, set(_told(cluster, figures[0], readings))) for figures in sides)
    later = disagreement.kind == "superseded"
    place = first or second
    if place is None or all((second, first or later)) or headline.startswith(" [", place.end()):
        return headline
    other = int(place is first)
    value = _short(sides[other][0], readings[disagreement.claims[other].citation.source])
    return f"{headline[: place.end()]} [{'later' if later else 'or'} {value}]{headline[place.end() :]}"


def _shown(headline: str, told: Iterable[str]) -> re.Match[str] | None:
    """Where one of the ways to write a value stands in a headline; its first word may have a capital."""
    places = (
        re.search(rf"(?<!\w){re.escape(words)}(?!\w)", headline, re.IGNORECASE)
        for words in sorted(told, key=lambda words: (-len(words), words))
    )
    return next((place for place in places if place is not None), None)


def _given(reading: Reading, side: DisagreementClaim) -> list[Figure]:
    """The figures of a side's sentence with its value."""
    return [figure for figure in _figures(reading, side.citation.sentence) if figure.value == side.value]


def _told(cluster: Cluster, figure: Figure, readings: Mapping[str, Reading]) -> Iterator[str]:
    """How the sentences of an entry write one value."""
    for account in cluster.accounts:
        reading = readings[account.source]
        for each in _figures(reading, account.sentence):
            if each.value == figure.value and each.unit == figure.unit:
                yield each.span.of(reading.article.text)


def _figures(reading: Reading, sentence: int) -> Sequence[Figure]:
    return counted_in(reading, sentence)


def _short(figure: Figure, reading: Reading) -> str:
    """The value as its source writes it, if with digits alone or a sign of money before them; else in digits."""
    told = figure.span.of(reading.article.text)
    if re.match(r"[^\w\s]?\d", told) and not figure.unit.islower():
        return told
    return f"{int(figure.value):,}" if figure.value.isdigit() else figure.value
