"""One person from the many spellings and bare surnames of all articles.

Full names are merged by keys under which spellings of one name meet; a bare surname joins a full
name only on evidence from the text around it. Every step looks names up in an index, so that the
cost grows in step with the number of articles.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz.fuzz import ratio

from ...model.article import Article
from ...model.book import Citation, Person, PersonRole
from ...model.dates import Date
from ...model.findings import Entity, Findings, Role
from ...model.text import fold, record
from ...rules.load import load
from ..base.countries import countries_in
from . import romanisation
from .romanisation import NameParts

_ENOUGH = 2  # points of evidence that a bare surname needs
_SIMILAR = 85  # of 100, for a misspelt part of a name
_EVIDENCE_SHOWN = 12


@record
class PeopleIndex:
    """`people` are the officials, sorted by id; `ids` has everybody, officials or not."""

    people: tuple[Person, ...]
    ids: dict[tuple[str, str], str]  # (article id, entity key) -> person id
    unprofiled: tuple[tuple[str, str], ...]  # name, why there is no page


@dataclass(eq=False, slots=True)
class _Named:
    """A person as one article names them, with the evidence around."""

    article: str
    entity: Entity
    parts: NameParts
    roles: tuple[Role, ...]
    titles: frozenset[str]
    country: str | None
    families: frozenset[str]  # folded family names of all the people in the article; one set for all of them
    phrases: frozenset[str]
    key: str = ""  # its squashed name, numbered for a namesake of another country

    @property
    def others(self) -> frozenset[str]:
        """Folded family names of the other people in the article."""
        return self.families - {self.parts.family}


@dataclass(eq=False, slots=True)
class PersonGroup:
    """All that is known of one person so far."""

    members: list[_Named] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    countries: Counter[str] = field(default_factory=Counter)
    genders: set[str] = field(default_factory=set)
    phrases: set[str] = field(default_factory=set)
    official: bool | None = None  # the editor's word on whether this is an official
    parted: str | None = None  # the name of somebody whom the editor told apart from another
    _company: set[str] = field(default_factory=set)
    _uncounted: list[_Named] = field(default_factory=list)  # members whose company has not been asked for yet

    def add(self, member: _Named) -> None:
        self.members.append(member)
        self.articles.add(member.article)
        self.titles |= member.titles
        if member.country:
            self.countries[member.country] += 1
        if member.entity.gender:
            self.genders.add(member.entity.gender)
        self._uncounted.append(member)
        self.phrases |= member.phrases

    @property
    def others(self) -> set[str]:
        """Folded family names of the people named beside this one. Put together when asked for: of 5,000 names in
        one article each has 4,999 others."""
        while self._uncounted:
            self._company |= self._uncounted.pop().others
        return self._company

    def absorb(self, other: PersonGroup) -> None:
        for member in other.members:
            self.add(member)
        self.evidence.extend(other.evidence)


def fold_title(title: str) -> str:
    """A title for comparing: "the Defence Minister" and "defense minister" agree.

    >>> fold_title("Minister of Defence") == fold_title("defense minister")
    True
    """
    rules = load("romanisation/titles")
    words = [word.strip(".") for word in re.findall(r"[\w.-]+", fold(title))]
    return " ".join(
        sorted(str(rules["words"].get(word, word)) for word in words if word and word not in rules["dropped"])
    )


def _office(role: Role) -> str:
    """The title of a role without its body: "State Department spokesperson" and "spokesperson" are one office there."""
    return (role.title.replace(role.organisation, " ") if role.organisation else role.title).strip() or role.title


def _named(article: Article, findings: Findings, telling: frozenset[str]) -> Iterator[_Named]:
    """The people of one article. `telling` are the phrases of so few articles that sharing them means something."""
    people = [entity for entity in findings.entities if entity.kind == "person"]
    roles: dict[str, list[Role]] = defaultdict(list)
    for role in findings.roles:
        roles[role.entity].append(role)
    taken = {entity.key: romanisation.parts(entity.name, entity.family) for entity in people}
    families = frozenset(part.family for part in taken.values())
    phrases = frozenset(phrase for phrase, _ in findings.phrases) & telling
    for entity in people:
        own = tuple(roles[entity.key])
        countries = Counter(role.country for role in own if role.country)
        if entity.country:
            countries[entity.country] += 1
        yield _Named(
            article=article.id,
            entity=entity,
            parts=taken[entity.key],
            roles=own,
            titles=frozenset(fold_title(_office(role)) for role in own) - {""},
            country=_most_common(countries),
            families=families,
            phrases=phrases,
        )


def _most_common(counts: Counter[str]) -> str | None:
    return min(counts, key=lambda key: (-counts[key], key)) if counts else None


def _majority_country(cluster: PersonGroup) -> str | None:
    return _most_common(cluster.countries)


def _same_title_kind(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two sets of titles share a title."""
    return not set(one).isdisjoint(other)


