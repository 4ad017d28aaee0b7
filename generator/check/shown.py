"""What the pages show, held against the data and the sources: every claim, every citation, every other word."""

from __future__ import annotations

import datetime as dt
import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from urllib.parse import unquote

from generator.check import dates, numbers, text
from generator.check.data import Citation, Date, Event, Source
from generator.check.facts import Fault, Ground
from generator.check.lines import Line, Lines, Use, edits, of_article, value
from generator.check.pages import HEADINGS, Element, Page
from generator.check.vocabulary import Counts, Vocabulary, accounted
from generator.rulebook import load

_SENTENCE = re.compile(r"s(\d+)")
_PICTURES = ("bb-net", "bb-activity", "bb-coverage", "bb-density", "bb-spark", "bb-filters")
_LONGEST = 1200  # characters of a sentence that a citation carries along
_DATED = {"claim", "event", "quotation", "contact", "side"}  # lines that show their date wherever they stand whole


class Reader:
    """Proves pages one by one and remembers which lines it met where."""

    def __init__(self, ground: Ground, lines: Lines, pages: Mapping[str, Page], changes: Vocabulary, news: str) -> None:
        self.ground, self.lines, self.pages = ground, lines, pages
        self.book = ground.book
        self.uses: set[tuple[str, str, str, int]] = set()  # page, line, source, sentence
        self.claims = 0
        self.known = vocabulary(ground, lines, news)
        self._changes = changes
        self._claims_on: Counter[str] = Counter()
        self.counts = Numbers(ground, lines)
        self.numbers = source_numbers(ground)
        self._mains = {text.alike(main) for found in lines.by_anchor.values() for line in found for main in (*line.main, *line.raw)}
        self._ids = {path: {e.attributes["id"] for e in page.root.walk() if "id" in e.attributes} for path, page in pages.items()}

    def read(self, page: Page) -> Iterator[Fault]:
        """Everything that is wrong with one page."""
        yield from ((page.path, "the page", flaw) for flaw in page.faults[:3])
        twice = [name for name, times in Counter(self._all_ids(page)).items() if times > 1]
        yield from ((page.path, f"#{name}", "stands there twice") for name in twice)
        for element in page.root.walk():
            if element.claim is not None and element.tag not in HEADINGS:
                yield from self._claim(page, element, element.claim)
            if element.has("bb-cite") and not element.in_claim:
                yield page.path, text.short(element.text()), "a citation that belongs to no line"
            if element.tag == "a" and not any(above.has("bb-cite") for above in element.above()):
                yield from self._link(page, element)
            if "datetime" in element.attributes or "data-edtf" in element.attributes:
                yield from self._time(page, element)
            yield from self._words(page, element)
            if element.parent is not None and element.parent.has("bb-meanings"):
                yield from self._understood(page, element)

    def ids(self, path: str) -> set[str]:
        """The places on a page that links may lead to, lines that stand there again among them."""
        return self._ids.get(path, set())

    def claims_on(self, page: Page) -> int:
        """How many lines a page was found to have."""
        return self._claims_on[page.path]

    def is_line(self, shown: str) -> bool:
        """Whether a text is that of a line."""
        return text.alike(shown) in self._mains

    def _all_ids(self, page: Page) -> Iterator[str]:
        return (element.attributes["id"] for element in page.root.walk() if "id" in element.attributes)

    # Claims

    def _claim(self, page: Page, element: Element, name: str) -> Iterator[Fault]:
        lines = self.lines.by_anchor.get(name)
        told = text.short(" ".join(self._runs(element)))
        if not lines:
            yield page.path, told, f"no line of the data has the id {name}"
            return
        self.claims += 1
        self._claims_on[page.path] += 1
        best: list[str] | None = None
        for line in lines:
            flaws = list(self._claim_flaws(page, element, line))
            best = flaws if best is None or len(flaws) < len(best) else best
        yield from ((page.path, told, flaw) for flaw in best or ())

    def _claim_flaws(self, page: Page, element: Element, line: Line) -> Iterator[str]:
        runs = self._runs(element)
        main = [text.alike(words) for words in line.main]
        if not any(_is_main(run, main) for run in runs):
            yield f"it does not show {text.short(line.main[0])!r}"
        own = frozenset(map(text.alike, (*line.pieces, *line.main, *self._linked(page, element))))
        counts = self.counts.at(page, element)
        for run in runs:
            if not _is_main(run, main) and not accounted(run, ("claims", *kinds(page.path)), self._of_line(line), counts, own=own):
                yield f"{text.short(run)!r} stands there without a sentence"
        yield from self._cites(page, element, line)
        yield from self._dates(page, element, line)
        yield from self._marks(page, element, line)

    def _of_line(self, line: Line) -> Vocabulary:
        return Vocabulary((), map(dates.describe, line.dates))

    def _linked(self, page: Page, element: Element) -> Iterator[str]:
        """The names of the pages to which it leads."""
        for link in element.walk():
            if link.tag == "a" and "#" not in link.attributes.get("href", "#"):
                yield from self.counts.names.get(leads_to(page, link.attributes["href"]), ())

    def _runs(self, element: Element) -> list[str]:
        """The pieces of text of an element, but for citations, pictures and what belongs to another line inside it."""
        return [text.alike(run) for run, _ in _texts(element, inside=True) if run.strip(" ,·;:()")]

    def _cites(self, page: Page, element: Element, line: Line) -> Iterator[str]:
        wanted = list(dict.fromkeys(line.citations))
        marks = [a for cite in _own(element, "bb-cite") for a in cite.walk() if a.tag == "a"]
        shown = []
        for mark in marks:
            found = self._cited(page, mark, wanted)
            if isinstance(found, str):
                yield found
            else:
                shown.append(found)
                self.uses |= {(page.path, line.anchor, found.source, number) for number in found.sentences}
        partly = element.parent is not None and (element.parent.has("bb-compact") or element.parent.has("bb-people"))
        if not marks and wanted:
            yield "it has no citation"
        elif shown != (wanted[:1] if partly else wanted) and len(shown) == len(marks):
            yield f"it shows {len(shown)} citations, and rests on {len(wanted)}"

    def _cited(self, page: Page, mark: Element, wanted: Sequence[Citation]) -> Citation | str:
        """The citation that a mark stands for, or what is wrong with the mark."""
        number, target = mark.text().strip(), mark.attributes.get("href", "")
        anchor = target.partition("#")[2]
        there = leads_to(page, target)
        source = self.counts.source_of_page.get(there)
        sentence = _SENTENCE.fullmatch(anchor)
        if source is None or sentence is None:
            return f"its citation leads to {target!r}, no sentence of a source"
        found = next((c for c in wanted if (c.source, c.sentence) == (source, int(sentence[1]))), None)
        if found is None:
            return f"its citation leads to {target}, on which the line does not rest"
        if anchor not in self._ids.get(there, ()):
            return f"its citation leads to {target}, and the page has no such sentence"
        if number != str(self.numbers.get(source)):
            return f"its citation has the number {number}, and source {source} has {self.numbers.get(source)}"
        says = text.alike(mark.attributes.get("data-says", ""))
        quote = text.alike(found.quote)
        if says != quote and not (len(quote) > _LONGEST - 100 and text.is_short_for(says, quote)):
            return f"its citation says {text.short(says)!r}, which is not the sentence"
        return found if (flaw := self._label(mark, source, number, found)) is None else flaw

    def _label(self, mark: Element, source: str, number: str, cited: Citation) -> str | None:
        record = self.ground.sources[source]
        when = dates.describe(record.published) if record.published else "undated"
        label = text.alike(mark.attributes.get("aria-label", ""))
        head, tail = text.alike(f"{number}: "), text.alike(f", {when}")
        title = label.removeprefix(head).removesuffix(tail)
        named = text.alike(record.outlet or record.title)
        fits = label.startswith(head.strip()) and label.endswith(tail) and (title.strip() == named or text.is_short_for(title, named))
        if not fits:
            return f"its citation is called {label!r}, and source {source} is {named!r}, {when}"
        address = mark.attributes.get("data-url")
        if address is not None and not _opens(address, record.url or "", cited.quote):
            return f"its citation leads out to {text.short(address)!r}, which is not the sentence in {source}"
        return None

    def _dates(self, page: Page, element: Element, line: Line) -> Iterator[str]:
        shown = [e.attributes.get("datetime") or e.attributes.get("data-edtf") for e in _dated(element)]
        allowed = {date.edtf for date in line.dates}
        yield from (f"it shows the date {edtf}, which is not its own" for edtf in shown if edtf not in allowed)
        whole = kinds(page.path)[0] not in ("timeline", "positions", "coverage") and not _is_in(
            element, "bb-position", "bb-people", "bb-cards"
        )
        told = [run for run in self._runs(element) if run == text.alike(str(load("check/phrases")["no day"]))]
        if whole and not told and line.kind in _DATED and line.dates and not shown:
            yield "its date is not shown"

    def _marks(self, page: Page, element: Element, line: Line) -> Iterator[str]:
        """Badges, the editor's mark, speakers, filters."""
        runs = self._runs(element)
        if line.kind == "event":
            yield from self._event_marks(element, line, runs)
        if (
            line.kind == "disagreement"
            and element.tag == "p"
            and text.alike(str(load("check/phrases")["kinds"].get(line.label))) not in runs
        ):
            yield f"it is not called what it is: {line.label}"
        if line.kind == "quotation" and not self._is_by_itself(page, line):
            named = [text.alike(name) for name in line.speakers]
            if not any(name in runs or any(name in run for run in runs) for name in named):
                yield f"its speaker {line.speakers[0]} is not named"
        if line.kind == "quotation" and element.has("bb-words"):
            yield from self._manner(line, runs)
        edited = self._edits_of(line)
        if edited and kinds(page.path)[0] not in ("coverage", "topic") and not any("edited" in run or "editor" in run for run in runs):
            yield "the editor's mark is missing"

    def _manner(self, line: Line, runs: Sequence[str]) -> Iterator[str]:
        """Whether it is told how far the words are the speaker's own."""
        for kind, phrase in load("check/phrases")["manners"].items():
            told = any(phrase in run.split(" · ") or run.startswith(f"· {phrase}") or f"· {phrase}" in run for run in runs)
            if told != (line.label == kind):
                yield f"it is {'' if told else 'not '}told as {phrase}, and is {line.label}"

    def _edits_of(self, line: Line) -> bool:
        return bool(self.counts.edited.get(line.anchor)) or (line.kind == "claim" and line.label == "editor")

    def _is_by_itself(self, page: Page, line: Line) -> bool:
        """On the page of the speaker, whose name is its title."""
        person = self.counts.person_of_page.get(page.path)
        return person is not None and self.ground.people[person].name in (*line.speakers, *line.pieces)

    def _event_marks(self, element: Element, line: Line, runs: Sequence[str]) -> Iterator[str]:
        event = self.counts.events[line.anchor]
        if not element.has("bb-entry"):
            return
        badges = load("check/phrases")["badges"]
        if f"bb-entry--{event.kind}" not in element.classes:
            yield f"it is not marked as {event.kind}"
        shown = [run for run in runs if run in badges.values()]
        if shown != ([badges[line.label]] if line.label else []):
            yield f"it is called {shown or 'neither deadline nor plan'}, and is {event.kind}"
        if "data-source" in element.attributes:  # its permanent place
            yield from self._filters(element, event)
            yield from self._filed(element, event)
            yield from _under(element, event.date)

    def _filed(self, element: Element, event: Event) -> Iterator[str]:
        stamp = dates.stamp(event.date) if event.date else "no date"
        link = next((a for e in element.find("bb-permalink") for a in e.walk() if a.tag == "a"), None)
        if link is None or text.alike(link.text()) != text.alike(stamp) or link.attributes.get("href") != f"#{event.anchor}":
            yield f"its permanent link is not #{event.anchor}, {stamp}"
        filed = [self.ground.people[p].name for p in event.people if p in self.ground.people]
        filed += [self.ground.topics[t].title for t in event.topics if t in self.ground.topics]
        shown = [text.alike(a.text()) for e in element.find("bb-filed") for a in e.walk() if a.tag == "a"]
        if shown != [text.alike(name) for name in filed]:
            yield f"it is filed under {', '.join(shown) or 'nothing'}, and belongs under {', '.join(filed) or 'nothing'}"

    def _filters(self, element: Element, event: Event) -> Iterator[str]:
        people = [p for p in event.people if p in self.ground.people]
        pages = self.counts.page_of_source
        wanted = {
            "data-topic": [t for t in event.topics if t in self.ground.topics],
            "data-person": people,
            "data-source": [posixpath.basename(pages[s])[:-3] for s in dict.fromkeys(c.source for c in event.citations) if s in pages],
        }
        for name, tokens in wanted.items():
            if element.attributes.get(name, "").split() != tokens:
                yield f"its {name} is {element.attributes.get(name)!r}, and the data have {' '.join(tokens)!r}"

    # Links, times, other words

    def _link(self, page: Page, link: Element) -> Iterator[Fault]:
        target = link.attributes.get("href", "")
        path, _, anchor = target.partition("#")
        path = unquote(path.partition("?")[0])
        if re.match(r"[a-z]+:", target):
            return
        there = leads_to(page, target)
        shown = text.alike(link.text())
        if anchor and there in self._ids and anchor not in self._ids[there]:
            yield page.path, shown, f"the link leads to {target}, and there is no such place"
        elif not anchor and path and not (self._is_meant(there, shown) if _is_of_article(link) else self._is_called(there, shown)):
            yield page.path, shown, f"the link leads to {target}, which is called otherwise"

    def _is_called(self, there: str, shown: str) -> bool:
        """Whether a link to a profile, topic or source is that one's name, or words that name none of them."""
        names = self.counts.names.get(there)
        if names is None:
            return True
        return any(shown == name or text.is_short_for(shown, name) for name in names) or not self.known.holds(shown) or shown in names

    def _is_meant(self, there: str, shown: str) -> bool:
        """Whether words of an article that lead to a profile are not another one's name."""
        people = self.ground.called(shown)
        return not people or any(person.page == there for person in people)

    def _understood(self, page: Page, item: Element) -> Iterator[Fault]:
        """A line of what was understood in an article: its words stand there, and what they are taken for may follow from them."""
        source = self.counts.source_of_page.get(page.path, "")
        written = [text.alike(words) for e in item.find("bb-written") for words in re.findall(r"“([^”]*)”", e.text())]
        meaning = text.alike(next((e.text() for e in item.find("bb-meaning")), ""))
        yield from ((page.path, words, "is not in the article") for words in written if not self.ground.stands(words, source))
        head, mark, tail = meaning.partition(" · ")
        if mark and not accounted(tail, ("understood",), self.known, {}):
            yield page.path, meaning, "says of its date what the book does not"
        record = self.ground.sources.get(source)
        days = [dates.Days(first=d.earliest, last=d.latest) for d in (record.published if record else None,) if d]
        flaws = [flaw for words in written for flaw in (dates.of_shown(words, head, tail, days),) if flaw]
        if written and len(flaws) == len(written):
            yield page.path, meaning, flaws[0]
        amount = re.fullmatch(r"(-?[\d,]+(?:\.\d+)?) (.+)", head)
        if amount and not mark and not any(numbers.follows(amount[1].replace(",", ""), words) for words in written):
            yield page.path, meaning, f"does not follow from {', '.join(written)!r}"

    def _time(self, page: Page, element: Element) -> Iterator[Fault]:
        code = element.attributes.get("datetime") or element.attributes.get("data-edtf") or ""
        shown = text.alike(element.text())
        allowed = self.counts.written.get(code) or _written(code)
        if not any(shown.casefold() == text.alike(one).casefold() for one in allowed):
            yield page.path, shown, f"the date is marked as {code}"
        elif shown not in self.known.dates and shown.casefold() not in self.counts.headed:
            yield page.path, shown, "the book has no such date"

    def _in_article(self, page: Page, element: Element) -> Iterator[Fault]:
        """Words of an article that its page prints."""
        source = self.counts.source_of_page.get(page.path, "")
        for child in element.children:
            if isinstance(child, str) and child.strip() and not self.ground.stands(child, source):
                yield page.path, text.short(child), "stands there as the article's, and not in the file"

    def _words(self, page: Page, element: Element) -> Iterator[Fault]:
        """Words that belong to no line: the book's own, or texts of the data."""
        if element.unread or element.in_claim or not any(isinstance(child, str) and child.strip() for child in element.children):
            return
        if _is_in(element, "bb-meanings") and not element.has("bb-mark"):
            return
        if _is_of_article(element):
            yield from self._in_article(page, element)
            return
        counts = self.counts.at(page, element)
        known = self._changes if page.path == "changes.md" else self.known
        picture = ("pictures",) if _is_in(element, *_PICTURES) else ()
        for child in element.children:
            if isinstance(child, str) and child.strip() and not accounted(child, ("pages", *picture, *kinds(page.path)), known, counts):
                yield page.path, text.short(child), "stands there without a sentence"


