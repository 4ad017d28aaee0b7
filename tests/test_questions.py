"""Likely questions, points of agreement, open points and denials on the pages, and that `check` proves them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing_book.pipeline import build, prove
from briefing_book.render.base.links import QUESTIONS, topic_path
from briefing_book.render.base.phrasing import named_party

ARTICLES = {
    "a.txt": """Herring talks open

2019-03-19

Norwegian Foreign Minister Tove Halvorsen urged Estonia to open the herring port at Kunda on Monday.

Norwegian Foreign Minister Tove Halvorsen claimed on Monday that the herring fund had paid for the port twice. However, no such payment was made.

Norwegian Foreign Minister Tove Halvorsen promised on Monday that Norway would pay for a new pier in the herring port by May 4.
""",
    "b.txt": """Herring talks go on

2019-03-20

Estonian Trade Minister Pavel Orlik refused on Tuesday to open the herring port at Kunda.

Norway and Estonia agreed on Tuesday to count the herring of the northern coast together.
""",
}
BOOK_YML = """title: Herring
topics:
  - title: Herring
    terms: [herring]
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("herring")
    for name, text in ARTICLES.items():
        path = root / "seeds" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "book.yml").write_text(BOOK_YML, encoding="utf-8")
    build(root)
    return root


def page(root: Path, name: str) -> str:
    """A page without its links and citations."""
    text = (root / "docs" / name).read_text("utf-8")
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"<sup.*?</sup>|\{[^{}]*\}|<[^>]*>", "", text))


def section(root: Path, name: str, heading: str) -> str:
    return page(root, name).partition(heading)[2].partition("\n#")[0]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("### What does Norway ask for?", "urged Estonia to open the herring port at Kunda"),
        ("### What has Norway promised", "Norway would pay for a new pier in the herring port"),
        ("### What does Estonia refuse?", "refused"),
        ("### What have the sides agreed?", "Norway and Estonia agreed"),
        ("### What is asked and not granted?", "Asked and refused:"),
    ],
)
def test_a_question_is_answered_in_the_words_of_a_source(root: Path, question: str, answer: str) -> None:
    assert answer in section(root, QUESTIONS, question)


def test_nothing_is_asked_that_no_source_answers(root: Path) -> None:
    assert "Estonia ask for" not in page(root, QUESTIONS)
    assert "Where do the sources differ?" not in page(root, QUESTIONS)


def test_the_page_of_a_topic_has_what_is_agreed_and_what_is_open(root: Path) -> None:
    assert "count the herring" in section(root, "topics/herring.md", "## Points of agreement")
    assert "open the herring port at Kunda" in section(root, "topics/herring.md", "## Open points")


def test_a_denial_stands_wherever_the_statement_does(root: Path) -> None:
    for name in ("topics/herring.md", "people/tove-halvorsen.md"):
        assert "The article itself: “However, no such payment was made.”" in page(root, name)


def test_the_matrix_has_the_newest_ask_and_says_where_there_is_none(root: Path) -> None:
    matrix = page(root, "positions.md")
    assert "urged Estonia to open the herring port at Kunda" in matrix
    assert "no such payment" not in matrix


def test_a_topic_called_questions_has_a_page_of_its_own() -> None:
    assert topic_path("questions") not in (QUESTIONS, "topics/questions.md")


@pytest.mark.parametrize(
    ("party", "named"),
    [("United States", "the United States"), ("Norway", "Norway"), ("African Union", "the African Union")],
)
def test_a_party_has_an_article_where_english_asks_for_one(party: str, named: str) -> None:
    assert named_party(party) == named


def test_the_book_is_proved(root: Path) -> None:
    assert prove(root).faults == ()


def _said(book: dict[str, Any], act: str) -> dict[str, Any]:
    return next(said for said in book["quotations"] if said["act"] == act)


def _no_denial(book: dict[str, Any]) -> None:
    _said(book, "claims")["denied"]["text"] = "payment was made"


def _denial_of_another_sentence(book: dict[str, Any]) -> None:
    _said(book, "claims")["denied"] |= {"text": "urged", "citation": _said(book, "asks")["citation"]}


def _not_agreed(book: dict[str, Any]) -> None:
    book["topics"][0]["agreed"][0] |= {"text": _said(book, "asks")["text"], "citation": _said(book, "asks")["citation"]}


def _refused_by_nobody(book: dict[str, Any]) -> None:
    book["topics"][0]["open_points"][0]["refusal"] = _said(book, "claims")["id"]


def _asked_by_nobody(book: dict[str, Any]) -> None:
    book["topics"][0]["open_points"][0]["ask"] = _said(book, "promises")["id"]


@pytest.mark.parametrize(
    "change", [_no_denial, _denial_of_another_sentence, _not_agreed, _refused_by_nobody, _asked_by_nobody]
)
def test_data_that_do_not_follow_are_a_fault(root: Path, change: Callable[[dict[str, Any]], None]) -> None:
    path = root / "docs" / "data" / "book.json"
    honest = path.read_bytes()
    book = json.loads(honest)
    change(book)
    try:
        path.write_text(json.dumps(book), encoding="utf-8")
        assert prove(root).faults
    finally:
        path.write_bytes(honest)


@pytest.mark.parametrize(
    ("name", "found", "instead"),
    [
        ("topics/herring.md", r'<span class="bb-denied">.*?</sup></span>', ""),
        ("people/tove-halvorsen.md", r'<span class="bb-denied">.*?</sup></span>', ""),
        (QUESTIONS, "What does Norway ask for", "What does Norway offer"),
        (QUESTIONS, "What does Norway ask for", "What does Estonia ask for"),
        (QUESTIONS, "## Herring", "## Piers"),
    ],
)
def test_a_page_that_leaves_a_denial_out_or_answers_another_question_is_a_fault(
    root: Path, name: str, found: str, instead: str
) -> None:
    path = root / "docs" / name
    honest = path.read_text("utf-8")
    changed = re.sub(found, instead, honest, count=1)
    assert changed != honest
    try:
        path.write_text(changed, encoding="utf-8")
        assert prove(root).faults
    finally:
        path.write_text(honest, encoding="utf-8")
