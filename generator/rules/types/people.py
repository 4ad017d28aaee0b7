"""rules/people and rules/romanisation: who somebody is, by which names and in which office."""

from __future__ import annotations

from typing import Literal

import msgspec

from .base import RuleFile, Rules, Words


class Bodies(Rules, frozen=True):
    """Words of which names of organisations are made, and which of these are public."""

    heads: Words
    surnames: Words
    inside: Words
    owners: Words
    fields: Words
    government: Words
    private: Words
    countries: dict[str, Words]
    parties: Words
    of_parties: Words
    party_adjectives: Words
    common: Words
    bare: Words
    central_banks: Words
    international: Words
    us_states: Words
    us_heads: Words
    seats: Words
    openers: Words
    small_words: Words
    links: Words
    joints: Words
    offices: Words
    half_names: Words
    party_nouns: Words
    party_people: Words
    giving_posts: Words
    described: Words
    not_described: Words
    also_words: Words
    us_partisans: Words
    of_a_town: Words
    states_too: Words
    unnamed: Words
    open_domains: Words
    state_heads: Words


class ClauseRule(Rules, frozen=True):
    """A clause that gives a person an office."""

    name: str
    after: str
    article: Literal["any", "office", "none"]
    examples: Words
    counter_examples: Words
    whole: bool = False
    personal: bool = False  # whoever it is told of is a person, whatever the title
    wished: bool = False  # takes its place where the sentence tells a wish, and nowhere else
    lead: str | None = None
    over: str | None = None  # what says that the office is over: before the name when there is a lead, else in `after`
    ahead: str | None = None  # what says in `after` that the office is not held yet


class ClauseWords(Rules, frozen=True):
    """Words of and around such clauses."""

    hypothetical: Words
    prepositions: Words
    held: Words
    until: str
    sworn: Words
    head_now: Words
    head_once: Words
    head_since: Words
    predecessors: Words
    governments: Words
    led_by: Words
    governments_over: Words
    governments_to_come: Words
    in_place_of: Words
    comes_in: Words
    following: Words
    given_by: Words
    takes_posts: Words
    begins_later: Words
    replaced_by: Words
    to_be_replaced_by: Words
    replaced_on: Words
    by_another: Words


class PostTurnWords(Rules, frozen=True):
    """What says of a post that it is over, held for a time, or not yet held; and what is no change of one."""

    former: Words
    retired: Words
    acting: Words
    elect: Words
    since: Words
    until: Words
    over: Words
    up_to: Words
    ranked: Words
    ordinals: Words
    terms: Words
    term_ends: Words
    endings: Words
    beginnings: Words
    deaths: Words
    happened: Words
    made_to: Words
    not_told: Words
    not_sure: Words
    if_: Words = msgspec.field(name="if")
    nearly: Words
    grants: Words
    revokes: Words
    votes: Words
    voted_for: Words
    voters: Words
    orders: Words
    gives_orders: Words
    in_effect: Words


class PostRule(Rules, frozen=True):
    """Verbs by which somebody comes into a post or leaves it."""

    name: str
    verbs: Words
    who: Literal["does", "undergoes"]
    turn: Literal["begins", "ends", "elected", "dies"]
    examples: Words
    counter_examples: Words
    behind: str | None = None  # what must stand behind the verb
    not_behind: str | None = None  # what may not
    post: bool = False  # the clause must name the post


class Honorifics(Rules, frozen=True):
    """Forms of address by the gender that they give; `any` give none."""

    m: Words
    f: Words
    any: Words


class Kin(Rules, frozen=True):
    """Words of kinship by the gender that they give."""

    f: Words
    m: Words


class NameWords(Rules, frozen=True):
    """What names of persons are made of, and what around them speaks for a person or a thing."""

    honorifics: Honorifics
    particles: Words
    opening_particles: Words
    suffixes: Words
    marks: dict[str, str]
    short_given: Words
    younger: Words
    letters_behind: Words
    ranks_in_capitals: Words
    syllables: Words
    month_syllables: Words
    kin: Kin
    surname_endings: Words
    person_nouns: Words
    after_person_nouns: Words
    vague_heads: Words
    nobody: Words
    reporting_verbs: Words
    personal_verbs: Words
    not_names: Words
    months: Words
    before_months: Words
    weekdays: Words
    given_places: Words
    given_titles: Words
    royal_words: Words
    thing_words: Words
    thing_surnames: Words
    called_after: Words
    place_nouns: Words
    place_openers: Words
    company_words: Words
    company_openers: Words
    company_nouns: Words
    thing_nouns: Words
    nicknames: Words
    form_countries: dict[str, Words]
    given: Words
    tails: Words
    polite_tails: Words
    prefixes: Words
    small_prefixes: Words
    son_of: Words
    before_hon: Words
    irregular_verbs: Words
    surname_openings: Words
    inner_openings: Words
    picture_places: Words
    picture_sides: Words
    credits: Words
    before_things: Words
    before_places: Words
    verbs_in_front: Words
    after_figures: Words


