"""Kinds of sentences whose dated deed a reader would miss on the timeline."""

from __future__ import annotations

import pytest

from briefing_book.extract.reading import read_findings
from briefing_book.merge.book import merge
from briefing_book.model.settings import BookFile
from tests.book_of_texts import book_of
from tests.deed_accounts import article

DAY = "2023-07-19"  # a Wednesday


def lines(text: str, day: str = DAY) -> list[tuple[str, str]]:
    """The date and the line of each entry."""
    return [(entry.date.edtf, entry.headline) for entry in book_of((day, text)).events if entry.date]


def days(text: str, day: str = DAY) -> list[str]:
    return [edtf for edtf, _ in lines(text, day)]


def days_under(headline: str, text: str) -> list[str]:
    """The dates of an article with a headline, in Markdown."""
    page = article(text, "a", headline)
    return [entry.date.edtf for entry in merge([page], [read_findings(page)], BookFile()).events if entry.date]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "On March 16, Amara Okello gave Ola Berg a lamp. It rained. Crowds sang. Nobody left. Ola Berg arrived in Velar on the 17th.",
            "2023-07-17",
        ),
        ("On March 16, Amara Okello left Velar. Ola Berg arrived in Velar on the 17th.", "2023-03-17"),
    ],
    ids=["far from the other month", "close to it"],
)
def test_a_bare_day_is_of_a_month_told_close_by_or_of_the_articles_own(text: str, day: str) -> None:
    assert days(text)[-1] == day


@pytest.mark.parametrize("day", ["2023-07-19", "2023-07-26"])
def test_what_is_called_off_is_of_the_nearest_month(day: str) -> None:
    (entry,) = book_of((day, "A planned visit of Ola Berg on the 22nd to Velar was cancelled.")).events
    assert entry.date is not None
    assert (entry.date.edtf, entry.cancelled) == ("2023-07-22", True)


def test_a_planned_consultation_is_called_off() -> None:
    (entry,) = book_of(
        (DAY, "A scheduled consultation between the mayors of Norland and Velar on July 21 in Tarn was called off.")
    ).events
    assert entry.cancelled


def test_the_main_verb_behind_a_name_is_a_deed() -> None:
    text = (
        "On Monday, Ola Berg, the Mayor of Velar, handed over a signed oar before engaging in talks with Amara Okello."
    )
    assert days(text) == ["2023-07-17"]


def test_what_describes_a_name_in_a_line_without_a_verb_is_no_main_verb() -> None:
    assert days("Amara Okello, pictured by a friend on Monday.") == []


def test_a_day_before_the_name_of_the_next_deed_is_of_the_first() -> None:
    text = "The talks in Velar come after Mayor Ola Berg proposed a ceasefire on Friday and Amara Imms threatened to scuttle "
    assert lines(f"{text}harbour talks with both towns.") == [("2023-07-14", "Mayor Ola Berg proposed a ceasefire.")]


def test_who_is_at_a_meeting_in_a_line_without_a_verb() -> None:
    text = "![Amara Okello with the heads of six guilds at a meeting in the Tarn hall on July 17, 2023](hall.jpg)"
    assert days_under("A day in Tarn", f"{text}\n\nThe guilds are old.") == ["2023-07-17"]


def test_what_has_gone_on_since_a_day_is_begun_on_it() -> None:
    text = "The envoys, who since Monday have been meeting in Velar, like the town."
    assert lines(text) == [("2023-07-17", "The envoys since Monday have been meeting in Velar.")]


def test_what_is_told_behind_the_main_clause_as_to_come() -> None:
    text = (
        "Ola Berg told the Courier that the signing was a good start, adding that the next round of talks will be "
        "held in Tarn on August 4."
    )
    assert ("2023-08-04", "The next round of talks will be held in Tarn on August 4.") in lines(text)


