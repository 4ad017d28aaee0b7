"""From one text back to the text that it was made of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from .text import Span, record

Fold = tuple[int, int, int, int]


@record
class Offsets:
    """Where the characters of a text stand in another. Between two folds they stand there one for one.

    A fold is (start, end, start there, end there): a stretch that reads otherwise than it is written. Folds are
    sorted and lie apart; one with its end at its start tells of characters that the text leaves out.
    """

    folds: tuple[Fold, ...] = ()

    def start(self, at: int) -> int:
        """Where the character at `at` begins in the other text."""
        _, end, there, end_there = self._before(at)
        return there if at < end else at - end + end_there

    def end(self, at: int) -> int:
        """Where the character before `at` ends in the other text."""
        if at == 0:
            return self.start(0)
        _, end, _, end_there = self._before(at - 1)
        return end_there if at <= end else at - end + end_there

    def span(self, span: Span) -> Span:
        """The half-open span in the other text of what `span` holds; an empty one stays empty."""
        start = self.start(span.start)
        return Span(start, max(start, self.end(span.end)) if span.end > span.start else start)

    def _before(self, at: int) -> Fold:
        """The last fold that begins at or before a character."""
        index = bisect_right(self.folds, at, key=lambda fold: fold[0])
        return self.folds[index - 1] if index else (0, 0, 0, 0)

    def then(self, further: Offsets) -> Offsets:
        """From this text through the other one to the text that `further` leads to."""
        if not self.folds or not further.folds:
            return further if further.folds else self
        return Offsets(folds=tuple(_composed(self.folds, further.folds)))


def _composed(near: tuple[Fold, ...], far: tuple[Fold, ...]) -> Iterator[Fold]:
    """What folds in one of two steps or in both; folds of both steps that overlap in the text between them are one."""
    between = [(there, end_there, end - end_there, True) for _, end, there, end_there in near]
    between += [(start, end, end_there - end, False) for start, end, _, end_there in far]
    here = beyond = 0  # how far the outer texts are ahead of the one between
    first, last, group = 0, -1, (0, 0)  # the stretch that is being made one, and how far they were ahead before it
    for start, end, shift, is_near in sorted(between, key=lambda fold: fold[:2]):
        if start >= last or last < 0:
            if last >= 0:
                yield first + group[0], last + here, first + group[1], last + beyond
            first, last, group = start, end, (here, beyond)
        last = max(last, end)
        here, beyond = (shift, beyond) if is_near else (here, shift)
    if last >= 0:
        yield first + group[0], last + here, first + group[1], last + beyond


def edited(text: str, edits: Iterable[tuple[int, int, str]]) -> tuple[str, Offsets]:
    """The text with stretches put otherwise, and the way back. Each edit is (start, end, what stands there now), in
    order.

    >>> edited("a  b", [(1, 3, " ")])[0]
    'a b'
    """
    pieces: list[str] = []
    folds: list[Fold] = []
    done = length = 0
    for start, end, new in edits:
        pieces += (text[done:start], new)
        length += start - done
        folds.append((length, length + len(new), start, end))
        length += len(new)
        done = end
    pieces.append(text[done:])
    return "".join(pieces), Offsets(folds=tuple(folds))
