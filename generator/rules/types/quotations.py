"""rules/quotations: who said it."""

from __future__ import annotations

from typing import Literal

from ...model.findings import StatementAct
from .base import NamedWordRule, RuleFile, Rules, WordRule, Words

Takes = Literal[  # what a cue leads to
    "quote", "clause", "question", "infinitive", "infinitive after preposition", "gerund", "object", "as",
    "name", "verdict", "topic", "thing",
]  # fmt: skip


Taking = Literal["infinitive", "clause", "gerund", "object"]  # what hangs on a verb: `grammar.takings`


class ContextRule(Rules, frozen=True):
    """Words before a quotation mark that show that nobody is quoted."""

    name: str
    before: Words
    examples: Words
    counter_examples: Words


class CueVerbs(NamedWordRule, frozen=True):
    """A class of reporting verbs; `takes` are the kinds of content that they lead to."""

    takes: tuple[Takes, ...]


class CuePrepositions(Rules, frozen=True):
    """Prepositions that lead the content of a verb or an adjective, by its lemma."""

    words: dict[str, Words]
    examples: Words
    counter_examples: Words


class IrregularCues(Rules, frozen=True):
    """Past forms that the rules of spelling do not give, each with its lemma."""

    words: dict[str, str]
    examples: Words
    counter_examples: Words


class Cues(Rules, frozen=True):
    """All words that hand content to somebody, by what they do."""

    verbs: tuple[CueVerbs, ...]
    prepositions: CuePrepositions
    irregular: IrregularCues
    adjectives: WordRule
    adjective_prepositions: CuePrepositions
    intentions: WordRule
    denials: WordRule
    refusals: WordRule
    unkept: WordRule
    withdrawing: WordRule
    additions: WordRule
    deniable: WordRule
    grounds: WordRule
    giving: WordRule
    writings: WordRule
    answers: WordRule
    hollow: WordRule
    utterances: WordRule
    purposes: WordRule
    greetings: WordRule
    deliberations: WordRule
    identities: WordRule
    instruments: WordRule
    according: WordRule
    nouns: WordRule
    aims: WordRule
    noun_prepositions: WordRule
    seldom: WordRule
    connectives: WordRule
    occasions: WordRule
    asides: WordRule
    labels: WordRule


class CueAct(Rules, frozen=True):
    """What somebody does with a verb or a noun that names it."""

    act: StatementAct
    name: str
    verbs: Words
    examples: Words
    counter_examples: Words
    nouns: Words = ()
    takes: tuple[Taking, ...] = ()
    led: Words = ()
    things: Words = ()
    complements: Words = ()


class MoodAct(Rules, frozen=True):
    """What somebody does by the mood of what they say. `negated`: None where it does not matter; `named`: the subject
    has a name, or is "they" or the like."""

    act: StatementAct
    name: str
    own: bool
    negated: bool | None
    examples: Words
    counter_examples: Words
    modals: Words = ()
    qualities: Words = ()
    warning: bool = False
    named: bool = False


class Acts(Rules, frozen=True):
    """The rules for the kinds of statement, and the small words that they need."""

    cues: tuple[CueAct, ...]
    moods: tuple[MoodAct, ...]
    plain: Words
    warning: Words
    selves: Words
    themselves: Words
    bodies: Words
    harms: Words
    plans: Words
    burdens: Words
    speechless: Words
    others: Words
    nobodies: Words
    states: Words
    hedging: Words
    conditions: Words
    doubting: Words
    lacking: Words
    none: Words


class SayingWords(Rules, frozen=True):
    """Words around a cue that tell when it is said, and that it need not be now."""

    occasions: Words
    speaking: Words
    elsewhere: Words
    other_times: Words
    times: Words
    standing: Words
    going_on: Words
    unheard: Words


class MarkWords(Rules, frozen=True):
    """Words whose first letter gave way to an apostrophe, which opens no quotation."""

    elisions: WordRule


class ContentWords(Rules, frozen=True):
    """Small words that tell where a content begins and goes on, and who can say nothing."""

    naming: Words
    of_a_thing: Words
    going_on: Words
    voiceless_pronouns: Words
    pointing: Words
    joining: Words
    joining_marked: Words
    clause_marks: Words
    to_come: Words
    putting: Words
    own: Words
    coming: Words
    against: Words
    mistaken: Words
    borne_out: Words
    negations: Words
    denying: Words
    telling: Words
    backshifted: Words
    seeming: Words
    holding: Words


ACTS = RuleFile("quotations/acts", Acts)
CONTENT_WORDS = RuleFile("quotations/contents", ContentWords)
CONTEXTS = RuleFile("quotations/contexts", tuple[ContextRule, ...])
CUES = RuleFile("quotations/cues", Cues)
QUOTATION_MARKS = RuleFile("quotations/marks", MarkWords)
SAYING_WORDS = RuleFile("quotations/sayings", SayingWords)
SOURCES = RuleFile("quotations/sources", tuple[NamedWordRule, ...])
