"""Figures by topic and by what they measure, each with its sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...model.book import Citation, KeyFigure
from ...model.permanent_ids import permanent_id
from ..base.index import Index, Use, date_key
from ..base.page_kind import Link, PageKind, Values
from ..base.phrasing import counted

OTHER = "On other matters"


def _values(index: Index) -> Values:
    figures = index.book.figures
    beside = _told_beside(figures)
    again = {figure.id for told in beside.values() for figure in told}
    alone = sorted((figure for figure in figures if figure.id not in again), key=_by_thing)
    return {
        "groups": _groups(index, [figure for figure in alone if figure.key]),
        "others": [figure for figure in alone if not figure.key],
        "beside": beside,
        "measures": {measure.id: measure for measure in index.book.measures},
    }


def _told_beside(figures: Sequence[KeyFigure]) -> dict[str, list[KeyFigure]]:
    """By the figure whose sum they tell once more, those in other currencies."""
    known = {figure.id for figure in figures}
    beside: dict[str, list[KeyFigure]] = defaultdict(list)
    for figure in figures:
        if figure.beside in known:
            beside[figure.beside].append(figure)
    return beside


def _groups(index: Index, figures: Sequence[KeyFigure]) -> list[tuple[str, list[KeyFigure]]]:
    """By the title of the first topic that each has, in the book's order; those of none last."""
    groups: dict[str, list[KeyFigure]] = defaultdict(list)
    for figure in figures:
        groups[next((topic for topic in index.topics if topic in figure.topics), "")].append(figure)
    titles = {topic.id: topic.title for topic in index.topics.values()} | {"": OTHER}
    return [(title, groups[topic]) for topic, title in titles.items() if groups[topic]]


def _by_thing(figure: KeyFigure) -> tuple[str, str, tuple[str, str], str, int, str]:
    """Values of one thing side by side: of "job cuts" and "further cuts" that is the last word."""
    thing = figure.thing.casefold().rpartition(" ")[2]
    return thing, figure.unit, date_key(figure.date), figure.citation.source, figure.citation.sentence, figure.id


def _description(index: Index, _values: Values) -> str:
    return f"{counted(len(index.book.figures), 'figure')} as the sources give them, each with its sentence."


def _llms(index: Index) -> list[Link]:
    return [Link("Pages", "Key figures", KIND.path, counted(len(index.book.figures), "figure"))]


def _cites(index: Index) -> Iterator[tuple[Citation, Use]]:
    for figure in index.book.figures:
        anchor = permanent_id(figure)
        yield figure.citation, Use(what=figure.text, path=KIND.path, anchor=anchor)


KIND: PageKind = PageKind(
    name="figures",
    path="figures.md",
    pages=lambda index: [(KIND.path, _values(index))],
    description=_description,
    nav="Figures",
    paper="chapter",
    llms=_llms,
    section="Key figures",
    cites=_cites,
)
