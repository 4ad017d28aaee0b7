"""Accounts put together that tell one deed, across articles and dates that may be one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ...model.book import TimelineEntry
from ...model.dates import OWN_DAY
from ...model.kept import NOTHING_KEPT, Kept
from ..base.same_words import Rarity
from .accounts import Account
from .confidence import UNSURE, is_sure
from .entry import Cluster, entry_of
from .grouping import grouped


def cluster(
    accounts: Sequence[Account], rarity: Rarity, kin: Mapping[str, str], kept: Kept = NOTHING_KEPT
) -> tuple[Cluster, ...]:
    """Group accounts of one deed, those with the most exact date first."""
    groups = grouped(sorted(accounts, key=_exactness), rarity, kept)
    told = [group for group in groups if any(not account.no_line for account in group)]
    return tuple(sorted(_clusters(told, kin), key=lambda c: (_date_key(c.entry), c.entry.id)))


def _clusters(groups: Sequence[Sequence[Account]], kin: Mapping[str, str]) -> Iterator[Cluster]:
    """Each group with its entry, which knows how many are told in its words."""
    every = len(set(kin.values()))
    entries = [entry_of(group, kin, every) for group in groups]
    lines = Counter(key for entry in entries for key in _words_of(entry))
    for group, entry in zip(groups, entries, strict=True):
        alike = max(lines[key] for key in _words_of(entry))
        yield Cluster(accounts=tuple(group), entry=entry if alike == 1 else entry_of(group, kin, every, alike))


def _words_of(entry: TimelineEntry) -> list[tuple[str, str, int]]:
    """Its headline with each sentence that it may be made of."""
    return [(entry.headline, citation.source, citation.sentence) for citation in entry.citations]


def parted(clusters: Sequence[Cluster]) -> tuple[tuple[Cluster, ...], tuple[TimelineEntry, ...]]:
    """Those that are sure enough to be shown, and the entries of the others."""
    shown = tuple(cluster for cluster in clusters if is_sure(cluster.entry.confidence))
    unsure = tuple(cluster.entry for cluster in clusters if not is_sure(cluster.entry.confidence))
    return shown, unsure


def untold(accounts: Sequence[Account], clusters: Sequence[Cluster]) -> tuple[tuple[str, int], ...]:
    """Why deeds have no line, each reason with how many: accounts that no cluster holds, and clusters that are not sure
    enough."""
    held = {account.id for cluster in clusters for account in cluster.accounts}
    reasons = Counter(account.no_line for account in accounts if account.id not in held)
    reasons.update(UNSURE for cluster in clusters if not is_sure(cluster.entry.confidence))
    return tuple(sorted(reasons.items()))


def _exactness(account: Account) -> tuple[bool, int]:
    """What only its article's day dates comes last; else the shortest span of days is first."""
    return account.date.basis == OWN_DAY, (account.date.latest - account.date.earliest).days


def _date_key(entry: TimelineEntry) -> tuple[str, str]:
    assert entry.date is not None
    return entry.date.earliest.isoformat(), entry.date.latest.isoformat()
