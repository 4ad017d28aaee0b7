"""One person under two names, where a sentence says so: who married, or took another name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Literal

from ...model.article import Article
from ...model.findings import Findings, Mention
from ...rules.load import load
from ...rules.types.people import OTHER_NAMES
from .person_group import Named

Newer = Literal["first", "second"]


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Newer], ...]:
    return tuple((re.compile(rule.between), rule.newer) for rule in load(OTHER_NAMES))


def newer_name(between: str) -> Newer | None:
    """Which of two names a person goes by today, where the words between them say that both are of one person.

    >>> newer_name(", formerly "), newer_name(", now "), newer_name(" met ")
    ('first', 'second', None)
    """
    return next((newer for pattern, newer in _patterns() if pattern.fullmatch(between.lower())), None)


def renamed(article: Article, findings: Findings, named: Mapping[str, Named]) -> Iterator[tuple[str, str, str]]:
    """The keys of two full names of an article that a sentence gives one person, the newer first, and what the page
    says of it."""
    people = sorted((m for m in findings.mentions if m.kind == "person"), key=lambda mention: mention.span)
    for mention, following in pairwise(people):
        one, other = named.get(mention.entity), named.get(following.entity)
        newer = newer_name(_between(article, mention, following))
        if one and other and one is not other and newer:
            words = article.text[mention.span.start : following.span.end]
            why = f"“{one.entity.name}” and “{other.entity.name}”: {article.id} says “{words}”"
            keys = (one.entity.key, other.entity.key) if newer == "first" else (other.entity.key, one.entity.key)
            yield *keys, why


def _between(article: Article, mention: Mention, following: Mention) -> str:
    return article.text[mention.span.end : following.span.start]
