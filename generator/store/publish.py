"""Pages -> docs/. The only writer: it writes what changed, removes what it owns, touches nothing else."""

from __future__ import annotations

import contextlib
import errno
import json
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from .. import book_folder
from ..model.errors import PublishError, Stopped, UnfitFile, disk_fault
from ..model.page import Asset, File
from ..model.text import record
from . import journal
from .known_files import KnownFiles

MANIFEST = ".generated.json"  # a dot file, so that MkDocs leaves it out of the site

_LARGEST = 1_000_000_000  # bytes of a page
_ENDS: Mapping[journal.End, str] = {
    "finished": "a run was stopped while publishing: {docs}/ has been finished and is whole",
    "taken back": "a run was stopped before it could publish: what it had made ready was thrown away, {docs}/ is as "
    "it was",
    "damaged": "a run was stopped while publishing, and what it had made ready is damaged: run `briefing build` to "
    "make {docs}/ whole",
}


@record
class Changes:
    """Paths relative to docs/, sorted."""

    written: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.written or self.removed)


def owned(docs: Path) -> frozenset[str]:
    """The files of docs/ that we wrote, by path. Raises PublishError when the list of them is damaged."""
    try:
        listed = json.loads(book_folder.read(docs / MANIFEST, _LARGEST))
        if not isinstance(listed, list) or not all(isinstance(path, str) and "\0" not in path for path in listed):
            raise ValueError("not a list of paths")
    except FileNotFoundError:
        return frozenset()
    except (OSError, ValueError, RecursionError, UnfitFile) as error:
        raise PublishError(
            f"{docs.name}/{MANIFEST}, the list of the pages that are not a person's, cannot be read ({error}): "
            "restore it from git, or delete it together with the generated pages; nothing was written"
        ) from error
    inside = _inside(docs)
    return frozenset(path for path in listed if inside(path))


def _inside(docs: Path) -> Callable[[str], bool]:
    """Whether a path leads to somewhere in docs/: a damaged list must not lead outside. A folder is looked at once."""
    top = docs.resolve()

    @cache
    def is_inside(folder: str) -> bool:
        return (docs / folder).resolve().is_relative_to(top)

    def holds(path: str) -> bool:
        folder, _, name = path.rpartition("/")
        if path.startswith("/") or name in ("", ".", "..") or (docs / path).is_symlink():
            return (docs / path).resolve().is_relative_to(top)
        return is_inside(folder)

    return holds


def _manifest(paths: Iterable[str]) -> bytes:
    return (json.dumps(sorted(paths), indent=0, ensure_ascii=False) + "\n").encode()


def standing(docs: Path, known: KnownFiles) -> dict[str, bytes]:
    """The digests of the files of docs/ that we wrote, by path, but of those that cannot be read."""
    found = {}
    with contextlib.suppress(PublishError):  # `publish` tells it
        for path in owned(docs):
            with contextlib.suppress(OSError, UnfitFile):
                found[path] = known.digest(docs / path, _LARGEST)
    return found


def compare(files: Iterable[File], docs: Path, known: KnownFiles | None = None) -> Changes:
    """What `publish` would do. Raises PublishError when a page that a person wrote is in the way."""
    return _compare({file.path: file for file in files}, docs, owned(docs), known)


def _compare(wanted: Mapping[str, File], docs: Path, ours: Collection[str], known: KnownFiles | None) -> Changes:
    known = known or KnownFiles(None)
    written = [path for path, file in wanted.items() if _differs(docs, file, ours, known)]
    removed = [path for path in ours - wanted.keys() if (docs / path).is_file()]
    return Changes(written=tuple(sorted(written)), removed=tuple(sorted(removed)))


def _differs(docs: Path, file: File, ours: Collection[str], known: KnownFiles) -> bool:
    """Whether a file is to be written. Raises PublishError when something stands in its place that is not ours."""
    path, target = file.path, docs / file.path
    if not target.exists():
        return True
    if target.is_dir():
        raise PublishError(
            f"{docs.name}/{path} is a folder, and a page of this name is to be generated: rename the folder"
        )
    try:
        found: bytes | None = known.digest(target, _LARGEST)
    except (OSError, UnfitFile):
        found = None  # cannot be read, and can be replaced if it is ours
    if found != file.digest and path not in ours:
        raise PublishError(
            f"{docs.name}/{path} was written by hand, and a page of this name is to be generated: "
            "rename your page, or delete it to have the generated one"
        )
    return found != file.digest


