"""rules/events: what makes a dated clause an event, and of which kind."""

from __future__ import annotations

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
    not_done: Words
    speech: Words
    reports: Words
    media: Words
    issued: Words
    said_in: Words
    tells_in: Words
    about_a_deed: Words
    deciding: Words
    obituary: Words
    dying: Words
    anybody: Words
    guess: Words
    idle: Words
    befall: Words
    compared_before: Words
    compared_from: Words
    compared_with: Words
    marks: Words
    since: Words
    superlatives: Words
    span_before: Words
    verbal_prepositions: Words
    tied_to: Words
    beside_prepositions: Words
    taking_place: Words
    starts: Words
    journeys: Words
    placing: Words
    meets_for: Words
    towards: Words
    agrees_to: Words
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
    lasting_before: Words
    states: Words
    time_givers: Words
    within: Words
    counted_on: Words
    binding: Words


EVENTS = RuleFile("events/words", EventWords)
