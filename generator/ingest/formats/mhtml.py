"""Web pages that a browser saved in one file: a page and its pictures as the parts of one MIME message."""

from __future__ import annotations

from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from ...model.errors import UnreadableArticle
from ..base.raw_text import RawText
from .decoding import is_page_in_one_file
from .web.page import read_page
from .web.stated import Around
from .web.words import address

_MOST_PARTS = 2000
_PAGES = ("text/html", "application/xhtml+xml")


class PageInOneFile:
    """The format of pages in one file, .mhtml or .mht."""

    name = "mhtml"
    endings = (".mhtml", ".mht")

    def looks_like(self, head: bytes) -> bool:
        """Whether the first bytes are the head of a page that a browser saved, not that of a mail."""
        return is_page_in_one_file(head)

    def read(self, data: bytes, *, file: str) -> tuple[RawText]:
        """The article of the page that the file begins with. Raises UnreadableArticle."""
        if not data.strip():
            raise UnreadableArticle(file, "empty")
        message = BytesParser(policy=compat32).parsebytes(data.lstrip())
        page = _main(message, file)
        content = page.get_payload(decode=True)
        if not isinstance(content, bytes):
            raise UnreadableArticle(file, "a page in one file whose text cannot be decoded: save it again")
        where = message.get("Snapshot-Content-Location") or page.get("Content-Location") or ""
        around = Around(url=address(str(where)), saved=str(message.get("Date") or ""))
        return (read_page(content, file=file, charset=page.get_content_charset(), around=around),)


def _main(message: Message, file: str) -> Message:
    """The part that is the page: the one that the head names as the start, else the first page in it."""
    parts = []
    for part in message.walk():
        parts.append(part)
        if len(parts) > _MOST_PARTS:
            raise UnreadableArticle(file, f"a page in one file of more than {_MOST_PARTS} parts: save the page again")
    pages = [part for part in parts if part.get_content_type() in _PAGES and not part.is_multipart()]
    if not pages:
        raise UnreadableArticle(file, "no web page in the file: save the page again, or its text as .txt")
    start = message.get_param("start")
    return next((part for part in pages if start and part.get("Content-ID") == start), pages[0])


FORMAT = PageInOneFile()
