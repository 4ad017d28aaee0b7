"""Which pages there are, and what each template is handed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..model.book import (
    Book,
    Change,
    ChangeKind,
    Disagreement,
    Edition,
    GlossaryEntry,
    KeyFigure,
    Person,
    Source,
    Statement,
    TimelineEntry,
    Topic,
)
from ..model.page import Page
from ..rules.load import load as load_rules
from .base import links, marked_text, timeline
from .base.escape import clean, escape_attribute, finalize
from .base.index import SECTIONS, Index, Use, build, date_key, said
from .base.notes import with_note
from .base.phrasing import status
from .base.show import FILTERS, GLOBALS
from .base.spellings import typed
from .data import linked_data, published
from .head import with_head
from .pictures import drawing
from .pictures.activity import activities_of
from .pictures.coverage import coverage_of
from .pictures.network import known_contacts, network_of

TEMPLATES = Path(__file__).parent.parent / "templates"
_SHORT_FORM = re.compile(r"[A-Z][A-Za-z0-9&-]{1,15}")
_ENTRIES = 80  # of the timeline on the page of a topic or a person
_EDITIONS = 20  # on the page of what changed, and
_CHANGES = 60  # of each kind in one of them
_CHANGE_ORDER = ("redated", "superseded", "disputed", "added", "corroborated", "changed", "withdrawn")
_MAIN = 15  # events that stand first on a timeline of several pages
_FEWEST, _MOST = 5, 30  # main events of one page
_SEARCHED = 500  # pages; above that the browser, which indexes them anew at each visit, is spared the sources
_EXCERPT = 3  # topics and parties of the matrix on the front page
_COLUMNS = 5  # parties side by side in the matrix
_DIRECTNESS = {"direct": 0, "mixed": 1, "indirect": 2}
_SEVERITY = ("contradiction", "superseded", "date-line", "scope", "name")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
        autoescape=True,  # macros then return markup; `finalize` escapes all else, for Markdown as well as HTML
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(FILTERS | drawing.FILTERS)
    environment.globals.update(GLOBALS)
    return environment


def render(book: Book) -> tuple[Page, ...]:
    """Every page and data file of the book, sorted by path; a pure function of it.

    Raises ValueError when an id of a person, topic, event, statement, figure or disagreement could
    not stand in a path or an anchor, or when a citation names no source of the book.
    """
    index = build(book, timeline.event_paths(book.events))
    numbers = source_numbers(book)
    contents = list(_contents(index, numbers))
    common = {"index": index, "book": index.book, "numbers": numbers, "activities": activities_of(index)}
    common["sources_searched"] = len(contents) <= _SEARCHED
    pages = [_page(index, path, template, common | values) for path, template, values in contents]
    found = sorted([*pages, *published.pages(index)], key=lambda page: page.path)
    twice = [path for path, count in Counter(page.path for page in found).items() if count > 1]
    if twice:
        raise ValueError(f"two pages have one path: {', '.join(twice)}")
    return tuple(found)


def source_numbers(book: Book) -> dict[str, int]:
    """The number of each source, by its id: in order of publication."""
    return {source.id: number for number, source in enumerate(sorted(book.sources, key=_by_date), 1)}


def _page(index: Index, path: str, template: str, values: dict[str, Any]) -> Page:
    text = _environment().get_template(f"{template}.md.j2").render(values | {"here": path, "anchors": set()})
    text = re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"
    for note in index.book.notes:
        if note.page == path:
            text = with_note(text, note.text)
    text += _tooltips(text, index.book.abbreviations) + linked_data.script(index, path, template, values)
    return Page(path=path, content=with_head(text, index, template, values))


def _tooltips(text: str, entries: Iterable[GlossaryEntry]) -> str:
    """Definitions of the abbreviations that a page uses, for Python-Markdown's abbr extension."""
    used = set(re.findall(r"\w[\w&-]*", text))
    lines = [
        f"*[{entry.short}]: {escape_attribute(entry.expansion)}"
        for entry in entries
        if _SHORT_FORM.fullmatch(entry.short) and entry.short in used
    ]
    return "\n" + "\n".join(lines) + "\n" if lines else ""


def _by_date(source: Source) -> tuple[tuple[str, str], str]:
    return date_key(source.published), source.id


