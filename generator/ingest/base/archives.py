"""Zip archives, and the documents that are such: opened within bounds, never written to a disk."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Sequence

from ...model.errors import UnreadableArticle

MAGIC = (b"PK\x03\x04", b"PK\x05\x06")  # the second begins an empty one
MOST_MEMBERS, MOST_BYTES, MOST_RATIO = 2_000, 200_000_000, 200
_SMALL = 1_000_000  # bytes: what is no larger harms nobody, however well it was packed
_ENTRY = b"PK\x01\x02"  # begins the entry of a member in the directory of an archive
_ENCRYPTED = 0x1
_FAULTS = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
_OFFICE = {"word/": ".docx", "xl/": ".xlsx", "ppt/": ".pptx"}
_MIME = {
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
    b"application/vnd.oasis.opendocument.presentation": ".odp",
    b"application/epub+zip": ".epub",
}
_IWORK = re.compile(r"Index/.*\.iwa")
_TYPES = "[Content_Types].xml"


def opened(data: bytes, *, file: str) -> zipfile.ZipFile:
    """An archive of bounded size. Raises UnreadableArticle."""
    if data.count(_ENTRY) > 5 * MOST_MEMBERS:  # an archive inside has entries too, if it is not packed again
        raise UnreadableArticle(file, f"an archive of more than {MOST_MEMBERS:,} files: pack fewer into one")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _FAULTS as error:
        raise UnreadableArticle(file, "a broken archive: get the file again, it may be cut off") from error
    members = archive.infolist()
    size = sum(one.file_size for one in members)
    if len(members) > MOST_MEMBERS:
        raise UnreadableArticle(file, f"an archive of more than {MOST_MEMBERS:,} files: pack fewer into one")
    if size > MOST_BYTES:
        raise UnreadableArticle(file, f"an archive of more than {MOST_BYTES // 1_000_000} MB unpacked: unpack it here")
    if size > _SMALL and size > MOST_RATIO * len(data):
        raise UnreadableArticle(file, f"an archive that grows more than {MOST_RATIO} times as it is unpacked: no text")
    return archive


def is_encrypted(member: zipfile.ZipInfo) -> bool:
    """Whether a password is needed for it."""
    return bool(member.flag_bits & _ENCRYPTED)


def member(archive: zipfile.ZipFile, name: str, *, most: int, file: str) -> bytes:
    """The bytes of the file of an archive with this name, b"" when there is none. Raises UnreadableArticle."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return b""
    return unpacked(archive, info, most=most, file=file)


def unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, most: int, file: str) -> bytes:
    """The bytes of one file of an archive. Raises UnreadableArticle for a broken or encrypted one, and for one of more
    than `most` bytes."""
    if is_encrypted(info):
        raise UnreadableArticle(file, "encrypted: save a copy without a password")
    if info.file_size > most:
        raise UnreadableArticle(file, f"larger than {most // 1_000_000} MB unpacked: split it into its articles")
    try:
        return archive.read(info)
    except _FAULTS as error:
        raise UnreadableArticle(file, "a broken archive: get the file again, it may be cut off") from error


def package(data: bytes) -> str | None:
    """Which document an archive is, by the ending that it should have: ".docx", ".odt", ".xlsx", ".pages" for all of
    Apple's; ".zip" for none; None for what is no archive.

    >>> package(b"The pier is open.") is None
    True
    """
    if not data.startswith(MAGIC):
        return None
    try:
        archive = opened(data, file="")
        mime = member(archive, "mimetype", most=200, file="").strip()
    except UnreadableArticle:
        return ".zip"
    by_mime = (kind for start, kind in _MIME.items() if mime.startswith(start))
    return next(by_mime, None) or _by_names(archive.namelist())


def _by_names(names: Sequence[str]) -> str:
    if any(map(_IWORK.fullmatch, names)):
        return ".pages"
    folders = _OFFICE.items() if _TYPES in names else ()
    return next((kind for folder, kind in folders if any(name.startswith(folder) for name in names)), ".zip")
