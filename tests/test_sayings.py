"""What is done by saying something, when it is said, and to whom."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest
import yaml

from briefing_book.extract.quotations.sayings import NO_NEWS, Telling
from briefing_book.extract.reading import read_findings
from briefing_book.ingest import plain_article
from briefing_book.model.article import Article
from briefing_book.model.dates import Date
from briefing_book.model.findings import Findings
from briefing_book.model.reasons import Reason
from briefing_book.rules.load import load
from briefing_book.rules.types.quotations import ACTS, CueAct, MoodAct
from tests.book_of_texts import book_of
from tests.small_book import ROOT

DAY = dt.date(2019, 3, 20)  # a Wednesday
PUBLISHED = Date(earliest=DAY, latest=DAY, precision="day", basis="stated", text="2019-03-20")
GOLDEN = yaml.safe_load((ROOT / "tests" / "golden" / "sayings.yml").read_text("utf-8"))


def article_of(text: str) -> Article:
    return plain_article(text, file="a.txt", published=PUBLISHED)


@cache
def found(text: str) -> Findings:
    return read_findings(article_of(text))


def acts(text: str) -> list[tuple[str, str]]:
    return [(saying.act, saying.rule) for saying in found(text).sayings]


@pytest.mark.parametrize("rule", [*load(ACTS).cues, *load(ACTS).moods], ids=lambda rule: rule.name)
def test_a_rule_for_a_kind_of_statement_holds_its_examples(rule: CueAct | MoodAct) -> None:
    this = (rule.act, rule.name)
    assert [example for example in rule.examples if this not in acts(example)] == []
    assert [example for example in rule.counter_examples if this in acts(example)] == []


@pytest.mark.parametrize("reason", NO_NEWS, ids=lambda reason: reason.name)
def test_a_reason_against_the_own_day_holds_its_example(reason: Reason[Telling]) -> None:
    def undated(marked: str) -> str:
        text, at = marked.replace("[", "").replace("]", ""), marked.index("[")
        findings = found(text)
        pairs = zip(findings.quotations, findings.sayings, strict=True)
        return next(saying.undated for quotation, saying in pairs if quotation.cue and quotation.cue.end > at)

    assert undated(reason.example) == reason.name
    assert undated(reason.counter_example) == ""


@pytest.mark.parametrize(("told", "day"), [tuple(row) for row in GOLDEN["days"]])
def test_the_day_of_a_saying(told: str, day: str | None) -> None:
    """Of the last statement of a text of Wednesday 20 March 2019; "own" for the article's own day."""
    *_, statement = book_of(("2019-03-20", told)).quotations
    date = statement.date
    shown = "own" if date and date.basis == "the article's own day" else date.edtf if date else None
    assert shown == day


@pytest.mark.parametrize(("told", "act"), [tuple(row) for row in GOLDEN["acts"]])
def test_the_kind_of_a_statement(told: str, act: str) -> None:
    """Of the first statement of a text."""
    assert found(told).sayings[0].act == act


@pytest.mark.parametrize(("told", "hearer"), [tuple(row) for row in GOLDEN["hearers"]])
def test_whom_a_statement_is_said_to(told: str, hearer: str | None) -> None:
    first = found(told).sayings[0].hearer
    assert (first.of(told) if first else None) == hearer


def test_words_reported_by_two_sources_are_one_statement_of_the_day_that_one_of_them_tells() -> None:
    """Each source is its witness."""
    first = "Norwegian Foreign Minister Tove Halvorsen said that the fishing treaty would hold for many years."
    second = (
        "On Monday, Norwegian Foreign Minister Tove Halvorsen said that the fishing treaty would hold for many years."
    )
    (statement,) = book_of(("2019-03-19", first), ("2019-03-20", second)).quotations
    assert statement.date is not None
    assert (len(statement.citations), statement.date.edtf) == (2, "2019-03-18")


def test_a_statement_of_an_article_without_a_day_has_none() -> None:
    told = "Norwegian Foreign Minister Tove Halvorsen said that the fishing treaty would hold for years."
    assert [statement.date for statement in book_of(("", told)).quotations] == [None]


def test_a_statement_has_its_kind_and_its_hearer_in_the_book() -> None:
    told = "Norwegian Foreign Minister Tove Halvorsen urged both fleets to leave the bay before the winter storms."
    (statement,) = book_of(("2019-03-20", told)).quotations
    assert (statement.act, statement.hearer) == ("asks", "both fleets")
