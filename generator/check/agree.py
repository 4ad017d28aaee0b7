"""Pages, JSON, CSV, calendar and references held against each other, entry by entry."""

from __future__ import annotations

import datetime as dt
import html
import json
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar
from xml.etree import ElementTree as ET

import msgspec

from ..rules.load import load
from ..rules.types.check import CHECK_PHRASES
from . import dates, text
from .data import (
    Book,
    Citation,
    Damaged,
    Date,
    Edition,
    Entry,
    Event,
    Source,
    Timeline,
    Use,
    read,
    read_calendar,
    read_table,
)
from .facts import Fault, Ground
from .lines import Line, Lines, value, what_instead
from .pages import Page, whole_of
from .shown import Reader
from .vocabulary import Vocabulary, accounted

T = TypeVar("T")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
CALENDAR = "BEGIN END PRODID VERSION X-WR-CALNAME"
ENTRY = frozenset(
    ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES", "TRANSP", "LOCATION", "STATUS")
)
_ATOM = "{http://www.w3.org/2005/Atom}"
_LINKED_PLACES = frozenset(("@id", "url", "contentUrl"))
_LINKED_NAMES = frozenset(("name", "headline", "alternateName", "jobTitle", "description"))
_LINKED_DAYS = frozenset(("datePublished", "dateModified"))
_TARGET = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\(([^()\s]*)\)")


def agreeing(data: Path, ground: Ground, lines: Lines, timeline: Timeline, reader: Reader) -> Iterator[Fault]:
    """Where the files in data/ and beside it disagree."""
    checks: tuple[tuple[str, Callable[[], Iterator[tuple[str, str]]]], ...] = (
        ("data/timeline.json", lambda: _timeline(ground, timeline, reader)),
        ("data/timeline.csv", lambda: _table(ground, timeline, read_table(data / "timeline.csv"))),
        ("data/timeline.ics", lambda: _calendar(ground, timeline, read_calendar(data / "timeline.ics"))),
        ("data/citations.json", lambda: _uses(ground, lines, reader, read(data / "citations.json", list[Use]))),
        ("data/editions.json", lambda: _editions(ground, read(data / "editions.json", list[Edition]))),
        ("data/sources.csl.json", lambda: _csl(ground, read(data / "sources.csl.json", list[dict[str, Any]]))),
        ("data/sources.bib", lambda: _bibtex(ground, _text(data / "sources.bib"))),
        (
            "data/book.schema.json",
            lambda: iter(() if read(data / "book.schema.json", dict[str, Any]) else (("the schema", "is empty"),)),
        ),
        ("llms.txt", lambda: _llms(ground, reader, _text(data.parent / "llms.txt"))),
        (
            "feed.xml",
            lambda: _feed(ground, read(data / "editions.json", list[Edition]), _text(data.parent / "feed.xml")),
        ),
    )
    for file, check in checks:
        try:
            yield from ((file, claim, flaw) for claim, flaw in check())
        except Damaged as error:
            yield file, "the file", str(error)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise Damaged("there is no such file; run `briefing build`") from error
    except (OSError, ValueError) as error:
        raise Damaged(f"is damaged ({error}); run `briefing build`") from error


def differ(claim: str, pairs: Iterable[tuple[str, object, object]]) -> Iterator[tuple[str, str]]:
    """A line for each field that is not what it ought to be."""
    for name, has, wanted in pairs:
        if has != wanted:
            yield text.short(claim), f"{name} is {text.short(str(has))!r}, and the book has {text.short(str(wanted))!r}"


def matched(found: Sequence[T], wanted: Mapping[str, Any], key: Callable[[T], str]) -> Iterator[tuple[str, str]]:
    """A line for each entry that is missing, too many, or there twice."""
    times = Counter(map(key, found))
    yield from ((name, "is not in book.json") for name in times if name not in wanted)
    yield from ((name, "stands there twice") for name, number in times.items() if number > 1)
    yield from ((name, "is missing") for name in wanted if name not in times)


