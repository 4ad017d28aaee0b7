"""What readers come for, each reached from the front page in at most two actions: a click, or a search with Enter."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST = 2  # actions
READY = "document.querySelector('.md-search-result__meta').textContent.trim().startsWith('Type')"


class Reader:
    """Somebody on the front page, whose actions are counted."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.actions = 0
        page.goto(address, wait_until="load")

    def click(self, what: Locator) -> None:
        self._act()
        what.click()
        self.page.wait_for_load_state()

    def search(self, words: str) -> None:
        self._act()
        self.page.keyboard.press("/")
        self.page.wait_for_function(READY, timeout=60_000)
        answer = "document.querySelector('.md-search-result__meta').textContent"
        self.page.evaluate(f"{answer} = ''")
        box = self.page.locator(".md-search__input")
        box.fill(words)
        box.press("End")
        self.page.wait_for_function(f"{answer}.trim()", timeout=60_000)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def tab(self, name: str) -> Locator:
        return self.page.locator(".md-tabs a", has_text=name).first

    def _act(self) -> None:
        self.actions += 1
        assert self.actions <= MOST


@pytest.fixture
def reader(desk: BrowserContext, address: str) -> Iterator[Reader]:
    return Reader(desk.new_page(), address)


@pytest.fixture(scope="module")
def book(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "data" / "book.json").read_text(encoding="utf-8"))
    return found


def test_the_next_deadline_is_there_at_once(reader: Reader, book: dict[str, Any]) -> None:
    """The earliest that still lies ahead on the book's day, without a click or a scroll."""
    ahead = [e for e in book["events"] if e["kind"] == "deadline" and e["date"] and not e["cancelled"]]
    day = min(e["date"]["earliest"] for e in ahead if e["date"]["earliest"] > book["as_of"])
    cell = reader.page.locator(".bb-strip li").first
    assert cell.locator("time").first.get_attribute("datetime") == day
    box = cell.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 900


def test_what_each_side_asks_on_a_topic(reader: Reader, book: dict[str, Any]) -> None:
    """Both sides of the topic with most statements stand beside each other."""
    count = {t["id"]: sum(t["id"] in q["topics"] for q in book["quotations"]) for t in book["topics"]}
    topic = max(book["topics"], key=lambda t: count[t["id"]])
    reader.click(reader.tab("Positions"))
    row = reader.page.locator(".bb-matrix tbody tr", has=reader.page.get_by_role("link", name=topic["title"]))
    reader.click(row.locator("td a", has_text=re.compile(r"^\d+ statements$")).first)
    first, second = (reader.page.locator(".bb-side").nth(n).bounding_box() for n in (0, 1))
    assert first is not None
    assert second is not None
    assert first["y"] == second["y"]
    assert first["x"] + first["width"] <= second["x"]
    assert reader.page.locator(".bb-side h4", has_text="Asks").count() > 0


def test_who_somebody_is(reader: Reader, book: dict[str, Any]) -> None:
    """The family name alone leads to the profile, with the office at its head."""
    person = max(book["people"], key=lambda p: p["mentions"])
    reader.search(f"who is {person['name'].split()[-1]}")
    assert reader.page.locator("h1").inner_text().removesuffix("¶") == person["name"]
    assert person["roles"][0]["title"] in reader.page.locator(".bb-standfirst").inner_text()


def test_whether_a_date_is_disputed(reader: Reader, book: dict[str, Any]) -> None:
    """The question stands with its answers, in words and without a code."""
    differing = next(d for d in book["disagreements"] if d["events"])
    reader.click(reader.tab("Where sources differ"))
    asked = reader.page.locator("h2", has_text=differing["about"])
    answer = asked.locator("xpath=following-sibling::p[1]").inner_text()
    assert " or " in answer
    assert "source)" in answer
    shown = reader.page.locator("article").inner_text()
    assert "in common" not in shown
    assert not re.search(r"\d{4}-\d\d-\d\d", shown)


def test_the_sentence_behind_a_line(reader: Reader) -> None:
    mark = reader.page.locator(".bb-lead .bb-cite a").first
    says = mark.locator("..").get_attribute("data-says")
    reader.click(mark)
    opened = reader.page.locator(".bb-pop")
    opened.wait_for()
    assert says
    assert says in opened.inner_text()


def test_what_changed(reader: Reader) -> None:
    """Each edition has a heading, also where the front page tells of none."""
    reader.click(reader.page.get_by_role("link", name="What changed").last)
    reader.page.wait_for_url(re.compile(r"changes\.html"))
    assert reader.page.locator("h2").count() > 0


def test_everything_of_a_day(reader: Reader, book: dict[str, Any]) -> None:
    """The day's entries stand together on the timeline, at the top of the window."""
    reader.search("8 July")
    reader.page.wait_for_url(re.compile(r"timeline.*#"))
    day = reader.page.locator(":target").locator("xpath=ancestor-or-self::*[contains(@class, 'bb-day')][1]")
    there = day.locator(".bb-entry").count()
    assert there == sum(bool(e["date"]) and e["date"]["edtf"] == "2025-07-08" for e in book["events"]) > 0


def test_the_calendar(reader: Reader) -> None:
    reader.click(reader.tab("Timeline"))
    link = reader.page.locator("article a[href$='.ics']").first
    found = reader.page.request.get(str(link.evaluate("link => link.href")))
    assert found.ok
    assert found.text().startswith("BEGIN:VCALENDAR")


def test_a_profile_opens_with_what_was_said_last(reader: Reader, book: dict[str, Any]) -> None:
    said = next(q for q in book["quotations"] if q["speaker"])
    person = next(p for p in book["people"] if p["id"] == said["speaker"])
    reader.search(person["name"])
    assert reader.page.locator(".bb-last").get_by_text("Said", exact=True).is_visible()


@pytest.mark.parametrize("tab", ["Where sources differ", "Coverage", "Positions"])
def test_no_id_of_an_article_is_shown(reader: Reader, book: dict[str, Any], tab: str) -> None:
    """What stands folded is for the editor, and not seen."""
    reader.click(reader.tab(tab))
    shown = reader.page.locator("article").inner_text()
    assert [s["id"] for s in book["sources"] if s["id"] in shown] == []
