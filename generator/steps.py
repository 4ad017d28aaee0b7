"""The steps of the way through, each as one call that a worker of `guarded` can make. Nothing here reads or writes a
file of the book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator import editions
from generator.model.article import Article
from generator.model.book import Book, Note, Problem
from generator.model.dates import Date
from generator.model.findings import Findings
from generator.model.page import Page
from generator.model.settings import BookFile


def ingest(data: bytes, file: str) -> Article:
    """The article in a file's bytes. Raises UnreadableArticle."""
    from generator.ingest.reading import article_from_bytes

    return article_from_bytes(data, file=file)


def plain(data: bytes, file: str, published: Date | None) -> Article:
    """The bytes as a text that is taken as it stands. Raises UnreadableArticle."""
    from generator.ingest import plain_article
    from generator.ingest.decoding import decode

    text, _ = decode(data, file=file)
    return plain_article(text, file=file, published=published)


def load_model(model: str | None) -> None:
    """Raises UsageError when the language model is not installed."""
    from generator.extract import language

    language.load(model or language.DEFAULT_MODEL)


def extract(article: Article, model: str | None) -> Findings:
    from generator.extract.reading import read_findings

    return read_findings(article, model)


def merge(
    articles: Sequence[Article], findings: Sequence[Findings], settings: BookFile, problems: Sequence[Problem]
) -> Book:
    """Raises StaleOverride."""
    from generator.merge.book import merge

    return merge(articles, findings, settings, problems)


def write(
    articles: Sequence[Article],
    findings: Sequence[Findings],
    settings: BookFile,
    problems: Sequence[Problem],
    notes: tuple[Note, ...] = (),
    history: editions.Record = ((), None),
) -> tuple[Book, tuple[Page, ...]]:
    """The judgement and the pages. Raises StaleOverride."""
    from generator.render import published, render

    book = replace(merge(articles, findings, settings, problems), notes=notes)
    book = replace(book, editions=editions.after(*history, published(book)))
    return book, tuple(render(book))


def listed(file: str, article: Article, findings: Findings, data: bytes, take_plain: bool) -> str:
    """The findings as a line of JSON; `data` is the file that they were read from."""
    from generator.ingest.decoding import decode
    from generator.listing import as_json

    source, _ = decode(data, file=article.file)
    return as_json(file, article, findings, source, plain=take_plain)


def explained(article: Article, findings: Findings, colour: bool) -> str:
    """The findings for a reader, each with its rule."""
    from generator.explain import explain

    return explain(article, findings, colour=colour)
