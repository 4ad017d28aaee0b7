"""One article costs in step with its length, and what is too much for one is told with what to do."""

from __future__ import annotations

import pytest

from bench.growth import INPUTS, cost, plain
from briefing_book.extract.base import spacy_model
from briefing_book.extract.base.sentences import find_sentences
from briefing_book.ingest import article_from_bytes, plain_article
from briefing_book.ingest.base.limits import most, remarks
from briefing_book.model.errors import UnreadableArticle
from briefing_book.model.places import Places
from briefing_book.model.text import Span

QUICK = {
    "words": 800,
    "quotations": 60,
    "names": 60,
    "July July": 150,
    "on Monday on Monday": 150,
    "one sentence": 50,
    "said said": 400,
}


def _own_time(name: str, size: int) -> float:
    """The best of three, without spaCy's part."""
    text = INPUTS[name].make(size)
    return min(sum(seconds for step, seconds in cost(text).steps.items() if step != "parse") for _ in range(3))


@pytest.mark.slow
@pytest.mark.parametrize("name", QUICK)
def test_four_times_the_text_takes_no_more_than_some_four_times_as_long(name):
    """Twice for each doubling would be 4; the square would be 16."""
    cost(plain(300))
    assert _own_time(name, QUICK[name] * 4) <= 9 * _own_time(name, QUICK[name])


def test_a_run_without_a_space_is_cut_into_tokens_whose_offsets_hold():
    """spaCy's tokenizer takes time with the square of such a run."""
    text = f"The board met. {'—' * 2000} It is so. {'a-b' * 400} End."
    article = plain_article(text, file="a.txt", published=None)
    doc = spacy_model.parse(article, find_sentences(article))
    assert doc.text == text
    assert max(len(token) for token in doc) <= most("run")
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
    assert len(doc) < 1200  # many marks are one token


def test_a_text_without_long_runs_is_tokenized_as_spacy_does():
    """The cut touches nothing else."""
    text = "“It won't do,” Ms. Lind said at 9 a.m. on https://a.example/x."
    article = plain_article(text, file="a.txt", published=None)
    ours = [token.text for token in spacy_model.parse(article, find_sentences(article))]
    assert ours == [token.text for token in spacy_model.load().make_doc(text)]


def test_a_sentence_without_an_end_is_cut_at_a_mark():
    """No piece is longer than a sentence may be, no character is lost, and a comma is the better place."""
    text = "and the port would pay for the line, " * 200
    sentences = find_sentences(plain_article(text, file="a.txt", published=None))
    assert len(sentences) > 1
    assert max(len(sentence.span) for sentence in sentences) <= most("sentence")
    assert all(sentence.span.of(text).endswith("line,") for sentence in sentences)
    assert " ".join(sentence.span.of(text) for sentence in sentences) == text.strip()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The board met in May. " * 5000, "25,002 words look like a report and not an article"),
        ("and the port would pay " * 100, "2,299 characters without the end of a sentence"),
        ("It met. " * 9 + "x" * 300, "300 characters without a space are read in pieces of 240"),
    ],
)
def test_an_article_beyond_a_limit_is_read_with_a_remark(text, told):
    """The remark stands among the article's warnings, so in the report and on the coverage page."""
    article = article_from_bytes(f"Ministers meet\n\n{text}".encode(), file="a.txt")
    assert any(told in warning for warning in article.warnings)


def test_an_ordinary_article_gets_no_remark():
    """Nor does a long address in it."""
    assert remarks([plain(3000), "See https://a.example/" + "x" * 150 + " for more."]) == ()


@pytest.mark.parametrize(
    ("text", "told"), [("It met. " * 130_000, "1,000,000 characters"), ("Room\n\n" * 10_001, "10,000 lines")]
)
def test_an_article_that_is_too_long_is_refused_with_what_to_do(text, told):
    """A reader learns the limit and the way out."""
    with pytest.raises(UnreadableArticle, match=f"{told}: split it into its articles"):
        article_from_bytes(text.encode(), file="a.txt")


def test_places_give_what_a_stretch_meets_in_order():
    """Also what began long before it, and nothing that only touches it."""
    spans = [Span(0, 100), Span(5, 10), Span(20, 30), Span(30, 40)]
    assert Places(spans, lambda span: span).meeting(Span(10, 30)) == [Span(0, 100), Span(20, 30)]