def publish(files: Iterable[File], docs: Path, known: KnownFiles | None = None) -> Changes:
    """Bring docs/ up to date, all at once: a stop at any moment leaves the old pages, or what `heal` makes the new
    ones. `known` tells which files are as they were without reading them.

    Raises PublishError, and Stopped when the user stops it while files are being moved into place.
    """
    wanted = {file.path: file for file in files}
    ours = owned(docs)
    changes = _compare(wanted, docs, ours, known)
    writes: list[File] = [wanted[path] for path in changes.written]
    if ours != wanted.keys() or not (docs / MANIFEST).exists():
        writes.append(Asset(path=MANIFEST, data=_manifest(wanted)))  # the last, so that heal can still change it
    if not writes and not changes.removed:
        return changes
    _need_writable(docs, [*(file.path for file in writes), *changes.removed])
    _switch(docs, writes, changes.removed)
    return changes


def _switch(docs: Path, writes: Sequence[File], removes: Collection[str]) -> None:
    ready = False
    try:
        journal.prepare(docs, writes, removes)
        ready = True
        journal.carry_out(docs)
    except KeyboardInterrupt:
        if not ready and not journal.begun(docs):
            raise
        heal(docs)
        raise Stopped(f"stopped while publishing; {docs.name}/ has been finished and is whole") from None
    except OSError as error:
        if ready:
            raise PublishError(_half_way(error, docs)) from error
        raise PublishError(
            f"{disk_fault(_at(error, docs.resolve().parent))}; nothing was written, {docs.name}/ is as it was"
        ) from error


def _half_way(error: OSError, docs: Path) -> str:
    return (
        f"{disk_fault(error)}. Publishing had begun, and {docs.name}/ is not whole until the next run of "
        "`briefing build` ends it"
    )


def heal(docs: Path) -> str | None:
    """End what a stopped run began to publish; a line on what was done, None when there was nothing to do.

    Raises PublishError when the disk does not let it, Stopped when the user stops it half-way.
    """
    try:
        end = journal.heal(docs, _without, MANIFEST)
    except OSError as error:
        raise PublishError(_half_way(error, docs)) from error
    except KeyboardInterrupt:
        if not journal.begun(docs):
            raise
        raise Stopped(f"stopped while publishing; {docs.name}/ is not whole, and the next command ends it") from None
    return None if end is None else _ENDS[end].format(docs=docs.name)


def _without(manifest: bytes, paths: Collection[str]) -> bytes:
    return _manifest(set(json.loads(manifest)).difference(paths))


def _need_writable(docs: Path, paths: Iterable[str]) -> None:
    """Raises PublishError when a folder in which something is to change is none, leads elsewhere or may not be written
    to."""
    for folder in sorted({_standing((docs / path).parent) for path in paths}):
        if folder.is_relative_to(docs) and not folder.resolve().is_relative_to(docs.resolve()):
            raise PublishError(
                f"{folder}: a link that leads out of {docs.name}/; put a folder there. Nothing was written"
            )
        if not folder.is_dir():
            raise PublishError(
                f"{folder}: a file stands where a folder of pages is needed; move it away. Nothing was written"
            )
        if not os.access(folder, os.W_OK | os.X_OK):
            why = OSError(errno.EACCES, "not writable", str(folder))
            raise PublishError(f"{disk_fault(why)}. Nothing was written, {docs.name}/ is as it was")


def _standing(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return next(path for path in (folder, *folder.parents) if os.path.lexists(path))


def _at(error: OSError, folder: Path) -> OSError:
    """The fault with the folder's name: the names of files that were being made ready say nothing to anybody."""
    return OSError(error.errno, error.strerror or str(error), str(folder))
