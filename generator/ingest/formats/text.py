"""Plain text and Markdown."""

from __future__ import annotations

from ..base.raw_text import RawText
from . import eml, feeds, mbox
from .decoding import decode, is_other

_MARKED = (eml.FORMAT, mbox.FORMAT, feeds.FORMAT)  # text too, but with marks that say of what


class PlainText:
    """The format of files that hold the article's text and nothing else."""

    name = "text"
    endings = (".txt", ".text", ".md")

    def looks_like(self, head: bytes) -> bool:
        """Whether the first bytes of a file are not those of another format."""
        return is_other(head) is None and not any(one.looks_like(head) for one in _MARKED)

    def read(self, data: bytes, *, file: str) -> tuple[RawText]:
        """The decoded text, with what was in doubt. Raises UnreadableArticle."""
        text, warnings = decode(data, file=file)
        return (RawText(text=text, warnings=warnings),)


FORMAT = PlainText()
