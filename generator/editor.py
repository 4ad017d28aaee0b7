"""Reads `book.yml`, the editor's file, with messages that name line and key."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import unicodedata
from pathlib import Path
from typing import Any

import yaml

from generator.errors import BookFileError
from generator.model.book import TopicSpec
from generator.model.settings import BookFile

_KEYS = ("title", "description", "as_of", "topics", "full_text", "model")
_TOPIC_KEYS = ("title", "terms", "description")
_LARGEST = 1_000_000  # bytes


def slug(title: str) -> str:
    """
    >>> slug("Défense cost-sharing!")
    'defense-cost-sharing'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _fail(node: yaml.Node, message: str) -> BookFileError:
    return BookFileError(f"book.yml, line {node.start_mark.line + 1}: {message}")


def _entries(node: yaml.Node, allowed: tuple[str, ...]) -> dict[str, yaml.Node]:
    """The keys of a mapping and their nodes; nodes, not values, because nodes know their line."""
    if not isinstance(node, yaml.MappingNode):
        raise _fail(node, f"expected keys and values, such as `{allowed[0]}: ...`")
    found: dict[str, yaml.Node] = {}
    for key_node, value in node.value:
        key = str(key_node.value)
        if key not in allowed:
            close = difflib.get_close_matches(key, allowed, n=1)
            hint = f"did you mean `{close[0]}`?" if close else f"known keys: {', '.join(allowed)}"
            raise _fail(key_node, f"unknown key `{key}`, {hint}")
        if key in found:
            raise _fail(key_node, f"`{key}` stands twice")
        found[key] = value
    return found


def _value(node: yaml.Node, kind: type, what: str) -> Any:
    loader = yaml.SafeLoader("")
    try:
        value = loader.construct_object(node, deep=True)
    except (yaml.YAMLError, ValueError) as error:
        raise _fail(node, f"{what}: {error}") from error
    finally:
        loader.dispose()
    if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
        raise _fail(node, f"{what} must be {_NAMES[kind]}, not {value!r}")
    return value


_NAMES = {str: "text", bool: "true or false", dt.date: "a date such as 2025-07-09", list: "a list"}


def _topic(node: yaml.Node) -> TopicSpec:
    entries = _entries(node, _TOPIC_KEYS)
    if "title" not in entries:
        raise _fail(node, "a topic needs a `title`")
    title = _value(entries["title"], str, "`title`")
    terms = _value(entries["terms"], list, "`terms`") if "terms" in entries else [title]
    if not all(isinstance(term, str) for term in terms) or not terms:
        raise _fail(entries["terms"], "`terms` must be a list of words or phrases")
    if not slug(title):
        raise _fail(entries["title"], "`title` needs at least one Latin letter or digit, for the page's address")
    description = _value(entries["description"], str, "`description`") if "description" in entries else None
    return TopicSpec(id=slug(title), title=title, terms=tuple(terms), description=description)


def parse_book_file(text: str) -> BookFile:
    """Raises BookFileError naming line and key."""
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader)):
            raise BookFileError("book.yml: anchors and aliases (`&`, `*`) are not allowed here")
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise BookFileError(f"book.yml{line}: not valid YAML: {getattr(error, 'problem', error)}") from error
    if root is None:
        return BookFile()
    entries = _entries(root, _KEYS)
    topics: tuple[TopicSpec, ...] = ()
    if "topics" in entries:
        node = entries["topics"]
        if not isinstance(node, yaml.SequenceNode):
            raise _fail(node, "`topics` must be a list")
        topics = tuple(_topic(item) for item in node.value)
        if len({topic.id for topic in topics}) < len(topics):
            raise _fail(node, "two topics have the same title")
    return BookFile(
        title=_value(entries["title"], str, "`title`") if "title" in entries else None,
        description=_value(entries["description"], str, "`description`") if "description" in entries else None,
        as_of=_value(entries["as_of"], dt.date, "`as_of`") if "as_of" in entries else None,
        topics=topics,
        full_text=_value(entries["full_text"], bool, "`full_text`") if "full_text" in entries else False,
        model=_value(entries["model"], str, "`model`") if "model" in entries else None,
    )


def read_book_file(path: Path) -> BookFile:
    """The editor's file, or the defaults when there is none. Raises BookFileError."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return BookFile()
    except OSError as error:
        raise BookFileError(f"{path.name}: cannot be read: {error.strerror}") from error
    if len(data) > _LARGEST:
        raise BookFileError(f"{path.name}: larger than {_LARGEST:,} bytes")
    try:
        return parse_book_file(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BookFileError(f"{path.name}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
