"""Headlines made by leaving out: what may go, what must stay, and that nothing is reworded."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from generator import rulebook
from generator.extract.reading import read_findings
from generator.ingest import plain_article
from generator.model.article import Article
from generator.model.dates import Date
from generator.model.findings import Findings

DAY = dt.date(2023, 7, 19)  # a Wednesday
PUBLISHED = Date(earliest=DAY, latest=DAY, precision="day", basis="stated", text="2023-07-19")
RULES: list[dict[str, Any]] = list(rulebook.load("compression/rules"))


def read(text: str) -> tuple[Article, Findings]:
    article = plain_article(text, file="a.txt", published=PUBLISHED)
    return article, read_findings(article)


def cuts(text: str, rule: str) -> list[str]:
    article, findings = read(text)
    return [cut.span.of(article.text) for cut in findings.cuts if cut.rule == rule]


@pytest.mark.parametrize(
    ("rule", "text", "cut"), [(rule["name"], example["text"], example["cut"]) for rule in RULES for example in rule["examples"]]
)
def test_rule_cuts_its_examples(rule: str, text: str, cut: str) -> None:
    """Each rule cuts from its examples what it says."""
    assert cut in cuts(text, rule)


@pytest.mark.parametrize(("rule", "text"), [(rule["name"], text) for rule in RULES for text in rule["counter_examples"]])
def test_rule_spares_its_counter_examples(rule: str, text: str) -> None:
    """A rule cuts nothing from its counter-examples."""
    assert not cuts(text, rule)
