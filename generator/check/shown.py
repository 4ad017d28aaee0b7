"""What the pages show, held against the data and the sources: every claim, every citation, every other word."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from urllib.parse import unquote

from ..rules.load import load
from ..rules.types.check import CHECK_PHRASES
from . import dates, numbers, text
from .data import Citation, Date, Event, Quotation
from .facts import Fault, Ground
from .known import Numbers, kinds, leads_exactly_to, leads_to, source_numbers, vocabulary
from .lines import Line, Lines, Use
from .pages import HEADINGS, Element, Page, texts, whole_of
from .vocabulary import Vocabulary, accounted, forms, is_phrase

_SENTENCE = re.compile(r"s(\d+)")
_PICTURES = (
    "bb-net",
    "bb-activity",
    "bb-coverage",
    "bb-density",
    "bb-spark",
    "bb-filters",
    "bb-weeks",
    "bb-due",
    "bb-rates",
)
_LONGEST = 1200  # characters of a sentence that a citation carries along
# lines that show their date wherever they stand whole
_DATED = {"claim", "event", "quotation", "contact", "side", "measure", "change"}


class Reader:
    """Proves pages one by one and remembers which lines it met where."""

    def __init__(
        self,
        ground: Ground,
        lines: Lines,
        pages: Mapping[str, Page],
        changes: Vocabulary,
        news: str,
        standing: Mapping[str, Set[str]],  # the ids on each page that was cut, and on each of its parts
    ) -> None:
        self.ground, self.lines, self.pages = ground, lines, pages
        self.book = ground.book
        self.uses: set[tuple[str, str, str, int]] = set()  # page, line, source, sentence
        self.claims = 0
        self.known = vocabulary(ground, lines, news)
        self._changes = changes
        self._claims_on: Counter[str] = Counter()
        self.counts = Numbers(ground, lines)
        self._sides = _sides(ground.book.quotations)
        self._colours = {one.anchor: self._side_of(one.party) for one in ground.book.quotations}
        # which the picture of a rate tells again, each leading to its line
        self._measures = frozenset(form for measure in self.book.measures for form in forms(measure.what))
        self.numbers = source_numbers(ground)
        self._mains = {
            text.alike(main) for found in lines.by_anchor.values() for line in found for main in (*line.main, *line.raw)
        }
        self._ids = {
            path: {e.attributes["id"] for e in page.root.walk() if "id" in e.attributes} for path, page in pages.items()
        }
        self._standing = standing

    def _side_of(self, party: str | None) -> str:
        return self._sides.get(party or "", "bb-side-none")

    def read(self, page: Page) -> Iterator[Fault]:
        """Everything that is wrong with one page."""
        yield from ((page.path, "the page", flaw) for flaw in page.faults[:3])
        twice = [name for name, times in Counter(self._all_ids(page)).items() if times > 1]
        yield from ((page.path, f"#{name}", "stands there twice") for name in twice)
        yield from self._filled(page)
        for element in page.root.walk():
            yield from self._of_line(page, element)
            if element.tag == "a" and not any(above.has("bb-cite") for above in element.above()):
                yield from self._link(page, element)
            if _is_date(element):
                yield from self._time(page, element)
            yield from self._words(page, element)
            if element.parent is not None and element.parent.has("bb-meanings"):
                yield from self._understood(page, element)

    def _filled(self, page: Page) -> Iterator[Fault]:
        """Links from names in brackets: each leads to the person whose name it is, or ends with."""
        for words, target in page.filled:
            person = self.counts.person_of_page.get(leads_to(page, target))
            name = text.alike(self.ground.people[person].name) if person is not None else ""
            told = re.sub("'s?$", "", text.alike(words))
            if not name or not f" {told}".endswith(f" {name}"):
                yield page.path, f"[{words}]", f"the link leads to {target}, which is not the page of that person"

    def _of_line(self, page: Page, element: Element) -> Iterator[Fault]:
        """A line, or a citation, which must belong to one."""
        if element.claim is not None and element.tag not in HEADINGS:
            yield from self._claim(page, element, element.claim)
        if element.has("bb-sided"):
            yield from self._sided(page, element)
        if element.has("bb-cite") and not element.in_claim:
            yield page.path, text.short(element.text()), "a citation that belongs to no line"

    def ids(self, path: str) -> set[str]:
        """The places on a page that links may lead to, lines that stand there again among them."""
        return self._ids.get(path, set())

    def stands(self, path: str, anchor: str) -> bool:
        """Whether a place is on a page, or on a part of one; of pages that are not proved nothing is said."""
        there = self._standing.get(path) or self._ids.get(whole_of(path))
        return there is None or anchor in there

    def _is_place(self, page: Page, target: str) -> bool:
        """Whether a link leads to a place that is there; within a page that was cut, on any part of it."""
        path, _, anchor = target.partition("#")
        return self.stands(leads_exactly_to(page, target), anchor) if path else anchor in self.ids(page.path)

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
        known = (*line.pieces, *line.main, *self._linked(page, element))
        own = frozenset(form for words in known for form in forms(words))
        counts = self.counts.at(page, element)
        for run in runs:
            if not _is_main(run, main) and not accounted(
                run, ("claims", *kinds(page.path)), self._dates_of(line), counts, own=own
            ):
                yield f"{text.short(run)!r} stands there without a sentence"
        yield from self._cites(page, element, line)
        yield from self._dates(page, element, line)
        yield from self._marks(page, element, line)
        yield from _signs(element, line)
        if text.alike(element.attributes.get("data-edit", "")) != text.alike(line.edit):
            yield f"it is corrected as {element.attributes.get('data-edit')!r}, and is {line.edit}"

    def _dates_of(self, line: Line) -> Vocabulary:
        return Vocabulary((), map(dates.describe, line.dates))

    def _linked(self, page: Page, element: Element) -> Iterator[str]:
        """The names of the pages to which it leads."""
        for link in element.walk():
            if link.tag == "a" and "#" not in link.attributes.get("href", "#"):
                yield from self.counts.names.get(leads_to(page, link.attributes["href"]), ())

    def _runs(self, element: Element) -> list[str]:
        """The pieces of text of an element, but for citations, pictures and what belongs to another line inside it."""
        return [text.alike(run) for run, _ in texts(element, inside=True) if run.strip(" ,·;:()")]

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
        if not marks and wanted:
            yield "it has no citation"
        elif len(shown) == len(marks) and shown not in _wanted(element, line, wanted):
            yield f"it shows {len(shown)} citations, and rests on {len(wanted)}"

    def _cited(self, page: Page, mark: Element, wanted: Sequence[Citation]) -> Citation | str:
        """The citation that a mark stands for, or what is wrong with the mark."""
        target = mark.attributes.get("href", "")
        source = self.counts.source_of_page.get(leads_to(page, target))
        sentence = _SENTENCE.fullmatch(target.partition("#")[2])
        if source is None or sentence is None:
            return f"its citation leads to {target!r}, no sentence of a source"
        found = next((c for c in wanted if (c.source, c.sentence) == (source, int(sentence[1]))), None)
        if found is None:
            return f"its citation leads to {target}, on which the line does not rest"
        return found if (flaw := self._mark_flaw(page, mark, found)) is None else flaw

    def _mark_flaw(self, page: Page, mark: Element, cited: Citation) -> str | None:
        """Whether the mark of a citation has its last sentence, its place, its number and its words."""
        number, target = mark.text().strip(), mark.attributes.get("href", "")
        carried = mark.parent.attributes if mark.parent is not None else {}
        if carried.get("data-last") != (None if cited.last is None else str(cited.last)):
            return (
                f"its citation does not reach to sentence {(cited.sentence if cited.last is None else cited.last) + 1}"
            )
        if leads_to(page, target) not in self._ids or not self._is_place(page, target):
            return f"its citation leads to {target}, and the page has no such sentence"
        if number != str(self.numbers.get(cited.source)):
            return (
                f"its citation has the number {number}, and source {cited.source} has {self.numbers.get(cited.source)}"
            )
        says = text.alike(carried.get("data-says", ""))
        if not _carries(says, text.alike(cited.quote)):
            return f"its citation says {text.short(says)!r}, which is not the sentence"
        return self._label(mark, cited.source, number, cited)

    def _label(self, mark: Element, source: str, number: str, cited: Citation) -> str | None:
        record = self.ground.sources[source]
        when = dates.describe(record.published) if record.published else "undated"
        label = text.alike(mark.attributes.get("title", ""))
        head, tail = text.alike(f"{number}: "), text.alike(f", {when}")
        title = label.removeprefix(head).removesuffix(tail)
        named = text.alike(record.outlet or record.title)
        fits = (
            label.startswith(head.strip())
            and label.endswith(tail)
            and (title.strip() == named or text.is_short_for(title, named))
        )
        if not fits:
            return f"its citation is called {label!r}, and source {source} is {named!r}, {when}"
        address = mark.parent.attributes.get("data-url") if mark.parent is not None else None
        if address is not None and not _opens(address, record.url or "", cited.quote):
            return f"its citation leads out to {text.short(address)!r}, which is not the sentence in {source}"
        return None

    def _dates(self, page: Page, element: Element, line: Line) -> Iterator[str]:
        shown = [e.attributes.get("datetime") or e.attributes.get("data-edtf") for e in _dated(element)]
        allowed = {date.edtf for date in line.dates}
        yield from (f"it shows the date {edtf}, which is not its own" for edtf in shown if edtf not in allowed)
        told = text.alike(str(load(CHECK_PHRASES).no_day)) in self._runs(element)
        if not told and not shown and line.kind in _DATED and line.dates and _stands_whole(page, element):
            yield "its date is not shown"

    def _marks(self, page: Page, element: Element, line: Line) -> Iterator[str]:
        """Badges, the editor's mark, speakers, filters."""
        runs = self._runs(element)
        if line.kind == "event":
            yield from self._event_marks(element, line, runs)
        if line.kind == "disagreement" and element.tag == "p" and _kind_of(line) not in runs:
            yield f"it is not called what it is: {line.label}"
        if line.kind == "quotation":
            yield from self._quotation_marks(page, element, line, runs)
        if line.kind in ("measure", "change"):
            yield from _standing(element, line)
        if self._edits_of(line) and kinds(page.path)[0] not in ("coverage", "topic") and not _tells_editor(runs):
            yield "the editor's mark is missing"

    def _quotation_marks(self, page: Page, element: Element, line: Line, runs: Sequence[str]) -> Iterator[str]:
        """Who speaks, and how far in his own words."""
        if not self._is_by_itself(page, line) and not any(
            text.alike(name) in run for name in line.speakers for run in runs
        ):
            yield f"its speaker {line.speakers[0]} is not named"
        if line.kept_with and text.alike(line.kept_with) not in runs:
            yield f"its article denies it, and it stands there without {text.short(line.kept_with)!r}"
        if element.has("bb-words"):
            beside = [text.alike(run) for run, at in texts(element, inside=True) if not _is_in(at, "bb-said")]
            yield from self._manner(line, beside)
            yield from self._look(element, line)

    def _look(self, element: Element, line: Line) -> Iterator[str]:
        """Whether words look like what they are: the speaker's own, or another's, and those of their side."""
        looks = {name.removeprefix("bb-words--") for name in element.classes if name.startswith("bb-words--")}
        if looks & {"direct", "mixed", "indirect"} - {line.label}:
            yield f"it looks {' and '.join(sorted(looks))}, and is {line.label}"
        colours = [name for name in element.classes if name.startswith("bb-side-")]
        if colours != [self._colours[line.anchor]]:
            has, due = ", ".join(colours) or "of nobody", self._colours[line.anchor]
            yield f"it has the colour {has}, and its side has {due}"

    def _manner(self, line: Line, runs: Sequence[str]) -> Iterator[str]:
        """Whether it is told how far the words are the speaker's own."""
        for kind, phrase in load(CHECK_PHRASES).manners.items():
            told = any(
                phrase in run.split(" · ") or run.startswith(f"· {phrase}") or f"· {phrase}" in run for run in runs
            )
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
        badges = load(CHECK_PHRASES).badges
        if f"bb-entry--{event.kind}" not in element.classes:
            yield f"it is not marked as {event.kind}"
        shown = [run for run in runs if run in badges.values()]
        if shown != ([badges[line.label]] if line.label else []):
            yield f"it is called {shown or 'neither deadline nor plan'}, and is {event.kind}"
        if "data-source" in element.attributes:  # its permanent place
            yield from self._filters(element, event)
            yield from self._permalink(element, event)
            yield from self._filed(element, event)
            yield from _under(element, event.date)

    def _permalink(self, element: Element, event: Event) -> Iterator[str]:
        stamp = dates.stamp(event.date) if event.date else "no date"
        place = next(element.find("bb-permalink"), None)
        links = [a.attributes.get("href") for a in place.walk() if a.tag == "a"] if place is not None else []
        if place is None or place.attributes.get("data-stamp") != stamp or links != [f"#{event.anchor}"]:
            yield f"its permanent link is not #{event.anchor}, {stamp}"

    def _filed(self, element: Element, event: Event) -> Iterator[str]:
        filed = [self.ground.people[p].name for p in event.people if p in self.ground.people]
        filed += [self.ground.topics[t].title for t in event.topics if t in self.ground.topics]
        shown = [text.alike(a.text()) for e in element.find("bb-filed") for a in e.walk() if a.tag == "a"]
        if shown != [text.alike(name) for name in filed]:
            yield (
                f"it is filed under {', '.join(shown) or 'nothing'}, and belongs under {', '.join(filed) or 'nothing'}"
            )

    def _filters(self, element: Element, event: Event) -> Iterator[str]:
        people = [p for p in event.people if p in self.ground.people]
        wanted = {
            "data-topic": [t for t in event.topics if t in self.ground.topics],
            "data-person": people,
            "data-source": [
                text.token(source)
                for source in dict.fromkeys(c.source for c in event.citations)
                if source in self.counts.page_of_source
            ],
        }
        days = (event.date.earliest, event.date.latest) if event.date else ("", "")
        wanted |= {name: str(day).split() for name, day in zip(("data-from", "data-to"), days, strict=True)}
        for name, tokens in wanted.items():
            if element.attributes.get(name, "").split() != tokens:
                yield f"its {name} is {element.attributes.get(name)!r}, and the data have {' '.join(tokens)!r}"

    # Links, times, other words

    def _sided(self, page: Page, element: Element) -> Iterator[Fault]:
        """A name in the colour of its side."""
        link = next((e.attributes.get("href", "") for e in element.walk() if e.tag == "a"), "")
        person = self.ground.people.get(self.counts.person_of_page.get(leads_to(page, link), ""))
        due = self._side_of(person.country) if person else None
        if [name for name in element.classes if name.startswith("bb-side-")] != [due]:
            yield page.path, text.short(element.text()), f"it has the colour of another side than {due}"

    def _link(self, page: Page, link: Element) -> Iterator[Fault]:
        target = link.attributes.get("href", "")
        path, _, anchor = target.partition("#")
        path = unquote(path.partition("?")[0])
        if re.match(r"[a-z]+:", target):
            return
        there = leads_to(page, target)
        shown = text.alike(link.text())
        if anchor and not self._is_place(page, target):
            yield page.path, shown, f"the link leads to {target}, and there is no such place"
        elif (
            not anchor
            and path
            and not (self._is_meant(there, shown) if _is_of_article(link) else self._is_called(there, shown))
            and not is_phrase(shown, ("pages", *kinds(page.path)), Vocabulary((), ()), self.counts.at(page, link))
        ):
            yield page.path, shown, f"the link leads to {target}, which is called otherwise"

    def _is_called(self, there: str, shown: str) -> bool:
        """Whether a link to a profile, topic or source is that one's name, or words that name none of them."""
        names = self.counts.names.get(there)
        if names is None:
            return True
        return (
            any(shown == name or text.is_short_for(shown, name) for name in names)
            or shown.isdigit()  # a number of a source, proved elsewhere; a figure that sources dispute may be one too
            or not self.known.holds(shown)
            or shown in names
        )

    def _is_meant(self, there: str, shown: str) -> bool:
        """Whether words of an article that lead to a profile are not another one's name."""
        people = self.ground.called(shown)
        return not people or any(person.page == there for person in people)

    def _understood(self, page: Page, item: Element) -> Iterator[Fault]:
        """A line of what was understood in an article: its words stand there, and what they are taken for may follow
        from them."""
        source = self.counts.source_of_page.get(page.path, "")
        written = [text.alike(words) for e in item.find("bb-written") for words in re.findall(r"“([^”]*)”", e.text())]
        yield from (
            (page.path, words, "is not in the article") for words in written if not self.ground.stands(words, source)
        )
        meaning = text.alike(next((e.text() for e in item.find("bb-meaning")), ""))
        yield from ((page.path, meaning, flaw) for flaw in self._meaning_flaws(meaning, written, source))

    def _meaning_flaws(self, meaning: str, written: Sequence[str], source: str) -> Iterator[str]:
        """Whether a day, or an amount, may follow from the words that it was read from."""
        head, mark, tail = meaning.partition(" · ")
        if mark and not accounted(tail, ("understood",), self.known, {}):
            yield "says of its date what the book does not"
        verdicts = [dates.of_shown(words, head, tail, self._days(source)) for words in written]
        if verdicts and all(verdicts):
            yield str(verdicts[0])
        amount = None if mark else re.fullmatch(r"(-?[\d,]+(?:\.\d+)?) (.+)", head)
        if amount and not any(numbers.follows(amount[1].replace(",", ""), words) for words in written):
            yield f"does not follow from {', '.join(written)!r}"

    def _known_on(self, page: Page) -> Vocabulary:
        """What a page may say besides its lines; that of changes also tells what the book has no more."""
        return self._changes if page.path == "changes.md" else self.known

    def _days(self, source: str) -> list[dates.Days]:
        """When an article was published."""
        record = self.ground.sources.get(source)
        date = record.published if record else None
        return [dates.Days(first=date.earliest, last=date.latest)] if date else []

    def _time(self, page: Page, element: Element) -> Iterator[Fault]:
        code = element.attributes.get("datetime") or element.attributes.get("data-edtf") or ""
        shown = text.alike(element.text())
        known = self._known_on(page)
        allowed = (*self.counts.written.get(code, ()), *known.marked.get(code, ())) or _written(code)
        if not any(shown.casefold() == text.alike(one).casefold() for one in allowed):
            yield page.path, shown, f"the date is marked as {code}"
        elif shown not in known.dates | self.known.dates and shown.casefold() not in self.counts.headed:
            yield page.path, shown, "the book has no such date"

    def _in_article(self, page: Page, element: Element) -> Iterator[Fault]:
        """Words of an article that its page prints."""
        source = self.counts.source_of_page.get(page.path, "")
        for run in _own_text(element):
            if not self.ground.stands(run, source):
                yield page.path, text.short(run), "stands there as the article's, and not in the file"

    def _words(self, page: Page, element: Element) -> Iterator[Fault]:
        """Words that belong to no line: the book's own, or texts of the data."""
        runs = _own_text(element)
        if (
            not runs
            or element.unread
            or element.in_claim
            or (_is_in(element, "bb-meanings") and not element.has("bb-mark"))
        ):
            return
        if _is_of_article(element):
            yield from self._in_article(page, element)
            return
        counts = self.counts.at(page, element)
        known = self._known_on(page)
        phrases = ("pages", *(("pictures",) if _is_in(element, *_PICTURES) else ()), *kinds(page.path))
        own = self._measures if _is_in(element, "bb-rates") else frozenset()
        for run in runs:
            if not accounted(run, phrases, known, counts, own=own) and not self._is_address(page, run):
                yield page.path, text.short(run), "stands there without a sentence"

    def _is_address(self, page: Page, run: str) -> bool:
        """Whether it is the address that an article states and that cannot be linked; the data have none then."""
        source = self.ground.sources.get(self.counts.source_of_page.get(page.path, ""))
        is_one = source is not None and source.url is None and re.fullmatch(r"[a-zA-Z]+:\S+", run.strip())
        return bool(is_one) and self.ground.stands(run, source.id if source else "")


