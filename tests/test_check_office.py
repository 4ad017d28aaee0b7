"""A title and the words of its sentences: one may be short for the other."""

from __future__ import annotations

import pytest

from briefing_book.check.facts import _in_initials


@pytest.mark.parametrize(
    ("title", "quote", "same"),
    [
        (["pm"], "Norland’s Prime Minister Ann Roe left.", True),
        (["prime", "minister"], "PM Ann Roe left.", True),
        (["chief", "executive"], "The CEO, Ann Roe, left.", True),
        (["ceo"], "The Chief Executive Officer, Ann Roe, left.", True),
        (["pm"], "The foreign minister, Ann Roe, left.", False),
        (["trade", "minister"], "The mayor, Ann Roe, left.", False),
    ],
)
def test_a_title_may_stand_as_its_letters(title: list[str], quote: str, same: bool) -> None:
    assert _in_initials(title, quote) == same
