"""What is worked out once for each different word is what the model works out for every word."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from thinc.api import Model

from briefing_book.extract.base import spacy_model
from briefing_book.extract.base.word_vectors import share_vectors

_TEXT = (
    "The quay of Brno opened on Monday. On Tuesday the quay was closed, the mayor said, and the mayor left. "
    "The quay, the mayor and the pilots: all of the port of Brno said on Monday that the quay was open."
)


@cache
def _bare() -> Language:
    return spacy.load(spacy_model.DEFAULT_MODEL)


@pytest.mark.parametrize("text", ["", "Quay.", "quay quay quay", "A  gap \n and a  gap", _TEXT, _TEXT * 20])
def test_vectors_are_the_same_to_the_bit(text: str) -> None:
    assert np.array_equal(spacy_model.load()(text).tensor, _bare()(text).tensor)


@pytest.mark.parametrize("text", [_TEXT, _TEXT * 20])
def test_names_are_the_same(text: str) -> None:
    def names(nlp: Language) -> list[tuple[str, str]]:
        return [(name.text, name.label_) for name in nlp(text).ents]

    assert names(spacy_model.load()) == names(_bare())


def test_a_word_that_stands_again_is_not_worked_out_again() -> None:
    rows: list[int] = []

    def forward(_: Any, given: list[Any], is_train: bool) -> Any:
        rows.extend(len(each) for each in given)
        return [np.array(each, dtype="float32") for each in given], None

    def passed(_: Any, given: Any, is_train: bool) -> Any:
        return given, None

    words = Model("extract_features", lambda *_, **__: ([np.array([[1], [2], [1], [1]], dtype="uint64")], None))
    layers = [words, Model("list2ragged", forward), Model("ragged2list", passed)]
    outer: Any = Model("chain", passed, layers=[Model("chain", passed, layers=layers)])
    share_vectors(type("Pipeline", (), {"pipeline": [("", type("Part", (), {"model": outer}))]}))  # type: ignore[arg-type]

    assert (outer.layers[0].predict(["quay"])[0].tolist(), rows) == ([[1.0], [2.0], [1.0], [1.0]], [2])


def test_layers_that_look_at_more_than_a_word_are_left_as_they_are() -> None:
    def passed(_: Any, given: Any, is_train: bool) -> Any:
        return given, None

    inner = Model("chain", passed, layers=[Model("extract_features", passed), Model("window", passed)])
    outer: Any = Model("chain", passed, layers=[inner])
    share_vectors(type("Pipeline", (), {"pipeline": [("", type("Part", (), {"model": outer}))]}))  # type: ignore[arg-type]

    assert outer.layers == [inner]
