"""The book: everything that the pages show, merged from all articles. Ids are stable and unique."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from .article import Genre, ParagraphKind, Print, TitleBasis
from .dates import Date
from .findings import POST_KINDS, ContactStatus, EventKind, MeasureStatus, PostKind, QuotationKind, StatementAct
from .source_files import Problem, SourceFile
from .text import Packed, Span, record

PICTURED = "told by a picture"  # a sign of an entry: only a caption tells it

DisagreementKind = Literal["contradiction", "superseded", "scope", "date-line", "name"]
RoleStatus = Literal["", "former", "acting", "elect", "ahead"]  # "ahead": it begins after the book's date
MarkKind = Literal["person", "date", "quotation", "figure"]


@record
class Citation:
    """A sentence of a source, or several in a row, as a reader sees them."""

    source: str  # Source.id
    sentence: int  # index among the source's sentences
    quote: str  # the exact sentence or sentences, a space between two
    last: int | None = None  # index of the last one, only where there are several

    @property
    def sentences(self) -> range:
        """The indexes of the cited sentences among the source's."""
        return range(self.sentence, (self.sentence if self.last is None else self.last) + 1)


@record
class Edit:
    """What the editor set right, and why."""

    what: str  # "country: Norland"
    reason: str | None


@record
class Claim:
    """One line of the book: words of a source, shortened by leaving out, and where they stand."""

    text: str
    citation: Citation
    date: Date | None = None
    edits: tuple[Edit, ...] = ()  # of the event that it tells
    posts: tuple[Citation, ...] = ()  # sentences that give the posts put in brackets, in the order of the brackets

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every sentence that it rests on, each once."""
        return tuple(dict.fromkeys((self.citation, *self.posts)))


@record
class Choice:
    """A line that a chooser took or left, and why; for whoever asks, not published."""

    part: str  # of the book: "where it stands"
    text: str
    taken: bool
    why: str


@record
class Mark:
    """A stretch of a passage, and what was understood by it. A field stays empty where it says nothing of the kind."""

    span: Span  # in Passage.text
    kind: MarkKind
    person: str | None = None  # Person.id of who is meant or speaks, where they have a profile
    name: str = ""  # who is meant or speaks, as the article has it
    date: Date | None = None  # None with a `value` for a length of time
    value: str = ""  # of a figure: a plain decimal; of a length of time: TIMEX3
    unit: str = ""  # of a figure
    again: bool = False  # a length of time that comes again: "a year"
    quoted: QuotationKind | None = None
    ends: bool = True  # false where it goes on in the next passage


@record
class Passage:
    """A paragraph of a source, as it stands there."""

    kind: ParagraphKind
    text: str
    sentences: tuple[tuple[int, Span], ...]  # index among the source's sentences, place in `text`
    marks: tuple[Mark, ...]  # sorted by place; only quotations hold or cross others


@record
class Source:
    """An article of the book."""

    id: str
    file: str
    title: str
    title_basis: TitleBasis
    outlet: str | None
    authors: tuple[str, ...]
    published: Date | None
    url: str | None
    language: str
    words: int
    sentences: tuple[str, ...]  # every sentence of the kept text, in order
    genre: Genre = "report"
    genre_seen: str = ""  # the words of the file that say so; "" for a report
    paged: tuple[int, ...] = ()  # of a paged file, the page of each sentence from 1
    passages: tuple[Passage, ...] = ()  # its paragraphs, when the book prints its sources whole
    warnings: tuple[str, ...] = ()
    weight: float = 1.0  # how much it counts, as the editor sees it
    edits: tuple[Edit, ...] = ()
    updated: Date | None = None  # the day of its last update, when that was some days after it was published
    prints: tuple[Print, ...] = ()  # articles that are copies or older versions of it, no sources of their own
    family: str = ""  # the id of the source that stands for all that share its text; its own where it shares none


@record
class Turn:
    """That an office begins or ends, as a sentence tells it."""

    date: Date | None  # None where it is told that it is so, and not since when
    how: str  # "resigned", "sworn in"
    citation: Citation
    by: str = ""  # the id of who came next, where only that is told


@record
class PersonRole:
    """An office that a person holds or held."""

    title: str
    organisation: str | None
    country: str | None
    first: Date | None  # published date of the first and last article that says so
    last: Date | None
    citations: tuple[Citation, ...]  # none for a role that only the editor gives
    kind: PostKind | None = None  # None for one that only the editor gives
    by_editor: bool = False  # the editor's word on what the person is
    status: RoleStatus = ""  # on the book's date
    since: Turn | None = None
    until: Turn | None = None  # of one who leaves, or is followed by another; its date may lie ahead
    called_former: Citation | None = None  # the latest sentence that calls the person a former one

    @property
    def sentences(self) -> tuple[Citation, ...]:
        """Those that give the office, then those that tell when it begins and ends, each once."""
        told = (self.since and self.since.citation, self.until and self.until.citation, self.called_former)
        return tuple(dict.fromkeys((*self.citations, *(cited for cited in told if cited))))


@record
class Lookalike:
    """Somebody whose name is or looks the same: who may be the same person, or is not."""

    name: str
    person: str | None  # Person.id, where they have a profile
    may_be: bool  # False: they are two
    why: str  # what speaks for it, or tells them apart
    settle: str  # the command that makes the two one; "" where they are two


@record
class Person:
    """A profile: somebody who holds or held a post; of a state or of several, where `official`."""

    id: str
    name: str
    aliases: tuple[str, ...]  # every other spelling seen, sorted
    family: str | None
    country: str | None
    roles: tuple[PersonRole, ...]
    sources: tuple[str, ...]
    mentions: int
    official: bool = True
    link_evidence: tuple[str, ...] = ()  # why spellings or bare surnames were taken for this person
    lookalikes: tuple[Lookalike, ...] = ()
    edits: tuple[Edit, ...] = ()

    @property
    def kind(self) -> PostKind | None:
        """The kind of post that the person is listed under; None where no role is a post."""
        return min(
            (role.kind for role in self.roles if role.kind and role.kind != "job"), key=POST_KINDS.index, default=None
        )


@record
class Instead:
    """What took the place of a plan that is off, as a cited sentence of its entry has it."""

    text: str  # "9 May", "a video call"
    date: Date | None = None  # its new day
    event: str | None = None  # id of the entry that tells of that day


@record
class TimelineEntry:
    """Events agreed to be one."""

    id: str
    date: Date | None
    kind: EventKind
    headline: str
    people: tuple[str, ...]
    topics: tuple[str, ...]
    salience: float  # 0 to 1
    place: str | None
    citations: tuple[Citation, ...]
    pinned: bool = False  # the editor wants it seen first
    cancelled: bool = False  # a plan that a source calls off or puts off
    instead: Instead | None = None  # only of such a plan
    confidence: float = 1.0  # 0 to 1: how sure its date and its headline are
    signs: tuple[str, ...] = ()  # names of what was seen for and against it
    edits: tuple[Edit, ...] = ()


@record
class Statement:
    """Words given to somebody; a quotation of the published data."""

    id: str
    text: str
    kind: QuotationKind
    speaker: str | None
    speaker_text: str
    via: str | None
    cue: str | None
    date: Date | None  # when it was said, by a word or as news of the article's own day; the source's date is another
    topics: tuple[str, ...]
    party: str | None  # country or organisation that the speaker speaks for
    others: tuple[str, ...] = ()  # people who say it with the speaker
    no_later_than: dt.date | None = None  # the last day on which it can have been said; None for an undated article
    act: StatementAct = "says"  # what is done by saying it
    hearer: str = ""  # whom it is said to, as the source has it; "" where it tells nobody
    lead: str = ""  # the source's words from the cue to what it leads to: "told reporters"; "" when the cue follows
    citation: Citation
    also: tuple[Citation, ...] = ()  # where further sources have the same words of the same speaker
    joint: tuple[str, ...] = ()  # further parties that say it together with the first
    denied: Claim | None = None  # the words by which the author of an article denies or corrects it

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every place where it stands, that of the earliest source first."""
        return self.citation, *self.also

    @property
    def cited(self) -> tuple[Citation, ...]:
        """Every sentence that stands with it on a page."""
        return (*self.citations, *((self.denied.citation,) if self.denied else ()))

    @property
    def parties(self) -> tuple[str, ...]:
        """Every party that says it; none where no party is known."""
        return (*((self.party,) if self.party else ()), *self.joint)


