"""A title and the words of its sentences: one may be short for the other."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing_book.check.data import Citation, Claim, Date, Role
from briefing_book.check.facts import _gives
from briefing_book.check.offices import _in_initials, office_flaws
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


SENTENCE = Citation(source="a", sentence=2, quote="Norwegian Foreign Minister Ann Roe left.")


def _day(year: int) -> Date:
    one = dt.date(year, 3, 4)
    return Date(edtf=one.isoformat(), earliest=one, latest=one, precision="day", basis="stated", text="", zone=None)


def _claim(*posts: Citation) -> Claim:
    quote = "Roe signed."
    cited = Citation(source="a", sentence=5, quote=quote)
    return Claim(anchor="c-0123456789", text=quote, date=_day(2019), citation=cited, posts=[*posts])


@pytest.mark.parametrize(
    ("post", "began", "until", "posts", "proved"),
    [
        ("Foreign Minister", None, None, (SENTENCE,), True),
        ("Norwegian Foreign Minister", None, None, (SENTENCE,), True),
        ("Danish Foreign Minister", None, None, (SENTENCE,), False),
        ("Prime Minister", None, None, (SENTENCE,), False),
        ("Foreign Minister", None, None, (), False),
        ("Foreign Minister", 2020, None, (SENTENCE,), False),
        ("Foreign Minister", None, 2018, (SENTENCE,), False),
        ("Foreign Minister", 2018, 2020, (SENTENCE,), True),
    ],
)
def test_a_post_in_brackets_is_one_that_a_cited_sentence_gives_for_the_day(
    post: str, began: int | None, until: int | None, posts: tuple[Citation, ...], proved: bool
) -> None:
    role = Role(
        anchor="c-0123456789",
        title="Foreign Minister",
        organisation=None,
        country="Norway",
        reported=[],
        began=_day(began) if began else None,
        until=_day(until) if until else None,
        former=until is not None,
        acting=False,
        elect=False,
        told=[],
        citations=[SENTENCE],
    )
    assert _gives(role, post, _claim(*posts)) is proved


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
    flaws = list(office_flaws(title, (Citation(source="a", sentence=0, quote=quote),)))
    assert (flaws == []) is said


@pytest.mark.parametrize(
    ("again", "said"),
    [
        ("The line's president and chief executive, Ann Roe, praised the crews.", True),
        ("The line's president and chief cook, Ann Roe, praised the crews.", False),
    ],
)
def test_a_second_sentence_may_give_an_office_its_other_name(again: str, said: bool) -> None:
    quotes = ("Norsund Ferries CEO Ann Roe left.", again)
    flaws = office_flaws(
        "Norsund Ferries CEO", [Citation(source="a", sentence=at, quote=quote) for at, quote in enumerate(quotes)]
    )
    assert (list(flaws) == []) is said


def test_a_page_spells_out_initials_that_readers_may_not_know() -> None:
    book = book_of(("2023-03-01", "Thai PM Somchai Preecha shut the border on Monday. Mr. Preecha left."))
    assert [role.title for person in book.people for role in person.roles] == ["Prime Minister"]
