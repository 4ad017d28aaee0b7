"""A real `mkdocs serve` over a small book: what is saved shows up, with one rebuild, and nothing stops it."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import pytest

from tests.small_book import ARTICLES, surroundings, write_book

pytestmark = pytest.mark.slow

PATIENCE = 120  # seconds; generous, since a test machine may be busy
SETTLED = 2.5  # seconds without a rebuild: five looks of the watcher at the files

direct = build_opener(ProxyHandler({}))  # never by way of a proxy


class Preview:
    """A running `mkdocs serve`."""

    def __init__(self, book: Path, log: Path) -> None:
        self.book = book
        self._log = log
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", self.address],
                cwd=book,
                env=surroundings(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def stop(self) -> None:
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8")

    @property
    def builds(self) -> int:
        return self.log.count("Building documentation...")

    def get(self, path: str) -> str:
        with direct.open(f"http://{self.address}/{path}", timeout=PATIENCE) as answer:
            content: bytes = answer.read()
        return content.decode()

    def titles(self) -> dict[str, str]:
        """Id and title of each source in the published data."""
        sources: list[dict[str, Any]] = json.loads(self.get("data/book.json"))["sources"]
        return {source["id"]: source["title"] for source in sources}

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until it holds, or fail with the server's log."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self._process.poll() is not None:
                pytest.fail(f"the server ended:\n{self.log}")
            try:
                if holds():
                    return
            except (OSError, URLError):
                pass  # not up yet
            time.sleep(0.1)
        pytest.fail(f"waited in vain:\n{self.log}")

    def settle(self) -> int:
        """Wait until no rebuild is going on or due; how many builds there have been."""
        builds, since = -1, time.monotonic()
        while time.monotonic() - since < SETTLED:
            if self.builds != builds:
                builds, since = self.builds, time.monotonic()
            time.sleep(0.1)
        self.get("by-hand/")  # answers when the rebuild is over
        return builds

    def save(self, path: str, text: str) -> None:
        """Save in one step, as most editors do."""
        beside = self.book / ".being-saved"
        beside.write_text(text, encoding="utf-8")
        beside.replace(self.book / path)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    folder = tmp_path_factory.mktemp("serve")
    running = Preview(write_book(folder / "book"), folder / "log")
    running.until(lambda: "harbour" in running.titles())
    yield running
    running.stop()


@pytest.fixture
def preview(server: Preview) -> Iterator[Preview]:
    """The server with the two articles in the folder and nothing left to rebuild."""
    server.settle()
    yield server
    shutil.rmtree(server.book / "seeds", ignore_errors=True)
    (server.book / "book.yml").unlink(missing_ok=True)
    write_book(server.book)
    server.until(lambda: set(server.titles()) == {"ferries", "harbour"} and "A person's title" not in server.get(""))


def test_a_new_article_shows_up_after_one_rebuild(preview):
    """Saving an article into seeds/ is enough."""
    before = preview.settle()
    preview.save(
        "seeds/pier.txt",
        ARTICLES["harbour.txt"].replace("reopen harbour talks", "build a second pier").replace("2019", "2018"),
    )
    preview.until(lambda: "pier" in preview.titles())
    assert preview.settle() == before + 1


def test_an_edited_article_shows_up_after_one_rebuild(preview):
    """The page follows each save."""
    before = preview.settle()
    preview.save("seeds/ferries.txt", ARTICLES["ferries.txt"].replace("lifts its ban on", "welcomes"))
    preview.until(lambda: "welcomes" in preview.titles()["ferries"])
    assert preview.settle() == before + 1


def test_a_renamed_article_moves_after_one_rebuild(preview):
    """The old source goes, the new one comes, in the same rebuild."""
    before = preview.settle()
    (preview.book / "seeds" / "ferries.txt").rename(preview.book / "seeds" / "boats.txt")
    preview.until(lambda: set(preview.titles()) == {"boats", "harbour"})
    assert preview.settle() == before + 1


def test_a_deleted_article_goes_after_one_rebuild(preview):
    """Its pages go with it."""
    before = preview.settle()
    (preview.book / "seeds" / "ferries.txt").unlink()
    preview.until(lambda: set(preview.titles()) == {"harbour"})
    assert preview.settle() == before + 1


def test_a_hand_written_page_is_followed_with_one_rebuild(preview):
    """Our own writes to docs/ are not followed, a person's are."""
    before = preview.settle()
    preview.save("docs/by-hand.md", "# By hand\n\nA second thought.\n")
    preview.until(lambda: "A second thought." in preview.get("by-hand/"))
    assert preview.settle() == before + 1


def test_a_broken_book_file_keeps_the_last_good_book(preview):
    """The server goes on answering, says what is wrong, and recovers once it is mended."""
    preview.save("book.yml", "title: [never closed\n")
    preview.until(lambda: "showing the last good book" in preview.log)
    assert set(preview.titles()) == {"ferries", "harbour"}
    preview.save("book.yml", "title: A person's title\n")
    preview.until(lambda: json.loads(preview.get("data/book.json"))["title"] == "A person's title")


def test_a_broken_article_costs_only_itself(preview):
    """The others stay, and the server goes on answering."""
    (preview.book / "seeds" / "torn.txt").write_bytes(b"\x00\xff\x00\xfe" * 50)
    preview.until(lambda: "torn.txt" in preview.log)
    assert set(preview.titles()) == {"ferries", "harbour"}


def test_seeds_may_go_and_come_back(preview):
    """Without articles the last good book stays; when they are back they are watched again."""
    away = preview.book / "away"
    (preview.book / "seeds").rename(away)
    preview.until(lambda: "showing the last good" in preview.log.rpartition("Detected file changes")[2])
    assert set(preview.titles()) == {"ferries", "harbour"}
    preview.settle()
    away.rename(preview.book / "seeds")
    before = preview.settle()
    preview.save("seeds/ferries.txt", ARTICLES["ferries.txt"].replace("lifts its ban on", "praises"))
    preview.until(lambda: "praises" in preview.titles()["ferries"])
    assert preview.settle() == before + 1