@record
class KeyFigure:
    """A number that the book shows; `value` is a plain decimal as text."""

    id: str
    value: str
    unit: str
    text: str
    date: Date | None
    topics: tuple[str, ...]
    citation: Citation
    of: str = ""  # what it measures, in words of its sentence
    by: str = ""  # who does it, likewise
    key: bool = False  # a sum, a share, a toll or a great count; no length of a call, no number of meetings
    beside: str = ""  # id of the figure that tells the same sum in another currency
    measure: str = ""  # id of the measure whose rate or sum it is

    @property
    def leads(self) -> bool:
        """A key figure, and not one that only tells another's sum once more."""
        return self.key and not self.beside

    @property
    def thing(self) -> str:
        """What it measures or counts; "" for a sum or a share of which that is not told."""
        bare = self.unit.isupper() or self.unit.startswith("percent") or self.unit == "share"
        return self.of or ("" if bare else self.unit)


@record
class TopicSpec:
    """A topic as `book.yml` asks for it."""

    id: str
    title: str
    terms: tuple[str, ...]
    description: str | None = None


@record
class OpenPoint:
    """What one party asked of another, which refused it or is told to have said nothing of it."""

    ask: str  # Statement.id
    refusal: str | None  # Statement.id; None where the sources have no answer


@record
class Topic:
    """A subject of several sentences, with its page."""

    id: str
    title: str
    description: str | None
    terms: tuple[str, ...]  # words of sentences that belong here: the editor's, else as normal words
    summary: tuple[Claim, ...]
    open_questions: tuple[Claim, ...]
    people: tuple[str, ...]  # by weight
    sources: tuple[str, ...]
    score: float  # share of the corpus' sentences that it covers
    agreed: tuple[Claim, ...] = ()  # by two sides, newest first
    open_points: tuple[OpenPoint, ...] = ()


