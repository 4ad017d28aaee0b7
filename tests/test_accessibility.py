"""WCAG 2.2 AA by axe, on every kind of page of two books: light and dark, on a desk and on a phone, with everything
open that opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.site_walk import DESK, PHONE, Shown

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

COLOURS = ["color-contrast", "link-in-text-block"]  # the rules for which the colour scheme matters

RUN = """async (only) => {
  const found = await axe.run(document, { runOnly: only, resultTypes: ["violations"] });
  return found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id}: ${node.target.join(" ")} ${(node.any[0] || node.all[0] || node.none[0] || {}).message || ""}`));
}"""


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands, light and then dark: rule, element and reason."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    light = page.evaluate(RUN, {"type": "tag", "values": TAGS})
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    dark = page.evaluate(RUN, {"type": "rule", "values": COLOURS})
    return [*light, *(f"dark: {fault}" for fault in dark)]


def open_page(browser: Browser, size: Any, address: str) -> Page:
    """A page without transitions, which would be caught halfway."""
    page = browser.new_context(viewport=size, reduced_motion="reduce").new_page()
    page.goto(address, wait_until="load")
    return page


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_kind_of_page_shuts_anybody_out(shown: Shown, browser: Browser, size: Any) -> None:
    """As the page is when it has loaded."""
    page = open_page(browser, size, shown.address)
    found = {}
    for path in shown.kinds:
        page.goto(shown.address + path, wait_until="load")
        found[path] = violations(page)
    page.context.close()
    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_an_open_citation_shuts_nobody_out(shown: Shown, browser: Browser, size: Any) -> None:
    """With its sentence shown in place."""
    page = open_page(browser, size, shown.address + shown.one("people"))
    page.locator(".bb-cite [data-says] > a").first.click()
    page.locator(".bb-pop").wait_for()
    found = violations(page)
    page.context.close()
    assert found == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_filters_in_use_shut_nobody_out(shown: Shown, browser: Browser, size: Any) -> None:
    """With whatever folds open, and the last choice of each filter taken."""
    page = open_page(browser, size, shown.address + "timeline.html")
    page.evaluate("document.querySelectorAll('article details').forEach((fold) => { fold.open = true })")
    for choice in page.locator(".bb-filters select").all():
        choice.select_option(index=choice.locator("option").count() - 1)
    for box in page.locator(".bb-filters input[type=checkbox]").all():
        box.check()
    found = violations(page)
    page.context.close()
    assert found == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_open_search_shuts_nobody_out(shown: Shown, browser: Browser, size: Any) -> None:
    """With results in it."""
    page = open_page(browser, size, shown.address + shown.one("topics"))
    word = max(page.locator("article h1").first.inner_text().split(), key=len)
    if size == PHONE:
        page.locator(".md-header__button[for=__search]").click()
    page.locator(".md-search__input").focus()
    page.keyboard.type(word)
    page.locator(".md-search-result__item").first.wait_for(timeout=60_000)
    found = violations(page)
    page.context.close()
    assert found == []


def test_the_open_menu_of_a_phone_shuts_nobody_out(shown: Shown, browser: Browser) -> None:
    """With the drawer drawn out, by the keyboard."""
    page = open_page(browser, PHONE, shown.address)
    page.locator(".md-header__button[for=__drawer]").press("Enter")
    page.locator(".md-nav--primary > .md-nav__list > .md-nav__item > .md-nav__link").last.wait_for()
    found = violations(page)
    page.context.close()
    assert found == []
