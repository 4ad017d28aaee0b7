"""Findings that are lent: taken from where they are kept when somebody asks, since those of all articles are too much
to hold."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import cache
from typing import Any, Protocol, cast, get_type_hints

import msgspec

from .findings import Findings
from .kept import digest, name_of
from .text import record

OPEN = 200  # articles whose findings are held at a time

_WHOLE = msgspec.msgpack.Decoder(Findings)
_PIECES = msgspec.msgpack.Decoder(dict[str, msgspec.Raw])


class Lent(Protocol):
    """The findings of one article, wherever they are."""

    @property
    def made_from(self) -> bytes:
        """The same in every run, and another one whenever the findings can differ."""

    def findings(self) -> Findings:
        """All of them, made ready each time."""

    def opened(self) -> Findings:
        """The same to look at; a kind that nobody asks for need not be made ready."""


class _InPieces:
    """Packed findings, each kind of which is unpacked when somebody asks for it."""

    def __init__(self, packed: bytes) -> None:
        self._packed = _PIECES.decode(packed)

    def __getattr__(self, kind: str) -> Any:
        if kind not in _kinds():
            raise AttributeError(kind)
        found = _kinds()[kind].decode(self._packed.pop(kind))
        vars(self)[kind] = found
        return found


@cache
def _kinds() -> dict[str, msgspec.msgpack.Decoder[Any]]:
    return {name: msgspec.msgpack.Decoder(kind) for name, kind in get_type_hints(Findings).items()}


def whole(packed: bytes) -> Findings:
    """All findings. Raises DecodeError for what is no findings."""
    return _WHOLE.decode(packed)


def in_pieces(packed: bytes) -> Findings:
    """The same to look at. Raises DecodeError for what is none; a kind that is none raises it when it is asked for."""
    return cast("Findings", _InPieces(packed))


@record
class Owned:
    """Findings that are held."""

    held: Findings

    @property
    def made_from(self) -> bytes:
        """A digest of all of them."""
        return digest(self.held)

    def findings(self) -> Findings:
        """The same each time."""
        return self.held

    def opened(self) -> Findings:
        """The same each time."""
        return self.held


def owned(findings: Findings | Lent) -> Lent:
    """What is lent already, or findings that are held."""
    return Owned(held=findings) if isinstance(findings, Findings) else findings


class InBytes:
    """Findings that lie packed somewhere, under the key of all that they follow from."""

    __slots__ = ()
    key: str

    @property
    def made_from(self) -> bytes:
        """What they follow from."""
        return self.key.encode()

    def taken(self) -> bytes:
        """The bytes, from where they lie."""
        raise NotImplementedError

    def findings(self) -> Findings:
        """Taken and unpacked each time."""
        return whole(self.taken())

    def opened(self) -> Findings:
        """Taken each time, and unpacked kind by kind."""
        return in_pieces(self.taken())


@record
class Carried(InBytes):
    """Findings that the store cannot take, as it would have them."""

    key: str
    packed: bytes

    def taken(self) -> bytes:
        """They are here."""
        return self.packed


@record
class Changed:
    """What a pure function makes of lent findings."""

    lent: Lent
    change: Callable[..., Findings]
    more: tuple[Any, ...]

    @property
    def made_from(self) -> bytes:
        """Of what, by which function."""
        return digest(self.lent.made_from, name_of(self.change), self.more)

    def findings(self) -> Findings:
        """Changed anew each time."""
        return self.change(self.lent.findings(), *self.more)

    def opened(self) -> Findings:
        """The same."""
        return self.findings()


class Forgetful(Protocol):
    """Whatever holds findings until it is to forget them."""

    def forget(self) -> None:
        """Let go of the findings, and of all that follows from them."""


class Desk:
    """Those that hold their findings: few at a time, the one that has held them longest forgets them first."""

    def __init__(self, room: int = OPEN) -> None:
        self._room = room
        self._open: deque[Forgetful] = deque()

    def opened(self, one: Forgetful) -> None:
        """One more holds its findings."""
        self._open.append(one)
        if len(self._open) > self._room:
            self._open.popleft().forget()
