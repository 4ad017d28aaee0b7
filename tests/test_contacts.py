"""Who dealt with whom, how, when and where; and what only looks like it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing_book.model.book import Book, Contact
from briefing_book.render.pictures.network import noun_of
from tests.book_of_texts import book_of

TOLD: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "golden/people/contacts.yml").read_text(encoding="utf-8")
)


def written(book: Book, contact: Contact) -> frozenset[str]:
    family = {person.id: person.family or person.name for person in book.people}
    return frozenset({*(family[each] for each in contact.people), f"{noun_of(contact)} {contact.status}".strip()})


def asked(line: str) -> frozenset[str]:
    names, _, noun = line.partition("; ")
    return frozenset({*names.split(" + "), noun})


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told["text"][:60])
def test_who_dealt_with_whom(told: dict[str, Any]) -> None:
    book = book_of(("2019-03-20", told["text"]))
    found = {written(book, contact) for contact in book.contacts}
    assert found == set(map(asked, told["contacts"]))
    assert {contact.date.edtf if contact.date else None for contact in book.contacts} <= {told.get("day")}
    assert {contact.place for contact in book.contacts} <= {told.get("place")}
