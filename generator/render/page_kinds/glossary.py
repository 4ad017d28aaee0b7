"""Abbreviations, spelled out as the sources do."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.book import Citation
from ...model.permanent_ids import permanent_id
from ..base.index import Index, Use
from ..base.page_kind import Link, PageKind, Values


def _description(index: Index, _values: Values) -> str:
    short = ", ".join(entry.short for entry in index.book.abbreviations)
    if not short:
        return "The program found no abbreviation that the sources spell out."
    return f"Abbreviations, spelled out as the sources do: {short}."


def _cites(index: Index) -> Iterator[tuple[Citation, Use]]:
    for entry in index.book.abbreviations:
        anchor = permanent_id(entry)
        yield entry.citation, Use(what=entry.short, path=KIND.path, anchor=anchor)


KIND: PageKind = PageKind(
    name="glossary",
    path="glossary.md",
    pages=lambda index: [(KIND.path, {"entries": index.book.abbreviations})],
    description=_description,
    nav="Glossary",
    paper="chapter",
    llms=lambda _index: [Link("Optional", "Glossary", KIND.path)],
    section="Glossary",
    cites=_cites,
)
