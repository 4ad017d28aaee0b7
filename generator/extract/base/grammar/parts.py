"""Parts of a clause that hang on it loosely: what stands beside a noun or a verb and may be passed over."""

from __future__ import annotations

from collections.abc import Iterable

from .labels import Relation, WordClass
from .parsed import Token
from .phrases import is_infinitive
from .verbs import has_subject, is_finite, is_negated
from .words import above, child, children, class_of, form_of, has, is_noun, is_verb, joins, relation_of

_ADDED: frozenset[Relation] = frozenset(
    {"apposition", "relative clause", "noun clause", "adverbial clause", "preposition", "measure", "adjective"}
)
_COMPLEMENTS: tuple[Relation, ...] = (
    "object", "object predicate", "predicate noun", "predicate adjective", "clause complement",
    "open complement", "agent", "particle", "preposition",
)  # fmt: skip
_ANEW: frozenset[WordClass] = frozenset(
    {"punctuation", "preposition", "joining word", "clause word", "particle", "adverb", "space", "verb", "helper"}
)


def is_added(word: Token) -> bool:
    """What a writer sets between commas: an apposition, a clause about a noun or beside a verb, a phrase."""
    return relation_of(word) in _ADDED or (relation_of(word) == "adverb" and has(word, "measure", "preposition"))


def is_in_a_row(noun: Token) -> bool:
    """With an "and" or "or" of its own; "&" makes one name."""
    return any(each.lower_ != "&" for each in children(noun, "joining word"))


def is_listed(noun: Token) -> bool:
    """With others in a row, or with more than one apposition, which may be a row too."""
    return has(noun, "joining word", "joined") or len(list(children(noun, "apposition"))) > 1


def is_apposition(noun: Token) -> bool:
    """ "Oslo, [the capital], ..."."""
    return relation_of(noun) == "apposition"


def is_phrase(word: Token) -> bool:
    """A preposition with what it leads: "[in] Oslo"."""
    return relation_of(word) == "preposition" and led_by(word) is not None


def led_by(preposition: Token) -> Token | None:
    """ "Oslo" of "in Oslo", "signing" of "after signing"."""
    return child(preposition, "preposition object", "preposition clause")


def is_parted_from_its_preposition(noun: Token) -> bool:
    """ "were not renewed after [March] will get a letter": a word behind a preposition, of which the parse makes the
    subject of what follows."""
    before = noun.nbor(-1) if noun.i > noun.sent.start else None
    return (
        before is not None and relation_of(before) == "preposition" and led_by(before) is None and above(noun) != before
    )


def only_join(words: Iterable[Token]) -> bool:
    """Whether words between two alike do no more than join them: ", and again on"."""
    told = list(words)
    small = ("joining word", "preposition", "adverb", "punctuation")
    return any(joins(word) for word in told) and all(class_of(word) in small for word in told)


def is_purpose(verb: Token) -> bool:
    """ "left [to meet] him", "in order [to meet] him": a clause beside the verb, with "to" and no subject."""
    return relation_of(verb) == "adverbial clause" and is_infinitive(verb) and not has_subject(verb)


def is_beside_as_ing(verb: Token) -> bool:
    """ "left, [adding] that it was late"."""
    return relation_of(verb) == "adverbial clause" and form_of(verb) == "ing"


def is_led_to(verb: Token, over: Token) -> bool:
    """ "forced the yard to [close]": what another verb makes its object do."""
    return relation_of(verb) == "open complement" and above(verb) == over


def is_content(verb: Token) -> bool:
    """ "said that it [fell]": a clause with a subject of its own that another verb tells."""
    return relation_of(verb) == "clause complement"


def follows_in_a_row(word: Token) -> bool:
    """ "a lunch and a [speech]"."""
    return relation_of(word) == "joined"


def is_side_clause(verb: Token) -> bool:
    """ "closed after the mayor [left]": a finite clause beside a verb, with its own subject."""
    return (
        relation_of(verb) == "adverbial clause" and is_finite(verb) and has(verb, "subject", "passive subject", "there")
    )


def is_restriction(verb: Token) -> bool:
    """ "a ship [that sank]", "a ship [built] there": a clause that tells which, right behind its noun."""
    return (
        relation_of(verb) in ("relative clause", "noun clause")
        and is_noun(verb.head)
        and verb.left_edge.i == verb.head.i + 1
    )


def opener(verb: Token) -> Token | None:
    """ "after" of "just a day after it closed": the word that hangs a clause on another."""
    return next((each for each in children(verb, "clause mark", "adverb") if each.i < verb.i), None)


