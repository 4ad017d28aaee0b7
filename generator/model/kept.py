"""Results of an earlier run, so that what one article's change does not touch is not worked out again.

A result is kept with a digest of all that it was made of, and used only where that is the same. So the functions asked
for here are pure: of their arguments, of the rules and of the code, which the store knows by a digest of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from typing import Any, Protocol, TypeVar, get_type_hints

import msgspec

T = TypeVar("T")

_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
_SIZE = 16  # bytes of a digest


class Records(Protocol):
    """Where results lie as bytes, each under a name."""

    def get(self, name: str, made_from: bytes) -> bytes | None:
        """What is kept under a name, when it was made from this; None else."""

    def put(self, name: str, made_from: bytes, record: bytes) -> None:
        """Keep a result under a name, in place of an older one."""


class Kept:
    """Asks for results; without records each is worked out."""

    def __init__(self, records: Records | None = None) -> None:
        self._records = records

    def result(self, function: Callable[..., T], of: str, made_from: bytes, *arguments: Any) -> T:
        """What the function gives for these arguments, of which `made_from` is the digest; `of` says of what it is, as
        an article's id."""
        if self._records is None:
            return function(*arguments)
        name, decoder = _name(function), _decoder(function)
        packed = self._records.get(f"{name} {of}", made_from)
        if packed is not None:
            with suppress(msgspec.DecodeError, ValueError, TypeError):  # not what we wrote: worked out anew
                found: T = decoder.decode(packed)
                return found
        made = function(*arguments)
        with suppress(UnicodeEncodeError):  # half a letter, which the store cannot take
            self._records.put(f"{name} {of}", made_from, _ENCODER.encode(made))
        return made


NOTHING_KEPT = Kept()


def digest(*inputs: Any) -> bytes:
    """The same for the same records, in every run.

    >>> digest(frozenset("ab"), 1) == digest(frozenset("ba"), 1) != digest(frozenset("ab"), 2)
    True
    """
    try:
        packed = _ENCODER.encode(inputs)
    except UnicodeEncodeError:
        packed = repr(inputs).encode("utf-8", "surrogatepass")
    return blake2b(packed, digest_size=_SIZE).digest()


@cache
def _name(function: Callable[..., Any]) -> str:
    return f"{function.__module__.partition('.')[2]}.{function.__qualname__}"


@cache
def _decoder(function: Callable[..., T]) -> msgspec.msgpack.Decoder[T]:
    """Of what the function says that it returns."""
    return msgspec.msgpack.Decoder(get_type_hints(function)["return"])
