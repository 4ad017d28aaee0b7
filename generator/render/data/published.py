"""The book as data: JSON, CSV and iCalendar. `templates/book.schema.json` says what the JSON holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from ...model.article import Print
from ...model.book import (
    Book,
    Citation,
    Claim,
    Contact,
    Disagreement,
    Edit,
    Instead,
    KeyFigure,
    Lookalike,
    Measure,
    Person,
    PersonRole,
    Source,
    Standing,
    Statement,
    TimelineEntry,
    Topic,
)
from ...model.dates import Date, date_data
from ...model.page import Asset, Page
from ...model.permanent_ids import permanent_id
from ...model.source_files import SourceFile
from ..base import links
from ..base.escape import clean, safe_url
from ..base.index import Index, in_order
from ..base.page_kind import PageKind
from ..base.phrasing import describe, status, what_instead
from . import calendars, spreadsheet
from .bibliography import bibtex, csl
from .feed import feed
from .json_text import json_text
from .llms import llms
from .measures import measures_csv, measures_ics

SCHEMA = Path(__file__).parent.parent.parent / "templates" / "book.schema.json"


def pages(index: Index, kinds: Iterable[PageKind], data: bytes | None = None) -> Iterator[Page | Asset]:
    """The data files one by one; each kind of page tells its lines of llms.txt. `data` are those of the book where they
    are known."""
    yield Asset(path="data/book.json", data=published(index.book) if data is None else data)
    yield Asset(path="data/editions.json", data=json_text(msgspec.to_builtins(index.book.editions)))
    yield Page(path="feed.xml", content=feed(index.book))
    yield Page(path="llms.txt", content=llms(index, [kind.llms(index) for kind in kinds]))
    yield Page(path="data/sources.bib", content=bibtex(index.book.sources))
    yield Asset(path="data/sources.csl.json", data=json_text(csl(index.book.sources)))
    yield Page(path="data/book.schema.json", content=SCHEMA.read_text(encoding="utf-8"))
    yield Asset(path="data/citations.json", data=json_text(citations_data(index)))
    yield Asset(path="data/timeline.json", data=json_text(timeline_data(index)))
    yield Page(path="data/timeline.csv", content=timeline_csv(index))
    yield Page(path="data/timeline.ics", content=timeline_ics(index))
    yield Page(path="data/measures.csv", content=measures_csv(index))
    yield Page(path="data/measures.ics", content=measures_ics(index))


def citations_data(index: Index) -> Iterator[dict[str, Any]]:
    """Every line of every page that rests on a sentence, with the sentence: what `briefing check` proves."""
    sentences = {source.id: source.sentences for source in index.book.sources}
    for source, uses in sorted(index.uses.items()):
        for number, places in uses.items():
            for use in places:
                yield {
                    "page": use.path,
                    "anchor": use.anchor,
                    "claim": use.label,
                    "source": source,
                    "sentence": number,
                    "quote": sentences[source][number],
                }


def citation_data(citation: Citation) -> dict[str, Any]:
    """`last` only where it spans several sentences."""
    cited = {"source": citation.source, "sentence": citation.sentence, "quote": citation.quote}
    return cited if citation.last is None else cited | {"last": citation.last}


def claim_data(claim: Claim) -> dict[str, Any]:
    """A line as JSON, with what the editor did to it."""
    told = {
        "anchor": permanent_id(claim),
        "text": claim.text,
        "date": date_data(claim.date),
        "citation": citation_data(claim.citation),
    }
    posts = {"posts": [citation_data(citation) for citation in claim.posts]} if claim.posts else {}
    return told | posts | edits_data(claim.edits)


def standing_data(standing: Standing) -> dict[str, Any]:
    """What stands beside the bottom line; all but the figures by their ids."""
    return {
        "due": list(standing.due),
        "figures": [claim_data(claim) for claim in standing.figures],
        "asks": list(standing.asks),
        "disputed": list(standing.disputed),
    }


def role_data(role: PersonRole, person: str) -> dict[str, Any]:
    """`editor` only where the role is the editor's word."""
    reported = {date.edtf: date for date in (role.first, role.last) if date}
    return {
        "anchor": permanent_id(role, person),
        "title": role.title,
        "organisation": role.organisation,
        "country": role.country,
        "kind": role.kind,
        "reported": [date_data(date) for date in reported.values()],
        "from": date_data(role.since.date) if role.since and role.since.how != "elected" else None,
        "until": date_data(role.until.date) if role.until else None,
        "former": role.status == "former",
        "acting": role.status == "acting",
        "elect": role.status == "elect",
        "told": list(told_data(role)),
        "citations": [citation_data(c) for c in role.citations],
    } | ({"editor": True} if role.by_editor else {})


