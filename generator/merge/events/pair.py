"""Two accounts side by side, of which it is asked whether they tell one deed."""

from __future__ import annotations

from ...model.text import record
from ...rules.load import load
from ...rules.types.merge import IDENTITY
from ..base.same_words import Rarity
from .accounts import Account
from .known_deed import KnownDeed
from .near_dates import Nearness


@record
class Pair:
    """Two accounts whose dates allow that they tell one deed."""

    a: Account
    b: Account
    dates: Nearness
    linked: bool  # their sentences tell another deed that is one
    rarity: Rarity

    @property
    def one(self) -> KnownDeed:
        """What the first is known by."""
        return self.a.known

    @property
    def other(self) -> KnownDeed:
        """What the second is known by."""
        return self.b.known

    @property
    def same_sense(self) -> bool:
        """Whether both have one verb, or words of one meaning."""
        contact = load(IDENTITY).contact_senses
        return bool(self.one.senses & self.other.senses or (self.one.senses & contact and self.other.senses & contact))

    def share(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Weight of the words in both, over that of the lighter: 0 to 1."""
        return self.rarity.overlap(one, other)

    @property
    def words(self) -> float:
        """Of both sentences, names of people left out."""
        return self.share(self.one.words, self.other.words)
