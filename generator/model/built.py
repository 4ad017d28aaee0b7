"""What a build is handed beside the articles, and what it hands back to the process that publishes it: not the book,
which is large, but what is told of it."""

from __future__ import annotations

from collections.abc import Mapping

from .book import Book, Note
from .claims import Claimed, Record
from .page import File
from .source_files import Problem, SourceFile
from .text import record


@record
class Beside:
    """What stands beside the articles: the editor's notes, the editions so far, and what became of each file."""

    notes: tuple[Note, ...] = ()
    history: Record = ((), None)
    files: tuple[SourceFile, ...] = ()


@record
class Built:
    """Every file of docs/ that a book makes, what is counted in it, and what became of the files it was read from.

    `news` tells what changed since the last edition.
    """

    pages: tuple[File, ...]
    counts: Mapping[str, int]
    problems: tuple[Problem, ...]
    files: tuple[SourceFile, ...]
    news: str | None
    claimed: Claimed


def counts_of(book: Book) -> dict[str, int]:
    """What a report counts."""
    return {
        "articles": len(book.sources),
        "profiles": len(book.people),
        "events": len(book.events),
        "quotations": len(book.quotations),
    }
