"""What a book claims, one record for each thing it tells, as editions are compared by."""

from __future__ import annotations

import datetime as dt

import msgspec

from .book import ClaimKind, Edition
from .dates import Date
from .text import record


class Claim(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """One thing the book holds. Of two editions' claims those are one that share `id`, else a key.

    Tens of thousands are made and unpacked at each run, in a fifth of the time that dataclasses take.
    """

    kind: ClaimKind
    id: str
    text: str
    keys: frozenset[bytes] = frozenset()
    value: str | None = None  # what a later edition may give otherwise: a date, a speaker, a number
    sources: frozenset[str] = frozenset()
    told: str = ""  # `text` as it stands alone; "" where it does so itself
    date: Date | None = None
    topics: tuple[str, ...] = ()  # titles
    weight: float = 0.0  # 0 to 1: how much it matters beside other claims
    sort: str = ""  # of a disagreement


@record
class Claims:
    """All that a book claims. `kin` are its sources by id, each with its family; `names` those of people by id."""

    claims: tuple[Claim, ...] = ()
    kin: dict[str, str]
    names: dict[str, str]


@record
class Claimed:
    """The same packed, since a run in which no claim changed needs but a digest of them, whatever their order, and how
    many of each kind there are."""

    of: bytes  # the digest of the data
    digest: str
    holds: tuple[tuple[ClaimKind, int], ...]
    as_of: dt.date | None
    packed: bytes

    @property
    def claims(self) -> Claims:
        """What was packed."""
        return _CLAIMS.decode(self.packed)


NOTHING = Claims(kin={}, names={})
_CLAIMS = msgspec.msgpack.Decoder(Claims)

Record = tuple[tuple[Edition, ...], Claimed | None]  # the editions, and what the data published with them claim
