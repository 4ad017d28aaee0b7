"""Whether the words of a title say that the post is over, held for a time, or not yet held."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ...model.findings import PostStatus, Role
from ...model.text import alternation
from ...rules.load import load
from ...rules.types.people import POST_WORDS

_BEFORE = 16  # characters before a title in which such a word may stand: "the late "


_Pattern = tuple[PostStatus, re.Pattern[str], re.Pattern[str]]


@cache
def _patterns() -> tuple[_Pattern, ...]:
    """Each status with its words inside a title, and right before one.

    Who has retired is told at the front alone: "head of the Retired Miners' Union".
    """
    words = load(POST_WORDS)
    told: tuple[tuple[PostStatus, Sequence[str]], ...] = (
        ("former", words.former), ("elect", words.elect), ("acting", words.acting),
    )  # fmt: skip
    inside = [_pattern(status, found, r"(?<!\w)") for status, found in told]
    return _pattern("former", words.retired, "^"), *inside


def _pattern(status: PostStatus, words: Sequence[str], front: str) -> _Pattern:
    return (
        status,
        re.compile(rf"{front}(?:{alternation(words)})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{alternation(words)})[ -]$", re.IGNORECASE),
    )


def status_of(text: str, role: Role) -> PostStatus:
    """What the title's own words and the word before it say; "" for a post that is held."""
    before = text[max(0, role.span.start - _BEFORE) : role.span.start]
    return next(
        (status for status, inside, behind in _patterns() if inside.search(role.title) or behind.search(before)), ""
    )


def with_status(text: str, roles: Sequence[Role]) -> list[Role]:
    """Each role with what its words say."""
    return [replace(role, status=status_of(text, role)) for role in roles]
