"""Figures: money, percentages, measures and counts, as plain decimals with a unit."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from spacy.tokens import Doc, Token

from ...model.article import Article
from ...model.findings import Figure, Timex
from ...model.places import Places
from ...model.text import Span, record
from ...rules.load import load
from ..base import grammar
from . import currencies, numbers
from .numbers import any_of, group, plain, power, value

_MEASURED = frozenset(
    {"hyphenated measure", "measure", "money, sign first", "money, noun last"}
)  # a DURATION may hold these
_JOIN = r"\s?(?:-|–|—|\bto\b|\bor\b)\s?"
_GROUPED = re.compile(r"\d[^\w.]|_")  # 65,000 and 65_000 are no model's number
_MODEL = re.compile(r"[A-Z]{0,3}-?\d{2,3}s")  # "18 A350s"


@record
class _Rule:
    name: str
    pattern: re.Pattern[str]
    unit: str
    ranges: bool  # "10 to 15 percent": another number before it has the same unit


@record
class _Found:
    """A figure, and where its digits begin: a number counts once."""

    figure: Figure
    at: int
    ranged: bool = False  # one end of a range


@cache
def _counts() -> dict[str, Any]:
    return {
        name: frozenset(found) if isinstance(found, list) else found for name, found in load("figures/counts").items()
    }


@cache
def _measures() -> dict[str, str]:
    """Every written form, white space as one blank, and its unit."""
    rules = load("figures/measures")
    written = dict(rules["forms"])
    for word in rules["words"]:
        for form in (word, word + "s", word.replace("degree ", "degrees ").replace("square foot", "square feet")):
            written.setdefault(form, word)
    return written


@cache
def _parts() -> dict[str, str]:
    money, measures = currencies.rules(), load("figures/measures")
    caseless = [form for form in _measures() if len(form) > 4 and form.isascii()]
    whole = (*map(str, range(2, 21)), "25", "50", "100", "1,000")
    exact = [form for form in _measures() if form not in caseless and form not in measures["tight"]]
    return {
        "digits": numbers.DIGITS,
        "bare": numbers.BARE,
        "number": numbers.number(),
        "magnitude": numbers.magnitude(),
        "sign": rf"(?<![\w$])(?P<sign>{any_of(currencies.signs())})",
        "noun": rf"(?:(?P<country>(?i:{any_of(currencies.names())}))[\s-])?"
        rf"(?P<noun>(?i:{any_of(currencies.nouns())}))(?!\w|-(?:fold|based))",
        "local": rf"(?<![\w$-])(?P<local>{any_of(list(money['local_signs']))})",
        "minor": rf"(?P<minor>{any_of(list(money['minor']))})(?!\w)",
        "code": rf"(?<!\w)(?P<code>{any_of(money['codes'])})",
        "measure": rf"(?:[\s-]?(?P<measure>(?i:{any_of(caseless)})|{any_of(exact)})"
        rf"|(?P<tight>{any_of(measures['tight'])}))(?![\w°])",
        "hyphenated": any_of(sorted(_counts()["hyphenated"])),
        "fractions": f"(?i:{any_of(list(numbers.words()['fractions']))})",
        "points": f"(?i:{any_of(list(numbers.words()['point_fractions']))})",
        "about": f"(?:(?i:{any_of(sorted(_counts()['about']))})\\s)*",
        "harmed": f"(?i:{any_of(sorted(_counts()['harmed']))})",
        "persons": f"(?i:{any_of(sorted(_counts()['persons']))})",
        "harming": f"(?i:{any_of(sorted(_counts()['harming']))})",
        "month": any_of(sorted(load("lexicon/months"))),
        "small": f"(?i:{any_of([*numbers.words()['ones'], *'123456789'])})",
        "whole": f"(?i:{any_of([*numbers.words()['ones'], 'ten', 'twenty', *whole])})",
    }


def _compile(pattern: str) -> re.Pattern[str]:
    """A rule's pattern with its parts filled in; alternatives get group names of their own."""
    for name, part in _parts().items():
        pattern = pattern.replace("{" + name + "}", part)
    seen: dict[str, int] = {}

    def renamed(found: re.Match[str]) -> str:
        seen[found[1]] = seen.get(found[1], 0) + 1
        return f"(?P<{found[1]}{seen[found[1]]}>" if seen[found[1]] > 1 else found[0]

    return re.compile(re.sub(r"\(\?P<([a-z]+)>", renamed, pattern))


