"""Every line that the data hold, by the permanent id that it has on the pages, with what may be shown of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ..model.text import record
from ..rules.load import load
from ..rules.types.check import CHECK_PHRASES, CHECK_WORDS
from . import dates
from .data import (
    Abbreviation,
    Book,
    Citation,
    Claim,
    Contact,
    Date,
    Disagreement,
    Edit,
    Event,
    Figure,
    Measure,
    MeasureChange,
    Person,
    Quotation,
    Role,
    Side,
    Source,
    Timeline,
    Topic,
)
from .pages import whole_of


@record
class Line:
    """`main` are the words of which one must be shown, whole or its beginning; `pieces` are what else may stand beside
    them."""

    kind: str
    anchor: str
    citations: tuple[Citation, ...]
    main: tuple[str, ...]
    pieces: frozenset[str]
    dates: tuple[Date, ...]  # that may be shown with it
    speakers: tuple[str, ...] = ()  # of whose names one must be shown, but on the speaker's own page
    label: str = ""  # class of its badge
    raw: tuple[str, ...] = ()  # other forms of `main`, for programs
    kept_with: str = ""  # words that stand with it wherever it stands
    beside: tuple[Citation, ...] = ()  # of which one may stand beside the first where that stands alone
    edit: str = ""  # what is corrected where it is wrong: a kind of line, and the id where that is another's
    read: tuple[str, str] | None = None  # the sign beside its date, and how that was come by


@record
class Use:
    """A line on a page, and a sentence that it rests on there; what citations.json holds."""

    page: str
    anchor: str
    source: str
    sentence: int
    label: str


class Lines:
    """All lines of a book. What reads `book` alone is kept for one look."""

    def __init__(self, book: Book, timeline: Timeline) -> None:
        self.book = book
        self.people = {person.id: person for person in book.people}
        self.topics = {topic.id: topic for topic in book.topics}
        self.sources = {source.id: source for source in book.sources}
        self.pages = {entry.id: whole_of(entry.page) for entry in timeline.events}
        self.places = {entry.id: entry.place for entry in timeline.events}
        self._headlines: dict[str, list[Event]] = {}
        for event in book.events:
            self._headlines.setdefault(event.headline, []).append(event)
        self.by_anchor: dict[str, list[Line]] = {}
        for line in self._all():
            self.by_anchor.setdefault(line.anchor, []).append(line)

    def _all(self) -> Iterator[Line]:
        book = self.book
        for claim in (
            *book.bottom_line,
            *book.standing.figures,
            *book.agreed,
            *(c for topic in book.topics for c in topic.claims),
        ):
            yield self._claim(claim)
        yield from map(self._event, book.events)
        yield from map(self._quotation, book.quotations)
        yield from map(self._figure, book.figures)
        yield from map(self._contact, book.contacts)
        for differing in book.disagreements:
            yield self._disagreement(differing)
            yield from (self._side(side, differing) for side in differing.claims)
        for measure in book.measures:
            yield self._measure(measure)
            yield from (self._change(change, measure) for change in measure.history)
        for person in book.people:
            yield from (self._role(person, role) for role in person.roles)
        yield from (self._abbreviation(short, entry) for short, entry in book.abbreviations.items())

    # One function for each kind of line

    def _claim(self, claim: Claim) -> Line:
        return Line(
            kind="claim",
            edit=self._told_by(claim),
            anchor=claim.anchor,
            citations=(claim.citation, *claim.posts),
            main=(claim.text,),
            pieces=frozenset(edits(claim.edits)),
            label="editor" if claim.edits else "",
            dates=_known(claim.date),
        )

    def _told_by(self, claim: Claim) -> str:
        """The event whose headline a claim is, with one of its sentences; else itself."""
        events = self._headlines.get(claim.text, ())
        same = (e for e in events if any(_place(c) == _place(claim.citation) for c in e.citations))
        found = next(same, None)
        return f"event {found.anchor}" if found else "claim"

    def _event(self, event: Event) -> Line:
        shown = {dates.status(event.date, self.book.as_of) or ""}
        if distance := dates.distance(event.date, self.book.as_of):
            shown |= {f"{dates.status(event.date, self.book.as_of)}, {distance}"}
        shown |= {self.people[p].name for p in event.people if p in self.people}
        shown |= {self.topics[t].title for t in event.topics if t in self.topics}
        label = badge_of(event)
        shown |= {str(load(CHECK_PHRASES).badges.get(label, ""))}
        shown |= {f"{load(CHECK_PHRASES).instead} {what_instead(event)}"} if event.instead else set()
        shown |= set(edits(event.edits))
        return Line(
            kind="event",
            edit="event",
            read=self._read(event.date, event.citations),
            anchor=event.anchor,
            citations=tuple(event.citations),
            main=(event.headline,),
            pieces=frozenset(shown - {""}),
            dates=_known(event.date),
            label=label,
        )

    def _quotation(self, said: Quotation) -> Line:
        names = [self.people[p].name for p in (said.speaker, *said.others) if p in self.people]
        via = [self.people[said.via].name] if said.via in self.people else []
        source = self.sources.get(said.citation.source)
        parties = (*said.parties, " and ".join(said.parties))
        denial = f"“{bare(said.denied.text)}”" if said.denied else ""
        by_word = said.date is not None and said.date.basis != "the article's own day"
        return Line(
            kind="quotation",
            edit="statement",
            anchor=said.anchor,
            citations=said.cited,
            main=tuple(dict.fromkeys((f"“{bare(said.text)}”",) if said.kind == "direct" else (said.text,))),
            pieces=frozenset(filter(None, (said.lead, *names, *via, *parties, denial, said.speaker_text))),
            dates=_known(said.date if by_word else source.published if source else None),
            label=said.kind,
            raw=(said.text,),
            kept_with=denial,
            speakers=(self.people[said.speaker].name,)
            if said.speaker in self.people
            else (said.speaker_text or unnamed(),),
        )

    def _figure(self, figure: Figure) -> Line:
        topics = [self.topics[t].title for t in figure.topics if t in self.topics]
        return Line(
            kind="figure",
            edit="figure",
            anchor=figure.anchor,
            citations=(figure.citation,),
            main=(figure.text,),
            pieces=frozenset(
                (figure.unit, figure.of, figure.by, *topics, f"“{figure.citation.quote}”", figure.citation.quote)
            ),
            dates=_known(figure.date, *(one.effective for one in self.book.measures if one.id == figure.measure)),
        )

    def _contact(self, contact: Contact) -> Line:
        source = self.sources.get(contact.citation.source)
        names = [self.people[p].name for p in contact.people if p in self.people]
        names += [self.people[p].name for p in contact.others if p in self.people]
        nouns = load(CHECK_PHRASES).contact_nouns
        told = load(CHECK_PHRASES).contact_status.get(contact.how, {}).get(contact.status, contact.how)
        beside = filter(None, (contact.status, contact.place))
        return Line(
            kind="contact",
            edit="contact",
            anchor=contact.anchor,
            citations=(contact.citation,),
            main=(f"“{contact.citation.quote}”",),
            pieces=frozenset((*names, *beside, told, str(nouns.get(contact.how, contact.how)))),
            dates=_known(contact.date or (source.published if source else None)),
            label=contact.how,
        )

    def _measure(self, measure: Measure) -> Line:
        told = (measure.by, *measure.on, "; ".join(measure.on), sum_of(measure), measure.status)
        return Line(
            kind="measure",
            edit="measure",
            read=self._read(measure.effective, measure.dated_by),
            anchor=measure.anchor,
            citations=measure.citations,
            main=(measure.what,),
            pieces=frozenset(filter(None, told)),
            dates=_known(measure.effective),
            label=measure.status,
        )

    def _change(self, change: MeasureChange, of: Measure) -> Line:
        return Line(
            kind="change",
            edit=f"measure {of.anchor}",
            read=self._read(change.date, change.citations),
            anchor=change.anchor,
            citations=tuple(change.citations),
            main=(change.text,),
            pieces=frozenset((change.status,)),
            dates=_known(change.date),
            label=change.status,
        )

    def _disagreement(self, differing: Disagreement) -> Line:
        kind = str(load(CHECK_PHRASES).kinds.get(differing.kind, differing.kind))
        settled = {value(differing.settled), *edits(differing.edits)} if differing.settled else set()
        return Line(
            kind="disagreement",
            edit="disagreement",
            anchor=differing.anchor,
            citations=tuple(side.citation for side in differing.claims),
            main=(differing.about,),
            pieces=frozenset((*(value(side.value) for side in differing.claims), kind, *settled)),
            dates=(),
            label=differing.kind,
        )

    def _side(self, side: Side, of: Disagreement) -> Line:
        source = self.sources.get(side.citation.source)
        about = (source.title, source.outlet or "") if source else ()
        return Line(
            kind="side",
            edit=f"disagreement {of.anchor}",
            anchor=side.anchor,
            citations=(side.citation,),
            main=(value(side.value),),
            pieces=frozenset((f"“{side.citation.quote}”", *about)),
            dates=_known(source.published if source else None),
        )

    def _role(self, person: Person, role: Role) -> Line:
        return Line(
            kind="role",
            edit=f"role {person.id}",
            anchor=role.anchor,
            citations=(*role.citations, *(told.citation for told in role.told)),
            main=(role.title, role.office),
            pieces=frozenset(
                filter(
                    None,
                    (
                        *(person.name, role.organisation, role.country, person.country, *edits(person.edits)),
                        *(self.people[told.by].name for told in role.told if told.by in self.people),
                    ),
                )
            ),
            dates=(*role.reported, *_dates_told(role, self.sources)),
            beside=tuple(told.citation for told in role.told),
            label="editor" if role.editor else "",
        )

    def _abbreviation(self, short: str, entry: Abbreviation) -> Line:
        return Line(
            kind="abbreviation",
            edit=f"abbreviation {short}",
            anchor=entry.anchor,
            citations=(entry.citation,),
            main=(entry.expansion,),
            pieces=frozenset((short, *edits(entry.edits))),
            dates=(),
        )

    def _read(self, date: Date | None, citations: Sequence[Citation]) -> tuple[str, str] | None:
        """The sign beside a date, and how that was come by."""
        return (dates.sign(date), self.basis(date, citations)) if date else None

    def basis(self, date: Date | None, citations: Sequence[Citation]) -> str:
        """How a date was come by, as a line of the timeline tells it."""
        phrases = load(CHECK_PHRASES).basis
        if date is None:
            return ""
        if date.basis == "editor":
            return str(phrases["editor"])
        if date.basis == "the article's own day":
            return f"{phrases['reported']} {dates.day(date.latest)}"
        words = " ".join(date.text.split())
        source = self.sources.get(citations[0].source) if citations else None
        parts = [f"“{words}”"] if words else []
        if citations and date.basis != "stated":
            parts.append(of_article(source))
        if date.zone:
            parts.append(f"{date.zone} {phrases['zone']}")
        reason = "" if date.basis in ("weekday", "relative to the article") and words else date.basis
        return ": ".join(filter(None, (reason, ", ".join(parts))))

    # What citations.json must hold

    def uses(self) -> Iterator[Use]:
        """Every line at its own place, with each sentence that it rests on."""
        book = self.book
        yield from _uses_of_claims(book)
        for topic in book.topics:
            yield from _uses_of_topic(topic)
        for event in book.events:
            when = dates.describe(event.date) if event.date else str(load(CHECK_WORDS).no_date)
            yield from _uses(self.pages.get(event.id, "timeline.md"), event.anchor, "event", when, *event.citations)
        for said in book.quotations:
            yield from self._uses_of_quotation(said)
        for figure in book.figures:
            yield from _uses("figures.md", figure.anchor, "figure", figure.text, figure.citation)
        for differing in book.disagreements:
            yield from _uses_of_disagreement(differing)
        for measure in book.measures:
            yield from _uses("measures.md", measure.anchor, "measure", measure.what, *measure.citations)
        for person in book.people:
            yield from _uses_of_person(person)
        for short, entry in book.abbreviations.items():
            yield from _uses("glossary.md", entry.anchor, "abbreviation", short, entry.citation)
        for contact in book.contacts:
            yield from self._uses_of_contact(contact)

    def _uses_of_contact(self, contact: Contact) -> Iterator[Use]:
        for person in (self.people[identifier] for identifier in contact.people if identifier in self.people):
            yield from _uses(person.page, contact.anchor, "contact", person.name, contact.citation)

    def _uses_of_quotation(self, said: Quotation) -> Iterator[Use]:
        for topic in said.topics:
            if topic in self.topics:
                yield from _uses(
                    self.topics[topic].page, said.anchor, "position", self.topics[topic].title, *said.cited
                )
        if said.speaker in self.people and said.speaker is not None:
            person = self.people[said.speaker]
            yield from _uses(person.page, said.anchor, "statement", person.name, *said.cited)
        else:
            first, _, rest = said.speaker_text.partition(" ")
            opening = first in load(CHECK_WORDS).openings
            words = f"{first[:1].lower()}{first[1:]} {rest}".strip() if opening else said.speaker_text
            yield from _uses("coverage.md", said.anchor, "unnamed", words or str(load(CHECK_WORDS).nobody), *said.cited)


def _dates_told(role: Role, sources: Mapping[str, Source]) -> Iterator[Date]:
    """When an office begins and ends, or the day of the article that calls somebody a former holder."""
    for told in role.told:
        source = sources.get(told.citation.source)
        yield from filter(None, (told.date, source.published if source and told.what == "former" else None))


@cache
def _label(kind: str) -> str:
    return str(load(CHECK_WORDS).labels[kind])


def _uses(page: str, anchor: str, kind: str, named: str, *citations: Citation) -> Iterator[Use]:
    label = _label(kind).replace("{page}", named)
    for citation in citations:
        for sentence in citation.sentences:
            yield Use(page=page, anchor=anchor, source=citation.source, sentence=sentence, label=label)


def _uses_of_claims(book: Book) -> Iterator[Use]:
    """The lines that belong to no topic."""
    for claim in (*book.bottom_line, *book.standing.figures):
        yield from _uses("index.md", claim.anchor, "where it stands", "", claim.citation, *claim.posts)
    for claim in book.agreed:
        yield from _uses("topics/questions.md", claim.anchor, "agreed elsewhere", "", claim.citation)


def _uses_of_topic(topic: Topic) -> Iterator[Use]:
    lines = (("summary", topic.summary), ("open question", topic.open_questions), ("agreement", topic.agreed))
    for kind, claims in lines:
        for claim in claims:
            yield from _uses(topic.page, claim.anchor, kind, topic.title, claim.citation)


def _uses_of_disagreement(differing: Disagreement) -> Iterator[Use]:
    for side in differing.claims:
        yield from _uses("disagreements.md", side.anchor, "side", differing.about, side.citation)


def _uses_of_person(person: Person) -> Iterator[Use]:
    for role in person.roles:
        cited = dict.fromkeys((*role.citations, *(told.citation for told in role.told)))
        yield from _uses(person.page, role.anchor, "role", person.name, *cited)


def _place(citation: Citation) -> tuple[str, int, int | None]:
    return citation.source, citation.sentence, citation.last


def _known(*given: Date | None) -> tuple[Date, ...]:
    return tuple(date for date in given if date)


def unnamed() -> str:
    """What a page shows for a speaker of whom the source says nothing."""
    return str(load(CHECK_PHRASES).unnamed)


def of_article(source: Source | None) -> str:
    """What stands beside a claim that has no date but its article's: "article of ...", "undated article"."""
    phrases: Mapping[str, str] = load(CHECK_PHRASES).basis
    if source is None or source.published is None:
        return phrases["undated"]
    of = phrases["of"] if source.published.precision == "day" else phrases["published"]
    return f"{of} {dates.describe(source.published)}"


