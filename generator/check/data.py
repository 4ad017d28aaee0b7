"""The published data as the check reads them: their shape, and nothing taken on trust."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

T = TypeVar("T")

_MOST = 1000  # sentences of one citation that are looked at; a damaged file may name any number


Precision = Literal["day", "month", "quarter", "season", "half", "year", "decade", "century", "period", "range"]
Basis = Literal[
    "stated",
    "weekday",
    "relative to the article",
    "relative to an event",
    "the article's own day",
    "inferred from the text",
    "inferred from other sources",
    "editor",
]


class Damaged(Exception):
    """A data file that is missing or has not the shape it ought to have; its text is for the user."""


class Date(msgspec.Struct, frozen=True, kw_only=True):
    """A day or a longer time that may be known in part: its first and last day, and the words that it was read from."""

    edtf: str
    earliest: dt.date
    latest: dt.date
    precision: Precision
    basis: Basis
    text: str
    zone: str | None


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of a source, or several in a row, as it is quoted."""

    source: str
    sentence: int
    quote: str
    last: int | None = None

    @property
    def sentences(self) -> range:
        """The indexes of the cited sentences, of a very long citation only the first ones."""
        last = self.sentence if self.last is None else self.last
        return range(self.sentence, min(last, self.sentence + _MOST) + 1)


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """One correction of the editor's, and why it was made."""

    what: str
    reason: str | None


class Record(msgspec.Struct, kw_only=True):
    """A record that the editor may correct, with the corrections."""

    edits: list[Edit] = []

    def edited(self, *kinds: str) -> bool:
        """Whether the editor set any of these right."""
        return any(edit.what.partition(":")[0] in kinds for edit in self.edits)


class Altered(msgspec.Struct, kw_only=True):
    """A sentence as a print has it and as its source does; "" where one of them has none."""

    was: str
    now: str


class Print(msgspec.Struct, kw_only=True):
    """A copy or an older version of a source: how many of its sentences stand there, and from what it was seen."""

    file: str
    fate: Literal["copy", "version"]
    outlet: str | None
    published: Date | None
    same: int
    sentences: int
    seen: str
    altered: list[Altered]
    editor: bool = False


class Source(Record, kw_only=True):
    """An article, with where its title comes from and what was in doubt when it was read."""

    id: str
    file: str
    title: str
    title_basis: Literal["headline", "lede", "editor"]
    outlet: str | None
    authors: list[str]
    published: Date | None
    url: str | None
    language: str
    words: int
    genre: str = "report"
    genre_seen: str = ""  # the words of the file that tell its genre
    sentences: int
    warnings: list[str]
    page: str
    paged: list[int] = msgspec.field(default_factory=list)  # the page of each sentence in its file
    updated: Date | None = None
    family: str = ""
    prints: list[Print] = msgspec.field(default_factory=list)


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """That an office begins or ends, and the sentence that says so."""

    what: Literal["from", "until", "former"]
    how: str
    date: Date | None
    citation: Citation
    by: str = ""


class Role(msgspec.Struct, kw_only=True):
    """An office of a person, with the published dates of the articles that tell it."""

    anchor: str
    title: str
    organisation: str | None
    country: str | None
    reported: list[Date]
    began: Date | None = msgspec.field(name="from")
    until: Date | None
    former: bool
    acting: bool
    elect: bool
    told: list[Told]
    citations: list[Citation]
    kind: str | None = None
    editor: bool = False

    @property
    def office(self) -> str:
        """Title and organisation; the title alone when it names the organisation already."""
        return (
            f"{self.title}, {self.organisation}"
            if self.organisation and self.organisation not in self.title
            else self.title
        )

    @property
    def in_time(self) -> str:
        """The office and, where it is over or not begun, until or from when; without the date where none is told."""
        if self.former and self.until:
            return f"{self.office} {'ended' if self.until.precision == 'range' else 'until'}"
        return f"{self.office}, former" if self.former else f"{self.office} from"


class Lookalike(msgspec.Struct, kw_only=True):
    """Somebody whose name looks the same."""

    name: str
    person: str | None
    may_be: bool
    why: str
    settle: str


class Person(Record, kw_only=True):
    """Somebody who has a page; an official is of a state or of several."""

    id: str
    name: str
    aliases: list[str]
    family: str | None
    country: str | None
    mentions: int
    evidence: list[str]
    lookalikes: list[Lookalike] = []
    roles: list[Role]
    official: bool = True
    sources: list[str]
    page: str

    @property
    def names(self) -> list[str]:
        """The full name, every other spelling, and the family name if there is one."""
        return [name for name in (self.name, *self.aliases, self.family) if name]


class Instead(msgspec.Struct, frozen=True, kw_only=True):
    """What took the place of a plan that is off."""

    text: str
    date: Date | None
    event: str | None


