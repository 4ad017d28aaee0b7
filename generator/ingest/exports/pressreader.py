"""Articles copied out of PressReader one after another: each with its day at the head and its address below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...rules.types.ingest import ExportKind
from ..base.story import Story
from ..lines.line_rules import words
from ..lines.stated_dates import read_date
from .lines import Export, Line, Piece, Told, between, filled, match, without

_HEAD = 5  # lines with words
_LONGEST = 120  # characters of a line of the head
_DAY_AND_NAME = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)(?: - (?P<name>.{1,80}))?")
_NAME_AND_DAY = re.compile(r"(?P<name>.{3,80}?)?,? ?(?P<day>\d{1,2} [A-Z][a-z]{2,8} \d{4})")
_ADDRESS = re.compile(r"https?://\S+")


def _pieces(kind: ExportKind, lines: Sequence[Line]) -> list[Piece]:
    found: list[Piece] = []
    for inside, end in between(without(lines, kind.furniture), kind.end):
        if end is not None and filled(inside):
            found.append(Piece(lines=(*inside, end)))
        elif _day_at(inside) is not None:
            found.append(Piece(lines=tuple(inside), whole=False))
    return found


def _day_at(lines: Sequence[Line]) -> int | None:
    """Where the line with the day stands among the first of a story."""
    head = [index for index, line in enumerate(lines) if line.text][:_HEAD]
    return next((index for index in head if _dated(lines[index].text)), None)


def _dated(text: str) -> re.Match[str] | None:
    found = _DAY_AND_NAME.fullmatch(text) or _NAME_AND_DAY.fullmatch(text)
    return found if found and read_date(found["day"]) else None


def _read(kind: ExportKind, piece: Piece) -> Told:
    """The headline is above a day with a byline, and below a day with the name of the paper."""
    end = match(kind.end, piece.lines[-1])
    lines = piece.lines[:-1] if end else piece.lines
    day = _day_at(lines)
    dated = _dated(lines[day].text) if day is not None else None
    if day is None or dated is None:
        return Told(story=Story(), body=tuple(lines), read=False)
    above = filled(lines[:day])
    below = [index for index in range(day + 1, len(lines)) if lines[index].text]
    name, authors = dated["name"] or "", ""
    if _DAY_AND_NAME.fullmatch(lines[day].text):
        outlet, authors, start = "", name, day + 1
        title = above[-1].text if above else ""
        outlet = above[0].text if len(above) > 1 else ""
    else:
        outlet = name or (above[0].text if above else "")
        title, start = (lines[below[0]].text, below[0] + 1) if below else ("", day + 1)
        if len(below) > 2 and _is_byline(lines[below[1]].text):
            authors, start = lines[below[1]].text, below[1] + 1
    address = _ADDRESS.search(piece.lines[-1].text) if end else None
    story = Story(
        title=title,
        published=dated["day"],
        outlet=outlet or (end["outlet"].replace("-", " ").title() if end else ""),
        authors=authors,
        url=address[0] if address else "",
    )
    return Told(story=story, body=tuple(lines[start:]))


def _is_byline(text: str) -> bool:
    return len(text) <= _LONGEST and (text.startswith("By ") or re.fullmatch(words()["names"], text) is not None)


EXPORT = Export(name="pressreader", pieces=_pieces, read=_read)
