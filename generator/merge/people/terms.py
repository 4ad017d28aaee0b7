"""Offices in time: since when and until when somebody holds one, and how that stands on the book's date."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from ...model.book import Citation, Person, PersonRole, RoleStatus, Turn
from ...model.dates import Date
from ...model.findings import PostChange, PostTurn, Role
from ...model.text import fold, record
from ...rules.load import load
from ...rules.types.merge import DIFFERENCES
from ...rules.types.people import POST_WORDS
from ..base.cast import PersonIds
from .changes import TERM_ENDS
from .in_article import ArticlePeople, ToldChange
from .person_group import fold_title, office_of

_AGAIN = 2  # later articles that call somebody the holder, so that an end told before is of an earlier term
_LONG_AFTER = dt.timedelta(days=183)  # after the end; before it the old title is a courtesy

_ORDINAL = re.compile(r"\d+[a-z]{2}")


@record
class _Seen:
    """A title that an article gives a person."""

    published: Date | None
    role: Role
    citation: Citation

    @property
    def day(self) -> dt.date:
        """On which the article was published; the first of all where that is not known."""
        return self.published.earliest if self.published else dt.date.min

    @property
    def cited(self) -> tuple[str, int]:
        """The article and the sentence."""
        return self.citation.source, self.citation.sentence


@record
class _Told:
    """A change of a post, in an article of that day."""

    published: Date | None
    told: ToldChange

    @property
    def change(self) -> PostChange:
        """What the article tells."""
        return self.told.change

    @property
    def date(self) -> Date | None:
        """Its day."""
        return self.told.date

    @property
    def source(self) -> str:
        """The id of the article."""
        return self.told.citation.source

    @property
    def turn(self) -> Turn:
        """As the book has it."""
        return Turn(date=self.date, how=self.change.rule, citation=self.told.citation)


def in_time(
    people: Sequence[Person], ids: PersonIds, told: Iterable[ArticlePeople], as_of: dt.date | None
) -> tuple[Person, ...]:
    """The people, each office with its beginning, its end and its status on the book's date, as the sources tell."""
    changes: dict[str, list[_Told]] = defaultdict(list)
    seen: dict[str, list[_Seen]] = defaultdict(list)
    for article in told:
        for one in article.people:
            for role, citation in zip(one.roles, one.cited, strict=True):
                titled = _Seen(published=article.published, role=role, citation=citation)
                seen[ids.get((article.source, one.entity.key), "")].append(titled)
        for change in article.changes:
            who = ids.get((article.source, change.change.entity), "")
            changes[who].append(_Told(published=article.published, told=change))
    timed = [_with_terms(person, seen[person.id], changes[person.id], as_of) for person in people]
    return _followed(timed, as_of)


def _with_terms(person: Person, seen: Sequence[_Seen], told: Sequence[_Told], as_of: dt.date | None) -> Person:
    of_role: dict[int, list[_Seen]] = defaultdict(list)
    for one in seen:
        if (number := _match(one.role, person.roles, one.cited)) is not None:
            of_role[number].append(one)
    changes: dict[int, list[_Told]] = defaultdict(list)
    for change in told:
        for number in _roles_meant(change, person.roles, of_role):
            changes[number].append(change)
    same = [_same_office(n, person.roles) for n in range(len(person.roles))]
    roles = [_in_its_time(role, of_role[n], changes[n], as_of) for role, n in zip(person.roles, same, strict=True)]
    return replace(person, roles=tuple(_after_trial(role, roles, as_of) for role in roles))


def _match(post: Role, roles: Sequence[PersonRole], cited: tuple[str, int] | None) -> int | None:
    """Which office of a person a title means: the one of the same words, else the only one that its sentence gives, or
    that has its words among others."""
    choices = _choices(fold_title(office_of(post)), roles, cited)
    return next((found[0] for found in choices if len(found) == 1), None)


