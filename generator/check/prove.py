"""`briefing check`: a second reader, who starts from the finished pages and proves each line of them.

It reads docs/, seeds/, notes/ and book.yml by code of its own and shares nothing with the stages that made the book:
an own decoding of the articles, an own reading of pages, dates and numbers, own lists of words (rules/check/; the
names of the world's countries alone are the generator's).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from pathlib import Path, PurePosixPath
from typing import TypeVar
from urllib.parse import unquote

from ..model.text import record
from . import measures, text
from .agree import agreeing, extras, summary, told_by_editions
from .data import Book, Damaged, Edition, Timeline, read
from .facts import Fault, Ground, proved
from .heads import head_flaws
from .lines import Lines
from .others import Others
from .pages import Page, read_anew, read_page, whole_of
from .parts import parts_among, put_together
from .places import misplaced
from .prints import print_flaws
from .shown import Reader, missing_uses
from .source_pages import order_flaws, sentences_of
from .sources import EditorsWords, files_below, read_editor, read_sources

T = TypeVar("T")

_ALWAYS = (
    "index.md",
    "timeline.md",
    "positions.md",
    measures.PAGE,
    "disagreements.md",
    "figures.md",
    "glossary.md",
    "coverage.md",
    "changes.md",
)
_LIST = ".generated.json"
_LINKED = ".theme/linked_data"
_FOLDERS = ("topics/index.md", "topics/questions.md", "people/index.md", "people/contacts.md", "sources/index.md")
_LINK = re.compile(r"\]\((?P<path>[^()\s:#?]*)(?:\?[^()\s#]*)?(?:#[^()\s]*)?(?:\s+\"[^\"]*\")?\)")


@record
class Proof:
    """What came of a check: one line for each fault, and how much was proved."""

    faults: tuple[str, ...]
    claims: int  # lines of pages that rest on a sentence
    sources: int
    unproved: tuple[str, ...] = ()  # paths below docs/ of the pages that other packages made


def check_book(root: Path, others: Others) -> Proof:
    """Proves the book in `root/docs` from `root/seeds`, `root/book.yml` and `root/notes`. What is missing or damaged is
    a fault.

    Plain text is decoded here; `others` gives the text of any other format, and says which pages are not ours to prove.
    """
    docs = root / "docs"
    try:
        book = _read(docs, "data/book.json", Book)
        timeline = _read(docs, "data/timeline.json", Timeline)
        editions = _read(docs, "data/editions.json", list[Edition])
    except Damaged as error:
        return Proof(faults=(str(error),), claims=0, sources=0)
    named = {file for source in book.sources for file in (source.file, *(one.file for one in source.prints))}
    articles = read_sources(root / "seeds", named, others)
    there, editor = files_below(root / "seeds"), read_editor(root / "book.yml")
    generated = _generated(docs)
    unproved = tuple(filter(others.makes, generated))
    told, read_ = _pages(docs, book, timeline, frozenset(generated).difference(unproved))
    pages, standing, cut = _whole_pages(docs, read_)
    sentences = {
        (source.id, number): words
        for source in book.sources
        if source.page in pages
        for number, words in sentences_of(pages[source.page])
    }
    ground = Ground(book, articles, editor, sentences, others)
    lines = Lines(book, timeline)
    news = summary(editions[-1]) if editions else ""
    reader = Reader(ground, lines, pages, told_by_editions(ground, editions), news, standing)
    faults: list[Fault] = [*told, *cut, *_whole(ground, there, editor), *proved(ground), *measures.proved(ground)]
    faults += print_flaws(book, articles)
    for page in pages.values():
        faults += reader.read(page)
        faults += misplaced(page, ground, reader.counts)
        faults += measures.misplaced(page, ground)
        faults += [(page.path, *flaw) for flaw in head_flaws(page, ground, reader)]
        faults += extras(page, ground, lines, reader, _notes(root / "notes", page))
    faults += missing_uses(lines.uses(), reader.uses)
    faults += order_flaws(ground, lines, pages)
    faults += agreeing(docs / "data", ground, lines, timeline, reader)
    faults += measures.agreeing(docs / "data", ground)
    faults += _dead_links(docs)
    written = tuple(dict.fromkeys(f"{place}: {text.short(claim)}: {flaw}" for place, claim, flaw in faults))
    return Proof(faults=written, claims=reader.claims, sources=len(book.sources), unproved=unproved)


def _read(docs: Path, name: str, shape: type[T]) -> T:
    try:
        return read(docs / name, shape)
    except Damaged as error:
        raise Damaged(f"{name}: {error}") from error


def _pages(docs: Path, book: Book, timeline: Timeline, ours: Set[str]) -> tuple[list[Fault], dict[str, Page]]:
    """Every page that the data name, read; a fault for each that is not there or that stands where none should be, and
    for each of `ours`, written by the program, that nothing here would prove."""
    named = _named(book, timeline)
    named |= {name for name in ours if whole_of(name) in named}
    faults: list[Fault] = [
        (name, "the page", "is written by the program, and nothing here proves it") for name in sorted(ours - named)
    ]
    pages, cut = {}, {whole_of(name) for name in ours if whole_of(name) != name}
    for name in sorted(named):
        page = _page(docs, name, anew=whole_of(name) in cut)
        if isinstance(page, str):
            faults.append((name, "the page", page))
        else:
            pages[name] = page
    return faults, pages


def _page(docs: Path, name: str, *, anew: bool) -> Page | str:
    """A page, or what is wrong with its file; `anew` where it will be changed."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or path.suffix != ".md":
        return "is no page below docs/"
    try:
        return (read_anew if anew else read_page)(name, (docs / name).read_text(encoding="utf-8"), _beside(docs, path))
    except FileNotFoundError:
        return "is missing; run `briefing build`"
    except (OSError, ValueError) as error:
        return f"cannot be read ({error}); run `briefing build`"


