"""The people of one article, as far as that article alone tells of them. Kept between runs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import permutations

from ...model.book import Citation
from ...model.dates import Date
from ...model.findings import Entity, Findings, PostChange, Role
from ...model.text import record
from ...rules.lookups import country
from ..base.corpus import Reading
from . import romanisation
from .changes import dated
from .full_names import full_names
from .other_names import renamed
from .person_group import Named, fold_title, most_common, office_of


@record
class ToldChange:
    """A change of a post, with its day and its sentence."""

    change: PostChange
    date: Date | None
    citation: Citation
    named_at: int | None  # the sentence that names the post


@record
class ArticlePeople:
    """`people` are sorted by their keys; what is the same for all of them stands beside them."""

    source: str
    published: Date | None
    people: tuple[Named, ...]
    families: frozenset[str]
    places: frozenset[str]
    phrases: frozenset[str]  # of several words
    renamed: tuple[tuple[str, str, str], ...]  # keys of the newer and of the older name, and what the page says of it
    changes: tuple[ToldChange, ...]
    full_names: str  # what may be one and was taken for nobody, in lines

    def named(self, telling: frozenset[str]) -> tuple[Named, ...]:
        """The people, each with what is the same for all. `telling` are the phrases of so few articles that sharing
        them means something."""
        phrases = self.phrases & telling
        for one in self.people:
            one.families, one.places, one.phrases = self.families, self.places, phrases
        return self.people


def people_told(corpus: Sequence[Reading]) -> dict[str, ArticlePeople]:
    """The people of each article, by its id."""
    return {reading.article.id: reading.result(people_in) for reading in corpus}


def people_in(reading: Reading) -> ArticlePeople:
    """The people of an article."""
    article, found = reading.article, reading.findings
    people = sorted(_named(reading), key=lambda one: one.entity.key)
    return ArticlePeople(
        source=article.id,
        published=reading.published,
        people=tuple(people),
        families=frozenset(one.parts.family for one in people),
        places=_places_of(found),
        phrases=frozenset(phrase for phrase, _ in found.phrases if " " in phrase),
        renamed=tuple(renamed(article, found, {one.entity.key: one for one in people if one.parts.given})),
        changes=tuple(_changes(reading)),
        full_names="\n".join(sorted(full_names(article.text, found))),
    )


def _named(reading: Reading) -> Iterator[Named]:
    found = reading.findings
    people = [entity for entity in found.entities if entity.kind == "person"]
    taken = {entity.key: romanisation.parts(entity.name, entity.family) for entity in people}
    families = {key: part.family for key, part in taken.items()}
    roles: dict[str, list[Role]] = defaultdict(list)
    for role in found.roles:
        roles[role.entity].append(role)
    deeds, sentences, spellings = _deeds_of(found, families), _sentences_of(found), _spellings_of(reading)
    twins = _twins(people)
    for entity in people:
        own = tuple(roles[entity.key])
        yield Named(
            article=reading.article.id,
            entity=entity,
            parts=taken[entity.key],
            roles=own,
            titles=frozenset(title for role in own for title in _titles(role)) - {""},
            country=_country_of(entity, own),
            cited=tuple(reading.cite(reading.sentence_at(role.span)) for role in own),
            spellings=dict(sorted(spellings[entity.key].items())),
            bodies=frozenset(fold_title(role.organisation) for role in own if role.organisation) - {""},
            deeds=frozenset(deeds[entity.key]),
            sentences=frozenset(sentences[entity.key]),
            twin=entity.name in twins,
        )


def _changes(reading: Reading) -> Iterator[ToldChange]:
    for change in reading.findings.post_changes:
        yield ToldChange(
            change=change,
            date=dated(reading, change),
            citation=reading.cite(reading.sentence_at(change.span)),
            named_at=reading.sentence_at(change.post.span) if change.post is not None else None,
        )


def _spellings_of(reading: Reading) -> dict[str, Counter[str]]:
    """How often the article has each spelling of each entity."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in reading.findings.mentions:
        spelling = re.sub(r"['’]s?$", "", " ".join(mention.span.of(reading.article.text).split()))
        found[mention.entity][spelling] += 1
    return found


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
