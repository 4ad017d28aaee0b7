"""A verb that the language model takes for a noun."""

from __future__ import annotations

import pytest

from briefing_book.extract.reading import read_findings
from tests.test_reasons import article_of


def events_of(text: str) -> list[str]:
    return [event.predicate for event in read_findings(article_of(text)).events]


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("The harbour council votes on August 15.", "vote"),
        ("The senate rules on the ferry appeal on August 15.", "rule"),
    ],
)
def test_a_council_that_votes_is_no_line_without_a_verb(text: str, deed: str) -> None:
    assert events_of(text) == [deed]


def test_a_noun_with_more_before_it_stays_one() -> None:
    assert events_of("More than 40 votes on August 15.") == []
