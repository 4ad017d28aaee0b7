"""Which way a time expression points: back or ahead, and from which other one it counts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import Literal

import msgspec
from spacy.tokens import Doc, Token

from ...model.article import Article
from ...model.dates import (
    Anchor,
    Between,
    Clock,
    Day,
    Direction,
    Month,
    Part,
    Shift,
    Unit,
    Vague,
    Weekday,
    Weekend,
    When,
    Year,
    direction,
    resolve,
)
from ...model.findings import Sentence, Timex
from ...model.text import Span
from ...model.writing_day import bounds
from ...rules.load import load

REACH = 15  # sentences back in which "the previous day" looks for the day that it counts from


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load("dates/context").items()}


@cache
def _ending_in(name: str) -> re.Pattern[str]:
    choice = "|".join(re.escape(word) for word in sorted(_words()[name], key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<!\w)(?:{choice})\s$", re.IGNORECASE)


def anchor_of(article: Article, timexes: Sequence[Timex] = ()) -> Anchor | None:
    """The article's own date, else the span of days that its text allows."""
    if article.published:
        return Anchor(earliest=article.published.earliest, latest=article.published.latest)
    return bounds(timexes)


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
    if after and any(word and word.lower() in _words()["future_after"] for word in after.groups()):
        return "future"
    if owner and after and after[1].lower() in _words()["scheduled_adjectives"]:
        return "future"
    if owner and _ending_in("past_before_owner").search(before):
        return "past"
    span = doc.char_span(start, end, alignment_mode="expand")
    if _about_to().search(before) and not (span is not None and _told_right_before(span.start, doc)):
        return "future"
    if not present and _reported_for().search(before):
        return "past"
    if span is None:
        return None
    verb = _governing(span.root)
    if _ending_in("said_before").search(before):
        return "past"
    if _ending_in("future_before").search(before):
        had = not present and verb is not None and any(child.lower_ == "had" for child in verb.children)
        opening = verb is not None and before.endswith("By ") and _tense(verb) == "past"  # "By May the army was back"
        return "past" if had or opening else "future"
    if _ending_in("past_before").search(before):
        return "past"
    if verb is None:
        return None
    verb = _within_reach(span.root, verb)
    if _ending_in("scheduled_for").search(before) and _scheduled(span.root):
        return "future"
    if verb.lemma_ in _words()["looking_back_verbs"] and verb.tag_ in ("VBZ", "VBP"):
        return "past"
    if _is_fixed_for(verb):
        return "future"
    tense = _tense(verb, caption=caption)
    if tense != "present":
        return (
            "future"
            if present and verb.lemma_ == "be" and verb.tag_ in ("VBZ", "VBP") and _hangs_on(span.root, verb)
            else tense
        )
    ahead = verb.lemma_ in _words()["timetable_verbs"] or any(
        child.lower_ in _words()["clause_openers"] for child in verb.children
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
    return re.compile(rf"\b(?:{'|'.join(sorted(_words()['report_nouns']))}) for (?:the )?$", re.IGNORECASE)


def _told_right_before(start: int, doc: Doc) -> bool:
    """A verb of the past stands right before: "the strike which is to hurt the ports started on Tuesday"."""
    at = start - 1
    while at > 0 and doc[at].lower_ in ("on", "early", "late", ","):
        at -= 1
    return at >= 0 and doc[at].tag_ == "VBD" and doc[at].pos_ == "VERB"


def _is_fixed_for(verb: Token) -> bool:
    """A day is fixed for a hearing or a vote, or for "it" where that has been named before in the sentence."""
    if verb.lemma_ not in _words()["fixing_verbs"] or verb.tag_ not in ("VBD", "VBN", "VBZ"):
        return False
    what = next((child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")), None)
    if what is not None and what.lower_ == "it":
        return any(token.lemma_.lower() in _words()["fixed_things"] for token in verb.sent if token.i < what.i)
    return what is not None and what.lemma_.lower() in _words()["fixed_things"]


def _hangs_on(token: Token, verb: Token) -> bool:
    """The next round is on Monday: the day is what the verb says, not a detail of it."""
    return token.head == verb or (token.head.lower_ in ("on", "for") and token.head.head == verb)


def _within_reach(token: Token, verb: Token, reach: int = 8) -> Token:
    """The verb itself, or the one above an infinitive too far away to be what the words date."""
    while verb.i + reach < token.i and any(child.tag_ == "TO" for child in verb.children) and verb.head != verb:
        above = _governing(verb.head)
        if above is None:  # a line without a verb of its own
            break
        verb = above
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
    return any(
        child.lemma_.lower() in verbs
        for candidate in near[:4]
        if candidate.pos_ == "NOUN"
        for child in candidate.children
    )


def _tense(verb: Token, depth: int = 0, *, caption: bool = False) -> Tense | None:
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
        if verb.lemma_ in words["caption_verbs"]:
            return "past" if caption else "present"
        return "past" if verb.lemma_ in words["reporting_verbs"] else None if verb.lemma_ == "be" else "present"
    if verb.tag_ == "VBG" and lower & {"is", "are", "'s", "’s", "be", "'re", "’re"}:
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
    awaited = "|".join(sorted(_words()["awaited"]))
    return re.compile(rf"\b(?:was|were) (?:{awaited}) to (?:(?!(?:and|but|that|will|which|who)\b)[\w'’-]+ ){{1,8}}$")


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
    """ "... a call Tuesday, the first since he took office 78 days ago": counted from the day told, not from the
    article's."""
    return re.search(rf"\b(?:{'|'.join(sorted(_words()['counted_from']))})\b", between) is not None


_LENGTH: dict[Unit, int] = {
    "hour": 0,
    "day": 0,
    "week": 1,
    "month": 2,
    "quarter": 3,
    "year": 4,
    "decade": 5,
    "century": 6,
}


def _length(when: When | None) -> int | None:
    """How long the time is that the words name, on the scale of `_LENGTH`; None for what names none."""
    match when:
        case Month():
            return _LENGTH["month"]
        case Part():
            return _LENGTH["quarter"]
        case Year():
            return _LENGTH["year"]
        case Shift(unit=unit):
            return _LENGTH[unit]
        case Weekend():
            return _LENGTH["week"]
    return _LENGTH["day"] if is_day(when) else None


def named_period(
    text: str, found: Sequence[Timex], sentences: Sequence[Sentence], index: int, unit: Unit
) -> When | None:
    """The nearest time told in sentence `index` or the one before, where it is longer than a day: "in 1998 ... two
    years later".

    None when the nearest one is a day, or is so much longer than the unit that counting from it would tell nothing.
    """
    floor = sentences[max(0, index - 1)].span.start
    for timex in latest(found):
        if timex.span.start < floor:
            return None
        length = _length(timex.when) if timex.type in ("DATE", "TIME") else None
        if length is None or timex.when is None or _is_background(timex, text):
            continue
        return timex.when if length > 0 and (length <= _LENGTH[unit] or not isinstance(timex.when, Shift)) else None
    return None


_FORWARD = 270  # days: further on, the story has more likely come back to the present
# What a day is set against, or how old a thing is.
_SETTING_OUT = re.compile(
    r"\b(?:since|than|from|founded|established|formed|created|built|born|launched|dating|dated|opened|adopted|enacted)\b",
    re.IGNORECASE,
)


def carried_years(timexes: Iterable[Timex], article: Article, sentences: Sequence[Sentence]) -> Iterator[Timex]:
    """The year of a past story goes on: "In June 2009 he fled. On July 3 the court ruled" tells of July 3, 2009.

    Only from one sentence to the next, in the past tense, forward in time, and from a date that the story is told by:
    not from what is compared with ("up from June 2009") or merely says how old a thing is ("founded in June 2009").
    """
    starts = [sentence.span.start for sentence in sentences]
    carried: When | None = None
    last = -2
    for timex in timexes:
        index = bisect_right(starts, timex.span.start) - 1
        told = timex.when and day_in(timex.when)
        if timex.type not in ("DATE", "TIME") or isinstance(told, Vague | None):
            yield timex
            continue
        if isinstance(told, Day | Month) and told.month and told.year:
            before = article.text[max(starts[index], timex.span.start - 60) : timex.span.start]
            carried = None if _is_recent(told.year, article) or _SETTING_OUT.search(before) else told
        elif isinstance(told, Day | Month) and told.month and carried is not None and index - last <= 1:
            moved = _in_year_of(timex, told, carried, article)
            carried = moved.when and day_in(moved.when) if moved is not None else None
            timex = moved or timex
        elif index - last > 1 or not isinstance(told, Shift) or told.of is None:
            carried = None
        last = index
        yield timex


def _is_recent(year: int, article: Article) -> bool:
    return article.published is not None and year >= article.published.latest.year


def _in_year_of(timex: Timex, told: Day | Month, carried: When, article: Article) -> Timex | None:
    """The same words in the year after `carried`; None where that cannot be meant."""
    if told.direction != "past" or isinstance(timex.when, Between):
        return None
    moved = msgspec.structs.replace(told, near=carried, direction="future")
    date, base = resolve(moved, None), resolve(carried, None)
    if (
        date is None
        or base is None
        or date.earliest == base.earliest
        or (date.earliest - base.earliest).days > _FORWARD
    ):
        return None
    if article.published is not None and date.latest >= article.published.earliest:
        return None
    return replace(
        timex, when=msgspec.structs.replace(timex.when, of=moved) if isinstance(timex.when, Clock) else moved
    )


def reference(
    text: str, found: Sequence[Timex], sentences: Sequence[Sentence], at: int, index: int, *, told: bool = True
) -> When | None:
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
