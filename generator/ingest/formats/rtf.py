"""Rich text: what Word, TextEdit and news databases save as .rtf."""

from __future__ import annotations

import re

from ...model.errors import UnreadableArticle
from ..base.front_matter import confirmed_name, confirmed_title, headed
from ..base.raw_text import RawText
from .decoding import mistaken

_MAGIC = b"{\\rtf"
_MOST = 5_000_000  # characters without its pictures
_PICTURE = re.compile(r"[0-9a-fA-F\s]{200,}+")  # in hexadecimal digits
_PROPERTY = re.compile(r"\{\\(title|author) ([^{}\\]{1,300})\}")
_REWRITTEN = (
    (re.compile(r"\\deleted(?=[\\ \d])"), r"\\*\\deleted"),  # the library knows groups to pass over, but no changes
    (re.compile(r"HYPERLINK"), "LINK"),  # of a link the words only
    (re.compile(r"(?=\{\\field)|(?=\\f\d)"), "\n"),  # means nothing, and keeps the library's patterns short
)


class Rtf:
    """The format of rich text."""

    name = "rtf"
    endings = (".rtf",)

    def looks_like(self, head: bytes) -> bool:
        """Whether it begins as rich text does."""
        return head[:100].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(_MAGIC)

    def read(self, data: bytes, *, file: str) -> tuple[RawText]:
        """The text without headers, notes and pictures. Raises UnreadableArticle."""
        if not self.looks_like(data):
            raise mistaken(data, "no rich text: save it as .rtf or .txt", file=file)
        from striprtf.striprtf import rtf_to_text

        source = _PICTURE.sub("", data.decode("latin-1"))
        if len(source) > _MOST:
            raise UnreadableArticle(file, "too much rich text for one article: save it as .txt")
        for pattern, instead in _REWRITTEN:
            source = pattern.sub(instead, source)
        try:
            found = rtf_to_text(source, errors="replace")
        except (ValueError, LookupError, TypeError, OverflowError) as error:
            raise UnreadableArticle(file, "broken rich text: open it and save it again, or as .txt") from error
        text = "\n\n".join(filter(None, (_row(line) for line in _joined(found).splitlines())))
        if not text.strip():
            raise UnreadableArticle(file, "empty")
        known = dict(_PROPERTY.findall(source[:20_000]))
        title, author = confirmed_title(known.get("title"), text), confirmed_name(known.get("author"), text)
        return (RawText(text=headed(text, title=title, perhaps_author=author)),)


def _joined(text: str) -> str:
    """Letters beyond the first plane are written in two halves."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _row(line: str) -> str:
    """A line; of a row of a table the cells."""
    return re.sub(r"\s*\|\s*", " | ", line.strip()).strip(" |") if line.rstrip().endswith("|") else line.strip()


FORMAT = Rtf()
