"""Money, percentages and counts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from briefing_book.extract.base import spacy_model
from briefing_book.extract.base.grammar.parsed import Doc
from briefing_book.extract.base.sentences import find_sentences
from briefing_book.extract.figures import find
from briefing_book.extract.figures.find import find_figures
from briefing_book.model.article import Article, Paragraph
from briefing_book.model.article_view import ArticleView
from briefing_book.model.findings import Figure, Findings, Timex
from briefing_book.model.text import Span
from briefing_book.rules.load import load
from briefing_book.rules.types.figures import FIGURES

GOLDEN = Path(__file__).parent / "golden" / "figures"
RULES = load(FIGURES)
EXAMPLES = [example for rule in RULES for example in rule.examples]
COUNTER_EXAMPLES = [example for rule in RULES for example in rule.counter_examples]


def article_of(text: str) -> Article:
    paragraph = Paragraph(span=Span(0, len(text)), source_start=0, kind="body")
    return Article(id="a", file="a.txt", digest="", text=text, paragraphs=(paragraph,), title="")


def figures_of(text: str, timexes: tuple[Timex, ...] = ()) -> tuple[Figure, ...]:
    article = article_of(text)
    sentences = find_sentences(article)
    findings = Findings(article=article.id, sentences=sentences, timexes=timexes)
    figures, _ = find_figures(ArticleView(article=article, findings=findings), spacy_model.parse(article, sentences))
    return figures


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[0])
def test_examples(example: list[str]) -> None:
    """Every example of a rule gives its values and units."""
    assert [part for figure in figures_of(example[0]) for part in (figure.value, figure.unit)] == list(example[1:])


@pytest.mark.parametrize("text", COUNTER_EXAMPLES)
def test_counter_examples(text: str) -> None:
    """No counter-example holds a figure."""
    assert figures_of(text) == ()


def test_a_rule_of_figures_may_be_called_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Code asks for the fields of a rule, never for its name."""
    texts = [*(example[0] for example in EXAMPLES), *COUNTER_EXAMPLES]
    before = [[(each.span, each.value, each.unit) for each in figures_of(text)] for text in texts]
    renamed = {rule.name: f"rule {at}" for at, rule in enumerate(RULES)}
    compiled = tuple(replace(rule, name=renamed[rule.name]) for rule in find._rules())
    by_name = {renamed[rule.name]: msgspec.structs.replace(rule, name=renamed[rule.name]) for rule in RULES}
    monkeypatch.setattr(find, "_rules", lambda: compiled)
    monkeypatch.setattr(find, "_by_name", lambda: by_name)
    assert [[(each.span, each.value, each.unit) for each in figures_of(text)] for text in texts] == before


def test_spans_are_the_words() -> None:
    """A figure's span covers number, magnitude and unit."""
    text = "It pays 2.75 trillion won ($1.9 billion) for 31,700 U.S. troops."
    assert [figure.span.of(text) for figure in figures_of(text)] == [
        "2.75 trillion won",
        "$1.9 billion",
        "31,700 U.S. troops",
    ]


def test_dates_are_no_figures() -> None:
    """A count that is part of a time expression is left to it; a hyphenated duration is kept."""
    text = "A 45-minute call came with 12 rockets launched."
    timexes = (
        Timex(span=Span(2, 11), type="DURATION", value="PT45M", rule="r"),
        Timex(span=Span(27, 29), type="DATE", value="2025", rule="r"),
    )
    assert [(figure.value, figure.unit) for figure in figures_of(text, timexes)] == [("45", "minute")]


def test_yuan_where_the_article_is_about_china() -> None:
    """The shared sign of yen and yuan follows the article's own words."""
    assert [figure.unit for figure in figures_of("Beijing spent ¥300 million of yuan reserves in China.")] == ["CNY"]
    assert [figure.unit for figure in figures_of("Tokyo spent ¥300 million.")] == ["JPY"]


def test_a_long_line_takes_linear_time() -> None:
    """A line of a hundred thousand digits is read, and is no figure."""
    article = article_of("Sold for $" + "1" * 100_000 + " only.")
    view = ArticleView(article=article, findings=Findings(article=article.id))
    assert find_figures(view, Doc(spacy_model.load().make_doc("x"))) == ((), ())


@pytest.mark.parametrize("case", yaml.safe_load((GOLDEN / "reports.yml").read_text(encoding="utf-8")))
def test_reports(case: dict[str, Any]) -> None:
    """A whole report gives its figures and nothing else."""
    text = case["text"]
    assert [[figure.value, figure.unit, figure.span.of(text)] for figure in figures_of(text)] == case["figures"]
