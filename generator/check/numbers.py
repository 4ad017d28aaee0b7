"""A small reader of amounts in words and digits, to hold a figure's value against the words it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache
from itertools import pairwise

from ..rules.load import load
from ..rules.types.check import CHECK_NUMBERS

_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+|[a-z]+|½|¼|¾|[()]")  # a bracket parts "3 million (40 percent)"
_FEW = 100  # the greatest number of which a share is told: "nine of ten"
_APART = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")  # "40 500"
_BETWEEN = re.compile(r"(\d)\s*[-–]\s*(\d)")
_ALL = re.compile(r"(?<!\w)(\w+) of \1(?!\w)")
_NEAR = Decimal("0.003")  # of an amount: a third is told as 0.333


@cache
def _words() -> dict[str, dict[str, Decimal]]:
    rules = load(CHECK_NUMBERS)
    return {
        name: {str(word): Decimal(str(value)) for word, value in getattr(rules, name).items()}
        for name in ("small", "scales", "parts")
    }


def amounts(text: str) -> list[Decimal]:
    """Every amount that the words of a text may mean: runs of number words, and in "300 to 350 million" both of
    millions.

    >>> amounts("some 1.5 million people"), amounts("two dozen"), amounts("one-third")
    ([Decimal('1500000.0')], [Decimal('24')], [Decimal('1'), Decimal('0.333')])
    """
    tokens = _TOKEN.findall(_BETWEEN.sub(r"\1 to \2", text.casefold()).replace("-", " "))
    found = [_value(run) for joined in (True, False) for run in _runs(tokens, joined=joined)]
    found += _apart(text)
    found += [
        (_number(token) or 0) * _words()["scales"][after]
        for token, after in pairwise(tokens)
        if _is_scaled(token, after)
    ]
    scales = _known("scales", tokens)
    shares = _known("parts", (token.removesuffix("s") for token in tokens))
    found += [number + share for number in list(found) for share in shares if " and a " in text]  # "two and a half"
    found += [number * scale for number in list(found) for scale in scales if number < scale]
    found += _shares(found)
    found += [number * share for number in list(found) or [Decimal(1)] for share in shares]
    return list(dict.fromkeys(found))


def _is_scaled(token: str, after: str) -> bool:
    """Whether digits have a scale of their own right behind them: both amounts of "€40m ($44m)"."""
    return token[0].isdigit() and after in _words()["scales"]


def _shares(numbers: Sequence[Decimal]) -> list[Decimal]:
    """What each may be of another: "one of two"."""
    return [one / other for one in numbers for other in numbers if one < other <= _FEW]


def _known(kind: str, tokens: Iterable[str]) -> list[Decimal]:
    """What the words of a kind among others mean."""
    return [_words()[kind][token] for token in tokens if token in _words()[kind]]


def _apart(text: str) -> list[Decimal]:
    """Thousands that blanks stand between: "40 500"."""
    return [Decimal(joined) for joined in re.findall(r"\d+", _APART.sub("", text))] if _APART.search(text) else []


def _number(token: str) -> Decimal | None:
    if token in _words()["small"]:
        return _words()["small"][token]
    try:
        return Decimal(token.replace(",", ""))
    except InvalidOperation:
        return None


def _runs(tokens: list[str], *, joined: bool) -> Iterator[list[str]]:
    """Number words that stand together, figures one by one; `joined` by "and" behind a scale: "two hundred and
    five"."""
    run: list[str] = []
    for word in tokens:
        if run and word[0].isdigit() and run[-1][0].isdigit():  # "18 777s"
            yield run
            run = []
        if _number(word) is not None or word in _words()["scales"]:
            run.append(word)
        elif run and not (joined and word == "and" and run[-1] in _words()["scales"]):
            yield run
            run = []
    if run:
        yield run


def _value(run: list[str]) -> Decimal:
    """
    >>> str(_value(["two", "hundred", "thousand", "five"]))
    '200005'
    """
    total, part = Decimal(0), Decimal(0)
    for token in run:
        scale = _words()["scales"].get(token)
        number = _number(token)
        if scale is None:
            part += number or 0
        elif scale < 1000:
            part = (part or Decimal(1)) * scale
        else:
            total, part = total + (part or Decimal(1)) * scale, Decimal(0)
    return total + part


def follows(value: str, text: str) -> bool:
    """Whether a plain decimal is among the amounts of a text; of words without an amount nothing can be said but one or
    two."""
    try:
        wanted = abs(Decimal(value))
    except InvalidOperation:
        return False
    known = amounts(text)
    if wanted == 1 and _is_one(text.casefold()):
        return True
    return any(abs(wanted - amount) <= _NEAR * amount for amount in known) or (not known and wanted in (1, 2))


def _is_one(low: str) -> bool:
    """ "A per cent", "8 of 8"."""
    return low.startswith(tuple(f"{word} " for word in load(CHECK_NUMBERS).one)) or _ALL.search(low) is not None


def is_of(unit: str, text: str, sentence: str) -> bool:
    """Whether a unit follows from a figure's words: by its sign or name, else as the noun that is counted there."""
    text, sentence = text.casefold(), sentence.casefold()
    signs = load(CHECK_NUMBERS).units.get(unit)
    if signs is not None:
        return any(sign in text for sign in signs) or any(sign in sentence for sign in signs)
    whole, per, _ = unit.partition(" per ")
    if per and is_of(whole, text, sentence):
        return True  # "250 kilometres per hour"
    if re.fullmatch(r"[A-Z]{3}", unit):
        return True  # money that the list does not know
    if unit in _words()["parts"] or unit == "share" or unit.casefold()[: max(3, len(unit) - 3)] in sentence:
        return True
    return any(_is_short_for(mark, unit.casefold()) for mark in re.findall(r"(?<=\d)[\s-]*([a-z]{1,4})(?![a-z])", text))


def _is_short_for(mark: str, unit: str) -> bool:
    """Whether letters stand for a unit: "GHz", "km"."""
    rest = iter(unit)
    return mark[0] == unit[0] and all(any(letter == other for other in rest) for letter in mark)
