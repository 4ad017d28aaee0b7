"""Findings looked up by place, and the words of a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_book.extract.reading import read_findings
from briefing_book.ingest import plain_article
from briefing_book.model.article_view import ArticleView
from briefing_book.model.findings import Findings, Mention, Sentence
from briefing_book.model.text import Span
from briefing_book.model.words import SentenceWords, TextWord

TEXT = "The yard in Norvik closed on Monday. Its owners, the Lunds, had said so. “We are sorry,” Ms. Mara Lund wrote in May."


@pytest.fixture(scope="module")
def view() -> ArticleView:
    article = plain_article(TEXT, file="a.txt", published=None)
    return ArticleView(article=article, findings=read_findings(article))


def _mention(start: int, length: int) -> Mention:
    return Mention(span=Span(start, start + length), kind="place", entity="norvik", rule="r")


def _bare(view: ArticleView, **found: tuple) -> ArticleView:
    return ArticleView(article=view.article, findings=Findings(article="a", **found))


def test_a_sentence_has_its_words_with_lemma_and_kind(view):
    """As the language model reads them, marks too."""
    words = {word.span.of(TEXT): (word.lemma, word.tag) for word in view.numbered(0).words}
    assert words["closed"] == ("close", "verb")
    assert words["Norvik"] == ("norvik", "name")
    assert words["yard"] == ("yard", "noun")
    assert words["The"] == ("the", "function")
    assert words["."] == (".", "other")


def test_every_letter_of_an_article_stands_in_one_word_of_its_sentence(view):
    """None is lost between two words or two sentences, and none is there twice."""
    spans = [word.span for number in range(3) for word in view.words(number)]
    letters = [at for span in spans for at in range(span.start, span.end)]
    assert letters == [at for at, char in enumerate(TEXT) if not char.isspace()]


@pytest.mark.parametrize(("words", "number"), [("The yard", 0), ("Monday", 0), ("Its", 1), ("Ms.", 2)])
def test_the_sentence_at_an_offset_is_the_one_that_the_offset_stands_in(view, words, number):
    """Also at its first letter."""
    assert view.sentence(TEXT.index(words)).number == number


def test_a_sentence_view_holds_what_begins_in_it_and_nothing_of_its_neighbours(view):
    """The day of the first sentence, the quotation and the writer of the last."""
    first, _, last = (view.numbered(number) for number in range(3))
    assert [timex.span.of(TEXT) for timex in first.timexes] == ["Monday"]
    assert not first.quotations
    assert [mention.span.of(TEXT) for mention in last.mentions if mention.kind == "person"] == ["Mara Lund"]
    assert len(last.quotations) == 1


@pytest.mark.parametrize(("back", "numbers"), [(0, [2]), (1, [1, 2]), (9, [0, 1, 2])])
def test_around_a_sentence_are_those_before_it_as_far_as_there_are_any(view, back, numbers):
    assert [each.number for each in view.around(2, back)] == numbers


def test_a_view_with_one_more_kind_of_findings_leaves_the_old_one_as_it_was(view):
    """Views are made anew, never changed."""
    bare = _bare(view, sentences=view.findings.sentences)
    more = bare.with_found("mentions", [_mention(12, 6)])
    assert more.numbered(0).mentions == (_mention(12, 6),)
    assert not bare.numbered(0).mentions


def test_a_view_of_some_kinds_has_no_others(view):
    """So a finder that asks for what it does not require gets nothing in every test, not only where the order
    changes."""
    only = view.only({"sentences", "mentions"})
    assert only.findings.mentions == view.findings.mentions
    assert not only.findings.timexes
    assert not only.words(0)


SPANS = st.lists(st.tuples(st.integers(0, 100), st.integers(0, 9)), max_size=30)


@given(SPANS, st.integers(0, 100), st.integers(0, 40))
def test_what_lies_within_a_span_is_what_a_walk_through_all_would_find(places, start, length):
    """Whatever nests, touches or is empty."""
    found = sorted((_mention(*place) for place in places), key=lambda mention: mention.span)
    view = ArticleView(article=plain_article(TEXT, file="a.txt", published=None), findings=Findings(article="a"))
    span = Span(start, start + length)
    inside = [m for m in found if span.start <= m.span.start < span.end and m.span.end <= span.end]
    assert list(view.within(found, span)) == inside


@given(st.sets(st.integers(1, 100), max_size=12), st.integers(0, 110))
def test_the_sentence_of_an_offset_is_the_last_that_begins_before_it(starts, offset):
    """Or the first of all."""
    bounds = sorted({0, *starts})
    sentences = tuple(Sentence(span=Span(start, start), kind="body") for start in bounds)
    article = plain_article(TEXT, file="a.txt", published=None)
    view = ArticleView(article=article, findings=Findings(article="a", sentences=sentences))
    assert view.number_at(offset) == max(n for n, start in enumerate(bounds) if start <= offset)


@given(st.lists(st.tuples(st.integers(0, 3), st.text("abÄßİ'.", min_size=1, max_size=5)), max_size=12), st.data())
def test_words_come_out_as_they_were_packed(pieces, data):
    """Whatever their letters and the blanks between them, where the lemma is the word and where it is another."""
    text, words = "Before. ", []
    for gap, letters in pieces:
        text += " " * gap
        lemma = data.draw(st.sampled_from([letters.casefold(), "be"]))
        tag = data.draw(st.sampled_from(["verb", "noun", "name", "adjective", "number", "function", "other"]))
        words.append(TextWord(span=Span(len(text), len(text) + len(letters)), lemma=lemma, tag=tag))
        text += letters
    assert list(SentenceWords.of(words, text, 8).words(text, 8)) == words
