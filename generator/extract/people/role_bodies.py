"""The body of a post that is named without one: "Kelvara Steel cut its forecast. Its chief executive, Roe, said so"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import itemgetter

from ...model.findings import Mention, Role
from ...model.reasons import Reason, first
from ...model.text import record
from .lexicon_words import Word, choice
from .titles import is_international


@record
class Bodiless:
    """A post without a body: the words of its sentence before it, the bodies there and in the sentence before."""

    opening: str  # in lower case
    here: Sequence[str]  # names of bodies before the post
    opens: bool  # the first of them opens its sentence
    before: Sequence[str]  # of the whole sentence before
    before_opens: bool


@cache
def _its() -> re.Pattern[str]:
    return re.compile(rf"\b(?:its|the (?:{choice('posts', 'of_bodies')})['’]s) (?:\w+ )?$")


def _is_of_its_subject(post: Bodiless) -> bool:
    return post.opens and len(post.here) == 1 and _its().search(post.opening) is not None


def _is_of_the_one_before(post: Bodiless) -> bool:
    return not post.here and post.before_opens and len(post.before) == 1 and _its().search(post.opening) is not None


def _opens_behind_it(post: Bodiless) -> bool:
    return not post.here and post.before_opens and len(post.before) == 1 and post.opening.strip() in ("", "the")


@dataclass(frozen=True, slots=True)
class BodyClue(Reason[Bodiless]):
    """A reader's certainty of which body a post is; in the examples [brackets] stand around the person."""


CLUES: tuple[BodyClue, ...] = (
    BodyClue("its, of the subject",
             "Harbour Steel said that its chief executive, [Ola Berg], would leave.",
             "The union told Harbour Steel that its chief executive, [Ola Berg], would leave.", _is_of_its_subject),
    BodyClue("its, of the one body before",
             "Harbour Steel lost money again. Its chief executive, [Ola Berg], blamed the rain.",
             "Harbour Steel sued Kelvara Bank. Its chief executive, [Ola Berg], blamed the rain.",
             _is_of_the_one_before),
    BodyClue("opens its sentence behind the one body",
             "Harbour Steel lost money again. Chief executive [Ola Berg] blamed the rain.",
             "Rain fell on Harbour Steel. Chief executive [Ola Berg] stayed in.", _opens_behind_it),
)  # fmt: skip


def with_bodies(
    roles: Sequence[Role], words: Sequence[Sequence[Word]], *, text: str, mentions: Sequence[Mention]
) -> list[Role]:
    """The roles, posts of a body with the one that the words before them name. `words` are those of each sentence."""
    bodies = sorted(
        (m for m in mentions if m.kind == "organisation" and text[m.span.start - 1 : m.span.start] != "("),
        key=lambda mention: mention.span,
    )
    ends = [(sentence[-1].span.end, number) for number, sentence in enumerate(words) if sentence]

    def placed(role: Role) -> Role:
        place = bisect_left(ends, role.span.start, key=itemgetter(0))
        if not _wants_body(role) or place == len(ends):
            return role
        number = ends[place][1]
        before = words[number - 1] if number else ()
        post = _bodiless(role, words[number], before, text=text, bodies=bodies)
        clue = first(CLUES, post)
        if clue is None:
            return role
        body = (post.here or post.before)[0]
        if is_international(body):
            return role
        return replace(role, organisation=body, rule=f"{role.rule}; body by a clue: {clue.name}")

    return [placed(role) for role in roles]


@cache
def _posts() -> re.Pattern[str]:
    return re.compile(rf"(?:^|.* )(?:{choice('posts', 'of_one_body')})")


def _wants_body(role: Role) -> bool:
    plain = role.title.lower().removeprefix("[former] ")
    free = role.organisation is None and role.country is None and not role.official
    return free and _posts().fullmatch(plain) is not None


def _bodiless(
    role: Role, here: Sequence[Word], before: Sequence[Word], *, text: str, bodies: Sequence[Mention]
) -> Bodiless:
    start = here[0].span.start
    inside = [m for m in bodies if start <= m.span.start < role.span.start]
    earlier = [m for m in bodies if before and before[0].span.start <= m.span.start < before[-1].span.end]
    return Bodiless(
        opening=text[start : role.span.start].lower(),
        here=_names(text, inside),
        opens=bool(inside) and _opens(text[start : inside[0].span.start]),
        before=_names(text, earlier),
        before_opens=bool(earlier) and _opens(text[before[0].span.start : earlier[0].span.start]),
    )


def _names(text: str, bodies: Sequence[Mention]) -> list[str]:
    return list(dict.fromkeys(" ".join(body.span.of(text).split()) for body in bodies))


def _opens(words: str) -> bool:
    return words.strip().lower() in ("", "the")
