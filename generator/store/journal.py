"""Many changes to docs/ as one: all is made ready beside it, then a journal says so, then each file is moved into
place.

The journal's own move to its name is the point of no return. Before it docs/ has not been touched, and what was made
ready can be thrown away; after it every step can be done again, by whoever comes next, until all are done.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from .. import book_folder
from ..model.errors import UnfitFile
from ..model.page import File
from ..model.text import record

FOLDER = ".briefing-publish"  # beside docs/: a watcher of docs/ must not see what is not yet in its place

End = Literal["finished", "taken back", "damaged"]

_JOURNAL = "journal.json"
_LARGEST = 1_000_000_000  # bytes; of a journal and of a page
_STAGED = re.compile(r"[0-9]{6,}")


@record
class Step:
    """One file of docs/ to be written, or with `staged` None to be removed.

    `digest` is the SHA-256 of what is to stand there, or of what is to go, which is "" if it cannot be read;
    `new`: nothing stood there before.
    """

    path: str
    staged: str | None
    digest: str
    new: bool = False


def place(docs: Path) -> Path:
    """Where changes to docs/ are made ready, on the same file system."""
    return docs.resolve().parent / FOLDER


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes, as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def prepare(docs: Path, writes: Sequence[File], removes: Iterable[str]) -> None:
    """Make ready what is to be written, in this order and one by one, and what is to go; then pass the point of no
    return.

    Raises OSError, with docs/ as it was and nothing left beside it.
    """
    folder = place(docs)
    discard(folder)
    try:
        folder.mkdir()
        steps = [Step(path=path, staged=None, digest=_standing(docs / path)) for path in sorted(removes)]
        for number, file in enumerate(writes):
            data, new = file.data, not os.path.lexists(docs / file.path)
            steps.append(Step(path=file.path, staged=f"{number:06}", digest=digest(data), new=new))
            (folder / f"{number:06}").write_bytes(data)
        for number in range(len(writes)):  # after all are written, which is quicker
            _settle(folder / f"{number:06}")
        _write_journal(folder, steps)
    except BaseException:
        discard(folder)
        raise


def begun(docs: Path) -> bool:
    """Whether a run has made changes ready and not done them all."""
    return (place(docs) / _JOURNAL).exists()


def carry_out(docs: Path) -> None:
    """Do the steps that are not done yet. Raises OSError; then it can be done again."""
    folder = place(docs)
    for step in _steps(docs):
        if step.staged is None:
            _remove(docs, step)
        elif (folder / step.staged).exists():
            target = docs / step.path
            target.parent.mkdir(parents=True, exist_ok=True)
            (folder / step.staged).replace(target)
    discard(folder)


def heal(docs: Path, without: Callable[[bytes, Collection[str]], bytes], listed_in: str) -> End | None:
    """End what a dead run began: None when there is nothing to end. Raises OSError.

    A page that a person has put meanwhile where a new one was to stand stays, and `without` takes it out of the
    list of our pages, which is the file `listed_in` below docs/.
    """
    folder = place(docs)
    if not os.path.lexists(folder):
        return None
    if not begun(docs):
        was_at_work = _holds_files(folder)
        with contextlib.suppress(OSError):  # docs/ is whole, whatever lies beside it
            discard(folder)
        return "taken back" if was_at_work else None
    try:
        steps = _steps(docs)
        if not all(_is_sound(folder, step) for step in steps):
            raise ValueError("a file is not as it was made")
    except (ValueError, UnfitFile, msgspec.DecodeError):
        discard(folder)
        return "damaged"
    _spare(docs, steps, without, listed_in)
    carry_out(docs)
    return "finished"


def discard(folder: Path) -> None:
    """Take away all that was made ready; the journal first, since without it the rest means nothing."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    with contextlib.suppress(FileNotFoundError):
        (folder / _JOURNAL).unlink()
        _settle(folder)
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(folder)


def _steps(docs: Path) -> list[Step]:
    """Raises ValueError for a journal that is not ours: it must not lead outside docs/, whoever laid it there."""
    data = book_folder.read(place(docs) / _JOURNAL, _LARGEST)
    steps = msgspec.json.decode(data, type=list[Step])
    inside = docs.resolve()
    for step in steps:
        if "\0" in step.path or not (docs / step.path).parent.resolve().is_relative_to(inside):
            raise ValueError(f"{step.path} is outside docs/")
        if step.staged is not None and not _STAGED.fullmatch(step.staged):
            raise ValueError(f"{step.staged} is no file of ours")
    return steps


def _is_sound(folder: Path, step: Step) -> bool:
    """Whether the file that was made ready is whole, or has been put into its place."""
    staged = folder / (step.staged or "")
    if step.staged is None or not os.path.lexists(staged):
        return True
    return not staged.is_symlink() and digest(book_folder.read(staged, _LARGEST)) == step.digest


def _spare(
    docs: Path, steps: Sequence[Step], without: Callable[[bytes, Collection[str]], bytes], listed_in: str
) -> None:
    """Take the pages out of the journal in whose place a person's page stands by now."""
    folder = place(docs)
    waiting = _waiting(folder, steps)
    kept = {step.path for step in waiting if step.path != listed_in and _is_taken(docs, step)}
    if not kept:
        return
    rest = [step for step in steps if step.path not in kept]
    for at, step in enumerate(rest):
        if step in waiting and step.path == listed_in:
            listed = without(book_folder.read(folder / str(step.staged), _LARGEST), kept)
            name = _next_name(steps)
            _write(folder / name, listed)
            rest[at] = Step(path=step.path, staged=name, digest=digest(listed), new=step.new)
    _write_journal(folder, rest)


def _waiting(folder: Path, steps: Iterable[Step]) -> list[Step]:
    """The files that were made ready, and have not been put into their places."""
    return [step for step in steps if step.staged is not None and (folder / step.staged).exists()]


def _is_taken(docs: Path, step: Step) -> bool:
    """Whether something stands where nothing stood when the step was made ready."""
    return step.new and os.path.lexists(docs / step.path)


def _next_name(steps: Iterable[Step]) -> str:
    """A name for one more file that is made ready."""
    return f"{1 + max(int(step.staged or 0) for step in steps):06}"


def _remove(docs: Path, step: Step) -> None:
    """Only while it is what it was when it was found to be ours and not needed any more."""
    target = docs / step.path
    if os.path.lexists(target) and not target.is_dir() and _standing(target) == step.digest:
        target.unlink()
    with contextlib.suppress(OSError):  # not empty: somebody else's files are in it
        if target.parent.resolve() != docs.resolve():
            target.parent.rmdir()


def _standing(path: Path) -> str:
    """The SHA-256 of what a file holds, "" when it cannot be read."""
    try:
        return digest(book_folder.read(path, _LARGEST))
    except (OSError, UnfitFile):
        return ""


def _write_journal(folder: Path, steps: Sequence[Step]) -> None:
    _write(folder / "journal", msgspec.json.encode(steps))
    (folder / "journal").replace(folder / _JOURNAL)
    _settle(folder)


def _holds_files(folder: Path) -> bool:
    return not folder.is_dir() or any(path.is_file() for path in folder.iterdir())


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    _settle(path)


def _settle(path: Path) -> None:
    """Have a file's bytes, or a folder's entries, on the disk and not only in memory. Raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):  # systems that cannot do it for a folder
            raise
    finally:
        os.close(handle)
