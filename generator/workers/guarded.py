"""A wall around work on input that may be anything: each piece is done in a process of our own, within a time and a
memory.

A piece that raises, never ends, eats memory or ends its process costs itself alone and comes back as a `Refusal`. What
is done is named as "package.module:function", so that this process need not import it. A worker is started as a plain
command and talked to over a pair of sockets: it never runs the user's main module, as multiprocessing would, it can be
started from any thread, and it ends by itself when this process is gone.
"""

from __future__ import annotations

import atexit
import contextlib
import faulthandler
import gc
import importlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import field
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path
from typing import Any, BinaryIO

from ..model.errors import BriefingError, UsageError
from ..model.text import record

if sys.platform != "win32":
    import resource

MEMORY = 6 << 30  # bytes of address space for one piece; a long article needs a quarter of it, most of it the model's
_USUAL = 20.0  # seconds that a short article may take
_LONGEST = 200_000  # bytes by which the time for a file grows
_START = 180.0  # seconds that a worker may take to start and to load the model
_LONGEST_REASON = 240
_PACKAGE = Path(__file__).parent.parent
_OWN = f"{_PACKAGE.name}/"
_BEGUN = "begun"
READING, BOOK = "reading", "book"  # crews: workers that read articles and hold the language model, and that never do
RARELY = (50_000, 20, 10)  # new objects before garbage is looked for: a book is millions that stay
_COMMAND = f"import sys; sys.path[:] = sys.argv[2:]; from {__name__} import serve; serve(int(sys.argv[1]))"
_ADDRESS = re.compile(r"0x[0-9a-fA-F]+")

Task = str  # "package.module:function"


@record
class Refusal:
    """Why a piece of work was not done: one line, the same at every run. `costly`: finding out took time or a
    process."""

    reason: str
    costly: bool = False


def stated_seconds() -> float | None:
    """What $BRIEFING_SECONDS says. Raises UsageError when that is no number above 0."""
    stated = os.environ.get("BRIEFING_SECONDS")
    if not stated:
        return None
    with contextlib.suppress(ValueError):
        if 0 < (seconds := float(stated)) < 1e6:
            return seconds
    raise UsageError(
        f"BRIEFING_SECONDS={stated}: write the seconds that a short article may take, as 120; it is 20 otherwise"
    )


@record
class Piece:
    """The arguments of one call and the seconds that it may take. `first` is a call that a worker makes once, before
    it. It is done by a worker of the `crew`. `stated` is what $BRIEFING_SECONDS says where the seconds were counted,
    which may be another machine."""

    arguments: tuple[Any, ...]
    seconds: float
    memory: int = MEMORY
    first: tuple[Task, tuple[Any, ...]] | None = None
    stated: float | None = field(default_factory=stated_seconds)
    crew: str = READING


def seconds_for(characters: int) -> float:
    """How long one article may take: twenty seconds, or what $BRIEFING_SECONDS says, and for every thousand characters
    a twentieth of it.

    Usual news takes some 0.1 seconds for a thousand characters, the worst known text 2; a slow machine has the twenty.

    >>> seconds_for(4000)
    24.0
    """
    return (stated_seconds() or _USUAL) * (1 + characters / 20_000)


def seconds_for_file(size: int) -> float:
    """How long a file of so many bytes may take: what is larger than a long article holds pictures and fonts.

    >>> seconds_for_file(50_000_000) == seconds_for_file(200_000)
    True
    """
    return seconds_for(min(size, _LONGEST))


def seconds_for_book(articles: int) -> float:
    """How long merging and rendering may take, in the same proportion; usual are a fifth of a second for an article.

    >>> seconds_for_book(40)
    140.0
    """
    return (stated_seconds() or _USUAL) * (3 + articles / 10)


def one(task: Task, piece: Piece) -> Any:
    """What the call returns, else a Refusal. Raises the BriefingError that it raised."""
    (result,) = each(task, [piece])
    if isinstance(result, BriefingError):
        raise result
    return result


def each(task: Task, pieces: Sequence[Piece], *, workers: int = 1, kept: int = 1) -> Iterator[Any]:
    """What each call returns, a Refusal or a BriefingError in its place, in the order of the pieces.

    Raises UsageError when no worker can be started. Workers that are still busy when this is closed are ended; of
    the others of the crew, those of other threads included, so many are `kept`.
    """
    todo = deque(enumerate(pieces))
    done: dict[int, Any] = {}
    busy: dict[int, _Worker] = {}
    try:
        for number in range(len(pieces)):
            while number not in done:
                while todo and len(busy) < workers:
                    at, piece = todo.popleft()
                    busy[at] = _kept_or_new(piece.crew)
                    busy[at].begin(task, piece)
                wait(
                    [worker.line for worker in busy.values()],
                    max(0.0, min(worker.until for worker in busy.values()) - time.monotonic()),
                )
                for at, worker in sorted(busy.items()):
                    if (answer := worker.answer()) is not None:
                        (done[at],) = answer
                        _keep(busy.pop(at), at_most=max(workers, kept))
            yield done.pop(number)
    finally:
        for worker in busy.values():
            worker.end()
        for crew in {piece.crew for piece in pieces}:
            _let_go(crew, kept)


