"""What became of the files of a folder of sources, taken together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from typing import Literal

from .text import record

Fate = Literal["read", "split", "copy", "version", "excluded", "refused", "passed"]


@record
class Problem:
    """A source that could not be read, or was read with a doubt."""

    file: str
    reason: str
    lost: bool  # nothing of it is in the book
    stage: str = ""  # the step that failed: "ingest", "extract" or "merge"; empty when none did


@record
class SourceFile:
    """What became of a file of the folder of sources, or of one article in a file that holds several."""

    file: str  # as in Source.file
    fate: Fate
    source: str | None = None  # the id of its article in the book
    of: str | None = None  # the file that it is a copy or an older version of
    reason: str = ""  # why nothing of it is in the book, or "5 articles" for one that was split


def without_lost(
    files: Iterable[SourceFile], problems: Iterable[Problem], sources: Container[str]
) -> tuple[SourceFile, ...]:
    """The files after a later step: one that was read and whose article is not among the sources, by id, is refused
    now, for the reason that the problems give."""
    why = {problem.file: problem.reason for problem in problems if problem.lost}
    return tuple(
        replace(one, fate="refused", source=None, reason=why.get(one.file, "left out"))
        if one.fate == "read" and one.source not in sources
        else one
        for one in files
    )


_TOLD: tuple[tuple[Fate, str], ...] = (
    ("read", "{} read"),
    ("split", "{} split into {parts}"),
    ("copy", "{} copied from others"),
    ("version", "{} older than others"),
    ("excluded", "{} left out by the editor"),
    ("refused", "{} not read"),
    ("passed", "{} passed over"),
)


def tally(files: Sequence[SourceFile]) -> str:
    """How many files there are and what became of them, in one line; articles of a split file are told with it.

    >>> tally([SourceFile(file="a.txt", fate="read"), SourceFile(file="b.png", fate="refused")])
    '2 files: 1 read, 1 not read'
    """
    parts = _parts(files)
    whole = Counter(one.fate for one in files) - Counter(one.fate for one in parts)
    lost = sum(one.fate == "refused" for one in parts)
    counts = [words.format(whole[fate], parts=len(parts) - lost) for fate, words in _TOLD if whole[fate]]
    counts += [f"{_counted(lost, 'part')} of them not read"] if lost else []
    return f"{_counted(whole.total(), 'file')}: {', '.join(counts)}" if files else "no files"


def _parts(files: Sequence[SourceFile]) -> list[SourceFile]:
    """Those of a file that holds several."""
    names = {one.file for one in files}
    return [one for one in files if "#" in one.file and one.file.partition("#")[0] in names]


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else noun + 's'}"