def _sides(quotations: Iterable[Quotation]) -> dict[str, str]:
    """The class of each side that has a colour: of the five heard most, one each."""
    heard = Counter(party for one in quotations for party in filter(None, (one.party, *one.joint)))
    most = sorted(heard, key=lambda party: (-heard[party], party))[:5]
    return {party: f"bb-side-{number}" for number, party in enumerate(most)}


def _standing(element: Element, line: Line) -> Iterator[str]:
    """Whether a measure, or a state of it, is called what it is, in words and in its look."""
    badges = list(_own(element, "bb-badge"))
    if [badge.text().strip() for badge in badges] != [line.label]:
        yield f"it is not called {line.label}"
    if any(f"bb-badge--{line.label.replace(' ', '-')}" not in badge.classes for badge in badges):
        yield f"it does not look {line.label}"


def _signs(element: Element, line: Line) -> Iterator[str]:
    """Whether the sign beside a date says how the date was come by, and stands wherever the line has its place."""
    signs = list(_own(element, "bb-basis"))
    if len(signs) > 1 or (_has_sign(element, line) and not signs):
        yield f"{len(signs) or 'no'} signs stand beside its date"
    sign, how = line.read or ("", "")
    for shown in signs:
        told = text.alike(shown.attributes.get("title", ""))
        # to the line itself, which a part of its page may have
        links = [re.sub(r"^[\w.%-]+\.html(?=#)", "", a.attributes.get("href", "")) for a in shown.find("bb-sign")]
        if (shown.text(), told, links) != (sign, text.alike(how), [f"#{line.anchor}"]):
            yield f"its date has the sign {shown.text()!r}, {told!r}, and was read so: {sign!r}, {how!r}"


