"""Articles copied out of PressReader one after another: each with its day at the head and its address below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

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
    """What the head tells, and the address below the text, which names the paper too."""
    end = match(kind.end, piece.lines[-1])
    lines = piece.lines[:-1] if end else piece.lines
    day = _day_at(lines)
    dated = _dated(lines[day].text) if day is not None else None
    if day is None or dated is None:
        return Told(story=Story(), body=tuple(lines), read=False)
    by_name = dated.re is _DAY_AND_NAME
    story, start = (_with_byline if by_name else _with_outlet)(lines, day, dated)
    if end:
        address = _ADDRESS.search(piece.lines[-1].text)
        outlet = story.outlet or end["outlet"].replace("-", " ").title()
        story = replace(story, outlet=outlet, url=address[0] if address else "")
    return Told(story=replace(story, published=dated["day"]), body=tuple(lines[start:]))


def _with_byline(lines: Sequence[Line], day: int, dated: re.Match[str]) -> tuple[Story, int]:
    """The headline stands above a day with a byline, and the name of the paper may stand above that."""
    above = filled(lines[:day])
    title = above[-1].text if above else ""
    outlet = above[0].text if len(above) > 1 else ""
    return Story(title=title, outlet=outlet, authors=dated["name"] or ""), day + 1


def _with_outlet(lines: Sequence[Line], day: int, dated: re.Match[str]) -> tuple[Story, int]:
    """The headline stands below a day with the name of the paper, and a byline may stand below that."""
    above = filled(lines[:day])
    below = [index for index in range(day + 1, len(lines)) if lines[index].text]
    story = Story(outlet=dated["name"] or (above[0].text if above else ""))
    if not below:
        return story, day + 1
    story = replace(story, title=lines[below[0]].text)
    if len(below) > 2 and _is_byline(lines[below[1]].text):
        return replace(story, authors=lines[below[1]].text), below[1] + 1
    return story, below[0] + 1


def _is_byline(text: str) -> bool:
    return len(text) <= _LONGEST and (text.startswith("By ") or re.fullmatch(words()["names"], text) is not None)


EXPORT = Export(name="pressreader", pieces=_pieces, read=_read)
