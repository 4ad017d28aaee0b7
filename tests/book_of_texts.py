"""A book from texts that a test makes up, read and merged as any other, without files."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from string import ascii_lowercase

from briefing_book.extract.reading import read_findings
from briefing_book.ingest import plain_article
from briefing_book.merge.base.corpus import Reading, readings
from briefing_book.merge.book import merge
from briefing_book.model.article import Article
from briefing_book.model.book import Book
from briefing_book.model.dates import Date
from briefing_book.model.settings import BookFile


def book_of(*texts: tuple[str, str], settings: BookFile | None = None) -> Book:
    """The book of (published, text) articles, named "a", "b", ...; a publication date "" is not known."""
    articles = articles_of(*texts)
    return merge(articles, [read_findings(article) for article in articles], settings or BookFile())


def corpus_of(*texts: tuple[str, str]) -> tuple[Reading, ...]:
    """The articles of such a book with their findings."""
    articles = articles_of(*texts)
    return readings(articles, [read_findings(article) for article in articles])


def articles_of(*texts: tuple[str, str]) -> list[Article]:
    """The articles of such a book."""
    articles = []
    for name, (published, text) in zip(ascii_lowercase, texts, strict=False):
        day = dt.date.fromisoformat(published) if published else None
        date = Date(earliest=day, latest=day, precision="day", basis="stated", text=published) if day else None
        articles.append(replace(plain_article(text, file=f"{name}.txt", published=date), id=name, digest=name))
    return articles
