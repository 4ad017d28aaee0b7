"""PDF with a text layer: columns in the order of the file, no running heads, paragraphs without their line ends."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any

from ...model.errors import UnreadableArticle
from ...model.text import record
from ...rules.load import load
from ...rules.types.ingest import LINE_WORDS, WEB_WORDS
from ..base.front_matter import front_matter
from ..base.raw_text import RawText

_MOST_PAGES = 300
_MOST_DRAWN = 3_000_000  # bytes of what draws a page: more is a map or a picture
_LEAST_LETTERS = 100  # in a file that has a text layer
_SAME_LINE = 0.3  # of its size, by which parts of a line may stand higher or lower
_SAME_SIZE = 0.08  # by which letters of one paragraph may differ
_INDENT = 0.5  # of its size, by which the first line of a paragraph stands in
_DEEPEST = 3.0  # of its size: what stands further in is another column
_LEADING = 1.35  # of its size: the distance of lines, at most
_GAP = 1.45  # times the usual distance of lines: the space between two paragraphs
_SHORT = 0.6  # of the widest line of its column: the last line of a paragraph
_SMALL = 0.82  # of the size of the text: a caption, a note
_LARGE = 1.2  # of the size of the text: a headline
_EDGE = 3  # lines at the top and the foot of a page among which a running head is looked for
_LONGEST_HEAD = 14  # words of a running head
_ENDS = re.compile(r"[.!?…:][\"'”’)\]]*\Z")
_HYPHENED = re.compile(r"(?<![^\W\d_])[^\W\d_]+(?:-[^\W\d_]+)+")
_BROKEN = re.compile(r"[^\W\d_]-\Z")
_ADDRESS = re.compile(r"https?://[^\s]+")
_ANY_ADDRESS = re.compile(r"\w+://")
_NO_LETTERS = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]|/g\d+|\(cid:\d+\)")


@record
class Line:
    """A line of a page. Lengths are points from the lower left corner."""

    text: str
    x: float
    y: float
    size: float
    page: int  # from 0


@record
class Paragraph:
    """Lines that are one paragraph, as one line of text."""

    text: str
    size: float
    page: int  # on which it begins


class Pdf:
    """The format of files that hold pages as they are printed."""

    name = "pdf"
    endings = (".pdf",)

    def looks_like(self, head: bytes) -> bool:
        """By the mark at its beginning, before which some programs leave a few bytes."""
        return b"%PDF-" in head[:200]

    def read(self, data: bytes, *, file: str) -> tuple[RawText]:
        """The text of all pages, its headline first, with the place of each page. Raises UnreadableArticle."""
        pages = _pages(data, file)
        lines = [line for number, page in enumerate(pages) for line in _lines(page, number, file)]
        letters = sum(len(line.text) for line in lines)
        if letters < _LEAST_LETTERS:
            raise UnreadableArticle(file, "its pages are pictures without text: run OCR on it, as ocrmypdf does")
        if len(_NO_LETTERS.findall(" ".join(line.text for line in lines))) * 20 > letters:
            raise UnreadableArticle(file, "its letters mean nothing without its fonts: run OCR on it, or save its text")
        body = _usual(lines)
        kept, heads = _without_heads(lines, len(pages), body)
        told = _paragraphs(kept)
        small = [one for one in told if one.size < body * _SMALL]
        large = _headline_first([one for one in told if one.size >= body * _SMALL], body)
        text, starts = _set(large, heads, len(pages))
        empty = len(pages) - len({line.page for line in lines})
        return (RawText(text=text, warnings=tuple(_warnings(len(small), empty)), pages=starts),)


FORMAT = Pdf()


def _pages(data: bytes, file: str) -> Sequence[Any]:
    """Raises UnreadableArticle for a file that is locked, damaged or too long."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it remarks on each small fault of a file
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableArticle(file, "locked with a password: save it without one")
        tree: Any = reader.root_object["/Pages"]
        number = int(tree["/Count"])
        if number > _MOST_PAGES:
            raise UnreadableArticle(file, f"{number:,} pages are a report: save those of each article by themselves")
        return list(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        raise UnreadableArticle(file, f"a damaged PDF ({type(error).__name__}): save it again") from error
    except ImportError as error:  # a lock that needs a further library
        raise UnreadableArticle(file, "locked in a way that is not read: save it without a lock") from error


def _lines(page: Any, number: int, file: str) -> list[Line]:
    """The lines of a page in the order in which the file writes them; none of one on which too much is drawn."""
    parts: list[Line] = []

    def see(text: str, matrix: Sequence[float], own: Sequence[float], _font: object, size: float) -> None:
        if text.strip():
            x = own[4] * matrix[0] + own[5] * matrix[2] + matrix[4]
            y = own[4] * matrix[1] + own[5] * matrix[3] + matrix[5]
            height = abs(size * (own[3] or own[1]) * (matrix[3] or matrix[1])) or 1.0
            parts.append(Line(text=text, x=x, y=y, size=height, page=number))

    try:
        contents = page.get_contents()
        if contents is None or len(contents.get_data()) > _MOST_DRAWN:
            return []
        page.extract_text(visitor_text=see)
    except Exception as error:
        raise UnreadableArticle(file, f"page {number + 1} cannot be read ({type(error).__name__})") from error
    return list(_joined(parts))


def _joined(parts: Iterable[Line]) -> Iterator[Line]:
    """Parts that follow each other at one height as one line."""
    line: Line | None = None
    for part in parts:
        if line is not None and _is_beside(line, part):
            size = max((line.size, len(line.text)), (part.size, len(part.text)), key=lambda pair: pair[1])[0]
            line = Line(text=line.text + part.text, x=line.x, y=line.y, size=size, page=line.page)
        else:
            if line is not None:
                yield _clean(line)
            line = part
    if line is not None:
        yield _clean(line)


def _is_beside(line: Line, part: Line) -> bool:
    return part.x >= line.x and abs(line.y - part.y) <= _SAME_LINE * max(line.size, part.size)


def _clean(line: Line) -> Line:
    return Line(text=" ".join(line.text.split()), x=line.x, y=line.y, size=line.size, page=line.page)


def _without_heads(lines: Sequence[Line], pages: int, body: float) -> tuple[list[Line], list[str]]:
    """The lines without page numbers and short ones at the edge of several pages, or in small print above the first;
    and each of these that the first page bears."""
    tops, feet = _edges(lines)
    edge = tops | feet
    times = Counter(form for _, form in {(line.page, _form(line)) for line in edge})
    least = max(1, pages // 3)

    def is_head(line: Line) -> bool:
        repeated = line in edge and times[_form(line)] > least
        small_at_top = line.page == 0 and line in tops and line.size < body * _SMALL
        short = len(line.text.split()) <= _LONGEST_HEAD
        of_browser = line in edge and line.size < body and _is_of_browser(line.text)
        return of_browser or (short and (repeated or small_at_top))

    told = [line for line in lines if not (line in edge and _is_number(line.text))]
    heads = [line.text for line in told if line.page == 0 and is_head(line)]
    return [line for line in told if not is_head(line)], list(dict.fromkeys(heads))


def _edges(lines: Sequence[Line]) -> tuple[frozenset[Line], frozenset[Line]]:
    """The highest and the lowest lines of each page."""
    tops: list[Line] = []
    feet: list[Line] = []
    for _, these in groupby(lines, key=lambda line: line.page):
        by_height = sorted(these, key=lambda line: -line.y)
        tops += by_height[:_EDGE]
        feet += by_height[-_EDGE:]
    return frozenset(tops), frozenset(feet)


def _form(line: Line) -> tuple[str, int]:
    """What a line says but for its numbers, and how high it stands."""
    return re.sub(r"\d+", "0", line.text).casefold(), round(line.y / 10)


def _is_of_browser(text: str) -> bool:
    """Whether a browser put a line at the edge: the time and the title of the page, or its address."""
    clock, address = re.search(load(LINE_WORDS).printed_at, text), _ANY_ADDRESS.match(text)
    return bool(address or (clock and text[:1].isdigit()))


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(load(LINE_WORDS).page_number, text, re.IGNORECASE))


def _usual(lines: Iterable[Line]) -> float:
    """The size in which most letters are set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 1.0


def _paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    look = _Look(lines)
    words = Counter(_HYPHENED.findall(" ".join(line.text for line in lines).casefold()))
    found: list[list[Line]] = []
    for line in lines:
        if found and not look.begins(found[-1][-1], line):
            found[-1].append(line)
        else:
            found.append([line])
    return [
        Paragraph(text=_run_on([line.text for line in these], words), size=_usual(these), page=these[0].page)
        for these in found
    ]


class _Look:
    """How lines are set: the usual distance between them, and by page and size their left edges and longest one."""

    def __init__(self, lines: Sequence[Line]) -> None:
        drops = ((above.y - line.y) / line.size for above, line in pairwise(lines))
        gaps = sorted(drop for drop in drops if 0 < drop < 4)
        self._leading = min(gaps[len(gaps) // 2] if gaps else 0.0, _LEADING)  # of the size of a line
        self._edges: dict[tuple[int, int], set[int]] = {}
        self._longest: dict[tuple[int, int], int] = {}  # letters; columns of one page are of one width
        for line in lines:
            key = (line.page, round(line.size))
            self._edges.setdefault(key, set()).add(round(line.x))
            self._longest[key] = max(self._longest.get(key, 0), len(line.text))

    def begins(self, above: Line, line: Line) -> bool:
        """Whether a line begins a new paragraph after the one before it."""
        drop = above.y - line.y
        ended = bool(_ENDS.search(above.text))
        if abs(above.size - line.size) > _SAME_SIZE * above.size:
            return True
        if above.page != line.page or drop <= 0:  # the next column or page
            return ended
        if drop > _GAP * self._leading * line.size:
            return True
        if self._stands_in(line):
            return True
        return ended and len(above.text) < _SHORT * self._longest[(above.page, round(above.size))]

    def _stands_in(self, line: Line) -> bool:
        edges = self._edges[(line.page, round(line.size))]
        return any(_INDENT * line.size < line.x - edge < _DEEPEST * line.size for edge in edges)


def _run_on(lines: Sequence[str], words: Mapping[str, int]) -> str:
    """Lines as one; a word that a line's end broke is whole again, one with a hyphen of its own keeps it."""
    text = lines[0]
    for line in lines[1:]:
        if not _BROKEN.search(text):
            text += f" {line}"
        elif line[:1].islower():
            first = re.split(r"\W", line, maxsplit=1)[0]
            last = re.findall(r"[^\W\d_]+", text)[-1]
            text = (text if words[f"{last}-{first}".casefold()] else text[:-1]) + line
        else:
            text += line
    return text


def _headline_first(told: Sequence[Paragraph], body: float) -> list[Paragraph]:
    """The paragraphs, the largest letters of the first page before what stands above them."""
    first = [one for one in told if one.page == 0 and one.size > body * _LARGE and len(one.text.split()) > 2]
    if not first:
        return list(told)
    head = max(first, key=lambda one: one.size)
    return [head, *(one for one in told if one is not head)]


def _set(told: Sequence[Paragraph], heads: Sequence[str], pages: int) -> tuple[str, tuple[int, ...]]:
    """The text, and where each page begins in it. An address that the pages bear is the article's; a line that a
    browser or no printer put there stands under the headline."""
    clock = re.compile(load(LINE_WORDS).printed_at)
    addresses = [found[0] for head in heads if (found := _ADDRESS.search(head))]
    lines = [head for head in heads if not _ANY_ADDRESS.search(head) and not clock.search(head)]
    sites = [_site(head, told[0].text) for head in heads] if told else []
    text = front_matter(source=next(filter(None, sites), ""), url=next(iter(addresses), ""))
    starts: list[int] = []
    for number, one in enumerate(told):
        if number == 1 and lines:
            text += "\n\n".join(lines) + "\n\n"
        starts += [len(text)] * (one.page + 1 - len(starts))
        text += one.text + "\n\n"
    starts += [len(text)] * (pages - len(starts))
    return text, tuple(starts)


def _site(head: str, headline: str) -> str:
    """The site in the title of a page that a browser printed: what follows the headline there."""
    before, found, after = head.partition(headline)
    mark = re.match(load(WEB_WORDS).title_marks, after)
    printed = not before or re.search(load(LINE_WORDS).printed_at, before)
    site = after[mark.end() :].strip() if found and mark and printed else ""
    return "" if any(char.isdigit() for char in site) else site


def _warnings(small: int, empty: int) -> Iterator[str]:
    if small:
        yield f"{small} {'paragraph' if small == 1 else 'paragraphs'} in small print left out"
    if empty:
        yield f"{empty} {'page' if empty == 1 else 'pages'} without text, such as pictures, not read"
