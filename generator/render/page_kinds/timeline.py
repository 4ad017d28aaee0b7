"""The timeline: one page, or with many events one for each year or month and a first one that leads to them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile

from ...model.book import Citation, Statement, TimelineEntry
from ...model.dates import Date
from ...model.permanent_ids import permanent_id
from ..base import links, timeline_pages
from ..base import timeline as parts
from ..base.index import Index, Use, date_key
from ..base.order import weightiest
from ..base.page_kind import Link, PageKind, Values
from ..base.phrasing import counted, describe
from ..data import linked_data

_MAIN = 15  # events that stand first on a timeline of several pages
_LABELS = {"topic": "Topic", "person": "Person", "country": "Side", "source": "Source"}
_FEWEST, _MOST = 5, 30  # main events of one page

_Names = dict[str, dict[str, tuple[int, str]]]  # by filter and token: its place among all, and what it is called


def _pages(index: Index) -> Iterator[tuple[str, Values]]:
    entries: dict[str, list[TimelineEntry]] = defaultdict(list)
    for entry in index.events:
        entries[index.event_paths[entry.id]].append(entry)
    paths = sorted(entries, key=timeline_pages.page_order)
    spoken = _spoken(index)
    pages = [(path, parts.months(entries[path], spoken.get(path))) for path in paths]
    if paths not in ([], [KIND.path]):
        yield KIND.path, _first_of_several(index, entries, pages)
    now_page, now_before = parts.as_of_place(pages, index.book.as_of)
    names = _names(index)
    for number, (path, months) in enumerate(pages or [(KIND.path, ())]):
        is_now = path == now_page
        strip = parts.strip([(path, months)], index.book.as_of if is_now else None)
        yield (
            path,
            _values(index, entries[path], strip, names)
            | _named(paths, number, path)
            | {
                "months": months,
                "said_filed": _said_filed(index, months),
                "now_before": now_before if is_now else "",
                "now_last": is_now and not now_before,
            },
        )


def _spoken(index: Index) -> dict[str, dict[str, list[Statement]]]:
    """What was said on a known day, by page and day. Of a timeline of several pages, where its month has entries."""
    there = set(index.event_paths.values())
    months = {parts.month_of(e.date) for e in index.events if e.date}
    page_of = timeline_pages.date_paths(index.book.events, index.book.quotations)
    is_one = there <= {KIND.path}
    found: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in index.book.quotations:
        date = statement.date
        path = page_of(date) if date and date.precision == "day" else ""
        if date and path in there and (is_one or parts.month_of(date) in months):
            found[path][date.edtf].append(statement)
    return found


def _named(paths: Sequence[str], number: int, path: str) -> Values:
    """What a page is called, and its neighbours where there are several."""
    if path == KIND.path:
        return {"title": "Timeline", "around": []}
    around = (*paths[max(number - 1, 0) : number], *paths[number + 1 : number + 2])
    return {
        "title": timeline_pages.page_title(path),
        "around": [(timeline_pages.page_title(other), other) for other in around],
    }


def _first_of_several(
    index: Index, entries: dict[str, list[TimelineEntry]], pages: Sequence[tuple[str, tuple[parts.Month, ...]]]
) -> Values:
    weighty = weightiest(index.events, _MAIN)
    return _values(index, [], parts.strip(pages, index.book.as_of), {}) | {
        "parts": [(timeline_pages.page_title(path), path, len(entries[path])) for path, _ in pages],
        "main": weighty,
        "weighty": {e.id for e in weighty},
        "deadlines": any(e.kind == "deadline" for e in index.events),
    }


def _values(index: Index, events: Sequence[TimelineEntry], strip: parts.Strip, names: _Names) -> Values:
    filed = {event.id: _filed_under(index, event) for event in events}
    return {
        "title": "Timeline",
        "around": [],
        "parts": [],
        "months": (),
        "said_filed": {},
        "now_before": "",
        "now_last": False,
        "events": events,
        "strip": strip,
        "filed": filed,
        "weighty": _weighty(events),
        "ahead": _places_ahead(index, events),
        "deadlines": any(event.kind == "deadline" for event in events),
        "filters": _filters(names, list(filed.values())),
    }


def _places_ahead(index: Index, events: Sequence[TimelineEntry]) -> dict[str, int]:
    """By id, the place of what lies ahead, the next first: a screen folds all but the first few away."""
    as_of = index.book.as_of
    days = {e.id: e.date.earliest for e in events if as_of and e.date and e.date.earliest > as_of}
    return {name: place for place, name in enumerate(sorted(days, key=days.__getitem__), start=1)}


def _weighty(events: Sequence[TimelineEntry]) -> set[str]:
    """Ids of the main events of a page: a quarter of it within bounds, and whatever the editor pinned."""
    most = min(max(len(events) // 4, _FEWEST), _MOST)
    return {e.id for e in weightiest(events, most)} | {e.id for e in events if e.pinned}


def _filed_under(index: Index, event: TimelineEntry) -> dict[str, list[str]]:
    """What the filters look for: tokens by filter."""
    people = [p for p in event.people if p in index.people]
    countries = (links.token(country) for p in people if (country := index.people[p].country))
    return {
        "topic": [t for t in event.topics if t in index.topics],
        "person": people,
        "country": list(dict.fromkeys(countries)),
        "source": list(dict.fromkeys(links.source_token(c.source) for c in event.citations)),
    }


def _said_filed(index: Index, months: Sequence[parts.Month]) -> dict[str, dict[str, str]]:
    """The same of the statements of each day, by its date."""
    spoken = {day.date.edtf: day.spoken for month in months for day in month.days if day.date and day.spoken}
    return {date: _said_under(index, told) for date, told in spoken.items()}


def _said_under(index: Index, spoken: Sequence[Statement]) -> dict[str, str]:
    """Of the statements of one day: one after the other, a bar between."""
    filed = [
        {
            "topic": [t for t in one.topics if t in index.topics],
            "person": (people := [p for p in (one.speaker, *one.others) if p in index.people]),
            "country": [links.token(country) for p in people if p and (country := index.people[p].country)],
            "source": [links.source_token(c.source) for c in one.citations],
        }
        for one in spoken
    ]
    return {
        name: "|".join(" ".join(filter(None, one[name])) for one in filed)
        for name in ("topic", "person", "country", "source")
    }


def _names(index: Index) -> _Names:
    """What each filter may offer, by its token, with its place: topics and sources in the book's order, people and
    countries by name."""
    countries = {links.token(p.country): p.country for p in index.people.values() if p.country}
    texts: dict[str, dict[str, str]] = {
        "topic": {t.id: t.title for t in index.topics.values()},
        "person": {p.id: p.name for p in sorted(index.people.values(), key=lambda p: (p.name, p.id))},
        "country": dict(sorted(countries.items(), key=lambda pair: pair[1])),
        "source": {
            links.source_token(s.id): f"{s.outlet}: {s.title}" if s.outlet else s.title for s in index.sources.values()
        },
    }
    return {name: {token: (n, text) for n, (token, text) in enumerate(of.items())} for name, of in texts.items()}


def _filters(names: _Names, filed: Sequence[dict[str, list[str]]]) -> list[parts.Filter]:
    """Only what a page has entries of, in the order of the names."""
    found = []
    for name, label in _LABELS.items():
        counts = Counter(token for tokens in filed for token in tokens[name])
        known = names.get(name, {})
        offered = sorted((*known[token], token) for token in counts.keys() & known.keys())
        choices = tuple(parts.Choice(token=t, text=text, count=counts[t]) for _, text, t in offered)
        found.append(parts.Filter(name=name, label=label, choices=choices))
    return found


def _description(index: Index, values: Values) -> str:
    is_part = values["title"] != "Timeline"  # which tells of itself, and is as it was when another has one entry more
    events = values["events"] if is_part else index.events
    dated = [event.date for event in events if event.date]
    held = f"{values['title']}: {counted(len(events), 'entry', 'entries')}{'' if is_part else ' in all'}"
    if not dated:
        return f"{held}."
    first, last = dated[0], _first_of_last(dated)
    return f"{held}, from {describe(first)} to {describe(last)}, each with the words that its date was read from."


def _first_of_last(dates: Sequence[Date]) -> Date:
    """The first of those that are alike at the end of a row in order of time."""
    ends = date_key(dates[-1])
    alike = list(takewhile(lambda date: date_key(date) == ends, reversed(dates)))
    return alike[-1]


def _llms(index: Index) -> list[Link]:
    return [Link("Pages", "Timeline", KIND.path, counted(len(index.events), "entry", "entries"))]


def _cites(index: Index) -> Iterator[tuple[Citation, Use]]:
    for event in index.book.events:
        when, path = describe(event.date) if event.date else "no date known", index.event_paths[event.id]
        for citation in event.citations:
            yield citation, Use(what=when, path=path, anchor=permanent_id(event))


KIND: PageKind = PageKind(
    name="timeline",
    path="timeline.md",
    pages=_pages,
    description=_description,
    nav="Timeline",
    paper="chapter",
    llms=_llms,
    section="Timeline",
    cites=_cites,
    graph=lambda index, here, values: linked_data.of_events(index, here, values["events"]),
)
