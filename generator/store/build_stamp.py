"""Remembers what a book was built from and what came out, so that an unchanged book costs nothing."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path
from typing import Any

from .. import book_folder
from ..model.errors import PublishError, UnfitFile
from ..registered import PAGES, versions
from .known_files import KnownFiles
from .publish import MANIFEST, owned
from .versions import version_of

_PACKAGE = Path(__file__).parent.parent
_WRITTEN_WITH = (
    "jinja2",
    "markupsafe",
    "markdown",
    "icalendar",
    "pyyaml",
    "rapidfuzz",
)  # what can change a page beside this package
_MADE_BY_PYTHON = {".pyc", ".pyo"}
_LARGEST = 1_000_000_000  # bytes of a file of ours


def fingerprint(root: Path, model: str, articles: book_folder.Kind, known: KnownFiles | None = None) -> str:
    """SHA-256 over all that a book follows from: sources, notes, book.yml, this package, versions of the model and of
    others' packages, those with kinds of pages included. Files that are `known` are not read.

    A file that is left out counts with its name and the reason, which the report gives, not with what is in it.
    """
    total = hashlib.sha256("; ".join([model, *map(version_of, _WRITTEN_WITH), *versions(PAGES)]).encode())
    known = known or KnownFiles(None)
    _put(total, "book.yml", _content(root / "book.yml", known, book_folder.BOOK_FILE))
    for name, kind in (("seeds", articles), ("notes", book_folder.NOTES)):
        _put_folder(total, root / name, kind, known)
    code = (path for path in _PACKAGE.rglob("*") if path.suffix not in _MADE_BY_PYTHON and path.is_file())
    for path in sorted(code):
        _put(total, path.relative_to(_PACKAGE).as_posix(), _content(path, known))
    return total.hexdigest()


def _put_folder(total: Any, folder: Path, kind: book_folder.Kind, known: KnownFiles) -> None:
    try:
        listed = book_folder.listing(folder, kind)
    except OSError as error:
        return _put(total, folder.name, _missing(error))
    for file in listed.files:
        _put(total, f"{folder.name}/{file}", _content(folder / file, known, kind))
    for problem in listed.left:
        _put(total, f"{folder.name}/{problem.file}", _missing(problem.reason))
    for name, reason in listed.passed:
        _put(total, f"{folder.name}/{name}", _missing(reason))
    return None


def output_fingerprint(docs: Path, known: KnownFiles | None = None) -> str:
    """SHA-256 over the list of generated files and each of them, as they stand in docs/."""
    total = hashlib.sha256()
    known = known or KnownFiles(None)
    with contextlib.suppress(PublishError):
        for path in sorted({MANIFEST, *owned(docs)}):
            _put(total, path, _content(docs / path, known))
    return total.hexdigest()


def _content(path: Path, known: KnownFiles, kind: book_folder.Kind | None = None) -> bytes:
    try:
        return known.digest(path, kind.largest if kind else _LARGEST)
    except (OSError, UnfitFile) as error:
        return _missing(error)


def _missing(why: object) -> bytes:
    return b"\0missing " + str(getattr(why, "strerror", None) or why).encode("utf-8", "surrogatepass")


def _put(total: Any, name: str, content: bytes) -> None:
    total.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogatepass"))
    total.update(content)