def _may_be_one(one: PersonGroup, other: PersonGroup) -> bool:
    """No article names both, and country and gender do not speak against it."""
    return one.articles.isdisjoint(other.articles) and _agree(one, other)


def _agree(one: PersonGroup, other: PersonGroup) -> bool:
    """Country and gender do not speak against it."""
    first, second = _majority_country(one), _majority_country(other)
    if first and second and first != second:
        return False
    return len(one.genders | other.genders) < 2


def _speaks_for(one: PersonGroup, other: PersonGroup) -> bool:
    """Some agreement beyond the name: an office, or company and matter."""
    if not one.titles or not other.titles or _same_title_kind(one.titles, other.titles):
        return True
    return len(one.others & other.others) >= 2 or len(one.phrases & other.phrases) >= 3


def _namesakes(cluster: PersonGroup, named: _Named) -> bool:
    """Whether one full name is that of two people: other country, other offices, nobody in common."""
    country = _majority_country(cluster)
    apart = bool(named.country and country and named.country != country and named.titles and cluster.titles)
    return apart and _heads(named.titles).isdisjoint(_heads(cluster.titles)) and named.others.isdisjoint(cluster.others)


class _Clusters:
    """Clusters that are merged in place: a plain union-find over full names."""

    def __init__(self) -> None:
        self._of: dict[str, PersonGroup] = {}  # key of a name -> cluster

    def add(self, named: _Named) -> None:
        squashed = romanisation.squash(named.entity.name)
        key, number = squashed, 1
        while key in self._of and _namesakes(self._of[key], named):
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
        self, keys: Callable[[_Named], Iterable[str]], why: str, allowed: Callable[[PersonGroup, PersonGroup], bool]
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


def _order_keys(named: _Named) -> Iterator[str]:
    yield " ".join(sorted(re.findall(r"\w+", fold(named.entity.name))))


def _romanised_keys(named: _Named) -> Iterator[str]:
    yield from romanisation.keys(named.entity.name)


def _given_keys(named: _Named) -> Iterator[str]:
    parts = named.parts
    if not romanisation.is_family_first(named.entity.name):
        yield f"{romanisation.formal(parts.given)} {parts.family}"


def _spelling_keys(named: _Named) -> Iterator[str]:
    parts = named.parts
    for title in sorted(named.titles):
        yield f"{parts.family}|{parts.given[:1]}|{title}"
        yield f"{parts.given}|{parts.family[:1]}|{title}"


def _part_keys(named: _Named) -> Iterator[str]:
    for title in sorted(named.titles):
        for word in sorted(set(romanisation.words_of(named.entity.name))):
            yield f"{word}|{title}"


def _part_allowed(one: PersonGroup, other: PersonGroup) -> bool:
    """One name is a stretch of the other ("Galdós Ruiz" of "Ana Galdós Ruiz"), and the office is the same."""
    if not _may_be_one(one, other) or not _same_title_kind(one.titles, other.titles):
        return False
    left, right = (
        {f" {' '.join(romanisation.words_of(m.entity.name))} " for m in cluster.members[:20]}
        for cluster in (one, other)
    )
    return any(a in b or b in a for a in left for b in right)


