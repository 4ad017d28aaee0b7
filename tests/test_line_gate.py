"""A line that leans on what its article told before is no line; what is told in passing makes no entry."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from briefing_book.extract.events.standing import IN_PASSING, in_passing
from briefing_book.merge.base.line_gate import LEANING, UNFIT, deed_behind, leans, names_another_day, unclear, unfit
from briefing_book.model.dates import Date
from briefing_book.model.reasons import Reason
from briefing_book.rules.load import load
from briefing_book.rules.types.merge import GOING_ON, UNCLEAR, NamedPattern
from tests.marked_word import marked
from tests.test_headlines import books


@pytest.mark.parametrize("reason", LEANING, ids=lambda reason: reason.name)
def test_reason_against_a_line_holds_for_its_example_alone(reason: Reason[str]) -> None:
    """A row is asked after those above it, so it has to be the one that refuses its example."""
    assert leans(reason.example) == reason.name
    assert leans(reason.counter_example) == ""


@pytest.mark.parametrize("reason", UNFIT, ids=lambda reason: reason.name)
def test_reason_against_a_line_of_a_summary_holds_for_its_example_alone(reason: Reason[str]) -> None:
    """Those of every line are asked first."""
    assert unfit(reason.example) == reason.name
    assert not reason.holds(reason.counter_example)


@pytest.mark.parametrize("reason", IN_PASSING, ids=lambda reason: reason.name)
def test_reason_for_a_deed_told_in_passing_holds_for_its_example_alone(reason: Reason[object]) -> None:
    assert in_passing(marked(reason.example)) == reason.name
    assert in_passing(marked(reason.counter_example)) == ""


@pytest.mark.parametrize(
    "line",
    [
        "Amara Okello said the plan had failed.",
        "[Amara Okello] said the plan had failed.",
        "It is unclear whether the pier will open.",
        "This week Kelvara votes.",
        "The Bank of Kelvara cut its rates.",
        "The council of Kelvara will convene.",
        "“They will pay,” Amara Okello said.",
        "One of the ferries sank off Velar.",
        "The government raised the tax on coal.",
    ],
)
def test_line_that_names_what_it_tells_may_stand(line: str) -> None:
    assert leans(line) == ""


@pytest.mark.parametrize(
    "line",
    [
        "But they left the hall.",
        "The two sides signed it.",
        "This private session will take place in Velar.",
        "The council will convene.",
        "The latter sold its ferries.",
        "Amara Okello (C), beside Jan Holt (R), receives a prize.",
        "The ruling came on Friday.",
        "“They will pay, Amara Okello said.",
    ],
)
def test_line_that_leans_is_refused(line: str) -> None:
    assert leans(line) != ""


@pytest.mark.parametrize(
    ("line", "fits"),
    [
        ("The pier opens on Monday.", True),
        ("The pier opens on Tuesday.", False),
        ("The pier opened, the mayor said Sunday.", False),
        ("The mayor called it “a Sunday of joy”.", True),
        ("The pier opened early.", True),
    ],
)
def test_weekday_of_a_line_is_one_of_the_days_beside_it(line: str, fits: bool) -> None:
    monday = dt.date(2021, 5, 3)
    beside = Date(earliest=monday, latest=monday, precision="day", basis="stated", text="Monday")
    assert names_another_day(line, beside) is not fits


def test_weekday_fits_a_whole_week() -> None:
    first = dt.date(2021, 5, 3)
    week = Date(
        earliest=first, latest=first + dt.timedelta(days=6), precision="range", basis="stated", text="that week"
    )
    assert not names_another_day("The mayor spoke on Thursday.", week)


def headlines(*texts: str) -> list[str]:
    return [event.headline for event in books(*texts).events]


def test_main_clause_is_not_put_under_the_date_of_what_it_mentions() -> None:
    """The court ruled later than the vote; nothing here says when the vote was more than in passing."""
    assert headlines("The court of Kelvara upheld the victory of Amara Okello in the May 4 vote.") == []


def test_deed_in_passing_backs_the_account_that_tells_it() -> None:
    """One entry, in the words of the article that tells of it, with both articles cited."""
    book = books(
        "Kelvara outlawed the fishing league on June 5, 2023.",
        "Amara Okello spoke at a rally after Kelvara outlawed the fishing league on June 5, 2023.",
    )
    assert [event.headline for event in book.events] == ["Kelvara outlawed the fishing league."]


def test_participle_of_a_noun_becomes_a_sentence_with_its_helper() -> None:
    """The verb in brackets is sure: what is filed was filed."""
    told = headlines("Amara Okello's second suit, filed in May 2021, claims that the harbour board lied.")
    assert told == ["Amara Okello's second suit [was] filed."]


def test_helper_of_several_is_plural() -> None:
    told = headlines("Amara Okello's suits, filed in May 2021, claim that the harbour board lied.")
    assert told == ["Amara Okello's suits [were] filed."]


def test_participle_behind_two_nouns_makes_no_sentence() -> None:
    """Nobody filed the board."""
    assert headlines("Amara Okello has read the suit of the harbour board filed in May 2021.") == []


def test_noun_that_need_not_be_makes_no_sentence() -> None:
    assert headlines("Amara Okello has seen no Kelvara suit filed in May 2021.") == []


def test_deeds_without_a_line_are_counted_by_their_reason() -> None:
    """The coverage page tells what the timeline leaves out."""
    book = books(
        "The company closed two yards on Monday. The envoy praised the treaty that ended the war on Tuesday.",
    )
    assert book.untold == (("a body without a name", 1), ("told in passing: it describes a noun", 1))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Last night, Amara Okello opened the new pier.", "Amara Okello opened the new pier."),
        ("Earlier, on May 4, 2021, Amara Okello told the council to close the pier.", "Amara Okello told the council to close the pier."),
        ("Kelvara Ltd on Wednesday said it would not open a pier, a school or a bridge.",
         "Kelvara Ltd said it would not open a pier, a school or a bridge."),
        ("Amara Okello opened the pier in Velar late on Friday.", "Amara Okello opened the pier in Velar."),
        ("The bridge of Velar, shut in May over cracks, will open on June 20, the council announced.",
         "The bridge of Velar will open, the council announced."),
    ],
)  # fmt: skip
def test_day_that_stands_beside_a_line_is_not_in_it(text: str, line: str) -> None:
    assert line in headlines(text)


def test_day_of_what_is_told_behind_the_deed_goes() -> None:
    """ "On Monday" would be counted from the date of the line."""
    told = headlines("Kelvara Ltd closed its mine on Tuesday after a fire that had broken out on Monday.")
    assert told == ["Kelvara Ltd closed its mine after a fire that had broken out."]


def test_of_two_deeds_in_a_row_one_stays() -> None:
    """Without both the line would tell of nothing."""
    text = "Workers at the Velar mine turned down an offer and could stop work in May, the union told the council on Tuesday."
    assert all("turned down" in line or "could stop" in line for line in headlines(text))


@pytest.mark.parametrize("rule", load(UNCLEAR), ids=lambda rule: rule.name)
def test_rule_of_an_unclear_line_holds_for_its_examples_alone(rule: NamedPattern) -> None:
    assert {unclear(line) for line in rule.examples} == {rule.name}
    assert {unclear(line) for line in rule.counter_examples} == {""}


@pytest.mark.parametrize("rule", load(GOING_ON), ids=lambda rule: rule.name)
def test_rule_of_what_goes_on_holds_for_its_examples_alone(rule: NamedPattern) -> None:
    assert all(re.search(rule.pattern, line) for line in rule.examples)
    assert not any(re.search(rule.pattern, line) for line in rule.counter_examples)


def test_words_in_quotation_marks_make_no_line_unclear() -> None:
    assert unclear("The mayor of Velar called the sale “this folly”.") == ""


@pytest.mark.parametrize(
    ("line", "deed"),
    [
        ("Silence fell in Velar after the mayor resigned.", "the mayor resigned."),
        ("Silence fell in Velar after the mayor resigned, a clerk said.", ""),
        ("Silence fell in Velar.", ""),
    ],
)
def test_deed_behind_a_scene(line: str, deed: str) -> None:
    at = deed_behind(line)
    assert (line[at:] if at else "") == deed