@record
class DisagreementClaim:
    """What one source says in a disagreement."""

    value: str
    citation: Citation


@record
class Disagreement:
    """Sources that say different things of one matter."""

    id: str
    about: str
    kind: DisagreementKind
    why: str  # what was compared and why it got its kind
    claims: tuple[DisagreementClaim, ...]
    events: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    settled: str | None = None  # what the editor holds to be right
    edits: tuple[Edit, ...] = ()


@record
class GlossaryEntry:
    """A short form, what it stands for, and the sentence that says so."""

    short: str
    expansion: str
    citation: Citation
    edits: tuple[Edit, ...] = ()


@record
class Contact:
    """Two people met, called, wrote to or hosted each other, or were to."""

    people: tuple[str, str]
    how: str  # of rules/events/contacts: "met", "phone call with"
    date: Date | None
    citation: Citation
    status: ContactStatus = ""  # "": it was held
    place: str | None = None
    others: tuple[str, ...] = ()  # Person.id of who else took part, sorted
    event: str | None = None  # TimelineEntry.id of the entry that tells of it


@record
class MeasureChange:
    """That a measure got a status, as sources tell it."""

    date: Date | None
    status: MeasureStatus
    text: str  # the words of the source, shortened
    citations: tuple[Citation, ...]  # earliest source first


@record
class Measure:
    """A tariff, a law, a loan, a truce or the like, with what became of it."""

    id: str
    what: str  # words of a source: "a 25% tariff on all goods from Peru"
    by: str  # country, body or person, as the source has it, "" where untold
    on: tuple[str, ...]
    value: str  # plain decimal, "" without
    unit: str
    status: MeasureStatus  # as of the book's date
    effective: Date | None  # the day it counts from
    history: tuple[MeasureChange, ...]  # oldest first
    topics: tuple[str, ...]
    disagreements: tuple[str, ...]  # ids of those that dispute it


@record
class Note:
    """The editor's own Markdown for a page, from `notes/`."""

    page: str  # path below docs/, as below notes/
    text: str