def leads_to(page: Page, target: str) -> str:
    """The page to which a link leads."""
    path = unquote(target.partition("#")[0].partition("?")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) if path else page.path


def _under(element: Element, date: Date | None) -> Iterator[str]:
    """Whether the heading over an entry is its date, and the month's heading holds it."""
    day = next((above for above in element.above() if above.has("bb-day")), None)
    month = next((above for above in element.above() if above.has("bb-month")), None)
    if day is None or month is None:
        yield "it stands under no date"
        return
    heading = next((text.alike(e.text()) for e in day.walk() if e.tag == "h3"), "")
    note = text.alike(next((e.text() for e in day.find("bb-day-note")), ""))
    title = text.alike(next((e.text() for e in month.walk() if e.tag == "h2"), ""))
    if date is None:
        if heading:
            yield f"it has no date, and stands under {heading!r}"
        return
    told = text.alike(dates.describe(date)).removesuffix(" (day not known)")
    under = heading or note.removeprefix("some time in ").removeprefix("the ")
    if under.casefold() != told.casefold():
        yield f"it is of {told}, and stands under {under!r}"
    if not set(dates.parts_of(date)) & {title, title.partition(",")[0]} and told not in title:
        yield f"it is of {told}, and stands in the part {title!r}"
    weekday = dates.weekday(date)
    if weekday and not note.startswith(weekday):
        yield f"it is of a {weekday}, and the page says {note!r}"


