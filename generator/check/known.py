"""What is known of a book: counts that its pages tell, names, dates, and every text that may stand on a page."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from urllib.parse import unquote

from ..rules.load import load
from ..rules.types.check import CHECK_PHRASES
from . import dates, text
from .data import Book, Date, Event, File, Person, Quotation, Source, Topic
from .facts import Ground
from .lines import Lines, edits, of_article, value
from .pages import Element, Page, whole_of
from .vocabulary import Counts, Vocabulary


@cache
def kinds(path: str) -> tuple[str, ...]:
    """What sort of page it is: the names of its phrases."""
    folder, _, name = path.rpartition("/")
    if not folder or folder == "timeline":
        return ("timeline",) if folder else (name.removesuffix(".md"),)
    special = {
        "topics/index": "topics",
        "topics/questions": "questions",
        "people/index": "people",
        "people/contacts": "contacts",
        "sources/index": "sources",
    }
    one = {"topics": "topic", "people": "person", "sources": "source"}
    return (special.get(path.removesuffix(".md")) or one.get(folder, folder),)


def leads_to(page: Page, target: str) -> str:
    """The page to which a link leads; of a part, the page that it belongs to."""
    return whole_of(leads_exactly_to(page, target))


def leads_exactly_to(page: Page, target: str) -> str:
    """The page, or the part of one, to which a link leads."""
    path = unquote(target.partition("#")[0].partition("?")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) if path else page.path


def source_numbers(ground: Ground) -> dict[str, int]:
    """The number of each source: in order of publication, the undated last."""

    def key(source: Source) -> tuple[str, str, str]:
        date = source.published
        return (
            (date.earliest.isoformat(), date.latest.isoformat(), source.id)
            if date
            else ("9999-99-99", "9999-99-99", source.id)
        )

    return {source.id: number for number, source in enumerate(sorted(ground.book.sources, key=key), 1)}


class Numbers:
    """Counts that pages tell, made anew from the data, and what is called how."""

    def __init__(self, ground: Ground, lines: Lines) -> None:
        book = ground.book
        self.ground = ground
        self.source_of_page = _by_page(book.sources)
        self.page_of_source = {source.id: source.page for source in book.sources}
        self.person_of_page = _by_page(book.people)
        self.topic_of_page = _by_page(book.topics)
        self.events = {event.anchor: event for event in book.events}
        self.quotations = {said.anchor: said for said in book.quotations}
        self.measures = {measure.anchor: measure for measure in book.measures}
        self.figures = {figure.anchor: figure for figure in book.figures}
        self.people_of_source = _turned({person.id: person.sources for person in book.people})
        self.topics_of_source = _turned({topic.id: topic.sources for topic in book.topics})
        self.topics_of_person = _turned({topic.id: topic.people for topic in book.topics})
        self.edited = {e.anchor: e.edits for e in book.events} | {
            a.anchor: a.edits for a in book.abbreviations.values()
        }
        self.names = _names(book)
        self.written = _written(ground)
        self.headed = _as_headings(self.written)
        self.of_source = source_numbers(ground)
        self.book = _of_book(book)
        self._sources = _of_sources(book, lines, self.of_source)
        self._people = _of_people(ground)
        self._topics = _of_topics(ground)

    def at(self, page: Page, element: Element) -> Counts:
        """The counts that hold where an element stands: those of the book, of its page, and of what its line leads
        to."""
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


def _by_page(records: Iterable[Source | Person | Topic]) -> dict[str, str]:
    """The record that each page is of."""
    return {one.page: one.id for one in records}


def _names(book: Book) -> dict[str, list[str]]:
    """What the record of each page is called."""
    people = {person.page: [text.alike(person.name)] for person in book.people}
    topics = {topic.page: [text.alike(topic.title)] for topic in book.topics}
    return people | topics | {source.page: [text.alike(source.title)] for source in book.sources}


def _written(ground: Ground) -> dict[str, set[str]]:
    """How each date may be written."""
    written: dict[str, set[str]] = {}
    for date in _all_dates(ground):
        written.setdefault(date.edtf, set()).update(dates.written(date))
    return written


def _as_headings(written: Mapping[str, Iterable[str]]) -> set[str]:
    """Dates as a heading may have them, whatever their capitals."""
    return {text.alike(told).removesuffix(dates.UNSURE).casefold() for forms in written.values() for told in forms}


def _of_book(book: Book) -> dict[str, int]:
    return {
        "sources": len(book.sources),
        "topics": len(book.topics),
        "profiles": len(book.people),
        "entries": len(book.events),
        "disagreements": len(book.disagreements),
        "figures": len(book.figures),
        "measures": len(book.measures),
        "problems": len(book.coverage.problems),
        "unprofiled": len(book.coverage.unprofiled),
        "unnamed": sum(said.speaker is None for said in book.quotations),
        **_of_files(book.coverage.files),
        "single": sum(len(families_of(book, (c.source for c in event.citations))) == 1 for event in book.events),
    }


def families_of(book: Book, sources: Iterable[str]) -> frozenset[str]:
    """The families of some sources: who has its text from another is no second one."""
    known = {source.id: source.family or source.id for source in book.sources}
    return frozenset(known[one] for one in sources if one in known)


def _of_files(files: Sequence[File]) -> dict[str, int]:
    """How many files there are, of each fate too; what stands in a file that holds several is counted apart."""
    names = {one.file for one in files}
    parts = [one for one in files if "#" in one.file and one.file.partition("#")[0] in names]
    lost = sum(one.fate == "refused" for one in parts)
    times = Counter(one.fate for one in files) - Counter(one.fate for one in parts)
    fates = ("read", "split", "copy", "version", "excluded", "refused", "passed")
    return {
        "files": times.total(),
        "files_parts": len(parts) - lost,
        "files_lost": lost,
        **{f"files_{fate}": times[fate] for fate in fates},
    }


def _of_sources(book: Book, lines: Lines, numbers: Mapping[str, int]) -> dict[str, dict[str, int]]:
    cited: dict[str, set[int]] = {}
    for use in lines.uses():
        cited.setdefault(use.source, set()).add(use.sentence)
    return {
        s.id: {
            "words": s.words,
            "cited": len(cited.get(s.id, ())),
            "sentences": s.sentences,
            "unused": max(s.sentences - len(cited.get(s.id, ())), 0),
            "number": numbers[s.id],
            "prints": len(s.prints),
        }
        for s in book.sources
    }


def _of_people(ground: Ground) -> dict[str, dict[str, int]]:
    return {
        p.id: {"mentions": p.mentions, "in_sources": len(families_of(ground.book, p.sources))}
        for p in ground.book.people
    }


def _of_topics(ground: Ground) -> dict[str, dict[str, int]]:
    book = ground.book
    events, said = _on_topics(book.events), _on_topics(book.quotations)
    ahead = _on_topics([event for event in book.events if is_ahead(event, book)])
    return {
        t.id: {
            "events": events[t.id],
            "statements": said[t.id],
            "topic_sources": sum(s in ground.sources for s in t.sources),
            "ahead": ahead[t.id],
            "topic_figures": sum(t.id in f.topics for f in book.figures),
            "topic_measures": sum(t.id in m.topics for m in book.measures),
        }
        for t in book.topics
    }


def _on_topics(records: Iterable[Event | Quotation]) -> Counter[str]:
    """How many of them each topic has."""
    return Counter(topic for one in records for topic in dict.fromkeys(one.topics))


def is_ahead(event: Event, book: Book) -> bool:
    """Whether it is planned, and not over on the book's day."""
    return (
        event.kind != "occurred"
        and not event.cancelled
        and dates.status(event.date, book.as_of) in ("upcoming", "today", "under way")
    )


