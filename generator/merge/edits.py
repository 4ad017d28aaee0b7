"""The editor's corrections, set upon what was read and merged.

Every step gives back new records and appends to `faults` each override that matches nothing, or more
than one thing, with its line in book.yml. Nothing is guessed: a fault stops the build.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from pathlib import PurePosixPath

from ..model.article import Article
from ..model.book import Disagreement, Edit, GlossaryEntry, Person, PersonRole, Source, TimelineEntry
from ..model.settings import (
    DisagreementOverride,
    EventOverride,
    GlossaryOverride,
    PersonOverride,
    SourceOverride,
    Target,
)
from .base.corpus import Reading
from .base.ids import content_id
from .people import romanisation
from .people.groups import PeopleIndex, PersonGroup, fold_title, identified

Faults = list[tuple[int, str]]  # line in book.yml, what is the matter
Meant = tuple[PersonOverride, tuple[str, str], str]  # one entity (article id, key) of the person, and their name

_SHOWN = 3  # candidates in a message


# Sources


def edit_articles(
    articles: Sequence[Article], overrides: Sequence[SourceOverride], unread: Collection[str], faults: Faults
) -> list[Article]:
    """The articles as the editor has them, without those excluded. `unread` are files that hold none."""
    by_name = _names_of_files(articles)
    edited = {article.id: article for article in articles}
    for override in overrides:
        if override.source in {name for file in unread for name in (file, PurePosixPath(file).name)}:
            continue  # the report has a line on it already
        found = by_name.get(override.source, [])
        if len(found) != 1:
            faults.append((override.line, _no_source(override.source, by_name)))
        elif override.exclude:
            edited.pop(found[0], None)
        elif found[0] in edited:
            edited[found[0]] = _edited_article(edited[found[0]], override)
    return list(edited.values())


def _names_of_files(articles: Iterable[Article]) -> dict[str, list[str]]:
    """Article ids by what the editor may call an article: its file, with or without folder, or its id."""
    names: dict[str, list[str]] = {}
    for article in articles:
        for name in dict.fromkeys((article.file, PurePosixPath(article.file).name, article.id)):
            names.setdefault(name, []).append(article.id)
    return names


def _no_source(name: str, by_name: Mapping[str, Sequence[str]]) -> str:
    if name in by_name:
        return f"{len(by_name[name])} sources are called `{name}`; give the file with its folder"
    return f"no source is called `{name}`{_instead(name, by_name)}"


def _edited_article(article: Article, override: SourceOverride) -> Article:
    return replace(
        article,
        published=override.published or article.published,
        outlet=override.outlet or article.outlet,
        authors=article.authors if override.authors is None else override.authors,
        title=override.title or article.title,
        title_basis="editor" if override.title else article.title_basis,
        url=override.url or article.url,
        warnings=tuple(w for w in article.warnings if not (override.published and w.startswith("published:"))),
    )


def edit_sources(sources: Sequence[Source], overrides: Sequence[SourceOverride]) -> tuple[Source, ...]:
    """The sources of edited articles, with the marks of what was edited."""
    edited = {source.id: source for source in sources}
    for override in overrides:
        for source in sources:
            if override.source in (source.id, source.file, PurePosixPath(source.file).name):
                known = edited[source.id]
                weight = known.weight if override.weight is None else override.weight
                edited[source.id] = replace(known, weight=weight, edits=(*known.edits, *_source_edits(override)))
    return tuple(edited[source.id] for source in sources)


def _source_edits(override: SourceOverride) -> Iterator[Edit]:
    for what, value in (
        ("published", override.published and override.published.edtf),
        ("outlet", override.outlet),
        ("authors", override.authors and ", ".join(override.authors)),
        ("title", override.title),
        ("url", override.url),
        ("weight", None if override.weight is None else f"{override.weight:g}"),
    ):
        if value:
            yield Edit(what=f"{what}: {value}", reason=override.reason)


def weighed(events: Sequence[TimelineEntry], sources: Sequence[Source]) -> tuple[TimelineEntry, ...]:
    """The events, each as salient as the weightiest of its sources lets it be."""
    weights = {source.id: source.weight for source in sources}
    if set(weights.values()) <= {1.0}:
        return tuple(events)
    return tuple(
        replace(
            event,
            salience=round(min(event.salience * max(weights.get(c.source, 1.0) for c in event.citations), 1.0), 4),
        )
        for event in events
    )


# People


def regroup(
    groups: Sequence[PersonGroup], overrides: Sequence[PersonOverride], articles: Sequence[Article], faults: Faults
) -> tuple[list[PersonGroup], list[Meant]]:
    """The groups as the editor wants them merged and split, and whom each override means."""
    groups = list(groups)
    meant: list[tuple[PersonOverride, PersonGroup]] = []
    files = _names_of_files(articles)
    for override in overrides:
        names = override.merge or (override.person or override.split or "",)
        found = [group for name in names if (group := _who(name, groups, override.line, faults)) is not None]
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
        if override.official is not None:
            group.official = override.official
        meant.append((override, group))
    called = {id(group): name for _, name, group in identified(groups)}
    return groups, [
        (override, (group.members[0].article, group.members[0].entity.key), called[id(group)])
        for override, group in meant
    ]


def _who(name: str, groups: Sequence[PersonGroup], line: int, faults: Faults) -> PersonGroup | None:
    """The one group that a name means: as its id, else as its name, else as any spelling of it."""
    known = list(identified(groups))
    wanted = romanisation.squash(name)
    steps = (
        [group for person, _, group in known if person == name],
        [group for _, called, group in known if romanisation.squash(called) == wanted],
        [
            group
            for _, _, group in known
            if any(romanisation.squash(member.entity.name) == wanted for member in group.members)
        ],
    )
    found = next((step for step in steps if step), [])
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
        faults.append((line, f"nobody is called `{name}`{_instead(name, names)}"))
    return None


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
            faults.append((override.line, _no_source(name, files)))
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
    return replace(
        index, people=tuple(people[key] for key in sorted(people)), unprofiled=tuple(sorted(unprofiled.items()))
    )


def _profile_edits(override: PersonOverride) -> list[str]:
    given = {
        "name": override.name,
        "role": override.role,
        "country": override.country,
        "aliases": ", ".join(override.aliases),
    }
    return [f"{key}: {value}" for key, value in given.items() if value]


def _edited_person(person: Person, override: PersonOverride) -> Person:
    done = _profile_edits(override)
    if override.merge:
        done.insert(0, f"one person: {', '.join(override.merge)}")
    if override.split:
        done.insert(0, f"told apart from: {override.split}")
    if override.official:
        done.append("an official")
    name, country = override.name or person.name, override.country or person.country
    roles = tuple(
        replace(role, country=country)
        if role.country == person.country and (role.country or not role.organisation)
        else role
        for role in person.roles
    )
    return replace(
        person,
        name=name,
        aliases=tuple(sorted({*person.aliases, *override.aliases, person.name} - {name})),
        country=country,
        roles=_with_role(roles, override.role, country) if override.role else roles,
        edits=(*person.edits, *(Edit(what=what, reason=override.reason) for what in done)),
    )


def _with_role(roles: Sequence[PersonRole], title: str, country: str | None) -> tuple[PersonRole, ...]:
    """The editor's role first: the reported one of that title, with its sentences, else one without."""
    reported = next((role for role in roles if fold_title(role.title) == fold_title(title)), None)
    own = reported or PersonRole(title=title, organisation=None, country=country, first=None, last=None, citations=())
    return (replace(own, title=title, by_editor=True), *(role for role in roles if role is not reported))


