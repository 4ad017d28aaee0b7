"""The lines of an export, each with its place in the text, and the article that some of them make."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby

from ...model.text import record
from ...rules.load import load
from ...rules.types.ingest import EXPORTS, ExportKind
from ..base.raw_text import RawText
from ..base.story import Story

CUT_OFF = "the export ends in the middle of this article"
_WIDEST = 100  # characters of a line in a text of wrapped lines
_LABEL = re.compile(r"(?P<label>[A-Za-z][A-Za-z/ -]{1,40}): ?(?P<told>.*)")


@record
class Line:
    """A line of a text without the blanks around it."""

    text: str
    start: int  # of the line in the text


@record
class Piece:
    """The lines of one story in an export."""

    lines: tuple[Line, ...]
    whole: bool = True  # whether the export goes on behind it, or says that it ends there


@record
class Told:
    """A story as its lines tell it."""

    story: Story
    body: tuple[Line, ...]
    read: bool = True  # whether its header was understood


@record
class Export:
    """A kind of export: how its text falls into stories, and how one of them is read."""

    name: str  # of its kind in rules/ingest/exports.yml
    pieces: Callable[[ExportKind, Sequence[Line]], Sequence[Piece]]
    read: Callable[[ExportKind, Piece], Told]


@cache
def kind_of(name: str) -> ExportKind:
    """The words and patterns of a kind of export."""
    return next(kind for kind in load(EXPORTS) if kind.name == name)


@cache
def _sign(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"^[ \t\u00a0]{{0,99}}(?:{pattern})[ \t\u00a0\r]{{0,99}}$", re.MULTILINE)


def has_signs(name: str, text: str) -> bool:
    """Whether all signs of a kind of export stand in a text, each on a line of its own."""
    kind = kind_of(name)
    return kind.hint in text and all(_sign(pattern).search(text) for pattern in kind.signs)


def marks(name: str, text: str) -> int:
    """How many lines are the first sign of a kind of export: about as many as there are stories."""
    return sum(1 for _ in _sign(kind_of(name).signs[0]).finditer(text))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def match(pattern: str, line: Line) -> re.Match[str] | None:
    """A pattern that holds for the whole of a line; "" holds for none."""
    return _compiled(pattern).fullmatch(line.text) if pattern else None


def lines_of(text: str, start: int = 0) -> list[Line]:
    """The lines of a text from a place on, empty ones too."""
    found = re.finditer(r"[^\n\r\f\v\u2028\u2029]*(?:\r\n|[\n\r\f\v\u2028\u2029]|\Z)", text)
    return [Line(text=line[0].strip(" \t\r\n\f\v\u00a0\u2028\u2029\ufeff"), start=line.start()) for line in found
            if line.start() >= start]  # fmt: skip


def filled(lines: Iterable[Line]) -> list[Line]:
    """Those with words."""
    return [line for line in lines if line.text]


def blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines with no empty one between them."""
    return [list(group) for is_filled, group in groupby(lines, lambda line: bool(line.text)) if is_filled]


def joined(lines: Iterable[Line]) -> str:
    """The words of lines, as one."""
    return " ".join(line.text for line in lines)


def between(lines: Sequence[Line], pattern: str) -> Iterator[tuple[list[Line], Line | None]]:
    """The lines before each one that the pattern holds for, with that one; at last those behind it."""
    begun: list[Line] = []
    for line in lines:
        if match(pattern, line):
            yield begun, line
            begun = []
        else:
            begun.append(line)
    yield begun, None


def without(lines: Sequence[Line], pattern: str) -> list[Line]:
    """The lines for which a pattern does not hold."""
    return [line for line in lines if not match(pattern, line)]


def until(lines: Sequence[Line], pattern: str) -> list[Line]:
    """The lines before the first one that the pattern holds for."""
    return next(between(lines, pattern))[0]


def labelled(kind: ExportKind, line: Line) -> tuple[str, str] | None:
    """The field that a line with a label tells, and what it tells."""
    found = _LABEL.fullmatch(line.text)
    field = kind.labels.get(found["label"].casefold()) if found else None
    return (field, found["told"].strip()) if found and field else None


def stated(kind: ExportKind, lines: Sequence[Line]) -> int:
    """How many stories the export says that it holds; 0 when it does not say it."""
    if not kind.count:
        return 0
    return max((int(found["all"]) for line in lines if (found := match(kind.count, line))), default=0)


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether a text has no long line: its paragraphs stand in several, with an empty line between them."""
    return max((len(line.text) for line in lines), default=0) <= _WIDEST


def _ends(body: Sequence[Line], *, wrapped: bool) -> Iterator[str]:
    """What stands behind each line: the lines of one paragraph are made one again."""
    for line, below in zip(body, [*body[1:], Line(text="", start=0)], strict=True):
        yield " " if wrapped and line.text and below.text else "\n"


def raw_text(raw: RawText, piece: Piece, told: Told, *, wrapped: bool) -> RawText:
    """The article: what is stated of it as front matter, then its text, and where pages begin in that."""
    head = told.story.front_matter()
    body = [line for group in _trimmed(told.body) for line in group]
    starts: list[int] = []
    at = len(head)
    for line in body:
        starts.append(at)
        at += len(line.text) + 1
    text = (
        head + "".join(line.text + end for line, end in zip(body, _ends(body, wrapped=wrapped), strict=True)).rstrip()
    )
    return RawText(
        text=text,
        warnings=(*raw.warnings, *([] if piece.whole else [CUT_OFF])),
        pages=tuple(_pages(raw.pages, body, starts, len(text))),
    )


def _trimmed(body: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Groups of lines with one empty line between them."""
    found = blocks(body)
    for number, group in enumerate(found):
        yield group
        if number + 1 < len(found):
            yield [Line(text="", start=group[-1].start)]


def _pages(pages: Sequence[int], body: Sequence[Line], starts: Sequence[int], end: int) -> Iterator[int]:
    """Where the text of each page begins in the article; those before it begin with it."""
    index = 0
    for page in pages:
        while index < len(body) and body[index].start < page:
            index += 1
        yield 0 if index == 0 else starts[index] if index < len(body) else end
