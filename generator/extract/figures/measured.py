"""What a figure measures, and who does it: of "Peru's 25 percent tariff" the tariff and Peru."""

from __future__ import annotations

from ...model.text import Span
from ..base import grammar
from ..base.grammar.parsed import Token
from . import currencies
from .counted import Tokens

_LONGEST = 4  # words of either


def measured(span: Span, tokens: Tokens) -> tuple[Span | None, Span | None]:
    """The words for what a figure measures and for who does it; None for what the sentence does not tell plainly.

    A sum without a noun of its own has the verb that it stands behind: "is to pay $3 million".
    """
    root = _root(span, tokens)
    if root is None:
        return None, None
    noun = _noun(root, span)
    verb = grammar.verb_above(root)
    by = next((word for word in _doers(noun, verb) if word != noun and _names_somebody(word)), None)
    of = _words(noun, span) if noun is not None else _verb(verb, root) if by is not None else None
    return of, None if by is None or of is None else _words(by, span)


def _root(span: Span, tokens: Tokens) -> Token | None:
    """The word of a figure on which its others hang."""
    first, last = tokens.at(span.start), tokens.at(span.end - 1)
    if first is None or last is None:
        return None
    inside = range(first.i, last.i + 1)
    own = (word for word in tokens.doc[first.i : last.i + 1] if grammar.above(word) is not None)
    return next((word for word in own if word.head.i not in inside), None)


def _noun(root: Token, span: Span) -> Token | None:
    """The noun that a figure stands before, is a share of, or that is said to be so much."""
    over = grammar.above(root)
    if over is not None and over.idx >= span.end:
        return over if _is_thing(over, span) else None
    share = grammar.things(root) if grammar.is_noun(root) else ()
    found = (*share, grammar.noun_above(root), *_beside_verb(root))
    return next((word for word in found if word is not None and _is_thing(word, span)), None)


def _beside_verb(root: Token) -> list[Token | None]:
    """The objects before a figure and, where it is none itself, the subject."""
    verb = grammar.verb_above(root)
    if not grammar.is_verb(verb):
        return []
    objects = [word for word in grammar.objects(verb) if word != root and word.i < root.i]
    return [*objects, None if grammar.is_object(root) else grammar.subject_of(verb)]


def _is_thing(word: Token, span: Span) -> bool:
    outside = word.idx >= span.end or word.idx + len(word) <= span.start
    plain = grammar.is_noun(word) and not grammar.is_name(word) and not grammar.is_time(word) and word.is_alpha
    plain = plain and word.lower_ not in currencies.nouns() and len(grammar.modifiers(word)) < _LONGEST
    return outside and plain and not grammar.is_pronoun(word)


def _verb(verb: Token, root: Token) -> Span | None:
    """The verb that a sum is the object of."""
    if not grammar.is_verb(verb) or not grammar.is_object(root):
        return None
    return Span(verb.idx, verb.idx + len(verb))


def _doers(noun: Token | None, verb: Token) -> tuple[Token, ...]:
    owners = grammar.owners(noun) if noun is not None else ()
    return (*owners, *(grammar.doers(verb) if grammar.is_verb(verb) else ()))


def _names_somebody(word: Token) -> bool:
    return (
        (grammar.is_noun(word) or grammar.is_name(word)) and not grammar.is_pronoun(word) and not grammar.is_time(word)
    )


def _words(noun: Token, span: Span) -> Span:
    """A noun with the words before it that say which it is, without the figure."""
    before = [word for word in grammar.modifiers(noun) if word.idx >= span.end or word.idx + len(word) <= span.start]
    near = [word for word in before if (word.idx >= span.end) == (noun.idx >= span.end)][-_LONGEST:]
    start = min([word.idx for word in near if word.i >= noun.i - _LONGEST], default=noun.idx)
    return Span(start, noun.idx + len(noun))
