"""Where a page stands in its book and where one may go on from it: what the render stage says, and what the theme shows
of it on every page of two built books."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
import yaml

from briefing_book.model.book import Contact
from briefing_book.render import render
from tests.sample_book import BOOK
from tests.site_walk import pages_of
from tests.small_book import run

HEAD = "---\n"


def heads(book=BOOK):
    pages = {page.path: page.content for page in render(book) if page.path.endswith(".md")}
    return {path: yaml.safe_load(text.removeprefix(HEAD).partition("\n---\n")[0]) for path, text in pages.items()}


def along(found, path):
    """The pages to which "next" leads from one on, as their titles."""
    titles = []
    while "next" in found[path].get("way", {}):
        step = found[path]["way"]["next"]
        titles.append(step["title"])
        path = step["to"].replace(".html", ".md")
    return titles


def first(found, folder):
    """The page of a folder that has one after it and none before it."""
    ends = [
        p
        for p, h in found.items()
        if p.startswith(folder) and "next" in h.get("way", {}) and "previous" not in h["way"]
    ]
    assert len(ends) == 1
    return ends[0]


def test_topics_follow_one_another_in_the_book_s_order():
    found = heads()
    assert along(found, first(found, "topics/")) == [topic.title for topic in BOOK.topics[1:]]


@pytest.mark.parametrize("folder", ["topics", "people", "sources"])
def test_the_way_back_is_the_way_on_reversed(folder):
    found = heads()
    for path, head in found.items():
        after = head.get("way", {}).get("next")
        if after and path.startswith(folder):
            back = found[after["to"].replace(".html", ".md")]["way"]["previous"]
            assert back["to"] == path.replace(".md", ".html")


def test_people_follow_one_another_as_their_list_has_them():
    found = heads()
    listed = next(page.content for page in render(BOOK) if page.path == "people/index.md")
    names = [BOOK.people[0].name, *[person.name for person in BOOK.people[1:]]]
    by_place = sorted(names, key=lambda name: listed.index(f"[{name}]"))
    assert along(found, first(found, "people/")) == by_place[1:]


def test_whom_a_person_met_is_related():
    head = heads()["people/ilse-brandt.md"]
    assert [step["to"] for step in head["way"]["related"]] == ["people/tomas-keel.html"]


def test_a_meeting_that_was_called_off_relates_nobody():
    off = tuple(dataclasses.replace(contact, status="called off") for contact in BOOK.contacts)
    assert off
    assert isinstance(off[0], Contact)
    head = heads(dataclasses.replace(BOOK, contacts=off))["people/ilse-brandt.md"]
    assert "related" not in head.get("way", {})


def test_topics_that_share_nobody_are_not_related():
    alone = tuple(dataclasses.replace(topic, people=()) for topic in BOOK.topics)
    found = heads(dataclasses.replace(BOOK, topics=alone))
    assert [
        path for path, head in found.items() if path.startswith("topics/") and "related" in head.get("way", {})
    ] == []


def test_the_home_page_says_the_book_s_day_for_all():
    assert heads()["index.md"]["social"]["as_of"] == f"{BOOK.as_of.day} {BOOK.as_of:%B %Y}"


# What the theme makes of it


def trees(site: Path) -> dict[str, Element]:
    return {
        page: html5lib.parse((site / page).read_text(encoding="utf-8"), namespaceHTMLElements=False)
        for page in pages_of(site)
        if page != "404.html"
    }


def of_class(tree: Element, name: str) -> Iterator[Element]:
    return (at for at in tree.iter() if name in (at.get("class") or "").split())


def words(at: Element) -> str:
    return " ".join("".join(at.itertext()).split())


SECTIONS = {
    "": "Home",
    "topics": "Topics",
    "people": "People",
    "sources": "Sources",
    "about": "About",
    "timeline": "Timeline",
}


@pytest.fixture(scope="module", params=["site", "sample_site"])
def built(request: pytest.FixtureRequest) -> dict[str, Element]:
    return trees(request.getfixturevalue(request.param))


@pytest.mark.slow
def test_every_page_marks_one_tab(built):
    """That of its section: a page at the top that has no tab of its own is of Home."""
    for page, tree in built.items():
        marked = [words(at) for at in of_class(tree, "md-tabs__link") if at.get("aria-current")]
        own = next(
            (words(a) for a in of_class(tree, "md-tabs__link") if a.get("href") == page and "/" not in page), None
        )
        assert marked == [own or SECTIONS[page.rpartition("/")[0]]], page


@pytest.mark.slow
def test_the_menu_of_a_phone_marks_the_same(built):
    for page, tree in built.items():
        menu = next(of_class(tree, "md-nav--primary"))
        marked = {words(at) for at in of_class(menu, "md-nav__link--active")}
        tabs = {words(at) for at in of_class(tree, "md-tabs__link") if at.get("aria-current")}
        assert marked == tabs, page


@pytest.mark.slow
def test_every_page_but_home_says_where_it_stands_in_two_steps(built):
    for page, tree in built.items():
        crumbs = [[words(step) for step in list(nav)] for nav in of_class(tree, "bb-crumbs")]
        if page == "index.html":
            assert crumbs == []
        else:
            assert [len(steps) for steps in crumbs] == [2], page
            assert crumbs[0][0] == "Home", page


@pytest.mark.slow
def test_every_generated_page_says_the_book_s_day_below_its_title(built):
    day = words(next(of_class(built["index.html"], "bb-kicker"))).partition("as of ")[2]
    assert day
    for page, tree in built.items():
        if not page.startswith("about/"):
            assert f"s of {day}" in words(next(tree.iter("article"))), page


@pytest.mark.slow
def test_a_page_of_an_editor_s_own_folder_belongs_to_home(book):
    """It has no front matter and no tab."""
    (book / "docs" / "annex").mkdir()
    (book / "docs" / "annex" / "map.md").write_text("# A map\n\nDrawn by hand.\n", encoding="utf-8")
    settings = yaml.safe_load((Path(__file__).parents[1] / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["nav"] = [{"Home": "index.md"}, {"Timeline": "timeline.md"}]
    (book / "mkdocs.yml").write_text(yaml.safe_dump(settings | {"validation": {}}), encoding="utf-8")
    for command in (("generator", "build", "--book", book), ("mkdocs", "build")):
        done = run(*command, cwd=book)
        assert done.returncode == 0, done.stderr
    tree = trees(book / "site")["annex/map.html"]
    assert [words(at) for at in of_class(tree, "md-tabs__link") if at.get("aria-current")] == ["Home"]
    assert [words(step) for step in next(of_class(tree, "bb-crumbs"))] == ["Home", "A map"]
