"""Copies and older versions: whether each is there, told alike everywhere, and stands in its source as is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from . import text
from .data import Book, Print, Source
from .facts import Fault
from .sources import Article

_WHERE = "data/book.json"
_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+")
_RUN = 3  # words
_STANDS = 0.6  # share of a sentence's runs of words that the source has; spelling and figures may differ
_SHARE = 0.7  # of the sentences that are told to be the same; two readers cut a text otherwise


def print_flaws(book: Book, articles: Mapping[str, Article]) -> Iterator[Fault]:
    """What is told of prints and families, and is not so. `articles` are the files of sources and of prints."""
    yield from ((_WHERE, place, flaw) for place, flaw in _listed_otherwise(book))
    yield from ((_WHERE, source.id, flaw) for source in book.sources for flaw in _family_flaws(book, source))
    for source in book.sources:
        for one in source.prints:
            yield from ((_WHERE, one.file, flaw) for flaw in _flaws(source, one, articles))


def _listed_otherwise(book: Book) -> Iterator[tuple[str, str]]:
    """Whether the prints of the sources are the copies and versions of the list of files."""
    told: set[tuple[str, str, str]] = {(one.file, one.fate, s.file) for s in book.sources for one in s.prints}
    listed = {(one.file, one.fate, one.of or "") for one in book.coverage.files if one.fate in ("copy", "version")}
    sources = {source.file for source in book.sources}
    for file, fate, of in sorted(told - listed):
        yield file, f"is told as a {fate} of {of}, and the list of files does not say so"
    for file, fate, of in sorted(listed - told):
        if of in sources:
            yield file, f"is listed as a {fate} of {of}, which does not tell it"


def _family_flaws(book: Book, source: Source) -> Iterator[str]:
    """Whether its family is named by a source that stands for itself."""
    heads = {one.id for one in book.sources if one.family in ("", one.id)}
    if source.family and source.family not in heads:
        yield f"is of the family {source.family!r}, which is no source that stands for its own"


def _flaws(source: Source, one: Print, articles: Mapping[str, Article]) -> Iterator[str]:
    own, other = articles.get(one.file), articles.get(source.file)
    if own is None:
        yield f"is called a {one.fate} of {source.file}, and there is no such file"
        return
    if other is None:
        return  # told already
    if not 0 <= one.same <= one.sentences:
        yield f"has {one.same} of {one.sentences} sentences that are the same"
    standing = _standing(own, other)
    if standing < _SHARE * one.same - 1:
        yield f"is said to have {one.same} sentences of {source.file}, and has {standing}"
    for pair in one.altered:
        if pair.was and own.place(pair.was) < 0:
            yield f"does not hold “{text.short(pair.was)}”"
        if pair.now and other.place(pair.now) < 0:
            yield f"is set beside “{text.short(pair.now)}”, which does not stand in {source.file}"


def _standing(own: Article, other: Article) -> int:
    """How many sentences and lines of the one stand in the other but for single words; one of few words whole."""
    words = text.words(" ".join(other.lines).casefold())
    there = {run for length in range(1, _RUN + 1) for run in _runs(words, length)}
    found = 0
    for sentence in (each for line in own.lines for each in _END.split(line.casefold())):
        told = text.words(sentence)
        runs = _runs(told, min(_RUN, len(told)))
        found += bool(runs) and sum(run in there for run in runs) >= _STANDS * len(runs)
    return found


def _runs(words: Sequence[str], length: int) -> list[tuple[str, ...]]:
    return list(zip(*(words[at:] for at in range(length)), strict=False))
