"""What several stages look up in the rules: countries and their time zones, family names, names that open with one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from babel.core import get_global

from ..model.text import fold
from .load import load
from .types.lexicon import COUNTRIES, SURNAMES, ZONES, Country, Part
from .types.people import NAMES as NAME_WORDS

# a syllable of a romanised Korean or Chinese given name
_SYLLABLE = r"(?:[bcdfghjklmnprstwxyz]{0,2}[aeiouü]{1,3}(?:ng|n|r|k|l|m|p|t|h)?-?)"
_ONE = re.compile(_SYLLABLE)
_ONE_OR_TWO = re.compile(_SYLLABLE + "{1,2}")
_HYPHENATED = re.compile(r"[A-Z][a-z]{1,5}-[a-zA-Z][a-z]{1,5}")


NAMES: tuple[Part, ...] = ("name", "adjectives", "demonyms", "capitals", "other")  # what stands for the whole country


def countries() -> tuple[Country, ...]:
    """Every country, sorted by name."""
    return load(COUNTRIES)


@cache
def country_forms(*parts: Part) -> dict[str, Country]:
    """The countries by their names of these parts, as written."""
    return {form: country for country in countries() for form in country.forms(*parts)}


@cache
def _folded() -> dict[str, Country]:
    return {_plain(form): country for form, country in country_forms(*NAMES).items()}


def _plain(name: str) -> str:
    return name.casefold().replace("’", "'")


def country(name: str) -> Country | None:
    """The country that a name, adjective, people or capital stands for, in whatever letters it is written.

    >>> [found.name for name in ("SEOUL", "Nowhere", "Danish") if (found := country(name))]
    ['South Korea', 'Denmark']
    """
    return _folded().get(_plain(name))


def time_zone(name: str) -> str | None:
    """The time zone (IANA) of a country's seat of government, by the English short name.

    >>> time_zone("Japan"), time_zone("Brazil")
    ('Asia/Tokyo', 'America/Sao_Paulo')
    """
    found = country_forms("name").get(name)
    chosen: str | None = load(ZONES).get(name)
    return chosen or (_only_zones().get(found.code) if found else None)


@cache
def _only_zones() -> dict[str, str]:
    """The zones of the territories that have one only."""
    zones: Mapping[str, str] = get_global("zone_territories")
    count = Counter(zones.values())
    return {territory: zone for zone, territory in zones.items() if count[territory] == 1}


@cache
def surnames(language: str) -> frozenset[str]:
    """The family names that open a name of the language ("korean"), folded."""
    return frozenset(row.name for row in load(SURNAMES) if language in row.of)


@cache
def rare_surnames() -> frozenset[str]:
    """Family names that also are English words: "an", "he"."""
    return frozenset(row.name for row in load(SURNAMES) if row.rare)


@cache
def given_names() -> frozenset[str]:
    """Frequent given names, folded."""
    return frozenset(fold(name) for name in load(NAME_WORDS).given)


def family_first(words: Sequence[str], *, sure: bool = False) -> str | None:
    """The language whose name form the words of a name have, as written, family name first.

    `sure`: not by two words without a hyphen, as "Lee Cooper" has them too.

    >>> family_first(["Roh", "Jae-won"]), family_first(["Jane", "Roe"])
    ('korean', None)
    """
    if len(words) not in (2, 3) or "." in "".join(words):
        return None
    family, *given = map(fold, words)
    if sure and len(given) == 1 and "-" not in given[0]:
        return None
    return next((language for language in _languages(words[1:], given) if family in surnames(language)), None)


def _languages(written: Sequence[str], given: Sequence[str]) -> tuple[str, ...]:
    """The languages in which given names may sound so, the likeliest first."""
    apart = len(given) == 2  # one syllable each
    hyphenated = not apart and _HYPHENATED.fullmatch(written[0])
    if not hyphenated and not all(map((_ONE if apart else _ONE_OR_TWO).fullmatch, given)):
        return ("vietnamese",) if apart else ()
    others = () if given[0] in given_names() else ("chinese", "vietnamese", "khmer", "korean")
    return ("korean", *others) if hyphenated or apart else others
