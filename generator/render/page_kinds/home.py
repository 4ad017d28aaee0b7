"""The front page: where it stands, what comes next, and what is newest."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

from ...model.book import (
    Citation,
    ClaimKind,
    Disagreement,
    KeyFigure,
    Measure,
    Person,
    Statement,
    TimelineEntry,
    Topic,
)
from ...model.dates import Date
from ...model.findings import MeasureStatus
from ...model.permanent_ids import permanent_id
from ..base.index import Index, Use, date_key
from ..base.measures import newest_first
from ..base.order import by_weight, clear, is_awaited, latest, worst_first
from ..base.page_kind import Link, PageKind, Values
from ..base.phrasing import counted, status
from ..base.show import main_role
from ..data import linked_data
from ..pictures.due import agenda_of
from . import changes, positions

_EXCERPT = 3  # topics and parties of the matrix
_NEWS = 3  # lines of what changed
_YEAR = dt.timedelta(days=366)  # after which it is no news that a plan has passed
_TO_COME: tuple[MeasureStatus, ...] = ("decided", "agreed", "announced", "threatened")
_BESIDE = 3  # dates ahead that stand beside the main lines
_AHEAD, _PAST, _LATEST, _PEOPLE, _MEASURES = 6, 4, 8, 12, 4  # shown of each
_NAMED = 5  # people where it stands


def _pages(index: Index) -> Iterator[tuple[str, Values]]:
    """None for a book without sources: see `empty`."""
    if index.sources:
        yield KIND.path, _values(index)


def _values(index: Index) -> Values:
    matrix = positions.values(index)
    standing = _standing(index)
    named = _named(index)
    published = [s.published for s in index.sources.values() if s.published and s.published.precision != "range"]
    return {
        "news": _news(index),
        "edition": index.book.editions[-1] if index.book.editions else None,
        "pinned": _pinned(index, [*standing["ahead"], *standing["past"]]),
        "latest": [e for e in latest(clear(index, index.events), _LATEST) if not e.pinned],
        "first": min((d.earliest for d in published), default=None),
        "last": max((d.latest for d in published), default=None),
        "figures": _leading_figures(index),
        "measures": newest_first(index.book.measures)[:_MEASURES],
        "positions": matrix | {"parties": matrix["parties"][:_EXCERPT]},
        "leading_topics": _most_spoken_of(index, matrix),
        "named": named,
        "people": [person for person in by_weight(index.book.people) if person not in named][: _PEOPLE - len(named)],
        "disagreements": worst_first(index.book.disagreements),
    } | standing


def _standing(index: Index) -> Values:
    """What stands beside the main lines, and the plans that do not."""
    standing = index.book.standing
    events = {event.id: event for event in index.events}
    told = {said.id: said for said in index.book.quotations}
    differing = {one.id: one for one in index.book.disagreements}
    due = [events[identifier] for identifier in standing.due]
    ahead = [*due, *(event for event in _ahead(index) if event not in due)]
    past = _past(index)
    coming = _coming(index, due)
    first = next(iter(_awaited(index, ahead)), None)
    return {
        "agenda": agenda_of([*ahead, *past], index.book.as_of),
        "next": first,
        "next_measure": next((m for m in coming if first is None or _day(m.effective) <= _day(first.date)), None),
        "coming": coming,
        "untold": bool(_awaited(index, index.planned)),
        "ahead": ahead,
        "beside": max(len(standing.due), _BESIDE),
        "past": past,
        "asks": [told[identifier] for identifier in standing.asks],
        "disputed": [differing[identifier] for identifier in standing.disputed],
    }


def _named(index: Index) -> list[Person]:
    """The people whom most sources name, with their posts, but for those of whom a line above tells it."""
    lines = [claim.text for claim in (*index.book.bottom_line, *index.book.standing.figures)]
    return [person for person in by_weight(index.book.people) if not _is_introduced(person, lines)][:_NAMED]


def _is_introduced(person: Person, lines: Sequence[str]) -> bool:
    """Whether one line has both the name and the post; one without a post has nothing to tell."""
    role = main_role(person)
    return role is None or any(person.name in line and role.title.split()[-1] in line for line in lines)


def _news(index: Index) -> list[tuple[ClaimKind, TimelineEntry | Statement | Disagreement]]:
    """What matters most of what the newest edition adds, as it stands in the book today."""
    if not index.book.editions or index.book.editions[-1].first:
        return []
    book = index.book
    records: dict[tuple[str, str], TimelineEntry | Statement | Disagreement] = {
        **{("event", event.id): event for event in index.events},
        **{("quotation", said.id): said for said in book.quotations},
        **{("disagreement", differing.id): differing for differing in book.disagreements},
    }
    new = changes.weightiest(book.editions[-1], _NEWS)
    return [(change.claim, records[change.claim, change.id]) for change in new if (change.claim, change.id) in records]


def _pinned(index: Index, elsewhere: list[TimelineEntry]) -> list[TimelineEntry]:
    return [event for event in index.events if event.pinned and event not in elsewhere]


def _planned(index: Index) -> list[TimelineEntry]:
    return clear(index, index.planned)


def _awaited(index: Index, events: Sequence[TimelineEntry]) -> list[TimelineEntry]:
    return [event for event in events if is_awaited(index, event)]


def _day(date: Date | None) -> dt.date:
    return date.earliest if date else dt.date.max


def _coming(index: Index, due: Sequence[TimelineEntry]) -> list[Measure]:
    """The measures that count from a day ahead, the next first, but for those whose day an entry beside them tells."""
    as_of = index.book.as_of
    told = {_day(event.date) for event in due}
    ahead = [m for m in index.book.measures if m.status in _TO_COME and m.effective and as_of]
    ahead = [m for m in ahead if as_of and _day(m.effective) >= as_of and _day(m.effective) not in told]
    return sorted(ahead, key=lambda m: (_day(m.effective), m.id))[:_BESIDE]


def _ahead(index: Index) -> list[TimelineEntry]:
    as_of = index.book.as_of
    still = [e for e in _planned(index) if status(e.date, as_of) != "passed"]
    return sorted(still, key=lambda e: status(e.date, as_of) not in ("today", "upcoming"))[:_AHEAD]


def _past(index: Index) -> list[TimelineEntry]:
    """The plans whose day is over, those that were called off among them, the newest first."""
    as_of = index.book.as_of
    plans = [e for e in clear(index, index.events) if e.kind != "occurred" and e.date]
    passed = [e for e in plans if status(e.date, as_of) == "passed"]
    recent = [e for e in passed if as_of and e.date and e.date.latest >= as_of - _YEAR]
    return sorted(recent, key=lambda e: (date_key(e.date), e.id), reverse=True)[:_PAST]


def _leading_figures(index: Index) -> list[KeyFigure]:
    """Those of the book's choice, in its order."""
    known = {figure.id: figure for figure in index.book.figures}
    return [known[identifier] for identifier in index.book.standing.leading if identifier in known]


