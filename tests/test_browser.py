"""Two built books in a real browser: quiet, offline, whole without scripts, for a keyboard, in the dark, on a phone and
on paper."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tests.site_walk import DESK, PHONE, Shown, Walk, texts_without_scripts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AROUND = ".md-header, .md-tabs, .md-sidebar, .md-search, .md-footer, .md-skip"

VISIBLE = (
    "(these) => [...document.querySelectorAll(these)].filter((at) => at.checkVisibility()).map((at) => at.className)"
)

HOME_WEIGHT = 350_000  # bytes transferred, compressed, without the search index

TAB_STOP = """async () => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const shown = at.matches(".md-option") ? at.nextElementSibling : at.matches(".md-search__input") ? at.closest(".md-search__form") : at;
  const inside = () => {
    const box = shown.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
  };
  for (let frame = 0; frame < 30 && !inside(); frame++) await new Promise(requestAnimationFrame);  // what opens on focus
  const ring = getComputedStyle(shown);
  at.dataset.stops = 1 + Number(at.dataset.stops || 0);
  return {
    name: at.tagName.toLowerCase() + " " + (at.getAttribute("aria-label") || at.innerText || at.className).trim().slice(0, 40),
    again: at.dataset.stops > 1,
    inside: inside(),
    ringed: ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 1,
    inArticle: Boolean(at.closest("article")),
  };
}"""

NOT_REACHED = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
  .filter((at) => at.tabIndex >= 0 && !at.disabled && !at.dataset.stops && at.checkVisibility({ visibilityProperty: true }))
  .filter((at) => at.type !== "radio" || at.checked)
  .map((at) => at.outerHTML.slice(0, 90))"""


WORDS = """() => {
  const texts = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  const words = [];
  while (texts.nextNode()) {
    const around = texts.currentNode.parentElement;
    const seen = around.checkVisibility() && !around.closest("svg title, svg desc, .bb-cite") && around.getBoundingClientRect().width > 2;
    if (seen) words.push(...texts.currentNode.data.split(/\\s+/));
  }
  return words;
}"""


def tab_stops(page: Page) -> list[dict[str, object]]:
    """Press Tab from the top until the page is left, or a stop comes again."""
    stops: list[dict[str, object]] = []
    while len(stops) < 2_000:
        page.keyboard.press("Tab")
        stop = page.evaluate(TAB_STOP)
        if stop is None:
            return stops
        stops.append(stop)
        if stop["again"]:
            return stops
    return stops


