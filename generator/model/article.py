"""One source, as ingest hands it on."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from .dates import Date
from .offsets import Offsets
from .text import Packed, Span, record

ParagraphKind = Literal["headline", "standfirst", "heading", "caption", "body"]
TitleBasis = Literal["headline", "lede", "editor"]
Genre = Literal[
    "report", "opinion", "interview", "transcript", "press release", "meeting coverage", "live blog", "correction"
]  # fmt: skip
REPORT: Genre = "report"
OPINION: Genre = "opinion"
LIVE: Genre = "live blog"
CORRECTION: Genre = "correction"
HOST_AS_OUTLET = "outlet: not named, its web address stands for it"  # a warning
SPOKEN: frozenset[Genre] = frozenset({"interview", "transcript"})  # by turns


@record
class Paragraph:
    """A stretch of an article's text that the source has in one piece, but for what was taken out of it."""

    span: Span  # in Article.text
    source_start: int  # where its first character stands in the decoded source file
    kind: ParagraphKind


@record
class Dropped:
    """A stretch of the source file that is not the article's text. `text` is what a reader sees of it."""

    span: Span  # in the decoded source file
    text: str
    rule: str  # the rule that took it out: "byline", "crumb", "tag list", "repeated", ...


@record
class Turn:
    """What one speaker of a transcript or an interview says at a stretch: the label before it and its paragraphs."""

    label: Span  # in Article.text: "MS HALE:", with the mark behind it
    spoken: tuple[Span, ...]  # one for each paragraph, the label left out
    asks: bool  # a reporter's or a moderator's, nobody's statement
    name: str  # whom the label names, as the label has it: "MS HALE"; "" where it only says that somebody answers


@record
class Stated:
    """What a line of the header says of one field, and what became of it."""

    field: str  # "published", "updated", "authors", "outlet", "place", "url", "title"
    text: str  # its words
    rule: str  # the line rule that read it
    rejected: str = ""  # why it was not taken; "" for what was


@record
class Altered:
    """A sentence in which a print differs from what it was printed from; "" where the one or the other has none."""

    was: str  # in the print
    now: str


@record
class Print:
    """An article that is no source of its own: a copy, or an older version, of one that is."""

    file: str
    fate: Literal["copy", "version"]
    outlet: str | None
    published: Date | None
    same: int  # of its sentences stand in the source
    sentences: int
    seen: str  # from what it was seen, in plain words
    altered: tuple[Altered, ...] = ()
    by_editor: bool = False


@record
class Article(Packed):
    """An article without its boilerplate. Raises ValueError for a paragraph outside the text.

    `text` is the kept paragraphs joined by blank lines, as ingest/reading_text.py reads them: every blank is one
    plain blank, nothing is invisible. `offsets` leads back to the decoded source file.
    """

    id: str  # file name without its ending
    file: (
        str  # file name, relative to the folder of sources, with "/"; of several in one file, "#" and `part` behind it
    )
    digest: str  # SHA-256 of the file's bytes, in hex; of several in one file, of its own text
    text: str
    paragraphs: tuple[Paragraph, ...]
    title: str
    title_basis: TitleBasis = "headline"
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    language: str = "en"
    dateline: str | None = None  # filing place
    published: Date | None = None
    written: dt.date | None = None  # the day of its dateline, when it was published some days later
    updated: Date | None = None  # the day of its last update, when that was some days after it was published
    stated: tuple[Stated, ...] = ()  # what its header says, in the order of the file
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[str, ...] = ()  # one line each for the run's report
    offsets: Offsets = Offsets()
    part: str = ""  # what it is called in a file that holds several; "" when it is the file
    pages: tuple[int, ...] = ()  # where each page of a paged file begins in the decoded text
    prints: tuple[Print, ...] = ()  # articles of the folder that are copies or older versions of it, by file
    family: str = ""  # the id of the article that stands for all of its family; "" for its own
    genre: Genre = "report"
    genre_seen: str = ""  # the words of the file that say so; "" for a report
    genre_rule: str = ""
    turns: tuple[Turn, ...] = ()  # of a transcript or an interview

    def __post_init__(self) -> None:
        if self.paragraphs and self.paragraphs[-1].span.end > len(self.text):
            raise ValueError(f"no paragraph to {self.paragraphs[-1].span.end} in a text of {len(self.text)} characters")

    def source_span(self, span: Span) -> Span:
        """Where a span of `text` inside one paragraph stands in the decoded source file."""
        if not any(paragraph.span.contains(span) for paragraph in self.paragraphs):
            raise ValueError(f"{self.id}: no paragraph holds {span}")
        return self.offsets.span(span)


@record
class Left:
    """A part of a file that gives no article, and why; `part` is "" for the whole file."""

    part: str
    reason: str


@record
class Reading:
    """What became of a file: its articles and the parts that give none, each in the order of the file."""

    articles: tuple[Article, ...]
    left: tuple[Left, ...] = ()


def part_name(file: str, part: str) -> str:
    """How one of several articles in a file is called.

    >>> part_name("week.zip", "inner/a.txt"), part_name("a.txt", "")
    ('week.zip#inner/a.txt', 'a.txt')
    """
    return f"{file}#{part}" if part else file
