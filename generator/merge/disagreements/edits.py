"""Corrections of disagreements: settled or hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from ...model.book import Disagreement, Edit
from ...model.permanent_ids import id_of
from ...model.settings import (
    DisagreementOverride,
    Target,
)
from ..base.ids import content_id
from ..base.targets import Faults, holds, likest, shortened, sought
from ..events.edits import now_called

# Disagreements


def edit_disagreements(
    disagreements: Sequence[Disagreement],
    names: Mapping[str, str],
    moved: Mapping[str, str | None],
    overrides: Sequence[DisagreementOverride],
    faults: Faults,
) -> tuple[tuple[Disagreement, ...], list[tuple[str, str]]]:
    """The disagreements as the editor has them, their events' ids brought up to date; what was left out and why.

    `names` as for `edit_events`: a disagreement on a day has the id of any two accounts of its events.
    """
    edited = {
        d.id: replace(d, events=tuple(dict.fromkeys(e for i in d.events if (e := now_called(i, moved)) is not None)))
        for d in disagreements
    }
    left_out = []
    for override in overrides:
        found = disagreement_meant(override.disagreement, disagreements, names, override.line, faults)
        if found is None or found.id not in edited:
            continue
        if override.hide:
            left_out.append((f"where sources differ: {edited.pop(found.id).about}", override.reason or ""))
        else:
            edit = Edit(what=f"settled: {override.settle}", reason=override.reason)
            edited[found.id] = replace(edited[found.id], settled=override.settle, edits=(*edited[found.id].edits, edit))
    return tuple(edited.values()), left_out


def disagreement_meant(
    target: Target, disagreements: Sequence[Disagreement], names: Mapping[str, str], line: int, faults: Faults
) -> Disagreement | None:
    """The one that an override means. None when there is none or several, and the reason goes to `faults`."""
    if target.id is not None:
        found = _with_id(target.id, disagreements, names)
    else:
        found = [
            d
            for d in disagreements
            if holds(target, [(c.citation.source, c.citation.quote) for c in d.claims], d.about)
        ]
    if len(found) == 1:
        return found[0]
    if found:
        choice = "; ".join(f"`{d.id}` ({shortened(d.about)})" for d in found[:6])
        faults.append((line, f"`{target}` stands in {len(found)} disagreements: {choice}; give an id, or more words"))
    else:
        known = [(d.id, d.about, [c.citation.quote for c in d.claims]) for d in disagreements]
        faults.append((line, f"no disagreement {sought(target)}{likest(target, known)}"))
    return None


def _with_id(identifier: str, disagreements: Sequence[Disagreement], names: Mapping[str, str]) -> list[Disagreement]:
    """Those that have an id, else those that had it."""
    now = [d for d in disagreements if identifier in _ids(d.id)]
    return now or [d for d in disagreements if any(identifier in _ids(other) for other in _other_ids(d, names))]


def _ids(identifier: str) -> tuple[str, str]:
    """Of the data and of the pages."""
    return identifier, id_of("disagreement", identifier)


def _other_ids(disagreement: Disagreement, names: Mapping[str, str]) -> Iterator[str]:
    """The ids that it had while other accounts led its two events."""
    if len(disagreement.events) == 2:
        first, second = (
            [account for account, entry in names.items() if entry == event] for event in disagreement.events
        )
        for pair in product(first, second):
            yield content_id("d", *pair)
            yield content_id("d", *reversed(pair))
