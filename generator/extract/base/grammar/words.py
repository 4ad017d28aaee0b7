"""What a word is, and what stands around it."""

from __future__ import annotations

from collections.abc import Iterator

from .labels import Form, Relation, WordClass
from .parsed import Token

NOUNS: frozenset[WordClass] = frozenset({"noun", "name"})
VERBS: frozenset[WordClass] = frozenset({"verb", "helper"})
PRESENT: frozenset[Form] = frozenset({"present", "present s"})
FINITE: frozenset[Form] = frozenset({"past", "present", "present s", "modal"})


_TELLING: frozenset[WordClass] = frozenset({"noun", "name", "verb", "number", "adjective"})


def relation_of(word: Token) -> Relation:
    """What a word is to the word above it."""
    return word.relation


def form_of(word: Token) -> Form:
    """Tense, number or the like, by the tag; "other" for tags without a name of ours."""
    return word.form


def class_of(word: Token) -> WordClass:
    """Noun, verb or the like, by the part of speech; "other" for those without a name of ours."""
    return word.kind


def lemma(word: Token) -> str:
    """The form of the dictionary, in small letters."""
    return word.lemma


def is_verb(word: Token) -> bool:
    """A verb, helpers too."""
    return word.kind in VERBS


def is_noun(word: Token) -> bool:
    """A noun or a name."""
    return word.kind in NOUNS


def is_name(word: Token) -> bool:
    """Of a person, a place, a firm, a day."""
    return class_of(word) == "name"


def tells(word: Token) -> bool:
    """A word of content: a noun, a name, a verb, a number, an adjective; no adverb, no function word."""
    return class_of(word) in _TELLING


def counts_or_names(word: Token) -> bool:
    """A noun, a name or a number."""
    return class_of(word) in NOUNS or class_of(word) == "number"


def has_a_noun_behind(word: Token) -> bool:
    """ "the", "his", "old" before a noun."""
    return relation_of(word) in ("determiner", "owner", "adjective") and word.head.i > word.i and is_noun(word.head)


def preposition_before(noun: Token) -> Token | None:
    """The word that leads it: "ahead [of] the vote"."""
    return above(noun) if relation_of(noun) == "preposition object" else None


def leads_a_circumstance(word: Token) -> bool:
    """A preposition or an adverb: "[after] noon", "[shortly] after noon"."""
    return class_of(word) in ("preposition", "adverb")


def counts(word: Token) -> bool:
    """What stands before the noun of a length: "just", "two", "a", "few"."""
    return class_of(word) in ("number", "adverb", "adjective", "determiner")


def joins(word: Token) -> bool:
    """ "and", "but", between two that are alike."""
    return class_of(word) == "joining word"


def is_place(word: Token) -> bool:
    """A country, a town, a region."""
    return word.ent_type_ in ("GPE", "LOC")


def is_adverb(word: Token) -> bool:
    """ "newly", "outside"."""
    return class_of(word) == "adverb"


def is_superlative(word: Token) -> bool:
    """ "largest", but neither "forest" nor "arrest"."""
    return form_of(word) == "superlative"


def above(word: Token) -> Token | None:
    """The word that it hangs on, in the same sentence."""
    return word.above


def children(word: Token, *relations: Relation) -> Iterator[Token]:
    """What hangs on a word in one of these ways, in order."""
    return (child for child in word.children if child.relation in relations)


def child(word: Token, *relations: Relation) -> Token | None:
    """The first that hangs on a word in one of these ways."""
    for each in word.children:
        if each.relation in relations:
            return each
    return None


def has(word: Token, *relations: Relation) -> bool:
    """Whether something hangs on a word in one of these ways."""
    return child(word, *relations) is not None


def word_at(word: Token, distance: int) -> str:
    """The word so far to the right, in small letters; empty outside the text."""
    at = word.i + distance
    return str(word.doc[at].lower_) if 0 <= at < len(word.doc) else ""


def verb_above(word: Token) -> Token:
    """The word itself or the nearest verb above it in its sentence; the topmost word where there is none."""
    while not is_verb(word) and (over := above(word)):
        word = over
    return word


def is_object(word: Token) -> bool:
    """Of a verb, the direct one."""
    return relation_of(word) == "object"


def is_time(word: Token) -> bool:
    """Part of what the model takes for a date or a time of day."""
    return word.ent_type_ in ("DATE", "TIME")


def stands_for_a_sentence(noun: Token) -> bool:
    """Several of a thing, on which a whole sentence hangs: a line without a verb, or a verb misread."""
    return form_of(noun) == "nouns" and relation_of(noun) == "top"


def owns_a_time(noun: Token) -> bool:
    """ "the [May 4] vote", "the vote [of May 4]": the time is part of what it is called."""
    of = (each for each in children(noun, "preposition") if each.lower_ == "of")
    return any(map(is_time, noun.lefts)) or any(is_time(each) for led in of for each in led.children)


def within(word: Token, *relations: Relation) -> Token | None:
    """The word itself, or the nearest one above it, that stands in one of these relations."""
    return next((each for each in (word, *word.ancestors) if relation_of(each) in relations), None)


def governing(word: Token) -> Token | None:
    """The nearest verb, itself or above, wherever its sentence ends."""
    return next((each for each in (word, *word.ancestors) if is_verb(each)), None)


def noun_above(word: Token) -> Token | None:
    """The nearest noun that a word hangs on, through small words alone: "the [talks] on Friday", "Friday's [talks]"."""
    over = above(word)
    while over is not None and relation_of(over) == "preposition":
        over = above(over)
    return over if over is not None and is_noun(over) else None
