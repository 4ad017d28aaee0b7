"""A topic: what it is about, its latest, what each party says of it, its figures, events and people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ...model.book import Citation, KeyFigure, Person, Statement, TimelineEntry, Topic
from ...model.permanent_ids import permanent_id
from ..base import links
from ..base.index import Index, Use
from ..base.measures import by_standing
from ..base.order import (
    ENTRIES,
    by_act,
    by_id,
    clear,
    is_awaited,
    newest,
    newest_first,
    parties,
    weightiest,
    worst_first,
)
from ..base.page_kind import Link, PageKind, Values
from ..base.way import near_topic, to_topics
from ..data import linked_data
from ..pictures.sides import sides_of

_OPEN = 4  # statements of a party; the rest stands folded
_DRAWN = 8  # entries and statements that a chart needs to show anything
_MEASURES = 6  # shown; the page of measures has them all


def _pages(index: Index) -> Iterator[tuple[str, Values]]:
    for topic in index.topics.values():
        yield links.topic_path(topic.id), _values(index, topic)


def _is_planned(event: TimelineEntry) -> bool:
    return event.kind != "occurred" and not event.cancelled


def _values(index: Index, topic: Topic) -> Values:
    events = index.events_of_topic.get(topic.id, [])
    planned = [e for e in events if _is_planned(e)]
    ahead = [e for e in planned if is_awaited(index, e)]
    return {
        "topic": topic,
        "drawn": len(events) + len(index.statements_of_topic.get(topic.id, [])) >= _DRAWN,
        "events": weightiest(events, ENTRIES),
        "latest": newest(events),
        "ahead": ahead,
        "due": clear(index, ahead),
        "parties": [
            (party, _speakers(index, statements), _ledger(by_act(newest_first(index, statements))))
            for party, statements in parties(index.statements_of_topic.get(topic.id, []))
        ],
        "sides": sides_of(index, topic.id),
        "open_points": by_id(index, topic.open_points),
        "measures": by_standing(index.measures_of_topic.get(topic.id, []))[:_MEASURES],
        "figures": _leading(index.figures_of_topic.get(topic.id, [])),
        "disagreements": worst_first(index.disagreements_of_topic.get(topic.id, [])),
        "undated": [e for e in planned if e.date is None],
        "people": [index.people[p] for p in topic.people if p in index.people],
        "sources": [s for s in topic.sources if s in index.sources],
    }


def _leading(figures: Sequence[KeyFigure]) -> list[KeyFigure]:
    return [figure for figure in figures if figure.leads]


def _ledger(acts: Sequence[tuple[str, list[Statement]]]) -> list[tuple[str, list[Statement], list[Statement]]]:
    """What a party does, with the statements that stand open and those that stand folded."""
    found, left = [], _OPEN
    for act, statements in acts:
        found.append((act, statements[:left], statements[left:]))
        left = max(left - len(statements), 0)
    return found


def _speakers(index: Index, statements: list[Statement]) -> list[Person]:
    """The officials among those who said something, the most quoted first."""
    counts = Counter(q.speaker for q in statements if q.speaker in index.people)
    return [index.people[person] for person in sorted(filter(None, counts), key=lambda p: (-counts[p], p))]


def _description(_index: Index, values: Values) -> str:
    topic: Topic = values["topic"]
    return _told(topic) or topic.title


def _told(topic: Topic) -> str:
    return topic.description or next((claim.text for claim in topic.summary), "")


def _llms(index: Index) -> list[Link]:
    return [Link("Topics", topic.title, links.topic_path(topic.id), _told(topic)) for topic in index.topics.values()]


def _cites(index: Index) -> Iterator[tuple[Citation, Use]]:
    for topic in index.topics.values():
        lines = (("summary", topic.summary), ("open question", topic.open_questions), ("agreement", topic.agreed))
        for what, claims in lines:
            for claim in claims:
                yield claim.citation, _use(topic, what, permanent_id(claim))
    for statement in index.book.quotations:
        for topic_id in statement.topics:
            if topic_id in index.topics:
                for citation in statement.cited:
                    yield citation, _use(index.topics[topic_id], "position", permanent_id(statement))


def _use(topic: Topic, what: str, anchor: str) -> Use:
    path = links.topic_path(topic.id)
    return Use(page=topic.title, named=topic.title, what=what, path=path, anchor=anchor)


KIND: PageKind = PageKind(
    name="topic",
    path="topics/*.md",
    pages=_pages,
    description=_description,
    paper="sheets",
    llms=_llms,
    section="Topics",
    cites=_cites,
    graph=lambda index, here, values: linked_data.of_topic(index, here, values["topic"]),
    row=lambda index: to_topics(index.topics.values()),
    near=lambda index, values: near_topic(index, values["topic"]),
)
