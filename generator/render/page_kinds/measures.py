"""Measures and commitments: what was announced, agreed, put in force or taken back, with its history."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.book import Citation, Measure
from ...model.permanent_ids import permanent_id
from ..base.index import Index, Use
from ..base.measures import by_standing, by_topic, witnesses
from ..base.page_kind import Link, PageKind, Values
from ..base.phrasing import counted
from ..pictures.rates import rates_of

_MANY = 12  # measures that one table may hold; more stand under their topics


def _values(index: Index) -> Values:
    ordered = by_standing(index.book.measures)
    groups = _groups(index, ordered)
    return {"measures": ordered, "groups": groups, "rates": {topic: rates_of(listed) for topic, listed in groups}}


def _groups(index: Index, ordered: list[Measure]) -> list[tuple[str, list[Measure]]]:
    if len(ordered) <= _MANY or len(groups := by_topic(index, ordered)) == 1:
        return [("", ordered)] if ordered else []
    return groups


def _description(index: Index, _values: Values) -> str:
    found = index.book.measures
    if not found:
        return "The program found no measure or commitment in these sources."
    held = counted(len(found), "measure or commitment", "measures and commitments")
    return f"{held}: by whom, on whom, how much, from when, and what became of each."


def _llms(index: Index) -> list[Link]:
    return [
        Link("Pages", "Measures and commitments", KIND.path, counted(len(index.book.measures), "measure")),
    ]


def _cites(index: Index) -> Iterator[tuple[Citation, Use]]:
    for measure in index.book.measures:
        for citation in witnesses(measure):
            yield citation, Use(what=measure.what, path=KIND.path, anchor=permanent_id(measure))


KIND: PageKind = PageKind(
    name="measures",
    path="measures.md",
    pages=lambda index: [(KIND.path, _values(index))],
    description=_description,
    nav="Measures",
    paper="chapter",
    llms=_llms,
    section="Measures and commitments",
    cites=_cites,
)
