"""The list of people, by country."""

from __future__ import annotations

from collections import defaultdict
from itertools import filterfalse

from ...model.book import Person
from ..base.index import Index
from ..base.order import by_weight
from ..base.page_kind import Link, PageKind, Values
from ..base.phrasing import counted
from ..base.show import is_held


def _by_country(index: Index) -> list[tuple[str, list[Person], list[Person]]]:
    """For each country those who hold an office on the book's date, then the others."""
    groups: dict[str, list[Person]] = defaultdict(list)
    for person in index.people.values():
        groups[person.country or ""].append(person)
    return [
        (country, by_weight(filter(is_held, people)), by_weight(filterfalse(is_held, people)))
        for country, people in sorted(groups.items(), key=lambda g: (not g[0], g[0]))
    ]


def _description(index: Index, _values: Values) -> str:
    return f"{counted(len(index.people), 'official')}: {', '.join(p.name for p in index.people.values())}."


KIND: PageKind = PageKind(
    name="people",
    path="people/index.md",
    pages=lambda index: [(KIND.path, {"countries": _by_country(index)})],
    description=_description,
    nav="People",
    paper="chapter",
    llms=lambda _index: [Link("People", "All people", KIND.path)],
)
