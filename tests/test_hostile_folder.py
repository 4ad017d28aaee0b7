"""A folder of files that do harm: each is read or refused in one line, soon and in little memory, and the book is made
of the others."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.hostile_files import HOSTILE, NAMES, SECRET, write
from tests.small_book import ROOT, write_book

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not hasattr(os, "wait4"), reason="no measure of a process")]

SECONDS, MEGABYTES = 10.0, 400  # of the processor for one file; in memory at once, the program itself among them
WHOLE_MEGABYTES = 2500  # of the largest process of a build, the model of the language among them
READER = """
import json, os, sys
from pathlib import Path
from briefing_book.ingest.reading import read_file, read_source
from briefing_book.model.errors import UnreadableArticle
def told(path):
    try:
        file, data = read_source(path, path.parent)
        found = read_file(data, file=file)
        return [len(found.articles), [one.reason for one in found.left]]
    except UnreadableArticle as error:
        return [0, [error.reason]]
for name in json.load(sys.stdin):
    child = os.fork()
    if not child:
        print(json.dumps(told(Path(sys.argv[1]) / name)), flush=True)
        os._exit(0)
    _, status, used = os.wait4(child, 0)
    print(json.dumps([name, status, used.ru_utime + used.ru_stime, used.ru_maxrss]), flush=True)
"""
MEGABYTE = 1024 if sys.platform != "darwin" else 1 << 20  # of what the system counts in


class Outcome(NamedTuple):
    """What became of one file, and what it cost."""

    status: int
    articles: int
    reasons: list[str]
    seconds: float
    megabytes: float


class Build(NamedTuple):
    """A build that has ended."""

    root: Path
    code: int
    output: str
    seconds: float
    megabytes: float


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_book(tmp_path_factory.mktemp("hostile") / "book")
    write(folder / "seeds", folder.parent / "outside.txt")
    return folder


@pytest.fixture(scope="module")
def outcomes(root: Path) -> dict[str, Outcome]:
    """Each file read in a process of its own."""
    names = json.dumps([*HOSTILE, "pipe.txt", "device.txt"])
    run = subprocess.run(
        [sys.executable, "-c", READER, str(root / "seeds")],
        input=names,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    return {
        name: Outcome(status, articles, reasons, seconds, size / MEGABYTE)
        for (articles, reasons), (name, status, seconds, size) in zip(lines[::2], lines[1::2], strict=True)
    }


@pytest.fixture(scope="module")
def build(root: Path) -> Build:
    """The whole folder at once; what `wait4` tells counts the workers too."""
    begun = time.monotonic()
    with (root / "output.txt").open("w+") as output:
        command = [sys.executable, "-m", "briefing_book", "build", "--book", str(root)]
        process = subprocess.Popen(command, cwd=root, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        said = output.read()
    return Build(root, process.returncode, said, time.monotonic() - begun, used.ru_maxrss / MEGABYTE)


@pytest.fixture(scope="module")
def told(build: Build) -> list[dict[str, str]]:
    """What the book says of each file."""
    data = json.loads((build.root / "docs" / "data" / "book.json").read_text())
    return list(data["coverage"]["files"])


@pytest.mark.parametrize("name", [*HOSTILE, "pipe.txt", "device.txt"])
def test_a_hostile_file_is_read_or_refused_soon_in_little_memory(name: str, outcomes: dict[str, Outcome]) -> None:
    """In one line each, which is not long."""
    one = outcomes[name]
    assert one.status == 0
    assert one.articles or one.reasons
    assert [reason for reason in one.reasons if "\n" in reason or len(reason) > 300 or SECRET in reason] == []
    assert one.seconds <= SECONDS, one
    assert one.megabytes <= MEGABYTES, one


def test_the_book_is_made_of_the_others(build: Build, told: list[dict[str, str]]) -> None:
    assert build.code == 0, build.output
    fates = {one["file"]: one["fate"] for one in told}
    assert (fates["harbour.txt"], fates["ferries.txt"]) == ("read", "read")


def test_a_build_takes_no_more_time_and_memory_than_its_files_may(build: Build) -> None:
    assert build.megabytes <= WHOLE_MEGABYTES, build.megabytes
    assert build.seconds <= SECONDS * len(HOSTILE), build.seconds


def test_each_file_has_a_line(told: list[dict[str, str]], root: Path) -> None:
    """Also a pipe, a device and links that lead out; control characters in a name are shown."""
    shown = {one["file"].partition("#")[0] for one in told}
    plain = {name for name in (*HOSTILE, *NAMES) if name.isprintable() and "#" not in name and not name.startswith(".")}
    assert plain - shown == set()
    assert {"pipe.txt", "link.txt", "loop.txt", "up.txt", "device.txt", "a\\x0ab.txt"} - shown == set()
    assert [one for one in told if "\n" in one["file"] or "\n" in one.get("reason", "")] == []


def test_nothing_from_outside_the_folder_is_in_the_book(build: Build) -> None:
    pages = [page for page in (build.root / "docs").rglob("*") if page.is_file()]
    assert [page for page in pages if SECRET.encode() in page.read_bytes()] == []
    assert list(build.root.parent.rglob("climbed.txt")) == []


def test_a_name_is_no_markup(build: Build) -> None:
    pages = [page.read_text() for page in (build.root / "docs").rglob("*.md")]
    assert not any("<script>alert" in page or "](javascript:" in page or "49.txt" in page for page in pages)


def test_every_line_is_proved(build: Build) -> None:
    command = [sys.executable, "-m", "briefing_book", "check", "--book", str(build.root)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert run.returncode == 0, run.stdout + run.stderr
