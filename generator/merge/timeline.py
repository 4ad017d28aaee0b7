"""Events agreed to be one, across articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from generator.merge.corpus import Reading
from generator.merge.ids import content_id
from generator.merge.words import Rarity, content_words, stem
from generator.model.book import Citation, TimelineEntry
from generator.model.dates import Date
from generator.model.findings import Event, EventKind

_SAME_DAY = 0.30  # share of weighted words that makes two accounts of one day one event
_SAME_PERIOD = 0.24  # the same for a month, a year, a range

SentencePair = frozenset[tuple[str, int]]


@dataclass(frozen=True)
class Account:
    """One article's sentence about one dated event."""

    source: str
    sentence: int
    event: Event
    date: Date
    people: tuple[str, ...]  # person ids
    words: frozenset[str]
    citation: Citation
    topics: tuple[str, ...]
    position: float  # 0 at the article's start, 1 at its end
    text: str

    @property
    def id(self) -> str:
        """The id of the entry that this account leads. The others' stay valid as names for it."""
        return content_id("e", self.date.edtf, self.source, str(self.sentence), self.event.predicate, self.citation.quote)

    @property
    def predicate(self) -> str:
        return next(iter(sorted(content_words(self.event.predicate))), stem(self.event.predicate))


@dataclass(frozen=True)
class Cluster:
    accounts: tuple[Account, ...]
    entry: TimelineEntry


def accounts_of(
    corpus: Sequence[Reading],
    person_ids: Mapping[tuple[str, str], str],
    topics_of: Mapping[tuple[str, int], tuple[str, ...]],
) -> tuple[Account, ...]:
    """Every dated event of every article, sorted by date and place."""
    accounts = []
    for reading in corpus:
        source = reading.article.id
        last = max(len(reading.findings.sentences) - 1, 1)
        for event in reading.findings.events:
            if event.date is None:
                continue
            quote = reading.quote(event.sentence)
            people = tuple(dict.fromkeys(person_ids[source, key] for key in event.people if (source, key) in person_ids))
            accounts.append(
                Account(
                    source=source,
                    sentence=event.sentence,
                    event=event,
                    date=event.date,
                    people=people,
                    words=content_words(quote),
                    citation=reading.cite(event.sentence),
                    topics=topics_of.get((source, event.sentence), ()),
                    position=event.sentence / last,
                    text=event.span.of(reading.article.text),
                )
            )
    return tuple(sorted(accounts, key=lambda a: (a.date.earliest, a.date.latest, a.source, a.sentence, a.event.span)))


def cluster(accounts: Sequence[Account], rarity: Rarity, source_count: int) -> tuple[Cluster, ...]:
    """Group accounts of one event. Each account is held only against those of its own date, so cost
    grows with the accounts of a date. A second pass knows which sentences tell the same."""
    by_date: dict[tuple[str, str], list[Account]] = defaultdict(list)
    for account in accounts:
        by_date[account.date.earliest.isoformat(), account.date.latest.isoformat()].append(account)
    linked: frozenset[SentencePair] = frozenset()
    for _ in range(2):
        groups = [group for same_date in by_date.values() for group in _grouped(same_date, rarity, linked)]
        linked = frozenset(pair for group in groups for pair in _sentence_pairs(group))
    clusters = [Cluster(accounts=tuple(group), entry=_entry(group, source_count)) for group in groups]
    return tuple(sorted(clusters, key=lambda c: (_date_key(c.entry), c.entry.id)))


def _grouped(accounts: Sequence[Account], rarity: Rarity, linked: frozenset[SentencePair]) -> list[list[Account]]:
    """Each account joins the group that holds its nearest kin, when that is near enough."""
    groups: list[list[Account]] = []
    for account in accounts:
        likeness = [max(_likeness(account, other, rarity, linked) for other in group) for group in groups]
        best = max(range(len(groups)), key=likeness.__getitem__, default=None)
        if best is not None and likeness[best] >= 1:
            groups[best].append(account)
        else:
            groups.append([account])
    return groups


def _sentence_pairs(group: Sequence[Account]) -> Iterator[SentencePair]:
    for a, b in combinations(group, 2):
        yield frozenset({(a.source, a.sentence), (b.source, b.sentence)})


def _date_key(entry: TimelineEntry) -> tuple[str, str]:
    assert entry.date is not None
    return entry.date.earliest.isoformat(), entry.date.latest.isoformat()


def _likeness(a: Account, b: Account, rarity: Rarity, linked: frozenset[SentencePair]) -> float:
    """At 1 and above two accounts of one date are of one event."""
    if a.source == b.source and a.sentence == b.sentence:
        return 0.0  # one sentence that tells two things
    if {a.event.kind, b.event.kind} == {"occurred", "scheduled"} and a.source == b.source:
        return 0.0
    needed = _SAME_DAY if a.date.precision == "day" else _SAME_PERIOD
    if a.event.kind == b.event.kind == "deadline":
        needed /= 2  # limits on one day are nearly always one limit
    elif a.predicate == b.predicate:
        needed *= 0.7
    elif a.people and b.people and not set(a.people) & set(b.people):
        needed *= 1.8
    if frozenset({(a.source, a.sentence), (b.source, b.sentence)}) in linked:
        needed /= 2
    return rarity.overlap(a.words, b.words) / needed


def _entry(group: Sequence[Account], source_count: int) -> TimelineEntry:
    lead = min(group, key=lambda a: (a.date.basis not in ("stated", "weekday"), a.position, a.source, a.sentence))
    citations = {(a.source, a.sentence): a.citation for a in group}
    sources = {a.source for a in group}
    people = tuple(dict.fromkeys(person for a in [lead, *group] for person in a.people))
    return TimelineEntry(
        id=lead.id,
        date=lead.date,
        kind=_kind(group),
        headline=lead.citation.quote,
        people=people,
        topics=tuple(sorted({topic for a in group for topic in a.topics})),
        salience=_salience(group, len(sources), source_count, len(people)),
        place=lead.event.place,
        citations=tuple(citations[key] for key in sorted(citations)),
    )


def _kind(group: Sequence[Account]) -> EventKind:
    kinds = [a.event.kind for a in group]
    return "deadline" if "deadline" in kinds else max(sorted(set(kinds)), key=kinds.count)


def _salience(group: Sequence[Account], sources: int, source_count: int, people: int) -> float:
    """Sources that tell it, how early they do, how exact its date is, who is in it."""
    spread = min(sources / max(min(source_count, 4), 1), 1.0)
    early = 1 - min(a.position for a in group)
    exact = {"day": 1.0, "month": 0.6, "quarter": 0.5, "year": 0.3}.get(group[0].date.precision, 0.4)
    return round(0.35 * spread + 0.25 * early + 0.2 * exact + 0.2 * min(people / 2, 1.0), 3)
