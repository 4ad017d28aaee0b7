"""Fixtures that several tests share: a small made-up book, two built sites and what they look like in a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.sample_site import build_site
from tests.serving import served
from tests.site_walk import DESK, PHONE, UNDER, Shown, Walk, pages_of, walk_through
from tests.small_book import ROOT, find_chromium, run, write_book

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

# in CI the same examples each time, so that a change is judged by itself and not by chance; `make test` goes on looking
settings.register_profile("patient", deadline=None, derandomize="CI" in os.environ)  # a busy machine is no defect
settings.load_profile("patient")


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


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True)
    yield context
    context.close()


@pytest.fixture
def desk(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=DESK)
    yield context
    context.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's own book, built as `make site` does, in a folder of its own."""
    copy = tmp_path_factory.mktemp("site")
    for name in ("docs/about", "seeds", "book.yml", "mkdocs.yml"):  # all else in docs/ is made again
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name)
        elif source.is_file():
            shutil.copy2(source, copy / name)
    for command in (
        ("generator", "build", "--book", copy),
        ("mkdocs", "build", "--strict", "--site-dir", copy / "site"),
    ):
        done = run(*command, cwd=copy)
        assert done.returncode == 0, done.stderr
    return copy / "site"


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up sample book, a different one with hostile text in it, built with this repository's settings."""
    return build_site(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where this repository's own book is served on this machine."""
    with served(site, UNDER) as at:
        yield at


@pytest.fixture(scope="session", params=["site", "sample_site"])
def shown(request: pytest.FixtureRequest) -> Iterator[Shown]:
    """Both books, one after the other, as they are served."""
    site: Path = request.getfixturevalue(request.param)
    with served(site, UNDER) as at:
        yield Shown(site=site, address=at, pages=pages_of(site))


@pytest.fixture(scope="session")
def walk(shown: Shown, browser: Browser) -> Walk:
    """What was seen on a walk through every page, on a desk and on a phone."""
    return walk_through(shown, browser)
