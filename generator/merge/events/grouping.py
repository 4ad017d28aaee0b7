"""Accounts put into groups that tell one deed, one after the other.

Each is held only against groups near its date that share a word which is rare there, so cost grows with the number of
accounts. A second pass knows which sentences tell one deed, and looks again only at what that touches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from ...model.kept import Kept, Memo
from ..base.same_words import Rarity
from .accounts import Account
from .near_dates import Room, doors, near, rooms
from .pair import Pair
from .same_deed import Verdict, judged, may_stand_beside, outlook, unlinked

_COMMON = 50  # groups near one date that share a word, beyond which it tells nothing apart
_NEAREST = 20  # groups that an account is held against
_MEMBERS = 12  # accounts of a group that are looked at

SentencePair = frozenset[tuple[str, int]]


def grouped(accounts: Sequence[Account], rarity: Rarity, kept: Kept) -> list[list[Account]]:
    """The groups in the order of their first accounts; each account goes to a group of those before it."""
    placed = [_placed(account) for account in accounts]
    judge = _Judge(rarity, kept)
    first = _pass(placed, judge)
    linked = frozenset(pair for group in first.groups.values() for pair in _sentence_pairs(group))
    return list(_pass(placed, judge, _Changes(first, placed, judge, linked)).groups.values())


@dataclass(frozen=True, slots=True)
class _Placed:
    """An account with the times under which it is kept, and under which it looks for others."""

    account: Account
    words: frozenset[str]
    rooms: tuple[Room, ...]
    doors: tuple[Room, ...]


def _placed(account: Account) -> _Placed:
    return _Placed(account, account.words, tuple(rooms(account.date)), tuple(doors(account.date)))


@dataclass(slots=True)
class _Time:
    """The groups of a time by word, as far as its accounts have been looked through."""

    places: list[int] = field(default_factory=list)  # of its accounts
    seen: int = 0  # how many of them
    groups: dict[str, list[int]] = field(default_factory=dict)


@dataclass
class _Pass:
    """What became of the accounts so far. A group is called by the place of its first account."""

    homes: list[int] = field(default_factory=list)  # the group of each
    near: list[Sequence[int]] = field(default_factory=list)  # the groups that each was held against
    groups: dict[int, list[Account]] = field(default_factory=dict)

    def add(self, account: Account, near: Sequence[int], home: int) -> None:
        """One more."""
        self.near.append(near)
        self.homes.append(home)
        self.groups.setdefault(home, []).append(account)


def _pass(placed: Sequence[_Placed], judge: _Judge, changes: _Changes | None = None) -> _Pass:
    done = _Pass()
    index = _Index(placed, done.homes, judge.rarity)
    for at, one in enumerate(placed):
        if changes is not None and not changes.touch(at):
            done.add(one.account, changes.first.near[at], changes.first.homes[at])
            continue
        groups = index.near(at)
        home = _home(one.account, groups, done, judge, changes.linked if changes else frozenset())
        done.add(one.account, groups, at if home is None else home)
        if changes is not None:
            changes.note(at, done.homes[at])
    return done


class _Changes:
    """What a second pass does otherwise than the first. Whoever it does not touch goes where he went."""

    def __init__(self, first: _Pass, placed: Sequence[_Placed], judge: _Judge, linked: frozenset[SentencePair]) -> None:
        self.first = first
        self.linked = linked  # sentences that tell one deed
        self._placed = placed
        self._judge = judge
        self._groups: set[int] = set()  # with other accounts than in the first pass
        self._words: dict[Room, set[str]] = defaultdict(set)  # that lead elsewhere, by their time

    def touch(self, at: int) -> bool:
        """Whether an account may go elsewhere: it may stand beside one that it is linked to, is near a group that has
        changed, or words of it lead elsewhere."""
        account, words, doors = self._placed[at].account, self._placed[at].words, self._placed[at].doors
        return (
            self._judge.may_link(account, self.linked)
            or not self._groups.isdisjoint(self.first.near[at])
            or any(not self._words[door].isdisjoint(words) for door in doors if door in self._words)
        )

    def note(self, at: int, home: int) -> None:
        """Where an account has gone."""
        if home != self.first.homes[at]:
            self._groups |= {home, self.first.homes[at]}
            for room in self._placed[at].rooms:
                self._words[room] |= self._placed[at].words


class _Judge:
    """Whether two accounts are one; what takes long to judge is judged once. What they come to by themselves, whatever
    the other articles say, is kept for the next run. Two accounts are known by their places in memory: their caller
    keeps both for as long as this is asked."""

    def __init__(self, rarity: Rarity, kept: Kept) -> None:
        self.rarity = rarity
        self._outlooks: Memo[str] = kept.memo("what two accounts come to by themselves", str)
        self._sure = unlinked()
        self._judged: dict[tuple[int, int], Verdict] = {}
        self._beside: dict[int, dict[int, Account]] = {}  # that may be one for a link between their sentences alone

    def of(self, a: Account, b: Account, linked: frozenset[SentencePair]) -> Verdict:
        """`linked` are the sentences that tell another deed that is one."""
        verdict = self._judged.get((id(a), id(b))) or self._first(a, b)
        if linked and id(b) in self._beside.get(id(a), ()) and _sentences(a, b) in linked:
            return judged(self.pair(a, b, linked=True))
        return verdict

    def may_link(self, a: Account, linked: frozenset[SentencePair]) -> bool:
        """Whether a link makes an account one with another to which it was held."""
        return any(_sentences(a, b) in linked for b in self._beside.get(id(a), {}).values())

    def pair(self, a: Account, b: Account, *, linked: bool = False) -> Pair:
        """The two side by side."""
        return Pair(a=a, b=b, dates=near(a.date, b.date), linked=linked, rarity=self.rarity)

    def _first(self, a: Account, b: Account) -> Verdict:
        known = self._outlook(a, b)
        verdict = self._sure.get(known)
        if verdict is None:  # it depends on how rare their words are; of all others the outlook is enough
            verdict = self._judged[id(a), id(b)] = judged(self.pair(a, b), known)
        if not verdict.one and may_stand_beside(known):
            self._beside.setdefault(id(a), {})[id(b)] = b
        return verdict

    def _outlook(self, a: Account, b: Account) -> str:
        if not (a.mark and b.mark):
            return outlook(self.pair(a, b))
        return self._outlooks.of(f"{a.mark} {b.mark}", lambda: outlook(self.pair(a, b)))


def _sentence_pairs(group: Sequence[Account]) -> Iterator[SentencePair]:
    for one, other in combinations(group[:_MEMBERS], 2):
        yield _sentences(one, other)


def _sentences(one: Account, other: Account) -> SentencePair:
    return frozenset({(one.source, one.sentence), (other.source, other.sentence)})


def _home(
    account: Account, groups: Sequence[int], done: _Pass, judge: _Judge, linked: frozenset[SentencePair]
) -> int | None:
    """The group that tells the same, and in which nothing forbids it; of several the likest, of the same date first."""
    alike = {number: _alike(account, done.groups[number][:_MEMBERS], judge, linked) for number in groups}
    able = [number for number in groups if alike[number]]
    if len(able) < 2:
        return able[0] if able else None
    return max(able, key=lambda number: (max(_likeness(account, other, judge) for other in alike[number]), -number))


def _likeness(account: Account, other: Account, judge: _Judge) -> tuple[bool, float]:
    pair = judge.pair(account, other)
    return pair.dates == "same days", pair.words


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
    """Groups by the days and words of their accounts; a word of very many groups of one day leads nowhere. A time is
    looked through when somebody asks for it, up to his place."""

    def __init__(self, placed: Sequence[_Placed], homes: Sequence[int], rarity: Rarity) -> None:
        self._placed = placed
        self._homes = homes  # of those that have one
        self._rarity = rarity
        self._times: dict[Room, _Time] = defaultdict(_Time)
        for at, one in enumerate(placed):
            for room in one.rooms:
                self._times[room].places.append(at)

    def near(self, at: int) -> Sequence[int]:
        """The groups that share most words with an account, by weight."""
        found = set[int]().union(*[known for _, known in self._leading(at)])
        return sorted(found) if len(found) <= _NEAREST else self._heaviest(at)

    def _heaviest(self, at: int) -> Sequence[int]:
        weights: dict[int, dict[str, float]] = defaultdict(dict)
        for word, known in self._leading(at):
            for number in known:
                weights[number][word] = self._rarity.of(word)
        total = {number: sum(words[word] for word in sorted(words)) for number, words in weights.items()}
        return sorted(total, key=lambda number: (-total[number], number))[:_NEAREST]

    def _leading(self, at: int) -> Iterator[tuple[str, Sequence[int]]]:
        """The words of an account that lead to groups, with these."""
        one = self._placed[at]
        for door in one.doors:
            if door in self._times:
                inside = self._inside(self._times[door], at)
                for word in inside.keys() & one.words:
                    known = inside[word]
                    if len(known) <= _COMMON:
                        yield word, known

    def _inside(self, time: _Time, at: int) -> Mapping[str, list[int]]:
        """The groups of a time by word, as far as accounts before a place tell of them."""
        places = time.places
        while time.seen < len(places) and places[time.seen] < at:
            place = places[time.seen]
            _add(time.groups, self._homes[place], self._placed[place].words)
            time.seen += 1
        return time.groups


def _add(inside: dict[str, list[int]], number: int, words: frozenset[str]) -> None:
    for word in words:
        known = inside.get(word)
        if known is None:
            inside[word] = [number]
        elif known[-1] != number and len(known) <= _COMMON:
            known.append(number)