def _most_spoken_of(index: Index, matrix: Values) -> list[Topic]:
    """The topics on which most parties said something, in the book's order."""
    spoken = Counter(topic for topic, party in matrix["cells"] if party in matrix["parties"])
    most = sorted(index.topics, key=lambda topic: -spoken[topic])[:_EXCERPT]
    return [topic for topic in index.topics.values() if topic.id in most and spoken[topic.id]]


def description(index: Index, _values: Values) -> str:
    """The editor's own description, else the first bottom line, else how many articles there are."""
    book = index.book
    told = next((claim.text for claim in book.bottom_line), None)
    return book.description or told or f"A briefing book made from {counted(len(book.sources), 'article')}."


def _llms(_index: Index) -> tuple[Link, ...]:
    return (Link("Pages", "Home", KIND.path, "where it stands, what falls due, latest developments"),)


def _cites(index: Index) -> Iterator[tuple[Citation, Use]]:
    for claim in (*index.book.bottom_line, *index.book.standing.figures):
        for citation in claim.citations:
            yield citation, Use(what="where it stands", path=KIND.path, anchor=permanent_id(claim))


KIND: PageKind = PageKind(
    name="home",
    path="index.md",
    pages=_pages,
    description=description,
    nav="Home",
    social="website",
    paper="chapter",
    llms=_llms,
    section="Home",
    cites=_cites,
    graph=lambda index, here, _values: linked_data.of_book(index, here),
)
