"""What the editor writes stands on every page as these very characters: titles, descriptions, topics, reasons, names of
people."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import html5lib
import icalendar
import pytest
import yaml

from briefing_book.book_file.new import new_book
from briefing_book.book_file.read import read_book_file
from briefing_book.pipeline import make
from briefing_book.render import print_document
from tests.site_walk import pages_of
from tests.small_book import ARTICLES, run
from tests.test_zensical import build_with_zensical

pytestmark = pytest.mark.slow

ATTACK = '</title><script>alert("x")</script>'
TITLE = f'The "July" package <draft> & more {ATTACK} {{{{ 7 * 7 }}}} it\'s &lt;'
BOOK: dict[str, Any] = {
    "title": TITLE,
    "description": f"Described {ATTACK} & 'more'",
    "topics": [{"title": f"Ferries {ATTACK}", "terms": ["ferries"], "description": f"What sails {ATTACK}"}],
    "people": [
        {
            "person": "Pavel Orlik",
            "name": f"Pavel {ATTACK} Orlik",
            "role": f"Envoy {ATTACK}",
            "reason": f"the list {ATTACK}",
        }
    ],
    "sources": [
        {
            "source": "harbour.txt",
            "title": f"Talks {ATTACK}",
            "outlet": f"Quay {ATTACK}",
            "reason": f"the print {ATTACK}",
        }
    ],
    "glossary": [{"short": "SKARVIK", "expansion": f"a town {ATTACK}", "reason": f"a map {ATTACK}"}],
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new book of that title, with an editor's file that is no better."""
    root = tmp_path_factory.mktemp("titles") / "book"
    new_book(root, TITLE)
    for name, text in ARTICLES.items():
        (root / "seeds" / name).write_text(text, encoding="utf-8")
    (root / "book.yml").write_text(yaml.safe_dump(BOOK), encoding="utf-8")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    described = "A cited briefing book made from news articles"
    assert described in settings
    text = settings.replace(described, json.dumps(f'"{ATTACK}')).replace(
        "    - toc.follow\n", "    - toc.follow\n    - content.tooltips\n"
    )
    (root / "mkdocs.yml").write_text(f"{text}site_author: {json.dumps(ATTACK)}\n", encoding="utf-8")
    done = run("mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture(scope="module", params=["mkdocs", "zensical"])
def site(request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if request.param == "mkdocs":
        return root / "site"
    if importlib.util.find_spec("zensical") is None:
        pytest.skip("zensical is not installed: `pip install zensical`")
    return build_with_zensical(root, tmp_path_factory.mktemp("zensical"))


@pytest.fixture(scope="module")
def trees(site: Path) -> dict[str, Element]:
    pages = {page: (site / page).read_text(encoding="utf-8") for page in pages_of(site)}
    return {page: html5lib.parse(text, namespaceHTMLElements=False) for page, text in pages.items()}


def of_class(tree: Element, name: str) -> Iterator[Element]:
    return (element for element in tree.iter() if name in (element.get("class") or "").split())


def text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_each_page_names_the_book(trees):
    """In its title, in its header, for those who hear it and for previews of links; the page of a wrong address too."""
    assert "404.html" in trees
    for page, tree in trees.items():
        assert text(tree.find(".//title")).endswith(TITLE), page
        if page == "404.html":  # has no frame of the theme
            assert text(tree.find(".//header")) == TITLE
            continue
        assert {logo.get("aria-label") for logo in of_class(tree, "md-logo")} == {TITLE}, page
        assert text(next(of_class(tree, "md-header__topic"))) == TITLE, page
        assert TITLE in text(next(of_class(tree, "md-nav__title"))), page
        assert {meta.get("content") for meta in tree.iter("meta") if meta.get("property") == "og:site_name"} <= {
            TITLE
        }, page


def test_the_description_and_the_author_are_text(trees):
    """Of the site in its settings, and of the book in its own file."""
    said = {meta.get("name"): meta.get("content") for meta in trees["404.html"].iter("meta")}
    assert (said["description"], said["author"]) == (f'"{ATTACK}', ATTACK)
    assert {meta.get("content") for meta in trees["index.html"].iter("meta") if meta.get("name") == "description"} == {
        BOOK["description"]
    }


def test_no_script_comes_of_it(trees):
    """Nor anything else that the editor's signs could make."""
    for page, tree in trees.items():
        assert not list(tree.iter("draft")), page
        for script in tree.iter("script"):
            assert not (script.text or "").startswith("alert"), page
            if script.get("type") == "application/ld+json":
                json.loads(script.text or "")


def test_the_themes_tooltips_are_off_even_where_the_settings_want_them(trees):
    """They would read as HTML what an attribute holds as text."""
    for page, tree in trees.items():
        if page == "404.html":
            continue
        (settings,) = (script.text or "" for script in tree.iter("script") if script.get("id") == "__config")
        assert "content.tooltips" not in json.loads(settings)["features"], page


def test_what_the_editor_set_stands_on_the_pages(trees):
    """Topic, name, office, source, outlet, abbreviation and each reason, as they were written."""
    shown = " ".join(text(tree.find(".//article")) for tree in trees.values() if tree.find(".//article") is not None)
    topic, person, source, gloss = (BOOK[name][0] for name in ("topics", "people", "sources", "glossary"))
    wanted = [
        topic["title"],
        topic["description"],
        person["name"],
        person["role"],
        person["reason"],
        source["title"],
        source["outlet"],
    ]
    assert [
        words for words in (*wanted, source["reason"], gloss["expansion"], gloss["reason"]) if words not in shown
    ] == []


def test_the_standards_parser_has_no_complaint(root):
    """Of MkDocs' pages."""
    for page in pages_of(root / "site"):
        parser = html5lib.HTMLParser()
        parser.parse((root / "site" / page).read_text(encoding="utf-8"))
        assert parser.errors == [], page


def test_the_files_beside_the_pages_name_the_book(root):
    """Data, feed, calendar and the way in for a language model, each with its own escapes."""
    site = root / "site"
    assert json.loads((site / "data" / "book.json").read_text(encoding="utf-8"))["title"] == TITLE
    assert ET.parse(site / "feed.xml").findtext("{*}title") == f"{TITLE}: what changed"
    assert str(icalendar.Calendar.from_ical((site / "data" / "timeline.ics").read_bytes())["X-WR-CALNAME"]) == TITLE
    heading = (site / "llms.txt").read_text(encoding="utf-8").splitlines()[0]
    assert heading.replace("\\", "") == f"# {TITLE}"
    assert "\\<script\\>" in heading


def test_the_cover_of_the_printed_book_names_it(root):
    """And nothing on paper is an element of the editor's."""
    made = make(root, read_book_file(root / "book.yml"))
    tree = html5lib.parse(
        print_document.html(print_document.compose(made.book, made.pages, {}), {}, size="A4"),
        namespaceHTMLElements=False,
    )
    assert text(tree.find(".//title")) == TITLE
    assert text(next(iter(of_class(tree, "bb-print-cover"))).find("h1")) == TITLE
    assert not [*tree.iter("script"), *tree.iter("draft")]
