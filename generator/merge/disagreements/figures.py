"""Where one thing counted has different values, in two sources or in one."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from ...model.book import Disagreement, DisagreementClaim, DisagreementKind, TimelineEntry
from ..base.corpus import Reading
from ..base.countries import countries_in
from ..base.ids import content_id
from ..base.same_words import Rarity
from ..events.entry import Cluster
from .counted import is_once
from .counts import Count, all_words, story_of
from .measures import is_term
from .values import compatible

_ALIKE = 0.5  # weighted words shared by what stands around two counts of what came to people
_ALIKE_DEED = 0.6  # the same for all other counts
_ALIKE_SHORT = 0.4  # the same for two accounts of one entry of the timeline
_ALIKE_ALONE = 0.75  # the same inside one article, where nobody else is named who says it
_STORY = 0.3  # weighted words shared by headlines and first sentences of two articles of one matter
_FEWEST = 2  # words that two counts must share, where what is counted says less than what came to people
_NOUNS = 3  # shared nouns for each that only one clause has
_FULL_NAME = 2  # names shared by two sentences of a court
_RESULTS = ("vote", "measure")  # keys of what does not change from article to article
_CROWD = 60  # counts that one is held against
_NEAR = 3  # sentences within which one turns against another
_HISTORY = dt.timedelta(days=31)  # before an article: what is dated so is not its own matter
_MATTER = dt.timedelta(days=7)  # between articles that give a result which does not change


@dataclass(frozen=True)
class _Pair:
    """Two counts of one thing, the earlier article's first."""

    first: Count
    second: Count


def differing_figures(
    clusters: Sequence[Cluster], corpus: Sequence[Reading], told: Iterable[Iterable[Count]], rarity: Rarity
) -> tuple[Disagreement, ...]:
    """Each pair of sentences that give one thing counted two values that cannot both be true; `told` are the counts of
    each article."""
    room = _Room(clusters, corpus, rarity)
    by_key: dict[tuple[str, ...], list[Count]] = defaultdict(list)
    for count in chain.from_iterable(told):
        by_key[_looked_up(count.key)].append(count)
    found: dict[str, Disagreement] = {}
    for _, counts in sorted(by_key.items()):
        found |= {told.id: told for told in _told_once(room, counts)}
    return tuple(found.values())


def _looked_up(key: tuple[str, ...]) -> tuple[str, ...]:
    """A deed of one name meets those that only measure."""
    return key[:2] if key[0] == "deed" else key


def _told_once(room: _Room, counts: Sequence[Count]) -> Iterator[Disagreement]:
    """Of several pairs of one matter with the same two values the first, and of several older values before a newer
    one."""
    told: dict[frozenset[str], list[_Pair]] = defaultdict(list)
    for pair in _neighbours(room, counts):
        kind = None if compatible(pair.first, pair.second) else _kind(room, pair)
        if kind is None:
            continue
        later = frozenset((pair.second.figure.value, kind))
        values = later if kind == "superseded" else frozenset((pair.first.figure.value, pair.second.figure.value))
        if not any(_of_one(room, pair, known) for known in told[values]):
            yield _disagreement(room, pair, kind)
        told[values].append(pair)


def _of_one(room: _Room, pair: _Pair, known: _Pair) -> bool:
    """Whether two pairs are of one thing."""
    first = _Pair(known.first, pair.first)
    same = pair.first.source == known.first.source or pair.first.key[0] in _RESULTS
    return same or (_one_event(room, first) and not any(differs(room, first) for differs in _TWO_THINGS))


def _neighbours(room: _Room, counts: Sequence[Count]) -> Iterator[_Pair]:
    """Each count with those of the next ones by day, article and sentence that do not count another thing at first
    sight, so that cost grows with their number."""
    ordered = sorted(counts, key=lambda count: (room.day(count), count.source, count.sentence, count.figure.span))
    for at, first in enumerate(ordered):
        alike = _others_of_verb if first.key[0] == "deed" else _others_of_span
        yield from (_Pair(first, second) for second in alike(first, ordered[at + 1 : at + 1 + _CROWD]))


def _others_of_span(first: Count, others: Sequence[Count]) -> Sequence[Count]:
    return [second for second in others if second.span == first.span]


def _others_of_verb(first: Count, others: Sequence[Count]) -> Sequence[Count]:
    """Nearly all pairs of deeds fall away by their verb or their nouns, so that these are looked at before a pair is
    made."""
    verb, span = first.key[2], first.span
    alike = [
        second for second in others if second.span == span and (not verb or second.key[2] == verb or not second.key[2])
    ]
    return alike if is_term(first.figure) else [second for second in alike if _have_one_matter(first, second)]


