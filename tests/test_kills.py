"""A run that is killed, a run that is waited for, and what is told of both."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing_book.cli import main
from briefing_book.store import holding
from briefing_book.store.atomic_file import write_whole
from tests.fuzz import kills
from tests.small_book import surroundings

HOLDS = """import sys, time
from pathlib import Path
from briefing_book.store.holding import held
with held(Path(sys.argv[1])):
    print(flush=True)
    time.sleep(60)
"""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[kills.Case]]:
    """A book that is up to date, and changes to it with what they come to."""
    return kills.prepare(tmp_path_factory.mktemp("kills"), kills.quick_command)


@pytest.mark.slow
def test_twenty_kills_are_healed_by_the_next_command(tmp_path: Path, prepared: tuple[Path, list[kills.Case]]) -> None:
    """`python -m tests.fuzz.kills` does more of them, with the program loaded anew each time."""
    assert not kills.kill_all(20, 20, prepared, tmp_path, kills.quick_command)


@pytest.mark.slow
def test_ctrl_c_at_any_moment_tells_the_state_of_docs(tmp_path: Path, prepared: tuple[Path, list[kills.Case]]) -> None:
    """Nothing was written, or it has been finished, or it is up to date; and so it is."""
    book, cases = prepared
    old = kills.tree(book / "docs")
    case = next(case for case in cases if case.name == "one more")
    first, last = case.changes
    for at in (2, first, first + 2, (first + last) // 2 - 1, (first + last) // 2 + 3, last - 4, last - 1, last):
        copy = Path(shutil.copytree(book, tmp_path / str(at)))
        kills.change(copy, case.files)
        told = kills.quick_command(copy, "build", at=at, by=signal.SIGINT)
        docs = kills.tree(copy / "docs")
        assert told.code == 130, (at, told)
        assert docs == (old if "before anything was written" in told.told else case.docs), (at, told)
        assert {path.name for path in copy.iterdir()} == {"seeds", "docs", "mkdocs.yml", ".briefing"}, at


def interrupt(*_: object, **__: object) -> None:
    """As Ctrl-C does; a signal would be ignored in a run in the background."""
    raise KeyboardInterrupt


def holder(book: Path) -> subprocess.Popen[str]:
    """Another process that holds the book."""
    running = subprocess.Popen(
        [sys.executable, "-c", HOLDS, book], env=surroundings(), stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert running.stdout
    running.stdout.readline()
    return running


def test_a_second_run_waits_and_names_the_first(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And goes on as soon as it has ended, however it ended."""
    monkeypatch.setattr(holding, "FIRST", 0.0)
    told: list[str] = []
    with holder(book) as first:

        def tell(line: str) -> None:
            told.append(line)
            first.kill()

        with holding.held(book, tell):
            pass
    assert re.fullmatch(rf"process {first.pid} holds this book: waiting .*", told[0])


def test_a_worker_does_not_hold_the_book_after_its_parent(book: Path) -> None:
    """The lock is the parent's alone."""
    forks = "import os, sys, time; from pathlib import Path; from briefing_book.store.holding import held\n"
    forks += (
        "with held(Path(sys.argv[1])):\n  child = os.fork()\n  if child: print(child, flush=True)\n  time.sleep(60)"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", forks, book], env=surroundings(), stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert running.stdout
    child = int(running.stdout.readline())
    try:
        running.kill()
        running.wait()
        began = time.monotonic()
        with holding.held(book):
            assert time.monotonic() - began < 10
    finally:
        os.kill(child, signal.SIGKILL)
        running.stdout.close()


def test_where_folders_cannot_be_locked_a_file_is(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on some net drives."""
    flock = fcntl.flock

    def files_only(handle: int, how: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EBADF, "Bad file descriptor")
        flock(handle, how)

    monkeypatch.setattr(fcntl, "flock", files_only)
    with holding.held(book):
        assert (book / ".briefing" / "lock").exists()


def test_a_system_without_locks_works(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits, and nothing is swept that a live run may hold."""
    monkeypatch.setattr(holding, "fcntl", None)
    (book / ".briefing-ab_c12x9").write_text("half")
    with holding.held(book), holding.held(book):
        assert (book / ".briefing-ab_c12x9").exists()


def test_a_folder_that_is_no_book_is_left_alone(tmp_path: Path) -> None:
    """Nothing is made in it."""
    with holding.held(tmp_path), holding.held(tmp_path / "gone"):
        assert not list(tmp_path.iterdir())


def test_what_a_dead_run_was_writing_is_swept(book: Path) -> None:
    """Only files named as ours are."""
    (book / ".briefing-ab_c12x9").write_text("half")
    (book / ".briefing-notes").write_text("mine")
    with holding.held(book):
        pass
    assert sorted(path.name for path in book.iterdir() if path.is_file()) == [".briefing-notes", "mkdocs.yml"]


def test_the_names_of_files_being_written_are_those_that_are_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever `tempfile` calls them."""
    seen: list[str] = []
    monkeypatch.setattr(Path, "replace", lambda path, _: seen.append(path.name))
    write_whole(tmp_path / "x", b"")
    assert holding._TEMPORARY.fullmatch(seen[0])


def test_ctrl_c_while_reading_says_that_nothing_was_written(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is so."""
    import briefing_book.pipeline as pipeline

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "_made", interrupt)
        assert main(["build", "--book", str(book)]) == 130
    assert capsys.readouterr().err.strip() == "briefing: stopped before anything was written"
    assert [path.name for path in (book / "docs").iterdir()] == ["by-hand.md"]


@pytest.mark.slow
def test_ctrl_c_after_publishing_says_that_docs_is_up_to_date(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Though the report was not printed."""
    import briefing_book.pipeline as pipeline

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "_remember", interrupt)
        assert main(["build", "--book", str(book)]) == 130
    assert "docs/ is up to date and whole" in capsys.readouterr().err
    assert main(["build", "--check", "--book", str(book)]) == 0
