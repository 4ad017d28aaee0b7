"""Figures: money, percentages, measures and counts, as plain decimals with a unit."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from ...model.article import Article
from ...model.article_view import ArticleView
from ...model.findings import Figure, Refusal, Timex
from ...model.places import Places
from ...model.reasons import first
from ...model.text import Span, record
from ...rules.load import load, word_sets
from ...rules.prepared import compiled
from ...rules.types.figures import COUNTS, FIGURES, MEASURES, FigureRule
from ...rules.types.lexicon import MONTHS
from ..base.grammar.parsed import Doc
from . import currencies, numbers
from .counted import Tokens, counted, tokens_of
from .measured import measured
from .no_figure import NO_FIGURE, Number
from .numbers import any_of, group, plain, power, value

_ROUND = ("10", "20")
_JOIN = r"\s?(?:-|–|—|\bto\b|\bor\b)\s?"


@record
class _Rule:
    name: str
    pattern: re.Pattern[str]
    unit: str
    ranges: bool  # "10 to 15 percent": another number before it has the same unit
    opened: bool  # begins where `_openings` looks

    def matches(self, text: str, openings: Sequence[int]) -> Iterator[re.Match[str]]:
        """All in a text, none overlapping another."""
        return self._at(text, openings) if self.opened else self.pattern.finditer(text)

    def _at(self, text: str, openings: Sequence[int]) -> Iterator[re.Match[str]]:
        end = 0
        for start in openings:
            if start >= end and (match := self.pattern.match(text, start)):
                yield match
                end = match.end()


@record
class _Found:
    """A figure, and where its digits begin: a number counts once."""

    figure: Figure
    at: int
    ranged: bool = False  # one end of a range


@record
class _Refused:
    """A number that is no figure, and why."""

    span: Span
    reason: str


@cache
def _counts() -> Mapping[str, frozenset[str]]:
    return word_sets(COUNTS)


@cache
def _measures() -> dict[str, str]:
    """Every written form, white space as one blank, and its unit."""
    rules = load(MEASURES)
    written = dict(rules.forms)
    for word in rules.words:
        for form in (word, word + "s", word.replace("degree ", "degrees ").replace("square foot", "square feet")):
            written.setdefault(form, word)
    return written


class _Money(NamedTuple):
    """What tells the currency, by the group of a rule's pattern; empty where nothing stands."""

    code: str
    sign: str
    country: str
    noun: str
    local: str
    minor: str


@record
class _Parts:
    """What stands for {digits}, {bare}, ... in the pattern of a rule."""

    digits: str
    bare: str
    number: str
    magnitude: str
    sign: str
    noun: str
    local: str
    minor: str
    code: str
    measure: str
    hyphenated: str
    fractions: str
    points: str
    about: str
    harmed: str
    persons: str
    harming: str
    month: str
    small: str
    whole: str


@cache
def _parts() -> _Parts:
    money, measures, words = currencies.rules(), load(MEASURES), numbers.words()
    caseless = [form for form in _measures() if len(form) > 4 and form.isascii()]
    exact = [form for form in _measures() if form not in caseless and form not in measures.tight]
    tens = [word for word, worth in words.numbers.items() if worth in _ROUND]
    counts = {name: any_of(sorted(forms)) for name, forms in _counts().items()}
    return _Parts(
        digits=numbers.DIGITS,
        bare=numbers.BARE,
        number=numbers.number(),
        magnitude=numbers.magnitude(),
        sign=rf"(?<![\w$])(?P<sign>{any_of(currencies.signs())})",
        noun=rf"(?:(?P<country>(?i:{any_of(currencies.names())}))[\s-])?"
        rf"(?P<noun>(?i:{any_of(currencies.nouns())}))(?!\w|-(?:{any_of(money.not_money)}))",
        local=rf"(?<![\w$-])(?P<local>{any_of(list(money.local_signs))})",
        minor=rf"(?P<minor>{any_of(list(money.minor))})(?!\w)",
        code=rf"(?<!\w)(?P<code>{any_of(money.codes)})",
        measure=rf"(?:[\s-]?(?P<measure>(?i:{any_of(caseless)})|{any_of(exact)})"
        rf"|(?P<tight>{any_of(measures.tight)}))(?![\w°])",
        hyphenated=counts["hyphenated"],
        fractions=f"(?i:{any_of(list(words.fractions))})",
        points=f"(?i:{any_of(list(words.point_fractions))})",
        about=f"(?:(?i:{counts['about']})\\s)*",
        harmed=f"(?i:{counts['harmed']})",
        persons=f"(?i:{counts['persons']})",
        harming=f"(?i:{counts['harming']})",
        month=any_of(sorted(load(MONTHS))),
        small=f"(?i:{any_of([*words.ones, *'123456789'])})",
        whole=f"(?i:{any_of([*words.ones, *tens, *map(str, range(2, 21)), '25', '50', '100', '1,000'])})",
    )


