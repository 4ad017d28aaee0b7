"""A noun and what was done with it: "the suit, filed in May, ..." holds "the suit [was] filed in May"."""

from __future__ import annotations

from ...model.text import record
from ..base import grammar
from ..base.grammar.parsed import Token
from .stretches import listed

Range = tuple[int, int]  # first and last token


@record
class Described:
    """A noun, its participle with what hangs on it, and the helper between them."""

    noun: Range
    participle: Range
    helper: str


def described(deed: Token) -> Described | None:
    """The noun, what its participle tells, and the helper that makes a sentence of them; None where the noun does not
    say which one it is, or the participle is not one of something done to it.

    The helper is in the past, which is true of plans too: "the vote, set for May 4" was set.
    """
    verb = grammar.governing_plan(deed)
    noun = grammar.noun_described(verb)
    if noun is None or not _says_which(noun, verb) or _may_be_finite(verb, noun) or _is_had(verb, noun):
        return None
    first, last = noun.left_edge.i, _last_before(verb, noun)
    helper = "were" if grammar.is_plural(noun) else "was"
    return Described(noun=(first, last), participle=(verb.left_edge.i, verb.right_edge.i), helper=helper)


def _may_be_finite(verb: Token, noun: Token) -> bool:
    """ "The judge set May 4": read as a judge who was set, where no other verb stands in the sentence, or behind a noun
    without a comma where its form is that of the past too."""
    other = grammar.governing(noun)
    return other is None or not grammar.is_finite(other) or verb.lower_ == grammar.lemma(verb)


def _is_had(verb: Token, noun: Token) -> bool:
    """ "Should have cars built there": nobody says that they were."""
    over = grammar.governing(noun)
    return (
        over is not None and over != verb and grammar.lemma(over) in listed("having") and noun in grammar.objects(over)
    )


def _says_which(noun: Token, verb: Token) -> bool:
    """A name stands in it or beside its participle, or three words that tell; no "earlier", which says after which."""
    own = [word for word in noun.doc[noun.left_edge.i : verb.left_edge.i] if not word.is_punct]
    if any(grammar.is_none(word) for word in own):
        return False
    if any(map(is_a_name, own)):
        return True
    if any(word.lower_ in listed("of_others") for word in own):
        return False
    return any(map(is_a_name, verb.subtree)) or sum(grammar.tells(word) for word in own) > 2


def is_a_name(word: Token) -> bool:
    """Of a person, a place, a firm or a product, but no day."""
    inner = word.text[1:] != word.text[1:].lower()  # "iOS"
    return (grammar.is_name(word) or inner) and not grammar.is_time(word)


def _last_before(verb: Token, noun: Token) -> int:
    """The last word of the noun's phrase before its participle."""
    last = verb.left_edge.i - 1
    while last > noun.i and noun.doc[last].is_punct:
        last -= 1
    return int(last)
