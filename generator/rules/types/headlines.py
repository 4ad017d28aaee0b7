"""rules/headlines: what may be left out of a sentence, for a headline."""

from __future__ import annotations

from typing import Literal

from ...model.findings import CutKind
from .base import RuleFile, Rules, Words

CutRole = Literal[  # which code finds it, whatever the rule is called
    "connective", "dateline", "comment", "date", "date in a clause", "own act", "brackets", "conjunct after",
    "conjunct before", "participle", "circumstances", "fronted clause", "fronted circumstances", "background", "remark",
    "description", "title", "adding word", "glued",
    "aside", "report", "opening phrase", "clause behind", "purpose", "restriction", "phrase", "behind a colon",
    "before a colon", "comment behind", "description before", "opinion",
]  # fmt: skip


class CutExample(Rules, frozen=True):
    """A sentence, and what the rule leaves out of it."""

    text: str
    cut: str


class CutRule(Rules, frozen=True):
    """A kind of words that may be left out, with the sentences that prove it."""

    name: str
    role: CutRole
    kind: CutKind
    examples: tuple[CutExample, ...]
    counter_examples: Words
    before_comma: Words = ()
    bare: Words = ()
    not_before: Words = ()


class CutWords(Rules, frozen=True):
    """Words that decide whether a part of a sentence may be left out; verbs and nouns as lemmas."""

    background: Words
    binding: Words
    circumstances: Words
    comments: Words
    counted_from: Words
    lengths: Words
    needed_participles: Words
    leaning: Words
    date_prepositions: Words
    near_dates: Words
    days: Words
    day_parts: Words
    nearest: Words
    day_spans: Words
    other_days: Words
    tied_to_days: Words
    tied_behind_days: Words
    public_acts: Words
    institutions: Words
    of_whole_clauses: Words
    telling: Words
    needs_time: Words
    nouns_with_to: Words
    having: Words
    of_others: Words
    adding: Words
    conditions: Words
    conditional: Words
    denials: Words
    denying: Words
    none_of: Words
    vague: Words
    certain: Words
    speakers: Words
    joining: Words
    row: Words
    also_limiting: Words
    at_events: Words
    of_what: Words
    apart_from_events: Words
    doers: Words
    measured: Words
    loose: Words
    articles: Words
    indefinite: Words
    undoing: Words
    limits: Words
    corrections: Words
    loose_openings: Words
    told_with: Words
    clauses_behind: Words
    purposes: Words
    needs_to: Words
    circumstances_behind: Words
    occasions: Words
    needs_place: Words
    needs_in: Words
    ranks: Words
    among: Words
    media: Words
    passing_on: Words
    anyone: Words
    judges: Words


CUTS = RuleFile("headlines/rules", tuple[CutRule, ...])
CUT_WORDS = RuleFile("headlines/words", CutWords)
