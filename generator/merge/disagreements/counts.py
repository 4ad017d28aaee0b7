"""What a figure counts: of which deed, of whom, where, when, and who says so."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache

from ...model.findings import Figure, Timex
from ...model.text import Span, alternation, record
from ...model.words import TextWord
from ...rules.load import load
from ...rules.types.merge import DIFFERENCES
from ..base.corpus import Reading
from ..base.same_words import content_words, sense, senses

_LEDE = 3  # sentences, with the headline, that say what an article is about
_NEAR = 30  # characters before a figure in which a word bears on it
_AFTER = 60  # the same after it
_BESIDE = 12  # characters in which a word belongs to it
_ASIDE = re.compile(r"\([^()]*\)|(?:--|–|—)[^–—]*?(?:--|–|—)")
_STOPS = (",", ";", ":")
_LAST = re.compile(r"[\d(),;:]")

Days = tuple[dt.date, dt.date]


@record
class Count:
    """A figure with what it counts. Two of one `key` may be held against each other."""

    source: str
    sentence: int
    figure: Figure
    told: str  # as the text has it
    clause: str  # the words that tell it, without who says them
    before: str  # the words in front of it that bear on it
    key: tuple[str, ...]
    frame: frozenset[str]  # what else the words around it say, without who says it and when
    names: frozenset[str]  # those of the frame that are names
    days: Days | None  # of which its clause speaks
    span: str  # the stretch of time that it runs over: "since June"
    speaker: str  # who says it; "" for the article itself
    turns: bool  # the sentence turns against the one before


def counts_of(reading: Reading, families: Set[str]) -> Iterator[Count]:
    """Every count of an article that another one may contradict; `families` are the
    names, without case, by which people are told apart."""
    for number in range(len(reading.findings.sentences)):
        if not reading.is_body(number):
            continue
        span = reading.findings.sentences[number].span
        figures = reading.within(reading.findings.figures, span)
        for figure in figures:
            count = _count(reading, number, figure, figures, families)
            if count is not None:
                yield count


def story_of(reading: Reading) -> frozenset[str]:
    """What the headline and the first sentences say: what the article is about."""
    body = [n for n in range(len(reading.findings.sentences)) if reading.is_body(n)][:_LEDE]
    heads = [n for n, sentence in enumerate(reading.findings.sentences) if sentence.kind == "headline"]
    return _wordy(frozenset().union(*(senses(content_words(reading, n)) for n in [*heads, *body])))


def all_words(reading: Reading) -> frozenset[str]:
    """What all sentences of an article say."""
    return frozenset().union(
        *(senses(content_words(reading, number)) for number in range(len(reading.findings.sentences)))
    )


def _count(
    reading: Reading, number: int, figure: Figure, figures: Sequence[Figure], families: Set[str]
) -> Count | None:
    sentence, text = reading.findings.sentences[number].span, reading.article.text
    area, speaker = _said(reading, sentence, figure)
    if _is_part(text, sentence, area, figure):
        return None
    words = _plain_words(reading, number, area)
    key = _key(reading, words, figure, figures, area, families)
    if key is None:
        return None
    times = [time for time in reading.timexes.meeting(area) if not figure.span.contains(time.span)]
    runs_over = [time for time in times if _is_stretch(reading, time, area)]
    left_out = [*(each.span for each in figures), *(time.span for time in times)]
    said = [
        word
        for word in content_words(reading, number)
        if area.contains(word.span) and not any(out.start <= word.span.start < out.end for out in left_out)
    ]
    named = {word.span.start for word in words if word.tag == "name"}
    frame = _wordy(senses(said)) - _empty()
    dates = [time.date for time in times if time.date is not None and time not in runs_over]
    return Count(
        source=reading.article.id,
        sentence=number,
        figure=figure,
        told=figure.span.of(text),
        clause=area.of(text),
        before=_LAST.split(text[max(area.start, figure.span.start - _NEAR) : figure.span.start])[-1],
        key=key,
        frame=frame,
        names=frozenset(w.means for w in said if w.means in frame and (w.span.start in named or w.means[0] == "@")),
        days=(min(date.earliest for date in dates), max(date.latest for date in dates)) if dates else None,
        span=" ".join(time.value for time in runs_over),
        speaker=speaker,
        turns=bool(words_of("contrast").search(sentence.of(text))),
    )


def _said(reading: Reading, sentence: Span, figure: Figure) -> tuple[Span, str]:
    """The words that tell the figure, without who says them, and who does."""
    for quotation in reading.quotations_at(sentence):
        content = quotation.content
        if content.contains(figure.span) and quotation.source is not None:
            inside = Span(max(content.start, sentence.start), min(content.end, sentence.end))
            return inside, quotation.speaker or quotation.source.of(reading.article.text).casefold()
    return sentence, ""


def _is_part(text: str, sentence: Span, area: Span, figure: Figure) -> bool:
    """Whether it is a part of another count, adds to one, or is of another time or case than the rest."""
    before = text[max(area.start, figure.span.start - _NEAR) : figure.span.start]
    after = text[figure.span.end : min(area.end, figure.span.end + _AFTER)]
    near = f"{_LAST.split(before)[-1]} {figure.span.of(text)} {_LAST.split(after)[0]}"
    beside = f"{before[-_BESIDE:]} {figure.span.of(text)} {after[:_BESIDE].split(',')[0]}"
    if (
        words_of("elsewhere").search(sentence.of(text))
        or words_of("scope").search(near)
        or words_of("increments").search(beside)
    ):
        return True
    if figure.unit == "percent":
        return False
    return bool(words_of("parts").match(after.lstrip())) or any(
        aside.contains(figure.span) for aside in _asides(text, sentence)
    )


def _asides(text: str, sentence: Span) -> list[Span]:
    """What stands in brackets or between dashes."""
    found = (match.span() for match in _ASIDE.finditer(sentence.of(text)))
    return [Span(sentence.start + start, sentence.start + end) for start, end in found]


def _plain_words(reading: Reading, number: int, area: Span) -> list[TextWord]:
    """The words of an area without asides and without those that make a figure a bound."""
    text, sentence = reading.article.text, reading.findings.sentences[number].span
    out = _asides(text, sentence)
    for bound in ("least", "most", "about"):
        found = (match.span() for match in words_of(bound).finditer(area.of(text)))
        out += [Span(area.start + start, area.start + end) for start, end in found]
    return [
        word
        for word in reading.words(number)
        if area.contains(word.span) and not any(each.contains(word.span) for each in out)
    ]


# What is counted


def _key(
    reading: Reading,
    words: Sequence[TextWord],
    figure: Figure,
    figures: Sequence[Figure],
    area: Span,
    families: Set[str],
) -> tuple[str, ...] | None:
    rules = load(DIFFERENCES)
    others = [other for other in figures if other != figure and area.contains(other.span)]
    text = reading.article.text
    if figure.unit == "percent" and words_of("votes").search(area.of(text)):
        holder = _holder(reading, figure, figures, area, families)
        if holder is not None and not words_of("sampled").search(area.of(text)):
            return "vote", holder
    if figure.rule == "hyphen" or "-" in figure.span.of(text):
        return _measured(reading, words, figure)
    fate = _fate(words, figure, others)
    if fate is not None:
        return "fate", fate, "" if figure.unit in rules.persons else figure.unit
    if any(other.unit == figure.unit for other in others):
        return None
    return "deed", figure.unit, _deed(words, figure)


def _fate(words: Sequence[TextWord], figure: Figure, others: Sequence[Figure]) -> str | None:
    """What came to those counted: "12 people were killed", "killing 12", "12 deaths"."""
    fates, confirming = _fates(), load(DIFFERENCES).confirming
    inside = [fates[word.lemma] for word in words if figure.span.contains(word.span) and word.lemma in fates]
    if inside:
        return inside[0]
    others_at = {at for other in others for at in range(other.span.start, other.span.end)}
    plain = [word for word in words if word.span.start not in others_at]
    after = [word for word in plain if word.span.start >= figure.span.end]
    before = [word for word in plain if word.span.end <= figure.span.start]
    return _first_fate(after, confirming) or _first_fate(before[::-1], ())


def _first_fate(words: Iterable[TextWord], passed: Container[str]) -> str | None:
    """The fate told first, before any other clause or verb than those `passed`."""
    openers = load(DIFFERENCES).openers
    for word in words:
        if word.lemma in _fates():
            return _fates()[word.lemma]
        if word.lemma in openers or word.lemma in _STOPS or (word.tag == "verb" and word.lemma not in passed):
            return None
    return None


def _deed(words: Sequence[TextWord], figure: Figure) -> str:
    """The sense of the verb that stands nearest before a figure, else after it; "" for one that only measures."""
    before = [word for word in words if word.tag == "verb" and word.span.end <= figure.span.start]
    after = [word for word in words if word.tag == "verb" and word.span.start >= figure.span.end]
    verb = before[-1] if before else after[0] if after else None
    return "" if verb is None or verb.lemma in load(DIFFERENCES).measuring else sense(verb.lemma)


def _measured(reading: Reading, words: Sequence[TextWord], figure: Figure) -> tuple[str, ...] | None:
    """Of "his three-day visit": the visit and whose it is."""
    noun = next((word for word in words if word.span.start >= figure.span.end), None)
    whose = [
        reference
        for reference in reading.references.meeting(Span(max(figure.span.start - _BESIDE, 0), figure.span.start))
        if reference.span.end <= figure.span.start
    ]
    entity = next((each for each in reading.findings.entities if whose and each.key == whose[-1].entity), None)
    if noun is None or noun.tag != "noun" or entity is None:
        return None
    return "measure", figure.unit, sense(noun.lemma), (entity.family or entity.name).casefold()


def _holder(reading: Reading, figure: Figure, figures: Sequence[Figure], area: Span, families: Set[str]) -> str | None:
    """Whose share of a vote it is: the person named last before it, after the share before; else the next one."""
    shares = [other.span for other in figures if other.unit == figure.unit and area.contains(other.span)]
    first = max((span.end for span in shares if span.end <= figure.span.start), default=area.start)
    last = min((span.start for span in shares if span.start >= figure.span.end), default=area.end)
    text = reading.article.text
    named = [
        (mention.span, name)
        for mention in reading.mentions.meeting(Span(first, last))
        if (name := _family(mention.span.of(text))) in families
    ]
    before = [name for span, name in named if span.end <= figure.span.start]
    after = [name for span, name in named if span.start >= figure.span.end]
    return before[0] if before else after[0] if after else None


def _family(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].casefold()


def families_of(corpus: Sequence[Reading]) -> frozenset[str]:
    """The names by which the articles tell people apart, without case."""
    people = (entity for reading in corpus for entity in reading.findings.entities if entity.kind == "person")
    return frozenset(_family(entity.family or entity.name) for entity in people)


def _is_stretch(reading: Reading, time: Timex, area: Span) -> bool:
    """Whether a thing is counted over a time, as "since June", "10 days"."""
    before = reading.article.text[max(area.start, time.span.start - _BESIDE) : time.span.start].rstrip()
    return time.type == "DURATION" or any(match.end() == len(before) for match in words_of("spanning").finditer(before))


# Words


def _wordy(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if not word[0].isdigit())


@cache
def words_of(name: str) -> re.Pattern[str]:
    """Any word or words of one list of the rules; of bounds: "least", "most", "about"."""
    rules = load(DIFFERENCES)
    words = getattr(rules.bounds if hasattr(rules.bounds, name) else rules, name)
    return re.compile(r"(?<!\w)(?:" + alternation(words) + r")(?!\w)", re.IGNORECASE)


@cache
def _fates() -> Mapping[str, str]:
    return {lemma: fate for fate, lemmas in load(DIFFERENCES).fates.items() for lemma in lemmas}


@cache
def _empty() -> frozenset[str]:
    """The senses of words that say no more than the fate of those counted."""
    return frozenset(sense(lemma) for lemma in [*_fates(), *load(DIFFERENCES).confirming])
