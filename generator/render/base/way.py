"""The way on from a page: the one before and after it in its list, and others near to it. It stands in the front
matter, for the theme shows it around the page's own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ...model.book import Person, Topic
from ...model.text import record
from . import links
from .escape import escape_front_matter
from .index import Index

_RELATED = 4  # at most


@record
class Step:
    """A page that one may go on to, and what it is called."""

    path: str
    title: str


def beside(row: Sequence[Step]) -> dict[str, Sequence[Step]]:
    """Of a long row, what stands next to each page, with it, by its path."""
    found: dict[str, Sequence[Step]] = {}
    for number, step in enumerate(row):
        found.setdefault(step.path, row[max(number - 1, 0) : number + 2])
    return found


def way(here: str, row: Sequence[Step], related: Sequence[Step]) -> str:
    """Lines of front matter; none where there is nowhere to go.

    >>> way("topics/b.md", [Step(path="topics/a.md", title="A"), Step(path="topics/b.md", title="B")], [])
    'way: {previous: {to: topics/a.html, title: "A"}}\\n'
    """
    at = next((number for number, step in enumerate(row) if step.path == here), None)
    parts = []
    if at:
        parts.append(f"previous: {_shown(row[at - 1])}")
    if at is not None and at + 1 < len(row):
        parts.append(f"next: {_shown(row[at + 1])}")
    if related:
        parts.append(f"related: [{', '.join(map(_shown, related))}]")
    return f"way: {{{', '.join(parts)}}}\n" if parts else ""


def _shown(step: Step) -> str:
    return f"{{to: {links.on_site('', step.path)}, title: {escape_front_matter(step.title)}}}"


def to_topics(topics: Iterable[Topic]) -> list[Step]:
    """Their pages."""
    return [Step(path=links.topic_path(topic.id), title=topic.title) for topic in topics]


def to_people(people: Iterable[Person]) -> list[Step]:
    """Their pages."""
    return [Step(path=links.person_path(person.id), title=person.name) for person in people]


def near_topic(index: Index, topic: Topic) -> list[Step]:
    """The other topics that share most people with it."""
    own = frozenset(topic.people) & index.people.keys()
    shared = Counter({other.id: len(own & frozenset(other.people)) for other in index.topics.values()})
    del shared[topic.id]
    order = {one: number for number, one in enumerate(index.topics)}
    near = sorted((one for one in shared if shared[one]), key=lambda one: (-shared[one], order[one]))
    return to_topics(index.topics[one] for one in near[:_RELATED])


def near_person(index: Index, person: Person) -> list[Step]:
    """Whom the person met, called or wrote to, those first with whom this was most often so."""
    held = [contact for contact in index.contacts_of_person.get(person.id, ()) if not contact.status]
    met = Counter(other for contact in held for other in contact.people if other != person.id and other in index.people)
    near = sorted(met, key=lambda one: (-met[one], one))
    return to_people(index.people[one] for one in near[:_RELATED])