def what_instead(event: Event) -> str:
    """What a page shows for what took the place of a plan: its new day, else the words; "" for nothing."""
    if event.instead is None:
        return ""
    return event.instead.text if event.instead.date is None else dates.describe(event.instead.date)


def badge_of(event: Event) -> str:
    """The class of its badge; empty for what has happened."""
    if event.cancelled:
        return "cancelled"
    return "" if event.kind == "occurred" else event.kind


def edits(done: Sequence[Edit]) -> Iterator[str]:
    """What a page may say of the editor's corrections: each part, and the whole line."""
    parts = [f"{_told(edit.what)} ({edit.reason})" if edit.reason else _told(edit.what) for edit in done]
    yield from parts
    if parts:
        yield "; ".join(parts)
        yield from filter(None, (edit.reason for edit in done))
        yield "; ".join(filter(None, (edit.reason for edit in done)))


def _told(what: str) -> str:
    """A correction in words: a date that the editor gave is read from its code."""
    key, _, code = what.partition(": ")
    if key not in ("date", "published", "settled"):
        return what
    known = [dates.of_code(one) for one in code.strip("[]").replace("..", "/").split("/")]
    if None in known or len(known) > 2:
        return what
    joint = " and " if code.startswith("[") else " to "
    return f"{key}: {'between ' if code.startswith('[') else ''}{joint.join(filter(None, known))}"


