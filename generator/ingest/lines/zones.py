"""Which paragraphs are the text: the zones above and below it, and the rules that hold there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...model.text import record
from ...rules.types.ingest import Where
from .paragraphs import CREDIT_END, Block

_END = re.compile(r"""[.!?…] ?["'”’»)\]]{0,3}$""")
_DEEPEST_HEAD = 15  # paragraphs
_BELOW_FIRST = 4  # paragraphs under the first of the text between which a site may put a byline


def ends_sentence(text: str) -> bool:
    """
    >>> ends_sentence('He said "no."'), ends_sentence("A heading")
    (True, False)
    """
    return bool(_END.search(text[-6:]) or CREDIT_END.search(text[-80:]))


def is_prose(text: str) -> bool:
    """Long enough for a paragraph of an article, and closed as a sentence is; or too long for anything else."""
    return len(text) >= 240 or (len(text) >= 60 and (ends_sentence(text) or text.endswith(":")))


@record
class Zones:
    """Indexes of paragraphs of prose: the first one, the first of two in a row, and the last."""

    lede: int
    first: int
    last: int

    def admits(self, where: Where, index: int) -> bool:
        """Whether the paragraph at an index lies where a rule for this zone may look."""
        match where:
            case "first":
                return index == 0
            case "head":
                return 0 < index < self.first
            case "top":
                return index <= self.first + _BELOW_FIRST
            case "end":
                return index >= self.last - 2
            case "edge":
                return index <= self.first + _BELOW_FIRST or index >= self.last - 2
            case "lede":
                return index in (self.lede, self.first)
            case "last":
                return index >= self.last
            case "anywhere":
                return True


def find_zones(blocks: Sequence[Block]) -> Zones:
    """A summary above the byline is prose too, so the text begins where one sentence follows another."""
    prose = [index for index, block in enumerate(blocks) if is_prose(block.text) and block.kind != "caption"]
    if not prose:
        return Zones(lede=len(blocks), first=len(blocks), last=-1)
    first = next(
        (index for index in prose if index + 1 < len(blocks) and ends_sentence(blocks[index + 1].text)), prose[0]
    )
    return Zones(lede=prose[0], first=first if first <= _DEEPEST_HEAD else prose[0], last=prose[-1])