def _middles_agree(one: PersonGroup, other: PersonGroup) -> bool:
    """ "Mary Q. Roe" and "Mary Quinn Roe" may be one, "George H. W." and "George W." not."""
    for middle in {member.parts.middle for member in one.members}:
        for against in {member.parts.middle for member in other.members}:
            for left, right in zip(middle, against, strict=False):
                short = romanisation.is_initial(left) or romanisation.is_initial(right)
                if left[0] != right[0] or not (short or left == right):
                    return False
            initials = all(romanisation.is_initial(word) for word in (*middle, *against))
            if middle and against and len(middle) != len(against) and initials:
                return False
    return True


def _given_allowed(one: PersonGroup, other: PersonGroup) -> bool:
    left, right = one.members[0].parts, other.members[0].parts
    if left.given == right.given:
        return _agree(one, other) and _middles_agree(one, other)
    return _may_be_one(one, other) and _middles_agree(one, other) and _speaks_for(one, other)


def _fuzzy_allowed(one: PersonGroup, other: PersonGroup) -> bool:
    return _may_be_one(one, other) and _speaks_for(one, other)


def _misspelt_allowed(one: PersonGroup, other: PersonGroup) -> bool:
    """One part equal, the other a slip of the keys; given names of two syllables differ too little for that."""
    left, right = one.members[0], other.members[0]
    if romanisation.is_family_first(left.entity.name) or romanisation.is_family_first(right.entity.name):
        return False
    a, b = left.parts, right.parts
    if (
        a.family == b.family
        and a.given[0] == b.given[0]
        and (romanisation.is_initial(a.given) or romanisation.is_initial(b.given))
    ):
        return _may_be_one(one, other) and _same_title_kind(one.titles, other.titles)
    if not (a.given == b.given or a.family == b.family) or len(a.given) < 2 or len(b.given) < 2:
        return False
    differing = (a.family, b.family) if a.given == b.given else (a.given, b.given)
    alike = _middles_agree(one, other) and ratio(*differing) >= _SIMILAR
    return alike and _may_be_one(one, other) and _same_title_kind(one.titles, other.titles)


def _heads(titles: Iterable[str]) -> frozenset[str]:
    return frozenset(word for title in titles for word in title.split())


def _points(named: _Named, cluster: PersonGroup, *, alone: bool) -> tuple[int, list[str]]:
    """How much speaks for a bare name being this person, and what; below zero: it cannot be."""
    if named.article in cluster.articles:
        return -1, []
    country = _majority_country(cluster)
    if named.country and country and named.country != country:
        return -1, []
    if named.entity.gender and cluster.genders - {named.entity.gender}:
        return -1, []
    points, why = 0, []
    shared = sorted(named.titles & cluster.titles)
    if shared:
        points, why = 3, ["same office"]
    elif named.titles and cluster.titles:
        common = _heads(named.titles) & _heads(cluster.titles)
        if len(common) >= 2:
            points, why = 2, ["similar office"]
        elif common:
            points = -2  # a minister, but of something else
    if named.country and named.country == country:
        points, why = points + 1, [*why, f"same country ({country})"]
    company = sorted(named.others & cluster.others)
    if company:
        points += min(2, len(company))
        why.append("named together with " + ", ".join(name.title() for name in company[:3]))
    if len(named.phrases & cluster.phrases) >= 2:
        points, why = points + 1, [*why, "same subjects: " + ", ".join(sorted(named.phrases & cluster.phrases)[:3])]
    if alone:
        points, why = points + 1, [*why, "nobody else of that name in the sources"]
    return points, why


def _taken_up(named: _Named, cluster: PersonGroup, *, alone: bool) -> tuple[int, list[str]]:
    """The points for a bare name; one that is only the given name needs the same office and country."""
    points, why = _points(named, cluster, alone=alone)
    by_given = all(named.parts.family not in _handles(member.parts) for member in cluster.members)
    country = named.country is not None and named.country == _majority_country(cluster)
    if by_given and not (country and _same_title_kind(named.titles, cluster.titles)):
        return -1, []
    return points, why


