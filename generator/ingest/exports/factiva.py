"""Exports of Factiva: as one reads them, each story with its number below it; and with tags of two letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...rules.types.ingest import ExportKind
from ..base.story import Story
from ..lines.line_rules import words
from ..lines.stated_dates import read_date
from .lines import Export, Line, Piece, Told, between, blocks, filled, joined, match, without

_HEAD = 12  # lines with words from the count of words to the notice of rights
_LONGEST_NAMES, _LONGEST_SECTION = 90, 3  # characters; words
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?(?: [A-Z]{2,5})?")
_RIGHTS = re.compile(r"(?:\(c\)|©|Copyright|\(Copyright\)|\(Copyright \(c\)).{0,10}\b(?:19|20)\d\d\b.*", re.IGNORECASE)
_SMALL = re.compile(r"[A-Z0-9]{2,12}|[A-Z][a-z]{3,12}|[A-Z]?\d{1,4}")
_ALWAYS = ("AN", "TD", "PUB")  # tags that are no words
_CODED = re.compile(r"\S{1,20} : ")  # "gtreat : Treaties"
_TAG = re.compile(r"(?P<tag>[A-Z]{2,3})(?:(?P<gap>[ \t]+)(?P<told>.*))?")


def _pieces(kind: ExportKind, lines: Sequence[Line]) -> list[Piece]:
    found: list[Piece] = []
    for inside, end in between(without(lines, kind.furniture), kind.end):
        if end is not None or _words_at(kind, inside) is not None:
            found.append(Piece(lines=tuple(inside), whole=end is not None))
    return found


def _words_at(kind: ExportKind, lines: Sequence[Line]) -> int | None:
    """Where the count of words stands, when the day stands below it."""
    for index, line in enumerate(lines):
        if match(kind.body, line):
            below = next((other for other in lines[index + 1 :] if other.text), None)
            return index if below and len(below.text) < 40 and read_date(below.text) else None
    return None


def _read(kind: ExportKind, piece: Piece) -> Told:
    """Section, headline and byline, the count of words, day, source and notice of rights, the text."""
    lines = piece.lines
    count = _words_at(kind, lines)
    if count is None:
        return Told(story=Story(), body=tuple(lines), read=False)
    title, authors = _headline(lines[:count])
    below = filled(lines[count + 1 :])
    source = next((line for line in below[1:] if not _CLOCK.fullmatch(line.text)), None)
    story = Story(title=title, authors=authors, published=below[0].text, outlet=source.text if source else "")
    return Told(story=story, body=tuple(lines[_head_end(lines, count, source) :]))


def _headline(lines: Sequence[Line]) -> tuple[str, str]:
    """Headline and byline. A section stands above the headline in a few words."""
    found = blocks(lines)
    flat = [line for block in found for line in block]
    authors = ""
    if len(flat) > 1 and _is_byline(flat):
        authors = flat[-1].text
        found = [block for block in ([*found[:-1], found[-1][:-1]]) if block]
    if len(found) > 1:
        return joined(found[-1]), authors
    rest = found[0] if found else []
    if len(rest) > 1 and len(rest[0].text.split()) <= _LONGEST_SECTION:
        rest = rest[1:]
    return joined(rest), authors


def _is_byline(lines: Sequence[Line]) -> bool:
    """Whether the last line names who wrote it: after "By", or names alone below a headline."""
    last = lines[-1].text
    if len(last) > _LONGEST_NAMES:
        return False
    is_headline = len(lines[-2].text.split()) > _LONGEST_SECTION
    return last.startswith(("By ", "BY ")) or (is_headline and bool(re.fullmatch(words()["names"], last)))


def _head_end(lines: Sequence[Line], count: int, source: Line | None) -> int:
    """Where the text begins: behind the notice of rights, else behind the language, the code or the source."""
    end, seen = count + 1, 0
    for index in range(count + 1, len(lines)):
        line = lines[index]
        seen += bool(line.text)
        if seen > _HEAD:
            break
        if _RIGHTS.fullmatch(line.text):
            return _block_end(lines, index)
        if line is source or _is_small(line):
            end = index + 1
    return end


def _is_small(line: Line) -> bool:
    """A code, a page, an edition or the language of a story: one word."""
    return _SMALL.fullmatch(line.text) is not None


def _block_end(lines: Sequence[Line], index: int) -> int:
    """Where a notice ends that may go on in the next line: only texts with empty lines between paragraphs show that."""
    if not any(not line.text for line in lines[index:]):
        return index + 1
    while index < len(lines) and lines[index].text:
        index += 1
    return index


def _tagged(kind: ExportKind, line: Line) -> tuple[str, str] | None:
    found = _TAG.fullmatch(line.text)
    if found is None or found["tag"].casefold() not in kind.labels:
        return None
    return found["tag"].casefold(), (found["told"] or "").strip()


def _tag(kind: ExportKind, line: Line) -> str:
    found = _tagged(kind, line)
    return found[0] if found else ""


def _tagged_pieces(kind: ExportKind, lines: Sequence[Line]) -> list[Piece]:
    """A story begins with its headline, or with the section above that."""
    kept = without(lines, kind.furniture)
    starts = [index for index, line in enumerate(kept) if _tag(kind, line) == "hd"]
    begins = [_with_section(kind, kept, index) for index in starts]
    found = []
    for begin, end in zip(begins, [*begins[1:], len(kept)], strict=True):
        inside = kept[begin:end]
        found.append(Piece(lines=tuple(inside), whole=any(_tag(kind, line) == "an" for line in inside)))
    return found


def _with_section(kind: ExportKind, lines: Sequence[Line], index: int) -> int:
    """The section of a story is above its headline: "SE" and what follows it."""
    for above in range(index - 1, max(index - 8, -1), -1):
        tag = _tag(kind, lines[above])
        if tag in ("se", "clm"):
            return above
        if tag:
            break
    return index


def _read_tagged(kind: ExportKind, piece: Piece) -> Told:
    fields: dict[str, list[Line]] = {}
    for field, line in _by_field(kind, piece.lines):
        fields.setdefault(field, []).append(line)

    def told(field: str) -> str:
        return joined(filled(fields.get(field, [])))

    story = Story(title=told("title"), published=told("published"), outlet=told("outlet"), authors=told("authors"))
    return Told(story=story, body=tuple(fields.get("body", ())), read=bool(story.title and story.published))


def _by_field(kind: ExportKind, lines: Sequence[Line]) -> Iterator[tuple[str, Line]]:
    """Each line with the field that it belongs to. In the text "IN" and "BY" are words too."""
    field = "none"
    for line in lines:
        found = _tagged(kind, line)
        if found and (field != "body" or _is_set_off(line)):
            if field == "body":
                yield "body", Line(text="", start=line.start)
            field = kind.labels[found[0]]
            yield field, Line(text=found[1], start=line.start + line.text.find(found[1]) if found[1] else line.start)
        else:
            yield field, line


def _is_set_off(line: Line) -> bool:
    """A tag with one blank behind it is none before a word of a sentence: what it tells is a code and a name."""
    found = _TAG.fullmatch(line.text)
    if found is None:
        return False
    told = found["told"] or ""
    return found["gap"] != " " or found["tag"] in _ALWAYS or _CODED.match(told) is not None


READABLE = Export(name="factiva", pieces=_pieces, read=_read)
TAGGED = Export(name="factiva tags", pieces=_tagged_pieces, read=_read_tagged)
