"""Whom a bare surname means: points of evidence, and the people who are left over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from .person_group import Named, PersonGroup, majority_country
from .romanisation import NameParts
from .same_name import heads_of, same_title_kind

_ENOUGH = 2  # points of evidence that a bare surname needs


def points_for(named: Named, cluster: PersonGroup, *, alone: bool) -> tuple[int, list[str]]:
    """How much speaks for a bare name being this person, and what; below zero: it cannot be."""
    if named.article in cluster.articles:
        return -1, []
    country = majority_country(cluster)
    if named.country and country and named.country != country:
        return -1, []
    if named.entity.gender and cluster.genders - {named.entity.gender}:
        return -1, []
    points, why = 0, []
    shared = sorted(named.titles & cluster.titles)
    if shared:
        points, why = 3, ["same office"]
    elif named.titles and cluster.titles:
        common = heads_of(named.titles) & heads_of(cluster.titles)
        if len(common) >= 2:
            points, why = 2, ["similar office"]
        elif common:
            points = -2  # a minister, but of something else
    if named.country and named.country == country:
        points, why = points + 1, [*why, f"same country ({country})"]
    company = sorted(named.others & cluster.others)
    if company:
        points += min(2, len(company))
        why.append("named together with " + ", ".join(name.title() for name in company[:3]))
    if len(named.phrases & cluster.phrases) >= 2:
        points, why = points + 1, [*why, "same subjects: " + ", ".join(sorted(named.phrases & cluster.phrases)[:3])]
    if alone:
        points, why = points + 1, [*why, "nobody else of that name in the sources"]
    return points, why


def _taken_up(named: Named, cluster: PersonGroup, *, alone: bool) -> tuple[int, list[str]]:
    """The points for a bare name; one that is only the given name needs the same office and country."""
    points, why = points_for(named, cluster, alone=alone)
    by_given = all(named.parts.family not in _handles(member.parts) for member in cluster.members)
    country = named.country is not None and named.country == majority_country(cluster)
    if by_given and not (country and same_title_kind(named.titles, cluster.titles)):
        return -1, []
    return points, why


def attached(bare: Sequence[Named], full: Sequence[PersonGroup]) -> list[PersonGroup]:
    """Give each bare name to the full name that evidence picks; the clusters of those left over."""
    by_word: dict[str, list[PersonGroup]] = defaultdict(list)
    for cluster in full:
        for word in sorted(
            {word for member in cluster.members for word in (*_handles(member.parts), member.parts.given)}
        ):
            by_word[word].append(cluster)
    left: list[Named] = []
    decided: list[tuple[Named, PersonGroup, list[str]]] = []
    for named in bare:
        candidates = by_word.get(named.parts.family, [])
        scored = [(*_taken_up(named, cluster, alone=len(candidates) == 1), cluster) for cluster in candidates]
        most = max((len(cluster.articles) for cluster in candidates), default=0)
        ranked = sorted(
            (
                (
                    points
                    + (len(cluster.articles) == most and len(cluster.articles) >= 3 * _next_size(candidates, cluster)),
                    why,
                    cluster,
                )
                for points, why, cluster in scored
                if points >= 0
            ),
            key=lambda entry: -entry[0],
        )
        if ranked and ranked[0][0] >= _ENOUGH and (len(ranked) == 1 or ranked[0][0] > ranked[1][0]):
            decided.append((named, ranked[0][2], ranked[0][1]))
        else:
            left.append(named)
    for named, cluster, why in decided:
        cluster.add(named)
        cluster.evidence.append(
            f"“{named.entity.name}” in {named.article}: {'; '.join(why) or 'by far the most frequent of that name'}"
        )
    return _leftovers(left)


def _next_size(candidates: Sequence[PersonGroup], cluster: PersonGroup) -> int:
    return max((len(other.articles) for other in candidates if other is not cluster), default=1)


def _handles(parts: NameParts) -> Iterator[str]:
    """What a person may be called by alone: the family name, with and without its particles."""
    yield parts.family
    yield parts.family.split()[-1] if parts.family else ""
    if "-" in parts.family:
        yield parts.family.split("-")[-1]


def _leftovers(left: Sequence[Named]) -> list[PersonGroup]:
    clusters: dict[str, list[PersonGroup]] = defaultdict(list)
    for named in left:
        known = clusters[named.parts.family]
        scored = [(*points_for(named, cluster, alone=False), cluster) for cluster in known[:50]]
        best = max(scored, key=lambda entry: entry[0], default=None)
        if best and best[0] >= 1:
            best[2].add(named)
            best[2].evidence.append(f"“{named.entity.name}” in {named.article}: {'; '.join(best[1])}")
        else:
            known.append(PersonGroup())
            known[-1].add(named)
    return [cluster for family in sorted(clusters) for cluster in clusters[family]]
