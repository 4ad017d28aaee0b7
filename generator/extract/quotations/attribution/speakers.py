"""Who speaks: the head of a source and the words that make it."""

from __future__ import annotations

from collections.abc import Sequence

from ...base import grammar
from ...base.grammar import (
    RELATIVES,
    Range,
    agent_marker,
    is_clause,
    is_infinitive,
    quoted_as,
    subject_of,
    subtree,
    trimmed,
)
from ...base.grammar.parsed import Token
from .cue_words import is_cue_verb, lexicon, verb_form

_INHERITING = frozenset(
    (
        "joined",
        "open complement",
        "adverbial clause",
        "preposition clause",
        "clause complement",
        "preposition",
        "unclear",
        "aside",
        "noun clause",
    )
)
_FARTHEST = 6  # verbs up the tree that may share a subject
_LONGEST_SOURCE = 40  # tokens; longer is a parser's slip


def source_token(verb: Token, marked: Sequence[bool]) -> Token | None:
    """The head of who speaks: the verb's subject or agent, or that of the verb it hangs on."""
    at = _added_to(verb)
    for _ in range(_FARTHEST):
        if at != verb and quoted_as(at):
            return next(
                (child for child in at.children if grammar.relation_of(child) in ("passive subject", "object")), None
            )
        if agent := _agent(at):
            return agent
        subject = subject_of(at)
        if subject is not None:
            return None if grammar.is_told_of(at, subject) or marked[subject.i] else subject
        if grammar.form_of(at) == "participle" and grammar.relation_of(at) == "adverbial clause":
            return None  # "when asked": its subject hears
        if grammar.relation_of(at) in ("open complement", "clause complement") and is_infinitive(at):
            led = next(
                (child for child in at.head.children if grammar.relation_of(child) == "object" and child.i < at.i), None
            )
            if led is not None and grammar.class_of(led) in ("name", "pronoun") and not marked[led.i]:
                return led  # "led him to fear"
        if grammar.relation_of(at) == "noun clause" and grammar.class_of(at.head) in ("noun", "name", "pronoun"):
            passive = grammar.form_of(at) == "participle" and any(child.lower_ == "as" for child in at.children)
            return None if passive else _maker(at.head)  # "a plan presented as a gift": by somebody else
        if grammar.relation_of(at) == "predicate adjective":
            at = at.head
            continue
        if grammar.relation_of(at) not in _INHERITING or at.head == at:
            return None
        at = joined_to(at)
        if grammar.class_of(at) in ("noun", "name"):
            return None
    return None


def _added_to(verb: Token) -> Token:
    """The verb of saying to whose words "adding" adds, where a clause that they tell stands between: "Roe said that
    the mayor had closed the port, [adding] that it was old"."""
    if verb.lemma not in lexicon().additions or not grammar.adds_as_a_participle(verb) or subject_of(verb):
        return verb
    if is_cue_verb(verb.head):
        return verb
    told = (at for at in verb.ancestors if is_cue_verb(at) and at.i < verb.i and subject_of(at) is not None)
    return next(told, verb)


def _maker(noun: Token) -> Token | None:
    """Who speaks where a noun does: whoever released "a statement saying", if the noun does not tell who made it."""
    if grammar.is_in_order(noun):
        return None
    if noun.lemma not in lexicon().writings or grammar.authors(noun, lexicon().giving):
        return noun
    return grammar.issuer(noun) or noun


def _agent(verb: Token) -> Token | None:
    """Who does what a passive says: "was called a thief by (the council)"."""
    by = agent_marker(verb)
    return (
        None
        if by is None
        else next((child for child in by.children if grammar.relation_of(child) == "preposition object"), None)
    )


def joined_to(verb: Token) -> Token:
    """What a verb hangs on. "She said prices fall and warned of more": "warned" goes with "said", whatever the parser
    says."""
    head = verb.head
    over = head.head
    if (
        grammar.relation_of(verb) == "joined"
        and grammar.relation_of(head) == "clause complement"
        and (form := grammar.finite_form(verb)) is not None
        and grammar.finite_form(over) == form
    ):
        words = lexicon()
        speaks = "quote" in words.takes.get(verb_form(verb) or "", ()) and not is_clause(verb)
        if grammar.finite_form(head) != form or (speaks and not is_cue_verb(head) and is_cue_verb(over)):
            return over
    return head


def _antecedent(pronoun: Token) -> Token | None:
    """What a relative pronoun stands for."""
    at = pronoun
    for _ in range(5):
        if grammar.relation_of(at) == "relative clause":
            return grammar.person_meant(at.head) if pronoun.lower_ == "who" else at.head
        if at.head == at:
            return None
        at = at.head
    return None


def meant(head: Token) -> Token:
    """The head of a source, or what it stands for as a relative pronoun."""
    return (_antecedent(head) or head) if head.lower_ in RELATIVES else head


def _with_its_name(head: Token, start: int) -> int:
    """Where a source begins that ends in an abbreviation, in which parsers lose their way: "the Holm Cos. said"."""
    point = head.doc[head.i + 1 : head.i + 2]
    if point.text != "." or head.whitespace_ or not head.text[0].isupper():
        return start
    while start > head.sent.start and head.doc[start - 1].text[0].isupper():
        start -= 1
    return start - (start > head.sent.start and head.doc[start - 1].lower_ == "the")


def _behind_dash(head: Token, start: int) -> int:
    """Where a source begins that a dash stands in, before its head."""
    return max([start, *(at + 1 for at in range(start, head.i) if grammar.is_dash(head.doc[at]))])


def source_range(head: Token, cue: Token, marked: Sequence[bool]) -> Range:
    """The words of a source around its head, without the cue and without marked words of another."""
    noun = _antecedent(head) if head.lower_ in RELATIVES else None
    if noun is not None and noun.left_edge.i < head.i:
        return noun.left_edge.i, head.i + 1
    start, end = subtree(head)
    start = _with_its_name(head, start)
    if start <= cue.i < end:  # a relative clause or a participle holds the cue: "a minister who said"
        if head.i < cue.i:
            end = next(
                (t.left_edge.i for t in head.children if t.left_edge.i <= cue.i <= t.right_edge.i and t.i > head.i),
                cue.i,
            )
        else:
            start = cue.i + 1
    start = _behind_dash(head, start)
    if (behind := grammar.end_of_dateline(head, end)) is not None:
        return trimmed(head.doc, (behind, end))
    end = grammar.end_before_time(head, end)
    for at in range(head.i, end):
        if marked[at] and not marked[head.i]:  # words of another: with the relative clause that holds them
            end = min(
                [
                    at,
                    *(
                        t.left_edge.i
                        for t in head.children
                        if grammar.relation_of(t) == "relative clause" and head.i < t.left_edge.i < at
                    ),
                ]
            )
            break
    for at in range(head.i, start - 1, -1):
        if marked[at] and not marked[head.i]:
            start = at + 1
            break
    start, end = trimmed(head.doc, (start, min(end, start + _LONGEST_SOURCE, head.sent.end)))
    return (start, end) if start < end else (head.i, head.i + 1)
