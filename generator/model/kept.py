"""Results of an earlier run, so that what one article's change does not touch is not worked out again.

A result is kept with a digest of all that it was made of, and used only where that is the same. So the functions asked
for here are pure: of their arguments, of the rules and of the code, which the store knows by a digest of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache, wraps
from hashlib import blake2b
from sys import intern
from typing import Any, Generic, Protocol, TypeVar, get_type_hints

import msgspec

T = TypeVar("T")

_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
_SIZE = 16  # bytes of a digest
_SHORT = 60  # letters of a text that others may equal


class Records(Protocol):
    """Where results lie as bytes, each under a name."""

    def get(self, name: str, made_from: bytes) -> bytes | None:
        """What is kept under a name, when it was made from this; None else."""

    def put(self, name: str, made_from: bytes, record: bytes) -> None:
        """Keep a result under a name, in place of an older one."""

    def stay(self, name: str) -> None:
        """Keep what lies under a name, unread."""


class HeldRecords:
    """Results in memory, for one run or some."""

    def __init__(self) -> None:
        self._records: dict[str, tuple[bytes, bytes]] = {}

    def get(self, name: str, made_from: bytes) -> bytes | None:  # noqa: D102 (as of `Records`)
        before, record = self._records.get(name, (b"", None))
        return record if before == made_from else None

    def put(self, name: str, made_from: bytes, record: bytes) -> None:  # noqa: D102 (likewise)
        self._records[name] = made_from, record

    def stay(self, name: str) -> None:
        """Nothing is dropped."""

    def holds(self, name: str) -> bool:
        """Whether anything lies under a name."""
        return name in self._records


class Memo(Generic[T]):
    """Many small results in one record: those of an earlier run, and those that this one asks for."""

    def __init__(self, known: dict[str, T]) -> None:
        self._known = known
        self.asked: dict[str, T] = {}
        self.has_more = False  # than was known

    def of(self, key: str, make: Callable[[], T]) -> T:
        """What is known under a key, else what is made."""
        if key in self.asked:
            return self.asked[key]
        if key in self._known:
            found = self._known.pop(key)
        else:
            found, self.has_more = make(), True
        self.asked[key] = found = _shared(found)
        return found


Tables = dict[str, dict[str, int]]  # counts by what is counted, each kind under its name


class _Sums(msgspec.Struct):
    """The sums of some tables, and what each of these was made from, by what it is of."""

    parts: dict[str, bytes]
    tables: Tables

    def add(self, part: Tables, sign: int = 1) -> None:
        """One more, or one less; what nothing is left of is gone."""
        for name, counts in part.items():
            table = self.tables.setdefault(name, {})
            for key, count in counts.items():
                table[key] = table.get(key, 0) + sign * count
                if not table[key]:
                    del table[key]


class Kept:
    """Asks for results; without records each is worked out."""

    def __init__(self, records: Records | None = None) -> None:
        self._records = records
        self._memos: dict[str, tuple[bytes, Memo[Any]]] = {}

    def result(self, function: Callable[..., T], of: str, made_from: bytes, *arguments: Any) -> T:
        """What the function gives for these arguments, of which `made_from` is the digest; `of` says of what it is, as
        an article's id."""
        if self._records is None:
            return function(*arguments)
        name = f"{name_of(function)} {of}"
        found: T | None = self._get(name, made_from, _decoder(function))
        if found is not None:
            return found
        made = function(*arguments)
        self._put(name, made_from, made)
        return made

    def summed(self, function: Callable[..., Tables], parts: Mapping[str, tuple[bytes, tuple[Any, ...]]]) -> Tables:
        """The sums of the tables that a function gives for each part: what the part was made from and its arguments, by
        what it is of. Those of an earlier run are taken up, so that parts which are the same are not asked."""
        name = name_of(function)
        sums, has_less = self._sums_before(name, parts, _decoder(function)) or (_Sums({}, {}), False)
        new = [of for of in parts if of not in sums.parts]
        for of in new:
            made_from, arguments = parts[of]
            sums.add(self.result(function, of, made_from, *arguments))
            sums.parts[of] = made_from
        if self._records is not None:
            for of in parts:
                self._records.stay(f"{name} {of}")
            if new or has_less:
                self._put(f"sums of {name}", b"", sums)
        return sums.tables

    def _sums_before(
        self, name: str, parts: Mapping[str, tuple[bytes, Any]], decoder: msgspec.msgpack.Decoder[Tables]
    ) -> tuple[_Sums, bool] | None:
        """Those of an earlier run without the parts that are gone or not as they were, and whether there are such; None
        where that is not known."""
        sums = self._get(f"sums of {name}", b"", _SUMS)
        if sums is None:
            return None
        gone = [of for of, made_from in sums.parts.items() if of not in parts or parts[of][0] != made_from]
        for of in gone:
            part = self._get(f"{name} {of}", sums.parts.pop(of), decoder)
            if part is None:
                return None
            sums.add(part, -1)
        return sums, bool(gone)

    def brief(self, function: Callable[..., T], made_from: bytes, *arguments: Any) -> T:
        """The same for a small result: all that one function makes lie together, in one record, and each is worked out
        once. Until somebody asks for it, it stays packed."""
        if self is NOTHING_KEPT:  # which nobody ends
            return function(*arguments)
        known: Memo[msgspec.Raw] = self.memo(name_of(function), msgspec.Raw)
        with suppress(msgspec.DecodeError, UnicodeEncodeError):  # not what we wrote, or what cannot be written
            packed = known.of(made_from.hex(), lambda: msgspec.Raw(_ENCODER.encode(function(*arguments))))
            found: T = _decoder(function).decode(packed)
            return found
        return function(*arguments)

    def memo(self, name: str, kind: Any, made_from: bytes = b"") -> Memo[Any]:
        """The small results of one kind that were made from this; empty for a start."""
        if name not in self._memos or self._memos[name][0] != made_from:
            found = self._get(name, made_from, _of_texts(kind)) if self._records is not None else None
            self._memos[name] = made_from, Memo(found or {})
        return self._memos[name][1]

    def end(self) -> None:
        """Keep the small results that were asked for, where some of them are new."""
        for name, (made_from, memo) in self._memos.items():
            if memo.has_more and self._records is not None:
                self._put(name, made_from, memo.asked)
        self._memos = {}

    @contextmanager
    def of_texts(self) -> Iterator[None]:
        """Functions that are `of_text` find their results here, and each is worked out once."""
        before = _CURRENT.set(self)
        try:
            yield
        finally:
            _CURRENT.reset(before)

    def _get(self, name: str, made_from: bytes, decoder: msgspec.msgpack.Decoder[T]) -> T | None:
        packed = self._records.get(name, made_from) if self._records is not None else None
        if packed is not None:
            with suppress(msgspec.DecodeError, ValueError, TypeError):  # not what we wrote: worked out anew
                return decoder.decode(packed)
        return None

    def _put(self, name: str, made_from: bytes, made: Any) -> None:
        assert self._records is not None
        with suppress(UnicodeEncodeError):  # half a letter, which the store cannot take
            self._records.put(name, made_from, _ENCODER.encode(made))


