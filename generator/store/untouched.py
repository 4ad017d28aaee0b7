"""Whether a book, and all that it is made by, looks as it did when it was built last; no file of it is read.

A look is the name, kind, size, times and place on the disk of every file and folder. Times are trusted as those of
`known_files`: a look counts only where all had rested for a while when it was taken.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..model.text import record

_PACKAGE = Path(__file__).resolve().parent.parent
_REST = 2_000_000_000  # nanoseconds; a file system may count in steps of two seconds
_OF_PYTHON = "__pycache__"


class _CannotTell(Exception):
    """A link, or a folder that cannot be listed: only a closer look says what is there."""


@record
class Look:
    """How files look, and when the last of them changed, in nanoseconds."""

    digest: str
    newest: int

    def rested(self, now: int) -> bool:
        """Whether nothing had changed for a while when the look was taken."""
        return self.newest < now - _REST


def of_sources(root: Path) -> Look | None:
    """All that a book follows from: what people write, this package, and which others are installed; None when it
    cannot be told by looks alone."""
    told = (repr((sys.version, os.environ.get("BRIEFING_SECONDS"), sys.flags.optimize)),)
    folders = [*(root / name for name in ("book.yml", "seeds", "notes")), _PACKAGE]
    return _look([*folders, *map(Path, sys.path[1:])], told, installed=len(folders))


def of_articles(root: Path) -> Look | None:
    """What people put into seeds/."""
    return _look([root / "seeds"], ())


def of_pages(docs: Path) -> Look | None:
    """All that stands in docs/, hand-written pages too."""
    return _look([docs], ())


def _look(places: Iterable[Path], told: Iterable[str], *, installed: int | None = None) -> Look | None:
    """Of the places from number `installed` on only whether something was put there or taken away."""
    total, newest = hashlib.sha256("\0".join(told).encode()), 0
    try:
        for number, place in enumerate(places):
            inside = installed is None or number < installed
            for line, changed in _seen(str(place), inside=inside):
                total.update(line.encode("utf-8", "surrogateescape"))
                newest = max(newest, changed)
    except (OSError, _CannotTell):
        return None
    return Look(digest=total.hexdigest(), newest=newest)


def _seen(place: str, *, inside: bool) -> Iterator[tuple[str, int]]:
    """A line for each file and folder at a place, and when it changed last."""
    try:
        found = Path(place).stat(follow_symlinks=not inside)
    except FileNotFoundError:
        yield "\0none", 0
        return
    if not (inside and stat.S_ISDIR(found.st_mode)):
        yield _told("", found)
        return
    waiting = [place]
    while waiting:
        folder = waiting.pop()
        yield f"\0{folder[len(place) :]}/", 0
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                if entry.name == _OF_PYTHON:
                    continue
                seen = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(seen.st_mode):
                    waiting.append(entry.path)
                    yield f"\0{entry.name}/", 0
                else:
                    yield _told(entry.name, seen)


def _told(name: str, seen: os.stat_result) -> tuple[str, int]:
    if stat.S_ISLNK(seen.st_mode):
        raise _CannotTell(name)
    changed = max(seen.st_mtime_ns, seen.st_ctime_ns)
    return f"\0{name} {seen.st_mode} {seen.st_size} {seen.st_mtime_ns} {seen.st_ctime_ns} {seen.st_ino}", changed
