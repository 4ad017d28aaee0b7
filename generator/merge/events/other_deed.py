"""What forbids that two accounts tell one deed, whatever the verb."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set

from ...model.reasons import Reason
from ...rules.load import load
from ...rules.types.merge import IDENTITY
from .known_deed import KnownDeed
from .pair import Pair

_PARTNERS = 2  # of a meeting; a third may have been left out


def _apart(one: Set[object], other: Set[object]) -> bool:
    return bool(one) and bool(other) and not one & other


def _other_people(pair: Pair) -> bool:
    one, other = pair.one, pair.other
    if one.is_noun or other.is_noun or (_is_contact(one) and _is_contact(other)):  # the roles of these are not told
        few = len(one.people & other.people) < _PARTNERS
        return few and _apart(_parts(one.people - other.named), _parts(other.people - one.named))
    if _apart(one.doers.people, other.doers.people):
        return not (one.doers.people <= other.people and other.doers.people <= one.people)
    return _apart(one.met, other.met) and not (one.met <= other.people and other.met <= one.people)


def _parts(people: Set[str]) -> frozenset[str]:
    """Of their names: who is spelled in two ways still shares one."""
    return frozenset(part for who in people for part in who.strip("?").split("-"))


def _is_contact(known: KnownDeed) -> bool:
    return bool(known.senses & load(IDENTITY).contact_senses)


def _other_party(pair: Pair) -> bool:
    """Bodies, firms, countries; who is called by his people or by his house is not held against who is named."""
    one, other = pair.one.doers, pair.other.doers
    return not one.people and not other.people and _other_names(one.names, other.names)


def _other_names(ones: Set[str], others: Set[str]) -> bool:
    """Countries are held against countries alone: a town, a firm is not held against its country."""
    countries = {each for each in ones if each[0] == "@"}, {each for each in others if each[0] == "@"}
    return _apart(*countries) or _apart(ones - countries[0], others - countries[1])


def _other_figure(pair: Pair) -> bool:
    if _is_toll(pair.one) and _is_toll(pair.other):
        return False
    ones, others = _by_unit(pair.one), _by_unit(pair.other)
    return any(_apart(ones[unit], others[unit]) for unit in ones.keys() & others.keys())


def _is_toll(known: KnownDeed) -> bool:
    """What is counted little by little: another number is a disagreement, no other deed."""
    return bool(known.senses & load(IDENTITY).toll_senses)


def _by_unit(known: KnownDeed) -> Mapping[str, set[str]]:
    values: dict[str, set[str]] = defaultdict(set)
    for unit, value in known.figures:
        values[unit].add(value)
    return values


def _other_object(pair: Pair) -> bool:
    """Other things, or things of one kind that other words tell apart: "the fishing treaty", "the border treaty"."""
    if pair.one.is_said or pair.other.is_said:
        return False  # of what is said, the grounds look at the words
    one, other = pair.one.things, pair.other.things
    if _apart(one.heads, other.heads) and not _one_holds(pair.one, pair.other):
        return pair.same_sense
    if pair.same_sense and _other_names(one.names, other.names):
        return True
    heads = one.heads & other.heads
    if not heads:
        return False
    sure = one.names & other.names or pair.one.figures & pair.other.figures
    return _apart(one.words - heads, other.words - heads) or (not sure and _apart(one.adjectives, other.adjectives))


def _one_holds(one: KnownDeed, other: KnownDeed) -> bool:
    """Whether the head of one object stands among the words of the other."""
    return bool(one.things.heads & other.object or other.things.heads & one.object)


def _other_aim(pair: Pair) -> bool:
    """For, on or with something else: what stands behind one preposition."""
    if not pair.same_sense:
        return False
    both = pair.one.led.keys() & pair.other.led.keys()
    return any(_apart(pair.one.led[led].said, pair.other.led[led].said) for led in both)


def _other_place(pair: Pair) -> bool:
    return _other_names(pair.one.places, pair.other.places)


def _another_day(pair: Pair) -> bool:
    """What goes on day by day: of two dates it is two."""
    daily = load(IDENTITY).daily_senses
    return pair.dates != "same days" and bool(pair.one.senses & daily and pair.other.senses & daily)


def _plan_and_deed(pair: Pair) -> bool:
    kinds = {pair.a.event.kind, pair.b.event.kind}
    return kinds == {"occurred", "scheduled"} and pair.a.source == pair.b.source


def _one_sentence(pair: Pair) -> bool:
    same = (pair.a.source, pair.a.sentence) == (pair.b.source, pair.b.sentence)
    return same and pair.a.headline != pair.b.headline


def _other_dates(pair: Pair) -> bool:
    """Two articles that give two days are two accounts that differ: the page of disagreements holds them together."""
    return pair.dates == "apart" or (pair.dates == "next day" and pair.a.source != pair.b.source)


FORBIDS: tuple[Reason[Pair], ...] = (
    Reason(
        "other dates",
        "Ada Cole opened a school on July 3. / Ada Cole opened a school on July 12.",
        "Ada Cole opened a school on July 3. / Ada Cole opened a school on July 3.",
        _other_dates,
    ),
    Reason(
        "another day",
        "The Skarvik index fell on July 12. / The Skarvik index fell last week.",
        "Ada Cole opened a school on July 12. / Ada Cole opened a school last week.",
        _another_day,
    ),
    Reason(
        "two deeds of one sentence",
        "Ada Cole opened a school on July 3 and Ola Berg closed the pier on July 4.",
        "Ada Cole opened a school on July 3. / Ola Berg closed the pier on July 3.",
        _one_sentence,
    ),
    Reason(
        "plan and deed",
        "The board met on July 18. The mayor said that it will meet again on July 18.",
        "The board met on July 18. / The mayor said that it will meet again on July 18.",
        _plan_and_deed,
    ),
    Reason(
        "other people",
        "Mayor Ada Cole signed a treaty on July 3. / Mayor Ola Berg signed a treaty on July 3.",
        "Mayor Ada Cole signed a treaty on July 3. / The town signed a treaty on July 3.",
        _other_people,
    ),
    Reason(
        "other party",
        "Norway signed a treaty on July 3. / Peru signed a treaty on July 3.",
        "Norway signed a treaty on July 3. / Oslo signed a treaty on July 3.",
        _other_party,
    ),
    Reason(
        "other figure",
        "The bank lent 3 million euros on July 3. / The bank lent 5 million euros on July 3.",
        "The storm killed 3 sailors on July 3. / The storm killed 5 sailors on July 3.",
        _other_figure,
    ),
    Reason(
        "other place",
        "Ada Cole opened a school in Skarvik on July 3. / Ada Cole opened a school in Tornby on July 3.",
        "Ada Cole opened a school in Skarvik on July 3. / Ada Cole opened a school in Norway on July 3.",
        _other_place,
    ),
    Reason(
        "other object",
        "Ada Cole signed a fishing treaty on July 3. / Ada Cole signed a border treaty on July 3.",
        "Ada Cole signed a fishing treaty on July 3. / Ada Cole signed a treaty on July 3.",
        _other_object,
    ),
    Reason(
        "other aim",
        "The town sued over the pier on July 3. / The town sued over the ferry on July 3.",
        "The town sued over the pier on July 3. / The town sued over the new pier on July 3.",
        _other_aim,
    ),
)
