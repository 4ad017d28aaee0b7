"""What forbids that two accounts tell one deed, whatever the verb."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set

from ...model.reasons import Reason
from ...rules.load import load
from ...rules.types.merge import IDENTITY
from .known_deed import Figures, KnownDeed
from .other_party import (
    apart,
    country_and_body,
    is_relative,
    noun_and_name,
    other_marks,
    other_names,
    other_nouns,
    other_posts,
    two_names,
)
from .pair import Pair

_PARTNERS = 2  # of a meeting; a third may have been left out


def _other_people(pair: Pair) -> bool:
    one, other = pair.one, pair.other
    if one.is_noun or other.is_noun or (_is_contact(one) and _is_contact(other)):  # the roles of these are not told
        few = len(one.people & other.people) < _PARTNERS
        return few and apart(_parts(one.people - other.named), _parts(other.people - one.named))
    if apart(one.doers.people, other.doers.people):
        return not (one.doers.people <= other.people and other.doers.people <= one.people)
    return apart(one.met, other.met) and not (one.met <= other.people and other.met <= one.people)


def _parts(people: Set[str]) -> frozenset[str]:
    """Of their names: who is spelled in two ways still shares one."""
    return frozenset(part for who in people for part in who.strip("?").split("-"))


def _is_contact(known: KnownDeed) -> bool:
    return bool(known.senses & load(IDENTITY).contact_senses)


def _other_party(pair: Pair) -> bool:
    """Bodies, firms, countries; who is called by his people or by his house is not held against who is named."""
    one, other = pair.one.doers, pair.other.doers
    return not one.people and not other.people and other_names(one, other)


def _other_doer(pair: Pair) -> bool:
    """What only a common noun or no list tells, where one thing is done."""
    one, other = pair.one.doers, pair.other.doers
    if not pair.same_sense or not _have_object(pair) or _is_toll(pair.one):
        return False
    if other_marks(one, other) or any(
        reason(one, other) or reason(other, one) for reason in (other_posts, is_relative)
    ):
        return True
    unlike = country_and_body, noun_and_name, other_nouns
    return not one.people and not other.people and any(reason(one, other) or reason(other, one) for reason in unlike)


def _have_object(pair: Pair) -> bool:
    return bool(pair.one.object and pair.other.object)


def _other_figure(pair: Pair) -> bool:
    if _is_toll(pair.one) and _is_toll(pair.other):
        return False
    unknown = pair.same_sense and not (pair.one.things.heads and pair.other.things.heads)
    told = [known.all_figures if unknown else known.figures for known in (pair.one, pair.other)]
    ones, others = map(_by_unit, told)
    return any(apart(ones[unit], others[unit]) for unit in ones.keys() & others.keys())


def _is_toll(known: KnownDeed) -> bool:
    """What is counted little by little, or done once: another number is a disagreement, no other deed."""
    return bool(known.senses & (load(IDENTITY).toll_senses | load(IDENTITY).once_senses))


def _by_unit(figures: Figures) -> Mapping[str, set[str]]:
    values: dict[str, set[str]] = defaultdict(set)
    for unit, value in figures:
        values[unit].add(value)
    return values


def _other_object(pair: Pair) -> bool:
    """Other things, or things of one kind that other words tell apart: "the fishing treaty", "the border treaty"."""
    if pair.one.is_said or pair.other.is_said:
        return False  # of what is said, the grounds look at the words
    one, other = pair.one.things, pair.other.things
    if apart(one.heads, other.heads) and not _one_holds(pair.one, pair.other):
        return pair.same_sense
    if pair.same_sense and (other_names(one, other) or other_marks(one, other)):
        return True
    heads = one.heads & other.heads
    if not heads:
        return False
    sure = one.names & other.names or pair.one.figures & pair.other.figures
    return apart(one.words - heads, other.words - heads) or (not sure and apart(one.adjectives, other.adjectives))


def _one_holds(one: KnownDeed, other: KnownDeed) -> bool:
    """Whether the head of one object stands among the words of the other."""
    return bool(one.things.heads & other.object or other.things.heads & one.object)


def _other_aim(pair: Pair) -> bool:
    """For, on or with something else: what stands behind one preposition."""
    if not pair.same_sense:
        return False
    both = pair.one.led.keys() & pair.other.led.keys()
    return any(apart(pair.one.led[led].said, pair.other.led[led].said) for led in both)


def _other_place(pair: Pair) -> bool:
    lost = pair.same_sense and bool(pair.one.things.heads) != bool(pair.other.things.heads)
    return two_names(*(_where(known, lost=lost) for known in (pair.one, pair.other)))


def _where(known: KnownDeed, *, lost: bool) -> frozenset[str]:
    """Its places; where the parse has lost its object and they are lost with it, what its sentence names."""
    return known.names if lost and not (known.things.heads or known.places) else known.places


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
        "other doer",
        "The army shelled a market on July 3. / The rebels shelled a market on July 3.",
        "The Varg Front shelled a market on July 3. / The group shelled a market on July 3.",
        _other_doer,
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
