"""What this room calls words, countries, offices and the places of titles; none of it stands in a text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from ...rules.types.lexicon import Part
from ..base.grammar import Form

Label = Literal["", "none", "country", "organisation", "head", "honorific", "suffix"]  # of a word

HeadKind = Literal["office", "state", "body", "private"]  # of the head of a title; rules/people/offices says which
HEAD_KINDS: tuple[HeadKind, ...] = ("private", "body", "state", "office")  # what stands further right wins

CountryKind = Literal["name", "adjective", "capital", "region"]  # of a word that means a country

# the kind of each part of the table of countries; what stands further down wins
COUNTRY_KINDS: Mapping[Part, CountryKind] = {
    "regions": "region",
    "capitals": "capital",
    "demonyms": "adjective",
    "adjectives": "adjective",
    "other": "name",
    "name": "name",
}

# forms that no word of a name has, whatever else the model takes the words for
NOT_IN_NAMES: tuple[Form, ...] = ("ing", "participle", "present s", "preposition", "adverb")
