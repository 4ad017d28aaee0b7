"""What the last build came to, kept so that one in which nothing changed can tell it again at once."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from .. import book_folder
from ..model.errors import UnfitFile
from . import untouched
from .atomic_file import write_whole
from .untouched import Look

_LARGEST = 1_000_000_000  # bytes of a file of ours
_HOLDER = "holder"  # which a run writes as it begins, so that its time is the file system's


def path(root: Path) -> Path:
    """Where it is kept."""
    return root / ".briefing" / "built.json"


def read(root: Path) -> dict[str, Any]:
    """The last stamp, empty when there is none or it cannot be read."""
    with contextlib.suppress(OSError, ValueError, RecursionError, UnfitFile):
        stamp = json.loads(book_folder.read(path(root), _LARGEST))
        if isinstance(stamp, dict):
            return stamp
    return {}


def write(root: Path, stamp: dict[str, Any]) -> None:
    """Best effort: without a stamp the next run only takes longer."""
    with contextlib.suppress(OSError, ValueError):  # ValueError: a file's name that is no text
        path(root).parent.mkdir(parents=True, exist_ok=True)
        write_whole(
            path(root), json.dumps(stamp, ensure_ascii=False).encode()
        )  # in its place, whatever that is: a pipe is never waited for


def look_at_sources(root: Path) -> str | None:
    """How all looks that a book follows from, by a run that holds it; None when something changed just now, since
    another change may come that looks the same."""
    with contextlib.suppress(OSError):
        begun = (root / ".briefing" / _HOLDER).stat().st_mtime_ns
        return _rested(untouched.of_sources(root), begun)
    return None


def look_at_articles(root: Path) -> str | None:
    """How the articles look, be it that they changed just now."""
    look = untouched.of_articles(root)
    return look.digest if look else None


def have_articles_changed(root: Path, look: str | None) -> bool:
    """Whether the articles look so for the first time, so that some of them will have to be read."""
    looks = read(root).get("looks")
    return look is not None and not (isinstance(looks, list) and look in looks)


def if_untouched(root: Path) -> dict[str, Any] | None:
    """The last stamp, where all looks as it did then: sources, pages, and what they are made by."""
    last = read(root)
    looks = last.get("looks")
    if not (isinstance(looks, list) and len(looks) == 3 and all(looks)):
        return None
    with contextlib.suppress(OSError):
        written = path(root).stat().st_mtime_ns
        if looks[:2] == [look_at_sources(root), _rested(untouched.of_pages(root / "docs"), written)]:
            return last
    return None


def _rested(look: Look | None, now: int) -> str | None:
    return look.digest if look and look.rested(now) else None
