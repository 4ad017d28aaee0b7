"""From groups to profiles: name, posts, aliases, each with its citation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from ...model.book import Citation, Person, PersonRole
from ...model.dates import Date
from ...model.findings import POST_KINDS, POSTS, PostKind, Role
from ...model.text import fold, slug
from ...rules.load import load
from ...rules.types.people import NAME_PARTS, OFFICES
from ..base.corpus import Reading
from ..base.countries import countries_in
from . import romanisation
from .in_article import ArticlePeople
from .lookalikes import lookalikes_of
from .named_again import named_again
from .person_group import PeopleIndex, PersonGroup, fold_title, most_common, office_of, spelled_out
from .selection import why_none

_EVIDENCE_SHOWN = 12

Held = tuple[Role, Citation]  # as an article has it


def canonical(cluster: PersonGroup) -> str:
    """The newer of two names, a full one before a bare one, one not in capitals throughout, then the most frequent,
    then the longest."""
    names = Counter(member.entity.name for member in cluster.members)
    return (
        cluster.parted
        or cluster.newer
        or min(names, key=lambda name: (len(name.split()) < 2, name.isupper(), -names[name], -len(name), name))
    )


def identified(groups: Sequence[PersonGroup]) -> Iterator[tuple[str, str, PersonGroup]]:
    """The id and the name of each group."""
    taken: set[str] = set()
    for group in sorted(groups, key=lambda group: (canonical(group), group.parted is not None, min(group.articles))):
        name = canonical(group)
        yield _unique(slug(fold(name), nothing="person"), taken), name, group


def profile_people(
    groups: Sequence[PersonGroup],
    told: Mapping[str, ArticlePeople],
    corpus: Sequence[Reading],
    kinds: AbstractSet[PostKind] = POSTS,
) -> PeopleIndex:
    """Profiles, an id for everybody, and the names of those without a page, each with the reason. `kinds` of posts give
    a profile."""
    ids: dict[tuple[str, str], str] = {}
    people: list[Person] = []
    unprofiled: list[tuple[str, str]] = []
    authors = {romanisation.squash(author) for reading in corpus for author in reading.article.authors}
    sources = {reading.article.id: reading for reading in corpus}
    everybody = list(identified(groups))
    further = named_again([group for _, _, group in everybody], told.values())
    for at, (person_id, name, group) in enumerate(everybody):
        for member in group.members:
            ids[member.article, member.entity.key] = person_id
        why = why_none(group, kinds, author=romanisation.squash(name) in authors)
        if why:
            unprofiled.append((name, why))
        else:
            person = person_of(person_id, name, group, sources)
            people.append(replace(person, sources=tuple(sorted({*person.sources, *further.get(at, ())}))))
    return PeopleIndex(
        people=_with_lookalikes(sorted(people, key=lambda person: person.id), everybody),
        ids=ids,
        unprofiled=tuple(sorted(unprofiled)),
    )


def _with_lookalikes(people: Sequence[Person], everybody: Sequence[tuple[str, str, PersonGroup]]) -> tuple[Person, ...]:
    alike = lookalikes_of(everybody, frozenset(person.id for person in people))
    return tuple(replace(person, lookalikes=alike.get(person.id, ())) for person in people)


def _unique(slug: str, taken: set[str]) -> str:
    candidate, number = slug, 1
    while candidate in taken:
        number += 1
        candidate = f"{slug}-{number}"
    taken.add(candidate)
    return candidate


def person_of(person_id: str, name: str, cluster: PersonGroup, sources: Mapping[str, Reading]) -> Person:
    """One profile."""
    spellings: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    for member in cluster.members:
        spellings.update(member.spellings)
        spellings[member.entity.name] += 0
        if member.entity.country:
            countries[member.entity.country] += 1
        for role in member.roles:
            if role.country:
                countries[role.country] += 2 if role.official else 1
    country = most_common(countries) or _country_around(name, cluster, sources)
    families = Counter(member.entity.family for member in cluster.members if member.entity.family)
    return Person(
        id=person_id,
        name=name,
        aliases=aliases_of(name, spellings),
        family=most_common(families) or _family_of(name),
        country=country,
        official=_is_official(cluster),
        roles=roles_of(cluster, sources, country),
        sources=tuple(sorted(cluster.articles)),
        mentions=sum(spellings.values()),
        link_evidence=tuple(dict.fromkeys(cluster.evidence))[:_EVIDENCE_SHOWN],
    )


def _is_official(cluster: PersonGroup) -> bool:
    """By the editor's word or by any of the posts."""
    return bool(cluster.official) or any(role.official for member in cluster.members for role in member.roles)


