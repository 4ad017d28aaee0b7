"""What changed, edition by edition."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.book import Change, ChangeKind, Edition, Person
from ..base import links
from ..base.index import Index
from ..base.page_kind import Link, PageKind, Values
from . import disagreements, figures, measures

_EDITIONS = 20  # shown, and
_CHANGES = 60  # of each kind in one of them
_CHANGE_ORDER = ("redated", "superseded", "disputed", "added", "corroborated", "changed", "withdrawn")

Claim = tuple[str, str]  # its kind and id
Place = tuple[str, str | None]  # its page and anchor


def _values(index: Index) -> Values:
    places = dict(_places(index))
    return {
        "editions": [(edition, _grouped(edition)) for edition in index.book.editions[: -_EDITIONS - 1 : -1]],
        "earlier": max(len(index.book.editions) - _EDITIONS, 0),
        "place": lambda change: None if change.kind == "withdrawn" else places.get((change.claim, change.id)),
    }


def _grouped(edition: Edition) -> list[tuple[ChangeKind, list[Change], int]]:
    """By kind: what is shown, and how many more there are."""
    found = []
    for kind, count in sorted(edition.counts, key=lambda pair: _CHANGE_ORDER.index(pair[0])):
        shown = [change for change in edition.changes if change.kind == kind][:_CHANGES]
        found.append((kind, shown, count - len(shown)))
    return found


def _places(index: Index) -> Iterator[tuple[Claim, Place]]:
    """Where the claims of today's book stand."""
    for source_id in index.sources:
        yield ("source", source_id), (links.source_path(source_id), None)
    for topic_id in index.topics:
        yield ("topic", topic_id), (links.topic_path(topic_id), None)
    for person in index.people.values():
        yield from _of_person(person)
    for event in index.events:
        yield ("event", event.id), (index.event_paths[event.id], links.claim_anchor(event))
    for said in index.book.quotations:
        if said.speaker in index.people:
            yield ("quotation", said.id), (links.person_path(said.speaker), links.claim_anchor(said))
    for measure in index.book.measures:
        yield ("measure", measure.id), (measures.KIND.path, links.claim_anchor(measure))
    for figure in index.book.figures:
        yield ("figure", figure.id), (figures.KIND.path, links.claim_anchor(figure))
    for disagreement in index.book.disagreements:
        yield ("disagreement", disagreement.id), (disagreements.KIND.path, links.claim_anchor(disagreement))


def _of_person(person: Person) -> Iterator[tuple[Claim, Place]]:
    page = links.person_path(person.id)
    yield ("person", person.id), (page, None)
    for role in person.roles:
        identifier = f"{person.id} {role.title.casefold()} {(role.organisation or '').casefold()}"
        yield ("role", identifier), (page, links.claim_anchor(role, person.id))


def _description(_index: Index, _values: Values) -> str:
    return "Each edition of this book beside the one before it, claim by claim."


KIND: PageKind = PageKind(
    name="changes",
    path="changes.md",
    pages=lambda index: [(KIND.path, _values(index))],
    description=_description,
    llms=lambda _index: [Link("Optional", "What changed", KIND.path, "edition by edition")],
)
