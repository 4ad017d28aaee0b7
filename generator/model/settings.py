"""What the editor says in `book.yml`."""

from __future__ import annotations

import datetime as dt

from generator.model.book import TopicSpec
from generator.model.text import record


@record
class BookFile:
    """The editor's file; every field has a default, so a book needs none."""

    title: str | None = None
    description: str | None = None
    as_of: dt.date | None = None
    topics: tuple[TopicSpec, ...] = ()
    full_text: bool = False
    model: str | None = None
