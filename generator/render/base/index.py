"""The book, turned so that a page finds what belongs to it without searching."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeVar

from ...model.book import (
    Book,
    Citation,
    Contact,
    Disagreement,
    KeyFigure,
    Person,
    Source,
    Statement,
    TimelineEntry,
    Topic,
)
from ...model.dates import Date
from ...model.text import record
from . import links
from .phrasing import describe

T = TypeVar("T")
_WORD = re.compile(r"[\w’'-]+")
_LATEST = "9999-99-99"
_OPENING = re.compile(r"^(?:The|An?|They|He|She|It|We)\b")  # a capital that only the start of a sentence gave
SECTIONS = ("Home", "Topics", "Profiles", "Timeline", "Where sources differ", "Key figures", "Glossary", "Coverage")
_OF = {"Topics": "{}", "Profiles": "Profile of {}"}


@record
class Use:
    """A place in the book that rests on a sentence: what it is there, on which page of which section."""

    section: str
    page: str  # its title; "" where the section is one page
    what: str
    path: str
    anchor: str

    @property
    def label(self) -> str:
        """Names the place anywhere: "Timeline: 8 July 2031", "Profile of Jane Roe: statement"."""
        return ": ".join(filter(None, (_OF.get(self.section, self.section).format(self.page), self.what)))


@record
class Index:
    book: Book
    sources: dict[str, Source]
    people: dict[str, Person]
    topics: dict[str, Topic]
    events: tuple[TimelineEntry, ...]  # in order of time, undated last
    events_of_person: dict[str, list[TimelineEntry]]
    events_of_topic: dict[str, list[TimelineEntry]]
    statements_of_person: dict[str, list[Statement]]
    statements_of_topic: dict[str, list[Statement]]
    statements_about: dict[str, list[Statement]]  # by others, naming the person
    contacts_of_person: dict[str, list[Contact]]
    figures_of_topic: dict[str, list[KeyFigure]]
    disagreements_of_topic: dict[str, list[Disagreement]]
    event_paths: dict[str, str]
    uses: dict[str, dict[int, list[Use]]]  # source id -> sentence -> where it is cited


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
    )


def build(book: Book, event_path: Callable[[TimelineEntry], str]) -> Index:
    """Raises ValueError when an id could not stand in a path or an anchor."""
    for identifier in (*(e.id for e in book.events), *(q.id for q in book.quotations), *(f.id for f in book.figures)):
        links.checked(identifier)
    for disagreement in book.disagreements:
        links.checked(disagreement.id)
    book = in_order(book)
    sources = {s.id: s for s in book.sources}
    people = {p.id: p for p in book.people}
    topics = {t.id: t for t in book.topics}
    statements = sorted(book.quotations, key=lambda q: date_key(said(q, sources)))
    paths = {event.id: event_path(event) for event in book.events}
    uses = _uses(book, paths)
    return Index(
        book=book,
        sources=sources,
        people=people,
        topics=topics,
        events=book.events,
        events_of_person=_grouped(book.events, lambda e: e.people),
        events_of_topic=_grouped(book.events, lambda e: e.topics),
        statements_of_person=_grouped(statements, lambda q: (q.speaker, *q.others) if q.speaker else ()),
        statements_of_topic=_grouped(statements, lambda q: q.topics),
        statements_about=_about(statements, tuple(people.values())),
        contacts_of_person=_grouped(book.contacts, lambda c: c.people),
        figures_of_topic=_grouped(book.figures, lambda f: f.topics),
        disagreements_of_topic=_grouped(book.disagreements, lambda d: d.topics),
        event_paths=paths,
        uses=uses,
    )


def said(statement: Statement, sources: dict[str, Source]) -> Date | None:
    """When it was said, else when it was published."""
    if statement.date:
        return statement.date
    source = sources.get(statement.citation.source)
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


def _uses(book: Book, event_paths: dict[str, str]) -> dict[str, dict[int, list[Use]]]:
    found: dict[str, dict[int, list[Use]]] = defaultdict(lambda: defaultdict(list))

    def note(citation: Citation, section: str, page: str, what: str, path: str, anchor: str) -> None:
        use = Use(section=section, page=page, what=what, path=path, anchor=anchor)
        for sentence in citation.sentences:
            places = found[citation.source][sentence]
            if use not in places:
                places.append(use)

    names = {p.id: p.name for p in book.people}
    titles = {t.id: t.title for t in book.topics}
    for claim in book.bottom_line:
        note(claim.citation, "Home", "", "bottom line", "index.md", links.claim_anchor(claim))
    for topic in book.topics:
        path = links.topic_path(topic.id)
        for claim in topic.summary:
            note(claim.citation, "Topics", topic.title, "summary", path, links.claim_anchor(claim))
        for claim in topic.open_questions:
            note(claim.citation, "Topics", topic.title, "open question", path, links.claim_anchor(claim))
    for event in book.events:
        when = describe(event.date) if event.date else "no date known"
        for citation in event.citations:
            note(citation, "Timeline", "", when, event_paths[event.id], links.claim_anchor(event))
    for statement in book.quotations:
        anchor = links.claim_anchor(statement)
        for topic_id in statement.topics:
            if topic_id in titles:
                note(statement.citation, "Topics", titles[topic_id], "position", links.topic_path(topic_id), anchor)
        if statement.speaker in names:
            note(
                statement.citation,
                "Profiles",
                names[statement.speaker],
                "statement",
                links.person_path(statement.speaker),
                anchor,
            )
        else:
            said_by = _OPENING.sub(lambda word: word[0].lower(), statement.speaker_text) or "somebody unnamed"
            note(statement.citation, "Coverage", "", f"said by {said_by}", "coverage.md", anchor)
    for figure in book.figures:
        note(figure.citation, "Key figures", "", figure.text, "figures.md", links.claim_anchor(figure))
    for disagreement in book.disagreements:
        for differing in disagreement.claims:
            anchor = links.claim_anchor(differing, disagreement.id)
            note(differing.citation, "Where sources differ", "", disagreement.about, "disagreements.md", anchor)
    for person in book.people:
        path = links.person_path(person.id)
        for role in person.roles:
            for citation in role.citations:
                note(citation, "Profiles", person.name, "role", path, links.claim_anchor(role, person.id))
    for entry in book.abbreviations:
        note(entry.citation, "Glossary", "", entry.short, "glossary.md", links.claim_anchor(entry))
    for contact in book.contacts:
        for person_id in contact.people:
            if person_id in names:
                note(
                    contact.citation,
                    "Profiles",
                    names[person_id],
                    "contact",
                    links.person_path(person_id),
                    links.claim_anchor(contact),
                )
    return {
        source: {
            number: sorted(uses, key=lambda use: SECTIONS.index(use.section))
            for number, uses in sorted(sentences.items())
        }
        for source, sentences in found.items()
    }
