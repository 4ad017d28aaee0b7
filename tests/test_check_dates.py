"""Where the bars over the timeline may lead, as the second reader sees it."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing_book.check.dates import anchored, is_in


def test_a_day_is_called_by_its_place() -> None:
    assert anchored("d-2031-07-09") == (dt.date(2031, 7, 9),)


def test_a_month_holds_all_its_days() -> None:
    days = anchored("m-2032-02")
    assert (days[0], days[-1], len(days)) == (dt.date(2032, 2, 1), dt.date(2032, 2, 29), 29)


@pytest.mark.parametrize("anchor", ["d-2031-02-30", "y-2031", "entries", ""])
def test_other_places_are_no_days(anchor: str) -> None:
    assert anchored(anchor) == ()


@pytest.mark.parametrize(
    ("anchor", "led"),
    [("m-2031-07", True), ("m-2031-08", True), ("m-2031-09", False), ("d-2031-07-30", True), ("d-2031-07-27", False)],
)
def test_a_week_leads_to_its_days_or_its_month(anchor: str, *, led: bool) -> None:
    """What was said in a week without an entry of its own stands under its month alone."""
    assert any(is_in(day, "Week of 28 July 2031") for day in anchored(anchor)) is led
