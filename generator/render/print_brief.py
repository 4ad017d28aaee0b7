"""The book on two sheets: the lines that matter most of what it has, each with the number of its sentence, and the
sources that they rest on.

No line is made for it: each stands on the pages too, where `briefing check` proves it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from ..model.book import Book, Citation, Claim, Disagreement, Measure, Person, PersonRole, Source, Statement
from ..model.book import TimelineEntry as Entry
from ..model.dates import OWN_DAY, Date
from ..model.text import record
from .base import index as indexes
from .base import measures, phrasing
from .base.index import Index
from .base.order import ACTS, by_weight, newest_first, source_numbers, worst_first
from .base.paper import Size, environment
from .base.show import main_role, office_in_time
from .base.timeline_pages import date_paths

SHEETS = 2
_MOST = 100  # lines; more do not stand on two sheets
_LONGEST, _LONGEST_NAME = 320, 90  # characters of a line, of a name or a title
_MARKS = 4  # of one line; what more there are is counted
_BEARING = ("asks", "offers")


@record
class BriefLine:
    """A line as it is printed: `before` and `after` are the book's own words around those of the sources."""

    text: str
    citations: tuple[Citation, ...]
    when: str = ""
    label: str = ""
    before: str = ""
    after: str = ""
    quoted: bool = False
    denied: Claim | None = None  # what the article itself says against it
    edited: bool = False

    @property
    def cited(self) -> tuple[Citation, ...]:
        """The sentences whose numbers stand in the line."""
        denial = (self.denied.citation,) if self.denied else ()
        return (*self.citations[:_MARKS], *denial)


@record
class Part:
    """Lines below one heading, the first first; `weight` is how soon they come on, beside those of other parts."""

    title: str
    lines: tuple[BriefLine, ...]
    known: int  # such lines in the book
    none: str  # what is said where there are no lines
    weight: int

    @property
    def left_out(self) -> int:
        """Lines that the book has and the two sheets have not."""
        return self.known - len(self.lines)


@record
class Brief:
    """What may be printed, or with `cut` what is."""

    book: Book
    parts: tuple[Part, ...]
    numbers: dict[str, int]

    @property
    def order(self) -> tuple[tuple[int, int], ...]:
        """Every line, as part and place in it: the weightier first."""
        places = [(part, place) for part, held in enumerate(self.parts) for place in range(len(held.lines))]
        return tuple(sorted(places, key=lambda at: ((at[1] + 1) / self.parts[at[0]].weight, at)))[:_MOST]

    @property
    def sources(self) -> tuple[Source, ...]:
        """Those that the lines rest on, by number."""
        cited = {citation.source for part in self.parts for line in part.lines for citation in line.cited}
        return tuple(sorted((s for s in self.book.sources if s.id in cited), key=lambda s: self.numbers[s.id]))


def compose(book: Book) -> Brief:
    """Every line that the two sheets may hold."""
    paths = date_paths(book.events, book.quotations)
    index = indexes.build(book, lambda event: paths(event.date))
    parts = (_standing(index), _due(index), _measures(index), _asks(index), _differing(index), _people(index))
    return Brief(book=index.book, parts=parts, numbers=source_numbers(book.sources))


def cut(brief: Brief, most: int) -> Brief:
    """With so many lines, those that weigh most."""
    kept = set(brief.order[:most])
    parts = tuple(
        dataclasses.replace(part, lines=tuple(line for at, line in enumerate(part.lines) if (number, at) in kept))
        for number, part in enumerate(brief.parts)
    )
    return dataclasses.replace(brief, parts=parts)


def html(brief: Brief, *, size: Size = "A4") -> str:
    """The document, which loads paper/fonts beside it and no more."""
    published = [s.published for s in brief.book.sources if s.published and s.published.precision != "range"]
    text: str = (
        environment()
        .get_template("brief.html.j2")
        .render(
            brief=brief,
            book=brief.book,
            size=size,
            mark=lambda citation: _mark(brief, citation),
            most_marks=_MARKS,
            longest_name=_LONGEST_NAME,
            period=phrasing.span(min(d.earliest for d in published), max(d.latest for d in published), " to ")
            if published
            else None,
        )
    )
    return text


