"""Measures and commitments: each proved against the sentences that it rests on; their page, table and calendar against
the data."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from ..rules.load import load
from ..rules.types.check import CHECK_WORDS
from . import dates, numbers, text
from .agree import CALENDAR, ENTRY, as_cell, compact, differ, matched
from .data import Citation, Damaged, Date, Disagreement, Measure, MeasureChange, read_calendar, read_table
from .facts import Fault, Flaw, Ground, citation_flaws, country_forms, date_flaws, permanent, shown_flaws
from .lines import sum_of
from .pages import Element, Page

PAGE = "measures.md"
_SEVERAL = re.compile(r", | and ")  # who do it together


def proved(ground: Ground) -> Iterator[Fault]:
    """What of the measures does not follow from the sources."""
    for measure in ground.book.measures:
        for flaw in dict.fromkeys(_measure(ground, measure)):
            yield "data/book.json", measure.what, flaw


def _measure(ground: Ground, measure: Measure) -> Iterator[Flaw]:
    cited = measure.citations
    if measure.anchor != permanent("measure", measure.id):
        yield f"its place on the pages is {measure.anchor}, which is not that of this id"
    if not measure.history:
        yield "it has no history"
        return
    yield from shown_flaws(ground, measure.what, cited)
    names = filter(None, (measure.by, *measure.on))
    yield from (f"{name!r} stands in none of its sources" for name in names if not _are_named(ground, name, cited))
    yield from _value(measure)
    yield from date_flaws(ground, measure.effective, cited)
    for change in measure.history:
        yield from _change(ground, change)
    yield from _in_time(ground, measure)
    yield from _of_book(ground, measure)


def _of_book(ground: Ground, measure: Measure) -> Iterator[Flaw]:
    """Whether its topics and disagreements are those of the book."""
    known = {differing.id for differing in ground.book.disagreements}
    yield from (f"{topic!r} is no topic of the book" for topic in measure.topics if topic not in ground.topics)
    yield from (f"{one!r} is no disagreement of the book" for one in measure.disagreements if one not in known)


def _are_named(ground: Ground, names: str, citations: Sequence[Citation]) -> bool:
    """Whether one of the sources has the name, or each of several that do it together."""
    return _is_named(ground, names, citations) or all(
        _is_named(ground, one, citations) for one in _SEVERAL.split(names)
    )


def _is_named(ground: Ground, name: str, citations: Sequence[Citation]) -> bool:
    """Whether one of the sources has the name, another form of the country, or the person who is called so."""
    told_by = {citation.source for citation in citations}
    if any(ground.stands(name, source) for source in told_by):
        return True
    if any(not told_by.isdisjoint(person.sources) for person in ground.called(name)):
        return True
    forms = country_forms().get(name, ())
    articles = [article for source in told_by if (article := ground.article(source))]
    return bool(forms) and any(text.holds_any(forms, article.low) for article in articles)


def _value(measure: Measure) -> Iterator[Flaw]:
    """Whether a rate or a sum is an amount of one sentence, and its unit is told there."""
    quotes = [text.alike(citation.quote) for citation in measure.citations]
    if measure.value and not any(
        numbers.follows(measure.value, quote) and numbers.is_of(measure.unit, quote, quote) for quote in quotes
    ):
        yield f"{sum_of(measure)} follows from none of its sentences"


def _change(ground: Ground, change: MeasureChange) -> Iterator[Flaw]:
    for citation in change.citations:
        yield from citation_flaws(ground, citation)
    yield from shown_flaws(ground, change.text, change.citations)
    yield from date_flaws(ground, change.date, change.citations)
    words = load(CHECK_WORDS).standings.get(change.status)
    quotes = [text.alike(citation.quote).casefold() for citation in change.citations]
    if words and not any(re.search(rf"\b{re.escape(word)}", quote) for word in words for quote in quotes):
        yield f"it is called {change.status}, and no word of it stands in {text.short(change.text)!r}"


def _in_time(ground: Ground, measure: Measure) -> Iterator[Flaw]:
    """Whether its history goes forward, and its state is one of it, or what its day makes of that."""
    days = [change.date for change in measure.history if change.date]
    if any(later.latest < earlier.earliest for earlier, later in pairwise(days)):
        yield "its history is not in order of time"
    told = {change.status for change in measure.history}
    if measure.status not in told and not _follows(ground, measure):
        yield f"it is called {measure.status}, and its history has no such state"


def _follows(ground: Ground, measure: Measure) -> bool:
    """Whether its state follows from the day that it counts from: it is only announced before that day."""
    as_of, since = ground.book.as_of, measure.effective
    if as_of is None or since is None:
        return False
    return (
        since.earliest > as_of
        if measure.status == "announced"
        else measure.status in _BY_TIME and since.latest <= as_of
    )


_BY_TIME = frozenset(("in force", "expired", "missed"))


# The page


def misplaced(page: Page, ground: Ground) -> Iterator[Fault]:
    """Measures that are missing from their page, or have another history there."""
    if page.path != PAGE:
        return
    known = {measure.anchor: measure for measure in ground.book.measures}
    bodies = [(body, anchor) for body in _all(page.root, "tbody") for anchor in _lines(body, "tr") if anchor in known]
    for body, anchor in bodies:
        yield from ((page.path, known[anchor].what, flaw) for flaw in _beneath(body, known[anchor], ground))
    if sorted(anchor for _, anchor in bodies) != sorted(known):
        yield page.path, "the measures", f"are {len(bodies)}, and the book has {len(known)}"


def _beneath(body: Element, measure: Measure, ground: Ground) -> Iterator[Flaw]:
    """What stands beneath a measure: its history, and in what sources differ."""
    wanted = [change.anchor for change in measure.history]
    changes = _lines(body, "li")
    if changes != wanted:
        yield f"has {len(changes)} states beneath it, and its history {len(wanted)}"
    counted = " ".join(element.text() for element in _all(body, "summary"))
    if re.findall(r"\d+", counted) != [str(len(wanted))]:
        yield f"is told as {counted!r}"
    places = [link.attributes.get("href", "") for told in body.find("bb-disputed") for link in _all(told, "a")]
    if [place.partition("#")[2] for place in places] != [one.anchor for one in _differing(ground, measure)]:
        yield "leads to other disagreements than its own"


def _all(element: Element, tag: str) -> Iterator[Element]:
    return (one for one in element.walk() if one.tag == tag)


def _lines(element: Element, tag: str) -> list[str]:
    """The permanent ids of the lines in it that are such elements."""
    return [one.claim for one in _all(element, tag) if one.claim]


def _differing(ground: Ground, measure: Measure) -> list[Disagreement]:
    known = {differing.id: differing for differing in ground.book.disagreements}
    return [known[one] for one in measure.disagreements if one in known]


# Table and calendar


def agreeing(data: Path, ground: Ground) -> Iterator[Fault]:
    """Where data/measures.csv and data/measures.ics say otherwise than data/book.json."""
    for file, check in (("measures.csv", _table), ("measures.ics", _calendar)):
        try:
            yield from ((f"data/{file}", claim, flaw) for claim, flaw in check(data / file, ground))
        except Damaged as error:
            yield f"data/{file}", "the file", str(error)


def _table(path: Path, ground: Ground) -> Iterator[tuple[str, str]]:
    rows, wanted = read_table(path), {measure.id: measure for measure in ground.book.measures}
    yield from matched(rows, wanted, lambda row: row.get("id", ""))
    for row in rows:
        if (measure := wanted.get(row.get("id", ""))) is not None:
            told = _row(ground, measure)
            pairs = [(name, text.alike(row.get(name, "")), as_cell(cell)) for name, cell in told.items()]
            yield from differ(measure.what, pairs)
            more = sorted(row.keys() - told)
            yield from ((text.short(measure.what), f"has a column {name}, which is not known") for name in more)


def _row(ground: Ground, measure: Measure) -> dict[str, str]:
    cited = measure.citations
    return {
        "id": measure.id,
        "what": measure.what,
        "by": measure.by,
        "on": "; ".join(measure.on),
        "value": measure.value,
        "unit": measure.unit,
        "status": measure.status,
        **_since(measure.effective),
        "changed": _newest(measure),
        "history": "; ".join(f"{c.date.edtf if c.date else ''} {c.status}".strip() for c in measure.history),
        "topics": "; ".join(ground.topics[t].title for t in measure.topics if t in ground.topics),
        "disputed": "; ".join(one.about for one in _differing(ground, measure)),
        "sources": "; ".join(dict.fromkeys(citation.source for citation in cited)),
        "quote": cited[0].quote if cited else "",
    }


def _since(date: Date | None) -> dict[str, str]:
    told = (date.edtf, date.earliest.isoformat(), date.latest.isoformat()) if date else ("",) * 3
    return dict(zip(("from", "from_earliest", "from_latest"), told, strict=True))


def _newest(measure: Measure) -> str:
    """The newest day of its history."""
    dated = [change.date for change in measure.history if change.date]
    newest = max(dated, key=lambda date: (date.earliest, date.latest), default=None)
    return newest.edtf if newest else ""


def _calendar(path: Path, ground: Ground) -> Iterator[tuple[str, str]]:
    head, *found = read_calendar(path)
    yield from differ(
        "the calendar",
        [("name", text.alike(head["NAME"]), text.alike(ground.book.title)), ("form", head["OF"], CALENDAR)],
    )
    wanted = {f"{m.id}@briefing-book": m for m in ground.book.measures if _known_day(m) is not None}
    yield from matched(found, wanted, lambda one: one.get("UID", ""))
    for one in found:
        measure = wanted.get(one.get("UID", ""))
        day = _known_day(measure) if measure else None
        if measure is not None and day is not None:
            yield from differ(measure.what, _entry(ground, measure, day, one))
            yield from ((text.short(measure.what), f"has {name}, which is not known") for name in one.keys() - ENTRY)


def _known_day(measure: Measure) -> Date | None:
    since = measure.effective
    return since if since is not None and since.precision in ("day", "period") else None


def _entry(ground: Ground, measure: Measure, day: Date, one: Mapping[str, str]) -> Iterator[tuple[str, object, object]]:
    end = day.latest + dt.timedelta(days=1) if day.latest < dt.date.max else None
    yield "DTSTART", one.get("DTSTART"), compact(day.earliest)
    yield "DTEND", one.get("DTEND"), compact(end) if end else None
    yield "DTSTAMP", one.get("DTSTAMP"), f"{compact(ground.book.as_of or day.earliest)}T000000Z"
    called = "Paused until this day" if measure.status == "paused" else f"Counts from this day ({measure.status})"
    yield "SUMMARY", text.alike(one.get("SUMMARY", "")), text.alike(f"{called}: {measure.what}")
    yield "DESCRIPTION", text.alike(one.get("DESCRIPTION", "")), text.alike("\n".join(_described(measure)))
    yield "CATEGORIES", one.get("CATEGORIES"), "measure"
    yield "STATUS", one.get("STATUS"), "CANCELLED" if measure.status == "cancelled" else None
    yield "TRANSP", one.get("TRANSP"), "TRANSPARENT"
    yield "LOCATION", one.get("LOCATION"), None


def _described(measure: Measure) -> Iterator[str]:
    sides = {"By": measure.by, "On": "; ".join(measure.on), "Rate or sum": sum_of(measure)}
    yield from (f"{name}: {told}" for name, told in sides.items() if told)
    for change in measure.history:
        yield f"{dates.describe(change.date) if change.date else 'Date not known'}: {change.status}"
    yield from (f"“{citation.quote}” ({citation.source})" for citation in measure.citations)