class Event(Record, kw_only=True):
    """Something that happened, is planned or ends at a time."""

    id: str
    anchor: str
    date: Date | None
    kind: Literal["occurred", "scheduled", "deadline"]
    cancelled: bool
    instead: Instead | None
    headline: str
    people: list[str]
    topics: list[str]
    salience: float
    confidence: float
    signs: list[str]
    citations: list[Citation]


class Denial(msgspec.Struct, frozen=True, kw_only=True):
    """The words by which an article denies a statement."""

    text: str
    citation: Citation


class Quotation(msgspec.Struct, kw_only=True):
    """Words given to somebody, in marks or not."""

    id: str
    anchor: str
    text: str
    kind: Literal["direct", "mixed", "indirect"]
    act: str
    speaker: str | None
    speaker_text: str
    others: list[str]
    via: str | None
    party: str | None
    cue: str | None
    lead: str
    hearer: str
    date: Date | None
    no_later_than: dt.date | None
    topics: list[str]
    citation: Citation
    also: list[Citation] = []
    joint: list[str] = []
    denied: Denial | None = None

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every place where it stands."""
        return self.citation, *self.also

    @property
    def cited(self) -> tuple[Citation, ...]:
        """Every sentence that must stand with it."""
        return (*self.citations, *((self.denied.citation,) if self.denied else ()))

    @property
    def parties(self) -> tuple[str, ...]:
        """Every party that says it."""
        return (*((self.party,) if self.party else ()), *self.joint)


class Figure(msgspec.Struct, kw_only=True):
    """A number with its unit; `value` is a plain decimal as text."""

    id: str
    anchor: str
    value: str
    unit: str
    text: str
    of: str
    by: str
    key: bool
    beside: str | None
    measure: str | None
    date: Date | None
    topics: list[str]
    citation: Citation


class Claim(Record, kw_only=True):
    """A line of a summary, of the open questions or of the bottom line."""

    anchor: str
    text: str
    date: Date | None
    citation: Citation
    posts: list[Citation] = []  # that give the posts in its brackets


class Standing(msgspec.Struct, kw_only=True):
    """What stands beside the bottom line; all but the figures by their ids."""

    due: list[str]
    figures: list[Claim]
    asks: list[str]
    disputed: list[str]


class OpenPoint(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that asks, and one that refuses it, by their ids."""

    ask: str
    refusal: str | None


class Topic(msgspec.Struct, kw_only=True):
    """A topic page: its lines, its people and its sources by their ids."""

    id: str
    title: str
    page: str
    description: str | None
    summary: list[Claim]
    open_questions: list[Claim]
    agreed: list[Claim]
    open_points: list[OpenPoint]
    people: list[str]
    sources: list[str]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every line that is its own."""
        return (*self.summary, *self.open_questions, *self.agreed)


class Contact(msgspec.Struct, kw_only=True):
    """Two people met, called, wrote to or hosted each other, or were to; `people` and `others` are ids."""

    anchor: str
    people: list[str]
    others: list[str]
    how: str
    status: Literal["", "planned", "called off"]
    date: Date | None
    place: str | None
    event: str | None
    citation: Citation


MeasureStatus = Literal[
    "threatened", "announced", "agreed", "decided", "in force", "paused", "cancelled", "missed", "expired"
]


class MeasureChange(msgspec.Struct, kw_only=True):
    """A state that a measure came to."""

    anchor: str
    date: Date | None
    status: MeasureStatus
    text: str
    citations: list[Citation]


class Measure(msgspec.Struct, kw_only=True):
    """Something that a side does, binds itself to or holds out; `disagreements` are ids of those that dispute it."""

    id: str
    anchor: str
    what: str
    by: str
    on: list[str]
    value: str
    unit: str
    status: MeasureStatus
    effective: Date | None
    history: list[MeasureChange]
    topics: list[str]
    disagreements: list[str]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every sentence that tells of it, each once, those of the oldest state first."""
        return tuple(dict.fromkeys(citation for change in self.history for citation in change.citations))

    @property
    def dated_by(self) -> tuple[Citation, ...]:
        """The first sentence that has the words of the day that it counts from."""
        words = self.effective.text if self.effective else ""
        return tuple(citation for citation in self.citations if words and words in citation.quote)[:1]


class Side(msgspec.Struct, kw_only=True):
    """What one source says in a disagreement."""

    anchor: str
    value: str
    citation: Citation


class Disagreement(Record, kw_only=True):
    """Two or more sources that say different things, and why they are held to differ."""

    id: str
    anchor: str
    about: str
    kind: Literal["contradiction", "superseded", "scope", "date-line", "name"]
    why: str
    events: list[str]
    topics: list[str]
    claims: list[Side]
    settled: str | None = None


