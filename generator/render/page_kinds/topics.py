"""The list of topics."""

from __future__ import annotations

from ..base.index import Index
from ..base.page_kind import Link, PageKind, Values
from ..base.phrasing import counted


def _description(index: Index, _values: Values) -> str:
    return f"{counted(len(index.topics), 'topic')}: {'; '.join(t.title for t in index.topics.values())}."


KIND: PageKind = PageKind(
    name="topics",
    path="topics/index.md",
    pages=lambda _index: [(KIND.path, {})],
    description=_description,
    nav="Topics",
    paper="chapter",
    llms=lambda _index: [Link("Topics", "All topics", KIND.path)],
)
