"""The steps of the way through, each as one call that a worker of `guarded` can make. Nothing here reads or writes a
file of the book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..model.article import Article
from ..model.book import Book, Note, Problem
from ..model.dates import Date
from ..model.findings import Findings
from ..model.page import Page
from ..model.settings import BookFile
from ..store import editions


def ingest(data: bytes, file: str) -> Article:
    """The article in a file's bytes. Raises UnreadableArticle."""
    from ..ingest.reading import article_from_bytes

    return article_from_bytes(data, file=file)


def plain(data: bytes, file: str, published: Date | None) -> Article:
    """The bytes as a text that is taken as it stands. Raises UnreadableArticle."""
    from ..ingest import plain_article

    return plain_article(text_of(data, file), file=file, published=published)


def text_of(data: bytes, file: str) -> str:
    """The text in a file's bytes, before anything is taken out. Raises UnreadableArticle."""
    from ..ingest.input_formats import read

    return read(data, file=file).text


def load_model(model: str | None) -> None:
    """Raises UsageError when the language model is not installed."""
    from ..extract.base import spacy_model

    spacy_model.load(model or spacy_model.DEFAULT_MODEL)


def extract(article: Article, model: str | None) -> Findings:
    """What is read from one article; without a model's name, by the usual one. Raises UsageError without a model."""
    from ..extract.reading import read_findings

    return read_findings(article, model)


def merge(
    articles: Sequence[Article], findings: Sequence[Findings], settings: BookFile, problems: Sequence[Problem]
) -> Book:
    """Raises StaleOverride."""
    from ..merge.book import merge

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
    from ..render import published, render

    book = replace(merge(articles, findings, settings, problems), notes=notes)
    book = replace(book, editions=editions.after(*history, published(book)))
    return book, tuple(render(book))


def listed(file: str, article: Article, findings: Findings, data: bytes, take_plain: bool) -> str:
    """The findings as a line of JSON; `data` is the file that they were read from."""
    from ..findings_json import as_json

    return as_json(file, article, findings, text_of(data, article.file), plain=take_plain)


def explained(article: Article, findings: Findings, colour: bool) -> str:
    """The findings for a reader, each with its rule, and what a book of this article alone would tell."""
    from ..explain import explain

    return explain(article, findings, merge([article], [findings], BookFile(), ()), colour=colour)
