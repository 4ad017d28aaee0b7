"""A profile: roles, statements, contacts and events of one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...model.book import Citation, Contact, Person, Statement, TimelineEntry
from ...model.dates import Date
from ...model.permanent_ids import permanent_id
from ..base import links
from ..base.index import Index, Use, date_key, is_planned
from ..base.order import ENTRIES, is_awaited, newest_first, weightiest
from ..base.page_kind import Link, PageKind, Values
from ..base.phrasing import counted
from ..base.show import by_title, main_role, office_in_time
from ..base.spellings import posts_typed, typed
from ..base.way import near_person, to_people
from ..data import linked_data
from . import people

_OPEN = 3  # statements of a topic; the rest stands folded
_MISSING = ("no office", "no statement", "no meeting, call or letter", "no date ahead")


def _pages(index: Index) -> Iterator[tuple[str, Values]]:
    for person in index.people.values():
        yield links.person_path(person.id), _values(index, person)


def _values(index: Index, person: Person) -> Values:
    published = _published(index, person)
    contacts = index.contacts_of_person.get(person.id, [])
    said = newest_first(index, index.statements_of_person.get(person.id, []))
    ahead = _dates_ahead(index, person)
    return {
        "person": person,
        "open": _OPEN,
        "newest": said[:1],
        "met": _last_met(person, contacts),
        "ahead": ahead[:1],
        "missing": _missing(person.roles, said, contacts, ahead),
        "evidence": [by_title(index, why) for why in person.link_evidence],
        **_lookalikes(person),
        "typed": (*posts_typed(person), *typed((person.name, *person.aliases))),
        "statements": _by_topic(index, said),
        "about": index.statements_about.get(person.id, []),
        "contacts": [(_other(c, person), c) for c in contacts],
        "events": weightiest(index.events_of_person.get(person.id, []), ENTRIES),
        "topics": [t.id for t in index.topics.values() if person.id in t.people],
        "sources": [s for s in person.sources if s in index.sources],
        "witnesses": len(index.families(person.sources)),
        "first": min(published, key=lambda d: (d.earliest, d.edtf), default=None),
        "last": max(published, key=lambda d: (d.latest, d.edtf), default=None),
    }


def _lookalikes(person: Person) -> Values:
    return {
        "may_be": [other for other in person.lookalikes if other.may_be],
        "not_same": [other for other in person.lookalikes if not other.may_be],
    }


def _last_met(person: Person, contacts: Sequence[Contact]) -> list[tuple[str, Contact]]:
    held = sorted((c for c in contacts if c.date and not c.status), key=lambda c: date_key(c.date))
    return [(_other(c, person), c) for c in held[-1:]]


def _dates_ahead(index: Index, person: Person) -> list[TimelineEntry]:
    return [e for e in index.events_of_person.get(person.id, []) if is_planned(e) and is_awaited(index, e)]


def _missing(*has: Sequence[object]) -> list[str]:
    """What the sources do not have of a person, in the order of the page."""
    return [told for told, there in zip(_MISSING, has, strict=True) if not there]


def _published(index: Index, person: Person) -> list[Date]:
    return [date for s in person.sources if s in index.sources and (date := index.sources[s].published)]


def _by_topic(index: Index, said: Sequence[Statement]) -> list[tuple[str, list[Statement]]]:
    """What the person said, by the first topic of the book that it is filed under; "" for none, which is last. Each
    in the order given."""
    by_topic: dict[str, list[Statement]] = defaultdict(list)
    for statement in said:
        by_topic[next((t for t in statement.topics if t in index.topics), "")].append(statement)
    order = {t: n for n, t in enumerate(index.topics)}
    return sorted(by_topic.items(), key=lambda group: order.get(group[0], len(order)))


def _other(contact: Contact, person: Person) -> str:
    return next((p for p in contact.people if p != person.id), person.id)


def _description(index: Index, values: Values) -> str:
    person: Person = values["person"]
    known = _known(person)
    said, events = len(index.statements_of_person.get(person.id, ())), len(index.events_of_person.get(person.id, ()))
    held = " and ".join(counted(number, noun) for number, noun in ((said, "statement"), (events, "event")) if number)
    sources = counted(values["witnesses"], "source")
    return f"{person.name}{': ' if known else ''}{known}. {f'{held} in' if held else 'Named in'} {sources}."


def _known(person: Person) -> str:
    role = main_role(person)
    return ", ".join(part for part in (role and office_in_time(role), person.country) if part)


def _llms(index: Index) -> list[Link]:
    return [Link("People", p.name, links.person_path(p.id), _known(p)) for p in index.people.values()]


def _cites(index: Index) -> Iterator[tuple[Citation, Use]]:
    for statement in index.book.quotations:
        if statement.speaker in index.people:
            person = index.people[statement.speaker]
            for citation in statement.cited:
                yield citation, _use(person, "statement", permanent_id(statement))
    for person in index.people.values():
        for role in person.roles:
            for citation in role.sentences:
                yield citation, _use(person, "role", permanent_id(role, person.id))
    for contact in index.book.contacts:
        for person in (index.people[p] for p in contact.people if p in index.people):
            yield contact.citation, _use(person, "contact", permanent_id(contact))


def _use(person: Person, what: str, anchor: str) -> Use:
    path, named = links.person_path(person.id), f"Profile of {person.name}"
    return Use(page=person.name, named=named, what=what, path=path, anchor=anchor)


KIND: PageKind = PageKind(
    name="person",
    path="people/*.md",
    pages=_pages,
    description=_description,
    social="profile",
    paper="chapter",
    llms=_llms,
    section="Profiles",
    cites=_cites,
    graph=lambda index, here, values: linked_data.of_person(index, here, values["person"]),
    row=lambda index: to_people(people.in_order(index)),
    near=lambda index, values: near_person(index, values["person"]),
)
