"""Which files are as they were, without reading them: each is known by its size, its times and its place on the disk,
with a hash behind.

Times are trusted as git trusts them: only those of files that had rested for a while when the list was written, so that
no later change can have the same.
"""

from __future__ import annotations

import contextlib
import hashlib
import stat
from pathlib import Path

import msgspec

from .. import book_folder
from ..model.errors import UnfitFile
from .atomic_file import write_whole

_REST = 2_000_000_000  # nanoseconds; a file system may count in steps of two seconds
_LARGEST = 1_000_000_000  # bytes of the list

Look = tuple[int, int, int, int]  # size, time of the content, time of the entry, number on the disk


class KnownFiles:
    """The hashes of files that were read before, kept in a file of ours; without a usable one every file is read."""

    def __init__(self, path: Path | None) -> None:
        """Without a path nothing is known and nothing is kept."""
        self._path = path
        self._known: dict[str, tuple[Look, bytes]] = {}
        self._asked: dict[str, tuple[Look, bytes]] = {}
        written = 0
        if path is not None:
            with contextlib.suppress(OSError, UnfitFile, msgspec.DecodeError):
                written = path.stat().st_mtime_ns
                self._known = msgspec.msgpack.decode(
                    book_folder.read(path, _LARGEST), type=dict[str, tuple[Look, bytes]]
                )
        self._rested = written - _REST

    def digest(self, file: Path, largest: int) -> bytes:
        """SHA-256 of a plain file's bytes. Raises what `book_folder.read` raises."""
        name = str(file)
        look = _look(file)
        known = self._known.get(name)
        if look is None or known is None or known[0] != look or max(look[1:3]) >= self._rested:
            known = (look or (0, 0, 0, 0), hashlib.sha256(book_folder.read(file, largest)).digest())
        if look is not None:
            self._asked[name] = known
        return known[1]

    def keep(self) -> None:
        """Write down what was asked for, where that is more than was known. Best effort: else the next run takes
        longer."""
        fresh = any(max(look[1:3]) >= self._rested for look, _ in self._asked.values())
        if self._path is None or (self._asked == self._known and not fresh):
            return
        with contextlib.suppress(OSError, ValueError):  # ValueError: a file's name that is no text
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._path, msgspec.msgpack.encode(self._asked))


def _look(file: Path) -> Look | None:
    """How a plain file looks from outside; None for any other."""
    found = file.stat()
    if not stat.S_ISREG(found.st_mode):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino
