"""What a book claims, one record for each thing, read from the published data. Older data may lack keys.

Only what claims are made of is read, and the sentences that they rest on are held as digests, for a large book has much
of both.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from ..model.book import ClaimKind
from ..model.claims import Claim, Claimed, Claims
from ..model.dates import Date
from ..model.findings import StatementAct
from ..model.page import digest_of
from ..model.text import record

_SIZE = 12  # bytes of a digest
_MARKS = '"“”'
_BINDING: frozenset[StatementAct] = frozenset({"asks", "offers", "promises", "agrees", "refuses", "threatens"})
_DEMANDING, _SAYING = 0.6, 0.4  # what a statement weighs: one whose act is among these, any other
_DISPUTE = 0.7

_Key = tuple[str, ...]
T = TypeVar("T", bound=str)


# What is read of the published data


@record
class _Cited:
    source: str
    quote: str


@record
class _Source:
    id: str
    title: str
    published: dict[str, Any] | None
    family: str | None = None


@record
class _Topic:
    id: str
    title: str


@record
class _Role:
    title: str
    organisation: str | None
    country: str | None
    citations: tuple[_Cited, ...]


@record
class _Person:
    id: str
    name: str
    aliases: tuple[str, ...]
    country: str | None
    roles: tuple[_Role, ...]


@record
class _Event:
    id: str
    headline: str
    date: dict[str, Any] | None
    citations: tuple[_Cited, ...]
    topics: tuple[str, ...] = ()
    salience: float = 0.0


@record
class _State:
    citations: tuple[_Cited, ...]


@record
class _Measure:
    id: str
    what: str
    status: str
    history: tuple[_State, ...]


@record
class _Quotation:
    id: str
    text: str
    speaker: str | None
    speaker_text: str
    citation: _Cited
    kind: str = ""
    act: str = ""
    lead: str | None = None
    date: dict[str, Any] | None = None
    topics: tuple[str, ...] = ()
    also: tuple[_Cited, ...] = ()


@record
class _Figure:
    id: str
    text: str
    value: str | float
    unit: str
    citation: _Cited
    topics: tuple[str, ...] = ()


@record
class _Differing:
    value: str
    citation: _Cited


@record
class _Disagreement:
    id: str
    about: str
    kind: str
    claims: tuple[_Differing, ...]
    settled: str | None = None
    topics: tuple[str, ...] = ()


@record
class _Data:
    as_of: dt.date | None = None
    sources: tuple[_Source, ...] = ()
    topics: tuple[_Topic, ...] = ()
    people: tuple[_Person, ...] = ()
    events: tuple[_Event, ...] = ()
    measures: tuple[_Measure, ...] = ()
    quotations: tuple[_Quotation, ...] = ()
    figures: tuple[_Figure, ...] = ()
    disagreements: tuple[_Disagreement, ...] = ()


_DECODER = msgspec.json.Decoder(_Data)

# A claim, and the line that stands for it in the digest of all


class _Lines:
    """Makes claims, and notes of each what tells it from others."""

    def __init__(self, data: _Data) -> None:
        self.noted: list[str] = []
        self._titles = [(topic.id, topic.title) for topic in data.topics]

    def claim(
        self,
        kind: ClaimKind,
        identifier: str,
        text: str,
        keys: Iterable[_Key] = (),
        value: str | None = None,
        sources: Iterable[str] = (),
        topics: Sequence[str] = (),
        **more: Any,
    ) -> Claim:
        whole, told_by = sorted(set(keys)), frozenset(sources)
        self.noted.append(repr((kind, identifier, text, whole, value, sorted(told_by))))
        return Claim(
            kind=kind,
            id=identifier,
            text=text,
            keys=frozenset(map(_short, whole)),
            value=value,
            sources=told_by,
            topics=tuple(title for topic, title in self._titles if topic in topics) if topics else (),
            **more,
        )

    def digest(self) -> str:
        return hashlib.sha256("\n".join(sorted(self.noted)).encode("utf-8", "surrogatepass")).hexdigest()


def _short(key: _Key) -> bytes:
    return hashlib.blake2b(repr(key).encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest()


def claimed(data: bytes) -> Claimed:
    """What the published data claim, as data/book.json holds them. Raises ValueError for what is no such data."""
    try:
        read = _DECODER.decode(data)
    except msgspec.DecodeError as error:
        raise ValueError(str(error)) from error
    lines = _Lines(read)
    claims = Claims(
        claims=tuple(claim for find in _FOUND for claim in find(read, lines)),
        kin={source.id: source.family or source.id for source in read.sources},
        names={person.id: person.name for person in read.people},
    )
    return Claimed(
        of=digest_of(data),
        digest=lines.digest(),
        holds=counted(claim.kind for claim in claims.claims),
        as_of=read.as_of,
        packed=msgspec.msgpack.encode(claims),
    )


def counted(kinds: Iterable[T]) -> tuple[tuple[T, int], ...]:
    """How many there are of each, by name."""
    return tuple(sorted(Counter(kinds).items()))


def _edtf(date: Mapping[str, Any] | None) -> str | None:
    """Raises ValueError for what is no date."""
    if not date:
        return None
    if not isinstance(edtf := date.get("edtf"), str):
        raise ValueError("a date without its form")
    return edtf


def _date(date: Mapping[str, Any] | None) -> Date | None:
    """Raises ValueError for what is no date."""
    try:
        return msgspec.convert(date, Date, strict=False) if date else None
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error


def _rests_on(citations: Iterable[_Cited]) -> tuple[set[_Key], set[str]]:
    cited = tuple(citations)
    return {(one.source, one.quote) for one in cited}, {one.source for one in cited}


def _sources(data: _Data, lines: _Lines) -> Iterator[Claim]:
    for source in data.sources:
        yield lines.claim("source", source.id, source.title, value=_edtf(source.published))


def _topics(data: _Data, lines: _Lines) -> Iterator[Claim]:
    for topic in data.topics:
        yield lines.claim("topic", topic.id, topic.title)


def _people(data: _Data, lines: _Lines) -> Iterator[Claim]:
    for person in data.people:
        names = {(name.casefold(),) for name in (person.name, *person.aliases) if " " in name}
        yield lines.claim("person", person.id, person.name, names, person.country)
    for person in data.people:
        for role in person.roles:
            rests, sources = _rests_on(role.citations)
            title = ", ".join(part for part in (role.title, role.organisation, role.country) if part)
            identifier = f"{person.id} {role.title.casefold()} {(role.organisation or '').casefold()}"
            keys = {(*key, part) for key in rests for part in (person.id, role.title.casefold())}
            yield lines.claim("role", identifier, f"{person.name}: {title}", keys, sources=sources)


def _events(data: _Data, lines: _Lines) -> Iterator[Claim]:
    for event in data.events:
        keys, sources = _rests_on(event.citations)
        yield lines.claim(
            "event",
            event.id,
            event.headline,
            keys,
            _edtf(event.date),
            sources,
            event.topics,
            date=_date(event.date),
            weight=event.salience,
        )


def _measures(data: _Data, lines: _Lines) -> Iterator[Claim]:
    for measure in data.measures:
        keys, sources = _rests_on(cited for state in measure.history for cited in state.citations)
        yield lines.claim("measure", measure.id, measure.what, keys, measure.status, sources)


def _quotations(data: _Data, lines: _Lines) -> Iterator[Claim]:
    names = {person.id: person.name for person in data.people}
    for said in data.quotations:
        cited = (said.citation, *said.also)
        yield lines.claim(
            "quotation",
            said.id,
            said.text,
            {(one.source, one.quote, said.text) for one in cited},
            said.speaker or said.speaker_text or None,
            {one.source for one in cited},
            said.topics,
            told=_spoken(said, names.get(said.speaker or "", said.speaker_text)),
            date=_date(said.date),
            weight=_DEMANDING if said.act in _BINDING else _SAYING,
        )


def _spoken(said: _Quotation, speaker: str) -> str:
    """Words with who says them, as one line."""
    words = f"“{said.text.strip(_MARKS)}”" if said.kind == "direct" else said.text
    if not speaker:
        return words
    return f"{speaker} {said.lead} {words}" if said.lead else f"{speaker}: {words}"


def _figures(data: _Data, lines: _Lines) -> Iterator[Claim]:
    for figure in data.figures:
        cited = figure.citation
        keys, value = {(cited.source, cited.quote, figure.text)}, f"{figure.value} {figure.unit}"
        yield lines.claim("figure", figure.id, figure.text, keys, value, {cited.source}, figure.topics)


def _disagreements(data: _Data, lines: _Lines) -> Iterator[Claim]:
    for differing in data.disagreements:
        keys, sources = _rests_on(claim.citation for claim in differing.claims)
        values = " / ".join(dict.fromkeys(claim.value for claim in differing.claims))
        yield lines.claim(
            "disagreement",
            differing.id,
            differing.about,
            keys,
            differing.kind + (f", settled: {differing.settled}" if differing.settled else f": {values}"),
            sources,
            differing.topics,
            weight=_DISPUTE,
            sort=differing.kind,
        )


_FOUND = (_sources, _topics, _people, _events, _measures, _quotations, _figures, _disagreements)
