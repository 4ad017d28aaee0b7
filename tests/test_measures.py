"""Measures: what a sentence tells of one, when two tell of one, and what became of it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing_book.extract.measures.days import COUNTS
from briefing_book.extract.measures.days import Told as ToldDay
from briefing_book.extract.measures.telling import NO_MEASURE, Telling
from briefing_book.extract.reading import read_findings
from briefing_book.ingest import plain_article
from briefing_book.merge.base.cast import Cast
from briefing_book.merge.base.corpus import readings
from briefing_book.merge.measures.same_measure import APART, TOGETHER, Pair
from briefing_book.merge.measures.told import Told, told_in
from briefing_book.model.article import Article
from briefing_book.model.book import Measure
from briefing_book.model.dates import Date
from briefing_book.model.findings import Findings
from briefing_book.model.reasons import Reason
from briefing_book.model.settings import BookFile
from briefing_book.pipeline import build, prove
from briefing_book.rules.load import load
from briefing_book.rules.types.measures import KINDS, STATUSES, MeasureKind, StatusRule
from tests.book_of_texts import book_of
from tests.marked_word import marked

# Dates stay the words that they are in the file.
TOLD: list[dict[str, Any]] = yaml.load(
    (Path(__file__).parent / "golden/measures/told.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)
NOUNS = {noun for kind in load(KINDS) for noun in kind.nouns}


@cache
def found(text: str) -> tuple[Measure, ...]:
    return book_of(("2019-03-20", text)).measures


@cache
def read(text: str, name: str = "a") -> tuple[Article, Findings]:
    day = dt.date(2019, 3, 20)
    published = Date(earliest=day, latest=day, precision="day", basis="stated", text="20 March 2019")
    article = replace(plain_article(text, file=f"{name}.txt", published=published), id=name, digest=name)
    return article, read_findings(article)


def row(measure: Measure) -> dict[str, Any]:
    amount = f"{measure.value} {measure.unit}".strip()
    day = measure.effective.edtf if measure.effective else ""
    told = {"status": measure.status, "what": measure.what, "by": measure.by, "on": [*measure.on]}
    return {**told, "amount": amount, "from": day}


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told["text"][:70])
def test_a_sentence_tells_of_these_measures_and_no_other(told: dict[str, Any]) -> None:
    nothing = {"by": "", "on": [], "amount": "", "from": ""}
    assert [*map(row, found(told["text"]))] == [{**nothing, **each} for each in told.get("rows", [])]


# Each rule takes its examples and none of its counter-examples.


def rules_at(example: str) -> set[str]:
    at = example.index("[")
    _, findings = read(example.replace("[", "").replace("]", ""))
    return {each.rule for each in findings.measures if each.noun.start == at and each.rule}


@pytest.mark.parametrize("rule", load(STATUSES), ids=lambda rule: rule.name)
def test_a_rule_takes_its_examples_and_none_of_its_counter_examples(rule: StatusRule) -> None:
    assert [example for example in rule.examples if rule.name not in rules_at(example)] == []
    assert [example for example in rule.counter_examples if rule.name in rules_at(example)] == []


def kinds_at(example: str) -> set[str]:
    at = example.index("[")
    _, findings = read(example.replace("[", "").replace("]", ""))
    return {each.kind for each in findings.measures if each.noun.start == at}


@pytest.mark.parametrize("kind", load(KINDS), ids=lambda kind: f"{kind.name} {kind.nouns[0]}")
def test_a_kind_takes_its_examples_and_none_of_its_counter_examples(kind: MeasureKind) -> None:
    assert [example for example in kind.examples if kind.name not in kinds_at(example)] == []
    assert [example for example in kind.counter_examples if kind.name in kinds_at(example)] == []


@pytest.mark.parametrize("reason", NO_MEASURE, ids=lambda reason: reason.name)
def test_a_reason_against_a_measure_holds_for_its_example_alone(reason: Reason[Telling]) -> None:
    for text, holds in ((reason.example, True), (reason.counter_example, False)):
        word = marked(text)
        noun = next(each for each in word.doc if each.lemma_ in NOUNS)
        rules = (rule for rule in load(STATUSES) if not rule.kinds or "tariff" in rule.kinds or "truce" in rule.kinds)
        rule = next(rule for rule in rules if word.lemma_ in rule.words)
        assert reason.holds(Telling(noun=noun, word=word, rule=rule)) == holds


@pytest.mark.parametrize("reason", COUNTS, ids=lambda reason: reason.name)
def test_a_measure_counts_from_the_day_of_the_example_alone(reason: Reason[ToldDay]) -> None:
    for text, counts in ((reason.example, True), (reason.counter_example, False)):
        _, findings = read(text.replace("[", "").replace("]", ""))
        days = {findings.timexes[each.effective].span.start for each in findings.measures if each.effective is not None}
        assert any(abs(day - text.index("[")) < 30 for day in days) == counts


def pair_of(texts: str) -> Pair:
    one, other = (_told(text, name) for text, name in zip(texts.split(" / "), "ab", strict=True))
    return Pair(one=one, other=other)


def _told(text: str, name: str) -> Told:
    article, findings = read(text, name)
    [reading] = readings([article], [findings])
    [told] = told_in(reading, Cast(source=reading.article.id, who={}, names={}), {})
    return told


@pytest.mark.parametrize("reason", [*APART, *TOGETHER], ids=lambda reason: reason.name)
def test_a_reason_for_two_tellings_holds_for_its_example_alone(reason: Reason[Pair]) -> None:
    assert reason.holds(pair_of(reason.example))
    assert not reason.holds(pair_of(reason.counter_example))


# The life of a measure

LIFE = (
    ("2019-03-05", "Peru announced a 10 percent tariff on Chilean wine on Monday. The tariff will take effect on April 1."),
    ("2019-04-03", "The 10 percent tariff on wine from Chile took effect on Monday, the customs office said."),
    ("2019-04-20", "Peruvian Trade Minister Rosa Quispe suspended the 10 percent tariff on Chilean wine on Thursday."),
    ("2019-05-20", "Peru lifted its 10 percent tariff on Chilean wine on May 17, 2019. The tariff was announced in March."),
)  # fmt: skip


def life(articles: int, as_of: str = "") -> Measure:
    settings = BookFile(as_of=dt.date.fromisoformat(as_of)) if as_of else None
    [measure] = book_of(*LIFE[:articles], settings=settings).measures
    return measure


@pytest.mark.parametrize(
    ("articles", "status", "effective"),
    [(1, "announced", "2019-04-01"), (2, "in force", "2019-04-01"), (3, "paused", None), (4, "cancelled", None)],
)
def test_each_article_takes_one_measure_further(articles: int, status: str, effective: str | None) -> None:
    measure = life(articles)
    assert (measure.status, measure.effective and measure.effective.edtf) == (status, effective)


def test_several_articles_tell_one_history_oldest_first() -> None:
    history = [(change.status, change.date.edtf if change.date else None) for change in life(4).history]
    assert history == [
        ("announced", "2019-03-04"),
        ("in force", "2019-04-01"),
        ("paused", "2019-04-18"),
        ("cancelled", "2019-05-17"),
    ]


def test_what_was_to_take_effect_is_in_force_only_when_a_sentence_tells_it() -> None:
    assert life(1, as_of="2019-06-01").status == "announced"


def test_each_change_cites_the_sentence_that_has_its_words() -> None:
    for change in life(4).history:
        assert change.text in change.citations[0].quote


def test_an_earlier_step_told_again_takes_nothing_back() -> None:
    assert life(4).status == "cancelled"


def test_tariffs_of_two_rates_are_two_measures() -> None:
    texts = (
        "Peru announced a 10 percent tariff on Chilean wine on Monday.",
        "Peru announced a 30 percent tariff on Chilean wine on Tuesday.",
    )
    assert len(book_of(*(("2019-03-20", text) for text in texts)).measures) == 2


def test_two_measures_of_one_deed_are_two() -> None:
    text = "Peru imposed a tariff on all imports on Monday, and a port levy on ships from Chile."
    assert {measure.what for measure in found(text)} == {"tariff on all imports", "port levy on ships from Chile"}


def test_what_may_be_one_of_two_measures_is_left_out() -> None:
    texts = (
        ("2019-03-05", "Peru and Chile signed a fishing pact on March 4, 2019."),
        ("2019-06-20", "Peru and Chile signed a fishing pact on June 18, 2019."),
        ("2019-09-20", "Peru and Chile have signed a fishing pact."),
    )
    assert [len(measure.history[0].citations) for measure in book_of(*texts).measures] == [1, 1]


def test_the_last_measure_named_is_meant_by_the_bare_noun() -> None:
    [measure] = found("Kenya announced a ban on plastic bags. The ban will take effect on April 2.")
    assert (measure.what, measure.effective and measure.effective.edtf) == ("ban on plastic bags", "2019-04-02")


def test_a_bare_noun_after_two_measures_tells_of_neither() -> None:
    text = "Kenya announced a ban on plastic bags and a ban on straws. The ban will take effect on April 2."
    assert all(measure.effective is None for measure in found(text))


def test_a_measure_stands_in_the_data_and_is_proved(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    for number, (day, text) in enumerate(LIFE):
        (tmp_path / "seeds" / f"{number}.txt").write_text(f"Published: {day}\n\n{text}\n", encoding="utf-8")
    build(tmp_path)
    data = json.loads((tmp_path / "docs/data/book.json").read_text(encoding="utf-8"))
    assert [(each["status"], each["value"], each["on"]) for each in data["measures"]] == [
        ("cancelled", "10", ["Chile"])
    ]
    assert prove(tmp_path).faults == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"what": "10 percent tariff', '"what": "10 percent surtax'),
        ('"by": "Peru"', '"by": "Bhutan"'),
        ('"text": "Peru lifted', '"text": "Peru dropped'),
        ('"value": "10"', '"value": "12"'),
    ],
)
def test_a_measure_changed_by_hand_is_caught(tmp_path: Path, old: str, new: str) -> None:
    (tmp_path / "seeds").mkdir()
    for number, (day, text) in enumerate(LIFE):
        (tmp_path / "seeds" / f"{number}.txt").write_text(f"Published: {day}\n\n{text}\n", encoding="utf-8")
    build(tmp_path)
    path = tmp_path / "docs/data/book.json"
    text = path.read_text(encoding="utf-8")
    assert old in text
    head, measures, rest = text.partition('"measures": [')
    path.write_text(head + measures + rest.replace(old, new, 1), encoding="utf-8")
    assert any(
        "surtax" in fault or "Bhutan" in fault or "dropped" in fault or "12" in fault
        for fault in prove(tmp_path).faults
    )