def _is_main(run: str, main: Iterable[str]) -> bool:
    return any(run == words or text.is_short_for(run, words) or text.is_short_for(run.strip('"'), words.strip('"')) for words in main)


def _is_in(element: Element, *names: str) -> bool:
    return any(e.has(name) for e in (element, *element.above()) for name in names)


def _is_of_article(element: Element) -> bool:
    """Whether it is a part of an article that its page prints."""
    return any(e.has("bb-text") or _SENTENCE.fullmatch(e.attributes.get("id", "")) for e in (element, *element.above()))


def _texts(element: Element, *, inside: bool = False) -> Iterator[tuple[str, Element]]:
    for child in element.children:
        if isinstance(child, str):
            yield child, element
        elif not child.unread and not (child.claim and inside):
            yield from _texts(child, inside=inside)


def _own(element: Element, name: str) -> Iterator[Element]:
    """Elements of a class that belong to no line inside this one."""
    for child in element.children:
        if isinstance(child, Element) and not child.claim:
            if child.has(name):
                yield child
            else:
                yield from _own(child, name)


def _dated(element: Element) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element) and not child.claim and not child.has("bb-cite"):
            if "datetime" in child.attributes or "data-edtf" in child.attributes:
                yield child
            yield from _dated(child)


def _opens(address: str, url: str, quote: str) -> bool:
    """Whether an address is the article's own, opened at words of the sentence."""
    base, mark, fragment = address.partition(":~:text=")
    if base.rstrip("#") != url.rstrip("#") or not mark:
        return address == url
    parts = [text.alike(unquote(part)) for part in fragment.split(",")]
    whole = text.alike(quote)
    return bool(parts) and whole.startswith(parts[0]) and whole.endswith(parts[-1])


