"""Who the source of a cue is."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from spacy.tokens import Doc

from ...model.findings import Mention, Reference, Role
from ..base import grammar
from .attribution.cues import Cue

_NEAR = 6  # titles looked back at


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

    def of(self, cue: Cue) -> str | None:
        """The key of the person whom a cue names as its source; None when that is nobody known."""
        if cue.head is None:
            return None
        head = self._doc[cue.head]
        for token in (head, *(child for child in head.children if grammar.relation_of(child) == "apposition")):
            at = bisect.bisect_right(self._starts, token.idx) - 1
            if at >= 0 and token.idx < self._ends[at]:
                return self._entities[at]
        return self._titled(head.idx)

    def _titled(self, offset: int) -> str | None:
        """Who has the title in which a word stands; nobody where it is a title of several."""
        at = bisect.bisect_right(self._roles, offset, key=lambda role: role.span.start)
        bearers = {role.entity for role in self._roles[max(0, at - _NEAR) : at] if offset < role.span.end}
        return bearers.pop() if len(bearers) == 1 else None
