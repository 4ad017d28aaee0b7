"""What publish is handed: pages and the files that they need."""

from __future__ import annotations

from .text import record


@record
class Page:
    """A text file below docs/. `path` is relative, with "/"; its parts are made by us, never by content."""

    path: str
    content: str

    @property
    def data(self) -> bytes:
        """The bytes to write, in UTF-8."""
        return self.content.encode()


@record
class Asset:
    """A file below docs/ that comes with the package as it is: style, script, font."""

    path: str
    data: bytes
