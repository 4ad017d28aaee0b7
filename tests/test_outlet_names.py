"""One outlet has one name in a book, whatever its articles call it."""

from __future__ import annotations

from pathlib import Path

from briefing_book import pipeline
from briefing_book.merge.article_edits import with_one_name
from briefing_book.model.article import Article
from briefing_book.rules.load import load
from briefing_book.rules.types.lexicon import OUTLETS
from tests.small_book import write_book

BOTH = {
    "pier.txt": "Pier opens in Velar\n\nBy Ann Roe, Associated Press\nMarch 4, 2019\n\nThe pier of Velar opened on Monday.\n",
    "fire.txt": "Fire in Kelvara\n\nBy Jan Holt, AP\nMarch 5, 2019\n\nA fire broke out in Kelvara on Monday.\n",
}


def article(outlet: str | None) -> Article:
    return Article(id="a", file="a.txt", digest="", text="x", paragraphs=(), title="", outlet=outlet)


def one_name(*outlets: str | None) -> list[str | None]:
    return [article.outlet for article in with_one_name([article(outlet) for outlet in outlets])]


def test_no_name_means_two_outlets() -> None:
    names = [name for names in load(OUTLETS) for name in names]
    assert len(names) == len(set(names))


def test_several_names_of_an_outlet_become_the_first_of_those_used() -> None:
    assert one_name("AP", "Associated Press", "AFP", None) == ["Associated Press", "Associated Press", "AFP", None]


def test_outlet_named_in_one_way_keeps_its_name() -> None:
    assert one_name("AP", "AP") == ["AP", "AP"]


def test_book_with_both_names_is_proved(tmp_path: Path) -> None:
    """Each article has its own form of the name; the check knows that they are one."""
    root = write_book(tmp_path, BOTH)
    pipeline.build(root)
    proof = pipeline.prove(root)
    assert not proof.faults
