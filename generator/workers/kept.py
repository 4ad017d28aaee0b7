"""What workers make of pieces of work, and what of it the cache has already."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

from ..model.errors import BriefingError, UnreadableArticle
from ..store import findings_cache
from . import guarded
from .guarded import Piece, Refusal

Progress = Callable[[str, int, int], None]  # stage, done, total

_WORTH_WORKERS = 40  # below this many pieces, loading the model twice costs more than it gains


def each(task: guarded.Task, pieces: Sequence[Piece]) -> Iterator[tuple[int, Any]]:
    """What comes of each piece, with its number: in order, on all cores when there is enough to do."""
    workers = (os.cpu_count() or 1) if len(pieces) >= _WORTH_WORKERS else 1
    return enumerate(guarded.each(task, pieces, workers=workers))


def kept_or_made(
    kept: findings_cache.FindingsCache,
    kind: type[Any],
    keys: Sequence[str],
    pieces: Sequence[Piece],
    make: Callable[[Sequence[Piece]], Iterable[tuple[int, Any]]],
    progress: Progress | None = None,
) -> list[Any]:
    """For each key what is kept under it, else what is made of its piece: one of its kind, a Refusal or an
    UnreadableArticle. `make` gives each of these, in any order, with the number of its piece from 0; it is kept as
    soon as it comes."""
    with closing(kept):
        refusals = {key: f"{key} {piece.seconds:g}" for key, piece in zip(keys, pieces, strict=True)}
        found = _found(kept, kind, refusals)
        missing = {key: piece for key, piece in zip(keys, pieces, strict=True) if key not in found}
        if progress and missing:
            progress("reading", 0, len(missing))
        wanted = list(missing)
        for done, (number, result) in enumerate(make(list(missing.values())), start=1):
            key, made = wanted[number], _or_raised(result)
            if isinstance(made, kind):
                kept.put(key, made)
            elif _is_costly(made):  # else it would cost its time at every build
                kept.put(refusals[key], made)
            found[key] = made
            if progress:
                progress("reading", done, len(missing))
    return [found[key] for key in keys]


def _found(kept: findings_cache.FindingsCache, kind: type[Any], refusals: Mapping[str, str]) -> dict[str, Any]:
    """For each key what is kept under it, or under that of its refusal."""
    return {
        key: one
        for key, refusal in refusals.items()
        if (one := kept.get(key, kind) or kept.get(refusal, Refusal)) is not None
    }


def _or_raised(made: Any) -> Any:
    """What was made, but an error that is not of one article alone is raised."""
    if isinstance(made, BriefingError) and not isinstance(made, UnreadableArticle):
        raise made
    return made


def _is_costly(made: Any) -> bool:
    return isinstance(made, Refusal) and made.costly
