"""Figures: money, percentages and counts, as plain decimals with a unit."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from spacy.tokens import Doc, Token

from generator import rulebook
from generator.model.article import Article
from generator.model.findings import Figure, Timex
from generator.model.text import Span, record

_DIGITS = (
    r"(?<![\w:/])(?<!\d[.,])(?<![A-Za-z]-)"
    r"(?P<digits>\d{1,3}(?:,\d{2,3}){0,4},\d{3}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?)(?!\d|[:/]\d|,\d)"
)


@record
class _Rule:
    name: str
    pattern: re.Pattern[str]
    unit: str
    first: re.Pattern[str] | None  # the lower end of a range, right before
    second: re.Pattern[str] | None  # the upper end, right after


def _any(words: Sequence[str]) -> str:
    """An alternation, longest first, in which any white space will do."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _parts() -> dict[str, str]:
    words, money, counts = (rulebook.load(f"figures/{name}") for name in ("words", "currencies", "counts"))
    plain = [word for word in words["numbers"] if word not in words["bare_only_with_magnitude"]]
    bare = _any(words["bare_only_with_magnitude"])
    magnitudes = _any(words["magnitudes"])
    compound = rf"(?:{_any(words['tens'])})-(?:{_any(words['ones'])})"
    digits = _DIGITS
    number = rf"(?:{digits}|(?<![\w-])(?P<words>(?i:{compound}|{_any(plain)}|(?:{bare})(?=[\s-](?:{magnitudes})\b)))(?!\w))"
    magnitude = rf"(?P<magnitude>(?:[\s-]?(?i:{magnitudes})\b){{1,2}}|[{''.join(words['letters'])}](?!\w))?"
    return {
        "digits": digits,
        "bare": _DIGITS.replace(r"(?<![\w:/])", ""),
        "number": number,
        "magnitude": magnitude,
        "sign": rf"(?<!\w)(?P<sign>{_any(money['signs'])})",
        "noun": rf"(?P<noun>(?i:{_any(money['nouns'])}))(?!\w)",
        "code": rf"(?<!\w)(?P<code>{_any(money['codes'])})(?!\w)",
        "hyphenated": _any(counts["hyphenated"]),
        "fractions": f"(?i:{_any(words['fractions'])})",
    }


def _compile(pattern: str) -> re.Pattern[str]:
    """A rule's pattern with its parts filled in; alternatives get group names of their own."""
    for name, part in _parts().items():
        pattern = pattern.replace("{" + name + "}", part)
    seen: dict[str, int] = {}

    def renamed(group: re.Match[str]) -> str:
        seen[group[1]] = seen.get(group[1], 0) + 1
        return f"(?P<{group[1]}{seen[group[1]]}>" if seen[group[1]] > 1 else group[0]

    return re.compile(re.sub(r"\(\?P<([a-z]+)>", renamed, pattern))


@cache
def _rules() -> tuple[_Rule, ...]:
    rules: list[dict[str, Any]] = sorted(rulebook.load("figures/rules"), key=lambda rule: rule["priority"])
    return tuple(
        _Rule(
            name=rule["name"],
            pattern=_compile(rule["pattern"]),
            unit=rule["unit"],
            first=_compile(rule["first"]) if "first" in rule else None,
            second=_compile(rule["second"]) if "second" in rule else None,
        )
        for rule in rules
    )


def _group(match: re.Match[str], name: str) -> str | None:
    for key in (name, f"{name}2"):
        if key in match.re.groupindex and match[key]:
            return match[key]
    return None


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _value(match: re.Match[str]) -> Decimal:
    words = rulebook.load("figures/words")
    digits, spelled = _group(match, "digits"), _group(match, "words")
    if digits:
        value = Decimal(digits.replace(",", ""))
    else:
        folded = " ".join((spelled or "").casefold().split())
        if folded in words["numbers"]:
            value = Decimal(words["numbers"][folded])
        else:
            value = sum((Decimal(words["numbers"][part]) for part in folded.split("-")), Decimal(0))
    for part in re.findall(r"\w+", _group(match, "magnitude") or ""):
        value *= Decimal(10) ** (words["magnitudes"].get(part.casefold()) or words["letters"].get(part, 0))
    return value


def _currency(match: re.Match[str], text: str) -> str | None:
    money = rulebook.load("figures/currencies")
    if code := _group(match, "code"):
        return code
    if sign := _group(match, "sign"):
        return _shared(text) if sign == money["shared_sign"]["sign"] else str(money["signs"][sign])
    noun = " ".join((_group(match, "noun") or "").split())
    by_folded = {key.casefold(): value for key, value in money["nouns"].items()}
    if noun.casefold() in money["need_magnitude"] and not _group(match, "magnitude"):
        return None
    return str(by_folded[noun.casefold()])


def _shared(text: str) -> str:
    """Yen or yuan: whose words the article has more often; yen when even."""
    cues = rulebook.load("figures/currencies")["shared_sign"]
    words = re.findall(r"[a-z]+", text.casefold())
    counts = {code: sum(map(words.count, cues[code])) for code in ("JPY", "CNY")}
    return max(counts, key=lambda code: counts[code])


def _first_token(doc: Doc, offset: int) -> Token | None:
    span = doc.char_span(offset, offset + 1, alignment_mode="expand") if offset < len(doc.text) else None
    return span[0] if span else None


