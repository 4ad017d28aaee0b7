"""Who speaks: the head of a source and the words that make it."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from ...base.grammar import (
    FINITE,
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
from .cue_words import is_cue_verb, lexicon, verb_form

_INHERITING = frozenset(("conj", "xcomp", "advcl", "pcomp", "ccomp", "prep", "dep", "parataxis", "acl"))
_FARTHEST = 6  # verbs up the tree that may share a subject
_LONGEST_SOURCE = 40  # tokens; longer is a parser's slip


def source_token(verb: Token, marked: Sequence[bool]) -> Token | None:
    """The head of who speaks: the verb's subject or agent, or that of the verb it hangs on."""
    at = verb
    for _ in range(_FARTHEST):
        if at != verb and quoted_as(at):
            quoted = next((child for child in at.children if child.dep_ in ("nsubjpass", "dobj")), None)
            return None if quoted is None or marked[quoted.i] else quoted
        if agent := _agent(at):
            return agent
        subject = subject_of(at)
        if subject is not None:
            return None if subject.dep_ == "nsubjpass" or marked[subject.i] else subject
        if at.tag_ == "VBN" and at.dep_ == "advcl":
            return None  # "when asked": its subject hears
        if at.dep_ in ("xcomp", "ccomp") and is_infinitive(at):
            led = next((child for child in at.head.children if child.dep_ == "dobj" and child.i < at.i), None)
            if led is not None and led.pos_ in ("PROPN", "PRON") and not marked[led.i]:
                return led  # "led him to fear"
        if at.dep_ == "acl" and at.head.pos_ in ("NOUN", "PROPN", "PRON"):
            passive = at.tag_ == "VBN" and any(child.lower_ == "as" for child in at.children)
            return None if passive else at.head  # "a plan presented as a gift": by somebody else
        if at.dep_ == "acomp":
            at = at.head
            continue
        if at.dep_ not in _INHERITING or at.head == at:
            return None
        at = joined_to(at)
        if at.pos_ in ("NOUN", "PROPN"):
            return None
    return None


def _agent(verb: Token) -> Token | None:
    """Who does what a passive says: "was called a thief by (the council)"."""
    by = agent_marker(verb)
    return None if by is None else next((child for child in by.children if child.dep_ == "pobj"), None)


def joined_to(verb: Token) -> Token:
    """What a verb hangs on. "She said prices fall and warned of more": "warned" goes with "said", whatever the parser
    says."""
    head = verb.head
    over = head.head
    if verb.dep_ == "conj" and head.dep_ == "ccomp" and verb.tag_ in FINITE and over.tag_ == verb.tag_:
        words = lexicon()
        speaks = "quote" in words.takes.get(verb_form(verb) or "", ()) and not is_clause(verb)
        if head.tag_ != verb.tag_ or (speaks and not is_cue_verb(head) and is_cue_verb(over)):
            return over
    return head


def _antecedent(pronoun: Token) -> Token | None:
    """What a relative pronoun stands for."""
    at = pronoun
    for _ in range(5):
        if at.dep_ == "relcl":
            return at.head
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
    start = max([start, *(at + 1 for at in range(start, head.i) if head.doc[at].text in ("—", "–", "--"))])
    for at in range(head.i, end):
        if marked[at] and not marked[head.i]:  # words of another: with the relative clause that holds them
            end = min(
                [at, *(t.left_edge.i for t in head.children if t.dep_ == "relcl" and head.i < t.left_edge.i < at)]
            )
            break
    for at in range(head.i, start - 1, -1):
        if marked[at] and not marked[head.i]:
            start = at + 1
            break
    start, end = trimmed(head.doc, (start, min(end, start + _LONGEST_SOURCE, head.sent.end)))
    return (start, end) if start < end else (head.i, head.i + 1)
