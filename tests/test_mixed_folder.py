"""A desk officer's folder of every format: each file accounted for, each article's fields and text right, and a book
whose lines are proved."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path, PurePosixPath

import pytest

from briefing_book import pipeline
from briefing_book.ingest.input_formats import formats
from briefing_book.ingest.reading import read_file
from briefing_book.model.article import Article
from tests.made_files import Piece
from tests.mixed_folder import FURNITURE, File, files
from tests.small_book import write_book

pytestmark = pytest.mark.slow

FILES = files()
READ = [one for one in FILES if not one.refused]
FIELDS = ("title", "day", "outlet", "authors")


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def f1(article: Article, piece: Piece) -> float:
    """By words, of the text without its headline."""
    found, right = words(article.text.removeprefix(piece.title)), words("\n".join(piece.whole))
    return 2 * (found & right).total() / (found.total() + right.total())


def fields(article: Article) -> dict[str, object]:
    day = article.published.edtf if article.published else ""
    return dict(zip(FIELDS, (article.title, day, article.outlet or "", article.authors), strict=True))


def known(piece: Piece) -> dict[str, object]:
    return dict(zip(FIELDS, (piece.title, piece.day, piece.outlet, piece.authors), strict=True))


@pytest.fixture(scope="module")
def pairs() -> list[tuple[Article, Piece]]:
    """Each article with what was written."""
    found = [(read_file(one.data, file=one.name).articles, one) for one in READ]
    assert [(one.name, len(articles)) for articles, one in found] == [(one.name, len(one.pieces)) for one in READ]
    return [pair for articles, one in found for pair in zip(articles, one.pieces, strict=True)]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_book(tmp_path_factory.mktemp("mixed") / "book", {})
    for name, data in {
        name: data for one in FILES for name, data in (*one.beside.items(), (one.name, one.data))
    }.items():
        path = root / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    pipeline.build(root)
    return root


@pytest.fixture(scope="module")
def told(book: Path) -> list[dict[str, str]]:
    """What the book says of each file."""
    data = json.loads((book / "docs" / "data" / "book.json").read_text())
    return list(data["coverage"]["files"])


def test_the_folder_has_sixty_files_and_each_format_in_one_of_them() -> None:
    assert len(FILES) >= 60
    endings = {PurePosixPath(one.name).suffix for one in READ}
    assert [one.name for one in formats() if endings.isdisjoint(one.endings)] == []


def test_what_stands_around_the_articles_is_in_the_files() -> None:
    """Or its absence from the book would prove nothing."""
    whole = b"\n".join(one.data for one in READ if not one.name.endswith((".docx", ".pdf", ".zip", ".odt", ".epub")))
    assert {one for one in FURNITURE if one.encode() not in whole} <= {
        "For internal use",
        "Check this",
        "Terms and Connectors",
        "Section Menu",
        "was downloaded by",
        "Questions from editors to",
    }


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_is_right_in_nineteen_of_twenty_articles(field: str, pairs: list[tuple[Article, Piece]]) -> None:
    wrong = [
        (article.file, fields(article)[field])
        for article, piece in pairs
        if fields(article)[field] != known(piece)[field]
    ]
    assert len(wrong) <= 0.05 * len(pairs), wrong


def test_the_texts_are_the_articles(pairs: list[tuple[Article, Piece]]) -> None:
    found = {article.file: f1(article, piece) for article, piece in pairs}
    assert sum(found.values()) / len(found) >= 0.95
    assert {file: value for file, value in found.items() if value < 0.9} == {}


def test_every_file_is_accounted_for(told: list[dict[str, str]]) -> None:
    """Neither one too few nor one too many; what belongs to a saved page is no file of its own."""
    assert {one["file"].partition("#")[0] for one in told} == {one.name for one in FILES}


@pytest.mark.parametrize("file", [one for one in FILES if one.refused], ids=lambda one: one.name)
def test_a_file_without_an_article_is_refused_with_what_to_do(file: File, told: list[dict[str, str]]) -> None:
    (one,) = [one for one in told if one["file"].partition("#")[0] == file.name]
    assert (one["fate"], file.refused in one["reason"]) == ("refused", True), one


def test_every_article_is_read_or_a_copy(told: list[dict[str, str]], pairs: list[tuple[Article, Piece]]) -> None:
    fates = {one["file"]: one["fate"] for one in told}
    assert Counter(fates.get(article.file) for article, _ in pairs) == {"read": len(pairs) - 1, "copy": 1}


def test_no_page_of_a_source_shows_what_stands_around_an_article(book: Path) -> None:
    pages = {page.name: page.read_text() for page in (book / "docs" / "sources").glob("*.md")}
    assert len(pages) > 90
    shown = [(name, one) for name, text in pages.items() for one in FURNITURE if one in text]
    assert shown == []


def test_every_line_of_the_book_is_proved(book: Path) -> None:
    assert pipeline.prove(book).faults == ()
