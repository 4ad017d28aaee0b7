"""One run at a time on one book: who comes second waits, and who comes after a dead run ends what that one began.

The system's own lock on the book's folder is used: it ends with the process that holds it, however that ends.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .. import book_folder
from ..model.errors import UnfitFile
from . import publish
from .atomic_file import write_whole

try:
    import fcntl
except ImportError:  # a system without it: then nobody waits
    fcntl = None  # type: ignore[assignment]

Tell = Callable[[str], None]  # takes one line for the user

FIRST, AGAIN = 1.0, 30.0  # seconds of waiting until it is told, and until it is told again

_OWN = ".briefing"
_TEMPORARY = re.compile(r"\.briefing-[a-z0-9_]{8}")  # as tempfile names them for `write_whole`
_held: set[int] = set()


def silent(_: str) -> None:
    """Tell nobody."""


@contextmanager
def held(root: Path, tell: Tell = silent) -> Iterator[None]:
    """Hold the book in `root` alone, in a state in which docs/ is whole.

    Waits while another run holds it, and tells who does. Raises PublishError when what a dead run began cannot be
    ended. Not to be nested.
    """
    lock = _locked(root, tell)
    try:
        if (line := publish.heal(root / "docs")) is not None:
            tell(line)
        if lock is not None:
            _sweep(root)
        yield
    finally:
        if lock is not None:
            _held.discard(lock)
            os.close(lock)


def _locked(root: Path, tell: Tell) -> int | None:
    """The handle of the lock, None where there can be none: a folder that is not there, a system without locks."""
    if (root / "seeds").is_dir():
        with contextlib.suppress(OSError):
            (root / _OWN).mkdir(exist_ok=True)
    for path, flags in (
        (root, os.O_RDONLY),
        (root / _OWN / "lock", os.O_RDWR | os.O_CREAT),
    ):  # some net drives lock files only
        with contextlib.suppress(OSError):
            lock = os.open(path, flags | getattr(os, "O_CLOEXEC", 0), 0o644)
            try:
                _wait(lock, root, tell)
            except BaseException:
                os.close(lock)
                raise
            _held.add(lock)
            _sign(root)
            return lock
    return None


def _wait(lock: int, root: Path, tell: Tell) -> None:
    """Raises OSError where the system has no lock for this file."""
    if fcntl is None:
        raise OSError("no locks")
    began = time.monotonic()
    told_at = FIRST
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waited = time.monotonic() - began
            if waited >= told_at:
                told_at += AGAIN
                tell(
                    f"{_holder(root)} holds this book: waiting until it is done "
                    f"({waited:.0f} s so far; Ctrl-C stops the waiting)"
                )
            time.sleep(0.05)
        else:
            return


def _holder(root: Path) -> str:
    try:
        number = int(book_folder.read(root / _OWN / "holder", 20))
    except (OSError, ValueError, UnfitFile):
        return "another run"
    return f"process {number}"


def _sign(root: Path) -> None:
    with contextlib.suppress(OSError):
        write_whole(root / _OWN / "holder", f"{os.getpid()}\n".encode())


def _sweep(root: Path) -> None:
    """Remove what dead runs left of files that they were writing; all who write such files hold the book."""
    for folder in (root, root / _OWN):
        with contextlib.suppress(OSError), os.scandir(folder) as found:
            for entry in found:
                if _TEMPORARY.fullmatch(entry.name) and stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
                    (folder / entry.name).unlink()


def _let_go() -> None:
    """A worker must not hold on to the book after its parent has died."""
    for lock in _held:
        with contextlib.suppress(OSError):
            os.close(lock)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)