class OfficeHeads(Rules, frozen=True):
    """Heads of titles, by when they make an official: always, but at a private body, only at a public one, never."""

    office: Words
    state: Words
    body: Words
    private: Words


class OfficeWords(Rules, frozen=True):
    """Words that make, extend or end the title of an office."""

    heads: OfficeHeads
    not_roles: Words
    locals: Words
    bare: Words
    modifiers: Words
    kept_prefixes: Words
    links: Words
    portfolio: Words
    public: Words
    heads_of_state: Words
    heads_of_country: Words
    surnames: Words
    status: Words
    gone: Words
    held_beside: Words
    not_shown: Words
    late_words: Words
    title_links: Words
    sent_abroad: Words
    party_heads: Words
    headline_verbs: Words
    sit_for: Words
    blocs: Words
    initials: Words
    of_matters: Words
    of_fields: Words
    matter_endings: Words
    for_persons: Words
    trades: Words
    of_places: Words
    of_parts: Words
    from_places: Words
    behind_titles: Words
    army_ranks: Words
    turns: Words
    of_territories: Words
    clergy: Words
    private_words: Words
    ranks: Words
    nobles: Words
    adjectives: Words
    strong_public: Words
    member_bodies: Words
    never_inside: Words
    determiners: Words
    past_openers: Words
    predicates: Words
    openers: Words
    apposition_openers: Words
    plain_links: Words
    held_at: Words
    country_links: Words
    behind_names: Words
    matter_links: Words
    between_names: Words
    conjunctions: Words
    chiefs: Words
    field_officers: Words
    directions: Words
    accredited: Words
    endings: Words
    headline_cues: Words
    rank_prefixes: Words
    head_endings: Words
    list_openers: Words
    teams: Words
    counts: Words
    list_verbs: Words
    chosen: Words
    report_links: Words
    for_countries: Words
    counterparts: Words
    shared_ministers: Words
    shared_matters: Words
    of_secretaries: Words


class PostWords(Rules, frozen=True):
    """By which words a title is a post, of which kind it is, and which bodies make a difference."""

    spokespeople: Words
    private_voices: Words
    envoys: Words
    between_countries: Words
    judges: Words
    contests: Words
    commanders: Words
    soldiers: Words
    forces: Words
    police: Words
    party_posts: Words
    party_leaders: Words
    chiefs: Words
    officers: Words
    directors: Words
    fields: Words
    managers: Words
    company: Words
    of_one_body: Words
    of_bodies: Words
    alone: Words
    no_firms: Words
    commentators: Words
    no_bodies: Words
    unions: Words
    no_unions: Words
    servants: Words
    fielded: Words
    boards: Words
    coaches: Words
    head_coaches: Words
    teams: Words
    no_coaches: Words
    owned_bodies: Words
    organisations: Words


class ReferenceScores(Rules, frozen=True):
    """What speaks for a place where a person is named, as the one that a pronoun goes back to."""

    distance: tuple[float, ...]  # in the sentence of the pronoun, in the one before it, and so on
    subject: float
    first: float  # of its sentence
    possessive: float
    quoted: float
    gender: float  # known
    last_pronoun: float  # went back to the same person
    owns_subject: float
    clause_around: float  # is about this person
    goes_on: float  # the speaker of the sentence before
    adds: float  # the speaker: "He also said"


class ReferenceWords(Rules, frozen=True):
    """How pronouns and descriptions find their person: words, scores, and the lead that the best one needs."""

    pronouns: dict[str, Literal["f", "m"]]
    scores: ReferenceScores
    margin: float
    initials: dict[str, str]
    fame: Words
    nominals: dict[str, Words]
    of_subject: Words
    of_object: Words
    of_thing: Words
    of_others: Words
    fronts: Words
    more: Words
    openers: Words
    beside_office: Words
    not_taken_up: Words
    also_taken_up: Words