def _filled(pattern: str) -> str:
    """A rule's pattern with its parts filled in; alternatives get group names of their own."""
    for name, part in asdict(_parts()).items():
        pattern = pattern.replace("{" + name + "}", part)
    seen: dict[str, int] = {}

    def renamed(found: re.Match[str]) -> str:
        seen[found[1]] = seen.get(found[1], 0) + 1
        return f"(?P<{found[1]}{seen[found[1]]}>" if seen[found[1]] > 1 else found[0]

    return re.sub(r"\(\?P<([a-z]+)>", renamed, pattern)


@cache
def _by_name() -> dict[str, FigureRule]:
    return {rule.name: rule for rule in load(FIGURES)}


@cache
def _rules() -> tuple[_Rule, ...]:
    rules = sorted(load(FIGURES), key=lambda rule: rule.priority)
    patterns = compiled("figures/rules", [_filled(rule.pattern) for rule in rules])
    return tuple(
        _Rule(
            name=rule.name,
            pattern=pattern,
            unit=rule.unit,
            ranges=rule.ranges,
            opened="{number}" in rule.pattern and not rule.anywhere,
        )
        for rule, pattern in zip(rules, patterns, strict=True)
    )


def _compiled(name: str, pattern: str) -> re.Pattern[str]:
    (found,) = compiled(f"figures/{name}", [_filled(pattern)])
    return found


@cache
def _openings() -> re.Pattern[str]:
    """Where a rule with a number in it can begin: looked for once, since most of a text is no number."""
    known = numbers.words()
    words = (*known.numbers, *known.tens, *known.ones, *known.bare_only_with_magnitude, *known.point_fractions)
    opening = {re.split(r"[\s-]", word)[0] for word in (*words, *_counts()["harming"])} | {"a", "an"}
    codes = any_of(currencies.rules().codes)
    return re.compile(rf"(?<!\w)(?=\d|(?i:{any_of(sorted(opening))})(?!\w)|{codes})")


@cache
def _lower_end() -> re.Pattern[str]:
    """The number before that shares the unit: "10 to ", "between 3 and ", "102 and "."""
    return _compiled(
        "lower_end",
        rf"(?:(?P<between>(?i:between))\s(?:{{sign}}\s?)?|(?P<falling>(?i:from))\s(?:{{sign}}\s?)?|(?:{{sign}}\s?)|(?<![-–—.\w])){{bare}}{{magnitude}}(?:{_JOIN}|\s(?P<and>and)\s(?:{{sign}}\s?)?)$",
    )


@cache
def _upper_end() -> re.Pattern[str]:
    """ "-15 billion" and "to 15 billion" after "$10"."""
    return _compiled(
        "upper_end",
        rf"(?:{_JOIN}|\s(?P<and>and)\s){{bare}}{{magnitude}}(?!\s?%|[\w-]|\s(?:percent|per\scent)\b|\s?{{noun}})",
    )


@cache
def _elsewhere() -> re.Pattern[str]:
    """ " in Peru, 400 in Chile": the noun is left out the second time."""
    return _compiled(
        "elsewhere",
        r"\sin\s(?:the\s)?[A-Z][\w'’.-]*(?:\s[A-Z][\w'’.-]*){0,4}(?:,\sand|,|\sand)\s{about}{number}{magnitude}(?=\sin\s(?:the\s)?[A-Z])",
    )


def _unit(match: re.Match[str], rule: _Rule, article: Article, known: dict[_Money, str | None]) -> str | None:
    """The unit of a match; None for a currency that is not known."""
    match rule.unit:
        case "money":
            money = _Money(*(group(match, name) or "" for name in _Money._fields))
            if money not in known:
                known[money] = _currency(money, article)
            return known[money]
        case "hyphenated":
            written = match["measure"].lower()
            return str(load(COUNTS).same.get(written, _measures().get(written, written)))
        case "measure":
            if tight := group(match, "tight"):
                return _measures()[tight]
            written = " ".join((group(match, "measure") or "").split())
            return (
                _measures().get(written)
                or _measures()[{form.casefold(): form for form in _measures()}[written.casefold()]]
            )
    return rule.unit


