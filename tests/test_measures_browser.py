"""The page of measures in a real browser: its history by the keyboard, without scripts, on a phone and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing_book.model.permanent_ids import permanent_id
from tests.sample_book import MEASURES
from tests.sample_site import build_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CUT = MEASURES[0]
HISTORY = f'tbody:has([id="{permanent_id(CUT)}"]) .bb-history'
FIRST = f'[id="{permanent_id(CUT.history[0], CUT.id)}"]'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(tmp_path_factory.mktemp("measures"))


@pytest.fixture
def page(desk: BrowserContext, folder: Path) -> Page:
    opened = desk.new_page()
    opened.goto((folder / "measures.html").as_uri())
    return opened


@pytest.fixture
def without_scripts(browser: Browser, folder: Path) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto((folder / "measures.html").as_uri())
    yield opened
    context.close()


def test_the_keyboard_opens_the_history_of_a_measure(page: Page) -> None:
    assert not page.locator(FIRST).is_visible()
    page.locator(f"{HISTORY} > summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(FIRST).is_visible()


def test_the_history_opens_without_scripts(without_scripts: Page) -> None:
    without_scripts.locator(f"{HISTORY} > summary").click()
    assert without_scripts.locator(FIRST).is_visible()


def test_a_topic_leads_to_the_row_of_a_measure(page: Page, folder: Path) -> None:
    page.goto((folder / "topics" / "quota.html").as_uri())
    page.get_by_role("link", name=CUT.what).first.click()
    page.wait_for_url(f"**/measures.html#{permanent_id(CUT)}")
    assert page.locator(f'[id="{permanent_id(CUT)}"]').is_visible()


def test_the_table_has_its_heads_and_the_head_of_each_row(page: Page) -> None:
    table = page.get_by_role("table").first
    assert table.get_by_role("columnheader").count() == 6
    assert table.get_by_role("rowheader").count() == len(MEASURES)


def test_a_phone_shows_cards_and_never_scrolls_sideways(phone: BrowserContext, folder: Path) -> None:
    opened = phone.new_page()
    for name in ("measures", "index", "topics/quota"):
        opened.goto((folder / f"{name}.html").as_uri())
        assert opened.evaluate("document.documentElement.scrollWidth") <= 390
    opened.goto((folder / "measures.html").as_uri())
    label = opened.locator("td[data-label='Rate or sum']:not(.bb-untold)").first
    assert label.evaluate("e => getComputedStyle(e, '::before').content").startswith('"Rate or sum')


def test_paper_shows_the_history_that_a_screen_folds(page: Page) -> None:
    page.emulate_media(media="print")
    assert page.locator(FIRST).evaluate("e => e.checkVisibility({contentVisibilityAuto: true})")
