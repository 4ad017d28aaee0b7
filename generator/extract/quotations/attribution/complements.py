"""Which dependent of a verb is its content."""

from __future__ import annotations

from collections.abc import Sequence

from ...base import grammar
from ...base.grammar import (
    CLAUSES,
    LONGEST_LEAD,
    WHEN,
    has_mark,
    is_clause,
    is_infinitive,
    judged_as,
    subject_of,
    subtree,
)
from ...base.grammar.parsed import Token
from .cue_words import content_words, lexicon, verb_prepositions


def complement_of(
    verb: Token, takes: frozenset[str], cue_end: int, sentence_end: int, marked: Sequence[bool]
) -> tuple[Token | None, int | None]:
    """(head of the content, the "that" that leads it where the parser hung it elsewhere)."""
    child = _dependent(verb, takes, marked)
    that = _that_after(verb, cue_end, sentence_end, marked) if "clause" in takes else None
    none_yet = child is None or that is None or child.left_edge.i > that.i or grammar.relation_of(child) not in CLAUSES
    if that is not None and none_yet and that.head.i > that.i and not _speaks_of(child, that):
        return that.head, that.i
    return child, None


def _dependent(verb: Token, takes: frozenset[str], marked: Sequence[bool]) -> Token | None:
    """The dependent to the right of a verb that is its content, the surest kind first."""
    right = [child for child in verb.children if child.i > verb.i]
    leading = [
        child
        for child in right
        if grammar.relation_of(child) in ("preposition", "particle") and child.lower_ in verb_prepositions(verb)
    ]
    named = next((child for child in right if grammar.relation_of(child) == "object"), None)
    return (
        _right_after(verb, leading, named)
        or _clause(verb, right, takes, led=bool(leading))
        or _led(leading, named, takes)
        or _judgement(verb, right, takes, named)
        or _gerund(verb, right, takes)
        or _thing(verb, right, takes, marked)
    )


def _right_after(verb: Token, leading: Sequence[Token], named: Token | None) -> Token | None:
    """ "called for calm", "accused the man, who denies it, of lying"."""
    if (charge := grammar.charge_behind_clause(named, leading)) is not None:
        return charge
    first = leading[0] if leading else None
    if first is None or first.i != verb.i + 1 or first.lower_ not in content_words("naming"):
        return None
    return _object_of(first)


def _object_of(preposition: Token) -> Token | None:
    return next(
        (
            child
            for child in preposition.children
            if grammar.relation_of(child) in ("preposition object", "preposition clause")
        ),
        None,
    )


def _clause(verb: Token, right: Sequence[Token], takes: frozenset[str], *, led: bool) -> Token | None:
    """ "said (that) prices fell", "asked whether", "promised to build it"."""
    clausal = takes & {"clause", "question", "quote"}
    prepositions = verb_prepositions(verb)
    for child in right:
        if grammar.relation_of(child) in CLAUSES and clausal and (is_clause(child) or has_mark(child, ("that",))):
            return child
        if (
            grammar.relation_of(child) in ("adverbial clause", "noun clause")
            and clausal
            and has_mark(child, content_words("clause_marks"))
            and is_clause(child)
        ):
            return child
        after_preposition = "infinitive after preposition" in takes and (led or child.left_edge.lower_ in prepositions)
        to_do = "infinitive" in takes or after_preposition
        if (
            to_do
            and grammar.relation_of(child) in ("open complement", "clause complement", "adverbial clause")
            and is_infinitive(child)
        ):
            return child
    return None


def _led(leading: Sequence[Token], named: Token | None, takes: frozenset[str]) -> Token | None:
    """What stands after a preposition of the verb, farther off: "spoke at length about prices"."""
    for preposition in leading:
        if named is None or "object" not in takes or named.i > preposition.i:
            inner = _object_of(preposition)
            if inner is not None:
                return inner
    return None


def _judgement(verb: Token, right: Sequence[Token], takes: frozenset[str], named: Token | None) -> Token | None:
    """ "was described as reckless"."""
    if grammar.form_of(verb) != "participle" or not takes & {"object", "as", "name"} or named is not None:
        return None
    judged = next(
        (child for child in right if grammar.relation_of(child) == "preposition" and child.lower_ == "as"), None
    )
    return None if judged is None else next((child for child in judged.children if child.i > judged.i), None)


