"""Zip archives: each file in one is read by the format that fits it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from ...book_folder import BESIDE, PAGES, PASSED, shown
from ...model.article import Left
from ...model.errors import UnreadableArticle
from ..base import archives, limits
from ..base.raw_text import Enclosed
from .decoding import mistaken

_OTHERS = (".docx", ".odt", ".epub")  # read by their own formats
_REFUSED = {  # documents that are archives too
    ".xlsx": "a spreadsheet: save the sheet with its articles as .csv",
    ".ods": "a spreadsheet: save the sheet with its articles as .csv",
    ".pptx": "slides: save their text as .docx or .txt",
    ".odp": "slides: save their text as .odt or .txt",
    ".pages": "a document of Pages, Numbers or Keynote: export it as .docx or .txt",
}
_PASSED = (*PASSED, "__MACOSX")


class Zip:
    """The format of archives."""

    name = "zip"
    endings = (".zip",)

    def looks_like(self, head: bytes) -> bool:
        """Whether it begins as an archive does, and is none of the documents that have a format of their own."""
        return archives.package(head) not in (None, *_OTHERS)

    def read(self, data: bytes, *, file: str) -> Iterator[Left | Enclosed]:
        """Each file of the archive, but for what systems lay down. Raises UnreadableArticle."""
        kind = archives.package(data)
        if kind is None:
            raise mistaken(data, "no archive: pack the files again as .zip", file=file)
        if kind in _REFUSED:
            raise UnreadableArticle(file, _REFUSED[kind])
        archive = archives.opened(data, file=file)
        beside = _folders_of_pages(archive.namelist())
        members = [one for one in archive.infolist() if not one.is_dir() and not _is_passed(one.filename)]
        members = [one for one in members if not beside.intersection(map(str, PurePosixPath(one.filename).parents))]
        if not members:
            raise UnreadableArticle(file, "an archive without files")
        if all(map(archives.is_encrypted, members)):
            raise UnreadableArticle(file, "an encrypted archive: unpack it with its password and put the files here")
        return (_opened(archive, one, file) for one in members)


def _folders_of_pages(names: Sequence[str]) -> set[str]:
    """Where browsers lay the pictures and scripts of saved pages: beside each in a folder of its name."""
    pages = (PurePosixPath(name) for name in names if name.casefold().endswith(PAGES))
    return {str(page.with_name(page.stem + BESIDE)) for page in pages}


def _is_passed(name: str) -> bool:
    """Whether systems, editors or git lay such a file down, or it is hidden."""
    parts = PurePosixPath(name).parts
    return any(part.startswith(".") and part.strip(".") for part in parts) or any(
        fnmatchcase(part, pattern) for part in parts for pattern in _PASSED
    )


def _opened(archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: str) -> Left | Enclosed:
    name = _plain(member.filename)
    try:
        return Enclosed(name=name, data=archives.unpacked(archive, member, most=limits.most("bytes"), file=file))
    except UnreadableArticle as error:
        return Left(part=name, reason=error.reason)


def _plain(name: str) -> str:
    """A member's name as one that leads nowhere else."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part.strip("./")]
    return shown("/".join(parts))[-200:].replace("#", "-") or "file"


FORMAT = Zip()
