"""Dated events: who does what when, and whether it has happened, is planned or is a limit."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from operator import itemgetter

from spacy.tokens import Doc, Token

from ...model.article import Article
from ...model.article_view import ArticleView
from ...model.dates import Date
from ...model.findings import Event, Refusal, Sentence, Timex
from ...model.places import Places
from ...model.reasons import first
from ...model.text import Span, alternation, record, span_of
from ..base import grammar
from ..base.grammar import is_verb, lemma
from . import clause_span
from .dated_word import dated_word, measured_from
from .deed import deed_of
from .event_words import event_words
from .kind import is_moved, kind_of, name_of, rule_of
from .no_event import NO_DATE, NO_EVENT, DatedTime, DatedWord, ends_a_span
from .own_day import NO_OWN_DAY, lede, own_day

_VAGUE = {"PRESENT_REF", "PAST_REF", "FUTURE_REF"}


@cache
def _clock() -> re.Pattern[str]:
    about = alternation(event_words()["about_a_clock"])
    return re.compile(
        rf"(?:(?:{about}) )?\d{{1,2}}(?:[.:]\d\d)?(?: ?[ap]\.?m\.?)?(?: [a-z]{{1,3}}T| UTC| local time)?", re.IGNORECASE
    )


@record
class _Page:
    """An article with what events are made of."""

    view: ArticleView
    doc: Doc
    persons: clause_span.Named
    spoken: Places[Span]


def find_events(view: ArticleView, doc: Doc) -> tuple[tuple[Event, ...], tuple[Refusal, ...]]:
    """One event for each predicate that a date stands to; none for the negated, the wished and the merely possible,
    which are refusals."""
    page = _page(view, doc)
    read = [_read(page, index) for index in range(len(view.findings.timexes))]
    events: dict[tuple[Span | None, str], Event] = {}
    for event in read:
        if isinstance(event, Event):
            events.setdefault((event.head, _day_of(event, view.findings.timexes)), event)
    told = sorted(events.values(), key=lambda event: (event.sentence, event.span, event.timex or 0))
    days = _days(told)
    refused = [refusal for refusal in read if isinstance(refusal, Refusal)]
    dated = [_on_its_day(event, days, view.findings.timexes, view.article) for event in told]
    match _of_the_lede(page, dated):
        case Event() as event:
            dated = sorted([*dated, event], key=lambda each: (each.sentence, each.span, each.timex or 0))
        case Refusal() as refusal:
            refused.append(refusal)
    return tuple(dated), tuple(refused)


def _page(view: ArticleView, doc: Doc) -> _Page:
    found = view.findings
    persons = [(m.span, m.entity) for m in found.mentions if m.kind == "person"]
    persons += [(reference.span, reference.entity) for reference in found.references]
    persons.sort(key=lambda person: (person[0].start, person[0].end, person[1]))
    direct = (quotation.content for quotation in found.quotations if quotation.kind == "direct")
    return _Page(
        view=view, doc=doc, persons=Places(persons, lambda person: person[0]), spoken=Places(direct, lambda span: span)
    )


def _day_of(event: Event, timexes: Sequence[Timex]) -> str:
    timex = timexes[event.timex or 0]
    return str(timex.date.edtf if timex.date else timex.value)[:10]


def _read(page: _Page, index: int) -> Event | Refusal | None:
    """The event of a time expression, or why there is none; None for what is no date in a sentence."""
    time = dated_time(page, index)
    if time is None:
        return None
    if (no_date := first(NO_DATE, time)) is not None:
        return _refusal(page, time, no_date.name)
    chosen = measured_from(time.words) if time.is_distance else dated_word(time.words, time.timex, page.view.article)
    if chosen.word is None:
        return _refusal(page, time, chosen.why)
    case = DatedWord(time=time, word=chosen.word)
    if (no_event := first(NO_EVENT, case)) is not None:
        return _refusal(page, time, no_event.name, chosen.word)
    return _event(page, index, case) or _refusal(page, time, "days that do not follow each other", chosen.word)


def dated_time(page: _Page, index: int) -> DatedTime | None:
    """A time expression that may date something: no span of time, no "now", in no headline."""
    view = page.view
    timex = view.findings.timexes[index]
    if timex.when is None or timex.value in _VAGUE or not (_is_distance(timex) or timex.type in ("DATE", "TIME")):
        return None
    sentence = view.findings.sentences[view.number_at(timex.span.start)]
    inside = sentence.span.start <= timex.span.start < sentence.span.end
    words = page.doc.char_span(timex.span.start, timex.span.end, alignment_mode="expand")
    if not inside or words is None or sentence.kind in ("headline", "heading"):
        return None
    return DatedTime(
        words=words,
        timex=timex,
        before=view.findings.timexes[index - 1] if index else None,
        article=view.article,
        sentence=sentence,
        is_spoken=any(content.contains(timex.span) for content in page.spoken.meeting(timex.span)),
        is_distance=_is_distance(timex),
    )


def _is_distance(timex: Timex) -> bool:
    """ "four days after ...": dates what follows."""
    return timex.type == "DURATION" and timex.date is not None


def _refusal(page: _Page, time: DatedTime, reason: str, word: Token | None = None) -> Refusal:
    return Refusal(
        what="event",
        span=time.timex.span,
        sentence=page.view.number_at(time.timex.span.start),
        reason=reason,
        at=None if word is None else span_of(word),
    )


def _event(page: _Page, index: int, case: DatedWord) -> Event | None:
    time, predicate, article = case.time, case.word, page.view.article
    number = page.view.number_at(time.timex.span.start)
    until = _until(page, index, predicate)
    date = time.timex.date if until is None else _lasting(article.text, time.timex, until)
    if until is not None and date is None:
        return None
    end = max(time.words.end_char, until.span.end if until is not None else 0)
    opening = clause_span.after_the_dateline(article.text, time.sentence.span)
    people = clause_span.participants(page.doc, predicate, page.persons)
    return Event(
        span=clause_span.span_of(predicate, time.words.start_char, end, time.sentence.span, opening),
        sentence=number,
        predicate=name_of(predicate),
        date=date,
        timex=index,
        kind=kind_of(predicate, time.words, time.timex, article),
        people=people or _both(predicate, page.persons, page.view.findings.sentences, number),
        place=None,
        head=span_of(predicate),
        deed=deed_of(predicate),
        rule=rule_of(predicate, time.words, date, article),
    )


def _of_the_lede(page: _Page, told: Sequence[Event]) -> Event | Refusal | None:
    """What the lede tells without a word that dates it; None where a word does, or the article's day is not known."""
    case = lede(page.view, page.doc)
    head = None if case is None else span_of(case.verb)
    if case is None or head is None or any(event.head == head for event in told):
        return None
    if (reason := first(NO_OWN_DAY, case)) is not None:
        return Refusal(what="event", span=head, sentence=case.number, reason=reason.name)
    people = clause_span.participants(page.doc, case.verb, page.persons)
    opening = clause_span.after_the_dateline(page.view.article.text, case.sentence.span)
    return Event(
        span=clause_span.span_of(case.verb, head.start, head.end, case.sentence.span, opening),
        sentence=case.number,
        predicate=name_of(case.verb),
        date=own_day(page.view),
        timex=None,
        kind="occurred",
        people=people or _both(case.verb, page.persons, page.view.findings.sentences, case.number),
        head=head,
        deed=deed_of(case.verb),
        rule="lede",
    )


