"""Where two sources of one event give one quantity different values."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations

from ...model.book import Disagreement, DisagreementClaim, DisagreementKind
from ...model.findings import Figure
from ...model.text import Span, alternation
from ...rules.load import load
from ...rules.types.merge import DIFFERENCES
from ..base.corpus import Reading
from ..base.ids import content_id
from ..base.same_words import Rarity, senses
from ..events.accounts import Account
from ..events.entry import Cluster

_ALIKE = 0.6  # weighted words shared by the two sentences, numbers left out
_MOST = 12  # accounts of one event held against each other
_BEFORE, _AFTER = 40, 50  # characters around a figure that say what it measures
_ROUNDING = Decimal("0.05")  # relative; two values nearer than this may be one, rounded


def differing_figures(
    clusters: Sequence[Cluster], corpus: Sequence[Reading], rarity: Rarity
) -> tuple[Disagreement, ...]:
    """Events of several sources whose sentences each give one figure of a unit, and not the same."""
    readings = {reading.article.id: reading for reading in corpus}
    found: dict[str, Disagreement] = {}
    for cluster in clusters:
        for a, b in combinations(_with_figures(cluster, readings), 2):
            if a.source != b.source:
                found.update((d.id, d) for d in _between(cluster, a, b, readings, rarity))
    return tuple(found.values())


def _with_figures(cluster: Cluster, readings: Mapping[str, Reading]) -> list[Account]:
    """The accounts that give a figure, some of them where very many tell of one event."""
    if len({account.source for account in cluster.accounts}) < 2:
        return []
    return [account for account in cluster.accounts if _by_unit(readings[account.source], account.sentence)][:_MOST]


def _between(
    cluster: Cluster, a: Account, b: Account, readings: Mapping[str, Reading], rarity: Rarity
) -> Iterator[Disagreement]:
    if rarity.overlap(_wordy(a.words), _wordy(b.words)) < _ALIKE:
        return
    ones, others = _by_unit(readings[a.source], a.sentence), _by_unit(readings[b.source], b.sentence)
    for unit in sorted(ones.keys() & others.keys()):
        if len(ones[unit]) == len(others[unit]) == 1:
            (one, around), (other, beside) = ones[unit][0], others[unit][0]
            shared = _wordy(senses(a.said, _around(one))) & _wordy(senses(b.said, _around(other)))
            told = (one.span.of(readings[a.source].article.text), other.span.of(readings[b.source].article.text))
            if shared and not _adds(around, beside, *told) and not _compatible(one, around, other, beside):
                yield _disagreement(cluster, (a, one, around), (b, other, beside), readings)


def _adds(*texts: str) -> bool:
    """Whether a figure only adds to some other one: "two more plants"."""
    return any(_words("increments").search(text) for text in texts)


def _wordy(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if not word[0].isdigit())


def _by_unit(reading: Reading, sentence: int) -> dict[str, list[tuple[Figure, str]]]:
    """The figures of a sentence by unit, each with the words around it in that sentence."""
    found: dict[str, list[tuple[Figure, str]]] = defaultdict(list)
    span, text = reading.findings.sentences[sentence].span, reading.article.text
    for figure in reading.within(reading.findings.figures, span):
        before = text[max(span.start, figure.span.start - _BEFORE) : figure.span.start]
        after = text[figure.span.end : min(span.end, figure.span.end + _AFTER)]
        found[figure.unit].append((figure, f"{before} {after}"))
    return found


def _around(figure: Figure) -> Span:
    return Span(max(figure.span.start - _BEFORE, 0), figure.span.end + _AFTER)


@cache
def _words(name: str) -> re.Pattern[str]:
    rules = load(DIFFERENCES)
    words = getattr(rules if name in ("scope", "increments") else rules.bounds, name)
    return re.compile(r"(?<!\w)(?:" + alternation(words) + r")(?!\w)", re.IGNORECASE)


def _compatible(one: Figure, around: str, other: Figure, beside: str) -> bool:
    """Whether both may be true: equal, one the other rounded, or one a bound that the other keeps."""
    first, second = Decimal(one.value), Decimal(other.value)
    if first == second or abs(first - second) <= _ROUNDING * max(abs(first), abs(second)):
        return True
    return _bounds(first, around, second) or _bounds(second, beside, first)


def _bounds(value: Decimal, around: str, other: Decimal) -> bool:
    before = around[: _BEFORE + 1]
    if _words("about").search(before):
        return abs(value - other) <= Decimal("0.15") * max(abs(value), abs(other))
    return bool(
        (_words("least").search(before) and other >= value) or (_words("most").search(before) and other <= value)
    )


def _disagreement(
    cluster: Cluster,
    one: tuple[Account, Figure, str],
    other: tuple[Account, Figure, str],
    readings: Mapping[str, Reading],
) -> Disagreement:
    first, second = sorted(
        (one, other), key=lambda told: (_published(readings, told[0]), told[0].source, told[0].sentence)
    )
    kind, reason = _kind(first, second, readings)
    values = tuple(
        DisagreementClaim(value=figure.value, citation=account.citation) for account, figure, _ in (first, second)
    )
    return Disagreement(
        id=content_id("d", *sorted((first[0].citation.quote, second[0].citation.quote)), first[1].unit),
        about=f"the number ({first[1].unit}): “{cluster.entry.headline}”",
        kind=kind,
        why=f"Both sentences tell of one event and give one figure in {first[1].unit}. {reason}",
        claims=values,
        events=(cluster.entry.id,),
        topics=cluster.entry.topics,
    )


def _published(readings: Mapping[str, Reading], account: Account) -> str:
    published = readings[account.source].published
    return published.earliest.isoformat() if published else ""


def _kind(
    first: tuple[Account, Figure, str], second: tuple[Account, Figure, str], readings: Mapping[str, Reading]
) -> tuple[DisagreementKind, str]:
    scopes = [
        frozenset(match.group().casefold() for match in _words("scope").finditer(around))
        for _, _, around in (first, second)
    ]
    if scopes[0] != scopes[1]:
        words = ", ".join(f"“{word}”" for word in sorted(scopes[0] ^ scopes[1]))
        return "scope", f"They may measure different things: only one says {words}."
    days = [readings[account.source].published for account, _, _ in (first, second)]
    if days[0] and days[1] and days[0].latest < days[1].earliest:
        return "superseded", "The second was published later and may know more."
    return "contradiction", "Neither says why."
