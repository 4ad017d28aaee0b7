"""In which ways two names may be one: keys under which they meet, and the evidence that each way needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import permutations

from ...model.kept import of_text
from ...model.reasons import Reason, first
from ...model.text import fold
from ...rules.load import load
from ...rules.types.people import SOUNDS
from . import romanisation
from .apart import APART, FACTS_APART, is_short_form, other_country, other_gender, other_given_name, other_middle_names
from .grounds import company, other_office, points_of, said_of
from .pair import Pair
from .person_group import Named, PersonGroup, heads_of

_INNER_CAPITAL = re.compile(r"[a-zß-ÿ][A-ZÀ-Þ][a-zß-ÿ]")
_WORDS = 3  # of a name that is compared word by word


@dataclass(frozen=True, slots=True)
class Way(Reason[tuple[Named, Named]]):
    """A way in which two names may be one. Who meets under a key of `keys`, for whom it `holds`, and for whom the pair
    has `needs` points, is one; one point more where the posts differ and nobody is named beside
    both. The examples are two texts parted by a stroke."""

    keys: Callable[[Named], Iterator[str]]
    needs: int
    says: Callable[[Named, Named], str]
    slips: bool = True  # not for two whom one article names, each by an own name

    def takes(self, pair: Pair) -> bool:
        """Whether the evidence is enough and nothing forbids it."""
        return self.forbidden(pair) is None and self.missing(pair) <= 0

    def missing(self, pair: Pair) -> int:
        """How many points of evidence are missing; 0 or less where they are enough."""
        further = bool(self.needs) and other_office(pair) and not company(pair)
        return self.needs + further - points_of(pair)

    def forbidden(self, pair: Pair) -> Reason[Pair] | None:
        """What forbids that the two are one."""
        return first(APART if self.slips else FACTS_APART, pair)


def namesakes(cluster: PersonGroup, named: Named) -> bool:
    """Whether one full name is that of two people: other country or gender, other offices, and nobody in common, or
    an article that tells the two apart."""
    own = PersonGroup()
    own.add(named)
    pair = Pair.alone(cluster, own)
    apart = (other_country(pair) or other_gender(pair)) and bool(named.titles and cluster.titles)
    told = named.twin or any(member.twin for member in cluster.members)
    return (
        apart
        and heads_of(named.titles).isdisjoint(heads_of(cluster.titles))
        and (told or named.others.isdisjoint(cluster.others))
    )


def _order_keys(named: Named) -> Iterator[str]:
    yield " ".join(sorted(re.findall(r"\w+", fold(named.entity.name))))


def _romanised_keys(named: Named) -> Iterator[str]:
    yield from romanisation.keys(named.entity.name)


def _given_keys(named: Named) -> Iterator[str]:
    """The full given name ("joseph" for "joe") and the family name; none where the family name leads."""
    parts = named.parts
    if not romanisation.is_family_first(named.entity.name):
        yield f"{romanisation.formal(parts.given)} {parts.family}"


def _initial_keys(named: Named) -> Iterator[str]:
    if same := named.parts.given:
        yield f"{same[0]} {named.parts.family}"


def _sound_keys(named: Named) -> Iterator[str]:
    yield from sound_keys(named.entity.name)


@of_text
def sound_keys(name: str) -> tuple[str, ...]:
    """The consonants of every word; none where the family name leads: syllables differ too little for that."""
    words = romanisation.plain_words(name)
    if romanisation.has_syllables(name) or len(words) < 2:
        return ()
    vowels = load(SOUNDS).vowels
    whole = "".join(letter for letter in romanisation.sound("".join(words)) if letter not in vowels)
    sounds = [romanisation.sound(romanisation.usual(word)) for word in words]
    return whole, " ".join(sorted("".join(letter for letter in sound if letter not in vowels) for sound in sounds))


def _part_keys(named: Named) -> Iterator[str]:
    """For each title, every single word of the name."""
    for title in sorted(named.titles):
        for word in sorted(set(romanisation.words_of(named.entity.name))):
            yield f"{word}|{title}"


def _system(one: Named, other: Named) -> str | None:
    """The system of writing in which both names are one."""
    left, right = one.entity.name, other.entity.name
    shared = set(romanisation.keys(left)) & set(romanisation.keys(right))
    systems = [system for key in sorted(shared) if (system := romanisation.system_of(key, left, right))]
    return systems[0] if systems else None


def _same_given(pair: tuple[Named, Named]) -> bool:
    one, other = (named.parts for named in pair)
    return (one.given, one.family) == (other.given, other.family) and not other_middle_names(one, other)


def _short_form(pair: tuple[Named, Named]) -> bool:
    one, other = (named.parts for named in pair)
    return is_short_form(one, other) and not other_middle_names(one, other)


def _initial(pair: tuple[Named, Named]) -> bool:
    one, other = (named.parts for named in pair)
    initial = romanisation.is_initial(one.given) or romanisation.is_initial(other.given)
    return initial and one.given != other.given and not pair[0].titles.isdisjoint(pair[1].titles)


def _unlike(pair: tuple[Named, Named]) -> int | None:
    """How many words of two names only sound nearly alike; None when they are not alike word by word."""
    one, other = (named.parts for named in pair)
    syllables = any(romanisation.has_syllables(named.entity.name) for named in pair)
    if syllables or other_given_name(one, other) or other_middle_names(one, other):
        return None
    left, right = (romanisation.plain_words(named.entity.name) for named in pair)
    if len(left) != len(right):
        return _near_words(("".join(left),), ("".join(right),))
    if not 1 < len(left) <= _WORDS:
        return None
    counts = [count for turned in permutations(right) if (count := _near_words(left, turned)) is not None]
    return min(counts, default=None)


def _near_words(left: tuple[str, ...], right: tuple[str, ...]) -> int | None:
    near = 0
    for word, beside in zip(left, right, strict=True):
        if romanisation.same_word(word, beside):
            continue
        if not romanisation.near_word(word, beside):
            return None
        near += 1
    return near


def _shape_keys(named: Named) -> Iterator[str]:
    """The first letter and the length of each word."""
    words = named.entity.name.split()
    if len(words) > 1:
        yield " ".join(f"{fold(word)[:1]}{len(word)}" for word in words)


def _misread(pair: tuple[Named, Named]) -> bool:
    """Whether two names differ in one letter, which is a capital inside a word of one of them: "PeOa" for "Peña"."""
    one, other = (named.entity.name for named in pair)
    left, right = fold(one), fold(other)
    if not len(one) == len(left) == len(right) == len(other):
        return False
    differ = [at for at, letter in enumerate(left) if letter != right[at]]
    return len(differ) == 1 and _is_slip(one, differ[0]) != _is_slip(other, differ[0])


def _is_slip(name: str, at: int) -> bool:
    """A capital between small letters."""
    return bool(_INNER_CAPITAL.fullmatch(name[at - 1 : at + 2])) if at else False


def _stretch(pair: tuple[Named, Named]) -> bool:
    if pair[0].titles.isdisjoint(pair[1].titles):
        return False
    one, other = (f" {' '.join(romanisation.words_of(named.entity.name))} " for named in pair)
    return one in other or other in one


WAYS: tuple[Way, ...] = (
    Way(
        name="other order",
        example="Japan's minister [Moriyama Kazuo] spoke. | Japan's minister [Kazuo Moriyama] left.",
        counter_example="Japan's minister [Moriyama Kazuo] spoke. | Japan's minister [Kazue Moriyama] left.",
        holds=lambda pair: next(_order_keys(pair[0])) == next(_order_keys(pair[1])),
        keys=_order_keys,
        needs=0,
        says=lambda *_: "the same words in another order",
        slips=False,
    ),
    Way(
        name="same given and family name",
        example="Senator [Mary Ransome] spoke. | Senator [Mary Q. Ransome] left.",
        counter_example="Senator [Mary P. Ransome] spoke. | Senator [Mary Q. Ransome] left.",
        holds=_same_given,
        keys=_given_keys,
        needs=0,
        says=lambda *_: "the same given and family name",
        slips=False,
    ),
    Way(
        name="romanised otherwise",
        example="Minister [Baek Seong-hun] spoke. | Minister [Paik Sung-hoon] left.",
        counter_example="Minister [Kim Min-su] spoke. | Minister [Kim Min-ju] left.",
        holds=lambda pair: _system(*pair) is not None,
        keys=_romanised_keys,
        needs=2,
        says=lambda *_: "another way to write the same name in Latin letters",
    ),
    Way(
        name="short form",
        example="Senator [Joe Harlan] spoke. | Senator [Joseph Harlan] left.",
        counter_example="Senator [Joe Harlan] spoke. | Senator [Joe Q. Harlan] left.",
        holds=_short_form,
        keys=_given_keys,
        needs=2,
        says=lambda *_: "a short form of the given name",
    ),
    Way(
        name="same sound",
        example="Minister [Javad Sarbazpour] spoke. | Minister [Javad Sarbazpur] left.",
        counter_example="Minister [Javad Sarbazpour] spoke. | Minister [Javad Zarbaspin] left.",
        holds=lambda pair: _unlike(pair) == 0,
        keys=_sound_keys,
        needs=2,
        says=lambda *_: "another spelling of the same sound",
    ),
    Way(
        name="an initial",
        example="Governor [J. R. Halloway] spoke. | Governor [James Halloway] left.",
        counter_example="Governor [J. R. Halloway] spoke. | Judge [James Halloway] left.",
        holds=_initial,
        keys=_initial_keys,
        needs=1,
        says=lambda *_: "the initial of the given name",
    ),
    Way(
        name="other vowels in one word",
        example="Minister [Tove Halvorsen] spoke. | Minister [Tove Halvorson] left.",
        counter_example="Minister [Mario Quintela] spoke. | Minister [Maria Quintela] left.",
        holds=lambda pair: _unlike(pair) == 1,
        keys=_sound_keys,
        needs=3,
        says=lambda *_: "almost the same spelling",
    ),
    Way(
        name="other vowels in two words",
        example="Minister [Birhanu Worede] spoke. | Minister [Berhanu Werede] left.",
        counter_example="Minister [Hassan Worede] spoke. | Minister [Hussein Werede] left.",
        holds=lambda pair: (_unlike(pair) or 0) > 1,
        keys=_sound_keys,
        needs=4,
        says=lambda *_: "almost the same spelling",
    ),
    Way(
        name="a letter read wrongly",
        example="President [Andrés Ortuño] spoke. | President [Andrés OrtuOo] left.",
        counter_example="President [Andrés Ortuño] spoke. | President [Andrés Ortuso] left.",
        holds=_misread,
        keys=_shape_keys,
        needs=1,
        says=lambda *_: "the same but for one letter that a source has wrongly",
    ),
    Way(
        name="a part of the name",
        example="President [Galdós Ortuño] spoke. | President [Andrés Galdós Ortuño] left.",
        counter_example="President [Galdós Ortuño] spoke. | Judge [Andrés Galdós Ortuño] left.",
        holds=_stretch,
        keys=_part_keys,
        needs=1,
        says=lambda *_: "a part of the name",
    ),
)  # fmt: skip


def line_of(one: Named, other: Named, how: str, pair: Pair) -> str:
    """What the page says of two names taken for one: how they are alike, and what speaks for it."""
    names = sorted({one.entity.name, other.entity.name})
    return f"“{names[-1]}” taken for “{names[0]}”: {'; '.join([how, *said_of(pair)])}"
