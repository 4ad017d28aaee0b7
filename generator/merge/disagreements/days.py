"""Where two sources put one event on different days."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ...model.book import Disagreement, DisagreementClaim, DisagreementKind, Person
from ...model.dates import Date
from ...rules.load import load
from ...rules.lookups import time_zone
from ...rules.types.merge import DIFFERENCES
from ..base.countries import countries_in
from ..base.ids import content_id
from ..base.listed import words_of
from ..base.same_words import Rarity, words_in_common
from ..events.accounts import Account
from ..events.entry import Cluster

_ALIKE = 0.34  # weighted words shared, for a difference to be about one event
_ALIKE_NUMBER = 0.25  # the same when both give the same number
_ALIKE_NOBODY = 0.5  # the same where nobody does it, but something named is in both
_FEWEST = 3  # words that they share then, beside the deed
_ALIKE_LIMIT = 0.20  # the same for two limits in time of one kind
_ALIKE_CHANGED = 0.40  # the same for a plan that a later source says was changed
_ALIKE_RECURRING = 0.7  # the same for what the same people do day by day
_FARTHEST = 3  # days apart; beyond that two dates are more likely two events
_REACH = dt.timedelta(days=_FARTHEST)
_FARTHEST_CHANGED = 400
_HOURS = 5  # between two clocks, for one moment to have two dates as often as not
_RAREST = 12  # words of an account by which it is looked up
_CROWD = 60  # accounts that share a word; a word of more is no clue

Place = tuple[Cluster, Account]
Numbered = tuple[int, dt.date, Place]  # of each sentence and day one number
Voices = Mapping[tuple[str, int], frozenset[str]]  # whose words a sentence gives
Clocks = tuple[str, str]  # where the clocks are farthest behind and farthest ahead


def differing_days(
    clusters: Sequence[Cluster],
    people: Mapping[str, Person],
    published: Mapping[str, Date | None],
    rarity: Rarity,
    home_zones: Sequence[str] = (),
    voices: Voices = MappingProxyType({}),
) -> tuple[Disagreement, ...]:
    """Each pair of clusters with day-exact dates that are told as the same thing, by different sources or by two whom
    one source cites.

    `home_zones` are the IANA names of the clocks that the editor says the parties live by.
    """
    best: dict[tuple[str, str], tuple[float, Place, Place, DisagreementKind, Clocks | None]] = {}
    kind: DisagreementKind | None
    for one, other in _candidates(clusters, rarity):
        (first, a), (second, b) = sorted(
            (one, other), key=lambda place: (place[1].date.earliest, place[1].source, place[1].sentence)
        )
        alike = rarity.overlap(a.words, b.words)
        kind = _kind(a, b, published, alike) if _disputed(a, b, voices) else None
        key = (first.entry.id, second.entry.id)
        if kind is not None and (
            key not in best
            or (alike, a.source, b.source) > (best[key][0], best[key][1][1].source, best[key][2][1].source)
        ):
            next_day = (b.date.earliest - a.date.earliest).days == 1
            clocks = _clocks(a, b, people, home_zones) if next_day else None
            if kind == "contradiction" and next_day and a.event.kind == "occurred" and clocks:
                kind = "date-line"
            best[key] = (alike, (first, a), (second, b), kind, clocks)
    return tuple(_disagreement(first, second, kind, clocks) for _, first, second, kind, clocks in best.values())


def _candidates(clusters: Iterable[Cluster], rarity: Rarity) -> Iterator[tuple[Place, Place]]:
    """Pairs of accounts of one kind and deed, found through the rare words that they share; of one sentence and day the
    first. What was done too many days apart is two deeds."""
    rooms = _rooms(clusters, rarity)
    seen: set[tuple[int, int]] = set()
    for key in sorted(key for key, places in rooms.items() if 1 < len(places) <= _CROWD):
        for (at, day, one), (beside, other_day, other) in combinations(rooms[key], 2):
            pair = (at, beside) if at < beside else (beside, at)
            if day != other_day and pair not in seen and not _tells_both(one, other):
                seen.add(pair)
                if key[1] != "occurred" or abs(day - other_day) <= _REACH:
                    yield one, other


def _numbered(account: Account, numbers: dict[tuple[str, int, str], int]) -> int:
    return numbers.setdefault((account.source, account.sentence, account.date.edtf), len(numbers))


def _rooms(clusters: Iterable[Cluster], rarity: Rarity) -> Mapping[tuple[str, str, str], list[Numbered]]:
    """The accounts with a day by deed, kind and word, for each of its rarest words."""
    rooms: dict[tuple[str, str, str], list[Numbered]] = defaultdict(list)
    numbers: dict[tuple[str, int, str], int] = {}
    for cluster in clusters:
        if cluster.entry.date is None or cluster.entry.date.precision != "day":
            continue
        for account in cluster.accounts:
            predicate, kind = account.predicate, account.event.kind
            place = _numbered(account, numbers), account.date.earliest, (cluster, account)
            for word in rarity.rarest(account.words, _RAREST):
                rooms[predicate, kind, word].append(place)
    return rooms


def _tells_both(one: Place, other: Place) -> bool:
    """Whether an article of one of two accounts tells of the other's day too, so that it knows two deeds."""
    (first, a), (second, b) = one, other
    if a.source == b.source:
        return a.sentence == b.sentence
    return any(account.source == a.source for account in second.accounts) or any(
        account.source == b.source for account in first.accounts
    )


