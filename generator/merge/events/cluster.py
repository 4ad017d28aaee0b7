"""Accounts put together that tell one deed, across articles and dates that may be one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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
from .same_deed import Verdict, judged, may_stand_beside, outlook, sure_by

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
    ordered = [_placed(account) for account in sorted(accounts, key=_exactness)]
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


@dataclass(frozen=True, slots=True)
class _Placed:
    """An account with the names under which it is kept by its time, and under which it looks for others."""

    account: Account
    rooms: tuple[str, ...]
    doors: tuple[str, ...]


def _placed(account: Account) -> _Placed:
    return _Placed(account, tuple(rooms(account.date)), tuple(doors(account.date)))


class _Judge:
    """Whether two accounts are one; each pair is judged once. What they come to by themselves, whatever the other
    articles say, is kept for the next run. Two accounts are known by their places in memory: their caller keeps both
    for as long as this is asked."""

    def __init__(self, rarity: Rarity, kept: Kept) -> None:
        self.rarity = rarity
        self._outlooks: Memo[str] = kept.memo("what two accounts come to by themselves", str)
        self._judged: dict[tuple[int, int], Verdict] = {}
        self._linkable: set[tuple[int, int]] = set()  # that may be one for a link between their sentences alone

    def of(self, a: Account, b: Account, linked: frozenset[SentencePair]) -> Verdict:
        """`linked` are the sentences that tell another deed that is one."""
        key = id(a), id(b)
        verdict = self._judged.get(key) or self._first(a, b)
        if linked and key in self._linkable and _sentences(a, b) in linked:
            return judged(self.pair(a, b, linked=True))
        return verdict

    def pair(self, a: Account, b: Account, *, linked: bool = False) -> Pair:
        """The two side by side."""
        return Pair(a=a, b=b, dates=near(a.date, b.date), linked=linked, rarity=self.rarity)

    def _first(self, a: Account, b: Account) -> Verdict:
        outlook = self._outlook(a, b)
        verdict = sure_by(outlook) or judged(self.pair(a, b), outlook)
        self._judged[id(a), id(b)] = verdict
        if not verdict.one and may_stand_beside(outlook):
            self._linkable.add((id(a), id(b)))
        return verdict

    def _outlook(self, a: Account, b: Account) -> str:
        if not (a.mark and b.mark):
            return outlook(self.pair(a, b))
        return self._outlooks.of(f"{a.mark} {b.mark}", lambda: outlook(self.pair(a, b)))


def _grouped(ordered: Sequence[_Placed], judge: _Judge, linked: frozenset[SentencePair]) -> list[list[Account]]:
    groups: list[list[Account]] = []
    index = _Index(judge.rarity)
    for one in ordered:
        home = _home(one, groups, index, judge, linked)
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(one.account)
        index.add(home, one)
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
    one: _Placed,
    groups: Sequence[Sequence[Account]],
    index: _Index,
    judge: _Judge,
    linked: frozenset[SentencePair],
) -> int | None:
    """The group that tells the same, and in which nothing forbids it; of several the likest, of the same date first."""
    likest: tuple[bool, float, int] | None = None
    for number in index.near(one):
        for other in _alike(one.account, groups[number][:_MEMBERS], judge, linked):
            pair = judge.pair(one.account, other)
            likest = max(likest or (False, 0.0, -number), (pair.dates == "same days", pair.words, -number))
    return None if likest is None else -likest[2]


def _alike(
    account: Account, members: Sequence[Account], judge: _Judge, linked: frozenset[SentencePair]
) -> Sequence[Account]:
    """Those of a group that tell the same as an account; none where any of them forbids it."""
    alike = []
    for other in members:
        verdict = judge.of(account, other, linked)
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

    def add(self, number: int, one: _Placed) -> None:
        """Put a group where others may look for what this account of it tells."""
        for room in one.rooms:
            inside = self._groups.setdefault(room, {})
            for word in one.account.words:
                known = inside.get(word)
                if known is None:
                    inside[word] = [number]
                elif known[-1] != number and len(known) <= _COMMON:
                    known.append(number)

    def near(self, one: _Placed) -> Sequence[int]:
        """The groups that share most words with an account, by weight."""
        found = set[int]()
        for _, known in self._known(one):
            found.update(known)
        return sorted(found) if len(found) <= _NEAREST else self._heaviest(one)

    def _heaviest(self, one: _Placed) -> Sequence[int]:
        weights: dict[int, dict[str, float]] = defaultdict(dict)
        for word, known in self._known(one):
            for number in known:
                weights[number][word] = self._rarity.of(word)
        total = {number: sum(words[word] for word in sorted(words)) for number, words in weights.items()}
        return sorted(total, key=lambda number: (-total[number], number))[:_NEAREST]

    def _known(self, one: _Placed) -> Iterator[tuple[str, Sequence[int]]]:
        """The words of an account that lead to groups, with these."""
        for door in one.doors:
            inside = self._groups.get(door, {})
            for word in inside.keys() & one.account.words:
                known = inside[word]
                if len(known) <= _COMMON:
                    yield word, known


def _date_key(entry: TimelineEntry) -> tuple[str, str]:
    assert entry.date is not None
    return entry.date.earliest.isoformat(), entry.date.latest.isoformat()