def amount(value: str) -> str:
    """
    >>> amount("1500000.5")
    '1,500,000.5'
    """
    whole, dot, rest = value.lstrip("-").partition(".")
    sign = "-" if value.startswith("-") else ""
    return f"{sign}{int(whole):,}{dot}{rest}" if whole.isdigit() and len(whole) <= 40 else value


_SCALES = {"trillion": 12, "billion": 9, "million": 6}  # and the zeros that each has


def sum_of(measure: Measure) -> str:
    """A rate or a sum as a page has it: "25 percent", "KRW 1.52 trillion"; "" for none."""
    if not measure.value:
        return ""
    if not (len(measure.unit) == len("EUR") and measure.unit.isascii() and measure.unit.isupper()):
        return f"{amount(measure.value)} {measure.unit}".rstrip()
    return f"{measure.unit} {_scaled(measure.value)}"


def _scaled(value: str) -> str:
    """A sum in the largest scale that leaves a whole number before the point and two digits at most behind it."""
    digits, _, rest = value.lstrip("-").partition(".")
    for name, zeros in _SCALES.items():
        whole, behind = digits[:-zeros], digits[-zeros:].rstrip("0")
        if whole and not rest.strip("0") and len(behind) <= 2:
            sign = "-" if value.startswith("-") else ""
            return f"{amount(sign + whole)}{'.' if behind else ''}{behind} {name}"
    return amount(value)


def value(claimed: str | None) -> str:
    """A day as a reader writes it, all else as it stands."""
    try:
        return dates.day(dt.date.fromisoformat(claimed)) if claimed and len(claimed) == 10 else claimed or ""
    except ValueError:
        return claimed or ""


def bare(words: str) -> str:
    """Quoted words without the marks around them."""
    inner = words.strip()
    if len(inner) > 1 and inner[0] in "\"“”'‘«" and inner[-1] in "\"”“'’»":
        inner = inner[1:-1]
    elif inner[:1] in ("“", '"') and not any(mark in inner[1:] for mark in '”"'):
        inner = inner[1:]
    return inner.strip().removesuffix(",")
