"""Corrections of events: merged, dated, renamed, hidden, pinned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...model.book import Edit, TimelineEntry
from ...model.permanent_ids import id_of
from ...model.settings import (
    EventOverride,
    Target,
)
from ..base.targets import Faults, holds, likest, shortened, sought

# Events


def edit_events(
    events: Sequence[TimelineEntry], names: Mapping[str, str], overrides: Sequence[EventOverride], faults: Faults
) -> tuple[tuple[TimelineEntry, ...], dict[str, str | None], list[tuple[str, str]]]:
    """The events as the editor has them; where ids have gone (None: hidden); what was left out and why.

    `names` has the id of the entry for the id of each of its accounts.
    """
    edited = {event.id: event for event in events}
    moved: dict[str, str | None] = {}
    left_out = []
    for override in overrides:
        found = [
            event
            for target in override.events
            if (event := event_meant(target, events, names, override.line, faults)) is not None
        ]
        if len(found) < len(override.events):
            continue
        ids = [known for event in found if (known := now_called(event.id, moved)) is not None]
        if not ids:
            continue  # hidden by an earlier entry
        kept, *others = dict.fromkeys(ids)
        for other in others:
            edited[kept] = _told_as_one(edited[kept], edited.pop(other))
            moved[other] = kept
        if override.hide:
            left_out.append((edited.pop(kept).headline, override.reason or ""))
            moved[kept] = None
        else:
            edited[kept] = _edited_event(edited[kept], override, merged=bool(others))
    order = sorted((_leading_on(event, edited, moved) for event in edited.values()), key=_by_date)
    return tuple(order), moved, left_out


def _by_date(event: TimelineEntry) -> tuple[str, str, str]:
    date = event.date
    return (date.earliest.isoformat(), date.latest.isoformat(), event.id) if date else ("~", "", event.id)


def _leading_on(
    event: TimelineEntry, edited: Mapping[str, TimelineEntry], moved: Mapping[str, str | None]
) -> TimelineEntry:
    """With the id of what took its place as it is now; without one where that is hidden or has another day."""
    if event.instead is None or event.instead.event is None:
        return event
    other = now_called(event.instead.event, moved)
    same_day = other is not None and other in edited and edited[other].date == event.instead.date
    return replace(event, instead=replace(event.instead, event=other if same_day else None))


def now_called(identifier: str, moved: Mapping[str, str | None]) -> str | None:
    """The id under which an event is told after all merges, often the same; None when it was hidden."""
    while identifier in moved:
        onward = moved[identifier]
        if onward is None:
            return None
        identifier = onward
    return identifier


def event_meant(
    target: Target, events: Sequence[TimelineEntry], names: Mapping[str, str], line: int, faults: Faults
) -> TimelineEntry | None:
    """The one event that an override means. None when there is none or several, and the reason goes to `faults`."""
    if target.id is not None:
        wanted = _entry_called(target.id, names)
        found = [event for event in events if event.id == wanted]
    else:
        found = [
            event for event in events if holds(target, [(c.source, c.quote) for c in event.citations], event.headline)
        ]
    if len(found) == 1:
        return found[0]
    if found:
        choice = "; ".join(
            f"`{event.id}` ({event.date.edtf if event.date else 'undated'}: {shortened(event.headline)})"
            for event in found[:6]
        )
        faults.append((line, f"`{target}` stands in {len(found)} events: {choice}; give an id, or more words"))
    else:
        known = [(event.id, event.headline, [c.quote for c in event.citations]) for event in events]
        faults.append((line, f"no event {sought(target)}{likest(target, known)}"))
    return None


def _entry_called(identifier: str, names: Mapping[str, str]) -> str:
    """The id of the entry that tells what an id, of the pages or of the data, was given for."""
    if not identifier.startswith("c-"):
        return names.get(identifier, identifier)
    return next((entry for account, entry in names.items() if id_of("event", account) == identifier), identifier)


def _told_as_one(one: TimelineEntry, other: TimelineEntry) -> TimelineEntry:
    citations = {(c.source, c.sentence): c for c in (*one.citations, *other.citations)}
    return replace(
        one,
        date=one.date or other.date,
        people=tuple(dict.fromkeys((*one.people, *other.people))),
        topics=tuple(sorted({*one.topics, *other.topics})),
        salience=max(one.salience, other.salience),
        citations=tuple(citations[key] for key in sorted(citations)),
        pinned=one.pinned or other.pinned,
        edits=(*one.edits, *other.edits),
    )


def _edited_event(event: TimelineEntry, override: EventOverride, *, merged: bool) -> TimelineEntry:
    done = [
        *(["told as one event"] if merged else []),
        *([f"date: {override.date.edtf}"] if override.date else []),
        *(["headline"] if override.headline else []),
        *(["pinned"] if override.pin else []),
    ]
    return replace(
        event,
        date=override.date or event.date,
        headline=override.headline or event.headline,
        salience=1.0 if override.pin else event.salience,
        pinned=event.pinned or override.pin,
        edits=(*event.edits, *(Edit(what=what, reason=override.reason) for what in done)),
    )
