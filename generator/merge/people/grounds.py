"""What speaks for two names being one person beside the names: points, and the words in which the page says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass

from ...model.reasons import Reason
from ...rules.load import load
from ...rules.types.lexicon import MONTHS
from ...rules.types.people import STANDING
from .pair import Pair, rare_words
from .person_group import PersonGroup, fold_title, heads_of, majority_country, office_of

_MEMBERS = 20  # of a group whose own words are looked up; those of more are the same again
_SHOWN = 3  # names or subjects in one line
_ALIKE = 2  # words that two titles or two bodies share, to be similar
_SUBJECTS = 2
_PLACES = 2
RARE = 2  # points of a name that nobody else has


@dataclass(frozen=True, slots=True)
class Ground(Reason[Pair]):
    """`points` of evidence, and `says`, a clause of the line on the page. The examples are two texts parted by a
    stroke."""

    points: int = 1
    says: Callable[[Pair], str] = lambda _: ""


def held_by_one(title: str) -> bool:
    """Whether only one person at a time can hold a folded title: "defense minister", not "senator" or "minister"."""
    words = set(title.split())
    standing = load(STANDING)
    return bool(words) and words.isdisjoint(standing.many) and not (len(words) == 1 and words <= set(standing.alone))


def same_titles(pair: Pair) -> Set[str]:
    """The folded titles that both have."""
    return pair.one.titles & pair.other.titles


def _one_office(pair: Pair) -> bool:
    return any(map(held_by_one, same_titles(pair)))


def _short_title(pair: Pair) -> bool:
    return not _one_office(pair) and not same_titles(pair).isdisjoint(load(STANDING).alone)


def _office_of_many(pair: Pair) -> bool:
    return bool(same_titles(pair)) and not _one_office(pair) and not _short_title(pair)


def similar_office(pair: Pair) -> bool:
    """Whether titles that differ share words: "deputy minister", "deputy prime minister"."""
    return not same_titles(pair) and len(heads_of(pair.one.titles) & heads_of(pair.other.titles)) >= _ALIKE


def shorter_title(pair: Pair) -> bool:
    """Whether a title of one is short for one of the other: "governor" for "central bank governor", not for "deputy
    governor"."""
    if same_titles(pair) or similar_office(pair):
        return False
    many = set(load(STANDING).many)
    left, right = ([frozenset(title.split()) for title in group.titles] for group in (pair.one, pair.other))
    return any(
        one != other and (one < other or other < one) and not (one ^ other) & many for one in left for other in right
    )


def other_office(pair: Pair) -> bool:
    """Whether both have titles, and none is the same, similar or short for the other."""
    alike = same_titles(pair) or similar_office(pair) or shorter_title(pair)
    return bool(pair.one.titles and pair.other.titles) and not alike


def country_named(pair: Pair) -> str | None:
    """The country of one, when that of the other is not known, but its articles name it."""
    first, second = majority_country(pair.one), majority_country(pair.other)
    if first and not second and first in pair.other.places:
        return first
    return second if second and not first and second in pair.one.places else None


def same_body(pair: Pair) -> bool:
    """Whether a post of each is with one body, or with bodies of mostly the same name."""
    for body in pair.one.bodies:
        for beside in pair.other.bodies:
            if body == beside or len(set(body.split()) & set(beside.split())) >= _ALIKE:
                return True
    return False


def deeds_of_both(pair: Pair) -> list[tuple[str, str]]:
    """The deeds that the articles of both tell with somebody else in them: day as EDTF, family name of that one."""
    return sorted(pair.one.deeds & pair.other.deeds)


def _told_deed(pair: Pair) -> str:
    day, other = deeds_of_both(pair)[0]
    date = dt.date.fromisoformat(day)
    month = max((name for name, number in load(MONTHS).items() if number == date.month), key=len)
    return f"the articles of both tell of the same day with {other.title()} ({date.day} {month.title()} {date.year})"


def company(pair: Pair) -> list[str]:
    """The folded family names of people who are named beside both, without those who are named everywhere; sorted."""
    return sorted((pair.one.others & pair.other.others) - pair.crowd.everywhere)


