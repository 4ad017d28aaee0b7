"""Articles in which a known person is named in full, though no person was seen there: what is known from one article is
known in the next."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ...model.article import Article
from ...model.findings import Findings
from ...model.places import Places
from ...model.text import Span
from ...rules.load import load
from ...rules.lookups import given_names
from ...rules.types.people import NAME_PARTS, STANDING
from .pair import common_words
from .person_group import PersonGroup

_WORD = re.compile(r"[^\W\d_][\w'’.-]*\w")
_SIZES = (4, 3, 2)  # words of a full name

Sources = Mapping[str, tuple[Article, Findings]]


def named_again(groups: Sequence[PersonGroup], sources: Sources) -> Mapping[int, frozenset[str]]:
    """For the place of a group in `groups` the ids of further articles that have a full name of it."""
    whose = _full_names(groups)
    firsts = frozenset(words[0] for words in whose)
    found: dict[int, set[str]] = defaultdict(set)
    for article, (read, findings) in sources.items():
        taken = Places([m for m in findings.mentions if m.kind == "person"], lambda mention: mention.span)
        for words, span in _runs(read.text, firsts):
            at = whose.get(words)
            if at is not None and article not in groups[at].articles and not taken.meeting(span):
                found[at].add(article)
    return {at: frozenset(articles) for at, articles in found.items()}


def _full_names(groups: Sequence[PersonGroup]) -> dict[tuple[str, ...], int | None]:
    """Full names with a word that is not frequent, by their words, in both orders of two; None for those of several."""
    whose: dict[tuple[str, ...], int | None] = {}
    for at, group in enumerate(groups):
        for name in {member.entity.name for member in group.members}:
            words = tuple(_WORD.findall(name))
            if len(words) in _SIZES and any(word.casefold() not in common_words() for word in words):
                for turned in {words, words[::-1]} if len(words) == min(_SIZES) else {words}:
                    whose[turned] = at if whose.get(turned, at) == at else None
    return whose


def _runs(text: str, firsts: frozenset[str]) -> Iterator[tuple[tuple[str, ...], Span]]:
    """The runs of words that may be a full name, the longest first, where nothing around makes them part of another."""
    words = list(_WORD.finditer(text))
    for at, word in enumerate(words):
        if word[0] in firsts:
            for size in _SIZES:
                run = words[at : at + size]
                span = Span(word.start(), run[-1].end())
                if len(run) == size and text[span.start : span.end] == " ".join(each[0] for each in run):
                    before = _beside(text, words[at - 1] if at else None, span, behind=False)
                    after = _beside(text, words[at + size] if at + size < len(words) else None, span, behind=True)
                    if _stands_free(before, after):
                        yield tuple(each[0] for each in run), span


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
