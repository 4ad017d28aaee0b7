"""rules/figures: how much."""

from __future__ import annotations

from .base import RuleFile, Rules, Words


class FigureRule(Rules, frozen=True, kw_only=True):
    """One way to write a figure; the lower its priority, the earlier it is tried."""

    name: str
    priority: int
    pattern: str
    unit: str
    ranges: bool = False
    counts: bool = False  # gives way to the number before it and what that counts
    undated: bool = False  # gives way to a time expression that it is part of
    lasts: bool = False  # but not to a length of time
    anywhere: bool = False  # may begin elsewhere than at a number, at the code of a currency or at a word of harm
    examples: tuple[Words, ...]  # sentence, value, unit, value, unit, ...
    counter_examples: Words = ()


class CountWords(Rules, frozen=True):
    """What may and may not be counted."""

    time: Words
    hyphenated: Words
    same: dict[str, str]
    never: Words
    plural: Words
    collective: Words
    numbered: Words
    numbered_of: Words
    definite: Words
    parts: Words
    possessive: Words
    comparatives: Words
    about: Words
    harmed: Words
    harming: Words
    persons: Words


class SharedCurrency(Rules, frozen=True):
    """A noun of several currencies, and which one it means in which country."""

    forms: Words
    default: str | None
    of: dict[str, str | Words]
    of_the_outlet: bool = False  # first of all that of the country in which the outlet is


class Currencies(Rules, frozen=True):
    """Signs, codes and nouns of money with their ISO 4217 codes; some only with a country or a magnitude."""

    signs: dict[str, str]
    codes: Words
    code_aliases: dict[str, str]
    nouns: dict[str, str]
    shared: tuple[SharedCurrency, ...]
    shared_signs: Words
    local_signs: dict[str, str]
    local_codes: dict[str, str]
    adjectives: dict[str, str]
    minor: dict[str, str]
    cents_of: dict[str, str]
    need_magnitude: Words
    money_cues: Words
    not_money: Words


class Measures(Rules, frozen=True):
    """Units of measure: words with a plural in s, other forms with their unit, and those only right after digits."""

    words: Words
    forms: dict[str, str]
    tight: Words


class NumberWords(Rules, frozen=True):
    """Words of numbers with their value as a decimal; `races` are distances that are no amounts."""

    numbers: dict[str, str]
    tens: Words
    ones: Words
    bare_only_with_magnitude: Words
    and_a_half: str
    magnitudes: dict[str, int]  # the power of ten
    letters: dict[str, int]  # likewise
    races: Words
    fractions: dict[str, str]
    point_fractions: dict[str, str]


FIGURES = RuleFile("figures/rules", tuple[FigureRule, ...])
COUNTS = RuleFile("figures/counts", CountWords)
CURRENCIES = RuleFile("figures/currencies", Currencies)
MEASURES = RuleFile("figures/measures", Measures)
NUMBERS = RuleFile("figures/words", NumberWords)
