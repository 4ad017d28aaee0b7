"""Articles as JSON: one, a list of them, one a line, or a list inside an answer of a server."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...model.article import Left
from ...model.errors import UnreadableArticle
from ...rules.load import load
from ...rules.types.ingest import TABLES
from ..base import limits
from ..base.columns import fields, told
from ..base.raw_text import Item, RawText, numbered
from .decoding import decode, is_list

_CUT_OFF = re.compile(r"\s{0,9}(?:…|\.\.\.)?\s{0,9}\[\+\d{1,9} chars\]\s{0,99}\Z")  # what some services leave out
_DEPTH = 3  # lists and answers inside each other
_FEED = b"https://jsonfeed.org/version/"  # a form of its own
_TOO_DEEP = "JSON with too many lists inside each other"
_NO_TEXT = 'JSON without articles: none is found that has a "text" or "content"'


class Records:
    """The format of articles in JSON whose texts have one of the usual names."""

    name = "records"
    endings = (".json", ".jsonl", ".ndjson")

    def looks_like(self, head: bytes) -> bool:
        """Whether a file begins as JSON, and is no feed."""
        return is_list(head) == "JSON" and _FEED not in head[:1000]

    def read(self, data: bytes, *, file: str) -> Sequence[Item]:
        """The articles; an entry without a text is left. Raises UnreadableArticle when no entry has one."""
        text, warnings = decode(data, file=file)
        values, cut = _values(text, file)
        entries = [entry for value in values for entry in _entries(value, _DEPTH)]
        limits.refuse("stories", len(entries), file=file)
        found = [_article(entry, warnings) for entry in entries]
        if not any(isinstance(one, RawText) for one in found):
            raise UnreadableArticle(file, _NO_TEXT)
        if cut:
            found.append(Left(part="", reason="the file ends in the middle of this entry"))
        return numbered(found)


def _values(text: str, file: str) -> tuple[Sequence[Any], bool]:
    """What the file holds: one value, or one a line; and whether the last line is cut off."""
    try:
        return [json.loads(text)], False
    except RecursionError as error:
        raise UnreadableArticle(file, _TOO_DEEP) from error
    except ValueError as error:
        fault = error
    lines = [line for line in text.splitlines() if line.strip()]
    limits.refuse("stories", len(lines), file=file)
    values = []
    for number, line in enumerate(lines, start=1):
        try:
            values.append(json.loads(line))
        except RecursionError as error:
            raise UnreadableArticle(file, _TOO_DEEP) from error
        except ValueError as error:
            if values and number == len(lines):
                return values, True
            raise UnreadableArticle(file, f"JSON that cannot be read: {fault}") from error
    return values, False


def _entries(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    """The articles in a value: itself, or those of its list."""
    if isinstance(value, list):
        for one in value:
            if isinstance(one, dict):
                yield _unwrapped(one)
        return
    if not isinstance(value, dict) or not depth:
        return
    whole = _unwrapped(value)
    if "body" in fields([name for name, one in whole.items() if isinstance(one, str)]):
        yield whole
        return
    for name in load(TABLES).lists:
        inside = value.get(name)
        if isinstance(inside, list | dict) and inside:
            yield from _entries(inside, depth - 1)
            return


def _unwrapped(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """An entry with what its envelope holds."""
    inside = [entry[name] for name in load(TABLES).wrappers if isinstance(entry.get(name), dict)]
    return {key: value for one in (entry, *inside) for key, value in one.items()}


def _article(entry: Mapping[str, Any], warnings: tuple[str, ...]) -> Item:
    row = {name: _words(value) for name, value in entry.items()}
    story, text = told(row, fields(list(row)))
    if not text:
        return Left(part="", reason="an entry without a text")
    cut = _CUT_OFF.search(text)
    if cut:
        text, warnings = text[: cut.start()], (*warnings, "the file has only the beginning of the text")
    return RawText(text=story.front_matter() + text, warnings=warnings)


def _words(value: Any) -> str:
    """What a value says: words, a number, a list of names, or the name of what has several parts."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "; ".join(filter(None, (_words(one) for one in value if isinstance(one, str | dict))))
    if isinstance(value, dict):
        names = (value.get(name) for name in load(TABLES).values)
        return next((name for name in names if isinstance(name, str) and name), "")
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


FORMAT = Records()
