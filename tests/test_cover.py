"""The cover that other sites show beside a link to the book."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import yaml
from PIL import Image

from briefing_book import cover
from briefing_book.cover import Cover
from tests.small_book import ROOT, run
from tests.test_for_machines import metas, parsed

FILED = {
    "title": "Herring and\n  harbours",
    "as_of": "2031-07-16",
    "sources": [1, 2],
    "events": [1],
    "people": [],
    "quotations": [1, 2, 3],
}
ADDRESS = "https://briefing.test/sund/"


def of(title: str) -> Cover:
    return Cover(title=title, as_of="As of 16 July 2031", counts="2 sources")


def test_it_tells_the_title_the_day_and_the_counts_of_the_data():
    found = cover.cover_of(FILED)
    assert found == Cover(
        title="Herring and harbours", as_of="As of 16 July 2031", counts="2 sources · 1 dated entry · 3 statements"
    )


def test_a_book_without_a_day_says_none():
    assert cover.cover_of(FILED | {"as_of": None}).as_of == ""


def test_it_is_a_picture_of_the_size_that_networks_show():
    drawn = cover.drawn(of("Herring"))
    assert drawn is not None
    image = Image.open(io.BytesIO(drawn))
    assert (image.format, image.size) == ("PNG", (1200, 630))


def test_the_same_book_gives_the_same_bytes():
    cover._font.cache_clear()
    first = cover.drawn(of("Żegluga and ‘herring’"))
    cover._font.cache_clear()
    assert first == cover.drawn(of("Żegluga and ‘herring’"))


def test_another_title_gives_another_picture():
    assert cover.drawn(of("Herring")) != cover.drawn(of("Herrings"))


@pytest.mark.parametrize("title", ["청어", "Herring 청어", "", "x" * 200, "herring " * 90])
def test_a_title_that_cannot_be_drawn_gives_no_cover(title: str):
    """A box in place of each letter, or a line that is cut, is worse than none."""
    assert cover.drawn(of(title)) is None


def test_a_long_title_is_drawn_smaller_and_inside_the_picture():
    drawn = cover.drawn(
        of("What the harbour towns of the eastern coast and their neighbours were told of herring, and when")
    )
    assert drawn is not None
    pixels = Image.open(io.BytesIO(drawn)).convert("RGB")
    paper = pixels.getpixel((600, 20))
    assert {pixels.getpixel((x, y)) for x in (1130, 1199) for y in range(630)} == {paper}


def test_data_that_cannot_be_read_give_no_cover(tmp_path: Path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "book.json").write_text(json.dumps({"title": 3}), encoding="utf-8")
    assert cover.draw(tmp_path) is None


def built(book: Path, **settings: str) -> Path:
    """A small book as a site, by the settings of this one."""
    known = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    known.pop("site_url")
    (book / "mkdocs.yml").write_text(yaml.safe_dump(known | settings), encoding="utf-8")
    (book / "docs" / ".theme").mkdir(exist_ok=True)
    done = run("mkdocs", "build", cwd=book)
    assert done.returncode == 0, done.stderr
    return book / "site"


@pytest.mark.slow
def test_a_site_with_an_address_leads_to_its_cover(book: Path):
    site = built(book, site_url=ADDRESS)
    head = metas(parsed(site / "topics" / "index.html"))
    assert head["og:image"] == [f"{ADDRESS}assets/cover.png"]
    assert head["twitter:card"] == ["summary_large_image"]
    assert (site / "assets" / "cover.png").read_bytes() == cover.draw(book / "docs")


@pytest.mark.slow
def test_a_site_without_an_address_has_no_cover(book: Path):
    """A picture that is named without its host is shown nowhere."""
    site = built(book)
    assert "og:image" not in metas(parsed(site / "index.html"))
    assert not (site / "assets" / "cover.png").exists()
