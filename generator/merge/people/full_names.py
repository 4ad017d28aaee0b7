"""What may be a full name in an article, where nobody was seen: the book may know whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...model.findings import Findings
from ...model.places import Places
from ...model.text import Span
from ...rules.load import load
from ...rules.lookups import given_names
from ...rules.types.people import NAME_PARTS, STANDING
from .pair import common_words

_WORD = re.compile(r"[^\W\d_][\w'’.-]*\w")
SIZES = (4, 3, 2)  # words of a full name


def full_name(name: str) -> tuple[str, ...]:
    """The words of a full name, with a capital, and one of them not frequent; none where it is no such name."""
    words = tuple(_WORD.findall(name))
    return words if len(words) in SIZES and _may_be_known(words) else ()


def _may_be_known(words: tuple[str, ...]) -> bool:
    capital = any(word != word.lower() for word in words)
    return capital and any(word.casefold() not in common_words() for word in words)


def full_names(text: str, findings: Findings) -> set[str]:
    """The runs of words that may be one and meet nobody's name."""
    taken = Places([mention for mention in findings.mentions if mention.kind == "person"], lambda one: one.span)
    return {" ".join(words) for words, span in _runs(text) if not taken.meeting(span)}


def _runs(text: str) -> Iterator[tuple[tuple[str, ...], Span]]:
    """The runs of words that may be a full name, where nothing around makes them part of another."""
    words = list(_WORD.finditer(text))
    for at in range(len(words)):
        for size in SIZES:
            run = words[at : at + size]
            span, told = Span(run[0].start(), run[-1].end()), tuple(each[0] for each in run)
            if len(run) == size and _may_be_known(told) and span.of(text) == " ".join(told):
                before = _beside(text, words[at - 1] if at else None, span, behind=False)
                after = _beside(text, words[at + size] if at + size < len(words) else None, span, behind=True)
                if _stands_free(before, after):
                    yield told, span


def _beside(text: str, word: re.Match[str] | None, span: Span, *, behind: bool) -> str:
    """The word that only a blank parts from a span; "" where there is none."""
    if word is None:
        return ""
    gap = text[span.end : word.start()] if behind else text[word.end() : span.start]
    return word[0] if gap == " " else ""


def _stands_free(before: str, after: str) -> bool:
    """Whether no word beside the name makes it the name of somebody or something else: "Olof Lenmark Airport"."""
    if after.casefold() in load(STANDING).governments:
        return True
    named_after = before.casefold() in load(STANDING).before_things or after[:1].isupper() or after[:1].isdigit()
    return not named_after and before.casefold() not in _parts_of_names()


@cache
def _parts_of_names() -> frozenset[str]:
    return given_names().union(load(NAME_PARTS).particles, load(NAME_PARTS).suffixes)
