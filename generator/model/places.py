"""Things that stand in a text, to be asked which of them a stretch meets without a look at all the others."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import Generic, TypeVar

from .text import Span

T = TypeVar("T")


class Places(Generic[T]):
    """`span` tells where one of the things stands.

    >>> Places(["ab", "cd"], {"ab": Span(0, 2), "cd": Span(3, 5)}.__getitem__).meeting(Span(1, 3))
    ['ab']
    """

    def __init__(self, things: Iterable[T], span: Callable[[T], Span]) -> None:
        self._things = sorted(things, key=lambda thing: span(thing).start)
        self._spans = [span(thing) for thing in self._things]
        self._starts = [each.start for each in self._spans]
        self._reached = list(accumulate((each.end for each in self._spans), max))  # how far the things so far reach

    def meeting(self, stretch: Span) -> list[T]:
        """Those that overlap a stretch, by their starts."""
        first, stop = bisect_right(self._reached, stretch.start), bisect_left(self._starts, stretch.end)
        return [self._things[at] for at in range(first, stop) if self._spans[at].end > stretch.start]
