"""Accounts: each article's sentence about a dated event, with what its deed is known by."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache

import msgspec

from ...model.article import OPINION
from ...model.book import Citation, Person
from ...model.dates import OWN_DAY, Date
from ...model.findings import NO_NEWS, Event
from ...model.kept import digest
from ...model.text import Span
from ...rules.load import load
from ...rules.types.merge import HEADLINE_WORDS
from ..base.bare_event import bare
from ..base.cast import Cast, Named, PersonIds
from ..base.corpus import Reading, with_casts
from ..base.ids import content_id
from ..base.line_gate import leans, names_another_day
from ..base.same_words import in_lines, sense, senses, senses_of, words_of
from ..topics.filing import Filing
from ..topics.term_words import normal_words
from .confidence import Told, signs_of
from .headlines import own_clause, shortened
from .known_deed import KnownDeed, ToldSentence, known_deed, told_sentence

_OPEN = 1_000  # accounts of which all words are at hand at a time


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What an account is known by, word for word."""

    said: tuple[tuple[str, str], ...]  # the words of the sentence that tell, each with what it means
    telling: frozenset[str]  # the same without those of the date, which all accounts of a date share
    known: KnownDeed


class Account(msgspec.Struct, frozen=True, dict=True, kw_only=True):
    """One article's sentence about one dated event."""

    id: str  # of the entry that this account leads; the others' stay valid as names for it
    source: str
    sentence: int
    event: Event  # without its deed
    date: Date
    people: tuple[str, ...]  # person ids
    citation: Citation
    position: float  # 0 at the article's start, 1 at its end
    headline: str  # the sentence, shortened to this event
    titled: str  # its normal words, in lines
    meant: str  # what the words of its sentence mean, in lines
    packed: bytes  # its `Words`, ten times as large when they are unpacked
    topics: tuple[str, ...] = ()
    about: bool = False  # whether its own sentence names a topic
    no_line: str = ""  # why an entry may not be told in its words; it may still back another account
    named: tuple[str, ...] = ()  # person ids whom the headline names, beside those who do something
    weight: float = 0.0  # of the people in it, 0 to 1
    signs: tuple[str, ...] = ()  # of how sure its date and its headline are
    pictured: bool = False  # told by a caption
    mark: str = ""  # the same only for the same account; "" where none is needed

    @cached_property
    def words(self) -> frozenset[str]:
        """What the words of its sentence mean."""
        return words_of(self.meant)

    @property
    def said(self) -> tuple[tuple[str, str], ...]:
        """The words of its sentence that tell, each with what it means."""
        return _opened(self.packed).said

    @property
    def telling(self) -> frozenset[str]:
        """The same without those of the date, which all accounts of a date share."""
        return _opened(self.packed).telling

    @property
    def known(self) -> KnownDeed:
        """What its deed is known by."""
        return _opened(self.packed).known

    @property
    def predicate(self) -> str:
        """The sense of the event's verb or noun; words of one meaning share it."""
        return sense(self.event.predicate.casefold())


_WORDS = msgspec.msgpack.Decoder(Words)


@lru_cache(maxsize=_OPEN)
def _opened(packed: bytes) -> Words:
    return _WORDS.decode(packed)


def accounts_of(
    corpus: Sequence[Reading],
    person_ids: PersonIds,
    people: Mapping[str, Person],
    filing: Filing,
) -> tuple[Account, ...]:
    """Every dated event of every article, sorted by date and place."""
    most = max((person.mentions for person in people.values()), default=1)
    accounts = (
        msgspec.structs.replace(
            told,
            topics=filing.in_article(told.source).of_words(told.sentence, told.titled if told.headline else None),
            about=filing.is_told(told.source, told.sentence),
            weight=_weight([people[person].mentions for person in told.people if person in people], most),
            mark=f"{mark}{number}",
        )
        for reading in (corpus if all(one.cast for one in corpus) else with_casts(corpus, person_ids, people))
        for mark in [digest(reading.made_from, reading.cast).hex()[:16]]
        for number, told in enumerate(reading.result(accounts_in, reading.cast))
    )
    return tuple(sorted(accounts, key=lambda a: (a.date.earliest, a.date.latest, a.source, a.sentence, a.event.span)))


def accounts_in(reading: Reading, cast: Cast) -> tuple[Account, ...]:
    """Every dated event of one article, in its order; without what the rest of the book says of it."""
    ids, people = cast.ids, cast.people
    every = told_by(reading, ids, people)
    numbers = dict.fromkeys(told.event.sentence for told in every)
    sentences = {number: told_sentence(reading, number, ids) for number in numbers}
    return tuple(_account(told, sentences[told.event.sentence], ids, people) for told in every)


