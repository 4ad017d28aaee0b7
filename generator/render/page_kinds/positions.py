"""What each party says on each topic, as a table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ...model.book import Statement
from ...model.findings import StatementAct
from ...model.text import alternation
from ...rules.load import load
from ...rules.types.quotations import ACTS
from ..base.index import Index
from ..base.order import newest_first, parties
from ..base.page_kind import Link, PageKind, Values
from ..base.phrasing import bare_quote

_COLUMNS = 4  # parties side by side
_SHOWN = 2  # statements of one party on one topic
_WORDS = 24  # of a statement in a cell

_ACTS: tuple[StatementAct, ...] = ("asks", "offers", "refuses", "promises", "threatens")
Cell = tuple[str, str]  # id of a topic, name of a party


def values(index: Index) -> Values:
    """Parties by how much they say, and what they say on each topic, by topic and party."""
    names = _heard(index)
    cells = _cells(index)
    shown = _shown(index, cells)
    columns = _columns(names, cells)
    return {
        "parties": columns,
        **_beside([name for name in names if name not in columns], cells),
        **_rows(index, {topic for topic, party in cells if party in columns}),
        "cells": shown,
        "texts": {q.id: _in_short(q) for statements in shown.values() for q in statements},
        "counts": {cell: len(statements) for cell, statements in cells.items()},
    }


def _heard(index: Index) -> list[str]:
    """The parties by how much they say on topics of the book."""
    spoken = [q for q in index.book.quotations if q.party and any(t in index.topics for t in q.topics)]
    return [name for name, _ in parties(spoken)]


def _beside(others: Sequence[str], cells: Mapping[Cell, Sequence[Statement]]) -> Values:
    """The parties without a column: those of several topics, and the others with the topic that they speak on."""
    return {
        "others": [name for name in others if _is_broad(name, cells)],
        "narrow": [(name, topic) for name in others if not _is_broad(name, cells) for topic in _topics(name, cells)],
    }


def _columns(names: Sequence[str], cells: Mapping[Cell, Sequence[Statement]]) -> list[str]:
    """The parties side by side: those that speak on several topics, where there are two such."""
    broad = [name for name in names if _is_broad(name, cells)]
    return (broad if len(broad) > 1 else list(names))[:_COLUMNS]


def _is_broad(name: str, cells: Mapping[Cell, Sequence[Statement]]) -> bool:
    """Whether a party speaks on several topics."""
    return len(_topics(name, cells)) > 1


def _topics(name: str, cells: Mapping[Cell, Sequence[Statement]]) -> list[str]:
    return [topic for topic, party in cells if party == name]


def _rows(index: Index, told: set[str]) -> Values:
    """The topics on which the parties say something, and the others."""
    topics = index.topics.values()
    return {"told": [t for t in topics if t.id in told], "untold": [t for t in topics if t.id not in told]}


def _cells(index: Index) -> dict[Cell, list[Statement]]:
    cells: dict[Cell, list[Statement]] = defaultdict(list)
    for topic_id, statements in index.statements_of_topic.items():
        for party, said in parties(statements):
            cells[topic_id, party] += said
    return dict(cells)


def _shown(index: Index, cells: dict[Cell, list[Statement]]) -> dict[Cell, list[Statement]]:
    """The newest ask and the newest offer of each cell; where one is missing, the newest refusal, promise or threat.
    What is only said takes no position: such a cell is empty, and leads to what was said."""
    shown: dict[Cell, list[Statement]] = {}
    for cell, statements in cells.items():
        newest = newest_first(index, statements)
        shown[cell] = [q for act in _ACTS if (q := next((q for q in newest if q.act == act), None))][:_SHOWN]
    return shown


def _in_short(statement: Statement) -> str:
    """At most so many words of a statement, from the clause on that does what it is listed for."""
    words = " ".join(bare_quote(statement.text).split() if statement.kind == "direct" else statement.text.split())
    start = _start_of_clause(words, statement) if len(words.split()) > _WORDS else 0
    kept = words[start:].split()
    short = " ".join(kept[:_WORDS]).rstrip(",;:—–- ")
    return f"{'… ' if start else ''}{short}{' …' if len(kept) > _WORDS else ''}"


def _start_of_clause(words: str, statement: Statement) -> int:
    """Where the clause of the first verb that names the deed begins; 0 where the cue or none of them names it."""
    rules = (rule for rule in load(ACTS).cues if rule.act == statement.act)
    stems = alternation({verb.rstrip("e") for rule in rules for verb in rule.verbs})
    naming = re.compile(rf"\b(?:{stems})(?:e?d|e?s|ing|e)?\b")
    found = None if naming.search(statement.cue or "") else naming.search(words)
    before = words[: found.start()] if found else ""
    return max((match.end() for match in re.finditer(r"[,;] |\bthat ", before)), default=0)


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
