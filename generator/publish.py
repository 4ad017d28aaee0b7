"""Pages -> docs/. The only writer: it writes what changed, removes what it owns, touches nothing else."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from pathlib import Path

from generator.errors import PublishError
from generator.model.page import Asset, Page
from generator.model.text import record
from generator.whole import write_whole

MANIFEST = ".generated.json"  # a dot file, so that MkDocs leaves it out of the site


@record
class Changes:
    """Paths relative to docs/, sorted."""

    written: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.written or self.removed)


def _owned(docs: Path) -> frozenset[str]:
    try:
        listed = json.loads((docs / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return frozenset()
    except (OSError, ValueError) as error:
        raise PublishError(f"{MANIFEST} in {docs.name}/ cannot be read ({error}): restore it from git") from error
    return frozenset(path for path in listed if _inside(docs, path))


def _inside(docs: Path, path: str) -> bool:
    """A damaged list must not lead outside docs/."""
    return (docs / path).resolve().is_relative_to(docs.resolve())


def _manifest(paths: Iterable[str]) -> bytes:
    return (json.dumps(sorted(paths), indent=0, ensure_ascii=False) + "\n").encode()


def compare(pages: Iterable[Page | Asset], docs: Path) -> Changes:
    """What `publish` would do. Raises PublishError when a page that a person wrote is in the way."""
    wanted = {page.path: page.data for page in pages}
    owned = _owned(docs)
    written = []
    for path, data in wanted.items():
        target = docs / path
        if not target.exists():
            written.append(path)
        elif target.is_dir():
            raise PublishError(f"{docs.name}/{path} is a folder, and a page of this name is to be generated: rename the folder")
        elif target.read_bytes() != data:
            if path not in owned:
                raise PublishError(
                    f"{docs.name}/{path} was written by hand, and a page of this name is to be generated: "
                    "rename your page, or delete it to have the generated one"
                )
            written.append(path)
    removed = [path for path in owned - wanted.keys() if (docs / path).is_file()]
    return Changes(written=tuple(sorted(written)), removed=tuple(sorted(removed)))


def publish(pages: Iterable[Page | Asset], docs: Path) -> Changes:
    """Bring docs/ up to date: every file replaced as a whole, the list of owned files first and last.

    The list is widened before the first write and narrowed after the last removal, so that a stop
    half-way leaves no page of ours that the next run would take for a person's.
    """
    pages = tuple(pages)
    changes = compare(pages, docs)
    wanted = {page.path: page.data for page in pages}
    owned = _owned(docs)
    if changes:
        _write(docs, MANIFEST, _manifest(owned | wanted.keys()))
    for path in changes.written:
        _write(docs, path, wanted[path])
    for path in changes.removed:
        (docs / path).unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # not empty: somebody else's files are in it
            (docs / path).parent.rmdir()
    if owned != wanted.keys() or not (docs / MANIFEST).exists():
        _write(docs, MANIFEST, _manifest(wanted))
    return changes


def _write(docs: Path, path: str, data: bytes) -> None:
    target = docs / path
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, data, through=docs.parent)  # not in docs/: a watcher of it must not see the file that is being made
