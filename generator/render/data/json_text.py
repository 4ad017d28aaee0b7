"""JSON of many records, one after the other, so that a large book never stands whole in memory as plain values, and
its text only once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import msgspec


def json_text(value: Any) -> bytes:
    """A value on indented lines with its keys in order. A list may be an iterator, which is asked for one record at a
    time: the value itself, or under a key of it.

    >>> print(json_text({"b": iter([1, {"c": "x"}]), "a": []}).decode(), end="")
    {
     "a": [],
     "b": [
      1,
      {
       "c": "x"
      }
     ]
    }
    """
    text = BytesIO()
    text.writelines(_lines(value))
    return text.getvalue()


def _lines(value: Any) -> Iterator[bytes]:
    if not isinstance(value, dict):
        yield from _text(value, 0)
        yield b"\n"
        return
    yield b"{"
    for number, key in enumerate(sorted(value)):
        yield b"%b %b: " % (b",\n" if number else b"\n", _packed(key))
        yield from _text(value[key], 1)
    yield b"\n}\n" if value else b"}\n"


def _text(value: Any, depth: int) -> Iterator[bytes]:
    """A value on lines of which all but the first are indented so deep."""
    line = b"\n" + b" " * depth
    if not isinstance(value, Iterator):
        yield msgspec.json.format(_packed(value), indent=1).replace(b"\n", line)
        return
    none = True
    for one in value:
        yield (b"[" if none else b",") + line + b" "
        yield from _text(one, depth + 1)
        none = False
    yield b"[]" if none else line + b"]"


def _packed(value: Any) -> bytes:
    try:
        return msgspec.json.encode(value, order="deterministic")
    except UnicodeEncodeError:  # half a letter
        return json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