def _turned(lists: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """What holds each thing, in order."""
    turned: dict[str, list[str]] = {}
    for holder, held in lists.items():
        for one in dict.fromkeys(held):
            turned.setdefault(one, []).append(holder)
    return turned


def _all_dates(ground: Ground) -> Iterator[Date]:
    book = ground.book
    records: list[object] = [
        *book.events,
        *book.quotations,
        *book.figures,
        *book.contacts,
        *book.bottom_line,
        *book.standing.figures,
    ]
    records += [c for t in book.topics for c in t.claims]
    for record in records:
        if record.date is not None:  # type: ignore[attr-defined]
            yield record.date  # type: ignore[attr-defined]
    for measure in book.measures:
        yield from filter(None, (measure.effective, *(change.date for change in measure.history)))
    yield from filter(None, _published(book))
    for role in (role for person in book.people for role in person.roles):
        yield from (*role.reported, *(told.date for told in role.told if told.date))


def _published(book: Book) -> Iterator[Date | None]:
    """Of each source, its update and each of its prints."""
    for source in book.sources:
        yield from (source.published, source.updated, *(one.published for one in source.prints))


def vocabulary(ground: Ground, lines: Lines, news: str) -> Vocabulary:
    """Every text and date of the data that a page may show outside a line."""
    book = ground.book
    texts = chain(
        (book.title, book.description, news),
        _texts_of_sources(book),
        _texts_of_people(book),
        _texts_of_lines(book, lines),
        _texts_of_disagreements(book),
        _texts_of_coverage(book),
        load(CHECK_PHRASES).kinds.values(),
    )
    return Vocabulary(filter(None, texts), _texts_of_dates(ground))


def _texts_of_sources(book: Book) -> Iterator[str | None]:
    for source in book.sources:
        yield from (source.title, source.outlet, *source.authors, source.url, source.file, source.language)
        for one in source.prints:
            yield from (one.file, one.outlet, one.seen)
            yield from (words for pair in one.altered for words in (pair.was, pair.now))
        yield from (
            edit.what.removeprefix("url: ") for edit in source.edits
        )  # which the data have as null where it is no address
        yield from (
            *source.warnings,
            source.genre,
            source.genre_seen,
            *edits(source.edits),
            of_article(source),
            source.published.text if source.published else None,
        )


def _texts_of_people(book: Book) -> Iterator[str | None]:
    for person in book.people:
        yield from (*person.names, person.country, *edits(person.edits))
        yield from (_by_title(book, why) for why in person.evidence)
        for other in person.lookalikes:
            yield from (other.name, other.why, other.settle)
        for role in person.roles:
            yield from (role.title, role.organisation, role.office, role.country, role.in_time)
            if ends := role.until if role.former else role.began:
                yield f"{role.in_time} {dates.describe(ends)}"


def _plainly(book: Book, why: str) -> str | None:
    """Why sources differ, as a page may say it; not with the words that they have in common."""
    told = "" if "in common" in why else _by_title(book, why)
    return re.sub(r"\b\d{4}-\d\d-\d\d\b", lambda day: value(day[0]), told)


def _by_title(book: Book, why: str) -> str:
    """The evidence for a name with titles in place of the ids of articles."""
    titles = {f" in {source.id}{mark}": f" in “{source.title}”{mark}" for source in book.sources for mark in (":", ",")}
    for named, called in titles.items():
        why = why.replace(f"”{named}", f"”{called}")
    return why


def _texts_of_lines(book: Book, lines: Lines) -> Iterator[str | None]:
    """Of topics, events, statements, figures and abbreviations."""
    for topic in book.topics:
        yield from (topic.title, topic.description, *(claim.text for claim in topic.claims))
    for event in book.events:
        yield from (event.headline, lines.places.get(event.id))
    for said in book.quotations:
        yield from (*said.parties, said.speaker_text)
    for figure in book.figures:
        yield from (figure.unit, figure.text)
    for short, entry in book.abbreviations.items():
        yield from (short, entry.expansion)


def _texts_of_disagreements(book: Book) -> Iterator[str | None]:
    for differing in book.disagreements:
        yield from (differing.about, _plainly(book, differing.why), *edits(differing.edits), value(differing.settled))
        yield from (*(value(side.value) for side in differing.claims), load(CHECK_PHRASES).notes.get(differing.kind))


def _texts_of_coverage(book: Book) -> Iterator[str | None]:
    for problem in book.coverage.problems:
        yield from (problem.file, problem.reason)
    for one in book.coverage.files:
        yield from (one.file, one.of, one.reason)
    for unprofiled in book.coverage.unprofiled:
        yield from (unprofiled.name, unprofiled.reason)
    for untold in book.coverage.untold:
        yield f"{untold.reason}: {untold.deeds}"
    for left in book.coverage.left_out:
        yield from (left.what, left.reason)


def _texts_of_dates(ground: Ground) -> set[str]:
    """Each date as a page may write it, at the beginning of a line or not, sure or not."""
    told = {dates.describe(date) for date in _all_dates(ground)}
    if ground.book.as_of:
        told.add(dates.day(ground.book.as_of))
    for whole in list(told):
        bare = whole.removesuffix(dates.UNSURE)
        told |= {bare, bare[:1].upper() + bare[1:]}
    return told | _texts_of_span(ground.book) | {dates.stamp(date) for date in _all_dates(ground)}


def _texts_of_span(book: Book) -> set[str]:
    """The days of the first and the last article, and what lies between them."""
    sure = [s.published for s in book.sources if s.published and s.published.precision != "range"]
    if not sure:
        return set()
    first, last = dates.day(min(d.earliest for d in sure)), dates.day(max(d.latest for d in sure))
    return {first, last, f"{first} to {last}"}
