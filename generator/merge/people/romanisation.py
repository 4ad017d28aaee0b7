"""Keys under which spellings of one personal name meet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz.distance.Levenshtein import distance

from ...model.text import fold, record
from ...rules.load import load
from ...rules.lookups import family_first, given_names, surnames
from ...rules.types.people import NAME_PARTS, NICKNAMES, SOUNDS, SYSTEMS, VARIANTS, RomanisationSystem

_NEAR_LETTERS = 4  # of a word, under which vowels tell too much
_VOWELS = 0.25  # of the letters of a word, that may be other vowels
_OF_WOMEN_AND_MEN: tuple[set[str], ...] = ({"a", "u"}, {"a", "o"})  # how two names of one stem end
_INITIAL = re.compile(r"[a-z]\.?|(?:[a-z]\.){2,3}")


@record
class NameParts:
    """A name taken apart, folded. `given` and `middle` are empty for a bare surname."""

    family: str
    given: str
    middle: tuple[str, ...]


@cache
def squash(name: str) -> str:
    """A name without spaces, hyphens, dots and apostrophes: "Hong Gil-dong" and "Hong Gil Dong" agree.

    >>> squash("Hong Gil-dong")
    'honggildong'
    """
    return re.sub(r"[^\w]|_", "", fold(name))


@cache
def _suffixes() -> frozenset[str]:
    return frozenset(load(NAME_PARTS).suffixes)


@cache
def _particles() -> frozenset[str]:
    return frozenset(load(NAME_PARTS).particles)


@cache
def words_of(name: str) -> tuple[str, ...]:
    """The folded words of a name, without "Jr." and the like."""
    return tuple(word for word in re.split(r"[\s,]+", fold(name)) if word and word not in _suffixes())


def plain_words(name: str) -> tuple[str, ...]:
    """The folded words of a name, parted at hyphens, without particles, marks and articles: "al-Rashidi" and "Al
    Rashidi" agree, and so do "Ben-Zvi" and "Ben Zvi"."""
    words = (part for word in words_of(name) for part in re.split(r"[-'’]", word) if part)
    return tuple(word for word in words if word not in _particles())


@cache
def is_family_first(name: str) -> bool:
    """Whether a name surely opens with the family name of a language whose spellings we know ("Hong Gil-dong")."""
    words = [word for word in re.split(r"[\s,]+", name) if word and fold(word) not in _suffixes()]
    return family_first(words, sure=True) in {system.rules.surnames for system in _systems() if system.rules.surnames}


def has_syllables(name: str) -> bool:
    """Whether a name may be of a language whose given names are syllables, where one vowel makes another name."""
    words = name.split()
    return family_first(words) is not None or family_first(words[-1:] + words[:-1]) is not None


@cache
def parts(name: str, family: str | None = None) -> NameParts:
    """Family, given and middle names. `family` is what the article shows to be the family name, if anything."""
    words = words_of(name)
    if not words:
        return NameParts(family="", given="", middle=())
    if len(words) == 1:
        return NameParts(family=words[0], given="", middle=())
    folded_family = " ".join(words_of(family)) if family else ""
    if folded_family == " ".join(words):
        return NameParts(family=folded_family, given="", middle=())
    if is_family_first(name) or (
        folded_family and words[0] == folded_family and len(words) > 1 and words[-1] != folded_family
    ):
        return NameParts(family=words[0], given=re.sub(r"[^\w]", "", "".join(words[1:])), middle=())
    split = len(words) - 1
    while split > 1 and words[split - 1] in _particles():
        split -= 1
    return NameParts(family=" ".join(words[split:]), given=words[0], middle=words[1:split])


@record
class _System:
    """One way to write names in Latin letters."""

    rules: RomanisationSystem
    family: frozenset[str]
    words: frozenset[str]
    rewrites: tuple[tuple[re.Pattern[str], str], ...]
    marks: re.Pattern[str] | None


@cache
def _systems() -> tuple[_System, ...]:
    return tuple(
        _System(
            rules=system,
            family=surnames(system.surnames or ""),
            words=frozenset(system.words),
            rewrites=tuple((re.compile(pattern), result) for pattern, result in system.rewrites),
            marks=re.compile(system.marks) if system.marks else None,
        )
        for system in load(SYSTEMS)
    )


def _applies(system: _System, words: tuple[str, ...]) -> bool:
    if system.family:
        return words[0] in system.family and (len(words) == 3 or "-" in words[-1] or len(words) == 2)
    bare = {part for word in words for part in (word, *word.split("-"))}
    return bool(bare & system.words) or any(word.endswith(system.rules.endings) for word in words)


