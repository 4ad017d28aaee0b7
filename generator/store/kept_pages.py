"""Keeps pages as their templates made them between runs, each with what tells whether it would be made so again.

The file may be thrown away at any time: one that is damaged, or that another version of the program made, is not used.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from .. import book_folder
from ..model.errors import UnfitFile
from ..model.page import KeptPage
from ..model.text import record
from .atomic_file import write_whole
from .seal import sealed, unsealed
from .versions import made_with

PAGES = "pages.msgpack"  # in the folder of what is kept

_MAKING = ("model", "render", "rules", "templates")  # folders of the code that makes pages
_PACKAGES = ("jinja2", "markupsafe", "msgspec")  # which follow from them, too
_LARGEST = 4_000_000_000  # bytes


@record
class _File:
    made_by: str
    pages: dict[str, KeptPage]


def read(path: Path) -> dict[str, KeptPage]:
    """The pages by their path below docs/; none where there is no file that can be used."""
    with contextlib.suppress(OSError, UnfitFile, msgspec.DecodeError):
        content = unsealed(book_folder.read(path, _LARGEST))
        found = msgspec.msgpack.decode(content, type=_File) if content is not None else None
        if found is not None and found.made_by == _made_by():
            return found.pages
    return {}


def write(path: Path, pages: Mapping[str, KeptPage]) -> None:
    """Best effort: without them the next run only takes longer."""
    with contextlib.suppress(OSError, UnicodeEncodeError):  # UnicodeEncodeError: half a letter
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, sealed(msgspec.msgpack.encode(_File(made_by=_made_by(), pages=dict(pages)))))


def _made_by() -> str:
    return made_with(_MAKING, _PACKAGES)