def told_data(role: PersonRole) -> Iterator[dict[str, Any]]:
    """The sentences that tell when an office begins and ends, and that it is over; `by` only of who came next."""
    for what, turn in (("from", role.since), ("until", role.until)):
        if turn is not None:
            by = {"by": turn.by} if turn.by else {}
            day = {"date": date_data(turn.date)}
            yield {"what": what, "how": turn.how, "citation": citation_data(turn.citation)} | day | by
    if role.called_former is not None:
        citation = citation_data(role.called_former)
        yield {"what": "former", "how": "called former", "date": None, "citation": citation}


def topic_data(topic: Topic) -> dict[str, Any]:
    """A topic as JSON; people and sources by id."""
    return {
        "id": topic.id,
        "title": topic.title,
        "page": links.topic_path(topic.id),
        "description": topic.description,
        "summary": [claim_data(c) for c in topic.summary],
        "open_questions": [claim_data(c) for c in topic.open_questions],
        "agreed": [claim_data(c) for c in topic.agreed],
        "open_points": [{"ask": point.ask, "refusal": point.refusal} for point in topic.open_points],
        "people": list(topic.people),
        "sources": list(topic.sources),
    }


def contact_data(contact: Contact) -> dict[str, Any]:
    """A contact as JSON; people by id."""
    return {
        "anchor": permanent_id(contact),
        "people": list(contact.people),
        "others": list(contact.others),
        "how": contact.how,
        "status": contact.status,
        "date": date_data(contact.date),
        "place": contact.place,
        "event": contact.event,
        "citation": citation_data(contact.citation),
    }


def coverage_data(book: Book) -> dict[str, Any]:
    """What the book leaves out, each with the reason."""
    return {
        "files": [file_data(one) for one in book.files],
        "problems": [{"file": p.file, "reason": p.reason, "lost": p.lost} for p in book.problems],
        "unprofiled": [{"name": name, "reason": reason} for name, reason in book.unprofiled],
        "untold": [{"reason": reason, "deeds": deeds} for reason, deeds in book.untold],
        "left_out": [{"what": what, "reason": reason} for what, reason in book.left_out],
    }


def file_data(one: SourceFile) -> dict[str, Any]:
    """What became of a file; keys without a value are left out."""
    data = {"file": one.file, "fate": one.fate, "source": one.source, "of": one.of, "reason": one.reason}
    return {key: value for key, value in data.items() if value}


def event_data(event: TimelineEntry) -> dict[str, Any]:
    """An event as JSON; salience to four places."""
    return {
        "id": event.id,
        "anchor": permanent_id(event),
        "date": date_data(event.date),
        "kind": event.kind,
        "cancelled": event.cancelled,
        "instead": instead_data(event.instead),
        "headline": event.headline,
        "people": list(event.people),
        "topics": list(event.topics),
        "salience": round(event.salience, 4),
        "confidence": round(event.confidence, 3),
        "signs": list(event.signs),
        "citations": [citation_data(c) for c in event.citations],
    } | edits_data(event.edits)


def instead_data(instead: Instead | None) -> dict[str, Any] | None:
    """What took the place of a plan that is off."""
    if instead is None:
        return None
    return {"text": instead.text, "date": date_data(instead.date), "event": instead.event}


def edits_data(edits: Sequence[Edit]) -> dict[str, Any]:
    """A key only where the editor set something right."""
    return {"edits": [{"what": edit.what, "reason": edit.reason} for edit in edits]} if edits else {}


def published(book: Book) -> bytes:
    """The published data, as data/book.json holds them."""
    return json_text(book_data(in_order(book)))


