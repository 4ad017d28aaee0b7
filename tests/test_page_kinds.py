"""Each kind of page keeps what it promises to the rest of the book, and stands where a reader finds it."""

from __future__ import annotations

import dataclasses
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml

from briefing_book.model.book import Book
from briefing_book.render.base.page_kind import PageKind
from briefing_book.render.kinds import KINDS
from briefing_book.render.pages import indexed
from briefing_book.render.print_document import compose
from tests.sample_book import BOOK
from tests.small_book import ROOT
from tests.test_render import EMPTY

INDEX = indexed(BOOK, KINDS)
SETTINGS = (ROOT / "mkdocs.yml", ROOT / "generator" / "scaffold" / "mkdocs.yml")

each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
each_mkdocs = pytest.mark.parametrize("settings", SETTINGS, ids=lambda path: path.parent.name)


def pages_of(kind: PageKind) -> list[tuple[str, dict[str, Any]]]:
    return [page for index in (INDEX, indexed(EMPTY, KINDS)) for page in kind.pages(index)]


@each_kind
def test_a_kind_has_pages_where_it_says(kind: PageKind) -> None:
    """At its path, or in the folder of that name; always below docs/."""
    paths = [path for path, _ in pages_of(kind)]
    assert paths
    assert all(kind.makes(path) for path in paths)
    assert not any(PurePosixPath(path).is_absolute() or ".." in path for path in paths)


@each_kind
def test_a_kind_has_a_template_of_its_name(kind: PageKind) -> None:
    assert (kind.templates / f"{kind.name}.md.j2").is_file()


@each_kind
def test_a_page_says_in_a_sentence_what_it_holds(kind: PageKind) -> None:
    for path, values in kind.pages(INDEX):
        assert kind.description(INDEX, values).strip(), path
    for path, values in kind.pages(indexed(EMPTY, KINDS)):
        assert kind.description(indexed(EMPTY, KINDS), values).strip(), path


@each_kind
def test_what_a_kind_cites_stands_on_its_own_pages(kind: PageKind) -> None:
    paths = {path for path, _ in kind.pages(INDEX)}
    assert {use.path for _, use in kind.cites(INDEX)} <= paths


@each_kind
def test_a_kind_that_cites_has_a_name_on_the_pages_of_sources(kind: PageKind) -> None:
    """And none that another has, or its places would stand among others."""
    assert bool(kind.section) == bool(list(kind.cites(INDEX)))
    assert [other.name for other in KINDS if other.section == kind.section != ""] in ([], [kind.name])


@each_kind
def test_its_lines_of_llms_txt_lead_to_its_own_pages(kind: PageKind) -> None:
    paths = {path for path, _ in kind.pages(INDEX)}
    assert {link.path for link in kind.llms(INDEX)} <= paths


def test_no_template_is_without_a_kind() -> None:
    """A page that nobody makes any more leaves nothing behind."""
    folder = ROOT / "generator" / "templates"
    pages = {path.name.removesuffix(".md.j2") for path in folder.glob("*.md.j2") if not path.name.startswith("_")}
    assert pages == {kind.name for kind in KINDS}


def test_no_module_of_a_kind_is_missing_in_the_table() -> None:
    modules = {path.stem for path in (ROOT / "generator" / "render" / "page_kinds").glob("[!_]*.py")}
    assert modules == {kind.name for kind in KINDS}


def test_no_two_kinds_have_one_name() -> None:
    assert [name for name, times in Counter(kind.name for kind in KINDS).items() if times > 1] == []


def nav(settings: Path) -> dict[str, str]:
    """What a mkdocs.yml has under `nav`: path by label."""
    tree = yaml.compose(settings.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    (entries,) = (value for key, value in tree.value if key.value == "nav")
    return {label.value: path.value for entry in entries.value for label, path in entry.value}


@each_mkdocs
@each_kind
def test_a_kind_stands_in_the_navigation_under_its_name(kind: PageKind, settings: Path) -> None:
    if kind.nav:
        assert nav(settings).get(kind.nav) == kind.path, f"add `- {kind.nav}: {kind.path}` to nav in {settings}"


@each_mkdocs
@each_kind
def test_a_kind_without_a_name_there_is_reached_otherwise(kind: PageKind, settings: Path) -> None:
    """MkDocs warns of a page that `not_in_nav` does not have either."""
    tree = yaml.compose(settings.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    (others,) = (value.value.split() for key, value in tree.value if key.value == "not_in_nav")
    if not kind.nav:
        assert any(f"/{kind.path}".startswith(other) for other in others), (
            f"add /{kind.path} to not_in_nav in {settings}"
        )


@each_mkdocs
def test_the_navigation_names_no_page_that_no_kind_makes(settings: Path) -> None:
    by_hand = {"About": "about/index.md"}
    known = {kind.nav: kind.path for kind in KINDS if kind.nav} | by_hand
    assert nav(settings).items() <= known.items()


def chapters(book: Book, *kinds: PageKind) -> list[str]:
    from briefing_book.model.page import Page

    pages = [Page(path=path, content=f"# {kind.name}\n") for kind in kinds for path, _ in kind.pages(INDEX)]
    return [chapter.title for chapter in compose(book, pages).chapters]


def test_what_is_left_out_on_paper_is_no_chapter() -> None:
    left_out = [kind for kind in KINDS if kind.paper == "left out"]
    assert {kind.name for kind in left_out} == {"sources", "source", "changes"}
    assert chapters(BOOK, *left_out) == []


def test_chapters_stand_in_the_order_of_the_table() -> None:
    single = [
        kind for kind in KINDS if "/" not in kind.path and kind.paper == "chapter" and kind.nav not in ("", "Home")
    ]
    assert chapters(BOOK, *reversed(single)) == [kind.name for kind in single]


def test_a_sentence_is_cited_once_for_each_place() -> None:
    """A statement about two topics rests on its sentence twice, at two places."""
    for sentences in INDEX.uses.values():
        for uses in sentences.values():
            assert len(uses) == len(set(uses))


def test_places_of_a_sentence_stand_in_the_order_of_the_kinds() -> None:
    order = {kind.section: number for number, kind in enumerate(KINDS)}
    for sentences in INDEX.uses.values():
        for uses in sentences.values():
            assert uses == sorted(uses, key=lambda use: order[use.section])


def test_a_kind_that_gives_no_page_is_no_fault() -> None:
    """As the front page of an empty book in any other."""
    (empty,) = (kind for kind in KINDS if kind.name == "empty")
    assert list(empty.pages(INDEX)) == []
    assert list(empty.pages(dataclasses.replace(INDEX, sources={}))) != []
