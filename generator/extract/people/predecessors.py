"""Posts that a sentence gives somebody by another's: "Roe's predecessor, Doe", "a new minister in place of Doe"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from ...model.findings import POSTS, Mention, Role
from ...model.text import Span, alternation
from ...rules.load import load
from ...rules.types.people import CLAUSE_WORDS


def predecessors(text: str, mentions: Sequence[Mention], roles: Sequence[Role]) -> Iterator[Role]:
    """The past post of whoever a text calls the predecessor of one of `roles`' holders; `mentions` are persons, sorted.

    Nobody's predecessor is told of where the holder has several posts, or is not yet in office.
    """
    for one, other in pairwise(mentions):
        between = text[one.span.end : other.span.start]
        owned, behind = _owned().fullmatch(text, one.span.end, other.span.start), None
        if owned is None and between == ", ":
            behind = _owned_behind().match(text, other.span.end)
        match = owned or behind
        holder, before = (one, other) if owned else (other, one)
        post = _only_post(role for role in roles if role.entity == holder.entity) if match else None
        if match and post and before.entity != holder.entity:
            word = Span(match.start("word"), match.end("word"))
            title = f"[former] {post.title.removeprefix('[former] ')}"
            yield replace(post, entity=before.entity, title=title, status="former", span=word, rule="predecessor")


@cache
def _owned() -> re.Pattern[str]:
    """Between two names: "'s predecessor, Prof. "."""
    words = alternation(load(CLAUSE_WORDS).predecessors)
    return re.compile(rf"['’]s? (?:immediate )?(?P<word>{words}),? (?:[A-Z][a-z]{{0,5}}\.? )?")


@cache
def _owned_behind() -> re.Pattern[str]:
    words = alternation(load(CLAUSE_WORDS).predecessors)
    return re.compile(rf"['’]s? (?:immediate )?(?P<word>{words})\b")


def _only_post(roles: Iterable[Role]) -> Role | None:
    """The post of somebody who has one: of several titles the longest, which has all words of the others."""
    posts = sorted((role for role in roles if role.kind in POSTS), key=lambda role: (-len(role.title), role.span))
    words = set(posts[0].title.lower().split()) if posts else set()
    same = all(set(role.title.lower().split()) <= words and role.status in ("", "former") for role in posts)
    return posts[0] if posts and same else None
