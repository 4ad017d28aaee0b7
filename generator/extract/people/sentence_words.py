"""The words of each sentence of an article, read once for all finders."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ...model.findings import Sentence
from ..base.grammar.parsed import Doc
from .dictionary import dictionary
from .lexicon_words import Word, finite_verbs, is_title_case, labelled, lexicon, read_words
from .matters import with_matters
from .word_names import with_names


def sentence_words(doc: Doc, sentences: Sequence[Sentence]) -> list[list[Word]]:
    """The labelled words of each sentence; kept with the Doc, since several finders read them."""
    kept: list[list[Word]] | None = doc.user_data.get("words")
    if kept is None or len(kept) != len(sentences):
        kept = [with_matters(words) for words in with_names(read_labelled(doc, sentences))]
        doc.user_data["words"] = kept
    return kept


def read_labelled(doc: Doc, sentences: Sequence[Sentence]) -> list[list[Word]]:
    """The words of each sentence with what the lexicons say of them, before names and matters are looked for."""
    text, verbs = doc.text, finite_verbs(doc)
    known = dictionary(doc.vocab).words
    return [
        _with_headline_verbs(labelled(list(read_words(text, sentence.span, number)), verbs, known))
        for number, sentence in enumerate(sentences)
    ]


def _with_headline_verbs(words: list[Word]) -> list[Word]:
    """In a heading with capitals throughout, the verb that the model takes for a name: "Kenya Probes Ex-Minister
    Roe"."""
    verbs = lexicon("offices", "headline_verbs")
    if not any(word.low in verbs for word in words[1:]) or not is_title_case(words):
        return words
    return [
        replace(word, verb=True) if at and word.cap and word.label == "" and word.low in verbs else word
        for at, word in enumerate(words)
    ]
