"""What the book leaves out, and where it leans on little."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.book import Citation
from ...model.permanent_ids import permanent_id
from ...model.source_files import tally
from ..base.index import Index, Use
from ..base.page_kind import Link, PageKind, Values

_OPENING = re.compile(r"^(?:The|An?|They|He|She|It|We)\b")  # a capital that only the start of a sentence gave


def _values(index: Index) -> Values:
    sources = index.sources.values()
    return {
        "tally": tally(index.book.files),
        "rows": [(s, len(index.uses.get(s.id, {})), len(s.sentences)) for s in sources],
        "single": [e for e in index.events if len(index.families(c.source for c in e.citations)) == 1],
        "unnamed": [q for q in index.book.quotations if q.speaker is None],
        "undated": [s for s in sources if s.published is None or s.published.precision == "range"],
    }


def _description(_index: Index, _values: Values) -> str:
    return "What the book leaves out, and where it leans on little."


def _cites(index: Index) -> Iterator[tuple[Citation, Use]]:
    for statement in index.book.quotations:
        if statement.speaker not in index.people:
            said_by = _OPENING.sub(lambda word: word[0].lower(), statement.speaker_text) or "somebody unnamed"
            anchor = permanent_id(statement)
            for citation in statement.cited:
                yield citation, Use(what=f"said by {said_by}", path=KIND.path, anchor=anchor)


KIND: PageKind = PageKind(
    name="coverage",
    path="coverage.md",
    pages=lambda index: [(KIND.path, _values(index))],
    description=_description,
    nav="Coverage",
    paper="last",
    llms=lambda _index: [
        Link("Optional", "Coverage", KIND.path, "what the book leaves out, and where it leans on little")
    ],
    section="Coverage",
    cites=_cites,
)
