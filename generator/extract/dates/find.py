"""Time expressions after TIMEX3 (TimeML 1.2.1): rules find them, the verb around them says past or future.

Three steps: rules propose stretches in the sentences that hold a trigger; the strongest and longest of
those that overlap stay; read from left to right, each gets its meaning from its words and from the days named before
it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import msgspec
from spacy.tokens import Doc

from ...model.article import Article
from ...model.dates import (
    Anchor,
    Between,
    Century,
    Clock,
    Day,
    Decade,
    Direction,
    Holiday,
    Month,
    Part,
    Shift,
    Unit,
    Vague,
    Weekday,
    Weekend,
    When,
    Year,
    resolve,
    value,
)
from ...model.errors import RuleError
from ...model.findings import Sentence, Timex, TimexType
from ...model.text import Span, record
from ...model.writing_day import reanchored
from ...rules.load import load
from . import anchoring

Groups = Mapping[str, Any]
_SLOT = re.compile(r"\{([a-z_]+[0-9]*)(?::([a-z_0-9]+))?\}")
_PLAIN = re.compile(r"%([a-z_0-9]+)")
_NUMERIC = frozenset(
    {
        "day",
        "ordinal_day",
        "year4",
        "year_plain",
        "short_year",
        "hour",
        "hour12",
        "minute",
        "decade4",
        "month_number",
        "century_ordinal",
        "short_decade",
    }
)
_CALENDAR: tuple[Unit, ...] = ("hour", "day", "week", "month", "quarter", "year", "decade", "century")


@record
class Rule:
    """One compiled rule. `fragments` says which list of words each group comes from."""

    name: str
    priority: int
    pattern: re.Pattern[str]
    fragments: Mapping[str, str]
    make: str
    fixed: Mapping[str, Any]
    block: bool
    needs: re.Pattern[str] | None = None  # words the article must hold somewhere


@record
class Candidate:
    span: Span
    rule: Rule
    groups: Groups
    mod: str | None = None


@record
class Reading:
    """What a maker makes of a candidate."""

    type: TimexType
    when: When | None = None
    value: str | None = None  # of DURATION and SET
    mod: str | None = None


@record
class Setting:
    """What a maker may look at besides the words."""

    doc: Doc
    text: str
    sentences: Sequence[Sentence]
    index: int  # of the candidate's sentence
    span: Span
    found: Sequence[Timex]
    day_first: bool | None  # the article's habit in 28/7
    rule: str


# --- rules -----------------------------------------------------------------------------------------


@cache
def _fragments() -> dict[str, str]:
    given = load("dates/repattern")
    months = load("lexicon/months")
    unclear = frozenset(given["unclear_months"])
    # Rules ignore case; words whose capital tells them apart (a month, a weekday, a zone) are written as patterns and
    # keep it.
    words = {name: text for name, text in given.items() if not name.endswith("_months")}
    plain = {name: f"(?-i:{text})" if isinstance(text, str) else f"(?:{_choice(text)})" for name, text in words.items()}

    def spelled(names: Sequence[str]) -> str:
        return "(?-i:" + _choice([form for name in names for form in (name.capitalize(), name.upper())]) + ")"

    short = [name for name in months if f"{name}." in given["abbreviated_months"]]
    full = [name for name in months if name not in short]
    plain["month"] = rf"(?:{spelled(full)}|{spelled(short)}\.?)"
    plain["clear_month"] = spelled([name for name in full if name not in unclear])
    plain["unclear_month"] = rf"(?:{spelled([name for name in full if name in unclear])}|{spelled(short)}\b\.?)"
    small, vague, digits, article = plain["small"], plain["vague_count"], plain["digits"], plain["article"]
    ones = _choice(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])
    tens = _choice(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
    small = plain["small"] = f"(?:(?:{tens})[- ](?:{ones})|{small})"
    plain["count_only"] = f"(?:{vague}|{small}|{digits})"
    plain["quantity"] = f"(?:{vague}|(?:{small}|{digits}|{article})(?: and (?:a|one)[ -]half)?|(?i:half (?:a|an)))"
    return plain


def _choice(words: Sequence[str]) -> str:
    """A pattern for one of the words, longest first; a hyphen may be a space."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", " ").replace(r"\-", "[- ]") for word in longest_first)


