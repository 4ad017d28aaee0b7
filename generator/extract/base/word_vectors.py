"""Each different word of a text gets its first vector once: half of the words of an article stand in it before. What
comes out is the same to the last bit, for a row of the product does not depend on its neighbours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

_FIRST, _LAST = ["extract_features", "list2ragged"], "ragged2list"  # layers that look at each word alone


def share_vectors(nlp: Language) -> None:
    """Changes the parts of a pipeline that make vectors of words alone; others are left as they are."""
    for _, part in nlp.pipeline:
        model = getattr(part, "model", None)
        for node in list(model.walk()) if model is not None else ():
            for at, layer in enumerate(node.layers):
                names = [each.name for each in layer.layers]
                if names[:2] == _FIRST and names[-1] == _LAST:
                    node.layers[at] = Model("once_a_word", _of_words, layers=list(layer.layers))


def _of_words(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[Any], Callable[..., Any]]:  # noqa: ARG001 (so called)
    extract, *others = model.layers
    found = []
    for words in extract.predict(docs):
        _distinct, first, again = np.unique(words, axis=0, return_index=True, return_inverse=True)
        vectors = [words[first]]
        for layer in others:
            vectors = layer.predict(vectors)
        found.append(vectors[0][again.reshape(-1)])
    return found, _is_not_trained


def _is_not_trained(*_: Any) -> Any:
    raise NotImplementedError
