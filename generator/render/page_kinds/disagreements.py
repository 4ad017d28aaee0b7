"""Where the sources differ, the sentences side by side."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ...model.book import Citation, Disagreement, DisagreementKind
from ...model.permanent_ids import permanent_id
from ..base import phrasing
from ..base.index import Index, Use
from ..base.order import worst_first
from ..base.page_kind import Link, PageKind, Values
from ..base.phrasing import counted
from ..base.show import by_title

_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_NOTES: Mapping[DisagreementKind, str] = MappingProxyType(
    {
        "date-line": "Perhaps the same moment in two time zones.",
        "superseded": "The source that was published later may know more.",
        "scope": "Perhaps they do not speak of the same.",
    }
)


def _values(index: Index) -> Values:
    found = worst_first(index.book.disagreements)
    return {
        "disagreements": found,
        "answers": {d.id: _answers(index, d) for d in found},
        "notes": dict(_NOTES),
        "reasons": {d.id: _reason(index, d) for d in found},
    }


def _reason(index: Index, disagreement: Disagreement) -> str:
    """Why the sources are held to differ, days and articles as a reader calls them. Which words two accounts of a day
    have in common is for the data alone."""
    why = disagreement.why
    return "" if "(in common:" in why else _DAY.sub(lambda day: phrasing.value(day[0]), by_title(index, why))


def _answers(index: Index, disagreement: Disagreement) -> list[tuple[str, str]]:
    """Each value with how many witnesses give it, in words."""
    told: dict[str, list[str]] = defaultdict(list)
    for claim in disagreement.claims:
        told[claim.value].append(claim.citation.source)
    counts = {value: len(index.families(sources)) for value, sources in told.items()}
    return [(value, "one source" if number == 1 else counted(number, "source")) for value, number in counts.items()]


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
            anchor = permanent_id(side, disagreement.id)
            what = disagreement.about
            yield side.citation, Use(what=what, path=KIND.path, anchor=anchor)


KIND: PageKind = PageKind(
    name="disagreements",
    path="disagreements.md",
    pages=lambda index: [(KIND.path, _values(index))],
    description=_description,
    nav="Where sources differ",
    paper="chapter",
    llms=_llms,
    section="Where sources differ",
    cites=_cites,
)
