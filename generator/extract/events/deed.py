"""What an event is known by: its deed, with who, whom or what, where and with what else, as the grammar has them."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from ...model.findings import Deed, Phrase
from ...model.text import Span, span_of
from ..base import grammar
from ..base.grammar import is_verb, lemma
from .event_words import event_words
from .kind import name_of


def deed_of(predicate: Token) -> Deed:
    """Of a verb that only says that something came about the deed is the noun: "held talks", "the signing took
    place"."""
    verb = predicate if is_verb(predicate) else grammar.occasion(predicate)
    noun = _told_by(predicate) if is_verb(predicate) else predicate
    told = [word for word in (noun, verb) if word is not None]
    things = _without(noun, verb, [thing for word in told for thing in grammar.things(word)])
    return Deed(
        names=_names(predicate, noun, verb),
        doers=_phrases(_without(noun, verb, [doer for word in told for doer in grammar.doers(word)])),
        things=_phrases(things),
        places=_phrases([place for word in told for place in grammar.places(word)]),
        others=tuple(dict.fromkeys(_phrase(head, led) for word in told for led, head in grammar.others(word)
                                   if head not in told)),
        said=any(is_verb(thing) for thing in things),
        by_noun=not is_verb(predicate),
    )  # fmt: skip


def _names(predicate: Token, noun: Token | None, verb: Token | None) -> tuple[str, ...]:
    if noun is None:
        return (name_of(predicate),)
    return (lemma(noun),) if verb is None or is_verb(predicate) else (lemma(noun), name_of(verb))


def _told_by(verb: Token) -> Token | None:
    """The noun of a deed that a light verb has for its object, or one that only befalls for its subject."""
    words = event_words()
    if lemma(verb) in words["befall"] or name_of(verb) in words["befall"]:
        return next((noun for noun in grammar.doers(verb) if _is_deed(noun) or name_of(verb) != lemma(verb)), None)
    light = lemma(verb) in words["light_verbs"]
    return next((noun for noun in grammar.things(verb) if light and _is_deed(noun)), None)


def _is_deed(noun: Token) -> bool:
    return lemma(noun) in event_words()["nouns"]


def _without(noun: Token | None, verb: Token | None, heads: Iterable[Token]) -> list[Token]:
    """Not the noun itself, nor what only completes a light verb ("took [place]")."""
    completes = "" if verb is None else name_of(verb).partition(" ")[2]
    return [head for head in heads if head != noun and not (lemma(head) == completes and head.n_lefts == 0)]


def _phrases(heads: Iterable[Token]) -> tuple[Phrase, ...]:
    return tuple(dict.fromkeys(map(_phrase, heads)))


def _phrase(head: Token, led: str = "") -> Phrase:
    first, last = grammar.phrase(head)
    return Phrase(span=Span(span_of(first).start, span_of(last).end), head=span_of(head), led=led)
