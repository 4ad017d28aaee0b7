"""Adds an override to the text of `book.yml` and leaves every other character of it as it is."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from ..model.errors import BookFileError
from ..model.settings import BookFile
from ..store.atomic_file import write_whole
from .read import EDITS, SECTIONS, compose, parse_book_file

Entry = Mapping[str, Any]  # an override's keys and values, as they shall stand in the file

_LINE = re.compile(
    r"[^\n\r\x85\u2028\u2029]*(?:\r\n|[\n\r\x85\u2028\u2029])|[^\n\r\x85\u2028\u2029]+\Z"
)  # as YAML counts lines
_BARE = re.compile(
    r"[0-9]{4}(?:-[0-9]{2}){0,2}|[0-9](?:\.[0-9]+)?"
)  # dates and numbers are read from their characters: no quotes


def amended(text: str, section: str, entry: Entry) -> str:
    """The file's text with the entry at the end of a section. Raises BookFileError when it cannot be added in one
    place."""
    before = parse_book_file(text)
    again = _said_already(before, section, entry)
    if again is not None:
        raise BookFileError(f"book.yml, line {again} has an entry on this already: change it there")
    new = _inserted(text, section, entry)
    with contextlib.suppress(BookFileError):
        if _only_added(before, parse_book_file(new), section):
            return new
    parse_book_file(f"{section}:\n{_block(entry, 2, os.linesep)}")  # says so when the entry itself is wrong
    raise BookFileError(
        f"book.yml: cannot add to `{section}` as the file is written; add this by hand:\n{_block(entry, 2, os.linesep)}"
    )


def line_of_last(settings: BookFile, section: str) -> int:
    """Where the entry that `amended` added stands."""
    return int(getattr(settings, section)[-1].line)


def write(path: Path, text: str) -> None:
    """Replace the file as a whole, its byte order mark and mode kept."""
    old = path.read_bytes() if path.exists() else b""
    mark = b"\xef\xbb\xbf" if old.startswith(b"\xef\xbb\xbf") else b""
    write_whole(path, mark + text.encode(), mode=path.stat().st_mode & 0o777 if path.exists() else 0o644)


def _said_already(settings: BookFile, section: str, entry: Entry) -> int | None:
    """The line of an entry that names the same and sets the same."""
    wanted = getattr(parse_book_file(f"{section}:\n{_block(entry, 2, os.linesep)}"), section)[0]
    for known in getattr(settings, section):
        differing = {
            field.name
            for field in dataclasses.fields(known)
            if getattr(known, field.name) != getattr(wanted, field.name)
        }
        targets = {"source", "person", "merge", "apart", "split", "events", "disagreement", "claim", "short"}
        if not differing & targets:
            empty = {field.name: field.default for field in dataclasses.fields(known)}
            both = [
                n
                for n in empty
                if n not in targets
                and getattr(known, n) != empty[n] != getattr(wanted, n)
                and n not in ("line", "reason")
            ]
            if both or differing <= {"line", "reason"}:
                return int(known.line)
    return None


def _only_added(before: BookFile, after: BookFile, section: str) -> bool:
    def plain(settings: BookFile, name: str) -> Any:
        value = getattr(settings, name)
        return [dataclasses.replace(override, line=0) for override in value] if name in SECTIONS else value

    kept = all(plain(before, f.name) == plain(after, f.name) for f in dataclasses.fields(before) if f.name != section)
    old, new = plain(before, section), plain(after, section)
    return kept and len(new) == len(old) + 1 and new[:-1] == list(old)


def _inserted(text: str, section: str, entry: Entry) -> str:
    root = compose(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    lines: list[str] = _LINE.findall(text)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += newline
    if root is None:
        return "".join([*lines, f"{section}:{newline}", _block(entry, 2, newline)])
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return text
    found = next(((key, value) for key, value in root.value if key.value == section), None)
    if found is None:
        return "".join([*lines, newline, f"{section}:{newline}", _block(entry, 2, newline)])
    key, value = found
    if isinstance(value, yaml.MappingNode) and not value.flow_style:  # `people:` with `kinds:`
        inner = next((pair for pair in value.value if pair[0].value == EDITS), None)
        if inner is None:
            return _opened(value, lines, entry, newline)
        key, value = inner
    return _put_last(key, value, lines, entry, newline)


def _put_last(key: yaml.Node, value: yaml.Node, lines: list[str], entry: Entry, newline: str) -> str:
    """The text with the entry as the last of the list behind a key."""
    if isinstance(value, yaml.SequenceNode) and value.flow_style and value.value:
        text, end = "".join(lines), value.end_mark.index - 1
        comma = "" if text[:end].rstrip().endswith(",") else ", "
        return f"{text[:end]}{comma}{_flow(entry)}{text[end:]}"
    if isinstance(value, yaml.SequenceNode) and value.value:
        at, indent = _after(value, lines), value.start_mark.column
    else:  # nothing, or an empty list, stands behind the key
        at, indent = key.end_mark.line + 1, key.start_mark.column + 2
        if isinstance(value, yaml.SequenceNode):
            lines[at - 1] = lines[at - 1].replace("[]", "", 1).replace(": ", ":", 1)
    return "".join([*lines[:at], _block(entry, indent, newline), *lines[at:]])


def _opened(keys: yaml.MappingNode, lines: Sequence[str], entry: Entry, newline: str) -> str:
    """The text with the entry as the first of the corrections, behind the other keys of its section."""
    at, indent = _after(keys, lines), keys.start_mark.column
    opening = f"{' ' * indent}{EDITS}:{newline}"
    return "".join([*lines[:at], opening, _block(entry, indent, newline), *lines[at:]])


def _after(node: yaml.Node, lines: Sequence[str]) -> int:
    """The number of the line behind a block's last word; comments and blank lines behind it stay behind."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end = node.end_mark
    assert end is not None
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):  # these end where the next thing begins
        at = end.line if end.column == 0 else end.line + 1
        while at and not lines[at - 1].strip():
            at -= 1
        return at
    return end.line + 1


def _block(entry: Entry, indent: int, newline: str) -> str:
    keys = [f"{key}: {_scalar(value)}" for key, value in entry.items()]
    first, rest = f"{' ' * indent}- {keys[0]}", [f"{' ' * indent}  {key}" for key in keys[1:]]
    return newline.join([first, *rest]) + newline


def _flow(entry: Entry) -> str:
    return "{" + ", ".join(f"{key}: {_scalar(value)}" for key, value in entry.items()) + "}"


def _scalar(value: Any) -> str:
    if isinstance(value, str) and _BARE.fullmatch(value):
        return value
    dumped = yaml.safe_dump([value], default_flow_style=True, allow_unicode=True, width=1_000_000, sort_keys=False)
    return dumped.strip().removeprefix("[").removesuffix("]")