def test_what_is_told_behind_the_main_clause_as_done_is_only_said() -> None:
    text = "Ola Berg left the hall, adding that the guards had shot a man in Tarn on Monday."
    assert not any(line.startswith("The guards") for _, line in lines(text))


def test_the_last_of_a_row_of_plans_has_a_line() -> None:
    text = "The deal will be followed by a round of checks, and finally a meeting of the Harbour Board on Aug. 4 to be "
    assert ("2023-08-04", "A meeting of the Harbour Board to be hosted by Velar.") in lines(f"{text}hosted by Velar.")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The storm broke the pier of Velar, forcing Holm Ferries to close the yard on Monday.", ["2023-07-17"]),
        ("The town had a hard spring, forcing Holm Ferries to close the yard on Monday.", []),
    ],
    ids=["of a deed", "of a state"],
)
def test_what_came_of_a_deed_is_told(text: str, found: list[str]) -> None:
    assert days(text) == found


def test_a_verb_that_only_ties_leaves_the_line_to_the_deed() -> None:
    text = "The losses of the guilds were related to the takeover of the Holm Group on Monday."
    assert lines(text) == [("2023-07-17", "The takeover of the Holm Group.")]


def test_a_verb_with_a_small_word_ties_nothing() -> None:
    assert days("Ola Berg followed up with an apology on Monday.") == ["2023-07-17"]


HEAD = "Kelvara, Tarn guilds begin talks in Velar"
OLD = "The guilds are old and the pier is older.\n\nNobody is sure of them."


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("Talks between a team of Kelvara and the Tarn guilds have started in Velar.", ["[2023-07-18..2023-07-19]"]),
        ("Talks between a team of Kelvara and the Tarn guilds had started in Velar.", []),
        ("A team of Kelvara has left the yard.", []),
    ],
    ids=["the headline's deed", "done before", "another deed"],
)
def test_the_deed_of_the_headline_is_told_further_on(told: str, found: list[str]) -> None:
    assert days_under(HEAD, f"{OLD}\n\n{told}") == found


def test_what_was_said_right_after_a_deed_is_of_its_day() -> None:
    text = "Amara Okello made the comment after meeting with the heads of six guilds at the hall of Tarn on July 17."
    assert days(text) == ["2023-07-17"]


def test_what_was_done_some_time_after_a_deed_is_not_of_its_day() -> None:
    assert days("Amara Okello sold the yard after meeting with the heads of six guilds at the hall on July 17.") == []


def test_a_feast_of_another_year() -> None:
    assert days("Ola Berg sold the yard of Tarn on Christmas Day in 2021.") == ["2021-12-25"]


def test_a_feast_of_last_year() -> None:
    assert days("Ola Berg sold the yard of Tarn on Christmas Day last year.") == ["2022-12-25"]


def test_by_a_day_behind_but_tells_what_was() -> None:
    assert days("But by Monday afternoon, Ola Berg said all boats of Tarn had been found.") == ["2023-07-17"]


def test_a_phrase_at_the_end_goes_behind_a_name_with_a_point() -> None:
    text = (
        "A long consultation between the old yards and guilds of the islands of Kelvara and the mayor of Velar began "
        "on Monday in Tarn due to sudden changes from the U.S."
    )
    (line,) = lines(f"{text} The guilds are old.")
    assert "due to" not in line[1]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Tarn guilds quarrel over the flood of 2011.", []),
        ("Ola Berg was hurt in the flood of 2011.", ["2011"]),
    ],
    ids=["what it is about", "when it took place"],
)
def test_what_a_quarrel_is_over_does_not_date_it(text: str, found: list[str]) -> None:
    assert days(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Holm Ferries missed a payment on notes due in 2026 and 2031.", []),
        ("The last payment is due in 2026.", ["2026"]),
    ],
    ids=["of a thing", "told of it"],
)
def test_the_year_in_which_a_thing_falls_due_is_that_of_the_thing(text: str, found: list[str]) -> None:
    assert days(text) == found