def _have_one_matter(first: Count, second: Count) -> bool:
    shared = len(first.nouns & second.nouns)
    return _are_mostly_shared(shared, len(first.nouns) + len(second.nouns) - 2 * shared)


def _are_mostly_shared(shared: int, single: int) -> bool:
    """Whether few of two clauses' nouns, `single` in number, stand in one of them alone."""
    return single * _NOUNS <= shared


class _ByArticle(dict[str, frozenset[str]]):
    """Words of each article by its id, found when somebody asks: few are asked for."""

    def __init__(self, words: Callable[[Reading], frozenset[str]], readings: Mapping[str, Reading]) -> None:
        super().__init__()
        self._words, self._readings = words, readings

    def __missing__(self, source: str) -> frozenset[str]:
        found = self[source] = self._words(self._readings[source])
        return found


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
        return _ByArticle(story_of, self.readings)

    @cached_property
    def words(self) -> Mapping[str, frozenset[str]]:
        return _ByArticle(all_words, self.readings)

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
    if any(differs(room, pair) for differs in _TWO_THINGS):
        return None
    if pair.first.source == pair.second.source:
        return "contradiction" if _disputed_inside(room, pair) else None
    apart = _apart(room, pair)
    if pair.first.key[0] in _RESULTS:
        return "contradiction" if apart is None or apart <= _MATTER else None
    if not _one_event(room, pair):
        return None
    return _between(room, pair, apart)


def _between(room: _Room, pair: _Pair, apart: dt.timedelta | None) -> DisagreementKind | None:
    """Of two articles that count one event: the newer may know more, but not of what has its value from the start."""
    near = apart is None or apart <= _MATTER
    if apart is None or apart == dt.timedelta(0) or (near and is_once(pair.first.key)):
        return "contradiction"
    one_day = near and pair.first.days is not None and pair.first.days == pair.second.days
    return "superseded" if one_day or room.shared(pair) else None


def _other_span(_room: _Room, pair: _Pair) -> bool:
    """ "In the last ten days" and "since June", "before the match" and "after" it."""
    first, second = pair.first, pair.second
    if first.key[0] in _RESULTS:
        return first.span != second.span
    return first.span != second.span or bool(first.sides and second.sides and first.sides.isdisjoint(second.sides))


def _two_speak_of_their_own(_room: _Room, pair: _Pair) -> bool:
    """Two countries, each of its own losses."""
    first, second = (set(countries_in(count.speaker.title())) for count in (pair.first, pair.second))
    return bool(first and second and first.isdisjoint(second))


def _other_deed(_room: _Room, pair: _Pair) -> bool:
    """Another verb, another noun beside it, or another figure of one unit: "the 16-litre model costs"."""
    first, second = pair.first, pair.second
    if first.key[0] != "deed":
        return False
    units = {unit for unit, _ in first.beside} & {unit for unit, _ in second.beside}
    if any({pair for pair in first.beside if pair[0] in units} ^ {pair for pair in second.beside if pair[0] in units}):
        return True
    if len({first.key[2], second.key[2]} - {""}) > 1:
        return True
    return not (
        _is_one_convict(pair) or _are_mostly_shared(len(first.nouns & second.nouns), len(first.nouns ^ second.nouns))
    )


def _is_one_convict(pair: _Pair) -> bool:
    """The same full name before two terms."""
    return is_term(pair.first.figure) and len(pair.first.names & pair.second.names) >= _FULL_NAME


def _other_scene(room: _Room, pair: _Pair) -> bool:
    """Each has a noun that the other's article lacks: "in a bar", "in a market"; or both articles tell of both: "a bomb
    killed", "a flood killed"."""
    first, second = pair.first, pair.second
    both = first.nouns <= room.words[second.source] and second.nouns <= room.words[first.source]
    both = both and not first.turns and not second.turns
    if first.key[0] == "fate" and both and first.nouns and second.nouns and first.nouns.isdisjoint(second.nouns):
        return True
    return first.key[0] == "fate" and bool(
        first.nouns - room.words[second.source] and second.nouns - room.words[first.source]
    )


def _may_be_part(room: _Room, pair: _Pair) -> bool:
    """The smaller number says more of where: "in a suburb"."""
    first, second = pair.first, pair.second
    if first.key[0] != "fate":
        return False
    smaller, larger = sorted((first, second), key=lambda count: float(count.figure.value))
    known = frozenset() if first.source == second.source else room.stories[larger.source]
    return bool(smaller.nouns - known) and larger.nouns < smaller.nouns and larger.frame < smaller.frame


