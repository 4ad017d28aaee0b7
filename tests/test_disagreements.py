"""Where sources differ, and where they only seem to."""

from __future__ import annotations

import pytest

from briefing_book.merge.disagreements.names import _other_letters
from briefing_book.model.settings import BookFile
from tests.book_of_texts import book_of

TREATY = (
    "Norwegian Foreign Minister Tove Halvorsen and Australian Trade Minister Pavel Orlik "
    "signed the Skarvik fisheries treaty in Oslo on {day}."
)


def differences(*texts: tuple[str, str]) -> list[tuple[str, list[str]]]:
    return [(found.kind, [claim.value for claim in found.claims]) for found in book_of(*texts).disagreements]


def test_two_days_for_one_event_contradict() -> None:
    """Same people, same deed, a day apart, nobody far away."""
    told = "Norwegian Foreign Minister Tove Halvorsen signed the Skarvik fisheries treaty in Oslo on {}."
    assert differences(("2019-03-20", told.format("March 4")), ("2019-03-21", told.format("March 6"))) == [
        ("contradiction", ["2019-03-04", "2019-03-06"])
    ]


def test_a_day_apart_between_far_clocks_is_the_date_line() -> None:
    """What is Monday in Oslo is Tuesday in Canberra."""
    assert differences(("2019-03-20", TREATY.format(day="March 4")), ("2019-03-21", TREATY.format(day="March 5"))) == [
        ("date-line", ["2019-03-04", "2019-03-05"])
    ]


def test_the_editors_clocks_count_too() -> None:
    """Where the sentences name no far places, the editor knows by which clocks the parties live."""
    told = "Norwegian Foreign Minister Tove Halvorsen signed the Skarvik fisheries treaty in Oslo on March {}."
    settings = BookFile(home_zones=("Europe/Oslo", "Pacific/Auckland"))
    found = book_of(("2019-03-20", told.format(4)), ("2019-03-21", told.format(5)), settings=settings).disagreements
    assert [difference.kind for difference in found] == ["date-line"]


def test_two_days_apart_no_clock_explains() -> None:
    """Even at the ends of the earth."""
    assert (
        differences(("2019-03-20", TREATY.format(day="March 4")), ("2019-03-21", TREATY.format(day="March 6")))[0][0]
        == "contradiction"
    )


def test_the_same_day_is_no_difference() -> None:
    """Two sources that agree make one event."""
    assert differences(("2019-03-20", TREATY.format(day="March 4")), ("2019-03-21", TREATY.format(day="March 4"))) == []


def test_another_deed_of_the_same_people_is_no_difference() -> None:
    """Who signed on Monday may travel on Tuesday."""
    other = "Norwegian Foreign Minister Tove Halvorsen flew to Bergen on March 5 to visit her mother."
    assert differences(("2019-03-20", TREATY.format(day="March 4")), ("2019-03-21", other)) == []


def test_a_plan_that_a_later_source_says_was_moved_is_superseded() -> None:
    """The later source speaks of the change."""
    plan = "The Sund ferry tunnel will open to lorries on {} after years of delay."
    moved = "The opening was postponed: the Sund ferry tunnel will open to lorries on {} after years of delay."
    found = differences(("2019-03-01", plan.format("April 4")), ("2019-03-21", moved.format("May 20")))
    assert found == [("superseded", ["2019-04-04", "2019-05-20"])]


STRIKE = (
    "Dock workers ended their strike at the Skarvik harbour on March 4 after {} sailors were arrested near the pier."
)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("40", "60", ["contradiction"]),
        ("40", "40", []),
        ("more than 30", "60", []),
        ("about 40", "42", []),
    ],
)
def test_two_numbers_for_one_thing(one: str, other: str, kind: list[str]) -> None:
    """Figures of one unit in two tellings of one event; bounds and round numbers agree with what they allow."""
    assert [
        found for found, _ in differences(("2019-03-05", STRIKE.format(one)), ("2019-03-05", STRIKE.format(other)))
    ] == kind


def test_a_later_count_supersedes() -> None:
    """The later source may know more."""
    assert differences(("2019-03-05", STRIKE.format("40")), ("2019-03-08", STRIKE.format("60"))) == [
        ("superseded", ["40", "60"])
    ]


def test_two_holders_of_one_office_at_one_time_contradict() -> None:
    """Each is seen in office on days between the other's."""
    one = "Estonian Foreign Minister Tove Halvorsen opened a bridge on March {}. "
    other = "Estonian Foreign Minister Pavel Orlik visited a school on March {}. "
    found = differences(
        ("2019-03-20", one.format(2) + one.format(12)), ("2019-03-20", other.format(6) + other.format(16))
    )
    assert ("contradiction", ["Tove Halvorsen", "Pavel Orlik", "Tove Halvorsen", "Pavel Orlik"]) in found


def test_a_successor_is_no_contradiction() -> None:
    """One after the other may hold an office."""
    one = "Estonian Foreign Minister Tove Halvorsen opened a bridge on March {}. "
    other = "Estonian Foreign Minister Pavel Orlik visited a school on March {}. "
    assert (
        differences(("2019-03-20", one.format(2) + one.format(5)), ("2019-03-20", other.format(6) + other.format(16)))
        == []
    )


@pytest.mark.parametrize(
    ("name", "other", "differs"),
    [
        ("Wan Seok-rim", "Wan Suk-lim", True),
        ("Wan Seok-rim", "Wan Seok Rim", False),
        ("José Pérez", "Jose Perez", False),
        ("Tove Halvorsen", "Tove B. Halvorsen", False),
        ("Tove Halvorsen", "Pavel Halvorsen", False),
    ],
)
def test_other_letters(name: str, other: str, differs: bool) -> None:
    """Spaces, hyphens, accents and initials make no other spelling; another given name makes another person."""
    assert _other_letters(name, other) is differs


def test_what_adds_to_a_number_does_not_differ_from_it() -> None:
    """ "Twenty more sailors" says nothing against forty in all."""
    assert differences(("2019-03-05", STRIKE.format("40")), ("2019-03-05", STRIKE.format("20 more"))) == []
