"""What publish is handed: pages and the files that they need."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Literal, Protocol

from .text import record

# what a page asked of the book while it was made: of which part of it, how, and by which keys
Asked = list[tuple[str, Literal["of", "has", "all"], list[str | None]]]


def digest_of(data: bytes) -> bytes:
    """What tells the bytes of a file from any others: their SHA-256."""
    return hashlib.sha256(data).digest()


class File(Protocol):
    """A file below docs/ as it is to be. Its bytes may lie elsewhere until they are asked for."""

    @property
    def path(self) -> str:
        """Relative, with "/"; its parts are made by us, never by content."""

    @property
    def digest(self) -> bytes:
        """Of its bytes, as `digest_of`."""

    @property
    def data(self) -> bytes:
        """Its bytes."""


@record
class Page:
    """A text file below docs/."""

    path: str
    content: str

    @property
    def data(self) -> bytes:
        """The bytes to write, in UTF-8."""
        return self.content.encode()

    @property
    def digest(self) -> bytes:
        """Of its bytes."""
        return digest_of(self.data)


@record
class Asset:
    """A file below docs/ as it is: a style, script or font that comes with the package, or data."""

    path: str
    data: bytes

    @property
    def digest(self) -> bytes:
        """Of its bytes."""
        return digest_of(self.data)


@record
class KeptFile:
    """A file that is put together when it is asked for, which may be never."""

    path: str
    digest: bytes
    made: Callable[[], bytes]

    @property
    def data(self) -> bytes:
        """The bytes to write."""
        return self.made()


@record
class KeptSheet:
    """A file as a template made it: where its text is kept, and under which digest of it."""

    path: str
    made: bytes


@record
class KeptPage:
    """A page with its parts, or what programs read of it, with what tells whether it would be made so again: a digest
    of what the book answered. `places` are the parts on which ids stand that left the page; `claims` are the lines of
    the page alone that rest on sentences."""

    asked: Asked
    answers: bytes
    sheets: tuple[KeptSheet, ...]
    claims: int = 0
    places: dict[str, str] | None = None


@record
class Finishing:
    """How a text became a file: digests of it with its head, of where its links led that lead into parted pages, and of
    what came of it."""

    made_from: bytes
    leads: tuple[tuple[str, tuple[str, ...]], ...]
    led: bytes
    digest: bytes
