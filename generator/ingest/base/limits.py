"""What is too much for one article: refused or remarked on, with what to do; the numbers and the words are in
`rules/limits.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ...model.errors import UnreadableArticle
from ...rules.load import load
from ...rules.types.lexicon import LIMITS, Limit

_SENTENCE_END = re.compile(r"[.!?…]\S{0,3}\s")
_RUN = re.compile(r"\S+")


def _limit(name: str) -> Limit:
    found: Limit = getattr(load(LIMITS), name)
    return found


def most(limit: str) -> int:
    """How much of a thing an article or a file may have: "bytes", "characters", "lines", "stories",
    "words", "sentence" or "run"."""
    return _limit(limit).most


def refuse(limit: str, found: int, *, file: str) -> None:
    """Raises UnreadableArticle when there is more than the limit."""
    if found > most(limit):
        raise UnreadableArticle(file, _told(limit, found))


def remarks(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """A line for the report for each limit that the paragraphs of an article pass, though it is read.

    >>> remarks(["It is done."])
    ()
    """
    found: Mapping[str, int] = {
        "words": sum(len(paragraph.split()) for paragraph in paragraphs),
        "sentence": _longest(piece for paragraph in paragraphs for piece in _SENTENCE_END.split(paragraph)),
        "run": _longest(run for paragraph in paragraphs for run in _RUN.findall(paragraph)),
    }
    return tuple(_told(limit, size) for limit, size in found.items() if size > most(limit))


def _longest(pieces: Iterable[str]) -> int:
    return max(map(len, pieces), default=0)


def _told(limit: str, found: int) -> str:
    return _limit(limit).told.format(found=found, most=most(limit), millions=most(limit) // 1_000_000)
