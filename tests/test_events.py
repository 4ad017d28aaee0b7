"""Dated events: what counts as one, and of which kind."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.extract.reading import read_findings
from generator.ingest import plain_article
from generator.model.dates import Date

DAY = dt.date(2023, 7, 19)  # a Wednesday
PUBLISHED = Date(earliest=DAY, latest=DAY, precision="day", basis="stated", text="2023-07-19")


def events(text: str) -> list[tuple[str | None, str]]:
    found = read_findings(plain_article(text, file="a.txt", published=PUBLISHED)).events
    return [(event.date.edtf if event.date else None, event.kind) for event in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Foreign Minister Ana Petrova met the ambassador on Monday.", [("2023-07-17", "occurred")]),
        ("The two ministers will meet on Aug. 4 in Geneva.", [("2023-08-04", "scheduled")]),
        ("The grain deal is set to expire on July 31.", [("2023-07-31", "deadline")]),
        ("Talks continue before the Aug. 1 deadline.", [("2023-08-01", "deadline")]),
        ("The parliament did not vote on Monday.", []),
        ("The parliament could vote on Friday.", []),
        ("The annual three-day festival is popular.", []),
    ],
)
def test_events_of_a_sentence(text: str, expected: list[tuple[str, str]]) -> None:
    """Kind follows from tense, predicate and calendar; what is denied or only possible is none."""
    assert events(text) == expected
