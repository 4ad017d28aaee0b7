"""The way through: articles -> findings -> book -> pages -> docs/. Only this module knows the order.

The stages are imported where they are used: a run in which nothing changed does no language work.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from generator import cache, editions, look, stamp
from generator.editor import read_book_file, read_notes, unplaced
from generator.errors import StaleOverride, UnreadableArticle, UsageError
from generator.model.article import Article
from generator.model.book import Book, Edition, Note, Problem
from generator.model.findings import Findings
from generator.model.page import Asset, Page
from generator.model.settings import BookFile, SourceOverride
from generator.model.text import record
from generator.publish import Changes, compare, publish

Progress = Callable[[str, int, int], None]  # stage, done, total

_UNDATED = "gives no publication date; its dates are only as sure as its text and the other articles make them"
_CHUNK = 25  # articles handed to a worker at a time
_WORTH_WORKERS = 40  # below this many articles, loading the model twice costs more than it gains


@record
class Outcome:
    """What a build came to. `changes` are paths below docs/; with `check` they were not made."""

    counts: Mapping[str, int]  # articles, officials, events, quotations
    problems: tuple[Problem, ...]
    changes: Changes
    news: str | None = None  # what changed since the last edition, None when nothing did

    @property
    def changed(self) -> tuple[str, ...]:
        return self.changes.written

    @property
    def removed(self) -> tuple[str, ...]:
        return self.changes.removed


@record
class Made:
    """The book and its pages, before anything is written."""

    book: Book
    pages: tuple[Page, ...]
    notes: tuple[Note, ...]
    history: editions.Record


def build(
    root: Path,
    *,
    check: bool = False,
    progress: Progress | None = None,
    executor: Executor | None = None,
    since: editions.Record | None = None,
) -> Outcome:
    """Bring `root/docs` up to date with `root/seeds`, `root/notes` and `root/book.yml`.

    `since` is the record of editions to compare with, when it is not the one that stands in docs/.

    With `check`, write nothing. Raises UsageError when there is nothing to read or book.yml is not
    valid, PublishError when a hand-written page is in the way; in both cases docs/ stays as it was.
    """
    settings = read_book_file(root / "book.yml")
    made_from = stamp.fingerprint(root, cache.model_version(settings.model))
    unchanged = _unchanged(root, made_from)
    if unchanged is not None:
        return unchanged
    made = make(root, settings, progress=progress, executor=executor, since=since)
    from generator.render.notes import remarks

    book = made.book
    files: list[Page | Asset] = [*made.pages, *look.assets()]
    changes = compare(files, root / "docs") if check else publish(files, root / "docs")
    counts = {"articles": len(book.sources), "officials": len(book.people), "events": len(book.events), "quotations": len(book.quotations)}
    outcome = Outcome(
        counts=counts,
        problems=(*book.problems, *unplaced(made.notes, [page.path for page in made.pages]), *remarks(made.notes)),
        changes=changes,
        news=_news(made.history[0], book),
    )
    if not check:
        _remember(root, made_from, outcome)
    return outcome


def make(
    root: Path,
    settings: BookFile,
    *,
    progress: Progress | None = None,
    executor: Executor | None = None,
    since: editions.Record | None = None,
) -> Made:
    """The book of `root/seeds`, `root/notes` and these settings, and its pages; only the cache of findings is written."""
    articles, problems = read_articles(root / "seeds", settings.sources)
    notes, unreadable = read_notes(root / "notes")
    findings = find_all(articles, root / ".briefing" / "findings.sqlite", settings, progress=progress, executor=executor)
    history = since or editions.read(root / "docs")
    try:
        book, pages = write_book(articles, findings, settings, [*problems, *unreadable], notes, history)
    except StaleOverride as error:
        raise StaleOverride([(at, fault + editions.meaning(fault, history[1])) for at, fault in error.faults]) from error
    return Made(book=book, pages=pages, notes=notes, history=history)


def rehearse(root: Path, settings: BookFile) -> Book:
    """The book as these settings make it, in memory only. Raises StaleOverride when an override in them matches nothing."""
    from generator.merge.book import merge

    articles, problems = read_articles(root / "seeds", settings.sources)
    findings = find_all(articles, root / ".briefing" / "findings.sqlite", settings)
    return merge(articles, findings, settings, problems)


def _news(history: Sequence[Edition], book: Book) -> str | None:
    if len(book.editions) == len(history):
        return None
    newest = book.editions[-1]
    return newest.summary if newest.first else f"since the last edition: {newest.summary}"


def _unchanged(root: Path, made_from: str) -> Outcome | None:
    """The last outcome, when neither what it was built from nor what came out has changed since."""
    last = stamp.read(root / ".briefing" / "built.json")
    if last.get("from") != made_from or last.get("into") != stamp.output_fingerprint(root / "docs"):
        return None
    problems = tuple(Problem(**problem) for problem in last["problems"])
    return Outcome(counts=last["counts"], problems=problems, changes=Changes(written=(), removed=()))


def _remember(root: Path, made_from: str, outcome: Outcome) -> None:
    problems = [{"file": problem.file, "reason": problem.reason, "lost": problem.lost} for problem in outcome.problems]
    into = stamp.output_fingerprint(root / "docs")
    last = {"from": made_from, "into": into, "counts": dict(outcome.counts), "problems": problems}
    stamp.write(root / ".briefing" / "built.json", last)


def read_articles(folder: Path, overrides: Sequence[SourceOverride] = ()) -> tuple[list[Article], list[Problem]]:
    """Every article of the folder that can be read, as the editor has it, and a line for each that cannot.

    Raises StaleOverride when an override names no source.
    """
    from generator.ingest import fingerprint, list_sources, read_article, source_ids
    from generator.merge.overrides import Faults, edit_articles

    try:
        paths = list_sources(folder)
    except OSError as error:
        raise UsageError(f"{folder}: {error.strerror}; a book needs a folder seeds/ with articles in it") from error
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder; a book needs a folder seeds/ with articles in it")
    articles: list[Article] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for path in paths:
        try:
            article = read_article(path, folder)
        except UnreadableArticle as error:
            problems.append(Problem(file=error.file, reason=error.reason, lost=True))
            continue
        first = seen.setdefault(fingerprint(article), article.file)
        if first != article.file:
            problems.append(Problem(file=article.file, reason=f"the same article as {first}; read once", lost=True))
            continue
        articles.append(article)
    ids = source_ids([article.file for article in articles])
    faults: Faults = []
    unread = {problem.file for problem in problems}
    edited = edit_articles([replace(article, id=ids[article.file]) for article in articles], overrides, unread, faults)
    if faults:
        raise StaleOverride(faults)
    unwanted = {override.source for override in overrides if override.exclude}
    problems = [problem for problem in problems if unwanted.isdisjoint((problem.file, PurePosixPath(problem.file).name))]
    return edited, [*problems, *_doubts(edited)]


def _doubts(articles: Iterable[Article]) -> Iterator[Problem]:
    for article in articles:
        warnings = article.warnings if article.published else (*article.warnings, _UNDATED)
        if warnings:
            yield Problem(file=article.file, reason="; ".join(warnings), lost=False)


def find_all(
    articles: Sequence[Article], store: Path, settings: BookFile, *, progress: Progress | None = None, executor: Executor | None = None
) -> list[Findings]:
    """The findings of every article, from the cache where it has them. One failing article is not the end."""
    version = cache.model_version(settings.model)
    keys = [cache.findings_key(article.digest, article.file, version, _stated(article)) for article in articles]
    kept = cache.FindingsCache(store)
    try:
        found = {key: findings for key in keys if (findings := kept.get(key)) is not None}
        missing = [(key, article) for key, article in zip(keys, articles, strict=True) if key not in found]
        if progress and missing:
            progress("reading", 0, len(missing))
        fresh = extract_all([article for _, article in missing], settings.model, executor=executor)
        for done, ((key, _), findings) in enumerate(zip(missing, fresh, strict=True), start=1):
            kept.put(key, findings)
            found[key] = findings
            if progress:
                progress("reading", done, len(missing))
    finally:
        kept.close()
    return [found[key] for key in keys]


def _stated(article: Article) -> str:
    """What ingest and the editor say of an article beside its text."""
    published = article.published and (article.published.edtf, article.published.basis, article.published.text, article.published.zone)
    return repr((published, article.title, article.authors, article.outlet, article.url, article.dateline))


def extract_all(articles: Sequence[Article], model: str | None, *, executor: Executor | None = None) -> Iterable[Findings]:
    """Findings in the order of the articles; on all cores when there are enough of them."""
    if not articles:
        return
    from generator.extract.reading import read_findings

    one = partial(read_findings, model=model)
    with ExitStack() as stack:
        if executor is None and len(articles) >= _WORTH_WORKERS and (os.cpu_count() or 1) > 1:
            executor = stack.enter_context(ProcessPoolExecutor())
        if executor is None:
            yield from map(one, articles)
        else:
            yield from executor.map(one, articles, chunksize=_CHUNK)


def write_book(
    articles: Sequence[Article],
    findings: Sequence[Findings],
    settings: BookFile,
    problems: Sequence[Problem],
    notes: tuple[Note, ...] = (),
    history: editions.Record = ((), None),
) -> tuple[Book, tuple[Page, ...]]:
    """The judgement and the pages; pure."""
    from generator.merge.book import merge
    from generator.render import published, render

    book = replace(merge(articles, findings, settings, problems), notes=notes)
    book = replace(book, editions=editions.after(*history, published(book)))
    return book, tuple(render(book))