def _compile(given: Mapping[str, Any]) -> Rule:
    fragments = _fragments()
    slots: dict[str, str] = {}

    def slot(match: re.Match[str]) -> str:
        name, fragment = match[1], match[2] or match[1]
        if fragment not in fragments:
            raise RuleError(f"rules/dates/rules.yml: {given['name']}: no words named {fragment!r}")
        # A group may stand in two branches of one pattern, so each slot gets a number of its own.
        unique = f"{name}__{len(slots)}"
        slots[unique] = fragment
        return f"(?P<{unique}>{fragments[fragment]})"

    try:
        text = given["pattern"].replace(r"([-/.])", r"(?P<sep>[-/.])").replace(r"\g<sep>", "(?P=sep)")
        text = _SLOT.sub(slot, text)
        text = _PLAIN.sub(lambda match: fragments[match[1]], text)
        pattern = re.compile(
            rf"(?<![\w$€£¥])(?<!\d[.,:/–-])(?<!(?-i:[A-Z])-)(?:{text})(?!\w)(?![.,:/–-]\d)", re.IGNORECASE
        )
    except (re.error, KeyError) as error:
        raise RuleError(f"rules/dates/rules.yml: {given.get('name')}: {error}") from error
    return Rule(
        name=given["name"],
        priority=given.get("priority", 0),
        pattern=pattern,
        fragments=slots,
        make=given.get("make", ""),
        fixed=given.get("with", {}),
        block=given.get("block", False),
        needs=re.compile(given["needs"]) if "needs" in given else None,
    )


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, compiled. Raises RuleError for one that is not valid."""
    compiled = tuple(_compile(given) for given in load("dates/rules"))
    for rule in compiled:
        if not rule.block and rule.make not in MAKERS:
            raise RuleError(f"rules/dates/rules.yml: {rule.name}: nothing is called {rule.make!r}")
    return compiled


@cache
def _trigger() -> re.Pattern[str]:
    """One look for anything that some rule could start from: a digit or a word of time."""
    given = load("dates/repattern")
    words: list[str] = []
    for name in ("season", "unit", "part", "frequency", "unit_many", "decade_word"):
        words += given[name]
    words += [word.split()[0] for word in given["holiday"]] + list(load("lexicon/months"))
    words += [f"{day}s?" for day in load("dates/normalization")["weekday"]]
    words += load("dates/triggers")
    return re.compile(
        r"\d+|(?<!\w)(?:" + "|".join(sorted({word.lower() for word in words})) + r")(?!\w)", re.IGNORECASE
    )


@cache
def _modifiers() -> dict[str, tuple[tuple[re.Pattern[str], str, str | None], ...]]:
    return {
        kind: tuple(
            (re.compile(rf"(?<![\w-])(?i:{entry['pattern']})$"), entry["mod"], entry.get("only")) for entry in entries
        )
        for kind, entries in load("dates/modifiers").items()
    }


# --- finding ---------------------------------------------------------------------------------------


def find_timexes(doc: Doc, article: Article, sentences: tuple[Sentence, ...]) -> tuple[Timex, ...]:
    """The time expressions of an article, in order, none overlapping another.

    A DURATION that is measured from something dated ("four days after ...") has a `when` and a `date` too:
    the day of what the words after it tell.
    """
    text = article.text
    starts = [sentence.span.start for sentence in sentences]
    usable = [rule for rule in rules() if rule.needs is None or rule.needs.search(text)]
    chosen = [
        candidate for sentence in sentences for candidate in _select(list(_candidates(text, sentence.span, usable)))
    ]
    chosen = [candidate for candidate in chosen if not _is_name(doc, text, candidate)]
    day_first = _habit(chosen)
    found: list[Timex] = []
    for candidate in chosen:
        setting = Setting(
            doc=doc,
            text=text,
            sentences=sentences,
            index=bisect_right(starts, candidate.span.start) - 1,
            span=candidate.span,
            found=found,
            day_first=day_first,
            rule=candidate.rule.name,
        )
        reading = MAKERS[candidate.rule.make](candidate.groups, setting)
        if reading is None:
            continue
        found.append(_timex(_modified(text, candidate, reading, setting), reading, candidate.rule.name))
    merged = list(anchoring.carried_years(_merged(text, found), article, sentences))
    anchor = anchoring.anchor_of(article, merged)
    return tuple(_settled(timex, anchor, text) for timex in merged)


def _candidates(text: str, span: Span, usable: Sequence[Rule]) -> Iterator[Candidate]:
    for window in _windows(text, span):
        for rule in usable:
            for match in rule.pattern.finditer(text, window.start, window.end):
                extent = Span(*match.span("extent")) if "extent" in rule.pattern.groupindex else Span(*match.span())
                yield Candidate(span=extent, rule=rule, groups=_groups(rule, match))


def _windows(text: str, span: Span, reach: int = 60) -> Iterator[Span]:
    """Stretches around the triggers, cut at spaces."""
    start = end = -1
    for trigger in _trigger().finditer(text, span.start, span.end):
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


def _groups(rule: Rule, match: re.Match[str]) -> Groups:
    """Group values, normalised by the words they come from; with the rule's fixed values."""
    values: dict[str, Any] = dict(rule.fixed)
    for name, words in match.groupdict().items():
        if words is None or name == "extent":
            continue
        short, _, _ = name.partition("__")
        values.setdefault(short, _normal(rule.fragments.get(name, name), words))
    return values