def prepare(crew: str, first: tuple[Task, tuple[Any, ...]]) -> None:
    """Have a worker of the crew make the call that comes first for some pieces, and do not wait for it. What fails is
    told by the first of these pieces. Raises UsageError when no worker can be started."""
    piece = Piece(arguments=(), seconds=0.0, first=first)
    worker = _kept_or_new(crew)
    worker.prepare(piece)
    _keep(worker, at_most=1)


class _Worker:
    """A process that does one piece at a time."""

    def __init__(self, crew: str) -> None:
        self.crew = crew
        self.line, theirs = Pipe()
        try:
            command = [sys.executable, *_flags(), "-c", _COMMAND, str(theirs.fileno()), *sys.path]
            self._process = subprocess.Popen(  # noqa: S603 (this very Python, and its own search path)
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                process_group=0,
            )  # a group of its own: Ctrl-C is for us, who then end it
        except OSError as error:
            raise UsageError(f"cannot start a process that reads articles: {error.strerror}") from error
        finally:
            theirs.close()
        self.until = 0.0
        self._piece = Piece(arguments=(), seconds=0.0)
        self._begun = False

    def begin(self, task: Task, piece: Piece) -> None:
        self._begun, self._piece, self.until = False, piece, time.monotonic() + _START
        with contextlib.suppress(OSError):  # it is dead: `result` says so
            self.line.send((task, piece))

    def prepare(self, piece: Piece) -> None:
        """Make the call that comes first for a piece; nothing is answered."""
        with contextlib.suppress(OSError):  # it is dead: the next piece has another one
            self.line.send((None, piece))

    def answer(self) -> tuple[Any] | None:
        """What has come of the piece, in a tuple; None when nothing yet. One that takes too long ends the worker."""
        try:
            while self.line.poll():
                message = self.line.recv()
                if message != _BEGUN:
                    if isinstance(message[0], Refusal) and message[0].costly:
                        self.end()
                    return (message[0],)
                self._begun, self.until = True, time.monotonic() + self._piece.seconds
        except (OSError, EOFError):
            return (self._died(),)
        except Exception as error:  # noqa: BLE001 (what came cannot be understood)
            self.end()
            return (refused(error),)
        return (self._late(),) if time.monotonic() >= self.until else None

    def _late(self) -> Refusal:
        self.end()
        if not self._begun:
            raise UsageError(f"the process that reads articles was not ready within {_START:g} seconds")
        return too_long(self._piece.seconds, self._piece.stated)

    def _died(self) -> Refusal:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=5)
        self.end()
        code = self._process.returncode
        if not self._begun:
            raise UsageError(f"the process that reads articles {_ending(code)} before it was ready")
        return Refusal(reason=_ending(code), costly=True)

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def end(self) -> None:
        with contextlib.suppress(OSError):
            self.line.close()
        self._process.kill()
        self._process.wait()


def _flags() -> list[str]:
    """The options of this Python that a worker has to share."""
    chosen = {"-O": sys.flags.optimize, "-B": sys.dont_write_bytecode, "-I": sys.flags.isolated}
    return [*(f"-W{option}" for option in sys.warnoptions), *(flag for flag, is_set in chosen.items() if is_set)]


def _ending(code: int) -> str:
    if code >= 0:
        return f"ended its process with code {code}"
    with contextlib.suppress(ValueError):
        return f"ended its process by {signal.Signals(-code).name}"
    return f"ended its process by signal {-code}"


def too_long(seconds: float, stated: float | None) -> Refusal:
    """Why a piece of work was given up after so many seconds, with the setting that allows more than was stated."""
    more = f"BRIEFING_SECONDS={4 * (stated or _USUAL):g} allows more"
    return Refusal(reason=f"took longer than {seconds:g} seconds and was stopped; {more}", costly=True)


# Workers that wait for more: in the live preview, and between the stages of a build, the model is loaded once.
_kept: list[_Worker] = []
_keeping = threading.Lock()


