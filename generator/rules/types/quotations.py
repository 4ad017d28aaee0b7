"""rules/quotations: who said it."""

from __future__ import annotations

from .base import NamedWordRule, RuleFile, Rules, WordRule, Words


class ContextRule(Rules, frozen=True):
    name: str
    before: Words
    examples: Words
    counter_examples: Words


class CueVerbs(NamedWordRule, frozen=True):
    takes: Words


class CuePrepositions(Rules, frozen=True):
    words: dict[str, Words]
    examples: Words
    counter_examples: Words


class IrregularCues(Rules, frozen=True):
    words: dict[str, str]
    examples: Words
    counter_examples: Words


class Cues(Rules, frozen=True):
    verbs: tuple[CueVerbs, ...]
    prepositions: CuePrepositions
    irregular: IrregularCues
    adjectives: WordRule
    intentions: WordRule
    denials: WordRule
    refusals: WordRule
    utterances: WordRule
    purposes: WordRule
    greetings: WordRule
    deliberations: WordRule
    identities: WordRule
    instruments: WordRule
    according: WordRule
    nouns: WordRule
    noun_prepositions: WordRule
    seldom: WordRule
    connectives: WordRule
    occasions: WordRule
    asides: WordRule
    labels: WordRule


class MarkWords(Rules, frozen=True):
    elisions: WordRule


CONTEXTS = RuleFile("quotations/contexts", tuple[ContextRule, ...])
CUES = RuleFile("quotations/cues", Cues)
QUOTATION_MARKS = RuleFile("quotations/marks", MarkWords)
SOURCES = RuleFile("quotations/sources", tuple[NamedWordRule, ...])
