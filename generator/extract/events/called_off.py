"""Plans of which the same words say that they are called off or put off."""

from __future__ import annotations

import re
from functools import cache

from ...model.reasons import Reason, first
from ...model.text import alternation, record
from ..base import grammar
from ..base.grammar import is_verb, lemma
from ..base.grammar.parsed import DocSpan, Token
from .event_words import event_words
from .no_event import in_doubt, may_not_be


@record
class Plan:
    """A dated word, the thing that was planned, and the verb that has it as its subject or object."""

    word: Token
    thing: Token
    verb: Token


def plan_of(word: Token, time: DocSpan) -> Plan | None:
    """None where the dated word is no part of what a verb is about: a thing, or a clause that tells of one."""
    if is_verb(word) and _calls_off(word) and grammar.word_at(time[0], -1) in event_words()["for_then"]:
        subject_or_object = grammar.child(word, "passive subject", "object")  # "cancelled the talks for Friday"
        return None if subject_or_object is None else Plan(word=word, thing=subject_or_object, verb=word)
    thing = grammar.described(grammar.completed(word) or word) if is_verb(word) else word
    verb = None if thing is None else grammar.concerned(thing)
    return None if thing is None or verb is None else Plan(word=word, thing=thing, verb=verb)


def _names(verb: Token) -> frozenset[str]:
    """The verb, and with the small word behind it: "call", "call off"."""
    name = lemma(verb)
    behind = (child.lower_ for child in verb.children if 0 < child.i - verb.i <= 2 and not grammar.is_noun(child))
    return frozenset({name, *(f"{name} {word}" for word in behind)})


def _calls_off(verb: Token) -> bool:
    return not _names(verb).isdisjoint(event_words()["calling_off"])


def _is_done(verb: Token) -> bool:
    """ "was called off", "has cancelled", "calls off"; a mere intention is none."""
    group = grammar.group(verb)
    return group.form in ("past", "participle", "present", "present s") and not (group.modal or in_doubt(verb))


def _was_called_off(case: Plan) -> bool:
    undergoes = grammar.is_subject(case.thing, passive=True) or not grammar.is_subject(case.thing)
    return undergoes and _calls_off(case.verb) and _is_done(case.verb)


def _is_off(case: Plan) -> bool:
    """ "The talks are off", "The vote is cancelled", of which the model makes a state."""
    if not grammar.is_subject(case.thing) or lemma(case.verb) != "be" or in_doubt(case.verb):
        return False
    return any(child.lower_ in event_words()["off"] for child in case.verb.children if child.i > case.verb.i)


def _was_decided_off(case: Plan) -> bool:
    """ "The board decided to scrap the vote planned for Friday"."""
    over = grammar.completed(case.verb)
    decided = over is not None and lemma(over) in event_words()["resolved"] and _is_done(over)
    return decided and not grammar.is_subject(case.thing) and _calls_off(case.verb) and not in_doubt(case.verb)


def _will_not_be(case: Plan) -> bool:
    """ "The summit will not go ahead", "the talks won't be held"."""
    goes_ahead = not _names(case.verb).isdisjoint(event_words()["going_ahead"])
    future = grammar.group(case.verb).modal in event_words()["future_auxiliaries"]
    return grammar.is_subject(case.thing) and goes_ahead and future and grammar.is_negated(case.verb)


CALLED_OFF: tuple[Reason[Plan], ...] = (
    Reason("called off", "The summit due on [Aug. 4] was called off.", "The summit due on [Aug. 4] was discussed.",
           _was_called_off),
    Reason("is off", "The talks planned for [Aug. 4] are off.", "The talks planned for [Aug. 4] are open.", _is_off),
    Reason("decided to call it off", "The board decided to scrap the vote planned for [Aug. 4].",
           "The board refused to scrap the vote planned for [Aug. 4].", _was_decided_off),
    Reason("will not be", "The summit due on [Aug. 4] will not go ahead.", "The summit due on [Aug. 4] will go ahead.",
           _will_not_be),
)  # fmt: skip


def called_off(word: Token, time: DocSpan) -> Token | None:
    """The thing that was planned for a time, where the words say that it is called off or put off; None where they do
    not, or where the time is the new one."""
    plan = plan_of(word, time)
    if plan is None or first(CALLED_OFF, plan) is None or _is_new_time(plan, time) or is_on_again(word.sent):
        return None
    return plan.thing


@cache
def _on_again() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(event_words()['on_again'])})(?!\w)", re.IGNORECASE)


def is_on_again(sentence: DocSpan) -> bool:
    """ "had been cancelled but is on again"; not "may be reinstated"."""
    found = _on_again().search(sentence.text)
    words = None if found is None else sentence.char_span(*found.span(), alignment_mode="expand")
    if words is None:
        return False
    verb = next((word for word in words if is_verb(word)), grammar.verb_above(words[0]))
    return not (in_doubt(verb) or may_not_be(verb))


def _is_new_time(plan: Plan, time: DocSpan) -> bool:
    """ "The vote was put off to [Aug. 4]"."""
    known = event_words()
    leads = grammar.word_at(time[0], -1) in (known["to_then"] - known["for_then"]) | known["into"]
    return leads and grammar.governing(time.root) == plan.verb


def was_planned(word: Token, thing: Token) -> bool:
    """ "the talks [planned] for Friday", "a [scheduled] visit on Friday": whatever day it is, a plan."""
    by_verb = is_verb(word) and lemma(word) in event_words()["planned"]
    return by_verb or any(child.lower_ in event_words()["planned_for"] for child in thing.children)
