"""Time expressions after TIMEX3 (TimeML 1.2.1): rules find them, the verb around them says past or future.

Three steps: rules propose stretches in the sentences that hold a trigger; the strongest and longest of
those that overlap stay; read from left to right, each gets its meaning from its words and from the days named before
it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

import msgspec

from ...model.article import Article
from ...model.dates import (
    Anchor,
    Clock,
    Shift,
    Vague,
    Weekday,
    When,
    in_part,
    resolve,
    value,
)
from ...model.findings import Sentence, Timex
from ...model.text import Span
from ...model.writing_day import reanchored
from ..base.grammar.parsed import Doc
from ..base.needed_words import Need, folded, missing
from . import anchoring
from .context_words import around
from .meanings import MAKERS
from .records import Candidate, Reading, Rule, Setting
from .rules import groups_of, modifiers, rules, triggers

# --- finding ---------------------------------------------------------------------------------------


def find_timexes(doc: Doc, article: Article, sentences: tuple[Sentence, ...]) -> tuple[Timex, ...]:
    """The time expressions of an article, in order, none overlapping another.

    A DURATION that is measured from something dated ("four days after ...") has a `when` and a `date` too:
    the day of what the words after it tell.
    """
    text = article.text
    plain = [candidate for candidate in chosen(article, sentences) if not _is_name(doc, text, candidate)]
    found = _read(doc, text, sentences, plain)
    merged = list(anchoring.carried_years(_merged(text, found), article, sentences))
    anchor = anchoring.anchor_of(article, merged)
    return tuple(_settled(timex, anchoring.of_version(timex, article) or anchor, text) for timex in merged)


def chosen(article: Article, sentences: tuple[Sentence, ...]) -> tuple[Candidate, ...]:
    """What the rules propose, the strongest of those that overlap, in order."""
    text = article.text
    told = [rule for rule in rules() if rule.needs is None or rule.needs.search(text)]
    usable = _with_their_words(told, {need for rule in told for need in rule.words}, text)
    needs = frozenset(need for rule in usable for need in rule.words)
    return tuple(
        candidate
        for sentence in sentences
        for candidate in _select(list(_candidates(text, sentence.span, usable, needs)))
    )


def _read(doc: Doc, text: str, sentences: tuple[Sentence, ...], plain: Sequence[Candidate]) -> list[Timex]:
    """What the candidates mean, from left to right, each by those before it; those of a caption, whose picture may be
    old, tell nothing of the story."""
    starts, day_first = [sentence.span.start for sentence in sentences], _habit(plain)
    found: list[Timex] = []
    story: list[Timex] = []
    for candidate in plain:
        index = bisect_right(starts, candidate.span.start) - 1
        in_caption = sentences[index].kind == "caption"
        setting = Setting(
            doc=doc,
            text=text,
            sentences=sentences,
            index=index,
            span=candidate.span,
            found=found if in_caption else story,
            day_first=day_first,
            role=candidate.rule.role,
        )
        reading = MAKERS[candidate.rule.make](candidate.groups, setting)
        if reading is None:
            continue
        place = _modified(text, candidate, reading, setting)
        reading = replace(reading, when=_of_its_side(reading.when, place[0].of(text)))
        timex = _timex(place, reading, candidate.rule.name)
        found.append(timex)
        if not in_caption:
            story.append(timex)
    return found


def _candidates(text: str, span: Span, usable: Sequence[Rule], needs: Set[Need]) -> Iterator[Candidate]:
    for window in _windows(text, span):
        for rule in _with_their_words(usable, needs, window.of(text)):
            for match in rule.pattern.finditer(text, window.start, window.end):
                extent = Span(*match.span("extent")) if "extent" in rule.pattern.groupindex else Span(*match.span())
                yield Candidate(span=extent, rule=rule, groups=groups_of(rule, match))


def _with_their_words(usable: Sequence[Rule], needs: Set[Need], text: str) -> list[Rule]:
    """The rules that may match something in a text; `needs` are those of all of them."""
    absent = missing(needs, folded(text))
    return [rule for rule in usable if absent.isdisjoint(rule.words)]


def _windows(text: str, span: Span, reach: int = 60) -> Iterator[Span]:
    """Stretches around the triggers, cut at spaces."""
    start = end = -1
    for trigger in triggers().finditer(text, span.start, span.end):
        low, high = max(span.start, trigger.start() - reach), min(span.end, trigger.end() + reach)
        if low > end:
            if end > start >= 0:
                yield _snapped(text, Span(start, end), span)
            start = low
        end = high
    if end > start >= 0:
        yield _snapped(text, Span(start, end), span)


def _snapped(text: str, window: Span, span: Span) -> Span:
    start, end = window.start, window.end
    for _ in range(40):
        if start > span.start and not text[start - 1].isspace():
            start -= 1
        if end < span.end and not text[end].isspace():
            end += 1
    return Span(start, end)


def _select(candidates: list[Candidate]) -> list[Candidate]:
    """The strongest, then longest, then first of those that overlap."""
    order = sorted(candidates, key=lambda item: (-item.rule.priority, -len(item.span), item.span.start, item.rule.name))
    kept: list[Candidate] = []  # sorted by place, so that only the neighbours can overlap
    for candidate in order:
        place = bisect_right(kept, candidate.span, key=lambda item: item.span)
        if len(candidate.span) and not any(
            candidate.span.overlaps(other.span) for other in kept[max(0, place - 1) : place + 1]
        ):
            kept.insert(place, candidate)
    return [item for item in kept if not item.rule.block]


def _is_name(doc: Doc, text: str, candidate: Candidate) -> bool:
    """A month that is part of a person's name, by the words beside it or as the model sees it."""
    if candidate.rule.make not in ("month", "season", "weekday") or len(candidate.span.of(text).split()) > 1:
        return False
    before = text[max(0, candidate.span.start - 12) : candidate.span.start]
    if (
        candidate.rule.role == "month alone"
        and around("given_name").match(text, candidate.span.start)
        and not around("before_month").search(before)
    ):
        return True
    tokens = doc.char_span(candidate.span.start, candidate.span.end, alignment_mode="expand")
    return tokens is not None and any(token.ent_type_ == "PERSON" for token in tokens)


