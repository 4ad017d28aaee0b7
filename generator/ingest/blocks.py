"""Lines to paragraphs, each with its place in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from generator.ingest.meta_line import read_meta_line
from generator.ingest.patterns import plain_forms
from generator.model.article import Dropped, ParagraphKind
from generator.model.text import Span, record

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_BREAK_CHARACTER = re.compile(r"[\n\r\v\f\x85\u2028\u2029]")
_END = re.compile(r"""[.!?…:;]["'”’»)\]*_]{0,3}$""")
_HEADING = re.compile(r"#{1,6} {1,9}([^#\s].*?)[ #]*")
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})([^\s*_][^*_]*)\1")
_QUOTED = re.compile(r"(?:> ?){1,3}(?=\S)")
_LINKED = re.compile(r"\[([^\[\]]{1,220})\]\(https?://[^\s()]{1,400}\)")
_IMAGE = re.compile(r"!\[([^\[\]\s][^\[\]]{19,400})\]\(\S{1,400}(?: \"[^\"]{0,200}\")?\)")
_LONGEST_MARKED, _LEAST_LINKED = 220, 4  # characters; words of a headline that links to its article
_OPEN = re.compile(r"[\w,%)\]]$")
_WAITING = re.compile(r"(?:,|\b(?:on|in|of|from|since|until|by|at|to|for|and|the|dated))$")  # a date goes on from these
_BYLINE = re.compile(r"(?:By|BY) [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3}(?:$|,)")
_APPOSED = re.compile(r"\([^()]{1,40}\) [a-z]")  # a sum in another currency, an abbreviation
_LEAST_GOING_ON = 4  # words
_LEAST_WIDTH, _MOST_WIDTH = 40, 110


@record
class Block:
    """A paragraph of the source: a line, or the lines that a hard wrap made of it."""

    start: int  # in the decoded source
    text: str  # the source's characters, line breaks as spaces, no white space around
    gap: bool = False  # a blank line (or the start of the file) stands before it
    kind: ParagraphKind | None = None

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def trimmed(block: Block, start: int, end: int) -> Block:
    """The part of a block between two offsets into its text, without white space around."""
    part = block.text[start:end]
    left = len(part) - len(part.lstrip())
    return replace(block, start=block.start + start + left, text=part.strip())


def unmarked(block: Block) -> Block:
    """A short line without the Markdown around it; a marked heading gets that kind.

    >>> unmarked(Block(start=0, text="## What next")).text, unmarked(Block(start=0, text="*By Jane Doe*")).text
    ('What next', 'By Jane Doe')
    """
    if found := _QUOTED.match(block.text):
        block = trimmed(block, found.end(), len(block.text))
    if found := _IMAGE.fullmatch(block.text):
        return replace(trimmed(block, found.start(1), found.end(1)), kind="caption")
    if found := _HEADING.fullmatch(block.text[: 4 * _LONGEST_MARKED]):
        block = replace(trimmed(block, found.start(1), found.end(1)), kind="heading")
    if (found := _LINKED.fullmatch(block.text)) and len(found[1].split()) >= _LEAST_LINKED:
        block = trimmed(block, found.start(1), found.end(1))
    if len(block.text) > _LONGEST_MARKED:
        return block
    found = _EMPHASIS.fullmatch(block.text)
    return trimmed(block, found.start(2), found.end(2)) if found else block


def rejoined(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Paragraphs that a page broke in the middle of a sentence, whole again: the second goes on in a small letter.

    Only where nothing stood between the two in the source.
    """
    rows: list[list[Block]] = []  # put together at the end, or a paragraph of many lines would be copied for each
    for block in blocks:
        before = rows[-1][-1] if rows else None
        if (
            before
            and len(rows) > 1
            and rows[-1][0].kind is None
            and block.kind is None
            and (block.text[0].islower() or (not block.gap and _APPOSED.match(block.text)))
            and len(block.text.split()) >= _LEAST_GOING_ON
            and _OPEN.search(before.text[-1:])
            and not text[before.end : block.start].strip()
        ):
            rows[-1].append(block)
        else:
            rows.append([block])
    return [replace(row[0], text=flat(text[row[0].start : row[-1].end])) if len(row) > 1 else row[0] for row in rows]


def drop(block: Block, rule: str) -> Dropped:
    return Dropped(span=Span(block.start, block.end), text=block.text, rule=rule)


def _lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    for found in _BREAK.finditer(text, start):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def split(text: str, start: int = 0) -> list[Block]:
    """The paragraphs from an offset on: the lines, or in a hard-wrapped file what they were before the wrap.

    >>> [block.text for block in split("A title\\n\\nOne line.\\nAnother.")]
    ['A title', 'One line.', 'Another.']
    """
    lines: list[Block] = []
    indented: set[int] = set()
    gap = True
    for first, last in _lines(text, start):
        line = trimmed(Block(start=first, text=text[first:last], gap=gap), 0, last - first)
        if not line.text:
            gap = True
            continue
        if text[first:last][:1] in " \t\u3000":
            indented.add(line.start)
        lines.append(line)
        gap = False
    width = wrap_width(lines)
    return _joined(text, lines, width, indented) if width else lines


def wrap_width(lines: Sequence[Block]) -> int | None:
    """The column at which the file was hard-wrapped; None when a line is a paragraph.

    In a wrapped file nearly every line that goes on was broken because its next word had no room.
    """
    lengths = sorted(len(line.text) for line in lines)
    if len(lengths) < 4 or not _LEAST_WIDTH <= lengths[-1] <= _MOST_WIDTH:
        return None
    width = lengths[-1]
    open_lines = [(line, after) for line, after in pairwise(lines) if not after.gap and not _END.search(line.text)]
    full = sum(_is_full(line, after, width) for line, after in open_lines)
    return width if full >= 3 and full * 3 >= len(open_lines) * 2 else None


def _is_full(line: Block, after: Block, width: int) -> bool:
    return len(line.text) + 1 + len(after.text.split(None, 1)[0]) > width - 2


def _joined(text: str, lines: Sequence[Block], width: int, indented: set[int]) -> list[Block]:
    blocks: list[Block] = []
    before: Block | None = None
    for line in lines:
        goes_on = before and (before.text.endswith(",") or _is_full(before, line, width))
        if before and goes_on and not line.gap and line.start not in indented and not _is_metadata_under(blocks[-1], line):
            first = blocks[-1]
            blocks[-1] = replace(first, text=flat(text[first.start : line.end]))
        else:
            blocks.append(line)
        before = line
    return blocks


def _is_metadata_under(headline: Block, line: Block) -> bool:
    """Whether a line is a date's or a byline, under a headline as wide as the wrap and not at the end of a sentence."""
    return (
        headline.gap
        and len(headline.text) <= 2 * _MOST_WIDTH
        and not line.text.endswith(".")
        and not _WAITING.search(headline.text)
        and (_BYLINE.match(line.text) or read_meta_line(plain_forms(line.text)[-1])) is not None
    )


def flat(text: str) -> str:
    """Each character of a line break as one space, so that offsets hold."""
    return _BREAK_CHARACTER.sub(" ", text)
