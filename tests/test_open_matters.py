"""What falls due, who asks what, what is disputed, and the key figures of where it stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from briefing_book.merge.standing.key_figures import NO_KEY_FIGURE, Told
from briefing_book.merge.standing.open_matters import (
    NO_ASK,
    NO_DISPUTE,
    NOT_DUE,
    Ask,
    Dispute,
    Plan,
    asks,
    disputed,
    falls_due,
    is_unclear,
)
from briefing_book.model.book import Citation, Disagreement, DisagreementClaim, KeyFigure, Statement, TimelineEntry
from briefing_book.model.dates import Date
from briefing_book.model.reasons import Reason, first
from tests.book_of_texts import book_of

AS_OF = dt.date(2019, 5, 1)
CITED = Citation(source="a", sentence=0, quote="The yard of Velar will close on May 4.")


def day(text: str) -> Date:
    one = dt.date.fromisoformat(text)
    return Date(earliest=one, latest=one, precision="day", basis="stated", text=text)


def entry(
    name: str, when: str | None, headline: str = "", *, kind: str = "deadline", off: bool = False
) -> TimelineEntry:
    return TimelineEntry(
        id=name,
        date=day(when) if when else None,
        kind=kind,  # type: ignore[arg-type]
        headline=headline or f"The yard of {name.title()} will close.",
        people=(),
        topics=(),
        salience=0.5,
        place=None,
        citations=(CITED,),
        cancelled=off,
    )


FIT = Plan(event=entry("velar", "2019-05-04"), as_of=AS_OF)
LATE = {
    "no plan": replace(FIT, event=entry("velar", "2019-05-04", kind="occurred")),
    "called off": replace(FIT, event=entry("velar", "2019-05-04", off=True)),
    "no day": replace(FIT, event=entry("velar", None)),
    "passed": replace(FIT, event=entry("velar", "2019-04-04")),
    "leaning": replace(FIT, event=entry("velar", "2019-05-04", "It will close on Saturday.")),
    "a year of accounts": replace(FIT, event=entry("velar", "2020-03-31", "Velar will get two tugs in fiscal 2020.")),
    "on no day": replace(FIT, event=entry("velar", "2022-01-01", "Velar will get two tugs after 2021.")),
}


@pytest.mark.parametrize("reason", NOT_DUE, ids=lambda reason: reason.name)
def test_reason_against_a_plan_holds_for_its_case_alone(reason: Reason[Plan]) -> None:
    found = first(NOT_DUE, LATE[reason.name])
    assert found is not None
    assert found.name == reason.name
    assert first(NOT_DUE, FIT) is None


def test_the_next_three_fall_due() -> None:
    plans = [
        entry(name, f"2019-05-0{number}") for number, name in ((9, "oslo"), (4, "velar"), (7, "bergen"), (8, "skarvik"))
    ]
    due, choices = falls_due(plans, AS_OF)
    assert due == ("velar", "bergen", "skarvik")
    assert [choice.why for choice in choices if not choice.taken] == ["later"]


def test_what_is_told_in_the_same_words_falls_due_once() -> None:
    both = [
        entry(name, f"2019-05-0{number}", "The yards will close by 2011 and 2016.")
        for number, name in enumerate("ab", 4)
    ]
    assert falls_due(both, AS_OF)[0] == ("a",)


SAID = Statement(
    id="q",
    text="a new yard for all of Velar",
    kind="indirect",
    speaker=None,
    speaker_text="The mayor",
    via=None,
    cue="asked",
    date=day("2019-04-20"),
    topics=(),
    party="Norway",
    act="asks",
    citation=CITED,
)
ASK = Ask(said=SAID, as_of=AS_OF)
NOT_ASKED = {
    "no ask": replace(ASK, said=replace(SAID, act="says")),
    "no party": replace(ASK, said=replace(SAID, party=None)),
    "leaning": replace(ASK, said=replace(SAID, text="that it be closed for good")),
    "too short": replace(ASK, said=replace(SAID, text="a yard")),
    "too long": replace(ASK, said=replace(SAID, text="a quay, a yard, a pier, " * 6)),
    "older than a year": replace(ASK, said=replace(SAID, date=day("2017-04-20"))),
}


@pytest.mark.parametrize("reason", NO_ASK, ids=lambda reason: reason.name)
def test_reason_against_an_ask_holds_for_its_case_alone(reason: Reason[Ask]) -> None:
    found = first(NO_ASK, NOT_ASKED[reason.name])
    assert found is not None
    assert found.name == reason.name
    assert first(NO_ASK, ASK) is None


def test_each_party_has_its_newest_ask_and_a_threat_only_without_one() -> None:
    told = [
        SAID,
        replace(SAID, id="newer", date=day("2019-04-25")),
        replace(SAID, id="threat", date=day("2019-04-28"), act="threatens"),
        replace(SAID, id="danish", party="Denmark", act="threatens"),
    ]
    assert asks(told, AS_OF)[0] == ("newer", "danish")


def test_a_vow_asks_nothing_of_anybody() -> None:
    assert asks([replace(SAID, id="vow", act="promises")], AS_OF)[0] == ()


@pytest.mark.parametrize(
    ("headline", "unclear"),
    [
        ("A tight May 4 deadline looms.", True),
        ("The yard of Velar closes on May 4.", False),
        ("Velar will get two tugs in fiscal 2020.", True),
    ],
)
def test_a_plan_that_says_not_what_is_due_stands_nowhere_on_the_front(headline: str, unclear: bool) -> None:
    assert is_unclear(entry("velar", "2019-05-04", headline)) is unclear


DIFFERING = Disagreement(
    id="d",
    about="the number (sailors)",
    kind="contradiction",
    why="",
    claims=(DisagreementClaim(value="12", citation=CITED), DisagreementClaim(value="14", citation=CITED)),
)
DISPUTE = Dispute(differing=DIFFERING, touches=True)
NOT_TOLD = {
    "no contradiction": replace(DISPUTE, differing=replace(DIFFERING, kind="name")),
    "settled": replace(DISPUTE, differing=replace(DIFFERING, settled="12")),
    "of another matter": replace(DISPUTE, touches=False),
}


@pytest.mark.parametrize("reason", NO_DISPUTE, ids=lambda reason: reason.name)
def test_reason_against_a_dispute_holds_for_its_case_alone(reason: Reason[Dispute]) -> None:
    found = first(NO_DISPUTE, NOT_TOLD[reason.name])
    assert found is not None
    assert found.name == reason.name
    assert first(NO_DISPUTE, DISPUTE) is None


def test_dispute_touches_a_line_that_rests_on_one_of_its_sentences() -> None:
    other = replace(CITED, source="b")
    assert disputed([DIFFERING], [CITED], ())[0] == ("d",)
    assert disputed([DIFFERING], [other], ())[0] == ()


NONE = "no sum, share or toll"
FIGURE = KeyFigure(id="f", value="3000000000", unit="USD", text="$3 billion", date=None, topics=(), citation=CITED)
TOLD = Told(
    figure=FIGURE, line="The yard of Velar cost $3 billion.", kind=0.8, shown=False, opinion=False, superseded=False
)
NO_FIGURE = {
    "no sum, share or toll": replace(TOLD, kind=0.0),
    "shown already": replace(TOLD, shown=True),
    "of an opinion": replace(TOLD, opinion=True),
    "superseded": replace(TOLD, superseded=True),
    "no line tells it": replace(TOLD, line=""),
}


@pytest.mark.parametrize("reason", NO_KEY_FIGURE, ids=lambda reason: reason.name)
def test_reason_against_a_figure_holds_for_its_case_alone(reason: Reason[Told]) -> None:
    found = first(NO_KEY_FIGURE, NO_FIGURE[reason.name])
    assert found is not None
    assert found.name == reason.name
    assert first(NO_KEY_FIGURE, TOLD) is None


def test_figures_are_sums_shares_and_tolls() -> None:
    """No length of a call, no count of talks."""
    text = (
        "The government of Velar will build a pier at Skarvik. The storm of March killed 12 sailors off Skarvik. "
        "The government of Velar spent $40 million on the harbour of Skarvik. "
        "The ministers of Velar and Norland spoke for 28 minutes. Norland and Velar held three rounds of talks."
    )
    told = book_of(("2019-05-01", text))
    why = {choice.text.partition(":")[0]: choice.why for choice in told.choices if choice.part == "figures"}
    assert why["12 sailors"] in ("a key figure", "shown already")
    assert why["$40 million"] in ("a key figure", "shown already")
    assert {why.get("28 minutes", NONE), why.get("three rounds", NONE)} == {NONE}
