"""What each party says on each topic, as a table."""

from __future__ import annotations

from collections import defaultdict

from ...model.book import Statement
from ...model.findings import StatementAct
from ..base.escape import clean
from ..base.index import Index
from ..base.order import newest_first, parties
from ..base.page_kind import Link, PageKind, Values

_COLUMNS = 5  # parties side by side
_SHOWN = 2  # statements of one party on one topic

_FIRST: tuple[StatementAct, ...] = ("asks", "offers")
Cell = tuple[str, str]  # id of a topic, name of a party


def values(index: Index) -> Values:
    """Parties by how much they say, and what they say on each topic, by topic and party."""
    spoken = [q for q in index.book.quotations if q.party and any(t in index.topics for t in q.topics)]
    names = [name for name, _ in parties(spoken)]
    cells: dict[Cell, list[Statement]] = defaultdict(list)
    for topic_id, statements in index.statements_of_topic.items():
        for statement in statements:
            for party in statement.parties:
                cells[topic_id, clean(party)].append(statement)
    return {
        "parties": names[:_COLUMNS],
        "others": names[_COLUMNS:],
        "cells": _shown(index, cells),
        "counts": {cell: len(statements) for cell, statements in cells.items()},
    }


def _shown(index: Index, cells: dict[Cell, list[Statement]]) -> dict[Cell, list[Statement]]:
    """The newest ask and the newest offer of each cell, then what else is newest; what another cell shows already
    comes after the rest."""
    shown: dict[Cell, list[Statement]] = {}
    for cell, statements in cells.items():
        elsewhere = {q.id for other in shown.values() for q in other}
        shown[cell] = sorted(_ask_and_offer(newest_first(index, statements)), key=lambda q: q.id in elsewhere)[:_SHOWN]
    return shown


def _ask_and_offer(newest: list[Statement]) -> list[Statement]:
    """The newest statements with the first ask and the first offer before all others."""
    first = [q for act in _FIRST if (q := next((q for q in newest if q.act == act), None))]
    return [*first, *(q for q in newest if q not in first)]


def _description(_index: Index, _values: Values) -> str:
    return "What each party says on each topic, in its own words where the sources quote them."


KIND: PageKind = PageKind(
    name="positions",
    path="positions.md",
    pages=lambda index: [(KIND.path, values(index))],
    description=_description,
    nav="Positions",
    paper="chapter",
    llms=lambda _index: [Link("Pages", "Positions", KIND.path, "each party on each topic, in its own words")],
)