def _mark(brief: Brief, citation: Citation) -> str:
    """The number of the source, and that of the sentence on the source's page."""
    last = "" if citation.last is None else f"–{citation.last + 1}"
    return f"{brief.numbers[citation.source]}:{citation.sentence + 1}{last}"


def _standing(index: Index) -> Part:
    lines = tuple(_claim(index, claim) for claim in index.book.bottom_line)
    return Part(
        title="Where it stands",
        lines=lines,
        known=len(lines),
        none="The program found no sentence that sums it up.",
        weight=8,
    )


def _claim(index: Index, claim: Claim) -> BriefLine:
    published = index.sources[claim.citation.source].published
    when = phrasing.describe(claim.date) if claim.date else ""
    return BriefLine(
        text=phrasing.shortened(claim.text, _LONGEST),
        citations=claim.citations,
        after=f"published {when}" if when and claim.date == published else when,
        edited=bool(claim.edits),
    )


def _due(index: Index) -> Part:
    """The next ones that the front page has first, then every other that may still come."""
    first = {identifier: place for place, identifier in enumerate(index.book.standing.due)}
    ahead = [e for e in index.planned if phrasing.status(e.date, index.book.as_of) != "passed"]
    ordered = sorted(ahead, key=lambda entry: first.get(entry.id, len(first)))
    return Part(
        title="Deadlines and plans",
        lines=tuple(_entry(index, entry) for entry in ordered),
        known=len(ordered),
        none="The program found no deadline or plan ahead in these sources.",
        weight=5,
    )


def _entry(index: Index, entry: Entry) -> BriefLine:
    return BriefLine(
        text=phrasing.shortened(entry.headline, _LONGEST),
        citations=entry.citations,
        when=phrasing.describe(entry.date) if entry.date else "",
        label="deadline" if entry.kind == "deadline" else "scheduled",
        after=_distance(entry.date, index),
        edited=bool(entry.edits),
    )


def _distance(date: Date | None, index: Index) -> str:
    status = phrasing.status(date, index.book.as_of) or ""
    return ", ".join(part for part in (status, phrasing.distance(date, index.book.as_of)) if part)


def _measures(index: Index) -> Part:
    found = measures.by_standing(index.book.measures)
    return Part(
        title="Measures and commitments",
        lines=tuple(_measure(measure) for measure in found),
        known=len(found),
        none="The program found no measure or commitment in these sources.",
        weight=5,
    )


def _measure(measure: Measure) -> BriefLine:
    told = (
        f"by {measure.by}" if measure.by else "",
        f"on {', '.join(measure.on)}" if measure.on else "",
        measures.amount(measure.value, measure.unit),
        _counts_from(measure),
        "sources differ" if measure.disagreements else "",
    )
    return BriefLine(
        text=phrasing.shortened(measure.what, _LONGEST),
        citations=measures.witnesses(measure),
        label=measure.status,
        after=phrasing.shortened("; ".join(part for part in told if part), _LONGEST),
    )


def _counts_from(measure: Measure) -> str:
    """Of a paused measure the day is the one until which it rests."""
    if measure.effective is None:
        return ""
    joint = "until" if measure.status == "paused" else "from"
    day = phrasing.describe(measure.effective)
    return f"{joint} a day {day}" if measure.effective.precision == "range" else f"{joint} {day}"


