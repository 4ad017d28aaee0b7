"""The families of a folder: who was printed from whom, and who are witnesses of one text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...model.article import Article, Print
from ...model.kept import NOTHING_KEPT, Kept, digest
from ...model.settings import SourceOverride
from ..base.targets import Faults
from .candidates import candidates
from .edits import Wishes, wishes
from .families import Families
from .kinship import Kin, kin, sure_strangers
from .likeness import Index
from .prints import exact_print, print_of
from .telling import telling

_ORDER = {"version": 0, "copy": 1, "family": 2}


class Tellings:
    """What the articles tell, and what two of them are to each other by that; read where it is asked for, and once."""

    def __init__(self, articles: Iterable[Article], kept: Kept = NOTHING_KEPT) -> None:
        self.articles = {article.file: article for article in articles}
        self.kept = kept
        self._read: dict[str, Index] = {}
        self._digests: dict[str, bytes] = {}

    def kin(self, one: str, other: str) -> Kin | None:
        """What two files are to each other."""
        return self.kept.result(self._kin, f"{one} {other}", self._digest(one) + self._digest(other), one, other)

    def print_of(self, file: str, source: str, fate: str, wish: tuple[str, SourceOverride] | None) -> Print:
        """A file as a print of another; `wish` is what the editor says of it."""
        made_from = digest(self._digest(file), self._digest(source), fate, wish)
        return self.kept.result(self._print, f"{file} {source}", made_from, file, source, fate, wish)

    def _kin(self, one: str, other: str) -> Kin | None:
        return kin(self._of(one), self._of(other))

    def _print(self, file: str, source: str, fate: str, wish: tuple[str, SourceOverride] | None) -> Print:
        return print_of(self.articles[file], self._of(file), self._of(source), fate, wish)

    def _of(self, file: str) -> Index:
        """The sentences of an article."""
        if file not in self._read:
            self._read[file] = Index(telling(self.articles[file]))
        return self._read[file]

    def _digest(self, file: str) -> bytes:
        if file not in self._digests:
            self._digests[file] = digest(self.articles[file])
        return self._digests[file]


def related(articles: Sequence[Article], tellings: Tellings) -> list[Kin]:
    """Each two that are prints of one story, the surest first."""
    found = [
        tellings.kin(articles[one].file, articles[other].file)
        for one, other in candidates(articles, tellings.kept)
        if not sure_strangers(articles[one], articles[other])
    ]
    return sorted(
        (one for one in found if one), key=lambda one: (_ORDER[one.kind], -one.likeness.same, one.one, one.other)
    )


def families(
    articles: Sequence[Article],
    exact: Sequence[tuple[Article, str]] = (),
    overrides: Sequence[SourceOverride] = (),
    kept: Kept = NOTHING_KEPT,
) -> Families:
    """Sorts out who is a source. `exact` are articles of the same words as another, with that one's file."""
    faults: Faults = []
    wanted, tellings = wishes(articles, overrides, faults), Tellings(articles, kept)
    every = related(articles, tellings)
    faults += _idle(wanted, every, exact)
    kinships = [one for one in every if not {one.one, one.other} & wanted.alone.keys()]
    parents = _parents(kinships, wanted)
    prints = _prints(parents, kinships, wanted, tellings, exact)
    sources = [article for article in articles if article.file not in parents]
    heads = _heads(sources, parents, kinships)
    return Families(heads=heads, prints=prints, faults=faults)


def _idle(wanted: Wishes, every: Iterable[Kin], exact: Iterable[tuple[Article, str]]) -> Iterator[tuple[int, str]]:
    """A fault for each article that is to be nobody's kin and is not anyway."""
    touched = {file for one in every for file in (one.one, one.other)} | {file for _, file in exact}
    for file, line in wanted.alone.items():
        if file not in touched:
            yield line, f"`{file}` shares its text with no other source, so `family: none` changes nothing"


def _prints(
    parents: Mapping[str, str],
    kinships: Sequence[Kin],
    wanted: Wishes,
    tellings: Tellings,
    exact: Iterable[tuple[Article, str]],
) -> dict[str, tuple[Print, ...]]:
    """The prints of each source, by its file."""
    prints: dict[str, list[Print]] = defaultdict(list)
    for file, parent in parents.items():
        source, fate = _root(parents, parent), _fate(file, kinships)
        prints[source].append(tellings.print_of(file, source, fate, wanted.copies.get(file)))
    for article, file in exact:
        if file in tellings.articles:
            prints[_root(parents, file)].append(exact_print(article))
    return {file: tuple(sorted(some, key=lambda one: one.file)) for file, some in sorted(prints.items())}


def _parents(kinships: Iterable[Kin], wanted: Wishes) -> dict[str, str]:
    """What each print was printed from; nothing is a print of its own print."""
    parents: dict[str, str] = {}
    told = [(file, of) for file, (of, _) in wanted.copies.items()]
    for file, of in (*told, *((one.one, one.other) for one in kinships if one.kind != "family")):
        if file not in parents and _root(parents, of) != file:
            parents[file] = of
    return parents


def _root(parents: Mapping[str, str], file: str) -> str:
    while file in parents:
        file = parents[file]
    return file


def _fate(file: str, kinships: Iterable[Kin]) -> str:
    return next((one.kind for one in kinships if one.one == file and one.kind != "family"), "copy")


def _heads(sources: Sequence[Article], parents: Mapping[str, str], kinships: Iterable[Kin]) -> dict[str, str]:
    """The id of who stands for the family of each source: the fullest, then the earliest, then the first by name."""
    groups: dict[str, str] = {}
    for one in kinships:
        a, b = (_root(groups, _root(parents, file)) for file in (one.one, one.other))
        if a != b:
            groups[max(a, b)] = min(a, b)
    members: dict[str, list[Article]] = defaultdict(list)
    for article in sources:
        members[_root(groups, article.file)].append(article)
    return {article.file: min(some, key=_rank).id for some in members.values() for article in some}


def _rank(article: Article) -> tuple[int, str, str]:
    day = article.published.earliest.isoformat() if article.published else "9999"
    return -len(article.text.split()), day, article.file
