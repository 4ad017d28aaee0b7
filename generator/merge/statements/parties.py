"""For whom somebody speaks: a country or a body of several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from ...model.book import GlossaryEntry, Person, PersonRole, Statement
from ...model.findings import POSTS
from ...model.text import alternation, record
from ...rules.load import load
from ...rules.types.lexicon import OUTLETS
from ...rules.types.merge import PARTIES, STATEMENTS, VOICES
from ...rules.types.people import BODIES
from ...rules.types.quotations import ACTS
from ..base.countries import countries_at, countries_in, country_names

_TWO = 2
_OF_BODIES = POSTS - {"state", "court", "military"}
_JOINT = re.compile(r"(?:['’]s?)?(?:, and |,| and| &) ?(?:the )?")


@record
class Voice:
    """Somebody with a profile, no more than what is told of their statements asks."""

    party: str | None  # whom they speak for
    body: str | None  # the company, union or other body that they lead or speak for
    family: str | None
    country: str | None
    official: bool


Voices = Mapping[str, Voice]  # by the ids of people


def voice_of(person: Person) -> Voice:
    """Whom somebody speaks for: a body of several countries that their roles name, else the country of an official.

    Who leads a firm speaks for no country, nor does who judges, who accuses before a court or who opposes the
    government.
    """
    bodies = (body for role in person.roles if (body := _body(f"{role.title} {role.organisation or ''}")))
    held = (role for role in person.roles if role.kind in _OF_BODIES and role.status != "former")
    return Voice(
        party=next(bodies, None) or (person.country if person.official and _speaks_for_country(person) else None),
        body=next((own_name(role.organisation) for role in held if role.organisation), None),
        family=person.family,
        country=person.country,
        official=person.official,
    )


def party_of(speaker: Voice | None, described: str) -> str | None:
    """That of who has a profile, else a body of several countries that the description names, else the one country that
    it names, by the words for its officials."""
    if speaker is not None:
        return speaker.party
    return None if _apart().search(described) else _described(described)


def _speaks_for_country(speaker: Person) -> bool:
    """Whether an office of theirs is one in whose name a country speaks; one that only the editor gives is."""
    held = [role for role in speaker.roles if role.by_editor or not _is_apart(role)]
    return bool(held) or not speaker.roles


def _is_apart(role: PersonRole) -> bool:
    return role.kind == "court" or _apart().search(role.title) is not None


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(_words('apart'))})(?!\w)", re.IGNORECASE)


@cache
def parties_together(described: str) -> tuple[str, ...]:
    """The countries that speak together, where a description joins two or more: "the leaders of Norland and Suda"; none
    for an envoy "to Norland and Suda"."""
    found = list(countries_at(described))
    countries = tuple(dict.fromkeys(country for _, country in found))
    if len(countries) < _TWO or _body(described):
        return ()
    joined = all(_JOINT.fullmatch(described[one.end : two.start]) for (one, _), (two, _) in pairwise(found))
    head, tail = described[: found[0][0].start], described[found[-1][0].end :]
    return countries if joined and _speak(head, tail) else ()


def _speak(head: str, tail: str) -> bool:
    """Whether countries speak between these words: "the leaders of", "both", or before "officials"; not "farmers"."""
    if not head.strip() or head.strip().casefold() in _words("openings"):
        return not tail.strip() or _official().search(tail) is not None
    last = head.removesuffix("the ").removesuffix("both ").split()[-1:]
    return last[0] in _words("leads") and _official().search(head) is not None if last else False


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(getattr(load(STATEMENTS), name))


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


def in_full(statements: Iterable[Statement], glossary: Sequence[GlossaryEntry]) -> tuple[Statement, ...]:
    """The statements, a party that is called by a short form with the name that the sources spell out for it."""
    names = {entry.short: name for entry in glossary if (name := own_name(entry.expansion))}
    return tuple(replace(one, party=names[one.party]) if one.party in names else one for one in statements)


def own_name(body: str) -> str | None:
    """The name of a company, union or other body without what says which kind of company it is; None for a paper or an
    agency, which only reports, and for an office of a state that the name does not tell.

    >>> own_name("Kelvara Lines Inc."), own_name("Kelvara Lines")
    ('Kelvara Lines', 'Kelvara Lines')
    """
    words = body.removeprefix("the ").removeprefix("The ").split()
    while len(words) > 1 and words[-1].strip(".,") in _forms():
        words.pop()
    name = " ".join(words).rstrip(",")
    reports = name in _outlets() or not _words_of_press().isdisjoint(name.split()) or ".com" in name
    written = words[-1:] and words[-1].casefold() in load(ACTS).speechless
    return None if not name or reports or written or _official().search(name) else name


@cache
def _forms() -> frozenset[str]:
    return frozenset(_words("forms"))


@cache
def _words_of_press() -> frozenset[str]:
    return frozenset(_words("press"))


@cache
def _outlets() -> frozenset[str]:
    return frozenset(name for names in load(OUTLETS) for name in names)


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
