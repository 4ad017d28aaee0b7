"""Sentence boundaries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_book.extract.base.sentences import find_sentences, split
from briefing_book.ingest import plain_article
from briefing_book.model.text import Span
from briefing_book.rules.load import load
from briefing_book.rules.types.lexicon import SENTENCES

RULES = load(SENTENCES)
WORDS = ["The", "U.S.", "Dr.", "No.", "a.m.", "5", "said", "Okello", "etc.", "iPhone"]
PIECES = [*WORDS, "”", "“", ".", "...", "?", "!", "(", ")", "\u00a0", "\t"]


def sentences_of(text: str) -> list[str]:
    return [span.of(text) for span in split(text, Span(0, len(text)))]


@pytest.mark.parametrize("example", RULES.examples)
def test_examples(example: str) -> None:
    """A sentence ends at every bar of an example and nowhere else."""
    expected = [part.strip() for part in example.split("|")]
    assert sentences_of(" ".join(expected)) == expected


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_sentences_tile_the_text(text: str) -> None:
    """In order, without overlap, and nothing but white space between them."""
    at = 0
    for span in split(text, Span(0, len(text))):
        assert text[at : span.start].strip() == ""
        assert span.of(text) == span.of(text).strip() != ""
        at = span.end
    assert text[at:].strip() == ""


@given(st.text(max_size=200))
def test_any_text_is_tiled(text: str) -> None:
    """Whatever the characters, none is lost."""
    assert "".join("".join(sentences_of(text)).split()) == "".join(text.split())


def test_headings_and_list_items_stay_apart() -> None:
    """A line without a full stop is a sentence of its own when it is a paragraph of its own."""
    article = plain_article("The heading\n\n- oil and gas\n\n- steel\n\nThe talks ended.", file="a.txt", published=None)
    assert [s.span.of(article.text) for s in find_sentences(article)] == [
        "The heading",
        "- oil and gas",
        "- steel",
        "The talks ended.",
    ]


def test_a_long_line_takes_linear_time() -> None:
    """A hundred thousand full stops are read."""
    assert len(sentences_of("A b. " * 50_000)) > 1
