"""Where the sources differ, the sentences side by side."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.book import Citation
from ..base import links
from ..base.index import Index, Use
from ..base.order import worst_first
from ..base.page_kind import Link, PageKind, Values
from ..base.phrasing import counted


def _description(index: Index, _values: Values) -> str:
    found = index.book.disagreements
    if not found:
        return "The program found no disagreement between the sources."
    return f"{counted(len(found), 'disagreement')} between the sources, with the sentences side by side."


def _llms(index: Index) -> list[Link]:
    return [
        Link("Pages", "Where sources differ", KIND.path, counted(len(index.book.disagreements), "disagreement")),
    ]


def _cites(index: Index) -> Iterator[tuple[Citation, Use]]:
    for disagreement in index.book.disagreements:
        for side in disagreement.claims:
            anchor = links.claim_anchor(side, disagreement.id)
            what = disagreement.about
            yield side.citation, Use(what=what, path=KIND.path, anchor=anchor)


KIND: PageKind = PageKind(
    name="disagreements",
    path="disagreements.md",
    pages=lambda index: [(KIND.path, {"disagreements": worst_first(index.book.disagreements)})],
    description=_description,
    nav="Where sources differ",
    paper="chapter",
    llms=_llms,
    section="Where sources differ",
    cites=_cites,
)
