"""A person in the making: what all articles say of one name, with the facts by which two are told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from ...model.book import Citation, Person
from ...model.findings import Entity, Role
from ...model.text import fold, record
from ...rules.load import load
from ...rules.types.people import TITLES
from . import romanisation
from .romanisation import NameParts


@record
class PeopleIndex:
    """`people` are those with a profile, sorted by id; `ids` has everybody."""

    people: tuple[Person, ...]
    ids: dict[tuple[str, str], str]  # (article id, entity key) -> person id
    unprofiled: tuple[tuple[str, str], ...]  # name, why there is no page


@dataclass(eq=False, slots=True)
class Named:
    """A person as one article names them, with the evidence around."""

    article: str
    entity: Entity
    parts: NameParts
    roles: tuple[Role, ...]
    titles: frozenset[str]
    country: str | None
    cited: tuple[Citation, ...] = ()  # the sentence of each role that stands in one
    spellings: Mapping[str, int] = field(default_factory=dict)  # how often the article spells the name so
    families: frozenset[str] = frozenset()  # folded family names of all the people in the article; one set for all
    phrases: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()  # folded names of the organisations of the roles
    deeds: frozenset[tuple[str, str]] = frozenset()  # day as EDTF and family name of somebody else in the deed
    sentences: frozenset[int] = frozenset()  # in which the person is named
    places: frozenset[str] = frozenset()  # that the article names
    key: str = ""  # its squashed name, numbered for a namesake of another country
    twin: bool = False  # the article tells another person of the same name apart from this one

    @property
    def mark(self) -> str:
        """What tells father and son apart; "" where nothing does."""
        return self.entity.mark or romanisation.mark(self.entity.name)

    @property
    def others(self) -> frozenset[str]:
        """Folded family names of the other people in the article."""
        return self.families - {self.parts.family}


@dataclass(eq=False, slots=True)
class PersonGroup:
    """All that is known of one person so far."""

    members: list[Named] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    countries: Counter[str] = field(default_factory=Counter)
    genders: set[str] = field(default_factory=set)
    phrases: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    deeds: set[tuple[str, str]] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)  # squashed
    words: set[str] = field(default_factory=set)  # of the names, folded
    official: bool | None = None  # the editor's word on whether they get a profile
    apart: list[tuple[PersonGroup, str]] = field(default_factory=list)  # whom the editor holds apart, and why
    parted: str | None = None  # the name of somebody whom the editor told apart from another
    newer: str | None = None  # the name that the person goes by since a change that a sentence tells
    _company: set[str] = field(default_factory=set)
    _uncounted: list[Named] = field(default_factory=list)  # members whose company has not been asked for yet

    def add(self, member: Named) -> None:
        """Takes in a person as one more article names them."""
        self.members.append(member)
        self.articles.add(member.article)
        self.titles |= member.titles
        if member.country:
            self.countries[member.country] += 1
        if member.entity.gender:
            self.genders.add(member.entity.gender)
        self._uncounted.append(member)
        self.phrases |= member.phrases
        self.bodies |= member.bodies
        self.deeds |= member.deeds
        self.places |= member.places
        self.names.add(romanisation.squash(member.entity.name))
        self.words.update(romanisation.words_of(member.entity.name))

    @property
    def others(self) -> set[str]:
        """Folded family names of the people named beside this one. Put together when asked for: of 5,000 names in
        one article each has 4,999 others."""
        while self._uncounted:
            self._company |= self._uncounted.pop().others
        return self._company

    def absorb(self, other: PersonGroup) -> None:
        """Takes in all members and the evidence of another group."""
        for member in other.members:
            self.add(member)
        self.evidence.extend(other.evidence)
        self.newer = self.newer or other.newer


@cache
def fold_title(title: str) -> str:
    """A title for comparing: "the Defence Minister" and "defense minister" agree.

    >>> fold_title("Minister of Defence") == fold_title("defense minister")
    True
    >>> fold_title("PM") == fold_title("prime minister"), fold_title("CEO") == fold_title("chief executive")
    (True, True)
    """
    rules = load(TITLES)
    words = [word.strip(".") for word in re.findall(r"[\w.-]+", fold(title))]
    spelled = " ".join(str(rules.words.get(word, word)) for word in words if word and word not in rules.dropped)
    for long, short in rules.phrases.items():
        spelled = re.sub(rf"\b{re.escape(long)}\b", short, spelled)
    return " ".join(sorted(spelled.split()))


def spelled_out(title: str) -> str:
    """A title as a page shows it, without initials that readers may not know.

    >>> spelled_out("PM"), spelled_out("former deputy PM"), spelled_out("CEO")
    ('Prime Minister', 'former deputy Prime Minister', 'CEO')
    """
    full = load(TITLES).spelled
    return re.sub(rf"\b(?:{'|'.join(full)})\b", lambda found: full[found.group()], title)


def office_of(role: Role) -> str:
    """The title of a role without its body: "State Department spokesperson" and "spokesperson" are one office there."""
    return (role.title.replace(role.organisation, " ") if role.organisation else role.title).strip() or role.title


def most_common(counts: Counter[str]) -> str | None:
    """The key with the highest count, the first by alphabet among equals; None when nothing is counted."""
    return min(counts, key=lambda key: (-counts[key], key)) if counts else None


def majority_country(cluster: PersonGroup) -> str | None:
    """The country that most members are given; None when none has one."""
    return most_common(cluster.countries)


def heads_of(titles: Iterable[str]) -> frozenset[str]:
    """The single words of all titles."""
    return frozenset(word for title in titles for word in title.split())
