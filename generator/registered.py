"""What other installed packages add to this one, found through their entry points."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import lru_cache
from importlib import metadata
from typing import Any, Protocol, TypeVar

from .model.errors import UsageError

PAGES, FORMATS = "briefing.pages", "briefing.formats"  # groups of entry points: a PageKind each, a Format each


class Named(Protocol):
    """What has a name of its own among its like."""

    @property
    def name(self) -> str:
        """Unique in its group of entry points."""


T = TypeVar("T", bound=Named)


def registered(group: str, own: Sequence[T]) -> tuple[T, ...]:
    """Our own ones first, then those that other packages name in this group of entry points, by name.

    Raises UsageError when one cannot be loaded, or two have one name.
    """
    found: list[tuple[T, str]] = [(_loaded(entry), _package(entry)) for entry in _entries(group)]
    others = sorted(found, key=lambda pair: pair[0].name)
    owners = {one.name: "this program" for one in own}
    for other, package in others:
        if owner := owners.get(other.name):
            raise UsageError(f"{group}: {other.name!r} is of {owner} and of {package}; remove one of the two packages")
        owners[other.name] = package
    return (*own, *(other for other, _ in others))


def versions(group: str) -> tuple[str, ...]:
    """Name and version of each package that adds something to this group, sorted; what is made follows from them."""
    return tuple(sorted({_package(entry) for entry in _entries(group)}))


def _entries(group: str) -> tuple[metadata.EntryPoint, ...]:
    return _found(group, tuple(sys.path))


@lru_cache
def _found(group: str, _path: tuple[str, ...]) -> tuple[metadata.EntryPoint, ...]:
    """By the path, as it may become longer."""
    return tuple(metadata.entry_points(group=group))


def _loaded(entry: metadata.EntryPoint) -> Any:
    """What the entry point names, which has to have a name."""
    try:
        found = entry.load()
        str(found.name)
    except Exception as error:
        raise UsageError(f"{entry.group}: {entry.name!r} of {_package(entry)} cannot be loaded: {error!r}") from error
    return found


def _package(entry: metadata.EntryPoint) -> str:
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist else "an unknown package"
