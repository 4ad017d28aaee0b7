"""One person under two names, where a sentence says so: who married, or took another name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise

from ...model.article import Article
from ...model.findings import Findings, Mention
from ...rules.load import load
from ...rules.types.people import OTHER_NAMES
from .person_group import Named


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rule.between) for rule in load(OTHER_NAMES))


def says_other_name(between: str) -> bool:
    """Whether the words between two names say that they are of one person.

    >>> says_other_name(", formerly "), says_other_name(" met ")
    (True, False)
    """
    return any(pattern.fullmatch(between.lower()) for pattern in _patterns())


def renamed(
    pairs: Iterable[tuple[Article, Findings]], named: Mapping[tuple[str, str], Named]
) -> Iterator[tuple[Named, Named, str]]:
    """Two full names of one article that a sentence gives one person, and what the page says of it."""
    for article, findings in pairs:
        people = sorted((m for m in findings.mentions if m.kind == "person"), key=lambda mention: mention.span)
        for mention, following in pairwise(people):
            one, other = named.get((article.id, mention.entity)), named.get((article.id, following.entity))
            if one and other and one is not other and says_other_name(_between(article, mention, following)):
                words = article.text[mention.span.start : following.span.end]
                yield one, other, f"“{one.entity.name}” and “{other.entity.name}”: {article.id} says “{words}”"


def _between(article: Article, mention: Mention, following: Mention) -> str:
    return article.text[mention.span.end : following.span.start]
