"""Whether a date lies before or after the day of writing, from the verb it hangs on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from spacy.tokens import Doc, Token

from ...model.dates import (
    Clock,
    Direction,
    Weekday,
)
from ...model.findings import Sentence, Timex
from ...model.text import Span
from ..base import grammar
from .anchoring import latest
from .context_words import context_words, ending_in

Tense = Literal["past", "future", "present"]


def points(
    doc: Doc, text: str, start: int, end: int, *, present: Direction | None = None, caption: bool = False
) -> Direction | None:
    """Whether the words at [start, end) are told as past or as still to come; None when nothing tells.

    `present` is what the simple present means: "the court meets Friday" looks ahead, "as of May it leads" does not.
    Under a picture "the two shake hands on Friday" tells what was.
    """
    before = text[max(0, start - 60) : start]
    after = re.match(r"['’]?s? ?\W{0,1}([\w-]+)(?: ([\w-]+))?", text[end : end + 40])
    owner = text[end : end + 2] in ("'s", "’s")
    if after and any(word and word.lower() in context_words()["future_after"] for word in after.groups()):
        return "future"
    if owner and after and after[1].lower() in context_words()["scheduled_adjectives"]:
        return "future"
    if owner and ending_in("past_before_owner").search(before):
        return "past"
    span = doc.char_span(start, end, alignment_mode="expand")
    if _about_to().search(before) and not (span is not None and _told_right_before(span.start, doc)):
        return "future"
    if not present and _reported_for().search(before):
        return "past"
    if span is None:
        return None
    verb = _governing(span.root)
    if ending_in("said_before").search(before):
        return "past"
    if ending_in("future_before").search(before):
        had = not present and verb is not None and any(child.lower_ == "had" for child in verb.children)
        opening = verb is not None and before.endswith("By ") and _tense(verb) == "past"  # "By May the army was back"
        return "past" if had or opening else "future"
    if ending_in("past_before").search(before):
        return "past"
    if verb is None:
        return None
    verb = _within_reach(span.root, verb)
    if ending_in("scheduled_for").search(before) and _scheduled(span.root):
        return "future"
    if verb.lemma_ in context_words()["looking_back_verbs"] and grammar.form_of(verb) in ("present s", "present"):
        return "past"
    if _is_fixed_for(verb):
        return "future"
    tense = _tense(verb, caption=caption)
    if tense != "present":
        return (
            "future"
            if present
            and verb.lemma_ == "be"
            and grammar.form_of(verb) in ("present s", "present")
            and _hangs_on(span.root, verb)
            else tense
        )
    ahead = verb.lemma_ in context_words()["timetable_verbs"] or any(
        child.lower_ in context_words()["clause_openers"] for child in verb.children
    )
    return "future" if ahead else present


@cache
def _about_to() -> re.Pattern[str]:
    """Words that look ahead whatever the parser makes of the rest: "will meet ministers on", "due to open", "is to
    leave"."""
    near = r"(?: (?!(?:to|and|but|that|as|after|since|said|which|who)\b)[\w'’-]+){1,6}?"
    modal = r"(?:will(?! have)|won['’]t|['’]ll)"
    due = r"(?:(?:is|are) to|(?:due|set|scheduled|expected|slated|poised|planned|forecast|likely) to)"
    moved = (
        r"\b(?:moved|postponed|rescheduled|put off|deferred|shifted|brought forward|pushed back) from (?:\w+day to )?"
    )
    return re.compile(
        rf"(?:\b(?:{modal}|{due}){near},? (?:(?:early|late|later|again) )?(?:on |early on |late on )?|{moved})$"
    )


@cache
def _reported_for() -> re.Pattern[str]:
    """Figures are for a time that is over, whenever they come out: "output for March will be published"."""
    return re.compile(rf"\b(?:{'|'.join(sorted(context_words()['report_nouns']))}) for (?:the )?$", re.IGNORECASE)


def _told_right_before(start: int, doc: Doc) -> bool:
    """A verb of the past stands right before: "the strike which is to hurt the ports started on Tuesday"."""
    at = start - 1
    while at > 0 and doc[at].lower_ in ("on", "early", "late", ","):
        at -= 1
    return at >= 0 and grammar.form_of(doc[at]) == "past" and grammar.class_of(doc[at]) == "verb"


def _is_fixed_for(verb: Token) -> bool:
    """A day is fixed for a hearing or a vote, or for "it" where that has been named before in the sentence."""
    if verb.lemma_ not in context_words()["fixing_verbs"] or grammar.form_of(verb) not in (
        "past",
        "participle",
        "present s",
    ):
        return False
    what = next((child for child in verb.children if grammar.relation_of(child) in ("object", "passive subject")), None)
    if what is not None and what.lower_ == "it":
        return any(token.lemma_.lower() in context_words()["fixed_things"] for token in verb.sent if token.i < what.i)
    return what is not None and what.lemma_.lower() in context_words()["fixed_things"]