def _has_sign(element: Element, line: Line) -> bool:
    """Whether a sign must stand beside its date: at its place, and in lists beside a day that is not stated."""
    around = element.parent.classes if element.parent is not None else ()
    listed = "bb-timeline" in around or "bb-changes" in around
    return listed and any(date.basis != "stated" or "data-source" in element.attributes for date in line.dates)


def _under(element: Element, date: Date | None) -> Iterator[str]:
    """Whether the heading over an entry is its date, and the month's heading holds it."""
    day = next((above for above in element.above() if above.has("bb-day")), None)
    month = next((above for above in element.above() if above.has("bb-month")), None)
    if day is None or month is None:
        yield "it stands under no date"
        return
    heading = _heading(day, "h3")
    if date is not None:
        note = text.alike(next((e.text() for e in day.find("bb-day-note")), ""))
        yield from _under_date(
            date, heading or note.removeprefix("some time in ").removeprefix("the "), _heading(month, "h2")
        )
        yield from _under_weekday(date, note)
    elif heading:
        yield f"it has no date, and stands under {heading!r}"


def _heading(part: Element, tag: str) -> str:
    return next((text.alike(e.text()) for e in part.walk() if e.tag == tag), "")


def _under_date(date: Date, under: str, part: str) -> Iterator[str]:
    """Whether a date is what stands over its entry, and lies in the part of the timeline."""
    told = _told(date)
    if under.casefold() != told.casefold():
        yield f"it is of {told}, and stands under {under!r}"
    if not set(dates.parts_of(date)) & {part, part.partition(",")[0]} and told not in part:
        yield f"it is of {told}, and stands in the part {part!r}"


