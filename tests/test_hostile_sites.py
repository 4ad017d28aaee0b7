"""A dozen hostile articles and a hostile editor as a whole site in Chromium; `make fuzz` makes five hundred."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from briefing_book.book_pdf import print_book
from tests.fuzz.sites import build, hostile_book, read, seen
from tests.site_walk import pages_of
from tests.small_book import find_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SEED, ARTICLES = 8, 12
HEADER = """<title>Book</title><div class="md-header">
<a class="md-logo" aria-label="Book" title="Book"></a><div class="md-header__topic"><b class="md-ellipsis">Book</b></div></div>"""
PLANTED = {
    "nothing": "text",
    "it runs": "<script>alert(1)</script>",
    "a handler": "<b onclick=x>y</b>",
    "a link that runs": "<a href=' javascript:x'>y</a>",
    "a picture of elsewhere": "<img src=https://evil.example/p.png>",
    "a style of elsewhere": "<style>@import 'https://evil.example/s.css'</style>",
    "a link to elsewhere": "<a href=https://evil.example/>y</a>",
    "an element": "<hostile></hostile>",
    "an attribute": "<b hostile>y</b>",
    "a frame": "<iframe></iframe>",
    "another base": "<base href=/x>",
    "data that is none": "<script type=application/ld+json>{</script>",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile") / "book"
    build(hostile_book(SEED, ARTICLES), root)
    return root


def test_nothing_of_theirs_runs_or_loads(root: Path, browser: Browser) -> None:
    """No script, handler, element, address or request of an article, of book.yml or of a note, on no page and in no
    search."""
    assert len(pages_of(root / "site")) > 2 * ARTICLES
    assert list(seen(root / "site", hostile_book(SEED, ARTICLES).title, browser)) == []


def test_the_files_beside_the_pages_are_what_they_say(root: Path) -> None:
    """Feed, calendar, table and the way in for a language model hold text alone."""
    assert list(read(root / "site")) == []


def test_the_printed_book_does_nothing(root: Path) -> None:
    """No script or attachment in the PDF, and no link but to web pages that a source gave as its own."""
    program = find_chromium()
    if program is None:
        pytest.skip("no Chromium: `make test` installs one, or set CHROMIUM to its path")
    print_book(root, root / "book.pdf", program=program)
    acts = list(actions(PdfReader(root / "book.pdf")))
    assert acts
    assert [act for act in acts if act["/S"] not in {"/GoTo", "/URI"}] == []
    hosts = {str(act["/URI"]).split("/")[2] for act in acts if act["/S"] == "/URI"}
    assert hosts - {"press.example", "evil.example"} == set()  # notes may link there


def actions(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Everything that the PDF can do when it is opened or clicked."""
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
        found = reader.get_object(number)
        if isinstance(found, DictionaryObject):
            yield from (
                act
                for act in (found, found.get("/A"))
                if isinstance(act, DictionaryObject) and "/S" in act and is_action(act)
            )


def is_action(found: DictionaryObject) -> bool:
    return found.get("/Type") == "/Action" or found["/S"] in {
        "/JavaScript",
        "/Launch",
        "/URI",
        "/SubmitForm",
        "/ImportData",
        "/GoToR",
    }


def test_what_is_planted_is_found(tmp_path: Path, browser: Browser) -> None:
    """Each on a page of its own; or the tests above would prove nothing."""
    (tmp_path / "about").mkdir()
    (tmp_path / "about" / "data.html").write_text(HEADER)
    for name, fault in PLANTED.items():
        (tmp_path / f"{name}.html").write_text(f"<!doctype html>{HEADER}<article>{fault}</article>")
    found = {fault.partition(".html: ")[0] for fault in seen(tmp_path, "Book", browser, search=False)}
    assert found == PLANTED.keys() - {"nothing"}
