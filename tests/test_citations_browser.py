"""A citation, clicked: the sentence opens in place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing_book.model.permanent_ids import permanent_id
from tests.sample_book import BOOK
from tests.sample_site import build_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MARK = ".bb-lead .bb-cite a"
POP = ".bb-pop:popover-open"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(tmp_path_factory.mktemp("book"))


@pytest.fixture
def home(browser: Browser, sample: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto((sample / "index.html").as_uri())
    yield page
    context.close()


def test_a_click_shows_the_sentence_word_for_word(home: Page) -> None:
    """The exact words of the source, with those that the line uses marked."""
    mark = home.locator(MARK).first
    mark.click()
    claim = BOOK.bottom_line[0]
    assert home.locator(f"{POP} .bb-pop-says").inner_text() == " ".join(claim.citation.quote.split())
    assert home.locator(f"{POP} mark").first.inner_text()
    assert claim.text.startswith(home.locator(f"{POP} mark").first.inner_text())


def test_it_says_whose_sentence_it_is(home: Page) -> None:
    """Outlet and date, as the mark's own label has them."""
    mark = home.locator(MARK).first
    number, byline = (mark.get_attribute("aria-label") or "").split(": ", 1)
    mark.click()
    assert home.locator(f"{POP} .bb-pop-by").inner_text() == f"{number} · {byline}"


def test_it_gives_the_address_of_its_line(home: Page) -> None:
    """The permanent one, which then stands in the address bar, and the line shows that it is meant."""
    mark = home.locator(MARK).first
    mark.click()
    home.locator(f"{POP} a", has_text="Link to this line").click()
    identifier = permanent_id(BOOK.bottom_line[0])
    assert home.url.endswith(f"index.html#{identifier}")
    assert mark.evaluate("mark => mark.closest(':target').id") == identifier
    assert home.locator(POP).count() == 0


def test_the_address_of_a_line_is_copied_and_said_to_be(home: Page) -> None:
    """From a folder too, where a page may ask for no clipboard of its own."""
    home.context.grant_permissions(["clipboard-read", "clipboard-write"])
    home.locator(MARK).first.click()
    button = home.locator(f"{POP} .bb-pop-copy")
    button.click()
    home.wait_for_function("document.querySelector('.bb-pop-copy').textContent === 'Copied'")
    copied = home.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(f"index.html#{permanent_id(BOOK.bottom_line[0])}")
    assert home.locator(POP).count() == 1


def test_the_words_that_are_meant_are_marked_and_not_the_same_word_before_them(home: Page) -> None:
    """A name that stands twice in a sentence is marked where the line has it from."""
    home.evaluate(
        """() => {
            const mark = document.querySelector(".bb-lead .bb-cite a");
            mark.parentElement.dataset.says = "After Mira Dahl spoke, the envoy said Dahl began talks.";
            mark.closest(".bb-claim").firstChild.textContent = "[Mira Dahl] Dahl began talks.";
        }"""
    )
    home.locator(MARK).first.click()
    assert home.locator(f"{POP} mark").all_inner_texts() == ["Dahl began talks"]
    assert home.locator(f"{POP} .bb-pop-says").inner_html().startswith("After Mira Dahl spoke")


def test_escape_closes_it_and_goes_back_to_the_mark(home: Page) -> None:
    """A keyboard never loses its place."""
    mark = home.locator(MARK).first
    mark.focus()
    home.keyboard.press("Enter")
    assert home.locator(POP).count() == 1
    home.keyboard.press("Escape")
    assert home.locator(POP).count() == 0
    assert mark.evaluate("mark => mark === document.activeElement")


def test_its_first_link_is_one_tab_away(home: Page) -> None:
    """And leads to the sentence on the source's page."""
    mark = home.locator(MARK).first
    target = mark.evaluate("mark => mark.href")
    mark.focus()
    home.keyboard.press("Space")
    home.keyboard.press("Tab")
    assert home.evaluate("document.activeElement.href") == target


def test_an_article_with_an_address_opens_at_the_sentence(home: Page) -> None:
    """By a text fragment, which a browser that knows none passes over."""
    mark = home.locator(".bb-cite [data-url] > a").first
    mark.click()
    link = home.locator(f"{POP} a", has_text="In the article itself")
    assert ":~:text=" in (link.get_attribute("href") or "")


def test_it_stays_on_a_small_screen(browser: Browser, sample: Path) -> None:
    """Wherever on the line its mark stands."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto((sample / "index.html").as_uri())
    for mark in page.locator(MARK).all():
        mark.scroll_into_view_if_needed()
        mark.tap()
        box = page.locator(POP).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        page.keyboard.press("Escape")
    context.close()


def test_without_scripts_the_mark_leads_to_the_sentence(browser: Browser, sample: Path) -> None:
    """Nothing is lost where JavaScript is off."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((sample / "index.html").as_uri())
    page.locator(MARK).first.click()
    citation = BOOK.bottom_line[0].citation
    assert page.url.endswith(f"#s{citation.sentence}")
    assert page.locator(f"#s{citation.sentence}").is_visible()
    context.close()