def _contents(index: Index, numbers: dict[str, int]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    if index.sources:
        yield "index.md", "index", _home(index)
    else:
        yield "index.md", "empty", {}
    yield "topics/index.md", "topics", {}
    for topic in index.topics.values():
        yield links.topic_path(topic.id), "topic", _topic(index, topic)
    yield "positions.md", "positions", _positions(index)
    yield "people/index.md", "people", {"countries": _by_country(index)}
    yield links.CONTACTS, "contacts", {"network": network_of(index), "contacts": known_contacts(index)}
    for person in index.people.values():
        yield links.person_path(person.id), "person", _person(index, person)
    yield from _timeline(index)
    yield "disagreements.md", "disagreements", {"disagreements": _worst_first(index.book.disagreements)}
    yield "figures.md", "figures", {"units": _by_unit(index)}
    yield "glossary.md", "glossary", {"entries": index.book.abbreviations}
    coverage = coverage_of(index, numbers)
    yield (
        "sources/index.md",
        "sources",
        {"sources": sorted(index.sources.values(), key=lambda s: numbers[s.id]), "coverage": coverage},
    )
    for source in index.sources.values():
        yield links.source_path(source.id), "source", _source(index, source, numbers[source.id])
    yield "coverage.md", "coverage", _coverage(index) | {"coverage": coverage}
    yield "changes.md", "changes", _changes(index)


@cache
def _cancelled() -> re.Pattern[str]:
    """What a headline says of a plan for which nobody need wait."""
    words = load_rules("merge/plans")["cancelled"]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def _home(index: Index) -> dict[str, Any]:
    positions = _positions(index)
    as_of = index.book.as_of
    planned = [e for e in index.events if e.kind != "occurred" and e.date and not _cancelled().search(e.headline)]
    open_ones = [e for e in planned if status(e.date, as_of) != "passed"]
    ahead = sorted(open_ones, key=lambda e: status(e.date, as_of) not in ("today", "upcoming"))[:6]
    past = sorted(
        (e for e in planned if status(e.date, as_of) == "passed"), key=lambda e: (date_key(e.date), e.id), reverse=True
    )[:4]
    published = [s.published for s in index.sources.values() if s.published and s.published.precision != "range"]
    return {
        "ahead": ahead,
        "past": past,
        "edition": index.book.editions[-1] if index.book.editions else None,
        "pinned": [e for e in index.events if e.pinned and e not in ahead and e not in past],
        "latest": [e for e in _latest(index.events, 6) if not e.pinned],
        "first": min((d.earliest for d in published), default=None),
        "last": max((d.latest for d in published), default=None),
        "figures": _leading_figures(index),
        "positions": positions | {"parties": positions["parties"][:_EXCERPT]},
        "leading_topics": _most_spoken_of(index, positions),
        "people": _by_weight(index.book.people)[:12],
        "disagreements": _worst_first(index.book.disagreements),
    }


def _latest(events: Sequence[TimelineEntry], count: int) -> list[TimelineEntry]:
    """The weightiest among the newest known days, newest first."""
    dated = [
        e for e in events if e.kind == "occurred" and e.date and e.date.precision in ("day", "period", "range", "month")
    ]
    newest = sorted(dated, key=lambda e: (date_key(e.date), e.salience, e.id), reverse=True)[: count + count // 2]
    chosen = {e.id for e in sorted(newest, key=lambda e: (-e.salience, e.id))[:count]}
    return [e for e in newest if e.id in chosen]


def _weightiest(events: Sequence[TimelineEntry], most: int) -> list[TimelineEntry]:
    """At most so many, in the order given; the timeline holds them all."""
    kept = {e.id for e in sorted(events, key=lambda e: (-e.salience, e.id))[:most]}
    return [e for e in events if e.id in kept]


def _leading_figures(index: Index) -> list[KeyFigure]:
    """Money and shares before great counts, those that the bottom line and the summaries rest on first; one of each
    value."""
    leading = {(c.citation.source, c.citation.sentence) for c in index.book.bottom_line}
    leading |= {(c.citation.source, c.citation.sentence) for t in index.book.topics for c in t.summary}

    def rank(figure: KeyFigure) -> tuple[bool, bool, bool]:
        told = (figure.citation.source, figure.citation.sentence) in leading
        money = re.fullmatch(r"[A-Z]{3}", figure.unit) is not None or figure.unit.startswith("percent")
        return not (money or len(figure.value.split(".")[0]) > 2), not told, not figure.topics

    ranked = sorted(index.book.figures, key=rank)
    return list({(f.value, f.unit): f for f in reversed(ranked)}.values())[::-1][:4]


def _by_weight(people: Iterable[Person]) -> list[Person]:
    return sorted(people, key=lambda p: (-len(p.sources), -p.mentions, p.id))


def _worst_first(disagreements: Iterable[Disagreement]) -> list[Disagreement]:
    """Those that the editor settled come last."""
    return sorted(disagreements, key=lambda d: (d.settled is not None, _SEVERITY.index(d.kind), -len(d.claims), d.id))


def _parties(statements: Iterable[Statement]) -> list[tuple[str, list[Statement]]]:
    """Statements by party, the most quoted first; those of no known party last, under an empty name."""
    groups: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        groups[clean(statement.party or "")].append(statement)
    return sorted(groups.items(), key=lambda group: (not group[0], -len(group[1]), group[0]))


def _topic(index: Index, topic: Topic) -> dict[str, Any]:
    events = index.events_of_topic.get(topic.id, [])
    disagreements = index.disagreements_of_topic.get(topic.id, [])
    return {
        "topic": topic,
        "events": _weightiest(events, _ENTRIES),
        "latest": next(iter(_latest(events, 1)), None),
        "ahead": [
            e
            for e in events
            if e.kind != "occurred" and status(e.date, index.book.as_of) in ("upcoming", "today", "under way")
        ],
        "parties": [
            (party, _speakers(index, statements), _newest_first(index, statements))
            for party, statements in _parties(index.statements_of_topic.get(topic.id, []))
        ],
        "figures": index.figures_of_topic.get(topic.id, []),
        "disagreements": _worst_first(disagreements),
        "undated": [e for e in events if e.kind != "occurred" and e.date is None],
        "people": [index.people[p] for p in topic.people if p in index.people],
        "sources": [s for s in topic.sources if s in index.sources],
    }


def _positions(index: Index) -> dict[str, Any]:
    spoken = [q for q in index.book.quotations if q.party and any(t in index.topics for t in q.topics)]
    parties = [name for name, _ in _parties(spoken)]
    cells: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for topic_id, statements in index.statements_of_topic.items():
        for statement in statements:
            cells[topic_id, clean(statement.party or "")].append(statement)
    shown: dict[tuple[str, str], list[Statement]] = {}
    for cell, statements in cells.items():
        elsewhere = {q.id for other in shown.values() for q in other}
        shown[cell] = sorted(_newest_first(index, statements), key=lambda q: q.id in elsewhere)[:2]
    return {
        "parties": parties[:_COLUMNS],
        "others": parties[_COLUMNS:],
        "cells": shown,
        "counts": {c: len(q) for c, q in cells.items()},
    }


def _most_spoken_of(index: Index, positions: dict[str, Any]) -> list[Topic]:
    """The topics on which most parties said something, in the book's order."""
    spoken = Counter(topic for topic, party in positions["cells"] if party in positions["parties"])
    most = sorted(index.topics, key=lambda topic: -spoken[topic])[:_EXCERPT]
    return [topic for topic in index.topics.values() if topic.id in most and spoken[topic.id]]


def _newest_first(index: Index, statements: Iterable[Statement]) -> list[Statement]:
    """By the day on which they were said, or published, and on one day a speaker's own words before reported ones."""
    days = {q.id: said(q, index.sources) for q in statements}
    return sorted(statements, key=lambda q: (date_key(days[q.id]), -_DIRECTNESS[q.kind], q.id), reverse=True)


def _speakers(index: Index, statements: Iterable[Statement]) -> list[Person]:
    """The officials among those who said something, the most quoted first."""
    counts = Counter(q.speaker for q in statements if q.speaker in index.people)
    return [
        index.people[person] for person in sorted(filter(None, counts), key=lambda person: (-counts[person], person))
    ]


def _by_country(index: Index) -> list[tuple[str, list[Person]]]:
    groups: dict[str, list[Person]] = defaultdict(list)
    for person in index.people.values():
        groups[person.country or ""].append(person)
    return [(country, _by_weight(people)) for country, people in sorted(groups.items(), key=lambda g: (not g[0], g[0]))]


def _person(index: Index, person: Person) -> dict[str, Any]:
    by_topic: dict[str, list[Statement]] = defaultdict(list)
    for statement in index.statements_of_person.get(person.id, []):
        by_topic[next((t for t in statement.topics if t in index.topics), "")].append(statement)
    order = {t: n for n, t in enumerate(index.topics)}
    published = [date for s in person.sources if s in index.sources and (date := index.sources[s].published)]
    return {
        "person": person,
        "typed": typed((person.name, *person.aliases)),
        "statements": sorted(by_topic.items(), key=lambda group: order.get(group[0], len(order))),
        "about": index.statements_about.get(person.id, []),
        "contacts": [
            (next((p for p in c.people if p != person.id), person.id), c)
            for c in index.contacts_of_person.get(person.id, [])
        ],
        "events": _weightiest(index.events_of_person.get(person.id, []), _ENTRIES),
        "topics": [t for t in index.topics.values() if person.id in t.people],
        "sources": [s for s in person.sources if s in index.sources],
        "first": min(published, key=lambda d: (d.earliest, d.edtf), default=None),
        "last": max(published, key=lambda d: (d.latest, d.edtf), default=None),
    }


def _timeline(index: Index) -> Iterator[tuple[str, str, dict[str, Any]]]:
    entries: dict[str, list[TimelineEntry]] = defaultdict(list)
    for entry in index.events:
        entries[index.event_paths[entry.id]].append(entry)
    paths = sorted(entries, key=timeline.page_order)
    pages = [(path, timeline.months(entries[path])) for path in paths]
    now_page, now_before = timeline.as_of_place(pages, index.book.as_of)
    names = {path: timeline.page_title(path) for path in paths}
    if paths not in ([], ["timeline.md"]):
        weighty = _weightiest(index.events, _MAIN)
        yield (
            "timeline.md",
            "timeline",
            _timeline_page(index, [], timeline.strip(pages, index.book.as_of))
            | {
                "parts": [(names[path], path, len(entries[path])) for path in paths],
                "main": weighty,
                "weighty": {e.id for e in weighty},
                "deadlines": any(e.kind == "deadline" for e in index.events),
            },
        )
    for number, (path, months) in enumerate(pages or [("timeline.md", ())]):
        around = [
            (names[other], other) for other in (*paths[max(number - 1, 0) : number], *paths[number + 1 : number + 2])
        ]
        as_of = index.book.as_of if path == now_page else None
        yield (
            path,
            "timeline",
            _timeline_page(index, entries[path], timeline.strip([(path, months)], as_of))
            | {
                "title": names[path] if path != "timeline.md" else "Timeline",
                "around": around if path != "timeline.md" else [],
                "months": months,
                "now_before": now_before if path == now_page else "",
                "now_last": path == now_page and not now_before,
            },
        )


def _timeline_page(index: Index, events: Sequence[TimelineEntry], strip: timeline.Strip) -> dict[str, Any]:
    filed = {event.id: _filed_under(index, event) for event in events}
    return {
        "title": "Timeline",
        "around": [],
        "parts": [],
        "months": (),
        "now_before": "",
        "now_last": False,
        "events": events,
        "strip": strip,
        "filed": filed,
        "weighty": _weighty(events),
        "deadlines": any(event.kind == "deadline" for event in events),
        "filters": _filters(index, list(filed.values())),
    }


def _weighty(events: Sequence[TimelineEntry]) -> set[str]:
    """Ids of the main events of a page: a quarter of it within bounds, and whatever the editor pinned."""
    most = min(max(len(events) // 4, _FEWEST), _MOST)
    return {e.id for e in _weightiest(events, most)} | {e.id for e in events if e.pinned}


def _filed_under(index: Index, event: TimelineEntry) -> dict[str, list[str]]:
    """What the filters look for: tokens by filter."""
    people = [p for p in event.people if p in index.people]
    countries = (links.token(country) for p in people if (country := index.people[p].country))
    return {
        "topic": [t for t in event.topics if t in index.topics],
        "person": people,
        "country": list(dict.fromkeys(countries)),
        "source": list(dict.fromkeys(links.source_slug(c.source) for c in event.citations)),
    }


def _filters(index: Index, filed: Sequence[dict[str, list[str]]]) -> list[timeline.Filter]:
    """Topics and sources in the book's order, people and countries by name; only what a page has entries of."""
    countries = {links.token(p.country): p.country for p in index.people.values() if p.country}
    names: dict[str, dict[str, str]] = {
        "topic": {t.id: t.title for t in index.topics.values()},
        "person": {p.id: p.name for p in sorted(index.people.values(), key=lambda p: (p.name, p.id))},
        "country": dict(sorted(countries.items(), key=lambda pair: pair[1])),
        "source": {
            links.source_slug(s.id): f"{s.outlet}: {s.title}" if s.outlet else s.title for s in index.sources.values()
        },
    }
    found = []
    for name, texts in names.items():
        counts = Counter(token for tokens in filed for token in tokens[name])
        choices = tuple(timeline.Choice(token=t, text=text, count=counts[t]) for t, text in texts.items() if counts[t])
        found.append(timeline.Filter(name=name, label=name.capitalize(), choices=choices))
    return found


def _by_unit(index: Index) -> list[tuple[str, list[Any]]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for figure in index.book.figures:
        groups[figure.unit].append(figure)

    def rank(unit: str) -> tuple[int, str]:
        return (0 if re.fullmatch(r"[A-Z]{3}", unit) else 1 if unit.startswith("percent") else 2), unit

    return [
        (unit, sorted(groups[unit], key=lambda f: (date_key(f.date), f.citation.source, f.citation.sentence, f.id)))
        for unit in sorted(groups, key=rank)
    ]


def _source(index: Index, source: Source, number: int) -> dict[str, Any]:
    uses = index.uses.get(source.id, {})
    meanings = marked_text.understood(source)
    cited = sorted(uses)
    return {
        "source": source,
        "number": number,
        "sentences": [(n, n - before - 1, source.sentences[n]) for before, n in pairwise([-1, *cited])],
        "left": len(source.sentences) - (cited[-1] + 1 if cited else 0),
        "feeds": {n: _by_section(uses[n]) for n in cited},
        "topics": [t for t in index.topics.values() if source.id in t.sources],
        "people": _by_weight(p for p in index.people.values() if source.id in p.sources),
        "passages": marked_text.marked(index, links.source_path(source.id), source, meanings)
        if index.book.full_text
        else (),
        "understood": [(kind, [u for u in meanings.values() if u.mark.kind == kind]) for kind in marked_text.KINDS],
    }


def _by_section(uses: Iterable[Use]) -> list[tuple[str, list[tuple[str, Use]]]]:
    """The places that a sentence feeds, by section and page, each with a short label; a second one of a kind is
    numbered."""
    sections: dict[str, dict[str, list[tuple[str, Use]]]] = {section: {} for section in SECTIONS}
    seen: Counter[tuple[str, str, str]] = Counter()
    for use in uses:
        kind = use.section, use.page, use.what
        seen[kind] += 1
        label = use.what if seen[kind] == 1 else f"{use.what} {seen[kind]}"
        on_page = sections[use.section].setdefault(use.page, [])
        on_page.append((f"{use.page}: {label}" if use.page and not on_page else label, use))
    return [
        (section, [place for places in pages.values() for place in places])
        for section, pages in sections.items()
        if pages
    ]


def _changes(index: Index) -> dict[str, Any]:
    places = _places(index)
    return {
        "editions": [(edition, _grouped_changes(edition)) for edition in index.book.editions[: -_EDITIONS - 1 : -1]],
        "earlier": max(len(index.book.editions) - _EDITIONS, 0),
        "place": lambda change: None if change.kind == "withdrawn" else places.get((change.claim, change.id)),
    }


def _grouped_changes(edition: Edition) -> list[tuple[ChangeKind, list[Change], int]]:
    """By kind: what is shown, and how many more there are."""
    found = []
    for kind, count in sorted(edition.counts, key=lambda pair: _CHANGE_ORDER.index(pair[0])):
        shown = [change for change in edition.changes if change.kind == kind][:_CHANGES]
        found.append((kind, shown, count - len(shown)))
    return found


def _places(index: Index) -> dict[tuple[str, str], tuple[str, str | None]]:
    """Where the claims of today's book stand: page and anchor by kind and id."""
    places: dict[tuple[str, str], tuple[str, str | None]] = {}
    for source_id in index.sources:
        places["source", source_id] = links.source_path(source_id), None
    for topic_id in index.topics:
        places["topic", topic_id] = links.topic_path(topic_id), None
    for person in index.people.values():
        places["person", person.id] = links.person_path(person.id), None
        for role in person.roles:
            identifier = f"{person.id} {role.title.casefold()} {(role.organisation or '').casefold()}"
            places["role", identifier] = links.person_path(person.id), links.claim_anchor(role, person.id)
    for event in index.events:
        places["event", event.id] = index.event_paths[event.id], links.claim_anchor(event)
    for said_here in index.book.quotations:
        if said_here.speaker in index.people:
            places["quotation", said_here.id] = links.person_path(said_here.speaker), links.claim_anchor(said_here)
    for figure in index.book.figures:
        places["figure", figure.id] = "figures.md", links.claim_anchor(figure)
    for disagreement in index.book.disagreements:
        places["disagreement", disagreement.id] = "disagreements.md", links.claim_anchor(disagreement)
    return places


def _coverage(index: Index) -> dict[str, Any]:
    book = index.book
    single = [e for e in index.events if len({c.source for c in e.citations}) == 1]
    return {
        "rows": [(s, len(index.uses.get(s.id, {})), len(s.sentences)) for s in index.sources.values()],
        "single": single,
        "unnamed": [q for q in book.quotations if q.speaker is None],
        "undated": [s for s in index.sources.values() if s.published is None or s.published.precision == "range"],
        "linked": [p for p in index.people.values() if p.link_evidence],
    }
