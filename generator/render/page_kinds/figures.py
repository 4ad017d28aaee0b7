"""Key figures by unit, each with its sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from ...model.book import Citation, KeyFigure
from ..base import links
from ..base.index import Index, Use, date_key
from ..base.page_kind import Link, PageKind, Values
from ..base.phrasing import counted


def _by_unit(index: Index) -> list[tuple[str, list[KeyFigure]]]:
    groups: dict[str, list[KeyFigure]] = defaultdict(list)
    for figure in index.book.figures:
        groups[figure.unit].append(figure)

    def rank(unit: str) -> tuple[int, str]:
        return (0 if re.fullmatch(r"[A-Z]{3}", unit) else 1 if unit.startswith("percent") else 2), unit

    return [
        (unit, sorted(groups[unit], key=lambda f: (date_key(f.date), f.citation.source, f.citation.sentence, f.id)))
        for unit in sorted(groups, key=rank)
    ]


def _description(index: Index, _values: Values) -> str:
    return f"{counted(len(index.book.figures), 'figure')} as the sources give them, each with its sentence."


def _llms(index: Index) -> list[Link]:
    return [Link("Pages", "Key figures", KIND.path, counted(len(index.book.figures), "figure"))]


def _cites(index: Index) -> Iterator[tuple[Citation, Use]]:
    for figure in index.book.figures:
        anchor = links.claim_anchor(figure)
        yield figure.citation, Use(what=figure.text, path=KIND.path, anchor=anchor)


KIND: PageKind = PageKind(
    name="figures",
    path="figures.md",
    pages=lambda index: [(KIND.path, {"units": _by_unit(index)})],
    description=_description,
    nav="Figures",
    paper="chapter",
    llms=_llms,
    section="Key figures",
    cites=_cites,
)