_SUMS = msgspec.msgpack.Decoder(_Sums)
NOTHING_KEPT = Kept()
_CURRENT: ContextVar[Kept | None] = ContextVar("kept", default=None)


def _shared(found: Any) -> Any:
    """A short text once for all that are equal: many are, as why two accounts are not one."""
    return intern(found) if type(found) is str and len(found) < _SHORT else found


def of_text(function: Callable[[str], T]) -> Callable[[str], T]:
    """A pure function of a short text of which many are asked for at each run."""

    @wraps(function)
    def known(text: str) -> T:
        kept = _CURRENT.get()
        if kept is None:
            return function(text)
        found: T = kept.memo(name_of(function), _returned(function)).of(text, lambda: function(text))
        return found

    return known


def digest(*inputs: Any) -> bytes:
    """The same for the same records, in every run.

    >>> digest(frozenset("ab"), 1) == digest(frozenset("ba"), 1) != digest(frozenset("ab"), 2)
    True
    """
    return digest_by(_ENCODER, inputs)


def digest_by(encoder: msgspec.msgpack.Encoder, value: Any) -> bytes:
    """A digest of a value in the form that an encoder gives it. Raises TypeError for what has none."""
    try:
        packed = encoder.encode(value)
    except UnicodeEncodeError:  # half a letter
        packed = repr(value).encode("utf-8", "surrogatepass")
    return blake2b(packed, digest_size=_SIZE).digest()


@cache
def name_of(function: Callable[..., Any]) -> str:
    """Under which its results lie."""
    return f"{function.__module__.partition('.')[2]}.{function.__qualname__}"


@cache
def _returned(function: Callable[..., Any]) -> Any:
    return get_type_hints(function)["return"]


@cache
def _decoder(function: Callable[..., T]) -> msgspec.msgpack.Decoder[T]:
    """Of what the function says that it returns."""
    return msgspec.msgpack.Decoder(_returned(function))


@cache
def _of_texts(kind: Any) -> msgspec.msgpack.Decoder[dict[str, Any]]:
    return msgspec.msgpack.Decoder(dict[str, kind])
