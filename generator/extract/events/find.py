"""Dated events: who does what when, and whether it has happened, is planned or is a limit."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import itemgetter

from spacy.tokens import Doc, Token

from ...model.article import Article
from ...model.article_view import ArticleView
from ...model.dates import Date
from ...model.findings import Event, Sentence, Timex
from ...model.places import Places
from ...model.text import span_of
from . import clause_span
from .clause_span import head_of, is_verb
from .dated_word import after_the_article, is_past, measured_from, predicate_of
from .event_words import event_words
from .kind import is_moved, kind_of, name_of, rule_of
from .no_event import ends_a_span, inside_direct_speech, is_compared, is_doubtful, is_general, is_idle

_VAGUE = {"PRESENT_REF", "PAST_REF", "FUTURE_REF"}


_CLOCK = re.compile(
    r"(?:around |about )?\d{1,2}(?:[.:]\d\d)?(?: ?[ap]\.?m\.?)?(?: [a-z]{1,3}T| UTC| local time)?", re.IGNORECASE
)


def find_events(view: ArticleView, doc: Doc) -> tuple[Event, ...]:
    """One event for each predicate that a date stands to; none for the negated, the wished and the merely possible."""
    article, sentences, timexes = view.article, view.findings.sentences, view.findings.timexes
    mentions, references = view.findings.mentions, view.findings.references
    persons = [(m.span, m.entity) for m in mentions if m.kind == "person"] + [(r.span, r.entity) for r in references]
    persons.sort(key=lambda person: (person[0].start, person[0].end, person[1]))
    named = Places(persons, lambda person: person[0])
    spoken = Places(
        (quotation.content for quotation in view.findings.quotations if quotation.kind == "direct"),
        lambda content: content,
    )
    events: dict[tuple[int, str], Event] = {}
    for index, timex in enumerate(timexes):
        distance = timex.type == "DURATION" and timex.date is not None  # "four days after ...": dates what follows
        if not (distance or timex.type in ("DATE", "TIME")) or timex.when is None or timex.value in _VAGUE:
            continue
        number = view.number_at(timex.span.start)
        if not sentences[number].span.start <= timex.span.start < sentences[number].span.end or sentences[
            number
        ].kind in ("headline", "heading"):
            continue
        if sentences[number].span.of(article.text).rstrip("\"”’' ").endswith("?"):
            continue
        words = doc.char_span(timex.span.start, timex.span.end, alignment_mode="expand")
        if words is None or is_compared(article.text, timex, ahead=after_the_article(timex, article)):
            continue
        opening = clause_span.after_the_dateline(article.text, sentences[number].span)
        if timex.span.start < opening or (timex.date is None and article.published is not None):
            continue
        predicate = measured_from(words) if distance else predicate_of(words, timex, article)
        if predicate is None or (
            index and ends_a_span(article.text, timexes[index - 1], timex) and not is_moved(predicate)
        ):
            continue
        if distance and is_past(predicate) and after_the_article(timex, article):
            continue  # "held in 2020, two years before the crisis began", counted from the article instead
        if is_doubtful(predicate, timex, article) or is_idle(predicate) or inside_direct_speech(timex, spoken):
            continue
        if is_general(predicate, words, timex, article):
            continue
        date, end = timex.date, words.end_char
        if (
            index + 1 < len(timexes)
            and ends_a_span(article.text, timex, timexes[index + 1])
            and not is_moved(predicate)
        ):
            until = timexes[index + 1]
            date, end = _lasting(article.text, timex, until), max(end, until.span.end)
            if date is None:
                continue
        event = Event(
            span=clause_span.span_of(predicate, words.start_char, end, sentences[number].span, opening),
            sentence=number,
            predicate=name_of(predicate),
            date=date,
            timex=index,
            kind=kind_of(predicate, words, timex, article),
            people=clause_span.participants(doc, predicate, named) or _both(predicate, named, sentences, number),
            place=None,
            head=span_of(predicate),
            rule=rule_of(predicate, words, date, article),
        )
        key = (predicate.i, str(timex.date.edtf if timex.date else timex.value)[:10])
        events.setdefault(key, event)
    told = sorted(events.values(), key=lambda event: (event.sentence, event.span, event.timex or 0))
    days = _days(told)
    return tuple(_on_its_day(event, days, timexes, article) for event in told)


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
        or not _CLOCK.fullmatch(timex.span.of(article.text))
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
    verb = predicate
    while not is_verb(verb) and (above := head_of(verb)):
        verb = above
    subject = clause_span.subject_of(verb) if is_verb(verb) else None
    if subject is None:
        return ()
    two = any(child.lower_ == "two" for child in subject.children) and any(
        child.lower_ == "the" for child in subject.children
    )
    if not (
        subject.lower_ in event_words()["couples"]
        or (two and subject.lemma_.lower() in event_words()["couple_members"])
    ):
        return ()
    for sentence in reversed(sentences[max(0, number - 3) : number]):
        named = tuple(
            dict.fromkeys(entity for span, entity in persons.meeting(sentence.span) if sentence.span.contains(span))
        )
        if named:
            return named if len(named) == 2 else ()
    return ()
