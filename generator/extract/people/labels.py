"""What this room calls words, countries, offices and the places of titles; none of it stands in a text."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from ...rules.types.lexicon import Part
from ..base.grammar import Form

Label = Literal["", "none", "country", "organisation", "head", "honorific", "suffix", "matter"]  # of a word

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


class TitleRule(StrEnum):
    """Where a title stands, and what else made it one or gave it a country; a clause has the name of its rule."""

    BEFORE = "title before name"
    BEFORE_COMMA = "role, name"
    BEFORE_SEVERAL = "title before several names"
    OPENS_LIST = "title that opens a list of names"
    BEHIND = "name, role"
    IN_BRACKETS = "name (role)"
    HEADLINE = "headline's speaker"
    PARTY_BEHIND = "party and state behind the name"
    LEFT_TO_OTHER = "has a follower"
    FROM_OTHER = "has another's office"
    COUNTERPART = "counterpart of an office holder"
    JOINED = "country of the title joined to it"


# forms that no word of a name has, whatever else the model takes the words for
NOT_IN_NAMES: tuple[Form, ...] = ("ing", "participle", "present s", "preposition", "adverb")
