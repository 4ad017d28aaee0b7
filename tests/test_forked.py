"""Work that copies of this process share: it comes to the same with them and without, whatever befalls them."""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing_book.model.book import Book
from briefing_book.model.built import Beside, Built
from briefing_book.model.kept import HeldRecords
from briefing_book.model.page import Page
from briefing_book.model.settings import BookFile
from briefing_book.render import pages as made_pages
from briefing_book.render import render, render_again
from briefing_book.render.texts import texts
from briefing_book.workers import forked, steps
from tests.sample_book import BOOK

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there are no copies elsewhere")
ENOUGH = 12
HERE = os.getpid()


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two copies, on however many cores."""
    monkeypatch.setattr(forked, "_copies", lambda _count: 2)


def numbers(count: int, make: Callable[[int], Any]) -> dict[int, Any]:
    made = list(forked.each(count, make))
    assert len(made) == len(dict(made))
    return dict(made)


def slowly(number: int) -> int:
    """Whoever makes it leaves time for the others."""
    time.sleep(0.01)
    return number


def maker(number: int) -> int:
    slowly(number)
    return os.getpid()


def is_gone(process: int) -> bool:
    with contextlib.suppress(OSError):
        return os.waitpid(process, os.WNOHANG)[0] == process
    return True


@pytest.mark.usefixtures("two")
class TestCopies:
    """With copies, which others than this process make."""

    def test_they_share_the_work(self) -> None:
        assert len(set(numbers(60, maker).values())) == 3

    @pytest.mark.parametrize("count", [1, ENOUGH, 25_001])
    def test_each_number_comes_once(self, count: int) -> None:
        """Also of more than lie ready at a time."""
        assert numbers(count, lambda number: number * 2) == {number: number * 2 for number in range(count)}

    def test_long_results_come_whole(self) -> None:
        """Each is many times what fits into a pipe."""
        made = numbers(ENOUGH, lambda number: chr(97 + slowly(number)) * 3_000_000)
        assert all(one == chr(97 + number) * 3_000_000 for number, one in made.items())

    @pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM])
    def test_what_a_dead_one_had_is_made_here(self, by: int) -> None:
        def make(number: int) -> int:
            if os.getpid() != HERE and number % 3 == 0:
                os.kill(os.getpid(), by)
            return slowly(number)

        assert numbers(ENOUGH, make) == {number: number for number in range(ENOUGH)}

    @pytest.mark.parametrize("error", [ValueError("eels"), SystemExit(3), MemoryError(), KeyboardInterrupt()])
    def test_what_fails_in_a_copy_alone_is_made_here(self, error: BaseException) -> None:
        def make(number: int) -> int:
            if os.getpid() != HERE:
                raise error
            return slowly(number)

        assert numbers(ENOUGH, make) == {number: number for number in range(ENOUGH)}

    def test_what_cannot_be_sent_is_made_here(self) -> None:
        made = numbers(ENOUGH, lambda number: lambda: slowly(number))
        assert [made[number]() for number in range(ENOUGH)] == list(range(ENOUGH))

    def test_of_those_that_fail_the_first_is_told(self) -> None:
        """Whoever came to it, and whatever came before."""

        def make(number: int) -> int:
            if number in (3, 4, 9, 11):
                raise ValueError(f"eel {slowly(number)}")
            return slowly(number)

        with pytest.raises(ValueError, match=r"^eel 3$"):
            numbers(ENOUGH, make)

    def test_none_is_left_when_it_is_over(self) -> None:
        makers = set(numbers(60, maker).values()) - {HERE}
        assert [is_gone(one) for one in makers] == [True, True]

    def test_none_is_left_when_nobody_asks_for_more(self) -> None:
        """As when what came cannot be written down."""
        begun = forked.each(1000, maker)
        copy = next(one for _, one in begun if one != HERE)
        begun.close()
        assert is_gone(copy)

    def test_no_line_stays_open(self) -> None:
        before = set(Path("/proc/self/fd").iterdir())
        numbers(ENOUGH, slowly)
        assert set(Path("/proc/self/fd").iterdir()) == before

    def test_one_that_would_outlive_this_process_does_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(forked, "_ends_with", lambda _parent: False)
        assert set(numbers(ENOUGH, maker).values()) == {HERE}

    def test_where_no_process_can_be_started_all_is_made_here(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def no() -> int:
            raise BlockingIOError("no more processes")

        monkeypatch.setattr(os, "fork", no)
        assert numbers(ENOUGH, slowly) == {number: number for number in range(ENOUGH)}


# How many


@pytest.fixture
def roomy(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Three cores and much memory, of which tests take something away."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1, 5})
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(forked, "_room", lambda: 9)
    return monkeypatch


def test_there_is_one_for_each_further_core(roomy: pytest.MonkeyPatch) -> None:
    assert (forked._copies(100), roomy) == (2, roomy)


@pytest.mark.parametrize(
    ("where", "name", "value"),
    [
        (os, "sched_getaffinity", lambda _process: {1}),
        (sys, "platform", "darwin"),
        (threading, "active_count", lambda: 2),
        (forked, "_room", lambda: 0),
    ],
    ids=["one core", "no Linux", "threads", "no memory"],
)
def test_there_is_none_where(where: Any, name: str, value: Any, roomy: pytest.MonkeyPatch) -> None:
    roomy.setattr(where, name, value)
    assert forked._copies(100) == 0


def test_there_is_none_for_little_work(roomy: pytest.MonkeyPatch) -> None:
    assert (forked._copies(7), forked._copies(8), roomy) == (0, 2, roomy)


def test_without_copies_all_is_made_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing before it is asked for."""
    monkeypatch.setattr(forked, "_copies", lambda _count: 0)
    made: list[int] = []
    come = forked.each(3, made.append)
    assert [next(come), list(made), *come] == [(0, None), [0], (1, None), (2, None)]


