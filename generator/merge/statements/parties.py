"""For whom somebody speaks: a country or a body of several."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ...model.book import Person
from ...model.text import alternation
from ...rules.load import load
from ...rules.types.merge import PARTIES, VOICES
from ...rules.types.people import BODIES
from ..base.countries import countries_in, country_names


def party_of(speaker: Person | None, described: str) -> str | None:
    """A body of several countries that the roles or the description name, else the country of an official,
    else the one country that the description names. Who leads a firm speaks for no country."""
    if speaker is not None:
        bodies = [body for role in speaker.roles if (body := _body(f"{role.title} {role.organisation or ''}"))]
        return bodies[0] if bodies else speaker.country if speaker.official else None
    return _described(described)


@cache
def _described(text: str) -> str | None:
    body = _body(text)
    if body:
        return body
    pattern, bodies = _national()
    countries = {bodies[match.group().casefold()] for match in pattern.finditer(text)}
    if _official().search(text) or text.removeprefix("the ").removeprefix("The ") in country_names():
        countries |= set(countries_in(text))
    return countries.pop() if len(countries) == 1 else None


@cache
def _bodies() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (
            entry.party,
            re.compile(r"(?<!\w)(?:" + alternation(entry.names) + r")(?!\w)", re.IGNORECASE),
        )
        for entry in load(PARTIES)
    )


def _body(text: str) -> str | None:
    return next((party for party, names in _bodies() if names.search(text)), None)


@cache
def _official() -> re.Pattern[str]:
    """Words of those who speak for a country; a company or a paper of the country does not."""
    words = load(VOICES).words
    return re.compile(r"(?<!\w)(?:" + alternation(words) + r")(?!\w)", re.IGNORECASE)


@cache
def _national() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Public bodies that one country alone calls by that name."""
    bodies = {name: country for country, names in load(BODIES).countries.items() for name in names}
    return re.compile(r"(?<!\w)(?:" + alternation(bodies) + r")(?!\w)", re.IGNORECASE), bodies
