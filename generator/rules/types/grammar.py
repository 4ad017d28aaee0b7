"""rules/base/grammar: small words by which the grammar knows a clause or a phrase."""

from __future__ import annotations

from .base import RuleFile, Rules, Words


class GrammarWords(Rules, frozen=True):
    """Small words, as written in small letters."""

    when: Words
    as_adverbs: Words
    none: Words
    places: Words
    under: Words
    where: Words
    agent: Words
    owned: Words
    occasions: Words
    nobody: Words
    barely: Words
    seeming_nouns: Words


GRAMMAR = RuleFile("base/grammar", GrammarWords)
