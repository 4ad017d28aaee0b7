"""Exports of ProQuest: labelled fields, the text among them, and a ruler between the documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...rules.types.ingest import ExportKind
from ..base.story import Story, natural_names, natural_title
from ..lines.stated_dates import read_date
from .lines import Export, Line, Piece, Told, between, filled, joined, labelled, without

_LEAST_LABELS = 3  # that make a document


def _pieces(kind: ExportKind, lines: Sequence[Line]) -> list[Piece]:
    """Between the rulers; what has hardly a label is a cover, a bibliography or an address."""
    found = [(inside, end) for inside, end in between(lines, kind.start)]
    pieces = []
    for inside, end in found:
        fields = [field[0] for line in inside if (field := labelled(kind, line))]
        if len(fields) >= _LEAST_LABELS and set(fields) - {"none"}:
            pieces.append(Piece(lines=tuple(inside), whole=end is not None or fields[-1] != "body"))
    return pieces


def _read(kind: ExportKind, piece: Piece) -> Told:
    fields: dict[str, list[Line]] = {}
    for field, line in _by_field(kind, piece.lines):
        fields.setdefault(field, []).append(line)

    def told(field: str) -> str:
        return joined(filled(fields.get(field, [])))

    first = next((line.text for line in without(piece.lines, kind.count) if line.text), "")
    info = joined(fields.get("publication info", []))
    story = Story(
        title=told("title") or first,
        published=told("published") or _day_of(info),
        outlet=natural_title((told("outlet") or info).split(";")[0]),
        authors=natural_names(told("authors")),
        url=told("url"),
    )
    return Told(story=story, body=tuple(fields.get("body", ())), read=bool(story.published))


def _by_field(kind: ExportKind, lines: Sequence[Line]) -> Iterator[tuple[str, Line]]:
    """Each line with the field that it belongs to; the title of a document without a label stands above all."""
    field = "head"
    for line in lines:
        found = labelled(kind, line)
        if found is None:
            yield field, line
            continue
        label = line.text.partition(":")[0].casefold()
        field = label if label == "publication info" else found[0]
        at = line.text.find(found[1]) if found[1] else 0
        yield field, Line(text=found[1], start=line.start + at)


def _day_of(info: str) -> str:
    """The day in "The Post; Oslo [Oslo]14 July 2025: A3"."""
    found = re.search(r"\](?P<day>[^:]{6,40})", info)
    return found["day"].strip() if found and read_date(found["day"]) else ""


EXPORT = Export(name="proquest", pieces=_pieces, read=_read)
