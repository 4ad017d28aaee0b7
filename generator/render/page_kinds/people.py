"""The list of people: officials by country, then everybody else by the kind of their post."""

from __future__ import annotations

from collections import defaultdict

from ...model.book import Person
from ...model.findings import POST_KINDS
from ..base.index import Index
from ..base.order import by_weight
from ..base.page_kind import Link, PageKind, Values
from ..base.phrasing import counted


def _values(index: Index) -> Values:
    countries: dict[str, list[Person]] = defaultdict(list)
    kinds: dict[str, list[Person]] = defaultdict(list)
    for person in index.people.values():
        if person.official:
            countries[person.country or ""].append(person)
        else:
            kinds[person.kind or ""].append(person)
    order = (*POST_KINDS, "")
    return {
        "countries": [(country, by_weight(countries[country])) for country in sorted(countries, key=_named_first)],
        "kinds": [(kind, by_weight(kinds[kind])) for kind in sorted(kinds, key=order.index)],
    }


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
