"""What workers make of pieces of work, and what of it the cache has already."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

from ..model.article import Reading
from ..model.errors import BriefingError, UnreadableArticle
from ..model.findings import Findings
from ..model.lent import Lent
from ..store import findings_cache
from . import guarded
from .guarded import Piece, Refusal

Progress = Callable[[str, int, int], None]  # stage, done, total

_WORTH_WORKERS = 40  # below this many pieces, loading the model twice costs more than it gains


def each(task: guarded.Task, pieces: Sequence[Piece]) -> Iterator[tuple[int, Any]]:
    """What comes of each piece, with its number: in order, on all cores when there is enough to do."""
    workers = (os.cpu_count() or 1) if is_worth_workers(pieces) else 1
    return enumerate(guarded.each(task, pieces, workers=workers))


def is_worth_workers(pieces: Sequence[Piece]) -> bool:
    """Whether there are so many pieces that more than one worker should do them."""
    return len(pieces) >= _WORTH_WORKERS


Make = Callable[[Sequence[Piece]], Iterable[tuple[int, Any]]]  # what comes of each piece, in any order, with its number


def readings_of(
    kept: findings_cache.FindingsCache,
    pieces: Mapping[str, Piece],
    make: Make,
    ahead: Callable[[], None],
) -> dict[str, Any]:
    """For each key the reading that is kept under it, else what is made of its piece: a Reading, a Refusal or an
    UnreadableArticle. When something will have to be made, `ahead` is called before all else is taken."""
    with closing(kept):
        there = {key: packed for key in pieces if (packed := kept.packed(key, Reading))}
        found: dict[str, Any] = _refused(kept, _but(pieces, there))
        if _but(pieces, there | found):
            ahead()
        found |= {key: one for key, packed in there.items() if (one := kept.unpacked(packed, Reading)) is not None}
        return found | dict(_made(kept, Reading, _but(pieces, found), make))


def lent_of(
    kept: findings_cache.FindingsCache, pieces: Mapping[str, Piece], make: Make, progress: Progress | None = None
) -> dict[str, Lent | Refusal]:
    """For each key the findings that are kept under it, else those that are made of its piece, or a Refusal."""
    with closing(kept):
        lent = kept.lent(pieces)
        refused = _refused(kept, _but(pieces, lent))
        while missing := _but(pieces, lent | refused):
            for key, made in _made(kept, Findings, missing, make, progress):
                if not isinstance(made, Findings):
                    refused[key] = made
            lent = kept.lent(pieces) if kept.has_lost else lent | kept.lent(missing)
    return lent | refused


def _but(pieces: Mapping[str, Piece], known: Container[str]) -> dict[str, Piece]:
    return {key: piece for key, piece in pieces.items() if key not in known}


def _made(
    kept: findings_cache.FindingsCache,
    kind: type[Any],
    missing: Mapping[str, Piece],
    make: Make,
    progress: Progress | None = None,
) -> Iterator[tuple[str, Any]]:
    """What is made of each piece; it is kept as soon as it comes."""
    if progress and missing:
        progress("reading", 0, len(missing))
    wanted = list(missing)
    for done, (number, result) in enumerate(make(list(missing.values())), start=1):
        key, made = wanted[number], _or_raised(result)
        if isinstance(made, kind):
            kept.put(key, made)
        elif _is_costly(made):  # else it would cost its time at every build
            kept.put(_under(key, missing[key]), made)
        yield key, made
        if progress:
            progress("reading", done, len(missing))


def _refused(kept: findings_cache.FindingsCache, missing: Mapping[str, Piece]) -> dict[str, Refusal]:
    """The refusals that are kept of these."""
    found = {key: kept.get(_under(key, piece), Refusal) for key, piece in missing.items()}
    return {key: one for key, one in found.items() if one is not None}


def _under(key: str, piece: Piece) -> str:
    """The key of a refusal: with more time it may be none."""
    return f"{key} {piece.seconds:g}"


def _or_raised(made: Any) -> Any:
    """What was made, but an error that is not of one article alone is raised."""
    if isinstance(made, BriefingError) and not isinstance(made, UnreadableArticle):
        raise made
    return made


def _is_costly(made: Any) -> bool:
    return isinstance(made, Refusal) and made.costly
