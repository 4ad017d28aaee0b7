"""The country of a body that the text describes: "Lusitel, Portugal's largest telecoms firm", "Danish bank Havn"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ...model.findings import Role
from ...model.text import alternation
from ...rules import lookups
from ...rules.types.lexicon import Part
from .lexicon_words import choice, countries
from .titles import is_international

_WINDOW = 90  # characters in front of a name in which its description begins
_PLACES = 20  # of one name that are looked at


def with_described_bodies(roles: Sequence[Role], text: str) -> list[Role]:
    """The roles without a country, each with that of its body where all descriptions of the body in the text agree."""
    found = {body: _country_of(body, text) for body in {role.organisation for role in roles if _is_open(role)} if body}
    return [
        replace(role, country=country, rule=f"{role.rule}; country of the body, as it is described")
        if _is_open(role) and (country := found.get(role.organisation or ""))
        else role
        for role in roles
    ]


def _is_open(role: Role) -> bool:
    return role.country is None and role.organisation is not None and not is_international(role.organisation)


def _country_of(body: str, text: str) -> str | None:
    told = {
        countries()[match[1].lower().replace("’", "'")].name
        for start in _places_of(body, text)
        for match in _descriptions(text, start, start + len(body))
    }
    return told.pop() if len(told) == 1 else None


def _places_of(body: str, text: str) -> Iterator[int]:
    """The offsets at which a name stands, the first of them."""
    at = -1
    for _ in range(_PLACES):
        at = text.find(body, at + 1)
        if at < 0:
            return
        if not text[at + len(body) : at + len(body) + 1].isalnum():
            yield at


def _descriptions(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    for pattern in _behind():
        if match := pattern.match(text, end):
            yield match
    for pattern in _before():
        if match := pattern.search(text, max(0, start - _WINDOW), start):
            yield match


def _forms(*parts: Part) -> str:
    """The names, adjectives or capitals of all countries as a pattern."""
    return alternation({form for row in lookups.countries() for form in row.forms(*parts)})


_COMMA = r"(?: \([A-Z&]+\))?, "


@cache
def _plain() -> str:
    """A word in small letters that goes on with a description."""
    return rf"(?:(?!(?:{choice('bodies', 'not_described')}) )[a-z-]+ )"


@cache
def _behind() -> tuple[re.Pattern[str], ...]:
    """What describes a body behind its name, with the country as the group."""
    nouns, adjectives, names = choice("bodies", "described"), _forms("adjectives"), _forms("name", "other")
    plain, article = _plain(), f"(?:{choice('offices', 'determiners')}) "
    return (
        re.compile(rf"{_COMMA}(?:{article})?{plain}{{0,2}}({adjectives}) {plain}{{0,4}}(?:{nouns})\b"),
        re.compile(rf"{_COMMA}({names})['’]s? {plain}{{0,4}}(?:{nouns})\b"),
        re.compile(rf"{_COMMA}{article}(?:[\w'’-]+ ){{0,4}}(?:{nouns}) in ({names})\b"),
    )


@cache
def _before() -> tuple[re.Pattern[str], ...]:
    """What describes a body in front of its name."""
    nouns, plain = choice("bodies", "described"), _plain()
    return (
        re.compile(rf"\b({_forms('adjectives')}) {plain}{{0,4}}(?:{nouns}) $"),
        re.compile(rf"\b({_forms('name', 'other', 'capitals')})-based {plain}{{0,4}}$"),
    )
