"""Who the source of a cue is."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from ...model.findings import Mention, Reference, Role
from ...model.text import Span
from ..base import grammar
from ..base.grammar.parsed import Doc, Token
from .attribution.cue_words import lexicon
from .attribution.cues import Cue

_NEAR = 6  # titles looked back at
_SHORTLY = 250  # characters


def _authors(head: Token) -> tuple[Token, ...]:
    """Who wrote or gave what a source is: "a letter by Roe"."""
    words = lexicon()
    return grammar.authors(head, words.giving) if head.lemma in words.writings else ()


class Speakers:
    """Who the source of a cue is: the person whose name or pronoun is its head, or stands in apposition to it, or
    whose title has its head: "The chief negotiator for Kenya, Jane Roe, said"."""

    def __init__(
        self, doc: Doc, persons: Sequence[Mention], references: Sequence[Reference], roles: Sequence[Role]
    ) -> None:
        self._doc = doc
        self._roles = sorted(roles, key=lambda role: role.span)
        found: Sequence[Mention | Reference] = sorted((*persons, *references), key=lambda one: one.span)
        self._entities = [one.entity for one in found]
        self._starts = [one.span.start for one in found]
        self._ends = [one.span.end for one in found]
        self._names = [one.span for one in sorted(persons, key=lambda one: one.span)]
        self._named = [one.entity for one in sorted(persons, key=lambda one: one.span)]

    def of(self, cue: Cue, content: Span | None = None) -> str | None:
        """The key of the person whom a cue names as its source; None when that is nobody known.

        With a content before the cue that tells of the person whom a pronoun seems to mean, the other one who was
        spoken of before, or nobody: "The mayor was pushed, he said"."""
        speaker = self._of(cue)
        if speaker is None or content is None or cue.head is None:
            return speaker
        pronoun = grammar.class_of(self._doc[cue.head]) == "pronoun" and content.end <= self._doc[cue.head].idx
        return self._other_before(content.start, speaker) if pronoun and self._told_of(content, speaker) else speaker

    def _told_of(self, content: Span, person: str) -> bool:
        """Whether words without marks name somebody."""
        words = self._doc.char_span(content.start, content.end, alignment_mode="expand")
        quoted = words is not None and any(token.is_quote for token in words)
        return not quoted and person in self._between(content.start, content.end)

    def _other_before(self, start: int, person: str) -> str | None:
        """The only other person named shortly before a place."""
        others = set(self._between(start - _SHORTLY, start)) - {person}
        return others.pop() if len(others) == 1 else None

    def _between(self, start: int, end: int) -> Sequence[str]:
        first = bisect.bisect_left(self._names, start, key=lambda span: span.start)
        last = bisect.bisect_left(self._names, end, key=lambda span: span.start)
        return self._named[first:last]

    def _of(self, cue: Cue) -> str | None:
        if cue.head is None:
            return None
        head = self._doc[cue.head]
        made = _authors(head)
        for token in (head, *grammar.named_beside(head), *made):
            at = bisect.bisect_right(self._starts, token.idx) - 1
            if at >= 0 and token.idx < self._ends[at]:
                return self._entities[at]
        return self._titled(head.idx)

    def _titled(self, offset: int) -> str | None:
        """Who has the title in which a word stands; nobody where it is a title of several."""
        at = bisect.bisect_right(self._roles, offset, key=lambda role: role.span.start)
        bearers = {role.entity for role in self._roles[max(0, at - _NEAR) : at] if offset < role.span.end}
        return bearers.pop() if len(bearers) == 1 else None
