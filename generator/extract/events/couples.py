"""Who "the two leaders", "both" or "the pair" are."""

from __future__ import annotations

from collections.abc import Sequence

from ...model.findings import Sentence
from ..base import grammar
from ..base.grammar import is_verb, lemma
from ..base.grammar.parsed import Token
from .clause_span import Named
from .event_words import event_words


def both(predicate: Token, persons: Named, sentences: Sequence[Sentence], number: int) -> tuple[str, ...]:
    """Who "the two leaders" or "the pair" are: the only two people of the nearest sentence before that names any."""
    verb = grammar.verb_above(predicate)
    subject = grammar.shared_subject(verb) if is_verb(verb) else None
    if subject is None or not _is_couple(subject):
        return ()
    for sentence in reversed(sentences[max(0, number - 3) : number]):
        inside = (entity for span, entity in persons.meeting(sentence.span) if sentence.span.contains(span))
        if named := tuple(dict.fromkeys(inside)):
            return named if len(named) == 2 else ()
    return ()


def _is_couple(subject: Token) -> bool:
    before = {child.lower_ for child in subject.children}
    two = {"the", "two"} <= before and lemma(subject) in event_words()["couple_members"]
    return two or subject.lower_ in event_words()["couples"]
