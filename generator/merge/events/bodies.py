"""Names in square brackets behind "the company" or "the council", where only one body can be meant.

"The council" is the one body of the article, named before, that is called a council; "the company" the only body that
the sentences before name; "the two countries" the only two that the article names before, or right before as "X and Y".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from ...model.text import Span, alternation
from ...rules.load import word_sets
from ...rules.types.merge import LINES
from ..base.corpus import Reading
from ..base.countries import countries_in

_PAIR = re.compile(r"(?<!, )\b([A-Z]\w+(?: [A-Z]\w+)?) and ([A-Z]\w+(?: [A-Z]\w+)?)")
_BEFORE = 2  # sentences in which no other body may be named


@cache
def _opening() -> re.Pattern[str]:
    """ "The company", not "The company that" or "The company's"; "the company signed" tells what it did, unless "by"
    follows."""
    lists = word_sets(LINES)
    which, done = alternation(lists["tells_which"]), alternation(lists["may_be_done"])
    which = rf"(?!(?:{done})\b(?! by\b))(?:{which})"
    return re.compile(rf"\W*The ({alternation(lists['bodies'])})(?=[ ,])(?! {which}\b)")


def body_named(reading: Reading, sentence: int, kept: Sequence[Span]) -> Iterator[tuple[Span, str]]:
    """Where the name of the body goes that opens what is kept of a sentence, and the name; nothing in any doubt."""
    opening = _opening().match(reading.article.text, kept[0].start, kept[0].end) if kept else None
    if opening is None:
        return
    names = _meant(reading, sentence, opening[1], kept[0].start)
    if len(names) == 1:
        yield Span(opening.end(), opening.end()), f" [{names[0]}]"


def _meant(reading: Reading, sentence: int, noun: str, end: int) -> Sequence[str]:
    known = word_sets(LINES)
    if noun in known["pairs"]:
        return _two_countries(reading, sentence)
    return _bodies_before(reading, sentence) if noun in known["companies"] else _called_so(reading, noun, end)


def _two_countries(reading: Reading, sentence: int) -> list[str]:
    """The two that the article names up to here, if it names no third; else the one pair of places in the sentences
    before."""
    own = reading.findings.sentences[sentence].span
    named = list(dict.fromkeys(countries_in(reading.article.text[: own.end])))
    if len(named) == 2:
        return [" and ".join(named)]
    first = reading.findings.sentences[max(sentence - _BEFORE, 0)].span.start
    if len(set(countries_in(reading.article.text[first : own.end]))) > 2:
        return []
    pairs = [pair for pair in _PAIR.finditer(reading.article.text, first, own.start) if _are_places(reading, pair)]
    return [f"{pairs[-1][1]} and {pairs[-1][2]}"] if len({frozenset(pair.groups()) for pair in pairs}) == 1 else []


def _are_places(reading: Reading, pair: re.Match[str]) -> bool:
    """One is known for a place and neither for a person."""
    kinds = {mention.kind for mention in reading.mentions.meeting(Span(*pair.span()))}
    return "place" in kinds and "person" not in kinds


def _called_so(reading: Reading, noun: str, end: int) -> list[str]:
    """The bodies named before that have the noun in their name: "the Norland Harbour Council"."""
    keys = {m.entity for m in reading.mentions.meeting(Span(0, end)) if m.kind != "person"}
    names = _long_names(reading, keys)
    return [name for name in names if noun.capitalize() in name.split()]


def _bodies_before(reading: Reading, sentence: int) -> list[str]:
    """The bodies that its own sentence and the two before it name."""
    first = max(sentence - _BEFORE, 0)
    whole = Span(reading.findings.sentences[first].span.start, reading.findings.sentences[sentence].span.end)
    names = _long_names(reading, {m.entity for m in reading.mentions.meeting(whole) if m.kind == "organisation"})
    return names if all(_is_company(reading, name) for name in names) else []


def _is_company(reading: Reading, name: str) -> bool:
    """Whether its name, or a longer one of the article for it, has a word that only companies have."""
    known = word_sets(LINES)["company_names"]
    longer = (other for other in reading.names.values() if _is_short_for(name, other))
    return any(known.intersection(each.replace(".", "").replace(",", "").split()) for each in (name, *longer))


def _long_names(reading: Reading, keys: Iterable[str]) -> list[str]:
    """A short form with the long one counted once."""
    names = sorted({name for key in keys if (name := reading.names.get(key))}, key=lambda name: (-len(name), name))
    return [name for number, name in enumerate(names) if not any(_is_short_for(name, long) for long in names[:number])]


def _is_short_for(short: str, long: str) -> bool:
    """ "NHB" for "Norland Harbour Board", "Norland" for "Norland Inc."."""
    first_letters = "".join(word[0] for word in long.split() if word[0].isupper())
    return short == first_letters or f" {short} " in f" {long} "
