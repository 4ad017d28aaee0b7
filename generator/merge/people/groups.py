"""One person from the many spellings and bare surnames of all articles.

Full names are merged by keys under which spellings of one name meet; a bare surname joins a full
name only on evidence from the text around it. Every step looks names up in an index, so that the
cost grows in step with the number of articles.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from ...model.article import Article
from ...model.findings import Findings
from . import romanisation
from .evidence import attached
from .person_group import Named, PeopleIndex, PersonGroup, named_in
from .profiles import profile_people
from .same_name import (
    agree,
    fuzzy_allowed,
    given_allowed,
    given_keys,
    misspelt_allowed,
    namesakes,
    order_keys,
    part_allowed,
    part_keys,
    romanised_keys,
    spelling_keys,
)


class _Clusters:
    """Clusters that are merged in place: a plain union-find over full names."""

    def __init__(self) -> None:
        self._of: dict[str, PersonGroup] = {}  # key of a name -> cluster

    def add(self, named: Named) -> None:
        squashed = romanisation.squash(named.entity.name)
        key, number = squashed, 1
        while key in self._of and namesakes(self._of[key], named):
            number += 1
            key = f"{squashed} {number}"
        named.key = key
        cluster = self._of.setdefault(key, PersonGroup())
        known = {member.entity.name for member in cluster.members}
        if known and named.entity.name not in known:
            cluster.evidence.append(f"“{named.entity.name}” is “{min(known)}” but for spaces, hyphens or accents")
        cluster.add(named)

    def all(self) -> list[PersonGroup]:
        return list(dict.fromkeys(self._of[key] for key in sorted(self._of)))

    def merge_by(
        self, keys: Callable[[Named], Iterable[str]], why: str, allowed: Callable[[PersonGroup, PersonGroup], bool]
    ) -> None:
        """Merge clusters that meet under a key, where `allowed`."""
        buckets: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self._of):
            own = [member for member in self._of[name].members if member.key == name]
            for key in sorted({key for member in own[:20] for key in keys(member)}):
                buckets[key].append(name)
        for key in sorted(buckets):
            names = buckets[key]
            for index, name in enumerate(names[1:], 1):
                for earlier in names[: min(index, 50)]:
                    self._merge(earlier, name, why, allowed)

    def _merge(self, one: str, other: str, why: str, allowed: Callable[[PersonGroup, PersonGroup], bool]) -> None:
        first, second = self._of[one], self._of[other]
        if first is second or not allowed(first, second):
            return
        names = sorted({first.members[0].entity.name, second.members[0].entity.name})
        first.absorb(second)
        first.evidence.append(f"“{names[-1]}” taken for “{names[0]}”: {why}")
        for member in second.members:
            self._of[member.key] = first


def merge_people(articles: Sequence[Article], findings: Sequence[Findings]) -> PeopleIndex:
    """Who is who over all articles; `articles` and `findings` go in pairs, in any order.

    A person is profiled who has an office of state or of an international body in some article.
    """
    return profile_people(group_people(articles, findings), articles, findings)


def group_people(articles: Sequence[Article], findings: Sequence[Findings]) -> list[PersonGroup]:
    """The names of all articles, those of one person together."""
    pairs = sorted(zip(articles, findings, strict=True), key=lambda pair: pair[0].id)
    seen = Counter(phrase for _, found in pairs for phrase, _ in found.phrases if " " in phrase)
    telling = frozenset(phrase for phrase, count in seen.items() if 2 <= count <= max(2, len(pairs) // 4))
    named = [
        person
        for article, found in pairs
        for person in sorted(named_in(article, found, telling), key=lambda person: person.entity.key)
    ]
    clusters = _Clusters()
    for person in named:
        if person.parts.given:
            clusters.add(person)
    clusters.merge_by(order_keys, "the same words in another order", agree)
    clusters.merge_by(romanised_keys, "another romanisation of the same name", fuzzy_allowed)
    clusters.merge_by(given_keys, "same given and family name", given_allowed)
    clusters.merge_by(spelling_keys, "almost the same spelling, and the same office", misspelt_allowed)
    clusters.merge_by(part_keys, "a part of the name, and the same office", part_allowed)
    full = clusters.all()
    return full + attached([person for person in named if not person.parts.given], full)
