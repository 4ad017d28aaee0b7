"""What a format of input is, and what it gives."""

from __future__ import annotations

from typing import Protocol

from ...model.text import record

HEAD = 1000  # bytes of a file that a format is shown first


@record
class RawText:
    """The text of a file; all that is found in it lies at offsets into this text. A format that knows title, author or
    day writes them before it as front matter. `warnings` go into the report."""

    text: str
    warnings: tuple[str, ...] = ()


class Format(Protocol):
    """A way to read files."""

    @property
    def name(self) -> str:
        """Its own among the formats: "text"."""

    @property
    def endings(self) -> tuple[str, ...]:
        """Of the files that are articles of this format, in small letters: ".txt"."""

    def looks_like(self, head: bytes) -> bool:
        """Whether a file that begins so may be of this format. `head` has at most HEAD bytes."""

    def read(self, data: bytes, *, file: str) -> RawText:
        """The text in the bytes of a file. Raises UnreadableArticle."""