def _other_time(room: _Room, pair: _Pair) -> bool:
    """Without a word for it a clause speaks of its article's own time."""
    first, second = pair.first.days, pair.second.days
    if first is not None and second is not None:
        return first[0] > second[1] or second[0] > first[1]
    return any(
        days is not None and (own := room.published(count)) is not None and days[1] < own[0] - _HISTORY
        for count, days in ((pair.second, first), (pair.first, second))
    )


def _other_place(room: _Room, pair: _Pair) -> bool:
    """What one of them names beside the other must be the matter of both."""
    first, second = pair.first, pair.second
    if first.key[0] in _RESULTS:
        lands = [{name for name in count.names if name[0] == "@"} for count in (first, second)]
        return all(lands) and lands[0].isdisjoint(lands[1])
    if not (first.names <= second.names or second.names <= first.names):
        return True
    more = first.names ^ second.names
    if more <= room.stories[first.source] & room.stories[second.source]:
        return False
    smaller = min(first, second, key=lambda count: float(count.figure.value))
    other = second if first.names >= second.names else first
    return smaller.names >= more or not more <= room.words[other.source]


_TWO_THINGS = (
    _other_span, _other_deed, _other_scene, _may_be_part, _other_time, _other_place, _two_speak_of_their_own,
)  # fmt: skip


def _apart(room: _Room, pair: _Pair) -> dt.timedelta | None:
    """The time between the two articles; None where a day of them is not known."""
    days = room.published(pair.first), room.published(pair.second)
    if days[0] is None or days[1] is None:
        return None
    return max(days[1][0] - days[0][1], days[0][0] - days[1][1], dt.timedelta(0))


def _shared(pair: _Pair) -> int:
    """How many words both clauses have, a verb that both have for their deed among them."""
    first, second = pair.first, pair.second
    deed = {first.key[2]} if first.key[0] == "deed" and first.key[2] else set()
    return len((first.frame & second.frame) | (deed if first.key == second.key else set()))


def _one_event(room: _Room, pair: _Pair) -> bool:
    """Whether two articles speak of one event around their counts."""
    alike, shared = room.alike(pair), _shared(pair)
    if pair.first.key[0] == "deed":
        return shared >= _FEWEST and alike >= (_ALIKE_SHORT if room.shared(pair) else _ALIKE_DEED)
    if room.shared(pair):
        return alike >= _ALIKE_SHORT and shared > 0
    if not room.one_matter(pair):
        return False
    return (shared > 0 and alike >= _ALIKE) or _is_bare(room, pair)


def _is_bare(room: _Room, pair: _Pair) -> bool:
    """Whether both say no more of the event than the other's article does."""
    first, second = pair.first, pair.second
    return first.frame <= room.stories[second.source] and second.frame <= room.stories[first.source]


def _disputed_inside(room: _Room, pair: _Pair) -> bool:
    """Whether one article gives both values for one thing: in the same words, or as the words of two."""
    first, second = pair.first, pair.second
    if first.sentence == second.sentence:
        return False
    two = first.speaker != second.speaker and bool(first.speaker and second.speaker)
    alike, shared = room.alike(pair), _shared(pair)
    if first.key[0] in _RESULTS:
        return two
    if shared >= _FEWEST and alike >= _ALIKE_ALONE:
        return True
    return two and _disputed_by_two(pair, alike, shared)


def _disputed_by_two(pair: _Pair, alike: float, shared: int) -> bool:
    """Whether two speakers of one article count one thing."""
    first, second = pair.first, pair.second
    if first.key[0] == "deed":
        return shared >= _FEWEST and alike >= _ALIKE_DEED
    if shared and alike >= _ALIKE_DEED:
        return True
    return not (first.frame and second.frame) or (second.turns and second.sentence - first.sentence <= _NEAR)


# How it is told


def _disagreement(room: _Room, pair: _Pair, kind: DisagreementKind) -> Disagreement:
    counts = (pair.first, pair.second)
    citations = [room.readings[count.source].cite(count.sentence) for count in counts]
    entries = _telling(room, pair)
    unit = pair.first.figure.unit
    return Disagreement(
        id=content_id("d", *sorted(citation.quote for citation in citations), unit),
        about=f"{_how_much(unit)}? “{entries[0].headline if entries else pair.first.clause}”",
        kind=kind,
        why=f"Both sentences count one thing. {_reason(pair, kind)}",
        claims=tuple(
            DisagreementClaim(value=count.figure.value, citation=citation)
            for count, citation in zip(counts, citations, strict=True)
        ),
        events=tuple(entry.id for entry in entries),
        topics=tuple(sorted({topic for count in counts for entry in room.told_by(count) for topic in entry.topics})),
    )


def _how_much(unit: str) -> str:
    """The question that a number answers; money has the code of its currency as its unit."""
    return f"How much, in {unit}" if unit.isupper() else f"How many {unit}"


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