def _choices(title: str, roles: Sequence[PersonRole], cited: tuple[str, int] | None) -> Iterator[list[int]]:
    yield _titled(_without_ordinal(title), roles)
    same, here = _titled(title, roles), [n for n, role in enumerate(roles) if cited in _sentences(role)]
    yield [n for n in same if n in here]
    yield same[:1]
    yield here
    yield [n for n, role in enumerate(roles) if set(title.split()) <= set(_folded(role).split())]


def _titled(title: str, roles: Sequence[PersonRole]) -> list[int]:
    return [n for n, role in enumerate(roles) if _folded(role) == title]


def _sentences(role: PersonRole) -> set[tuple[str, int]]:
    return {(citation.source, citation.sentence) for citation in role.citations}


def _same_office(number: int, roles: Sequence[PersonRole]) -> int:
    """Of "fifth president" the number of "President", where the person is called that too; else its own."""
    title = _without_ordinal(_folded(roles[number]))
    return next((n for n, role in enumerate(roles) if _folded(role) == title), number)


def _without_ordinal(title: str) -> str:
    words = load(POST_WORDS).ordinals
    return " ".join(word for word in title.split() if word not in words and not _ORDINAL.fullmatch(word))


def _folded(role: PersonRole) -> str:
    """As titles are compared."""
    bare = role.title.replace(role.organisation, " ").strip() if role.organisation else role.title
    return fold_title((bare or role.title).removeprefix("[former] "))


def _roles_meant(told: _Told, roles: Sequence[PersonRole], of_role: Mapping[int, Sequence[_Seen]]) -> Iterable[int]:
    """The offices that a change is of: the one it names; else the only one that its article gives the person, or all,
    where somebody dies."""
    if told.change.turn == "dies":
        return range(len(roles))
    if told.change.post is not None:
        return _named(told, told.change.post, roles)
    held = [number for number, seen in of_role.items() if any(_is_held_in(told.source, one) for one in seen)]
    return held if len(held) == 1 else []


def _named(told: _Told, post: Role, roles: Sequence[PersonRole]) -> list[int]:
    """The office of a title; of "President-elect Roe was sworn in" the one that begins."""
    found = _match(post, roles, (told.source, told.told.named_at or 0))
    if found is None:
        return []
    return (_titled(_base(roles[found]), roles) if told.change.turn == "begins" else []) or [found]


def _is_held_in(source: str, seen: _Seen) -> bool:
    return seen.citation.source == source and seen.role.status != "former"


def _in_its_time(role: PersonRole, seen: Sequence[_Seen], told: Sequence[_Told], as_of: dt.date | None) -> PersonRole:
    """One office with what is told of its beginning and its end."""
    if role.by_editor and not role.citations:
        return role
    since, elected = _begun(told, "begins"), _begun(told, "elected")
    until = _end(seen, [one for one in told if one.change.turn in ("ends", "dies")], since, as_of)
    called = _called_former(seen, as_of)
    if called is not None and (until is None or _is_ahead(until.date, as_of)):
        until = None
    else:
        called = None  # that it ended tells more
    since = since if _is_of_one_term(since, until) else None
    status = _status(seen, told, since=since, until=until, called=called is not None, as_of=as_of)
    return replace(
        role,
        since=since or (elected if status == "elect" else None),
        until=until,
        called_former=called.citation if called else None,
        status=status,
    )


def _begun(told: Sequence[_Told], turn: PostTurn) -> Turn | None:
    return _one([one for one in told if one.change.turn == turn and one.date is not None])


def _is_of_one_term(since: Turn | None, until: Turn | None) -> bool:
    """Whether an office ends after it begins; else these are of two terms."""
    if since is None or until is None or since.date is None or until.date is None:
        return True
    return since.date.earliest <= until.date.latest


