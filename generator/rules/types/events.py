"""rules/events: what makes a dated clause an event, and of which kind."""

from __future__ import annotations

from typing import Literal

from .base import RuleFile, Rules, Words


class EventWords(Rules, frozen=True):
    """Lemmas and endings, case-folded."""

    nouns: Words
    deadline_nouns: Words
    deadline_verbs: Words
    limit_verbs: Words
    limit_before: Words
    until: Words
    lasting: Words
    planned: Words
    bound: Words
    set_for_a_day: Words
    perfect_helpers: Words
    obliging: Words
    future_auxiliaries: Words
    moved: Words
    calling_off: Words
    going_ahead: Words
    in_place: Words
    on_again: Words
    off: Words
    for_then: Words
    resolved: Words
    limits: Words
    due: Words
    gatherings: Words
    hedges: Words
    unsure: Words
    doubtful_auxiliaries: Words
    doubtful_adverbs: Words
    doubtful_markers: Words
    doubtful_adjectives: Words
    doubtful_nouns: Words
    nobody: Words
    nearly: Words
    habitual: Words
    wished: Words
    denied: Words
    meant_for: Words
    not_done: Words
    speech: Words
    reports: Words
    media: Words
    issued: Words
    tried_for: Words
    law_names: Words
    said_in: Words
    tells_in: Words
    about_a_deed: Words
    deciding: Words
    obituary: Words
    dying: Words
    anybody: Words
    guess: Words
    idle: Words
    causing: Words
    right_after: Words
    befall: Words
    ripe: Words
    compared_before: Words
    compared_from: Words
    compared_with: Words
    held_against: Words
    roughly: Words
    ago: Words
    which_thing: Words
    marks: Words
    since: Words
    superlatives: Words
    span_before: Words
    verbal_prepositions: Words
    tied_to: Words
    beside_prepositions: Words
    taking_place: Words
    at_issue: Words
    starts: Words
    journeys: Words
    placing: Words
    meets_for: Words
    towards: Words
    agrees_to: Words
    part_of_a_deed: Words
    thing_from: Words
    leading_up: Words
    some_time_after: Words
    before_an_own_day: Words
    once: Words
    planned_for: Words
    parts_of_time: Words
    yearly: Words
    accounting: Words
    couples: Words
    couple_members: Words
    light_verbs: Words
    ties: Words
    to_then: Words
    into: Words
    span_joints: Words
    would: Words
    short_had: Words
    showing: Words
    on_a_day: Words
    before_a_day: Words
    before_a_look: Words
    before_a_time: Words
    at_a_time: Words
    up_to_a_time: Words
    figures_before: Words
    compared_owners: Words
    fixed_to: Words
    measured_by: Words
    at_a_distance: Words
    from_another_day: Words
    conditions: Words
    no_noun: Words
    quoting: Words
    seeming_months: Words
    about_a_clock: Words
    no_news: Words
    no_news_label: Words
    published: Words
    markets: Words
    moves: Words
    measures: Words
    asking: Words
    announcing: Words
    remarks: Words
    opens_words: Words
    goes_back: Words
    lasting_before: Words
    states: Words
    time_givers: Words
    within: Words
    counted_on: Words
    papers: Words
    dating: Words
    answers: Words
    answered: Words
    they: Words
    binding: Words


class ContactKind(Rules, frozen=True):
    """A way of dealing with each other, the words that tell it, and its line in the picture."""

    how: str
    planned: str
    off: str
    noun: str
    line: Literal["solid", "dashed", "dotted"]
    verbs: dict[str, tuple[str, ...]]  # by lemma, what leads to the other one; "" for nothing
    joint: Words
    nouns: Words
    by: Words


class ContactWords(Rules, frozen=True):
    """How people deal with each other: lemmas, case-folded."""

    kinds: tuple[ContactKind, ...]
    one: Words
    both: Words
    holding: Words
    held: Words
    held_by_both: Words
    during: Words
    planning: Words
    planning_for: Words
    tellers: Words


CONTACTS = RuleFile("events/contacts", ContactWords)
EVENTS = RuleFile("events/words", EventWords)
