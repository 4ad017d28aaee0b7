"""Every page of a book: what each kind says of its pages, put through its template."""

from __future__ import annotations

import dataclasses
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..model.book import Book
from ..model.page import KeptPage, Page
from ..model.text import record
from .base.asked import AskedMap, AskedRecord, Questions, told
from .base.index import Index, build
from .base.moved import moved, script, with_moved
from .base.notes import with_note
from .base.order import source_numbers
from .base.page_kind import TEMPLATES, PageKind, Values, uses
from .base.parts import Places, front_of_part, parted, places_path, title_of, whole_of
from .base.plain import front_and_body, laid_out, spelled_out
from .base.show import FILTERS, GLOBALS, finalize
from .base.timeline_pages import date_paths
from .base.way import Step, way
from .compiled import CompiledTemplates
from .data import linked_data, published
from .head import claims_of, told_of_claims, with_head, with_head_of_part
from .kinds import KINDS, kinds
from .pictures import drawing
from .pictures.activity import activities_of
from .pictures.coverage import coverage_of

_IN_PARTS = "\0"  # begins what is kept of a page in parts: the page, its parts and where its ids stand
_SETTING: dict[str, Any] = {
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
}


@cache
def _environment(folder: Path) -> Environment:
    """For the templates of a folder, which may import those of ours."""
    environment = Environment(
        loader=FileSystemLoader([folder, TEMPLATES], encoding="utf-8"),
        autoescape=True,  # macros then return markup; `finalize` escapes all else, for Markdown as well as HTML
        finalize=finalize,
        undefined=StrictUndefined,
        bytecode_cache=CompiledTemplates(repr(_SETTING)),
        **_SETTING,
    )
    environment.filters.update(FILTERS | drawing.FILTERS)
    environment.globals.update(GLOBALS)
    return environment


def render(book: Book) -> tuple[Page, ...]:
    """Every page and data file of the book, sorted by path; a pure function of it and of the kinds of pages there are.

    Raises ValueError when an id of a person, topic, event, statement, figure or disagreement could
    not stand in a path or an anchor, or when a citation names no source of the book; UsageError when
    another package's kind of page cannot be had.
    """
    return render_again(book, None)[0]


def render_again(book: Book, before: Mapping[str, KeptPage] | None) -> tuple[tuple[Page, ...], dict[str, KeptPage]]:
    """The same, and what an earlier run made taken over where it would be made so again; then what is to be kept, by
    path. Without `before` nothing is. Raises as `render`."""
    known = kinds()
    index = indexed(book, known)
    numbers = source_numbers(index.book.sources)
    contents = [(kind, path, values) for kind in known for path, values in kind.pages(index)]
    making = _Making(index, numbers, before)
    rows = {kind.name: kind.row(index) for kind in known}
    made = [making.page(kind, path, values, rows[kind.name]) for kind, path, values in contents]
    graphs = [
        page for kind, path, values in contents for page in linked_data.script(path, kind.graph(index, path, values))
    ]
    places = {one.whole: one.places for one in made if one.places is not None}
    pages = _with_places([page for one in made for page in one.pages], graphs, places)
    data = [_led(page, places) for page in published.pages(with_moved(index, places), known)]
    found = sorted([*pages, *data], key=lambda page: page.path)
    _once(found)
    return tuple(found), making.kept


def _once(pages: Sequence[Page]) -> None:
    twice = [path for path, count in Counter(page.path for page in pages).items() if count > 1]
    if twice:
        raise ValueError(f"two pages have one path: {', '.join(twice)}")


def _with_places(pages: Sequence[Page], graphs: Sequence[Page], places: Places) -> list[Page]:
    """Pages whose links lead to the parts of long ones, what programs read of them, and a script for old addresses."""
    return [
        *(_with_moved(page, page.path, places) for page in pages),
        *(_with_moved(page, linked_data.page_of(page.path), places) for page in graphs),
        *(Page(path=places_path(path), content=script(held)) for path, held in places.items()),
    ]


def indexed(book: Book, known: Sequence[PageKind]) -> Index:
    """The book, turned for its pages, with what these kinds of pages cite. Raises ValueError as `render`."""
    paths = date_paths(book.events, book.quotations)
    index = build(book, lambda event: paths(event.date))
    return dataclasses.replace(index, uses=uses(known, index))


@record
class _Made:
    """A page with its parts, and where its ids stand that went to one."""

    whole: str  # its path
    pages: tuple[Page, ...]
    places: Mapping[str, str] | None


