"""Events agreed to be one, across articles."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from ...model.book import Citation, Person, TimelineEntry
from ...model.dates import OWN_DAY, Date
from ...model.findings import NO_NEWS, Event, EventKind
from ...model.text import Span
from ...rules.load import load
from ...rules.types.merge import HEADLINE_WORDS
from ..base.corpus import Reading
from ..base.ids import content_id
from ..base.line_gate import leans
from ..base.same_words import ContentWord, Rarity, content_words, sense, senses
from .headlines import LONG, has_own_clause, shortened, stands_alone

_SAME_DAY = 0.30  # share of weighted words that makes two accounts of one day one event
_SAME_PERIOD = 0.22  # the same for a month, a year, a range
_SAME_MONTH = 0.5  # the same for one with a month and one with a day in it
_SAME_REPORT = 0.27  # the same for one with a day and one that only its article's day dates
_SAME_OTHERWISE = 0.8  # the same where the latter has not the verb of the former
_REPORTED = dt.timedelta(days=3)  # from a deed to the day before an article that reports it without a day
_DAY, _WEEK = dt.timedelta(days=1), dt.timedelta(days=6)  # from the first to the last

_COMMON = 50  # groups of one date that share a word, beyond which it tells nothing apart
_NEAREST = 20  # groups that an account is held against
_MEMBERS = 12  # accounts of a group that are looked at

_TALK = 0.7  # what is only said weighs less than what is done

SentencePair = frozenset[tuple[str, int]]


@dataclass(frozen=True)
class Account:
    """One article's sentence about one dated event."""

    source: str
    sentence: int
    event: Event
    date: Date
    people: tuple[str, ...]  # person ids
    said: tuple[ContentWord, ...]  # the words of the sentence that tell
    words: frozenset[str]  # what they mean
    telling: frozenset[str]  # the same without those of the date, which all accounts of a date share; of what only its
    # article's day dates, with those of the headline
    citation: Citation
    topics: tuple[str, ...]
    position: float  # 0 at the article's start, 1 at its end
    headline: str  # the sentence, shortened to this event
    no_line: str = ""  # why an entry may not be told in its words; it may still back another account
    named: tuple[str, ...] = ()  # person ids whom the headline names, beside those who do something
    weight: float = 0.0  # of the people in it, 0 to 1

    @property
    def id(self) -> str:
        """The id of the entry that this account leads. The others' stay valid as names for it."""
        return content_id(
            "e", self.date.edtf, self.source, str(self.sentence), self.event.predicate, self.citation.quote
        )

    @property
    def predicate(self) -> str:
        """The sense of the event's verb or noun; words of one meaning share it."""
        return sense(self.event.predicate.casefold())


@dataclass(frozen=True)
class Cluster:
    """All accounts of one event, and the timeline entry made of them."""

    accounts: tuple[Account, ...]
    entry: TimelineEntry


def accounts_of(
    corpus: Sequence[Reading],
    person_ids: Mapping[tuple[str, str], str],
    people: Mapping[str, Person],
    topics_of: Mapping[tuple[str, int], tuple[str, ...]],
) -> tuple[Account, ...]:
    """Every dated event of every article, sorted by date and place."""
    accounts = []
    most = max((person.mentions for person in people.values()), default=1)
    for reading in corpus:
        source = reading.article.id
        last = max(len(reading.findings.sentences) - 1, 1)
        for event in reading.findings.events:
            if event.date is None or event.rule in NO_NEWS or _only_tells(event, reading.told_in(event.sentence)):
                continue
            said = content_words(reading, event.sentence)
            words = senses(said)
            headline = shortened(reading, event.sentence, person_ids, people, event=event)
            present = tuple(
                dict.fromkeys(person_ids[source, key] for key in event.people if (source, key) in person_ids)
            )
            accounts.append(
                Account(
                    source=source,
                    sentence=event.sentence,
                    event=event,
                    date=event.date,
                    people=present,
                    said=said,
                    words=words,
                    telling=words - senses(said, _dated_by(reading, event)) | _told_by_headline(reading, event),
                    citation=reading.cite(event.sentence),
                    topics=topics_of.get((source, event.sentence), ()),
                    position=event.sentence / last,
                    headline=headline,
                    no_line=no_line(reading, event, headline),
                    named=tuple(dict.fromkeys(_named(reading, event.sentence, headline, person_ids, people))),
                    weight=_weight([people[person].mentions for person in present if person in people], most),
                )
            )
    return tuple(sorted(accounts, key=lambda a: (a.date.earliest, a.date.latest, a.source, a.sentence, a.event.span)))


