"""What changed, edition by edition."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from ...model.book import Change, ClaimKind, Edition, Person
from ...model.permanent_ids import permanent_id
from ...model.text import record
from ..base import links
from ..base.index import Index
from ..base.page_kind import Link, PageKind, Values
from . import disagreements, figures, measures

_EDITIONS = 20  # shown, and
_CHANGES = 12  # of each group of one of them
_ALIKE = 0.85  # share of the words of a line that another has, when the two tell the same
_TOLD: frozenset[ClaimKind] = frozenset({"event", "quotation", "disagreement"})  # what a group is of a topic by
_WORD = re.compile(r"[^\W_]+")

Claim = tuple[str, str]  # its kind and id
Place = tuple[str, str | None]  # its page and anchor


@record
class Group:
    """Changes of an edition that stand together: of a topic, or of people, figures and sources."""

    title: str
    changes: tuple[Change, ...]
    more: int  # not shown


def _values(index: Index) -> Values:
    places = dict(_places(index))
    return {
        "editions": [(edition, groups(edition)) for edition in index.book.editions[: -_EDITIONS - 1 : -1]],
        "earlier": max(len(index.book.editions) - _EDITIONS, 0),
        "place": lambda change: places.get((change.claim, change.id)) if _is_still_there(index, change) else None,
        "new_source": _one_new_source,
    }


def _is_still_there(index: Index, change: Change) -> bool:
    """Not what is withdrawn, and no source whose file holds another article today."""
    if change.kind == "withdrawn":
        return False
    source = index.sources.get(change.id) if change.claim == "source" else None
    return source is None or source.title.startswith(change.text.removesuffix(" …"))


def groups(edition: Edition) -> list[Group]:
    """What changed by topic, then what no topic has, people with their offices, figures, topics and sources; the
    gravest first in each. What is only told again, or a further source for an office, is counted and not shown."""
    by_title: dict[str, list[Change]] = defaultdict(list)
    for change in edition.changes:
        by_title[_title(change)].append(change)
    last = [title for title in _LAST if title in by_title]
    found = []
    for title in (*(title for title in by_title if title not in last), *last):
        told = told_once(change for change in by_title[title] if _is_news(change, edition))
        if told:
            found.append(Group(title=title, changes=tuple(told[:_CHANGES]), more=max(len(told) - _CHANGES, 0)))
    return found


_LAST = ("Other", "People", "Figures", "Topics", "Sources")
_GROUPS: dict[ClaimKind, str] = {
    "person": "People",
    "role": "People",
    "figure": "Figures",
    "topic": "Topics",
    "source": "Sources",
}


def _title(change: Change) -> str:
    return _GROUPS.get(change.claim) or (change.topics[0] if change.topics else "Other")


def _is_news(change: Change, edition: Edition) -> bool:
    """Not a further source for an office, and not a person whose office is told beside."""
    if change.claim == "role":
        return change.kind != "corroborated"
    offices = [other.text for other in edition.changes if other.claim == "role" and other.kind == change.kind]
    return change.claim != "person" or not any(text.startswith(f"{change.text}: ") for text in offices)


def told_once(changes: Iterable[Change]) -> list[Change]:
    """Without lines whose words another one before them has, or nearly all."""
    found: list[tuple[frozenset[str], Change]] = []
    for change in changes:
        words = frozenset(_WORD.findall(change.text.casefold()))
        if change.claim not in _TOLD or not any(_is_told(words, known) for known, _ in found):
            found.append((words, change))
    return [change for _, change in found]


def _is_told(words: frozenset[str], known: frozenset[str]) -> bool:
    return len(words & known) >= _ALIKE * min(len(words), len(known))


def weightiest(edition: Edition, most: int) -> list[Change]:
    """The events, statements and disagreements that matter most among what is new in an edition, each told once."""
    new = (change for change in edition.changes if change.claim in _TOLD and change.kind != "withdrawn")
    return told_once(change for change in new if change.kind != "corroborated")[:most]


def _one_new_source(edition: Edition) -> str | None:
    """The id of the only source that an edition adds: its lines need not name it."""
    added = [change.id for change in edition.changes if change.claim == "source" and change.kind == "added"]
    return added[0] if len(added) == 1 else None


def _places(index: Index) -> Iterator[tuple[Claim, Place]]:
    """Where the claims of today's book stand."""
    for source_id in index.sources:
        yield ("source", source_id), (index.source_paths[source_id], None)
    for topic_id in index.topics:
        yield ("topic", topic_id), (links.topic_path(topic_id), None)
    for person in index.people.values():
        yield from _of_person(person)
    for event in index.events:
        yield ("event", event.id), (index.event_paths[event.id], permanent_id(event))
    for said in index.book.quotations:
        if said.speaker in index.people:
            yield ("quotation", said.id), (links.person_path(said.speaker), permanent_id(said))
    for measure in index.book.measures:
        yield ("measure", measure.id), (measures.KIND.path, permanent_id(measure))
    for figure in index.book.figures:
        yield ("figure", figure.id), (figures.KIND.path, permanent_id(figure))
    for disagreement in index.book.disagreements:
        yield ("disagreement", disagreement.id), (disagreements.KIND.path, permanent_id(disagreement))


def _of_person(person: Person) -> Iterator[tuple[Claim, Place]]:
    page = links.person_path(person.id)
    yield ("person", person.id), (page, None)
    for role in person.roles:
        identifier = f"{person.id} {role.title.casefold()} {(role.organisation or '').casefold()}"
        yield ("role", identifier), (page, permanent_id(role, person.id))


def _description(_index: Index, _values: Values) -> str:
    return "Each edition of this book beside the one before it, by topic."


KIND: PageKind = PageKind(
    name="changes",
    path="changes.md",
    pages=lambda index: [(KIND.path, _values(index))],
    description=_description,
    llms=lambda _index: [Link("Optional", "What changed", KIND.path, "edition by edition")],
)
