"""What a kind of page is: all that the rest of this stage has to know of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Literal

from ...model.book import Citation
from ...model.text import record
from .index import Index, Use
from .parts import whole_of
from .way import Step

TEMPLATES = Path(__file__).parent.parent.parent / "templates"

Values = dict[str, Any]  # what a template is handed beside what every page has
OnPaper = Literal["chapter", "sheets", "last", "left out"]
Section = Literal["Pages", "Topics", "People", "Sources", "Optional"]  # of llms.txt; "Optional" may be passed over


@dataclass(frozen=True, slots=True)
class Link:
    """A line of llms.txt: the words of the link, where it leads, and what is said beside it."""

    section: Section
    text: str
    path: str
    note: str = ""


def no_citations(index: Index) -> Iterable[tuple[Citation, Use]]:  # noqa: ARG001 (as every kind is asked)
    """For a kind whose pages cite nothing."""
    return ()


def no_links(index: Index) -> Iterable[Link]:  # noqa: ARG001 (as every kind is asked)
    """For a kind that llms.txt leaves out."""
    return ()


def no_row(index: Index) -> Sequence[Step]:  # noqa: ARG001 (likewise)
    """For a kind of one page, which has none beside it."""
    return ()


def none_near(index: Index, values: Values) -> Sequence[Step]:  # noqa: ARG001 (likewise)
    """For a kind whose pages name no others as related."""
    return ()


def no_graph(index: Index, here: str, values: Values) -> Sequence[dict[str, Any]]:  # noqa: ARG001 (likewise)
    """For a kind without linked data."""
    return ()


@record
class PageKind:
    """Pages that are made alike.

    Its template is `<name>.md.j2` in `templates`. It is handed the values of the page, `here` (its path) and what
    every page has: `book`, `index`, `numbers` (of the sources), `activities`, `coverage`.
    """

    name: str
    path: str  # below docs/; with `*` where there is a page for each of many; more may stand in a folder of its name
    pages: Callable[[Index], Iterable[tuple[str, Values]]]  # the path and the values of each
    description: Callable[[Index, Values], str]  # a sentence or two for search engines and previews of links
    nav: str = ""  # what `nav` of mkdocs.yml calls it; "" for what is reached from another page
    social: Literal["article", "profile", "website"] = "article"  # Open Graph's type
    paper: OnPaper = "left out"  # a chapter, one whose pages begin sheets, one behind the list of sources, or none
    llms: Callable[[Index], Iterable[Link]] = no_links
    section: str = ""  # what a source's page calls the pages of this kind, if they cite
    cites: Callable[[Index], Iterable[tuple[Citation, Use]]] = no_citations  # what of it rests on which sentence
    graph: Callable[[Index, str, Values], Sequence[dict[str, Any]]] = no_graph  # schema.org's, of the page at a path
    row: Callable[[Index], Sequence[Step]] = no_row  # its pages in the order of the page that lists them
    near: Callable[[Index, Values], Sequence[Step]] = none_near  # the related pages of one of them
    templates: Path = TEMPLATES

    def makes(self, path: str) -> bool:
        """Whether a page at this path, or the page that it is a part of, would be of this kind."""
        path = whole_of(path)
        return fnmatchcase(path, self.path) or path.startswith(f"{self.path.removesuffix('.md')}/")


def uses(kinds: Iterable[PageKind], index: Index) -> dict[str, dict[int, list[Use]]]:
    """Where each sentence is cited, by source and number, in the order of the kinds."""
    found: dict[str, dict[int, dict[Use, None]]] = defaultdict(lambda: defaultdict(dict))
    for citation, use in _cited(kinds, index):
        for sentence in citation.sentences:
            found[citation.source][sentence][use] = None
    return {
        source: {number: list(places) for number, places in sorted(sentences.items())}
        for source, sentences in found.items()
    }


def _cited(kinds: Iterable[PageKind], index: Index) -> Iterator[tuple[Citation, Use]]:
    for kind in kinds:
        for citation, use in kind.cites(index):
            yield (
                citation,
                Use(  # as `replace`, which takes ten times as long for tens of thousands
                    what=use.what,
                    path=use.path,
                    anchor=use.anchor,
                    section=kind.section,
                    page=use.page,
                    named=use.named,
                ),
            )
