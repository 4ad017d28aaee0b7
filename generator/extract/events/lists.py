"""Lists in which each has a day of its own: "sacked Roe on Monday, Imms on Tuesday and Finn on Wednesday"."""

from __future__ import annotations

from ...model.findings import Timex
from ..base import grammar
from ..base.grammar import is_verb
from ..base.grammar.parsed import Doc, DocSpan, Token
from .event_words import event_words

_LONGEST = 9  # tokens from one day to the next
_MARKS = frozenset({",", ";"})


def next_of_a_list(doc: Doc, before: Timex, timex: Timex) -> DocSpan | None:
    """What stands between two days and has the second one: "Imms"; None where these are no days of a list."""
    first, second = _words(doc, before), _words(doc, timex)
    if first is None or second is None or not 0 < second.start - first.end <= _LONGEST or first.sent != second.sent:
        return None
    start, end = first.end, _before_its_day(second)
    while start < end and _is_joint(doc[start]):
        start += 1
    item = doc[start:end]
    return item if start > first.end and _is_a_thing(item) else None


def _words(doc: Doc, timex: Timex) -> DocSpan | None:
    is_time = timex.type in ("DATE", "TIME")
    return doc.char_span(timex.span.start, timex.span.end, alignment_mode="expand") if is_time else None


def _before_its_day(time: DocSpan) -> int:
    """Where "early on" begins that leads a day."""
    start = time.start
    while start > 0 and time.doc[start - 1].lower_ in event_words()["before_an_own_day"]:
        start -= 1
    return start


def _is_joint(word: Token) -> bool:
    return word.text in _MARKS or grammar.joins(word)


def _is_a_thing(item: DocSpan) -> bool:
    """Nouns, names or numbers, and no clause: not "a day after it fell"."""
    known = event_words()
    apart = known["from_another_day"] | known["since"] | known["at_a_distance"] | known["until"]
    if any(is_verb(word) or word.is_punct or word.lower_ in apart for word in item):
        return False
    return any(grammar.counts_or_names(word) or word.lower_ in known["nobody"] for word in item)


def begins_the_next(time: DocSpan) -> Token | None:
    """The "and" of "On Monday they freed Roe and on [Tuesday] Imms": the next of a list stands behind its day."""
    doc, start = time.doc, _before_its_day(time)
    rest = [word for word in doc[time.end : time.sent.end] if not word.is_space]
    if start == 0 or not rest or not _is_joint(doc[start - 1]) or any(map(is_verb, rest)):
        return None
    told = grammar.counts_or_names(rest[0]) or grammar.has_a_noun_behind(rest[0])
    return doc[start - 1] if told else None


def has_the_days_verb(word: Token, before: Timex) -> bool:
    """The deed that the day would be given stands before the first day of the list."""
    return word.idx < before.span.start
