"""One outlet has one name in a book, whatever its articles call it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from briefing_book import pipeline
from briefing_book.merge.article_edits import named_by_others, with_one_name
from briefing_book.model.article import Article
from briefing_book.rules.load import load
from briefing_book.rules.types.lexicon import OUTLETS
from tests.small_book import page_of, write_book

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


def test_an_outlet_known_by_its_address_alone_gets_the_name_that_others_of_that_address_give() -> None:
    def of(host: str, outlet: str) -> Article:
        return replace(article(outlet), url=f"https://www.{host}/a")

    def outlets(*articles: Article) -> list[str | None]:
        return [one.outlet for one in named_by_others(articles)]

    named, bare = of("quay.example", "The Quay Herald"), of("quay.example", "quay.example")
    assert outlets(named, bare) == ["The Quay Herald"] * 2
    assert outlets(bare, of("pier.example", "The Pier Post")) == ["quay.example", "The Pier Post"]
    assert outlets(named, of("quay.example", "Quay Wire"), bare)[-1] == "quay.example"


def test_a_book_in_which_another_article_names_the_outlet_is_proved(tmp_path: Path) -> None:
    told = "Mayor Tom Quill opened the {} on June 4, 2024. The {} cost 47 million dollars.\n"
    texts = {
        "named.md": '---\ntitle: "Pier opens"\nsource: "https://quay.example/a"\npublication: "The Quay Herald"\n---\n'
        + told.format("pier", "pier"),
        "bare.md": '---\ntitle: "Hall opens"\nsource: "https://www.quay.example/b"\n---\n'
        + told.format("hall", "hall"),
    }
    root = write_book(tmp_path, texts)
    pipeline.build(root)
    assert pipeline.prove(root).faults == ()
    page = page_of(root, "bare").read_text(encoding="utf-8")
    assert "Source 1 · The Quay Herald" in page
    assert "other articles of its web address give the name" in page


def test_book_with_both_names_is_proved(tmp_path: Path) -> None:
    """Each article has its own form of the name; the check knows that they are one."""
    root = write_book(tmp_path, BOTH)
    pipeline.build(root)
    proof = pipeline.prove(root)
    assert not proof.faults
