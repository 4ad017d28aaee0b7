"""rules/measures: which nouns are measures, and what a sentence makes of one."""

from __future__ import annotations

from typing import Literal

from ...model.findings import MeasureStatus
from .base import RuleFile, Rules, Words

Need = Literal["sum", "on", "beside"]


class MeasureKind(Rules, frozen=True):
    """Nouns that name a kind of measure, and what must stand with one of them."""

    name: str
    nouns: Words
    needs: tuple[Need, ...]  # one of these; nothing where it is empty
    beside: Words  # words before the noun that make it one
    no: Words  # words before the noun that make it something else
    alone: bool  # the bare noun may be a row: there are few of them at a time
    plural: bool  # many of them may be one row: "sanctions"
    on: Words  # prepositions that lead from the noun to whom or what it is laid on
    about: Words  # prepositions that lead to what it is about
    examples: Words
    counter_examples: Words


class StatusRule(Rules, frozen=True):
    """Verbs, or nouns, that tell the status of a measure that stands beside them in one of these ways."""

    name: str
    status: MeasureStatus
    words: Words
    ways: tuple[Literal["thing", "subject", "led", "owned"], ...]
    led: Words  # prepositions before the measure, where it is led
    kinds: Words  # of measures; all where it is empty
    until: bool  # its day is the one on which this ends
    examples: Words
    counter_examples: Words


class MeasureWords(Rules, frozen=True):
    """Lemmas, and small words as they stand, case-folded."""

    planning: Words
    threatening: Words
    agreeing: Words
    deciding: Words
    future: Words
    tellers: Words
    telling_of_plans: Words
    conditions: Words
    waiting: Words
    doubtful_adjectives: Words
    counting_from: Words
    ending: Words
    raising: Words
    vague: Words
    unnamed: Words
    goods: Words
    pronouns: Words
    relatives: Words
    joints: Words
    halfway: Words
    earlier: Words
    occasions: Words
    known: Words
    doubtful_adverbs: Words
    nobody: Words


KINDS = RuleFile("measures/kinds", tuple[MeasureKind, ...])
STATUSES = RuleFile("measures/statuses", tuple[StatusRule, ...])
MEASURE_WORDS = RuleFile("measures/words", MeasureWords)