def _timeline(ground: Ground, timeline: Timeline, reader: Reader) -> Iterator[tuple[str, str]]:
    book = ground.book
    yield from differ(
        "the file",
        (("title", timeline.title, book.title), ("as_of", timeline.as_of, book.as_of), ("schema", timeline.schema, 1)),
    )
    wanted = {event.id: event for event in book.events}
    yield from matched(timeline.events, wanted, lambda e: e.id)
    for entry in timeline.events:
        event = wanted.get(entry.id)
        if event is not None:
            yield from differ(
                entry.headline, [(name, getattr(entry, name), getattr(event, name)) for name in Event.__struct_fields__]
            )
        if event is not None and not reader.stands(entry.page, event.anchor):
            yield entry.headline, f"is said to stand on {entry.page}, and does not"
        yield from differ(entry.headline, [("status", entry.status, dates.status(entry.date, book.as_of))])
        if entry.place and not any(ground.stands(entry.place, c.source) for c in entry.citations):
            yield text.short(entry.headline), f"its place {entry.place!r} stands in none of its sources"


def as_cell(shown: str) -> str:
    """What a table has for a text: a formula with an apostrophe in front."""
    line = text.alike(shown)
    return f"'{line}" if line.startswith(_FORMULA) else line


def _table(ground: Ground, timeline: Timeline, rows: Sequence[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    wanted = {entry.id: entry for entry in timeline.events}
    yield from matched(rows, wanted, lambda row: row.get("id", ""))
    for row in rows:
        entry = wanted.get(row.get("id", ""))
        if entry is not None:
            told = _row(ground, entry)
            yield from differ(
                entry.headline, [(name, text.alike(row.get(name, "")), as_cell(cell)) for name, cell in told.items()]
            )
            yield from (
                (text.short(entry.headline), f"has a column {name}, which is not known")
                for name in row
                if name not in told
            )


def _row(ground: Ground, entry: Entry) -> dict[str, str]:
    return {
        "id": entry.id,
        **_cells_of_date(entry.date),
        "kind": entry.kind,
        "cancelled": "cancelled" if entry.cancelled else "",
        "instead": what_instead(entry),
        "status": entry.status or "",
        "headline": entry.headline,
        "people": "; ".join(ground.people[p].name for p in entry.people if p in ground.people),
        "topics": "; ".join(ground.topics[t].title for t in entry.topics if t in ground.topics),
        "place": entry.place or "",
        "salience": f"{entry.salience:.4f}",
        "sources": "; ".join(dict.fromkeys(c.source for c in entry.citations)),
        "quote": entry.citations[0].quote if entry.citations else "",
    }


def _cells_of_date(date: Date | None) -> dict[str, str]:
    if date is None:
        return dict.fromkeys(("date", "earliest", "latest", "precision", "basis", "words"), "")
    return {
        "date": date.edtf,
        "earliest": date.earliest.isoformat(),
        "latest": date.latest.isoformat(),
        "precision": date.precision,
        "basis": date.basis,
        "words": date.text,
    }


def compact(day: dt.date) -> str:
    """As iCalendar has it: always four digits of a year."""
    return day.isoformat().replace("-", "")


def _calendar(ground: Ground, timeline: Timeline, found: Sequence[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    def is_in(entry: Entry) -> bool:
        return entry.kind != "occurred" and entry.date is not None and entry.date.precision in ("day", "period")

    head, found = found[0], found[1:]
    yield from differ(
        "the calendar",
        [("name", text.alike(head["NAME"]), text.alike(ground.book.title)), ("form", head["OF"], CALENDAR)],
    )
    wanted = {f"{entry.id}@briefing-book": entry for entry in timeline.events if is_in(entry)}
    yield from matched(found, wanted, lambda one: one.get("UID", ""))
    for one in found:
        entry = wanted.get(one.get("UID", ""))
        if entry is None or entry.date is None:
            continue
        yield from (
            (text.short(entry.headline), f"has {name}, which is not known") for name in one if name not in ENTRY
        )
        end = entry.date.latest + dt.timedelta(days=1) if entry.date.latest < dt.date.max else None
        told = "\n".join(_described(entry, entry.date))
        yield from differ(
            entry.headline,
            (
                ("DTSTART", one.get("DTSTART"), compact(entry.date.earliest)),
                ("DTEND", one.get("DTEND"), compact(end) if end else None),
                ("DTSTAMP", one.get("DTSTAMP"), f"{compact(ground.book.as_of or entry.date.earliest)}T000000Z"),
                (
                    "SUMMARY",
                    text.alike(one.get("SUMMARY", "")),
                    text.alike(f"{entry.kind.capitalize()}: {entry.headline}"),
                ),
                ("DESCRIPTION", text.alike(one.get("DESCRIPTION", "")), text.alike(told)),
                ("CATEGORIES", one.get("CATEGORIES"), entry.kind),
                ("STATUS", one.get("STATUS"), _state(entry)),
                ("TRANSP", one.get("TRANSP"), "TRANSPARENT"),
                ("LOCATION", text.alike(one.get("LOCATION", "")), text.alike(entry.place or "")),
            ),
        )


def _described(entry: Entry, date: Date) -> Iterator[str]:
    yield f"Date: {dates.describe(date)}"
    yield from ([f"Instead: {what_instead(entry)}"] if entry.instead else [])
    yield from (f"“{c.quote}” ({c.source})" for c in entry.citations)


def _state(entry: Entry) -> str | None:
    return "CANCELLED" if entry.cancelled else None


def _uses(ground: Ground, lines: Lines, reader: Reader, found: Sequence[Use]) -> Iterator[tuple[str, str]]:
    def key(use: Use) -> str:
        return (
            f"{whole_of(use.page)}#{use.anchor}, sentence {use.sentence + 1} of {use.source}: {text.alike(use.claim)}"
        )

    wanted = {
        f"{use.page}#{use.anchor}, sentence {use.sentence + 1} of {use.source}: {text.alike(use.label)}": use
        for use in lines.uses()
    }
    yield from matched([use for use in found if not ground.others.makes(use.page)], wanted, key)
    for use in found:
        shown = ground.sentences.get((use.source, use.sentence), "")
        if not reader.stands(use.page, use.anchor):
            yield use.claim, f"is said to stand on {use.page}, and does not"
        yield from differ(use.claim, [("quote", text.alike(use.quote), text.alike(shown))])


# Editions


def summary(edition: Edition) -> str:
    """What changed in an edition as one line, as it should stand in the book: "12 claims added, 2 withdrawn"."""
    rules = load(CHECK_PHRASES).editions
    if edition.first:
        return str(rules.first)
    counts = dict(edition.counts)
    parts = [f"{counts[kind]:,} {{}}{how}" for kind, how in rules.changed.items() if kind in counts]
    if not parts:
        return str(rules.none)
    first = next(kind for kind in rules.changed if kind in counts)
    noun = rules.claim[counts[first] != 1]
    return ", ".join(part.format(f"{noun} " if number == 0 else "") for number, part in enumerate(parts))


def told_by_editions(ground: Ground, editions: Sequence[Edition]) -> Vocabulary:
    """What the page of changes and the feed may say."""
    rules = load(CHECK_PHRASES).editions
    texts: list[str] = []
    marked = {dates.code_of(date): dates.written(date) for date in _days_told(ground, editions)}
    for edition in editions:
        day = dates.day(edition.as_of) if edition.as_of else "No date"
        texts += [f"{day}: {summary(edition)}", f"{summary(edition)}."]
        held = ", ".join(
            f"{number:,} {rules.nouns[kind][number != 1]}" for kind, number in edition.holds if kind in rules.nouns
        )
        texts.append(f"{rules.begins} {held}.")
        for change in edition.changes:
            texts += _texts_of(change)
    texts += [source.title for source in ground.book.sources]
    return Vocabulary(texts, [form for forms in marked.values() for form in forms], marked)


def _days_told(ground: Ground, editions: Sequence[Edition]) -> Iterator[Date]:
    """Of the changes, and of the articles in which words without a day of their own are reported."""
    yield from filter(None, (_day_of(change) for edition in editions for change in edition.changes))
    yield from filter(None, (source.published for source in ground.book.sources))


def _day_of(change: Mapping[str, Any]) -> Date | None:
    date = change.get("date")
    return msgspec.convert({"edtf": "", **date}, Date) if date else None


def _texts_of(change: Mapping[str, Any]) -> Iterator[str]:
    """What may be shown of a change."""
    yield from (value(str(change.get(name))) for name in ("text", "before", "after") if change.get(name))
    yield from map(value, str(change.get("after") or "").split(" / "))
    yield from map(str, (*(change.get("topics") or ()), *(change.get("sources") or ())))


def _editions(ground: Ground, editions: Sequence[Edition]) -> Iterator[tuple[str, str]]:
    book = ground.book
    if not editions:
        if book.sources:
            yield "the record", "no edition is on record; run `briefing build`"
        return
    last = editions[-1]
    held = {kind: number for kind, number in _held(book).items() if number}
    yield from differ("the newest edition", [("holds", dict(last.holds), held)])
    if not _may_be_of(ground, last.as_of):
        yield from differ("the newest edition", [("as_of", last.as_of, book.as_of)])
    for edition in editions:
        listed = Counter(str(change.get("kind")) for change in edition.changes)
        if any(listed[kind] > dict(edition.counts).get(kind, 0) for kind in listed):
            yield edition.id, "lists more changes than it counts"
    yield from ((name, "stands there twice") for name, times in Counter(e.id for e in editions).items() if times > 1)


def _may_be_of(ground: Ground, day: dt.date | None) -> bool:
    """Whether the newest edition may be of a day: the book's, or an earlier one of it, for no edition is made where
    the editor sets another day, or takes it away, and no claim changes."""
    as_of = ground.book.as_of
    return day == as_of or "as_of" in ground.editor.given or (day is not None and as_of is not None and day > as_of)


def _held(book: Book) -> dict[str, int]:
    """How many of each kind a book has."""
    return {
        "source": len(book.sources),
        "topic": len(book.topics),
        "person": len(book.people),
        "role": len(
            {(p.id, r.title.casefold(), (r.organisation or "").casefold()) for p in book.people for r in p.roles}
        ),
        "event": len(book.events),
        "measure": len(book.measures),
        "quotation": len(book.quotations),
        "figure": len(book.figures),
        "disagreement": len(book.disagreements),
    }


def _feed(ground: Ground, editions: Sequence[Edition], source: str) -> Iterator[tuple[str, str]]:
    if "<!DOCTYPE" in source or "<!ENTITY" in source:
        yield "the feed", "has a document type, which no feed of the book has"
        return
    try:
        root = ET.fromstring(source)  # noqa: S314  # nothing with a document type comes here
    except ET.ParseError as error:
        raise Damaged(f"is damaged ({error}); run `briefing build`") from error
    name = load(CHECK_PHRASES).editions.feed[0]
    entries = list(root.iter(f"{_ATOM}entry"))
    title = text_of(ground.book.title)
    yield from differ(
        "the feed",
        (
            ("title", root.findtext(f"{_ATOM}title"), f"{title}: {name}"),
            ("author", [e.text for author in root.iter(f"{_ATOM}author") for e in author], [title or "Briefing Book"]),
            ("updated", root.findtext(f"{_ATOM}updated"), _noon(editions[-1].as_of if editions else ground.book.as_of)),
        ),
    )
    if len(entries) != min(len(editions), 20):
        yield "the feed", f"has {len(entries)} editions of {len(editions)}"
    for entry, edition in zip(entries, reversed(editions), strict=False):
        yield from _edition_flaws(entry, edition)
    known = told_by_editions(ground, editions)
    for entry in entries:
        for line in (entry.findtext(f"{_ATOM}content") or "").splitlines():
            if not _is_told(line, known):
                yield text.short(line), "the record of editions does not say so"


def _edition_flaws(entry: ET.Element, edition: Edition) -> Iterator[tuple[str, str]]:
    """An edition in the feed has its name, its day and its place."""
    day = dates.day(edition.as_of) if edition.as_of else load(CHECK_PHRASES).editions.feed[1]
    named = f"{day}: {summary(edition)}"
    link = entry.find(f"{_ATOM}link")
    yield from differ(
        named,
        (
            ("title", entry.findtext(f"{_ATOM}title"), named),
            ("updated", entry.findtext(f"{_ATOM}updated"), _noon(edition.as_of)),
            ("link", link.get("href") if link is not None else None, f"changes.html#edition-{edition.id}"),
        ),
    )


def _noon(date: dt.date | None) -> str:
    return f"{(date or dt.date(1970, 1, 1)).isoformat()}T00:00:00Z"


def text_of(shown: str) -> str:
    """A text in one line, runs of blanks as one and without characters that cannot be printed."""
    return " ".join("".join(c for c in " ".join(shown.split()) if c.isprintable()).split())


def _is_told(line: str, known: Vocabulary) -> bool:
    """A line of the feed: the kind of a change, what it is about, its text, what was before, its sources."""
    if known.holds(text.alike(line)) or re.fullmatch(r"and [\d,]+ more", line):
        return True
    told = re.fullmatch(r"(\w+), (\w+): (.*?)(?: \(([^()]*) before\))?(?: \[([^\[\]]*)\])?", line)
    if told is None:
        return False
    rules = load(CHECK_PHRASES).editions
    return told[1] in rules.changed and told[2] in rules.nouns and known.holds(text.alike(told[3]))


# References


def _parts(date: Date | None) -> list[int]:
    if date is None:
        return []
    day = date.earliest
    return {"day": [day.year, day.month, day.day], "month": [day.year, day.month], "year": [day.year]}.get(
        date.precision, []
    )


def _key(source: Source) -> str:
    slug = text.token(source.id)
    return slug if slug[0].isalpha() else f"s{slug}"


def _csl(ground: Ground, items: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    wanted = {_key(source): source for source in ground.book.sources}
    yield from matched(items, wanted, lambda item: str(item.get("id")))
    for item in items:
        source = wanted.get(str(item.get("id")))
        if source is None:
            continue
        parts = _parts(source.published)
        yield from differ(
            source.title,
            (
                ("title", text.alike(str(item.get("title", ""))), text.alike(source.title)),
                (
                    "author",
                    [text.alike(str(a.get("literal", ""))) for a in item.get("author", ())],
                    [text.alike(a) for a in source.authors],
                ),
                ("container-title", text.alike(str(item.get("container-title", ""))), text.alike(source.outlet or "")),
                ("issued", item.get("issued"), {"date-parts": [parts]} if parts else None),
                ("URL", item.get("URL"), source.url),
                ("language", item.get("language"), source.language or None),
                ("type", item.get("type"), "article-newspaper"),
            ),
        )


def _bibtex(ground: Ground, source: str) -> Iterator[tuple[str, str]]:
    found = dict(re.findall(r"^@article\{([^,\n]+),\n(.*?)^\}$", source, re.DOTALL | re.MULTILINE))
    wanted = {_key(one): one for one in ground.book.sources}
    yield from matched(list(found), wanted, str)
    for name, body in found.items():
        one = wanted.get(name)
        if one is None:
            continue
        fields = dict(re.findall(r"^  (\w+) = (.*),$", body, re.MULTILINE))
        parts = [*_parts(one.published), 0, 0, 0]
        told = {
            "title": one.title,
            "author": " and ".join(one.authors),
            "journal": one.outlet or "",
            "year": f"{parts[0]:04}" if parts[0] else "",
            "month": _MONTHS[parts[1] - 1] if parts[1] else "",
            "day": str(parts[2] or ""),
            "url": one.url or "",
        }
        yield from differ(
            one.title, [(field, _letters(fields.get(field, "")), _letters(wanted_)) for field, wanted_ in told.items()]
        )


def _letters(shown: str) -> str:
    """A BibTeX value without the commands and marks that stand for single characters."""
    return "".join(re.findall(r"[^\W_]+", re.sub(r"\\text[a-z]+\{\}", "", shown))).casefold()


# What programs read


def _llms(ground: Ground, reader: Reader, source: str) -> Iterator[tuple[str, str]]:
    told = {text.alike(claim.text.lstrip("#>- ")): claim for claim in ground.book.bottom_line}
    if not source.strip():
        yield "the file", "is empty"
    for line in source.splitlines():
        if any(ground.others.makes(_page_of(target)) for _, target in _TARGET.findall(line)):
            continue
        yield from _llms_links(reader, line)
        yield from _llms_words(reader, line, told)
    for words, claim in told.items():
        cited = _place_of(ground, claim.citation)
        if not any(words in text.alike(_plain(line)) and cited in _to_wholes(line) for line in source.splitlines()):
            yield text.short(words), "the bottom line is not there, or without its sentence"


def _to_wholes(line: str) -> str:
    """A line whose links to parts of pages lead to the pages; that each leads somewhere is proved apart."""
    return re.sub(r"\.\d+(?=\.html#)", "", line)


def _llms_links(reader: Reader, line: str) -> Iterator[tuple[str, str]]:
    """Where the links of a line lead, and what they call it."""
    for shown, target in _TARGET.findall(line):
        page, anchor = _page_of(target), target.partition("#")[2]
        if _is_nowhere(reader, page, anchor):
            yield text.short(line), f"the link leads to {target}, and there is no such place"
        elif (names := reader.counts.names.get(page)) and not anchor and text.alike(_plain(shown)) not in names:
            yield text.short(line), f"the link leads to {target}, which is called otherwise"


def _page_of(target: str) -> str:
    return re.sub(r"\.html$", ".md", target.partition("#")[0])


def _is_nowhere(reader: Reader, page: str, anchor: str) -> bool:
    """Whether a page, or a place on it, is none of the book's; of other files nothing is said."""
    whole = whole_of(page)
    return page.endswith(".md") and (whole not in reader.pages or bool(anchor and not reader.stands(page, anchor)))


def _llms_words(reader: Reader, line: str, told: Container[str]) -> Iterator[tuple[str, str]]:
    """The words of a line, link by link."""
    marked = _TARGET.sub(lambda found: f"\u0001{found[1]}\u0001", line.lstrip("#>- "))
    for number, part in enumerate(marked.split("\u0001")):
        words = text.alike(_plain(part).lstrip("#>- "))
        words = words if number % 2 else words.removesuffix("(").strip()  # what stands between links may open a bracket
        if (
            words.strip("()")
            and words not in told
            and not accounted(words, ("llms",), reader.known, reader.counts.book)
        ):
            yield text.short(text.alike(_plain(marked))), f"{text.short(words)!r} stands there without a sentence"


def _place_of(ground: Ground, citation: Citation) -> str:
    """The address of a cited sentence; empty for a source that is not in the book."""
    source = ground.sources.get(citation.source)
    return f"{source.page.removesuffix('.md')}.html#s{citation.sentence}" if source else ""


def _plain(marked: str) -> str:
    return re.sub(r"\\(.)", r"\1", marked)


def _title(page: Page, known: Vocabulary) -> Iterator[Fault]:
    """The title in the front matter is a text of the data, or the page's own heading."""
    title = page.front.get("title")
    heading = next((element.text() for element in page.root.walk() if element.tag == "h1"), "")
    told = text.alike(html.unescape(str(title)))
    if title is not None and told != text.alike(heading) and not known.holds(told):
        yield page.path, str(title), "its title in the front matter is not its own"


def extras(page: Page, ground: Ground, lines: Lines, reader: Reader, notes: Mapping[str, str]) -> Iterator[Fault]:
    """Front matter, tooltips, notes and linked data of a page."""
    known = reader.known
    yield from _title(page, known)
    if page.front.get("claims", 0) != reader.claims_on(page):
        yield (
            page.path,
            "the page",
            f"has {reader.claims_on(page)} claims, and was made with {page.front.get('claims', 0)}",
        )
    for short, meaning in page.tooltips:
        entry = ground.book.abbreviations.get(short)
        if entry is None or text.alike(meaning) != text.alike(entry.expansion):
            yield page.path, short, f"is explained as {meaning!r}"
    yield from _noted(page, notes.get(page.path, ""))
    try:
        scripts = [json.loads(script) for script in page.linked_data]
    except ValueError as error:
        yield page.path, "linked data", f"are damaged ({error})"
        return
    for script in scripts:
        yield from (
            (page.path, text.short(shown), flaw) for shown, flaw in _linked(script, ground, lines, reader, page)
        )


def _noted(page: Page, written: str) -> Iterator[Fault]:
    """Notes on a page that are not the editor's, who may write links and pictures that the page shows otherwise."""
    for note in page.notes:
        _, _, body = note.partition("\n")
        if not text.is_left_over(text.words(text.linked(html.unescape(body))), text.words(written)):
            yield page.path, text.short(body), "the note is not the one in notes/"


def _linked(script: Any, ground: Ground, lines: Lines, reader: Reader, page: Page) -> Iterator[tuple[str, str]]:
    nodes = script.get("@graph") if isinstance(script, dict) else None
    if not isinstance(nodes, list):
        yield "linked data", "have no graph"
        return
    mains = lines.by_anchor
    for node in nodes:
        name = str(node.get("@id", "")) if isinstance(node, dict) else ""
        if re.fullmatch(r"(?:[^#]+\.\d+\.html)?#c-[0-9a-f]{10}", name):
            yield from _linked_line(node, mains.get(name.partition("#")[2], []))
        yield from _linked_texts(node, ground, reader, page)


def _linked_line(node: Mapping[str, Any], found: Sequence[Line]) -> Iterator[tuple[str, str]]:
    shown = text.alike(str(node.get("text") or node.get("name") or ""))
    if not any(_says(line, shown) for line in found):
        yield shown, f"the line {node.get('@id')} says otherwise"
        return
    days = {
        part
        for line in found
        for date in line.dates
        for part in (date.edtf, date.earliest.isoformat(), date.latest.isoformat())
    }
    for key in ("startDate", "endDate", "dateCreated"):
        if key in node and str(node[key]) not in days:
            yield shown, f"its {key} is {node[key]}"


def _says(line: Line, shown: str) -> bool:
    """Whether a text is that of a line, with or without its marks."""
    return shown in map(text.alike, line.raw) or any(
        shown.strip('"') == text.alike(main).strip('"') for main in line.main
    )


def _linked_texts(node: Any, ground: Ground, reader: Reader, page: Page) -> Iterator[tuple[str, str]]:
    """Names, titles and places in linked data that the book does not have; links that lead nowhere."""
    for key, shown in _strings("", node):
        if key in _LINKED_PLACES and not re.match(r"https?:", shown) and _leads_nowhere(shown, reader, page):
            yield shown, "leads to no place of the book"
        unknown = key in _LINKED_NAMES and not (
            accounted(shown, ("linked",), reader.known, {}) or reader.is_line(shown)
        )
        if unknown or (key in _LINKED_DAYS and shown not in _days_of_sources(ground)):
            yield shown, f"stands as {key} in the linked data, and not in the book"


def _leads_nowhere(target: str, reader: Reader, page: Page) -> bool:
    """Whether an address in linked data is a page that the book does not have, or a line or sentence that the page does
    not have."""
    path, _, anchor = target.partition("#")
    there = (
        posixpath.normpath(posixpath.join(posixpath.dirname(page.path), re.sub(r"\.html$", ".md", path)))
        if path
        else page.path
    )
    return _is_nowhere(reader, there, anchor if re.fullmatch(r"c-[0-9a-f]{10}|s\d+", anchor) else "")


def _days_of_sources(ground: Ground) -> set[str]:
    return {s.published.edtf for s in ground.book.sources if s.published} | {str(ground.book.as_of)}


def _strings(key: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings(str(name), inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(key, inner)
    elif isinstance(value, str):
        yield key, value
