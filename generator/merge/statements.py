"""Quotations, figures, abbreviations and contacts, each with the sentence it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

from generator import rulebook
from generator.merge.corpus import Reading
from generator.merge.ids import content_id
from generator.merge.words import content_words
from generator.model.book import Claim, Contact, GlossaryEntry, KeyFigure, Person, Statement
from generator.model.dates import Date
from generator.model.findings import Quotation
from generator.model.text import Span

PersonIds = Mapping[tuple[str, str], str]
TopicsOf = Mapping[tuple[str, int], tuple[str, ...]]
_BARE = re.compile(r"(?i:the)\s+(?P<head>[a-z]{4,40})")
_LOOK_BACK = 4000  # characters in which a fuller description may stand
_MARKS = "\"'“”‘’«» ,"


def statements_of(corpus: Sequence[Reading], ids: PersonIds, people: Mapping[str, Person], topics_of: TopicsOf) -> tuple[Statement, ...]:
    """Every quotation whose speaker the source gives, sorted by source and place."""
    return tuple(
        _statement(reading, quotation, ids, people, topics_of)
        for reading in corpus
        for quotation in reading.findings.quotations
        if quotation.source is not None or quotation.speaker is not None
    )


def _statement(reading: Reading, quotation: Quotation, ids: PersonIds, people: Mapping[str, Person], topics_of: TopicsOf) -> Statement:
    source, text = reading.article.id, reading.article.text
    sentence = reading.sentence_at(quotation.content)
    speaker = _profile(ids, people, source, quotation.speaker)
    speaker_text = _full_description(text, quotation.source) if quotation.source else ""
    if quotation.speaker and speaker is None:
        names = {entity.key: entity.name for entity in reading.findings.entities}
        speaker_text = names.get(quotation.speaker, speaker_text)
    words = quotation.content.of(text)
    return Statement(
        id=content_id("q", source, str(sentence), str(quotation.content.start - _start(reading, sentence)), words),
        text=words.strip(_MARKS) if quotation.kind == "direct" else words,
        kind=quotation.kind,
        speaker=speaker,
        speaker_text=speaker_text,
        via=_profile(ids, people, source, quotation.via),
        cue=quotation.cue.of(text) if quotation.cue else None,
        date=_date_in(reading, sentence),
        topics=topics_of.get((source, sentence), ()),
        party=people[speaker].country if speaker else _party(speaker_text),
        citation=reading.cite(sentence),
    )


def _full_description(text: str, source: Span) -> str:
    """The speaker's words; a bare "the ministry" with the fuller form that went before, in brackets."""
    words = source.of(text)
    bare = _BARE.fullmatch(words)
    if bare is None:
        return words
    fuller = re.compile(r"\b(?:the|a|an|[A-Z][a-z]+'s)\s+((?:[\w.-]+\s){1,3}?" + re.escape(bare["head"]) + r")\b", re.IGNORECASE)
    earlier = fuller.findall(text, max(source.start - _LOOK_BACK, 0), source.start)
    return f"{words} [{earlier[-1]}]" if earlier else words


def _start(reading: Reading, sentence: int) -> int:
    return reading.findings.sentences[sentence].span.start


def _profile(ids: PersonIds, people: Mapping[str, Person], source: str, entity: str | None) -> str | None:
    person = ids.get((source, entity)) if entity else None
    return person if person in people else None


def _party(speaker_text: str) -> str | None:
    """The country that an unnamed speaker's description names."""
    countries = sorted(word[1:] for word in content_words(speaker_text) if word.startswith("@"))
    return countries[0] if len(countries) == 1 else None


def _date_in(reading: Reading, sentence: int) -> Date | None:
    """The day of what the sentence tells, when it tells of one only."""
    span = reading.findings.sentences[sentence].span
    dates = {
        event.date.edtf: event.date
        for event in reading.findings.events
        if event.sentence == sentence and event.date is not None and event.kind == "occurred" and span.contains(event.span)
    }
    return next(iter(dates.values())) if len(dates) == 1 else None


