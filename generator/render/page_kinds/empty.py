"""The front page of a book without sources: what to do first."""

from __future__ import annotations

from collections.abc import Iterator

from ..base.index import Index
from ..base.page_kind import PageKind, Values
from . import home


def _pages(index: Index) -> Iterator[tuple[str, Values]]:
    if not index.sources:
        yield KIND.path, {}


KIND: PageKind = PageKind(
    name="empty",
    path=home.KIND.path,
    pages=_pages,
    description=home.description,
    nav=home.KIND.nav,
    social="website",
    paper="chapter",
)
