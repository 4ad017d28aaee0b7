"""Who gets a profile: whoever holds or held a post of a kind that the book asks for, and the editor's own choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set as AbstractSet

from ...model.findings import PostKind
from ...model.reasons import Reason, first
from ...model.text import record
from .person_group import PersonGroup


@record
class Seen:
    """What is known of somebody who was named."""

    posts: frozenset[PostKind]  # of all their titles, jobs among them
    asked: frozenset[PostKind]  # the kinds whose holders get a profile
    author: bool  # of an article of the book


def _has_none(seen: Seen) -> bool:
    return not seen.posts - {"job"}


NO_PROFILE: tuple[Reason[Seen], ...] = (
    Reason("wrote an article", "By [Hugo Blanc], The Quay\n\nThe fire was seen by Hugo Blanc, who lives here.",
           "Harbour Minister [Ola Berg] left the room.",
           lambda seen: seen.author and not seen.posts & seen.asked),
    Reason("no office in the sources", '"It burned," said [Hugo Blanc], who lives here.',
           "Harbour Minister [Ola Berg] left the room.", lambda seen: not seen.posts),
    Reason("no post", "[Ola Berg], an analyst at Kelvara Securities, left the room.",
           "[Ola Berg], the chief executive of Kelvara Motors, left the room.",
           lambda seen: _has_none(seen) and not seen.posts & seen.asked),
    Reason("a kind that book.yml leaves out", "[Ola Berg], the chief executive of Kelvara Motors, left the room.",
           "Harbour Minister [Ola Berg] left the room.", lambda seen: not seen.posts & seen.asked),
)  # fmt: skip


def why_none(group: PersonGroup, asked: AbstractSet[PostKind], *, author: bool) -> str:
    """Why somebody gets no profile, "" where they get one.

    A reason that rests on a title names it: "no post: analyst".
    """
    if group.official is not None:
        return "" if group.official else "left out by the editor"
    roles = [role for member in group.members for role in member.roles]
    seen = Seen(posts=frozenset(role.kind for role in roles), asked=frozenset(asked), author=author)
    reason = first(NO_PROFILE, seen)
    if reason is None or not roles or author:
        return "" if reason is None else reason.name
    titles = Counter(role.title for role in roles)
    told = min(titles, key=lambda title: (-titles[title], title))
    return f"{reason.name}: {told if _has_none(seen) else ', '.join(sorted(seen.posts - {'job'}))}"