# Events


def edit_events(
    events: Sequence[TimelineEntry], names: Mapping[str, str], overrides: Sequence[EventOverride], faults: Faults
) -> tuple[tuple[TimelineEntry, ...], dict[str, str | None], list[tuple[str, str]]]:
    """The events as the editor has them; where ids have gone (None: hidden); what was left out and why.

    `names` has the id of the entry for the id of each of its accounts.
    """
    edited = {event.id: event for event in events}
    moved: dict[str, str | None] = {}
    left_out = []
    for override in overrides:
        found = [
            event
            for target in override.events
            if (event := _event(target, events, names, override.line, faults)) is not None
        ]
        if len(found) < len(override.events):
            continue
        ids = [known for event in found if (known := _now(event.id, moved)) is not None]
        if not ids:
            continue  # hidden by an earlier entry
        kept, *others = dict.fromkeys(ids)
        for other in others:
            edited[kept] = _told_as_one(edited[kept], edited.pop(other))
            moved[other] = kept
        if override.hide:
            left_out.append((edited.pop(kept).headline, override.reason or ""))
            moved[kept] = None
        else:
            edited[kept] = _edited_event(edited[kept], override, merged=bool(others))
    order = sorted(
        edited.values(),
        key=lambda e: (e.date.earliest.isoformat(), e.date.latest.isoformat(), e.id) if e.date else ("~", "", e.id),
    )
    return tuple(order), moved, left_out


