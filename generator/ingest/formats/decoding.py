"""Bytes to text: byte order mark, UTF-8, then a guess that says so."""

from __future__ import annotations

import codecs
import re

from ...model.errors import UnreadableArticle

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
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
_PAGE = re.compile(rb"\s{0,99}(?:<\?xml[^>]{0,99}>\s{0,9})?<(?:!doctype\s+html|html|head)\b", re.IGNORECASE)
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
    text, warnings = _decoded(data, file)
    if not text.strip("\ufeff \t\r\n\0"):
        raise UnreadableArticle(file, "empty")
    if "\0" in text or len(_CONTROL.findall(text)) * 100 > len(text):
        raise UnreadableArticle(file, "binary, not a text file")
    mended = _mended(text)
    if mended != text:
        warnings = (*warnings, "text was garbled by a wrong decoding (mojibake) and has been repaired")
    return mended, warnings


def is_other(data: bytes) -> str | None:
    """What a file is that begins like no text; None when it may be one.

    >>> is_other(b"%PDF-1.7"), is_other(b"Ferries return")
    ('a PDF document', None)
    """
    if _PAGE.match(data[:1000]):
        return "a web page"
    if data.startswith(OLE):
        return next((what for stream, what in _OF_OLE if stream.encode("utf-16-le") in data), _SOME_OLE)
    if data[_TAR_AT:].startswith(_TAR_MARK):
        return f"a tar archive: {_UNPACK}"
    return next((what for start, what in _FORMATS if data.startswith(start)), None)


def mistaken(data: bytes, reason: str, *, file: str) -> UnreadableArticle:
    """Why a file is not what its ending says: what it is, with what to do, where that is known; else the reason."""
    what = is_other(data) or ""
    return UnreadableArticle(file, what if ":" in what else reason)


def _decoded(data: bytes, file: str) -> tuple[str, tuple[str, ...]]:
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


def _mended(text: str) -> str:
    if not re.search("[ÂÃâ][\x80-\xbf€™œ˜“”š‚ƒ„…†‡]", text):  # what UTF-8 read as a Western code page looks like
        return text
    import ftfy
    from ftfy.badness import is_bad

    return ftfy.fix_encoding(text) if is_bad(text) else text
