"""What a deed is known by, in words that another teller would share: its sense, who, what, where and how much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import msgspec

from ...model.findings import Deed, Event, Phrase, Timex
from ...model.text import Span, record, slug
from ...model.words import TextWord
from ...rules.load import load
from ...rules.types.merge import IDENTITY
from ..base.cast import PersonIds
from ..base.corpus import Reading
from ..base.same_words import ContentWord, content_words, sense

Figures = frozenset[tuple[str, str]]  # unit and value; a number without a unit ("line 7") has none


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Those who stand in one role. Names and titles of people are no words here."""

    people: frozenset[str] = frozenset()  # person ids; "?jane-roe" for one who has none
    names: frozenset[str] = frozenset()  # words of other names, and countries ("@Japan")
    adjectives: frozenset[str] = frozenset()  # what they mean
    words: frozenset[str] = frozenset()  # what the other words mean
    heads: frozenset[str] = frozenset()  # what the phrases are of, where that is nobody
    nouns: frozenset[str] = frozenset()  # lemmas of the common nouns among these
    owners: frozenset[str] = frozenset()  # person ids of those whose brother or mother it is
    posts: frozenset[str] = frozenset()  # what the titles of its people say
    marks: frozenset[str] = frozenset()  # words that tell one of a kind from another: "north", "first"

    @property
    def said(self) -> frozenset[str]:
        """All that tells this one from another, but for people and figures."""
        return self.names | self.adjectives | self.words


class KnownDeed(msgspec.Struct, frozen=True, kw_only=True):
    """An event as others may tell it, too."""

    senses: frozenset[str]  # of its verb or noun
    doers: Part
    things: Part
    others: Part
    led: Mapping[str, Part]  # those others by the preposition before them
    figures: Figures
    all_figures: Figures  # of the whole sentence, for where the parse knows of no object
    names: frozenset[str]  # of its whole sentence, without people: for the same
    places: frozenset[str]  # words of the places' names, and countries
    words: frozenset[str]  # what its whole sentence says, without dates and without names and titles of people
    is_said: bool  # the thing is a clause: "said that it would open"
    is_noun: bool  # told by a noun: "the talks on Thursday"
    headline: frozenset[str]  # what the article's headline says, where only the article's own day dates it
    present: frozenset[str]  # all people who take part, however
    named: frozenset[str]  # all whom the sentence names, but for who only says it

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


@record
class ToldSentence:
    """The sentence of one event or more, with what stands where."""

    words: tuple[ContentWord, ...]  # that tell
    people: tuple[tuple[Span, str], ...]
    dates: tuple[Span, ...]
    figures: tuple[tuple[Span, tuple[str, str]], ...]
    said: tuple[ContentWord, ...]  # the same without names and titles of people, and without dates
    names: frozenset[Span]
    adjectives: frozenset[Span]
    titles: tuple[ContentWord, ...]
    all_words: Sequence[TextWord]
    only_saying: frozenset[str]  # those of ", the minister said"

    def part(self, phrases: Iterable[Phrase], places: Sequence[Phrase] = ()) -> Part:
        """What stands in these phrases, without the places."""
        inside = [each for each in phrases if not _meets(self.dates, each.head)]
        spans, where, heads = _spans(inside), _spans(places), [each.head for each in inside]
        words = [word for word in self._in(spans) if not _meets(where, word.span)]
        names = self.names_of(words)
        nouns = self._nouns(heads)
        owners = frozenset[str]() if nouns.isdisjoint(load(IDENTITY).relatives) else self._people(spans, but=heads)
        return Part(
            people=self._people(spans) - owners,
            owners=owners,
            names=names,
            adjectives=self._adjectives_of(words) - names,
            words=self._nouns_and_verbs_of(words) - names,
            heads=_meant(words, heads),
            nouns=nouns,
            posts=_meant(self.titles, spans),
            marks=self._marks(inside),
        )

    def _people(self, spans: Sequence[Span], but: Sequence[Span] = ()) -> frozenset[str]:
        return frozenset(who for place, who in self.people if _holds(spans, place) and not _meets(but, place))

    def _nouns(self, heads: Sequence[Span]) -> frozenset[str]:
        return frozenset(
            word.lemma
            for word in self.all_words
            if word.span in heads and word.tag in ("noun", "name") and word.span not in self.names
        )

    def _marks(self, phrases: Iterable[Phrase]) -> frozenset[str]:
        """Of the words between the beginning of a phrase and its head."""
        before = [Span(phrase.span.start, phrase.head.end) for phrase in phrases]
        return frozenset(
            word.lemma for word in self.all_words if word.lemma in _tell_apart() and _holds(before, word.span)
        )

    def names_of(self, words: Iterable[ContentWord]) -> frozenset[str]:
        """Countries and other names that these words mean."""
        return _means(word for word in words if word.means.startswith("@") or word.span in self.names)

    def _adjectives_of(self, words: Iterable[ContentWord]) -> frozenset[str]:
        return _means(word for word in words if word.span in self.adjectives)

    def _nouns_and_verbs_of(self, words: Iterable[ContentWord]) -> frozenset[str]:
        return _means(word for word in words if word.span not in self.adjectives and not word.text[0].isdigit())

    def counted(self, numbers: Sequence[Span]) -> Figures:
        """The figures that have these numbers; the numbers that count nothing ("line 7") are figures without a unit."""
        found = [(place, figure) for place, figure in self.figures if _meets(numbers, place)]
        places = [place for place, _ in found]
        bare = (word for word in self._in(numbers) if word.text.isdigit() and not _meets(places, word.span))
        return frozenset({*(figure for _, figure in found), *(("", word.means) for word in bare)})

    def named_in(self, phrases: Iterable[Phrase]) -> frozenset[str]:
        """The words of these phrases."""
        return _means(self._in(_spans(phrases)))

    def _in(self, spans: Sequence[Span]) -> list[ContentWord]:
        return [word for word in self.said if _holds(spans, word.span)]


