"""Sentence boundaries, by rule: the same on every model, and right about abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...model.article import Article
from ...model.findings import Sentence
from ...model.text import Span, alternation, record
from ...rules.load import load
from ...rules.types.lexicon import LIMITS, SENTENCES

_END = re.compile(r"""(?<![.!?…])(?:\.(?: \.)++|[.!?…]++)["'”’»)\]]*+(?=\s)""")
_LONGEST_WORD = 60  # characters looked back
# where a sentence too long is cut, the best first: never inside a date or an amount while there is another place
_SAFE_CUTS = tuple(map(re.compile, (r"; ", r", (?!\d)", r" (?=[a-z])", r" ")))
_LAST_WORD = re.compile(r"[^\s(\[“\"'‘]+$")
_OPENS = re.compile(r"""\s*["'“‘«(\[]*(?P<word>\w[\w'’-]*)""")
_INITIAL = re.compile(r"(?:^|[.-])[A-Z]$")
_NUMBERED = re.compile(r"\d{1,3}|[A-Za-z]|[ivx]{1,4}")  # "1. The plan", "a. the money"
_NAMED_TIME = re.compile(r"\s*(?:(?:[A-Z]\w+\s){1,3}time\b|(?:[A-Z]\.){2,3})")  # "9 a.m. New York time", "9 a.m. E.T."


@record
class _Words:
    never_last: frozenset[str]
    before_number: frozenset[str]
    may_be_last: frozenset[str]
    ends_unless_time: frozenset[str]
    time_words: frozenset[str]
    openers: frozenset[str]
    attribution: re.Pattern[str]


@cache
def _words() -> _Words:
    rules = load(SENTENCES)
    said = alternation(rules.attribution)
    names = r"\s+(?:[A-Z][\w.'’-]*\s+){1,4}"
    return _Words(
        never_last=frozenset(rules.never_last),
        before_number=frozenset(rules.before_number),
        may_be_last=frozenset(rules.may_be_last),
        ends_unless_time=frozenset(rules.ends_unless_time),
        time_words=frozenset(rules.time_words),
        openers=frozenset(rules.openers),
        attribution=re.compile(rf"{names}(?:{said})\b(?!\s+(?:{alternation(rules.told_openers)})\b)"),
    )


def _ends_here(text: str, end: re.Match[str], floor: int) -> bool:
    words = _words()
    opens = _OPENS.match(text, end.end())
    word = opens["word"] if opens else ""
    if word and word[0].islower() and not any(char.isupper() for char in word):
        return False
    mark, before = end.group(), _LAST_WORD.search(text, max(floor, end.start() - _LONGEST_WORD), end.start())
    last = before.group() if before else ""
    if mark[0] != ".":
        return len(mark) == 1 or not words.attribution.match(text, end.end())
    if mark.startswith((". .", "..")):  # dots with a space before them stand for words left out, or for a pause
        return bool(last) or mark[-1] not in ".…" or word in words.openers
    if last in words.before_number and word[:1].isdigit():
        return False
    if len(mark) > 1 and mark[1] in ")]":
        return word in words.openers or last not in words.never_last | words.may_be_last
    if last in words.never_last or (before and before.start() == floor and _NUMBERED.fullmatch(last)):
        return False
    if last in words.ends_unless_time:
        return (
            bool(word) and word[0].isalpha() and word not in words.time_words and not _NAMED_TIME.match(text, end.end())
        )
    if last in words.may_be_last or _INITIAL.search(last):
        return word in words.openers
    return True


def split(text: str, span: Span) -> Iterator[Span]:
    """The sentences of one paragraph, without the spaces around them; one without an end comes in pieces.

    >>> text = 'The U.S. envoy met Mr. Roe. "Fine," he said.'
    >>> [s.of(text) for s in split(text, Span(0, len(text)))]
    ['The U.S. envoy met Mr. Roe.', '"Fine," he said.']
    """
    floor = span.start
    for end in _END.finditer(text, span.start, span.end):
        if _ends_here(text, end, floor):
            yield from _pieces(text, Span(floor, end.end()))
            floor = end.end()
    yield from _pieces(text, Span(floor, span.end))


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """Whole, as long as it is no longer than a sentence can be: a parse takes more time for each word the longer the
    sentence is."""
    most: int = load(LIMITS).sentence.most
    start = span.start
    while span.end - start > most:
        end = start + most
        places = ([mark.start() for mark in cut.finditer(text, start + most // 2, end)] for cut in _SAFE_CUTS)
        end = next((at[-1] + 1 for at in places if at), end)
        yield from _stripped(text, Span(start, end))
        start = end
    yield from _stripped(text, Span(start, span.end))


def _stripped(text: str, span: Span) -> Iterator[Span]:
    inside = span.of(text)
    start = span.start + len(inside) - len(inside.lstrip())
    end = span.end - (len(inside) - len(inside.rstrip()))
    if start < end:
        yield Span(start, end)


def find_sentences(article: Article) -> tuple[Sentence, ...]:
    """The sentences of every paragraph, in order. The label of a turn is one of its own: "MS HALE:"."""
    labels = {turn.label.start: turn.label for turn in article.turns}
    spoken = {span.end for turn in article.turns for span in turn.spoken}
    found: list[Sentence] = []
    for paragraph in article.paragraphs:
        said = paragraph.span
        if label := labels.get(said.start):
            found.append(Sentence(span=label, kind="heading"))
            said = Span(label.end, said.end)
        kind = "turn" if said.end in spoken else paragraph.kind
        found += [Sentence(span=span, kind=kind) for span in split(article.text, said)]
    return tuple(found)
