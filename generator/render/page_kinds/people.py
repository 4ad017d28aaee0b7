"""The list of people: officials by country, then everybody else by the kind of their post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import filterfalse

from ...model.book import Person
from ...model.findings import POST_KINDS
from ..base.index import Index
from ..base.order import by_weight
from ..base.page_kind import Link, PageKind, Values
from ..base.phrasing import counted
from ..base.show import is_held

_Group = tuple[str, list[Person], list[Person]]  # country or kind of post; who holds one on the book's date, who not


def _values(index: Index) -> Values:
    """For each country and kind of post those who hold one on the book's date, then the others."""
    countries: dict[str, list[Person]] = defaultdict(list)
    kinds: dict[str, list[Person]] = defaultdict(list)
    for person in index.people.values():
        if person.official:
            countries[person.country or ""].append(person)
        else:
            kinds[person.kind or ""].append(person)
    order = (*POST_KINDS, "")
    return {
        "countries": [_group(country, countries[country]) for country in sorted(countries, key=_named_first)],
        "kinds": [_group(kind, kinds[kind]) for kind in sorted(kinds, key=order.index)],
    }


def in_order(index: Index) -> list[Person]:
    """Everybody as the page lists them."""
    values = _values(index)
    groups = (*values["countries"], *values["kinds"])
    return [person for _, held, former in groups for person in (*held, *former)]


def _group(name: str, people: Sequence[Person]) -> _Group:
    return name, by_weight(filter(is_held, people)), by_weight(filterfalse(is_held, people))


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