def figures_of(corpus: Sequence[Reading], topics_of: TopicsOf) -> tuple[KeyFigure, ...]:
    """Every figure, sorted by source and place."""
    found = []
    for reading in corpus:
        for figure in reading.findings.figures:
            sentence = reading.sentence_at(figure.span)
            if not reading.is_body(sentence):
                continue
            words = figure.span.of(reading.article.text)
            place = str(figure.span.start - _start(reading, sentence))
            found.append(
                KeyFigure(
                    id=content_id("f", reading.article.id, place, figure.value, figure.unit, reading.quote(sentence)),
                    value=figure.value,
                    unit=figure.unit,
                    text=words,
                    date=_date_in(reading, sentence),
                    topics=topics_of.get((reading.article.id, sentence), ()),
                    citation=reading.cite(sentence),
                )
            )
    return tuple({figure.id: figure for figure in found}.values())


def glossary_of(corpus: Sequence[Reading]) -> tuple[GlossaryEntry, ...]:
    """One expansion for each abbreviation, that of the first source; sorted."""
    entries: dict[str, GlossaryEntry] = {}
    for reading in corpus:
        for found in reading.findings.abbreviations:
            sentence = reading.sentence_at(found.span)
            entries.setdefault(found.short, GlossaryEntry(short=found.short, expansion=found.expansion, citation=reading.cite(sentence)))
    return tuple(entries[short] for short in sorted(entries))


@cache
def _contact_words() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((rule["how"], tuple(rule["words"])) for rule in rulebook.load("merge/contacts"))


def contacts_of(corpus: Sequence[Reading], ids: PersonIds, people: Mapping[str, Person]) -> tuple[Contact, ...]:
    """Pairs of officials whom one clause shows dealing with each other."""
    found: dict[tuple[tuple[str, str], str, str], Contact] = {}
    for reading in corpus:
        for number, sentence in enumerate(reading.findings.sentences):
            how = _how(reading.quote(number)) if reading.is_body(number) else None
            if how is None:
                continue
            present = dict.fromkeys(_present(reading, sentence.span, ids, people))
            if len(present) != 2:  # with three or more, who dealt with whom is a guess
                continue
            for pair in combinations(sorted(present), 2):
                date = _date_in(reading, number)
                key = (pair, how, date.edtf if date else reading.quote(number))
                found.setdefault(key, Contact(people=pair, how=how, date=date, citation=reading.cite(number)))
    return tuple(found[key] for key in sorted(found))


def _how(quote: str) -> str | None:
    folded = f" {quote.casefold()} "
    return next((how for how, words in _contact_words() if any(f" {word} " in folded for word in words)), None)


def _present(reading: Reading, span: Span, ids: PersonIds, people: Mapping[str, Person]) -> Iterator[str]:
    places = [(m.span, m.entity) for m in reading.findings.mentions if m.kind == "person"]
    places += [(r.span, r.entity) for r in reading.findings.references]
    for place, entity in sorted(places, key=lambda pair: (pair[0], pair[1])):
        person = ids.get((reading.article.id, entity))
        if span.contains(place) and person in people:
            yield person  # type: ignore[misc]


@cache
def _open_words() -> tuple[str, ...]:
    return tuple(rulebook.load("merge/open_questions")["words"])


def open_questions_of(corpus: Sequence[Reading], topics_of: TopicsOf) -> Mapping[str, tuple[Claim, ...]]:
    """By topic: the sentences in which a source says that something is not settled."""
    questions: dict[str, list[Claim]] = {}
    for reading in corpus:
        for number in range(len(reading.findings.sentences)):
            quote = reading.quote(number)
            if not reading.is_body(number) or not any(words in quote.casefold() for words in _open_words()):
                continue
            for topic in topics_of.get((reading.article.id, number), ()):
                questions.setdefault(topic, []).append(Claim(text=quote, citation=reading.cite(number), date=reading.published))
    return {topic: tuple(claims) for topic, claims in questions.items()}
