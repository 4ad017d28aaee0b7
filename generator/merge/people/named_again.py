"""Articles in which a known person is named in full, though no person was seen there: what is known from one article is
known in the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from .full_names import SIZES, full_name
from .in_article import ArticlePeople
from .person_group import PersonGroup


def named_again(groups: Sequence[PersonGroup], told: Iterable[ArticlePeople]) -> Mapping[int, frozenset[str]]:
    """For the place of a group in `groups` the ids of further articles that have a full name of it."""
    whose = _full_names(groups)
    found: dict[int, set[str]] = defaultdict(set)
    for article in told:
        for name in article.full_names.split("\n"):
            at = whose.get(name)
            if at is not None and article.source not in groups[at].articles:
                found[at].add(article.source)
    return {at: frozenset(articles) for at, articles in found.items()}


def _full_names(groups: Sequence[PersonGroup]) -> dict[str, int | None]:
    """Full names with a word that is not frequent, in both orders of two words; None for those of several."""
    whose: dict[str, int | None] = {}
    for at, group in enumerate(groups):
        for name in {member.entity.name for member in group.members}:
            words = full_name(name)
            for turned in {words, words[::-1]} if len(words) == min(SIZES) else {words} - {()}:
                joined = " ".join(turned)
                whose[joined] = at if whose.get(joined, at) == at else None
    return whose