def _habit(candidates: Sequence[Candidate]) -> bool | None:
    """Whether the article writes 28/7 (True) or 7/28 (False): one of its dates shows it, or the order of "28 July" and
    "July 28"."""
    for candidate in candidates:
        if candidate.rule.make == "numeric":
            if int(candidate.groups["one"]) > 12:
                return True
            if int(candidate.groups["two"]) > 12:
                return False
    orders = Counter(candidate.rule.role for candidate in candidates)
    ahead = orders["day first"] - orders["month first"]
    return ahead > 0 if ahead else None


def _modified(text: str, candidate: Candidate, reading: Reading, setting: Setting) -> tuple[Span, str | None]:
    """The candidate's span with the words before it that belong to it, and their mod."""
    kind = "duration" if reading.type == "DURATION" else "date"
    floor = max(setting.sentences[setting.index].span.start, setting.found[-1].span.end if setting.found else 0)
    span, mod = candidate.span, reading.mod
    if reading.type == "SET" or isinstance(reading.when, Vague):
        return span, mod
    if kind == "duration" and text.startswith("the ", span.start):  # "over the past years" is no "more than"
        return span, mod
    for pattern, name, only in modifiers()[kind]:
        if not _may_have(name, only, reading.when, text[span.end : span.end + 2]):
            continue
        before = text[max(floor, span.start - 30) : span.start]
        match = pattern.search(before)
        if match:
            return Span(span.start - (len(before) - match.start()), span.end), name
    return span, mod


def _may_have(mod: str, only: str | None, when: When | None, behind: str) -> bool:
    """Not "earlier" before a month, nor "around" in "a way around Tuesday's ban"."""
    if only == "relative" and not isinstance(when, Shift | Weekday | Clock):
        return False
    return mod != "APPROX" or behind not in ("'s", "’s")


def _timex(place: tuple[Span, str | None], reading: Reading, rule: str) -> Timex:
    span, mod = place
    given = reading.value or ""
    return Timex(span=span, type=reading.type, value=given, mod=mod, when=reading.when, rule=rule, why=reading.why)


def _of_its_side(when: When | None, words: str) -> When | None:
    """ "Earlier this week" is over."""
    over = isinstance(when, Shift) and (when.unit, when.count) == ("week", 0) and around("earlier").match(words)
    return msgspec.structs.replace(when, direction="past") if isinstance(when, Shift) and over else when


def _merged(text: str, found: Sequence[Timex]) -> Iterator[Timex]:
    """One TIME of a time of day and the day beside it: "9 p.m. on Friday", "Monday morning"."""
    waiting: Timex | None = None
    for timex in found:
        if waiting is None:
            waiting = timex
            continue
        joined = _join(text, waiting, timex)
        if joined:
            waiting = joined
        else:
            yield waiting
            waiting = timex
    if waiting:
        yield waiting


def _join(text: str, first: Timex, second: Timex) -> Timex | None:
    gap = text[first.span.end : second.span.start]
    if len(gap) > 16 or not first.when or not second.when:
        return None
    span = Span(first.span.start, second.span.end)
    match first.when, second.when:
        case Clock() as one, Clock(hour=None, part=str(part)) if around("clock_to_part").match(gap):
            hour = one.hour if one.hour is None else in_part(one.hour, part)
            return replace(first, span=span, when=msgspec.structs.replace(one, hour=hour))
        case Clock(), Clock():
            return None
        case Clock() as one, day if anchoring.is_day(day) and around("clock_to_day").match(gap):
            return replace(second, span=span, type="TIME", when=msgspec.structs.replace(one, of=day), mod=first.mod)
        case day, Clock() as one if anchoring.is_day(day) and around("day_to_clock").match(gap):
            return replace(first, span=span, type="TIME", when=msgspec.structs.replace(one, of=day), mod=first.mod)
    return None


def _settled(timex: Timex, anchor: Anchor | None, text: str) -> Timex:
    """With its value and date against the article's date."""
    if timex.when is None:
        return timex
    words = timex.span.of(text)
    if anchor is None:
        fixed = timex.value if timex.type in ("DURATION", "SET") else value(timex.when, None)
        return replace(timex, value=fixed, date=resolve(timex.when, None, text=words))
    return reanchored(timex, anchor, words)
