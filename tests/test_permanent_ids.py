"""Every claim has an id of its own, which stays while the claim does."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import html5lib
import pytest

from briefing_book.model.book import Claim, Statement
from briefing_book.model.permanent_ids import permanent_id
from briefing_book.pipeline import build
from briefing_book.render import render
from tests.sample_book import BOOK, EVENTS, PEOPLE, STATEMENTS, date
from tests.sample_site import build_site
from tests.small_book import ARTICLES, write_book

PERMANENT = re.compile(r"c-[0-9a-f]{10}")
MORE = """Norland confirms the agreement on the Skarvik harbour

By Ada Lindqvist, The Norland Courier
March 29, 2019

HOLMSTAD -- Norland confirmed the agreement on the Skarvik harbour on Thursday, Foreign Minister Tove Halvorsen said.

"The pier will be built within two years," Halvorsen told reporters.

Estmark's Trade Minister Pavel Orlik said his country had set aside 40 million euros for it.
"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(tmp_path_factory.mktemp("sample"))


@pytest.fixture(params=["sample", "site"])
def any_site(request: pytest.FixtureRequest) -> Path:
    """The made-up book with everything in it, then this repository's own."""
    folder: Path = request.getfixturevalue(request.param)
    return folder


def elements(page: Path, inside: frozenset[str] = frozenset()):  # type: ignore[no-untyped-def]
    """Every element of a page with the permanent ids that it stands in, its own among them."""

    def walk(element, around):  # type: ignore[no-untyped-def]
        own = {element.get(name) for name in ("id", "data-claim")}
        here = around | {identifier for identifier in own if identifier and PERMANENT.fullmatch(identifier)}
        yield element, here
        for child in element:
            if isinstance(child.tag, str):
                yield from walk(child, here)

    yield from walk(html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False), inside)


def test_every_citation_stands_in_an_element_with_a_permanent_id(any_site: Path) -> None:
    """Or in one that names the id of its claim's first place on the same page."""
    cited = [
        (page.name, around)
        for page in any_site.rglob("*.html")
        for element, around in elements(page)
        if "bb-cite" in (element.get("class") or "").split()
    ]
    assert len(cited) > 50
    assert [name for name, around in cited if not around] == []


def test_a_claim_that_a_page_repeats_has_its_place_on_that_page(any_site: Path) -> None:
    for page in any_site.rglob("*.html"):
        found = [element for element, _ in elements(page)]
        ids = {element.get("id") for element in found}
        assert {element.get("data-claim") for element in found} - {None} <= ids, page.name


def test_an_article_more_leaves_the_ids_of_the_others_claims(tmp_path: Path) -> None:
    book = write_book(tmp_path / "book")
    build(book)
    before = lines(book)
    write_book(book, ARTICLES | {"confirmed.txt": MORE})
    build(book)
    after = lines(book)
    kept = before.keys() & after.keys()
    assert {line: before[line] for line in kept} == {line: after[line] for line in kept}
    assert len(kept) > 0.7 * len(before)


def lines(book: Path) -> dict[tuple[str, ...], set[str]]:
    """The ids of each line of a book, by what it says where and rests on."""
    found: dict[tuple[str, ...], set[str]] = {}
    for line in json.loads((book / "docs" / "data" / "citations.json").read_text(encoding="utf-8")):
        found.setdefault((line["page"], line["claim"], line["source"], line["quote"]), set()).add(line["anchor"])
    return found


def test_every_line_in_the_list_of_citations_has_a_permanent_id_that_stands_on_its_page() -> None:
    pages = {page.path: page.content for page in render(BOOK)}
    listed = json.loads(pages["data/citations.json"])
    assert all(PERMANENT.fullmatch(line["anchor"]) for line in listed)
    assert [line for line in listed if f'id="{line["anchor"]}"' not in pages[line["page"]]] == []


def test_a_claim_has_one_id_wherever_it_stands() -> None:
    pages = {page.path: page.content for page in render(BOOK)}
    said = permanent_id(STATEMENTS[0])
    assert [
        path
        for path in ("topics/quota.md", "people/ilse-brandt.md", "positions.md")
        if f'id="{said}"' not in pages[path]
    ] == []


def test_no_two_lines_of_a_book_share_an_id() -> None:
    records = (
        *BOOK.bottom_line,
        *BOOK.events,
        *BOOK.quotations,
        *BOOK.figures,
        *BOOK.disagreements,
        *BOOK.abbreviations,
        *BOOK.contacts,
    )
    roles = [permanent_id(role, person.id) for person in PEOPLE for role in person.roles]
    sides = [permanent_id(side, d.id) for d in BOOK.disagreements for side in d.claims]
    ids = [*(permanent_id(entry) for entry in records), *roles, *sides]
    assert len(ids) == len(set(ids))


def test_a_second_witness_leaves_an_office_its_id() -> None:
    role = PEOPLE[0].roles[0]
    later = dataclasses.replace(role, last=date("2031-08-01"), citations=(*role.citations, EVENTS[0].citations[0]))
    assert permanent_id(later, "ilse-brandt") == permanent_id(role, "ilse-brandt")


def test_a_claim_in_other_words_has_another_id() -> None:
    line: Claim = BOOK.bottom_line[0]
    assert permanent_id(dataclasses.replace(line, text=f"{line.text} again")) != permanent_id(line)


def test_a_statement_and_a_figure_of_one_id_are_two_claims() -> None:
    statement: Statement = dataclasses.replace(STATEMENTS[0], id="x-1")
    assert permanent_id(statement) != permanent_id(dataclasses.replace(BOOK.figures[0], id="x-1"))
