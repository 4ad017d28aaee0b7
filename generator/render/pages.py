"""Every page of a book: what each kind says of its pages, put through its template."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from html import unescape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..model.book import Book
from ..model.page import Page
from ..model.text import record
from .base.index import Index, build
from .base.moved import moved, script, with_moved
from .base.notes import with_note
from .base.order import source_numbers
from .base.page_kind import TEMPLATES, PageKind, Values, uses
from .base.parts import Places, front_of_part, parted, places_path, title_of
from .base.plain import front_and_body, laid_out, spelled_out
from .base.show import FILTERS, GLOBALS, finalize
from .base.timeline_pages import date_paths
from .base.way import Step, way
from .data import linked_data, published
from .head import with_head, with_head_of_part
from .kinds import kinds
from .pictures import drawing
from .pictures.activity import activities_of
from .pictures.coverage import coverage_of

_SEARCHED = 500  # pages; above that the browser, which indexes them anew at each visit, is spared the sources


@cache
def _environment(folder: Path) -> Environment:
    """For the templates of a folder, which may import those of ours."""
    environment = Environment(
        loader=FileSystemLoader([folder, TEMPLATES], encoding="utf-8"),
        autoescape=True,  # macros then return markup; `finalize` escapes all else, for Markdown as well as HTML
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
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
    known = kinds()
    index = indexed(book, known)
    numbers = source_numbers(index.book.sources)
    contents = [(kind, path, values) for kind in known for path, values in kind.pages(index)]
    common = {
        "index": index,
        "book": index.book,
        "numbers": numbers,
        "activities": activities_of(index),
        "coverage": coverage_of(index, numbers),
        "sources_searched": len(contents) <= _SEARCHED,
    }
    rows = {kind.name: kind.row(index) for kind in known}
    made = [_pages(index, kind, path, common | values, rows[kind.name]) for kind, path, values in contents]
    graphs = [
        page for kind, path, values in contents for page in linked_data.script(path, kind.graph(index, path, values))
    ]
    places = {one.whole: one.places for one in made if one.places is not None}
    pages = _with_places([page for one in made for page in one.pages], graphs, places)
    data = [_led(page, places) for page in published.pages(with_moved(index, places), known)]
    found = sorted([*pages, *data], key=lambda page: page.path)
    _once(found)
    return tuple(found)


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


def _pages(index: Index, kind: PageKind, path: str, values: Values, row: Sequence[Step]) -> _Made:
    template = _environment(kind.templates).get_template(f"{kind.name}.md.j2")
    text = template.render(values | {"here": path, "anchors": set()})
    front, body = front_and_body(text)
    cut = parted(path, body)
    steps = (path, row, kind.near(index, values))
    whole = with_head(_finished(index, path, front + cut.text), index, kind, values, way(*steps))
    pages = [Page(path=path, content=whole)]
    around = [
        Step(path=path, title=_plain(title_of(body))),
        *(Step(path=p.path, title=_plain(p.title)) for p in cut.parts),
    ]
    for part in cut.parts:
        text = _finished(index, part.path, front_of_part(front) + part.text)
        pages.append(
            Page(
                path=part.path,
                content=with_head_of_part(text, _plain(part.title), part.held, way(part.path, around, ())),
            )
        )
    return _Made(whole=path, pages=tuple(pages), places=cut.places)


def _plain(marked: str) -> str:
    """A title as text."""
    return unescape(marked)


def _finished(index: Index, path: str, text: str) -> str:
    """A page laid out, with its abbreviations spelled out and with its note."""
    text = spelled_out(laid_out(text), index.book.abbreviations)
    text = re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"
    for note in index.book.notes:
        if note.page == path:
            text = with_note(text, note.text)
    return text


def _led(page: Page, places: Places) -> Page:
    """What is published beside the pages; the data name pages and ids apart, and have them right already."""
    return page if page.path.startswith("data/") else _with_moved(page, page.path, places)


def _with_moved(page: Page, here: str, places: Places) -> Page:
    content = moved(here, page.content, places)
    return page if content == page.content else Page(path=page.path, content=content)
