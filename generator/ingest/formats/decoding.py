"""Bytes to text: byte order mark, UTF-8, then a guess that says so."""

from __future__ import annotations

import codecs
import re

from ...model.errors import UnreadableArticle
from ..base.columns import is_table

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
WIDE_MARKS = tuple(mark for mark, encoding in _MARKS if encoding != "utf-8")
MENDED = "text was garbled by a wrong decoding (mojibake) and has been repaired"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # begins what Microsoft's programs of old write
_UNPACK = "unpack it and put its files here, or pack them as .zip"
_FORMATS = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", f"a gzip archive: {_UNPACK}"),
    (b"7z\xbc\xaf\x27\x1c", f"a 7z archive: {_UNPACK}"),
    (b"Rar!\x1a\x07", f"a rar archive: {_UNPACK}"),
    (b"BZh9", f"a bzip2 archive: {_UNPACK}"),
    (b"\xfd7zXZ\0", f"an xz archive: {_UNPACK}"),
    (b"<?xml", "an XML file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"BEGIN:VCALENDAR", "a calendar entry"),
    (b"BEGIN:VCARD", "a visiting card"),
)
_TAR_MARK, _TAR_AT = b"ustar", 257
_OF_OLE = (  # a stream by which a compound file is known
    ("EncryptedPackage", "an encrypted document: save a copy without a password"),
    ("WordDocument", "a Word document of the old kind: save it as .docx or .txt"),
    ("Workbook", "an Excel sheet of the old kind: save it as .csv"),
    ("PowerPoint Document", "slides of the old kind: save their text as .docx or .txt"),
    ("__substg1.0_", "a mail of Outlook's: save it as .msg or .eml"),
)
_SOME_OLE = "an office document of the old kind: save it as .docx or .txt"
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,99}(?:<\?xml[^>]{0,99}>\s{0,9})?(?:<!--(?:(?!-->).){0,3000}-->\s{0,99}){0,5}"
    rb"<(?:!doctype\s+html|html|head)\b",
    re.IGNORECASE | re.DOTALL,
)
_PIECE = re.compile(  # a piece of a page: elements that hold text, the first of them at the start
    rb"(?:\xef\xbb\xbf)?\s{0,99}(?:<!--(?:(?!-->).){0,3000}-->\s{0,99}){0,5}"
    rb"<(?:body|main|article|section|div|header|h[1-4]|p|table|title|meta|link|center|font)(?:\s[^<>]{0,900})?>"
    rb"(?:.{0,900})(?:</?(?:main|article|section|div|header|h[1-4]|p|title|span|a|b|strong|em|td|tr|center|font)[\s>]|<br)",
    re.IGNORECASE | re.DOTALL,
)
_HEADERS = re.compile(rb"\s{0,9}(?:[\w-]{1,60}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,20}){1,40}")
_OF_PARTS = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_BY_BROWSER = re.compile(
    rb"^(?:snapshot-content-location:|from:\s*\"?<?saved by\b|content-location:|x-mime(?:ole)?:)"
    rb"|type\s*=\s*\"?text/html",
    re.IGNORECASE | re.MULTILINE,
)
_MAILED = re.compile(rb"^(?:received|to|delivered-to|return-path|message-id):", re.IGNORECASE | re.MULTILINE)
_LISTS = (  # forms of text that hold many entries and are not themselves one
    (
        re.compile(
            r"\s{0,99}(?:\{\s{0,99}\"[^\"]{1,100}\"\s{0,99}:|\[\s{0,99}\{\s{0,99}\"|\[\s{0,99}\[\s{0,99}[\"{\[])"
        ),
        "JSON",
    ),
    (re.compile(r"\s{0,99}TY  ?- {0,2}[A-Z]{2,8}\s"), "a RIS list of references"),
    (re.compile(r"\s{0,99}@[A-Za-z]{3,20}\s{0,9}\{\s{0,9}[^,\s{}]{1,200},"), "a BibTeX list of references"),
)
_HEAD = 4000  # bytes of a file by which it is known
_LEAST_ASCII = (
    8  # bytes of a text in Latin letters for one with an accent; Cyrillic or Korean has more accents than that by far
)
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def decode(data: bytes, *, file: str) -> tuple[str, tuple[str, ...]]:
    """The text of a file, without its byte order mark; a warning when its encoding was guessed.

    Raises UnreadableArticle when the file is empty, not text, or in no known encoding.
    """
    if not data.strip():
        raise UnreadableArticle(file, "empty")
    if what := is_other(data):
        raise UnreadableArticle(file, what if ":" in what else f"{what}, not a text file")
    text, warnings = decoded(data, file)
    if not text.strip("\ufeff \t\r\n\0"):
        raise UnreadableArticle(file, "empty")
    if "\0" in text or len(_CONTROL.findall(text)) * 100 > len(text):
        raise UnreadableArticle(file, "binary, not a text file")
    whole = mended(text)
    if whole != text:
        warnings = (*warnings, MENDED)
    return whole, warnings


