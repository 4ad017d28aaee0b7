"""The built site in a real browser: quiet, offline, and readable on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
SAMPLES = 3  # pages of each section; they come from one template


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a line for each request."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the built site is served on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def pages(site: Path) -> list[str]:
    """The home page, each section's index, and some pages of each section, as paths of the site."""
    found: dict[str, list[str]] = {}
    for index in sorted(site.rglob("index.html"), key=lambda path: (len(path.parts), path)):
        path = index.parent.relative_to(site).as_posix()
        found.setdefault("" if "/" not in path else path.split("/")[0], []).append("" if path == "." else f"{path}/")
    return [page for section, paths in sorted(found.items()) for page in (paths[:SAMPLES] if section else paths)]


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


def test_pages_load_quietly_and_ask_nobody_else(desk, address, pages):
    """No error on the console, no file missing, no request to another host."""
    faults: list[str] = []
    page = desk.new_page()
    page.on("console", lambda message: faults.append(f"{page.url}: {message.text}") if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on(
        "request", lambda request: None if request.url.startswith((address, "data:", "blob:")) else faults.append(f"asked {request.url}")
    )
    page.on("response", lambda response: faults.append(f"{response.status}: {response.url}") if response.status >= 400 else None)
    for path in pages:
        page.goto(address + path, wait_until="networkidle")
    assert faults == []


def test_a_phone_never_scrolls_sideways(phone, address, pages):
    """Wide tables scroll in themselves; the page stays 390 pixels wide."""
    page = phone.new_page()
    wide = []
    for path in pages:
        page.goto(address + path, wait_until="load")
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > PHONE["width"]:
            wide.append((path, width))
    assert wide == []


def test_every_page_has_one_main_heading(desk, address, pages):
    """A screen reader finds where the page begins."""
    page = desk.new_page()
    counts = {}
    for path in pages:
        page.goto(address + path, wait_until="load")
        counts[path] = page.locator("article h1").count()
    assert {path: count for path, count in counts.items() if count != 1} == {}


def test_the_text_is_there_without_scripts(browser, address, pages):
    """The book can be read with JavaScript off."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address, wait_until="load")
    assert page.locator("article").inner_text().strip()
    context.close()


def test_search_finds_something(desk, address):
    """The search index works as served."""
    page = desk.new_page()
    page.goto(address, wait_until="networkidle")
    word = max(page.locator("article h1").first.inner_text().split(), key=len)
    page.keyboard.press("/")
    page.keyboard.type(word)
    page.locator(".md-search-result__item").first.wait_for(timeout=60_000)


def test_the_site_opens_from_a_folder(desk, site):
    """A laptop without a server will do: the home page and its links work from file://."""
    page = desk.new_page()
    asked: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(("file:", "data:", "blob:")) else asked.append(request.url))
    page.goto((site / "index.html").as_uri(), wait_until="load")
    assert page.locator("article h1").count() == 1
    assert asked == []
