"""A source's whole text in a browser: hover, focus and touch say what was understood; the legend turns kinds off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.harbour import harbour_book
from tests.small_book import ARTICLES
from tests.test_site import build_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

POP = ".bb-pop--mark:popover-open"
TUESDAY = ".bb-mark--date > a:text-is('Tuesday')"
ORLIK = ".bb-text--body .bb-mark--person > a:text-is('Orlik')"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a source's page in a book that prints its sources."""
    site: Path = build_site(
        tmp_path_factory.mktemp("book"), harbour_book("full_text: true", {"ferries.txt": ARTICLES["ferries.txt"]})
    )
    return (site / "sources" / "estmark-lifts-its-ban-on-norland-ferries.html").as_uri()


@pytest.fixture
def article(browser: Browser, whole: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(whole)
    yield page
    context.close()


def test_hover_says_what_a_date_was_understood_as(article: Page) -> None:
    """ "Tuesday" is a day, and says how it was come by."""
    article.hover(TUESDAY)
    article.wait_for_selector(POP)
    assert article.inner_text(POP).split("\n")[-1] == "12 March 2019 · by the weekday, article of 13 March 2019"


def test_focus_says_whom_a_surname_means(article: Page) -> None:
    """A keyboard gets what a mouse gets; Enter leads to the profile."""
    article.focus(TUESDAY)
    article.keyboard.press("Shift+Tab")
    article.keyboard.press("Tab")
    while not article.evaluate("document.activeElement.matches('.bb-mark--person > a')"):
        article.keyboard.press("Tab")
    assert "Pavel Orlik" in article.inner_text(POP)
    article.keyboard.press("Enter")
    article.wait_for_url("**/people/pavel-orlik.html")


def test_hover_on_a_quotation_says_whose_words_they_are(article: Page) -> None:
    """Anywhere in it where no other mark stands."""
    article.hover(".bb-quoted--direct", position={"x": 3, "y": 5})
    article.wait_for_selector(POP)
    assert "Pavel Orlik" in article.inner_text(POP)


def test_escape_closes_what_hover_opened(article: Page) -> None:
    """What covers the text can be sent away without moving the mouse."""
    article.hover(TUESDAY)
    article.wait_for_selector(POP)
    article.keyboard.press("Escape")
    assert article.locator(POP).count() == 0


def test_a_screen_reader_hears_the_same(article: Page) -> None:
    """A mark is described by its line in the list."""
    line = article.locator(ORLIK).first.get_attribute("aria-describedby")
    assert "Pavel Orlik" in article.inner_text(f"#{line}")


def test_a_touch_says_it_and_stays_on_the_page(browser: Browser, whole: str) -> None:
    """The first touch explains; the way to the profile stands in the explanation."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(whole)
    page.locator(ORLIK).first.tap()
    page.wait_for_timeout(500)
    assert page.url == whole
    page.locator(f"{POP} a").tap()
    page.wait_for_url("**/people/pavel-orlik.html")
    context.close()


@pytest.mark.parametrize("kind", ["person", "date", "quotation", "figure"])
def test_the_legend_turns_a_kind_of_marks_off_and_on(article: Page, kind: str) -> None:
    """A kind that is off says nothing and is passed over by the keyboard."""
    button = article.locator(f".bb-legend [data-kind={kind}] button")
    marks = f"[...document.querySelectorAll('.bb-mark--{kind} > a')]"
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert article.evaluate(f"{marks}.every(mark => mark.tabIndex === -1)")
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    assert article.evaluate(f"{marks}.every(mark => mark.tabIndex === 0)")


def test_without_what_sentences_feed_the_article_reads_as_it_was_printed(article: Page) -> None:
    """The legend's last switch leaves the text alone."""
    article.click(".bb-legend [data-kind=cited] button")
    assert article.locator(".bb-feeds:visible").count() == 0
    assert article.locator(".bb-feeds-mark:visible").count() == 0


def test_kinds_differ_by_more_than_colour(article: Page) -> None:
    """Each kind of link has a line of its own below it."""
    styles = article.evaluate(
        "['person', 'date', 'figure'].map(kind => getComputedStyle(document.querySelector(`.bb-key--${kind} .bb-key-name`)))"
        ".map(style => style.textDecorationStyle)"
    )
    assert len(set(styles)) == 3


def test_without_scripts_marks_lead_to_their_lines(browser: Browser, whole: str) -> None:
    """All marks are shown, and the list says what they mean."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(whole)
    target = page.get_attribute(TUESDAY, "href") or ""
    page.click(TUESDAY)
    assert page.url.endswith(target)
    assert "12 March 2019" in page.inner_text(target)
    assert page.locator(".bb-legend button").count() == 0
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_that_axe_finds(browser: Browser, whole: str, scheme: str) -> None:
    """WCAG 2.2 AA, with a mark explained and a kind turned off."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(whole)
    page.click(".bb-legend [data-kind=quotation] button")
    page.hover(TUESDAY)
    page.wait_for_selector(POP)
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = Axe().run(page, context={"include": [["article"]]}, options=options).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
    context.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_the_page_is_as_wide_as_the_window(browser: Browser, whole: str, width: int) -> None:
    """No sideways scrolling."""
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(whole)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()


def test_a_page_opened_from_a_folder_has_no_error(browser: Browser, whole: str) -> None:
    """The console stays silent, so nothing was asked for that a folder refuses."""
    page = browser.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(whole)
    page.wait_for_timeout(300)
    assert faults == []
    page.close()
