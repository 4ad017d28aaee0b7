"""Mails as Outlook saves them. Of its compound file only the streams of text and of what is attached are read."""

from __future__ import annotations

import datetime as dt
import io
import re
import struct
from collections.abc import Iterator, Sequence
from email.parser import Parser
from email.utils import format_datetime
from typing import Any

from ...model.article import Left
from ...model.errors import UnreadableArticle
from ..base.letter import Letter
from ..base.raw_text import Enclosed, Found
from .decoding import OLE, mistaken
from .eml import header, together

_SIGN = "__substg1.0_".encode("utf-16-le")
_SUBJECT, _SENDER, _ADDRESS, _HEADERS, _BODY, _PAGE = "0037", "0C1A", "0C1F", "007D", "1000", "1013"
_FILE_NAME, _SHORT_NAME, _FILE, _CONTENT_ID = "3707", "3704", "3701", "3712"
_SENT = 0x00390040  # in the stream of the properties of fixed length
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".svg", ".webp", ".tif", ".tiff", ".emf", ".wmf")
_MOST = 20_000_000  # bytes of a stream
_EPOCH = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)


class Msg:
    """The format of Outlook's mails."""

    name = "msg"
    endings = (".msg",)

    def looks_like(self, head: bytes) -> bool:
        """Whether these are all bytes of such a mail; the first ones tell no more than that some program of Microsoft's
        wrote them."""
        return head.startswith(OLE) and _SIGN in head

    def read(self, data: bytes, *, file: str) -> Sequence[Found]:
        """The text and what is attached. Raises UnreadableArticle."""
        if not self.looks_like(data):
            raise mistaken(data, "no mail of Outlook's: save it as .eml or .txt", file=file)
        import olefile

        try:
            with olefile.OleFileIO(io.BytesIO(data)) as mail:
                names = ["/".join(path) for path in mail.listdir()]
                return together(_letter(mail, names), list(_attached(mail, names)), file=file)
        except (OSError, ValueError, TypeError, IndexError, struct.error, RecursionError, AttributeError) as error:
            raise UnreadableArticle(file, "a broken mail of Outlook's: save it as .eml or .txt") from error


def _letter(mail: Any, names: Sequence[str]) -> Letter:
    head = Parser().parsestr(_text(mail, names, _HEADERS), headersonly=True)
    page = _stream(mail, names, f"__substg1.0_{_PAGE}0102")
    sender, address = _text(mail, names, _SENDER), _text(mail, names, _ADDRESS)
    return Letter(
        plain=_text(mail, names, _BODY),
        page=_decoded(page) if page else _text(mail, names, _PAGE),
        subject=_text(mail, names, _SUBJECT) or header(head, "Subject"),
        sender=header(head, "From") or (f"{sender} <{address}>" if "@" in address else sender),
        sent=header(head, "Date") or _sent(_stream(mail, names, "__properties_version1.0")),
        bulk=bool(head.get("List-Unsubscribe") or head.get("List-Id")),
    )


def _stream(mail: Any, names: Sequence[str], name: str) -> bytes:
    if name not in names or mail.get_size(name) > _MOST:
        return b""
    data: bytes = mail.openstream(name).read()
    return data


def _text(mail: Any, names: Sequence[str], tag: str, folder: str = "") -> str:
    """A property of words: in Unicode, else in a Western code page."""
    wide = _stream(mail, names, f"{folder}__substg1.0_{tag}001F")
    narrow = _stream(mail, names, f"{folder}__substg1.0_{tag}001E")
    return (wide.decode("utf-16-le", "replace") or narrow.decode("cp1252", "replace")).rstrip("\0")


def _decoded(page: bytes) -> str:
    try:
        return page.decode("utf-8")
    except UnicodeDecodeError:
        return page.decode("cp1252", "replace")


def _sent(properties: bytes) -> str:
    """When it was sent, in the words of a mail's head: a hundred nanoseconds since 1601, in an entry of 16 bytes."""
    for at in range(32, len(properties) - 15, 16):
        tag, _, ticks = struct.unpack_from("<IIQ", properties, at)
        if tag == _SENT and ticks < 1 << 58:
            return format_datetime(_EPOCH + dt.timedelta(microseconds=ticks // 10))
    return ""


def _attached(mail: Any, names: Sequence[str]) -> Iterator[Left | Enclosed]:
    folders = sorted({name.split("/")[0] for name in names if name.startswith("__attach_version1.0_")})
    for number, folder in enumerate(folders, start=1):
        below = f"{folder}/"
        name = _text(mail, names, _FILE_NAME, below) or _text(mail, names, _SHORT_NAME, below)
        name = re.sub(r"[\x00-\x1f/\\#]+", "-", name).strip(" .-")[:150] or f"part {number}"
        data = _stream(mail, names, f"{below}__substg1.0_{_FILE}0102")
        if name.casefold().endswith(_PICTURES):
            if not _text(mail, names, _CONTENT_ID, below):
                yield Left(part=name, reason="a picture: no article")
        elif data:
            yield Enclosed(name=name, data=data)
        else:
            yield Left(part=name, reason="attached in a way that is not read: save it as a file of its own")


FORMAT = Msg()
