"""Every page of the site, printed from the browser as it stands."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing_book.render.base import links
from tests.sample_book import BOOK
from tests.sample_site import build_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KINDS = {
    "home": "index.html",
    "topic": f"topics/{BOOK.topics[0].id}.html",
    "questions": "topics/questions.html",
    "measures": "measures.html",
    "positions": "positions.html",
    "people": "people/index.html",
    "profile": "people/ilse-brandt.html",
    "timeline": "timeline.html",
    "disagreements": "disagreements.html",
    "figures": "figures.html",
    "source": links.source_paths(BOOK.sources)[BOOK.sources[0].id].replace(".md", ".html"),
    "coverage": "coverage.html",
}
SHEET = {"width": 666, "height": 980}  # A4 less its margins, in pixels of CSS


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(tmp_path_factory.mktemp("print"))


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    """A reader who likes it dark."""
    context = browser.new_context(color_scheme="dark", viewport=SHEET)
    return context.new_page()


@pytest.fixture(params=KINDS)
def opened(request: pytest.FixtureRequest, page: Page, built: Path) -> Page:
    page.emulate_media(media="null")
    page.goto((built / KINDS[request.param]).as_uri(), wait_until="load")
    return page


def words(data: bytes) -> str:
    from pypdf import PdfReader

    return re.sub(r"\s+", "", "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(data)).pages))


def test_only_the_page_is_printed(opened):
    """No header, navigation, filter or button; the title is there."""
    opened.emulate_media(media="print")
    seen = [
        name
        for name in (
            ".md-header",
            ".md-tabs",
            ".md-sidebar",
            ".bb-footer",
            ".md-search",
            ".bb-filters",
            ".headerlink",
            "article button",
        )
        if any(part.is_visible() for part in opened.locator(name).all())
    ]
    assert seen == []
    assert opened.locator("article h1").is_visible()


def test_ink_is_dark_and_paper_white_in_dark_mode_too(opened):
    """Each text is dark, and nothing lies behind it."""
    opened.emulate_media(media="print")
    faults = opened.evaluate("""() => {
      const light = (colour) => {
        const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
        return [a, (0.299 * r + 0.587 * g + 0.114 * b) / 255];
      };
      const faults = [];
      for (const element of [document.documentElement, ...document.querySelectorAll("body, article, article *")]) {
        if (!element.checkVisibility() || element.closest("svg")) continue;
        const style = getComputedStyle(element);
        const [solid, behind] = light(style.backgroundColor);
        if (solid > 0.1 && behind < 0.8) faults.push(`${element.tagName}.${element.className} lies on ${style.backgroundColor}`);
        const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        if (text && light(style.color)[1] > 0.45) faults.push(`${element.tagName}.${element.className} is written in ${style.color}`);
      }
      return faults;
    }""")
    assert faults == []


def test_nothing_is_wider_than_the_sheet(opened):
    """A table shrinks to the paper; it is not cut off."""
    opened.emulate_media(media="print")
    wide = opened.evaluate("""() => [...document.querySelectorAll("article *")]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > innerWidth + 1)
      .map((element) => `${element.tagName}.${element.className}`)""")
    assert wide == []


def test_what_a_page_cites_is_printed_below_it(opened):
    """The marks are numbered on that page, and each has its sentence with outlet and date."""
    cited = opened.locator(".bb-cite a").evaluate_all(
        "marks => marks.filter(m => !m.closest('[hidden]')).map(m => m.dataset.says)"
    )
    printed = words(opened.pdf(prefer_css_page_size=True))
    assert [says for says in cited if re.sub(r"\s+", "", says) not in printed] == []
    assert ("Notes" in printed) == bool(cited)


def test_after_printing_the_page_is_as_it_was(opened):
    """Numbers of sources, and no list of notes."""
    marks = opened.locator(".bb-cite").all_inner_texts()
    opened.pdf()
    assert opened.locator(".bb-endnotes").count() == 0
    assert opened.locator(".bb-cite").all_inner_texts() == marks


def test_the_matrix_is_printed_whole(page, built):
    """Every party's column, on paper as on a desk."""
    page.emulate_media(media="null")
    page.goto((built / "positions.html").as_uri(), wait_until="load")
    cells = page.locator(".bb-matrix td").all_inner_texts()
    printed = words(page.pdf(prefer_css_page_size=True))
    for party in page.locator(".bb-matrix th[scope=col]").all_inner_texts():
        assert re.sub(r"\s+", "", party) in printed
    assert len(cells) > 3


def test_what_is_to_be_said_of_a_date_stands_below_it_and_beside_its_entries(page, built):
    """Such as that the day is not known; above them it would belong to the entry before."""
    page.emulate_media(media="print")
    page.goto((built / "timeline.html").as_uri(), wait_until="load")
    placed = page.evaluate("""() => [...document.querySelectorAll(".bb-day")].flatMap((day) => {
      const [date, note, list] = ["h3", ".bb-day-note", ".bb-timeline"].map((one) => day.querySelector(one));
      if (!date || !note?.checkVisibility()) return [];
      const [above, here, beside, all] = [date, note, list, day].map((one) => one.getBoundingClientRect());
      return [[note.textContent, here.top >= above.bottom - 1, here.right <= beside.left, here.bottom <= all.bottom + 1]];
    })""")
    assert placed
    assert [one for one in placed if one[1:] != [True, True, True]] == []


def test_a_button_prints_the_page(page, built):
    page.emulate_media(media="null")
    page.goto((built / "measures.html").as_uri(), wait_until="load")
    page.evaluate("() => { window.print = () => { window.printed = true } }")
    page.get_by_role("button", name="Print this page").click()
    assert page.evaluate("() => window.printed")
