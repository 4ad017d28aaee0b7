"""The words of each sentence as they are kept for those that come after the parse."""

from __future__ import annotations

import pytest

from briefing_book.extract.base import spacy_model
from briefing_book.extract.base.sentences import find_sentences
from briefing_book.extract.base.words import find_words
from briefing_book.ingest import plain_article

TEXT = "The old crew (of five) sold Velar\u2019s boats  quickly. They wept, and she\u2019d gone."


def words() -> list[list[tuple[str, str, str]]]:
    """Of each sentence each word with its lemma and its kind."""
    article = plain_article(TEXT, file="a.txt", published=None)
    sentences = find_sentences(article)
    kept = find_words(spacy_model.parse(article, sentences), article.text, sentences)
    each = (words.words(article.text, sentence.span.start) for words, sentence in zip(kept, sentences, strict=True))
    return [[(word.span.of(article.text), word.lemma, word.tag) for word in of] for of in each]


def test_each_sentence_has_its_own_words() -> None:
    first, second = words()
    assert [word for word, _, _ in first] == [
        "The",
        "old",
        "crew",
        "(",
        "of",
        "five",
        ")",
        "sold",
        "Velar",
        "\u2019s",
        "boats",
        "quickly",
        ".",
    ]
    assert [word for word, _, _ in second][:3] == ["They", "wept", ","]


@pytest.mark.parametrize(
    ("word", "lemma", "tag"),
    [
        ("sold", "sell", "verb"),
        ("crew", "crew", "noun"),
        ("Velar", "velar", "name"),
        ("old", "old", "adjective"),
        ("five", "five", "number"),
        ("The", "the", "function"),
        ("of", "of", "function"),
        ("quickly", "quickly", "other"),
        ("(", "(", "other"),
    ],
)
def test_a_word_has_its_lemma_without_case_and_its_kind(word: str, lemma: str, tag: str) -> None:
    """A mark is itself, and not the plain mark that the model takes it for."""
    assert (word, lemma, tag) in words()[0]


def test_blanks_are_no_words() -> None:
    assert not [word for of in words() for word, _, _ in of if not word.strip()]
