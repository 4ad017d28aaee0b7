"""Four made-up articles for the editor's tests, read once. Countries, people and outlets are nobody's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from briefing_book.book_file.read import parse_book_file
from briefing_book.extract.reading import read_findings
from briefing_book.ingest import article_from_bytes
from briefing_book.merge.article_edits import edit_articles
from briefing_book.merge.base.targets import Faults
from briefing_book.merge.book import merge
from briefing_book.model.article import Article
from briefing_book.model.book import Book
from briefing_book.model.findings import Findings
from tests.small_book import ARTICLES

HARBOUR = {
    "ferries.txt": """Estmark lifts its ban on Norland ferries

By Jonas Brekke, The Norland Courier
March 13, 2019

SKARVIK -- Trade Minister Pavel Orlik lifted the ban on ferries from Norland on Tuesday.

"This is a good day for the people on both shores," Orlik said.

Norland has to confirm the agreement by April 1, 2019.
""",
    "harbour.txt": ARTICLES["harbour.txt"],
    "pier.txt": """Estmark says the pier will cost more

By Jonas Brekke, The Estmark Herald
March 14, 2019

SKARVIK -- Trade Minister Pavel Orlik lifted the ban on ferries from Norland on Monday.

"The pier is worth every euro," Trade Minister Torunn Alvestad told the Skarvik Harbour Board (SHB).

The SHB will pay 12 million euros. Gerda Mohn, who sells fish in Skarvik, said the NFU was against it.
""",
    "undated.txt": """Fishermen stay at home

The fishermen of Skarvik stayed at home on Wednesday, Fisheries Minister Anders Vik told reporters.
""",
}
SIXTH = {
    "vote.txt": """Norland confirms the ferry agreement

By Ada Lindqvist, The Norland Courier
March 20, 2019

HOLMSTAD -- Norland confirmed the ferry agreement with Estmark on Tuesday, Foreign Minister Tove Halvorsen said.

"The harbour is open," Halvorsen told reporters in Holmstad.
"""
}


@cache
def article(file: str, text: str) -> Article:
    return article_from_bytes(text.encode(), file=file)


@cache
def _findings(one: Article) -> Findings:
    return read_findings(one)


def harbour_book(book_yml: str = "", more: dict[str, str] | None = None, without: Sequence[str] = ()) -> Book:
    """The book of the articles as `briefing build` would make it with this book.yml. Raises StaleOverride."""
    settings = parse_book_file(book_yml)
    texts = {file: text for file, text in {**HARBOUR, **(more or {})}.items() if file not in without}
    faults: Faults = []
    articles = edit_articles([article(file, text) for file, text in texts.items()], settings.sources, (), faults)
    assert not faults, faults
    return merge(articles, [_findings(one) for one in articles], settings)
