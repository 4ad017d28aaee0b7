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


CASES = [
    ("Foreign Minister Ana Petrova met the ambassador on Monday.", [("2023-07-17", "occurred")]),
    ("The two ministers will meet on Aug. 4 in Geneva.", [("2023-08-04", "scheduled")]),
    ("The grain deal is set to expire on July 31.", [("2023-07-31", "deadline")]),
    ("Talks continue before the Aug. 1 deadline.", [("2023-08-01", "deadline")]),
    ("Applications must be filed no later than Aug. 15.", [("2023-08-15", "deadline")]),
    ("The firm has until Aug. 1 to pay.", [("2023-08-01", "deadline")]),
    ("The company said it would cut output from Sept. 1.", [("2023-09-01", "scheduled")]),
    ("The hearing was postponed until Aug. 29.", [("2023-08-29", "scheduled")]),
    ("The vote was delayed from Monday to Friday.", [("2023-07-21", "scheduled")]),
    ("The trial opened in May 2021 and is expected to conclude in October.", [("2021-05", "occurred"), ("2023-10", "scheduled")]),
    ("The pact, signed on July 3, was hailed by both sides.", [("2023-07-03", "occurred")]),
    ("The party campaigned ahead of the Nov. 5 election.", [("2023-11-05", "scheduled")]),
    ("The parliament did not vote on Monday.", []),
    ("The parliament could vote on Friday.", []),
    ("He would have resigned on Monday.", []),
    ("No talks were held on Monday.", []),
    ("Nobody came to the meeting on Monday.", []),
    ("The ship nearly sank on Monday.", []),
    ("Officials denied that the minister met the envoy on Monday.", []),
    ("He hopes to return on Friday.", []),
    ("The president urged parliament to vote on Friday.", []),
    ("Whether the minister resigned on Monday is unclear.", []),
    ("It was the biggest decline since July 2.", []),
    ("Profit rose from a year earlier.", []),
    ("Storms often strike the coast from August to October.", []),
    ("The annual three-day festival is popular.", []),
    ("Amara Okello poses for a photo on July 8, 2023.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=lambda value: value if isinstance(value, str) else None)
def test_events_of_a_sentence(text: str, expected: list[tuple[str, str]]) -> None:
    """Kind follows from tense, predicate and calendar; what is denied, wished, compared with or only possible is none."""
    assert events(text) == expected


@pytest.mark.parametrize(
    ("text", "predicates"),
    [
        ("The bill failed to pass the senate on Monday.", ["fail"]),
        ("Police said on Tuesday they arrested three men.", ["say"]),
        ("The summit is scheduled for Sept. 9.", ["summit"]),
        ("There was a protest in Geneva on Monday.", ["protest"]),
        ("The ceasefire collapsed on Monday, a day after the minister, Lena Roe, resigned.", ["collapse", "resign"]),
    ],
)
def test_predicate_of_a_date(text: str, predicates: list[str]) -> None:
    """The date belongs to what happened, not to the verb that plans it or reports it."""
    found = read_findings(plain_article(text, file="a.txt", published=PUBLISHED)).events
    assert [event.predicate for event in found] == predicates


def test_joined_verbs_share_their_subject() -> None:
    """A clause cut short keeps its subject among its people, and each clause its own span."""
    text = "President Omar Haddad arrived on Sunday, met the king on Monday and left on Tuesday."
    found = read_findings(plain_article(text, file="a.txt", published=PUBLISHED)).events
    assert [event.people for event in found] == [("omar-haddad",)] * 3
    assert found[1].span.of(text).startswith("met the king on Monday")
