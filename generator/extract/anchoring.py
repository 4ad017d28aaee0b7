"""Which way a time expression points: back or ahead, and from which other one it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Literal

from spacy.tokens import Doc, Token

from generator import rulebook
from generator.model.article import Article
from generator.model.calendar import bounds
from generator.model.dates import Anchor, Between, Clock, Day, Direction, Shift, Weekday, When, direction
from generator.model.findings import Sentence, Timex

REACH = 15  # sentences back in which "the previous day" looks for the day that it counts from


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in rulebook.load("dates/context").items()}


@cache
def _ending_in(name: str) -> re.Pattern[str]:
    choice = "|".join(re.escape(word) for word in sorted(_words()[name], key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<!\w)(?:{choice})\s$", re.IGNORECASE)


def anchor_of(article: Article, timexes: Sequence[Timex] = (), year: int | None = None) -> Anchor | None:
    """The article's own date, else the span of days that its text allows."""
    if article.published:
        return Anchor(earliest=article.published.earliest, latest=article.published.latest)
    return bounds(timexes, year)


Tense = Literal["past", "future", "present"]


def points(doc: Doc, text: str, start: int, end: int, *, present: Direction | None = None) -> Direction | None:
    """Whether the words at [start, end) are told as past or as still to come; None when nothing tells.

    `present` is what the simple present means: "the court meets Friday" looks ahead, "as of May it leads" does not.
    """
    before = text[max(0, start - 40) : start]
    after = re.match(r"\W{1,2}([\w-]+)(?: ([\w-]+))?", text[end : end + 40])
    if after and any(word and word.lower() in _words()["future_after"] for word in after.groups()):
        return "future"
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    verb = _governing(span.root)
    if _ending_in("said_before").search(before):
        return "past"
    if _ending_in("future_before").search(before):
        return "past" if verb is not None and any(child.lower_ == "had" for child in verb.children) else "future"
    if _ending_in("past_before").search(before):
        return "past"
    if verb is None:
        return None
    verb = _within_reach(span.root, verb)
    if _ending_in("scheduled_for").search(before) and _scheduled(span.root):
        return "future"
    tense = _tense(verb)
    return present if tense == "present" else tense


def _within_reach(token: Token, verb: Token, reach: int = 8) -> Token:
    """The verb itself, or the one above an infinitive too far away to be what the words date."""
    while verb.i + reach < token.i and any(child.tag_ == "TO" for child in verb.children) and verb.head != verb:
        verb = _governing(verb.head) or verb
    return verb


def _governing(token: Token) -> Token | None:
    for candidate in (token, *token.ancestors):
        if candidate.pos_ in ("VERB", "AUX"):
            return candidate
    return None


def _scheduled(token: Token) -> bool:
    near = (token, *token.ancestors)
    verbs = _words()["scheduled_verbs"]
    if any(candidate.lemma_.lower() in verbs for candidate in near[:6]):
        return True
    return any(child.lemma_.lower() in verbs for candidate in near[:4] if candidate.pos_ == "NOUN" for child in candidate.children)


def _tense(verb: Token, depth: int = 0) -> Tense | None:
    words = _words()
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    lower = {child.lower_ for child in helpers}
    modal = any(child.tag_ == "MD" and child.lower_ in words["future_modals"] for child in helpers)
    if modal:
        return "past" if "have" in lower and lower & {"could", "would", "should", "might", "may", "must"} else "future"
    if any(child.tag_ == "TO" for child in helpers):
        head = verb.head
        if "have" in lower:
            return "past"
        if head == verb or head.lemma_ not in words["past_infinitive_heads"]:
            return "future"
        return _tense(head, depth + 1) if depth < 8 else None
    if verb.tag_ == "VB" and verb.dep_ == "conj" and not helpers and depth < 8:  # "will fly in and return"
        return _tense(verb.head, depth + 1)
    if verb.lemma_ == "go" and verb.tag_ == "VBG" and any(child.tag_ == "VB" for child in verb.children):
        return "future"
    if verb.tag_ == "VBD" or lower & {"was", "were", "had", "did", "has", "have", "'ve", "’ve"}:
        return "past"
    if verb.tag_ == "VBN" and lower & {"is", "are", "be", "'s", "’s"}:
        return "future" if verb.lemma_ in words["scheduled_verbs"] else None
    if verb.tag_ in ("VBN", "VBG") and not helpers and verb.head != verb and depth < 8:
        if verb.tag_ == "VBN":  # "plans announced in January", but "talks set for May"
            return "future" if verb.lemma_ in words["scheduled_verbs"] else "past"
        outer = _governing(verb.head)
        return _tense(outer, depth + 1) if outer is not None else None
    if verb.tag_ in ("VBP", "VBZ", "VB"):
        return "past" if verb.lemma_ in words["reporting_verbs"] else None if verb.lemma_ == "be" else "present"
    if verb.tag_ == "VBG" and lower & {"is", "are", "'s", "’s", "be", "'re", "’re"}:
        return "present"
    return None


def is_day(when: When | None) -> bool:
    """Whether the words name one day."""
    match when:
        case Clock(of=of):
            return is_day(of)
        case Day() | Weekday():
            return True
        case Shift():
            return when.unit == "day"
    return False


def _is_background(timex: Timex, text: str) -> bool:
    """A day that the story is measured by, but that it does not tell of: "since July 4", "78 days ago", a mere hour."""
    if _ending_in("background_before").search(text[max(0, timex.span.start - 12) : timex.span.start]):
        return True
    match timex.when:
        case Clock(of=Shift(count=0)):
            return True
        case Shift(unit="day", count=count):
            return abs(count) > 2
    return False


def day_in(when: When) -> When:
    """The day of a time of day, or the first of several."""
    match when:
        case Clock(of=of):
            return day_in(of)
        case Between(first=first):
            return first
    return when


def latest(found: Sequence[Timex]) -> Iterator[Timex]:
    """The newest first; no further back than any text worth reading goes, so that hostile ones cost no more."""
    return islice(reversed(found), 60)


def counted_from(between: str) -> bool:
    """ "... a call Tuesday, the first since he took office 78 days ago": counted from the day told, not from the article's."""
    return re.search(rf"\b(?:{'|'.join(sorted(_words()['counted_from']))})\b", between) is not None


def reference(text: str, found: Sequence[Timex], sentences: Sequence[Sentence], at: int, index: int, *, told: bool = True) -> When | None:
    """The day that words at offset `at`, in sentence `index`, count from: the nearest one of the story told
    before them, in the same or an earlier sentence. `told`: not one that is still to come."""
    for timex in latest(found):
        if timex.span.end > at:
            continue
        if timex.span.start < sentences[max(0, index - REACH)].span.start:
            return None
        if timex.type in ("DATE", "TIME") and timex.when and is_day(timex.when):
            if (told and direction(timex.when) == "future") or _is_background(timex, text):
                continue
            return day_in(timex.when)
    return None
