"""Every page of a book: what each kind says of its pages, put through its template. Each is made, kept and handed on
alone, so that all of them are never held."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from functools import cached_property, partial
from typing import Any, NamedTuple

import msgspec

from ..model.book import Book, Note
from ..model.kept import HeldRecords, Records, digest
from ..model.page import Asset, File, Finishing, KeptFile, KeptPage, KeptSheet, Page, digest_of
from ..model.text import record
from .base.asked import AskedMap, AskedRecord, Questions, told
from .base.index import Index, build
from .base.moved import led, moved, script, with_moved
from .base.order import source_numbers
from .base.page_kind import PageKind, Values, uses
from .base.parts import places_path, whole_of
from .base.timeline_pages import date_paths
from .base.way import beside, way
from .data import linked_data, published
from .head import head_of, headed, told_of_claims
from .kinds import KINDS, kinds
from .pictures.activity import activities_of
from .pictures.coverage import coverage_of
from .texts import Text, Texts, texts

_FILES = "files"  # the record of how texts became files
_PAGES = msgspec.msgpack.Decoder(KeptPage)
_FINISHINGS = msgspec.msgpack.Decoder(dict[str, Finishing])


# What a function gives for each number below this one, with its number, in any order; another process may call it.
Each = Callable[[int, Callable[[int], Any]], Generator[tuple[int, Any]]]


def in_turn(count: int, make: Callable[[int], Any]) -> Generator[tuple[int, Any]]:
    """An `Each` that does one after the other."""
    return ((number, make(number)) for number in range(count))


def render(book: Book) -> tuple[Page, ...]:
    """Every page and data file of the book, sorted by path; a pure function of it and of the kinds of pages there are.

    Raises ValueError when an id of a person, topic, event, statement, figure or disagreement could
    not stand in a path or an anchor, or when a citation names no source of the book; UsageError when
    another package's kind of page cannot be had.
    """
    return tuple(sorted(_Making(book, HeldRecords(), in_turn).pages(), key=lambda page: page.path))


def render_again(book: Book, records: Records, data: bytes | None = None, each: Each = in_turn) -> Iterator[File]:
    """The same one by one, in any order, and what an earlier run made taken over where it would be made so again.
    `data` is what data/book.json is to hold, where that is known; `each` may make pages side by side. Raises as
    `render`."""
    return _Making(book, records, each, data).files()


def indexed(book: Book, known: Sequence[PageKind]) -> Index:
    """The book, turned for its pages, with what these kinds of pages cite. Raises ValueError as `render`."""
    paths = date_paths(book.events, book.quotations)
    index = build(book, lambda event: paths(event.date))
    return dataclasses.replace(index, uses=uses(known, index))


@record
class _Sheet:
    """A page, a part of one, or what programs read of it, before its links lead to the parts of long pages."""

    path: str
    of: str  # the page that it is a part of, or stands beside, or is
    made: bytes  # tells its text, which is kept, from any other
    head: str = ""  # lines to be set before it

    @property
    def here(self) -> str:
        """The page whose links are in it."""
        return self.path if self.path.endswith(".md") else self.of


class _Outline(NamedTuple):
    """What is known of a page without its text. There are thousands."""

    kind: PageKind
    path: str
    said: str  # the description
    onward: str


class _Wanted(NamedTuple):
    """A page, or what programs read of it, that has to be made. `given` is a digest of what it is made of, but for what
    it asks of the book."""

    kind: PageKind
    path: str
    values: Values
    given: bytes | None
    is_graph: bool

    @property
    def name(self) -> str:
        return _name(self.path, is_graph=self.is_graph)


class _Making:
    """Makes the pages of one book through views of it, which note what each page asks."""

    def __init__(self, book: Book, records: Records, each: Each, data: bytes | None = None) -> None:
        self._known = kinds()
        self._index = index = indexed(book, self._known)
        self._records = records
        self._data = data
        numbers = source_numbers(index.book.sources)
        coverage = coverage_of(index, numbers)
        view = AskedRecord(index, book=AskedRecord(index.book), filled=AskedRecord(index.filled))
        views: Values = {
            "index": view,
            "numbers": AskedMap(numbers),
            "activities": AskedMap(activities_of(index)),
            "coverage": AskedRecord(coverage) if coverage else None,
        }
        self._view = view
        self._questions = Questions(**{name: one for name, one in views.items() if one is not None})
        self._common = views | {"book": view.book}
        self._has_coverage = coverage is not None
        self._notes: dict[str, list[Note]] = {}
        for note in index.book.notes:
            self._notes.setdefault(whole_of(note.page), []).append(note)
        self._places: dict[str, dict[str, str]] = {}
        self._wanted: list[_Wanted] = []
        self._found: dict[str, KeptPage] = {}  # by the name of its record
        outlines = [outline for kind in self._known for outline in self._outlined(kind)]
        self._make(each)
        self._sheets = [sheet for outline in outlines for sheet in self._sheets_of(outline)]

    def pages(self) -> Iterator[Page]:
        """Each file with its text."""
        yield from (Page(path=sheet.path, content=self._content(sheet)) for sheet in self._sheets)
        for file in self._others():
            yield file if isinstance(file, Page) else Page(path=file.path, content=file.data.decode())

    def files(self) -> Iterator[File]:
        """Each file; the text of one that comes out as before is not looked at."""
        packed = self._records.get(_FILES, b"")
        before: dict[str, Finishing] = {}
        with suppress(msgspec.DecodeError):  # not what we wrote
            before = _FINISHINGS.decode(packed or b"")
        now: dict[str, Finishing] = {}
        for sheet in self._sheets:
            now[sheet.path] = found = self._finishing(sheet, before.get(sheet.path))
            yield KeptFile(path=sheet.path, digest=found.digest, made=partial(self._bytes, sheet))
        if now != before:
            self._records.put(_FILES, b"", msgspec.msgpack.encode(now))
        yield from self._others()

    # What templates make

    def _outlined(self, kind: PageKind) -> Iterator[_Outline]:
        """The pages of a kind; what has to be made of them is put off, since it can be made side by side."""
        ways = beside(kind.row(self._index))
        for path, values in kind.pages(self._index):
            shown = told(_in_order(values)) if kind in KINDS else None  # others may ask more than views are told
            notes = [(note.page, note.text) for note in self._notes.get(path, ())]
            self._known_or_wanted(kind, path, values, shown and told(kind.name, self._has_coverage, notes, shown))
            self._known_or_wanted(kind, path, values, shown and told(kind.name, shown), is_graph=True)
            said = kind.description(self._index, values)
            yield _Outline(kind, path, said, way(path, ways.get(path, ()), kind.near(self._index, values)))

    def _known_or_wanted(
        self, kind: PageKind, path: str, values: Values, given: bytes | None, *, is_graph: bool = False
    ) -> None:
        """Take over what is kept where it would be made so again; else it is to be made."""
        wanted = _Wanted(kind, path, values, given, is_graph)
        known = self._kept(wanted.name, given) if given else None
        if known is None:
            self._wanted.append(wanted)
            return
        for sheet in known.sheets:
            self._records.stay(_text(sheet.path))
        self._found[wanted.name] = _without_questions(known)

    def _make(self, each: Each) -> None:
        """All that is wanted, with what takes long first: one page of many lines, before one of many pages."""
        wanted = sorted(self._wanted, key=lambda one: "*" in one.kind.path)
        with closing(each(len(wanted), lambda number: self._made(wanted[number]))) as come:
            for number, (kept, made) in come:
                self._keep(wanted[number], kept, made)
        self._wanted = []

    def _keep(self, one: _Wanted, kept: KeptPage, made: Sequence[bytes]) -> None:
        for sheet, text in zip(kept.sheets, made, strict=True):
            self._records.put(_text(sheet.path), sheet.made, text)
        if one.given and kept.answers:
            self._records.put(one.name, one.given, msgspec.msgpack.encode(kept))
        self._found[one.name] = _without_questions(kept)

    def _made(self, one: _Wanted) -> tuple[KeptPage, list[bytes]]:
        """A page with the texts of its sheets. Nothing kept is read or written here, for another process may do it."""
        self._questions.taken()
        make = self._nodes if one.is_graph else self._texts
        made = make(one.kind, one.path, one.values)
        asked = self._questions.taken()
        texts = [sheet.text.encode("utf-8", "surrogatepass") for sheet in made.sheets]
        kept = KeptPage(
            asked=asked,
            answers=self._questions.answers(asked) or b"",
            sheets=tuple(
                KeptSheet(path=sheet.path, made=digest(text)) for sheet, text in zip(made.sheets, texts, strict=True)
            ),
            claims=made.claims,
            places=None if made.places is None else dict(made.places),
        )
        return kept, texts

    def _sheets_of(self, one: _Outline) -> Iterator[_Sheet]:
        """A page with its parts, then what programs read of it; what is told of it and the way on are not kept."""
        kept = self._found[_name(one.path)]
        if kept.places is not None:
            self._places[one.path] = kept.places
        head = head_of(self._index, one.kind, one.said, told_of_claims(kept.claims) + one.onward)
        for sheet in kept.sheets:
            yield _Sheet(path=sheet.path, of=one.path, made=sheet.made, head=head if sheet.path == one.path else "")
        for sheet in self._found[_name(one.path, is_graph=True)].sheets:
            yield _Sheet(path=sheet.path, of=one.path, made=sheet.made)

    def _texts(self, kind: PageKind, path: str, values: Values) -> Texts:
        return texts(kind, path, self._common | values, self._notes.get(path, ()))

    def _nodes(self, kind: PageKind, path: str, values: Values) -> Texts:
        view: Any = self._view
        found = linked_data.script(path, kind.graph(view, path, values))
        return Texts(sheets=tuple(Text(path=page.path, text=page.content) for page in found))

    def _kept(self, name: str, given: bytes) -> KeptPage | None:
        """What would be made so again."""
        packed = self._records.get(name, given)
        if packed is not None:
            with suppress(msgspec.DecodeError):  # not what we wrote
                known = _PAGES.decode(packed)
                return known if self._questions.answers(known.asked) == known.answers else None
        return None

    # What becomes of it

    def _finishing(self, sheet: _Sheet, before: Finishing | None) -> Finishing:
        """As before, if text, head and the ways that its links lead are."""
        made_from = digest(sheet.made, sheet.head)
        if before and before.made_from == made_from and before.led == led(before.leads, self._places):
            return before
        content, leads = moved(sheet.here, self._headed(sheet), self._places)
        return Finishing(
            made_from=made_from, leads=leads, led=led(leads, self._places), digest=digest_of(content.encode())
        )

    def _bytes(self, sheet: _Sheet) -> bytes:
        return self._content(sheet).encode()

    def _content(self, sheet: _Sheet) -> str:
        return moved(sheet.here, self._headed(sheet), self._places)[0]

    def _headed(self, sheet: _Sheet) -> str:
        text = self._records.get(_text(sheet.path), sheet.made)
        whole = self._again(sheet) if text is None else text.decode("utf-8", "surrogatepass")
        return headed(whole, sheet.head) if sheet.head else whole

    def _again(self, sheet: _Sheet) -> str:
        """A text that was kept and is lost, as by a fault of the disk."""
        kind, values = self._contents[sheet.of]
        make = self._texts if sheet.here == sheet.path else self._nodes
        return next(one.text for one in make(kind, sheet.of, values).sheets if one.path == sheet.path)

    @cached_property
    def _contents(self) -> dict[str, tuple[PageKind, Values]]:
        return {path: (kind, values) for kind in self._known for path, values in kind.pages(self._index)}

    def _others(self) -> Iterator[Page | Asset]:
        """Scripts for old addresses, and the data; these name pages and ids apart, and have them right already."""
        paths = [sheet.path for sheet in self._sheets]
        for path, held in self._places.items():
            yield Page(path=places_path(path), content=script(held))
        for file in published.pages(with_moved(self._index, self._places), self._known, self._data):
            paths.append(file.path)
            if isinstance(file, Page) and not file.path.startswith("data/"):
                yield Page(path=file.path, content=moved(file.path, file.content, self._places)[0])
            else:
                yield file
        _once(paths)


def _name(path: str, *, is_graph: bool = False) -> str:
    """The name of the record that has a page, or what programs read of it."""
    return f"page graph {path}" if is_graph else f"page {path}"


def _without_questions(kept: KeptPage) -> KeptPage:
    """There are hundreds for a page, which nobody needs once it is known whether they have other answers."""
    return dataclasses.replace(kept, asked=[])


def _text(path: str) -> str:
    """The name of the record that has the text of a file."""
    return f"text {path}"


def _once(paths: Iterable[str]) -> None:
    twice = [path for path, count in Counter(paths).items() if count > 1]
    if twice:
        raise ValueError(f"two pages have one path: {', '.join(twice)}")


def _in_order(values: Values) -> Values:
    """What a page is given; sets, which have no order, as lists that have one."""
    return {name: sorted(one) if isinstance(one, set | frozenset) else one for name, one in values.items()}