def test_memory_that_is_free_could_hold_this_process_again() -> None:
    """It is a small one."""
    assert forked._room() >= 1


# When this process ends

_WAITS = """import faulthandler, os, sys, time
from briefing_book.workers import forked, steps
here = os.getpid()
def make(number):
    if os.getpid() != here:
        os.write(1, f"{os.getpid()}\\n".encode())
    while True:
        time.sleep(0.01)
forked._copies = lambda count: 1
if sys.argv[1:]:
    faulthandler.dump_traceback_later(1, exit=True, file=open(os.devnull, "w"))
list(forked.each(9, make))
"""


@pytest.mark.parametrize("watchdog", [False, True], ids=["killed", "by its watchdog"])
def test_a_copy_ends_when_the_process_does(watchdog: bool) -> None:
    """Though it works on and on."""
    command = [sys.executable, "-c", _WAITS, *["watchdog"] * watchdog]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        copy = int(process.stdout.readline())
        os.kill(copy, 0)
        if not watchdog:
            process.kill()
        # the end of its output, which it has in common with the copy
        assert select.select([process.stdout], [], [], 30)[0]
        assert process.stdout.read() == b""
    for _ in range(100):
        if not _runs(copy):
            return
        time.sleep(0.05)
    raise AssertionError(f"{copy} lives on")


def _runs(process: int) -> bool:
    """One that has ended waits to be fetched by nobody, perhaps."""
    try:
        return Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0] not in ("Z", "X")
    except OSError:
        return False


# Pages

_Each = Callable[[int, Callable[[int], Any]], Iterator[tuple[int, Any]]]


def _backwards(count: int, make: Callable[[int], Any]) -> Iterator[tuple[int, Any]]:
    return ((number, make(number)) for number in reversed(range(count)))


def _pages(book: Book, kept: HeldRecords, each: Any) -> tuple[Page, ...]:
    files = sorted(render_again(book, kept, None, each), key=lambda file: file.path)
    return tuple(Page(path=file.path, content=file.data.decode()) for file in files)


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("each", [forked.each, _backwards], ids=["copies", "the last first"])
def test_pages_are_the_same_whoever_makes_them(each: Any) -> None:
    assert _pages(BOOK, HeldRecords(), each) == render(BOOK)


@pytest.mark.usefixtures("two")
def test_what_copies_made_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the next run makes none of it."""
    kept = HeldRecords()
    _pages(BOOK, kept, forked.each)
    made: list[str] = []
    clean = render(BOOK)
    monkeypatch.setattr(made_pages, "texts", lambda kind, path, *more: made.append(path) or texts(kind, path, *more))
    assert (_pages(BOOK, kept, made_pages.in_turn), made) == (clean, ["changes.md"])


@pytest.mark.usefixtures("two")
def test_a_page_that_no_copy_could_make_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(kind: Any, path: str, *more: Any) -> Any:
        if os.getpid() != HERE:
            os._exit(1)
        return texts(kind, path, *more)

    clean = render(BOOK)
    monkeypatch.setattr(made_pages, "texts", fails)
    assert _pages(BOOK, HeldRecords(), forked.each) == clean


@pytest.mark.usefixtures("two")
def test_a_page_that_cannot_be_made_is_told_as_without_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(kind: Any, path: str, *more: Any) -> Any:
        if path.startswith("sources/"):
            raise ValueError(f"no page {path}")
        return texts(kind, path, *more)

    monkeypatch.setattr(made_pages, "texts", fails)
    told = []
    for each in (made_pages.in_turn, forked.each):
        with pytest.raises(ValueError, match=r"^no page ") as raised:
            _pages(BOOK, HeldRecords(), each)
        told.append(str(raised.value))
    assert told[0] == told[1]


# The step that makes the book

NOTHING_BESIDE = Beside(history=((), None), notes=(), files=())


def _built() -> Built:
    return steps.build([], BookFile(), (), NOTHING_BESIDE, None)


@pytest.mark.parametrize("worth", [0, 1])
def test_pages_of_a_book_are_made_by_copies_where_it_is_large(worth: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """This one has no article."""
    clean, shared = _built(), []

    def each(count: int, make: Callable[[int], Any]) -> Iterator[tuple[int, Any]]:
        shared.append(count)
        return made_pages.in_turn(count, make)

    monkeypatch.setattr(forked, "each", each)
    monkeypatch.setattr(steps, "_WORTH_COPIES", worth)
    assert (_built(), len(shared)) == (clean, worth == 0)


@pytest.mark.parametrize("fails", [False, True])
def test_what_a_book_left_is_looked_through_for_garbage_again(fails: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once its pages are there, or cannot be made."""
    stays: list[int] = []

    def each(count: int, make: Callable[[int], Any]) -> Iterator[tuple[int, Any]]:
        stays.append(gc.get_freeze_count())
        if fails:
            raise ValueError("no page")
        return made_pages.in_turn(count, make)

    monkeypatch.setattr(forked, "each", each)
    monkeypatch.setattr(steps, "_WORTH_COPIES", 0)
    with contextlib.suppress(ValueError):
        _built()
    assert (stays[0] > 0, gc.get_freeze_count()) == (True, 0)