def _rewritten(word: str, system: _System) -> str:
    for pattern, result in system.rewrites:
        word = pattern.sub(result, word)
    return word


def _whole(word: str, system: _System) -> str:
    """A word rewritten as one that may follow no rule."""
    known = system.rules.whole.get(word)
    return _rewritten(usual(word), system) if known is None else known


@cache
def keys(name: str) -> tuple[str, ...]:
    """Under each system that applies to a name, its key; sorted. Names that share one may be one.

    >>> set(keys("Roh Moo-hyun")) & set(keys("No Mu-hyun"))
    {'Korean:no muhyun'}
    """
    words = words_of(name)
    if len(words) < 2:
        return ()
    found = []
    for system in _systems():
        for ordered in _family_in_front(system, words):
            if not _applies(system, ordered):
                continue
            if system.family:
                given = [part for word in ordered[1:] for part in word.split("-")]
                rest = "".join(_rewritten(part, system) for part in given)
                found.append(f"{system.rules.name}:{_whole(ordered[0], system)} {rest}")
            else:
                rewritten = [part for word in ordered if (part := _whole(word, system))]
                found.append(f"{system.rules.name}:{' '.join(sorted(rewritten))}")
    return tuple(sorted(set(found)))


def _family_in_front(system: _System, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words as they are, and with the last one first where it may be the family name: "Gildong Hong"."""
    yield words
    if system.family and words[-1] in system.family and words[0] not in given_names():
        yield words[-1], *words[:-1]


def system_of(key: str, *names: str) -> str | None:
    """The system whose `key` these names share; None where it has marks that none of them has."""
    system = next(system for system in _systems() if key.startswith(f"{system.rules.name}:"))
    marked = system.marks is None or any(system.marks.search(word) for name in names for word in words_of(name))
    return system.rules.name if marked else None


def countries(name: str) -> frozenset[str]:
    """The countries where names of this shape are usual, as far as a system tells."""
    words = words_of(name)
    found: set[str] = set()
    for system in _systems():
        shaped = not system.family or is_family_first(name)
        syllables = [part for word in words[1:] for part in word.split("-")]
        sounds = all(re.fullmatch(system.rules.syllable or r".*", part) for part in syllables)
        if len(words) > 1 and _applies(system, words) and shaped and sounds:
            found.update(system.rules.countries)
    return frozenset(found)


@cache
def _nicknames() -> dict[str, str]:
    return {name: group[0] for group in load(NICKNAMES) for name in group}


@cache
def _variants() -> dict[str, str]:
    return {name: group[0] for group in load(VARIANTS) for name in group}


@cache
def _sounds() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), result) for pattern, result in load(SOUNDS).rewrites)


@cache
def sound(word: str) -> str:
    """How a folded word of a name may sound, whatever the alphabet it was carried over from.

    >>> sound("kolaroff") == sound("kolarow")
    True
    """
    for pattern, result in _sounds():
        word = pattern.sub(result, word)
    return word


def usual(word: str) -> str:
    """The spelling that stands for all usual ones of a name: "sergey" for "serhiy"."""
    return _variants().get(word, word)


def same_word(word: str, other: str) -> bool:
    """Whether two folded words are usual spellings of one name: "qasim" and "kasim", "sergey" and "serhiy"."""
    return usual(word) == usual(other) or sound(word) == sound(other) != ""


def near_word(word: str, other: str) -> bool:
    """Whether two folded words sound nearly alike: they differ in vowels only, and in few of them, and are not two
    given names that are known to be two ("hassan", "hussein")."""
    one, two = sound(word), sound(other)
    if len(min(one, two, key=len)) < _NEAR_LETTERS or {word, other} <= given_names():
        return False
    vowels = load(SOUNDS).vowels
    skeletons = [[letter for letter in text if letter not in vowels] for text in (one, two)]
    if skeletons[0] != skeletons[1] or {one[-1], two[-1]} in _OF_WOMEN_AND_MEN or one + "a" == two or two + "a" == one:
        return False
    return distance(one, two) <= max(1, _VOWELS * max(len(one), len(two)))


def mark(name: str) -> str:
    """What tells father and son apart: "jr", "sr", "iii"; "" when the name has nothing of it."""
    words = [word.strip(".") for word in re.split(r"[\s,]+", fold(name)) if word]
    return words[-1] if len(words) > 1 and words[-1] in _suffixes() else ""


def formal(given: str) -> str:
    """The full form of an English given name, for comparing: "Joe" and "Joseph" agree."""
    return _nicknames().get(given, given)


def is_initial(word: str) -> bool:
    """Whether a folded word is one letter, or two or three with points: "j", "j.", "j.r."."""
    return bool(_INITIAL.fullmatch(word))
