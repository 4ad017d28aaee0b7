"""A title and the words of its sentences: one may be short for the other."""

from __future__ import annotations

import pytest

from briefing_book.check.data import Citation
from briefing_book.check.facts import _in_initials, _office
from tests.book_of_texts import book_of


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


@pytest.mark.parametrize(
    ("title", "quote", "said"),
    [
        ("Prime Minister", "Norland’s PM Ann Roe left.", True),
        ("deputy Prime Minister", "Ann Roe, the deputy PM, left.", True),
        ("[incoming] Prime Minister", "Ann Roe will succeed Ole Berg as PM.", True),
        ("Prime Minister", "They met at 5 pm, Mayor Ann Roe said.", False),
        ("deputy Prime Minister", "Norland’s PM Ann Roe left.", False),
    ],
)
def test_an_office_is_told_by_its_letters_and_the_words_beside_them(title: str, quote: str, said: bool) -> None:
    flaws = list(_office(title, (Citation(source="a", sentence=0, quote=quote),)))
    assert (flaws == []) is said


def test_a_page_spells_out_initials_that_readers_may_not_know() -> None:
    book = book_of(("2023-03-01", "Thai PM Somchai Preecha shut the border on Monday. Mr. Preecha left."))
    assert [role.title for person in book.people for role in person.roles] == ["Prime Minister"]
