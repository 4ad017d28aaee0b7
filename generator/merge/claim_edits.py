"""Lines that the editor leaves out by their ids: statements, figures, measures, contacts and cited sentences.

An event or a disagreement that is named so is left out as if it were named in its own section.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from ..model.book import Claim, Contact, Disagreement, KeyFigure, Measure, Statement, TimelineEntry
from ..model.permanent_ids import permanent_id
from ..model.settings import ClaimOverride, DisagreementOverride, EventOverride, Target
from .base.targets import Faults
from .disagreements.edits import disagreement_meant
from .events.edits import event_meant

L = TypeVar("L", Claim, Contact, KeyFigure, Measure, Statement)
Gone = dict[str, str]  # ids of lines that were left out, and what each said


def hidden_events(
    overrides: Sequence[ClaimOverride], events: Sequence[TimelineEntry], names: Mapping[str, str]
) -> tuple[EventOverride, ...]:
    """Those that mean events. `names` as for `edit_events`."""
    return tuple(
        EventOverride(line=one.line, reason=one.reason, events=(target,), hide=True)
        for one in overrides
        for target in [Target(id=one.claim)]
        if event_meant(target, events, names, one.line, []) is not None
    )


def hidden_disagreements(
    overrides: Sequence[ClaimOverride], disagreements: Sequence[Disagreement], names: Mapping[str, str]
) -> tuple[DisagreementOverride, ...]:
    """Those that mean disagreements."""
    return tuple(
        DisagreementOverride(line=one.line, reason=one.reason, disagreement=target, hide=True)
        for one in overrides
        for target in [Target(id=one.claim)]
        if disagreement_meant(target, disagreements, names, one.line, []) is not None
    )


def kept(lines: Iterable[L], overrides: Sequence[ClaimOverride], gone: Gone) -> tuple[L, ...]:
    """The lines without those that the editor leaves out, which go to `gone`."""
    if not overrides:
        return tuple(lines)
    wanted = {one.claim for one in overrides}
    left = []
    for line in lines:
        ids = _ids(line)
        if wanted.isdisjoint(ids):
            left.append(line)
        else:
            gone.update(dict.fromkeys(ids, _said(line)))
    return tuple(left)


def left_out(
    overrides: Sequence[ClaimOverride],
    elsewhere: Iterable[EventOverride | DisagreementOverride],
    gone: Gone,
    faults: Faults,
) -> list[tuple[str, str]]:
    """What was left out and why. An override that matches nothing is a fault, but for those that mean something
    `elsewhere`."""
    done = {one.line for one in elsewhere}
    told = []
    for one in overrides:
        if one.claim in gone:
            told.append((gone[one.claim], one.reason or ""))
        elif one.line not in done:
            faults.append(
                (
                    one.line,
                    f"no line that can be left out has the id `{one.claim}`; ids change with what they stand for",
                )
            )
    return told


def _ids(line: Claim | Contact | KeyFigure | Measure | Statement) -> tuple[str, ...]:
    """Of the pages and, where it has one there, of the data."""
    own = () if isinstance(line, Claim | Contact) else (line.id,)
    return (permanent_id(line), *own)


def _said(line: Claim | Contact | KeyFigure | Measure | Statement) -> str:
    match line:
        case Contact():
            return line.citation.quote
        case Measure():
            return line.what
        case _:
            return line.text