def _currency(money: _Money, article: Article) -> str | None:
    if money.code:
        return str(currencies.rules().code_aliases.get(money.code, money.code))
    if money.sign:
        return currencies.of_sign(money.sign, article)
    if money.local:
        return currencies.of_local_sign(money.local, article)
    if money.minor:
        return currencies.of_minor(money.minor, article)
    return currencies.of_noun(money.noun, money.country or None, article)


def _matches(tokens: Tokens, article: Article, rule: _Rule, openings: Sequence[int]) -> Iterator[_Found | _Refused]:
    known: dict[_Money, str | None] = {}
    for match in rule.matches(article.text, openings):
        start = tokens.at(match.start())
        number = Number(match=match, unit=rule.unit, text=article.text, doc=tokens.doc, start=start, counts=_counts())
        if (reason := first(NO_FIGURE, number)) is not None:
            yield _Refused(span=Span(*match.span()), reason=reason.name)
            continue
        end, unit = match.end(), _unit(match, rule, article, known)
        if rule.unit == "counted noun":
            unit, end = counted(tokens, match, _counts()) or (None, end)
        if unit is not None:
            yield from _read(match, rule, unit, end, article.text)


def _read(match: re.Match[str], rule: _Rule, unit: str, end: int, text: str) -> Iterator[_Found | _Refused]:
    """The figure of a match: two for a range, more where others follow that leave the noun out."""
    amount, at = _amount(match, rule), numbers.place(match)
    low = _low(match, rule, amount, text) if rule.ranges else None
    if low is None and re.search(r"\d[-–—]$", text[max(0, at - 2) : at]):
        yield _Refused(span=Span(*match.span()), reason="part of a score or of a telephone number")
        return
    figure = Figure(span=Span(match.start(), end), value=plain(amount), unit=unit, rule=rule.name)
    if low:
        lower = Figure(span=Span(low.at, end), value=low.figure.value, unit=unit, rule=rule.name)
        yield _Found(at=low.at, figure=lower, ranged=True)
    high = _high(match, amount, text) if rule.ranges and group(match, "sign") else None
    if high:
        yield from _both_ends(match, high, amount, figure)
        return
    yield _Found(at=at, figure=figure, ranged=low is not None)
    if rule.unit == "counted noun":
        yield from _rest_of_series(text, figure)


def _both_ends(match: re.Match[str], high: re.Match[str], amount: Decimal, figure: Figure) -> Iterator[_Found]:
    whole = Span(match.start(), high.end())
    scale = power(high) if _shares_magnitude(match, high) else 0
    yield _Found(at=numbers.place(match), figure=replace(figure, span=whole, value=plain(amount * 10**scale)))
    yield _Found(at=high.start("digits"), figure=replace(figure, span=whole, value=plain(value(high))))


def _amount(match: re.Match[str], rule: _Rule) -> Decimal:
    match rule.unit:
        case "share":
            known = numbers.words()
            if ratio := match.groupdict().get("part"):
                part, whole = (_small(each) for each in (ratio, match["whole"]))
                return (part / whole).quantize(Decimal("0.001"))
            return Decimal(known.fractions[" ".join(match["share"].casefold().split())])
        case "percentage points" if match.groupdict().get("points"):
            return Decimal(numbers.words().point_fractions[" ".join(re.split(r"[\s-]", match["points"].casefold()))])
    amount = value(match)
    return amount / 100 if group(match, "minor") else amount


def _small(written: str) -> Decimal:
    return Decimal(numbers.words().numbers.get(written.casefold(), written.replace(",", "")))


def _shares_magnitude(low: re.Match[str], high: re.Match[str]) -> bool:
    """ "10 to 15 billion": the low end has the high end's magnitude, as it is small and has none of its own."""
    digits = group(low, "digits") or ""
    return (
        not group(low, "magnitude")
        and bool(group(high, "magnitude"))
        and len(re.split(r"\D", digits)[0]) == len(digits.split(".")[0]) < 4
    )


def _low(match: re.Match[str], rule: _Rule, amount: Decimal, text: str) -> _Found | None:
    """The lower end of a range that ends in this match; without a unit yet."""
    start = numbers.place(match)
    sign = group(match, "sign")
    other = _lower_end().search(text[max(0, start - 45) : start])
    if other is None or (bool(group(other, "sign")) != bool(sign)):
        return None
    if other.groupdict().get("and") and not other["between"] and (sign or rule.unit != "counted noun"):
        return None
    if re.fullmatch(r"1[89]\d\d|20\d\d", other["digits"]) and not other["magnitude"]:  # a year
        return None
    scale = power(match) if _shares_magnitude(other, match) else 0
    low = value(other) * 10**scale
    if low >= amount and not (other.groupdict().get("and") or other["falling"]):
        return None
    at = max(0, start - 45) + other.start("digits")
    return _Found(at=at, figure=Figure(span=Span(at, match.end()), value=plain(low), unit="", rule=rule.name))


