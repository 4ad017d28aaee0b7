"""rules/check: the own words of `briefing check`, which shares none with what it checks but the names of
countries and of outlets."""

from __future__ import annotations

from .base import RuleFile, Rules, Words


class CheckDates(Rules, frozen=True):
    """Words by which the check reads dates; months and weekdays in order."""

    months: Words
    weekdays: Words
    today: Words
    yesterday: Words
    tomorrow: Words
    before: Words
    after: Words
    same: Words
    era: Words
    so_called: Words
    ago: Words
    beside: Words


class CheckNumbers(Rules, frozen=True):
    """What number words, scales and fractions are worth, and which words must stand with each unit."""

    one: Words
    small: dict[str, int]
    scales: dict[str, int]
    parts: dict[str, float]
    units: dict[str, Words]


class EditionPhrases(Rules, frozen=True):
    """What pages and the feed say of editions, and what each kind of change is called."""

    first: str
    none: str
    begins: str
    claim: Words
    changed: dict[str, str]
    nouns: dict[str, tuple[str, str]]  # one, several
    feed: tuple[str, str, str]


class CheckPhrases(Rules, frozen=True):
    """What a generated page may say in the book's own words, by kind of page; names in braces stand for data."""

    unnamed: str
    basis: dict[str, str]
    contact_nouns: dict[str, str]
    contact_status: dict[str, dict[str, str]]  # by how and status, the words before a name
    manners: dict[str, str]
    sections: Words
    headings: dict[str, str]
    post_order: Words
    kinds: dict[str, str]
    lacking: Words
    told_by: dict[str, str]
    notes: dict[str, str]
    badges: dict[str, str]
    instead: str
    no_day: str
    claims: Words
    pages: Words
    parts: Words
    pictures: Words
    index: Words
    topics: Words
    topic: Words
    positions: Words
    questions: Words
    asked: dict[str, str]
    people: Words
    contacts: Words
    person: Words
    timeline: Words
    disagreements: Words
    figures: Words
    measures: Words
    glossary: Words
    sources: Words
    source: Words
    coverage: Words
    changes: Words
    understood: Words
    llms: Words
    editions: EditionPhrases
    linked: Words
    heads: Words


class CheckWords(Rules, frozen=True):
    """Names and function words that the check knows by itself, without the lists of the extractors."""

    pronouns: Words
    definite: Words
    before_a_title: Words
    head_of: str
    leading: Words
    predecessors: Words
    same_office: tuple[Words, ...]
    endings: Words
    helpers: Words
    countries: dict[str, Words]
    labels: dict[str, str]
    no_date: str
    calling_off: Words
    acts: dict[str, Words]
    denials: Words
    agreeing: Words
    standings: dict[str, Words]
    nobody: str
    openings: Words


CHECK_DATES = RuleFile("check/dates", CheckDates)
CHECK_NUMBERS = RuleFile("check/numbers", CheckNumbers)
CHECK_PHRASES = RuleFile("check/phrases", CheckPhrases)
CHECK_WORDS = RuleFile("check/words", CheckWords)
