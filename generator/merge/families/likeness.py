"""How much of one telling stands in another, and what is otherwise there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Literal

from ...model.text import record
from .telling import Said, Telling

Found = Literal["same", "other figures", "other facts", "own"]

_RUN = 3  # words that stand together
_COVERED = 0.75  # share of a sentence's words in runs that the other has, for the two to be one
_HOLDERS = 20  # sentences with one run that are looked at; a text may say one thing thousands of times
_ROW = 3  # numbers of one sentence
_WORDED = 0.7  # share of its words but for the facts that the other has, for the two to be of one template


@record
class Pair:
    """A sentence of the one, what it is in the other, and the sentence that is nearest there."""

    said: Said
    found: Found
    near: Said | None


@record
class Likeness:
    """One telling held against another. The shares are of its words.

    `same` stands in the other; `updated` has other numbers there; `other` has other names or days there, as another
    story by the same template has.
    """

    pairs: tuple[Pair, ...]
    same: float
    updated: float
    other: float
    sure: int  # sentences that are the same and hold a fact
    first: Found  # what its first sentence is
    refilled: bool  # whether a sentence of several numbers has another one for each of them


class Index:
    """The sentences of a telling by the runs of words in them."""

    def __init__(self, telling: Telling) -> None:
        self.telling = telling
        self._holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, said in enumerate(telling.said):
            for run in set(_runs(said)):
                if len(holders := self._holders[run]) < _HOLDERS:
                    holders.append(number)

    def near(self, said: Said) -> tuple[Said | None, float]:
        """The sentence that shares most runs with this one, and the share of this one's words in runs that stand
        anywhere here."""
        votes: Counter[int] = Counter()
        covered: set[int] = set()
        for at, run in enumerate(_runs(said)):
            if holders := self._holders.get(run):
                votes.update(holders)
                covered.update(range(at, at + len(run)))
        if not votes:
            return None, 0.0
        best = min(votes, key=lambda number: (-votes[number], number))
        return self.telling.said[best], len(covered) / len(said.words)


def likeness(one: Index, other: Index) -> Likeness:
    """What stands of the one in the other."""
    pairs = tuple(_pair(said, one.telling, other) for said in one.telling.said)
    weight: Counter[str] = Counter()
    for pair in pairs:
        weight[pair.found] += len(pair.said.words)
    total = max(sum(weight.values()), 1)
    return Likeness(
        pairs=pairs,
        same=weight["same"] / total,
        updated=weight["other figures"] / total,
        other=weight["other facts"] / total,
        sure=sum(pair.found == "same" and pair.said.is_sure for pair in pairs),
        first=pairs[0].found if pairs else "own",
        refilled=any(_is_refilled(pair) for pair in pairs),
    )


def _is_refilled(pair: Pair) -> bool:
    """Whether nothing of a row of numbers is left: that is another measurement, not a later count."""
    numbers = pair.said.numbers
    return pair.found == "other figures" and len(numbers) >= _ROW and not (pair.near and numbers & pair.near.numbers)


def _pair(said: Said, own: Telling, other: Index) -> Pair:
    near, covered = other.near(said)
    if near is None:
        return Pair(said=said, found="own", near=None)
    named = _replaced(said.names - other.telling.names, near.names - own.names)
    dated = _replaced(said.days - near.days, near.days - said.days) and _of_one_kind(said.days, near.days)
    if named or dated:
        alike = covered >= _COVERED or _worded(said, near) >= _WORDED
        return Pair(said=said, found="other facts" if alike else "own", near=near)
    if covered < _COVERED:
        return Pair(said=said, found="own", near=near)
    counted = _replaced(said.numbers - near.numbers, near.numbers - said.numbers)
    return Pair(said=said, found="other figures" if counted else "same", near=near)


def _replaced(gone: frozenset[str], come: frozenset[str]) -> bool:
    """Whether a fact has another one in its place; one that is only left out or added is none."""
    return bool(gone and come)


def _of_one_kind(days: frozenset[str], others: frozenset[str]) -> bool:
    """Weekday against weekday or day of a month against day of a month: "Tuesday" may be "March 5"."""
    return any((" " in day) == (" " in other) for day in days - others for other in others - days)


def _worded(said: Said, near: Said) -> float:
    """The share of words but for facts that two sentences have in common."""
    facts = said.names | said.days | said.numbers
    plain = Counter(word for word in said.words if word not in facts)
    return (plain & Counter(near.words)).total() / max(plain.total(), 1)


def _runs(said: Said) -> Iterator[tuple[str, ...]]:
    """Its runs of words, each number as one sign: a new toll is in the same run."""
    words = ["#" if word in said.numbers else word for word in said.words]
    size = min(_RUN, len(words))
    return zip(*(words[at:] for at in range(size)), strict=False)
