"""Numbers as news prints them: digits, words, magnitudes. Patterns with named groups, and what a match is worth."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from ...model.text import longest_first
from ...rules.load import load
from ...rules.types.figures import NUMBERS, NumberWords
from ...rules.types.lexicon import MONTHS

# No part of a clock time, a score, a web address, a date or a name like F-35; thousands are set apart by commas (in
# India by lakhs),
# underscores, apostrophes or blanks. After a month only three noughts are thousands, since "on May 5 300 people" are
# two numbers.
_UNDATED = "".join(rf"(?<!(?i:{month}){stop} )" for month in sorted(load(MONTHS)) for stop in ("", r"\."))
_APART = "|".join(
    rf"{before}\d{{1,3}}(?:{mark}\d{{3}}){{1,5}}(?:\.\d{{1,6}})?"
    for before, mark in ((_UNDATED, " "), ("", "_"), ("", "['’]"))
)
BARE = (
    r"(?<!\d[.,'’_])(?<!(?<!\d)[A-Za-z]-)"
    rf"(?P<digits>\d{{1,3}}(?:,\d{{2,3}}){{0,4}},\d{{3}}(?:\.\d{{1,6}})?|{_APART}|\d{{1,3}}(?:\s000){{1,4}}|(?!000\b)\d{{1,15}}(?:\.\d{{1,6}})?)"
    r"(?!\d|[:/]\d|[,'’_]\d|\.\d|\s000\b)"
)
HUNDRED = 2  # its power of ten
SHORT = 3  # letters of a magnitude that is an abbreviation
DIGITS = r"(?<![\w:/])" + BARE


def words() -> NumberWords:
    """All of rules/figures/words."""
    return load(NUMBERS)


def any_of(forms: Sequence[str]) -> str:
    """An alternation, longest first, in which any white space will do."""
    return "|".join(re.escape(form).replace(r"\ ", r"\s") for form in longest_first(forms))


@cache
def number() -> str:
    """Digits or words; "a" and "half a" only before a magnitude or a percentage."""
    known = words()
    plain = [word for word in known.numbers if word not in known.bare_only_with_magnitude]
    bare = any_of(known.bare_only_with_magnitude)
    compound = rf"(?:{any_of(known.tens)})[-\s](?:{any_of(known.ones)})"
    unit = rf"[\s-](?:{any_of(list(known.magnitudes))}|per\s?cent|percentage)\b"
    spelled = rf"(?i:{_long(compound)}|{compound}|(?:{bare})(?={unit})|{any_of(plain)})"
    return (
        rf"(?:{DIGITS}"
        rf"|(?<![\w-])(?P<words>{spelled})(?!\w)(?P<half>\s{known.and_a_half.replace(' ', chr(92) + 's')})?)"
    )


def _long(compound: str) -> str:
    """A pattern for "two hundred and six", "one million two hundred thousand", without its last magnitude."""
    known = words()
    single = [word for word in known.numbers if " " not in word and word not in known.bare_only_with_magnitude]
    scales = [word for word in known.magnitudes if len(word) > SHORT]
    part = rf"(?:{compound}|(?:{any_of(single)})(?![\w-]))"
    return rf"(?<!between\s)(?:{part}|an?)(?:\s(?:{any_of(scales)})(?:,?\sand\s|,?\s){part}){{1,4}}"


@cache
def magnitude() -> str:
    """A pattern for "million", "thousand million" or the "m" of "3m" right behind a number; it may match nothing."""
    known = words()
    return (
        rf"(?P<magnitude>(?:[\s-]?(?i:{any_of(list(known.magnitudes))})\b){{1,2}}"
        rf"|[{''.join(known.letters)}](?!\w))?"
    )


def group(match: re.Match[str], name: str) -> str | None:
    """What a group matched, or the second of that name."""
    for key in (name, f"{name}2"):
        if key in match.re.groupindex and match[key]:
            return match[key]
    return None


def place(match: re.Match[str]) -> int:
    """Where the number begins, signs and words before it left out."""
    for name in ("digits", "words"):
        for key in (name, f"{name}2"):
            if key in match.re.groupindex and match[key]:
                return match.start(key)
    return match.start()


def power(match: re.Match[str]) -> int:
    """How many noughts the magnitude adds: 9 for a billion, 12 for a lakh crore."""
    known = words()
    parts = re.findall(r"[^\W\d_]+", group(match, "magnitude") or "")
    return sum(known.magnitudes.get(part.casefold()) or known.letters.get(part, 0) for part in parts)


def value(match: re.Match[str]) -> Decimal:
    """What the match is worth, magnitude and all."""
    if digits := group(match, "digits"):
        bare = Decimal(re.sub(r"[^\d.]", "", digits))
    else:
        known = words().numbers
        folded = " ".join((group(match, "words") or "").casefold().split())
        if _is_long(folded):
            return _worth(f"{folded} {group(match, 'magnitude') or ''}")
        parts = [folded] if folded in known else re.split(r"[-\s]", folded)
        bare = sum((Decimal(known[part]) for part in parts), Decimal("0.5") if group(match, "half") else Decimal(0))
    return bare * Decimal(10) ** power(match)


def is_two_numbers(match: re.Match[str]) -> bool:
    """Whether its magnitudes do not fall, as in "three hundred and two hundred"."""
    written = f"{group(match, 'words') or ''} {group(match, 'magnitude') or ''}".casefold()
    powers = [power for word in re.findall(r"[a-z]+", written) if (power := words().magnitudes.get(word))]
    larger = [power for power in powers if power != HUNDRED]
    return (
        bool(group(match, "words"))
        and _is_long(group(match, "words") or "")
        and (larger != sorted(set(larger), reverse=True) or powers[-2:] == [HUNDRED, HUNDRED])
    )


def _is_long(folded: str) -> bool:
    return any(word in words().magnitudes for word in folded.replace(",", "").split())


def _worth(written: str) -> Decimal:
    """What a number of several parts is worth: "one million two hundred and six thousand"."""
    known = words()
    total = part = Decimal(0)
    for word in re.findall(r"[a-z]+", written.casefold()):
        power = known.magnitudes.get(word)
        if power is None:
            part += Decimal(known.numbers.get(word, 0))
        elif power == HUNDRED:
            part *= 100
        else:
            total, part = total + part * Decimal(10) ** power, Decimal(0)
    return total + part


def plain(number: Decimal) -> str:
    """A decimal without exponent and trailing noughts.

    >>> plain(Decimal("1.50") * 10**9)
    '1500000000'
    """
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
