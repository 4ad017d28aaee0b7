"""Lines to paragraphs, each with its place in the reading text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from ...model.article import Dropped, ParagraphKind
from ...model.text import Span, alternation, record
from ...rules.load import load
from ...rules.types.ingest import LINE_WORDS
from .line_rules import plain_forms, words
from .meta_line import read_meta_line

_END = re.compile(r"""[.!?…:;]["'”’»)\]*_]{0,3}$""")
_HEADING = re.compile(r"#{1,6} {1,9}([^#\s].*?)[ #]*")
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})([^\s*_][^*_]*)\1")
_QUOTED = re.compile(r"(?:> ?){1,3}(?=\S)")
_LINKED = re.compile(r"\[([^\[\]]{1,220})\]\(https?://[^\s()]{1,400}\)")
_IMAGE = re.compile(r"!\[([^\[\]\s][^\[\]]{19,400})\]\(\S{1,400}(?: \"[^\"]{0,200}\")?\)")
_LONGEST_MARKED, _LEAST_LINKED = 220, 4  # characters; words of a headline that links to its article
_OPEN = re.compile(r"[\w,%)\]]$")
_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|[SOND][a-z]{3,5}ber|(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.)$"
)
_SHORT_MONTH, _YEAR_FIRST = re.compile(r"\b[A-Z][a-z]{2,3}\.?$"), re.compile(r"\d{4}(?![-/.\d])")
_BYLINE = re.compile(r"(?:By|BY) [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3}(?:$|,)")
_CUT_WORD, _FIRST_WORD = re.compile(r"\w-$"), re.compile(r"\w+")
_STOP = re.compile(r"""[.!?]["'”’]?$""")
CREDIT_END = re.compile(r"""[.!?…]["'”’»]? ?[(\[][^()\[\]]{1,60}[)\]]$""")  # as a caption ends
_APPOSED = re.compile(r"\([^()]{1,40}\) [a-z]")  # a sum in another currency, an abbreviation
_LEAST_GOING_ON = 4  # words
_LEAST_WIDTH, _MOST_WIDTH = 36, 110
_ITEM = re.compile(r"[-*•·▪–—>|#] ?|\d{1,2}[.)] ")
_LONGEST_DATE_PART, _MOST_DATE_PARTS, _WIDEST_BREAK = 15, 4, 4  # characters; lines; characters between two lines
_NARROW, _LEAST_NARROW = 30, 5  # a column, and the line breaks that show one narrower than that


@cache
def _waiting() -> re.Pattern[str]:
    """A date goes on from these."""
    return re.compile(rf"(?:,|\b(?:{alternation(load(LINE_WORDS).open_ends)}))$")


@record
class Block:
    """A paragraph of the source: a line, or the lines that a hard wrap made of it."""

    start: int  # in the reading text
    text: str  # its characters, line breaks as spaces, no white space around
    gap: bool = False  # a blank line (or the start of the file) stands before it
    kind: ParagraphKind | None = None

    @property
    def end(self) -> int:
        """The offset in the reading text behind its last character."""
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
        if len(rows) > 1 and rows[-1][0].kind is None and _is_rest_of(text, rows[-1][-1], block):
            rows[-1].append(block)
        else:
            rows.append([block])
    return [
        replace(row[0], text=text[row[0].start : row[-1].end].replace("\n", " ")) if len(row) > 1 else row[0]
        for row in rows
    ]


def _is_rest_of(text: str, before: Block, block: Block) -> bool:
    """Whether a paragraph goes on with the sentence of the one before."""
    if block.kind is not None or len(block.text.split()) < _LEAST_GOING_ON:
        return False
    begins_inside = block.text[0].islower() or (not block.gap and _APPOSED.match(block.text))
    return bool(begins_inside and _OPEN.search(before.text[-1:])) and not text[before.end : block.start].strip()


def drop(block: Block, rule: str) -> Dropped:
    """The record of a whole block taken out by a rule."""
    return Dropped(span=Span(block.start, block.end), text=block.text, rule=rule)


