"""Files of docs/ on their way from the process that makes them to the one that publishes: one behind the other in one
file of ours, so that neither holds them all."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from io import BufferedWriter
from pathlib import Path

from ..model.errors import PublishError
from ..model.page import File, digest_of
from ..model.text import record

FRESH = "fresh"  # in the folder of what is kept, for as long as one run


@record
class FreshFile:
    """A file as it is to be. Its bytes are here, or lie in the file `at` a place, or stand in docs/ already."""

    path: str
    digest: bytes
    lies_in: Path | None = None
    at: int = 0
    size: int = 0
    held: bytes | None = None

    @property
    def data(self) -> bytes:
        """Its bytes. Raises PublishError when they are not to be had, or not as they were made."""
        if self.held is not None:
            return self.held
        if self.lies_in is None:
            raise PublishError(
                f"docs/{self.path} was changed by somebody else while the book was made; nothing was written, try again"
            )
        with self.lies_in.open("rb") as file:
            file.seek(self.at)
            data = file.read(self.size)
        if digest_of(data) != self.digest:
            raise PublishError(f"{self.lies_in}, in which new pages lie, is damaged; nothing was written, try again")
        return data


class FreshFiles:
    """Lays files down as they are made."""

    def __init__(self, keeping: Path | None, standing: Mapping[str, bytes] | None) -> None:
        """`standing` are the digests of the files of docs/ by path: of one that is as it is to be, no bytes are needed;
        of none without it, or without a folder. Where that cannot be written to, bytes are held in memory."""
        self._place = keeping / FRESH if keeping and standing is not None else None
        self._standing = standing or {}
        self._file = self._begun()
        self._at = 0

    def add(self, file: File) -> FreshFile:
        """The file in the form in which another process can have it."""
        if self._place is None or self._standing.get(file.path) == file.digest:
            return FreshFile(path=file.path, digest=file.digest)
        data = file.data
        if not self._laid_down(data):
            return FreshFile(path=file.path, digest=file.digest, held=data)
        self._at += len(data)
        at = self._at - len(data)
        return FreshFile(path=file.path, digest=file.digest, lies_in=self._place, at=at, size=len(data))

    def _begun(self) -> BufferedWriter | None:
        if self._place is None:
            return None
        with contextlib.suppress(OSError):
            self._place.parent.mkdir(parents=True, exist_ok=True)
            remove(self._place.parent)  # a new one, since a process whose run was killed may still write to the old
            return self._place.open("xb")
        return None

    def _laid_down(self, data: bytes) -> bool:
        if self._file is None:
            return False
        try:
            self._file.write(data)
            self._file.flush()
        except OSError:
            self.close()
            return False
        return True

    def close(self) -> None:
        """All is laid down."""
        if self._file is not None:
            with contextlib.suppress(OSError):  # what did not fit once, does not now
                self._file.close()
            self._file = None


def remove(keeping: Path) -> None:
    """When all is published, or nothing will be."""
    with contextlib.suppress(OSError):
        (keeping / FRESH).unlink(missing_ok=True)
