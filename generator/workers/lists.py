"""Articles that are read elsewhere, in lists, by workers that are not ours.

A list goes there and comes back as plain data (MessagePack). There it is read behind the same wall as here, in a
process of its own within the same time and memory, so that the findings and the refusals are those of a local build.
"""

from __future__ import annotations

import math
import socket
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import Any, Protocol

import msgspec

from ..model.article import Article
from ..model.errors import BriefingError, UsageError
from ..model.findings import Findings
from ..model.text import record
from . import guarded, kept
from .guarded import Piece, Refusal
from .sameness import made_by

LONGEST = 25  # articles in a list
_AHEAD = 2  # lists for each that can be read at a time: one that is read, one that waits there
_PATIENCE = 5.0  # seconds without an answer, after which we look whether anybody is there
_ALL = 1000  # processes that go on waiting there: one for each list that is read at a time


class Elsewhere(Protocol):
    """Where lists are read."""

    def submit(self, function: Callable[[bytes], bytes], order: bytes, /) -> Future[bytes]:
        """Have a list read. The future is cancelled, or fails, when the list is lost."""

    def hands(self) -> int:
        """How many lists can be read there at a time, as things are."""

    def look(self) -> None:
        """Raises UsageError when nobody is there, or somebody who would not read as this machine does."""


@record
class Order:
    """A list of articles to read, and by what."""

    task: guarded.Task
    load: guarded.Task
    model: str | None
    made_by: Mapping[str, str]
    articles: tuple[Article, ...]
    seconds: tuple[float, ...]
    stated: float | None


@record
class Answer:
    """What came of a list, by the place in it; `failed` says why it could not be read at all."""

    found: dict[int, Findings]
    refused: dict[int, Refusal]
    failed: str = ""


_ENCODE = msgspec.msgpack.Encoder()
_ORDER = msgspec.msgpack.Decoder(Order)
_ANSWER = msgspec.msgpack.Decoder(Answer)


class Differs(Exception):
    """Whoever was to read a list would not read it as the machine that asks."""


def each(task: guarded.Task, pieces: Sequence[Piece], elsewhere: Elsewhere) -> Iterator[tuple[int, Any]]:
    """What comes of each piece, with its number, as it comes. The arguments of a piece are an article and a model.

    A list that is lost there, as often as they try it, is read here at the end: the wall stands here too. Raises
    UsageError when nobody is left to read, or somebody would read otherwise.
    """
    waiting = deque(_lists(len(pieces), elsewhere.hands()))
    under_way: dict[Future[bytes], range] = {}
    lost: list[int] = []
    try:
        while waiting or under_way:
            room = _AHEAD * max(1, elsewhere.hands()) - len(under_way)
            for numbers in [waiting.popleft() for _ in range(min(room, len(waiting)))]:
                if (order := _packed(task, [pieces[number] for number in numbers])) is None:
                    lost += numbers
                else:
                    under_way[elsewhere.submit(read_list, order)] = numbers
            for numbers, results in _come(under_way, elsewhere):
                if results is None:
                    lost += numbers
                else:
                    yield from zip(numbers, results, strict=True)
    finally:
        for future in under_way:
            future.cancel()
    for at, result in kept.each(task, [pieces[number] for number in lost]):
        yield lost[at], result


def _come(
    under_way: dict[Future[bytes], range], elsewhere: Elsewhere
) -> Iterator[tuple[range, list[Findings | Refusal] | None]]:
    """The lists that are done, which are under way no more; None for one that is lost. Where one is lost, or none
    comes for a while, we look who is there."""
    done, _ = wait(under_way, timeout=_PATIENCE, return_when=FIRST_COMPLETED)
    if under_way and not done:
        elsewhere.look()
    for future in done:
        numbers = under_way.pop(future)
        if (results := _answered(future)) is None:
            elsewhere.look()
        yield numbers, results


def _lists(count: int, hands: int) -> list[range]:
    """The numbers in lists, shorter ones towards the end, so that all come to it at the same time.

    >>> [len(numbers) for numbers in _lists(110, 2)], [len(numbers) for numbers in _lists(3, 8)]
    ([25, 22, 16, 12, 9, 7, 5, 4, 3, 2, 2, 1, 1, 1], [1, 1, 1])
    """
    lists = []
    start = 0
    while start < count:
        end = start + min(LONGEST, math.ceil((count - start) / (_AHEAD * max(1, hands))))
        lists.append(range(start, end))
        start = end
    return lists


def _packed(task: guarded.Task, pieces: Sequence[Piece]) -> bytes | None:
    """The order for these pieces; None where a text holds half a letter, which plain data cannot carry."""
    articles, models = zip(*(piece.arguments for piece in pieces), strict=True)
    assert pieces[0].first is not None
    order = Order(
        task=task,
        load=pieces[0].first[0],
        model=models[0],
        made_by=made_by(models[0]),
        articles=articles,
        seconds=tuple(piece.seconds for piece in pieces),
        stated=pieces[0].stated,
    )
    try:
        return _ENCODE.encode(order)
    except UnicodeEncodeError:
        return None


def _answered(future: Future[bytes]) -> list[Findings | Refusal] | None:
    """What the list came to, in its order; None when it was lost. Raises UsageError when who read it could not."""
    try:
        answer = _ANSWER.decode(future.result())
    except Exception:  # noqa: BLE001 (whatever it is, the list is not read)
        return None
    if answer.failed:
        raise UsageError(answer.failed)
    every: dict[int, Findings | Refusal] = {**answer.found, **answer.refused}
    return [every[number] for number in sorted(every)]


# What runs there


def read_list(packed: bytes) -> bytes:
    """Read a list behind the wall. Raises Differs when it would be read otherwise than where it comes from."""
    order = _ORDER.decode(packed)
    if order.made_by != made_by(order.model):
        raise Differs
    pieces = [
        Piece(
            arguments=(article, order.model),
            seconds=seconds,
            first=(order.load, (order.model,)),
            stated=order.stated,
        )
        for article, seconds in zip(order.articles, order.seconds, strict=True)
    ]
    return _ENCODE.encode(_read(order.task, pieces))


def _read(task: guarded.Task, pieces: Sequence[Piece]) -> Answer:
    found: dict[int, Findings] = {}
    refused: dict[int, Refusal] = {}
    try:
        for number, result in enumerate(guarded.each(task, pieces, kept=_ALL)):
            if isinstance(result, BriefingError):
                raise result
            if isinstance(result, Refusal):
                refused[number] = result
            else:
                found[number] = result
    except BriefingError as error:
        return Answer(found={}, refused={}, failed=f"the worker on {socket.gethostname()}: {error}")
    return Answer(found=found, refused=refused)
