"""The calendar of the whole book: clues, their agreement, and what other articles tell of the same day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import permutations

import pytest

from briefing_book.extract.reading import read_findings
from briefing_book.ingest.reading import article_from_bytes
from briefing_book.merge.base.corpus import Reading, readings
from briefing_book.merge.base.same_words import rarity_of
from briefing_book.merge.calendar.clues import Clue, days_of_writing, points_at_a_day
from briefing_book.merge.calendar.undated_articles import agreed, date_undated
from briefing_book.model.dates import Day, Shift, Weekday
from briefing_book.model.day_sets import ALL, DaySet, both, either, hull, since, until

APRIL = dt.date(2022, 4, 1)


def day(number: int) -> dt.date:
    return dt.date(2022, 4, number)


def days(first: int, last: int) -> DaySet:
    return ((day(first), day(last)),)


def clue(strength: int, set_of_days: DaySet, told: str = "words") -> Clue:
    return Clue(strength=strength, days=set_of_days, told=told)


def book(**texts: str) -> tuple[Reading, ...]:
    """Articles by name, read and dated."""
    articles = [article_from_bytes(text.encode(), file=f"{name}.txt") for name, text in texts.items()]
    corpus = readings(articles, [read_findings(article) for article in articles])
    return date_undated(corpus, rarity_of(corpus))


def written(corpus: tuple[Reading, ...]) -> Mapping[str, str | None]:
    return {one.article.id: one.published.edtf if one.published else None for one in corpus}


# --- sets of days ---------------------------------------------------------------------------------------


def test_days_in_common_are_those_of_both_stretches() -> None:
    assert both(days(1, 9), days(7, 20)) == days(7, 9)


def test_stretches_that_touch_become_one() -> None:
    assert either([(day(5), day(6)), (day(1), day(4))]) == days(1, 6)


def test_stretches_with_a_day_between_stay_two() -> None:
    assert either([(day(1), day(3)), (day(5), day(6))]) == (*days(1, 3), *days(5, 6))


def test_since_and_until_a_day_share_that_day_alone() -> None:
    assert both(since(APRIL), until(APRIL)) == ((APRIL, APRIL),)


def test_no_days_have_no_first_and_no_last() -> None:
    assert hull(()) is None


# --- clues -------------------------------------------------------------------------------------------------


def test_a_weekday_that_was_lies_on_the_day_of_writing_or_in_the_week_before() -> None:
    """Monday 4 April: written from that Monday to the Sunday after it."""
    assert days_of_writing(Weekday(day=0, direction="past"), day(4)) == days(4, 10)


def test_yesterday_tells_the_day_of_writing() -> None:
    assert days_of_writing(Shift(unit="day", count=-1), day(4)) == days(5, 5)


@pytest.mark.parametrize(
    ("when", "points"),
    [
        (Weekday(day=0, direction="past"), True),
        (Shift(unit="day", count=0), True),
        (Day(month=4, day=4, direction="past"), True),
        (Day(month=4, day=4), False),  # nothing tells whether it was or will be
        (Day(year=2022, month=4, day=4), False),  # hangs on no day of writing
        (Shift(unit="week", count=-1), False),
    ],
)
def test_only_a_day_that_hangs_on_the_day_of_writing_tells_it(when: Day | Weekday | Shift, points: bool) -> None:
    assert points_at_a_day(when) is points


# --- agreement -----------------------------------------------------------------------------------------------


def test_clues_that_agree_are_intersected() -> None:
    left, used, aside = agreed([clue(0, since(day(3))), clue(1, until(day(9)))])
    assert (left, len(used), aside) == (days(3, 9), 2, [])


def test_the_surer_clue_holds_against_one_that_leaves_no_day() -> None:
    weak = clue(7, days(1, 2), "weak")
    left, _, aside = agreed([weak, clue(1, days(5, 9), "strong")])
    assert (left, aside) == (days(5, 9), [weak])


def test_two_clues_of_one_strength_that_exclude_each_other_are_both_put_aside() -> None:
    left, used, aside = agreed([clue(1, days(1, 2), "one"), clue(1, days(5, 6), "two")])
    assert (left, used, len(aside)) == (ALL, [], 2)


def test_the_order_of_clues_changes_nothing() -> None:
    clues = [clue(0, since(day(3)), "a"), clue(1, days(1, 8), "b"), clue(1, days(6, 20), "c"), clue(4, days(1, 2), "d")]
    assert len({str(agreed(order)[0]) for order in permutations(clues)}) == 1


# --- whole articles --------------------------------------------------------------------------------------------

CLOSED = "Quarry closes\n\n5 April 2022\n\nThe Ostrava Quarry Company closed its pit at Lemberg on Monday.\n"
WEEK = (
    "A week at the quarry\n\nThe Ostrava Quarry Company closed its pit at Lemberg on Monday, April 4. "
    "Engineer Pia Novotna was named as its receiver on Thursday, April 7.\n"
)


def test_a_weekday_beside_its_day_gives_the_year_near_the_other_articles() -> None:
    corpus = book(closed=CLOSED, week=WEEK)
    found = next(one for one in corpus if one.article.id == "week")
    assert [event.date.edtf for event in found.findings.events if event.date] == ["2022-04-04", "2022-04-07"]


def test_the_range_begins_at_the_newest_day_that_is_told() -> None:
    published = written(book(closed=CLOSED, week=WEEK))["week"]
    assert published is not None
    assert published.startswith("[2022-04-07..")


def test_the_same_happening_elsewhere_dates_a_bare_weekday() -> None:
    """Nothing but the other article tells which Monday is meant."""
    bare = "Pit at Lemberg shut\n\nThe Ostrava Quarry Company closed its pit at Lemberg on Monday, its union said.\n"
    assert written(book(closed=CLOSED, bare=bare))["bare"] == "[2022-04-04..2022-04-10]"


def test_a_plan_is_the_happening_that_others_tell_as_done() -> None:
    plan = "Pit at Lemberg to shut\n\nThe Ostrava Quarry Company will close its pit at Lemberg on Monday, its union said.\n"
    assert written(book(closed=CLOSED, plan=plan))["plan"] == "[2022-03-29..2022-04-04]"


def test_another_number_makes_it_another_happening() -> None:
    dated = (
        "Ostrava index falls\n\n5 April 2022\n\nThe Ostrava Lemberg index fell 3.1 percent to 412 points on Monday.\n"
    )
    bare = "Ostrava index falls\n\nThe Ostrava Lemberg index fell 2.6 percent to 398 points on Monday.\n"
    assert written(book(dated=dated, bare=bare))["bare"] is None


def test_what_is_told_of_two_days_tells_neither() -> None:
    again = CLOSED.replace("5 April 2022", "12 April 2022")
    bare = "Pit at Lemberg shut\n\nThe Ostrava Quarry Company closed its pit at Lemberg on Monday, its union said.\n"
    assert written(book(closed=CLOSED, again=again, bare=bare))["bare"] is None


def test_an_old_day_lends_its_year_to_nothing_in_an_undated_article() -> None:
    corpus = book(
        old="Mayor voted out\n\nMayor Pia Novotna took office after the vote of March 12, 2019. "
        "The council voted against Novotna on October 7.\n"
    )
    dates = [event.date.edtf for event in corpus[0].findings.events if event.date]
    assert dates == ["2019-03-12"]


def test_the_order_of_articles_changes_nothing() -> None:
    assert written(book(closed=CLOSED, week=WEEK)) == written(book(week=WEEK, closed=CLOSED))


def test_a_stated_day_is_doubted_when_the_text_tells_of_days_after_it() -> None:
    corpus = book(
        a="Pit reopened\n\n5 April 2019\n\nThe pit at Lemberg was closed on April 4, 2022 after a fire. "
        "It was opened again on June 9, 2022 by Pia Novotna.\n"
    )
    assert any("2019-04-05 is doubtful" in warning for warning in corpus[0].article.warnings)


def test_a_stated_day_is_not_doubted_for_one_word() -> None:
    corpus = book(a="Pit closed\n\n5 April 2022\n\nThe pit at Lemberg was closed on April 4, 2023 after a fire.\n")
    assert corpus[0].article.warnings == ()


def test_a_day_that_may_lie_in_either_of_two_months_dates_nothing() -> None:
    """Written between 4 and 7 April, "on the 6th" is in March or in April."""
    corpus = book(
        closed=CLOSED,
        report="Pit at Lemberg shut\n\nThe Ostrava Quarry Company has closed its pit at Lemberg, its union said. "
        "Engineer Pia Novotna left the firm on the 6th.\n",
    )
    dates = [event.date for one in corpus if one.article.id == "report" for event in one.findings.events]
    assert [date.edtf for date in dates if date and date.precision == "range"] == []
