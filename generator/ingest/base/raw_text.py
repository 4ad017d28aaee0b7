"""What a format of input is, and what it gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from ...model.article import Left
from ...model.text import record

HEAD = 1000  # bytes of a file that a format is shown first


@record
class RawText:
    """The text of one article in a file; all that is found in it lies at offsets into this text. A format that knows
    title, author or day writes them before it as front matter. `warnings` go into the report."""

    text: str
    warnings: tuple[str, ...] = ()
    part: str = ""  # what it is called in a file that holds several: "2", "inner/minutes.docx"; "" when it is the file
    pages: tuple[int, ...] = ()  # where each page of a paged file begins in `text`; empty for a file without pages


@record
class Enclosed:
    """A file inside a file, which the format that fits it reads: a member of an archive, what is attached to a mail."""

    name: str  # what it is called there, with its folder: "inner/minutes.docx"
    data: bytes


Item = RawText | Left  # an article, or why there is none
Found = Item | Enclosed  # what a format finds in a file, piece by piece


def numbered(found: Sequence[Item], inside: str = "") -> tuple[Item, ...]:
    """Each piece called by its number, behind the name of the part that holds them; an only article is the file, or
    that part, itself."""
    if len(found) == 1 and isinstance(found[0], RawText):
        return (replace(found[0], part=inside),)
    names = (f"{inside}/{number}" if inside else str(number) for number in range(1, len(found) + 1))
    return tuple(replace(one, part=name) for one, name in zip(found, names, strict=True))


class Format(Protocol):
    """A way to read files."""

    @property
    def name(self) -> str:
        """Its own among the formats: "text"."""

    @property
    def endings(self) -> tuple[str, ...]:
        """Of the files that are articles of this format, in small letters: ".txt"."""

    def looks_like(self, head: bytes) -> bool:
        """Whether a file that begins so may be of this format. `head` has at least HEAD bytes of it, or is all."""

    def read(self, data: bytes, *, file: str) -> Iterable[Found]:
        """The text of each article in the bytes of a file, each file inside it, and each part that gives none with the
        reason. Raises UnreadableArticle, at once, for a file of which nothing can be read."""
