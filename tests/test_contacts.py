"""Who dealt with whom, how, when and where; and what only looks like it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing_book.extract.events.dealings import NO_DEALING, Telling
from briefing_book.model.book import Book, Contact
from briefing_book.model.reasons import Reason
from briefing_book.render import render
from briefing_book.render.pictures.network import noun_of
from tests.book_of_texts import book_of
from tests.marked_word import marked

TOLD: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "golden/people/contacts.yml").read_text(encoding="utf-8")
)


def written(book: Book, contact: Contact) -> frozenset[str]:
    family = {person.id: person.family or person.name for person in book.people}
    return frozenset({*(family[each] for each in contact.people), f"{noun_of(contact)} {contact.status}".strip()})


def asked(line: str) -> frozenset[str]:
    names, _, noun = line.partition("; ")
    return frozenset({*names.split(" + "), noun})


@cache
def found(text: str) -> tuple[frozenset[str], ...]:
    book = book_of(("2019-03-20", text))
    return tuple(written(book, contact) for contact in book.contacts)


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told["text"][:60])
def test_nobody_deals_with_anybody_whom_the_text_does_not_tell(told: dict[str, Any]) -> None:
    assert set(found(told["text"])) <= set(map(asked, told["contacts"]))


def test_most_of_those_who_deal_with_each_other_are_found() -> None:
    wanted = [(told["text"], asked(line)) for told in TOLD for line in told["contacts"]]
    assert sum(line in found(text) for text, line in wanted) >= 0.89 * len(wanted)


@pytest.mark.parametrize("told", [told for told in TOLD if told["contacts"]], ids=lambda told: told["text"][:60])
def test_a_contact_has_its_own_day_and_place_or_none(told: dict[str, Any]) -> None:
    contacts = book_of(("2019-03-20", told["text"])).contacts
    assert {contact.date.edtf if contact.date else None for contact in contacts} <= {told.get("day")}
    assert {contact.place for contact in contacts} <= {told.get("place"), None}


@pytest.mark.parametrize("reason", NO_DEALING, ids=lambda reason: reason.name)
def test_each_reason_against_a_contact_holds_for_its_example_alone(reason: Reason[Telling]) -> None:
    held, not_held = (marked(text) for text in (reason.example, reason.counter_example))
    assert reason.holds(Telling(word=held, verb=held))
    assert not reason.holds(Telling(word=not_held, verb=not_held))


def test_a_contact_points_to_the_entry_of_its_deed() -> None:
    """Two articles tell of one meeting: one entry, one contact."""
    first = (
        "Norwegian Foreign Minister Tove Halvorsen met Estonian Trade Minister Pavel Orlik in Oslo on March 4, 2019."
    )
    second = (
        "Estonian Trade Minister Pavel Orlik met Norwegian Foreign Minister Tove Halvorsen in Oslo on March 4, 2019."
    )
    book = book_of(("2019-03-05", first), ("2019-03-06", second))
    (contact,) = book.contacts
    assert contact.event in {event.id for event in book.events}


def test_what_was_held_is_no_plan_any_more() -> None:
    before = (
        "Norwegian Foreign Minister Tove Halvorsen will meet Estonian Trade Minister Pavel Orlik in Oslo on March 4."
    )
    after = "Norwegian Foreign Minister Tove Halvorsen met Estonian Trade Minister Pavel Orlik in Oslo on March 4."
    (contact,) = book_of(("2019-03-01", before), ("2019-03-06", after)).contacts
    assert contact.status == ""


def test_who_else_was_there_is_named_with_a_contact() -> None:
    told = "Kenyan President Aden Said met Ghanaian Foreign Minister Kofi Adu and Malian President Issa Keita in Accra."
    others = {contact.people: contact.others for contact in book_of(("2019-03-20", told)).contacts}
    assert others == {("aden-said", "issa-keita"): ("kofi-adu",), ("aden-said", "kofi-adu"): ("issa-keita",)}


def test_a_profile_says_that_a_meeting_was_only_to_be() -> None:
    told = "Turkish Foreign Minister Cem Aksoy was to meet Greek Foreign Minister Nikos Pappas in Athens on Monday."
    pages = {page.path: page.content for page in render(book_of(("2019-03-20", told)))}
    assert "was to meet" in pages["people/cem-aksoy.md"].replace("\\", "").split("Met, called")[1]
