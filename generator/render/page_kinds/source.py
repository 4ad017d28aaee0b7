"""A source: the sentences that are cited, what rests on each, and with `full_text` the whole article with its marks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from ...model.book import Source
from ...model.text import record
from ..base import marked_text
from ..base.index import Index, Use
from ..base.order import by_weight, source_numbers
from ..base.page_kind import Link, PageKind, Values
from ..base.phrasing import counted, describe
from ..base.way import Step
from ..data import linked_data
from . import sources


def _pages(index: Index) -> Iterator[tuple[str, Values]]:
    numbers = source_numbers(index.sources.values())
    around = _around(index)
    for source in index.sources.values():
        yield index.source_paths[source.id], _values(index, source, numbers[source.id]) | around.of(source)


def _values(index: Index, source: Source, number: int) -> Values:
    uses = index.uses.get(source.id, {})
    meanings = marked_text.understood(source)
    cited = sorted(uses)
    whole = index.book.full_text
    return {
        "source": source,
        "number": number,
        "sentences": [(n, n - before - 1, source.sentences[n]) for before, n in pairwise([-1, *cited])],
        "left": len(source.sentences) - (cited[-1] + 1 if cited else 0),
        "feeds": {n: _by_section(uses[n]) for n in cited},
        "passages": marked_text.marked(index, index.source_paths[source.id], source, meanings) if whole else (),
        "understood": [(kind, [u for u in meanings.values() if u.mark.kind == kind]) for kind in marked_text.KINDS],
    }


@record
class _Around:
    """What is near to each source: by its id topics and people, by its family those that share its text."""

    topics: Mapping[str, list[str]]
    people: Mapping[str, list[str]]
    kin: Mapping[str, list[Source]]

    def of(self, source: Source) -> Values:
        """The other sources that share its text, and ids of topics and people, those first that weigh most."""
        return {
            "kin": [s for s in self.kin.get(source.family, ()) if s is not source],
            "topics": self.topics.get(source.id, []),
            "people": self.people.get(source.id, []),
        }


def _around(index: Index) -> _Around:
    topics: dict[str, list[str]] = defaultdict(list)
    people: dict[str, list[str]] = defaultdict(list)
    kin: dict[str, list[Source]] = defaultdict(list)
    for topic in index.topics.values():
        for source in dict.fromkeys(topic.sources):
            topics[source].append(topic.id)
    for person in by_weight(index.people.values()):
        for source in dict.fromkeys(person.sources):
            people[source].append(person.id)
    for member in index.sources.values():
        if member.family:
            kin[member.family].append(member)
    return _Around(topics=topics, people=people, kin=kin)


def _by_section(uses: Iterable[Use]) -> list[tuple[str, list[tuple[str, Use]]]]:
    """The places that a sentence feeds, by section and page, each with a short label; a second one of a kind is
    numbered."""
    sections: dict[str, dict[str, list[tuple[str, Use]]]] = {}
    seen: Counter[tuple[str, str, str]] = Counter()
    for use in uses:
        kind = use.section, use.page, use.what
        seen[kind] += 1
        label = use.what if seen[kind] == 1 else f"{use.what} {seen[kind]}"
        on_page = sections.setdefault(use.section, {}).setdefault(use.page, [])
        on_page.append((f"{use.page}: {label}" if use.page and not on_page else label, use))
    return [(section, [place for places in pages.values() for place in places]) for section, pages in sections.items()]


def _row(index: Index) -> list[Step]:
    return [Step(path=index.source_paths[s.id], title=s.title) for s in sources.in_order(index)]


def _description(index: Index, values: Values) -> str:
    source: Source = values["source"]
    cited = len(index.uses.get(source.id, {}))
    return f"{_known(source)}. {cited:,} of {counted(len(source.sentences), 'sentence')} cited in this book."


def _known(source: Source) -> str:
    known = (source.outlet, describe(source.published) if source.published else "undated")
    return ", ".join(part for part in known if part)


def _llms(index: Index) -> list[Link]:
    return [Link("Sources", s.title, index.source_paths[s.id], _known(s)) for s in index.sources.values()]


KIND: PageKind = PageKind(
    name="source",
    path="sources/*.md",
    pages=_pages,
    description=_description,
    llms=_llms,
    graph=lambda index, here, values: linked_data.of_source(index, here, values["source"]),
    row=_row,
)
