"""Dated events: who does what when, and whether it has happened, is planned or is a limit."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from operator import itemgetter

from ...model.article import Article
from ...model.article_view import ArticleView
from ...model.dates import Date
from ...model.findings import Event, EventKind, Refusal, Sentence, Timex
from ...model.places import Places
from ...model.reasons import first
from ...model.text import Span, alternation, record, span_of
from ..base import grammar
from ..base.grammar import lemma
from ..base.grammar.parsed import Doc, DocSpan, Token
from . import clause_span, couples, lengths
from .called_off import called_off, was_planned
from .dated_word import dated_word, measured_from
from .deed import deed_of, place_of
from .event_words import event_words
from .kind import is_ahead, is_moved, kind_of, name_of, rule_of, told
from .no_event import NO_DATE, NO_EVENT, DatedTime, DatedWord, ends_a_span
from .own_day import NO_OWN_DAY, Lede, ledes, own_day
from .standing import in_passing

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
    read = _all_read(page)
    events: dict[tuple[Span | None, str], Event] = {}
    for event in read:
        if isinstance(event, Event):
            events.setdefault((event.head, _day_of(event, view.findings.timexes)), event)
    dated = sorted(_finest([_as_told(event, [*events.values()], doc) for event in events.values()]), key=_place)
    days = _days(dated)
    refused = [refusal for refusal in read if isinstance(refusal, Refusal)]
    dated = [_on_its_day(event, days, view.findings.timexes, view.article) for event in dated]
    found = _of_the_article(page, dated)
    refused += [each for each in found if isinstance(each, Refusal)]
    dated = sorted([*dated, *(each for each in found if isinstance(each, Event))], key=_place)
    return tuple(_at_its_place(event, view) for event in dated), tuple(refused)


def _at_its_place(event: Event, view: ArticleView) -> Event:
    return event if event.deed is None else replace(event, place=place_of(event.deed, view.article.text, view.mentions))


def _all_read(page: _Page) -> list[Event | Refusal | None]:
    """What each time expression dates, and what lengths of time do in their stead."""
    read = [_read(page, index) for index in range(len(page.view.findings.timexes))]
    by_length = _by_length(page, [event for event in read if isinstance(event, Event)])
    counted = {each.timex for each in by_length if isinstance(each, Event)}
    return [*(each for each in read if not (isinstance(each, Event) and each.timex in counted)), *by_length]


def _as_told(event: Event, events: Sequence[Event], doc: Doc) -> Event:
    """A saying behind what it tells, which has a day of its own, is no deed: "Aid will come on Friday, he said on
    Monday"."""
    at = None if event.head is None else doc.char_span(event.head.start, event.head.end)
    if at is None or lemma(at.root) not in event_words()["speech"]:
        return event
    teller = grammar.child(at.root, *grammar.SUBJECT)
    told = teller is not None and any(
        other.sentence == event.sentence and other.head is not None and other.head.end <= teller.left_edge.idx
        for other in events
    )
    return replace(event, rule="attribution") if told else event


def _place(event: Event) -> tuple[int, Span, int]:
    return event.sentence, event.span, event.timex or 0


def _finest(events: Sequence[Event]) -> list[Event]:
    """Of two dates of one deed the finer one; in one sentence, of a deed and the noun of its occasion too: "yesterday,
    at this year's fair"."""
    beside: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        beside[event.sentence].append(event)
    return [event for event in events if not any(_is_coarser(event, other) for other in beside[event.sentence])]