def no_line(reading: Reading, event: Event, headline: str) -> str:
    """Why an entry may not be told in these words; "" where it may."""
    if event.in_passing and not has_own_clause(reading, event):
        return f"told in passing: {event.in_passing}"
    return leans(headline)


def _told_by_headline(reading: Reading, event: Event) -> frozenset[str]:
    """The words of the article's headline, which tells the deed of a lede without a day word in other words; not those
    of a deed further on, as of each index in a report of markets."""
    kinds = [sentence.kind for sentence in reading.findings.sentences]
    if event.date is None or event.date.basis != OWN_DAY or kinds[: event.sentence].count("body") > 1:
        return frozenset()
    heads = (number for number, kind in enumerate(kinds) if kind == "headline")
    return frozenset().union(*(senses(content_words(reading, number)) for number in heads))


def _only_tells(event: Event, others: Sequence[Event]) -> bool:
    """Whether it is the saying, on the same day, of a deed that its sentence has told: "they met on Monday, he said on
    Monday"."""
    if event.predicate not in _talk() or event.head is None:
        return False
    return any(
        other.sentence == event.sentence
        and other.date == event.date
        and other.kind == "occurred"
        and other.predicate not in _talk()
        and other.head is not None
        and other.head.end <= event.head.start
        for other in others
    )


def _named(
    reading: Reading,
    sentence: int,
    headline: str,
    person_ids: Mapping[tuple[str, str], str],
    people: Mapping[str, Person],
) -> Iterator[str]:
    """Who of those in the sentence stands in the headline, by full name or as the source has it."""
    span = reading.findings.sentences[sentence].span
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


def cluster(accounts: Sequence[Account], rarity: Rarity, source_count: int) -> tuple[Cluster, ...]:
    """Group accounts of one event. Each account is held only against those of its own date that share a word
    that is rare there, so cost grows with the number of accounts. A second pass knows which sentences tell
    the same; a third one puts what is told with a month only to the day that another source gives, and a last one
    the deed that only its article's day dates to the day that any account has a word for."""
    by_date: dict[tuple[str, str], list[Account]] = defaultdict(list)
    reported = [account for account in accounts if account.date.basis == OWN_DAY]
    for account in accounts:
        if account.date.basis == OWN_DAY:
            continue
        by_date[account.date.earliest.isoformat(), account.date.latest.isoformat()].append(account)
    linked: frozenset[SentencePair] = frozenset()
    for _ in range(2):
        groups = [group for same_date in by_date.values() for group in _grouped(same_date, rarity, linked)]
        linked = frozenset(pair for group in groups for pair in _sentence_pairs(group))
    groups = _with_reported(_with_vaguer(groups, rarity), reported, rarity)
    clusters = [
        Cluster(accounts=tuple(group), entry=_entry(group, source_count)) for group in groups if _has_line(group)
    ]
    return tuple(sorted(clusters, key=lambda c: (_date_key(c.entry), c.entry.id)))


def _has_line(group: Sequence[Account]) -> bool:
    return any(not account.no_line for account in group)


class _Index:
    """Groups by the words of their accounts; a word of very many groups leads nowhere."""

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._groups: dict[str, list[int]] = defaultdict(list)

    def add(self, number: int, words: frozenset[str]) -> None:
        for word in words:
            known = self._groups[word]
            if len(known) <= _COMMON and (not known or known[-1] != number):
                known.append(number)

    def near(self, words: frozenset[str]) -> list[int]:
        """The groups that share most with these words, by weight."""
        weights: dict[int, float] = defaultdict(float)
        for word in sorted(words):
            known = self._groups.get(word, ())
            if len(known) <= _COMMON:
                weight = self._rarity.weight((word,))
                for number in known:
                    weights[number] += weight
        return sorted(weights, key=lambda number: (-weights[number], number))[:_NEAREST]


def _grouped(accounts: Sequence[Account], rarity: Rarity, linked: frozenset[SentencePair]) -> list[list[Account]]:
    """Each account joins the group that holds its nearest kin, when that is near enough."""
    groups: list[list[Account]] = []
    index = _Index(rarity)
    for account in accounts:
        likeness = {
            number: max(_likeness(account, other, rarity, linked) for other in groups[number][:_MEMBERS])
            for number in sorted(index.near(account.words))
        }
        best = max(likeness, key=likeness.__getitem__, default=None)
        if best is not None and likeness[best] >= 1:
            groups[best].append(account)
        else:
            best = len(groups)
            groups.append([account])
        index.add(best, account.words)
    return groups


