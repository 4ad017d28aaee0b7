"""The names that grammar has here, and the labels of the parse that they stand for.

Another model or another language gives a `Labels` of its own; nothing outside `base/grammar` knows a label.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from ....model.text import record

# What a word is to the word above it.
Relation = Literal[
    "top",  # of the sentence
    "subject", "passive subject", "clause subject", "passive clause subject", "there",  # "there was", "it seems that"
    "object", "indirect object", "object predicate", "predicate noun", "predicate adjective", "agent",  # the "by"
    "clause complement",  # "said [it fell]": has a subject of its own
    "open complement",  # "wants [to leave]": shares one
    "adverbial clause", "relative clause", "noun clause",  # "the pact [signed] in May"
    "preposition clause",  # "after [signing]"
    "aside",  # "the talks, he [said], failed"
    "helper", "passive helper", "negation", "adverb", "particle", "clause mark", "joining word", "joined",
    "preposition", "preposition object", "apposition", "owner", "compound", "noun modifier", "adjective", "number",
    "number adverb", "measure",  # "two days [ago]", "three [miles] away"
    "determiner", "before determiner", "before joined", "case mark", "punctuation", "interjection", "meta", "unclear",
]  # fmt: skip

# What a verb or a noun of saying takes.
Taking = Literal["infinitive", "clause", "gerund", "object"]

# How a word is inflected, and of which fine sort it is.
Form = Literal[
    "base", "past", "participle", "ing", "present", "present s", "modal", "to",
    "noun", "nouns", "name", "names", "adjective", "comparative", "superlative",
    "pronoun", "owner pronoun", "who", "whose", "which", "where", "adverb", "preposition", "other",
]  # fmt: skip

WordClass = Literal[
    "verb", "helper", "noun", "name", "adjective", "adverb", "number", "pronoun", "determiner", "preposition",
    "particle", "joining word", "clause word", "punctuation", "symbol", "interjection", "space", "other",
]  # fmt: skip


@record
class Labels:
    """What a model calls each relation, form and class; a label that is not listed is "unclear" or "other"."""

    relations: Mapping[str, Relation]
    forms: Mapping[str, Form]
    classes: Mapping[str, WordClass]


_CLEARNLP: Mapping[str, Relation] = {
    "ROOT": "top", "nsubj": "subject", "nsubjpass": "passive subject", "csubj": "clause subject",
    "csubjpass": "passive clause subject", "expl": "there", "dobj": "object", "dative": "indirect object",
    "oprd": "object predicate", "attr": "predicate noun", "acomp": "predicate adjective", "agent": "agent",
    "ccomp": "clause complement", "xcomp": "open complement", "advcl": "adverbial clause", "relcl": "relative clause",
    "acl": "noun clause", "pcomp": "preposition clause", "parataxis": "aside", "aux": "helper",
    "auxpass": "passive helper", "neg": "negation", "advmod": "adverb", "prt": "particle", "mark": "clause mark",
    "cc": "joining word", "conj": "joined", "prep": "preposition", "pobj": "preposition object", "appos": "apposition",
    "poss": "owner", "compound": "compound", "nmod": "noun modifier", "amod": "adjective", "nummod": "number",
    "quantmod": "number adverb", "npadvmod": "measure", "det": "determiner", "predet": "before determiner",
    "preconj": "before joined", "case": "case mark", "punct": "punctuation", "intj": "interjection", "meta": "meta",
    "dep": "unclear",
}  # fmt: skip
_PENN: Mapping[str, Form] = {
    "VB": "base", "VBD": "past", "VBN": "participle", "VBG": "ing", "VBP": "present", "VBZ": "present s",
    "MD": "modal", "TO": "to", "NN": "noun", "NNS": "nouns", "NNP": "name", "NNPS": "names", "JJ": "adjective",
    "JJR": "comparative", "JJS": "superlative", "PRP": "pronoun", "PRP$": "owner pronoun", "WP": "who",
    "WP$": "whose", "WDT": "which", "WRB": "where", "RB": "adverb", "IN": "preposition",
}  # fmt: skip
_UNIVERSAL: Mapping[str, WordClass] = {
    "VERB": "verb", "AUX": "helper", "NOUN": "noun", "PROPN": "name", "ADJ": "adjective", "ADV": "adverb",
    "NUM": "number", "PRON": "pronoun", "DET": "determiner", "ADP": "preposition", "PART": "particle",
    "CCONJ": "joining word", "SCONJ": "clause word", "PUNCT": "punctuation", "SYM": "symbol", "INTJ": "interjection",
    "SPACE": "space", "X": "other",
}  # fmt: skip

LABELS = Labels(relations=_CLEARNLP, forms=_PENN, classes=_UNIVERSAL)  # of spaCy's English models