def _counted(doc: Doc, match: re.Match[str]) -> tuple[str, int] | None:
    """The head noun after a number and where it ends; None when the number counts nothing."""
    counts = rulebook.load("figures/counts")
    token = _first_token(doc, match.end() + 1)
    start = _first_token(doc, match.start())
    if token is None or start is None or token.sent.start != start.sent.start:
        return None
    if start.i > start.sent.start and _is_numbered(doc, start):
        return None
    digits = _group(match, "digits")
    if digits and re.fullmatch(r"1[5-9]\d\d|20\d\d", digits) and not _group(match, "magnitude") and digits != "2000":
        return None
    for word in doc[token.i : min(token.i + 7, token.sent.end)]:
        lower = word.lower_
        if lower in counts["time"] or lower in counts["never"]:
            return None
        if (word.tag_ in ("NNS", "NNPS") or lower in counts["plural"]) and lower.isalpha() and len(lower) > 2:
            if word.pos_ == "PROPN" and word.i + 1 < len(doc) and doc[word.i + 1].tag_ in ("NNS", "NNP", "NN"):
                continue
            return lower, word.idx + len(word)
        if word.pos_ == "NUM" and word.i > token.i and word.is_digit:
            continue  # a model number: "five new 737 jets"
        if word.pos_ not in ("ADJ", "NOUN", "PROPN", "VERB", "ADV", "PUNCT") or (word.pos_ == "PUNCT" and word.text not in ("-", "–")):
            return None
        if word.pos_ == "VERB" and word.tag_ not in ("VBN", "VBG"):
            return None
    return None


def _is_numbered(doc: Doc, number: Token) -> bool:
    """Whether a number belongs to a name ("Boeing 737", "Group of 20") or points back ("the two sides")."""
    counts = rulebook.load("figures/counts")
    before = doc[number.i - 1]
    if not number.text[0].isdigit() and before.lower_ in counts["definite"]:
        return True
    if before.lower_ in counts["numbered"]:
        return True
    if before.lower_ == "of" and number.i >= 2 and doc[number.i - 2].lower_ in counts["numbered_of"]:
        return doc[number.i - 2].text[0].isupper()
    if before.tag_ == "JJR":
        return True
    return before.pos_ == "PROPN" and before.ent_type_ not in ("GPE", "NORP") and number.text[0].isdigit() and "," not in number.text


def _matches(doc: Doc, text: str, rule: _Rule) -> Iterator[Figure]:
    for match in rule.pattern.finditer(text):
        end = match.end()
        match rule.unit:
            case "money":
                unit = _currency(match, text)
            case "measure":
                unit = _group(match, "measure")
            case "counted noun":
                noun = _counted(doc, match)
                unit, end = noun or (None, end)
                if noun and _value(match) == 1:
                    unit = None
            case _:
                unit = rule.unit
        if unit is None:
            continue
        if rule.unit == "share":
            value = Decimal(rulebook.load("figures/words")["fractions"][" ".join(match["share"].casefold().split())])
        else:
            value = _value(match)
        ends = tuple(_range_ends(text, match, rule, unit))
        if not (rule.second and ends):
            yield Figure(span=Span(match.start(), end), value=_plain(value), unit=unit, rule=rule.name)
        yield from ends


def _range_ends(text: str, match: re.Match[str], rule: _Rule, unit: str) -> Iterator[Figure]:
    """The other end of a range, which has the unit in common ("10 to 15 percent", "$10-15 billion")."""
    if rule.second and not _group(match, "magnitude"):
        other = rule.second.match(text, match.end())
        if other and _group(other, "magnitude") and not _group(other, "sign"):
            value = _value(other)
            low = _value(match) * (value / Decimal((_group(other, "digits") or "1").replace(",", "")))
            yield Figure(span=Span(match.start(), other.end()), value=_plain(low), unit=unit, rule=rule.name)
            yield Figure(span=Span(match.start(), other.end()), value=_plain(value), unit=unit, rule=rule.name)
    if rule.first:
        window = text[max(0, match.start() - 20) : match.start()]
        for other in rule.first.finditer(window):
            start = match.start() - len(window) + other.start()
            yield Figure(span=Span(start, match.end()), value=_plain(_value(other)), unit=unit, rule=rule.name)


def _is_date(figure: Figure, timexes: Sequence[Timex]) -> bool:
    measured = figure.rule == "hyphenated measure"
    return any(
        timex.span.overlaps(figure.span) and not (measured and timex.type == "DURATION") and figure.rule in ("count", "hyphenated measure")
        for timex in timexes
    )


def _free(new: Sequence[Figure], found: Sequence[Figure]) -> Iterator[Figure]:
    """Those that overlap none of a rule before, nor start inside another number's noun phrase ("five new 737 jets")."""
    taken = sorted(figure.span for figure in found)
    starts = [span.start for span in taken]
    last = Span(0, 0)
    for figure in new:
        at = bisect_right(starts, figure.span.start)
        near = taken[max(0, at - 2) : at + 2]
        inside = figure.rule == "count" and last.start < figure.span.start < last.end
        if inside or any(span.overlaps(figure.span) for span in near):
            continue
        last = figure.span
        yield figure


def find_figures(doc: Doc, article: Article, timexes: Sequence[Timex]) -> tuple[Figure, ...]:
    """The figures of an article, by place. Numbers that are part of a date, a clock time or a name are none.

    The value is a plain decimal without an exponent; both ends of a range are figures of their own.
    """
    found: list[Figure] = []
    for rule in _rules():
        new = [figure for figure in _matches(doc, article.text, rule) if not _is_date(figure, timexes)]
        found.extend(_free(new, found))
    return tuple(sorted(found, key=lambda figure: (figure.span, Decimal(figure.value))))
