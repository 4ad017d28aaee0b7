"""Whether those who stand in one role of two accounts are others: by their names, their nouns, their posts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from functools import cache

from ...rules.load import load
from ...rules.types.merge import IDENTITY
from ...rules.types.people import BODIES
from .known_deed import Part

_LETTERS = 2  # of a name of initials at least
_LEFT_OUT = 3  # initials for each one that may come from a word left out


def apart(one: Set[object], other: Set[object]) -> bool:
    """Whether both have some and none in common."""
    return bool(one) and bool(other) and not one & other


def other_names(one: Part, other: Part) -> bool:
    """Of bodies, of things: with nothing in common, or only what others have in their names, too: "the Dockers Union",
    "the Teachers Union"."""
    return two_names(one.names, other.names, one.heads & other.heads)


def two_names(ones: Set[str], others: Set[str], common: Set[str] = frozenset()) -> bool:
    """Countries are held against countries alone: a town, a firm is not held against its country. `common` are words of
    names that tell nothing apart."""
    lands = {each for each in ones if each[0] == "@"}, {each for each in others if each[0] == "@"}
    one, other = ones - lands[0], others - lands[1]
    if apart(*lands) or not one or not other or one <= other or other <= one:
        return apart(*lands)
    return one & other <= _body_words() | common and not (_is_short_for(one, other) or _is_short_for(other, one))


def _is_short_for(short: Set[str], long: Set[str]) -> bool:
    """ "NHB" and "Norland Harbour Board"."""
    letters = Counter(word[0] for word in long)
    count = letters.total()
    initials = (Counter(word) for word in short if len(word) <= count + count // _LEFT_OUT)
    return count >= _LETTERS and any(letters <= each for each in initials)


def country_and_body(one: Part, other: Part) -> bool:
    """A country and a body that is none of a government: "Norway", "the Varg Front"."""
    return _is_country(one) and _is_no_government(other)


def _is_country(part: Part) -> bool:
    return bool(part.heads) and all(head[0] == "@" for head in part.heads)


def _is_no_government(part: Part) -> bool:
    is_name = bool(part.heads) and part.heads <= part.names and not any(name[0] == "@" for name in part.names)
    return is_name and not part.names & _public_words()


def other_nouns(one: Part, other: Part) -> bool:
    """Two common nouns for two parties: "the army", "the rebels"; or one noun with other words before it: "the finance
    minister", "the trade minister"."""
    if not one.nouns or not other.nouns or (one.nouns | other.nouns) & load(IDENTITY).any_party:
        return False
    if not one.heads & other.heads:
        return not _kinds(one.nouns) & _kinds(other.nouns) and not _called(one, other) and not _called(other, one)
    return apart(one.words - one.heads, other.words - other.heads)


def _called(one: Part, other: Part) -> bool:
    """ "The dockers of the union", "the union"."""
    return bool(one.heads & other.said)


def noun_and_name(one: Part, other: Part) -> bool:
    """A public body by its noun, and a body with a name that is of another kind: "the army", "the Varg Front"."""
    public = one.nouns & {*load(BODIES).common, *load(BODIES).heads} - load(IDENTITY).any_party
    named = other.names & _body_words()
    if not public or one.names or not other.heads <= other.names:
        return False
    return bool(named) and not _kinds(public) & _kinds(named)


def other_posts(one: Part, other: Part) -> bool:
    """Another post of one rank: "Finance Minister Ada Cole", "the trade minister"."""
    rank = one.posts & other.heads
    return bool(rank) and not other.people and apart(one.posts - rank, other.words - rank)


def is_relative(one: Part, other: Part) -> bool:
    """ "Ada Cole's brother", "Ada Cole"."""
    return bool(other.people) and other.people <= one.owners


def other_marks(one: Part, other: Part) -> bool:
    """ "The north tower", "the south tower"."""
    groups = ({*group} for group in load(IDENTITY).telling_apart)
    return any(apart(one.marks & group, other.marks & group) for group in groups)


@cache
def _kind_of() -> Mapping[str, frozenset[int]]:
    groups = load(IDENTITY).same_parties
    return {
        noun: frozenset(at for at, group in enumerate(groups) if noun in group) for group in groups for noun in group
    }


def _kinds(nouns: Iterable[str]) -> frozenset[object]:
    """The lists that have the nouns; a noun of none is a kind of its own."""
    return frozenset(kind for noun in nouns for kind in _kind_of().get(noun, (noun,)))


@cache
def _body_words() -> frozenset[str]:
    return frozenset(load(BODIES).heads)


@cache
def _public_words() -> frozenset[str]:
    names = [*load(BODIES).government, *load(BODIES).common, *load(BODIES).international]
    return frozenset(word for name in names for word in name.split())
