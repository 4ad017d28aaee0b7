"""The verb that a time expression is told by, and the verb whose tense that is."""

from __future__ import annotations

import re

from ...model.text import Span, record
from ..base import grammar
from ..base.grammar import VerbGroup, lemma
from ..base.grammar.parsed import Doc, DocSpan, Token
from .context_words import context_words

_BEFORE, _AFTER = 60, 40  # characters around a time that are looked at
_DEEPEST = 8  # steps up a tree
_FAR = 8  # words: further on, an infinitive is not what a time dates


@record
class Told:
    """A time expression where it stands. `plans`: the simple present looks ahead, as in "the court meets Friday", where
    "as of May it leads" does not. Under a picture "the two shake hands on Friday" tells what was."""

    words: DocSpan
    before: str  # the text that ends where it begins
    owns: bool  # "'s" behind it
    after: tuple[str, ...]  # the one or two words behind that, in small letters
    behind: str  # the text that begins where it ends
    verb: Token | None  # the nearest above it
    plans: bool
    is_caption: bool


@record
class ToldBy:
    """A time expression, the verb that it hangs on, and the group of the verb whose tense that one has."""

    time: Told
    verb: Token
    group: VerbGroup


def told(doc: Doc, text: str, span: Span, *, plans: bool, is_caption: bool) -> Told | None:
    """The time expression at a place; None outside of what was parsed."""
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None:
        return None
    behind = text[span.end : span.end + _AFTER]
    after = re.match(r"['’]?s? ?\W{0,1}([\w-]+)(?: ([\w-]+))?", behind)
    return Told(
        words=words,
        before=text[max(0, span.start - _BEFORE) : span.start],
        owns=behind.startswith(("'s", "’s")),
        after=tuple(word.lower() for word in after.groups() if word) if after else (),
        behind=behind,
        verb=grammar.governing(words.root),
        plans=plans,
        is_caption=is_caption,
    )


def told_by(time: Told, verb: Token) -> ToldBy:
    """The time as told by a verb."""
    return ToldBy(time=time, verb=verb, group=grammar.group(_with_its_tense(verb)))


def within_reach(time: Token, verb: Token) -> Token:
    """The verb itself, or the one above an infinitive too far away to be what the time dates."""
    while verb.i + _FAR < time.i and any(grammar.form_of(child) == "to" for child in verb.children):
        above = grammar.governing(verb.head) if verb.head != verb else None
        if above is None:  # a line without a verb of its own
            break
        verb = above
    return verb


def _with_its_tense(verb: Token) -> Token:
    """The verb itself, or the one above whose tense it takes."""
    for _ in range(_DEEPEST):
        above = _lender(verb)
        if above is None:
            break
        verb = above
    return verb


def _lender(verb: Token) -> Token | None:
    """The word above that gives a verb its tense; None when it has one of its own."""
    group = grammar.group(verb)
    if verb.head == verb or looks_ahead(group):
        return None
    if group.is_infinitive:  # "managed to leave"
        managed = not group.has("have") and verb.head.lemma_ in context_words()["past_infinitive_heads"]
        return verb.head if managed else None
    if not group.is_bare:
        return None
    if group.form == "base" and grammar.relation_of(verb) == "joined":  # "will fly in and return"
        return verb.head
    return grammar.governing(verb.head) if group.form == "ing" and not is_going_to(group) else None


def looks_ahead(group: VerbGroup) -> bool:
    """ "will meet", "may meet"."""
    return group.modal in context_words()["future_modals"]


def is_going_to(group: VerbGroup) -> bool:
    """ "is going to ask"."""
    return group.form == "ing" and group.goes_on and lemma(group.verb) == "go"


def is_scheduled(time: Token) -> bool:
    """A word of planning stands above the time, or hangs on a noun that does: "delayed to Friday"."""
    near, verbs = (time, *time.ancestors), context_words()["scheduled_verbs"]
    if any(lemma(word) in verbs for word in near[:6]):
        return True
    nouns = (word for word in near[:4] if grammar.class_of(word) == "noun")
    return any(lemma(child) in verbs for noun in nouns for child in noun.children)


def is_after_past_verb(time: DocSpan) -> bool:
    """A verb of the past stands right before: "the strike which is to hurt the ports started on Tuesday"."""
    at, between = time.start - 1, context_words()["between_verb_and_day"]
    while at > 0 and time.doc[at].lower_ in between:
        at -= 1
    return at >= 0 and grammar.form_of(time.doc[at]) == "past" and grammar.class_of(time.doc[at]) == "verb"
