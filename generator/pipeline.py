"""The way through: articles -> findings -> book -> pages -> docs/. Only this module knows the order.

The stages are imported where they are used: a run in which nothing changed does no language work.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from . import book_folder
from .book_file.read import SECTIONS, read_book_file, read_notes, unplaced
from .model.article import Article
from .model.book import Book, Edition, Note, Problem
from .model.dates import Date
from .model.errors import BriefingError, StaleOverride, Stopped, UnreadableArticle, UsageError
from .model.findings import Findings
from .model.page import Asset, Page
from .model.settings import BookFile, SourceOverride
from .model.text import record
from .store import build_stamp, editions, findings_cache, holding, theme_files
from .store.publish import Changes, compare, publish
from .workers import guarded
from .workers.guarded import Piece, Refusal
from .workers.sparing import LeftOut, Pair, spared

if TYPE_CHECKING:
    from .check.prove import Proof

Progress = Callable[[str, int, int], None]  # stage, done, total

_UNDATED = "gives no publication date; its dates are only as sure as its text and the other articles make them"
_CHUNK = 25  # articles handed at a time to workers that are not ours
_WORTH_WORKERS = 40  # below this many articles, loading the model twice costs more than it gains
_MEMORY_OF_BOOK = 8 << 20  # bytes more that merging may take for each article

# What a worker does, by its name, so that this process imports none of it
_STEPS = f"{__package__}.workers.steps"
INGEST = f"{_STEPS}:ingest"
PLAIN = f"{_STEPS}:plain"
LOAD = f"{_STEPS}:load_model"
EXTRACT = f"{_STEPS}:extract"
MERGE = f"{_STEPS}:merge"
WRITE = f"{_STEPS}:write"
LISTED = f"{_STEPS}:listed"
EXPLAINED = f"{_STEPS}:explained"
TEXT_OF = f"{_STEPS}:text_of"


@record
class Outcome:
    """What a build came to. `changes` are paths below docs/; with `check` they were not made."""

    counts: Mapping[str, int]  # articles, officials, events, quotations
    problems: tuple[Problem, ...]
    changes: Changes
    news: str | None = None  # what changed since the last edition, None when nothing did

    @property
    def changed(self) -> tuple[str, ...]:
        """Files written, or that would be with `check`; paths below docs/."""
        return self.changes.written

    @property
    def removed(self) -> tuple[str, ...]:
        """Files taken away, or that would be with `check`; paths below docs/."""
        return self.changes.removed

    @property
    def nothing_read(self) -> bool:
        """Whether there are files for articles and none of them is one."""
        return not self.counts["articles"] and any(
            problem.lost and not problem.file.startswith("notes/") for problem in self.problems
        )


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
    tell: holding.Tell | None = None,
) -> Outcome:
    """Bring `root/docs` up to date with `root/seeds`, `root/notes` and `root/book.yml`.

    `since` is the record of editions to compare with, when it is not the one that stands in docs/. `tell` takes a
    line when another run is waited for, or when what a stopped one began has been ended.

    With `check`, write nothing else. Raises UsageError when there is nothing to read or book.yml is not
    valid, PublishError when docs/ cannot be written or a hand-written page is in the way; in both cases docs/ stays
    as it was. Raises Stopped when the user stops it after docs/ has begun to change.
    """
    with holding.held(root, tell or holding.silent):
        return _build(root, check=check, progress=progress, executor=executor, since=since)


def _build(
    root: Path, *, check: bool, progress: Progress | None, executor: Executor | None, since: editions.Record | None
) -> Outcome:
    settings = read_book_file(root / "book.yml")
    from .ingest import input_formats

    made_from = build_stamp.fingerprint(
        root,
        f"{findings_cache.model_version(settings.model)}; seconds {guarded.stated_seconds()}",
        input_formats.articles(),
    )
    unchanged = _unchanged(root, made_from)
    if unchanged is not None:
        return unchanged
    made = make(root, settings, progress=progress, executor=executor, since=since)
    from .render.base.notes import remarks

    book = made.book
    files: list[Page | Asset] = [*made.pages, *theme_files.assets()]
    changes = compare(files, root / "docs") if check else publish(files, root / "docs")
    counts = {
        "articles": len(book.sources),
        "officials": len(book.people),
        "events": len(book.events),
        "quotations": len(book.quotations),
    }
    outcome = Outcome(
        counts=counts,
        problems=(
            *book.problems,
            *unplaced(made.notes, [page.path for page in made.pages]),
            *remarks(made.notes),
            *editions.doubts(made.history),
        ),
        changes=changes,
        news=_news(made.history[0], book),
    )
    if not check:
        try:
            _remember(root, made_from, outcome)
        except KeyboardInterrupt:
            raise Stopped("stopped after publishing; docs/ is up to date and whole") from None
    return outcome


def make(
    root: Path,
    settings: BookFile,
    *,
    progress: Progress | None = None,
    executor: Executor | None = None,
    since: editions.Record | None = None,
) -> Made:
    """The book of `root/seeds`, `root/notes` and these settings, and its pages; only the cache of findings is
    written."""
    read, problems = _read(root, settings, progress, executor)
    notes, unreadable = read_notes(root / "notes")
    history = since or editions.read(root / "docs")
    try:
        book, pages = _around_faults(WRITE, read, settings, [*problems, *unreadable], notes, history)
    except StaleOverride as error:
        raise StaleOverride(
            [(at, fault + editions.meaning(fault, history[1])) for at, fault in error.faults]
        ) from error
    return Made(book=book, pages=pages, notes=notes, history=history)


def rehearse(root: Path, settings: BookFile, line: int | None = None) -> Book:
    """The book as these settings make it, in memory only. Raises StaleOverride when an override in them matches
    nothing.

    The one on `line` has to match even where an article was lost.
    """
    read, problems = _read(root, settings)
    book: Book = _around_faults(MERGE, read, settings, problems, new=line)
    return book


def _read(
    root: Path, settings: BookFile, progress: Progress | None = None, executor: Executor | None = None
) -> tuple[list[Pair], list[Problem]]:
    """Every article that can be read with its findings, and a line for each other."""
    store = root / ".briefing" / "findings.sqlite"
    articles, problems = read_articles(root / "seeds", settings.sources, store)
    findings = find_all(articles, store, settings, progress=progress, executor=executor)
    pairs = list(zip(articles, findings, strict=True))
    lost = {
        article.file: _lost(article.file, found, "extract") for article, found in pairs if isinstance(found, Refusal)
    }
    problems = [*(problem for problem in problems if problem.file not in lost), *lost.values()]
    return [(article, found) for article, found in pairs if not isinstance(found, Refusal)], problems


def _lost(file: str, refusal: Refusal, stage: str) -> Problem:
    return Problem(file=file, reason=refusal.reason, lost=True, stage=stage)


def _around_faults(
    task: guarded.Task,
    read: Sequence[Pair],
    settings: BookFile,
    problems: Sequence[Problem],
    *more: Any,
    new: int | None = None,
) -> Any:
    """What the task makes of the articles, without the findings that it cannot take; each is among the problems of the
    book.

    Raises StaleOverride, unless an article was lost: then what would have been corrected may be lost with it, but for
    the correction on the line `new`.
    """
    none: dict[str, Any] = dict.fromkeys(SECTIONS, ())
    bare = replace(settings, **none)

    def call(pairs: Sequence[Pair], settings: BookFile, problems: Sequence[Problem]) -> Any:
        arguments = ([article for article, _ in pairs], [found for _, found in pairs], settings, problems, *more)
        memory = guarded.MEMORY + _MEMORY_OF_BOOK * len(pairs)
        return next(
            guarded.each(
                task, [Piece(arguments=arguments, seconds=guarded.seconds_for_book(len(pairs)), memory=memory)]
            )
        )

    def make(pairs: Sequence[Pair], left: Sequence[LeftOut]) -> Any:
        all_problems = [
            *problems,
            *(Problem(file=out.file, reason=out.reason, lost=out.whole, stage="merge") for out in left),
        ]
        result = call(pairs, settings, all_problems)
        lost = any(problem.lost and problem.stage for problem in all_problems)
        if lost and isinstance(result, StaleOverride) and new not in {at for at, _ in result.faults}:
            idle = [
                Problem(file="book.yml", reason=_idle(at, fault), lost=False, stage="merge")
                for at, fault in result.faults
            ]
            result = call(pairs, _without(settings, {at for at, _ in result.faults}), [*all_problems, *idle])
        return result

    result = spared(read, make, lambda pairs: call(pairs, bare, ()))
    if isinstance(result, BriefingError):
        raise result
    return result


def _idle(at: int, fault: str) -> str:
    return f"line {at} is not applied, as not every article could be read: {fault}"


def _without(settings: BookFile, lines: set[int]) -> BookFile:
    """The settings without the corrections that stand on these lines."""
    changes: dict[str, Any] = {
        kind: tuple(one for one in getattr(settings, kind) if one.line not in lines) for kind in SECTIONS
    }
    return replace(settings, **changes)


def _news(history: Sequence[Edition], book: Book) -> str | None:
    if len(book.editions) == len(history):
        return None
    newest = book.editions[-1]
    return newest.summary if newest.first else f"since the last edition: {newest.summary}"


def _unchanged(root: Path, made_from: str) -> Outcome | None:
    """The last outcome, when neither what it was built from nor what came out has changed since."""
    last = build_stamp.read(root / ".briefing" / "built.json")
    if last.get("from") != made_from or last.get("into") != build_stamp.output_fingerprint(root / "docs"):
        return None
    problems = tuple(Problem(**problem) for problem in last["problems"])
    return Outcome(counts=last["counts"], problems=problems, changes=Changes(written=(), removed=()))


def _remember(root: Path, made_from: str, outcome: Outcome) -> None:
    problems = [asdict(problem) for problem in outcome.problems]
    into = build_stamp.output_fingerprint(root / "docs")
    last = {"from": made_from, "into": into, "counts": dict(outcome.counts), "problems": problems}
    build_stamp.write(root / ".briefing" / "built.json", last)


def read_articles(
    folder: Path, overrides: Sequence[SourceOverride] = (), store: Path | None = None
) -> tuple[list[Article], list[Problem]]:
    """Every article of the folder that can be read, as the editor has it, and a line for each that cannot.

    `store` keeps what was read. Raises StaleOverride when an override names no source.
    """
    from .ingest import input_formats, source_ids
    from .merge.article_edits import edit_articles
    from .merge.base.targets import Faults

    try:
        listed = book_folder.listing(folder, input_formats.articles())
    except OSError as error:
        raise UsageError(f"{folder}: {error.strerror}; a book needs a folder seeds/ with articles in it") from error
    articles, lost = _each_once(_ingested([folder / file for file in listed.files], folder, store))
    problems = [*listed.left, *lost]
    ids = source_ids([article.file for article in articles])
    faults: Faults = []
    unread = {problem.file for problem in problems}
    edited = edit_articles([replace(article, id=ids[article.file]) for article in articles], overrides, unread, faults)
    if faults:
        raise StaleOverride(faults)
    unwanted = {override.source for override in overrides if override.exclude}
    problems = [
        problem for problem in problems if unwanted.isdisjoint((problem.file, PurePosixPath(problem.file).name))
    ]
    return edited, [*problems, *_doubts(edited)]


def _each_once(read: Iterable[Article | Problem]) -> tuple[list[Article], list[Problem]]:
    """The articles, and why a file is none of them, or the same as one before."""
    from .ingest import fingerprint

    articles: list[Article] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for article in read:
        if isinstance(article, Problem):
            problems.append(article)
        elif (first := seen.setdefault(fingerprint(article), article.file)) != article.file:
            problems.append(Problem(file=article.file, reason=f"the same article as {first}; read once", lost=True))
        else:
            articles.append(article)
    return articles, problems


def _ingested(paths: Sequence[Path], folder: Path, store: Path | None) -> Iterator[Article | Problem]:
    """Each file as an article, from the store where that has it, else as a line that says why not."""
    from .ingest.reading import read_source

    version = findings_cache.model_version(None)
    sources: list[tuple[str, bytes] | UnreadableArticle] = []
    for path in paths:
        try:
            sources.append(read_source(path, folder))
        except UnreadableArticle as error:
            sources.append(error)
    read = [source for source in sources if isinstance(source, tuple)]
    keys = [findings_cache.article_key(data, file, version) for file, data in read]
    pieces = [Piece(arguments=(data, file), seconds=guarded.seconds_for(len(data))) for file, data in read]
    articles = iter(
        _kept_or_made(
            findings_cache.FindingsCache(store), Article, keys, pieces, lambda missing: _each(INGEST, missing)
        )
    )
    for source in sources:
        file, article = (source.file, source) if isinstance(source, UnreadableArticle) else (source[0], next(articles))
        if isinstance(article, UnreadableArticle):
            article = Refusal(reason=article.reason)
        yield _lost(file, article, "ingest") if isinstance(article, Refusal) else article


def _each(task: guarded.Task, pieces: Sequence[Piece]) -> Iterator[Any]:
    """On all cores when there is enough to do."""
    return guarded.each(task, pieces, workers=(os.cpu_count() or 1) if len(pieces) >= _WORTH_WORKERS else 1)


def _kept_or_made(
    kept: findings_cache.FindingsCache,
    kind: type[Any],
    keys: Sequence[str],
    pieces: Sequence[Piece],
    make: Callable[[Sequence[Piece]], Iterable[Any]],
    progress: Progress | None = None,
) -> list[Any]:
    """For each key what is kept under it, else what is made of its piece: one of its kind, a Refusal or an
    UnreadableArticle."""
    with closing(kept):
        refusals = {key: f"{key} {piece.seconds:g}" for key, piece in zip(keys, pieces, strict=True)}
        found = _found(kept, kind, refusals)
        missing = {key: piece for key, piece in zip(keys, pieces, strict=True) if key not in found}
        if progress and missing:
            progress("reading", 0, len(missing))
        made_of = map(_or_raised, make(list(missing.values())))
        for done, (key, made) in enumerate(zip(missing, made_of, strict=True), start=1):
            if isinstance(made, kind):
                kept.put(key, made)
            elif _is_costly(made):  # else it would cost its time at every build
                kept.put(refusals[key], made)
            found[key] = made
            if progress:
                progress("reading", done, len(missing))
    return [found[key] for key in keys]


def _found(kept: findings_cache.FindingsCache, kind: type[Any], refusals: Mapping[str, str]) -> dict[str, Any]:
    """For each key what is kept under it, or under that of its refusal."""
    return {
        key: one
        for key, refusal in refusals.items()
        if (one := kept.get(key, kind) or kept.get(refusal, Refusal)) is not None
    }


def _or_raised(made: Any) -> Any:
    """What was made, but an error that is not of one article alone is raised."""
    if isinstance(made, BriefingError) and not isinstance(made, UnreadableArticle):
        raise made
    return made


def _is_costly(made: Any) -> bool:
    return isinstance(made, Refusal) and made.costly


def _doubts(articles: Iterable[Article]) -> Iterator[Problem]:
    for article in articles:
        warnings = article.warnings if article.published else (*article.warnings, _UNDATED)
        if warnings:
            yield Problem(file=article.file, reason="; ".join(warnings), lost=False)


def find_all(
    articles: Sequence[Article],
    store: Path,
    settings: BookFile,
    *,
    progress: Progress | None = None,
    executor: Executor | None = None,
) -> list[Findings | Refusal]:
    """The findings of every article, from the cache where it has them; why not in the place of those that cannot be
    made."""
    version = findings_cache.model_version(settings.model)
    keys = [
        findings_cache.findings_key(article.digest, article.file, version, _stated(article)) for article in articles
    ]
    pieces = [_piece(article, settings.model) for article in articles]
    return _kept_or_made(
        findings_cache.FindingsCache(store),
        Findings,
        keys,
        pieces,
        lambda missing: _extracted(missing, executor=executor),
        progress,
    )


def _stated(article: Article) -> str:
    """What ingest and the editor say of an article beside its text."""
    published = article.published and (
        article.published.edtf,
        article.published.basis,
        article.published.text,
        article.published.zone,
    )
    return repr((published, article.title, article.authors, article.outlet, article.url, article.dateline))


def extract_all(
    articles: Sequence[Article], model: str | None, *, executor: Executor | None = None
) -> Iterator[Findings | Refusal]:
    """Findings in the order of the articles; on all cores when there are enough of them. Raises UsageError without the
    model."""
    for found in _extracted([_piece(article, model) for article in articles], executor=executor):
        if isinstance(found, BriefingError):
            raise found
        yield found


def _piece(article: Article, model: str | None) -> Piece:
    return Piece(arguments=(article, model), seconds=guarded.seconds_for(len(article.text)), first=(LOAD, (model,)))


def _extracted(pieces: Sequence[Piece], executor: Executor | None) -> Iterable[Any]:
    if executor is None or not pieces:
        return _each(EXTRACT, pieces)
    seconds, articles, models = zip(*((piece.seconds, *piece.arguments) for piece in pieces), strict=True)
    return executor.map(guarded.attempt_within, seconds, [EXTRACT] * len(pieces), articles, models, chunksize=_CHUNK)


def prove(root: Path) -> Proof:
    """What `briefing check` finds in a book: whether its pages say what its articles do."""
    from .check.others import Others
    from .check.prove import check_book
    from .ingest import input_formats
    from .render.kinds import others

    kinds = others()
    added = Others(
        endings=frozenset(input_formats.articles().endings),
        text=_other_text,
        makes=lambda path: any(kind.makes(path) for kind in kinds),
        sections=frozenset(kind.section for kind in kinds if kind.section),
    )
    return check_book(root, added)


def _other_text(data: bytes, file: str) -> str | None:
    """The text of a file that is no plain text, "" when it cannot be read; None for plain text."""
    from .ingest import input_formats

    if input_formats.is_plain(data, file):
        return None
    read = next(guarded.each(TEXT_OF, [Piece(arguments=(data, file), seconds=guarded.seconds_for(len(data)))]))
    return read if isinstance(read, str) else ""


def listed(path: Path, *, published: Date | None = None, take_plain: bool = False) -> str:
    """What is found in one file, without a book, as a line of JSON. Raises UnreadableArticle when that cannot be."""
    data, article, findings = _alone(path, published, take_plain)
    return _shown(LISTED, article, path.as_posix(), article, findings, data, take_plain)


def explained(path: Path, *, published: Date | None = None, take_plain: bool = False, colour: bool = False) -> str:
    """The same for a reader, each finding with its rule. Raises UnreadableArticle when that cannot be."""
    _, article, findings = _alone(path, published, take_plain)
    return _shown(EXPLAINED, article, article, findings, colour)


def _alone(path: Path, published: Date | None, take_plain: bool) -> tuple[bytes, Article, Findings]:
    from .ingest.reading import read_source

    file, data = read_source(path, path.parent)
    seconds = guarded.seconds_for(len(data))
    task, arguments = (PLAIN, (data, file, published)) if take_plain else (INGEST, (data, file))
    article = _or_unreadable(file, guarded.one(task, Piece(arguments=arguments, seconds=seconds)))
    article = replace(article, published=published) if published else article
    return data, article, _or_unreadable(file, guarded.one(EXTRACT, _piece(article, None)))


def _shown(task: guarded.Task, article: Article, *arguments: Any) -> str:
    piece = Piece(arguments=arguments, seconds=guarded.seconds_for(len(article.text)))
    shown: str = _or_unreadable(article.file, guarded.one(task, piece))
    return shown


def _or_unreadable(file: str, result: Any) -> Any:
    if isinstance(result, Refusal):
        raise UnreadableArticle(file, result.reason)
    return result
