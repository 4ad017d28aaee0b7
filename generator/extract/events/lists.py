"""Lists in which each has a day of its own: "sacked Roe on Monday, Imms on Tuesday and Finn on Wednesday"."""

from __future__ import annotations

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from ...model.findings import Timex
from ..base import grammar
from ..base.grammar import is_verb
from .event_words import event_words

_LONGEST = 9  # tokens from one day to the next
_MARKS = frozenset({",", ";"})


def next_of_a_list(doc: Doc, before: Timex, timex: Timex) -> DocSpan | None:
    """What stands between two days and has the second one: "Imms"; None where these are no days of a list."""
    first = doc.char_span(before.span.start, before.span.end, alignment_mode="expand")
    second = doc.char_span(timex.span.start, timex.span.end, alignment_mode="expand")
    if first is None or second is None or not 0 < second.start - first.end <= _LONGEST or first.sent != second.sent:
        return None
    if not {before.type, timex.type} <= {"DATE", "TIME"}:
        return None
    joined = first.end
    while joined < second.start and (doc[joined].text in _MARKS or grammar.joins(doc[joined])):
        joined += 1
    end = second.start
    while end > joined and doc[end - 1].lower_ in event_words()["before_an_own_day"]:
        end -= 1
    item = doc[joined:end]
    return item if joined > first.end and _is_a_thing(item) else None


def _is_a_thing(item: DocSpan) -> bool:
    """Nouns, names or numbers, and no clause: not "a day after it fell"."""
    known = event_words()
    apart = known["from_another_day"] | known["since"] | known["at_a_distance"] | known["until"]
    if any(is_verb(word) or word.is_punct or word.lower_ in apart for word in item):
        return False
    return any(grammar.counts_or_names(word) or word.lower_ in known["nobody"] for word in item)


def begins_the_next(time: DocSpan) -> Token | None:
    """The "and" of "On Monday they freed Roe and on [Tuesday] Imms": the next of a list stands behind its day."""
    doc, start, end = time.doc, time.start, time.end
    while start > 0 and doc[start - 1].lower_ in event_words()["before_an_own_day"]:
        start -= 1
    if start == 0 or not (grammar.joins(doc[start - 1]) or doc[start - 1].text in _MARKS):
        return None
    rest = [word for word in doc[end : time.sent.end] if not word.is_space]
    if not rest or any(is_verb(word) for word in rest):
        return None
    told = grammar.counts_or_names(rest[0]) or grammar.has_a_noun_behind(rest[0])
    return doc[start - 1] if told else None


def has_the_days_verb(word: Token, before: Timex) -> bool:
    """The deed that the day would be given stands before the first day of the list."""
    return word.idx < before.span.start
