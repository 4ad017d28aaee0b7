"""The parts of a long page in a real browser, from a folder: old addresses lead to them, the frame knows where they
belong, and nobody is shut out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing_book.render.base import parts
from tests.sample_book import BOOK
from tests.sample_site import build_site
from tests.site_walk import DESK, PHONE
from tests.test_accessibility import open_page, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Built strictly: a link to a place that is not there would stop it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "LARGEST", 7_000)
        patch.setattr(parts, "_FIRST", 5_000)
        yield build_site(tmp_path_factory.mktemp("cut"), BOOK)


def moved(site: Path) -> tuple[str, str, str]:
    """A page that was cut, an id that left it, and the number of the part that has it now."""
    script = next(path for path in sorted((site / "data/places").rglob("*.js")) if "c-" in path.read_text("utf-8"))
    told = json.loads(script.read_text(encoding="utf-8").removeprefix("briefingPlaces(").rstrip().removesuffix(");"))
    number, names = next((number, names) for number, names in told.items() if names)
    page = script.relative_to(site / "data/places").with_suffix(".html").as_posix()
    return page, names.split()[0], number


def test_an_address_from_before_leads_to_the_part_that_has_the_line(site: Path, browser: Browser) -> None:
    page_path, name, number = moved(site)
    page = open_page(browser, DESK, f"{(site / page_path).as_uri()}#{name}")
    page.wait_for_url(re.compile(rf"{re.escape(page_path.removesuffix('.html'))}\.{number}\.html#{name}$"))
    assert page.locator(f"#{name}").is_visible()


def test_an_address_of_no_line_stays_where_it_is(site: Path, browser: Browser) -> None:
    page_path, _, _ = moved(site)
    page = open_page(browser, DESK, f"{(site / page_path).as_uri()}#c-0000000000")
    page.wait_for_timeout(300)
    assert page.url.endswith(f"{page_path}#c-0000000000")


def test_a_part_stands_in_the_section_of_its_page(site: Path, browser: Browser) -> None:
    """In the crumbs and the tabs."""
    part = next(site.glob("measures.2.html"))
    page = open_page(browser, DESK, part.as_uri())
    assert page.locator(".bb-crumbs a").all_inner_texts() == ["Home", "Measures"]
    assert page.locator(".md-tabs__link[aria-current]").inner_text().strip() == "Measures"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_page_in_parts_shuts_nobody_out(site: Path, browser: Browser, size: dict[str, int]) -> None:
    """Nor does any of its parts, and none is wider than the window."""
    for path in ("measures.html", "measures.2.html", *(p.name for p in site.glob("figures.*.html"))):
        page = open_page(browser, size, (site / path).as_uri())
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        page.context.close()