def _kept_or_new(crew: str) -> _Worker:
    with _keeping:
        for worker in _of(crew)[::-1]:
            _kept.remove(worker)
            if worker.is_alive:
                return worker
            worker.end()
    return _Worker(crew)


def _of(crew: str) -> list[_Worker]:
    return [worker for worker in _kept if worker.crew == crew]


def _keep(worker: _Worker, *, at_most: int) -> None:
    with _keeping:
        if len(_of(worker.crew)) < at_most and worker.is_alive:
            _kept.append(worker)
            return
    worker.end()


def _let_go(crew: str, kept: int) -> None:
    """All of a crew but so many; one is enough for an article that changes, and for what comes after the articles."""
    with _keeping:
        for worker in _of(crew)[kept:]:
            _kept.remove(worker)
            worker.end()


@atexit.register
def _end() -> None:
    with contextlib.suppress(ValueError):  # not the main thread
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C asks for what is being done
    end_all()


def end_all() -> None:
    """End the workers that wait for more."""
    with _keeping:
        while _kept:
            _kept.pop().end()


# What runs in the worker


def serve(handle: int) -> None:
    """Do what comes over the socket with this number, one piece after the other, until its other end is closed."""
    line = Connection(handle)
    ready: set[Any] = set()
    gc.set_threshold(*RARELY)
    with contextlib.suppress(EOFError, ConnectionError), Path(os.devnull).open("wb") as nowhere:
        while True:
            _serve_one(line, ready, nowhere)


def _serve_one(line: Connection, ready: set[Any], nowhere: BinaryIO) -> None:
    task, piece = line.recv()
    # should the other side be killed meanwhile, this ends a call that never would, even one that is not Python
    faulthandler.dump_traceback_later(_START + 2 * piece.seconds, exit=True, file=nowhere)
    failed = _first(piece, ready)
    if task is not None:
        _answer(line, failed or _done(line, task, piece))
    faulthandler.cancel_dump_traceback_later()


def _first(piece: Piece, ready: set[Any]) -> BriefingError | None:
    """Make the call that comes before, unless this worker has; what is wrong when it fails."""
    if piece.first is None or piece.first in ready:
        return None
    task, arguments = piece.first
    failed = attempt(task, *arguments)
    if failed is None:
        ready.add(piece.first)
    return UsageError(f"cannot begin to read articles: {failed.reason}") if isinstance(failed, Refusal) else failed


def _done(line: Connection, task: Task, piece: Piece) -> Any:
    line.send(_BEGUN)
    _limit(piece.memory)
    return attempt(task, *piece.arguments)


def _answer(line: Connection, result: Any) -> None:
    try:
        line.send((result,))
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 (what cannot be sent is refused like what cannot be made)
        line.send((refused(error),))


def _limit(memory: int) -> None:
    """As far as the system has such a limit; without one a piece that eats all is ended by the system, and named the
    same."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(ValueError, OSError):
        hardest = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(
            resource.RLIMIT_AS, (memory if hardest == resource.RLIM_INFINITY else min(memory, hardest), hardest)
        )


def attempt(task: Task, *arguments: Any) -> Any:
    """What the call returns, else the BriefingError that it raised, else a Refusal."""
    module, name = task.split(":")
    try:
        return getattr(importlib.import_module(module), name)(*arguments)
    except BriefingError as error:
        return error
    except BaseException as error:  # noqa: BLE001 (the wall: whatever it is, it costs this piece alone)
        return refused(error)


def refused(error: BaseException) -> Refusal:
    """The kind of failure, where in this program it was, and what it says, on one line."""
    if isinstance(error, MemoryError):
        return Refusal(reason="needs more memory than there is for one article", costly=True)
    if isinstance(error, RecursionError):
        return Refusal(reason="is nested too deep to be read (RecursionError)")
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _OWN in frame.filename.replace("\\", "/")]
    own = [
        frame
        for frame in frames
        if Path(frame.filename).is_relative_to(_PACKAGE) and Path(frame.filename) != Path(__file__)
    ]
    place = f" in {Path(own[-1].filename).relative_to(_PACKAGE).as_posix()}, {own[-1].name}" if own else ""
    return Refusal(reason=f"a fault of this program: {type(error).__name__}{place}{_said(error)}")


def _said(error: BaseException) -> str:
    """An error's text without what differs from run to run or would act on a terminal."""
    text = _ADDRESS.sub("0x…", " ".join(str(error).replace(str(_PACKAGE.parent), "…").split()))
    text = "".join(c if c.isprintable() else "·" for c in text)
    return f": {text[:_LONGEST_REASON]}{'…' if len(text) > _LONGEST_REASON else ''}" if text else ""