def bare(text: str) -> str:
    """The letters and digits of a text: a PDF loses spaces, joins letters to ligatures, and has one glyph for two
    apostrophes."""
    return re.sub(r"[\Wʼ]", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl"))


def dark(page: Page) -> bool:
    """Is the paper darker than the ink?"""
    light = page.evaluate(
        """() => ["backgroundColor", "color"].map((name) =>
             getComputedStyle(document.body)[name].match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0))"""
    )
    return bool(light[0] < light[1])


# Every page


def test_no_page_asks_another_host_for_anything(walk: Walk) -> None:
    """A reader's address is told to nobody."""
    assert walk.asked == []


def test_no_page_has_anything_to_say_on_the_console(walk: Walk) -> None:
    """No error and no warning."""
    assert walk.told == []


def test_no_page_misses_a_file(walk: Walk) -> None:
    """Every request of every page is answered."""
    assert walk.failed == []


def test_no_page_scrolls_sideways(walk: Walk) -> None:
    """On a desk and on a phone; wide tables scroll in themselves."""
    assert walk.wide == []


def test_the_text_is_the_same_without_scripts(shown: Shown, walk: Walk, browser: Browser) -> None:
    """Only controls that need scripts may appear with them."""
    without = texts_without_scripts(shown, browser)
    assert {page: text for page, text in without.items() if text != walk.texts[page]} == {}


def test_the_home_page_is_light(shown: Shown, browser: Browser) -> None:
    """Transferred and compressed, without the search index."""
    context = browser.new_context(viewport=PHONE, is_mobile=True)
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    addresses: dict[str, str] = {}
    weights: dict[str, int] = {}
    network.on("Network.responseReceived", lambda told: addresses.update({told["requestId"]: told["response"]["url"]}))
    network.on(
        "Network.loadingFinished", lambda told: weights.update({told["requestId"]: int(told["encodedDataLength"])})
    )
    page.goto(shown.address, wait_until="networkidle")
    weighed = {
        addresses[key].removeprefix(shown.address): weight for key, weight in weights.items() if key in addresses
    }
    total = sum(weight for path, weight in weighed.items() if "search_index" not in path)
    context.close()
    assert weighed
    assert total < HOME_WEIGHT, weighed


# Without scripts


def test_a_citation_leads_to_its_sentence_without_scripts(shown: Shown, browser: Browser) -> None:
    """The mark is a link to the source's page, and the browser shows the sentence."""
    context = browser.new_context(viewport=DESK, java_script_enabled=False)
    page = context.new_page()
    page.goto(shown.address + shown.one("people"), wait_until="load")
    page.locator(".bb-cite a").first.click()
    page.wait_for_url(re.compile(r"/sources/.+#"))
    assert page.locator(":target").is_visible()
    context.close()


def test_the_timeline_is_complete_without_scripts(shown: Shown, browser: Browser) -> None:
    """Each entry of the published data stands on a timeline page, to be seen."""
    context = browser.new_context(viewport=DESK, java_script_enabled=False)
    page = context.new_page()
    seen: set[str] = set()
    for path in (path for path in shown.pages if path.startswith("timeline")):
        page.goto(shown.address + path, wait_until="load")
        seen |= {entry.get_attribute("id") or "" for entry in page.locator(".bb-entry[id]").all() if entry.is_visible()}
    context.close()
    entries = json.loads((shown.site / "data" / "timeline.json").read_text(encoding="utf-8"))["events"]
    assert len(seen) == len(entries) > 0


# Reading


def test_a_citation_opens_its_sentence_in_place(shown: Shown, browser: Browser) -> None:
    """A click shows the words, Escape closes them, and the keyboard is back where it was."""
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.goto(shown.address + shown.one("people"), wait_until="load")
    mark = page.locator(".bb-cite a").first
    mark.click()
    opened = page.locator(".bb-pop")
    opened.wait_for()
    assert mark.locator("..").get_attribute("data-says") in opened.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.keyboard.press("Escape")
    opened.wait_for(state="hidden")
    assert mark.evaluate("mark => document.activeElement === mark")
    context.close()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", ["index.html", "timeline.html", "people", "sources", "404.html"])
def test_the_keyboard_reaches_everything(shown: Shown, browser: Browser, name: str, size: dict[str, int]) -> None:
    """From the skip link on, each Tab stop is in sight, has a ring, and comes once; nothing that can be used is left
    out."""
    context = browser.new_context(viewport=size, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(shown.address + (name if name.endswith(".html") else shown.one(name)), wait_until="load")
    stops = tab_stops(page)
    left_out = page.evaluate(NOT_REACHED)
    context.close()
    assert [stop["name"] for stop in stops if stop["again"]] == []
    assert "Skip to content" in str(stops[0]["name"]) or name == "404.html"
    assert any(stop["inArticle"] for stop in stops) or name == "404.html"
    assert [stop["name"] for stop in stops if not stop["inside"]] == []
    assert [stop["name"] for stop in stops if not stop["ringed"]] == []
    assert left_out == []


def test_the_skip_link_leads_past_the_header(shown: Shown, browser: Browser) -> None:
    """Tab, Enter, Tab: the next stop is in the article."""
    context = browser.new_context(viewport=DESK)
    page = context.new_page()
    page.goto(shown.address + shown.one("topics"), wait_until="load")
    for key in ("Tab", "Enter", "Tab"):
        page.keyboard.press(key)
    assert page.evaluate("Boolean(document.activeElement.closest('article'))")
    context.close()


def test_the_dark_is_taken_from_the_reader_s_settings(shown: Shown, browser: Browser) -> None:
    """Who prefers the dark has it at once, who does not has paper."""
    found = {}
    for scheme in ("light", "dark"):
        context = browser.new_context(viewport=DESK, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(shown.address, wait_until="load")
        found[scheme] = dark(page)
        context.close()
    assert found == {"light": False, "dark": True}


def test_the_switch_to_the_dark_holds_on_the_next_page(desk, shown: Shown) -> None:
    """The choice is kept."""
    page = desk.new_page()
    page.goto(shown.address, wait_until="load")
    page.locator("label[title='Switch to dark']").click()
    page.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
    page.goto(shown.address + "timeline.html", wait_until="load")
    assert dark(page)


def test_nothing_moves_for_who_asks_for_that(shown: Shown, browser: Browser) -> None:
    """With reduced motion there is no transition, no animation and no smooth scrolling."""
    context = browser.new_context(viewport=DESK, reduced_motion="reduce")
    page = context.new_page()
    moving = {}
    for path in shown.kinds:
        page.goto(shown.address + path, wait_until="load")
        moving[path] = page.evaluate(
            """() => [...document.querySelectorAll("*")].filter((at) => {
                 const style = getComputedStyle(at);
                 const longest = Math.max(...[style.transitionDuration, style.animationDuration].join().split(",").map(parseFloat));
                 return longest > 0.01 || style.scrollBehavior !== "auto";
               }).map((at) => at.className || at.tagName).slice(0, 5)"""
        )
    context.close()
    assert {path: names for path, names in moving.items() if names} == {}


# Paper


def test_every_page_prints_its_whole_text(desk, shown: Shown) -> None:
    """Each kind of page becomes a PDF with every word of its article in it; citations are numbered anew on paper."""
    page = desk.new_page()
    missing = {}
    for path in shown.kinds:
        page.goto(shown.address + path, wait_until="load")
        page.emulate_media(media="print")
        printed = bare("".join(sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(format="A4"))).pages))
        words = {bare(word) for word in page.evaluate(WORDS)}
        missing[path] = sorted(word for word in words if word not in printed)[:5]
        page.emulate_media(media="screen")
    assert {path: words for path, words in missing.items() if words} == {}


def test_paper_has_the_article_and_nothing_around_it(desk, shown: Shown) -> None:
    """No header, no navigation, no search, no footer links; and nothing is cut off at the side."""
    page = desk.new_page()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 between margins of 10 mm, at 96 dots an inch
    faults = []
    for path in shown.kinds:
        page.goto(shown.address + path, wait_until="load")
        faults += [f"{path}: {name}" for name in page.evaluate(VISIBLE, AROUND)]
        width = page.evaluate(
            "Math.max(...[...document.querySelectorAll('article *')].map((at) => at.getBoundingClientRect().right))"
        )
        if width > 719:
            faults.append(f"{path}: {width} wide")
    assert faults == []


# Search and folder


def test_search_finds_something(desk, shown: Shown) -> None:
    """The search index works as served."""
    page = desk.new_page()
    page.goto(shown.address + shown.one("topics"), wait_until="load")
    word = max(page.locator("article h1").first.inner_text().split(), key=len)
    page.keyboard.press("/")
    page.keyboard.type(word)
    page.locator(".md-search-result__item").first.wait_for(timeout=60_000)


def test_the_site_opens_from_a_folder(desk, shown: Shown) -> None:
    """A laptop without a server will do: the home page and its links work from file://."""
    page = desk.new_page()
    asked: list[str] = []
    page.on(
        "request",
        lambda request: None if request.url.startswith(("file:", "data:", "blob:")) else asked.append(request.url),
    )
    page.goto((shown.site / "index.html").as_uri(), wait_until="load")
    page.locator("article a[href^='people/']").first.click()
    page.wait_for_url(re.compile("/people/"))
    assert page.locator("article h1").count() == 1
    assert asked == []
