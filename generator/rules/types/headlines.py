"""rules/compression: what may be left out of a sentence, for a headline."""

from __future__ import annotations

from .base import RuleFile, Rules, Words


class CutExample(Rules, frozen=True):
    """A sentence, and what the rule leaves out of it."""

    text: str
    cut: str


class CutRule(Rules, frozen=True):
    """A kind of words that may be left out, with the sentences that prove it."""

    name: str
    kind: str
    examples: tuple[CutExample, ...]
    counter_examples: Words
    before_comma: Words = ()
    bare: Words = ()


class CutWords(Rules, frozen=True):
    """Words that decide whether a part of a sentence may be left out; verbs and nouns as lemmas."""

    background: Words
    binding: Words
    circumstances: Words
    comments: Words
    needed_participles: Words
    leaning: Words
    date_prepositions: Words
    public_acts: Words
    institutions: Words
    of_whole_clauses: Words
    telling: Words
    needs_time: Words


CUTS = RuleFile("compression/rules", tuple[CutRule, ...])
CUT_WORDS = RuleFile("compression/words", CutWords)