def _written(code: str) -> tuple[str, ...]:
    try:
        return (dates.day(dt.date.fromisoformat(code)),)
    except ValueError:
        return ()


@cache
def kinds(path: str) -> tuple[str, ...]:
    """What sort of page it is: the names of its phrases."""
    folder, _, name = path.rpartition("/")
    if not folder or folder == "timeline":
        return ("timeline",) if folder else (name.removesuffix(".md"),)
    special = {"topics/index": "topics", "people/index": "people", "people/contacts": "contacts", "sources/index": "sources"}
    one = {"topics": "topic", "people": "person", "sources": "source"}
    return (special.get(path.removesuffix(".md")) or one.get(folder, folder),)


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


def sentences_of(page: Page) -> Iterator[tuple[int, str]]:
    """The sentences of a source that its page shows, by their numbers, in the order of the page."""
    for element in page.root.walk():
        found = _SENTENCE.fullmatch(element.attributes.get("id", ""))
        if found:
            said = next(element.find("bb-said"), element)
            yield int(found[1]), "".join(run for run, _ in _texts(said))


def linked_texts(page: Page) -> Iterator[tuple[str, str]]:
    """Every string of a page's linked data with its key; raises ValueError where it is no JSON."""
    for script in page.linked_data:
        yield from _strings("", json.loads(script))