@cache
def _rules() -> tuple[_Rule, ...]:
    rules: list[dict[str, Any]] = sorted(load("figures/rules"), key=lambda rule: rule["priority"])
    return tuple(
        _Rule(name=rule["name"], pattern=_compile(rule["pattern"]), unit=rule["unit"], ranges=rule.get("ranges", False))
        for rule in rules
    )


@cache
def _lower_end() -> re.Pattern[str]:
    """The number before that shares the unit: "10 to ", "between 3 and ", "102 and "."""
    return _compile(
        rf"(?:(?P<between>(?i:between))\s(?:{{sign}}\s?)?|(?P<falling>(?i:from))\s(?:{{sign}}\s?)?|(?:{{sign}}\s?)|(?<![-–—.\w])){{bare}}{{magnitude}}(?:{_JOIN}|\s(?P<and>and)\s(?:{{sign}}\s?)?)$"
    )


@cache
def _upper_end() -> re.Pattern[str]:
    """ "-15 billion" and "to 15 billion" after "$10"."""
    return _compile(
        rf"(?:{_JOIN}|\s(?P<and>and)\s){{bare}}{{magnitude}}(?!\s?%|[\w-]|\s(?:percent|per\scent)\b|\s?{{noun}})"
    )


@cache
def _elsewhere() -> re.Pattern[str]:
    """ " in Peru, 400 in Chile": the noun is left out the second time."""
    return _compile(
        r"\sin\s(?:the\s)?[A-Z][\w'’.-]*(?:\s[A-Z][\w'’.-]*){0,4}(?:,\sand|,|\sand)\s{about}{number}{magnitude}(?=\sin\s(?:the\s)?[A-Z])"
    )


def _unit(match: re.Match[str], rule: _Rule, article: Article, known: dict[tuple[str, ...], str | None]) -> str | None:
    """The unit of a match; None when it is no figure after all."""
    match rule.unit:
        case "money":
            key = tuple(group(match, name) or "" for name in ("code", "sign", "country", "noun", "local", "minor"))
            if key not in known:
                known[key] = _currency(match, article)
            noun = group(match, "noun")
            before = article.text[max(0, match.start() - 60) : match.start()]
            if noun and not currencies.is_money(
                noun, group(match, "country"), before, magnitude=bool(group(match, "magnitude"))
            ):
                return None
            return None if group(match, "local") and value(match) < 100 else known[key]
        case "hyphenated":
            written = match["measure"].lower()
            return str(load("figures/counts")["same"].get(written, _measures().get(written, written)))
        case "measure":
            if tight := group(match, "tight"):
                return _measures()[tight] if value(match) < 130 else None
            written = " ".join((group(match, "measure") or "").split())
            return (
                _measures().get(written)
                or _measures()[{form.casefold(): form for form in _measures()}[written.casefold()]]
            )
    return rule.unit


def _currency(match: re.Match[str], article: Article) -> str | None:
    if code := group(match, "code"):
        return str(currencies.rules()["code_aliases"].get(code, code))
    if sign := group(match, "sign"):
        return currencies.of_sign(sign, article)
    if letter := group(match, "local"):
        return currencies.of_local_sign(letter, article)
    if minor := group(match, "minor"):
        return currencies.of_minor(minor, article)
    return currencies.of_noun(group(match, "noun") or "", group(match, "country"), article)