def _attach(bare: Sequence[_Named], full: Sequence[PersonGroup]) -> list[PersonGroup]:
    """Give each bare name to the full name that evidence picks; the clusters of those left over."""
    by_word: dict[str, list[PersonGroup]] = defaultdict(list)
    for cluster in full:
        for word in sorted(
            {word for member in cluster.members for word in (*_handles(member.parts), member.parts.given)}
        ):
            by_word[word].append(cluster)
    left: list[_Named] = []
    decided: list[tuple[_Named, PersonGroup, list[str]]] = []
    for named in bare:
        candidates = by_word.get(named.parts.family, [])
        scored = [(*_taken_up(named, cluster, alone=len(candidates) == 1), cluster) for cluster in candidates]
        most = max((len(cluster.articles) for cluster in candidates), default=0)
        ranked = sorted(
            (
                (
                    points
                    + (len(cluster.articles) == most and len(cluster.articles) >= 3 * _next_size(candidates, cluster)),
                    why,
                    cluster,
                )
                for points, why, cluster in scored
                if points >= 0
            ),
            key=lambda entry: -entry[0],
        )
        if ranked and ranked[0][0] >= _ENOUGH and (len(ranked) == 1 or ranked[0][0] > ranked[1][0]):
            decided.append((named, ranked[0][2], ranked[0][1]))
        else:
            left.append(named)
    for named, cluster, why in decided:
        cluster.add(named)
        cluster.evidence.append(
            f"“{named.entity.name}” in {named.article}: {'; '.join(why) or 'by far the most frequent of that name'}"
        )
    return _leftovers(left)


def _next_size(candidates: Sequence[PersonGroup], cluster: PersonGroup) -> int:
    return max((len(other.articles) for other in candidates if other is not cluster), default=1)


def _handles(parts: NameParts) -> Iterator[str]:
    """What a person may be called by alone: the family name, with and without its particles."""
    yield parts.family
    yield parts.family.split()[-1] if parts.family else ""
    if "-" in parts.family:
        yield parts.family.split("-")[-1]


def _leftovers(left: Sequence[_Named]) -> list[PersonGroup]:
    clusters: dict[str, list[PersonGroup]] = defaultdict(list)
    for named in left:
        known = clusters[named.parts.family]
        scored = [(*_points(named, cluster, alone=False), cluster) for cluster in known[:50]]
        best = max(scored, key=lambda entry: entry[0], default=None)
        if best and best[0] >= 1:
            best[2].add(named)
            best[2].evidence.append(f"“{named.entity.name}” in {named.article}: {'; '.join(best[1])}")
        else:
            known.append(PersonGroup())
            known[-1].add(named)
    return [cluster for family in sorted(clusters) for cluster in clusters[family]]


def _canonical(cluster: PersonGroup) -> str:
    """A full name before a bare one, then the most frequent, then the longest."""
    names = Counter(member.entity.name for member in cluster.members)
    return cluster.parted or min(names, key=lambda name: (len(name.split()) < 2, -names[name], -len(name), name))


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
        for person in sorted(_named(article, found, telling), key=lambda person: person.entity.key)
    ]
    clusters = _Clusters()
    for person in named:
        if person.parts.given:
            clusters.add(person)
    clusters.merge_by(_order_keys, "the same words in another order", _agree)
    clusters.merge_by(_romanised_keys, "another romanisation of the same name", _fuzzy_allowed)
    clusters.merge_by(_given_keys, "same given and family name", _given_allowed)
    clusters.merge_by(_spelling_keys, "almost the same spelling, and the same office", _misspelt_allowed)
    clusters.merge_by(_part_keys, "a part of the name, and the same office", _part_allowed)
    full = clusters.all()
    return full + _attach([person for person in named if not person.parts.given], full)


