"""The folder of sources: every file is read, split, left out or refused by name, and nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from . import book_folder
from .model.article import Article, Print, Reading, part_name
from .model.errors import StaleOverride, UnreadableArticle, UsageError
from .model.settings import SourceOverride
from .model.source_files import Problem, SourceFile
from .model.text import record
from .store import findings_cache
from .workers import guarded
from .workers.guarded import Piece, Refusal
from .workers.kept import each, is_worth_workers, readings_of

_STEPS = f"{__package__}.workers.steps"  # what a worker does, by its name
INGEST = f"{_STEPS}:ingest"
RELATE = f"{_STEPS}:relate"
READY_TO_READ = (f"{_STEPS}:ready_to_read", ())

if TYPE_CHECKING:
    from .merge.families.families import Families

_UNDATED = "gives no publication date; its dates are only as sure as its text and the other articles make them"
_NONE_INSIDE = "nothing in it is an article; why not stands beside each part"
_NOT_RELATED = "copies and versions were not looked for, each article counts as a source of its own"


@record
class Intake:
    """What a folder holds: its articles, a line for each doubt or fault, and what became of each file."""

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]
    files: tuple[SourceFile, ...]


def read_folder(
    folder: Path,
    overrides: Sequence[SourceOverride] = (),
    store: Path | None = None,
    ahead: Callable[[], None] = lambda: None,
) -> Intake:
    """Every article of the folder that can be read, as the editor has it.

    `store` keeps what was read; `ahead` is called when something has to be read that it does not have. Raises
    UsageError when there is no such folder, StaleOverride when an override names no source.
    """
    from .ingest import input_formats, source_ids
    from .merge.article_edits import edit_articles
    from .merge.base.targets import Faults

    try:
        listed = book_folder.listing(folder, input_formats.articles())
    except OSError as error:
        raise UsageError(f"{folder}: {error.strerror}; a book needs a folder seeds/ with articles in it") from error
    read, exact = _read_once(_readings([folder / file for file in listed.files], folder, store, ahead))
    problems = [*listed.left, *read.problems]
    ids = source_ids([article.file for article in read.articles])
    named = [replace(article, id=ids[article.file]) for article in read.articles]
    faults: Faults = []
    edited = edit_articles(named, overrides, {problem.file for problem in problems}, faults)
    related, problem = _related(edited, exact, overrides, store and store.parent)
    articles = related.sources(edited)
    if faults or related.faults:
        raise StaleOverride(sorted([*faults, *related.faults]))
    refused = [SourceFile(file=one.file, fate="refused", reason=one.reason) for one in listed.left]
    passed = [SourceFile(file=file, fate="passed", reason=reason) for file, reason in listed.passed]
    files = _with_ids([*read.files, *refused, *passed], named, edited)
    return Intake(
        articles=articles,
        problems=(*_but_excluded(problems, overrides), *problem, *_doubts(articles)),
        files=_sorted(_with_prints(files, related.prints)),
    )


def _but_excluded(problems: Iterable[Problem], overrides: Iterable[SourceOverride]) -> Iterator[Problem]:
    """The problems without those of files that the editor leaves out."""
    unwanted = {override.source for override in overrides if override.exclude}
    yield from (one for one in problems if unwanted.isdisjoint((one.file, PurePosixPath(one.file).name)))


def _related(
    articles: Sequence[Article],
    exact: Sequence[tuple[Article, str]],
    overrides: Sequence[SourceOverride],
    keeping: Path | None,
) -> tuple[Families, tuple[Problem, ...]]:
    """Who is a copy or an older version of whom; with a line that says so when that was not found out."""
    from .merge.families.families import Families

    seconds = guarded.seconds_for_book(len(articles))
    arguments = (articles, exact, overrides, keeping)
    found = guarded.one(RELATE, Piece(arguments=arguments, seconds=seconds, crew=guarded.BOOK))
    if isinstance(found, Families):
        return found, ()
    doubt = Problem(file="seeds/", reason=f"{_NOT_RELATED}: {found.reason}", lost=False, stage="merge")
    return Families(heads=dict.fromkeys((article.file for article in articles), "")), (doubt,)


def _with_prints(files: Iterable[SourceFile], prints: Mapping[str, Sequence[Print]]) -> Iterator[SourceFile]:
    """The files, those of prints with the file of their source."""
    of = {one.file: (one.fate, source) for source, some in prints.items() for one in some}
    for one in files:
        if one.file in of:
            fate, source = of[one.file]
            yield SourceFile(file=one.file, fate=fate, of=source)
        else:
            yield one


def _sorted(files: Iterable[SourceFile]) -> tuple[SourceFile, ...]:
    return tuple(sorted(files, key=lambda one: one.file))


def _with_ids(files: Iterable[SourceFile], named: Sequence[Article], edited: Sequence[Article]) -> Iterator[SourceFile]:
    """Each file with the id of its article, and those that the editor left out as such."""
    kept = {article.id for article in edited}
    ids = {article.file: article.id for article in named}
    for one in files:
        if one.fate != "read":
            yield one
        elif ids[one.file] in kept:
            yield replace(one, source=ids[one.file])
        else:
            yield replace(one, fate="excluded", reason="left out in book.yml")


def _read_once(
    readings: Iterable[tuple[str, Reading | Problem]],
) -> tuple[Intake, tuple[tuple[Article, str], ...]]:
    """All articles but those of the same words as one before, and what became of each file; then those, each with the
    file that has its words."""
    from .ingest import fingerprint

    articles: list[Article] = []
    problems: list[Problem] = []
    files: list[SourceFile] = []
    seen: dict[str, str] = {}
    exact: list[tuple[Article, str]] = []

    def refuse(file: str, reason: str) -> None:
        problems.append(Problem(file=file, reason=reason, lost=True, stage="ingest"))
        files.append(SourceFile(file=file, fate="refused", reason=reason))

    for file, reading in readings:
        if isinstance(reading, Problem):
            refuse(file, reading.reason)
            continue
        if not reading.articles and all(left.part for left in reading.left):
            refuse(file, _NONE_INSIDE)
        elif count := sum(bool(article.part) for article in reading.articles):
            files.append(
                SourceFile(file=file, fate="split", reason=f"{count} {'article' if count == 1 else 'articles'}")
            )
        for left in reading.left:
            refuse(part_name(file, left.part), left.reason)
        for article in reading.articles:
            first = seen.setdefault(fingerprint(article), article.file)
            if first == article.file:
                articles.append(article)
                files.append(SourceFile(file=article.file, fate="read"))
            else:
                reason = f"the same article as {first}; read once"
                problems.append(Problem(file=article.file, reason=reason, lost=False))
                files.append(SourceFile(file=article.file, fate="copy", of=first))
                exact.append((article, first))
    return Intake(articles=tuple(articles), problems=tuple(problems), files=tuple(files)), tuple(exact)


def _readings(
    paths: Sequence[Path], folder: Path, store: Path | None, ahead: Callable[[], None]
) -> Iterator[tuple[str, Reading | Problem]]:
    """What each file holds, from the store where that has it, else a line that says why nothing."""
    from .ingest.reading import read_source

    version = findings_cache.model_version(None)
    sources: list[tuple[str, bytes] | UnreadableArticle] = []
    for path in paths:
        try:
            sources.append(read_source(path, folder))
        except UnreadableArticle as error:
            sources.append(error)
    read = [source for source in sources if isinstance(source, tuple)]
    keys = {file: findings_cache.article_key(data, file, version) for file, data in read}
    pieces = {
        keys[file]: Piece(arguments=(data, file), seconds=guarded.seconds_for_file(len(data)), first=READY_TO_READ)
        for file, data in read
    }

    def make(missing: Sequence[Piece]) -> Iterator[tuple[int, Any]]:
        # few are read where the book will be made, while the model is loaded elsewhere
        crew = guarded.READING if is_worth_workers(missing) else guarded.BOOK
        return each(INGEST, [replace(piece, crew=crew) for piece in missing])

    found = readings_of(findings_cache.FindingsCache(store), pieces, make, ahead)
    for source in sources:
        if isinstance(source, UnreadableArticle):
            yield source.file, _lost(source.file, source)
            continue
        file, reading = source[0], found[keys[source[0]]]
        yield file, _lost(file, reading) if isinstance(reading, UnreadableArticle | Refusal) else reading


def _lost(file: str, why: UnreadableArticle | Refusal) -> Problem:
    return Problem(file=file, reason=why.reason, lost=True, stage="ingest")


def _doubts(articles: Iterable[Article]) -> Iterator[Problem]:
    for article in articles:
        warnings = article.warnings if article.published else (*article.warnings, _UNDATED)
        if warnings:
            yield Problem(file=article.file, reason="; ".join(warnings), lost=False)
