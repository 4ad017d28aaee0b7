"""rules/merge and rules/topics: which sentences of several articles belong together."""

from __future__ import annotations

from typing import Literal

from ...model.findings import CutKind, StatementAct
from .base import RuleFile, Rules, Words


class Bounds(Rules, frozen=True):
    """Words that make a figure a lower bound, an upper bound or a rough one."""

    least: Words
    most: Words
    about: Words


class DifferenceWords(Rules, frozen=True):
    """Words that tell why two sources differ, or that they count two things: a changed plan, a bound, a part."""

    changed: Words
    bounds: Bounds
    scope: Words
    elsewhere: Words
    parts: Words
    fates: dict[str, Words]
    persons: Words
    confirming: Words
    openers: Words
    contrast: Words
    measuring: Words
    one_sum: tuple[Words, ...]
    magnitude_before: Words
    magnitude_behind: Words
    magnitude_words: Words
    prison: Words
    sides: Words
    votes: Words
    sampled: Words
    spanning: Words
    repeated: Words
    recurring: Words
    past: Words
    single: Words
    increments: Words


class HeadlineWords(Rules, frozen=True):
    """Words that lean on the sentence before, so that a headline has to complete or avoid them."""

    dangling: Words
    impersonal: str
    after_name: Words
    person_nouns: str
    possessive: Words
    not_owned: Words
    reflexive: Words
    pronouns: Words
    bodies: Words
    telling: Words
    talk: Words
    making_known: Words
    always: tuple[tuple[CutKind, ...], ...]
    while_long: tuple[CutKind, ...]
    while_longer: tuple[CutKind, ...]
    while_too_long: tuple[CutKind, ...]
    of_long_summaries: tuple[CutKind, ...]
    of_summaries: tuple[CutKind, ...]


class LineWords(Rules, frozen=True):
    """Words by which a line leans on what its article told before, and those that take the doubt away."""

    openers: Words
    pronouns: Words
    subjects: Words
    impersonal: Words
    pointing: Words
    times: Words
    told_before: Words
    again: Words
    other_days: Words
    side_openings: Words
    joints: Words  # no line ends with one
    weekdays: Words
    told_from_a_day: Words
    days_counted: Words
    bodies: Words
    pairs: Words
    known_to_all: Words
    ordinals: Words
    finite: Words
    companies: Words
    company_names: Words
    day_goes_on: Words  # behind "the day", which is told by it
    tells_which: Words
    may_be_done: Words
    announced: Words
    cut_off: Words  # at its end
    places_pointed_at: Words
    before_pointing: Words
    pointing_within: Words
    of_each_state: Words
    page: Words
    times_counted: Words
    years_of_accounts: Words
    not_before: Words
    of_persons: Words
    turning: Words
    back_soon: Words
    by_whom: Words  # the rest is asked of lines of summaries only
    dealings: Words
    listings: Words
    no_post: Words
    no_key_figures: Words
    range_joints: Words
    inhabited: Words
    deadly: Words
    deed_behind: Words
    harm: Words
    courtesies: Words
    opinions: Words
    before_a_day: Words
    own_view: Words  # with their capitals: "US" is no "us"
    notices: Words


class WordList(Rules, frozen=True):
    """A file that holds one list of words."""

    words: Words


class IdentityWords(Rules, frozen=True):
    """Senses by which two accounts are told to be one deed or two."""

    toll_senses: frozenset[str]
    once_senses: frozenset[str]
    daily_senses: frozenset[str]
    statement_senses: frozenset[str]
    telling_senses: frozenset[str]
    contact_senses: frozenset[str]
    same_verbs: tuple[Words, ...]
    same_parties: tuple[Words, ...]
    any_party: frozenset[str]
    relatives: frozenset[str]
    telling_apart: tuple[Words, ...]


class ConfidenceRules(Rules, frozen=True):
    """What the signs of an entry weigh, and the words of some of them."""

    without: float
    least: float
    weights: dict[str, float]
    days: Words
    hedges: Words
    telling: Words
    known: Words


