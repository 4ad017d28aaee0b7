"""One person from the many spellings and bare surnames of all articles.

Full names are merged by keys under which spellings of one name meet; a bare surname joins a full
name only on evidence from the text around it. Every step looks names up in an index, so that the
cost grows in step with the number of articles.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import chain

from ...model.article import Article
from ...model.findings import Findings
from ..base.corpus import readings
from . import romanisation
from .evidence import attached
from .in_article import ArticlePeople, people_told
from .pair import Crowd, Pair, crowd_of
from .person_group import Named, PeopleIndex, PersonGroup
from .profiles import profile_people
from .same_name import WAYS, Way, line_of, namesakes

_EARLIER = 50  # names under one key that a further one is compared with
_SPELLINGS = 20  # of one name, each in its own article


class _Clusters:
    """Clusters that are merged in place: a plain union-find over full names."""

    def __init__(self, crowd: Crowd) -> None:
        self._of: dict[str, PersonGroup] = {}  # key of a name -> cluster
        self._own: dict[str, list[Named]] = defaultdict(list)  # who has the name
        self._crowd = crowd

    def add(self, named: Named) -> None:
        squashed = romanisation.squash(named.entity.name)
        key, number = squashed, 1
        while key in self._of and namesakes(self._of[key], named):
            number += 1
            key = f"{squashed} {number}"
        named.key = key
        self._own[key].append(named)
        cluster = self._of.setdefault(key, PersonGroup())
        known = {member.entity.name for member in cluster.members}
        if known and named.entity.name not in known:
            cluster.evidence.append(f"“{named.entity.name}” is “{min(known)}” but for spaces, hyphens or accents")
        cluster.add(named)

    def all(self) -> list[PersonGroup]:
        return list(dict.fromkeys(self._of[key] for key in sorted(self._of)))

    def merge_by(self, way: Way) -> None:
        """Merge clusters of which two names meet under a key of the way, where the evidence is enough."""
        buckets: dict[str, dict[str, Named]] = defaultdict(dict)
        for name in sorted(self._of):
            for member in self._own[name][:_SPELLINGS]:
                for key in way.keys(member):
                    buckets[key].setdefault(name, member)
        for key in sorted(key for key, met in buckets.items() if len(met) > 1):
            met = list(buckets[key].values())
            for index, named in enumerate(met[1:], 1):
                for earlier in met[: min(index, _EARLIER)]:
                    self._merge(earlier, named, way)

    def _merge(self, one: Named, other: Named, way: Way) -> None:
        first, second = self._of[one.key], self._of[other.key]
        if first is second or not way.holds((one, other)):
            return
        pair = Pair(one=first, other=second, crowd=self._crowd)
        if way.takes(pair):
            self.join(one, other, line_of(one, other, way.says(one, other), pair))

    def join(self, one: Named, other: Named, why: str, *, newer: str | None = None) -> None:
        """Make one of the clusters of two names, of which a sentence may tell the newer."""
        first, second = self._of[one.key], self._of[other.key]
        first.newer = newer or first.newer
        if first is second:
            return
        first.absorb(second)
        first.evidence.append(why)
        for member in second.members:
            self._of[member.key] = first


def merge_people(articles: Sequence[Article], findings: Sequence[Findings]) -> PeopleIndex:
    """Who is who over all articles; `articles` and `findings` go in pairs, in any order.

    A person is profiled who has an office of state or of an international body in some article.
    """
    corpus = readings(articles, findings)
    told = people_told(corpus)
    return profile_people(group_people(told), told, corpus)


def group_people(told: Mapping[str, ArticlePeople]) -> list[PersonGroup]:
    """The names of all articles, which are sorted by their ids, those of one person together."""
    named = _named(told.values())
    crowd = crowd_of(named)
    by_key = {(person.article, person.entity.key): person for person in named if person.parts.given}
    clusters = _Clusters(crowd)
    for person in by_key.values():
        clusters.add(person)
    for source, article in told.items():
        for newer, older, why in article.renamed:
            one = by_key[source, newer]
            clusters.join(one, by_key[source, older], why, newer=one.entity.name)
    for way in WAYS:
        clusters.merge_by(way)
    full = clusters.all()
    return full + attached([person for person in named if not person.parts.given], full, crowd)


def _named(told: Collection[ArticlePeople]) -> list[Named]:
    """The people of all articles, each as an article names them."""
    seen = Counter(chain.from_iterable(article.phrases for article in told))
    telling = frozenset(phrase for phrase, count in seen.items() if 2 <= count <= max(2, len(told) // 4))
    return [person for article in told for person in article.named(telling)]