def is_other(data: bytes) -> str | None:
    """What a file is that begins like no text; None when it may be one.

    >>> is_other(b"%PDF-1.7"), is_other(b"Ferries return")
    ('a PDF document', None)
    """
    if is_page(data[:4000]):
        return "a web page"
    if is_page_in_one_file(data):
        return "a web page in one file"
    if data.startswith(OLE):
        return next((what for stream, what in _OF_OLE if stream.encode("utf-16-le") in data), _SOME_OLE)
    if data[_TAR_AT:].startswith(_TAR_MARK):
        return f"a tar archive: {_UNPACK}"
    return next((what for start, what in _FORMATS if data.startswith(start)), None)


def mistaken(data: bytes, reason: str, *, file: str) -> UnreadableArticle:
    """Why a file is not what its ending says: what it is, with what to do, where that is known; else the reason."""
    what = is_other(data) or ""
    return UnreadableArticle(file, what if ":" in what else reason)


def is_list(data: bytes) -> str | None:
    """What a text file is that surely holds a list and no article; None when it may be one.

    >>> is_list(b'[{"title": "Ferries return"}]'), is_list(b"Ferries return")
    ('JSON', None)
    """
    head = head_of(data)
    return next((what for sign, what in _LISTS if sign.match(head)), "a table" if is_table(head) else None)


def head_of(data: bytes) -> str:
    """How a text begins, as far as that can be told without a guess."""
    head = data[:_HEAD]
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "ignore")
    return head.decode("utf-8", "replace")


def is_page(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a web page or of a piece of one.

    >>> is_page(b"<!-- saved --><html>"), is_page(b"<h1>Ferries return</h1>"), is_page(b"<b>Ferries return")
    (True, True, False)
    """
    return any(sign.match(form) for form in _narrow(head) for sign in (_PAGE, _PIECE))


def is_page_in_one_file(head: bytes) -> bool:
    """Whether the first bytes of a file are the head of a page that a browser saved, not that of a mail."""
    found = _HEADERS.match(head[:4000])
    lines = found[0] if found else b""
    return bool(_OF_PARTS.search(lines) and _BY_BROWSER.search(lines)) and not _MAILED.search(lines)


def _narrow(head: bytes) -> tuple[bytes, ...]:
    """The bytes as they are; those of two or four to a letter also as one each."""
    return (head, head.replace(b"\0", b"")[2:]) if head.startswith(WIDE_MARKS) else (head,)


def decoded(data: bytes, file: str) -> tuple[str, tuple[str, ...]]:
    """The characters of a text, with a warning when their encoding was guessed. Raises UnreadableArticle."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), ()
            except UnicodeDecodeError as error:
                raise UnreadableArticle(file, f"marked as {encoding.upper()}, but is not") from error
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    if b"\0" in data:
        raise UnreadableArticle(file, "binary, not a text file")
    if guess := _guess(data):
        return data.decode(guess), (f"encoding guessed: {guess}",)
    raise UnreadableArticle(file, "in no encoding that could be told")


def _guess(data: bytes) -> str | None:
    """English in a Western code page is ASCII with a few other bytes; guessers take them for Central European."""
    if len(_HIGH.findall(data)) * _LEAST_ASCII < len(data) and _decodes(data, "cp1252"):
        return "cp1252"
    from charset_normalizer import from_bytes  # slow to import, seldom needed

    best = from_bytes(data[:200_000]).best()
    return best.encoding if best and _decodes(data, best.encoding) else None


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def mended(text: str) -> str:
    """A text without the marks of a wrong decoding."""
    if not re.search("[ÂÃâ][\x80-\xbf€™œ˜“”š‚ƒ„…†‡]", text):  # what UTF-8 read as a Western code page looks like
        return text
    import ftfy
    from ftfy.badness import is_bad

    return ftfy.fix_encoding(text) if is_bad(text) else text