@cache
def _table(name: str) -> Mapping[str, Any]:
    if name in ("month", "clear_month", "unclear_month"):
        return load("lexicon/months")  # type: ignore[no-any-return]
    return load("dates/normalization").get(name, {})  # type: ignore[no-any-return]


def _normal(fragment: str, words: str) -> Any:
    folded = words.casefold().replace("’", "'").strip()
    table = _table(fragment)
    if fragment.endswith("month"):
        return table.get(folded.rstrip("."))
    if folded in table:
        return table[folded]
    if fragment in _NUMERIC:
        return int(re.sub(r"\D", "", folded))
    return folded


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
        candidate.rule.name == "month-alone"
        and _GIVEN.match(text, candidate.span.start)
        and not _BEFORE_MONTH.search(before)
    ):
        return True
    tokens = doc.char_span(candidate.span.start, candidate.span.end, alignment_mode="expand")
    return tokens is not None and any(token.ent_type_ == "PERSON" for token in tokens)


_GIVEN = re.compile(r"(?:April|June|August) (?!Mr|Mrs|Ms|Dr|[A-Z]+\b)[A-Z][a-z]+")
_BEFORE_MONTH = re.compile(
    r"\b(?:in|since|by|of|until|till|last|next|this|from|to|through|late|early|mid|during|for|the) $", re.IGNORECASE
)


def _habit(candidates: Sequence[Candidate]) -> bool | None:
    """Whether the article writes 28/7 (True) or 7/28 (False): one of its dates shows it, or the order of "28 July" and
    "July 28"."""
    for candidate in candidates:
        if candidate.rule.make == "numeric":
            if int(candidate.groups["one"]) > 12:
                return True
            if int(candidate.groups["two"]) > 12:
                return False
    orders = Counter(candidate.rule.name for candidate in candidates)
    ahead = orders["day-month"] + orders["day-month-year"] - orders["month-day"] - orders["month-day-year"]
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
    for pattern, name, only in _modifiers()[kind]:
        if only == "relative" and not isinstance(reading.when, Shift | Weekday | Clock):
            continue
        before = text[max(floor, span.start - 30) : span.start]
        match = pattern.search(before)
        if match:
            return Span(span.start - (len(before) - match.start()), span.end), name
    return span, mod


def _timex(place: tuple[Span, str | None], reading: Reading, rule: str) -> Timex:
    span, mod = place
    return Timex(span=span, type=reading.type, value=reading.value or "", mod=mod, when=reading.when, rule=rule)


_CLOCK_THEN_DAY = re.compile(r",? (?:on |of |in )?(?:the )?|, ")
_DAY_THEN_CLOCK = re.compile(r",? (?:at |around |about |by |in the |, )?(?:early |late )?")


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
        case Clock(), Clock(hour=None) if gap in (" ", " in ", " in the ", " on the "):
            return replace(first, span=span)
        case Clock(), Clock():
            return None
        case Clock() as one, day if anchoring.is_day(day) and _CLOCK_THEN_DAY.fullmatch(gap):
            return replace(second, span=span, type="TIME", when=msgspec.structs.replace(one, of=day), mod=first.mod)
        case day, Clock() as one if anchoring.is_day(day) and (_DAY_THEN_CLOCK.fullmatch(gap) or gap in ("'s ", "’s ")):
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


# --- makers: what each kind of rule means ------------------------------------------------------------


def _way(setting: Setting, groups: Groups | None = None) -> Direction | None:
    which = (groups or {}).get("which")
    if which is not None and which < 0:
        return "past"
    if which is not None and which > 0:
        return "future"
    return _pointed(setting)


def _pointed(setting: Setting, present: Direction | None = None) -> Direction | None:
    # A photograph's text has other tenses; where its paragraph is not known as one, its usual words tell.
    sentence = setting.sentences[setting.index]
    caption = sentence.kind == "caption" or _CAPTION.search(sentence.span.of(setting.text)) is not None
    return anchoring.points(
        setting.doc, setting.text, setting.span.start, setting.span.end, present=present, caption=caption
    )


_CAPTION = re.compile(
    r"\((?:[LRC]|left|right|center|centre|second from \w+)\)|\b(?:[Pp]hoto|[Pp]ictured|file picture)\b"
)


