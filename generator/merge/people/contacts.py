"""Who dealt with whom: each contact of two people with a profile, one for an entry of the timeline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ...model.book import Contact
from ...model.dates import Date
from ...model.findings import ContactStatus, Dealing, Event
from ...model.text import record
from ..base.bare_event import Entries, bare
from ..base.cast import Who
from ..base.corpus import Reading

_SUREST: tuple[ContactStatus, ...] = ("", "called off", "planned")  # what was held is not planned any more


@record
class Dealt:
    """A contact that an article tells, and the event that dates it."""

    contact: Contact
    event: Event | None


def contacts_of(told: Iterable[Dealt], entries: Entries) -> tuple[Contact, ...]:
    """Sorted by people and day. Of those of one entry, or of one day, how and pair, the surest and first told is kept;
    one without a day goes where its article has another of the pair."""
    found: dict[tuple[str, ...], list[Contact]] = defaultdict(list)
    for dealt in told:
        contact = _of_entry(dealt, entries)
        found[_key(contact)].append(contact)
    kept = [min(alike, key=lambda each: _SUREST.index(each.status)) for alike in found.values()]
    dated = {(each.people, each.citation.source) for each in kept if each.date is not None}
    kept = [each for each in kept if each.date is not None or (each.people, each.citation.source) not in dated]
    return tuple(sorted(kept, key=lambda each: (each.people, each.how, _key(each))))


def _of_entry(dealt: Dealt, entries: Entries) -> Contact:
    """The contact, with the entry of the timeline that tells of it."""
    entry = None if dealt.event is None else entries.get((dealt.contact.citation.source, dealt.event))
    return dealt.contact if entry is None else replace(dealt.contact, event=entry.id)


def _key(contact: Contact) -> tuple[str, ...]:
    if contact.event is not None:
        return (*contact.people, contact.event)
    return (*contact.people, contact.how, contact.date.edtf if contact.date else contact.citation.source)


def dealings_in(reading: Reading, who: Who) -> Iterator[Dealt]:
    """The contacts that an article tells."""
    for dealing in reading.findings.dealings:
        pairs = [tuple(sorted({who.get(key, "") for key in pair} - {""})) for pair in dealing.pairs]
        present = {person for pair in pairs for person in pair}
        event = _event(reading, dealing)
        for pair in dict.fromkeys(pair for pair in pairs if len(pair) == 2):
            contact = Contact(
                people=(pair[0], pair[1]),
                how=dealing.how,
                date=_day(reading, dealing, event, pair, who),
                citation=reading.cite(dealing.sentence),
                status=dealing.status,
                place=dealing.place,
                others=tuple(sorted(present - {*pair})),
            )
            yield Dealt(contact=contact, event=event and bare(event))


def _event(reading: Reading, dealing: Dealing) -> Event | None:
    told = (each for each in reading.dated_in(dealing.sentence) if each.head == dealing.event)
    return next(told, None) if dealing.event is not None else None


def _day(reading: Reading, dealing: Dealing, event: Event | None, pair: Sequence[str], who: Who) -> Date | None:
    """That of its event or its own words, else of the one thing in the sentence in which both have a part."""
    if event is not None:
        return event.date
    if dealing.timex is not None:
        return reading.findings.timexes[dealing.timex].date
    told = (each for each in reading.dated_in(dealing.sentence) if _has_both(each, pair, who))
    days = {each.date.edtf: each.date for each in told if each.date}
    return next(iter(days.values())) if len(days) == 1 else None


def _has_both(event: Event, pair: Sequence[str], who: Who) -> bool:
    present = {who.get(key) for key in event.people}
    return event.kind == "occurred" and present >= {*pair}
