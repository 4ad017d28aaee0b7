"""Who the source of a cue is."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from spacy.tokens import Doc

from ...model.findings import Mention, Reference
from ..base import grammar
from .attribution.cues import Cue


class Speakers:
    """Who the source of a cue is: the person whose name or pronoun is its head, or stands in apposition to it."""

    def __init__(self, doc: Doc, persons: Sequence[Mention], references: Sequence[Reference]) -> None:
        self._doc = doc
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
        return None
