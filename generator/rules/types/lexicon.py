"""Rules that several stages ask for: countries, months, where sentences end, what is too long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from .base import RuleFile, Rules, Words

Part = Literal["name", "adjectives", "demonyms", "capitals", "other", "regions"]


class Country(Rules, frozen=True):
    """A country by its English short name, with what else is said for it."""

    name: str
    code: str  # ISO 3166-1, two letters
    adjectives: Words = ()
    demonyms: Words = ()
    capitals: Words = ()
    other: Words = ()
    regions: Words = ()

    def forms(self, *parts: Part) -> Iterator[str]:
        """Its names of these parts, as written."""
        for part in parts:
            yield from (self.name,) if part == "name" else getattr(self, part)


class Surname(Rules, frozen=True):
    """A family name that opens a name, folded; `rare` when it is an English word as well."""

    name: str
    of: Words  # languages
    rare: bool = False


class SentenceWords(Rules, frozen=True):
    """Where a sentence ends and where not; in an example a bar stands where one does."""

    never_last: Words
    before_number: Words
    may_be_last: Words
    ends_unless_time: Words
    time_words: Words
    openers: Words
    attribution: Words
    told_openers: Words
    examples: Words


class AbbreviationWords(Rules, frozen=True):
    """Short forms and what they stand for; an example is a sentence, the short form and the long one."""

    never: Words
    never_first: Words
    known_as: Words
    known_how: Words
    before_common: Words
    not_in_common: Words
    companies: Words
    peoples: Words
    numbers: dict[int, str]
    examples: tuple[Words, ...]
    counter_examples: Words


class Limit(Rules, frozen=True):
    """The most that is read or accepted, itself still allowed, and the message for more."""

    most: int
    told: str


class Limits(Rules, frozen=True):
    """How much of anything one article may have: in bytes, characters, lines and words."""

    bytes: Limit
    characters: Limit
    lines: Limit
    stories: Limit
    words: Limit
    sentence: Limit
    run: Limit


OUTLETS = RuleFile("lexicon/outlets", tuple[Words, ...])  # the first names the outlet
COUNTRIES = RuleFile("lexicon/countries", tuple[Country, ...])
SURNAMES = RuleFile("lexicon/surnames", tuple[Surname, ...])
MONTHS = RuleFile("lexicon/months", dict[str, int])
ZONES = RuleFile("lexicon/zones", dict[str, str])
SENTENCES = RuleFile("base/sentences", SentenceWords)
ABBREVIATIONS = RuleFile("base/abbreviations", AbbreviationWords)
LIMITS = RuleFile("limits", Limits, everywhere=True)
