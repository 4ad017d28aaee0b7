"""What a book claims, as an edition is made of it."""

from __future__ import annotations

from briefing_book.model.book import Book, Change
from briefing_book.model.claims import Claimed
from briefing_book.render import published
from briefing_book.store import editions
from briefing_book.store.claims import claimed


def told(book: Book) -> Claimed:
    return claimed(published(book))


def changes(old: Book, new: Book) -> list[Change]:
    """Each claim in which the two differ."""
    return list(editions.compare(told(old).claims, told(new).claims))
