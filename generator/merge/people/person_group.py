"""A person in the making: what all articles say of one name, with the facts by which two are told apart."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import permutations

from ...model.article import Article
from ...model.book import Person
from ...model.findings import Entity, Findings, Role
from ...model.text import fold, record
from ...rules.load import load
from ...rules.lookups import country
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
    families: frozenset[str]  # folded family names of all the people in the article; one set for all of them
    phrases: frozenset[str]
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


def named_in(article: Article, findings: Findings, telling: frozenset[str]) -> Iterator[Named]:
    """The people of one article. `telling` are the phrases of so few articles that sharing them means something."""
    people = [entity for entity in findings.entities if entity.kind == "person"]
    taken = {entity.key: romanisation.parts(entity.name, entity.family) for entity in people}
    families = {key: part.family for key, part in taken.items()}
    around = frozenset(families.values())
    roles: dict[str, list[Role]] = defaultdict(list)
    for role in findings.roles:
        roles[role.entity].append(role)
    phrases = frozenset(phrase for phrase, _ in findings.phrases) & telling
    deeds, sentences, places = _deeds_of(findings, families), _sentences_of(findings), _places_of(findings)
    twins = _twins(people)
    for entity in people:
        own = tuple(roles[entity.key])
        yield Named(
            article=article.id,
            entity=entity,
            parts=taken[entity.key],
            roles=own,
            titles=frozenset(title for role in own for title in _titles(role)) - {""},
            country=_country_of(entity, own),
            families=around,
            phrases=phrases,
            bodies=frozenset(fold_title(role.organisation) for role in own if role.organisation) - {""},
            deeds=frozenset(deeds[entity.key]),
            sentences=frozenset(sentences[entity.key]),
            places=places,
            twin=entity.name in twins,
        )


def _twins(people: Sequence[Entity]) -> frozenset[str]:
    """The names that two people of one article have."""
    counts = Counter(entity.name for entity in people)
    return frozenset(name for name, count in counts.items() if count > 1)


def _country_of(entity: Entity, roles: Sequence[Role]) -> str | None:
    countries = Counter(role.country for role in roles if role.country)
    if entity.country:
        countries[entity.country] += 1
    return most_common(countries)


def _places_of(findings: Findings) -> frozenset[str]:
    """The places that an article names, countries by their short names."""
    named = {entity.name for entity in findings.entities if entity.kind == "place"}
    return frozenset(found.name if (found := country(name)) else name for name in named)


def _titles(role: Role) -> Iterator[str]:
    """The folded title of a role, with and without its body, and without the words for a country: what another article
    may say of the same post."""
    for title in (office_of(role), role.title):
        folded = fold_title(title)
        yield folded
        yield " ".join(word for word in folded.split() if country(word) is None)


def _deeds_of(findings: Findings, families: dict[str, str]) -> dict[str, set[tuple[str, str]]]:
    """For each person the days on which the article has them in a deed, each with the others in it."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for event in findings.events:
        if event.date and event.date.precision == "day":
            for person, other in permutations([key for key in event.people if key in families], 2):
                found[person].add((event.date.edtf, families[other]))
    return found


def _sentences_of(findings: Findings) -> dict[str, set[int]]:
    """The numbers of the sentences in which each entity is named."""
    found: dict[str, set[int]] = defaultdict(set)
    for mention in findings.mentions:
        found[mention.entity].add(
            bisect_right(findings.sentences, mention.span.start, key=lambda sentence: sentence.span.start)
        )
    return found


def most_common(counts: Counter[str]) -> str | None:
    """The key with the highest count, the first by alphabet among equals; None when nothing is counted."""
    return min(counts, key=lambda key: (-counts[key], key)) if counts else None


def majority_country(cluster: PersonGroup) -> str | None:
    """The country that most members are given; None when none has one."""
    return most_common(cluster.countries)


def heads_of(titles: Iterable[str]) -> frozenset[str]:
    """The single words of all titles."""
    return frozenset(word for title in titles for word in title.split())
