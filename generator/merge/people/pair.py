"""Two groups of names that may be one person, and what the book knows of the words of all names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product

from ...model.text import record
from ...rules.load import load
from ...rules.lookups import given_names, surnames
from ...rules.types.lexicon import SURNAMES
from ...rules.types.people import STANDING
from . import romanisation
from .person_group import Named, PersonGroup, majority_country

_FEW_ARTICLES = 3  # that anybody may be named in
_LETTERS = 3  # of a word that tells something


@record
class Crowd:
    """All names of the book: who has a word in the name, and which marks ("jr") one name is seen with."""

    holders: Mapping[str, frozenset[str]]  # folded word -> full names, squashed
    marks: Mapping[tuple[str, str], frozenset[str]]  # given and family name -> marks
    everywhere: frozenset[str]  # family names in so many articles that to be named beside them tells nothing


NOBODY = Crowd(holders={}, marks={}, everywhere=frozenset())


@record
class Pair:
    """Two groups and the crowd they are part of."""

    one: PersonGroup
    other: PersonGroup
    crowd: Crowd

    @staticmethod
    def alone(one: PersonGroup, other: PersonGroup) -> Pair:
        """The two without the rest of the book."""
        return Pair(one=one, other=other, crowd=NOBODY)

    @property
    def country(self) -> str | None:
        """The country of both; None when it is not known of one, or differs."""
        first, second = majority_country(self.one), majority_country(self.other)
        return first if first == second else None

    def in_one_article(self) -> Iterator[tuple[Named, Named]]:
        """The names of both in each article that has both."""
        shared = self.one.articles & self.other.articles
        if shared:
            for mine, theirs in product(self.one.members, self.other.members):
                if mine.article == theirs.article:
                    yield mine, theirs


def crowd_of(named: Sequence[Named]) -> Crowd:
    """What the names of all articles are made of."""
    holders: dict[str, set[str]] = defaultdict(set)
    marks: dict[tuple[str, str], set[str]] = defaultdict(set)
    for person in named:
        if person.parts.given:
            squashed = romanisation.squash(person.entity.name)
            for word in romanisation.words_of(person.entity.name):
                holders[word].add(squashed)
            if mark := person.mark:
                marks[person.parts.given, person.parts.family].add(mark)
    articles = {person.article for person in named}
    seen = Counter(family for _, family in {(person.article, person.parts.family) for person in named})
    many = max(_FEW_ARTICLES, len(articles) / 2)
    return Crowd(
        holders={word: frozenset(names) for word, names in holders.items()},
        marks={name: frozenset(found) for name, found in marks.items()},
        everywhere=frozenset(family for family, count in seen.items() if count > many),
    )


@cache
def common_words() -> frozenset[str]:
    """Words of names that so many have that one alone tells nothing: frequent given and family names."""
    languages = {language for row in load(SURNAMES) for language in row.of}
    return frozenset().union(load(STANDING).common, given_names(), *(surnames(language) for language in languages))


def rare_words(pair: Pair) -> list[str]:
    """The words that the names of both have, that are no frequent names and nobody else's in the book; sorted."""
    return sorted(
        word
        for word in pair.one.words & pair.other.words - common_words()
        if len(word) >= _LETTERS
        and all(name in pair.one.names or name in pair.other.names for name in pair.crowd.holders.get(word, ()))
    )
