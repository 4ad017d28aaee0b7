"""What a length of time dates: a limit, or a deed counted from another one."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing_book.extract.reading import read_findings
from briefing_book.ingest import plain_article
from briefing_book.model.dates import Date

DAY = dt.date(2023, 7, 19)  # a Wednesday
PUBLISHED = Date(earliest=DAY, latest=DAY, precision="day", basis="stated", text="2023-07-19")


def told(text: str, published: Date | None = PUBLISHED) -> dict[str, tuple[str, str]]:
    """The date and kind of each event that a length of time dates, by its predicate."""
    found = read_findings(plain_article(text, file="a.txt", published=published))
    return {
        event.predicate: (event.date.edtf, event.kind)
        for event in found.events
        if event.date and event.timex is not None and found.timexes[event.timex].type == "DURATION"
    }


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("The ministry has 60 days to respond.", {"respond": "2023-09-17"}),
        ("The firm must answer within 30 days.", {"answer": "2023-08-18"}),
        ("Owners have two weeks to claim the money.", {"claim": "2023-08-02"}),
        ("The judge gave them 30 days to pay.", {"pay": "2023-08-18"}),
        ("The league was given 48 hours to reply.", {"reply": "2023-07-21"}),
    ],
)
def test_a_limit_is_counted_from_the_articles_day(text: str, limit: dict[str, str]) -> None:
    assert told(text) == {name: (day, "deadline") for name, day in limit.items()}


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("The judge ruled on Monday that the firm must pay within 30 days.", {"pay": "2023-08-16"}),
        ("The judge on Monday ordered the firm to leave within a week.", {"leave": "2023-07-24"}),
        ("The judge ruled on Monday. The firm has 14 days to appeal.", {"appeal": "2023-07-31"}),
    ],
)
def test_a_limit_is_counted_from_the_deed_that_sets_it(text: str, limit: dict[str, str]) -> None:
    assert told(text) == {name: (day, "deadline") for name, day in limit.items()}


@pytest.mark.parametrize(
    "text",
    [
        "The court has 14 days from the filing to rule.",
        "The firm must pay within 14 days of the ruling.",
        "The firm had 14 days to reply.",
        "The firm paid within 14 days.",
        "The firm may have to pay within 14 days.",
        "The firm does not have 14 days to reply.",
        "The firm has about 14 days to reply.",
        '"The firm has 14 days to reply," the mayor said.',
        "The town is old. It rained. The judge gave them 30 days to pay.",
    ],
)
def test_what_is_counted_from_a_day_that_is_not_told_is_no_limit(text: str) -> None:
    assert told(text) == {}


def test_an_article_without_a_day_sets_no_limit_but_from_a_deed_with_one() -> None:
    assert told("The firm has 14 days to appeal.", None) == {}
    text = "The judge ruled on July 3, 2023. The firm has 14 days to appeal."
    assert told(text, None) == {"appeal": ("2023-07-17", "deadline")}


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("The mayor resigned two days after the July 3 vote.", {"resign": "2023-07-05"}),
        ("The mayor resigned two days after the board voted on July 3.", {"resign": "2023-07-05"}),
        ("The board voted on July 3. The mayor resigned a day before the vote.", {"resign": "2023-07-02"}),
        (
            "The firm announced the sale on Monday. Its chief left a day before the announcement.",
            {"leave": "2023-07-16"},
        ),
        ("The board voted on July 3. It rained. A day before the vote, the mayor left.", {"leave": "2023-07-02"}),
        ("The board voted on July 3. Two weeks after the vote, the mayor left.", {"leave": "2023-07-17/2023-07-23"}),
    ],
)
def test_a_deed_is_counted_from_another(text: str, deed: dict[str, str]) -> None:
    """Told in the same sentence or the one before, by the same verb or its noun."""
    assert told(text) == {name: (day, "occurred") for name, day in deed.items()}


@pytest.mark.parametrize(
    "text",
    [
        "The mayor left the board a day before the announcement.",
        "The board voted on July 3. The mayor left a day before the strike.",
        "The board voted on July 3. The mayor may leave a day after the vote.",
        "The board voted on July 3. It rained. It snowed. The mayor left a day after the vote.",
        "The board voted on July 3. The crews voted on July 5. The mayor left a day after the vote.",
    ],
)
def test_a_deed_without_another_one_that_is_dated_stays_undated(text: str) -> None:
    assert "leave" not in told(text)