def split(text: str) -> list[Block]:
    """The lines of a text, those without words left out.

    >>> [block.text for block in split("A title\\n\\nOne line.\\nAnother.")]
    ['A title', 'One line.', 'Another.']
    """
    blocks: list[Block] = []
    at, gap = 0, True
    for line in text.split("\n"):
        block = trimmed(Block(start=at, text=line, gap=gap), 0, len(line))
        at, gap = at + len(line) + 1, not block.text
        blocks += [block] if block.text else []
    return blocks


def unwrapped(text: str) -> Iterator[tuple[int, int, str]]:
    """The line breaks that a hard wrap set inside a paragraph, each with what stands for it: a blank, or nothing in a
    compound.

    >>> [edit for edit in unwrapped("A title\\n\\nOne line.\\nAnother.")]
    []
    """
    lines = _with_indents(text, split(text))
    width = wrap_width(lines)
    if not width:
        return
    lines = _without_wider(lines, width)
    above = before = lines[0]  # where the paragraph begins, and its last line so far
    for line, after in zip(lines[1:], [*lines[2:], None], strict=True):
        if _goes_on(text, above, before, line, width) and not _is_alone(before, line, after, width):
            yield before.end, line.start, "" if _is_cut(before, line, width) else " "
        else:
            above = line
        before = line


def _goes_on(text: str, above: Block, before: Block, line: Block, width: int) -> bool:
    """Whether a line belongs to the paragraph that the line before it belongs to."""
    if line.gap or not (before.text.endswith(",") or _is_full(before, line, width)):
        return False
    paragraph = text[max(above.start, before.end - 2 * _MOST_WIDTH) : before.end].replace("\n", " ")
    if CREDIT_END.search(paragraph):
        return False
    return before.end - above.start > _LONGEST_MARKED or not _is_metadata_under(replace(above, text=paragraph), line)


def _is_alone(before: Block, line: Block, after: Block | None, width: int) -> bool:
    """Whether a line under the end of a sentence has room left and ends none itself: a heading, or what a page is
    strewn with."""
    last = after is None or after.gap or not _is_full(line, after, width)
    opens = line.text[0].isupper() and _STOP.search(before.text)
    return (
        last and bool(opens) and not (_END.search(line.text) or CREDIT_END.search(line.text) or line.text.endswith(","))
    )


def _is_cut(before: Block, after: Block, width: int) -> bool:
    """Whether a line ends inside an address, or a word with a hyphen and not the first half of "low- and
    middle-income"."""
    if "://" in before.text.rsplit(" ", 1)[-1] and len(before.text) == width:
        return True
    found = _FIRST_WORD.match(after.text) if _CUT_WORD.search(before.text) else None
    return found is not None and found[0] not in load(LINE_WORDS).after_half_a_compound


def wrap_width(lines: Sequence[Block]) -> int | None:
    """The column at which the file was hard-wrapped; None when a line is a paragraph.

    In a wrapped file nearly every line that goes on was broken because its next word had no room.
    """
    if width := _width_of_text(lines):
        return width
    lengths = sorted(
        len(line.text) for line in lines if " " in line.text
    )  # an address may be longer than a line has room
    if len(lengths) >= 4 and _LEAST_WIDTH <= lengths[-1] <= _MOST_WIDTH and _is_wrapped_at(lines, lengths[-1]):
        return lengths[-1]
    return None


def _is_wrapped_at(lines: Sequence[Block], width: int) -> bool:
    """Whether of a whole file's lines that go on most were broken at a column."""
    open_lines = [(line, after) for line, after in pairwise(lines) if not after.gap and not _END.search(line.text)]
    full = sum(_is_full(line, after, width) for line, after in open_lines)
    return full >= 3 and full * 3 >= len(open_lines) * 2