def _kind(a: Account, b: Account, published: Mapping[str, Date | None], alike: float) -> DisagreementKind | None:
    """What sort of difference there is between two accounts, the earlier date first, whatever clocks they live by; None
    when they are two events."""
    days = (b.date.earliest - a.date.earliest).days
    if (
        a.event.kind != "occurred"
        and days <= _FARTHEST_CHANGED
        and alike >= _ALIKE_CHANGED
        and _changed(a, b, published)
    ):
        return "superseded"
    return "contradiction" if days <= _FARTHEST and _is_one(a, b, alike) else None


def _is_one(a: Account, b: Account, alike: float) -> bool:
    """Whether two accounts of neighbouring days are of one event."""
    if a.event.kind == "deadline":
        return alike >= _ALIKE_LIMIT
    number = any(word[0].isdigit() for word in a.words & b.words)
    if set(a.people) & set(b.people):
        return alike >= (_ALIKE_NUMBER if number else _ALIKE) and not _repeated(a, b, alike)
    return _is_one_thing(a, b) and alike >= _ALIKE_NOBODY and not _repeated(a, b, alike)


def _is_one_thing(a: Account, b: Account) -> bool:
    """Whether the same named thing has it done to it or does it, and not what is done day by day."""
    if a.event.predicate in load(DIFFERENCES).recurring:
        return False
    names = {means for word, means in a.said[1:] if word[0].isupper()}
    shared = (a.telling & b.telling) - {a.predicate}
    return not names.isdisjoint(b.words) and len(shared) >= _FEWEST


def _repeated(a: Account, b: Account, alike: float) -> bool:
    """Whether they may well tell of two deeds: "met again", or what is done day by day, unless both tell the like of
    it, and more than who did it and where."""
    if any(words_of("repeated").search(account.citation.quote) for account in (a, b)):
        return True
    if a.event.predicate not in load(DIFFERENCES).recurring or any(word[0].isdigit() for word in a.words & b.words):
        return False
    plain = {means for word, means in a.said if word[0].islower()} - {a.predicate}
    return alike < _ALIKE_RECURRING or plain.isdisjoint(b.words)


def _disputed(a: Account, b: Account, voices: Voices) -> bool:
    """Whether the two days are given by two articles, or by two whom one article cites."""
    if a.source != b.source:
        return True
    said = [voices.get((account.source, account.sentence), frozenset()) for account in (a, b)]
    return all(said) and said[0].isdisjoint(said[1])


@cache
def _changed_words() -> tuple[str, ...]:
    return tuple(load(DIFFERENCES).changed)


def _changed(a: Account, b: Account, published: Mapping[str, Date | None]) -> bool:
    """Whether the source that was published later says itself that the plan was changed."""
    dates = published.get(a.source), published.get(b.source)
    if dates[0] is None or dates[1] is None or dates[0].latest == dates[1].latest:
        return False
    later = a if dates[0].earliest > dates[1].latest else b if dates[1].earliest > dates[0].latest else None
    return later is not None and any(word in later.citation.quote.casefold() for word in _changed_words())


def _clocks(a: Account, b: Account, people: Mapping[str, Person], home_zones: Sequence[str]) -> Clocks | None:
    """The two countries of the accounts, west and east, whose clocks are farthest apart, when one moment may
    have the earlier date in the west and the later one in the east."""
    if a.date.zone and b.date.zone:
        named = {zone: zone for zone in (a.date.zone, b.date.zone)}
    else:
        named = {country: zone for country in _countries(a, b, people) if (zone := time_zone(country))}
        named |= {zone: zone for zone in home_zones if zone not in named.values()}
    offsets = sorted(
        (hours, name) for name, zone in named.items() if (hours := _hours(zone, a.date.earliest)) is not None
    )
    if len(offsets) < 2 or offsets[-1][0] - offsets[0][0] < _HOURS:
        return None
    return offsets[0][1], offsets[-1][1]


def _countries(a: Account, b: Account, people: Mapping[str, Person]) -> list[str]:
    """The countries of whoever takes part and of the places that both sentences name."""
    named = set(countries_in(a.citation.quote)) & set(countries_in(b.citation.quote))
    own = {country for person in {*a.people, *b.people} if person in people and (country := people[person].country)}
    return sorted(named | own)


def _hours(zone: str, day: dt.date) -> float | None:
    try:
        offset = dt.datetime.combine(day, dt.time(12), ZoneInfo(zone)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError, OverflowError):
        return None
    return None if offset is None else offset.total_seconds() / 3600


def _disagreement(one: Place, other: Place, kind: DisagreementKind, clocks: Clocks | None) -> Disagreement:
    (first, a), (second, b) = one, other
    both = first.accounts if first is second else (*first.accounts, *second.accounts)
    told = sorted(both, key=lambda x: (x.date.earliest, x.source, x.sentence))
    alike = [account for account in told if account in (a, b) or account.predicate == a.predicate]
    days = (b.date.earliest - a.date.earliest).days
    shared = ", ".join(words_in_common(a.said, b.words))
    why = f"The sources tell this alike (in common: {shared}) and date it {days} day{'s' if days > 1 else ''} apart."
    if kind == "date-line" and clocks:
        why += f" The clocks of {clocks[0]} and {clocks[1]} are so far apart that one moment may have both dates."
    if kind == "superseded":
        why += " The source published later speaks of a change."
    return Disagreement(
        id=content_id("d", first.entry.id, second.entry.id),
        about=f"On which day? “{first.entry.headline}”",
        kind=kind,
        why=why,
        claims=tuple(
            dict.fromkeys(DisagreementClaim(value=account.date.edtf, citation=account.citation) for account in alike)
        ),
        events=tuple(dict.fromkeys((first.entry.id, second.entry.id))),
        topics=tuple(sorted({*first.entry.topics, *second.entry.topics})),
    )
