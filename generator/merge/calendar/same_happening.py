"""What other articles say of the day on which an undated one was written: the same happening, told with a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from ...model.day_sets import DaySet
from ...model.findings import Event
from ...model.text import record
from ..base.corpus import Reading
from ..base.listed import words_of
from ..base.same_words import ContentWord, Rarity, content_words, sense, senses
from .clues import Clue, days_of_writing, points_at_a_day

_ALIKE = 0.4  # share of weighted words that makes two sentences tell one happening
_REPORTED_ALIKE = 0.5  # the same where the undated one has no word for the day
_LEAST_ALIKE = 0.25  # the same share of the longer one's
_LEAST_SHARED, _LEAST_NAMES = 4, 2  # words that both say, and names among them
_LEAST_APART = 0.6  # a telling of another day that is so much alike makes the day doubtful
_RAREST = 8  # words by which an account is looked up
_LEDE = 3  # sentences of the text that tell what the article reports
_REPORTED = 3  # days after it within which news is reported without a word for its day


@record
class Account:
    """One sentence that tells a happening."""

    source: str
    predicate: str
    words: frozenset[str]  # what it says, but for its dates
    names: frozenset[str]  # of these the names and numbers, which tell one happening from another of its kind


@record
class Dated:
    """An account in an article whose day is known, with the day of the happening."""

    account: Account
    day: dt.date


Accounts = dict[str, list[Dated]]  # by each word of an account


def add_accounts(told: Accounts, corpus: Sequence[Reading]) -> None:
    """What the articles with a day of their own tell of a day."""
    for reading in corpus:
        if reading.published is not None and reading.published.precision == "day":
            for one in reading.result(accounts_with_days):
                for word in sorted(one.account.words):
                    told.setdefault(word, []).append(one)


def accounts_with_days(reading: Reading) -> tuple[Dated, ...]:
    """What an article tells of a day on which it was."""
    return tuple(
        Dated(account=_account(reading, event.sentence, event), day=event.date.earliest)
        for event in reading.findings.events
        if event.date and event.date.precision == "day" and event.kind == "occurred"
    )


def _account(reading: Reading, sentence: int, event: Event | None = None) -> Account:
    dates = [timex.span for timex in reading.findings.timexes]
    words = [word for word in content_words(reading, sentence) if not any(date.overlaps(word.span) for date in dates)]
    start = reading.findings.sentences[sentence].span.start
    return Account(
        source=reading.article.id,
        predicate=sense(event.predicate.casefold()) if event else "",
        words=senses(words),
        names=senses(word for word in words if _is_name(word) and word.span.start > start),
    )


def _is_one_of_several(reading: Reading, sentence: int) -> bool:
    """Whether the happening is told as a further one of its kind: another such day would fit as well."""
    return words_of("repeated").search(reading.quote(sentence)) is not None


def _is_name(word: ContentWord) -> bool:
    return not word.means.startswith("@") and (word.text[0].isupper() or word.text[0].isdigit())


def clues_from_others(reading: Reading, told: Mapping[str, Sequence[Dated]], rarity: Rarity) -> Iterator[Clue]:
    """The days of writing that others' tellings of the same happenings allow."""
    yield from _of_times(reading, told, rarity)
    with_time = {event.sentence for event in reading.findings.events if event.timex is not None}
    for sentence in _lede(reading):
        if sentence not in with_time and not _is_one_of_several(reading, sentence):
            yield from _of_report(_account(reading, sentence), told, rarity)


def _of_times(reading: Reading, told: Mapping[str, Sequence[Dated]], rarity: Rarity) -> Iterator[Clue]:
    """What happened, or is to happen, on a day that hangs on the day of writing: "on Monday"."""
    for event in reading.findings.events:
        timex = reading.findings.timexes[event.timex] if event.timex is not None else None
        if timex is None or timex.when is None or event.kind == "deadline" or not points_at_a_day(timex.when):
            continue
        if _is_one_of_several(reading, event.sentence):
            continue
        for other, likeness in _alike(_account(reading, event.sentence, event), told, rarity):
            if days := days_of_writing(timex.when, other.day):
                yield _clue(timex.span.of(reading.article.text), other, likeness, days)


def _of_report(account: Account, told: Mapping[str, Sequence[Dated]], rarity: Rarity) -> Iterator[Clue]:
    """What the article reports without a word for its day: on it, or a few days before."""
    for other, likeness in _alike(account, told, rarity):
        if likeness >= _REPORTED_ALIKE:
            yield _clue("reported", other, likeness, ((other.day, other.day + dt.timedelta(days=_REPORTED)),))


def _clue(words: str, other: Dated, likeness: float, days: DaySet) -> Clue:
    return Clue(
        strength=10 + round(100 * (1 - likeness)), days=days, told=f"{words}: {other.day} in {other.account.source}"
    )


def _lede(reading: Reading) -> Iterator[int]:
    """The headline and the first sentences of the text."""
    kinds = [sentence.kind for sentence in reading.findings.sentences]
    yield from (number for number, kind in enumerate(kinds) if kind == "headline")
    yield from [number for number, kind in enumerate(kinds) if kind == "body"][:_LEDE]


def _alike(account: Account, told: Mapping[str, Sequence[Dated]], rarity: Rarity) -> Iterator[tuple[Dated, float]]:
    """The accounts of the same happening; none where such a thing is told of several days, as of each day's market."""
    near = {id(other): other for word in rarity.rarest(account.words, _RAREST) for other in told.get(word, ())}
    best: dict[dt.date, float] = {}
    for other in near.values():
        share = rarity.overlap(account.words, other.account.words)
        best[other.day] = max(share, best.get(other.day, 0.0))
    for other in near.values():
        likeness = _likeness(account, other.account, rarity)
        rival = max((share for day, share in best.items() if day != other.day), default=0.0)
        if likeness >= _ALIKE and rival <= _LEAST_APART * likeness:
            yield other, likeness


def _likeness(one: Account, other: Account, rarity: Rarity) -> float:
    shared = one.words & other.words
    names = (one.names & other.names) - _numbers(one)
    if len(shared) < _LEAST_SHARED or len(names) < _LEAST_NAMES or _figures_differ(one, other):
        return 0.0
    if one.predicate and one.predicate not in other.words and other.predicate not in one.words:
        return 0.0
    heavier = max(rarity.weight(one.words), rarity.weight(other.words))
    if rarity.weight(shared) < _LEAST_ALIKE * heavier:
        return 0.0
    return rarity.overlap(one.words, other.words)


def _figures_differ(one: Account, other: Account) -> bool:
    """Each gives a number that the other does not give: two happenings of one kind, as two days of a market."""
    own, others = _numbers(one), _numbers(other)
    return bool(own - others and others - own)


def _numbers(account: Account) -> frozenset[str]:
    return frozenset(name for name in account.names if name[0].isdigit())
