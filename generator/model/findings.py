"""What was read from one article alone. Offsets are into `Article.text`."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal, get_args

from .article import ParagraphKind
from .dates import Date, When
from .text import Packed, Span, record
from .words import SentenceWords

SentenceKind = ParagraphKind | Literal["turn"]  # a turn is what somebody says in a transcript or an interview
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
MentionKind = Literal["person", "organisation", "place"]
QuotationKind = Literal["direct", "mixed", "indirect"]
EventKind = Literal["occurred", "scheduled", "deadline"]
EventRule = Literal["attribution", "in passing", "event noun", "dated clause", "lede"]
NO_NEWS: frozenset[EventRule] = frozenset({"attribution", "in passing"})  # they tell of no deed
QuotationRule = Literal[
    "verb", "according to", "noun", "adjective", "intention", "told", "label", "colon", "signature",
    "cue after", "cue before", "goes on", "turn", "phrase",
]  # fmt: skip
StatementAct = Literal[  # what somebody does by saying something
    "asks", "offers", "promises", "agrees", "refuses", "threatens", "denies", "claims", "praises", "blames", "explains",
    "says",
]  # fmt: skip
PostKind = Literal[
    "state", "international", "court", "military", "envoy", "spokesperson", "party", "union", "company",
    "organisation", "job",
]  # fmt: skip
POST_KINDS: tuple[PostKind, ...] = get_args(PostKind)  # officials first
POSTS: frozenset[PostKind] = frozenset(POST_KINDS) - {"job"}  # an analyst or a reporter holds none
ClauseKind = Literal[
    "when", "remark", "background", "told beside", "described", "event", "event with who did it"
]  # fmt: skip
CutKind = Literal[
    "connective",
    "dateline",
    "comment",
    "date",
    "date in a clause",
    "attribution",
    "parenthesis",
    "conjunct before",
    "conjunct after",
    "tail",
    "fronted",
    "adverbial",
    "relative",
    "apposition",
    "aside",
    "report",
    "opening",
    "clause",
    "purpose",
    "restriction",
    "phrase",
]
CONJUNCTS: frozenset[CutKind] = frozenset({"conjunct before", "conjunct after"})  # of two, one stays
DATES: frozenset[CutKind] = frozenset({"date", "date in a clause"})
ContactStatus = Literal["", "planned", "called off"]
PostStatus = Literal["", "former", "acting", "elect"]
MeasureStatus = Literal[
    "threatened", "announced", "agreed", "decided", "in force", "paused", "cancelled", "missed", "expired"
]
PostTurn = Literal["begins", "ends", "elected", "dies"]  # who dies leaves every post


@record
class Sentence:
    """A sentence of the kept text."""

    span: Span
    kind: SentenceKind  # of the paragraph it stands in


@record
class Timex:
    """A time expression after TIMEX3 (TimeML 1.2.1).

    `value` is the TIMEX3 value with the article's date as anchor ("2025-07-07", "P3D", "XXXX-07-08"
    where the year is not known). `when` is what the words alone say, before any anchor, so that
    an article whose date is found out later can be resolved again; None for DURATION and SET.
    """

    span: Span
    type: TimexType
    value: str
    mod: str | None = None
    when: When | None = None
    date: Date | None = None  # `when` resolved; None where nothing bounds it
    rule: str
    why: str = ""  # it points back or ahead, for `briefing explain`; never published


@record
class Mention:
    """A name in the text and whom it means. Mentions of one entity share its key."""

    span: Span
    kind: MentionKind
    entity: str
    rule: str


@record
class Reference:
    """A pronoun or a nominal ("the minister") that stands for a person named elsewhere."""

    span: Span
    entity: str
    rule: str


@record
class Entity:
    """Somebody or something that an article names."""

    key: str  # unique in the article, made from the fullest name: "jane-roe"
    kind: MentionKind
    name: str  # the fullest name in this article
    family: str | None = None  # persons: the part used alone on later mention, when known
    given: str | None = None
    gender: Literal["f", "m"] | None = None  # from "Mr.", "her", ...; never guessed from the name
    country: str | None = None  # English short name
    mark: str | None = None  # persons: "jr", "sr", "ii", "iii", ...: what tells two of one name apart
    why: str = ""  # persons: what speaks for and against, for `briefing explain`; never published


@record
class Role:
    """A title that the text gives a person."""

    entity: str
    title: str  # as the text has it, without organisation and country: "Acting President"
    organisation: str | None = None
    country: str | None = None  # English short name
    official: bool = False  # an office of state or of an international body
    kind: PostKind = "job"  # of post; a job is none
    status: PostStatus = ""  # as its own words tell: "former", "-elect"
    span: Span  # title, organisation and country together
    rule: str


@record
class PostChange:
    """That somebody comes into a post or leaves it: "was sworn in", "resigned as", "minister since 2019"."""

    entity: str
    turn: PostTurn
    post: Role | None  # as the same sentence has it, of whoever bears it there; None where it tells none
    span: Span  # the words that say so
    time: Span | None = None  # of the time expression that says when, where it stands in words of its own
    rule: str


@record
class Quotation:
    """Words given to somebody. `content` is one stretch, marks included if they bound it."""

    kind: QuotationKind
    content: Span
    quoted: tuple[Span, ...] = ()  # the parts between quotation marks, marks left out
    cue: Span | None = None
    source: Span | None = None
    speaker: str | None = None  # entity key, when the source is or stands for a named person
    via: str | None = None  # entity key of who reported somebody else's words
    rule: QuotationRule


@record
class Saying:
    """What is done by a quotation, when, and to whom it is said."""

    act: StatementAct
    rule: str  # of the act; "" for "says"
    timex: int | None = None  # index in Findings.timexes of what says when
    same_as: bool = False  # it is said with the quotation before
    undated: str = ""  # why it need not be of the article's own day; "" where it is news
    hearer: Span | None = None


@record
class Figure:
    """A number with its unit. `value` is a plain decimal: "1520000000000"; `unit` an ISO 4217
    code, "percent", "percentage points" or the counted noun. `of` is what it measures, `by` who does it, where the
    sentence tells it plainly."""

    span: Span
    value: str
    unit: str
    rule: str
    of: Span | None = None
    by: Span | None = None


@record
class Abbreviation:
    """A short form that the article itself explains."""

    short: str
    expansion: str
    span: Span  # from the expansion's start to the short form's end
    rule: str


@record
class Phrase:
    """One who or one thing that a deed is told of, with all words that say which; of what is said, its clause."""

    span: Span
    head: Span  # its noun, or the verb of the clause
    led: str = ""  # the preposition before it


@record
class Deed:
    """What an event is known by, whoever tells it."""

    names: tuple[str, ...]  # lemmas, each of which names it: the predicate, the noun instead of a light verb ("hold
    # talks"), and beside a noun the verb whose occasion it is ("was shown at a fair")
    doers: tuple[Phrase, ...] = ()
    things: tuple[Phrase, ...] = ()  # whom or what it is done to; what is said
    places: tuple[Phrase, ...] = ()  # names alone
    others: tuple[Phrase, ...] = ()  # with whom, on what, from where
    numbers: tuple[Span, ...] = ()  # in its own words, not in those of another clause
    said: bool = False  # a thing is a clause: "said that it would open"
    by_noun: bool = False  # the predicate is a noun: "the talks on Thursday"


@record
class Event:
    """Something that somebody does or that happens at a time. `span` is its clause."""

    span: Span
    sentence: int  # index in Findings.sentences
    predicate: str  # lemma of the verb or event noun
    date: Date | None
    timex: int | None  # index in Findings.timexes of what dated it
    kind: EventKind
    cancelled: bool = False  # a plan that is called off or put off
    people: tuple[str, ...] = ()  # entity keys
    place: str | None = None
    head: Span | None = None  # the predicate itself
    in_passing: str = ""  # why its sentence is about something else; "" where it tells this
    deed: Deed | None = None  # who, what, where, by the grammar
    rule: EventRule


@record
class Dealing:
    """That people meet, call, write to or host each other, or are to."""

    how: str  # of rules/events/contacts
    pairs: tuple[tuple[str, str], ...]  # entity keys; each of the two deals with the other
    span: Span  # the verb or the noun that says so
    sentence: int  # index in Findings.sentences
    status: ContactStatus  # "": it was held
    place: str | None
    event: Span | None  # head of the event that dates it
    timex: int | None = None  # index in Findings.timexes of what dates it, where it is no event


@record
class PlanChange:
    """That a plan is called off or put off, or is on again; its day may be told elsewhere."""

    span: Span  # the verb that says so
    sentence: int  # index in Findings.sentences
    thing: Phrase  # what was planned
    noun: str  # its lemma
    on_again: bool
    until: int | None  # index in Findings.timexes of its new time: "put off until 9 May"
    instead: Span | None  # what takes its place: "a video call"


@record
class MeasureTold:
    """That a measure, such as a tariff or a truce, is announced, in force, paused and the like; or only that there is
    one, where `status` is None."""

    kind: str  # of rules/measures/kinds
    span: Span  # its noun with all words that say which
    noun: Span
    marks: tuple[str, ...] = ()  # lemmas of the words that tell which one it is: "reciprocal", "steel"
    definite: bool = False  # "the tariffs", "its tariffs": told of before
    by: tuple[Phrase, ...] = ()  # who does it
    on: tuple[Phrase, ...] = ()  # whom or what it is laid on, or with whom it is agreed
    figure: int | None = None  # index in Findings.figures of its rate or sum
    status: MeasureStatus | None = None
    planned: bool = False  # it is to be so: "will take effect"
    said: Span  # the words that tell it
    at: Span  # the verb or the noun that tells the status
    sentence: int  # index in Findings.sentences
    timex: int | None = None  # index in Findings.timexes of when it got the status
    effective: int | None = None  # ... of the day from which it counts, or until which it is paused
    event: Span | None = None  # head of the event that may date the status
    counts: Span | None = None  # ... and of the event that may date from when, or until when
    rule: str


@record
class Refusal:
    """What looked like a finding and is none, and the reason that was the first to hold."""

    what: Literal["event", "figure", "measure", "name", "post"]
    span: Span
    sentence: int  # index in Findings.sentences
    reason: str
    at: Span | None = None  # an event: the word that is dated, where one was found


@record
class Cut:
    """A stretch of a sentence that may be left out without harm to grammar or truth.

    Cuts of a sentence nest or lie apart, so any of them may go together, but for `conjunct before` and
    `conjunct after`: what is told of must stay. Space and punctuation that would be left over belong to it.
    """

    span: Span
    kind: CutKind
    rule: str


@record
class Clause:
    """A part of a sentence that stands as one of its own when read alone: its pieces, in order."""

    head: Span  # its predicate
    pieces: tuple[Span, ...]
    kind: ClauseKind
    helper: str = ""  # the verb that makes a sentence of a noun and its participle, before the last piece: "was"


@record
class Findings(Packed):
    """Everything found in one article, sorted by place in the text. Raises ValueError for sentences that are not, and
    for an event in a sentence or by a time that is not there."""

    article: str  # Article.id
    sentences: tuple[Sentence, ...] = ()
    timexes: tuple[Timex, ...] = ()
    entities: tuple[Entity, ...] = ()  # sorted by key
    mentions: tuple[Mention, ...] = ()
    references: tuple[Reference, ...] = ()
    roles: tuple[Role, ...] = ()
    post_changes: tuple[PostChange, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    sayings: tuple[Saying, ...] = ()  # one for each quotation
    figures: tuple[Figure, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    events: tuple[Event, ...] = ()
    plan_changes: tuple[PlanChange, ...] = ()
    dealings: tuple[Dealing, ...] = ()
    measures: tuple[MeasureTold, ...] = ()
    phrases: tuple[tuple[str, int], ...] = ()  # noun phrases (lemmas) and their count, for topics
    cuts: tuple[Cut, ...] = ()
    clauses: tuple[Clause, ...] = ()
    refusals: tuple[Refusal, ...] = ()  # for `briefing explain`, never published
    words: tuple[SentenceWords, ...] = ()  # one for each sentence; not published

    def __post_init__(self) -> None:
        for before, after in pairwise(self.sentences):
            if after.span.start < before.span.end:
                raise ValueError(f"{self.article}: a sentence at {after.span} after one at {before.span}")
        for event in self.events:
            if not 0 <= event.sentence < len(self.sentences) or not (
                event.timex is None or 0 <= event.timex < len(self.timexes)
            ):
                raise ValueError(
                    f"{self.article}: an event in sentence {event.sentence}, dated by {event.timex}, that is not there"
                )
