"""The way on from a page: its neighbours in the page that lists them, and pages that have to do with it."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from . import text
from .data import Book, Topic
from .facts import Ground
from .known import kinds, leads_to, source_numbers
from .pages import Page
from .shown import Reader

Flaw = tuple[str, str]  # what, what is wrong with it

_WAY = "the way on"
_PARTS = frozenset(("previous", "next", "related"))


def way_flaws(page: Page, ground: Ground, reader: Reader) -> Iterator[Flaw]:
    """Links around a page that lead to others than they should, or call them otherwise."""
    way = page.head.get("way", {})
    if not isinstance(way, dict) or not _PARTS.issuperset(way):
        yield _WAY, "has a form that no page of the book has"
        return
    row = _row(page, ground, reader)
    at = row.index(page.path) if page.path in row else -1
    beside = {"previous": row[at - 1 : at] if at > 0 else [], "next": row[at + 1 : at + 2] if at >= 0 else []}
    for name, wanted in beside.items():
        if [_target(way[name]) for _ in range(name in way)] != list(wanted):
            yield f"{_WAY}: {name}", "is not the neighbour in the page that lists them"
    related = way.get("related", [])
    near = _near(page, ground)
    for one in related if isinstance(related, list) else [related]:
        if _target(one) not in near:
            yield f"{_WAY}: {_target(one)}", "is called related, and nothing in the book says so"
    yield from _misnamed(way, reader.counts.names)


def _row(page: Page, ground: Ground, reader: Reader) -> Sequence[str]:
    """The pages of its kind, in the order in which they are listed."""
    kind = kinds(page.path)[0]
    if kind == "topic":
        return [topic.page for topic in ground.book.topics]
    if kind == "source":
        numbers = source_numbers(ground)
        return [source.page for source in sorted(ground.book.sources, key=lambda source: numbers[source.id])]
    index = reader.pages.get("people/index.md")
    if kind != "person" or index is None:
        return []
    led = (leads_to(index, link.attributes.get("href", "")) for link in index.root.walk() if link.tag == "a")
    return [path for path in dict.fromkeys(led) if path in reader.counts.person_of_page]


def _near(page: Page, ground: Ground) -> frozenset[str]:
    """Of a topic, those that share a person with it; of a person, whoever the person has had to do with."""
    own = next((topic for topic in ground.book.topics if topic.page == page.path), None)
    return _sharing(own, ground.book) if own else _met(page.path, ground.book)


def _sharing(own: Topic, book: Book) -> frozenset[str]:
    return frozenset(t.page for t in book.topics if t is not own and not set(t.people).isdisjoint(own.people))


def _met(path: str, book: Book) -> frozenset[str]:
    pages = {person.id: person.page for person in book.people}
    meetings = ({pages.get(one, "") for one in contact.people} for contact in book.contacts if not contact.status)
    return frozenset().union(*(people for people in meetings if path in people)) - {path, ""}


def _target(step: Any) -> str:
    to = str(step.get("to")) if isinstance(step, dict) else ""
    return f"{unquote(to).removesuffix('.html')}.md"


def _misnamed(way: Mapping[str, Any], names: Mapping[str, Sequence[str]]) -> Iterator[Flaw]:
    related = way.get("related", [])
    steps = [way[name] for name in ("previous", "next") if name in way]
    for step in (*steps, *(related if isinstance(related, list) else [])):
        title = text.alike(html.unescape(str(step.get("title")))) if isinstance(step, dict) else ""
        if title not in names.get(_target(step), ()):
            yield f"{_WAY}: {text.short(title)}", "is not what the page is called that it leads to"
