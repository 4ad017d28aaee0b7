"""The book, turned so that a page finds what belongs to it without searching."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from ...model.book import (
    Book,
    Citation,
    Contact,
    Disagreement,
    KeyFigure,
    Measure,
    Person,
    Source,
    Statement,
    TimelineEntry,
    Topic,
)
from ...model.dates import Date
from ...model.text import record
from . import links
from .filled import Filled, filled

T = TypeVar("T")
_WORD = re.compile(r"[\w’'-]+")
_LATEST = "9999-99-99"
_SIDES = 5  # that have a colour of their own


@record
class Use:
    """A place in the book that rests on a sentence: what it is there, on which page of which section."""

    what: str
    path: str
    anchor: str
    section: str = ""  # that of the kind of page, which need not say it
    page: str = ""  # its title; "" where the section is one page
    named: str = ""  # what the page is called outside of its section, if not as that

    @property
    def label(self) -> str:
        """Names the place anywhere: "Timeline: 8 July 2031", "Profile of Jane Roe: statement"."""
        return ": ".join(filter(None, (self.named or self.section, self.what)))


@record
class Byline:
    """What a citation shows of its source, and all that it asks: who cites an article shows no other sentence of it."""

    title: str
    outlet: str | None
    published: Date | None
    url: str | None


@record
class Index:
    """The book with look-ups by the id of a person, a topic, a source or an event."""

    book: Book
    sources: dict[str, Source]
    bylines: dict[str, Byline]  # of sources by id
    people: dict[str, Person]
    topics: dict[str, Topic]
    names: dict[str, str]  # of people by id: what a link to one shows, and all that it asks
    countries: dict[str, str | None]  # of people
    titles: dict[str, str]  # of topics, as `names`
    events: tuple[TimelineEntry, ...]  # in order of time, undated last
    planned: tuple[TimelineEntry, ...]  # those of them that one may still wait for: `is_planned`
    planned_of_source: dict[str, list[TimelineEntry]]  # the same by each source that tells them
    events_of_person: dict[str, list[TimelineEntry]]
    events_of_topic: dict[str, list[TimelineEntry]]
    statements_of_person: dict[str, list[Statement]]
    statements_of_topic: dict[str, list[Statement]]
    statements_about: dict[str, list[Statement]]  # by others, naming the person
    contacts_of_person: dict[str, list[Contact]]
    figures_of_topic: dict[str, list[KeyFigure]]
    disagreements_of_topic: dict[str, list[Disagreement]]
    disagreements: dict[str, Disagreement]
    measures_of_topic: dict[str, list[Measure]]
    told: dict[str, str]  # the event that tells a line, by its words and a sentence that it rests on: a `line`
    event_paths: dict[str, str]
    source_paths: dict[str, str]  # the page of each source, by its id
    filled: Filled
    sides: dict[str, int]  # a party that is heard -> the number of its colour
    uses: dict[str, dict[int, list[Use]]]  # source id -> sentence -> where it is cited

    def families(self, sources: Iterable[str]) -> frozenset[str]:
        """The families of some sources: who has its text from another is no second witness."""
        return frozenset(self.sources[one].family or one for one in sources if one in self.sources)


def line(text: str, citation: Citation) -> str:
    """What stands for some words with a sentence that they rest on."""
    return f"{citation.source}\n{citation.sentence}\n{citation.last}\n{text}"


def date_key(date: Date | None) -> tuple[str, str]:
    """Sorts by first day, then the shorter span first; unknown dates last."""
    return (date.earliest.isoformat(), date.latest.isoformat()) if date else (_LATEST, _LATEST)


def in_order(book: Book) -> Book:
    """The book with its records sorted; topics, the bottom line and problems keep the order that merge gave them."""
    return dataclasses.replace(
        book,
        sources=tuple(sorted(book.sources, key=lambda s: s.id)),
        people=tuple(sorted(book.people, key=lambda p: p.id)),
        events=tuple(sorted(book.events, key=lambda e: (*date_key(e.date), e.id))),
        quotations=tuple(sorted(book.quotations, key=lambda q: (q.citation.source, q.citation.sentence, q.id))),
        figures=tuple(sorted(book.figures, key=lambda f: (f.citation.source, f.citation.sentence, f.id))),
        disagreements=tuple(sorted(book.disagreements, key=lambda d: d.id)),
        abbreviations=tuple(sorted(book.abbreviations, key=lambda a: (a.short.casefold(), a.short))),
        contacts=tuple(sorted(book.contacts, key=lambda c: (*date_key(c.date), c.people, c.how))),
        measures=tuple(sorted(book.measures, key=lambda m: m.id)),
    )


def build(book: Book, event_path: Callable[[TimelineEntry], str]) -> Index:
    """The index without `uses`, which the kinds of pages tell. Raises ValueError when an id could not stand in a path
    or an anchor."""
    _check_ids(book.events, book.quotations, book.figures, book.disagreements, book.measures)
    book = in_order(book)
    sources = {s.id: s for s in book.sources}
    people = {p.id: p for p in book.people}
    topics = {t.id: t for t in book.topics}
    bylines = {s.id: Byline(title=s.title, outlet=s.outlet, published=s.published, url=s.url) for s in book.sources}
    statements = sorted(book.quotations, key=lambda q: date_key(said(q, bylines)))
    paths = {event.id: event_path(event) for event in book.events}
    planned = tuple(filter(is_planned, book.events))
    return Index(
        book=book,
        sources=sources,
        bylines=bylines,
        people=people,
        topics=topics,
        names={p.id: p.name for p in book.people},
        countries={p.id: p.country for p in book.people},
        titles={t.id: t.title for t in book.topics},
        events=book.events,
        planned=planned,
        planned_of_source=_grouped(planned, _told_by),
        events_of_person=_grouped(book.events, lambda e: e.people),
        events_of_topic=_grouped(book.events, lambda e: e.topics),
        statements_of_person=_grouped(statements, lambda q: filter(None, (q.speaker, *q.others))),
        statements_of_topic=_grouped(statements, lambda q: q.topics),
        statements_about=_about(statements, tuple(people.values())),
        contacts_of_person=_grouped(book.contacts, lambda c: c.people),
        figures_of_topic=_grouped(book.figures, lambda f: f.topics),
        disagreements_of_topic=_grouped(book.disagreements, lambda d: d.topics),
        disagreements={d.id: d for d in book.disagreements},
        measures_of_topic=_grouped(book.measures, lambda m: m.topics),
        told={line(event.headline, cited): event.id for event in reversed(book.events) for cited in event.citations},
        event_paths=paths,
        source_paths=links.source_paths(book.sources),
        filled=filled(book),
        sides=_sides(book.quotations),
        uses={},
    )


def is_planned(event: TimelineEntry) -> bool:
    """Whether it is a dated plan or deadline that has not been called off."""
    return event.kind != "occurred" and event.date is not None and not event.cancelled


def _told_by(event: TimelineEntry) -> list[str]:
    return [citation.source for citation in event.citations]


def _sides(statements: Iterable[Statement]) -> dict[str, int]:
    """The parties with most statements, numbered; of two alike the first by name."""
    heard = Counter(party for one in statements for party in one.parties)
    ranked = sorted(heard, key=lambda party: (-heard[party], party))
    return {party: number for number, party in enumerate(ranked[:_SIDES])}


def _check_ids(*records: Iterable[TimelineEntry | Statement | KeyFigure | Disagreement | Measure]) -> None:
    for one in (one for several in records for one in several):
        links.checked(one.id)


def said(statement: Statement, bylines: Mapping[str, Byline]) -> Date | None:
    """When it was said, else when it was published."""
    if statement.date:
        return statement.date
    source = bylines.get(statement.citation.source)
    return source.published if source else None


def _grouped(records: Iterable[T], keys: Callable[[T], Iterable[str]]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for entry in records:
        for key in dict.fromkeys(keys(entry)):
            groups[key].append(entry)
    return dict(groups)


def _about(statements: list[Statement], people: tuple[Person, ...]) -> dict[str, list[Statement]]:
    """Statements that name somebody else; a family name that two people share names neither."""
    by_word = _grouped(people, lambda p: {w.casefold() for w in (p.family or p.name).split()[-1:]})
    full = {p.id: tuple(n.casefold() for n in (p.name, *p.aliases) if " " in n) for p in people}
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        text = statement.text.casefold()
        words = {w.strip("'’-").removesuffix("'s").removesuffix("’s") for w in _WORD.findall(text)}
        for word in sorted(words & by_word.keys()):
            for person in by_word[word]:
                alone = len(by_word[word]) == 1 and person.family is not None
                if person.id != statement.speaker and (alone or any(name in text for name in full[person.id])):
                    found[person.id].append(statement)
    return dict(found)
