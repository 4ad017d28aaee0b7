"""The cue words of rules/quotations/cues.yml."""

from __future__ import annotations

from functools import cache

import msgspec

from ....model.text import record
from ....rules.load import load, word_sets
from ....rules.types.base import WordRule
from ....rules.types.quotations import CONTENT_WORDS, CUES
from ...base import grammar
from ...base.grammar.parsed import Token

_PHRASES = ("according", "connectives")  # lists of several words


@record
class Lexicon:
    """All cue words; `according` and `connectives` hold phrases, each as the tuple of its words."""

    takes: dict[str, frozenset[str]]  # verb lemma: what it takes
    prepositions: dict[str, frozenset[str]]  # verb lemma: those that lead its content
    adjective_prepositions: dict[str, frozenset[str]]  # adjective: those that lead what is felt about
    irregular: dict[str, str]  # past form: lemma
    according: tuple[tuple[str, ...], ...]
    connectives: tuple[tuple[str, ...], ...]
    seldom: frozenset[str]
    nouns: frozenset[str]
    aims: frozenset[str]
    noun_prepositions: frozenset[str]
    adjectives: frozenset[str]
    occasions: frozenset[str]
    asides: frozenset[str]
    labels: frozenset[str]
    intentions: frozenset[str]
    denials: frozenset[str]
    refusals: frozenset[str]
    unkept: frozenset[str]
    withdrawing: frozenset[str]
    additions: frozenset[str]
    deniable: frozenset[str]
    grounds: frozenset[str]
    giving: frozenset[str]
    writings: frozenset[str]
    answers: frozenset[str]
    hollow: frozenset[str]
    utterances: frozenset[str]
    purposes: frozenset[str]
    instruments: frozenset[str]
    greetings: frozenset[str]
    identities: frozenset[str]
    deliberations: frozenset[str]


def content_words(name: str) -> frozenset[str]:
    """A list of rules/quotations/contents."""
    return word_sets(CONTENT_WORDS)[name]


@cache
def lexicon() -> Lexicon:
    """The cue words of rules/quotations/cues, made ready for looking up."""
    rules = load(CUES)
    takes: dict[str, frozenset[str]] = {}
    for group in rules.verbs:
        for word in group.words:
            takes[word] = takes.get(word, frozenset()) | frozenset(group.takes)
    groups = {name: group for name, group in msgspec.structs.asdict(rules).items() if isinstance(group, WordRule)}
    return Lexicon(
        takes=takes,
        prepositions={verb: frozenset(words) for verb, words in rules.prepositions.words.items()},
        adjective_prepositions={word: frozenset(led) for word, led in rules.adjective_prepositions.words.items()},
        irregular=dict(rules.irregular.words),
        according=tuple(tuple(form.split()) for form in rules.according.words),
        connectives=tuple(tuple(form.split()) for form in rules.connectives.words),
        **{name: frozenset(group.words) for name, group in groups.items() if name not in _PHRASES},
    )


def says(word: str) -> bool:
    """Whether a word is a past form of a verb that stands beside words in marks: "said", "asked"."""
    words, lower = lexicon(), word.lower()
    if lower in words.irregular:
        return lower != "notes"
    return lower.endswith("ed") and any("quote" in words.takes.get(form, ()) for form in (lower[:-1], lower[:-2]))


def verb_form(token: Token) -> str | None:
    """The lexicon's form of a verb; the model's lemma is wrong now and then ("rat" for "rated")."""
    words = lexicon()
    lower = token.lower_
    for form in (
        token.lemma,
        words.irregular.get(lower, ""),
        lower,
        lower[:-1],
        lower[:-2],
        lower[:-3],
        f"{lower[:-3]}e",
    ):
        if form in words.takes:
            return form
    return None


def verb_prepositions(token: Token) -> frozenset[str]:
    """The prepositions that lead the content of a verb: "for" of "call"."""
    return lexicon().prepositions.get(verb_form(token) or "", frozenset())


def is_cue_verb(token: Token) -> bool:
    """Whether a token is a verb of the lists and is used as a verb here."""
    if grammar.class_of(token) == "verb":
        may_be = grammar.relation_of(token) not in ("adjective", "compound", "preposition")
    else:
        may_be = (
            grammar.form_of(token) in ("past", "present s", "present", "participle", "ing", "base")
            or token.lower_ in lexicon().irregular
        )
    return may_be and verb_form(token) is not None
