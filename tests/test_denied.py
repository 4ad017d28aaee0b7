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


def test_a_denial_by_somebody_else_is_not_the_authors() -> None:
    assert denials("Roe claimed that the pier cost nothing. That is false, the mayor said.") == []


def test_of_two_who_speak_in_one_sentence_none_is_sure_to_be_denied() -> None:
    assert (
        denials(
            "“The pier is new,” Mayor Ann Roe said, and Trade Minister Pavel Orlik said that it was old. That is false."
        )
        == []
    )


def test_a_denial_is_looked_for_in_the_next_sentence_alone() -> None:
    assert denials("Roe claimed that the pier cost nothing. The crews were paid. That is false.") == []


def test_a_statement_of_several_sources_keeps_the_denial_of_one() -> None:
    told = "Mayor Ann Roe claimed that the town had been paid for the pier twice."
    (said,) = book_of((DAY, told), ("2019-03-21", f"{told} No such payment was made.")).quotations
    assert (len(said.also), said.denied and said.denied.text) == (1, "No such payment was made.")