def _now(identifier: str, moved: Mapping[str, str | None]) -> str | None:
    while identifier in moved:
        onward = moved[identifier]
        if onward is None:
            return None
        identifier = onward
    return identifier


def _event(
    target: Target, events: Sequence[TimelineEntry], names: Mapping[str, str], line: int, faults: Faults
) -> TimelineEntry | None:
    if target.id is not None:
        wanted = names.get(target.id, target.id)
        found = [event for event in events if event.id == wanted]
    else:
        found = [
            event for event in events if _holds(target, [(c.source, c.quote) for c in event.citations], event.headline)
        ]
    if len(found) == 1:
        return found[0]
    if found:
        choice = "; ".join(
            f"`{event.id}` ({event.date.edtf if event.date else 'undated'}: {_short(event.headline)})"
            for event in found[:6]
        )
        faults.append((line, f"`{target}` stands in {len(found)} events: {choice}; give an id, or more words"))
    else:
        known = [(event.id, event.headline, [c.quote for c in event.citations]) for event in events]
        faults.append((line, f"no event {_sought(target)}{_likest(target, known)}"))
    return None


def _sought(target: Target) -> str:
    if target.id is not None:
        return (
            f"has the id `{target.id}`; ids change with the sentence they stand for, so name it by words of that "
            "sentence"
        )
    return f"has the words `{target.words}`" + (f" in {target.source}" if target.source else "")


def _holds(target: Target, cited: Sequence[tuple[str, str]], also: str = "") -> bool:
    """Whether the target's words stand in a cited sentence, of its source if it names one."""
    words = _folded(target.words or "")
    source = PurePosixPath(target.source).stem if target.source else None
    if source is None and words in _folded(also):
        return True
    return any(words in _folded(quote) for of, quote in cited if source is None or of in (target.source, source))


def _folded(text: str) -> str:
    marks = str.maketrans("‘’“”", "''\"\"")
    return " ".join(text.translate(marks).casefold().split())


def _told_as_one(one: TimelineEntry, other: TimelineEntry) -> TimelineEntry:
    citations = {(c.source, c.sentence): c for c in (*one.citations, *other.citations)}
    return replace(
        one,
        date=one.date or other.date,
        people=tuple(dict.fromkeys((*one.people, *other.people))),
        topics=tuple(sorted({*one.topics, *other.topics})),
        salience=max(one.salience, other.salience),
        citations=tuple(citations[key] for key in sorted(citations)),
        pinned=one.pinned or other.pinned,
        edits=(*one.edits, *other.edits),
    )


def _edited_event(event: TimelineEntry, override: EventOverride, *, merged: bool) -> TimelineEntry:
    done = [
        *(["told as one event"] if merged else []),
        *([f"date: {override.date.edtf}"] if override.date else []),
        *(["headline"] if override.headline else []),
        *(["pinned"] if override.pin else []),
    ]
    return replace(
        event,
        date=override.date or event.date,
        headline=override.headline or event.headline,
        salience=1.0 if override.pin else event.salience,
        pinned=event.pinned or override.pin,
        edits=(*event.edits, *(Edit(what=what, reason=override.reason) for what in done)),
    )


# Disagreements


def edit_disagreements(
    disagreements: Sequence[Disagreement],
    names: Mapping[str, str],
    moved: Mapping[str, str | None],
    overrides: Sequence[DisagreementOverride],
    faults: Faults,
) -> tuple[tuple[Disagreement, ...], list[tuple[str, str]]]:
    """The disagreements as the editor has them, their events' ids brought up to date; what was left out and why.

    `names` as for `edit_events`: a disagreement on a day has the id of any two accounts of its events.
    """
    edited = {
        d.id: replace(d, events=tuple(dict.fromkeys(e for i in d.events if (e := _now(i, moved)) is not None)))
        for d in disagreements
    }
    left_out = []
    for override in overrides:
        found = _disagreement(override.disagreement, disagreements, names, override.line, faults)
        if found is None or found.id not in edited:
            continue
        if override.hide:
            left_out.append((f"where sources differ: {edited.pop(found.id).about}", override.reason or ""))
        else:
            edit = Edit(what=f"settled: {override.settle}", reason=override.reason)
            edited[found.id] = replace(edited[found.id], settled=override.settle, edits=(*edited[found.id].edits, edit))
    return tuple(edited.values()), left_out