@record
class _Tokens:
    """A parsed text and where its tokens begin and its sentences end."""

    doc: Doc
    starts: list[int]
    sentence_ends: list[int]  # index of the token after each sentence

    def at(self, offset: int) -> Token | None:
        """The token that holds a character."""
        index = bisect_right(self.starts, offset) - 1
        return self.doc[index] if index >= 0 and offset < self.starts[index] + len(self.doc[index]) else None

    def sentence_end(self, token: Token) -> int:
        return self.sentence_ends[bisect_right(self.sentence_ends, token.i)]


def _tokens(doc: Doc) -> _Tokens:
    starts = [token.i for token in doc if token.is_sent_start]
    return _Tokens(doc=doc, starts=[token.idx for token in doc], sentence_ends=[*starts, len(doc)])


def _counted(tokens: _Tokens, match: re.Match[str]) -> tuple[str, int] | None:
    """The head noun after a number and where it ends; None when the number counts nothing."""
    counts = _counts()
    doc, token, start = tokens.doc, tokens.at(match.end() + 1), tokens.at(match.start())
    if token is None or start is None or tokens.sentence_end(start) <= token.i or _is_no_count(doc, match, start):
        return None
    first, end = token.i, tokens.sentence_end(start)
    if token.lower_ == "of" and first + 2 < end and doc[first + 1].lower_ in counts["definite"] | counts["possessive"]:
        first += 2  # "two of the engines", "ten of its plants"
    for word in doc[first : min(first + 7, end)]:
        lower = word.lower_
        if lower in counts["time"] or lower in counts["never"]:
            return None
        if _MODEL.fullmatch(word.text) and not re.fullmatch(r"\d\d?0s", word.text):
            return word.text, word.idx + len(word)
        if (
            (grammar.form_of(word) in ("nouns", "names") or lower in counts["plural"])
            and re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)*", lower)
            and len(lower) > 2
        ):
            if (
                grammar.class_of(word) == "name"
                and word.i + 1 < len(doc)
                and grammar.form_of(doc[word.i + 1]) in ("nouns", "name", "noun")
            ):
                continue
            if lower in counts["collective"] and word.i + 1 < end and grammar.form_of(doc[word.i + 1]) == "nouns":
                continue  # "four crew members"
            return lower, word.idx + len(word)
        if grammar.class_of(word) == "number" and word.i > first and word.is_digit:
            continue  # a model number: "five new 737 jets"
        if grammar.class_of(word) not in (
            "adjective",
            "noun",
            "name",
            "verb",
            "adverb",
            "punctuation",
        ) and word.lower_ not in ("'s", "’s"):
            return None
        if (
            grammar.class_of(word) == "punctuation"
            and word.text not in ("-", "–")
            and not (word.text == "," and grammar.class_of(doc[word.i - 1]) == "adjective")
        ):
            return None
        if grammar.class_of(word) == "verb" and grammar.form_of(word) not in ("participle", "ing"):
            return None
    return None


def _is_no_count(doc: Doc, match: re.Match[str], start: Token) -> bool:
    """Part of a name, a year, a race, a ratio, or pointing back."""
    digits, letter = group(match, "digits"), len(group(match, "magnitude") or "") == 1
    if start.i and not start.is_sent_start and _is_numbered(doc, start):
        return True
    if digits and not group(match, "magnitude") and re.fullmatch(r"1[5-9]\d\d|20\d\d", digits) and digits != "2000":
        return True
    return letter and digits in numbers.words()["races"]


def _is_numbered(doc: Doc, number: Token) -> bool:
    """Whether a number belongs to a name ("Boeing 737", "Group of 20") or points back ("the two sides")."""
    counts = _counts()
    before = doc[number.i - 1]
    if not number.text[0].isdigit() and before.lower_ in counts["definite"]:
        return not (number.i >= 3 and doc[number.i - 2].lower_ == "of" and doc[number.i - 3].lower_ in counts["parts"])
    if before.lower_ in counts["numbered"]:
        return True
    if before.lower_ == "of" and number.i >= 2 and doc[number.i - 2].lower_ in counts["numbered_of"]:
        return bool(doc[number.i - 2].text[0].isupper())
    if grammar.form_of(before) == "comparative":
        return before.lower_ not in counts["comparatives"]
    return bool(
        grammar.class_of(before) == "name"
        and before.ent_type_ not in ("GPE", "NORP")
        and number.text[0].isdigit()
        and not _GROUPED.search(number.text)
    )


