"""What two articles are to each other: a print and the one it was printed from, or two of one family, or strangers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Literal

from ...model.article import Article
from ...model.text import record
from .likeness import Index, Likeness, likeness
from .telling import Telling, address_of, day_of

Kind = Literal["copy", "version", "family"]

_COPIED = 0.85  # share of a print's words that stand in the other
_NEAR_DAYS = 3  # between two prints of one story
_NEXT_DAY = 1  # between two versions of one article
_ELSEWISE = 0.2  # share of the told that has other names or days in the other: more is another story
_ALIKE_HEADLINES = 0.5
_MOST_UPDATED = 0.4  # share of words with other numbers; more is the same form filled in again
_SURE = 2  # sentences with a fact that are the same, without which only phrases are
_SURE_THROUGHOUT = 6  # of these, for one name in the first sentence not to matter
_GOOD_PART = 0.3
_SOME = 0.15
_HALF = 0.5


@record
class Held:
    """Two articles held against each other: the one with fewer words, then the fuller."""

    small: Telling
    full: Telling
    mine: Likeness  # of the small one in the full one
    theirs: Likeness

    @property
    def told(self) -> float:
        """The share of the small one that stands in the full one, perhaps with other numbers."""
        return self.mine.same + self.mine.updated

    @property
    def opens_alike(self) -> bool:
        """Whether the first sentence of the one, which has the news, stands in the other."""
        return any(one.first in ("same", "other figures") for one in (self.mine, self.theirs))

    @property
    def days_apart(self) -> int | None:
        """Between the days of publication, where both are known."""
        if self.small.day is None or self.full.day is None:
            return None
        return abs((self.small.day - self.full.day).days)

    def within(self, days: int) -> bool:
        """Whether they may have been published so near to each other."""
        return self.days_apart is None or self.days_apart <= days

    @property
    def one_address(self) -> bool:
        """Whether both have the address, of one page."""
        return self.small.address is not None and self.small.address == self.full.address

    @property
    def one_outlet(self) -> bool:
        """Whether both are of one outlet, or neither names its own."""
        return self.small.outlet == self.full.outlet

    @property
    def alike_headlines(self) -> bool:
        """Whether half of the shorter headline's words stand in the other."""
        a, b = self.small.headline, self.full.headline
        return bool(a and b) and len(a & b) / min(len(a), len(b)) >= _ALIKE_HEADLINES

    @property
    def newer(self) -> Telling | None:
        """The one that its day, its header's time or its headline tells to be the later; None when nothing does."""
        small, full = self.small, self.full
        rank: Sequence[tuple[object | None, object | None]] = (
            (small.day, full.day),
            (small.moment, full.moment),
            (small.update, full.update),
        )
        for one, other in rank:
            if one is not None and other is not None and one != other:
                return small if one > other else full  # type: ignore[operator]
        return None

    @property
    def credits(self) -> frozenset[str]:
        """Agencies and outlets that both name."""
        return self.small.credits & self.full.credits


@record
class Reason:
    """Why two articles are what they are to each other; the first of the table that holds speaks."""

    name: str
    kind: Kind | None
    holds: Callable[[Held], bool]


def _other_story(held: Held) -> bool:
    """The same phrases with other names or on other days: two stories by one template."""
    told = held.told + held.mine.other
    first = "other facts" in (held.mine.first, held.theirs.first)
    throughout = held.mine.same >= _COPIED and held.mine.sure >= _SURE_THROUGHOUT
    return held.mine.other > _ELSEWISE * told or (first and not throughout)


def _form_filled_again(held: Held) -> bool:
    """Other numbers in most of what is told, or nothing sure that is the same: the next day's figures. Where the one
    says that it is the other's update, a row of new numbers is no sign of it."""
    refilled = held.mine.refilled and held.small.update == held.full.update
    return held.mine.updated > 0 and (held.mine.updated > _MOST_UPDATED or held.mine.sure < _SURE or refilled)


def _revised(held: Held) -> bool:
    return held.one_outlet and held.within(_NEXT_DAY) and held.newer is not None and held.alike_headlines


REASONS: tuple[Reason, ...] = (
    Reason(name="the same address", kind="version", holds=lambda held: held.one_address and held.told >= _HALF),
    Reason(name="another story", kind=None, holds=_other_story),
    Reason(name="days apart", kind=None, holds=lambda held: not held.within(_NEAR_DAYS)),
    Reason(name="a form filled again", kind=None, holds=_form_filled_again),
    Reason(
        name="the same outlet, later",
        kind="version",
        holds=lambda held: _revised(held) and held.told >= _HALF and held.opens_alike,
    ),
    Reason(
        name="all of it stands there",
        kind="copy",
        holds=lambda held: held.mine.same >= _COPIED and not held.mine.updated and held.mine.sure > 0,
    ),
    Reason(
        name="all of it stands there, with other figures",
        kind="version",
        # a shorter print of a later day may be of the old text: it makes no fuller one old
        holds=lambda held: held.told >= _COPIED and held.opens_alike and held.newer is held.full,
    ),
    Reason(
        name="the same news in a good part of it",
        kind="family",
        holds=lambda held: held.mine.same >= _GOOD_PART and held.opens_alike and held.mine.sure >= _SURE,
    ),
    Reason(
        name="the same agency and sentences of it",
        kind="family",
        holds=lambda held: (
            bool(held.credits) and held.mine.same >= _SOME and held.opens_alike and held.mine.sure >= _SURE
        ),
    ),
    Reason(
        name="most of it under another opening",
        kind="family",
        holds=lambda held: held.mine.same >= _HALF and held.mine.sure >= 2 * _SURE,
    ),
)


@record
class Kin:
    """Two articles of one story. `one` is the print where it is a copy or a version, `other` what it was printed
    from."""

    one: str  # file
    other: str
    kind: Kind
    reason: str
    likeness: Likeness  # of the one in the other
    credits: frozenset[str]


def held(one: Index, other: Index) -> Held:
    """The two, the fuller one last; of two with as many words the earlier one, then the first by name."""
    full, small = sorted((one, other), key=_standing)
    return Held(small=small.telling, full=full.telling, mine=likeness(small, full), theirs=likeness(full, small))


def sure_strangers(one: Article, other: Article) -> bool:
    """Whether the days of two articles tell that `kin` has nothing for them, whatever their words."""
    days = day_of(one), day_of(other)
    if days[0] is None or days[1] is None or abs((days[0] - days[1]).days) <= _NEAR_DAYS:
        return False
    return (address := address_of(one)) is None or address != address_of(other)


def _standing(index: Index) -> tuple[int, dt.date, str]:
    telling = index.telling
    return -telling.length, telling.day or dt.date.max, telling.file


def kin(one: Index, other: Index) -> Kin | None:
    """What the two are to each other; None for two stories."""
    both = held(one, other)
    reason = next((reason for reason in REASONS if both.mine.pairs and reason.holds(both)), None)
    if reason is None or reason.kind is None:
        return None
    first_is_small = _is_print(both, reason.kind)
    return Kin(
        one=(both.small if first_is_small else both.full).file,
        other=(both.full if first_is_small else both.small).file,
        kind=reason.kind,
        reason=reason.name,
        likeness=both.mine if first_is_small else both.theirs,
        credits=both.credits,
    )


def _is_print(both: Held, kind: Kind) -> bool:
    """Whether the one with fewer words is the print; of two versions the older one is."""
    return kind != "version" or both.newer is not both.small
