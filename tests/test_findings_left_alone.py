"""In a run in which one article changed the findings of the others are not asked for, so that they need not be read."""

from __future__ import annotations

from pathlib import Path

from briefing_book.extract.reading import read_findings
from briefing_book.merge.book import merge
from briefing_book.model.book import Book
from briefing_book.model.findings import Findings
from briefing_book.model.kept import digest
from briefing_book.model.settings import BookFile
from briefing_book.store.kept_results import kept_results
from tests.book_of_texts import articles_of

FERRY = "Harbour Minister Tove Halvorsen closed the ferry pier on Monday. “It will open in June,” Halvorsen said."
MILL = (
    "Trade Minister Pavel Orlik urged Norway to buy the paper mill. The mill has 300 workers. Nobody knows the price."
)
DAM = (
    "President Ada Roth met Prime Minister Karl Munk at the river dam on Tuesday, and both countries agreed to mend it."
)


class Watched:
    """Findings that note when somebody asks for them."""

    def __init__(self, held: Findings, asked: set[str]) -> None:
        self.held, self._asked, self.made_from = held, asked, digest(held)

    def findings(self) -> Findings:
        return self.opened()

    def opened(self) -> Findings:
        self._asked.add(self.held.article)
        return self.held


def _merged(path: Path | None, *texts: str) -> tuple[Book, set[str]]:
    """The book, and the articles whose findings were asked for."""
    articles = articles_of(*(("2019-03-06", text) for text in texts))
    asked: set[str] = set()
    lent = [Watched(read_findings(article), asked) for article in articles]
    with kept_results(path) as kept:
        return merge(articles, lent, BookFile(), (), kept), asked


def test_only_the_changed_article_is_asked_for_its_findings(tmp_path: Path) -> None:
    _merged(tmp_path / "kept", FERRY, MILL, DAM)
    changed = f"{MILL} The board met again in Oslo."
    book, asked = _merged(tmp_path / "kept", FERRY, changed, DAM)
    assert asked == {"b"}
    assert book == _merged(None, FERRY, changed, DAM)[0]


def test_an_office_that_changes_reaches_the_words_of_its_holder(tmp_path: Path) -> None:
    """What another article tells of a speaker is part of what the own one's statements follow from."""
    named = "“It will open in June,” Tove Halvorsen said."
    _merged(tmp_path / "kept", named, MILL, DAM)
    of_norway = "Norway's Harbour Minister Tove Halvorsen left the mill."
    book, _ = _merged(tmp_path / "kept", named, of_norway, DAM)
    assert [said.party for said in book.quotations if said.citation.source == "a"] == ["Norway"]
