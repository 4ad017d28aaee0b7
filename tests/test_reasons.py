"""Each row of a table of reasons holds for its example and not for its counter-example."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import pytest

from briefing_book.extract.base import spacy_model
from briefing_book.extract.base.sentences import find_sentences
from briefing_book.extract.dates.directions import BESIDE, BY_VERB
from briefing_book.extract.dates.find import find_timexes
from briefing_book.extract.events.called_off import CALLED_OFF, plan_of
from briefing_book.extract.events.dated_word import DATED, NEARER, Near, climb, dated_word
from briefing_book.extract.events.kind import KINDS, SIGNS, told
from briefing_book.extract.events.lengths import NO_LIMIT
from briefing_book.extract.events.no_event import NO_DATE, NO_EVENT
from briefing_book.extract.events.own_day import NO_OWN_DAY
from briefing_book.extract.figures.counted import STEPS, behind, tokens_of
from briefing_book.extract.figures.find import _counts, _rules
from briefing_book.extract.figures.no_figure import NO_FIGURE, Number
from briefing_book.extract.people.sentence_words import read_labelled
from briefing_book.extract.people.word_names import WORDS_AS_NAMES, why_name
from briefing_book.extract.reading import read_findings
from briefing_book.ingest import plain_article
from briefing_book.ingest.reading import article_from_bytes
from briefing_book.model.article import Article
from briefing_book.model.dates import Date
from briefing_book.model.findings import Findings
from briefing_book.model.reasons import Reason, first

DAY = dt.date(2023, 7, 19)  # a Wednesday
PUBLISHED = Date(earliest=DAY, latest=DAY, precision="day", basis="stated", text="2023-07-19")


def article_of(text: str) -> Article:
    return plain_article(text.replace("[", "").replace("]", ""), file="a.txt", published=PUBLISHED)


@cache
def findings(text: str) -> Findings:
    return read_findings(article_of(text))


@cache
def marked_time(text: str) -> tuple[Any, Any, Article]:
    """The words and the time expression in brackets."""
    article = article_of(text)
    sentences = find_sentences(article)
    doc = spacy_model.parse(article, sentences)
    start, end = text.index("["), text.index("]") - 1
    timex = next(t for t in find_timexes(doc, article, sentences) if t.span.start < end and t.span.end > start)
    return doc.char_span(timex.span.start, timex.span.end, alignment_mode="expand"), timex, article


def refused(text: str) -> str:
    """Why the time or number in brackets is no event or figure; "" when it is one."""
    start, end = text.index("["), text.index("]") - 1
    found = [each.reason for each in findings(text).refusals if each.span.start < end and each.span.end > start]
    return found[0] if found else ""


def no_own_day(text: str) -> str:
    """Why the verb in brackets, of the first sentences below a headline, is not of the article's own day; "" when it
    is."""
    marked = text[text.index("[") + 1 : text.index("]")]
    head, lede = text.replace("[", "").replace("]", "").split("\n\n")
    article = article_from_bytes(f"# {head}\n\n2023-07-19\n\n{lede}\n".encode(), file="a.md")
    found = read_findings(article)
    refused = [each for each in found.refusals if each.what == "event" and each.at is None]
    return next((each.reason for each in reversed(refused) if each.span.of(article.text) == marked), "")


def no_figure(text: str) -> str:
    """Why the number in brackets is no figure, whatever else it may be."""
    article, start, end = article_of(text), text.index("["), text.index("]") - 1
    doc = spacy_model.parse(article, find_sentences(article))
    for rule in _rules():
        for match in rule.pattern.finditer(article.text):
            if match.start() < end and match.end() > start:
                at = tokens_of(doc).at(match.start())
                number = Number(match=match, unit=rule.unit, text=article.text, doc=doc, start=at, counts=_counts())
                if (reason := first(NO_FIGURE, number)) is not None:
                    return reason.name
    return ""


def step(text: str) -> str:
    """What is done at the word in brackets, read as the first one behind a number."""
    article, start = article_of(text), text.index("[")
    doc = spacy_model.parse(article, find_sentences(article))
    number = next(token for token in doc if token.like_num)
    line = behind(doc, doc[number.i + 1], len(doc), _counts())
    row = next(first(STEPS, each) for each in line if each.word.idx == start)
    return row.name if row else ""


def nearer(text: str) -> str:
    words, _, _ = marked_time(text)
    reached = climb(words)
    row = first(NEARER, Near(verb=reached.word, words=words)) if reached.word is not None else None
    return row.name if row else ""


def dated(text: str) -> str:
    words, timex, article = marked_time(text)
    return dated_word(words, timex, article).why


def sign(text: str) -> str:
    words, timex, article = marked_time(text)
    chosen = dated_word(words, timex, article)
    row = first(SIGNS, told(chosen.word, words, timex, article)) if chosen.word is not None else None
    return row.name if row else ""


def kind(text: str) -> str:
    words, timex, article = marked_time(text)
    chosen = dated_word(words, timex, article)
    row = first(KINDS, told(chosen.word, words, timex, article)) if chosen.word is not None else None
    return row.name if row else ""


def off(text: str) -> str:
    words, timex, article = marked_time(text)
    chosen = dated_word(words, timex, article)
    plan = plan_of(chosen.word, words) if chosen.word is not None else None
    row = first(CALLED_OFF, plan) if plan is not None else None
    return row.name if row else ""


def way(text: str) -> str:
    """What decides whether the time in brackets is past or still to come."""
    _, timex, _ = marked_time(text)
    return timex.why.partition(", ")[2]


def word_name(text: str) -> str:
    """Why the word in brackets is a given name; "" when it is none."""
    article, start = article_of(text), text.index("[")
    sentences = find_sentences(article)
    for words in read_labelled(spacy_model.parse(article, sentences), sentences):
        for at, word in enumerate(words):
            if word.span.start == start:
                row = why_name(words, at)
                return row.name if row else ""
    return ""


TABLES: tuple[tuple[Sequence[Reason[Any]], Callable[[str], str]], ...] = (
    (NO_DATE, refused),
    (NO_EVENT, refused),
    (NO_LIMIT, refused),
    (NO_OWN_DAY, no_own_day),
    (NEARER, nearer),
    (DATED, dated),
    (SIGNS, sign),
    (KINDS, kind),
    (CALLED_OFF, off),
    (NO_FIGURE, no_figure),
    (STEPS, step),
    (BESIDE, way),
    (BY_VERB, way),
    (WORDS_AS_NAMES, word_name),
)
ROWS = [pytest.param(row, judge, id=f"{judge.__name__}: {row.name}") for table, judge in TABLES for row in table]


def test_each_row_has_an_example() -> None:
    """And so does a new one: a row for which no sentence is known may never hold."""
    assert not [row.name for table, _ in TABLES for row in table if not row.example]


@pytest.mark.parametrize(("row", "judge"), ROWS)
def test_a_reason_is_the_first_that_holds_for_its_example(row: Reason[Any], judge: Callable[[str], str]) -> None:
    assert judge(row.example) == row.name


@pytest.mark.parametrize(("row", "judge"), ROWS)
def test_a_reason_does_not_hold_for_its_counter_example(row: Reason[Any], judge: Callable[[str], str]) -> None:
    assert judge(row.counter_example) != row.name


@pytest.mark.parametrize("table", [table for table, _ in TABLES], ids=lambda table: table[0].name)
def test_names_of_a_table_are_different(table: Sequence[Reason[Any]]) -> None:
    assert len({row.name for row in table}) == len(table)


def test_the_first_reason_that_holds_is_given() -> None:
    rows = (Reason("odd", "1", "2", lambda n: n % 2 == 1), Reason("any", "2", "", lambda n: True))
    assert first(rows, 3) is rows[0]
    assert first(rows, 4) is rows[1]
    assert first(rows[:1], 4) is None


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    assert refused("Amara Okello was governor from [May 2015] to October 2014.") == "days that do not follow each other"