def _until(page: _Page, index: int, predicate: Token) -> Timex | None:
    """The second date of "from May to July"."""
    timexes = page.view.findings.timexes
    if index + 1 >= len(timexes) or is_moved(predicate):
        return None
    return timexes[index + 1] if ends_a_span(page.view.article.text, timexes[index], timexes[index + 1]) else None


def _days(told: Sequence[Event]) -> Mapping[str, Sequence[tuple[int, Date]]]:
    """The days on which each deed befell, with the sentences that say so, in order; under "" those of all deeds."""
    days: dict[str, list[tuple[int, Date]]] = defaultdict(list)
    for event in told:
        if event.kind == "occurred" and event.date is not None and event.date.precision == "day":
            for deed in {"", event.predicate}:
                days[deed].append((event.sentence, event.date))
    return days


def _on_its_day(
    event: Event, days: Mapping[str, Sequence[tuple[int, Date]]], timexes: Sequence[Timex], article: Article
) -> Event:
    """A clock time alone, read as the article's own day, is that of the day on which a sentence before puts the same
    deed."""
    timex = timexes[event.timex] if event.timex is not None else None
    if (
        timex is None
        or event.date is None
        or article.published is None
        or not _clock().fullmatch(timex.span.of(article.text))
    ):
        return event
    if event.kind != "occurred" or event.date.edtf[:10] != article.published.edtf:
        return event
    same = days.get("" if event.predicate in event_words()["befall"] else event.predicate, ())
    before = bisect_left(same, event.sentence, key=itemgetter(0))
    return replace(event, date=same[before - 1][1]) if before else event


def _lasting(text: str, first: Timex, last: Timex) -> Date | None:
    """All the days from the one date to the other; None where they do not follow each other."""
    if first.date is None or last.date is None or last.date.latest < first.date.earliest:
        return None
    words = text[first.span.start : last.span.end]
    return Date(
        earliest=first.date.earliest, latest=last.date.latest, precision="period", basis=first.date.basis, text=words
    )


def _both(predicate: Token, persons: clause_span.Named, sentences: Sequence[Sentence], number: int) -> tuple[str, ...]:
    """Who "the two leaders" or "the pair" are: the only two people of the nearest sentence before that names any."""
    verb = grammar.verb_above(predicate)
    subject = grammar.shared_subject(verb) if is_verb(verb) else None
    if subject is None or not _is_couple(subject):
        return ()
    for sentence in reversed(sentences[max(0, number - 3) : number]):
        inside = (entity for span, entity in persons.meeting(sentence.span) if sentence.span.contains(span))
        if named := tuple(dict.fromkeys(inside)):
            return named if len(named) == 2 else ()
    return ()


def _is_couple(subject: Token) -> bool:
    before = {child.lower_ for child in subject.children}
    two = {"the", "two"} <= before and lemma(subject) in event_words()["couple_members"]
    return two or subject.lower_ in event_words()["couples"]
