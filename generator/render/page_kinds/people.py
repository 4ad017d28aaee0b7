"""The list of people, by whether they are in office: officials by country, then others by the kind of their post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ...model.book import Person
from ...model.findings import POST_KINDS
from ..base.index import Index
from ..base.order import by_weight
from ..base.page_kind import Link, PageKind, Values
from ..base.phrasing import counted
from ..base.show import main_role

_HELD, _COMING, _OTHER = "held", "coming", "other"
_Group = tuple[str, list[Person]]  # a country, or a kind of post, and who stands under it


def _values(index: Index) -> Values:
    """Who is in office on the book's date, who acts or is to come, and everybody else; in each part the officials by
    country, then the people of other bodies by the kind of their post."""
    parts: dict[str, list[Person]] = {_HELD: [], _COMING: [], _OTHER: []}
    for person in index.people.values():
        parts[_standing(person)].append(person)
    return {
        "parts": [(part, _countries(people), _kinds(people)) for part, people in parts.items() if people],
    }


def _standing(person: Person) -> str:
    role = main_role(person)
    if role is None or role.status == "former":
        return _OTHER
    return _COMING if role.status else _HELD


def _countries(people: Sequence[Person]) -> list[_Group]:
    groups: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        if person.official:
            groups[person.country or ""].append(person)
    return [(country, by_weight(groups[country])) for country in sorted(groups, key=_named_first)]


def _kinds(people: Sequence[Person]) -> list[_Group]:
    groups: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        if not person.official:
            groups[person.kind or ""].append(person)
    return [(kind, by_weight(groups[kind])) for kind in sorted(groups, key=(*POST_KINDS, "").index)]


def in_order(index: Index) -> list[Person]:
    """Everybody as the page lists them."""
    parts = _values(index)["parts"]
    return [person for _, countries, kinds in parts for _, people in (*countries, *kinds) for person in people]


def _named_first(country: str) -> tuple[bool, str]:
    return not country, country


def _description(index: Index, _values: Values) -> str:
    return f"{counted(len(index.people), 'profile')}: {', '.join(p.name for p in index.people.values())}."


KIND: PageKind = PageKind(
    name="people",
    path="people/index.md",
    pages=lambda index: [(KIND.path, _values(index))],
    description=_description,
    nav="People",
    paper="chapter",
    llms=lambda _index: [Link("People", "All people", KIND.path)],
)
