"""JSON of many records, one after the other, so that a large book never stands whole in memory as plain values."""

from __future__ import annotations

import json
from collections.abc import Iterator
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
    if not isinstance(value, dict):
        return _text(value, 0) + b"\n"
    pairs = [b" %b: %b" % (_packed(key), _text(value[key], 1)) for key in sorted(value)]
    return b"{\n" + b",\n".join(pairs) + b"\n}\n" if pairs else b"{}\n"


def _text(value: Any, depth: int) -> bytes:
    """A value on lines of which all but the first are indented so deep."""
    if not isinstance(value, Iterator):
        return msgspec.json.format(_packed(value), indent=1).replace(b"\n", b"\n" + b" " * depth)
    line = b"\n" + b" " * depth
    records = [line + b" " + _text(one, depth + 1) for one in value]
    return b"[" + b",".join(records) + line + b"]" if records else b"[]"


def _packed(value: Any) -> bytes:
    try:
        return msgspec.json.encode(value, order="deterministic")
    except UnicodeEncodeError:  # half a letter
        return json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
