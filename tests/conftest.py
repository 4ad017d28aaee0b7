"""Fixtures that several tests share: a small made-up book, the built site, a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.small_book import ROOT, find_chromium, run, write_book

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A folder with two made-up articles, not yet built."""
    return write_book(tmp_path / "book")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's own Chromium, headless; nothing is downloaded."""
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium: `make test` installs one, or set CHROMIUM to its path")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's own book, built as `make site` does, in a folder of its own."""
    copy = tmp_path_factory.mktemp("site")
    for name in ("docs", "seeds", "book.yml", "mkdocs.yml", "overrides"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name)
        elif source.is_file():
            shutil.copy2(source, copy / name)
    if not (copy / "mkdocs.yml").exists():
        pytest.skip("there is no mkdocs.yml yet")
    (copy / "docs").mkdir(exist_ok=True)
    done = run("mkdocs", "build", "--strict", "--site-dir", copy / "site", cwd=copy)
    assert done.returncode == 0, done.stderr
    return copy / "site"