# what code finds around a run of words; votes.yml weighs each
VoteKind = Literal[
    "honorific", "title", "plain title", "plural title", "vague title", "person noun before", "role before comma",
    "weak apposition", "apposition", "model person", "model full name", "model place", "model other",
    "given name alone", "surname form", "common words", "common word at the end", "plural at the end", "common word",
    "inflected word", "given name", "east asian form", "east asian surname", "particle or initial", "thing word",
    "company word", "inner capital", "seat of an office", "all capitals", "thing noun before", "place opener",
    "company noun", "neuter pronoun", "hyphen tail", "place noun behind", "credit", "article before",
    "place preposition", "caption", "of a country", "beside a person", "age", "who", "called after", "under",
    "between commas", "thing surname", "thing noun first", "person noun behind",
    "nickname", "used alone", "office given", "possessive", "personal verb", "reporting verb", "pronoun",
    "according to", "by-name", "body of a country",
]  # fmt: skip
VoteRole = Literal["", "person", "no person", "speaker", "company", "family name first"]


class Vote(Rules, frozen=True):
    """A reason for or against a run of words being a person's name, and its weight."""

    kind: VoteKind
    weight: float
    tells: VoteRole = ""
    examples: Words = ()
    counter_examples: Words = ()


class NameParts(Rules, frozen=True):
    """Parts of a name that are not the name itself, and titles that are short for longer ones."""

    suffixes: Words
    particles: Words
    bare_titles: Words


class RomanisationSystem(Rules, frozen=True):
    """Rewrites that make spellings of one language's names equal, and which names they are for."""

    name: str
    rewrites: tuple[tuple[str, str], ...]
    countries: Words = ()
    syllable: str | None = None
    surnames: str | None = None  # a language of lexicon/surnames
    whole: dict[str, str] = msgspec.field(default_factory=dict)
    words: Words = ()
    endings: Words = ()
    marks: str | None = None  # names in which nothing of it is found meet those in which it is, not each other


class Sounds(Rules, frozen=True):
    """Rewrites, in order, that make words of names equal which may sound so; and which letters are vowels."""

    rewrites: tuple[tuple[str, str], ...]
    vowels: str


class Standing(Rules, frozen=True):
    """What names and titles are worth as evidence."""

    many: Words
    alone: Words
    by_given_name: Words
    governments: Words
    before_things: Words
    common: Words


class OtherName(Rules, frozen=True):
    """What stands between two names of one person who took another name."""

    name: str
    newer: Literal["first", "second"]  # which of the two names the person goes by today
    between: str
    examples: Words
    counter_examples: Words


class TitleWords(Rules, frozen=True):
    """Spellings of one word in titles, and words that make no difference there."""

    words: dict[str, str]
    spelled: dict[str, str]
    dropped: Words
    phrases: dict[str, str]


BODIES = RuleFile("people/bodies", Bodies)
CLAUSE_WORDS = RuleFile("people/clause_words", ClauseWords)
CLAUSES = RuleFile("people/clauses", tuple[ClauseRule, ...])
NAMES = RuleFile("people/names", NameWords)
OFFICES = RuleFile("people/offices", OfficeWords)
POSTS = RuleFile("people/posts", PostWords)
POST_CHANGES = RuleFile("people/post_changes", tuple[PostRule, ...])
POST_WORDS = RuleFile("people/post_words", PostTurnWords)
REFERENCES = RuleFile("people/references", ReferenceWords)
VOTES = RuleFile("people/votes", tuple[Vote, ...])
FAMILIES = RuleFile("romanisation/families", tuple[Words, ...])
NICKNAMES = RuleFile("romanisation/nicknames", tuple[Words, ...])
NAME_PARTS = RuleFile("romanisation/parts", NameParts)
SYSTEMS = RuleFile("romanisation/systems", tuple[RomanisationSystem, ...])
OTHER_NAMES = RuleFile("romanisation/other_names", tuple[OtherName, ...])
SOUNDS = RuleFile("romanisation/sounds", Sounds)
STANDING = RuleFile("romanisation/standing", Standing)
TITLES = RuleFile("romanisation/titles", TitleWords)
VARIANTS = RuleFile("romanisation/variants", tuple[Words, ...])
