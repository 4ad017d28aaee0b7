"""The whole way from a book to a site, with the book's own settings."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

from tests.sample_book import BOOK
from tests.sample_site import build_site


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    class Listener(logging.Handler):
        def emit(self, entry: logging.LogRecord) -> None:
            warnings.append(entry.getMessage())

    warnings: list[str] = []
    listener = Listener(level=logging.WARNING)
    logging.getLogger("mkdocs").addHandler(listener)
    try:
        return build_site(tmp_path_factory.mktemp("book")), warnings
    finally:
        logging.getLogger("mkdocs").removeHandler(listener)


def test_the_sample_book_builds_without_a_warning(built: tuple[Path, list[str]]) -> None:
    assert built[1] == []


def broken_links(site: Path) -> list[tuple[str, str]]:
    """Page and address of each link within the site that leads to no file or no anchor."""
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html") if path.name != "404.html"}
    ids = {path: set(re.findall(r'\sid="?([^"\s>]+)', text)) for path, text in pages.items()}
    broken = []
    for path, text in pages.items():
        for href in re.findall(r'\shref="([^"]*)"', text):
            address, fragment = urldefrag(href)
            if re.match(r"[a-z]+:", address):
                continue
            address = address.partition("?")[0]
            target = (path.parent / unquote(address)).resolve() if address else path
            target = target / "index.html" if target.is_dir() else target
            if not target.exists() or (fragment and target in ids and unquote(fragment) not in ids[target]):
                broken.append((path.relative_to(site).as_posix(), href))
    return broken


def test_every_link_and_anchor_of_the_site_exists(built: tuple[Path, list[str]]) -> None:
    assert broken_links(built[0]) == []


def test_no_page_asks_another_host_for_anything(built: tuple[Path, list[str]]) -> None:
    site, _ = built
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert re.findall(r'<(?:script|img|iframe|source)[^>]+src="?(?:https?:)?//', text) == []
        assert [link for link in re.findall(r"<link[^>]+>", text) if "//" in link and "canonical" not in link] == []


def test_no_id_stands_twice_on_a_page(built: tuple[Path, list[str]]) -> None:
    site, _ = built
    for path in site.rglob("*.html"):
        ids = re.findall(r'\sid="([^"]+)"', path.read_text(encoding="utf-8"))
        assert {i for i in ids if ids.count(i) > 1} == set(), path.name


def test_hostile_words_of_a_source_run_nowhere_on_the_site(built: tuple[Path, list[str]]) -> None:
    site, _ = built
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<script>alert" not in text
        assert 'href="javascript:alert' not in text
        assert "onclick=alert(3)>" not in text


def test_a_hostile_title_ends_no_element(tmp_path: Path) -> None:
    """The theme writes a page's title into its head, its header and its menus as it finds it."""
    title = "</title></span></label><script>alert(1)</script>"
    book = replace(
        BOOK,
        title=title,
        people=tuple(replace(person, name=f"{title} {person.id}") for person in BOOK.people),
        topics=tuple(replace(topic, title=f"{title} {topic.id}") for topic in BOOK.topics),
        sources=tuple(replace(source, title=f"{title} {source.id}") for source in BOOK.sources),
    )
    for path in build_site(tmp_path, book).rglob("*.html"):
        assert "<script>alert" not in path.read_text(encoding="utf-8"), path.name
