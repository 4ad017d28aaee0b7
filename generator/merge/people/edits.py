"""Corrections of people: merged, parted, hidden, renamed, another post."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import permutations

from ...model.article import Article
from ...model.book import Edit, Lookalike, Person, PersonRole
from ...model.settings import PersonOverride
from ..base.targets import Faults, instead, names_of_files, no_source
from ..people import romanisation
from .person_group import PeopleIndex, PersonGroup, fold_title
from .profiles import identified

Meant = tuple[PersonOverride, tuple[str, str], str]  # one entity (article id, key) of the person, and their name


# People


def regroup(
    groups: Sequence[PersonGroup], overrides: Sequence[PersonOverride], articles: Sequence[Article], faults: Faults
) -> tuple[list[PersonGroup], list[Meant]]:
    """The groups as the editor wants them merged and split, and whom each override means."""
    groups = list(groups)
    meant: list[tuple[PersonOverride, PersonGroup]] = []
    files = names_of_files(articles)
    for override in overrides:
        names = override.names
        given = list(_given(meant))
        found = [g for name in names if (g := who_is_meant(name, groups, override.line, faults, given)) is not None]
        if len(found) < len(names):
            continue
        if override.merge:
            group = _merged(found, override)
            groups = [other for other in groups if all(other is not one for one in found)] + [group]
            meant = [(earlier, group if any(whom is one for one in found) else whom) for earlier, whom in meant]
        elif override.split:
            parted = _parted(found[0], override, files, faults)
            if parted is None:
                continue
            rest, group = parted
            groups = [other for other in groups if other is not found[0]] + [rest, group]
            meant = [(earlier, rest if whom is found[0] else whom) for earlier, whom in meant]
        else:
            group = found[0]
            _hold_apart(found, override)
        if override.official is not None:
            group.official = override.official
        meant.append((override, group))
    called = {id(group): name for _, name, group in identified(groups)}
    return groups, [
        (override, (group.members[0].article, group.members[0].entity.key), called[id(group)])
        for override, group in meant
    ]


def _given(meant: Sequence[tuple[PersonOverride, PersonGroup]]) -> Iterator[tuple[str, PersonGroup]]:
    """The names that the editor has given people so far."""
    for override, group in meant:
        yield from ((name, group) for name in (override.name, *override.aliases) if name)


def who_is_meant(
    name: str,
    groups: Sequence[PersonGroup],
    line: int,
    faults: Faults,
    given: Sequence[tuple[str, PersonGroup]] = (),
) -> PersonGroup | None:
    """The one group that a name means: as its id, else as its name, else as one that the editor has `given`, else as
    any spelling of it."""
    known = list(identified(groups))
    found = next((step for step in _called(name, known, given) if step), [])
    if len(found) == 1:
        return found[0]
    if found:
        people = ", ".join(
            f"{called} (`{person}`)" for person, called, group in known if any(group is one for one in found)
        )
        faults.append((line, f"`{name}` may mean {len(found)} people: {people}; give one of the ids"))
    else:
        names = {member.entity.name for group in groups for member in group.members} | {
            called for _, called, _ in known
        }
        faults.append((line, f"nobody is called `{name}`{instead(name, names)}"))
    return None


def _called(
    name: str, known: Sequence[tuple[str, str, PersonGroup]], given: Sequence[tuple[str, PersonGroup]]
) -> Iterator[list[PersonGroup]]:
    """Whom a name may mean, the surest way of naming first."""
    wanted = romanisation.squash(name)
    yield [group for person, _, group in known if person == name]
    yield [group for _, called, group in known if romanisation.squash(called) == wanted]
    yield list({id(group): group for called, group in given if romanisation.squash(called) == wanted}.values())
    spelled = ((group, {romanisation.squash(member.entity.name) for member in group.members}) for _, _, group in known)
    yield [group for group, spellings in spelled if wanted in spellings]


def _hold_apart(found: Sequence[PersonGroup], override: PersonOverride) -> None:
    for one, other in permutations(found, 2):
        one.apart.append((other, f"the editor: {override.reason}"))


def _merged(found: Sequence[PersonGroup], override: PersonOverride) -> PersonGroup:
    group = PersonGroup()
    for one in {id(one): one for one in found}.values():
        group.absorb(one)
        group.official = group.official or one.official
    group.evidence.insert(0, f"the editor: {override.reason}")
    return group


def _parted(
    group: PersonGroup, override: PersonOverride, files: Mapping[str, Sequence[str]], faults: Faults
) -> tuple[PersonGroup, PersonGroup] | None:
    """The group without those who are somebody else, and these."""
    for name in override.sources:
        if len(files.get(name, ())) != 1:
            faults.append((override.line, no_source(name, files)))
            return None
    articles = {files[name][0] for name in override.sources}
    spellings = {romanisation.squash(spelling) for spelling in override.spellings}
    rest, other = PersonGroup(), PersonGroup()
    for member in group.members:
        elsewhere = member.article in articles or romanisation.squash(member.entity.name) in spellings
        (other if elsewhere else rest).add(member)
    if not rest.members or not other.members:
        seen = ", ".join(sorted({f"“{member.entity.name}” in {member.article}" for member in group.members}))
        whom = "nobody" if not other.members else "everybody"
        faults.append((override.line, f"`split` parts {whom} from `{override.split}`, who is named as {seen}"))
        return None
    other.parted = override.name or override.split
    rest.evidence.extend(group.evidence)
    other.evidence.append(f"the editor: {override.reason}")
    return rest, other


def edit_people(index: PeopleIndex, meant: Sequence[Meant], faults: Faults) -> PeopleIndex:
    """Profiles as the editor has them. Who is hidden or no official has none, and a line says why."""
    people = {person.id: person for person in index.people}
    unprofiled = dict(index.unprofiled)
    for override, entity, called in meant:
        person = people.get(index.ids[entity])
        if override.hide or override.official is False:
            if person is not None:
                del people[person.id]
            unprofiled[called] = f"left out by the editor: {override.reason}"
        elif person is not None:
            people[person.id] = _edited_person(person, override)
        elif called in unprofiled and _profile_edits(override):
            faults.append(
                (override.line, f"`{called}` has no profile ({unprofiled[called]}); `official: true` gives one")
            )
    people = {key: replace(person, lookalikes=_shown(person, people)) for key, person in people.items()}
    return replace(
        index, people=tuple(people[key] for key in sorted(people)), unprofiled=tuple(sorted(unprofiled.items()))
    )


def _shown(person: Person, people: Mapping[str, Person]) -> tuple[Lookalike, ...]:
    """The lookalikes of a person, each with a profile only where it still has one."""
    return tuple(one if one.person in people else replace(one, person=None) for one in person.lookalikes)


def _profile_edits(override: PersonOverride) -> list[str]:
    given = (
        ("name", override.name),
        ("role", override.role),
        ("country", override.country),
        ("aliases", ", ".join(override.aliases)),
    )
    return [f"{key}: {value}" for key, value in given if value]


def _edited_person(person: Person, override: PersonOverride) -> Person:
    done = _profile_edits(override)
    if override.merge:
        done.insert(0, f"one person: {', '.join(override.merge)}")
    if override.split:
        done.insert(0, f"told apart from: {override.split}")
    if override.official:
        done.append("an official")
    name, country = override.name or person.name, override.country or person.country
    roles = tuple(_of_country(role, person.country, country) for role in person.roles)
    return replace(
        person,
        name=name,
        aliases=tuple(sorted({*person.aliases, *override.aliases, person.name} - {name})),
        country=country,
        roles=_with_role(roles, override.role, country) if override.role else roles,
        edits=(*person.edits, *(Edit(what=what, reason=override.reason) for what in done)),
    )


def _of_country(role: PersonRole, before: str | None, now: str | None) -> PersonRole:
    """The role with its person's country, if it had that before; a place that no list knows was taken for a body."""
    if role.country != before or not (role.country or role.organisation in (None, now)):
        return role
    return replace(role, country=now, organisation=None if role.organisation == now else role.organisation)


def _with_role(roles: Sequence[PersonRole], title: str, country: str | None) -> tuple[PersonRole, ...]:
    """The editor's role first: the reported one of that title, with its sentences, else one without."""
    reported = next((role for role in roles if fold_title(role.title) == fold_title(title)), None)
    own = reported or PersonRole(title=title, organisation=None, country=country, first=None, last=None, citations=())
    return (replace(own, title=title, by_editor=True), *(role for role in roles if role is not reported))
