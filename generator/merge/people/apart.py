"""What forbids that two names are one person, whatever speaks for it."""

from __future__ import annotations

from ...model.reasons import Reason
from ...rules.lookups import given_names
from . import romanisation
from .grounds import same_body, same_titles
from .pair import Pair
from .person_group import Named, PersonGroup, majority_country
from .romanisation import NameParts


def other_country(pair: Pair) -> bool:
    """Whether the countries of both are known and differ."""
    first, second = majority_country(pair.one), majority_country(pair.other)
    return bool(first and second and first != second)


def other_gender(pair: Pair) -> bool:
    """Whether one is "he" and the other "she"."""
    return len(pair.one.genders | pair.other.genders) > 1


def marks_of(group: PersonGroup) -> frozenset[str]:
    """What is behind the names to tell father from son, "" left out."""
    return frozenset(mark for member in group.members if (mark := member.mark))


def other_generation(pair: Pair) -> bool:
    """Father and son; without a mark the one whose post it is, where the book has both."""
    one, other = marks_of(pair.one), marks_of(pair.other)
    if one and other:
        return one != other
    if one == other:
        return False
    name = pair.one.members[0].parts
    both = len(pair.crowd.marks.get((name.given, name.family), ())) > 1
    return both and not same_titles(pair)


def _side_by_side(pair: Pair) -> bool:
    return any(not one.sentences.isdisjoint(other.sentences) for one, other in pair.in_one_article())


def _two_in_one_article(pair: Pair) -> bool:
    """Who writes two names means two people, but for a slip: then the post or the body is the same; and but for the
    short form of a given name."""
    return any(
        not (_one_post(one, other) or is_short_form(one.parts, other.parts)) for one, other in pair.in_one_article()
    )


def _one_post(one: Named, other: Named) -> bool:
    left, right = PersonGroup(), PersonGroup()
    left.add(one)
    right.add(other)
    two = Pair.alone(left, right)
    return bool(same_titles(two)) or same_body(two)


def is_short_form(one: NameParts, other: NameParts) -> bool:
    """Whether one given name is short for the other, of one family name: "Joe" and "Joseph"."""
    differ = one.given != other.given and one.family == other.family
    return differ and romanisation.formal(one.given) == romanisation.formal(other.given)


def other_given_name(one: NameParts, other: NameParts) -> bool:
    """Whether the given names are known to be two names: "Rajesh" and "Ramesh"."""
    if romanisation.is_initial(one.given) or romanisation.is_initial(other.given):
        return False
    known = {one.given, other.given} <= given_names()
    same = romanisation.formal(one.given) == romanisation.formal(other.given)
    return known and not same and not romanisation.same_word(one.given, other.given)


def other_middle_names(one: NameParts, other: NameParts) -> bool:
    """ "Mary Q. Roe" and "Mary Quinn Roe" may be one, "George H. W." and "George W." not."""
    for left, right in zip(one.middle, other.middle, strict=False):
        short = romanisation.is_initial(left) or romanisation.is_initial(right)
        if left[0] != right[0] or not (short or romanisation.same_word(left, right)):
            return True
    initials = all(romanisation.is_initial(word) for word in (*one.middle, *other.middle))
    return bool(one.middle and other.middle and len(one.middle) != len(other.middle) and initials)


FACTS_APART: tuple[Reason[Pair], ...] = (
    Reason(
        name="another country",
        example="Norway's Trade Minister [Tove Halvorsen] spoke. | Danish Trade Minister [Tove Halvorson] left.",
        counter_example="Norway's Trade Minister [Tove Halvorsen] spoke. | Senator [Tove Halvorson] left.",
        holds=other_country,
    ),
    Reason(
        name="he and she",
        example="Minister [Kim Halden] said she would go. | Minister [Kim Haldan] said he would go.",
        counter_example="Minister [Kim Halden] said she would go. | Minister [Kim Haldan] left.",
        holds=other_gender,
    ),
    Reason(
        name="father and son",
        example="Senator [Paul Kanegan Jr.] spoke. | Senator [Paul Kanegan Sr.] died.",
        counter_example="Senator [Paul Kanegan Jr.] spoke. | Senator [Paul Kanegan] left.",
        holds=other_generation,
    ),
)

APART: tuple[Reason[Pair], ...] = (
    *FACTS_APART,
    Reason(
        name="side by side in a sentence",
        example="General [Viktor Sokolov] greeted General [Victor Sokolow].",
        counter_example="General [Viktor Sokolov] spoke. Then General [Victor Sokolow] left.",
        holds=_side_by_side,
    ),
    Reason(
        name="two names in one article",
        example="General [Viktor Sokolov] spoke. Then Judge [Victor Sokolow] left.",
        counter_example="General [Viktor Sokolov] spoke. Then General [Victor Sokolow] left.",
        holds=_two_in_one_article,
    ),
)