def _is_coarser(event: Event, other: Event) -> bool:
    one_deed = event.head == other.head or event.rule == "event noun"
    date, day = event.date, other.date
    if event is other or not one_deed or date is None or day is None or "range" in (date.precision, day.precision):
        return False
    return date.earliest <= day.earliest and day.latest <= date.latest and date.edtf != day.edtf


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
    case = DatedWord(time=time, word=chosen.word, off=_off(page, time, chosen.word))
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
    if not inside or words is None or sentence.kind in ("headline", "heading", "turn"):
        return None
    return DatedTime(
        words=words,
        timex=timex,
        before=view.findings.timexes[index - 1] if index else None,
        article=view.article,
        sentence=sentence,
        is_spoken=_is_spoken(page, timex),
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


def _off(page: _Page, time: DatedTime, word: Token) -> Token | None:
    """The thing that was planned for a time and is called off; what is over was no plan, unless the words say so."""
    thing = called_off(word, time.words)
    if thing is None or was_planned(word, thing):
        return thing
    return thing if is_ahead(told(word, time.words, time.timex, page.view.article)) else None


def _event(page: _Page, index: int, case: DatedWord) -> Event | None:
    time, predicate, article = case.time, case.word, page.view.article
    number = page.view.number_at(time.timex.span.start)
    until = _until(page, index, predicate)
    date = time.timex.date if until is None else _lasting(article.text, time.timex, until)
    if until is not None and date is None:
        return None
    end = max(time.words.end_char, until.span.end if until is not None else 0)
    opening = clause_span.after_the_dateline(article.text, time.sentence.span)
    as_told = told(predicate, time.words, time.timex, article)
    predicate = case.off or predicate
    people = clause_span.participants(page.doc, predicate, page.persons)
    return Event(
        span=clause_span.span_of(predicate, time.words.start_char, end, time.sentence.span, opening),
        sentence=number,
        predicate=name_of(predicate),
        date=date,
        timex=index,
        kind=kind_of(as_told) if case.off is None else "scheduled",
        cancelled=case.off is not None,
        people=people or couples.both(predicate, page.persons, page.view.findings.sentences, number),
        head=span_of(predicate),
        in_passing=in_passing(predicate),
        deed=deed_of(predicate),
        rule=rule_of(predicate, time.words, date, article),
    )


def _by_length(page: _Page, told: Sequence[Event]) -> list[Event | Refusal | None]:
    """What a length of time dates, counted from what is told on a day."""
    done = [event for event in told if event.kind == "occurred" and event.date and event.date.precision == "day"]
    done = [event for event in done if not _is_distance(page.view.findings.timexes[event.timex or 0])]
    done.sort(key=_place)
    return [_of_length(page, index, done) for index in range(len(page.view.findings.timexes))]


def _of_length(page: _Page, index: int, done: Sequence[Event]) -> Event | Refusal | None:
    case = _length(page, index, done)
    if case is None:
        return None
    if lengths.gives_time(case) or lengths.sets_limit(case):
        if (reason := first(lengths.NO_LIMIT, case)) is not None:
            return Refusal(what="event", span=case.timex.span, sentence=case.number, reason=reason.name)
        return _counted(page, index, case, lengths.limit_of(case), "deadline")
    if lengths.is_counted_from_a_deed(case) and not any(event.head == span_of(case.verb) for event in done):
        return _counted(page, index, case, lengths.deed_date(case), "occurred")
    return None


def _length(page: _Page, index: int, done: Sequence[Event]) -> lengths.Length | None:
    """A length of time in a sentence of the text, with the deeds of that sentence and the one before."""
    view = page.view
    timex = view.findings.timexes[index]
    number = view.number_at(timex.span.start)
    sentence = view.findings.sentences[number]
    words = page.doc.char_span(timex.span.start, timex.span.end, alignment_mode="expand")
    if timex.type != "DURATION" or timex.mod or sentence.kind != "body" or words is None:
        return None
    verb = lengths.verb_of(words)
    if verb is None or words.end >= len(page.doc) or not sentence.span.contains(timex.span):
        return None
    return lengths.Length(
        words=words,
        timex=timex,
        article=view.article,
        verb=verb,
        told=tuple(event for event in done if 0 <= number - event.sentence <= 2),
        days=tuple(_days_in(page, sentence)),
        number=number,
        is_spoken=_is_spoken(page, timex),
        is_main=number == _first_of_body(view.findings.sentences),
    )


def _days_in(page: _Page, sentence: Sentence) -> Iterator[tuple[DocSpan, Date]]:
    """The days that a sentence names, with their words."""
    for timex in page.view.findings.timexes:
        if timex.date is None or timex.date.precision != "day" or _is_distance(timex):
            continue
        words = page.doc.char_span(timex.span.start, timex.span.end, alignment_mode="expand")
        if words is not None and sentence.span.contains(timex.span):
            yield words, timex.date


def _is_spoken(page: _Page, timex: Timex) -> bool:
    return any(content.contains(timex.span) for content in page.spoken.meeting(timex.span))


def _first_of_body(sentences: Sequence[Sentence]) -> int | None:
    return next((number for number, sentence in enumerate(sentences) if sentence.kind == "body"), None)


def _counted(page: _Page, index: int, case: lengths.Length, date: Date | None, kind: EventKind) -> Event | None:
    if date is None:
        return None
    to_do, sentence = case.what_to_do, page.view.findings.sentences[case.number]
    opening = clause_span.after_the_dateline(page.view.article.text, sentence.span)
    return Event(
        span=clause_span.span_of(case.verb, case.timex.span.start, case.timex.span.end, sentence.span, opening),
        sentence=case.number,
        predicate=name_of(to_do or case.verb),
        date=date,
        timex=index,
        kind=kind,
        people=clause_span.participants(page.doc, case.verb, page.persons),
        head=span_of(case.verb),
        in_passing=in_passing(case.verb),
        deed=deed_of(case.verb),
        rule="dated clause",
    )


def _of_the_article(page: _Page, told: Sequence[Event]) -> list[Event | Refusal]:
    """What the first sentences, and reports of markets, tell without a word that dates it."""
    dated = {event.head for event in told}
    found: list[Event | Refusal] = []
    for case in ledes(page.view, page.doc, told):
        if span_of(case.verb) in dated:
            continue
        led = tuple(event for event in found if isinstance(event, Event))
        one = _of_a_lede(page, replace(case, near=(*case.near, *led)))
        if isinstance(one, Event) or not case.is_joined:
            found.append(one)
    return found


def _of_a_lede(page: _Page, case: Lede) -> Event | Refusal:
    head = span_of(case.verb)
    if (reason := first(NO_OWN_DAY, case)) is not None:
        return Refusal(what="event", span=head, sentence=case.number, reason=reason.name)
    people = clause_span.participants(page.doc, case.verb, page.persons)
    opening = clause_span.after_the_dateline(page.view.article.text, case.sentence.span)
    return Event(
        span=clause_span.span_of(case.verb, head.start, head.end, case.sentence.span, opening),
        sentence=case.number,
        predicate=name_of(case.verb),
        date=own_day(page.view) if case.clock is None else page.view.findings.timexes[case.clock].date,
        timex=case.clock,
        kind="occurred",
        people=people or couples.both(case.verb, page.persons, page.view.findings.sentences, case.number),
        head=head,
        in_passing=in_passing(case.verb),
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
