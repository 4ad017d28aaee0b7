"""Accounts put together that tell one deed, across articles and dates that may be one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from ...model.book import TimelineEntry
from ...model.dates import OWN_DAY
from ...model.kept import NOTHING_KEPT, Kept, Memo
from ..base.same_words import Rarity
from .accounts import Account
from .confidence import UNSURE, is_sure
from .entry import Cluster, entry_of
from .near_dates import doors, near, rooms
from .pair import Pair
from .same_deed import Verdict, against, judged

_COMMON = 50  # groups near one date that share a word, beyond which it tells nothing apart
_NEAREST = 20  # groups that an account is held against
_MEMBERS = 12  # accounts of a group that are looked at

SentencePair = frozenset[tuple[str, int]]


def cluster(
    accounts: Sequence[Account], rarity: Rarity, kin: Mapping[str, str], kept: Kept = NOTHING_KEPT
) -> tuple[Cluster, ...]:
    """Group accounts of one deed, those with the most exact date first. Each is held only against groups near its date
    that share a word which is rare there, so cost grows with the number of accounts. A second pass knows which
    sentences tell one deed."""
    ordered = sorted(accounts, key=_exactness)
    judge = _Judge(rarity, kept)
    groups = _grouped(ordered, judge, frozenset())
    groups = _grouped(ordered, judge, frozenset(pair for group in groups for pair in _sentence_pairs(group)))
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


class _Judge:
    """Whether two accounts are one; what holds whether their sentences are linked or not is judged once. What speaks
    against it, whatever the other articles say, is kept for the next run."""

    def __init__(self, rarity: Rarity, kept: Kept) -> None:
        self.rarity = rarity
        self._against: Memo[str] = kept.memo("what speaks against two accounts being one", str)
        self._judged: dict[tuple[int, int], Verdict] = {}

    def of(self, a: Account, b: Account, *, linked: bool) -> Verdict:
        """Both are kept by their caller for as long as this is asked, so that their places in memory stand for them."""
        known = self._judged.get((id(a), id(b)))
        if known is None or linked:
            pair = self.pair(a, b, linked=linked)
            known = judged(pair, self._always(pair))
            if not linked:
                self._judged[id(a), id(b)] = known
        return known

    def pair(self, a: Account, b: Account, *, linked: bool = False) -> Pair:
        """The two side by side."""
        return Pair(a=a, b=b, dates=near(a.date, b.date), linked=linked, rarity=self.rarity)

    def _always(self, pair: Pair) -> str:
        if not (pair.a.mark and pair.b.mark):
            return against(pair)
        return self._against.of(f"{pair.a.mark} {pair.b.mark}", lambda: against(pair))


def _grouped(accounts: Sequence[Account], judge: _Judge, linked: frozenset[SentencePair]) -> list[list[Account]]:
    groups: list[list[Account]] = []
    index = _Index(judge.rarity)
    for account in accounts:
        home = _home(account, groups, index, judge, linked)
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(account)
        index.add(home, account)
    return groups


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


def _sentence_pairs(group: Sequence[Account]) -> Iterator[SentencePair]:
    for one, other in combinations(group[:_MEMBERS], 2):
        yield _sentences(one, other)


def _sentences(one: Account, other: Account) -> SentencePair:
    return frozenset({(one.source, one.sentence), (other.source, other.sentence)})


def _exactness(account: Account) -> tuple[bool, int]:
    """What only its article's day dates comes last; else the shortest span of days is first."""
    return account.date.basis == OWN_DAY, (account.date.latest - account.date.earliest).days


def _home(
    account: Account,
    groups: Sequence[Sequence[Account]],
    index: _Index,
    judge: _Judge,
    linked: frozenset[SentencePair],
) -> int | None:
    """The group that tells the same, and in which nothing forbids it; of several the likest, of the same date first."""
    likest: tuple[bool, float, int] | None = None
    for number in index.near(account):
        for other in _alike(account, groups[number][:_MEMBERS], judge, linked):
            pair = judge.pair(account, other)
            likest = max(likest or (False, 0.0, -number), (pair.dates == "same days", pair.words, -number))
    return None if likest is None else -likest[2]


def _alike(
    account: Account, members: Sequence[Account], judge: _Judge, linked: frozenset[SentencePair]
) -> Sequence[Account]:
    """Those of a group that tell the same as an account; none where any of them forbids it."""
    alike = []
    for other in members:
        verdict = judge.of(account, other, linked=bool(linked) and _sentences(account, other) in linked)
        if verdict.forbidden:
            return ()
        if verdict.one:
            alike.append(other)
    return alike


class _Index:
    """Groups by the days and words of their accounts; a word of very many groups of one day leads nowhere."""

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._groups: dict[str, dict[str, list[int]]] = {}  # by a name of the time, then by a word

    def add(self, number: int, account: Account) -> None:
        """Put a group where others may look for what this account of it tells."""
        for room in rooms(account.date):
            inside = self._groups.setdefault(room, {})
            for word in account.words:
                known = inside.setdefault(word, [])
                if len(known) <= _COMMON and (not known or known[-1] != number):
                    known.append(number)

    def near(self, account: Account) -> list[int]:
        """The groups that share most words with an account, by weight."""
        weights: dict[int, dict[str, float]] = defaultdict(dict)
        words = [(word, self._rarity.of(word)) for word in sorted(account.words)]
        for door in doors(account.date):
            inside = self._groups.get(door, {})
            for word, weight in words:
                known = inside.get(word, ())
                if 0 < len(known) <= _COMMON:
                    for number in known:
                        weights[number][word] = weight
        total = {number: sum(words.values()) for number, words in weights.items()}
        return sorted(total, key=lambda number: (-total[number], number))[:_NEAREST]


def _date_key(entry: TimelineEntry) -> tuple[str, str]:
    assert entry.date is not None
    return entry.date.earliest.isoformat(), entry.date.latest.isoformat()