def _reference(setting: Setting, *, told: bool = True) -> When | None:
    return anchoring.reference(
        setting.text, setting.found, setting.sentences, setting.span.start, setting.index, told=told
    )


def _dated(setting: Setting, unit: Unit, *, told: bool = True) -> When | None:
    """What a count of units starts from: the nearest time before it that is no finer than the unit asks, else the
    nearest day."""
    coarse = anchoring.named_period(setting.text, setting.found, setting.sentences, setting.index, unit)
    return coarse or _reference(setting, told=told)


def _compared_period(setting: Setting, reach: int = 2) -> Month | Part | Shift | None:
    """The month or quarter that "a year earlier" is set against: in this sentence, or a quarter in the `reach`
    before."""
    start = setting.sentences[setting.index].span.start
    floor = setting.sentences[max(0, setting.index - reach)].span.start
    for timex in anchoring.latest(setting.found):
        if timex.span.start < floor:
            break
        match timex.when:
            case Part(kind="quarter") | Shift(unit="quarter"):
                return timex.when
            case Month() | Shift(unit="month") if timex.span.start >= start:
                return timex.when
            case Month() | Part() | Year():
                return None
    return None


_COMPARING = re.compile(r"\b(?:from|than|against|versus|compared|over|up|down)\b", re.IGNORECASE)


def _year_before(setting: Setting, count: int, reach: int = 2) -> When | None:
    """The same month or quarter `count` years away, where figures are compared."""
    period = _compared_period(setting, reach)
    match period:
        case None:
            return None
        case Month() | Shift(unit="month"):
            return Shift(unit="month", count=12 * count, of=period)
    return Shift(unit="quarter", count=4 * count, of=period)


def _period_reference(setting: Setting, unit: Unit) -> When | None:
    """What "that year" means: the nearest time before it, in this sentence or the two before, no longer than the
    unit."""
    floor = setting.sentences[max(0, setting.index - 2)].span.start
    shorter = {"week": (Weekend,), "month": (Month,), "quarter": (Month, Part), "year": (Month, Part, Year)}.get(
        unit, (Month, Part, Year)
    )
    for timex in anchoring.latest(setting.found):
        if timex.span.start < floor:
            break
        if (
            timex.type in ("DATE", "TIME")
            and timex.when
            and (anchoring.is_day(timex.when) or isinstance(timex.when, shorter))
        ):
            return anchoring.day_in(timex.when)
    return None


def _neighbour_part(groups: Groups, setting: Setting) -> Reading | None:
    which = groups.get("which", 0)
    if not isinstance(which, int):
        return None
    of = _reference(setting, told=False)
    return Reading(type="TIME", when=Clock(of=Shift(unit="day", count=which, of=of), part=groups["part"]))


def _day(groups: Groups, setting: Setting) -> Reading | None:
    month, years = groups.get("month") or groups.get("month_number"), groups.get("years")
    way = _way(setting, groups) if years is None else None
    day = Day(
        day=groups["day"],
        month=month,
        year=groups.get("year4"),
        years=years,
        direction=way,
        strict=bool(groups.get("which")),
    )
    return Reading(type="DATE", when=day)


def _days(groups: Groups, setting: Setting) -> Reading | None:
    way, year = _way(setting), groups.get("year4")
    month, month2 = groups["month"], groups.get("month2") or groups["month"]
    first = Day(day=groups["day"], month=month, year=year - 1 if year and month2 < month else year, direction=way)
    last = Day(day=groups["day2"], month=month2, year=year, direction=way)
    return Reading(type="DATE", when=Between(first=first, last=last))


def _numeric(groups: Groups, setting: Setting) -> Reading | None:
    one, two = int(groups["one"]), int(groups["two"])
    day_first = one > 12 or (two <= 12 and setting.day_first is True)
    day, month = (one, two) if day_first else (two, one)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    year = int(groups["short_year"]) if "short_year" in groups else None
    if year is not None and year < 100:
        year += 1900 if year >= 70 else 2000
    return Reading(type="DATE", when=Day(day=day, month=month, year=year, direction=_way(setting)))


def _ordinal(groups: Groups, setting: Setting) -> Reading | None:
    if "which" in groups:
        return Reading(type="DATE", when=Day(day=groups["ordinal_day"], months=groups["which"] or 0))
    return Reading(
        type="DATE",
        when=Day(day=groups["ordinal_day"], near=_reference(setting), direction=_pointed(setting, present="future")),
    )


