"""Where one thing counted has different values, in two sources or in one."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from ...model.book import Disagreement, DisagreementClaim, DisagreementKind, TimelineEntry
from ..base.corpus import Reading
from ..base.ids import content_id
from ..base.same_words import Rarity
from ..events.cluster import Cluster
from .counts import Count, all_words, counts_of, families_of, story_of
from .values import compatible

_ALIKE = 0.5  # weighted words shared by what stands around two counts of what came to people
_ALIKE_DEED = 0.6  # the same for all other counts
_ALIKE_SHORT = 0.4  # the same for two accounts of one entry of the timeline
_ALIKE_ALONE = 0.75  # the same inside one article, where nobody else is named who says it
_STORY = 0.3  # weighted words shared by headlines and first sentences of two articles of one matter
_FEWEST = 2  # words that two counts must share, where what is counted says less than what came to people
_CROWD = 60  # counts of one thing; more are no count of one thing
_NEAR = 3  # sentences within which one turns against another
_HISTORY = dt.timedelta(days=31)  # before an article: what is dated so is not its own matter
_MATTER = dt.timedelta(days=7)  # between articles that give a result which does not change


@dataclass(frozen=True)
class _Pair:
    """Two counts of one thing, the earlier article's first."""

    first: Count
    second: Count


def differing_figures(
    clusters: Sequence[Cluster], corpus: Sequence[Reading], rarity: Rarity
) -> tuple[Disagreement, ...]:
    """Each pair of sentences that give one thing counted two values that cannot both be true."""
    room = _Room(clusters, corpus, rarity)
    by_key: dict[tuple[str, ...], list[Count]] = defaultdict(list)
    families = families_of(corpus)
    for reading in corpus:
        for count in counts_of(reading, families):
            by_key[_looked_up(count.key)].append(count)
    found: dict[str, Disagreement] = {}
    for _, counts in sorted(by_key.items()):
        if len(counts) <= _CROWD:
            found |= {told.id: told for told in _told_once(room, counts)}
    return tuple(found.values())


def _looked_up(key: tuple[str, ...]) -> tuple[str, ...]:
    """A deed of one name meets those that only measure."""
    return key[:2] if key[0] == "deed" else key


def _told_once(room: _Room, counts: Sequence[Count]) -> Iterator[Disagreement]:
    """Of several pairs with the same two values the first."""
    seen: set[frozenset[str]] = set()
    for one, other in combinations(counts, 2):
        pair = _Pair(*sorted((one, other), key=lambda count: (room.day(count), count.source, count.sentence)))
        values = frozenset((one.figure.value, other.figure.value))
        if values in seen or compatible(one, other):
            continue
        kind = _kind(room, pair)
        if kind is not None:
            seen.add(values)
            yield _disagreement(room, pair, kind)


@dataclass(frozen=True)
class _Room:
    """What all articles say, for the look-ups that a pair needs."""

    clusters: Sequence[Cluster]
    corpus: Sequence[Reading]
    rarity: Rarity

    @cached_property
    def readings(self) -> Mapping[str, Reading]:
        return {reading.article.id: reading for reading in self.corpus}

    @cached_property
    def stories(self) -> Mapping[str, frozenset[str]]:
        return {reading.article.id: story_of(reading) for reading in self.corpus}

    @cached_property
    def words(self) -> Mapping[str, frozenset[str]]:
        return {reading.article.id: all_words(reading) for reading in self.corpus}

    @cached_property
    def entries(self) -> Mapping[tuple[str, int], Sequence[TimelineEntry]]:
        entries: dict[tuple[str, int], list[TimelineEntry]] = defaultdict(list)
        for cluster in self.clusters:
            for place in dict.fromkeys((account.source, account.sentence) for account in cluster.accounts):
                entries[place].append(cluster.entry)
        return entries

    def told_by(self, count: Count) -> Sequence[TimelineEntry]:
        """The entries of the timeline that a count's sentence tells."""
        return self.entries.get((count.source, count.sentence), ())

    def shared(self, pair: _Pair) -> bool:
        """Whether the sentences tell one entry."""
        ids = {entry.id for entry in self.told_by(pair.first)}
        return any(entry.id in ids for entry in self.told_by(pair.second))

    def day(self, count: Count) -> str:
        published = self.readings[count.source].published
        return published.earliest.isoformat() if published else ""

    def published(self, count: Count) -> tuple[dt.date, dt.date] | None:
        """The days on which its article may have been published."""
        published = self.readings[count.source].published
        return (published.earliest, published.latest) if published else None

    def alike(self, pair: _Pair) -> float:
        return self.rarity.overlap(pair.first.frame, pair.second.frame)

    def one_matter(self, pair: _Pair) -> bool:
        """Whether both articles are about one matter."""
        stories = (self.stories[pair.first.source], self.stories[pair.second.source])
        return self.rarity.overlap(*stories) >= _STORY


# Whether two counts are of one thing


def _kind(room: _Room, pair: _Pair) -> DisagreementKind | None:
    """None when they count two things, or when the later one only knows more of it and the timeline does not tell."""
    if pair.first.span != pair.second.span or not _one_deed(pair) or not _one_time(room, pair):
        return None
    if not _one_place(room, pair):
        return None
    if pair.first.source == pair.second.source:
        return "contradiction" if _disputed_inside(room, pair) else None
    apart = _apart(room, pair)
    if pair.first.key[0] in ("vote", "measure"):
        return "contradiction" if apart is None or apart <= _MATTER else None
    if not _one_event(room, pair):
        return None
    if apart is None or apart == dt.timedelta(0):
        return "contradiction"
    return "superseded" if room.shared(pair) else None