def aliases_of(name: str, spellings: Iterable[str]) -> tuple[str, ...]:
    """Every other spelling; one that differs only in case from another is a slip or a headline's capitals."""
    by_fold: dict[str, str] = {name.casefold(): name}
    for spelling in sorted(spellings, key=lambda text: (sum(char.isupper() for char in text), text)):
        if spelling:
            by_fold.setdefault(spelling.casefold(), spelling)
    return tuple(sorted(spelling for spelling in by_fold.values() if spelling != name))


def _country_around(name: str, cluster: PersonGroup, sources: Mapping[str, Reading]) -> str | None:
    """For a name in one country's style, that country, if the articles speak of it more than of the others of that
    style."""
    possible = romanisation.countries(name)
    if not possible:
        return None
    counts: Counter[str] = Counter()
    for article in sorted(cluster.articles)[:20]:
        counts.update(country for country in countries_in(sources[article].article.text) if country in possible)
    return most_common(Counter({country: count for country, count in counts.items() if count > 1}))


def _family_of(name: str) -> str | None:
    words = name.split()
    if len(words) < 2:
        return name or None
    if romanisation.is_family_first(name):
        return words[0]
    return " ".join(words[-len(romanisation.parts(name).family.split()) :])


def roles_of(cluster: PersonGroup, sources: Mapping[str, Reading], country: str | None) -> tuple[PersonRole, ...]:
    """Roles with the sentences that give them, those said by most articles first, ranks last. An office of state that
    is given without a country is one of the person's own `country`."""
    said: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for member in cluster.members:
        for role, citation in zip(member.roles, member.cited, strict=True):
            said[fold_title(office_of(role)), fold_title(role.organisation or "")].append((role, citation))
    for title, organisation in sorted(said):
        if not organisation:
            named = [key for key in sorted(said) if key[0] == title and key[1]]
            if len(named) == 1:
                said[named[0]].extend(said.pop((title, organisation)))
    _fold_short(said)
    roles = [role_of(title, entries, sources, country) for (title, _), entries in sorted(said.items())]
    ranks = _ranks_behind(cluster)

    def place(role: PersonRole) -> tuple[bool, int, int, str]:
        told = len({citation.source for citation in role.citations})
        return role.title.lower() in ranks, -told, -len(role.citations), role.title

    return tuple(sorted(roles, key=place))


def _ranks_behind(cluster: PersonGroup) -> frozenset[str]:
    """The ranks, where the person has a post too: a rank is what somebody is called, a post what they do."""
    ranks = frozenset(load(OFFICES).army_ranks)
    held = {role.title.lower() for member in cluster.members for role in member.roles if role.status != "former"}
    posts = {title for title in held if title.rpartition(" ")[2] not in ranks or title.startswith("chief ")}
    return ranks if posts else frozenset()


def _fold_short(said: dict[tuple[str, str], list[Held]]) -> None:
    """A bare "Minister" is the one longer title that has the word; "President" never is "Vice President"."""
    bare = frozenset(load(NAME_PARTS).bare_titles)
    for title, organisation in sorted(said):
        if title not in bare:
            continue
        same_body = [key for key in sorted(said) if not organisation or key[1] == organisation]
        longer = [key for key in same_body if key[0] != title and title in key[0].split()]
        if longer:
            best = max(longer, key=lambda key: len({citation.source for _, citation in said[key]}))
            said[best].extend(said.pop((title, organisation)))


def role_of(
    folded: str,
    entries: Sequence[Held],
    sources: Mapping[str, Reading],
    country: str | None,
) -> PersonRole:
    """One office from all its mentions; `folded` is its title as compared, `country` that of the person."""
    titles = Counter(role.title for role, _ in entries if fold_title(office_of(role)) == folded)
    whole = {role.title for role, _ in entries if role.organisation and role.organisation in role.title}
    title = min(titles, key=lambda title: (title not in whole, -titles[title], title.islower(), title))
    stated = Counter(role.country for role, _ in entries if role.country)
    of_state = any(role.official and not role.organisation for role, _ in entries)
    organisations = Counter(role.organisation for role, _ in entries if role.organisation)
    dates = sorted(
        (
            date
            for article in sorted({citation.source for _, citation in entries})
            if (date := sources[article].published)
        ),
        key=lambda date: (date.earliest, date.latest),
    )
    first: Date | None = dates[0] if dates else None
    last: Date | None = dates[-1] if dates else None
    citations = {(citation.source, citation.sentence): citation for _, citation in entries}
    return PersonRole(
        title=spelled_out(title),
        organisation=most_common(organisations),
        country=most_common(stated) or (country if of_state else None),
        kind=_main_kind(entries),
        first=first,
        last=last,
        citations=tuple(citations[key] for key in sorted(citations)),
    )


def _main_kind(entries: Sequence[Held]) -> PostKind:
    """That of most mentions, the first in the order of kinds among equals."""
    kinds = Counter(role.kind for role, _ in entries)
    return min(kinds, key=lambda kind: (-kinds[kind], POST_KINDS.index(kind)))
