"""Which day belongs to which deed, and of which kind it is: golden/events, one sentence or two each."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing_book.extract.reading import read_findings
from briefing_book.ingest import plain_article
from briefing_book.model.dates import Date
from briefing_book.model.findings import NO_NEWS, Event
from tests.book_of_texts import book_of

GOLDEN = [
    pytest.param(case, id=f"{path.stem}: {case['text'][:60]}")
    for path in sorted((Path(__file__).parent / "golden" / "events").glob("*.yml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", GOLDEN)
def test_each_deed_has_its_own_day(case: dict[str, Any]) -> None:
    """And what a sentence only tells in passing, or who only says it, makes no entry."""
    day: dt.date = case["published"]
    published = Date(earliest=day, latest=day, precision="day", basis="stated", text=day.isoformat())
    events = read_findings(plain_article(case["text"], file="a.txt", published=published)).events
    beside = [event for event in events if event.in_passing or event.rule in NO_NEWS]
    assert [told(event, case["text"]) for event in events if event not in beside] == case["events"]
    assert [told(event, case["text"]) for event in beside] == case.get("in_passing", [])


@pytest.mark.parametrize(
    ("plan", "telling"),
    [
        ("The Orle pact expires on May 10.", "The Orle pact expired on Friday. Envoys left Tarn."),
        (
            "The Tarn court will rule on the Kovac appeal on May 10.",
            "The Tarn court ruled on the Kovac appeal on Friday.",
        ),
    ],
)
def test_what_is_told_as_done_is_neither_plan_nor_limit(plan: str, telling: str) -> None:
    entries = book_of(("2019-05-06", plan), ("2019-05-11", telling)).events
    assert [(entry.date.edtf, entry.kind) for entry in entries] == [("2019-05-10", "occurred")]


def test_the_line_of_a_list_tells_the_first_alone() -> None:
    (entry,) = book_of(
        ("2019-05-15", "The court fined Orbel on Monday, Tansa on Tuesday and Kirov on Wednesday.")
    ).events
    assert (entry.date.edtf, entry.headline) == ("2019-05-13", "The court fined Orbel.")


def told(event: Event, text: str) -> list[str]:
    """Its word, its date and its kind."""
    assert event.head is not None
    return [event.head.of(text), event.date.edtf if event.date else "", event.kind]