def _whole_pages(
    docs: Path, read_: Mapping[str, Page]
) -> tuple[dict[str, Page], dict[str, frozenset[str]], list[Fault]]:
    """The pages with their parts put in, the ids on each page and part that was cut, and what is wrong with those."""
    pages = {name: page for name, page in read_.items() if whole_of(name) == name}
    faults: list[Fault] = []
    standing: dict[str, frozenset[str]] = {}
    for name, parts in parts_among(read_).items():
        if name in pages:
            whole = put_together(pages[name], [read_[part] for part in parts], docs)
            pages[name] = whole.page
            standing |= whole.standing
            faults += whole.faults
    faults += [
        (name, "the part", "belongs to a page that is not there") for name in read_ if whole_of(name) not in pages
    ]
    return pages, standing, faults


def _beside(docs: Path, page: PurePosixPath) -> str:
    """The linked data of a page; none where there are none."""
    try:
        return (docs / _LINKED / page.with_suffix(".html")).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def _named(book: Book, timeline: Timeline) -> frozenset[str]:
    """The pages that every book has, and those that the data name."""
    events = {entry.page for entry in timeline.events}
    told = {one.page for records in (book.sources, book.people, book.topics) for one in records}
    return frozenset((*_ALWAYS, *_FOLDERS, *events, *told))