def _gerund(verb: Token, right: Sequence[Token], takes: frozenset[str]) -> Token | None:
    """ "admitted leaking it"."""
    if "gerund" not in takes:
        return None
    doing = (
        child
        for child in right
        if grammar.relation_of(child) in ("open complement", "preposition clause", "clause complement")
        and grammar.is_doing(child)
    )
    return next((child for child in doing if child.left_edge.i == verb.i + 1), None)


def _thing(verb: Token, right: Sequence[Token], takes: frozenset[str], marked: Sequence[bool]) -> Token | None:
    """What a verb speaks of where it judges, names or strikes; where it says, only marked words."""
    quotes = any(marked[verb.i + 1 : verb.right_edge.i + 1])
    regarded = "as" in takes and judged_as(verb)
    struck = "verdict" in takes and (quotes or judged_as(verb, "for"))
    called = "name" in takes and (quotes or judged_as(verb) or _named_twice(verb))
    if takes & {"object", "thing"} or regarded or struck or called:
        kinds = (
            ("object", "object predicate", "predicate noun", "indirect object")
            if called
            else ("object", "object predicate", "predicate noun")
        )
        named = next((child for child in right if grammar.relation_of(child) in kinds), None)
        return named or next(
            (
                child
                for child in right
                if grammar.relation_of(child) in ("clause complement", "preposition clause")
                and child.left_edge.lower_ == "what"
            ),
            None,
        )
    if "quote" in takes:
        return next(
            (
                child
                for child in right
                if grammar.relation_of(child) in ("object", "object predicate", "predicate noun", "preposition")
                and _holds_marks(child, marked)
            ),
            None,
        )
    return None


def _named_twice(verb: Token) -> bool:
    """Whether a verb of naming has the thing and its name: "called it a mistake", "was called a mistake"."""
    kinds = ("object", "indirect object", "object predicate", "predicate noun", "clause complement", "open complement")
    named = [child for child in verb.children if grammar.relation_of(child) in kinds and not is_infinitive(child)]
    return len(named) > 1 or any(grammar.relation_of(child) == "passive helper" for child in verb.children)


def _holds_marks(token: Token, marked: Sequence[bool]) -> bool:
    start, end = subtree(token)
    return any(marked[start:end])


# "That" where the parser hung it elsewhere


def _that_after(verb: Token, start: int, end: int, marked: Sequence[bool]) -> Token | None:
    """The "that" that leads the content, past hearers, places and times: "told reporters in Oslo that"."""
    doc = verb.doc
    at = start - 1
    while at + 1 < min(start + LONGEST_LEAD, end):
        at += 1
        token = doc[at]
        if (
            grammar.relation_of(token) in ("clause mark", "adverb")
            and grammar.relation_of(token.head) == "adverbial clause"
            and token.lower_ in WHEN
            and token.head.head == verb
        ):
            verbs = [
                token.head.i,
                *(t.i for t in token.head.children if grammar.relation_of(t) in ("helper", "passive helper")),
            ]
            at = max(at, *verbs)  # "told reporters as she left that ..."
            continue
        if marked[at] or grammar.class_of(token) in ("verb", "helper") or token.text in (";", ":"):
            return None
        if token.lower_ == "that":
            return token if grammar.relation_of(token) == "clause mark" or _leads_full_clause(token) else None
    return None


def _leads_full_clause(that: Token) -> bool:
    """Whether a "that" read as a relative pronoun leads a clause that lacks nothing: "told the press in Oslo that she
    wrote the law"."""
    verb = that.head
    clause = next((token for token in (verb, *verb.ancestors) if grammar.relation_of(token) == "relative clause"), None)
    if clause is None or grammar.relation_of(clause.head) != "preposition object" or clause.i < that.i:
        return False
    subject = subject_of(clause)
    full = any(
        grammar.relation_of(child)
        in ("object", "clause complement", "open complement", "predicate adjective", "predicate noun")
        and child.i > verb.i
        for child in verb.children
    )
    return subject is not None and subject.i > that.i and full


def _speaks_of(child: Token | None, that: Token) -> bool:
    """Whether "that" belongs to the words spoken of and not to the cue: "disputed the idea that"."""
    verb = that.head.head.head
    if grammar.is_ground(that.head.head, verb, lexicon().grounds):
        return True
    return (
        child is not None
        and grammar.relation_of(child) == "object"
        and that.head.head.i == child.i
        and child.lemma in lexicon().nouns
    )