class Party(Rules, frozen=True):
    """A body that speaks for several countries, and the names that mean it, in small letters."""

    party: str
    names: Words


class StatementWords(Rules, frozen=True):
    """Words that decide how reported words are listed, and which are left out."""

    pronouns: Words
    nobody: Words
    beheaded: Words
    leaders: Words
    finite: Words
    unnamed: Words
    voiceless: Words
    mirrors: Words
    apart: Words
    prepositions: Words
    company: Words
    openings: Words
    leads: Words
    press: Words
    forms: Words


class NamedPattern(Rules, frozen=True):
    """A pattern, and sentences that show it."""

    name: str
    pattern: str
    examples: Words
    counter_examples: Words


class AgreedRules(Rules, frozen=True):
    """Patterns of sentences in which two sides agree, the pieces that they name in braces, and words before them that
    make it doubtful or lean on the sentence before."""

    pieces: dict[str, str]
    needs: str
    rules: tuple[NamedPattern, ...]
    doubts: Words
    leaning: Words


class Denial(Rules, frozen=True):
    """How an author denies what somebody said: a pattern of the next sentence, or of a clause beside what is said. With
    `shares` both tell of one thing."""

    name: str
    where: Literal["next", "clause"]
    pattern: str
    examples: Words
    counter_examples: Words
    shares: bool = False


class Denials(Rules, frozen=True):
    """The patterns, the pieces that they name in braces, and what can be denied so."""

    pieces: dict[str, str]
    rules: tuple[Denial, ...]
    acts: tuple[StatementAct, ...]


class SpellingWords(Rules, frozen=True):
    """Spellings and plurals, each with the form that it counts as."""

    words: dict[str, str]
    endings: tuple[Words, ...]
    singular: dict[str, str]
    es: Words


class FamilyWords(Rules, frozen=True):
    """Words and patterns by which two prints of one story are told from two stories."""

    weekdays: Words
    no_names: Words
    styles: dict[str, str]
    update: str
    dateline: str
    credit: str


class TopicWords(Rules, frozen=True):
    """Words that make no topic alone, or show that a sentence is not fit for a summary."""

    generic: Words
    weak: Words
    alone: Words
    issues: Words
    issue_endings: Words
    deeds: Words
    case: Words
    means: Words
    posts: Words
    dangling: Words
    pointing: Words
    resuming: Words
    telling: Words
    pointing_out: Words


AGREED = RuleFile("merge/agreed", AgreedRules)
CONFIDENCE = RuleFile("merge/confidence", ConfidenceRules)
DENIALS = RuleFile("merge/denials", Denials)
DIFFERENCES = RuleFile("merge/differences", DifferenceWords)
HEADLINE_WORDS = RuleFile("merge/headlines", HeadlineWords)
LINES = RuleFile("merge/lines", LineWords)
IDENTITY = RuleFile("merge/identity", IdentityWords)
OPEN_QUESTIONS = RuleFile("merge/open_questions", WordList)
PARTIES = RuleFile("merge/parties", tuple[Party, ...])
FAMILIES = RuleFile("merge/families", FamilyWords)
STATEMENTS = RuleFile("merge/statements", StatementWords)
DEEDS = RuleFile("merge/deeds", dict[str, Words])  # a verb and the nouns of its deed
STOPWORDS = RuleFile("merge/stopwords", Words)
SYNONYMS = RuleFile("merge/synonyms", tuple[Words, ...])  # the first names the group
GOING_ON = RuleFile("merge/going_on", tuple[NamedPattern, ...])  # what days later is no news
VOICES = RuleFile("merge/voices", WordList)
UNCLEAR = RuleFile("merge/unclear", tuple[NamedPattern, ...])  # lines that only point or tell of no deed
SPELLINGS = RuleFile("topics/spellings", SpellingWords)
TOPIC_WORDS = RuleFile("topics/words", TopicWords)
