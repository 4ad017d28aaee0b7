"""Abbreviations that an article explains."""

from __future__ import annotations

import pytest
from spacy.lang.en import English

from briefing_book.extract.base.abbreviations import find_abbreviations
from briefing_book.extract.base.grammar.parsed import Doc
from briefing_book.model.article import Article
from briefing_book.model.findings import Abbreviation
from briefing_book.rules.load import load
from briefing_book.rules.types.base import Words
from briefing_book.rules.types.lexicon import ABBREVIATIONS

RULES = load(ABBREVIATIONS)


def abbreviations_of(text: str) -> tuple[Abbreviation, ...]:
    nlp = English()
    nlp.add_pipe("sentencizer")
    return find_abbreviations(
        Doc(nlp(text)), Article(id="a", file="a.txt", digest="", text=text, paragraphs=(), title="")
    )


@pytest.mark.parametrize("example", RULES.examples, ids=lambda example: example[1])
def test_examples(example: Words) -> None:
    """Each example gives its short form and expansion."""
    assert [part for found in abbreviations_of(example[0]) for part in (found.short, found.expansion)] == list(
        example[1:]
    )


@pytest.mark.parametrize("text", RULES.counter_examples)
def test_counter_examples(text: str) -> None:
    """No counter-example holds an abbreviation."""
    assert abbreviations_of(text) == ()


def test_span_runs_from_expansion_to_short_form() -> None:
    """The span covers both forms."""
    text = "It buys liquefied natural gas (LNG) abroad."
    assert abbreviations_of(text)[0].span.of(text) == "liquefied natural gas (LNG"


def test_first_explanation_wins() -> None:
    """A short form explained twice is one abbreviation."""
    assert len(abbreviations_of("The gross domestic product (GDP) fell. The gross domestic product (GDP) rose.")) == 1
