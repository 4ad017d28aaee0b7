"""What one sentence tells of a measure, with names and days that mean the same in every article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ...model.book import Citation, Person
from ...model.dates import Date
from ...model.findings import Event, MeasureStatus, MeasureTold, Phrase
from ...model.text import Span, record
from ...rules.load import load
from ...rules.types.measures import KINDS, MEASURE_WORDS
from ..base.bare_event import Entries, bare
from ..base.cast import Cast
from ..base.corpus import Reading
from ..base.countries import countries_in, country_names

Countries = Mapping[str, str | None]  # of people, by their ids
EARLIER = "earlier"  # among the marks: not the one that is told of now
_REACH = 3  # sentences back in which "the tariffs" were named
_LONGEST = 240  # characters of what is told
_LONGEST_NAME = 60  # ... and of one who does it or on whom it is laid
_MARKS = ' ,;:–—-"“”'


@record
class Told:
    """One telling of a measure; `status` is None where its sentence only names it."""

    kind: str
    what: str
    by: tuple[str, ...]
    by_countries: frozenset[str]
    on: tuple[str, ...]
    on_countries: frozenset[str]
    goods: frozenset[str]  # what it is laid on, in words that are no country
    marks: frozenset[str]
    value: str
    unit: str
    status: MeasureStatus | None
    text: str
    date: Date | None
    effective: Date | None
    published: Date | None
    dated_by: tuple[Event, ...]
    entries: frozenset[str] = frozenset()  # TimelineEntry.id of those that tell of it
    citation: Citation
    named: Citation  # the sentence that has the words of `what`: its own, or one before
    definite: bool
    at: int  # place in the article

    @property
    def is_bare(self) -> bool:
        """ "the tariffs", "the deal": nothing tells which."""
        return not (self.value or self.marks - {EARLIER} or self.on)

    @property
    def is_alone(self) -> bool:
        """A truce, a referendum: there are few at a time."""
        return next(kind.alone for kind in load(KINDS) if kind.name == self.kind)

    @property
    def countries(self) -> frozenset[str]:
        """Of who does it and on whom it is laid."""
        return self.by_countries | self.on_countries


def told_of(reading: Reading, people: Mapping[str, Person], entries: Entries) -> Iterator[Told]:
    """Those of an article that have a status, with the entries of the timeline that tell of each."""
    cast = reading.known_cast
    countries = {person: people[person].country for person in sorted(cast.names)}
    for one in reading.brief(told_in, cast, countries):
        found = (entries.get((reading.article.id, event)) for event in one.dated_by)
        yield replace(one, entries=frozenset(entry.id for entry in found if entry is not None))


def told_in(reading: Reading, cast: Cast, countries: Countries) -> tuple[Told, ...]:
    """The same as the article alone tells them, each known by its own words or by those before it."""
    every = [_resolved(reading, one, cast, countries) for one in reading.findings.measures]
    return tuple(known for one in every if one.status is not None and (known := _known(one, every)) is not None)


def _known(one: Told, every: Sequence[Told]) -> Told | None:
    """With the words of the last one named before, where its own do not tell which; None where nothing does."""
    if not one.is_bare:
        return one
    if one.definite and (before := _named_before(one, every)) is not None:
        return replace(
            before,
            status=one.status,
            text=one.text,
            date=one.date,
            effective=one.effective,
            dated_by=one.dated_by,
            citation=one.citation,
            at=one.at,
            by=before.by or one.by,
            by_countries=before.by_countries or one.by_countries,
        )
    return one if one.is_alone and (one.date or one.by) else None


def _named_before(one: Told, every: Sequence[Told]) -> Told | None:
    """The one that the nearest sentence before, or the words before, tell of; None for several."""
    near = [
        each
        for each in every
        if each.kind == one.kind and not each.is_bare and each.at < one.at
        and 0 <= one.citation.sentence - each.citation.sentence <= _REACH
    ]  # fmt: skip
    last = max((each.citation.sentence for each in near), default=None)
    found = {(each.what, each.value, each.unit): each for each in near if each.citation.sentence == last}
    return next(iter(found.values())) if len(found) == 1 else None


def _resolved(reading: Reading, one: MeasureTold, cast: Cast, countries: Countries) -> Told:
    names = _Names(reading=reading, cast=cast, of_people=countries)
    date, effective = _days(reading, one)
    value, unit = _amount(reading, one)
    behind = _countries_behind(reading, one)
    return Told(
        kind=one.kind,
        what=_trimmed(one.span.of(reading.article.text)),
        by=tuple(dict.fromkeys(filter(None, map(names.of, one.by)))),
        by_countries=names.countries_of(one.by),
        on=_laid_on(names, one.on) or tuple(sorted(behind)),
        on_countries=behind | names.countries_of(one.on),
        goods=frozenset(_goods(reading, one.on)),
        marks=frozenset(one.marks),
        value=value,
        unit=unit,
        status="announced" if one.status == "in force" and _is_later(effective, reading.published) else one.status,
        text=_shortened(one.said.of(reading.article.text)),
        date=date,
        effective=effective,
        published=reading.published,
        dated_by=_dated_by(reading, one),
        citation=reading.cite(one.sentence),
        named=reading.cite(one.sentence),
        definite=one.definite,
        at=one.at.start,
    )


def _amount(reading: Reading, one: MeasureTold) -> tuple[str, str]:
    figure = None if one.figure is None else reading.findings.figures[one.figure]
    return (figure.value, figure.unit) if figure else ("", "")


def _countries_behind(reading: Reading, one: MeasureTold) -> frozenset[str]:
    """ "a tariff on goods from [Peru]", wherever the parse has it hang."""
    behind = Span(one.noun.end, max(one.span.end, one.noun.end)) if one.on else Span(0, 0)
    return frozenset(countries_in(behind.of(reading.article.text)))


def _dated_by(reading: Reading, one: MeasureTold) -> tuple[Event, ...]:
    heads = {one.event, one.counts} - {None}
    return tuple(bare(event) for event in reading.told_in(one.sentence) if event.head in heads)


def _is_later(day: Date | None, published: Date | None) -> bool:
    return day is not None and published is not None and day.earliest > published.latest


# Days


def _days(reading: Reading, one: MeasureTold) -> tuple[Date | None, Date | None]:
    """When it got the status, and from when it counts or until when it is paused: by its own words, else its event."""
    effective = _timex(reading, one.effective) or _event(reading, one, one.counts)
    date = _timex(reading, one.timex)
    if date is None and one.event is not None:
        date = _event(reading, one, one.event)
        if one.event != one.counts and date is not None and effective is not None and date.edtf == effective.edtf:
            date = None
    return date, effective


def _timex(reading: Reading, number: int | None) -> Date | None:
    return None if number is None else reading.findings.timexes[number].date


def _event(reading: Reading, one: MeasureTold, head: Span | None) -> Date | None:
    return next((event.date for event in reading.told_in(one.sentence) if head and event.head == head), None)


# Names


@record
class _Names:
    reading: Reading
    cast: Cast
    of_people: Countries

    def of(self, phrase: Phrase) -> str:
        """The full name of a person or a body, the short name of a country, else the words; "" for a pronoun and for
        what is too long."""
        words = _without_article(phrase.span.of(self.reading.article.text))
        if (entity := self._entity(phrase.head)) is not None:
            known = self.cast.names.get(self.cast.who.get(entity, ""))
            return known or self.reading.names.get(entity, words)
        if words in country_names():
            return country_names()[words]
        is_pronoun = any(self.reading.references.meeting(phrase.head)) or words.casefold() in _pronouns()
        broken = words.count("(") != words.count(")")
        return "" if is_pronoun or broken or len(words) > _LONGEST_NAME else words

    def countries_of(self, phrases: Sequence[Phrase]) -> frozenset[str]:
        """Those of any of the phrases."""
        return frozenset(country for each in phrases for country in self.countries(each))

    def countries(self, phrase: Phrase) -> Iterator[str]:
        """Of its words, and of the people whom they name."""
        yield from countries_in(phrase.span.of(self.reading.article.text))
        entities = {each.entity for each in self.reading.mentions.meeting(phrase.span) if each.kind == "person"}
        entities |= {each.entity for each in self.reading.references.meeting(phrase.head)}
        for entity in sorted(entities):
            country = self.of_people.get(self.cast.who.get(entity, ""))
            if country:
                yield country

    def names_a_body(self, phrase: Phrase) -> bool:
        """ "the Royal Norwegian Navy": not its country."""
        return self._entity(phrase.head) is not None

    def _entity(self, head: Span) -> str | None:
        """Of a person or a body whom the head names, or for whom it stands."""
        named = (each for each in self.reading.mentions.meeting(head) if each.kind != "place")
        found = next((each.entity for each in named), None)
        return found or next((each.entity for each in self.reading.references.meeting(head)), None)


def _pronouns() -> frozenset[str]:
    return frozenset(load(MEASURE_WORDS).pronouns)


def _laid_on(names: _Names, phrases: Sequence[Phrase]) -> tuple[str, ...]:
    """The country of goods from one; nothing for goods from everywhere, whose word says no more than "goods"."""
    found: list[str] = []
    for phrase in phrases:
        told = names.of(phrase)
        countries = list(countries_in(phrase.span.of(names.reading.article.text)))
        found += countries if countries and not names.names_a_body(phrase) else [told] if told else []
    known = load(MEASURE_WORDS).goods
    return tuple(dict.fromkeys(each for each in found if each.casefold().removesuffix("s") not in known))


def _goods(reading: Reading, phrases: Sequence[Phrase]) -> Iterator[str]:
    known = load(MEASURE_WORDS).goods
    for phrase in phrases:
        for word in reading.words(reading.sentence_at(phrase.span)):
            told = phrase.span.contains(word.span) and word.tag != "function" and word.lemma not in known
            if told and not any(countries_in(word.span.of(reading.article.text))):
                yield word.lemma


# Words


def _without_article(words: str) -> str:
    words = words.removesuffix("'s").removesuffix("’s").strip(_MARKS)
    first, _, rest = words.partition(" ")
    return rest if rest and first.casefold() in ("the", "a", "an") else words


def _trimmed(words: str) -> str:
    return " ".join(words.split()).strip(" ,;:–—-")


def _shortened(words: str) -> str:
    words = _trimmed(words)
    if len(words) <= _LONGEST:
        return words
    cut = words[:_LONGEST]
    return _trimmed(cut.rpartition(", ")[0] if ", " in cut[_LONGEST // 2 :] else cut.rpartition(" ")[0])
