"""Contents that rules give to cues: what every kind of quotation is made of."""

from __future__ import annotations

from ...model.findings import QuotationRule
from ...model.text import record
from ..base import grammar
from ..base.grammar import Range
from ..base.grammar.parsed import Doc
from .attribution.cues import Cue
from .stretches import Stretch


@record
class Piece:
    """A content given to a cue."""

    content: Range
    cue: Cue
    rule: QuotationRule
    direct: bool
    follows: bool = False  # its cue stands in another sentence
    via: str | None = None


def plain_cue(at: int, source: Range, head: int, rule: QuotationRule) -> Cue:
    """A cue of one token that gives no content by itself."""
    return Cue(at=at, tokens=(at, at + 1), takes=frozenset(("quote",)), source=source, head=head, content=(), rule=rule)


def last_noun(doc: Doc, start: int, end: int) -> int:
    """The index of the last noun, name or pronoun among the tokens [start, end); `start` when there is none."""
    return next(
        (at for at in range(end - 1, start - 1, -1) if grammar.class_of(doc[at]) in ("name", "noun", "pronoun")), start
    )


def reaches(content: Range, stretch: Stretch) -> bool:
    """Whether a content ends right before a stretch, but for a comma."""
    return stretch.tokens[0] - 2 <= content[1] <= stretch.tokens[0]
