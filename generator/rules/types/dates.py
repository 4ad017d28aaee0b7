"""rules/dates: what a word says of time."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from .base import RuleFile, Rules, Words

DateRole = Literal["", "month alone", "day first", "month first", "a year ago"]  # what code asks for, never the name


class DateRule(Rules, frozen=True, kw_only=True):
    """One way to write a date. Of overlapping matches the highest priority wins."""

    name: str
    priority: int
    pattern: str
    make: str = ""  # what to build: a function of extract/dates/meanings.py
    fixed: dict[str, Any] = msgspec.field(name="with", default_factory=dict)
    needs: str | None = None
    block: bool = False  # looks like a date and is none
    role: DateRole = ""
    examples: dict[str, str] = msgspec.field(default_factory=dict)
    counter: Words = ()


class ContextWords(Rules, frozen=True):
    """Words around a date that say whether it is past or to come, and from which day it counts."""

    future_before: Words
    past_before: Words
    scheduled_for: Words
    future_after: Words
    scheduled_verbs: Words
    reporting_verbs: Words
    caption_verbs: Words
    timetable_verbs: Words
    clause_openers: Words
    scheduled_adjectives: Words
    past_before_owner: Words
    future_modals: Words
    past_infinitive_heads: Words
    background_before: Words
    said: Words
    report_nouns: Words
    looking_back_verbs: Words
    fixing_verbs: Words
    fixed_things: Words
    awaited: Words
    once_meant: Words
    between_verb_and_day: Words
    day_prepositions: Words
    doubting_modals: Words
    past_helpers: Words
    be_helpers: Words
    asking_verbs: Words
    outcome_verbs: Words
    lasting_verbs: Words
    singled_out: Words
    perfect_helpers: Words
    reported_modals: Words
    due_to: Words
    moved: Words
    new_clause: Words
    calling_off: Words
    able: Words
    deciding: Words
    set_for_a_day: Words
    agreeing: Words
    starting_then: Words
    putting: Words
    other_clause: Words
    limit_ends: Words
    granting_verbs: Words
    giving_verbs: Words
    asked_that: Words


class AroundPattern(Rules, frozen=True):
    """A pattern of words around a date, and texts that hold it or do not."""

    pattern: str
    examples: Words
    counter: Words = ()


class Around(Rules, frozen=True):
    """Patterns of the words around a date."""

    said_then: AroundPattern
    about_to: AroundPattern
    moved_from: AroundPattern
    reported_for: AroundPattern
    opening_until: AroundPattern
    opening_by: AroundPattern
    agent: AroundPattern
    met_by_the: AroundPattern
    by_then: AroundPattern
    until_then: AroundPattern
    open_until: AroundPattern
    was_due_to: AroundPattern
    since_before: AroundPattern
    shuts_then: AroundPattern
    awaited: AroundPattern
    caption: AroundPattern
    habit: AroundPattern
    compared: AroundPattern
    setting_out: AroundPattern
    counted_from: AroundPattern
    of_another: AroundPattern
    of_a_row: AroundPattern
    next: AroundPattern
    event_behind: AroundPattern
    given_name: AroundPattern
    before_month: AroundPattern
    clock_to_day: AroundPattern
    clock_to_part: AroundPattern
    day_to_clock: AroundPattern
    and_a_half: AroundPattern
    half_a: AroundPattern
    and_failed: AroundPattern
    was_due_then: AroundPattern
    on_day: AroundPattern
    earlier: AroundPattern
    born: AroundPattern
    attributive: AroundPattern
    asked_that: AroundPattern
    perhaps: AroundPattern
    moved_to: AroundPattern


class Modifier(Rules, frozen=True):
    """Words before a date that change it: "early", "at least"."""

    pattern: str
    mod: str
    only: str | None = None


class Modifiers(Rules, frozen=True):
    """Words before dates, and words before lengths of time; tried in order."""

    date: tuple[Modifier, ...]
    duration: tuple[Modifier, ...]


class Normalization(Rules, frozen=True):
    """What a word stands for."""

    weekday: dict[str, int]
    weekday_set: dict[str, int]
    weekday_dotted: dict[str, int]
    ordinal: dict[str, int]
    half_ordinal: dict[str, int]
    week_ordinal: dict[str, int]
    century_ordinal: dict[str, int]
    season: dict[str, int]
    clear_season: dict[str, int]
    relative: dict[str, int]
    relative_day: dict[str, int]
    relative_event: dict[str, int]
    neighbour: dict[str, int]
    sharp_part: dict[str, str]
    half_of_month: dict[str, str]
    part_many: dict[str, str]
    part: dict[str, str]
    small: dict[str, int]
    near_day: dict[str, int]
    half_code: dict[str, str]
    unit_code: dict[str, str]
    frequency: dict[str, str]
    early_century: dict[str, int]
    minutes_past: dict[str, int]
    half_of_day: dict[str, str]
    decade_word: dict[str, int]
    zone: dict[str, Words]
    holiday: dict[str, dict[str, int]]


DATES = RuleFile("dates/rules", tuple[DateRule, ...])
CONTEXT = RuleFile("dates/context", ContextWords)
AROUND = RuleFile("dates/around", Around)
MODIFIERS = RuleFile("dates/modifiers", Modifiers)
NORMALIZATION = RuleFile("dates/normalization", Normalization)
FRAGMENTS = RuleFile("dates/repattern", dict[str, str | Words])  # words and patterns that date rules call by name
TRIGGERS = RuleFile("dates/triggers", Words)