def _under_weekday(date: Date, note: str) -> Iterator[str]:
    """Whether the note beside a day has its weekday."""
    weekday, told = dates.weekday(date), _told(date)
    if weekday and note != f"{weekday}, {told} ({date.edtf})":
        yield f"it is of {weekday}, {told} ({date.edtf}), and the page says {note!r}"


def _told(date: Date) -> str:
    return text.alike(dates.describe(date)).removesuffix(" (day not known)")


def _is_partly_cited(element: Element) -> bool:
    """Whether it stands in a list, or above a statement, where the first citation is given alone."""
    if element.has("bb-who"):
        return True
    return element.parent is not None and (element.parent.has("bb-compact") or element.parent.has("bb-people"))


def _wanted(element: Element, line: Line, wanted: Sequence[Citation]) -> list[list[Citation]]:
    """The citations that a line may show, in order."""
    if _is_partly_cited(element):
        return [list(wanted[:1]), *([wanted[0], one] for one in line.beside)]
    return [list(wanted), list(line.citations)]


def _carries(says: str, quote: str) -> bool:
    """Whether a citation carries its sentence along, of a very long one the beginning."""
    return says == quote or (len(quote) > _LONGEST - 100 and text.is_short_for(says, quote))


def _stands_whole(page: Page, element: Element) -> bool:
    """Whether a line stands there with all that is known of it, and not in a list that leaves dates out."""
    dateless = kinds(page.path)[0] in ("timeline", "positions", "coverage")
    return not dateless and not _is_in(element, "bb-position", "bb-people", "bb-who", "bb-cards")


