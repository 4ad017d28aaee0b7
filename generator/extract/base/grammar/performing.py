"""What can be asked of a verb that may do what it names: "promised to pay", "may promise", "promised nothing"."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from .labels import Relation, Taking
from .parsed import Token
from .phrases import is_infinitive
from .verbs import SUBJECT, helpers, is_finite, is_negated, modal, passive_agent
from .words import above, child, children, form_of, has, is_verb, lemma, relation_of

_CLAUSES: tuple[Relation, ...] = ("clause complement", "open complement")
_DEEPEST = 6  # steps up a tree


def takings(verb: Token) -> frozenset[Taking]:
    """What a verb or a noun has behind it: "urged him [to go]", "asked [for help]" has a thing by its preposition
    alone."""
    return frozenset(_takings(verb))


def _takings(verb: Token) -> Iterator[Taking]:
    if has(verb, "object"):
        yield "object"
    for each in children(verb, *_CLAUSES, "noun clause", "adverbial clause"):
        if is_infinitive(each):
            yield "infinitive"
        elif is_verb(each) and relation_of(each) in _CLAUSES:
            yield "gerund" if form_of(each) == "ing" and not helpers(each) else "clause"


def prepositions_of(verb: Token) -> frozenset[str]:
    """The prepositions and particles that hang on it, in small letters."""
    return frozenset(each.lower_ for each in children(verb, "preposition", "particle", "indirect object"))


def behind(verb: Token, preposition: str) -> Token | None:
    """The noun that one of its prepositions leads: "called on [the council]"."""
    led = (each for each in children(verb, "preposition", "indirect object", "agent") if each.lower_ == preposition)
    return next((noun for each in led for noun in children(each, "preposition object")), None)


def hearer(verb: Token) -> Token | None:
    """Whom it is said to: "told [reporters] that", "urged [the council] to wait"; the object of a verb that takes more
    than it."""
    told = child(verb, "indirect object")
    if told is not None:
        noun = child(told, "preposition object")
        return noun if noun is not None else told
    clause = next((each for each in children(verb, *_CLAUSES) if each.i > verb.i), None)
    thing = child(verb, "object")
    if thing is not None:
        return thing if clause is not None or has(verb, "aside") else None
    return None if clause is None or not is_infinitive(clause) else child(clause, *SUBJECT)


def is_asserted(verb: Token, *, doubting: Collection[str], lacking: Collection[str], none: Collection[str]) -> bool:
    """Told as done: "urged", "has urged", ", urging him"; not "may urge", "did not urge", "wants to urge", nor of
    "nobody" (`none`), below "if" (`doubting`) or "without" (`lacking`)."""
    for _ in range(_DEEPEST):
        if _is_open(verb, none) or any(each.lower_ in doubting for each in children(verb, "clause mark", "adverb")):
            return False
        over = above(verb)
        if is_finite(verb) or over is None:
            return is_finite(verb)
        if relation_of(verb) == "preposition clause":
            return not {over.lower_, lemma(over.head)} & set(lacking)
        if form_of(verb) != "ing" and relation_of(verb) != "joined":
            return form_of(verb) == "participle" and passive_agent(verb) is not None
        verb = over
    return False


def _is_open(verb: Token, none: Collection[str]) -> bool:
    """Denied, only possible, of nobody, or told of no one who does it."""
    subject = child(verb, *SUBJECT)
    if is_negated(verb) or modal(verb) is not None or is_infinitive(verb):
        return True
    if subject is not None and (subject.lower_ in none or is_of_none(subject, none)):
        return True
    return has(verb, "passive helper") and passive_agent(verb) is None


def is_of_none(noun: Token, none: Collection[str]) -> bool:
    """ "offered [no proof]"."""
    return any(each.lower_ in none for each in noun.children)


def is_owned_by_pronoun(noun: Token) -> bool:
    """ "[our] government"."""
    return any(form_of(each) == "owner pronoun" for each in children(noun, "owner"))


def quality(verb: Token) -> Token | None:
    """What its subject is said to be: "is [ready] to talk"."""
    return child(verb, "predicate adjective")


def has_condition(verb: Token, marks: Collection[str]) -> bool:
    """A clause with one of these marks hangs on it: "will pay [if] they ask"."""
    clauses = children(verb, "adverbial clause", "clause complement")
    return any(mark.lower_ in marks for each in clauses for mark in children(each, "clause mark", "adverb"))


def top_of(tokens: Collection[Token]) -> Token | None:
    """The word of a stretch that none of its other words governs; the first of several."""
    inside = {each.i for each in tokens}
    tops = (each for each in tokens if each.head.i not in inside or each.head == each)
    return next((each for each in tops if not each.is_punct), None)
