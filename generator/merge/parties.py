"""For whom somebody speaks: a country or a body of several."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from generator import rulebook
from generator.merge.places import countries_in
from generator.model.book import Person


def party_of(speaker: Person | None, described: str) -> str | None:
    """A body of several countries that the roles or the description name, else the speaker's country,
    else the one country that the description names."""
    if speaker is not None:
        bodies = [body for role in speaker.roles if (body := _body(f"{role.title} {role.organisation or ''}"))]
        return bodies[0] if bodies else speaker.country
    body = _body(described)
    if body:
        return body
    countries = set(countries_in(described)) | {country for name, country in _national().items() if _holds(described, name)}
    return countries.pop() if len(countries) == 1 else None


@cache
def _bodies() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (entry["party"], re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, entry["names"])) + r")(?!\w)", re.IGNORECASE))
        for entry in rulebook.load("merge/parties")
    )


def _body(text: str) -> str | None:
    return next((party for party, names in _bodies() if names.search(text)), None)


@cache
def _national() -> Mapping[str, str]:
    """Public bodies that one country alone calls by that name."""
    return {name: country for country, names in rulebook.load("people/bodies")["countries"].items() for name in names}


def _holds(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None
