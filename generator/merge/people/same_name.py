"""Which spellings may be one name: keys under which groups meet, and whether those that meet may be one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rapidfuzz.fuzz import ratio

from ...model.text import fold
from . import romanisation
from .person_group import Named, PersonGroup, majority_country

_SIMILAR = 85  # of 100, for a misspelt part of a name


def same_title_kind(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two sets of titles share a title."""
    return not set(one).isdisjoint(other)


def _may_be_one(one: PersonGroup, other: PersonGroup) -> bool:
    """No article names both, and country and gender do not speak against it."""
    return one.articles.isdisjoint(other.articles) and agree(one, other)


def agree(one: PersonGroup, other: PersonGroup) -> bool:
    """Country, gender and a mark ("Jr.", "Sr.") do not speak against it."""
    first, second = majority_country(one), majority_country(other)
    if (first and second and first != second) or len(one.marks | other.marks) > 1:
        return False
    return len(one.genders | other.genders) < 2


def _speaks_for(one: PersonGroup, other: PersonGroup) -> bool:
    """Some agreement beyond the name: an office, or company and matter."""
    if not one.titles or not other.titles or same_title_kind(one.titles, other.titles):
        return True
    return len(one.others & other.others) >= 2 or len(one.phrases & other.phrases) >= 3


def namesakes(cluster: PersonGroup, named: Named) -> bool:
    """Whether one full name is that of two people: other country, other offices, nobody in common."""
    country = majority_country(cluster)
    apart = bool(named.country and country and named.country != country and named.titles and cluster.titles)
    return (
        apart
        and heads_of(named.titles).isdisjoint(heads_of(cluster.titles))
        and named.others.isdisjoint(cluster.others)
    )


def order_keys(named: Named) -> Iterator[str]:
    """One key: the words of the name, sorted."""
    yield " ".join(sorted(re.findall(r"\w+", fold(named.entity.name))))


def romanised_keys(named: Named) -> Iterator[str]:
    """A key for each way of writing the name in Latin letters that fits it."""
    yield from romanisation.keys(named.entity.name)


def given_keys(named: Named) -> Iterator[str]:
    """One key: the full given name ("joseph" for "joe") and the family name; none where the family name leads."""
    parts = named.parts
    if not romanisation.is_family_first(named.entity.name):
        yield f"{romanisation.formal(parts.given)} {parts.family}"


def spelling_keys(named: Named) -> Iterator[str]:
    """For each title, one part of the name whole and the first letter of the other."""
    parts = named.parts
    for title in sorted(named.titles):
        yield f"{parts.family}|{parts.given[:1]}|{title}"
        yield f"{parts.given}|{parts.family[:1]}|{title}"


def part_keys(named: Named) -> Iterator[str]:
    """For each title, every single word of the name."""
    for title in sorted(named.titles):
        for word in sorted(set(romanisation.words_of(named.entity.name))):
            yield f"{word}|{title}"


def part_allowed(one: PersonGroup, other: PersonGroup) -> bool:
    """One name is a stretch of the other ("Galdós Ruiz" of "Ana Galdós Ruiz"), and the office is the same."""
    if not _may_be_one(one, other) or not same_title_kind(one.titles, other.titles):
        return False
    left, right = (
        {f" {' '.join(romanisation.words_of(m.entity.name))} " for m in cluster.members[:20]}
        for cluster in (one, other)
    )
    return any(a in b or b in a for a in left for b in right)


def _middles_agree(one: PersonGroup, other: PersonGroup) -> bool:
    """ "Mary Q. Roe" and "Mary Quinn Roe" may be one, "George H. W." and "George W." not."""
    for middle in {member.parts.middle for member in one.members}:
        for against in {member.parts.middle for member in other.members}:
            for left, right in zip(middle, against, strict=False):
                short = romanisation.is_initial(left) or romanisation.is_initial(right)
                if left[0] != right[0] or not (short or left == right):
                    return False
            initials = all(romanisation.is_initial(word) for word in (*middle, *against))
            if middle and against and len(middle) != len(against) and initials:
                return False
    return True


def given_allowed(one: PersonGroup, other: PersonGroup) -> bool:
    """Whether two of one given and family name may be one; a short form ("Joe") needs other agreement too."""
    left, right = one.members[0].parts, other.members[0].parts
    if left.given == right.given:
        return agree(one, other) and _middles_agree(one, other)
    return _may_be_one(one, other) and _middles_agree(one, other) and _speaks_for(one, other)


def fuzzy_allowed(one: PersonGroup, other: PersonGroup) -> bool:
    """Whether two may be one: in no article both, country and gender agree, and so do offices or company."""
    return _may_be_one(one, other) and _speaks_for(one, other)


def misspelt_allowed(one: PersonGroup, other: PersonGroup) -> bool:
    """One part equal, the other a slip of the keys; given names of two syllables differ too little for that."""
    left, right = one.members[0], other.members[0]
    if romanisation.is_family_first(left.entity.name) or romanisation.is_family_first(right.entity.name):
        return False
    a, b = left.parts, right.parts
    if (
        a.family == b.family
        and a.given[0] == b.given[0]
        and (romanisation.is_initial(a.given) or romanisation.is_initial(b.given))
    ):
        return _may_be_one(one, other) and same_title_kind(one.titles, other.titles)
    if not (a.given == b.given or a.family == b.family) or len(a.given) < 2 or len(b.given) < 2:
        return False
    differing = (a.family, b.family) if a.given == b.given else (a.given, b.given)
    alike = _middles_agree(one, other) and ratio(*differing) >= _SIMILAR
    return alike and _may_be_one(one, other) and same_title_kind(one.titles, other.titles)


def heads_of(titles: Iterable[str]) -> frozenset[str]:
    """The single words of all titles."""
    return frozenset(word for title in titles for word in title.split())