def _generated(docs: Path) -> list[str]:
    """The pages that the program says it wrote; none when its list cannot be read."""
    try:
        listed = json.loads((docs / _LIST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    files = listed if isinstance(listed, list) else []
    return [name for name in files if isinstance(name, str) and name.endswith(".md")]


def _whole(ground: Ground, there: Set[str], editor: EditorsWords) -> Iterator[Fault]:
    """Whether every article is in the book, or told with the reason why not, and nothing else is."""
    book = ground.book
    if book.schema != 1:
        yield "data/book.json", "schema", f"is {book.schema}, and this check reads 1"
    yield from _untold(book, there)
    yield from _files_told_otherwise(book)
    yield from _named_otherwise(book, editor)
    yield from _empty(book, there)
    if book.as_of is None and any(source.published for source in book.sources):
        yield "data/book.json", "as_of", "is missing, though sources are dated"
    for name, records in (
        ("sources", book.sources),
        ("people", book.people),
        ("events", book.events),
        ("quotations", book.quotations),
        ("measures", book.measures),
    ):
        times = Counter(one.id for one in records)
        yield from (
            ("data/book.json", name, f"{one!r} stands there twice") for one, number in times.items() if number > 1
        )


def _empty(book: Book, there: Set[str]) -> Iterator[Fault]:
    """A book without a source, and files of which nothing says why they are none."""
    asked = there - {one.file for one in book.coverage.files if one.fate == "passed"}
    if asked and not book.sources and not book.coverage.problems:
        yield "data/book.json", "the book", f"is empty, and seeds/ has {len(asked)} files"


def _named_otherwise(book: Book, editor: EditorsWords) -> Iterator[Fault]:
    """What book.yml says the book and its topics are called, and what they are about."""
    given = editor.given
    for name, has in (("title", book.title), ("description", book.description)):
        if given.get(name) and text.alike(str(given[name])) != text.alike(has or ""):
            yield (
                "data/book.json",
                name,
                f"is {text.short(has or '')!r}, and book.yml says {text.short(str(given[name]))!r}",
            )
    listed = given.get("topics")
    topics = [topic for topic in listed if isinstance(topic, dict)] if isinstance(listed, list) else []
    told = {text.alike(str(topic.get("title"))): text.alike(str(topic.get("description") or "")) for topic in topics}
    for topic in book.topics if topics else ():
        if told.get(text.alike(topic.title)) != text.alike(topic.description or ""):
            yield "data/book.json", topic.title, "is a topic that book.yml does not have, or describes otherwise"


def _untold(book: Book, there: Set[str]) -> Iterator[Fault]:
    """Files of which the book does not say what became of them, and files that it tells of and that are not there."""
    told = {one.file for one in book.coverage.files}
    for file in sorted(there - told):
        if told.intersection(folder.as_posix() for folder in PurePosixPath(file).parents):
            continue  # its folder is told
        yield f"seeds/{file}", "the file", "is not in the book, and no page says why; run `briefing build`"


def _files_told_otherwise(book: Book) -> Iterator[Fault]:
    """Each source rests on a file that was read, each file that was read gives a source, and a copy is one of a file
    that is told."""
    where, told = "data/book.json", {one.file: one for one in book.coverage.files}
    for source in book.sources:
        if (one := told.get(source.file)) is None or (one.fate, one.source) != ("read", source.id):
            yield where, source.file, "is a source, and the list of files does not say that it was read"
    ids = {source.id for source in book.sources}
    for one in book.coverage.files:
        if one.fate == "read" and one.source not in ids:
            yield where, one.file, "was read, as the list of files says, and is no source"
        if one.of is not None and one.of not in told:
            yield where, one.file, f"is called a copy of {one.of}, which is in no list"


def _notes(folder: Path, page: Page) -> dict[str, str]:
    if not page.notes:
        return {}
    try:
        return {page.path: (folder / page.path).read_text(encoding="utf-8-sig")}
    except (OSError, ValueError):
        return {}


def _dead_links(docs: Path) -> Iterator[Fault]:
    """Relative Markdown links without a file at their end; MkDocs checks the anchors."""
    for page in sorted(docs.rglob("*.md")):
        try:
            source = page.read_text(encoding="utf-8")
        except (OSError, ValueError):
            continue  # a page of the book is told already
        for found in _LINK.finditer(source):
            path = unquote(found["path"])
            if path and not (page.parent / path).exists():
                yield page.relative_to(docs).as_posix(), path, "the link leads nowhere"
