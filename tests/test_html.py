"""Every page of two books as HTML: the standard's parser takes it without a complaint, and its outline is in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from tests.site_walk import pages_of

# Complaints about what the theme writes, by the parser's name, each with its reason. None so far.
THEME: frozenset[str] = frozenset()

# fmt: off
BLOCKS = {
    "address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul",
}
LINES = {  # hold no blocks
    "abbr", "b", "button", "cite", "code", "em", "h1", "h2", "h3", "h4", "h5", "h6", "i", "mark", "p", "q", "small", "span", "strong",
    "sub", "sup", "time",
}
# fmt: on
PARENTS = {
    "li": {"ul", "ol", "menu"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "figcaption": {"figure"},
    "tr": {"tbody", "thead", "tfoot"},
}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

Trees = Mapping[str, Element]


@pytest.fixture(scope="module", params=["site", "sample_site"])
def folder(request: pytest.FixtureRequest) -> Path:
    """Both books, one after the other."""
    found: Path = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="module")
def trees(folder: Path) -> Trees:
    """Each page as the standard's parser reads it."""
    return {
        page: html5lib.parse((folder / page).read_text(encoding="utf-8"), namespaceHTMLElements=False)
        for page in pages_of(folder)
    }


def article(tree: Element) -> Element:
    found = tree.find(".//article")
    assert found is not None
    return found


def pairs(tree: Element) -> Iterator[tuple[Element, Element]]:
    """Each element with its parent."""
    return ((parent, child) for parent in tree.iter() for child in parent)


def test_the_parser_has_no_complaint(folder: Path) -> None:
    """No element left open, no attribute twice, no text where none may stand."""
    complaints = []
    for page in pages_of(folder):
        parser = html5lib.HTMLParser()
        parser.parse((folder / page).read_text(encoding="utf-8"))
        complaints += [(page, place, name) for place, name, _ in parser.errors if name not in THEME]
    assert complaints == []


def test_elements_stand_where_they_may(trees: Trees) -> None:
    """No block within a line of text, no list item outside a list, no link in a link."""
    wrong = []
    for page, tree in trees.items():
        for parent, child in pairs(article(tree)):
            if parent.tag in LINES and child.tag in BLOCKS:
                wrong.append((page, f"{child.tag} in {parent.tag}"))
            if child.tag in PARENTS and parent.tag not in PARENTS[str(child.tag)]:
                wrong.append((page, f"{child.tag} in {parent.tag}"))
            if parent.tag in {"ul", "ol"} and child.tag not in {"li", "script", "template"}:
                wrong.append((page, f"{child.tag} in {parent.tag}"))
            if child.tag in {"a", "button"} and any(
                at is not child and at.tag in {"a", "button"} for at in child.iter()
            ):
                wrong.append((page, f"something to click in {child.tag}"))
    assert wrong == []


def test_no_id_stands_twice(trees: Trees) -> None:
    """A link to a place leads to one place."""
    twice = {
        page: [i for i, n in Counter(at.get("id") for at in tree.iter() if at.get("id")).items() if n > 1]
        for page, tree in trees.items()
    }
    assert {page: ids for page, ids in twice.items() if ids} == {}


def test_what_an_attribute_names_is_on_the_page(trees: Trees) -> None:
    """Labels and descriptions lead to elements that are there."""
    missing = []
    for page, tree in trees.items():
        ids = {at.get("id") for at in tree.iter()}
        for at in article(tree).iter():
            for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers"):
                missing += [(page, name, i) for i in (at.get(name) or "").split() if i not in ids]
    assert missing == []


def test_each_page_has_one_main_heading_and_skips_no_level(trees: Trees) -> None:
    """The outline by which a screen reader walks."""
    wrong = {}
    for page, tree in trees.items():
        levels = [HEADINGS.index(str(at.tag)) + 1 for at in article(tree).iter() if at.tag in HEADINGS]
        steps = zip([0, *levels], levels, strict=False)
        if levels.count(1) != 1 or any(after > before + 1 for before, after in steps):
            wrong[page] = levels
    assert wrong == {}


def test_no_heading_is_empty(trees: Trees) -> None:
    """A heading says what is below it."""
    empty = [
        page
        for page, tree in trees.items()
        for at in tree.iter()
        if at.tag in HEADINGS and not "".join(at.itertext()).strip("¶ \n")
    ]
    assert empty == []


def test_each_page_says_its_language_its_title_and_where_its_parts_are(trees: Trees) -> None:
    """One header, one main part, one footer; the titles differ."""
    wrong = []
    for page, tree in trees.items():
        if not tree.get("lang") or not (tree.findtext(".//title") or "").strip():
            wrong.append((page, "language or title"))
        wrong += [(page, tag) for tag in ("header", "main", "article") if len(list(tree.iter(tag))) != 1]
    titles = Counter(tree.findtext(".//title") for page, tree in trees.items() if page != "404.html")
    assert wrong == []
    assert [title for title, n in titles.items() if n > 1] == []


def test_each_picture_says_what_it_shows(trees: Trees) -> None:
    """An image has a text in its place; a drawing has a name, or is not there for a screen reader."""
    silent = []
    for page, tree in trees.items():
        silent += [(page, "img") for at in tree.iter("img") if at.get("alt") is None]
        for at in article(tree).iter():
            if at.tag not in {"svg", "{http://www.w3.org/2000/svg}svg"}:
                continue
            named = at.get("aria-label") or at.get("aria-labelledby")
            if at.get("aria-hidden") != "true" and not (
                at.get("role") in {"img", "group", "graphics-document"} and named
            ):
                silent.append((page, "svg"))
    assert silent == []