def _month(groups: Groups, setting: Setting) -> Reading | None:
    year, years = groups.get("year4"), groups.get("years")
    if "short_year" in groups:
        year = _whole_year(groups["short_year"])
    if year and groups.get("month2") and groups["month2"] < groups["month"]:
        year -= 1
    way = _way(setting, groups)
    if year is None and years is None and way != "past" and _habitual(setting):
        return Reading(type="DATE", when=Vague(value=value(Month(month=groups["month"]), None)))
    month = Month(month=groups["month"], year=year, years=years, direction=way, strict=bool(groups.get("which")))
    return Reading(type="DATE", when=month, mod=groups.get("half"))


_HABIT = re.compile(r"\b(?:often|usually|typically|normally|traditionally|generally|annually)\b")


def _habitual(setting: Setting) -> bool:
    """Storms often come in August: any August."""
    start = setting.sentences[setting.index].span.start
    return _HABIT.search(setting.text, max(start, setting.span.start - 80), setting.span.start) is not None


def _whole_year(short: int) -> int:
    return short + (1900 if short > 30 else 2000)


def _week_of_month(groups: Groups, setting: Setting) -> Reading | None:
    nth, month, year = groups["nth"], groups["month"], groups.get("year4")
    day = 7 * nth - 3 if nth > 0 else 28
    return Reading(
        type="DATE", when=Shift(unit="week", count=0, of=Day(day=day, month=month, year=year, direction=_way(setting)))
    )


def _year(groups: Groups, _: Setting) -> Reading | None:
    return Reading(
        type="DATE", when=Year(year=groups["year4"], fiscal=groups.get("fiscal", False)), mod=groups.get("mod")
    )


def _years(groups: Groups, _: Setting) -> Reading | None:
    first, last = groups["year4"], int(groups["year_end"])
    if last < 100:
        last += first // 100 * 100
    if not first < last < first + 100:
        return None
    return Reading(type="DATE", when=Between(first=Year(year=first), last=Year(year=last)))


def _short_year(groups: Groups, _: Setting) -> Reading | None:
    return Reading(type="DATE", when=Year(year=_whole_year(groups["short_year"])))


def _decade(groups: Groups, _: Setting) -> Reading | None:
    first = groups.get("year_decade")
    if first is None:
        short = int(groups.get("short_decade") or groups["decade_word"])
        first = short + (2000 if short < 20 else 1900)
    return Reading(type="DATE", when=Decade(first=first))


def _century(groups: Groups, _: Setting) -> Reading | None:
    number = groups["century_ordinal"]
    return Reading(type="DATE", when=Century(number=number)) if 2 <= number <= 30 else None


def _part(groups: Groups, setting: Setting) -> Reading | None:
    kind = groups["kind"]
    index = int(groups.get("quarter") or groups.get("ordinal") or groups.get("half_ordinal") or 1)
    return Reading(
        type="DATE",
        when=Part(kind=kind, index=index, year=groups.get("year4"), years=groups.get("years"), direction=_way(setting)),
    )


def _season(groups: Groups, setting: Setting) -> Reading | None:
    years = groups.get("years")
    if "of_event" in groups:
        return Reading(type="DATE", when=Vague(value=value(Part(kind="season", index=groups["season"]), None)))
    way = _way(setting, {"which": years}) if years != 0 else None
    this = 0 if years == 0 else None
    season = Part(
        kind="season", index=groups["season"], year=groups.get("year4"), years=this, direction=way, strict=bool(years)
    )
    return Reading(type="DATE", when=season)


def _quarter(groups: Groups, setting: Setting) -> Reading | None:
    """ "The quarter" of a report: the one named before, in this sentence or the few before."""
    floor = setting.sentences[max(0, setting.index - 6)].span.start
    for timex in anchoring.latest(setting.found):
        if timex.span.start < floor:
            break
        if isinstance(timex.when, Part) and timex.when.kind == "quarter":
            return Reading(type="DATE", when=timex.when)
    return Reading(type="DATE", when=Shift(unit="quarter", count=groups.get("count", 0)))


def _today(_: Groups, setting: Setting) -> Reading | None:
    words = setting.span.of(setting.text).lower()
    count = {"today": 0, "yesterday": -1, "tomorrow": 1}.get(words, -2 if words.endswith("yesterday") else 2)
    return Reading(type="DATE", when=Shift(unit="day", count=count))


def _part_of_day(groups: Groups, _: Setting) -> Reading | None:
    return Reading(type="TIME", when=Clock(of=Shift(unit="day", count=groups["count"]), part=groups["part"]))


def _local_day(setting: Setting) -> When:
    """The day that a time of day belongs to: one named in the same sentence before it, else the article's."""
    start = setting.sentences[setting.index].span.start
    for timex in anchoring.latest(setting.found):
        if timex.span.start < start:
            break
        if timex.when and anchoring.is_day(timex.when):
            return anchoring.day_in(timex.when)
    return Shift(unit="day", count=0)