def _matches(tokens: _Tokens, article: Article, rule: _Rule) -> Iterator[_Found]:
    text = article.text
    known: dict[tuple[str, ...], str | None] = {}
    for match in rule.pattern.finditer(text):
        end, unit = match.end(), _unit(match, rule, article, known)
        if rule.unit == "counted noun":
            unit, end = _counted(tokens, match) or (None, end)
        if unit is None:
            continue
        amount = _amount(match, rule)
        at = numbers.place(match)
        chained = re.search(r"\d[-–—]$", text[max(0, at - 2) : at])
        low = _low(match, rule, amount, text) if rule.ranges else None
        if chained and low is None:  # a telephone number, a score
            continue
        if rule.unit == "counted noun" and amount == 1:
            continue
        figure = Figure(span=Span(match.start(), end), value=plain(amount), unit=unit, rule=rule.name)
        if low:
            yield _Found(
                at=low.at,
                figure=Figure(span=Span(low.at, end), value=low.figure.value, unit=unit, rule=rule.name),
                ranged=True,
            )
        high = _high(match, amount, text) if rule.ranges and group(match, "sign") else None
        if high:
            whole = Span(match.start(), high.end())
            scale = power(high) if _shares_magnitude(match, high) else 0
            yield _Found(at=at, figure=Figure(span=whole, value=plain(amount * 10**scale), unit=unit, rule=rule.name))
            yield _Found(
                at=high.start("digits"), figure=Figure(span=whole, value=plain(value(high)), unit=unit, rule=rule.name)
            )
            continue
        yield _Found(at=at, figure=figure, ranged=low is not None)
        if rule.unit == "counted noun":
            yield from _rest_of_series(text, figure)


def _amount(match: re.Match[str], rule: _Rule) -> Decimal:
    match rule.unit:
        case "share":
            known = numbers.words()
            if ratio := match.groupdict().get("part"):
                part, whole = (_small(each) for each in (ratio, match["whole"]))
                return (part / whole).quantize(Decimal("0.001"))
            return Decimal(known["fractions"][" ".join(match["share"].casefold().split())])
        case "percentage points" if match.groupdict().get("points"):
            return Decimal(numbers.words()["point_fractions"][" ".join(re.split(r"[\s-]", match["points"].casefold()))])
    amount = value(match)
    return amount / 100 if group(match, "minor") else amount


def _small(written: str) -> Decimal:
    return Decimal(numbers.words()["numbers"].get(written.casefold(), written.replace(",", "")))


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
    return any(
        not (timex.type == "DURATION" and figure.rule in _MEASURED)
        and figure.rule in ("count", "hyphenated measure", "ratio", "casualties")
        for timex in timexes.meeting(figure.span)
    )


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
        inside = figure.rule == "count" and last.start < at < last.end and not each.ranged
        if inside or any(span.overlaps(figure.span) for span in near):
            continue
        last = figure.span
        yield figure


def find_figures(doc: Doc, article: Article, timexes: Sequence[Timex]) -> tuple[Figure, ...]:
    """The figures of an article, by place. Numbers that are part of a date, a clock time, a score or a name are none.

    The value is a plain decimal without an exponent; both ends of a range are figures of their own.
    """
    found: list[Figure] = []
    tokens, placed = _tokens(doc), Places(timexes, lambda timex: timex.span)
    for rule in _rules():
        new = [each for each in _matches(tokens, article, rule) if not _is_date(each.figure, placed)]
        found.extend(_free(new, found))
    return tuple(sorted(found, key=lambda figure: (figure.span, Decimal(figure.value))))
