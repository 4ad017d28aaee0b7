"""Class, form and lemma are those that the model's own ruler and lemmatizer give."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from spacy.attrs import DEP, LEMMA, MORPH, POS, TAG
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from briefing_book.extract.base import spacy_model, word_classes
from briefing_book.extract.base.word_classes import WordClasses, pieces_of

_GIVEN = [TAG, DEP, POS, MORPH, LEMMA]


@pytest.fixture(scope="module")
def classes() -> WordClasses:
    return next(piece for piece in pieces_of(spacy_model.load()) if isinstance(piece, WordClasses))


def _parsed(text: str) -> Doc:
    nlp = spacy_model.load()
    with nlp.select_pipes(enable=["tok2vec", "tagger", "parser"]):
        return nlp(text)


def _by_the_model(text: str) -> list[Any]:
    nlp, doc = spacy_model.load(), _parsed(text)
    for name in ("attribute_ruler", "lemmatizer"):
        doc = nlp.get_pipe(name)(doc)
    rows: list[Any] = doc.to_array(_GIVEN).tolist()
    return rows


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Dredgers left.",
        "There is a quay; there's another, and there were two.",  # patterns of two words
        "Let's say y'all ain't gonna go: there is is.",
        "It opened  \n\n on the day that it had to, which nobody did.",
        "I'd have you do it as I did, but the better pilots' own lights were out.",
    ],
)
def test_they_are_those_of_the_model(text: str, classes: WordClasses) -> None:
    given = classes(_parsed(text)).to_array(_GIVEN).tolist()

    assert given == _by_the_model(text)


def test_a_word_stays_the_same_after_others(classes: WordClasses) -> None:
    """What a pattern of two words says of one is not kept for it."""
    classes(_parsed("There is a quay."))

    assert classes(_parsed("The quay is old.")).to_array(_GIVEN).tolist() == _by_the_model("The quay is old.")


def test_what_is_kept_has_a_bound(classes: WordClasses, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_classes, "_MOST_KEPT", 3)
    for number in range(5):
        classes(_parsed(f"Quay number{number} and pier number{number} are old."))

    assert len(classes._kept) < 20


def test_a_lemma_outlives_its_article(classes: WordClasses) -> None:
    """The model forgets the new words of an article at its end."""
    nlp = spacy_model.load()
    lemmas = []
    for _ in range(2):
        with nlp.memory_zone():
            lemmas.append([word.lemma_ for word in classes(_parsed("Both blorfings sank."))])

    assert lemmas[0] == lemmas[1]


def _ruler(*patterns: dict[str, Any]) -> Iterator[Any]:
    ruler = AttributeRuler(spacy_model.load().vocab)
    ruler.add([list(patterns)], {"LEMMA": "pier"})
    yield ruler
    yield spacy_model.load().get_pipe("lemmatizer")


@pytest.mark.parametrize(
    ("pattern", "kept"),
    [({"LOWER": "quay"}, True), ({"SHAPE": "xxxx"}, False), ({"LOWER": "quay", "OP": "+"}, False)],
)
def test_a_ruler_that_asks_more_of_a_word_is_left_alone(pattern: dict[str, Any], kept: bool) -> None:
    pipeline = [("", piece) for piece in _ruler(pattern)]
    pieces = pieces_of.__wrapped__(SimpleNamespace(pipeline=pipeline))  # type: ignore[arg-type]

    assert [isinstance(piece, WordClasses) for piece in pieces] == ([True] if kept else [False, False])
