"""What a reader may type for a name or a post, beyond what a page says: for the search's index, never for a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ...model.book import Person
from ...model.text import fold
from ...rules.load import load
from ...rules.lookups import country
from ...rules.types.people import FAMILIES
from .show import is_held, main_role


def typed(names: Iterable[str]) -> tuple[str, ...]:
    """Folded words for one person's names that none of the names has itself, sorted.

    Accents left out, hyphens left out, and for a name of Korean shape the other spellings of its family
    name. Order and hyphens need no help: the search takes words in any order and parts them at hyphens.

    >>> typed(["Pak Soo-ah"])
    ('bak', 'park', 'sooah')
    >>> typed(["José Núñez"])
    ('jose', 'nunez')
    """
    given = {word for name in names for word in re.split(r"[\s,]+", name.casefold()) if word}
    words = {fold(word): word for word in sorted(given)}
    found = {folded for folded, word in words.items() if folded != word}
    found |= {word.replace("-", "") for word in words if "-" in word}
    found |= {other for name in names for other in _families().get(_family(name), ())}
    return tuple(sorted(word for word in found - given if word.isalpha()))


def posts_typed(person: Person) -> tuple[str, ...]:
    """The post that is a person's main one, if it is held, alone and with the country before and behind."""
    role = main_role(person)
    if role is None or not is_held(person):
        return ()
    found = country(role.country) if role.country else None
    before = [f"{form} {role.title}" for form in (*found.adjectives, *found.other[:1])] if found else []
    behind = ", ".join(part for part in (role.title, role.organisation, role.country) if part)
    return tuple(dict.fromkeys((role.title, behind, *before)))


def _family(name: str) -> str:
    """The family name if the name is shaped like a Korean one, else nothing."""
    words = fold(name).split()
    if len(words) == 3 and words[0] in _families() and "-" not in name:
        return words[0]
    if len(words) == 2 and "-" in words[1]:
        return words[0]
    return words[1] if len(words) == 2 and "-" in words[0] else ""


@cache
def _families() -> dict[str, tuple[str, ...]]:
    return {spelling: tuple(group) for group in load(FAMILIES) for spelling in group}