def _kind_of(line: Line) -> str:
    """What a kind of disagreement is called."""
    return text.alike(str(load(CHECK_PHRASES).kinds.get(line.label)))


def _tells_editor(runs: Iterable[str]) -> bool:
    return any("edited" in run or "editor" in run for run in runs)


def _own_text(element: Element) -> list[str]:
    """The words that stand in an element itself."""
    return [child for child in element.children if isinstance(child, str) and child.strip()]


def _is_main(run: str, main: Iterable[str]) -> bool:
    return any(
        run == words or text.is_short_for(run, words) or text.is_short_for(run.strip('"'), words.strip('"'))
        for words in main
    )


def _is_in(element: Element, *names: str) -> bool:
    return any(e.has(name) for e in (element, *element.above()) for name in names)


def _is_of_article(element: Element) -> bool:
    """Whether it is a part of an article that its page prints."""
    return any(e.has("bb-text") or _SENTENCE.fullmatch(e.attributes.get("id", "")) for e in (element, *element.above()))


def _own(element: Element, name: str) -> Iterator[Element]:
    """Elements of a class that belong to no line inside this one."""
    for child in element.children:
        if isinstance(child, Element) and not child.claim:
            if child.has(name):
                yield child
            else:
                yield from _own(child, name)


def _is_date(element: Element) -> bool:
    return "datetime" in element.attributes or "data-edtf" in element.attributes


def _dated(element: Element) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element) and not child.claim and not child.has("bb-cite"):
            if _is_date(child):
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


def missing_uses(wanted: Iterable[Use], shown: set[tuple[str, str, str, int]]) -> Iterator[Fault]:
    """Lines that ought to stand on a page with a sentence, and do not."""
    for use in sorted(set(wanted), key=lambda u: (u.page, u.anchor, u.source, u.sentence)):
        if (use.page, use.anchor, use.source, use.sentence) not in shown:
            yield (
                use.page,
                f"#{use.anchor} ({use.label})",
                f"is not there with sentence {use.sentence + 1} of {use.source}",
            )
