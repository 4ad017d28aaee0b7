"""The steps of the way through, each as one call that a worker of `guarded` can make. Nothing here reads or writes a
file of the book; what one run makes for the next is kept in `.briefing/`."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.article import Article, Reading
from ..model.book import Book
from ..model.built import Beside, Built, counts_of
from ..model.claims import Claimed
from ..model.dates import Date
from ..model.errors import BriefingError, UnreadableArticle
from ..model.findings import Findings
from ..model.lent import Owned
from ..model.page import Page
from ..model.settings import BookFile, SourceOverride
from ..model.source_files import Problem, without_lost
from ..store import editions
from ..store.claims import claimed
from ..store.fresh_files import FreshFiles
from ..store.kept_results import FAMILIES, MERGED, PAGES, kept_pages, kept_results
from . import forked
from .sparing import Pair

if TYPE_CHECKING:
    from ..merge.families.families import Families

_WORTH_COPIES = 50  # articles of a book; the pages of fewer are made before a copy of the process is

# So that the rules of every room are read, and their patterns made, with the model
_EXAMPLE = (
    b"Mayor Ada Lee opened the port of Tornby on Monday, July 17, 2023.\n\n"
    b'"We will spend 3 million dollars to 4 million dollars on it," she said, and promised 300 berths by 2031.'
)


def ready_to_read() -> None:
    """What reading a file needs, before there is one: the rules and their patterns."""
    with contextlib.suppress(UnreadableArticle):
        ingest(b"1\n\n2\n", "1.txt")


def ready_for_the_book() -> None:
    """What the book and its pages need, before the articles are known."""
    from ..merge.made_ready import make_ready
    from ..render import render

    relate((), (), ())
    with contextlib.suppress(BriefingError):  # it will be told when there are articles
        render(make_ready())


def ingest(data: bytes, file: str) -> Reading:
    """All articles in a file's bytes. Raises UnreadableArticle."""
    from ..ingest.reading import read_file

    return read_file(data, file=file)


def plain(data: bytes, file: str, published: Date | None) -> Article:
    """The bytes as a text that is taken as it stands. Raises UnreadableArticle."""
    from ..ingest import plain_article

    return plain_article(text_of(data, file), file=file, published=published)


def text_of(data: bytes, file: str, part: str = "") -> str:
    """The text of one article in a file's bytes, before anything is taken out. Raises UnreadableArticle."""
    texts = texts_of(data, file)
    if part not in texts:
        raise UnreadableArticle(file, f"holds {len(texts)} articles")
    return texts[part]


def texts_of(data: bytes, file: str) -> dict[str, str]:
    """The text of each article in a file's bytes by what it is called there, "" for that of a file that is one. Raises
    UnreadableArticle."""
    from ..ingest.base.raw_text import RawText
    from ..ingest.input_formats import read

    return {one.part: one.text for one in read(data, file=file) if isinstance(one, RawText)}


def relate(
    articles: Sequence[Article],
    exact: Sequence[tuple[Article, str]],
    overrides: Sequence[SourceOverride],
    keeping: Path | None = None,
) -> Families:
    """Who of the articles is a copy or an older version of another; `exact` have the words of the file beside them."""
    from ..merge.families.find import families

    with kept_results(keeping and keeping / FAMILIES) as kept:
        return families(articles, exact, overrides, kept)


def load_model(model: str | None) -> None:
    """The language model, and what is read with it, before there is an article. Raises UsageError when the model is not
    installed."""
    from ..extract.base.light_spacy import import_spacy

    import_spacy()
    from ..extract.base import spacy_model

    spacy_model.load(model or spacy_model.DEFAULT_MODEL)
    with contextlib.suppress(Exception):  # the first article will tell it
        extract(plain(_EXAMPLE, "example.txt", None), model)


def extract(article: Article, model: str | None) -> Findings:
    """What is read from one article; without a model's name, by the usual one. Raises UsageError without a model."""
    from ..extract.reading import read_findings

    return read_findings(article, model)


def merge(pairs: Sequence[Pair], settings: BookFile, problems: Sequence[Problem], keeping: Path | None = None) -> Book:
    """`keeping` is the folder in which what one run makes is kept for the next. Raises StaleOverride."""
    from ..merge.book import merge

    gc.disable()  # nearly all that merging makes stays, so that looking for garbage only costs time
    try:
        with kept_results(keeping and keeping / MERGED) as kept:
            return merge([article for article, _ in pairs], [found for _, found in pairs], settings, problems, kept)
    finally:
        gc.enable()


def write(
    pairs: list[Pair],
    settings: BookFile,
    problems: Sequence[Problem],
    beside: Beside,
    keeping: Path | None = None,
) -> tuple[Book, tuple[Page, ...]]:
    """The judgement and the pages; `pairs` is empty afterwards. `keeping` is the folder in which what one run makes is
    kept for the next. Raises StaleOverride."""
    from ..render import render

    with _judged(pairs, settings, problems, beside, keeping) as (book, _, _):
        return book, render(book)


def build(
    pairs: list[Pair],
    settings: BookFile,
    problems: Sequence[Problem],
    beside: Beside,
    standing: Mapping[str, bytes] | None,
    keeping: Path | None = None,
) -> Built:
    """The same, as a caller wants it who only publishes. The bytes of a page are laid down in `keeping` where the
    digest of what stands in docs/ is another; without `standing`, or the folder, nowhere. Raises StaleOverride."""
    from ..render import in_turn, render_again

    with _judged(pairs, settings, problems, beside, keeping) as (book, data, told):
        fresh = FreshFiles(keeping, standing)
        with kept_pages(keeping and keeping / PAGES) as records, contextlib.closing(fresh):
            each = forked.each if len(book.sources) >= _WORTH_COPIES else in_turn
            pages = tuple(map(fresh.add, render_again(book, records, data, each)))
        return Built(
            pages=pages,
            counts=counts_of(book),
            problems=book.problems,
            files=book.files,
            news=editions.news(beside.history[0], book.editions),
            claimed=told,
        )


@contextlib.contextmanager
def _judged(
    pairs: list[Pair],
    settings: BookFile,
    problems: Sequence[Problem],
    beside: Beside,
    keeping: Path | None,
) -> Iterator[tuple[Book, bytes, Claimed]]:
    """The book with its editions, the published data, and what they claim."""
    book = merge(pairs, settings, problems, keeping)
    pairs.clear()  # pages are made of the book alone, and what was read of thousands of articles is large
    gc.freeze()  # a book is millions of objects that stay while its pages are made: no garbage is looked for among them
    try:
        yield _with_editions(book, problems, beside)
    finally:
        gc.unfreeze()


def _with_editions(book: Book, problems: Sequence[Problem], beside: Beside) -> tuple[Book, bytes, Claimed]:
    from ..render import published

    kept = without_lost(beside.files, problems, {source.id for source in book.sources})
    book = replace(book, notes=beside.notes, files=kept)
    data = published(book)
    told = claimed(data)
    return replace(book, editions=editions.after(*beside.history, told)), data, told


def listed(file: str, article: Article, findings: Findings, data: bytes, take_plain: bool) -> str:
    """The findings as a line of JSON; `data` is the file that they were read from."""
    from ..findings_json import as_json

    return as_json(file, article, findings, text_of(data, article.file, article.part), plain=take_plain)


def explained(article: Article, findings: Findings, colour: bool) -> str:
    """The findings for a reader, each with its rule, and what a book of this article alone would tell."""
    from ..explain import explain

    return explain(article, findings, merge([(article, Owned(held=findings))], BookFile(), ()), colour=colour)