def _with_vaguer(groups: Sequence[list[Account]], rarity: Rarity) -> list[list[Account]]:
    """Groups dated by a month join the one group of a day in it that another source tells alike."""
    exact = [group for group in groups if group[0].date.precision == "day"]
    months: dict[tuple[int, int], _Index] = {}
    for number, group in enumerate(exact):
        day = group[0].date.earliest
        for account in group[:_MEMBERS]:
            months.setdefault((day.year, day.month), _Index(rarity)).add(number, account.words)
    joined: dict[int, list[Account]] = defaultdict(list)
    kept: list[list[Account]] = []
    for group in groups:
        date = group[0].date
        index = months.get((date.earliest.year, date.earliest.month)) if date.precision == "month" else None
        home = _home(group, exact, index, rarity) if index else None
        if home is None:
            kept.append(group)
        else:
            joined[home].extend(group)
    numbers = {id(group): number for number, group in enumerate(exact)}
    return [[*group, *joined.get(numbers.get(id(group), -1), ())] for group in kept]


def _with_reported(groups: Sequence[list[Account]], reported: Sequence[Account], rarity: Rarity) -> list[list[Account]]:
    """Each deed without a day word joins the group of a day near its article's that tells it, or earlier reports of
    it; else it is a group of its own."""
    joined = [list(group) for group in groups]
    for account in reported:
        home = _told_near(account, joined, rarity)
        if home is None:
            joined.append([account])
        else:
            home.append(account)
    return joined


def _told_near(account: Account, groups: Sequence[list[Account]], rarity: Rarity) -> list[Account] | None:
    """The group that tells alike what an article reports without a day. Of what is told of several days, as the fall
    of a market, only one of the article's own days."""
    likeness = {
        number: max(_alike_reported(account, other, rarity) for other in group[:_MEMBERS])
        for number, group in enumerate(groups)
        if _may_be_reported(group[0], account)
    }
    alike = [number for number, share in likeness.items() if share >= 1]
    if len({groups[number][0].date.earliest for number in alike}) > 1:
        alike = [number for number in alike if _is_within(groups[number][0].date, account.date)]
    best = max(alike, key=likeness.__getitem__, default=None)
    return None if best is None else groups[best]


def _is_within(date: Date, other: Date) -> bool:
    return other.earliest <= date.earliest and date.latest <= other.latest


def _may_be_reported(told: Account, account: Account) -> bool:
    """Whether what is told of one date may be what another article reports without a day."""
    longest = _WEEK if told.predicate in account.telling else _DAY
    if told.event.kind != "occurred" or told.date.latest - told.date.earliest > longest:
        return False
    return account.date.earliest - _REPORTED <= told.date.latest and told.date.earliest <= account.date.latest


def _alike_reported(account: Account, other: Account, rarity: Rarity) -> float:
    """At 1 and above both tell one deed; with the same verb fewer words in common do."""
    if len(account.telling & other.telling) < 2:
        return 0.0
    needed = _SAME_REPORT if other.predicate in account.telling else _SAME_OTHERWISE
    return rarity.overlap(account.telling, other.telling) / needed


def _home(group: Sequence[Account], exact: Sequence[Sequence[Account]], index: _Index, rarity: Rarity) -> int | None:
    """The one group of a day that tells the same with the same verb; None where there are several."""
    fits = {
        number
        for account in group
        for number in index.near(account.words)
        for other in exact[number][:_MEMBERS]
        if other.source != account.source
        and other.predicate == account.predicate
        and other.event.kind == account.event.kind
        and rarity.overlap(account.words, other.words) >= _SAME_MONTH
    }
    return fits.pop() if len(fits) == 1 else None


def _sentence_pairs(group: Sequence[Account]) -> Iterator[SentencePair]:
    for a, b in combinations(group[:_MEMBERS], 2):
        yield frozenset({(a.source, a.sentence), (b.source, b.sentence)})


def _date_key(entry: TimelineEntry) -> tuple[str, str]:
    assert entry.date is not None
    return entry.date.earliest.isoformat(), entry.date.latest.isoformat()


