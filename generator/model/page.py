"""What publish is handed: pages and the files that they need."""

from __future__ import annotations

from typing import Literal

from .text import record

# what a page asked of the book while it was made: of which part of it, how, and by which keys
Asked = list[tuple[str, Literal["of", "has", "all"], list[str | None]]]


@record
class Page:
    """A text file below docs/. `path` is relative, with "/"; its parts are made by us, never by content."""

    path: str
    content: str

    @property
    def data(self) -> bytes:
        """The bytes to write, in UTF-8."""
        return self.content.encode()


@record
class Asset:
    """A file below docs/ that comes with the package as it is: style, script, font."""

    path: str
    data: bytes


@record
class KeptPage:
    """A page as a template made it, with what tells whether it would be made so again: digests of what was put in and
    of what the book answered."""

    text: str
    claims: int  # lines of it that rest on sentences
    given: bytes
    asked: Asked
    answers: bytes
