"""Exports of Europresse and Eureka: the outlet, a line with the day and the number of words, the story, and its number
with the day below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...rules.types.ingest import ExportKind
from ..base.story import Story
from ..lines.line_rules import words
from .lines import Export, Line, Piece, Told, between, filled, match, until, without

_LONGEST_BYLINE = 80  # characters


def _pieces(kind: ExportKind, lines: Sequence[Line]) -> list[Piece]:
    found: list[Piece] = []
    for inside, end in between(without(lines, kind.furniture), kind.end):
        kept = [*inside, end] if end else inside
        if _day_line(kind, inside) is not None:
            found.append(Piece(lines=tuple(kept), whole=end is not None))
    return found


def _day_line(kind: ExportKind, lines: Sequence[Line]) -> int | None:
    return next((index for index, line in enumerate(lines) if index and match(kind.body, line)), None)


def _read(kind: ExportKind, piece: Piece) -> Told:
    lines = piece.lines
    day = _day_line(kind, lines) or 0
    above = filled(lines[:day])
    below = [index for index in range(day + 1, len(lines)) if lines[index].text]
    if not above or not below:
        return Told(story=Story(), body=lines, read=False)
    byline = len(below) > 2 and _is_byline(lines[below[1]].text)
    story = Story(
        title=lines[below[0]].text,
        published=_day_of(kind, lines[-1]) or lines[day].text,
        outlet=re.sub(r", no\. .*", "", above[-1].text),
        authors=lines[below[1]].text if byline else "",
    )
    start = below[1] + 1 if byline else below[0] + 1
    return Told(story=story, body=tuple(until(until(lines[start:], kind.tail), kind.end)))


def _day_of(kind: ExportKind, line: Line) -> str:
    """The day in the number of the document, which is in no language."""
    found = match(kind.end, line)
    return f"{found['day'][:4]}-{found['day'][4:6]}-{found['day'][6:]}" if found else ""


def _is_byline(text: str) -> bool:
    return len(text) <= _LONGEST_BYLINE and (text.startswith("By ") or re.fullmatch(words()["names"], text) is not None)


EXPORT = Export(name="europresse", pieces=_pieces, read=_read)
