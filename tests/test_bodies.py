"""The name of a company behind "The company", where only one can be meant."""

from __future__ import annotations

import pytest

from tests.test_headlines import books

LATER = "The company sold its ferries to Velar on Monday."


def told(before: str, later: str = LATER) -> list[str]:
    return [event.headline for event in books(f"{before} {later}").events]


def test_only_body_before_is_the_company() -> None:
    assert told("Norland Shipping Corporation has lost money.") == [
        "The company [Norland Shipping Corporation] sold its ferries to Velar."
    ]


@pytest.mark.parametrize(
    ("before", "later"),
    [
        ("Norland Shipping Corporation and the Velar Trading Company have lost money.", LATER),
        ("Everybody in the port has lost money.", LATER),
        ("Norland Shipping Corporation has lost money.", "The town sold its ferries to Velar on Monday."),
    ],
)
def test_company_that_may_be_another_one_gets_no_name(before: str, later: str) -> None:
    """And so no entry: nobody could tell who sold them."""
    assert told(before, later) == []


def test_body_is_the_one_that_is_called_so() -> None:
    """Others may be named beside it: only one of them is a council."""
    before = "The Norland Harbour Council and the Velar Trading Company quarrel. Nothing has come of it. They wait."
    assert told(before, "The council met in Velar on Monday.") == [
        "The council [Norland Harbour Council] met in Velar."
    ]


def test_one_of_two_councils_gets_no_name() -> None:
    before = "The Norland Harbour Council and the Velar Town Council quarrel."
    assert told(before, "The council met in Velar on Monday.") == []


def test_two_countries_are_the_pair_named_before() -> None:
    before = "Chile and Peru agreed to open three ferry lines, officials said."
    assert "The two countries [Chile and Peru] signed an accord." in told(
        before, "The two countries signed an accord on 2 March 2019."
    )


def test_two_countries_of_three_get_no_name() -> None:
    before = "Chile, Peru and Bolivia share the lake."
    assert told(before, "The two countries signed an accord on 2 March 2019.") == []
