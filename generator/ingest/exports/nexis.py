"""Exports of Nexis: the older ones with "1 of 50 DOCUMENTS" above each story, those of Nexis Uni and Lexis+ with
"End of Document" below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ...rules.types.ingest import ExportKind
from ..base.story import Story
from ..lines.line_rules import words
from ..lines.stated_dates import read_date
from .lines import Export, Line, Piece, Told, between, blocks, filled, joined, labelled, match, until, without

_WRAPPED = 55  # characters of a line that may go on in the next
_DAY_PARTS = ("stamp", "month_year", "weekday", "clock")
_LONGEST_DAY = 60  # characters of a line that is a day
_DAY_IN_PLACE = re.compile(r",? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?$")


def _day_at(lines: Sequence[Line]) -> int | None:
    """Where the day of the story stands: on the first line that is one."""
    for index, line in enumerate(lines):
        if index and len(line.text) <= _LONGEST_DAY and _day().fullmatch(line.text) and read_date(line.text):
            return index
    return None


@cache
def _day() -> re.Pattern[str]:
    """A day with its weekday and time and nothing else; some issues have a month."""
    stamp, month, weekday, clock = (f"(?:{words()[name]})" for name in _DAY_PARTS)
    return re.compile(rf"(?:{stamp}|{month})(?:,? {weekday})?(?:,? {clock})?")


def _with_labels(kind: ExportKind, lines: Sequence[Line], story: Story, *, strict: bool) -> tuple[Story, int]:
    """What labelled lines tell, and where the last of them ends. A long one may go on in the next.

    When `strict`, labels are in capitals and the first line that is none ends the header.
    """
    end, field, wrapped = 0, "", False
    for index, line in enumerate(lines):
        if match(kind.body, line):
            return story, index + 1
        found = labelled(kind, line)
        if found and (not strict or _in_capitals(line)):
            field, told = found
        elif line.text and wrapped:
            told = line.text
        elif strict and line.text:
            break
        else:
            wrapped = False
            continue
        story = _told(story, field, told)
        end, wrapped = index + 1, len(line.text) >= _WRAPPED
    return story, end


def _in_capitals(line: Line) -> bool:
    """Whether what stands before a colon is in capitals: a title may begin with "Correction:"."""
    return line.text.partition(":")[0].isupper()


def _told(story: Story, field: str, told: str) -> Story:
    if field in ("none", "body") or not told:
        return story
    before = getattr(story, field)
    return replace(story, **{field: f"{before} {told}".strip()})


def _finished(story: Story) -> Story:
    return replace(story, place=_DAY_IN_PLACE.sub("", story.place.split(";")[0]).strip(" .,-"))


def _documents(kind: ExportKind, lines: Sequence[Line]) -> list[Piece]:
    """What stands above the first mark is a cover."""
    found = [inside for inside, _ in between(lines, kind.start)][1:]
    return [
        Piece(lines=tuple(inside), whole=index + 1 < len(found) or any(match(kind.tail, line) for line in inside))
        for index, inside in enumerate(found)
    ]


def _document(kind: ExportKind, piece: Piece) -> Told:
    """Outlet, day and edition in the middle of the page, the title, labels, the text, labels again."""
    lines = without(piece.lines, kind.furniture)
    first = next((index for index, line in enumerate(lines) if _in_capitals(line) and labelled(kind, line)), None)
    day = _day_at(lines[:first]) if first is not None else None
    if day is None or first is None:
        return Told(story=Story(), body=tuple(until(lines, kind.tail)), read=False)
    above = blocks(without(lines[day + 1 : first], kind.cover))
    head = filled(lines[:day])
    story = Story(
        outlet=head[-1].text if head else "",
        published=lines[day].text,
        title=joined(above[-1]) if above else "",
    )
    story, behind = _with_labels(kind, lines[first:], story, strict=True)
    return Told(story=_finished(story), body=tuple(until(lines[first + behind :], kind.tail)))


def _uni(kind: ExportKind, lines: Sequence[Line]) -> list[Piece]:
    found: list[Piece] = []
    for inside, end in between(lines, kind.end):
        if end is not None or (_day_at(filled(inside)) is not None and any(match(kind.body, line) for line in inside)):
            kept = inside if found else _below_cover(kind, inside)
            found.append(Piece(lines=tuple(kept), whole=end is not None))
    return found


def _uni_story(kind: ExportKind, piece: Piece) -> Told:
    """Title, outlet and day, labels, the text, what it is about."""
    start = next((index + 1 for index, line in enumerate(piece.lines) if match(kind.body, line)), None)
    if start is None:
        return Told(story=Story(), body=tuple(without(until(piece.lines, kind.tail), kind.furniture)), read=False)
    head = without(piece.lines[:start], kind.furniture)
    day = _day_at(head)
    if day is None:
        return Told(story=Story(), body=tuple(until(piece.lines[start:], kind.tail)), read=False)
    above = blocks(head[:day])
    story = Story(outlet=above[-1][-1].text, published=head[day].text, title=_title(above)) if above else Story()
    story, _ = _with_labels(kind, head[day + 1 :], story, strict=False)
    return Told(story=_finished(story), body=tuple(_running(kind, until(piece.lines[start:], kind.tail), story.title)))


def _below_cover(kind: ExportKind, lines: Sequence[Line]) -> Sequence[Line]:
    """The cover of the export is above its first story: a list of the documents, and how they were found."""
    above = until(lines, kind.body)
    last = max((index for index, line in enumerate(above) if match(kind.cover, line)), default=-1)
    return lines[last + 1 :]


def _title(above: Sequence[Sequence[Line]]) -> str:
    """The lines right above the outlet; a title that stands there twice is also the head of the page."""
    lines = [line for block in above for line in block][:-1]
    texts = [line.text for line in lines]
    if len(texts) > 1 and texts[: len(texts) // 2] == texts[len(texts) // 2 :]:
        return " ".join(texts[: len(texts) // 2])
    together = above[-1][:-1] or (above[-2] if len(above) > 1 else [])
    if len(together) > 1 and together[-1].text == together[-2].text:
        together = together[-1:]
    return joined(together)


def _running(kind: ExportKind, lines: Sequence[Line], title: str) -> list[Line]:
    """Without the heads of pages: their number, and the title below that."""
    kept: list[Line] = []
    turned = False
    for line in lines:
        if match(kind.furniture, line):
            turned = True
        elif turned and line.text and title.startswith(line.text.rstrip(" .…")):
            turned = False
        else:
            turned = turned and not line.text
            kept.append(line)
    return kept


DOCUMENTS = Export(name="nexis documents", pieces=_documents, read=_document)
UNI = Export(name="nexis uni", pieces=_uni, read=_uni_story)