def _one(told: Sequence[_Told]) -> Turn | None:
    """The day on which most articles agree, the more exact where they do; None where they differ evenly."""
    groups: list[list[_Told]] = []
    for one in sorted(told, key=_exactness):
        agreed = next((group for group in groups if _agree(group[0].date, one.date)), None)
        if agreed is None:
            groups.append([one])
        else:
            agreed.append(one)
    groups.sort(key=lambda group: -_articles(group))
    if not groups or (len(groups) > 1 and _articles(groups[0]) == _articles(groups[1])):
        return None
    return groups[0][0].turn


def _articles(told: Sequence[_Told]) -> int:
    return len({one.source for one in told})


def _exactness(told: _Told) -> tuple[int, dt.date, str]:
    """The shortest span first, then the earliest, then by article."""
    date = told.date
    length = (date.latest - date.earliest).days if date else dt.timedelta.max.days
    return length, date.earliest if date else dt.date.max, told.source


def _agree(one: Date | None, other: Date | None) -> bool:
    """Whether both may mean one day; what has no day agrees with all."""
    return one is None or other is None or (one.earliest <= other.latest and other.earliest <= one.latest)


def _end(seen: Sequence[_Seen], told: Sequence[_Told], since: Turn | None, as_of: dt.date | None) -> Turn | None:
    """The end that is told, unless the person came back after it. The end of a term counts while it lies ahead."""
    done = [one for one in told if one.change.rule != TERM_ENDS and not _came_back(one, seen, since)]
    left = [one for one in done if one.change.turn == "ends"]  # who died later had left before
    if done:
        return _agreed_end(left or done)
    return _one([one for one in told if one.change.rule == TERM_ENDS and _is_ahead(one.date, as_of)])


def _agreed_end(told: Sequence[_Told]) -> Turn:
    """On the day that is told; without one where none is, or where sources differ evenly."""
    agreed = _one([one for one in told if one.date is not None])
    return agreed or replace(min(told, key=_exactness_of_report).turn, date=None)


def _exactness_of_report(told: _Told) -> tuple[dt.date, str]:
    published = told.published
    return published.earliest if published else dt.date.max, told.source


def _is_ahead(date: Date | None, as_of: dt.date | None) -> bool:
    return date is not None and as_of is not None and date.earliest > as_of


def _came_back(end: _Told, seen: Sequence[_Seen], since: Turn | None) -> bool:
    """Whether the office began after an end, or is told as held long after it."""
    last = end.date.latest if end.date else end.published.latest if end.published else None
    if last is None:
        return False
    if since and since.date and since.date.earliest > last:
        return True
    later = {
        one.citation.source
        for one in seen
        if one.role.status == "" and one.day != dt.date.min and one.day - last > _LONG_AFTER
    }
    return len(later) >= _AGAIN


def _called_former(seen: Sequence[_Seen], as_of: dt.date | None) -> _Seen | None:
    """The latest title that calls the person a former one, unless two later articles call them the holder."""
    known = [one for one in seen if as_of is None or one.day <= as_of]
    former = max(
        (one for one in known if one.role.status == "former"), key=lambda one: (one.day, *one.cited), default=None
    )
    if former is None:
        return None
    later = {one.citation.source for one in known if one.role.status == "" and one.day > former.day}
    return former if len(later) < _AGAIN else None


def _status(
    seen: Sequence[_Seen],
    told: Sequence[_Told],
    *,
    since: Turn | None,
    until: Turn | None,
    called: bool,
    as_of: dt.date | None,
) -> RoleStatus:
    """How an office stands on the book's date."""
    if called or (until is not None and _is_over(until, told, as_of)):
        return "former"
    if since is not None and _is_ahead(since.date, as_of):
        return "ahead"
    return "elect" if since is None and _is_only_chosen(seen, told) else _as_called(seen)


def _as_called(seen: Sequence[_Seen]) -> RoleStatus:
    """What every title says of the office."""
    kinds = {one.role.status for one in seen}
    return "elect" if kinds == {"elect"} else "acting" if kinds == {"acting"} else ""