def _strings(key: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings(str(name), inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(key, inner)
    elif isinstance(value, str):
        yield key, value


def missing_uses(wanted: Iterable[Use], shown: set[tuple[str, str, str, int]]) -> Iterator[Fault]:
    """Lines that ought to stand on a page with a sentence, and do not."""
    for use in sorted(set(wanted), key=lambda u: (u.page, u.anchor, u.source, u.sentence)):
        if (use.page, use.anchor, use.source, use.sentence) not in shown:
            yield use.page, f"#{use.anchor} ({use.label})", f"is not there with sentence {use.sentence + 1} of {use.source}"


def order_flaws(ground: Ground, lines: Lines, pages: Mapping[str, Page]) -> Iterator[Fault]:
    """Sentences on the page of a source that do not stand in its file in the order of the page, or have wrong numbers."""
    fed: dict[tuple[str, int], dict[tuple[str, str], set[str]]] = {}
    for use in lines.uses():
        fed.setdefault((use.source, use.sentence), {}).setdefault((use.page, use.anchor), set()).add(text.alike(use.label))
    for source in ground.book.sources:
        page, article = pages.get(source.page), ground.article(source.id)
        if page is None or article is None:
            continue
        at, before = 0, -1
        for number, sentence in sentences_of(page):
            if number <= before or number >= source.sentences:
                yield page.path, text.short(sentence), f"is sentence {number + 1}, and stands behind sentence {before + 1}"
            place = article.place(sentence, at)
            if place < 0:
                where = "out of its order" if article.place(sentence) >= 0 else f"not found in {source.file}"
                yield page.path, text.short(sentence), where
            at, before = max(place, at), number
        yield from _numbering(page, source.sentences)
        for element in page.root.walk():
            found = re.fullmatch(r"[sf](\d+)", element.attributes.get("id", ""))
            if found and element.tag == "li":
                yield from _feeds(page, element, fed.get((source.id, int(found[1])), {}))


def _numbering(page: Page, sentences: int) -> Iterator[Fault]:
    """Whether the numbers of a list of sentences and its gaps add up to all sentences."""
    lists = [element for element in page.root.walk() if element.has("bb-sentences")]
    for listed in lists:
        expected = 0
        for item in (child for child in listed.children if isinstance(child, Element)):
            if item.has("bb-gap"):
                skipped = re.search(r"\d[\d,]*", item.text())
                expected += int(skipped[0].replace(",", "")) if skipped else 0
                continue
            shown = item.attributes.get("value", ""), item.attributes.get("id", "")
            if shown != (str(expected + 1), f"s{expected}"):
                yield (
                    page.path,
                    text.short(item.text()),
                    f"has the number {shown[0]} and the place {shown[1]}, and is sentence {expected + 1}",
                )
            expected += 1
        if expected != sentences:
            yield page.path, "the sentences", f"are {expected}, and the source has {sentences}"


def _feeds(page: Page, element: Element, wanted: Mapping[tuple[str, str], set[str]]) -> Iterator[Fault]:
    """Whether a sentence says where it is used: every place, and no other, by its name."""
    shown = {}
    for link in (e for e in element.walk() if e.tag == "a" and re.search(r"#c-[0-9a-f]{10}$", e.attributes.get("href", ""))):
        target = link.attributes["href"]
        place = leads_to(page, target), target.partition("#")[2]
        shown[place] = text.alike(link.text())
        if place in wanted and not any(_is_label(shown[place], label) for label in wanted[place]):
            yield page.path, shown[place], f"leads to {target}, which is {' or '.join(sorted(wanted[place]))}"
    for page_, anchor in sorted(set(wanted) ^ set(shown)):
        told = "is not named as fed by it" if (page_, anchor) in wanted else "does not rest on it"
        yield page.path, text.short(element.text()), f"{page_}#{anchor} {told}"
    for section in element.find("bb-feed-section"):
        if text.alike(section.text()).rstrip(":") not in load("check/phrases")["sections"]:
            yield page.path, section.text(), "is no part of the book"


def _is_label(shown: str, label: str) -> bool:
    """Whether a link on the page of a source says what a line is called: all of it or its end, perhaps numbered or cut."""
    bare = re.sub(r" \d+$", "", shown)
    head = bare.rpartition("…")[0].strip()
    return label.endswith((shown, bare)) or ("…" in bare and bool(head) and head in label)
