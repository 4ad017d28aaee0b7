"""Open points: what one party asked of another one, which refused it or gave no answer that the sources tell.

Few and certain: the one who is asked is named, and a refusal is of the same matter. That there is no answer is told
only where nothing behind the ask in its article names the one who was asked, and nothing that they say on the topic
could be one.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ...model.book import Claim, OpenPoint, Person, Statement
from ...model.text import record
from ..base.corpus import Reading
from ..base.countries import countries_in
from ..base.same_words import Rarity, content_words, senses_in

_SAME_MATTER = 0.3  # share of weighted words by which a refusal is of what was asked
_BEHIND = 4  # sentences behind an ask in which an answer may be told


@record
class _Ground:
    """What the ask is held against."""

    readings: Mapping[str, Reading]
    statements: Sequence[Statement]
    agreed: Sequence[Claim]
    people: Mapping[str, Person]
    rarity: Rarity


def open_points_of(
    statements: Sequence[Statement],
    agreed: Mapping[str, Sequence[Claim]],
    readings: Mapping[str, Reading],
    people: Mapping[str, Person],
    rarity: Rarity,
) -> Mapping[str, tuple[OpenPoint, ...]]:
    """By topic, in the order of the statements. `agreed` are the points of agreement by topic."""
    found: dict[str, list[OpenPoint]] = defaultdict(list)
    for ask in statements:
        for topic in ask.topics if ask.act == "asks" and ask.parties else ():
            said = [one for one in statements if topic in one.topics]
            ground = _Ground(
                readings=readings, statements=said, agreed=agreed.get(topic, ()), people=people, rarity=rarity
            )
            found[topic] += _point(ask, ground)
    return {topic: tuple(points) for topic, points in found.items() if points}


def _point(ask: Statement, ground: _Ground) -> Iterator[OpenPoint]:
    asked = _asked(ask, ground.people)
    if asked is None or asked in ask.parties:
        return
    theirs = [one for one in ground.statements if asked in one.parties and not _is_before(one, ask)]
    refusals = [one for one in theirs if one.act == "refuses" and _is_of(one, ask, ground)]
    if refusals:
        yield OpenPoint(ask=ask.id, refusal=refusals[-1].id)
    elif _speaks(asked, ground) and not _may_be_answered(ask, asked, theirs, ground):
        yield OpenPoint(ask=ask.id, refusal=None)


def _asked(ask: Statement, people: Mapping[str, Person]) -> str | None:
    """The party of the one to whom it is said; None where that is not one party alone."""
    countries = set(countries_in(ask.hearer))
    words = ask.hearer.split()
    named = {p.country for p in people.values() if words and (p.family or p.name) == words[-1] and p.official}
    parties = countries or {country for country in named if country}
    return parties.pop() if len(parties) == 1 else None


def _speaks(party: str, ground: _Ground) -> bool:
    """Whether the sources quote the party at all on the topic: from silence alone nothing follows."""
    return any(party in one.parties for one in ground.statements)


def _is_before(one: Statement, ask: Statement) -> bool:
    latest, asked = one.no_later_than, _earliest(ask)
    return latest is not None and asked is not None and latest < asked


def _earliest(ask: Statement) -> dt.date | None:
    return ask.date.earliest if ask.date else ask.no_later_than


def _is_of(one: Statement, ask: Statement, ground: _Ground) -> bool:
    """Whether two statements are of one matter, by their words without the names of countries."""
    return ground.rarity.overlap(_words(one, ground), _words(ask, ground)) >= _SAME_MATTER


def _words(one: Statement, ground: _Ground) -> frozenset[str]:
    reading, cited = ground.readings[one.citation.source], one.citation
    words = (word for number in cited.sentences for word in content_words(reading, number) if word.means[0] != "@")
    return senses_in(tuple(words), one.text)


def _may_be_answered(ask: Statement, asked: str, theirs: Sequence[Statement], ground: _Ground) -> bool:
    """Whether the party speaks of it later, agrees on something of the topic, or is named behind the ask."""
    said = any(one.act not in ("says", "praises", "blames") or _is_of(one, ask, ground) for one in theirs)
    return said or bool(ground.agreed) or _is_named_behind(ask, asked, ground)


def _is_named_behind(ask: Statement, asked: str, ground: _Ground) -> bool:
    reading, at = ground.readings[ask.citation.source], ask.citation.sentences[-1]
    behind = range(at + 1, min(at + 1 + _BEHIND, len(reading.findings.sentences)))
    words = " ".join(reading.quote(number) for number in behind)
    name = ask.hearer.split()[-1]
    return name in words or asked in countries_in(words)
