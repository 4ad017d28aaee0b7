"""rules/merge and rules/topics: which sentences of several articles belong together."""

from __future__ import annotations

from typing import Literal

from .base import RuleFile, Rules, Words


class ContactKind(Rules, frozen=True):
    how: str
    noun: str
    line: Literal["solid", "dashed", "dotted"]
    words: Words


class Bounds(Rules, frozen=True):
    least: Words
    most: Words
    about: Words


class DifferenceWords(Rules, frozen=True):
    changed: Words
    bounds: Bounds
    scope: Words
    past: Words
    single: Words
    increments: Words


class HeadlineWords(Rules, frozen=True):
    dangling: Words
    nameless: Words
    impersonal: str
    after_name: Words
    possessive: Words
    not_owned: Words
    reflexive: Words
    talk: Words


class WordList(Rules, frozen=True):
    words: Words


class Party(Rules, frozen=True):
    party: str
    names: Words


class Plans(Rules, frozen=True):
    cancelled: Words


class StatementWords(Rules, frozen=True):
    pronouns: Words
    nobody: Words
    beheaded: Words
    prepositions: Words
    company: Words
    goes_on: Words


class SpellingWords(Rules, frozen=True):
    words: dict[str, str]
    endings: tuple[Words, ...]
    singular: dict[str, str]


class TopicWords(Rules, frozen=True):
    generic: Words
    weak: Words
    alone: Words
    issues: Words
    issue_endings: Words
    dangling: Words
    pointing: Words
    resuming: Words
    telling: Words


CONTACTS = RuleFile("merge/contacts", tuple[ContactKind, ...])
DIFFERENCES = RuleFile("merge/differences", DifferenceWords)
HEADLINE_WORDS = RuleFile("merge/headlines", HeadlineWords)
OPEN_QUESTIONS = RuleFile("merge/open_questions", WordList)
PARTIES = RuleFile("merge/parties", tuple[Party, ...])
PLANS = RuleFile("merge/plans", Plans)
STATEMENTS = RuleFile("merge/statements", StatementWords)
DEEDS = RuleFile("merge/deeds", dict[str, Words])  # a verb and the nouns of its deed
STOPWORDS = RuleFile("merge/stopwords", Words)
SYNONYMS = RuleFile("merge/synonyms", tuple[Words, ...])  # the first names the group
VOICES = RuleFile("merge/voices", WordList)
SPELLINGS = RuleFile("topics/spellings", SpellingWords)
TOPIC_WORDS = RuleFile("topics/words", TopicWords)
