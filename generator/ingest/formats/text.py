"""Plain text and Markdown."""

from __future__ import annotations

from ..base.raw_text import RawText
from .decoding import decode, is_other


class PlainText:
    name = "text"
    endings = (".txt", ".text", ".md")

    def looks_like(self, head: bytes) -> bool:
        return is_other(head) is None

    def read(self, data: bytes, *, file: str) -> RawText:
        text, warnings = decode(data, file=file)
        return RawText(text=text, warnings=warnings)


FORMAT = PlainText()
