"""The formats of input there are: which files are articles, and how the text of one is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from .. import book_folder
from ..model.article import Left, part_name
from ..model.errors import UnreadableArticle
from ..registered import FORMATS as GROUP
from ..registered import registered
from .base import limits
from .base.archives import MOST_BYTES, MOST_MEMBERS
from .base.raw_text import Enclosed, Format, Item, RawText
from .exports import kinds
from .formats import (
    decoding,
    docx,
    eml,
    epub,
    feeds,
    html,
    mbox,
    mhtml,
    msg,
    odt,
    pdf,
    records,
    ris,
    rtf,
    table,
    text,
    zip,
)

FORMATS: tuple[Format, ...] = (
    html.FORMAT,
    mhtml.FORMAT,
    epub.FORMAT,
    pdf.FORMAT,
    docx.FORMAT,
    odt.FORMAT,
    rtf.FORMAT,
    eml.FORMAT,
    mbox.FORMAT,
    msg.FORMAT,
    feeds.FORMAT,
    zip.FORMAT,
    table.FORMAT,
    records.FORMAT,
    ris.FORMAT,
    text.FORMAT,  # the last: nothing is surely no text
)
_DEEPEST, _DEEPEST_ALIKE = 4, 2  # files inside files, and of these of one format: an archive inside an archive


def formats() -> tuple[Format, ...]:
    """Ours, then those of other packages. Raises UsageError when two have one name."""
    return registered(GROUP, FORMATS)


def articles() -> book_folder.Kind:
    """The files of a book that are articles: by their endings, and what begins as one of ours whatever it is called."""
    endings = tuple(dict.fromkeys(ending for one in formats() for ending in one.endings))
    return book_folder.articles(endings, is_known)


def is_known(head: bytes) -> bool:
    """Whether a file that begins so is surely of one of our formats. Of plain text nobody can be sure."""
    return any(one.looks_like(head) for one in formats() if one is not text.FORMAT)


def format_of(data: bytes, file: str) -> Format:
    """The first format with the file's ending that the file looks like, else the first that it looks like.

    When it looks like none, the one with its ending, which can say why not.
    """
    ending = PurePosixPath(file).suffix.casefold()
    named = [one for one in formats() if ending in one.endings]
    likely = [one for one in formats() if one.looks_like(data)]
    return next((one for one in named if one in likely), next(iter([*likely, *named, text.FORMAT])))


def is_plain(data: bytes, file: str) -> bool:
    """Whether the file is one article in plain text, which `briefing check` reads by itself."""
    if format_of(data, file) is not text.FORMAT:
        return False
    try:
        return not kinds.is_export(decoding.decode(data, file=file)[0])
    except UnreadableArticle:
        return True


def _stories(found: RawText, file: str) -> Sequence[Item]:
    try:
        return kinds.stories_in(found, file=file)
    except UnreadableArticle as error:
        if not found.part:
            raise
        return (Left(part=found.part, reason=error.reason),)


def read(data: bytes, *, file: str) -> tuple[Item, ...]:
    """The text of each article in the bytes of a file and in the files inside it, and the parts that give none. Raises
    UnreadableArticle.

    A text that is an export of many stories falls into them, whatever format it came in.
    """
    limits.refuse("bytes", len(data), file=file)
    return _with_own_names(_read_all(data, file, (), _Allowance()))


class _Allowance:
    """How much a file may hold in all the files inside it, however they are packed."""

    def __init__(self) -> None:
        self.files, self.bytes = MOST_MEMBERS, MOST_BYTES

    def take(self, data: bytes) -> bool:
        self.files, self.bytes = self.files - 1, self.bytes - len(data)
        return self.files >= 0 and self.bytes >= 0


def _read_all(data: bytes, file: str, trail: tuple[str, ...], allowed: _Allowance) -> Iterator[Item]:
    """`trail` names the formats of the files around this one."""
    fitting = format_of(data, file)
    if len(trail) == _DEEPEST or trail.count(fitting.name) == _DEEPEST_ALIKE:
        raise UnreadableArticle(file, "lies too deep in other files: put it here by itself")
    for one in fitting.read(data, file=file):
        if isinstance(one, Enclosed):
            yield from _enclosed(one, (*trail, fitting.name), allowed)
        elif isinstance(one, RawText):
            yield from _stories(one, file)
        else:
            yield one


def _enclosed(one: Enclosed, trail: tuple[str, ...], allowed: _Allowance) -> Iterator[Item]:
    if not allowed.take(one.data):
        if allowed.files == -1 or allowed.bytes + len(one.data) >= 0:  # said once
            yield Left(part=one.name, reason="too much in one file; this and what follows is not read: unpack it here")
        return
    try:
        limits.refuse("bytes", len(one.data), file=one.name)
        for inner in _read_all(one.data, one.name, trail, allowed):
            yield replace(inner, part=part_name(one.name, inner.part))
    except UnreadableArticle as error:
        yield Left(part=one.name, reason=error.reason)


def _with_own_names(found: Iterator[Item]) -> tuple[Item, ...]:
    """An archive may hold two files of one name."""
    times: Counter[str] = Counter()
    named: list[Item] = []
    for one in found:
        times[one.part] += 1
        named.append(replace(one, part=f"{one.part} ({times[one.part]})") if times[one.part] > 1 else one)
    return tuple(named)
