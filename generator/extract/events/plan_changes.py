"""What sentences say of plans, dated or not: that they are called off or put off, and until when or for what; that they
are on again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...model.article_view import ArticleView
from ...model.findings import Phrase, PlanChange, Sentence
from ...model.reasons import first
from ...model.text import Span, alternation, span_of
from ..base import grammar
from ..base.grammar import lemma
from ..base.grammar.parsed import Doc, Token
from .called_off import CALLED_OFF, Plan, is_on_again
from .event_words import event_words

_BEHIND = 60  # characters behind a verb in which what takes the plan's place may begin


@cache
def _in_place() -> re.Pattern[str]:
    """ "replaced by", "scrapped in favour of"."""
    return re.compile(rf"(?<!\w)(?:{alternation(event_words()['in_place'])})\s+(?=\w)", re.IGNORECASE)


def find_plan_changes(view: ArticleView, doc: Doc) -> tuple[PlanChange, ...]:
    """One for each verb of a body sentence that calls a plan off or takes it up again."""
    found = (_changes(view, doc, number) for number in range(len(view.findings.sentences)))
    return tuple(change for changes in found for change in changes)


def _changes(view: ArticleView, doc: Doc, number: int) -> Iterator[PlanChange]:
    sentence = view.findings.sentences[number]
    words = doc.char_span(sentence.span.start, sentence.span.end, alignment_mode="expand")
    if sentence.kind in ("headline", "heading") or words is None:
        return
    on = is_on_again(words)
    for thing in words:
        verb = grammar.concerned(thing) if _is_plan(thing) else None
        plan = None if verb is None else Plan(word=thing, thing=thing, verb=verb)
        if plan is None or not (on or first(CALLED_OFF, plan)):
            continue
        yield _told(view, number, sentence, plan, on=on)
        return


def _is_plan(thing: Token) -> bool:
    return grammar.is_noun(thing) and any(lemma(thing) in event_words()[words] for words in ("nouns", "gatherings"))


def _told(view: ArticleView, number: int, sentence: Sentence, plan: Plan, *, on: bool) -> PlanChange:
    start, end = grammar.phrase(plan.thing)
    until = None if on else _new_time(view, sentence, plan.verb)
    return PlanChange(
        span=span_of(plan.verb),
        sentence=number,
        thing=Phrase(span=Span(span_of(start).start, span_of(end).end), head=span_of(plan.thing)),
        noun=lemma(plan.thing),
        on_again=on,
        until=until,
        instead=None if on or until is not None else _instead(view, sentence, plan),
    )


def _new_time(view: ArticleView, sentence: Sentence, verb: Token) -> int | None:
    """ "put off until [9 May]"."""
    known = event_words()
    leads = known["to_then"] | known["into"]
    for index, timex in enumerate(view.findings.timexes):
        if not sentence.span.contains(timex.span) or timex.date is None or timex.span.start < span_of(verb).end:
            continue
        words = verb.doc.char_span(timex.span.start, timex.span.end, alignment_mode="expand")
        if words is not None and grammar.word_at(words[0], -1) in leads and grammar.governing(words.root) == verb:
            return index
    return None


def _instead(view: ArticleView, sentence: Sentence, plan: Plan) -> Span | None:
    """ "replaced by [a video call]": to the end of the noun's phrase."""
    text, end = view.article.text, span_of(plan.verb).end
    match = _in_place().search(text, span_of(plan.verb).start, min(end + _BEHIND, sentence.span.end))
    behind = None if match is None else plan.verb.doc.char_span(match.end(), match.end() + 1, alignment_mode="expand")
    if behind is None:
        return None
    noun = next((word for word in behind[0].sent if word.i >= behind[0].i and grammar.is_noun(word)), None)
    noun = noun if noun is None else _head(noun)
    if noun is None:
        return None
    first_word, last_word = grammar.phrase(noun)
    return Span(match.end(), span_of(last_word).end) if match is not None and first_word.i <= behind[0].i else None


def _head(noun: Token) -> Token:
    """Of "a video call": "call"."""
    over = grammar.above(noun)
    while over is not None and grammar.is_noun(over) and over.i > noun.i:
        noun, over = over, grammar.above(over)
    return noun