def _high(match: re.Match[str], amount: Decimal, text: str) -> re.Match[str] | None:
    """The upper end of a range that begins with this match and leaves the sign out: "$10-15 billion"."""
    other = _upper_end().match(text, match.end())
    if other is None or (
        other.groupdict().get("and")
        and not re.search(r"(?i)\bbetween\s$", text[max(0, match.start() - 9) : match.start()])
    ):
        return None
    digits = other["digits"]
    if not other["magnitude"] and (group(match, "magnitude") or re.fullmatch(r"(?:19|20)\d\d", digits)):
        return None
    scale = power(other) if _shares_magnitude(match, other) else 0
    return other if amount * 10**scale < value(other) else None


def _rest_of_series(text: str, figure: Figure) -> Iterator[_Found]:
    end = figure.span.end
    while other := _elsewhere().match(text, end):
        at, end = numbers.place(other), other.end()
        yield _Found(
            at=at, figure=Figure(span=Span(at, end), value=plain(value(other)), unit=figure.unit, rule=figure.rule)
        )


def _is_date(figure: Figure, timexes: Places[Timex]) -> bool:
    """Counts, ratios and hyphenated measures give way to the time expression that they are part of."""
    rule = _by_name()[figure.rule]
    return any(rule.undated and not (timex.type == "DURATION" and rule.lasts) for timex in timexes.meeting(figure.span))


def _free(new: Sequence[_Found], found: Sequence[Figure]) -> Iterator[Figure]:
    """Those that overlap none of a rule before, nor start inside another number's noun phrase ("five new 737 jets").
    Of two readings of one number the range's stands."""
    taken = sorted(figure.span for figure in found)
    starts = [span.start for span in taken]
    by_number: dict[int, _Found] = {}
    for each in new:
        before = by_number.get(each.at)
        if before is None or len(before.figure.span) < len(each.figure.span):
            by_number[each.at] = each
    last = Span(0, 0)
    for at, each in sorted(by_number.items()):
        figure = each.figure
        index = bisect_right(starts, figure.span.start)
        near = taken[max(0, index - 2) : index + 2]
        inside = _by_name()[figure.rule].counts and last.start < at < last.end and not each.ranged
        if inside or any(span.overlaps(figure.span) for span in near):
            continue
        last = figure.span
        yield figure


def find_figures(view: ArticleView, doc: Doc) -> tuple[tuple[Figure, ...], tuple[Refusal, ...]]:
    """The figures of an article, by place, and the numbers that are none: part of a date, a score or a name.

    The value is a plain decimal without an exponent; both ends of a range are figures of their own.
    """
    found: list[Figure] = []
    refused: list[_Refused] = []
    tokens = tokens_of(doc)
    openings = [place.start() for place in _openings().finditer(view.article.text)]
    for rule in _rules():
        read = list(_matches(tokens, view.article, rule, openings))
        refused.extend(each for each in read if isinstance(each, _Refused))
        new = [each for each in read if isinstance(each, _Found) and not _is_date(each.figure, view.timexes)]
        found.extend(_free(new, found))
    ordered = sorted(found, key=lambda figure: (figure.span, Decimal(figure.value)))
    figures = tuple(_with_thing(figure, ordered, tokens) for figure in ordered)
    return figures, tuple(_refusals(view, figures, refused))


def _with_thing(figure: Figure, figures: Sequence[Figure], tokens: Tokens) -> Figure:
    """With what it measures, where its own noun does not say it and no other figure does, and who does it."""
    of, by = measured(figure.span, tokens)
    told = of is not None and not _by_name()[figure.rule].counts and not any(of.overlaps(one.span) for one in figures)
    return replace(figure, of=of if told else None, by=by)


def _refusals(view: ArticleView, figures: Sequence[Figure], refused: Sequence[_Refused]) -> Iterator[Refusal]:
    """One for each number that no other rule has read."""
    read = Places(figures, lambda figure: figure.span)
    by_place = {each.span.start: each for each in reversed(refused) if not any(read.meeting(each.span))}
    for start, each in sorted(by_place.items()):
        yield Refusal(what="figure", span=each.span, sentence=view.number_at(start), reason=each.reason)
