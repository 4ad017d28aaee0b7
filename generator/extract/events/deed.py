"""What an event is known by: its deed, with who, whom or what, where and with what else, as the grammar has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from ...model.findings import Deed, Mention, Phrase
from ...model.places import Places
from ...model.text import Span, span_of
from ..base import grammar
from ..base.grammar import is_verb, lemma
from ..base.grammar.parsed import Token
from .event_words import event_words
from .kind import name_of


def deed_of(predicate: Token) -> Deed:
    """Of a verb that only says that something came about the deed is the noun: "held talks", "the signing took
    place". A noun has what the verb has whose occasion it is: "was shown at a fair"."""
    by_noun = not is_verb(predicate)
    verb = grammar.occasion(predicate) if by_noun else predicate
    noun = predicate if by_noun else _told_by(predicate)
    told = tuple(word for word in (noun, verb) if word is not None)
    things = _without(told, _all(grammar.things, told))
    return Deed(
        names=tuple(map(_named, told if by_noun else told[:1])),
        doers=_phrases(_without(told, _all(grammar.doers, told))),
        things=_phrases(things),
        places=_phrases(_all(grammar.places, told)),
        others=_led(told),
        numbers=tuple(dict.fromkeys(map(span_of, _all(grammar.numbers, told)))),
        said=any(map(is_verb, things)),
        by_noun=by_noun,
    )


def place_of(deed: Deed, text: str, mentions: Places[Mention]) -> str | None:
    """The one name after "in" or "at" in the deed's own words that is known as a place; None for several, and for the
    place of something that it is done to: "left for the talks in Oslo"."""
    parts = (*deed.things, *deed.others)
    own = (place.span for place in deed.places if not any(part.span.contains(place.span) for part in parts))
    named = {span.of(text) for span in own if _is_place(span, mentions)}
    return named.pop() if len(named) == 1 == len(deed.places) else None


def _is_place(span: Span, mentions: Places[Mention]) -> bool:
    return any(mention.kind == "place" and mention.span == span for mention in mentions.meeting(span))


def _all(asked: Callable[[Token], tuple[Token, ...]], told: Iterable[Token]) -> Iterator[Token]:
    return chain.from_iterable(map(asked, told))


def _named(word: Token) -> str:
    """ "take effect", "turn down", "sign", "talk"."""
    name = name_of(word)
    return grammar.with_particle(word) if name == lemma(word) else name


def _told_by(verb: Token) -> Token | None:
    """The noun of a deed that a light verb has for its object, or one that only befalls for its subject."""
    words = event_words()
    if lemma(verb) in words["befall"] or name_of(verb) in words["befall"]:
        return next((noun for noun in grammar.doers(verb) if _is_deed(noun) or name_of(verb) != lemma(verb)), None)
    light = lemma(verb) in words["light_verbs"]
    return next((noun for noun in grammar.things(verb) if light and _is_deed(noun)), None)


def _is_deed(noun: Token) -> bool:
    return lemma(noun) in event_words()["nouns"]


def _without(told: Iterable[Token], heads: Iterable[Token]) -> list[Token]:
    """Not the deed itself, nor what only completes a light verb ("took [place]")."""
    names = {*told}
    completes = {name_of(word).partition(" ")[2] for word in names if is_verb(word)} - {""}
    return [head for head in heads if head not in names and not (lemma(head) in completes and not head.lefts)]


def _led(told: Iterable[Token]) -> tuple[Phrase, ...]:
    names = {*told}
    found = (pair for word in told for pair in grammar.others(word))
    return tuple(dict.fromkeys(_phrase(head, led) for led, head in found if head not in names))


def _phrases(heads: Iterable[Token]) -> tuple[Phrase, ...]:
    return tuple(dict.fromkeys(map(_phrase, heads)))


def _phrase(head: Token, led: str = "") -> Phrase:
    first, last = grammar.phrase(head)
    return Phrase(span=Span(span_of(first).start, span_of(last).end), head=span_of(head), led=led)
