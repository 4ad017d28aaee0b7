"""What the box at a line offers for correcting it: a command that runs as it stands there."""

from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from briefing_book.book_file.read import read_book_file
from briefing_book.cli import main
from briefing_book.model.book import Book
from briefing_book.model.permanent_ids import permanent_id
from briefing_book.pipeline import rehearse
from tests.harbour import HARBOUR
from tests.sample_site import build_site
from tests.small_book import write_book

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

POP = ".bb-pop:popover-open"
BY_DATE = ".bb-basis > a"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_book(tmp_path_factory.mktemp("harbour") / "book", HARBOUR)
    assert main(["build", "--book", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def book(root: Path) -> Book:
    return rehearse(root, read_book_file(root / "book.yml"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, book: Book) -> Path:
    return build_site(tmp_path_factory.mktemp("harbour-site"), book)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def opened(page: Page, site: Path, path: str, line: str, mark: str = ".bb-cite a") -> None:
    """The box at a line, its corrections unfolded."""
    page.goto((site / path).as_uri())
    page.locator(f'[id="{line}"] {mark}').first.click()
    page.locator(f"{POP} .bb-pop-edit > summary").click()


def commands(page: Page, site: Path, path: str, line: str, mark: str = ".bb-cite a") -> list[str]:
    opened(page, site, path, line, mark)
    return page.locator(f"{POP} .bb-pop-edit code").all_inner_texts()


def corrected(root: Path, folder: Path, command: str) -> tuple[dict[str, Any], Path]:
    """The book's data after the command was run in a copy of it, and its pages, which prove well."""
    shutil.copytree(root, folder)
    briefing, *arguments = shlex.split(command)
    assert briefing == "briefing"
    assert main([*arguments, "--book", str(folder)]) == 0
    assert main(["build", "--book", str(folder)]) == 0
    assert main(["check", "--book", str(folder)]) == 0
    data: dict[str, Any] = json.loads((folder / "docs/data/book.json").read_text(encoding="utf-8"))
    return data, folder / "docs"


def test_the_command_at_an_event_dates_it_anew(page: Page, root: Path, site: Path, book: Book, tmp_path: Path) -> None:
    """Its day stands there to be changed."""
    line = next(event for event in book.events if "confirm" in event.headline)
    first = commands(page, site, "timeline.html", permanent_id(line))[0]
    assert first == f'briefing edit date {permanent_id(line)} "2019-04-01" --reason "another day"'
    data, docs = corrected(root, tmp_path / "book", first.replace("04-01", "04-02"))
    assert [e["date"]["edtf"] for e in data["events"] if e["id"] == line.id] == ["2019-04-02"]
    assert "edited: date: 2 April 2019 (another day)" in (docs / "timeline.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("number", [0, 1, 2])
def test_every_command_at_an_event_runs(
    page: Page, root: Path, site: Path, book: Book, tmp_path: Path, number: int
) -> None:
    """A date, a headline, leaving it out."""
    line = book.events[0]
    offered = commands(page, site, "timeline.html", permanent_id(line))
    assert len(offered) == 3
    corrected(root, tmp_path / "book", offered[number])


def test_the_command_at_a_statement_leaves_it_out(
    page: Page, root: Path, site: Path, book: Book, tmp_path: Path
) -> None:
    line = next(said for said in book.quotations if said.speaker and said.topics)
    (only,) = commands(page, site, f"people/{line.speaker}.html", permanent_id(line))
    data, docs = corrected(root, tmp_path / "book", only)
    assert line.id not in [said["id"] for said in data["quotations"]]
    assert "Left out by the editor" in (docs / "coverage.md").read_text(encoding="utf-8")


def test_the_command_at_a_figure_leaves_it_out(page: Page, root: Path, site: Path, book: Book, tmp_path: Path) -> None:
    line = book.figures[0]
    (only,) = commands(page, site, "figures.html", permanent_id(line))
    data, _ = corrected(root, tmp_path / "book", only)
    assert line.id not in [figure["id"] for figure in data["figures"]]


def test_the_command_at_a_side_of_a_disagreement_settles_it(
    page: Page, root: Path, site: Path, book: Book, tmp_path: Path
) -> None:
    """In favour of that side."""
    line = book.disagreements[0]
    settle = commands(page, site, "disagreements.html", permanent_id(line.claims[0], line.id))[0]
    data, docs = corrected(root, tmp_path / "book", settle)
    assert [d["settled"] for d in data["disagreements"]] == ["11 March 2019"]
    assert "Settled by the editor" in (docs / "disagreements.md").read_text(encoding="utf-8")


def test_the_box_copies_the_command(page: Page, site: Path, book: Book) -> None:
    opened(page, site, "figures.html", permanent_id(book.figures[0]))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(f"{POP} .bb-pop-command button").click()
    page.wait_for_function("document.querySelector('.bb-pop-command button').textContent === 'Copied'")


def test_the_box_stays_on_the_page_when_it_is_unfolded(page: Page, site: Path, book: Book) -> None:
    """On a phone too."""
    page.set_viewport_size({"width": 390, "height": 600})
    opened(page, site, "timeline.html", permanent_id(book.events[0]))
    box = page.locator(POP).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= 600


def test_the_sign_beside_a_date_tells_how_it_was_read(page: Page, site: Path, book: Book) -> None:
    """One character, with a name for those who do not see it; all else opens."""
    line = next(event for event in book.events if event.date and event.date.basis == "weekday")
    assert line.date is not None
    page.goto((site / "timeline.html").as_uri())
    sign = page.locator(f'[id="{permanent_id(line)}"] {BY_DATE}')
    assert sign.inner_text() == "="
    assert sign.get_attribute("aria-label") == "How this date was read"
    sign.click()
    assert line.date.text in page.locator(f"{POP} .bb-pop-says").inner_text()


def test_the_sign_opens_with_the_keyboard_and_gives_the_focus_back(page: Page, site: Path, book: Book) -> None:
    page.goto((site / "timeline.html").as_uri())
    sign = page.locator(BY_DATE).first
    sign.focus()
    page.keyboard.press("Enter")
    page.locator(POP).wait_for()
    page.keyboard.press("Escape")
    assert sign.evaluate("sign => sign === document.activeElement")


def test_a_value_that_a_shell_would_run_is_in_no_command(page: Page, site: Path, book: Book) -> None:
    """Its words are an article's."""
    line = book.disagreements[0]
    anchor = permanent_id(line.claims[0], line.id)
    page.goto((site / "disagreements.html").as_uri())
    page.locator(f'[id="{anchor}"] .bb-value').evaluate("value => { value.textContent = '$(touch x)' }")
    page.locator(f'[id="{anchor}"] .bb-cite a').first.click()
    page.locator(f"{POP} .bb-pop-edit > summary").click()
    (only,) = page.locator(f"{POP} .bb-pop-edit code").all_inner_texts()
    assert only == f'briefing edit hide {permanent_id(line)} --reason "misread"'


def test_the_commands_at_an_office_and_at_an_abbreviation_run(
    page: Page, root: Path, site: Path, book: Book, tmp_path: Path
) -> None:
    """They name the person and the short form."""
    person = next(one for one in book.people if one.roles and one.roles[0].citations)
    (role,) = commands(page, site, f"people/{person.id}.html", permanent_id(person.roles[0], person.id))
    data, _ = corrected(root, tmp_path / "role", role)
    assert [one["roles"][0]["title"] for one in data["people"] if one["id"] == person.id] == ["New office"]
    (gloss,) = commands(page, site, "glossary.html", permanent_id(book.abbreviations[0]))
    data, _ = corrected(root, tmp_path / "gloss", gloss)
    assert data["abbreviations"][book.abbreviations[0].short]["expansion"] == "New words"