def profile_people(
    groups: Sequence[PersonGroup], articles: Sequence[Article], findings: Sequence[Findings]
) -> PeopleIndex:
    """Names, offices and ids of the people whom the groups stand for."""
    return _index(groups, {article.id: (article, found) for article, found in zip(articles, findings, strict=True)})


def identified(groups: Sequence[PersonGroup]) -> Iterator[tuple[str, str, PersonGroup]]:
    """The id and the name of each group."""
    taken: set[str] = set()
    for group in sorted(groups, key=lambda group: (_canonical(group), group.parted is not None, min(group.articles))):
        name = _canonical(group)
        yield _unique(romanisation.slug(name), taken), name, group


def _index(clusters: Sequence[PersonGroup], sources: dict[str, tuple[Article, Findings]]) -> PeopleIndex:
    ids: dict[tuple[str, str], str] = {}
    people: list[Person] = []
    unprofiled: list[tuple[str, str]] = []
    authors = {romanisation.squash(author) for article, _ in sources.values() for author in article.authors}
    surfaces = {article: _surfaces(*pair) for article, pair in sources.items()}
    for person_id, name, cluster in identified(clusters):
        for member in cluster.members:
            ids[member.article, member.entity.key] = person_id
        official = any(role.official for member in cluster.members for role in member.roles)
        if official if cluster.official is None else cluster.official:
            people.append(_person(person_id, name, cluster, sources, surfaces))
        else:
            byline = romanisation.squash(name) in authors
            unprofiled.append((name, "wrote an article" if byline else "no office in the sources"))
    return PeopleIndex(
        people=tuple(sorted(people, key=lambda person: person.id)), ids=ids, unprofiled=tuple(sorted(unprofiled))
    )


def _unique(slug: str, taken: set[str]) -> str:
    candidate, number = slug, 1
    while candidate in taken:
        number += 1
        candidate = f"{slug}-{number}"
    taken.add(candidate)
    return candidate


def _surfaces(article: Article, findings: Findings) -> dict[str, Counter[str]]:
    """The spellings of each entity in one article."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in findings.mentions:
        spelling = re.sub(r"['’]s?$", "", " ".join(mention.span.of(article.text).split()))
        found[mention.entity][spelling] += 1
    return found


def _person(
    person_id: str,
    name: str,
    cluster: PersonGroup,
    sources: dict[str, tuple[Article, Findings]],
    surfaces: dict[str, dict[str, Counter[str]]],
) -> Person:
    spellings: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    for member in cluster.members:
        spellings.update(surfaces[member.article].get(member.entity.key, Counter()))
        spellings[member.entity.name] += 0
        if member.entity.country:
            countries[member.entity.country] += 1
        for role in member.roles:
            if role.country:
                countries[role.country] += 2 if role.official else 1
    country = _most_common(countries) or _country_around(name, cluster, sources)
    families = Counter(member.entity.family for member in cluster.members if member.entity.family)
    return Person(
        id=person_id,
        name=name,
        aliases=_aliases(name, spellings),
        family=_most_common(families) or _family_of(name),
        country=country,
        roles=_roles(cluster, sources, country),
        sources=tuple(sorted(cluster.articles)),
        mentions=sum(spellings.values()),
        link_evidence=tuple(dict.fromkeys(cluster.evidence))[:_EVIDENCE_SHOWN],
    )


def _aliases(name: str, spellings: Iterable[str]) -> tuple[str, ...]:
    """Every other spelling; one that differs only in case from another is a slip or a headline's capitals."""
    by_fold: dict[str, str] = {name.casefold(): name}
    for spelling in sorted(spellings, key=lambda text: (sum(char.isupper() for char in text), text)):
        if spelling:
            by_fold.setdefault(spelling.casefold(), spelling)
    return tuple(sorted(spelling for spelling in by_fold.values() if spelling != name))


