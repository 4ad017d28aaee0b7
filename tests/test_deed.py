"""What an event is known by: its deed's names, and who, what and where."""

from __future__ import annotations

import pytest

from briefing_book.extract.reading import read_findings
from briefing_book.model.findings import Deed, Phrase
from tests.deed_accounts import article


def deed(text: str) -> tuple[Deed, str]:
    one = article(text, "a")
    (event,) = read_findings(one).events
    assert event.deed is not None
    return event.deed, one.text


def said(phrases: tuple[Phrase, ...], text: str) -> list[str]:
    return [phrase.span.of(text) for phrase in phrases]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mayor Ada Cole signed a treaty on July 3.", ("sign",)),
        ("Mayor Ada Cole turned down a bid on July 3.", ("turn down",)),
        ("Mayor Ada Cole held talks with the board on July 3.", ("talk",)),
        ("The signing of a treaty took place on July 3.", ("signing",)),
        ("The tariff took effect on July 3.", ("take effect",)),
    ],
)
def test_a_deed_is_named_by_its_verb_or_by_the_noun_that_says_what_was_done(text: str, names: tuple[str, ...]) -> None:
    assert deed(text)[0].names == names


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ada Cole opened a school in Tornby on July 3.",
        "A school was opened by Mayor Ada Cole in Tornby on July 3.",
        "The opening of a school by Mayor Ada Cole in Tornby took place on July 3.",
    ],
)
def test_who_and_what_and_where_are_the_same_however_it_is_told(text: str) -> None:
    found, whole = deed(text)
    assert [phrase.head.of(whole) for phrase in found.doers] == ["Cole"]
    assert [phrase.head.of(whole) for phrase in found.things] == ["school"]
    assert said(found.places, whole) == ["Tornby"]


def test_what_is_said_is_a_clause() -> None:
    assert deed("Mayor Ada Cole said on July 3 that the pier is old.")[0].said
    assert not deed("Mayor Ada Cole closed the pier on July 3.")[0].said


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Ann Roe and Jan Holt met in Norway on July 4, 2023.", "Norway"),
        ("The talks in Denmark ended on July 4, 2023.", "Denmark"),
        ("Norway prepared for the talks in Peru on July 4, 2023.", None),
        ("Norway signed the treaty in Peru and in Denmark on July 4, 2023.", None),
        ("Norway signed the treaty in silence on July 4, 2023.", None),
        ("Norway signed the treaty on July 4, 2023.", None),
    ],
)
def test_place_of_an_event_is_the_one_known_place_of_its_own_words(text: str, place: str | None) -> None:
    events = read_findings(article(text, "a")).events
    assert {event.place for event in events} == {place}
