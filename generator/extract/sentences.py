"""Sentence boundaries, by rule: the same on every model, and right about abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from generator import rulebook
from generator.model.article import Article
from generator.model.findings import Sentence
from generator.model.text import Span

_END = re.compile(r"""[.!?…]+["'”’»)\]]*(?=\s)""")
_LAST_WORD = re.compile(r"[^\s(\[“\"'‘]+$")
_OPENS = re.compile(r"""["'“‘«(\[]*(?P<word>\w[\w'’-]*)""")
_INITIAL = re.compile(r"(?:^|[.-])[A-Z]$")


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    rules = rulebook.load("sentences")
    return frozenset(rules["never_last"]), frozenset(rules["may_be_last"]), frozenset(rules["openers"])


def _ends_here(text: str, end: re.Match[str], floor: int) -> bool:
    never_last, may_be_last, openers = _words()
    following = _OPENS.match(text, re.compile(r"\s*").match(text, end.end()).end())  # type: ignore[union-attr]
    if following and following["word"][0].islower():
        return False
    mark = end.group()
    if mark[0] != "." or mark.startswith(".."):
        return True
    before = _LAST_WORD.search(text, floor, end.start())
    word = before.group() if before else ""
    opens = bool(following) and following["word"] in openers  # type: ignore[index]
    if len(mark) > 1 and mark[1] in ")]":
        return opens or word not in never_last | may_be_last
    if word in never_last:
        return False
    if word in may_be_last or _INITIAL.search(word):
        return opens
    return True


def split(text: str, span: Span) -> Iterator[Span]:
    """The sentences of one paragraph, without the spaces around them.

    >>> text = 'The U.S. envoy met Mr. Roe. "Fine," he said.'
    >>> [s.of(text) for s in split(text, Span(0, len(text)))]
    ['The U.S. envoy met Mr. Roe.', '"Fine," he said.']
    """
    floor = span.start
    for end in _END.finditer(text, span.start, span.end):
        if _ends_here(text, end, floor):
            yield from _stripped(text, Span(floor, end.end()))
            floor = end.end()
    yield from _stripped(text, Span(floor, span.end))


def _stripped(text: str, span: Span) -> Iterator[Span]:
    inside = span.of(text)
    start = span.start + len(inside) - len(inside.lstrip())
    end = span.end - (len(inside) - len(inside.rstrip()))
    if start < end:
        yield Span(start, end)


def find_sentences(article: Article) -> tuple[Sentence, ...]:
    """The sentences of every paragraph, in order."""
    return tuple(
        Sentence(span=span, kind=paragraph.kind) for paragraph in article.paragraphs for span in split(article.text, paragraph.span)
    )