def _width_of_text(lines: Sequence[Block]) -> int | None:
    """The column of a short article, whose head has as many lines as its text: of the text alone, where each line has
    to be full.

    Its text is what ends as a sentence does below the first blank line.
    """
    groups = _groups(lines)[1:]
    prose = [group for group in groups if _is_prose(group)]
    width = max((len(line.text) for group in prose for line in group if " " in line.text), default=0)
    if width > _MOST_WIDTH or any(len(line.text) > width and " " in line.text for group in groups for line in group):
        return None
    breaks = [pair for group in prose for pair in pairwise(group)]
    inside = sum(_breaks_sentence(before, line) for before, line in breaks)
    least = 1 if width >= _NARROW else _LEAST_NARROW
    full = sum(_is_full(before, line, width + 2) for before, line in breaks)
    return width if len(breaks) >= least and inside * 3 >= len(breaks) > 0 and full * 10 >= len(breaks) * 9 else None


def _groups(lines: Sequence[Block]) -> list[list[Block]]:
    """The lines between two blank ones."""
    groups: list[list[Block]] = []
    for line in lines:
        if line.gap or not groups:
            groups.append([])
        groups[-1].append(line)
    return groups


def _is_prose(group: Sequence[Block]) -> bool:
    """Whether lines end as a sentence does, and none but the first begins as an item of a list."""
    items = (line for before, line in pairwise(group) if _ITEM.match(line.text) and not _MONTH.search(before.text))
    return bool(_STOP.search(group[-1].text)) and not any(items)


def _breaks_sentence(before: Block, line: Block) -> bool:
    """Whether a line's end stands inside a sentence, as far as the words around it tell."""
    if line.text[0].islower() or _MONTH.search(before.text):
        return True
    return not _END.search(before.text) and bool(not line.text[0].isupper() or _waiting().search(before.text))


def _with_indents(text: str, lines: Sequence[Block]) -> list[Block]:
    """The lines, a gap before each that an indent makes the first of a paragraph: not all the lines of its group have
    one."""
    marked: list[Block] = []
    for group in _groups(lines):
        set_in = [line.start > 0 and text[line.start - 1] == " " for line in group]
        marked += (
            group
            if all(set_in)
            else [replace(line, gap=line.gap or own) for line, own in zip(group, set_in, strict=True)]
        )
    return marked


def _without_wider(lines: Sequence[Block], width: int) -> list[Block]:
    """The lines, each for itself in a group that has a wider one: a head above a narrow text."""
    marked: list[Block] = []
    for group in _groups(lines):
        wider = any(len(line.text) > width and " " in line.text for line in group)
        marked += [replace(line, gap=True) for line in group] if wider else group
    return marked


def _is_full(line: Block, after: Block, width: int) -> bool:
    return len(line.text) + 1 + len(after.text.split(None, 1)[0]) > width - 2


def _is_metadata_under(headline: Block, line: Block) -> bool:
    """Whether a line is a date's or a byline, under a headline as wide as the wrap and not at the end of a sentence."""
    return (
        headline.gap
        and not line.text.endswith(".")
        and not _waiting().search(headline.text)
        and not (_SHORT_MONTH.search(headline.text) and _YEAR_FIRST.match(line.text))
        and (_BYLINE.match(line.text) or read_meta_line(plain_forms(line.text)[-1])) is not None
    )


def joined_dates(blocks: Sequence[Block]) -> list[Block]:
    """A date whose day, month and year stand on lines of their own, as one line."""
    date = re.compile(words()["date"])
    joined: list[Block] = []
    at = 0
    while at < len(blocks):
        whole = next(
            (one for one in _one_line(blocks[at : at + _MOST_DATE_PARTS]) if date.fullmatch(one[1].text)), None
        )
        joined.append(whole[1] if whole else blocks[at])
        at += whole[0] if whole else 1
    return joined


def _one_line(blocks: Sequence[Block]) -> Iterator[tuple[int, Block]]:
    """The first two, three ... of short neighbouring lines as one, with how many they are."""
    line = blocks[0]
    for count, block in enumerate(blocks[1:], start=2):
        between = block.start - line.end
        if between > _WIDEST_BREAK or max(len(blocks[0].text), len(block.text)) > _LONGEST_DATE_PART:
            return
        line = replace(line, text=line.text + " " * between + block.text)
        yield count, line
