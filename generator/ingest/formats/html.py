"""Web pages as a browser or a program saved them, and pieces of such pages."""

from __future__ import annotations

from ...model.errors import UnreadableArticle
from ..base.raw_text import RawText
from .decoding import is_page
from .web.page import read_page


class WebPage:
    """The format of saved web pages."""

    name = "html"
    endings = (".html", ".htm", ".xhtml")

    def looks_like(self, head: bytes) -> bool:
        """Whether the first bytes of a file are those of a page or of a piece of one."""
        return is_page(head[:4000])

    def read(self, data: bytes, *, file: str) -> tuple[RawText]:
        """The page's article, with what the page states of it as front matter. Raises UnreadableArticle."""
        if data.strip() and b"<" not in data[:20_000].replace(b"\0", b""):
            raise UnreadableArticle(file, "no web page: it has no markup; save a text as .txt")
        return (read_page(data, file=file),)


FORMAT = WebPage()