def _part_alone(groups: Groups, setting: Setting) -> Reading | None:
    return Reading(type="TIME", when=Clock(of=_local_day(setting), part=groups["part"]))


def _unit(word: str) -> Unit | None:
    singular = "century" if word == "centuries" else word.rstrip("s") if word.endswith("s") else word
    return singular if singular in _CALENDAR else None


def _shift(groups: Groups, setting: Setting) -> Reading | None:
    unit = _unit(groups["unit"])
    if unit is None:
        return None
    which = groups.get("which", groups.get("count", 0))
    words = setting.span.of(setting.text).lower()
    of: When | None = None
    if setting.rule == "year-ago-period":
        earlier = _year_before(setting, -1, reach=6)
        if earlier:
            return Reading(type="DATE", when=earlier)
        if words.endswith("quarter"):
            return Reading(type="DATE", when=Shift(unit="quarter", count=-4))
    if unit == "day" or "previous" in words or "following" in words or "preceding" in words:
        of = _dated(setting, unit)
    if unit == "day" and ("last" in words or "past" in words):
        return None
    return Reading(type="DATE", when=Shift(unit=unit, count=which, of=of), mod=groups.get("mod"))


def _same(groups: Groups, setting: Setting) -> Reading | None:
    unit = _unit(groups["unit"])
    if unit is None:
        return None
    found = setting.found if not groups.get("own") or unit == "day" else ()
    of = (
        _reference(replace(setting, found=found), told=False)
        if unit == "day" or groups.get("own")
        else _period_reference(setting, unit)
    )
    return Reading(type="DATE", when=Shift(unit=unit, count=0, of=of))


def _neighbour(groups: Groups, setting: Setting) -> Reading | None:
    unit = _unit(groups["unit"])
    which = groups["which"]
    if unit is None or not isinstance(which, int):
        return None
    words = setting.span.of(setting.text).lower()
    if unit != "day" and " next " in words:
        return Reading(type="DATE", when=Shift(unit=unit, count=which))
    of = _dated(setting, unit)
    if of is None and which > 0:
        return Reading(type="DATE", when=_unknown(unit))
    return Reading(type="DATE", when=Shift(unit=unit, count=which, of=of))


def _unknown(unit: Unit) -> Vague:
    """A time counted from another that the text does not date."""
    return Vague(value=value(Shift(unit=unit, count=0), None))


def _unit_around(groups: Groups, setting: Setting) -> Reading | None:
    unit = _unit(groups["unit"])
    if unit is None:
        return None
    if re.match(r" (?!and |but )\w", setting.text[setting.span.end : setting.span.end + 6]):
        return None  # "the day after the vote": the vote's day is not told
    of = _dated(setting, unit)
    return Reading(type="DATE", when=Shift(unit=unit, count=1 if groups["side"] == "after" else -1, of=of))


def _offset(groups: Groups, setting: Setting) -> Reading | None:
    unit, count = _unit(groups["unit"]), _number(groups["quantity"])
    if unit is None or count is None or count > 9999:
        if unit is None:
            return Reading(type="DURATION", value=_duration_value(groups))
        return Reading(type="DATE", when=Vague(value="PAST_REF" if groups["sign"] < 0 else "FUTURE_REF"))
    of = None
    if unit == "year" and count == 1 and groups["sign"] < 0:
        start = setting.sentences[setting.index].span.start
        compared = groups["base"] == "event" or _COMPARING.search(setting.text, start, setting.span.start)
        earlier = _year_before(setting, -1) if compared else None
        if earlier:
            return Reading(type="DATE", when=earlier)
    if groups["base"] == "event":
        of = _dated(setting, unit)
        if of is None and groups["sign"] > 0:
            return Reading(type="DATE", when=_unknown(unit))
    elif _since_in_sentence(setting):
        of = _reference(setting, told=False)
    whole, unit = _whole(count, unit)
    return Reading(type="DATE", when=Shift(unit=unit, count=groups["sign"] * whole, of=of))


_FINER: dict[Unit, tuple[int, Unit]] = {
    "decade": (10, "year"),
    "year": (12, "month"),
    "month": (4, "week"),
    "week": (7, "day"),
    "day": (24, "hour"),
}


def _whole(count: float, unit: Unit) -> tuple[int, Unit]:
    """Half units in the next smaller one: 1.5 years are 18 months."""
    if count == int(count) or unit not in _FINER:
        return int(count), unit
    times, finer = _FINER[unit]
    return round(count * times), finer


