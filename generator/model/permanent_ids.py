"""The permanent ids of the lines of a book: an editor and a reader name a line by them."""

from __future__ import annotations

import hashlib
from typing import Literal

from .book import (
    Claim,
    Contact,
    Disagreement,
    DisagreementClaim,
    GlossaryEntry,
    KeyFigure,
    Measure,
    MeasureChange,
    PersonRole,
    Statement,
    TimelineEntry,
)

Line = (
    Claim
    | Contact
    | Disagreement
    | DisagreementClaim
    | GlossaryEntry
    | KeyFigure
    | Measure
    | MeasureChange
    | PersonRole
    | Statement
    | TimelineEntry
)

LineKind = Literal[
    "claim",
    "contact",
    "disagreement",
    "side",
    "abbreviation",
    "figure",
    "measure",
    "change",
    "role",
    "statement",
    "event",
]
_CALLED: dict[type[Line], LineKind] = {
    Claim: "claim",
    Contact: "contact",
    Disagreement: "disagreement",
    DisagreementClaim: "side",
    GlossaryEntry: "abbreviation",
    KeyFigure: "figure",
    Measure: "measure",
    MeasureChange: "change",
    PersonRole: "role",
    Statement: "statement",
    TimelineEntry: "event",
}


def kind_of(line: Line) -> LineKind:
    """What a line is."""
    return _CALLED[type(line)]


def digest(*parts: str) -> str:
    """Ten hex digits that stand for the parts."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:10]


def permanent_id(line: Line, of: str = "") -> str:
    """The permanent id of a line of the book: a hash of what it says, the same on every page and in every rebuild.

    `of` is the id of what the line belongs to: the person of a role, the disagreement of one side, the measure of a
    change. What other articles may add to a line without changing it (a second witness, a later date of a report) is
    left out.
    """
    return f"c-{digest(*_content(line), of)}"


def _content(line: Line) -> tuple[str, ...]:
    match line:
        case Claim(text=text, citation=cited):
            return "line", cited.source, cited.quote, text
        case TimelineEntry() | Statement() | KeyFigure() | Disagreement() | Measure():
            return kind_of(line), line.id  # these ids are hashes of content themselves
        case MeasureChange(date=date, status=status, text=text):
            return "change", status, date.edtf if date else "", text
        case DisagreementClaim(value=value, citation=cited):
            return "side", cited.source, cited.quote, value
        case PersonRole(title=title, organisation=organisation):
            return "role", title.casefold(), (organisation or "").casefold()
        case Contact(people=people, how=how, date=date, citation=cited, status=status):
            told = f"{how} {status}".rstrip()
            return "contact", *sorted(people), told, date.edtf if date else "", cited.source, cited.quote
        case GlossaryEntry(short=short, expansion=expansion):
            return "abbreviation", short, expansion


def id_of(kind: LineKind, identifier: str) -> str:
    """The permanent id of an event, statement, figure, disagreement or measure, by the id that it has in the data."""
    return f"c-{digest(kind, identifier, '')}"