def _asks(index: Index) -> Part:
    """Those that the front page has first, then the newest."""
    first = {identifier: place for place, identifier in enumerate(index.book.standing.asks)}
    bearing = newest_first(index, [q for q in index.book.quotations if q.act in _BEARING])
    others = [q for q in index.book.quotations if q.id in first and q.act not in _BEARING]
    ordered = sorted([*others, *bearing], key=lambda q: first.get(q.id, len(first)))
    return Part(
        title="Asks and offers",
        lines=tuple(_statement(index, said) for said in ordered),
        known=len(ordered),
        none="The program found no ask or offer in these sources.",
        weight=5,
    )


def _statement(index: Index, said: Statement) -> BriefLine:
    speakers = [index.people[one].name for one in (said.speaker, *said.others) if one in index.people]
    told = " and ".join(speakers) or said.speaker_text or "speaker not named"
    speaker = phrasing.shortened(told, _LONGEST_NAME)
    party = " and ".join(party for party in said.parties if party not in (told, said.speaker_text))
    words = phrasing.bare_quote(said.text) if said.kind == "direct" else said.text
    via = f"as told by {index.people[said.via].name}" if said.via in index.people else ""
    return BriefLine(
        text=phrasing.shortened(words, _LONGEST),
        citations=said.citations,
        label=ACTS.get(said.act, "says").lower(),
        before=f"{speaker} {phrasing.shortened(said.lead, _LONGEST_NAME)}" if said.lead else f"{speaker}:",
        after="; ".join(part for part in (party, _said_when(index, said), via) if part),
        quoted=said.kind == "direct",
        denied=said.denied,
    )


def _said_when(index: Index, said: Statement) -> str:
    published = index.sources[said.citation.source].published
    if said.date and said.date.basis != OWN_DAY:
        return f"said {phrasing.describe(said.date)}"
    if published is None:
        return "in an undated article"
    return f"{'reported' if said.date else 'published'} {phrasing.describe(published)}"


def _differing(index: Index) -> Part:
    found = worst_first(index.book.disagreements)
    return Part(
        title="Where sources differ",
        lines=tuple(_disagreement(one) for one in found),
        known=len(found),
        none="The program found no disagreement between the sources.",
        weight=2,
    )


def _disagreement(one: Disagreement) -> BriefLine:
    values = " or ".join(dict.fromkeys(phrasing.value(claim.value) for claim in one.claims))
    return BriefLine(
        text=phrasing.shortened(one.about, _LONGEST),
        citations=tuple(dict.fromkeys(claim.citation for claim in one.claims)),
        after=phrasing.shortened(values, _LONGEST) + ("; settled by the editor" if one.settled else ""),
        edited=bool(one.edits),
    )


def _people(index: Index) -> Part:
    """Only those whose office a sentence tells."""
    found = by_weight(index.book.people)
    held = [(person, role) for person in found if (role := main_role(person)) and role.citations]
    return Part(
        title="Who is who",
        lines=tuple(_person(person, role) for person, role in held),
        known=len(found),
        none="The program found nobody with an office.",
        weight=8,
    )


def _person(person: Person, role: PersonRole) -> BriefLine:
    country = person.country if person.country and person.country not in role.title else ""
    return BriefLine(
        text=phrasing.shortened(person.name, _LONGEST_NAME),
        citations=tuple(dict.fromkeys((*role.citations[:1], *_of_its_time(role)))),
        after=phrasing.shortened(", ".join(part for part in (office_in_time(role), country) if part), _LONGEST),
        edited=bool(person.edits),
    )


def _of_its_time(role: PersonRole) -> Iterable[Citation]:
    """The sentence that tells that an office is over, or has not begun."""
    if role.status == "former":
        return [role.until.citation] if role.until else [role.called_former] if role.called_former else []
    return [role.since.citation] if role.status == "ahead" and role.since else []


def counted(whole: Brief, printed: Brief) -> str:
    """How many lines are printed, of how many, for whoever started it."""

    def lines(parts: Sequence[Part]) -> int:
        return sum(len(part.lines) for part in parts)

    return f"{lines(printed.parts)} of {phrasing.counted(lines(whole.parts), 'line')}"
