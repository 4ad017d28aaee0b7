"""Where two sources tell one event with different dates. A false alarm costs trust, so all must agree but the date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.merge.ids import content_id
from generator.merge.timeline import Account, Cluster
from generator.merge.words import Rarity, words_in_common
from generator.model.book import Disagreement, DisagreementClaim, DisagreementKind

_ALIKE = 0.34  # weighted words shared, for a difference to be about one event
_ALIKE_NUMBER = 0.25  # the same when both give the same number
_ALIKE_LIMIT = 0.20  # the same for two limits in time of one kind
_FARTHEST = 3  # days apart; beyond that two dates are more likely two events


def find_disagreements(clusters: Sequence[Cluster], rarity: Rarity) -> tuple[Disagreement, ...]:
    """Clusters of day-exact dates, near each other, told by different sources as the same thing."""
    exact = [c for c in clusters if c.entry.date is not None and c.entry.date.precision == "day"]
    found = []
    for first, second in _near(exact):
        pair = _closest(first, second, rarity)
        if pair is not None:
            found.append(_disagreement(first, second, *pair))
    return tuple(sorted(found, key=lambda d: (d.claims[0].value, d.id)))


def _near(clusters: Sequence[Cluster]) -> Iterator[tuple[Cluster, Cluster]]:
    """Pairs at most a few days apart, from the sorted clusters."""
    for index, first in enumerate(clusters):
        for second in clusters[index + 1 :]:
            assert first.entry.date is not None
            assert second.entry.date is not None
            days = (second.entry.date.earliest - first.entry.date.earliest).days
            if days > _FARTHEST:
                break
            if days > 0:
                yield first, second


def _closest(first: Cluster, second: Cluster, rarity: Rarity) -> tuple[Account, Account] | None:
    pairs = [
        (rarity.overlap(a.words, b.words), a, b)
        for a in first.accounts
        for b in second.accounts
        if a.source != b.source and _same_thing(a, b, rarity)
    ]
    if not pairs:
        return None
    _, a, b = max(pairs, key=lambda pair: (pair[0], pair[1].source, pair[1].sentence, pair[2].source, pair[2].sentence))
    return a, b


def _same_thing(a: Account, b: Account, rarity: Rarity) -> bool:
    alike = rarity.overlap(a.words, b.words)
    if a.predicate != b.predicate:
        return False
    if a.event.kind == b.event.kind == "deadline":
        return alike >= _ALIKE_LIMIT
    number = any(word[0].isdigit() for word in a.words & b.words)
    return a.event.kind == b.event.kind and bool(set(a.people) & set(b.people)) and alike >= (_ALIKE_NUMBER if number else _ALIKE)


def _disagreement(first: Cluster, second: Cluster, a: Account, b: Account) -> Disagreement:
    days = (b.date.earliest - a.date.earliest).days
    kind = _kind(a, b, days)
    told = sorted([*first.accounts, *second.accounts], key=lambda x: (x.date.earliest, x.source, x.sentence))
    alike = [account for account in told if account in (a, b) or account.predicate == a.predicate]
    claims = [DisagreementClaim(value=account.date.edtf, citation=account.citation) for account in alike]
    shared = ", ".join(words_in_common(a.citation.quote, b.citation.quote))
    return Disagreement(
        id=content_id("d", first.entry.id, second.entry.id),
        about=f"the day: “{a.text}”",
        kind=kind,
        why=f"The sources tell this alike (in common: {shared}) and date it {days} day{'s' if days > 1 else ''} apart.",
        claims=tuple(dict.fromkeys(claims)),
        events=(first.entry.id, second.entry.id),
        topics=tuple(sorted({*first.entry.topics, *second.entry.topics})),
    )


def _kind(a: Account, b: Account, days: int) -> DisagreementKind:
    """A day apart with two clocks named is the date line; without them the sources just differ."""
    return "date-line" if days == 1 and a.date.zone != b.date.zone and a.date.zone and b.date.zone else "contradiction"
