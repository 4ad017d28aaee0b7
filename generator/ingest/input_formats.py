"""The formats of input there are: which files are articles, and how the text of one is read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from .. import book_folder
from ..model.article import Left
from ..model.errors import UnreadableArticle
from ..registered import FORMATS as GROUP
from ..registered import registered
from .base import limits
from .base.raw_text import Format, Found, RawText
from .exports import kinds
from .formats import decoding, epub, html, mhtml, pdf, records, ris, table, text

FORMATS: tuple[Format, ...] = (
    html.FORMAT,
    mhtml.FORMAT,
    epub.FORMAT,
    pdf.FORMAT,
    table.FORMAT,
    records.FORMAT,
    ris.FORMAT,
    text.FORMAT,  # the last: nothing is surely no text
)


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


def _inside(found: Found, file: str) -> Sequence[Found]:
    if not isinstance(found, RawText):
        return (found,)
    try:
        return kinds.stories_in(found, file=file)
    except UnreadableArticle as error:
        if not found.part:
            raise
        return (Left(part=found.part, reason=error.reason),)


def read(data: bytes, *, file: str) -> tuple[Found, ...]:
    """The text of each article in the bytes of a file, and the parts that give none. Raises UnreadableArticle.

    A text that is an export of many stories falls into them, whatever format it came in.
    """
    limits.refuse("bytes", len(data), file=file)
    found = format_of(data, file).read(data, file=file)
    return tuple(piece for one in found for piece in (_inside(one, file)))