def _subjects(pair: Pair) -> list[str]:
    return sorted(pair.one.phrases & pair.other.phrases)


def _places(pair: Pair) -> list[str]:
    return sorted(pair.one.places & pair.other.places)


def _title(pair: Pair) -> str:
    shared = same_titles(pair)
    titles = {
        role.title
        for group in (pair.one, pair.other)
        for member in group.members[:_MEMBERS]
        for role in member.roles
        if fold_title(office_of(role)) in shared
    }
    return min(titles, key=lambda title: (-len(title), title.islower(), title), default=min(shared))


def _bodies(pair: Pair) -> str:
    names = {
        role.organisation
        for group in (pair.one, pair.other)
        for member in group.members[:_MEMBERS]
        for role in member.roles
        if role.organisation
    }
    return listed(sorted(names))


def listed(words: Iterable[str]) -> str:
    """At most three, with commas."""
    return ", ".join(list(words)[:_SHOWN])


GROUNDS: tuple[Ground, ...] = (
    Ground(
        name="same office",
        example="Norway's Trade Minister [Tove Halvorsen] spoke. | Norway's Trade Minister [Tove Halvorson] left.",
        counter_example="U.S. Senator [Tove Halvorsen] spoke. | U.S. Senator [Tove Halvorson] left.",
        holds=_one_office,
        points=3,
        says=lambda pair: f"both are called “{_title(pair)}”",
    ),
    Ground(
        name="an office that many hold",
        example="U.S. Senator [Tove Halvorsen] spoke. | U.S. Senator [Tove Halvorson] left.",
        counter_example="Norway's Trade Minister [Tove Halvorsen] spoke. | "
        "Norway's Trade Minister [Tove Halvorson] left.",
        holds=_office_of_many,
        points=1,
        says=lambda pair: f"both are called “{_title(pair)}”",
    ),
    Ground(
        name="a title that is short for others",
        example="President [Tove Halvorsen] spoke. | President [Tove Halvorson] left.",
        counter_example="U.S. Senator [Tove Halvorsen] spoke. | U.S. Senator [Tove Halvorson] left.",
        holds=_short_title,
        points=2,
        says=lambda pair: f"both are called “{_title(pair)}”",
    ),
    Ground(
        name="similar office",
        example="Norway's Deputy Trade Minister [Tove Halvorsen] spoke. | "
        "Norway's Deputy Minister [Tove Halvorson] left.",
        counter_example="Norway's Trade Minister [Tove Halvorsen] spoke. | Judge [Tove Halvorson] left.",
        holds=similar_office,
        points=2,
        says=lambda _: "their posts are similar",
    ),
    Ground(
        name="same body",
        example="[Tove Halvorsen], head of the World Trade Organization, spoke. | "
        "[Tove Halvorson], a spokeswoman for the World Trade Organization, left.",
        counter_example="[Tove Halvorsen], head of the World Trade Organization, spoke. | "
        "[Tove Halvorson], a spokeswoman for the World Health Assembly, left.",
        holds=same_body,
        points=1,
        says=lambda pair: f"posts with the same body ({_bodies(pair)})",
    ),
    Ground(
        name="same country",
        example="Norway's Trade Minister [Tove Halvorsen] spoke. | Norwegian Senator [Tove Halvorson] left.",
        counter_example="Norway's Trade Minister [Tove Halvorsen] spoke. | Danish Senator [Tove Halvorson] left.",
        holds=lambda pair: pair.country is not None,
        points=1,
        says=lambda pair: f"the same country ({pair.country})",
    ),
    Ground(
        name="country named",
        example="Norway's Trade Minister [Tove Halvorsen] spoke. | Nurses in Norway met. [Tove Halvorson] spoke.",
        counter_example="Norway's Trade Minister [Tove Halvorsen] spoke. | Nurses in Peru met. [Tove Halvorson] spoke.",
        holds=lambda pair: country_named(pair) is not None,
        points=1,
        says=lambda pair: f"both articles are about {country_named(pair)}",
    ),
    Ground(
        name="shorter title",
        example="Trade Minister [Tove Halvorsen] spoke. | Minister [Tove Halvorson] left.",
        counter_example="Deputy Minister [Tove Halvorsen] spoke. | Minister [Tove Halvorson] left.",
        holds=shorter_title,
        points=1,
        says=lambda _: "one title is short for the other",
    ),
    Ground(
        name="same deed",
        example="Minister [Tove Halvorsen] met President Karl Munk in Oslo on 2 March 2021. | "
        "[Tove Halvorson] met President Karl Munk in Oslo on 2 March 2021.",
        counter_example="Minister [Tove Halvorsen] met President Karl Munk in Oslo on 2 March 2021. | "
        "[Tove Halvorson] met President Karl Munk in Oslo on 9 February 2021.",
        holds=lambda pair: bool(deeds_of_both(pair)),
        points=2,
        says=_told_deed,
    ),
    Ground(
        name="same company",
        example="[Tove Halvorsen] met President Karl Munk. | [Tove Halvorson] spoke with President Karl Munk.",
        counter_example="[Tove Halvorsen] met President Karl Munk. | [Tove Halvorson] spoke with President Carl Rood.",
        holds=lambda pair: bool(company(pair)),
        points=1,
        says=lambda pair: f"named together with {listed(name.title() for name in company(pair))}",
    ),
    Ground(
        name="more of the same company",
        example="[Tove Halvorsen] met President Karl Munk and Senator Ada Roth. | "
        "[Tove Halvorson] met Senator Ada Roth and President Karl Munk.",
        counter_example="[Tove Halvorsen] met President Karl Munk. | [Tove Halvorson] spoke with President Karl Munk.",
        holds=lambda pair: len(company(pair)) > 1,
        points=1,
    ),
    Ground(
        name="same subjects",
        example="Minister [Tove Halvorsen] raised the fishing quotas. The herring prices fell. | "
        "Senator [Tove Halvorson] raised the fishing quotas. Herring prices fell at once.",
        counter_example="Minister [Tove Halvorsen] spoke of fishing quotas. | [Tove Halvorson] spoke of river dams.",
        holds=lambda pair: len(_subjects(pair)) >= _SUBJECTS,
        points=1,
        says=lambda pair: f"the same subjects: {listed(_subjects(pair))}",
    ),
    Ground(
        name="same places",
        example="Minister [Tove Halvorsen] flew from Kenya to Ghana. | Then [Tove Halvorson] left Ghana for Kenya.",
        counter_example="Minister [Tove Halvorsen] flew from Kenya to Ghana. | "
        "Then [Tove Halvorson] left Ghana for Peru.",
        holds=lambda pair: len(_places(pair)) >= _PLACES,
        points=1,
        says=lambda pair: f"the same places: {listed(_places(pair))}",
    ),
    Ground(
        name="one article",
        example="General [Viktor Sokolov] spoke. Then General [Victor Sokolow] left.",
        counter_example="General [Viktor Sokolov] spoke. | General [Victor Sokolow] left.",
        holds=lambda pair: any(one.titles & other.titles for one, other in pair.in_one_article()),
        points=1,
        says=lambda _: "one article gives both this title, and never names both in a sentence",
    ),
    Ground(
        name="rare name",
        example="Minister [Prawit Techasiri] spoke. | [Prawit Taechasiri] left.",
        counter_example="Minister [Karen Walker] spoke. | [Caren Walker] left.",
        holds=lambda pair: bool(rare_words(pair)),
        points=RARE,
        says=lambda pair: f"nobody else in the sources is called “{rare_words(pair)[0].title()}”",
    ),
)  # fmt: skip


def points_of(pair: Pair) -> int:
    """The points of all grounds that hold."""
    return sum(ground.points for ground in GROUNDS if ground.holds(pair))


def said_of(pair: Pair) -> list[str]:
    """What the page says of each ground that holds."""
    return [said for ground in GROUNDS if ground.holds(pair) and (said := ground.says(pair))]


def by_given_name(group: PersonGroup) -> bool:
    """Whether people of the group's country are called by the given name alone."""
    return majority_country(group) in load(STANDING).by_given_name
