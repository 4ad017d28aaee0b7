"""The counts of an article, each with what is said around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from ...model.findings import Figure
from ...model.text import Span, record
from ...model.words import Tag
from ..base.corpus import Reading
from ..base.listed import words_of
from ..base.same_words import ContentWord, content_words, senses, senses_of
from .counted import Key, empty_words, holders_of, key_of, vote_of
from .told_figure import ToldFigure, told_figures

_LEDE = 3  # sentences, with the headline, that say what an article is about
_LONG = 120  # characters
_MARKS = ' -–—“”".,'

Days = tuple[dt.date, dt.date]


@record
class Count:
    """A figure with what it counts. Two of one `key` may be held against each other."""

    source: str
    sentence: int
    figure: Figure
    told: str  # as the text has it
    clause: str  # the words that tell it, without who says them; of many only those behind it
    before: str  # those in front of it that bear on it
    key: Key  # () where it is nothing but a share of votes
    holders: tuple[str, ...]  # whose share of votes it may be
    frame: frozenset[str]  # what else these words say, without the time
    names: frozenset[str]  # those of the frame that are names
    nouns: frozenset[str]  # those that are other nouns
    sides: frozenset[str]  # "before", "after", "inside"
    beside: frozenset[tuple[str, str]]  # unit and value of the other figures in these words
    days: Days | None  # of which they speak
    span: str  # the stretch of time that it runs over: "since June"
    speaker: str  # who says it; "" for the article itself
    turns: bool  # the sentence turns against the one before


def counts_in(reading: Reading) -> Iterator[Count]:
    """Every count of an article that another one may contradict."""
    for told in told_figures(reading):
        key, holders = key_of(told), holders_of(told)
        if key or holders:
            yield _count(told, key or (), holders)


def known_counts(counts: Iterable[Count], families: Set[str]) -> Iterator[Count]:
    """Those of which it is known what they count; `families` are the names, without case, by which people are told
    apart."""
    for count in counts:
        holder = next((name for name in count.holders if name in families), None)
        if holder is not None:
            yield replace(count, key=vote_of(holder))
        elif count.key:
            yield count


def story_of(reading: Reading) -> frozenset[str]:
    """What the headline and the first sentences say: what the article is about."""
    body = [number for number in range(len(reading.sentences)) if reading.is_body(number)][:_LEDE]
    heads = [number for number, sentence in enumerate(reading.sentences) if sentence.kind == "headline"]
    return _wordy(frozenset().union(*(senses_of(reading, number) for number in [*heads, *body])))


def all_words(reading: Reading) -> frozenset[str]:
    """What all sentences of an article say."""
    numbers = range(len(reading.sentences))
    return frozenset().union(*(senses_of(reading, number) for number in numbers))


def _count(told: ToldFigure, key: Key, holders: tuple[str, ...]) -> Count:
    said = _around(told)
    frame = _wordy(senses(said)) - empty_words()
    names = _tagged(told, said, "name") | {word.means for word in said if word.means[0] == "@"}
    return Count(
        source=told.reading.article.id,
        sentence=told.number,
        figure=told.figure,
        told=told.figure.span.of(told.text),
        clause=_clause(told),
        before=told.before,
        key=key,
        holders=holders,
        frame=frame,
        names=frame & names,
        nouns=frame & (_tagged(told, said, "noun") - names),
        sides=frozenset(match.group().casefold() for match in words_of("sides").finditer(told.area.of(told.text))),
        beside=frozenset((other.unit, other.value) for other in told.others),
        days=_days(told),
        span=" ".join(time.value for time, runs in told.times if runs),
        speaker=told.speaker,
        turns=bool(words_of("contrast").search(told.sentence.of(told.text))),
    )


def _clause(told: ToldFigure) -> str:
    clause = told.area.of(told.text)
    return clause if len(clause) <= _LONG else (told.figure.span.of(told.text) + told.after).strip(_MARKS)


def _days(told: ToldFigure) -> Days | None:
    dates = [time.date for time, runs in told.times if time.date is not None and not runs]
    return (min(date.earliest for date in dates), max(date.latest for date in dates)) if dates else None


def _tagged(told: ToldFigure, said: Sequence[ContentWord], tag: Tag) -> frozenset[str]:
    starts = {word.span.start for word in told.words if word.tag == tag}
    return frozenset(word.means for word in said if word.span.start in starts)


def _around(told: ToldFigure) -> list[ContentWord]:
    """The words that tell a figure, without figures and times; of its own what says which are counted: "12 Thai
    soldiers"."""
    out = [*(other.span for other in told.others), *(time.span for time, _ in told.times)]
    out += _numbering(told)
    said = (word for word in content_words(told.reading, told.number) if told.area.contains(word.span))
    return [word for word in said if not any(each.start <= word.span.start < each.end for each in out)]


def _numbering(told: ToldFigure) -> list[Span]:
    """The words of a figure that are its number and its noun."""
    own = [word for word in told.words if told.figure.span.contains(word.span)]
    return [word.span for at, word in enumerate(own) if at == 0 or word.tag not in ("name", "adjective")]


def _wordy(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if not word[0].isdigit())
