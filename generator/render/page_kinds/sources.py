"""The list of sources, in order of publication."""

from __future__ import annotations

from ...model.book import Source
from ..base.index import Index
from ..base.order import source_numbers
from ..base.page_kind import Link, PageKind, Values
from ..base.phrasing import counted


def in_order(index: Index) -> list[Source]:
    """All of them, by their numbers."""
    numbers = source_numbers(index.sources.values())
    return sorted(index.sources.values(), key=lambda source: numbers[source.id])


def _description(index: Index, _values: Values) -> str:
    outlets = sorted({s.outlet for s in index.sources.values() if s.outlet})
    named = f": {', '.join(outlets)}" if outlets else ""
    return f"The {counted(len(index.sources), 'article')} that this book rests on{named}."


KIND: PageKind = PageKind(
    name="sources",
    path="sources/index.md",
    pages=lambda index: [(KIND.path, {"sources": in_order(index)})],
    description=_description,
    nav="Sources",
    llms=lambda _index: [Link("Sources", "All sources", KIND.path)],
)