ChangeKind = Literal["added", "withdrawn", "superseded", "disputed", "redated", "corroborated", "changed"]
ClaimKind = Literal["source", "topic", "person", "role", "event", "measure", "quotation", "figure", "disagreement"]


@record
class Change:
    """One claim in which an edition differs from the one before."""

    kind: ChangeKind
    claim: ClaimKind
    id: str  # of the record that holds the claim, in the newer edition; of the older one where it is withdrawn
    text: str  # stands alone: words with who says them, an event's line
    before: str | None = None
    after: str | None = None
    sources: tuple[str, ...] = ()  # that tell it; of what is `corroborated`, those that tell it now too
    date: Date | None = None  # of an event, or on which words were said
    topics: tuple[str, ...] = ()  # titles, in the book's order


@record
class Edition:
    """A state of the book that was published. `id` is a hash over its claims and the editions before it."""

    id: str
    claims: str  # SHA-256 over its claims
    as_of: dt.date | None
    first: bool
    holds: tuple[tuple[ClaimKind, int], ...]  # how many claims of each kind
    counts: tuple[tuple[ChangeKind, int], ...]  # how many changes of each kind, listed or not
    changes: tuple[Change, ...]  # the gravest first

    @property
    def summary(self) -> str:
        """The counts as a line: "12 claims added, 2 withdrawn"."""
        if self.first:
            return "first edition"
        counts = [(count, _CHANGED[kind]) for kind in _CHANGED for known, count in self.counts if known == kind]
        if not counts:
            return "no claim changed"
        (most, how), *rest = counts
        return ", ".join(
            [f"{most:,} {'claim' if most == 1 else 'claims'} {how}", *(f"{count:,} {how}" for count, how in rest)]
        )


_CHANGED: dict[ChangeKind, str] = {
    "added": "added",
    "withdrawn": "withdrawn",
    "superseded": "superseded",
    "disputed": "newly disputed",
    "redated": "re-dated",
    "corroborated": "told by more sources",
    "changed": "changed",
}


@record
class Standing:
    """Where it stands, beside its main lines: what falls due, the key figures, who asks what, what is disputed."""

    due: tuple[str, ...] = ()  # TimelineEntry.id, the next first
    figures: tuple[Claim, ...] = ()
    asks: tuple[str, ...] = ()  # Statement.id, one of each party
    disputed: tuple[str, ...] = ()  # Disagreement.id
    leading: tuple[str, ...] = ()  # KeyFigure.id of those that stand with their sentences, the weightiest first
    unclear: tuple[str, ...] = ()  # TimelineEntry.id of those that nobody understands beside others


@record
class Book(Packed):
    """All that is published; records name each other by id."""

    title: str
    description: str | None
    as_of: dt.date | None
    sources: tuple[Source, ...]
    people: tuple[Person, ...]
    events: tuple[TimelineEntry, ...]
    quotations: tuple[Statement, ...]
    figures: tuple[KeyFigure, ...]
    topics: tuple[Topic, ...]
    disagreements: tuple[Disagreement, ...]
    abbreviations: tuple[GlossaryEntry, ...]
    contacts: tuple[Contact, ...]
    bottom_line: tuple[Claim, ...]
    problems: tuple[Problem, ...]
    unprofiled: tuple[tuple[str, str], ...] = ()  # people seen but without a page: name, why
    full_text: bool = False
    untold: tuple[tuple[str, int], ...] = ()  # why deeds with a date have no entry, and how many
    unsure: tuple[TimelineEntry, ...] = ()  # entries that are not sure enough to be shown
    left_out: tuple[tuple[str, str], ...] = ()  # what the editor took out, why
    notes: tuple[Note, ...] = ()
    editions: tuple[Edition, ...] = ()  # the oldest first
    files: tuple[SourceFile, ...] = ()  # every file of the folder of sources, by name
    agreed: tuple[Claim, ...] = ()  # points of agreement that belong to no topic
    measures: tuple[Measure, ...] = ()
    standing: Standing = Standing()
    choices: tuple[Choice, ...] = ()  # what the choosers of lines took and left
