"""Whom a bare surname means: points of evidence, and the people who are left over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...model.reasons import first
from .apart import APART
from .grounds import RARE, by_given_name, other_office, points_of, said_of, same_titles
from .pair import NOBODY, Crowd, Pair, rare_words
from .person_group import Named, PersonGroup, heads_of
from .romanisation import NameParts

ENOUGH = 3  # points of evidence that a bare surname needs
_IMPOSSIBLE = -1
_COMPARED = 50  # groups of one surname that a further bare name is compared with
_OTHER_POST = -2  # points: a minister, but of something else
_MUCH_MORE = 3  # times as many articles as any other of the name has, are a point too


def alone(named: Named) -> PersonGroup:
    """A group of one name in one article."""
    group = PersonGroup()
    group.add(named)
    return group


def bare_points(pair: Pair, *, single: bool) -> int:
    """How much speaks for a bare name (`pair.other`) being a person; below zero: it cannot be. `single`: nobody else
    in the book has the name."""
    if not pair.one.articles.isdisjoint(pair.other.articles) or first(APART, pair) is not None:
        return _IMPOSSIBLE
    points = points_of(pair) + (single and not rare_words(pair))
    if other_office(pair) and heads_of(pair.one.titles) & heads_of(pair.other.titles):
        points += _OTHER_POST
    return points


def _taken_up(pair: Pair, family: str, *, single: bool) -> int:
    """The points for a bare name; one that is only the given name needs the same office and country, but where people
    are called by it."""
    by_given = all(family not in _handles(member.parts) for member in pair.one.members)
    if by_given and not by_given_name(pair.one) and not (pair.country and same_titles(pair)):
        return _IMPOSSIBLE
    return bare_points(pair, single=single)


def candidates_by_word(full: Sequence[PersonGroup]) -> dict[str, list[PersonGroup]]:
    """Whom each word may mean when it stands alone."""
    by_word: dict[str, list[PersonGroup]] = defaultdict(list)
    for cluster in full:
        for word in sorted(
            {word for member in cluster.members for word in (*_handles(member.parts), member.parts.given)} - {""}
        ):
            by_word[word].append(cluster)
    return by_word


def attached(bare: Sequence[Named], full: Sequence[PersonGroup], crowd: Crowd) -> list[PersonGroup]:
    """Give each bare name to the full name that evidence picks; the clusters of those left over."""
    by_word = candidates_by_word(full)
    left: list[Named] = []
    decided: list[tuple[Named, Pair, bool]] = []
    for named in bare:
        candidates = by_word.get(named.parts.family, [])
        own = alone(named)
        single = len(candidates) == 1
        ranked = sorted(
            (
                (points + _weight(candidates, pair.one), pair)
                for pair in (Pair(one=cluster, other=own, crowd=crowd) for cluster in candidates)
                if (points := _taken_up(pair, named.parts.family, single=single)) >= 0
            ),
            key=lambda entry: -entry[0],
        )
        if ranked and ranked[0][0] >= ENOUGH and (len(ranked) == 1 or ranked[0][0] > ranked[1][0]):
            decided.append((named, ranked[0][1], single))
        else:
            left.append(named)
    lines = [bare_line(named, pair, single=single) for named, pair, single in decided]
    for (named, pair, _), line in zip(decided, lines, strict=True):
        pair.one.add(named)
        pair.one.evidence.append(line)
    return _leftovers(left)


def bare_line(named: Named, pair: Pair, *, single: bool) -> str:
    """What the page says of a bare name taken for a person."""
    why = said_of(pair)
    if single and not rare_words(pair):
        why.append("nobody else of that name in the sources")
    return f"“{named.entity.name}” in {named.article}: {'; '.join(why) or 'by far the most frequent of that name'}"


def _weight(candidates: Sequence[PersonGroup], cluster: PersonGroup) -> int:
    """A point for who is named in far more articles than all others of the name."""
    size = len(cluster.articles)
    next_size = max((len(other.articles) for other in candidates if other is not cluster), default=1)
    return int(size >= _MUCH_MORE * next_size)


def _handles(parts: NameParts) -> Iterator[str]:
    """What a person may be called by alone: the family name, with and without its particles."""
    yield parts.family
    yield parts.family.split()[-1] if parts.family else ""
    if "-" in parts.family:
        yield parts.family.split("-")[-1]


def _leftovers(left: Sequence[Named]) -> list[PersonGroup]:
    """Bare names that nobody took, those of one post or of one company together."""
    clusters: dict[str, list[PersonGroup]] = defaultdict(list)
    for named in left:
        known = clusters[named.parts.family]
        pairs = [Pair(one=cluster, other=alone(named), crowd=NOBODY) for cluster in known[:_COMPARED]]
        scored = [(bare_points(pair, single=False) - RARE * bool(rare_words(pair)), pair) for pair in pairs]
        points, best = max(scored, key=lambda entry: entry[0], default=(0, None))
        if best and points >= 1:
            line = bare_line(named, best, single=False)
            best.one.add(named)
            best.one.evidence.append(line)
        else:
            known.append(alone(named))
    return [cluster for family in sorted(clusters) for cluster in clusters[family]]