def _likeness(a: Account, b: Account, rarity: Rarity, linked: frozenset[SentencePair]) -> float:
    """At 1 and above two accounts of one date are of one event."""
    if a.source == b.source and a.sentence == b.sentence:
        return float(a.headline == b.headline)  # one sentence that tells two things, unless they read the same
    if {a.event.kind, b.event.kind} == {"occurred", "scheduled"} and a.source == b.source:
        return 0.0
    needed = _SAME_DAY if a.date.precision == "day" else _SAME_PERIOD
    known = frozenset({(a.source, a.sentence), (b.source, b.sentence)}) in linked
    if known:
        needed /= 2
    if a.event.kind == b.event.kind == "deadline" and a.date.precision == "day":
        return rarity.overlap(a.words, b.words) / (needed / 2)  # limits on one day are nearly always one limit
    shared = len(a.telling & b.telling)
    if a.predicate == b.predicate:
        needed *= 0.7
    elif not set(a.people) & set(b.people):
        needed *= 1.8 if a.people and b.people else 1.3
        shared -= 1
    return rarity.overlap(a.telling, b.telling) / needed if known or shared >= 2 else 0.0


def _entry(group: Sequence[Account], source_count: int) -> TimelineEntry:
    lead = min(
        group,
        key=lambda a: (
            bool(a.no_line),
            a.date.basis == OWN_DAY,
            a.date.basis not in ("stated", "weekday"),
            a.position,
            a.source,
            a.sentence,
        ),
    )
    lines = [account for account in group if not account.no_line]
    kind = _kind(group)
    cancelled = kind != "occurred" and any(a.event.cancelled for a in group)
    told = min(_of_kind(lines, kind, cancelled=cancelled), key=_readability(group))
    citations = {(a.source, a.sentence): a.citation for a in group}
    sources = {a.source for a in group}
    people = tuple(dict.fromkeys(person for a in [lead, *group] for person in (*a.people, *a.named)))
    return TimelineEntry(
        id=lead.id,
        date=lead.date,
        kind=kind,
        cancelled=cancelled,
        headline=told.headline,
        people=people,
        topics=tuple(sorted({topic for a in group for topic in a.topics})),
        salience=_salience(group, len(sources), source_count),
        place=lead.event.place,
        citations=tuple(citations[key] for key in sorted(citations)),
    )


def _of_kind(group: Sequence[Account], kind: EventKind, *, cancelled: bool) -> Sequence[Account]:
    """Those whose words show the kind of the whole, and that the plan is off where it is."""
    alike = [a for a in group if a.event.kind == kind and a.event.cancelled == cancelled]
    return alike or [a for a in group if a.event.cancelled == cancelled] or group


def _kind(group: Sequence[Account]) -> EventKind:
    kinds = [a.event.kind for a in group]
    return "deadline" if "deadline" in kinds else max(sorted(set(kinds)), key=kinds.count)


def _readability(
    group: Sequence[Account],
) -> Callable[[Account], tuple[bool, bool, bool, bool, bool, float, str, int, Span]]:
    """The best headline: it stands alone, who did it is named, it says what most say, the day is exact, it is short;
    then the earliest."""
    verbs = Counter(account.predicate for account in group)
    most = max(verbs.values())

    def key(account: Account) -> tuple[bool, bool, bool, bool, bool, float, str, int, Span]:
        return (
            not stands_alone(account.headline),
            account.event.kind == "occurred" and not account.named,
            verbs[account.predicate] < most,
            account.date.precision != "day",
            len(account.headline) > LONG,
            account.position,
            account.source,
            account.sentence,
            account.event.span,
        )

    return key


def _weight(mentions: Sequence[int], most: int) -> float:
    """Of the people of an event, by how much the book tells of them: 0 to 1."""
    return min(sum(0.3 + 0.7 * math.log1p(count) / math.log1p(most) for count in mentions) / 2, 1.0)


@cache
def _talk() -> frozenset[str]:
    return frozenset(str(verb) for verb in load(HEADLINE_WORDS).talk)


def _salience(group: Sequence[Account], sources: int, source_count: int) -> float:
    """Sources that tell it, how early they do, how exact its date is, who is in it; talk less than deeds."""
    spread = min(sources / max(min(source_count, 4), 1), 1.0)
    early = 1 - min(a.position for a in group)
    exact = {"day": 1.0, "month": 0.6, "quarter": 0.5, "year": 0.3}.get(group[0].date.precision, 0.4)
    people = max(a.weight for a in group)
    talk = all(a.event.predicate in _talk() for a in group)
    return round((0.35 * spread + 0.25 * early + 0.2 * exact + 0.2 * people) * (_TALK if talk else 1), 3)