def _is_only_chosen(seen: Sequence[_Seen], told: Sequence[_Told]) -> bool:
    """Whether the office is told of only where the person is elected to it."""
    elected = {one.change.post.span for one in told if one.change.turn == "elected" and one.change.post}
    return bool(seen) and all(one.role.span in elected for one in seen)


def _is_over(until: Turn, told: Sequence[_Told], as_of: dt.date | None) -> bool:
    """By the book's date; an end without a day by that of the article."""
    if until.date is not None:
        return as_of is None or until.date.earliest <= as_of
    reported = next((one.published for one in told if one.turn.citation == until.citation), None)
    return as_of is None or reported is None or reported.earliest <= as_of


# One office after another


@cache
def _not_yet() -> frozenset[str]:
    words = load(POST_WORDS)
    return frozenset(fold(word) for word in (*words.elect, *words.acting))


def _base(role: PersonRole) -> str:
    """The office behind "acting" and "-elect", as titles are compared."""
    folded = _folded(role).replace("-", " ")
    return fold_title(" ".join(word for word in folded.split() if word not in _not_yet()))


def _after_trial(role: PersonRole, roles: Sequence[PersonRole], as_of: dt.date | None) -> PersonRole:
    """Who comes into an office is no longer acting in it, or only elected to it."""
    if role.status not in ("elect", "acting") or role.until is not None:
        return role
    whole = next(
        (other for other in roles if other is not role and _folded(other) == _base(role) and other.since), None
    )
    if whole is None or whole.since is None or whole.since.how == "elected" or _is_ahead(whole.since.date, as_of):
        return role
    return replace(role, until=whole.since, status="former")


@cache
def _single() -> frozenset[str]:
    return frozenset(fold_title(title) for title in load(DIFFERENCES).single)


def _followed(people: Sequence[Person], as_of: dt.date | None) -> tuple[Person, ...]:
    """Of an office that a country has once, who held it before the last one who is told to have come into it."""
    holders: dict[str, list[tuple[Person, PersonRole]]] = defaultdict(list)
    for person in people:
        for role in person.roles:
            if _base(role) in _single():
                holders[_base(role)].append((person, role))

    def ended(person: Person, role: PersonRole) -> PersonRole:
        known = holders.get(_base(role), [])
        countries = {held.country for _, held in known if held.country}
        country = role.country or (min(countries) if len(countries) == 1 else None)  # where the book tells of one alone
        return _after_others(person, role, [one for one in known if country and one[1].country == country], as_of)

    return tuple(replace(person, roles=tuple(ended(person, role) for role in person.roles)) for person in people)


def _after_others(
    person: Person, role: PersonRole, holders: Sequence[tuple[Person, PersonRole]], as_of: dt.date | None
) -> PersonRole:
    if role.until is not None or role.status not in ("", "acting"):
        return role
    follower = next(_followers(person, role, holders, as_of), None)
    if follower is None or follower[1].since is None:
        return role
    turn = Turn(date=None, how="followed by another", citation=follower[1].since.citation, by=follower[0].id)
    return replace(role, until=turn, status="former")


def _followers(
    person: Person, role: PersonRole, holders: Sequence[tuple[Person, PersonRole]], as_of: dt.date | None
) -> Iterator[tuple[Person, PersonRole]]:
    """Whoever came into the office later, the first of them; an acting one follows an acting one alone."""
    later = [
        (other, held)
        for other, held in holders
        if other.id != person.id
        and held.since is not None
        and held.since.date is not None
        and held.status not in ("ahead", "elect")
        and not _is_ahead(held.since.date, as_of)
        and (held.status != "acting" or role.status == "acting")
        and _came_before(role, held.since.date)
    ]
    yield from sorted(later, key=lambda one: (one[1].since.date.earliest, one[0].id))  # type: ignore[union-attr]


def _came_before(role: PersonRole, day: Date) -> bool:
    """Whether somebody is known in an office before another comes into it."""
    if role.since is not None and role.since.date is not None:
        return role.since.date.latest < day.earliest
    return role.first is not None and role.first.earliest <= day.latest
