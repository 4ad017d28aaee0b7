"""Why a number is no figure: part of a name, a year, a race, pointing back, no money after all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...model.reasons import Reason
from ...model.text import record
from ..base import grammar
from ..base.grammar.parsed import Doc, Token
from . import currencies, numbers
from .numbers import group, value

_GROUPED = re.compile(r"\d[^\w.]|_")  # 65,000 and 65_000 are no model's number
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")


@record
class Number:
    """A number that a rule has found. `start` is the token that it begins with."""

    match: re.Match[str]
    unit: str  # of the rule
    text: str
    doc: Doc
    start: Token | None
    counts: Mapping[str, Any]  # rules/figures/counts

    @property
    def counts_things(self) -> bool:
        """Whether it is a bare number before a noun, and not money, a share or a measure."""
        return self.unit == "counted noun"

    @property
    def before(self) -> Token | None:
        """The word before a number that counts something, in its sentence."""
        if not self.counts_things or self.start is None or not self.start.i or self.start.is_sent_start:
            return None
        return self.doc[self.start.i - 1]

    @property
    def is_written_in_digits(self) -> bool:
        """Whether its first token begins with a digit."""
        return self.start is not None and self.start.text[0].isdigit()

    def word_before(self, distance: int) -> str:
        """The word so many tokens before it, in small letters; empty outside the text."""
        return grammar.word_at(self.start, -distance) if self.start is not None else ""


def _is_another_noun(case: Number) -> bool:
    noun = group(case.match, "noun")
    if case.unit != "money" or not noun:
        return False
    before = case.text[max(0, case.match.start() - 60) : case.match.start()]
    magnitude = bool(group(case.match, "magnitude"))
    return not currencies.is_money(noun, group(case.match, "country"), before, magnitude=magnitude)


def _is_small_after_letter(case: Number) -> bool:
    return case.unit == "money" and bool(group(case.match, "local")) and value(case.match) < 100


def _is_large_before_letter(case: Number) -> bool:
    return case.unit == "measure" and bool(group(case.match, "tight")) and value(case.match) >= 130


def _points_back(case: Number) -> bool:
    if case.before is None or case.is_written_in_digits or case.before.lower_ not in case.counts["definite"]:
        return False
    return not (case.word_before(2) == "of" and case.word_before(3) in case.counts["parts"])


def _is_numbered(case: Number) -> bool:
    return case.before is not None and case.before.lower_ in case.counts["numbered"]


def _is_named_by_size(case: Number) -> bool:
    if case.before is None or case.before.lower_ != "of" or case.before.i == 0:
        return False
    noun = case.doc[case.before.i - 1]
    return noun.lower_ in case.counts["numbered_of"] and noun.text[0].isupper()


def _is_size(case: Number) -> bool:
    compared = case.before is not None and grammar.form_of(case.before) == "comparative"
    return compared and case.word_before(1) not in case.counts["comparatives"]


def _is_in_name(case: Number) -> bool:
    named = case.before is not None and grammar.class_of(case.before) == "name"
    place = case.before is not None and case.before.ent_type_ in ("GPE", "NORP")
    plain = case.start is not None and not _GROUPED.search(case.start.text)
    return named and not place and plain and case.is_written_in_digits


def _is_year(case: Number) -> bool:
    digits = group(case.match, "digits")
    if not case.counts_things or not digits or group(case.match, "magnitude"):
        return False
    return _YEAR.fullmatch(digits) is not None and digits != "2000"


def _is_race(case: Number) -> bool:
    letter = len(group(case.match, "magnitude") or "") == 1
    return case.counts_things and letter and group(case.match, "digits") in numbers.words().races


def _is_one(case: Number) -> bool:
    return case.counts_things and value(case.match) == 1


NO_FIGURE: tuple[Reason[Number], ...] = (
    Reason("a word that means other things too", "The boat weighs [40 pounds].", "The boat costs [40 dollars].",
           _is_another_noun),
    Reason("a letter before a small number", "South Africa shut the [R61] road.",
           "The boat costs [R400] in South Africa.", _is_small_after_letter),
    Reason("a large number before a letter", "The [747C] jet landed.", "It was [40C] in Velar.",
           _is_large_before_letter),
    Reason("two numbers side by side", "They built [three hundred and two hundred] homes.",
           "They built [three hundred and two] homes.", lambda case: numbers.is_two_numbers(case.match)),
    Reason("points back", "The [two] ministers met.", "One of the [seven] plants closed.", _points_back),
    Reason("numbered", "Bus [14] passengers complained.", "Some [14] passengers complained.", _is_numbered),
    Reason("named by its size", "The Group of [20] ministers met.", "A group of [20] ministers met.",
           _is_named_by_size),
    Reason("a size", "The larger [40] boats left.", "Another [40] boats left.", _is_size),
    Reason("part of a name", "Two Boeing [737] jets landed.", "Some [737] jets landed.", _is_in_name),
    Reason("a year", "They changed the [1998] rules.", "They changed [1,998] rules.", _is_year),
    Reason("a race", "She won the [100m] races.", "She sold [10m] boats.", _is_race),
    Reason("one", "They saw [1] boats.", "They saw [12] boats.", _is_one),
)  # fmt: skip
