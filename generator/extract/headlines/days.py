"""Words for a day that are read from the day of the article: "on Monday", "late on Friday", "last night", "that day".

By their words and by what stands beside them, for the parse hangs them now here and now there. The date stands beside a
line of the timeline, where "on Monday" says nothing more, and may mislead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...model.text import alternation
from ..base import grammar
from ..base.grammar.parsed import Token
from .stretches import SentenceTokens, listed

Range = tuple[int, int]  # first and last token, both in


@cache
def _day() -> re.Pattern[str]:
    """With a word before it that belongs to it, and the part of the day behind it."""
    near, leading, days, parts, nearest, spans, other = (
        alternation(listed(name))
        for name in ("near_dates", "date_prepositions", "days", "day_parts", "nearest", "day_spans", "other_days")
    )
    part = rf"(?:\s+(?:{parts}))?"
    named = rf"(?:(?:{days}){part}|(?:{nearest})\s+(?:{parts}|{spans}))"
    return re.compile(
        rf"(?<![\w'’-])(?:(?:{near})\s+)?(?:(?:(?:{leading})\s+)?{named}|(?:(?:{leading}|since)\s+)?(?:{other})(?:\s+(?:{near}))?)(?![\w'’-])",
        re.IGNORECASE,
    )


def loose_days(sentence: SentenceTokens) -> Iterator[Range]:
    """Each with the comma that goes with it, where it stands at an edge, between commas, before what begins anew or
    between who does something and the verb."""
    for match in _day().finditer(sentence.text):
        start = sentence.span.start
        words = sentence.doc.char_span(start + match.start(), start + match.end())
        if words is not None and (found := _loose(sentence, words.start, words.end - 1)) is not None:
            yield found


def _loose(sentence: SentenceTokens, first: int, last: int) -> Range | None:
    after = sentence.doc[last + 1] if last < sentence.last else None
    if _is_in_date(sentence, after):
        return None
    if first == sentence.tokens.start or begins_earlier(sentence, first):
        return _at_the_start(sentence, last, after)
    before = sentence.doc[first - 1]
    if before.lower_ in listed("tied_to_days") or not _begins_anew(after):
        return None
    if before.text == ",":
        return _behind_a_comma(sentence, first, last, after)
    closes = not before.is_punct or before.is_quote or before.text in (")", "]")
    return (first, last) if closes else None


def _at_the_start(sentence: SentenceTokens, last: int, after: Token | None) -> Range | None:
    if after is None or not (after.text == "," or grammar.is_article(after)):
        return None
    return sentence.tokens.start, last + (after.text == ",")


def _behind_a_comma(sentence: SentenceTokens, first: int, last: int, after: Token | None) -> Range | None:
    if after is None:
        return first - 1, last
    return (first - 1, last + 1) if after.text == "," and _goes_on(sentence, last + 2) else None


def _is_in_date(sentence: SentenceTokens, behind: Token | None) -> bool:
    """ "Friday, April 5": the rest of the date stands behind the comma."""
    if behind is None or behind.text != ",":
        return False
    return any(timex.span.start < behind.idx < timex.span.end for timex in sentence.timexes)


def begins_earlier(sentence: SentenceTokens, first: int) -> bool:
    """ "[Earlier,] on Monday, ..."."""
    start = sentence.tokens.start
    return (
        first == start + 2
        and sentence.doc[start].lower_ in listed("near_dates")
        and sentence.doc[start + 1].text == ","
    )


def _begins_anew(word: Token | None) -> bool:
    """The end, a mark, a finite verb, or what opens another part of the sentence; "on Monday of" goes on."""
    if word is None or word.text in (",", ";", "("):
        return True
    if word.lower_ in listed("tied_behind_days"):
        return False
    begins = grammar.starts_a_part(word) or grammar.is_mark(word) or word.lower_ == "that"
    return grammar.finite_at(word) is not None or (begins and not word.is_punct)


def _goes_on(sentence: SentenceTokens, behind: int) -> bool:
    """Whether the same clause goes on behind the second comma."""
    return behind <= sentence.last and grammar.finite_at(sentence.doc[behind]) is not None
