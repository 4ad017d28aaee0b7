"""Work of this very process, shared with copies of it: they have all that it has in memory, so that nothing is sent to
them.

A copy works something out and sends it back. It touches no file, no database and nobody's socket, and ends without
tidying up. What it does not send, as when it dies or what it calls raises, is worked out here. So nothing that comes of
it depends on whether there are copies.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Generator, Iterator, Sequence
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, NoReturn

_FEWEST = 8  # calls for which a copy is worth its start
_MOST = 10_000  # runs of numbers that wait in a pipe, which takes 65,536 bytes
_NUMBER, _LENGTH = 4, 8  # bytes of one, and of the length before a message
_AT_ONCE = 1 << 20  # bytes that are read
_DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux

Make = Callable[[int], Any]
Made = tuple[int, Any]


def each(count: int, make: Make) -> Generator[Made]:
    """What `make` gives for each number below `count`, with its number, in any order.

    Where it raises for some of them, that of the first is raised once the others are there.
    """
    copies = _copies(count)
    if not copies:
        yield from ((number, make(number)) for number in range(count))
        return
    there: set[int] = set()
    with contextlib.closing(_shared(count, make, copies)) as shared:
        for number, made in shared:
            there.add(number)
            yield number, made
    yield from ((number, make(number)) for number in range(count) if number not in there)


def _copies(count: int) -> int:
    """How many beside this process: one for each further core, as long as memory has room for all that it holds."""
    if sys.platform != "linux" or count < _FEWEST or threading.active_count() > 1:
        return 0  # another thread may hold a lock, for which a copy would wait for ever
    return max(0, min(len(os.sched_getaffinity(0)) - 1, _room()))


def _room() -> int:
    """How often the memory that is free could hold what this process does."""
    try:
        free = int(Path("/proc/meminfo").read_text(encoding="ascii").partition("MemAvailable:")[2].split()[0]) * 1024
        held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0
    return free // max(held, 1)


# In this process


def _shared(count: int, make: Make, copies: int) -> Generator[Made]:
    """What is made here, and what comes meanwhile and afterwards; some may be missing."""
    todo = _Todo(count)
    working: list[_Copy] = []
    try:
        with contextlib.suppress(OSError):  # no more processes: fewer do it
            while len(working) < copies:
                working.append(_Copy(lambda line: _work(make, todo, line)))
        for number in todo.taken():
            made = _attempt(make, number)
            yield from made
            yield from _come(working, 0)
        while any(copy.is_open for copy in working):
            yield from _come(working, None)
    finally:
        todo.close()
        for copy in working:
            copy.end()


def _attempt(make: Make, number: int) -> Sequence[Made]:
    try:
        return ((number, make(number)),)
    except Exception:  # noqa: BLE001 (it is made once more, when the others are there)
        return ()


def _come(copies: Sequence[_Copy], seconds: float | None) -> Iterator[Made]:
    """What copies have sent, once there is something or so many seconds have gone by."""
    while ready := wait([copy.line for copy in copies if copy.is_open], seconds):
        for copy in copies:
            if copy.line in ready:
                yield from copy.read()
        seconds = 0


class _Todo:
    """The numbers that are still to be done, in a pipe from which whoever is free takes some."""

    def __init__(self, count: int) -> None:
        length = 1 + count // _MOST
        self._runs = [range(first, min(first + length, count)) for first in range(0, count, length)]
        self._line, ready = os.pipe()
        os.write(ready, b"".join(number.to_bytes(_NUMBER, "big") for number in range(len(self._runs))))
        os.close(ready)

    def taken(self) -> Iterator[int]:
        """One after the other, but for those that others take."""
        while number := os.read(self._line, _NUMBER):
            yield from self._runs[int.from_bytes(number, "big")]

    def close(self) -> None:
        os.close(self._line)


class _Copy:
    """Another process, and what it has sent."""

    def __init__(self, work: Callable[[int], None]) -> None:
        """It works with a line to this process. Raises OSError where there can be none."""
        self.line, theirs = os.pipe()
        self.is_open = True
        self._come = bytearray()
        parent = os.getpid()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)  # the watchdog's thread has no lock of Python's
                self._process = os.fork()
            if not self._process:
                _live(work, theirs, parent)
        except OSError:
            os.close(self.line)
            raise
        finally:
            os.close(theirs)

    def read(self) -> Iterator[Made]:
        """Whole messages, of what has come."""
        data = os.read(self.line, _AT_ONCE)
        self.is_open = bool(data)
        self._come += data
        while len(self._come) >= (end := _LENGTH + int.from_bytes(self._come[:_LENGTH], "big")) > _LENGTH:
            message = bytes(self._come[_LENGTH:end])
            del self._come[:end]
            yield pickle.loads(message)  # noqa: S301 (of this very program)

    def end(self) -> None:
        os.close(self.line)
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)


# In a copy


def _live(work: Callable[[int], None], line: int, parent: int) -> NoReturn:
    """Whatever happens, it ends here: behind this stands all that the other process has to do."""
    try:
        gc.freeze()  # what was there is never looked through for garbage, which would copy it
        if _ends_with(parent):
            work(line)
    finally:
        os._exit(0)


def _ends_with(parent: int) -> bool:
    """Have this process end when its parent does. False where that cannot be had."""
    import ctypes  # which some Pythons lack

    bound: int = ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    return bound == 0 and os.getppid() == parent


def _work(make: Make, todo: _Todo, line: int) -> None:
    """Make what is to be done, and send it as far as the other side has time to read."""
    os.set_blocking(line, False)
    unsent = bytearray()
    for number in todo.taken():
        for made in _attempt(make, number):
            message = pickle.dumps(made)
            unsent += len(message).to_bytes(_LENGTH, "big") + message
            with contextlib.suppress(BlockingIOError):
                _send(line, unsent)
    os.set_blocking(line, True)
    _send(line, unsent)


def _send(line: int, unsent: bytearray) -> None:
    while unsent:
        del unsent[: os.write(line, unsent)]