def _hangs_on(token: Token, verb: Token) -> bool:
    """The next round is on Monday: the day is what the verb says, not a detail of it."""
    return token.head == verb or (token.head.lower_ in ("on", "for") and token.head.head == verb)


def _within_reach(token: Token, verb: Token, reach: int = 8) -> Token:
    """The verb itself, or the one above an infinitive too far away to be what the words date."""
    while (
        verb.i + reach < token.i
        and any(grammar.form_of(child) == "to" for child in verb.children)
        and verb.head != verb
    ):
        above = _governing(verb.head)
        if above is None:  # a line without a verb of its own
            break
        verb = above
    return verb


def _governing(token: Token) -> Token | None:
    for candidate in (token, *token.ancestors):
        if grammar.class_of(candidate) in ("verb", "helper"):
            return candidate
    return None


def _scheduled(token: Token) -> bool:
    near = (token, *token.ancestors)
    verbs = context_words()["scheduled_verbs"]
    if any(candidate.lemma_.lower() in verbs for candidate in near[:6]):
        return True
    return any(
        child.lemma_.lower() in verbs
        for candidate in near[:4]
        if grammar.class_of(candidate) == "noun"
        for child in candidate.children
    )


def _tense(verb: Token, depth: int = 0, *, caption: bool = False) -> Tense | None:
    words = context_words()
    helpers = [child for child in verb.children if grammar.relation_of(child) in ("helper", "passive helper")]
    lower = {child.lower_ for child in helpers}
    modal = any(grammar.form_of(child) == "modal" and child.lower_ in words["future_modals"] for child in helpers)
    if modal:
        return "past" if "have" in lower and lower & {"could", "would", "should", "might", "may", "must"} else "future"
    if any(grammar.form_of(child) == "to" for child in helpers):
        head = verb.head
        if "have" in lower:
            return "past"
        if head == verb or head.lemma_ not in words["past_infinitive_heads"]:
            return "future"
        return _tense(head, depth + 1) if depth < 8 else None
    if (
        grammar.form_of(verb) == "base" and grammar.relation_of(verb) == "joined" and not helpers and depth < 8
    ):  # "will fly in and return"
        return _tense(verb.head, depth + 1)
    if (
        verb.lemma_ == "go"
        and grammar.form_of(verb) == "ing"
        and any(grammar.form_of(child) == "base" for child in verb.children)
    ):
        return "future"
    if grammar.form_of(verb) == "past" or lower & {"was", "were", "had", "did", "has", "have", "'ve", "’ve"}:
        return "past"
    if grammar.form_of(verb) == "participle" and lower & {"is", "are", "be", "'s", "’s"}:
        return "future" if verb.lemma_ in words["scheduled_verbs"] else None
    if grammar.form_of(verb) in ("participle", "ing") and not helpers and verb.head != verb and depth < 8:
        if grammar.form_of(verb) == "participle":  # "plans announced in January", but "talks set for May"
            return "future" if verb.lemma_ in words["scheduled_verbs"] else "past"
        outer = _governing(verb.head)
        return _tense(outer, depth + 1) if outer is not None else None
    if grammar.form_of(verb) in ("present", "present s", "base"):
        if verb.lemma_ in words["caption_verbs"]:
            return "past" if caption else "present"
        return "past" if verb.lemma_ in words["reporting_verbs"] else None if verb.lemma_ == "be" else "present"
    if grammar.form_of(verb) == "ing" and lower & {"is", "are", "'s", "’s", "be", "'re", "’re"}:
        return "present"
    return None


def was_awaited(text: str, sentence: Sentence, span: Span, found: Sequence[Timex], weekday: int) -> bool:
    """Whether "were expected to stay away on Wednesday" means the Wednesday that the article has told of as past."""
    if not _awaited().search(text[sentence.span.start : span.start]):
        return False
    named = (timex.when.of if isinstance(timex.when, Clock) else timex.when for timex in latest(found))
    return next(
        (when.direction == "past" for when in named if isinstance(when, Weekday) and when.day == weekday), False
    )


@cache
def _awaited() -> re.Pattern[str]:
    """What was to come when the story happened."""
    awaited = "|".join(sorted(context_words()["awaited"]))
    return re.compile(rf"\b(?:was|were) (?:{awaited}) to (?:(?!(?:and|but|that|will|which|who)\b)[\w'’-]+ ){{1,8}}$")
