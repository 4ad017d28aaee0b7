"""The frame of two built books in a real browser: tabs and menu, the margin of a wide screen, the fold and the type of the
front page, the dark without scripts, and the page for wrong addresses in any folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, BinaryIO

import pytest

from tests.site_walk import DESK, PHONE, Shown

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HEADER, TABS = 48, 44  # pixels
STYLES = 9  # sizes, weights and families of text on one page

TYPE = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = {};
  while (texts.nextNode()) {
    const at = texts.currentNode.parentElement;
    const box = at.getBoundingClientRect();
    if (!texts.currentNode.data.trim() || box.width < 2 || box.height < 2 || at.closest("svg, script, style, .bb-hide, .md-skip")) continue;
    if (!at.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const { fontSize, fontWeight, fontFamily, fontStyle } = getComputedStyle(at);
    found[[fontSize, fontWeight, fontFamily.split(",")[0], fontStyle].join(" ")] = texts.currentNode.data.trim().slice(0, 30);
  }
  return found;
}"""


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address, wait_until="load")
    return page


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).first.bounding_box()
    assert found is not None, selector
    return dict(found)


# Tabs and menu


def test_header_and_tabs_stay_while_the_page_moves(desk: BrowserContext, shown: Shown) -> None:
    page = opened(desk, shown.address + shown.one("topics"))
    page.mouse.wheel(0, 1500)
    page.wait_for_function("scrollY > 800")
    assert (box(page, ".md-header__inner")["y"], round(box(page, ".md-header__inner")["height"])) == (0, HEADER)
    tabs = box(page, ".md-tabs__list")
    assert (round(tabs["y"]), round(tabs["height"])) == (HEADER, TABS)


def test_the_tab_of_a_child_page_is_underlined(desk: BrowserContext, shown: Shown) -> None:
    page = opened(desk, shown.address + shown.one("people"))
    lines = page.locator(".md-tabs__item").evaluate_all("tabs => tabs.map((tab) => getComputedStyle(tab).boxShadow)")
    marked = [number for number, line in enumerate(lines) if line != "none"]
    assert [page.locator(".md-tabs__item").nth(number).inner_text() for number in marked] == ["People"]


def test_a_place_that_is_linked_to_stands_below_the_tabs(desk: BrowserContext, shown: Shown) -> None:
    page = opened(desk, shown.address + shown.one("topics"))
    last = page.locator(".md-typeset [id^='c-']").last.get_attribute("id")
    page.goto(f"{page.url}#{last}")
    assert box(page, f"[id='{last}']")["y"] >= HEADER + TABS


@pytest.mark.parametrize("width", [390, 320])
def test_the_title_in_a_phone_s_header_is_whole(browser: Browser, shown: Shown, width: int) -> None:
    """Neither cut nor parted at a hyphen."""
    context = browser.new_context(viewport={"width": width, "height": 700}, is_mobile=True)
    page = opened(context, shown.address)
    title = page.locator(".md-header__topic .md-ellipsis").first
    cut = title.evaluate("at => at.scrollHeight > at.clientHeight + 8 || at.scrollWidth > at.clientWidth + 1")
    words = title.inner_text()
    context.close()
    assert not cut
    assert re.search(r"(?<!\u2060)-|-(?!\u2060)", words) is None


# The way on


def test_next_leads_to_a_page_that_leads_back(desk: BrowserContext, shown: Shown) -> None:
    for folder in ("topics", "people", "sources"):
        page = opened(desk, shown.address + folder + "/index.html")
        pages = [shown.address + one for one in shown.pages if one.startswith(folder) and "index" not in one]
        tried = 0
        for address in pages:
            page.goto(address)
            if page.locator(".bb-turn-on").count():
                page.locator(".bb-turn-on").click()
                page.locator(".bb-turn-back").click()
                assert page.url == address
                tried += 1
        assert tried, folder


# The margin


def test_the_day_of_a_line_stands_beside_it(desk: BrowserContext, shown: Shown) -> None:
    """To the right of the words, at the same height, where the screen is wide."""
    page = opened(desk, shown.address + shown.one("people"))
    line = page.locator(".bb-statements > li").first
    words, note = line.locator(".bb-said").bounding_box(), line.locator("> .bb-meta").bounding_box()
    assert words is not None
    assert note is not None
    assert words["x"] + words["width"] <= note["x"]
    assert abs(words["y"] - note["y"]) < 8


def test_the_day_of_a_line_stands_below_it_on_a_phone(phone: BrowserContext, shown: Shown) -> None:
    page = opened(phone, shown.address + shown.one("topics"))
    line = page.locator(".bb-statements > li").first
    words, note = line.locator(".bb-said").bounding_box(), line.locator("> .bb-meta").bounding_box()
    assert words is not None
    assert note is not None
    assert words["y"] + words["height"] <= note["y"] + 1


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_an_open_citation_never_covers_its_line(browser: Browser, shown: Shown, size: Any) -> None:
    context = browser.new_context(viewport=size)
    page = opened(context, shown.address + shown.one("topics"))
    marks = page.locator(":is(.bb-said, .bb-claim) .bb-cite a:visible")  # what is folded is opened first
    for mark in marks.all()[:12]:
        mark.evaluate("mark => scrollTo(0, mark.getBoundingClientRect().top + scrollY - innerHeight / 2)")
        mark.click()
        pop = page.locator(".bb-pop:popover-open").bounding_box()
        line = mark.locator(
            "xpath=ancestor::*[contains(@class, 'bb-said') or contains(@class, 'bb-claim')][1]"
        ).bounding_box()
        assert pop is not None
        assert line is not None
        beside = pop["x"] >= line["x"] + line["width"] - 1
        apart = pop["y"] >= line["y"] + line["height"] - 1 or pop["y"] + pop["height"] <= line["y"] + 1
        assert beside or apart
        page.keyboard.press("Escape")
    assert marks.count()
    context.close()


