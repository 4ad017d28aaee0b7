"""A plan that is called off anywhere is off everywhere; one that is on again is on; what took its place is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing_book.model.book import Book, Instead, TimelineEntry
from briefing_book.pipeline import build, prove
from tests.book_of_texts import book_of

FAIR = "The herring fair will open in Varsund on August 4. The stalls are ready."
SCHOOL = "Mayor Ada Cole will open a school in Skarvik on August 20."


def told(*texts: str) -> Book:
    """Two days between each article and the next."""
    return book_of(*((f"2023-07-{10 + 2 * day}", text) for day, text in enumerate(texts)))


def plan(*texts: str) -> TimelineEntry:
    """The entry of August 4."""
    (entry,) = (each for each in told(*texts).events if each.date and each.date.edtf == "2023-08-04")
    return entry


@pytest.mark.parametrize(
    "later",
    [
        "The herring fair in Varsund planned for August 4 was called off.",
        "The town has cancelled the herring fair.",
        "The herring fair was scrapped on Tuesday.",
        "The herring fair in Varsund has been put off until September 9.",
        "The herring fair in Varsund will not go ahead.",
    ],
)
def test_a_plan_is_off_when_another_article_calls_it_off(later: str) -> None:
    entry = plan(FAIR, f"{later} Traders were angry.")
    assert entry.cancelled
    assert {citation.source for citation in entry.citations} == {
        citation.source for event in told(FAIR, later).events for citation in event.citations
    }


@pytest.mark.parametrize(
    "later",
    [
        "The wine fair in Varsund has been called off.",
        "The herring fair in Skarvik has been called off.",
        "The herring fair in Varsund planned for August 11 was called off.",
        "The herring fair in Varsund may be called off.",
        "Traders want the herring fair to be called off.",
        "The herring fair, which had been cancelled, is on again.",
    ],
)
def test_another_plan_or_a_thought_calls_nothing_off(later: str) -> None:
    assert not plan(FAIR, f"{later} Traders were angry.").cancelled


def test_of_two_plans_that_may_be_meant_none_is_off() -> None:
    plans = "The fair will open in Varsund on August 4. The fair will open in Skarvik on August 9."
    assert not [entry for entry in told(plans, "The fair was called off.").events if entry.cancelled]


def test_what_was_called_off_before_the_plan_was_made_is_another_plan() -> None:
    assert not plan("The herring fair was called off. Traders were angry.", FAIR).cancelled


@pytest.mark.parametrize(
    "text",
    [
        "The fair in Varsund planned for August 4 had been cancelled but is on again.",
        "The fair in Varsund, which had been cancelled, will go ahead on August 4.",
        "The fair in Varsund planned for August 4 was called off but has been reinstated.",
    ],
)
def test_a_plan_that_is_on_again_is_not_cancelled(text: str) -> None:
    assert not plan(text).cancelled


def test_what_is_published_last_stands() -> None:
    """The line no longer says that it is off."""
    entry = plan(
        "The fair in Varsund planned for August 4 has been called off.",
        "The fair in Varsund planned for August 4 has been reinstated.",
    )
    assert (entry.cancelled, "called off" in entry.headline) == (False, False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The fair in Varsund planned for August 4 has been replaced by a video call.", "a video call"),
        ("The fair in Varsund planned for August 4 was scrapped in favour of a small market.", "a small market"),
        ("The fair in Varsund planned for August 4 was called off.", None),
    ],
)
def test_what_took_its_place_is_told_in_the_words_of_the_sentence(text: str, words: str | None) -> None:
    assert plan(text).instead == (None if words is None else Instead(text=words))


def test_the_new_day_leads_to_its_entry() -> None:
    book = told(FAIR, "The herring fair in Varsund has been put off until September 9.")
    old, new = book.events
    assert old.instead is not None
    assert (old.instead.text, old.instead.date, old.instead.event) == ("September 9", new.date, new.id)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("fair")
    (root / "seeds").mkdir()
    (root / "book.yml").write_text("title: The fair\n", encoding="utf-8")
    (root / "seeds" / "a.md").write_text(f"# Varsund gets ready\n\n2023-07-10\n\n{FAIR} {SCHOOL}\n", encoding="utf-8")
    later = "The herring fair in Varsund has been put off until September 9. Traders were angry."
    (root / "seeds" / "b.md").write_text(f"# No herring yet\n\n2023-07-12\n\n{later}\n", encoding="utf-8")
    build(root)
    return root


def test_the_check_proves_what_took_its_place(root: Path) -> None:
    assert prove(root).faults == ()


def test_page_table_and_calendar_tell_it(root: Path) -> None:
    docs = root / "docs"
    assert "instead: 9 September 2023</span>" in (docs / "timeline.md").read_text(encoding="utf-8")
    assert ",cancelled,9 September 2023," in (docs / "data" / "timeline.csv").read_text(encoding="utf-8")
    assert "Instead: 9 September 2023" in (docs / "data" / "timeline.ics").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("day", "told", "fault"),
    [
        (
            "2023-08-04",
            {"instead": {"text": "a video call", "date": None, "event": None}},
            "stands in no cited sentence",
        ),
        (
            "2023-08-04",
            {"instead": {"text": "September 9", "date": None, "event": "e-0"}},
            "is no event of its new day",
        ),
        ("2023-08-04", {"cancelled": False}, "it is not called off"),
        ("2023-08-20", {"cancelled": True}, "it is called off, and no cited sentence says so"),
    ],
)
def test_the_check_believes_nothing_that_no_cited_sentence_says(
    root: Path, day: str, told: dict[str, object], fault: str
) -> None:
    path = root / "docs" / "data" / "book.json"
    before = path.read_text(encoding="utf-8")
    data = json.loads(before)
    (event,) = (each for each in data["events"] if each["date"]["edtf"] == day)
    event |= told
    try:
        path.write_text(json.dumps(data), encoding="utf-8")
        assert [each for each in prove(root).faults if fault in each]
    finally:
        path.write_text(before, encoding="utf-8")