def _country_around(name: str, cluster: PersonGroup, sources: dict[str, tuple[Article, Findings]]) -> str | None:
    """For a name in one country's style, that country, if the articles speak of it more than of the others of that
    style."""
    possible = romanisation.countries(name)
    if not possible:
        return None
    counts: Counter[str] = Counter()
    for article in sorted(cluster.articles)[:20]:
        counts.update(country for country in countries_in(sources[article][0].text) if country in possible)
    return _most_common(Counter({country: count for country, count in counts.items() if count > 1}))


def _family_of(name: str) -> str | None:
    words = name.split()
    if len(words) < 2:
        return name or None
    if romanisation.is_family_first(name):
        return words[0]
    return " ".join(words[-len(romanisation.parts(name).family.split()) :])


def _roles(
    cluster: PersonGroup, sources: dict[str, tuple[Article, Findings]], country: str | None
) -> tuple[PersonRole, ...]:
    """Roles with the sentences that give them, those said by most articles first. An office of state that is
    given without a country is one of the person's own `country`."""
    said: dict[tuple[str, str], list[tuple[_Named, Role]]] = defaultdict(list)
    for member in cluster.members:
        for role in member.roles:
            said[fold_title(_office(role)), fold_title(role.organisation or "")].append((member, role))
    for title, organisation in sorted(said):
        if not organisation:
            named = [key for key in sorted(said) if key[0] == title and key[1]]
            if len(named) == 1:
                said[named[0]].extend(said.pop((title, organisation)))
    _fold_short(said)
    roles = [_role(title, entries, sources, country) for (title, _), entries in sorted(said.items())]
    return tuple(
        sorted(
            roles,
            key=lambda role: (-len({citation.source for citation in role.citations}), -len(role.citations), role.title),
        )
    )


def _fold_short(said: dict[tuple[str, str], list[tuple[_Named, Role]]]) -> None:
    """A bare "Minister" is the one longer title that has the word; "President" never is "Vice President"."""
    bare = frozenset(load("romanisation/parts")["bare_titles"])
    for title, organisation in sorted(said):
        if title not in bare:
            continue
        same_body = [key for key in sorted(said) if not organisation or key[1] == organisation]
        longer = [key for key in same_body if key[0] != title and title in key[0].split()]
        if longer:
            best = max(longer, key=lambda key: len({named.article for named, _ in said[key]}))
            said[best].extend(said.pop((title, organisation)))


def _role(
    folded: str,
    entries: Sequence[tuple[_Named, Role]],
    sources: dict[str, tuple[Article, Findings]],
    country: str | None,
) -> PersonRole:
    titles = Counter(role.title for _, role in entries if fold_title(_office(role)) == folded)
    whole = {role.title for _, role in entries if role.organisation and role.organisation in role.title}
    title = min(titles, key=lambda title: (title not in whole, -titles[title], title.islower(), title))
    stated = Counter(role.country for _, role in entries if role.country)
    of_state = any(role.official and not role.organisation for _, role in entries)
    organisations = Counter(role.organisation for _, role in entries if role.organisation)
    dates = sorted(
        (
            date
            for article in sorted({named.article for named, _ in entries})
            if (date := sources[article][0].published)
        ),
        key=lambda date: (date.earliest, date.latest),
    )
    first: Date | None = dates[0] if dates else None
    last: Date | None = dates[-1] if dates else None
    citations = {
        (named.article, index): citation
        for named, role in entries
        if (citation := _citation(*sources[named.article], role.span.start)) and (index := citation.sentence) >= 0
    }
    return PersonRole(
        title=title,
        organisation=_most_common(organisations),
        country=_most_common(stated) or (country if of_state else None),
        first=first,
        last=last,
        citations=tuple(citations[key] for key in sorted(citations)),
    )


def _citation(article: Article, findings: Findings, offset: int) -> Citation | None:
    """The sentence at an offset."""
    index = bisect.bisect_right(findings.sentences, offset, key=lambda sentence: sentence.span.start) - 1
    if index < 0:
        return None
    return Citation(source=article.id, sentence=index, quote=findings.sentences[index].span.of(article.text))
