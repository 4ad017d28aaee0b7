"""The people of one article as the book knows them: no more of the book than work on that article alone needs, so that
what was made with it holds until this changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from ...model.book import Person
from ...model.text import record

PersonIds = Mapping[tuple[str, str], str]  # by article and key of an entity
Who = Mapping[str, str]  # those of one article with a profile, by the keys of their entities


@record
class Named:
    """Somebody with a profile, by the name that it has."""

    name: str


@record
class Cast:
    """Who each entity of the article is, by its key, and the names of those with a profile, by their ids."""

    source: str
    who: Mapping[str, str]
    names: Mapping[str, str]

    @property
    def ids(self) -> dict[tuple[str, str], str]:
        """As those of the whole book are told."""
        return {(self.source, key): person for key, person in self.who.items()}

    @property
    def people(self) -> dict[str, Named]:
        """Those with a profile."""
        return {person: Named(name=name) for person, name in self.names.items()}


def casts_of(ids: PersonIds, people: Mapping[str, Person]) -> dict[str, Cast]:
    """The cast of each article that has one, by its id."""
    every: dict[str, dict[str, str]] = defaultdict(dict)
    for (source, key), person in ids.items():
        every[source][key] = person
    return {
        source: Cast(source=source, who=who, names={one: people[one].name for one in who.values() if one in people})
        for source, who in every.items()
    }
