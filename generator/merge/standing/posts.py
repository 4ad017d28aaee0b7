"""Who somebody is: the post of each person at the first mention in a row of lines, in brackets with the name.

A post is one that a source gives the person, held on the day of the line; the sentence that gives it is cited beside
the line.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from ...model.book import Citation, Claim, Person, PersonRole
from ...model.reasons import Reason, first
from ...model.text import record
from ...rules.load import word_sets
from ...rules.lookups import country_forms
from ...rules.types.merge import LINES
from ..base.cast import PersonIds
from ..base.corpus import Reading
from .line_facts import facts_of

_MOST = 30  # words of a line with its posts
_LONGEST = 6  # words of a post
_NEAR = dt.timedelta(days=366)  # between the line's day and an article that gives the post


@record
class Named:
    """A name in a line that may get a post."""

    line: str
    shown: str  # the name as the line has it, with its brackets
    person: Person
    role: PersonRole
    day: dt.date | None
    told: bool  # its sentence gives a post of the person, and the line has it


def _is_of_another_time(one: Named) -> bool:
    """Whether the post began after the day, was over before it, or is told only of other years."""
    role, day = one.role, one.day
    since = role.since.date if role.since else None
    until = role.until.date if role.until else None
    if day is None or role.first is None or role.last is None:
        return True
    if (since and since.latest > day) or (until and until.earliest < day):
        return True
    over = role.status not in ("", "acting") and until is None
    return over or not role.first.earliest - _NEAR <= day <= role.last.latest + _NEAR


def _is_unclear(one: Named) -> bool:
    """Whether the words of the post leave open what it is, or are of one who has left it."""
    words = re.findall(r"[\w’'-]+", one.role.title.casefold())
    return bool(word_sets(LINES)["no_post"] & set(words)) or one.role.title.startswith("[")


def _is_behind_an_office(one: Named) -> bool:
    """ "The minister [Ann Roe]", "Mr. [Ann Roe]": something before the name says already who it is."""
    before = one.line[: one.line.index(one.shown)]
    return re.search(r"(?:\b[Tt]he (?:[\w’'-]+ ){1,4}|\b(?:Mr|Ms|Mrs|Dr|Sir|Lord|Prof)\.? )$", before) is not None


# Why no post is put beside a name; the name in [brackets], a text of 2019
NO_POST: tuple[Reason[Named], ...] = (
    Reason("told already", "Mayor [Ann Roe] spoke.", "[Ann Roe] spoke.", lambda one: one.told),
    Reason("behind an office", "The mayor [Ann Roe] spoke.", "In Velar [Ann Roe] spoke.", _is_behind_an_office),
    Reason("no sentence", "[Ann Roe], whom the editor calls mayor, spoke.", "[Ann Roe], the mayor, spoke.",
           lambda one: not one.role.citations),
    Reason("no post", "[Ann Roe], a sailor, spoke.", "[Ann Roe], the mayor, spoke.",
           lambda one: one.role.kind in (None, "job")),
    Reason("of another time", "[Ann Roe], mayor in 1980, spoke.", "[Ann Roe], mayor in 2019, spoke.",
           _is_of_another_time),
    Reason("unclear", "[Ann Roe], the former mayor, spoke.", "[Ann Roe], the mayor, spoke.", _is_unclear),
    Reason("long", "[Ann Roe], Deputy Assistant Secretary of State for Norland and Velar, spoke.",
           "[Ann Roe], Secretary of State, spoke.", lambda one: len(one.role.title.split()) > _LONGEST),
)  # fmt: skip


def with_posts(
    claims: Sequence[Claim], readings: Mapping[str, Reading], ids: PersonIds, people: Mapping[str, Person]
) -> tuple[Claim, ...]:
    """The lines in their order, each person with a post at the first mention, where one is sure."""
    known: set[str] = set()
    told = []
    for claim in claims:
        for person, shown, has_post in _named(claim, readings[claim.citation.source], ids, people):
            if person.id not in known and shown in claim.text:  # a namesake may have filled its place
                known.add(person.id)
                claim = _with_post(claim, person, shown, people, told=has_post)
        told.append(claim)
    return tuple(told)


def _named(
    claim: Claim, reading: Reading, ids: PersonIds, people: Mapping[str, Person]
) -> Iterator[tuple[Person, str, bool]]:
    """Who is named in a line, in its order, how, and whether a post stands there too."""
    facts = facts_of(reading, claim.citation.sentence, claim.text)
    shown: dict[str, str] = {}  # how the line has each
    for entity, name in facts.names:
        person = people.get(ids.get((reading.article.id, entity), ""))
        words = person and _shown(claim.text, person, name)
        if person and words:
            shown.setdefault(person.id, words)
    for person in _filled_in(claim.text, people):
        shown.setdefault(person.id, f"[{person.name}]")
    for identifier in sorted(shown, key=lambda one: claim.text.index(shown[one])):
        titles = (title for entity, title in facts.posts if ids.get((reading.article.id, entity)) == identifier)
        yield people[identifier], shown[identifier], _has_post(claim, titles)


def _filled_in(line: str, people: Mapping[str, Person]) -> Iterator[Person]:
    """Those whose names stand in brackets in a line, where nobody else has the name."""
    bearers = Counter(person.name for person in people.values())
    return (person for person in people.values() if bearers[person.name] == 1 and f"[{person.name}]" in line)


def _shown(line: str, person: Person, name: str) -> str:
    """How a line has a name of its sentence: filled in, or in full; "" for part of one."""
    words = " ".join(name.split())
    if f"[{person.name}]" in line:
        return f"[{person.name}]"
    whole = len(words.split()) > 1 and re.search(rf"(?<![\w’'-]){re.escape(words)}(?![\w-])", line) is not None
    return words if whole else ""


def _has_post(claim: Claim, titles: Iterable[str]) -> bool:
    """Whether the line has words of a post that its sentence gives somebody."""
    low = claim.text.casefold()
    return any(title.split()[-1].casefold() in low for title in titles if title)


def _with_post(claim: Claim, person: Person, shown: str, people: Mapping[str, Person], *, told: bool) -> Claim:
    day = claim.date.earliest if claim.date else None
    for role in sorted(person.roles, key=lambda role: -len(role.citations)):
        one = Named(line=claim.text, shown=shown, person=person, role=role, day=day, told=told)
        if first(NO_POST, one) is None:
            post = _post(role, claim.text, people)
            name = shown.strip("[]")
            filled = f"[{post} {name}]" if shown.startswith("[") else f"[{post}] {name}"
            text = claim.text.replace(shown, filled, 1)
            if len(text.split()) <= _MOST:
                return replace(claim, text=text, posts=(*claim.posts, _cited(role)))
    return claim


def _cited(role: PersonRole) -> Citation:
    return role.citations[0]


def _post(role: PersonRole, line: str, people: Mapping[str, Person]) -> str:
    """The title, with its body or country where the line leaves open of which."""
    title = role.title.removeprefix("the ").removeprefix("current ")
    if role.organisation and role.kind not in ("state", "envoy") and role.organisation not in title:
        return f"{role.organisation} {title}"
    states = {person.country for person in people.values() if person.official and person.country}
    short = _of_country(role.country or "") if len(states) > 1 else ""
    if not short or _names_country(f"{line} {title}", role.country or ""):
        return title
    return f"{short} {_within(title)}"


def _within(title: str) -> str:
    """A title as it stands behind another word: "economic minister", of "Economic minister" at a sentence's start."""
    phrase = " " in title and title[1:] == title[1:].lower()
    return title[0].lower() + title[1:] if phrase else title


def _names_country(words: str, country: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", words) for form in _forms(country))


@cache
def _forms(name: str) -> tuple[str, ...]:
    found = country_forms("name").get(name)
    return tuple(found.forms("name", "adjectives", "other")) if found else ()


@cache
def _of_country(name: str) -> str:
    """What stands before a title: "US", "Norwegian"."""
    found = country_forms("name").get(name)
    if found is None:
        return ""
    letters = [form for form in found.forms("other") if form == found.code]
    return next(iter((*letters, *found.forms("adjectives"))), "")