def _led(page: Page, places: Places) -> Page:
    """What is published beside the pages; the data name pages and ids apart, and have them right already."""
    return page if page.path.startswith("data/") else _with_moved(page, page.path, places)


def _with_moved(page: Page, here: str, places: Places) -> Page:
    content = moved(here, page.content, places)
    return page if content == page.content else Page(path=page.path, content=content)


class _Making:
    """Makes the pages of one book through views of it, which note what each page asks."""

    def __init__(
        self,
        index: Index,
        numbers: Mapping[str, int],
        before: Mapping[str, KeptPage] | None,
    ) -> None:
        coverage = coverage_of(index, numbers)
        view = AskedRecord(index, book=AskedRecord(index.book), filled=AskedRecord(index.filled))
        self._index = index
        self._views: Values = {
            "index": view,
            "numbers": AskedMap(numbers),
            "activities": AskedMap(activities_of(index)),
            "coverage": AskedRecord(coverage) if coverage else None,
        }
        self._questions = Questions(**{name: one for name, one in self._views.items() if one is not None})
        self._common = {"book": view.book}
        self._has_coverage = coverage is not None
        self._before = before
        self.kept: dict[str, KeptPage] = {}

    def page(self, kind: PageKind, path: str, values: Values, row: Sequence[Step]) -> _Made:
        """One page with its parts, made anew unless all that it shows is as it was; what is told of it and the way on
        are not kept."""
        index = self._index
        text, claims = self._text(kind, path, values)
        description, onward = kind.description(index, values), way(path, row, kind.near(index, values))
        first, parts, places = text, (), None
        if text.startswith(_IN_PARTS):
            first, parts, places = json.loads(text.removeprefix(_IN_PARTS))
            claims = claims_of(first)
        whole = with_head(first, index, kind, description, told_of_claims(claims) + onward)
        return _Made(whole=path, pages=(Page(path=path, content=whole), *_parts(path, first, parts)), places=places)

    def _text(self, kind: PageKind, path: str, values: Values) -> tuple[str, int]:
        notes = [(note.page, note.text) for note in self._index.book.notes if whole_of(note.page) == path]
        if self._before is None or kind not in KINDS:  # the code of others may ask more than its views are told
            text = self._made(kind, path, values)
            return text, claims_of(text)
        given = told(kind.name, self._has_coverage, notes, _in_order(values))
        known = self._before.get(path)
        if known is None or known.given != given or self._questions.answers(known.asked) != known.answers:
            self._questions.taken()
            text = self._made(kind, path, values)
            asked, claims = self._questions.taken(), claims_of(text)
            answers = self._questions.answers(asked)
            if given is None or answers is None:
                return text, claims
            known = KeptPage(text=text, claims=claims, given=given, asked=asked, answers=answers)
        self.kept[path] = known
        return known.text, known.claims

    def _made(self, kind: PageKind, path: str, values: Values) -> str:
        template = _environment(kind.templates).get_template(f"{kind.name}.md.j2")
        text = template.render(self._views | self._common | values | {"here": path, "anchors": set()})
        front, body = front_and_body(text)
        cut = parted(path, body)
        first = self._finished(front + cut.text, path)
        if not cut.parts:
            return first
        parts = []
        for part in cut.parts:
            finished = self._finished(front_of_part(front) + part.text, part.path)
            parts.append((part.path, part.title, part.held, finished))
        return f"{_IN_PARTS}{json.dumps((first, parts, cut.places), ensure_ascii=False)}"

    def _finished(self, text: str, path: str) -> str:
        """A page laid out, with its abbreviations spelled out and with its notes."""
        text = spelled_out(laid_out(text), self._common["book"].abbreviations)
        text = re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"
        for note in self._index.book.notes:
            if note.page == path:
                text = with_note(text, note.text)
        return text


def _parts(path: str, first: str, parts: Sequence[tuple[str, str, str, str]]) -> Iterator[Page]:
    """The parts of a page, each with the way to those beside it."""
    row = [(path, title_of(front_and_body(first)[1])), *((part, title) for part, title, _, _ in parts)]
    steps = [Step(path=one, title=unescape(title)) for one, title in row]
    for part, title, held, text in parts:
        more = told_of_claims(claims_of(text)) + way(part, steps, ())
        yield Page(path=part, content=with_head_of_part(text, unescape(title), held, more))


def _in_order(values: Values) -> Values:
    """What a page is given; sets, which have no order, as lists that have one."""
    return {name: sorted(one) if isinstance(one, set | frozenset) else one for name, one in values.items()}