def _since_in_sentence(setting: Setting) -> bool:
    """ "... a call Tuesday, the first since he took office 78 days ago": counted from the day told, not from the
    article's."""
    start = setting.sentences[setting.index].span.start
    for timex in anchoring.latest(setting.found):
        if timex.span.start >= start and timex.when and anchoring.is_day(timex.when):
            return bool(anchoring.counted_from(setting.text[timex.span.end : setting.span.start]))
    return False


def _measured(groups: Groups, setting: Setting) -> Reading | None:
    unit, count = _unit(groups["unit"]), _number(groups["quantity"])
    length = _duration_value(groups)
    of = _reference(setting)
    if unit is None or count is None or of is None:
        return Reading(type="DURATION", value=length)
    whole, unit = _whole(count, unit)
    # What is told is four days after E, so E is four days before what is told.
    sign = 1 if groups["side"] == "before" else -1
    return Reading(type="DURATION", value=length, when=Shift(unit=unit, count=sign * whole, of=of))


def _same_period(groups: Groups, setting: Setting) -> Reading | None:
    if "year4" in groups:
        return Reading(type="DATE", when=Year(year=groups["year4"]))
    years = groups.get("years", -1)
    for timex in anchoring.latest(setting.found):
        if timex.span.end < setting.sentences[max(0, setting.index - 1)].span.start:
            break
        if isinstance(timex.when, Month):
            return Reading(type="DATE", when=Shift(unit="month", count=12 * years, of=timex.when))
        if isinstance(timex.when, Part) and timex.when.kind == "quarter":
            return Reading(type="DATE", when=Shift(unit="quarter", count=4 * years, of=timex.when))
    return Reading(type="DATE", when=Shift(unit="year", count=years))


def _weekday(groups: Groups, setting: Setting) -> Reading | None:
    day, which = groups["weekday"], groups.get("which")
    week = groups.get("week")
    if week is not None:
        return Reading(type="DATE", when=Weekday(day=day, weeks={"last": -1, "this": 0, "next": 1}[week]))
    if "later_weeks" in groups:
        return Reading(
            type="DATE",
            when=Shift(unit="day", count=7 * groups["later_weeks"], of=Weekday(day=day, direction="future")),
        )
    if "from_event" in groups:
        ahead: Direction = "future" if groups["from_event"] > 0 else "past"
        return Reading(type="DATE", when=Weekday(day=day, direction=ahead, strict=True, near=_reference(setting)))
    if not which:
        way = _pointed(setting, present="future")
        if way == "future" and anchoring.was_awaited(
            setting.text, setting.sentences[setting.index], setting.span, setting.found, day
        ):
            way = "past"
        return Reading(type="DATE", when=Weekday(day=day, direction=way or (None if which is None else "future")))
    return Reading(type="DATE", when=Weekday(day=day, direction="past" if which < 0 else "future", strict=True))


def _weekday_set(groups: Groups, _: Setting) -> Reading | None:
    part = f"T{groups['part']}" if "part" in groups else ""
    return Reading(type="SET", value=f"XXXX-WXX-{groups['weekday_set'] + 1}{part}")


def _every_month(groups: Groups, _: Setting) -> Reading | None:
    return Reading(type="SET", value=value(Month(month=groups["month"]), None))


def _every_season(groups: Groups, _: Setting) -> Reading | None:
    return Reading(type="SET", value=value(Part(kind="season", index=groups["season"]), None))


def _every_part(groups: Groups, _: Setting) -> Reading | None:
    return Reading(type="SET", value=f"T{groups['part']}")


def _weekend(groups: Groups, setting: Setting) -> Reading | None:
    which = groups.get("which2", groups.get("which"))
    if isinstance(which, int):
        return Reading(type="DATE", when=Weekend(weeks=which, direction=None))
    return Reading(type="DATE", when=Weekend(direction=_way(setting)))


def _holiday(groups: Groups, setting: Setting) -> Reading | None:
    spec = groups["holiday"]
    if not isinstance(spec, Mapping):
        return None
    years = groups.get("years")
    way = _way(setting, {"which": years})
    return Reading(type="DATE", when=Holiday(**spec, year=groups.get("year4"), direction=way, strict=bool(years)))


def _holiday_fixed(groups: Groups, setting: Setting) -> Reading | None:
    return Reading(type="DATE", when=Holiday(month=groups["month"], day=groups["day"], direction=_way(setting)))


def _nth_weekday(groups: Groups, setting: Setting) -> Reading | None:
    year = groups.get("year4")
    way = None if year else _pointed(setting, present="future")
    day = Holiday(month=groups["month"], nth=groups["nth"], weekday=groups["weekday"], year=year, direction=way)
    return Reading(type="DATE", when=day)


