"""What render hands to publish."""

from __future__ import annotations

from generator.model.text import record


@record
class Page:
    """A file below docs/. `path` is relative, with "/"; its parts are made by us, never by content."""

    path: str
    content: str
