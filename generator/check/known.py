"""What is known of a book: counts that its pages tell, names, dates, and every text that may stand on a page."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from urllib.parse import unquote

from generator.check import dates, text
from generator.check.data import Date, Source
from generator.check.facts import Ground
from generator.check.lines import Lines, edits, of_article, value
from generator.check.pages import Element, Page
from generator.check.vocabulary import Counts, Vocabulary
from generator.rulebook import load


@cache
def kinds(path: str) -> tuple[str, ...]:
    """What sort of page it is: the names of its phrases."""
    folder, _, name = path.rpartition("/")
    if not folder or folder == "timeline":
        return ("timeline",) if folder else (name.removesuffix(".md"),)
    special = {"topics/index": "topics", "people/index": "people", "people/contacts": "contacts", "sources/index": "sources"}
    one = {"topics": "topic", "people": "person", "sources": "source"}
    return (special.get(path.removesuffix(".md")) or one.get(folder, folder),)


def leads_to(page: Page, target: str) -> str:
    """The page to which a link leads."""
    path = unquote(target.partition("#")[0].partition("?")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) if path else page.path


def source_numbers(ground: Ground) -> dict[str, int]:
    """The number of each source: in order of publication, the undated last."""

    def key(source: Source) -> tuple[str, str, str]:
        date = source.published
        return (date.earliest.isoformat(), date.latest.isoformat(), source.id) if date else ("9999-99-99", "9999-99-99", source.id)

    return {source.id: number for number, source in enumerate(sorted(ground.book.sources, key=key), 1)}


class Numbers:
    """Counts that pages tell, made anew from the data, and what is called how."""

    def __init__(self, ground: Ground, lines: Lines) -> None:
        book = ground.book
        self.ground = ground
        self.source_of_page = {source.page: source.id for source in book.sources}
        self.page_of_source = {source.id: source.page for source in book.sources}
        self.person_of_page = {person.page: person.id for person in book.people}
        self.topic_of_page = {topic.page: topic.id for topic in book.topics}
        self.events = {event.anchor: event for event in book.events}
        self.quotations = {said.anchor: said for said in book.quotations}
        self.figures = {figure.anchor: figure for figure in book.figures}
        self.people_of_source = _turned({person.id: person.sources for person in book.people})
        self.topics_of_source = _turned({topic.id: topic.sources for topic in book.topics})
        self.topics_of_person = _turned({topic.id: topic.people for topic in book.topics})
        self.edited = {e.anchor: e.edits for e in book.events} | {a.anchor: a.edits for a in book.abbreviations.values()}
        self.names = {
            **{person.page: [text.alike(person.name)] for person in book.people},
            **{topic.page: [text.alike(topic.title)] for topic in book.topics},
            **{source.page: [text.alike(source.title)] for source in book.sources},
        }
        every = list(_all_dates(ground))
        self.written: dict[str, set[str]] = {}
        for date in every:
            told = dates.describe(date)
            self.written.setdefault(date.edtf, set()).update((told, told.removesuffix(" (day not known)")))
        self.headed = {text.alike(told).removesuffix(" (day not known)").casefold() for forms in self.written.values() for told in forms}
        cited: dict[str, set[int]] = {}
        for use in lines.uses():
            cited.setdefault(use.source, set()).add(use.sentence)
        self.of_source = numbers = source_numbers(ground)
        self.book = {
            "sources": len(book.sources),
            "topics": len(book.topics),
            "profiles": len(book.people),
            "entries": len(book.events),
            "disagreements": len(book.disagreements),
            "figures": len(book.figures),
            "problems": len(book.coverage.problems),
            "single": sum(len({c.source for c in event.citations}) == 1 for event in book.events),
        }
        self._sources = {
            s.id: {
                "words": s.words,
                "cited": len(cited.get(s.id, ())),
                "sentences": s.sentences,
                "unused": max(s.sentences - len(cited.get(s.id, ())), 0),
                "number": numbers[s.id],
            }
            for s in book.sources
        }
        self._people = {p.id: {"mentions": p.mentions, "in_sources": sum(s in ground.sources for s in p.sources)} for p in book.people}
        events = Counter(t for e in book.events for t in dict.fromkeys(e.topics))
        said = Counter(t for q in book.quotations for t in dict.fromkeys(q.topics))
        ahead = Counter(
            t
            for e in book.events
            if e.kind != "occurred" and dates.status(e.date, book.as_of) in ("upcoming", "today", "under way")
            for t in dict.fromkeys(e.topics)
        )
        self._topics = {
            t.id: {
                "events": events[t.id],
                "statements": said[t.id],
                "topic_sources": sum(s in ground.sources for s in t.sources),
                "ahead": ahead[t.id],
                "topic_figures": sum(t.id in f.topics for f in book.figures),
            }
            for t in book.topics
        }

    def at(self, page: Page, element: Element) -> Counts:
        """The counts that hold where an element stands: those of the book, of its page, and of what its line leads to."""
        counts = dict(self.book)
        self._add(counts, page.path)
        line = next((e for e in (element, *element.above()) if e.tag in ("li", "tr", "td")), None)
        if line is not None:
            link = next((e for e in line.walk() if e.tag == "a" and "#" not in e.attributes.get("href", "#")), None)
            if link is not None:
                self._add(counts, leads_to(page, link.attributes["href"]))
        return counts

    def _add(self, counts: dict[str, int], path: str) -> None:
        for pages, known in (
            (self.source_of_page, self._sources),
            (self.person_of_page, self._people),
            (self.topic_of_page, self._topics),
        ):
            if path in pages:
                counts.update(known[pages[path]])


def _turned(lists: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """What holds each thing, in order."""
    turned: dict[str, list[str]] = {}
    for holder, held in lists.items():
        for one in dict.fromkeys(held):
            turned.setdefault(one, []).append(holder)
    return turned


def _all_dates(ground: Ground) -> Iterator[Date]:
    book = ground.book
    records: list[object] = [*book.events, *book.quotations, *book.figures, *book.contacts, *book.bottom_line]
    records += [c for t in book.topics for c in (*t.summary, *t.open_questions)]
    for record in records:
        if record.date is not None:  # type: ignore[attr-defined]
            yield record.date  # type: ignore[attr-defined]
    yield from (source.published for source in book.sources if source.published)
    yield from (date for person in book.people for role in person.roles for date in role.reported)


def vocabulary(ground: Ground, lines: Lines, news: str) -> Vocabulary:
    """Every text and date of the data that a page may show outside a line."""
    book = ground.book
    texts: list[str | None] = [book.title, book.description, news]
    for source in book.sources:
        texts += [
            source.title,
            source.outlet,
            *source.authors,
            source.url,
            source.file,
            source.language,
            *source.warnings,
            *edits(source.edits),
        ]
        texts += [of_article(source), source.published.text if source.published else None]
    for person in book.people:
        texts += [*person.names, person.country, *person.evidence, *edits(person.edits)]
        texts += [part for role in person.roles for part in (role.title, role.organisation, role.office, role.country)]
    for topic in book.topics:
        texts += [topic.title, topic.description, *(c.text for c in (*topic.summary, *topic.open_questions))]
    for event in book.events:
        texts += [event.headline, lines.places.get(event.id)]
    texts += [part for said in book.quotations for part in (said.party, said.speaker_text)]
    texts += [part for figure in book.figures for part in (figure.unit, figure.text)]
    for differing in book.disagreements:
        texts += [differing.about, differing.why, *edits(differing.edits), value(differing.settled)]
    texts += [part for short, entry in book.abbreviations.items() for part in (short, entry.expansion)]
    texts += [part for p in book.coverage.problems for part in (p.file, p.reason)]
    texts += [part for u in book.coverage.unprofiled for part in (u.name, u.reason)]
    texts += [part for left in book.coverage.left_out for part in (left.what, left.reason)]
    texts += list(load("check/phrases")["kinds"].values())
    written = {dates.describe(date) for date in _all_dates(ground)}
    if book.as_of:
        written.add(dates.day(book.as_of))
    written |= {
        part for told in set(written) for bare in (told.removesuffix(" (day not known)"),) for part in (bare, bare[:1].upper() + bare[1:])
    }
    sure = [s.published for s in book.sources if s.published and s.published.precision != "range"]
    if sure:
        first, last = dates.day(min(d.earliest for d in sure)), dates.day(max(d.latest for d in sure))
        written |= {first, last, f"{first} to {last}"}
    written |= {dates.stamp(date) for date in _all_dates(ground)}
    return Vocabulary(filter(None, texts), written)
