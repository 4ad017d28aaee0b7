"""What the editor says in `book.yml`. `line` is where an override stands in that file, from 1."""

from __future__ import annotations

import datetime as dt

from .book import TopicSpec
from .dates import Date
from .findings import POSTS, PostKind
from .text import record


@record
class SourceOverride:
    """A source, named by its file or its id, set right. None leaves a field as the article has it."""

    line: int
    reason: str | None
    source: str
    published: Date | None = None
    outlet: str | None = None
    authors: tuple[str, ...] | None = None
    title: str | None = None
    url: str | None = None
    weight: float | None = None  # 1 is a source like any other, 0 one that makes nothing weightier
    exclude: bool = False
    family: str | None = None  # "none": it shares its text with no other source
    of: str | None = None  # the source that it is a copy of


@record
class PersonOverride:
    """One of `person`, `merge`, `apart` and `split` names whom it is about: by any name or spelling, or by id."""

    line: int
    reason: str | None
    person: str | None = None
    merge: tuple[str, ...] = ()  # names of one person
    apart: tuple[str, ...] = ()  # names of two or more people who look like one
    split: str | None = None  # a person who is really two; the second is who is meant in `sources` or by `spellings`
    sources: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    name: str | None = None
    role: str | None = None
    country: str | None = None
    official: bool | None = None
    aliases: tuple[str, ...] = ()
    hide: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Whom it is about, each by a name or an id."""
        return self.merge or self.apart or (self.person or self.split or "",)


@record
class Target:
    """An event or a disagreement: by its id, or by words of its sentence, perhaps with the source they stand in."""

    id: str | None = None
    words: str | None = None
    source: str | None = None

    def __str__(self) -> str:
        return self.id or f"{self.words}" + (f" in {self.source}" if self.source else "")


@record
class EventOverride:
    """Several `events` are told as one."""

    line: int
    reason: str | None
    events: tuple[Target, ...]
    date: Date | None = None
    headline: str | None = None
    hide: bool = False
    pin: bool = False


@record
class DisagreementOverride:
    """A disagreement that the editor settles or hides."""

    line: int
    reason: str | None
    disagreement: Target
    settle: str | None = None  # what the editor holds to be right
    hide: bool = False


@record
class ClaimOverride:
    """Any line of the book that the editor leaves out, by the id that its page shows or the data have."""

    line: int
    reason: str | None
    claim: str
    hide: bool = False


@record
class GlossaryOverride:
    """A short form to which the editor gives another long form, or which is hidden."""

    line: int
    reason: str | None
    short: str
    expansion: str | None = None
    hide: bool = False


@record
class BookFile:
    """The editor's file; every field has a default, so a book needs none."""

    title: str | None = None
    description: str | None = None
    as_of: dt.date | None = None
    feeds: tuple[str, ...] = ()  # addresses that `briefing fetch` asks for new pages
    home_zones: tuple[str, ...] = ()  # IANA names of the clocks that the book's parties live by
    topics: tuple[TopicSpec, ...] = ()
    sources: tuple[SourceOverride, ...] = ()
    people: tuple[PersonOverride, ...] = ()
    kinds: frozenset[PostKind] = POSTS  # of posts whose holders get a profile
    events: tuple[EventOverride, ...] = ()
    disagreements: tuple[DisagreementOverride, ...] = ()
    claims: tuple[ClaimOverride, ...] = ()
    glossary: tuple[GlossaryOverride, ...] = ()
    full_text: bool = False
    model: str | None = None
    cluster: str | None = None  # address of a Dask scheduler whose workers read the articles
