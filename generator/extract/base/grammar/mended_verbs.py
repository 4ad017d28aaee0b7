"""Verbs that the language model takes for nouns: "The town council [votes] on Friday"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from ....rules.load import load
from ....rules.types.grammar import GRAMMAR
from .words import NOUNS, above, class_of, form_of, relation_of

_SINGULAR = frozenset({"noun", "name"})
_STOPS = frozenset({".", "!"})


def mend_verbs(doc: Doc) -> None:
    """Make a verb of the noun on which a whole sentence hangs, and its subject of the noun right before it."""
    for word in doc:
        if _is_misread(word):
            _make_verb(word, doc[word.i - 1])


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