def _disagreement(
    target: Target, disagreements: Sequence[Disagreement], names: Mapping[str, str], line: int, faults: Faults
) -> Disagreement | None:
    if target.id is not None:
        found = [d for d in disagreements if d.id == target.id] or [
            d for d in disagreements if target.id in _other_ids(d, names)
        ]
    else:
        found = [
            d
            for d in disagreements
            if _holds(target, [(c.citation.source, c.citation.quote) for c in d.claims], d.about)
        ]
    if len(found) == 1:
        return found[0]
    if found:
        choice = "; ".join(f"`{d.id}` ({_short(d.about)})" for d in found[:6])
        faults.append((line, f"`{target}` stands in {len(found)} disagreements: {choice}; give an id, or more words"))
    else:
        known = [(d.id, d.about, [c.citation.quote for c in d.claims]) for d in disagreements]
        faults.append((line, f"no disagreement {_sought(target)}{_likest(target, known)}"))
    return None


def _other_ids(disagreement: Disagreement, names: Mapping[str, str]) -> Iterator[str]:
    """The ids that it had while other accounts led its two events."""
    if len(disagreement.events) == 2:
        first, second = (
            [account for account, entry in names.items() if entry == event] for event in disagreement.events
        )
        for pair in product(first, second):
            yield content_id("d", *pair)
            yield content_id("d", *reversed(pair))


# Glossary


def edit_glossary(
    entries: Sequence[GlossaryEntry], overrides: Sequence[GlossaryOverride], corpus: Sequence[Reading], faults: Faults
) -> tuple[tuple[GlossaryEntry, ...], list[tuple[str, str]]]:
    """The glossary as the editor has it; an added entry rests on the first sentence that uses its short form."""
    edited = {entry.short: entry for entry in entries}
    left_out = []
    for override in overrides:
        short = override.short
        if override.hide:
            if short not in edited:
                faults.append((override.line, f"the glossary has no `{short}`{_instead(short, edited)}"))
                continue
            left_out.append((f"glossary: {edited.pop(short).short}", override.reason or ""))
        elif override.expansion:
            entry = edited.get(short) or _used(short, override.expansion, corpus)
            if entry is None:
                faults.append((override.line, f"no source uses `{short}`{_instead(short, edited)}"))
                continue
            edit = Edit(what=f"spelled out as: {override.expansion}", reason=override.reason)
            edited[short] = replace(entry, expansion=override.expansion, edits=(*entry.edits, edit))
    return tuple(edited[short] for short in sorted(edited)), left_out


def _used(short: str, expansion: str, corpus: Sequence[Reading]) -> GlossaryEntry | None:
    word = re.compile(rf"(?<!\w){re.escape(short)}(?!\w)")
    for reading in corpus:
        for number in range(len(reading.findings.sentences)):
            if word.search(reading.quote(number)):
                return GlossaryEntry(short=short, expansion=expansion, citation=reading.cite(number))
    return None


# Messages


def _instead(word: str, known: Collection[str]) -> str:
    """What may have been meant."""
    folded = {name.casefold(): name for name in sorted(known, reverse=True)}
    close = difflib.get_close_matches(word.casefold(), list(folded), n=_SHOWN)
    parts = set(word.casefold().split())
    close = close or sorted(name for name in folded if parts & set(name.split()))[:_SHOWN]
    return f"; did you mean {' or '.join(f'`{folded[name]}`' for name in close)}?" if close else ""


def _likest(target: Target, known: Sequence[tuple[str, str, Sequence[str]]]) -> str:
    """The records whose sentences share most words with what was looked for."""
    wanted = set(re.findall(r"\w+", _folded(target.words or "")))
    shares = [
        (len(wanted & set(re.findall(r"\w+", _folded(" ".join(quotes))))), identifier, title)
        for identifier, title, quotes in known
    ]
    best = [
        entry for entry in sorted(shares, key=lambda entry: (-entry[0], entry[1])) if entry[0] * 2 >= len(wanted) > 0
    ][:_SHOWN]
    return (
        f"; did you mean {' or '.join(f'`{identifier}` ({_short(title)})' for _, identifier, title in best)}?"
        if best
        else ""
    )


def _short(text: str, length: int = 70) -> str:
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"