def source_data(s: Source, page: str) -> dict[str, Any]:
    """A source as JSON; of a paged file with the page of each sentence."""
    return (
        {
            "id": s.id,
            "file": s.file,
            "title": s.title,
            "title_basis": s.title_basis,
            "outlet": s.outlet,
            "authors": list(s.authors),
            "published": date_data(s.published),
            "url": safe_url(s.url),
            "language": s.language,
            "words": s.words,
            "genre": s.genre,
            "genre_seen": s.genre_seen,
            "sentences": len(s.sentences),
            "warnings": list(s.warnings),
            "page": page,
            "family": s.family or s.id,
        }
        | ({"paged": list(s.paged)} if s.paged else {})
        | ({"updated": date_data(s.updated)} if s.updated else {})
        | ({"prints": [print_data(one) for one in s.prints]} if s.prints else {})
        | edits_data(s.edits)
    )


def print_data(one: Print) -> dict[str, Any]:
    """A copy or an older version of a source as JSON."""
    return {
        "file": one.file,
        "fate": one.fate,
        "outlet": one.outlet,
        "published": date_data(one.published),
        "same": one.same,
        "sentences": one.sentences,
        "seen": one.seen,
        "altered": [{"was": pair.was, "now": pair.now} for pair in one.altered],
    } | ({"editor": True} if one.by_editor else {})


def quotation_data(q: Statement) -> dict[str, Any]:
    """A statement as JSON."""
    return {
        "id": q.id,
        "anchor": permanent_id(q),
        "text": q.text,
        "kind": q.kind,
        "act": q.act,
        "speaker": q.speaker,
        "speaker_text": q.speaker_text,
        "others": list(q.others),
        "via": q.via,
        "party": q.party,
        "cue": q.cue,
        "lead": q.lead,
        "hearer": q.hearer,
        "date": date_data(q.date),
        "no_later_than": q.no_later_than and q.no_later_than.isoformat(),
        "topics": list(q.topics),
        "citation": citation_data(q.citation),
        "joint": list(q.joint),
    } | _beside(q)


def _beside(q: Statement) -> dict[str, Any]:
    """Keys only for a statement that further sources have, or that its article denies."""
    also = {"also": [citation_data(c) for c in q.also]} if q.also else {}
    denied = q.denied and {"text": q.denied.text, "citation": citation_data(q.denied.citation)}
    return also | ({"denied": denied} if denied else {})


def measure_data(measure: Measure) -> dict[str, Any]:
    """A measure as JSON; topics and disagreements by id, its history with the oldest state first."""
    return {
        "id": measure.id,
        "anchor": permanent_id(measure),
        "what": measure.what,
        "by": measure.by,
        "on": list(measure.on),
        "value": measure.value,
        "unit": measure.unit,
        "status": measure.status,
        "effective": date_data(measure.effective),
        "history": [
            {
                "anchor": permanent_id(change, measure.id),
                "date": date_data(change.date),
                "status": change.status,
                "text": change.text,
                "citations": [citation_data(citation) for citation in change.citations],
            }
            for change in measure.history
        ],
        "topics": list(measure.topics),
        "disagreements": list(measure.disagreements),
    }


def lookalikes_data(others: Sequence[Lookalike]) -> dict[str, Any]:
    """Who may be the same person, and who is not; nothing where there is nobody."""
    told = [
        {"name": one.name, "person": one.person, "may_be": one.may_be, "why": one.why, "settle": one.settle}
        for one in others
    ]
    return {"lookalikes": told} if told else {}


def _figure_data(f: KeyFigure) -> dict[str, Any]:
    return {
        "id": f.id,
        "anchor": permanent_id(f),
        "value": f.value,
        "unit": f.unit,
        "text": f.text,
        "of": f.of,
        "by": f.by,
        "key": f.key,
        "beside": f.beside or None,
        "measure": f.measure or None,
        "date": date_data(f.date),
        "topics": list(f.topics),
        "citation": citation_data(f.citation),
    }


