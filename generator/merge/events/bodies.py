"""Names in square brackets behind "the company" and the like, where only one body can be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ...model.text import Span, alternation
from ...rules.load import word_sets
from ...rules.types.merge import LINES
from ..base.corpus import Reading

_BEFORE = 2  # sentences in which no other body may be named


@cache
def _opening() -> re.Pattern[str]:
    """ "The company", not "The company that" or "The company's"."""
    lists = word_sets(LINES)
    which = alternation(lists["tells_which"])
    return re.compile(rf"\W*The (?:{alternation(lists['companies'])})(?=[ ,])(?! (?:{which})\b)")


def body_named(reading: Reading, sentence: int, kept: Sequence[Span]) -> Iterator[tuple[Span, str]]:
    """Where the name of the body goes that opens what is kept of a sentence, and the name; nothing in any doubt."""
    opening = _opening().match(reading.article.text, kept[0].start, kept[0].end) if kept else None
    names = _bodies_before(reading, sentence) if opening is not None else []
    if opening is not None and len(names) == 1:
        yield Span(opening.end(), opening.end()), f" [{names[0]}]"


def _bodies_before(reading: Reading, sentence: int) -> list[str]:
    """The bodies that its own sentence and the two before it name, a short form with the long one counted once."""
    first = max(sentence - _BEFORE, 0)
    whole = Span(reading.findings.sentences[first].span.start, reading.findings.sentences[sentence].span.end)
    keys = {m.entity for m in reading.mentions.meeting(whole) if m.kind == "organisation"}
    names = sorted({name for key in keys if (name := reading.names.get(key))}, key=lambda name: (-len(name), name))
    return [name for number, name in enumerate(names) if not any(_is_short_for(name, long) for long in names[:number])]


def _is_short_for(short: str, long: str) -> bool:
    """ "NHB" for "Norland Harbour Board", "Norland" for "Norland Inc."."""
    first_letters = "".join(word[0] for word in long.split() if word[0].isupper())
    return short == first_letters or long.startswith(f"{short} ")