# The front page


@pytest.mark.parametrize(("size", "lines"), [(DESK, 3), (PHONE, 2)], ids=["desk", "phone"])
def test_the_fold_holds_what_is_next_and_the_first_lines(browser: Browser, shown: Shown, size: Any, lines: int) -> None:
    """And what is newest."""
    context = browser.new_context(viewport=size)
    page = opened(context, shown.address)
    ends = "elements => elements.map(element => element.getBoundingClientRect().bottom)"
    main = page.locator(".bb-lead .bb-claims > li .bb-claim").evaluate_all(ends)[:lines]
    cells = page.locator(".bb-strip > li").evaluate_all(ends)
    names = page.locator(".bb-cell").all_inner_texts()
    context.close()
    assert names == ["Next", "Lately", "In dispute"]
    assert len(main) == lines
    assert max(*main, *cells) <= size["height"]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_front_page_has_few_styles_of_text(browser: Browser, shown: Shown, size: Any) -> None:
    context = browser.new_context(viewport=size)
    found = opened(context, shown.address).evaluate(TYPE)
    context.close()
    assert 3 < len(found) <= STYLES, found


# The dark


def colours(page: Page) -> dict[str, str]:
    """Of paper, ink, links and lines."""
    return page.evaluate(
        """() => {
          const style = getComputedStyle(document.body);
          return Object.fromEntries([...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
            .flatMap((rule) => (rule.cssText.match(/--bb-[a-z-]+(?=:)/g) || []))
            .map((name) => [name, style.getPropertyValue(name).trim()]));
        }"""
    )


def test_the_dark_without_scripts_has_the_colours_of_the_dark_with_them(browser: Browser, shown: Shown) -> None:
    found = []
    for scripts in (True, False):
        context = browser.new_context(viewport=DESK, color_scheme="dark", java_script_enabled=scripts)
        page = opened(context, shown.address)
        found.append(colours(page))
        context.close()
    assert found[0]["--bb-paper"] == "#14171c"
    assert found[0] == found[1]


def test_who_prefers_the_light_has_it_without_scripts(browser: Browser, shown: Shown) -> None:
    context = browser.new_context(viewport=DESK, color_scheme="light", java_script_enabled=False)
    assert colours(opened(context, shown.address))["--bb-paper"] == "#fbfaf6"
    context.close()


# Wrong addresses


class Host(SimpleHTTPRequestHandler):
    """Answers as hosts of static sites do: with 404.html for what is not there."""

    def __init__(self, *args: Any, under: str, **options: Any) -> None:
        self.under = under
        super().__init__(*args, **options)

    def translate_path(self, path: str) -> str:
        below = path.partition("?")[0].removeprefix(self.under)
        return super().translate_path(f"/{below}" if path.startswith(self.under) else "/outside/of/it")

    def send_head(self) -> BytesIO | BinaryIO | None:
        if Path(self.translate_path(self.path)).is_file():
            return super().send_head()
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        return BytesIO(page)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def hosted(site: Path, under: str) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, under=under, directory=str(site)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{under}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("under", ["/", "/briefing-book/", "/press/2031/fish/"])
@pytest.mark.parametrize("wrong", ["gone.html", "topics/gone.html", "a/b/c/gone"])
def test_a_wrong_address_leads_on_wherever_the_site_stands(
    desk: BrowserContext, site: Path, under: str, wrong: str
) -> None:
    with hosted(site, under) as address:
        page = opened(desk, address + wrong)
        for name, path in (("Home", "index.html"), ("Topics", "topics/index.html")):
            page.wait_for_function(
                "([name, href]) => [...document.links].some((a) => a.text === name && a.href === href)",
                arg=[name, address + path],
            )
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 250, 246)"


def test_a_wrong_address_leads_to_the_search(desk: BrowserContext, site: Path) -> None:
    with hosted(site, "/elsewhere/") as address:
        page = opened(desk, address + "people/nobody.html")
        page.wait_for_function("href => document.forms[0].action === href", arg=address + "index.html")
        page.get_by_role("searchbox").fill("alliance")
        page.keyboard.press("Enter")
        page.locator(".md-search-result__item").first.wait_for(timeout=60_000)
        assert page.url.startswith(address + "index.html")


def test_the_page_for_wrong_addresses_asks_for_no_file(desk: BrowserContext, site: Path) -> None:
    """It has to look right where no path of it does: in a folder."""
    page = desk.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site / "404.html").as_uri(), wait_until="load")
    assert asked == [(site / "404.html").as_uri()]
    page.get_by_role("link", name="Topics").click()
    assert page.url == (site / "topics" / "index.html").as_uri()
