"""Verbs that the language model takes for nouns, "The town council [votes] on Friday", or for what describes the name
that did it, "On May 4 Ann Roe [handed] over the keys"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from ....rules.load import load
from ....rules.types.grammar import GRAMMAR
from .raw_words import above, children, class_of, form_of, has, relation_of
from .words import NOUNS

_SINGULAR = frozenset({"noun", "name"})
_STOPS = frozenset({".", "!"})


def mend_verbs(doc: Doc) -> None:
    """Make a verb of the noun on which a whole sentence hangs, and its subject of the noun right before it; and of a
    participle on whose name a whole sentence hangs, and its subject of that name."""
    for word in doc:
        if _is_misread(word):
            _make_verb(word, doc[word.i - 1])
        elif _is_main(word):
            _make_main(word, word.head)


def _is_misread(word: Token) -> bool:
    """A verb's form on which a sentence with a full stop hangs, behind one body that seems to be part of it."""
    if relation_of(word) != "top" or word.lower_ not in load(GRAMMAR).seeming_nouns or word.i == 0:
        return False
    before = word.doc[word.i - 1]
    part = relation_of(before) == "compound" and above(before) == word and form_of(before) in _SINGULAR
    return part and class_of(before) in NOUNS and word.sent[-1].text in _STOPS


def _make_verb(word: Token, subject: Token) -> None:
    lemma = word.lower_[:-1]
    for child in [*word.lefts]:
        if child != subject:
            child.head = subject
    subject.dep_ = "nsubj"
    word.tag_, word.pos_, word.lemma_ = "VBZ", "VERB", lemma


def _is_main(word: Token) -> bool:
    """A form of the past with an object, behind a name on which a sentence with a full stop hangs."""
    if relation_of(word) != "noun clause" or form_of(word) != "participle":
        return False
    name = above(word)
    if (
        name is None
        or relation_of(name) != "top"
        or class_of(name) != "name"
        or word.sent[-1].text != "."
        or has(word, "agent")
    ):
        return False
    return _is_behind(name, word) and has(word, "object")


def _is_behind(name: Token, verb: Token) -> bool:
    """Right behind it, or behind an apposition that a comma closes."""
    between = verb.doc[name.i + 1 : verb.i]
    asides = [each for each in children(name, "apposition") if name.i < each.i < verb.i]
    return not between or (len(asides) == 1 and between[0].text == between[-1].text == ",")


def _make_main(verb: Token, name: Token) -> None:
    verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
    name.head, name.dep_ = verb, "nsubj"
    for child in [*name.children]:
        if child.i > verb.i or relation_of(child) in ("preposition", "adverb", "measure"):
            child.head = verb
