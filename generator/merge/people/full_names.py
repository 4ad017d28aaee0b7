"""What may be a full name in an article, where nobody was seen: the book may know whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

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
    """The words of a full name, where each has a capital or is a particle, and one is not frequent; none where it is no
    such name."""
    words = tuple(_WORD.findall(name))
    return words if len(words) in SIZES and all(map(_may_be_part, words)) and _may_be_known(words) else ()


def _may_be_part(word: str) -> bool:
    return word[0].isupper() or word in _particles() or word != word.lower()


def _may_be_known(words: Sequence[str]) -> bool:
    return any(word.casefold() not in common_words() for word in words)


def full_names(text: str, findings: Findings) -> set[str]:
    """The runs of words that may be one, meet nobody's name, and have nothing around that makes them part of
    another."""
    taken = Places([mention for mention in findings.mentions if mention.kind == "person"], lambda one: one.span)
    found: set[str] = set()
    for row, before, after in _rows(text):
        words = [word[0] for word in row]
        for at, end in _free(words, before, after):
            span = Span(row[at].start(), row[end - 1].end())
            if _may_be_known(words[at:end]) and not taken.meeting(span):
                found.add(" ".join(words[at:end]))
    return found


def _rows(text: str) -> Iterator[tuple[list[re.Match[str]], str, str]]:
    """Words in a row that may be parts of a name, with the word before them and the one behind; only a blank parts all
    these."""
    for row in _apart(text):
        at = 0
        for is_name, words in groupby(row, lambda word: _may_be_part(word[0])):
            found = list(words)
            end = at + len(found)
            if is_name and len(found) >= min(SIZES):
                yield found, row[at - 1][0] if at else "", row[end][0] if end < len(row) else ""
            at = end


def _apart(text: str) -> Iterator[list[re.Match[str]]]:
    """The words between what is neither a word nor a blank."""
    row: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        if row and text[row[-1].end() : word.start()] != " ":
            yield row
            row = []
        row.append(word)
    yield row


def _free(row: Sequence[str], before: str, after: str) -> Iterator[tuple[int, int]]:
    """Where runs as long as a name begin and end that stand free: no word beside makes them the name of somebody or
    something else ("Olof Lenmark Airport"), or a government's word is behind."""
    begins = [word.casefold() not in _before_others() for word in (before, *row)]
    behind = [*row, after]
    for at in range(len(row)):
        for end in range(at + min(SIZES), min(at + max(SIZES), len(row)) + 1):
            goes_on = behind[end][:1].isupper() or behind[end][:1].isdigit()
            if (begins[at] and not goes_on) or behind[end].casefold() in load(STANDING).governments:
                yield at, end


@cache
def _particles() -> frozenset[str]:
    return frozenset(load(NAME_PARTS).particles)


@cache
def _before_others() -> frozenset[str]:
    """Words that begin a longer name."""
    return given_names().union(load(STANDING).before_things, _particles(), load(NAME_PARTS).suffixes)