class Abbreviation(Record, kw_only=True):
    """The long form of a short one, and the sentence that gives it."""

    anchor: str
    expansion: str
    citation: Citation


class Problem(msgspec.Struct, kw_only=True):
    """A file that was not read (`lost`) or was read with a doubt."""

    file: str
    reason: str
    lost: bool


class File(msgspec.Struct, kw_only=True):
    """What became of a file of seeds/, or of one article in a file that holds several."""

    file: str
    fate: str
    source: str | None = None
    of: str | None = None
    reason: str = ""


class Unprofiled(msgspec.Struct, kw_only=True):
    """Somebody who is named but has no page, and why."""

    name: str
    reason: str


class LeftOut(msgspec.Struct, kw_only=True):
    """Something that the editor took out, and why."""

    what: str
    reason: str


class Untold(msgspec.Struct, kw_only=True):
    """Why deeds with a date have no entry, and how many."""

    reason: str
    deeds: int


class Coverage(msgspec.Struct, kw_only=True):
    """What is missing from the book: unread files, people without a page, what the editor took out."""

    files: list[File]
    problems: list[Problem]
    unprofiled: list[Unprofiled]
    untold: list[Untold]
    left_out: list[LeftOut]


class Book(msgspec.Struct, kw_only=True):
    """All of book.json."""

    schema: int
    title: str
    description: str | None
    as_of: dt.date | None
    sources: list[Source]
    people: list[Person]
    events: list[Event]
    quotations: list[Quotation]
    figures: list[Figure]
    topics: list[Topic]
    disagreements: list[Disagreement]
    abbreviations: dict[str, Abbreviation]
    bottom_line: list[Claim]
    standing: Standing
    agreed: list[Claim]
    contacts: list[Contact]
    measures: list[Measure]
    coverage: Coverage


class Entry(Event, kw_only=True):
    """An event of timeline.json."""

    place: str | None
    page: str
    status: str | None


class Timeline(msgspec.Struct, kw_only=True):
    """All of timeline.json."""

    schema: int
    title: str
    as_of: dt.date | None
    events: list[Entry]


class Use(msgspec.Struct, kw_only=True):
    """A line of citations.json."""

    page: str
    anchor: str
    claim: str
    source: str
    sentence: int
    quote: str


class Edition(msgspec.Struct, kw_only=True):
    """A published state of the book, and how it differs from the one before; `counts` are changes by kind."""

    id: str
    as_of: dt.date | None
    first: bool
    holds: list[tuple[str, int]]
    counts: list[tuple[str, int]]
    changes: list[dict[str, Any]]


def read(path: Path, shape: type[T]) -> T:
    """A JSON file of that shape. Raises Damaged."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=shape)
    except FileNotFoundError as error:
        raise Damaged("there is no such file; run `briefing build`") from error
    except OSError as error:
        raise Damaged(f"cannot be read: {error.strerror}") from error
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Damaged(f"is damaged ({error}); run `briefing build`") from error


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file by the names of its columns. Raises Damaged."""
    try:
        with io.StringIO(path.read_bytes().decode("utf-8"), newline="") as lines:
            return [{str(key): str(value) for key, value in row.items()} for row in csv.DictReader(lines)]
    except FileNotFoundError as error:
        raise Damaged("there is no such file; run `briefing build`") from error
    except (OSError, ValueError, csv.Error) as error:
        raise Damaged(f"is damaged ({error}); run `briefing build`") from error


def read_calendar(path: Path) -> list[dict[str, str]]:
    """Name of a property -> its text, unfolded and unescaped: of an iCalendar file (its NAME), then of its events.
    Raises Damaged."""
    try:
        source = path.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise Damaged("there is no such file; run `briefing build`") from error
    except (OSError, ValueError) as error:
        raise Damaged(f"is damaged ({error}); run `briefing build`") from error
    unfolded = re.sub(r"\r?\n[ \t]", "", source)
    named = re.search(r"^X-WR-CALNAME:(.*?)\r?$", unfolded, re.MULTILINE)
    lines = unfolded.splitlines()
    outside = {
        line.partition(":")[0]
        for line in re.sub(r"BEGIN:VEVENT\n.*?\nEND:VEVENT\n?", "", "\n".join(lines), flags=re.DOTALL).split("\n")
    }
    return [{"NAME": _unescaped(named[1]) if named else "", "OF": " ".join(sorted(outside - {""}))}, *_entries(lines)]


def _unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def _entries(lines: list[str]) -> Iterator[dict[str, str]]:
    entry: dict[str, str] | None = None
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            entry = {}
        elif line == "END:VEVENT" and entry is not None:
            yield entry
            entry = None
        elif entry is not None:
            name = name.partition(";")[0]
            entry[f"{name} again" if name in entry else name] = _unescaped(value)
