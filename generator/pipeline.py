"""The way through: articles -> findings -> book -> pages -> docs/. Only this module knows the order.

The stages are imported where they are used: a run in which nothing changed does no language work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .book_file.read import SECTIONS, read_book_file, read_notes, unplaced
from .intake import INGEST, Intake, read_folder
from .model.article import Article, Reading, part_name
from .model.book import Book, Note
from .model.built import Beside, Built
from .model.claims import Record
from .model.dates import Date
from .model.errors import BriefingError, StaleOverride, Stopped, UnreadableArticle
from .model.findings import Findings
from .model.lent import Lent
from .model.page import File, Page
from .model.settings import BookFile
from .model.source_files import Problem
from .model.text import record
from .outcome import Outcome, again, stamp
from .store import (
    build_stamp,
    editions,
    findings_cache,
    fresh_files,
    holding,
    kept_results,
    known_files,
    last_build,
    publish,
    theme_files,
    untouched,
)
from .store.publish import Changes
from .workers import guarded
from .workers.guarded import Piece, Refusal
from .workers.kept import Progress, each, lent_of
from .workers.sparing import LeftOut, Pair, spared

if TYPE_CHECKING:
    from .check.prove import Proof

_MEMORY_OF_BOOK = 2 << 20  # bytes more that a book may take for each article; usual are a quarter of it

# What a worker does, by its name, so that this process imports none of it
_STEPS = f"{__package__}.workers.steps"
PLAIN = f"{_STEPS}:plain"
LOAD = f"{_STEPS}:load_model"
EXTRACT = f"{_STEPS}:extract"
MERGE = f"{_STEPS}:merge"
WRITE = f"{_STEPS}:write"
BUILD = f"{_STEPS}:build"
LISTED = f"{_STEPS}:listed"
EXPLAINED = f"{_STEPS}:explained"
TEXTS_OF = f"{_STEPS}:texts_of"
READY_FOR_THE_BOOK = (f"{_STEPS}:ready_for_the_book", ())


@record
class Made:
    """The book and its pages, in memory."""

    book: Book
    pages: tuple[Page, ...]


def build(
    root: Path,
    *,
    check: bool = False,
    progress: Progress | None = None,
    cluster: str | None = None,
    since: Record | None = None,
    tell: holding.Tell | None = None,
) -> Outcome:
    """Bring `root/docs` up to date with `root/seeds`, `root/notes` and `root/book.yml`.

    `cluster` is the address of a Dask scheduler whose workers read the articles, in place of what book.yml says;
    with "" they are read here.

    `since` is the record of editions to compare with, when it is not the one that stands in docs/. `tell` takes a
    line when another run is waited for, or when what a stopped one began has been ended.

    With `check`, write nothing else. Raises UsageError when there is nothing to read or book.yml is not
    valid, PublishError when docs/ cannot be written or a hand-written page is in the way; in both cases docs/ stays
    as it was. Raises Stopped when the user stops it after docs/ has begun to change.
    """
    with holding.held(root, tell or holding.silent):
        return _build(root, check=check, progress=progress, cluster=cluster, since=since, tell=tell or holding.silent)


def _build(
    root: Path,
    *,
    check: bool,
    progress: Progress | None,
    cluster: str | None,
    since: Record | None,
    tell: holding.Tell,
) -> Outcome:
    looks = last_build.look_at_sources(root), last_build.look_at_articles(root)
    settings = read_book_file(root / "book.yml")
    if cluster is not None:
        settings = replace(settings, cluster=cluster or None)
    if last_build.have_articles_changed(root, looks[1]):
        _load_ahead(settings)
        _prepare_for_the_book()
    from .ingest import input_formats

    known = known_files.KnownFiles(root / ".briefing" / "known.msgpack")
    made_from = build_stamp.fingerprint(
        root,
        f"{findings_cache.model_version(settings.model)}; seconds {guarded.stated_seconds()}",
        input_formats.articles(),
        known,
    )
    unchanged = _unchanged(root, made_from, known)
    if unchanged is not None:
        if not check:
            _remember(root, made_from, looks, unchanged, known)
        return unchanged
    if kept_results.removed_if_damaged(root / ".briefing" / kept_results.MERGED):
        tell("what was kept of merging is damaged; it is worked out anew")
    _prepare_for_the_book()
    docs, keeping = root / "docs", root / ".briefing"
    standing = None if check else publish.standing(docs, known)
    try:
        built, beside = _made(BUILD, root, settings, progress, since, standing)
        files: list[File] = [*built.pages, *theme_files.assets()]
        changes = publish.compare(files, docs, known) if check else publish.publish(files, docs, known)
    finally:
        fresh_files.remove(keeping)
    outcome = _outcome(built, changes, beside)
    if not check:
        try:
            editions.keep(keeping, built.claimed)
            _remember(root, made_from, looks, outcome, known)
        except KeyboardInterrupt:
            raise Stopped("stopped after publishing; docs/ is up to date and whole") from None
    return outcome


def _outcome(built: Built, changes: Changes, beside: Beside) -> Outcome:
    problems = (
        *built.problems,
        *unplaced(beside.notes, [page.path for page in built.pages]),
        *_remarks(beside.notes),
        *editions.doubts(beside.history),
    )
    return Outcome(counts=built.counts, problems=problems, changes=changes, news=built.news, files=built.files)


def _remarks(notes: Sequence[Note]) -> tuple[Problem, ...]:
    if not notes:
        return ()
    from .render.base.notes import remarks

    return remarks(notes)


def make(root: Path, settings: BookFile, *, progress: Progress | None = None) -> Made:
    """The book of `root/seeds`, `root/notes` and these settings, and its pages; only the cache of findings is
    written."""
    _prepare_for_the_book()
    (book, pages), _ = _made(WRITE, root, settings, progress, None)
    return Made(book=book, pages=pages)


def _made(
    task: guarded.Task,
    root: Path,
    settings: BookFile,
    progress: Progress | None,
    since: Record | None,
    *more: Any,
) -> tuple[Any, Beside]:
    """What the task makes of a folder, and of what beside its articles."""
    keeping = root / ".briefing"
    notes, unreadable = read_notes(root / "notes")
    history = since or editions.read(root / "docs", keeping)
    read, intake = _read(root, settings, progress)
    problems = [*intake.problems, *unreadable]
    beside = Beside(notes=notes, history=history, files=intake.files)
    try:
        made = _around_faults(task, read, settings, problems, beside, *more, keeping=keeping)
    except StaleOverride as error:
        raise StaleOverride(
            [(at, fault + editions.meaning(fault, beside.history[1])) for at, fault in error.faults]
        ) from error
    return made, beside


def rehearse(root: Path, settings: BookFile, line: int | None = None) -> Book:
    """The book as these settings make it, in memory only. Raises StaleOverride when an override in them matches
    nothing.

    The one on `line` has to match even where an article was lost.
    """
    _prepare_for_the_book()
    read, intake = _read(root, settings)
    book: Book = _around_faults(MERGE, read, settings, intake.problems, keeping=root / ".briefing", new=line)
    return book


def choices(root: Path) -> str:
    """Which lines stand where it stands, which do not, and why. Raises UsageError without a book."""
    from .explain import chosen

    return chosen(rehearse(root, read_book_file(root / "book.yml")))


def _read(root: Path, settings: BookFile, progress: Progress | None = None) -> tuple[list[Pair], Intake]:
    """Every article that can be read with its findings, and what became of every file."""
    store = root / ".briefing" / "findings.sqlite"
    intake = read_folder(root / "seeds", settings.sources, store, lambda: _load_ahead(settings))
    articles = intake.articles
    findings = find_all(articles, store, settings, progress=progress)
    pairs = list(zip(articles, findings, strict=True))
    lost = {
        article.file: _lost(article.file, found, "extract") for article, found in pairs if isinstance(found, Refusal)
    }
    problems = (*(problem for problem in intake.problems if problem.file not in lost), *lost.values())
    read = [(article, found) for article, found in pairs if not isinstance(found, Refusal)]
    return read, replace(intake, problems=problems)


def _prepare_for_the_book() -> None:
    """Have a worker made ready for what comes after the articles, while these are looked for."""
    guarded.prepare(guarded.BOOK, READY_FOR_THE_BOOK)


def _load_ahead(settings: BookFile) -> None:
    """Have the model loaded for new articles, while they are taken out of their files and copies are looked for."""
    if settings.cluster is None:
        guarded.prepare(guarded.READING, (LOAD, (settings.model,)))


def _lost(file: str, refusal: Refusal, stage: str) -> Problem:
    return Problem(file=file, reason=refusal.reason, lost=True, stage=stage)


def _around_faults(
    task: guarded.Task,
    read: Sequence[Pair],
    settings: BookFile,
    problems: Sequence[Problem],
    *more: Any,
    keeping: Path,
    new: int | None = None,
) -> Any:
    """What the task makes of the articles, without the findings that it cannot take; each is among the problems of the
    book. `keeping` is the folder in which what is made of them is kept.

    Raises StaleOverride, unless an article was lost: then what would have been corrected may be lost with it, but for
    the correction on the line `new`.
    """
    none: dict[str, Any] = dict.fromkeys(SECTIONS, ())
    bare = replace(settings, **none)

    def call(
        pairs: Sequence[Pair], settings: BookFile, problems: Sequence[Problem], keeping: Path | None = None
    ) -> Any:
        arguments = (list(pairs), settings, problems, *more, keeping)
        piece = Piece(
            arguments=arguments,
            seconds=guarded.seconds_for_book(len(pairs)),
            memory=guarded.MEMORY + _MEMORY_OF_BOOK * len(pairs),
            first=READY_FOR_THE_BOOK,
            crew=guarded.BOOK,
        )
        return next(guarded.each(task, [piece]))

    def make(pairs: Sequence[Pair], left: Sequence[LeftOut]) -> Any:
        all_problems = [
            *problems,
            *(Problem(file=out.file, reason=out.reason, lost=out.whole, stage="merge") for out in left),
        ]
        result = call(pairs, settings, all_problems, keeping)
        lost = any(problem.lost and problem.stage for problem in all_problems)
        if lost and isinstance(result, StaleOverride) and new not in {at for at, _ in result.faults}:
            idle = [
                Problem(file="book.yml", reason=_idle(at, fault), lost=False, stage="merge")
                for at, fault in result.faults
            ]
            result = call(pairs, _without(settings, {at for at, _ in result.faults}), [*all_problems, *idle], keeping)
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


def _unchanged(root: Path, made_from: str, known: known_files.KnownFiles) -> Outcome | None:
    """The last outcome, when neither what it was built from nor what came out has changed since."""
    last = last_build.read(root)
    if last.get("from") != made_from or last.get("into") != build_stamp.output_fingerprint(root / "docs", known):
        return None
    return again(last)


def _remember(
    root: Path,
    made_from: str,
    looks: tuple[str | None, str | None],
    outcome: Outcome,
    known: known_files.KnownFiles,
) -> None:
    pages = untouched.of_pages(root / "docs")  # before they are read: what changes meanwhile looks changed
    into = build_stamp.output_fingerprint(root / "docs", known)
    last_build.write(root, stamp(outcome, made_from, into, (looks[0], pages.digest if pages else None, looks[1])))
    known.keep()


def find_all(
    articles: Sequence[Article],
    store: Path,
    settings: BookFile,
    *,
    progress: Progress | None = None,
) -> list[Lent | Refusal]:
    """The findings of every article, from the cache where it has them; why not in the place of those that cannot be
    made. Raises UsageError when the cluster of the settings cannot read them."""
    version = findings_cache.model_version(settings.model)
    pieces = {
        findings_cache.findings_key(article.digest, article.file, version, _stated(article)): piece_of(
            article, settings.model
        )
        for article in articles
    }
    found = lent_of(
        findings_cache.FindingsCache(store), pieces, lambda missing: _extracted(missing, settings), progress
    )
    return [found[key] for key in pieces]


def _stated(article: Article) -> str:
    """What ingest and the editor say of an article beside its text."""
    published = article.published and (
        article.published.edtf,
        article.published.basis,
        article.published.text,
        article.published.zone,
    )
    return repr((published, article.title, article.authors, article.outlet, article.url, article.dateline))


def extract_all(articles: Sequence[Article], model: str | None) -> Iterator[Findings | Refusal]:
    """Findings in the order of the articles; on all cores when there are enough of them. Raises UsageError without the
    model."""
    for _, found in each(EXTRACT, [piece_of(article, model) for article in articles]):
        if isinstance(found, BriefingError):
            raise found
        yield found


def piece_of(article: Article, model: str | None) -> Piece:
    """The article as work for a process that has the model."""
    return Piece(arguments=(article, model), seconds=guarded.seconds_for(len(article.text)), first=(LOAD, (model,)))


def _extracted(pieces: Sequence[Piece], settings: BookFile) -> Iterator[tuple[int, Any]]:
    """What comes of each piece, with its number: here, or on the cluster of the settings. Raises UsageError."""
    if settings.cluster is None or not pieces:
        yield from each(EXTRACT, pieces)
        return
    from .workers import lists
    from .workers.cluster import connected

    with connected(settings.cluster, settings.model) as cluster:
        yield from lists.each(EXTRACT, pieces, cluster)


def prove(root: Path) -> Proof:
    """What `briefing check` finds in a book: whether its pages say what its articles do."""
    from .check.others import Others
    from .check.prove import check_book
    from .render.kinds import others

    kinds = others()
    added = Others(
        texts=_other_texts,
        makes=lambda path: any(kind.makes(path) for kind in kinds),
        sections=frozenset(kind.section for kind in kinds if kind.section),
    )
    return check_book(root, added)


def _other_texts(data: bytes, file: str) -> Mapping[str, str] | None:
    """The text of each article in a file that is no plain text or is split, by what it is called there; none when it
    cannot be read. None for a plain text."""
    from .ingest import input_formats

    if input_formats.is_plain(data, file):
        return None
    read = next(guarded.each(TEXTS_OF, [Piece(arguments=(data, file), seconds=guarded.seconds_for_file(len(data)))]))
    return read if isinstance(read, dict) else {}


@record
class Shown:
    """What is found in one file, as text, and a line for each part of it that gives no article."""

    text: str
    left: tuple[str, ...]


def listed(path: Path, *, published: Date | None = None, take_plain: bool = False) -> Shown:
    """What is found in one file, without a book, as a line of JSON for each article. Raises UnreadableArticle when
    there is none."""

    def show(data: bytes, article: Article, findings: Findings) -> str:
        name = part_name(path.as_posix(), article.part)
        return _shown(LISTED, article, name, article, findings, data, take_plain)

    return _alone(path, published, take_plain, show)


def explained(path: Path, *, published: Date | None = None, take_plain: bool = False, colour: bool = False) -> Shown:
    """The same for a reader, each finding with its rule. Raises UnreadableArticle when there is no article."""
    return _alone(
        path,
        published,
        take_plain,
        lambda _data, article, findings: _shown(EXPLAINED, article, article, findings, colour),
    )


def _alone(
    path: Path, published: Date | None, take_plain: bool, show: Callable[[bytes, Article, Findings], str]
) -> Shown:
    from .ingest.reading import read_source

    file, data = read_source(path, path.parent)
    seconds = guarded.seconds_for_file(len(data))
    if take_plain:
        plain = _or_unreadable(file, guarded.one(PLAIN, Piece(arguments=(data, file, published), seconds=seconds)))
        reading = Reading(articles=(plain,))
    else:
        reading = _or_unreadable(file, guarded.one(INGEST, Piece(arguments=(data, file), seconds=seconds)))
    left = tuple(f"{part_name(file, one.part)}: {one.reason}" for one in reading.left)
    if not reading.articles:
        raise UnreadableArticle(file, "; ".join(["holds no article", *left]))
    dated = [replace(one, published=published) if published else one for one in reading.articles]
    texts = [show(data, one, _or_unreadable(file, guarded.one(EXTRACT, piece_of(one, None)))) for one in dated]
    return Shown(text="\n".join(texts), left=left)


def _shown(task: guarded.Task, article: Article, *arguments: Any) -> str:
    piece = Piece(arguments=arguments, seconds=guarded.seconds_for(len(article.text)))
    shown: str = _or_unreadable(article.file, guarded.one(task, piece))
    return shown


def _or_unreadable(file: str, result: Any) -> Any:
    if isinstance(result, Refusal):
        raise UnreadableArticle(file, result.reason)
    return result