def _account(told: Told, sentence: ToldSentence, ids: PersonIds, people: Mapping[str, Named]) -> Account:
    reading, event, headline = told.reading, told.event, told.headline
    source = reading.article.id
    assert event.date is not None
    said = sentence.words
    words = Words(
        said=tuple((word.text, word.means) for word in said),
        telling=senses(said) - senses(said, _dated_by(reading, event)),
        known=known_deed(reading, event, sentence, _told_by_headline(reading, event), ids),
    )
    quote = reading.quote(event.sentence)
    return Account(
        id=content_id("e", event.date.edtf, source, str(event.sentence), event.predicate, quote),
        source=source,
        sentence=event.sentence,
        event=bare(event),
        date=event.date,
        people=tuple(dict.fromkeys(ids[source, key] for key in event.people if (source, key) in ids)),
        citation=reading.cite(event.sentence),
        position=event.sentence / max(len(reading.sentences) - 1, 1),
        headline=headline,
        titled="\n".join(normal_words(headline)),
        no_line=no_line(reading, event, headline),
        meant=in_lines(senses(said)),
        packed=msgspec.msgpack.encode(words),
        named=tuple(dict.fromkeys(_named(reading, event.sentence, headline, ids, people))),
        pictured=reading.sentences[event.sentence].kind == "caption",
        signs=signs_of(told),
    )


def told_by(reading: Reading, person_ids: PersonIds, people: Mapping[str, Named]) -> list[Told]:
    """Every dated deed of an article with its headline."""
    return [
        Told(reading=reading, event=event, headline=shortened(reading, event.sentence, person_ids, people, event=event))
        for event in reading.findings.events
        if event.date is not None
        and event.rule not in NO_NEWS
        and not _only_tells(event, reading.told_in(event.sentence))
    ]


def no_line(reading: Reading, event: Event, headline: str) -> str:
    """Why an entry may not be told in these words; "" where it may."""
    if reading.article.genre == OPINION:
        return "told by an opinion alone"
    if event.in_passing and own_clause(reading, event) is None:
        return f"told in passing: {event.in_passing}"
    if event.date is not None and names_another_day(headline, event.date):
        return "a day of something else"
    return leans(headline)


def _told_by_headline(reading: Reading, event: Event) -> frozenset[str]:
    """The words of the article's headline, which tells the deed of a lede without a day word in other words; not those
    of a deed further on, as of each index in a report of markets."""
    kinds = [sentence.kind for sentence in reading.sentences]
    if event.date is None or event.date.basis != OWN_DAY or kinds[: event.sentence].count("body") > 1:
        return frozenset()
    heads = (number for number, kind in enumerate(kinds) if kind == "headline")
    return frozenset().union(*(senses_of(reading, number) for number in heads))


def _only_tells(event: Event, others: Sequence[Event]) -> bool:
    """Whether it is the saying, on the same day, of a deed that its sentence has told: "they met on Monday, he said on
    Monday"."""
    if event.predicate not in talk() or event.head is None:
        return False
    return any(
        other.sentence == event.sentence
        and other.date == event.date
        and other.kind == "occurred"
        and other.predicate not in talk()
        and other.head is not None
        and other.head.end <= event.head.start
        for other in others
    )


def _named(
    reading: Reading,
    sentence: int,
    headline: str,
    person_ids: PersonIds,
    people: Mapping[str, Named],
) -> Iterator[str]:
    """Who of those in the sentence stands in the headline, by full name or as the source has it."""
    span = reading.sentences[sentence].span
    named = [
        (mention.span, mention.entity, mention.span.of(reading.article.text))
        for mention in reading.mentions.meeting(span)
    ]
    meant = [(reference.span, reference.entity, "") for reference in reading.references.meeting(span)]
    for place, entity, words in named + meant:
        person = person_ids.get((reading.article.id, entity))
        if person is None or person not in people or not span.contains(place):
            continue
        if people[person].name in headline or (words and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", headline)):
            yield person


def _dated_by(reading: Reading, event: Event) -> Span:
    return Span(0, 0) if event.timex is None else reading.findings.timexes[event.timex].span


def _weight(mentions: Sequence[int], most: int) -> float:
    """Of the people of an event, by how much the book tells of them: 0 to 1."""
    return min(sum(0.3 + 0.7 * math.log1p(count) / math.log1p(most) for count in mentions) / 2, 1.0)


@cache
def talk() -> frozenset[str]:
    """Verbs of what is only said."""
    return frozenset(str(verb) for verb in load(HEADLINE_WORDS).talk)
