"""Findings looked up by place, and the words of a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

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


SENTENCES = (
    Sentence(span=Span(0, 10), kind="body"),
    Sentence(span=Span(11, 20), kind="body"),
    Sentence(span=Span(21, 30), kind="body"),
)
KINDS = ("mentions", "references", "roles", "timexes", "figures", "events", "cuts")


@dataclass(frozen=True)
class Thing:
    """Whatever stands at a place; only events are asked for their sentence and their time."""

    span: Span
    sentence: int = 1
    timex: int | None = None


@pytest.fixture
def three() -> ArticleView:
    """Three sentences, the first of which begins at the first letter."""
    article = plain_article("x" * 40, file="a.txt", published=None)
    return ArticleView(article=article, findings=Findings(article="a", sentences=SENTENCES))


@pytest.mark.parametrize(
    ("offset", "number"), [(0, 0), (9, 0), (10, 0), (11, 1), (19, 1), (20, 1), (21, 2), (30, 2), (999, 2)]
)
def test_a_blank_between_two_sentences_is_the_first_ones(three, offset, number):
    """And what lies behind the last one is the last one's."""
    assert three.number_at(offset) == number
    assert three.sentence(offset).sentence == SENTENCES[number]


def test_what_lies_before_the_first_sentence_is_the_first_ones():
    article = plain_article(TEXT, file="a.txt", published=None)
    view = ArticleView(article=article, findings=Findings(article="a", sentences=SENTENCES[1:]))
    assert view.number_at(0) == 0


def test_an_article_without_a_sentence_has_none_at_any_place():
    article = plain_article(TEXT, file="a.txt", published=None)
    view = ArticleView(article=article, findings=Findings(article="a"))
    assert view.number_at(5) == 0
    with pytest.raises(IndexError):
        view.sentence(5)


@pytest.mark.parametrize(
    ("number", "back", "numbers"), [(0, 0, [0]), (0, 1, [0]), (1, 1, [0, 1]), (2, 1, [1, 2]), (2, 2, [0, 1, 2])]
)
def test_around_the_first_sentence_there_is_none_before_it(three, number, back, numbers):
    assert [each.number for each in three.around(number, back)] == numbers


@pytest.mark.parametrize("kind", KINDS)
def test_what_reaches_into_a_sentence_is_in_its_view(three, kind):
    """What ends where it begins, or begins where it ends, is not."""
    before, across, inside, after = (Thing(Span(*at)) for at in ((5, 11), (8, 12), (14, 15), (20, 21)))
    view = three.with_found(kind, [before, across, inside, after])
    assert getattr(view.numbered(1), kind) == (across, inside)


def test_a_quotation_is_in_the_sentence_of_its_cue_and_in_that_of_its_content():
    """Once each, and in the order in which they were found."""
    article = plain_article("x" * 40, file="a.txt", published=None)

    def quotation(content: Span, cue: Span | None) -> Any:
        return SimpleNamespace(content=content, cue=cue)

    quotations = (
        quotation(Span(0, 5), Span(12, 14)),
        quotation(Span(13, 18), Span(15, 16)),
        quotation(Span(22, 24), None),
    )
    view = ArticleView(article=article, findings=Findings(article="a", sentences=SENTENCES, quotations=quotations))
    assert [view.quotations_at(sentence.span) for sentence in SENTENCES] == [
        (quotations[0],),
        (quotations[0], quotations[1]),
        (quotations[2],),
    ]
    assert view.contents.meeting(Span(12, 14)) == [quotations[1]]


@pytest.mark.parametrize(
    ("span", "inside"),
    [
        ((0, 9), [(2, 4), (4, 9)]),
        ((2, 4), [(2, 4)]),
        ((3, 9), [(4, 9)]),
        ((2, 8), [(2, 4)]),
        ((0, 2), []),
        ((9, 9), []),
    ],
)
def test_what_lies_within_a_span_may_touch_its_borders(three, span, inside):
    things = [Thing(Span(2, 4)), Thing(Span(4, 9))]
    assert [(each.span.start, each.span.end) for each in three.within(things, Span(*span))] == inside


def test_a_view_without_kept_words_has_none(three):
    assert three.words(0) == ()


def test_a_view_of_some_kinds_is_of_the_same_article(three):
    assert three.only(set()).findings.article == "a"
    assert three.only({"sentences"}).findings.sentences == SENTENCES
