"""A built site as a browser shows it: which pages there are, and what is seen on a walk through all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

UNDER = "/briefing-book/"  # the path of mkdocs.yml's site_url, which the 404 page names
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1440, "height": 900}

# Controls that work only with scripts may appear with them, and what was said on a day, which is folded away without
# them, is off until it is asked for; everything else is the same text without.
TEXT = """() => {
  document.head.insertAdjacentHTML("beforeend", "<style>.bb-filters, .bb-spoken, [data-bb-script] { display: none !important }</style>");
  return document.querySelector("article").innerText.split(/\\s+/).join(" ").trim();
}"""


@dataclass(frozen=True)
class Shown:
    """A site that is being served: its folder, the address of its home page, and its pages as paths of the site."""

    site: Path
    address: str
    pages: tuple[str, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """Pages that stand for all: those at the top, and of each folder its index, its longest and its shortest
        page."""

        def chosen() -> Iterator[str]:
            for folder, group in groupby(self.pages, key=lambda page: page.rpartition("/")[0]):
                pages = list(group)
                others = sorted(
                    (p for p in pages if not p.endswith("index.html")), key=lambda p: (self.site / p).stat().st_size
                )
                yield from (
                    pages if folder in {"", "about"} else {*others[:1], *others[-1:], *(set(pages) - set(others))}
                )

        return tuple(sorted(chosen()))

    def one(self, folder: str) -> str:
        """The longest page of a folder, which has the most to show."""
        pages = [page for page in self.pages if page.startswith(f"{folder}/") and not page.endswith("index.html")]
        return max(pages, key=lambda page: (self.site / page).stat().st_size)


@dataclass
class Walk:
    """What was seen on the way: each list holds faults, with the page they are of."""

    asked: list[str] = field(default_factory=list)  # requests to another host
    told: list[str] = field(default_factory=list)  # errors and warnings on the console
    failed: list[str] = field(default_factory=list)  # files that are not there
    wide: list[str] = field(default_factory=list)  # pages that scroll sideways
    texts: dict[str, str] = field(default_factory=dict)  # each page's article


def pages_of(site: Path) -> tuple[str, ...]:
    """Every page of a site as a path below it, folder by folder."""
    pages = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return tuple(sorted(pages, key=lambda page: (page.rpartition("/")[0], page)))


def listen(page: Page, address: str, walk: Walk) -> None:
    """Note what the page does that it should not."""

    def here() -> str:
        return page.url.removeprefix(address)

    def asked(url: str) -> None:
        if not url.startswith((address, "data:", "blob:")):
            walk.asked.append(f"{here()}: {url}")

    def failed(url: str, why: str | None) -> None:
        if why != "net::ERR_ABORTED":  # what was still on its way when the walk went on
            walk.failed.append(f"{here()}: {url} {why}")

    page.on("request", lambda request: asked(request.url))
    page.on(
        "console",
        lambda said: walk.told.append(f"{here()}: {said.text}") if said.type in {"error", "warning"} else None,
    )
    page.on("pageerror", lambda error: walk.told.append(f"{here()}: {error}"))
    page.on("requestfailed", lambda request: failed(request.url, request.failure))
    page.on(
        "response",
        lambda answer: walk.failed.append(f"{here()}: {answer.url} {answer.status}") if answer.status >= 400 else None,
    )


def walk_through(shown: Shown, browser: Browser) -> Walk:
    """Load every page once on a desk and once on a phone."""
    walk = Walk()
    for context in (
        browser.new_context(viewport=DESK),
        browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True),
    ):
        page = context.new_page()
        listen(page, shown.address, walk)
        for path in shown.pages:
            page.goto(shown.address + path, wait_until="load")
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > page.evaluate("screen.width"):
                walk.wide.append(f"{path}: {width}")
            walk.texts.setdefault(path, page.evaluate(TEXT))
        context.close()
    return walk


def texts_without_scripts(shown: Shown, browser: Browser) -> dict[str, str]:
    """Each page's article in a browser that runs no scripts."""
    context: BrowserContext = browser.new_context(viewport=DESK, java_script_enabled=False)
    page = context.new_page()
    texts = {}
    for path in shown.pages:
        page.goto(shown.address + path, wait_until="load")
        texts[path] = page.evaluate(TEXT)
    context.close()
    return texts
