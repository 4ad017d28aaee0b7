"""What a deed is known by, in words that another teller would share: its sense, who, what, where and how much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from ...model.findings import Deed, Event, Phrase
from ...model.text import Span, record, slug
from ..base.corpus import Reading
from ..base.same_words import ContentWord, sense

Figures = frozenset[tuple[str, str]]  # unit and value; a number without a unit ("line 7") has none


@record
class Part:
    """Those who stand in one role. Names and titles of people are no words here."""

    people: frozenset[str] = frozenset()  # person ids; "?jane-roe" for one who has none
    names: frozenset[str] = frozenset()  # words of other names, and countries ("@Japan")
    adjectives: frozenset[str] = frozenset()  # what they mean
    words: frozenset[str] = frozenset()  # what the other words mean
    heads: frozenset[str] = frozenset()  # what the phrases are of, where that is nobody

    @property
    def said(self) -> frozenset[str]:
        """All that tells this one from another, but for people and figures."""
        return self.names | self.adjectives | self.words


@record
class KnownDeed:
    """An event as others may tell it, too."""

    senses: frozenset[str]  # of its verb or noun
    doers: Part
    things: Part
    others: Part
    led: Mapping[str, Part]  # those others by the preposition before them
    figures: Figures  # in its clause
    places: frozenset[str]  # words of the places' names, and countries
    words: frozenset[str]  # what its whole sentence says, without dates and without names and titles of people
    is_said: bool  # the thing is a clause: "said that it would open"
    is_noun: bool  # told by a noun: "the talks on Thursday"
    headline: frozenset[str]  # what the article's headline says, where only the article's own day dates it
    present: frozenset[str]  # all people who take part, however

    @property
    def met(self) -> frozenset[str]:
        """The people whom it is done to, or with."""
        return self.things.people | self.others.people

    @property
    def people(self) -> frozenset[str]:
        """All who take part."""
        return self.doers.people | self.met | self.present

    @property
    def object(self) -> frozenset[str]:
        """The words of what it is done to, and of what else belongs to it."""
        return self.things.said | self.others.said

    @property
    def is_bare(self) -> bool:
        """Only its name is told: "the talks on Thursday"."""
        return self.is_noun and not (self.doers.people or self.met or self.object or self.doers.said)


class _Sentence:
    """The sentence of an event, with what stands where."""

    def __init__(self, reading: Reading, event: Event, said: Sequence[ContentWord], ids: Mapping[tuple[str, str], str]):
        span = reading.findings.sentences[event.sentence].span
        named = [(m.span, m.entity) for m in reading.mentions.meeting(span) if m.kind == "person"]
        named += [(reference.span, reference.entity) for reference in reading.references.meeting(span)]
        self._people = [(place, _person(reading, entity, ids)) for place, entity in named]
        self._titles = [role.span for role in reading.roles.meeting(span)]
        times = [timex for timex in reading.timexes.meeting(span) if span.contains(timex.span)]
        self._dates = [timex.span for timex in times if timex.type != "DURATION" or timex.date is not None]
        lengths = [(timex.span, ("length", timex.value)) for timex in times if timex.span not in self._dates]
        things = event.deed.things if event.deed is not None else ()
        self._figures = [(f.span, (f.unit, f.value)) for f in reading.figures.meeting(span)]
        self._figures += [each for each in lengths if any(thing.span.contains(each[0]) for thing in things)]
        self._tags = {word.span: word.tag for word in reading.words(event.sentence)}
        self._where = [place.span for place in event.deed.places] if event.deed is not None else []
        nobody = [*self._titles, *self._dates, *(place for place, _ in self._people)]
        self._said = [word for word in said if not any(part.overlaps(word.span) for part in nobody)]

    def part(self, phrases: Iterable[Phrase]) -> Part:
        """What stands in these phrases, places left out."""
        inside = [each for each in phrases if not any(date.overlaps(each.head) for date in self._dates)]
        spans = [each.span for each in inside]
        words = [word for word in self._in(spans) if not any(place.overlaps(word.span) for place in self._where)]
        people = frozenset(who for place, who in self._people if any(span.contains(place) for span in spans))
        return Part(
            people=people,
            names=frozenset(word.means for word in words if self._sort(word) == "name"),
            adjectives=frozenset(word.means for word in words if self._sort(word) == "adjective"),
            words=frozenset(word.means for word in words if self._sort(word) == "word"),
            heads=frozenset(word.means for word in words if any(word.span.overlaps(each.head) for each in inside)),
        )

    def figures(self, clause: Span) -> Figures:
        """Of the clause, with the numbers that count nothing ("line 7")."""
        found = [(place, figure) for place, figure in self._figures if clause.contains(place)]
        bare = [word for word in self._in([clause]) if word.text.isdigit()]
        numbers = {("", word.means) for word in bare if not any(place.overlaps(word.span) for place, _ in found)}
        return frozenset({figure for _, figure in found} | numbers)

    def named_in(self, phrases: Iterable[Phrase]) -> frozenset[str]:
        """The words of names in these phrases."""
        return frozenset(word.means for word in self._in([each.span for each in phrases]))

    @property
    def words(self) -> frozenset[str]:
        """What it says of all but people and dates."""
        return frozenset(word.means for word in self._said)

    def _in(self, spans: Iterable[Span]) -> list[ContentWord]:
        return [word for word in self._said if any(span.contains(word.span) for span in spans)]

    def _sort(self, word: ContentWord) -> Literal["name", "adjective", "number", "word"]:
        tag = self._tags.get(word.span, "other")
        if word.means.startswith("@") or tag == "name":
            return "name"
        if word.text[0].isdigit():
            return "number"
        return "adjective" if tag == "adjective" else "word"


def known_deed(
    reading: Reading,
    event: Event,
    said: Sequence[ContentWord],
    headline: frozenset[str],
    person_ids: Mapping[tuple[str, str], str],
) -> KnownDeed:
    """`said` are the words of the event's sentence that tell; `headline` what the headline says of it, too."""
    sentence = _Sentence(reading, event, said, person_ids)
    deed = event.deed or Deed(names=(event.predicate,))
    return KnownDeed(
        senses=frozenset(sense(name.casefold()) for name in deed.names),
        doers=sentence.part(deed.doers),
        things=sentence.part(deed.things),
        others=sentence.part(deed.others),
        led={led: sentence.part(each for each in deed.others if each.led == led) for led in _leads(deed)},
        figures=sentence.figures(event.span),
        places=sentence.named_in(deed.places),
        words=sentence.words | headline,
        headline=headline,
        is_said=deed.said,
        is_noun=deed.by_noun,
        present=frozenset(_person(reading, entity, person_ids) for entity in event.people),
    )


def _leads(deed: Deed) -> list[str]:
    return sorted({each.led for each in deed.others})


def _person(reading: Reading, entity: str, ids: Mapping[tuple[str, str], str]) -> str:
    return ids.get((reading.article.id, entity)) or f"?{slug(reading.names.get(entity, entity))}"