def has_more(verb: Token, word: Token) -> bool:
    """Whether a verb has an object or another complement before a word that hangs on it, or is passive, so that it can
    do without that."""
    return has(verb, "passive subject") or any(verb.i < each.i < word.i for each in children(verb, *_COMPLEMENTS))


def ends_a_part(word: Token) -> bool:
    """Whether nothing stands behind a word in its sentence, or what begins anew."""
    if word.i + 1 >= len(word.doc) or word.nbor(1).is_sent_start:
        return True
    return class_of(word.nbor(1)) in _ANEW and not is_verb(word.nbor(1))


def starts_a_part(word: Token) -> bool:
    """Whether what begins here is no member of a row of nouns: a verb, a mark, a preposition, a "which"."""
    return class_of(word) in _ANEW or form_of(word) in ("who", "which", "whose", "where")


def finite_at(word: Token) -> Token | None:
    """The finite verb of which a word is the first part: "will" of "will open"."""
    verb = word.head if relation_of(word) in ("helper", "passive helper") else word
    return verb if is_verb(verb) and is_finite(verb) else None


def before_subject(verb: Token) -> tuple[Token, ...]:
    """What hangs on a verb and stands before its subject, without marks; empty without a subject."""
    subject = child(verb, "subject", "passive subject", "there")
    if subject is None or subject.i > verb.i:
        return ()
    return tuple(each for each in verb.lefts if each.i < subject.left_edge.i and not each.is_punct)


def is_denied(word: Token) -> bool:
    """Whether a verb at or above a word, up to the top, is negated: less of it would say more."""
    return any(is_verb(each) and is_negated(each) for each in (word, *word.ancestors))


def is_definite(noun: Token) -> bool:
    """With "the", "that", "no", "every": which one or how many is told beside it."""
    return any(each.lower_ not in ("a", "an") for each in children(noun, "determiner", "before determiner"))


def stands_behind_its_verb(word: Token) -> bool:
    """Whether a finite verb that it hangs below stands before it."""
    over = above(word)
    while over is not None:
        if is_verb(over) and is_finite(over):
            return over.i < word.i
        over = above(over)
    return False


def is_measure(word: Token) -> bool:
    """A time or a number that stands beside a word as an adverb does: "left [Monday]"."""
    return relation_of(word) in ("measure", "adverb")


def leads(word: Token) -> bool:
    """A word that may belong to what stands behind it: "since", "early", "while"."""
    return class_of(word) in ("preposition", "adverb", "clause word")


def is_part_of_date(word: Token, behind: Token) -> bool:
    """Before a date: "the", "last"; a number too, but in "rose 15,000 last week"."""
    number = class_of(word) == "number" and class_of(behind) not in ("adjective", "determiner")
    return number or class_of(word) in ("determiner", "adjective")


def opens_noun(word: Token) -> bool:
    """ "the", "a", "its": the first word of a noun with what belongs to it."""
    return relation_of(word) in ("determiner", "owner") and class_of(word) in ("determiner", "pronoun")


def is_article(word: Token) -> bool:
    """ "the", "a", "this"."""
    return class_of(word) == "determiner"


def is_before_name(word: Token) -> bool:
    """What may stand before a name and say what it is: "the", "large", "steel", "making", "firm", "U.S."."""
    return class_of(word) in ("determiner", "adjective", "noun", "name") or relation_of(word) == "compound"


def is_side(word: Token) -> bool:
    """A clause about a noun or beside a verb; "plans [to open] it" is none."""
    beside = relation_of(word) in ("relative clause", "noun clause", "adverbial clause", "preposition clause")
    return beside and not _is_plan(word)


def goes_with_its_verb(verb: Token) -> bool:
    """Of the same time as the verb or noun that it hangs on: "wants to [open] it", "said it [opened]"."""
    return relation_of(verb) in ("open complement", "joined", "clause complement") or _is_plan(verb)


def _is_plan(verb: Token) -> bool:
    return relation_of(verb) == "noun clause" and is_infinitive(verb)


def is_mark(word: Token) -> bool:
    """ "that", "while": opens a clause."""
    return relation_of(word) == "clause mark"


def owns_several(word: Token) -> bool:
    """Before a subject in the plural: "[Thursday]'s talks began"."""
    subject = relation_of(word.head) in ("subject", "passive subject")
    return relation_of(word) == "owner" and subject and form_of(word.head) == "nouns"


def is_case(word: Token) -> bool:
    """The "'s" of an owner."""
    return relation_of(word) == "case mark"
