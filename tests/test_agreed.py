"""Points of agreement and open points of a topic."""

from __future__ import annotations

import pytest

from briefing_book.merge.topics.agreed import DOUBTS, Told, _told, points_of_agreement
from briefing_book.model.reasons import Reason, first
from briefing_book.rules.load import load
from briefing_book.rules.types.merge import AGREED, NamedPattern
from tests.book_of_texts import book_of, corpus_of

DAY = "2019-03-20"


def agreed(text: str) -> list[str]:
    corpus = corpus_of((DAY, text))
    return [claim.text for claim in points_of_agreement(corpus, book_of((DAY, text)).quotations)]


@pytest.mark.parametrize("rule", load(AGREED).rules, ids=lambda rule: rule.name)
def test_a_rule_for_points_of_agreement_holds_its_examples(rule: NamedPattern) -> None:
    assert [example for example in rule.examples if not agreed(example)] == []
    assert [example for example in rule.counter_examples if agreed(example)] == []


@pytest.mark.parametrize("reason", DOUBTS, ids=lambda reason: reason.name)
def test_a_doubt_about_an_agreement_holds_its_example(reason: Reason[Told]) -> None:
    def doubts(marked: str) -> set[str]:
        corpus = corpus_of((DAY, marked))
        found = [first(DOUBTS, told) for told in _told(corpus[0], book_of((DAY, marked)).quotations)]
        return {doubt.name if doubt else "" for doubt in found}

    assert doubts(reason.example) == {reason.name}
    assert doubts(reason.counter_example) == {""}