def _clock(groups: Groups, setting: Setting) -> Reading | None:
    hour = groups.get("hour", groups.get("hour12"))
    if hour is None:
        hour = _table("small").get(groups["hour_word"])
    half = str(groups.get("ampm", "")).replace(".", "").replace(" ", "")
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    minute = groups.get("minute", 0) + groups.get("past", 0)
    hour, minute = (hour + minute // 60) % 24, minute % 60
    where, offset = None, ""
    zone = groups.get("zone")
    if isinstance(zone, list | tuple):
        where, offset = zone
    elif zone and zone != "local time" and zone not in _table("zone"):
        where = None
    if groups.get("gmt"):
        offset = f"{groups['gmt'][0]}{int(groups['gmt'][1:]):02}:00"
    return Reading(type="TIME", when=Clock(of=_local_day(setting), hour=hour, minute=minute, zone=where, offset=offset))


_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75, "2/4": 0.5}


def _number(words: Any) -> float | None:
    """The count that the words name; None for "several"."""
    folded = str(words).casefold().strip()
    half = 0.0
    shorter = re.sub(r" and (?:a|one)[ -]half$", "", folded)
    if shorter != folded:
        half, folded = 0.5, shorter
    if re.fullmatch(r"half an?", folded):
        return 0.5
    if fraction := re.fullmatch(r"([\d,]+) ?([½¼¾]|[1-3]/[2-4])", folded):
        return float(fraction[1].replace(",", "")) + _FRACTIONS.get(fraction[2], 0.0)
    if re.fullmatch(r"[\d,.]+", folded):
        return float(folded.replace(",", "")) + half
    small = _table("small")
    if folded in small:
        return float(small[folded]) + half
    tens, _, ones = folded.replace("-", " ").partition(" ")
    if tens in small and ones in small:
        return float(small[tens] + small[ones]) + half
    return 2.0 if folded in ("a couple of", "a couple") else None


def _duration_value(groups: Groups) -> str:
    """
    >>> _duration_value({"quantity": "two and a half", "unit": "years"})
    'P2.5Y'
    """
    if groups.get("half"):
        return {"hour": "PT30M", "year": "P6M", "decade": "P5Y", "century": "P50Y"}[groups["unit"]]
    count = groups.get("count") or _number(groups.get("quantity", "one"))
    if count is not None and groups.get("half_more"):
        count += 0.5
    word = str(groups["unit"])
    singular = "century" if word == "centuries" else word.rstrip("s")
    code = _table("unit_code")[singular]
    amount = "X" if count is None or count == "X" else f"{float(count):g}"
    if code == "F":
        return f"P{float(count) * 2:g}W" if amount != "X" else "PXW"  # type: ignore[arg-type]
    if code in ("H", "MIN", "S"):
        return f"PT{amount}{code[0]}"
    return f"P{amount}{code}"


def _duration(groups: Groups, _: Setting) -> Reading | None:
    return Reading(type="DURATION", value=_duration_value(groups))


def _repeated(groups: Groups, _: Setting) -> Reading | None:
    return Reading(
        type="SET", value=_duration_value({"quantity": groups.get("quantity", "one"), "unit": groups["unit"]})
    )


def _frequency(groups: Groups, _: Setting) -> Reading | None:
    return Reading(type="SET", value=groups["frequency"])


def _vague(groups: Groups, _: Setting) -> Reading | None:
    return Reading(type="DATE", when=Vague(value=groups["value"]))


MAKERS: Mapping[str, Callable[[Groups, Setting], Reading | None]] = {
    "day": _day,
    "days": _days,
    "numeric": _numeric,
    "ordinal": _ordinal,
    "month": _month,
    "week_of_month": _week_of_month,
    "year": _year,
    "years": _years,
    "short_year": _short_year,
    "decade": _decade,
    "century": _century,
    "part": _part,
    "season": _season,
    "today": _today,
    "part_of_day": _part_of_day,
    "neighbour_part": _neighbour_part,
    "quarter": _quarter,
    "every_month": _every_month,
    "every_season": _every_season,
    "every_part": _every_part,
    "set": lambda groups, _: Reading(type="SET", value=groups["value"]),
    "part_alone": _part_alone,
    "shift": _shift,
    "same": _same,
    "neighbour": _neighbour,
    "unit_around": _unit_around,
    "offset": _offset,
    "measured": _measured,
    "same_period": _same_period,
    "weekday": _weekday,
    "weekday_set": _weekday_set,
    "weekend": _weekend,
    "holiday": _holiday,
    "holiday_fixed": _holiday_fixed,
    "nth_weekday": _nth_weekday,
    "clock": _clock,
    "duration": _duration,
    "repeated": _repeated,
    "frequency": _frequency,
    "vague": _vague,
}