def _one_deed(pair: _Pair) -> bool:
    if pair.first.key[0] != "deed":
        return True
    return len({pair.first.key[2], pair.second.key[2]} - {""}) < 2


def _apart(room: _Room, pair: _Pair) -> dt.timedelta | None:
    """The time between the two articles; None where a day of them is not known."""
    days = room.published(pair.first), room.published(pair.second)
    if days[0] is None or days[1] is None:
        return None
    return max(days[1][0] - days[0][1], days[0][0] - days[1][1], dt.timedelta(0))


def _one_time(room: _Room, pair: _Pair) -> bool:
    """Whether the clauses speak of one time; without a word for it a clause speaks of its article's own."""
    first, second = pair.first.days, pair.second.days
    if first is not None and second is not None:
        return first[0] <= second[1] and second[0] <= first[1]
    for count, days in ((pair.second, first), (pair.first, second)):
        own = room.published(count)
        if days is not None and own is not None and days[1] < own[0] - _HISTORY:
            return False
    return True


def _one_place(room: _Room, pair: _Pair) -> bool:
    """Whether no name speaks against it: what one of them names beside the other must be the matter of both."""
    first, second = pair.first, pair.second
    if first.key[0] in ("vote", "measure"):
        lands = [{name for name in count.names if name[0] == "@"} for count in (first, second)]
        return not all(lands) or bool(lands[0] & lands[1])
    if not (first.names <= second.names or second.names <= first.names):
        return False
    more = first.names ^ second.names
    stories = room.stories[first.source] & room.stories[second.source]
    if more <= stories:
        return True
    smaller = min(pair.first, pair.second, key=lambda count: float(count.figure.value))
    other = second if first.names >= second.names else first
    return not smaller.names >= more and more <= room.words[other.source]


def _one_event(room: _Room, pair: _Pair) -> bool:
    """Whether two articles speak of one event around their counts."""
    alike, shared = room.alike(pair), len(pair.first.frame & pair.second.frame)
    if pair.first.key[0] == "deed":
        return shared >= _FEWEST and alike >= (_ALIKE_SHORT if room.shared(pair) else _ALIKE_DEED)
    if room.shared(pair):
        return alike >= _ALIKE_SHORT and shared > 0
    if not room.one_matter(pair):
        return False
    return (shared > 0 and alike >= _ALIKE) or _is_bare(room, pair)


def _is_bare(room: _Room, pair: _Pair) -> bool:
    """Whether both say no more of the event than the other's article does."""
    return all(
        count.frame <= room.stories[other.source]
        for count, other in ((pair.first, pair.second), (pair.second, pair.first))
    )


def _disputed_inside(room: _Room, pair: _Pair) -> bool:
    """Whether one article gives both values for one thing: in the same words, or as the words of two."""
    first, second = pair.first, pair.second
    if first.sentence == second.sentence or first.key[0] in ("vote", "measure"):
        return False
    alike, shared = room.alike(pair), len(first.frame & second.frame)
    two = first.speaker != second.speaker and bool(first.speaker and second.speaker)
    fewest = _FEWEST if first.key[0] == "deed" else 1
    if two and shared >= fewest and alike >= _ALIKE_DEED:
        return True
    if shared >= _FEWEST and alike >= _ALIKE_ALONE:
        return True
    if first.key[0] == "deed" or not two:
        return False
    near = second.sentence - first.sentence <= _NEAR
    return not (first.frame and second.frame) or (second.turns and near)


# How it is told


def _disagreement(room: _Room, pair: _Pair, kind: DisagreementKind) -> Disagreement:
    counts = (pair.first, pair.second)
    citations = [room.readings[count.source].cite(count.sentence) for count in counts]
    entries = _telling(room, pair)
    unit = pair.first.figure.unit
    return Disagreement(
        id=content_id("d", *sorted(citation.quote for citation in citations), unit),
        about=f"the number ({unit}): “{entries[0].headline if entries else pair.first.clause}”",
        kind=kind,
        why=f"Both sentences count one thing. {_reason(pair, kind)}",
        claims=tuple(
            DisagreementClaim(value=count.figure.value, citation=citation)
            for count, citation in zip(counts, citations, strict=True)
        ),
        events=tuple(entry.id for entry in entries),
        topics=tuple(sorted({topic for count in counts for entry in room.told_by(count) for topic in entry.topics})),
    )


def _telling(room: _Room, pair: _Pair) -> list[TimelineEntry]:
    """The entries that both sentences tell, and those whose headline gives one of the figures."""
    counts = (pair.first, pair.second)
    both = {entry.id for entry in room.told_by(pair.first)} & {entry.id for entry in room.told_by(pair.second)}
    told = [
        entry
        for count in counts
        for entry in room.told_by(count)
        if entry.id in both or any(each.told in entry.headline for each in counts)
    ]
    return list({entry.id: entry for entry in told}.values())


def _reason(pair: _Pair, kind: DisagreementKind) -> str:
    first, second = pair.first.told, pair.second.told
    if kind == "superseded":
        return f"The second was published later and may know more: first “{first}”, later “{second}”."
    if pair.first.source == pair.second.source:
        return "One article gives both, and does not say why."
    return "Neither says why."