def book_data(book: Book) -> dict[str, Any]:
    """The published data. Events stand in order of time, topics in the book's, the rest by id or by place in the
    sources."""
    pages = links.source_paths(book.sources)
    return {
        "schema": 1,
        "title": book.title,
        "description": book.description,
        "as_of": book.as_of and book.as_of.isoformat(),
        "sources": (source_data(s, pages[s.id]) for s in book.sources),
        "people": map(person_data, book.people),
        "events": map(event_data, book.events),
        "quotations": map(quotation_data, book.quotations),
        "figures": map(_figure_data, book.figures),
        "topics": map(topic_data, book.topics),
        "measures": map(measure_data, book.measures),
        "bottom_line": map(claim_data, book.bottom_line),
        "standing": standing_data(book.standing),
        "agreed": map(claim_data, book.agreed),
        "contacts": map(contact_data, book.contacts),
        "coverage": coverage_data(book),
        "disagreements": map(disagreement_data, book.disagreements),
        "abbreviations": {
            a.short: {"anchor": permanent_id(a), "expansion": a.expansion, "citation": citation_data(a.citation)}
            | edits_data(a.edits)
            for a in book.abbreviations
        },
    }


def person_data(p: Person) -> dict[str, Any]:
    """A person as JSON."""
    return (
        {
            "id": p.id,
            "name": p.name,
            "aliases": list(p.aliases),
            "country": p.country,
            "family": p.family,
            "official": p.official,
            "mentions": p.mentions,
            "evidence": list(p.link_evidence),
            "roles": [role_data(r, p.id) for r in p.roles],
            "sources": list(p.sources),
            "page": links.person_path(p.id),
        }
        | lookalikes_data(p.lookalikes)
        | edits_data(p.edits)
    )


def disagreement_data(d: Disagreement) -> dict[str, Any]:
    """A disagreement as JSON; what it is about by id."""
    return (
        {
            "id": d.id,
            "anchor": permanent_id(d),
            "about": d.about,
            "kind": d.kind,
            "why": d.why,
            "events": list(d.events),
            "topics": list(d.topics),
            "claims": [
                {"anchor": permanent_id(c, d.id), "value": c.value, "citation": citation_data(c.citation)}
                for c in d.claims
            ],
        }
        | ({"settled": d.settled} if d.settled else {})
        | edits_data(d.edits)
    )


def timeline_data(index: Index) -> dict[str, Any]:
    """The dated and undated entries in order of time, each with its page and its status on the as-of date."""
    return {
        "schema": 1,
        "title": index.book.title,
        "as_of": index.book.as_of and index.book.as_of.isoformat(),
        "events": (
            event_data(e)
            | {
                "place": e.place,
                "page": index.event_paths[e.id],
                "status": status(e.date, index.book.as_of),
            }
            for e in index.events
        ),
    }


def timeline_csv(index: Index) -> str:
    """One entry a row."""
    columns = "id date earliest latest precision basis words kind cancelled instead status headline people topics place"
    return spreadsheet.table([*columns.split(), "salience", "sources", "quote"], (_row(index, e) for e in index.events))


def _row(index: Index, event: TimelineEntry) -> tuple[object, ...]:
    date = event.date
    dated = (date.edtf, date.earliest, date.latest, date.precision, date.basis, date.text) if date else ("",) * 6
    return (
        event.id,
        *dated,
        event.kind,
        _state(event),
        what_instead(event.instead),
        status(date, index.book.as_of) or "",
        event.headline,
        "; ".join(index.people[p].name for p in event.people if p in index.people),
        "; ".join(index.topics[t].title for t in event.topics if t in index.topics),
        event.place or "",
        f"{event.salience:.4f}",
        "; ".join(dict.fromkeys(c.source for c in event.citations)),
        event.citations[0].quote if event.citations else "",
    )


def _described(event: TimelineEntry, date: Date) -> Iterator[str]:
    yield f"Date: {describe(date)}"
    if event.instead is not None:
        yield f"Instead: {clean(what_instead(event.instead))}"
    yield from (f"“{clean(c.quote)}” ({c.source})" for c in event.citations)


def _state(event: TimelineEntry) -> str:
    return "cancelled" if event.cancelled else ""


def timeline_ics(index: Index) -> str:
    """Deadlines and plans whose days are known."""
    return calendars.calendar(index.book, _planned(index))


def _planned(index: Index) -> Iterator[calendars.Entry]:
    for event in index.events:
        if event.kind != "occurred" and event.date is not None and calendars.is_known(event.date):
            yield calendars.Entry(
                id=event.id,
                date=event.date,
                kind=event.kind,
                summary=f"{event.kind.capitalize()}: {clean(event.headline)}",
                lines=tuple(_described(event, event.date)),
                cancelled=event.cancelled,
                place=event.place,
            )
