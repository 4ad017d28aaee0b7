"""The author's denial or correction travels with a statement."""

from __future__ import annotations

import pytest

from briefing_book.rules.load import load
from briefing_book.rules.types.merge import DENIALS, Denial
from tests.book_of_texts import book_of

DAY = "2019-03-20"


def denials(text: str) -> list[str]:
    return [said.denied.text for said in book_of((DAY, text)).quotations if said.denied]


@pytest.mark.parametrize("rule", load(DENIALS).rules, ids=lambda rule: rule.name)
def test_a_rule_for_denials_holds_its_examples(rule: Denial) -> None:
    assert [example for example in rule.examples if not denials(example)] == []
    assert [example for example in rule.counter_examples if denials(example)] == []
