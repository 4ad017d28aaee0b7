"""Who may be the same person and is not taken for it, and who has the same name and is somebody else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...model.book import Lookalike
from ...model.reasons import first
from ...model.text import record
from . import romanisation
from .apart import APART, marks_of
from .evidence import bare_points, candidates_by_word
from .grounds import RARE, listed, other_office, points_of, said_of
from .pair import Crowd, Pair, crowd_of, rare_words
from .person_group import Named, PersonGroup, majority_country
from .same_name import WAYS, Way

_EARLIER = 50  # names under one key that a further one is compared with
_SHOWN = 4  # on one profile
_READ_BY_SHELLS = frozenset('"$`\\!%')  # also between double quotation marks
_MARKS = {"jr": "Jr.", "sr": "Sr."}  # others are figures: "III"
_COMMAND = 'briefing edit merge {} {} --reason "one person"'


@record
class _Doubt:
    """Two groups, by their places in the list, and what is to be said of them."""

    one: int
    other: int
    may_be: bool
    why: str


def lookalikes_of(
    groups: Sequence[tuple[str, str, PersonGroup]], profiled: frozenset[str]
) -> Mapping[str, tuple[Lookalike, ...]]:
    """For the id of each profiled person who else may be meant, or is called so too. `groups`: id, name and group of
    everybody; `profiled`: ids."""
    found: dict[str, list[Lookalike]] = defaultdict(list)
    called = Counter(name for _, _, group in groups for name in group.names)
    shown = frozenset(at for at, (person, _, _) in enumerate(groups) if person in profiled)
    for doubt in _first_of_each(_doubts([group for _, _, group in groups], shown)):
        typed = [_typed(*groups[at][:2], called) for at in (doubt.one, doubt.other)]
        settle = _COMMAND.format(*typed) if doubt.may_be else ""
        for at, beside in ((doubt.one, doubt.other), (doubt.other, doubt.one)):
            other, name, _ = groups[beside]
            whom = other if beside in shown else None
            found[groups[at][0]].append(
                Lookalike(name=name, person=whom, may_be=doubt.may_be, why=doubt.why, settle=settle)
            )
    return {person: tuple(others[:_SHOWN]) for person, others in found.items()}


def _first_of_each(doubts: Iterable[_Doubt]) -> Iterable[_Doubt]:
    """What is said first of two people; the rest is weaker."""
    said: dict[tuple[int, int], _Doubt] = {}
    for doubt in doubts:
        said.setdefault((doubt.one, doubt.other), doubt)
    return said.values()


def _doubts(groups: Sequence[PersonGroup], profiled: frozenset[int]) -> Iterator[_Doubt]:
    place = {id(group): at for at, group in enumerate(groups)}
    for at, group in enumerate(groups):
        for other, why in group.apart:
            if at < (beside := place.get(id(other), at)):
                yield _Doubt(one=at, other=beside, may_be=False, why=why)
    crowd = crowd_of([member for group in groups for member in group.members])
    full = [at for at, group in enumerate(groups) if any(member.parts.given for member in group.members)]
    yield from _of_one_name(groups, full, profiled)
    for way in WAYS:
        yield from _alike(groups, full, profiled, way, crowd)
    yield from _bare(groups, full, profiled, crowd)


def _of_one_name(groups: Sequence[PersonGroup], full: Sequence[int], profiled: frozenset[int]) -> Iterator[_Doubt]:
    """Those with one full name, who are two."""
    by_name: dict[str, list[int]] = defaultdict(list)
    for at in full:
        for name in sorted(groups[at].names):
            by_name[name].append(at)
    for name in sorted(by_name):
        for one, other in _pairs(by_name[name], profiled):
            pair = Pair.alone(groups[one], groups[other])
            yield _Doubt(one=one, other=other, may_be=False, why=told_apart(pair))


def _pairs(places: Sequence[int], profiled: frozenset[int]) -> Iterator[tuple[int, int]]:
    for index, other in enumerate(places):
        for one in places[: min(index, _EARLIER)]:
            if one != other and (one in profiled or other in profiled):
                yield min(one, other), max(one, other)


def _alike(
    groups: Sequence[PersonGroup], full: Sequence[int], profiled: frozenset[int], way: Way, crowd: Crowd
) -> Iterator[_Doubt]:
    """Those whose names look alike: too little speaks for one person, or father and son."""
    for met in _meeting(groups, full, way):
        for one, other in _pairs(list(met), profiled):
            if way.holds((met[one], met[other])) and not groups[one].parted and not groups[other].parted:
                pair = Pair(one=groups[one], other=groups[other], crowd=crowd)
                yield from _judged(way, pair, one, other, way.says(met[one], met[other]))


def _meeting(groups: Sequence[PersonGroup], full: Sequence[int], way: Way) -> Iterator[dict[int, Named]]:
    """The groups under each key of a way that several have, by their places, with a name that has the key."""
    buckets: dict[str, dict[int, Named]] = defaultdict(dict)
    for at in full:
        spellings = {member.entity.name: member for member in groups[at].members if member.parts.given}
        for _, member in sorted(spellings.items()):
            for key in way.keys(member):
                buckets[key].setdefault(at, member)
    for key in sorted(key for key, met in buckets.items() if len(met) > 1):
        yield buckets[key]


def _judged(way: Way, pair: Pair, one: int, other: int, how: str) -> Iterator[_Doubt]:
    forbidden = way.forbidden(pair)
    if forbidden is None and way.missing(pair) > 0 and _is_likely(pair):
        yield _Doubt(one=one, other=other, may_be=True, why=_why(how, pair))
    elif forbidden is not None and marks_of(pair.one) != marks_of(pair.other):
        yield _Doubt(one=one, other=other, may_be=False, why=told_apart(pair))


def _bare(
    groups: Sequence[PersonGroup], full: Sequence[int], profiled: frozenset[int], crowd: Crowd
) -> Iterator[_Doubt]:
    """Family names alone that nobody was given."""
    by_word = candidates_by_word([groups[at] for at in full])
    place = {id(group): at for at, group in enumerate(groups)}
    for at, group in enumerate(groups):
        if any(member.parts.given for member in group.members):
            continue
        for cluster in by_word.get(group.members[0].parts.family, ())[:_SHOWN]:
            pair = Pair(one=cluster, other=group, crowd=crowd)
            other = place[id(cluster)]
            if (at in profiled or other in profiled) and bare_points(pair, single=False) > 0 and _is_likely(pair):
                yield _Doubt(
                    one=min(at, other), other=max(at, other), may_be=True, why=_why("the same family name", pair)
                )


def _is_likely(pair: Pair) -> bool:
    """Whether more speaks for it than the name, where the posts are others."""
    return not other_office(pair) or points_of(pair) > RARE * bool(rare_words(pair))


def _why(how: str, pair: Pair) -> str:
    return "; ".join([how, *said_of(pair)]) + "; that is too little to be sure"


def told_apart(pair: Pair) -> str:
    """What tells two people of one name apart: mark, country, posts."""
    sides = [
        ", ".join(
            part
            for part in (
                *(_MARKS.get(mark, mark.upper()) for mark in sorted(marks_of(group))),
                majority_country(group) or "",
                listed(_posts(group)),
            )
            if part
        )
        for group in (pair.one, pair.other)
    ]
    reason = first(APART, pair)
    shown = " and ".join(side for side in sides if side)
    return ": ".join(part for part in (reason.name if reason else "two people", shown) if part)


def _posts(group: PersonGroup) -> list[str]:
    return sorted({role.title for member in group.members for role in member.roles})


def _typed(person: str, name: str, called: Counter[str]) -> str:
    """The name in quotation marks; the id where somebody else is called so too, or a shell would read the name."""
    return person if called[romanisation.squash(name)] > 1 or _READ_BY_SHELLS & set(name) else f'"{name}"'