def _spans(phrases: Iterable[Phrase]) -> list[Span]:
    return [phrase.span for phrase in phrases]


def _holds(spans: Iterable[Span], place: Span) -> bool:
    start, end = place.start, place.end
    return any(span.start <= start and end <= span.end for span in spans)


def _meets(spans: Iterable[Span], place: Span) -> bool:
    start, end = place.start, place.end
    return any(span.start < end and start < span.end for span in spans)


def _meant(words: Iterable[ContentWord], places: Sequence[Span]) -> frozenset[str]:
    return _means(word for word in words if _meets(places, word.span))


def _means(words: Iterable[ContentWord]) -> frozenset[str]:
    return frozenset(word.means for word in words)


def told_sentence(reading: Reading, number: int, ids: PersonIds) -> ToldSentence:
    """What stands where in a sentence, given by its index; `ids` are those of people by article and entity."""
    span, said = reading.sentences[number].span, content_words(reading, number)
    people = _people(reading, span, ids)
    dates = tuple(timex.span for timex in reading.timexes.meeting(span) if not _is_length(timex))
    titles = [role.span for role in reading.roles.meeting(span)]
    apart = [*dates, *(place for place, _ in people), *titles]
    words = reading.words(number)
    return ToldSentence(
        words=said,
        people=people,
        dates=dates,
        figures=tuple(_figures(reading, span)),
        said=tuple(word for word in said if not _meets(apart, word.span)),
        names=_capitals(words, reading.article.text),
        adjectives=_adjectives(words),
        titles=tuple(word for word in said if _meets(titles, word.span)),
        all_words=words,
        only_saying=_only_saying(reading, span, people),
    )


def _only_saying(reading: Reading, span: Span, people: Iterable[tuple[Span, str]]) -> frozenset[str]:
    told_by = [cut.span for cut in reading.cuts.meeting(span) if cut.kind == "attribution"]
    return frozenset(who for place, who in people if _holds(told_by, place))


def _adjectives(words: Iterable[TextWord]) -> frozenset[Span]:
    return frozenset(word.span for word in words if word.tag == "adjective")


def _capitals(words: Iterable[TextWord], text: str) -> frozenset[Span]:
    """Names with a capital: the model has "minister" for one at times."""
    names = (word.span for word in words if word.tag == "name")
    return frozenset(span for span in names if any(map(str.isupper, span.of(text))))


def _people(reading: Reading, span: Span, ids: PersonIds) -> tuple[tuple[Span, str], ...]:
    named = [(mention.span, mention.entity) for mention in reading.mentions.meeting(span) if mention.kind == "person"]
    named += [(reference.span, reference.entity) for reference in reading.references.meeting(span)]
    return tuple((place, _person(reading, entity, ids)) for place, entity in named)


def _figures(reading: Reading, span: Span) -> Iterator[tuple[Span, tuple[str, str]]]:
    for figure in reading.figures.meeting(span):
        yield figure.span, (figure.unit, figure.value)
    for timex in reading.timexes.meeting(span):
        if _is_length(timex):
            yield timex.span, ("length", timex.value)


def _is_length(timex: Timex) -> bool:
    """ "a lease of 22 years"; "four days after the vote" is a date."""
    return timex.type == "DURATION" and timex.date is None


def known_deed(
    reading: Reading, event: Event, sentence: ToldSentence, headline: frozenset[str], ids: PersonIds
) -> KnownDeed:
    """`headline` is what the headline says of it, too; `ids` are those of people by article and entity."""
    deed = event.deed or Deed(names=(event.predicate,))
    leads = sorted({each.led for each in deed.others})
    return KnownDeed(
        senses=frozenset(deed_sense(name) for name in deed.names),
        doers=sentence.part(deed.doers, deed.places),
        things=sentence.part(deed.things, deed.places),
        others=sentence.part(deed.others, deed.places),
        led={led: sentence.part([each for each in deed.others if each.led == led], deed.places) for led in leads},
        figures=sentence.counted(deed.numbers),
        all_figures=frozenset(figure for _, figure in sentence.figures),
        names=sentence.names_of(sentence.said),
        places=sentence.named_in(deed.places),
        words=_means(sentence.said) | headline,
        headline=headline,
        is_said=deed.said,
        is_noun=deed.by_noun,
        named=frozenset(who for _, who in sentence.people) - sentence.only_saying,
        present=frozenset(_person(reading, entity, ids) for entity in event.people),
    )


@cache
def _tell_apart() -> frozenset[str]:
    return frozenset(word for group in load(IDENTITY).telling_apart for word in group)


@cache
def _same_verbs() -> Mapping[str, str]:
    return {verb: group[0] for group in load(IDENTITY).same_verbs for verb in group}


def deed_sense(name: str) -> str:
    """What the verb or the noun of a deed comes to: the same for all by which one deed may be told."""
    meant = sense(name.casefold())
    return _same_verbs().get(meant, meant)


def _person(reading: Reading, entity: str, ids: PersonIds) -> str:
    return ids.get((reading.article.id, entity)) or f"?{slug(reading.names.get(entity, entity))}"
