"""Plain text and Markdown."""

from __future__ import annotations

from ...model.errors import UnreadableArticle
from ..base.raw_text import RawText
from . import eml, feeds, mbox
from .decoding import decode, is_list, is_other

_MARKED = (eml.FORMAT, mbox.FORMAT, feeds.FORMAT)  # text too, but with marks that say of what


class PlainText:
    """The format of files that hold the article's text and nothing else."""

    name = "text"
    endings = (".txt", ".text", ".md")

    def looks_like(self, head: bytes) -> bool:
        """Whether the first bytes of a file are not those of another format."""
        surely = is_other(head) or is_list(head) or any(one.looks_like(head) for one in _MARKED)
        return not surely

    def read(self, data: bytes, *, file: str) -> tuple[RawText]:
        """The decoded text, with what was in doubt. Raises UnreadableArticle."""
        if what := is_list(data):
            raise UnreadableArticle(file, f"{what}, not an article")
        text, warnings = decode(data, file=file)
        return (RawText(text=text, warnings=warnings),)


FORMAT = PlainText()
