"""What a page asks of the book while it is made, so that it is made anew only when an answer is another.

A template is handed the book as these views of it and nothing else, so none of what it shows can have another source.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any, Literal

import msgspec
from markupsafe import Markup

from ...model.kept import digest_by
from ...model.page import Asked

How = Literal["of", "has", "all"]  # what there is under a key, whether there is anything, and the whole

_SIZE = 16  # bytes of a digest
_NONE = b"none"


class AskedMap(Mapping[Any, Any]):
    """A mapping that notes its keys as they are asked for."""

    __slots__ = ("_values", "has", "of", "whole")

    def __init__(self, values: Mapping[Any, Any]) -> None:
        self._values = values
        self.of: dict[Any, None] = {}
        self.has: dict[Any, None] = {}
        self.whole = False

    def __getitem__(self, key: Any) -> Any:
        self.of[key] = None
        return self._values[key]

    def get(self, key: Any, default: Any = None) -> Any:  # noqa: D102 (as any mapping)
        self.of[key] = None
        return self._values.get(key, default)

    def __contains__(self, key: Any) -> bool:
        self.has[key] = None
        return key in self._values

    def __iter__(self) -> Iterator[Any]:
        self.whole = True
        return iter(self._values)

    def __len__(self) -> int:
        self.whole = True
        return len(self._values)

    def answer(self, how: How, key: Any) -> Any:
        """What was answered, without noting it."""
        if how == "all":
            return list(self._values.items())
        return key in self._values if how == "has" else self._values.get(key, _NONE)

    def asked(self) -> Iterator[tuple[How, list[Any]]]:
        """What was asked since the last time."""
        of, has, whole = self.of, self.has, self.whole
        self.of, self.has, self.whole = {}, {}, False
        if whole or not all(isinstance(key, str | None) for key in of.keys() | has.keys()):
            yield "all", [None]
            return
        if of:
            yield "of", list(of)
        if has:
            yield "has", list(has)


class AskedRecord:
    """A record whose fields are noted as they are asked for; a mapping in it is an `AskedMap`, and `inside` are records
    of their own."""

    def __init__(self, record: Any, **inside: AskedRecord) -> None:
        self._record = record
        self._fields: dict[str, None] = {}
        for field in dataclasses.fields(record):
            if isinstance(value := getattr(record, field.name), dict):
                setattr(self, field.name, AskedMap(value))
        self.__dict__.update(inside)

    def __getattr__(self, name: str) -> Any:
        self._fields[name] = None
        return getattr(self._record, name)

    def answer(self, how: How, key: Any) -> Any:  # noqa: ARG002 (as of a mapping)
        """What was answered, without noting it."""
        return getattr(self._record, key)

    def asked(self) -> Iterator[tuple[How, list[Any]]]:
        """What was asked since the last time."""
        if self._fields:
            yield "of", list(self._fields)
        self._fields = {}

    def parts(self, name: str) -> Iterator[tuple[str, AskedMap | AskedRecord]]:
        """All that is asked through it, each under a name of its own."""
        yield name, self
        for key, value in vars(self).items():
            if isinstance(value, AskedMap):
                yield f"{name}.{key}", value
            elif isinstance(value, AskedRecord):
                yield from value.parts(f"{name}.{key}")


class Questions:
    """The views that the pages of one book share, and what is asked through them."""

    def __init__(self, **views: AskedMap | AskedRecord) -> None:
        self._parts: dict[str, AskedMap | AskedRecord] = {}
        for name, view in views.items():
            self._parts.update(view.parts(name) if isinstance(view, AskedRecord) else {name: view})
        self._digests: dict[tuple[str, How], dict[Any, bytes]] = {}

    def taken(self) -> Asked:
        """What was asked since the last time."""
        return [(name, how, keys) for name, part in self._parts.items() for how, keys in part.asked()]

    def answers(self, asked: Asked) -> bytes | None:
        """A digest of the answers; None where one cannot be told from another."""
        total = blake2b(digest_size=_SIZE)
        try:
            for name, how, keys in asked:
                known = self._digests.setdefault((name, how), {})
                for key in keys:
                    if key not in known:
                        known[key] = _told(self._parts[name].answer(how, key))
                total.update(b"".join([known[key] for key in keys]))
        except (TypeError, KeyError, AttributeError):
            return None
        return total.digest()


def told(*values: Any) -> bytes | None:
    """A digest of records and plain values, the same in every run; None where one cannot be told from another."""
    try:
        return _told(values)
    except TypeError:
        return None


def _told(value: Any) -> bytes:
    return digest_by(_ENCODER, value)


def _packable(value: Any) -> Any:
    """Raises TypeError for what has no telling form, as a function."""
    if isinstance(value, Markup):
        return ["markup", str(value)]
    raise TypeError(f"no plain value: {type(value)}")


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_packable)  # a mapping's order counts, for pages show it
