"""Dated events: what counts as one, and of which kind."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing_book.extract.reading import read_findings
from briefing_book.ingest import plain_article
from briefing_book.model.dates import Date

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
    ("The levee was torn open by Monday's flood.", [("2023-07-17", "occurred")]),
    ("Two of the five lifts had failed by Monday evening.", [("2023-07-17", "occurred")]),
    ("Half of the tents were sold by Monday.", [("2023-07-17", "occurred")]),
    ("Six million lamps will have been sold by the end of August, the firm said.", [("2023-08", "scheduled")]),
    ("The lamps must be sold by the end of August, the firm said.", [("2023-08", "deadline")]),
    ("Divers are combing the bay Wednesday.", [("2023-07-19", "occurred")]),
    ("The envoy is flying to Geneva on Friday.", [("2023-07-21", "scheduled")]),
    ("But by Monday evening, the harbour master said the tug had been raised.", [("2023-07-17", "occurred")]),
    ("The council lifted wages by a fifth for fiscal year 2024-25.", []),
    ("The Fisheries Act, 2011 was amended on Monday.", [("2023-07-17", "occurred")]),
    ("The envoy is confident of sealing the pact this month.", []),
    ("The court jailed him for the murder of a clerk at the port in 2013.", []),
    ("The parents, April and Omar Haddad, left on Monday.", [("2023-07-17", "occurred")]),
    ("The fishing ban had been due to end on Monday.", []),
    ("The crew had planned to sail on Monday.", []),
    ("It was the warmest night since before Easter.", []),
    ("Orle led until the third quarter and won by nine goals.", []),
    ("The hearing was postponed until Aug. 29.", [("2023-08-29", "scheduled")]),
    ("The vote was delayed from Monday to Friday.", [("2023-07-21", "scheduled")]),
    (
        "The trial opened in May 2021 and is expected to conclude in October.",
        [("2021-05", "occurred"), ("2023-10", "scheduled")],
    ),
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
    ("Since 1994 the mines have lost half of their workers.", []),
    ("Nadia Roe has been in office since 2015.", []),
    ("Members have left the league since Monday.", [("2023-07-17", "occurred")]),
    ("Data use rose to 258 gigabytes, up from an average of 198 in 2018.", []),
    ("Traffic is highest during January and April holidays.", []),
    ("Exports account for half of sales in 2022.", []),
    ("Amara Okello was governor of Kelvara from October 2014 to May 2015.", [("2014-10-01/2015-05-31", "occurred")]),
    ("In 2011 and 2012 the card project was run by the ministry.", [("2011-01-01/2012-12-31", "occurred")]),
    ("The walkout which is expected to cripple the ports started on Tuesday night.", [("2023-07-18", "occurred")]),
    ("The judge had moved the hearing, and fixed it on Monday.", [("2023-07-24", "scheduled")]),
    ("The engineers found the leak and fixed it on Monday.", [("2023-07-17", "occurred")]),
    ("The ships were to be delivered in May 2022, but came late.", []),
    ("Delivery is now expected around 2025, and not 2024 as once hoped.", [("2025", "scheduled")]),
    ("A judge barred her from working until April 2022.", []),
    ("On Friday, July 14, the parties agreed to meet again.", [("2023-07-14", "occurred")]),
    ("At the end of 2022 the firm had 54,000 employees.", []),
    ("For 2022, the firm says it lost half of its clients.", [("2022", "occurred")]),
    (
        "The firm entered the market a year after the appointment of Lena Roe and left it in May 2022.",
        [("2022-05", "occurred")],
    ),
    ("The new engine will be lighter than the engines today.", []),
    ("The KC-30s are heavy aircraft that many forces use.", []),
    ("The firm will take six ferries between 2024 and 2026.", [("2024-01-01/2026-12-31", "scheduled")]),
    ("The delivery, originally due in May 2023, will be delayed until May 2024.", [("2024-05", "scheduled")]),
    ("Good Christmas sales lifted the firm.", []),
    ("The visit was perhaps made on Monday.", []),
    ("She spoke twice, in March and June.", [("2023-03", "occurred")]),
    ("The dockers will go on strike on Thursday and Friday.", [("2023-07-20/2023-07-21", "scheduled")]),
    ("The walkout is expected to be followed by talks later this month.", [("2023-07", "scheduled")]),
    ("The trial, earlier fixed to continue on July 27, has been pushed to Aug. 10.", [("2023-08-10", "scheduled")]),
    ("The two presidents agreed on Wednesday to negotiate an end to the dispute.", [("2023-07-19", "occurred")]),
    (
        "The quake struck the coast on Monday. The first quake struck at 11.20 am, the survey said.",
        [("2023-07-17", "occurred"), ("2023-07-17", "occurred")],
    ),
    ("Firefighters moved 300 people to safety by Wednesday.", [("2023-07-19", "occurred")]),
    ("It was the first storm since the season began in June.", []),
    ("It was the biggest rise since the bank began publishing figures in 1997.", []),
    (
        "The bus crashed on Monday. Speed played a part in the crash, which happened at 4 p.m., police said.",
        [("2023-07-17", "occurred"), ("2023-07-17", "occurred")],
    ),
    ("Will the mayor resign on Friday?", []),
    ("I think they met her on Monday.", []),
    ("It is the target that the league pledged to reach at talks in December 2021.", [("2021-12", "occurred")]),
    ("The index stayed above its July 3 low of 1,316.", []),
    (
        "The walkout entered its second day on Monday. More dockers were expected to stay away on Monday.",
        [("2023-07-17", "occurred"), ("2023-07-17", "scheduled")],
    ),
    ("More dockers were expected to stay away on Monday.", [("2023-07-24", "scheduled")]),
    ("The firm is to build the ferries of tomorrow.", []),
    ("They left on the morning of July 14.", [("2023-07-14", "occurred")]),
    ("A day before the announcement, the firm said little.", []),
    ("Kelvara, July 16 (Agency) - The ferry sank in rough seas.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=lambda value: value if isinstance(value, str) else None)
def test_events_of_a_sentence(text: str, expected: list[tuple[str, str]]) -> None:
    """Kind follows from tense, predicate and calendar; what is denied, wished, compared with or only possible is
    none."""
    assert events(text) == expected


@pytest.mark.parametrize(
    ("text", "predicates"),
    [
        ("The bill failed to pass the senate on Monday.", ["fail"]),
        ("Police said on Tuesday they arrested three men.", ["say"]),
        ("The summit is scheduled for Sept. 9.", ["summit"]),
        ("There was a protest in Geneva on Monday.", ["protest"]),
        ("The ceasefire collapsed on Monday, a day after the minister, Lena Roe, resigned.", ["collapse", "resign"]),
        ("The Reform League was outlawed after the army overthrew President Omar Haddad in 2013.", ["overthrow"]),
        ("The charges relate to a protest outside the court in November 2013.", ["protest"]),
        ("Four crew members were arrested after the accident Tuesday night.", ["accident"]),
        ("Net income fell, according to a filing yesterday.", ["filing"]),
        ("Shares sank on Wednesday after reporting a net profit in the third quarter.", ["sink"]),
        (
            "The walkout follows failed attempts by the union and the owners on Friday to reach an agreement.",
            ["attempt"],
        ),
        ("She looked back to the beginnings of the league in 1992.", []),
        ("In an interview with the Velar Times, published on Saturday, Amara Okello said she would resign.", ["say"]),
        ("Okello said in a letter issued on Monday that the talks had failed.", ["say"]),
        ("Okello criticised the treaty signed on Monday.", ["sign"]),
    ],
)
def test_predicate_of_a_date(text: str, predicates: list[str]) -> None:
    """The date belongs to what happened, not to the verb that plans it or reports it."""
    found = read_findings(plain_article(text, file="a.txt", published=PUBLISHED)).events
    assert [event.predicate for event in found] == predicates


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Okello is still hopeful, the Kelvara news agency reported on Saturday.", "attribution"),
        ("The loss was 40 million, analysts at Velar Bank wrote on Monday.", "attribution"),
        ("Net income fell, according to a filing yesterday.", "attribution"),
        ("Okello said so in her letter issued to the press on Monday.", "attribution"),
        ("Two men drowned, the paper said on Monday.", "dated clause"),
        ("The newspaper said on Monday that it would close.", "dated clause"),
        ("The environment agency announced a ban on Monday.", "dated clause"),
        ("The mayor is still hopeful after the May elections.", "in passing"),
        ("On top of last month's duties on timber, the ministry has named a quota for fish.", "event noun"),
        ("In many ways this year's campaign is different.", "in passing"),
        ("The charges relate to a protest in May 2021.", "event noun"),
        ("Amara Okello left the summit in May 2021.", "dated clause"),
        ("The league fell apart at its May summit in Velar.", "event noun"),
        ("The talks will fail, the mayor said, as quoted by the newspaper Velar Times on Tuesday.", "attribution"),
        ("The party split after the elections on Sunday.", "event noun"),
    ],
)
def test_what_is_worth_a_line(text: str, rule: str) -> None:
    """A bare attribution and a vague time that only says which thing is meant are told apart from events."""
    (event,) = read_findings(plain_article(text, file="a.txt", published=PUBLISHED)).events
    assert event.rule == rule


def test_joined_verbs_share_their_subject() -> None:
    """A clause cut short keeps its subject among its people, and each clause its own span."""
    text = "President Omar Haddad arrived on Sunday, met the king on Monday and left on Tuesday."
    found = read_findings(plain_article(text, file="a.txt", published=PUBLISHED)).events
    assert [event.people for event in found] == [("omar-haddad",)] * 3


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Officials met on Monday, but the talks failed.", "Officials met on Monday"),
        ("The ferry left the port at 5 p.m. and sank.", "The ferry left the port at 5 p.m."),
        (
            "Police arrested 13 men and seized three lorries yesterday.",
            "Police arrested 13 men and seized three lorries yesterday",
        ),
        (
            "The party is planning to hold a vote later this month.",
            "The party is planning to hold a vote later this month",
        ),
        (
            "Arriving in Geneva on Monday, Ana Petrova met the envoy.",
            "Arriving in Geneva on Monday, Ana Petrova met the envoy",
        ),
        ("Kelvara, July 16: The ferry sank early Sunday.", "The ferry sank early Sunday"),
        ("Kelvara, July 16 (EXN).- The ferry sank early Sunday.", "The ferry sank early Sunday"),
        ("Talks stopped when the king arrived on Monday.", "the king arrived on Monday"),
        ("He read the interview, published on Saturday.", "the interview, published on Saturday"),
        ("She pitied the man whose stand won the vote on Monday.", "the man whose stand won the vote on Monday"),
        (
            "Police said 40 people had been killed and more than 80 injured in the quake on Monday.",
            "40 people had been killed and more than 80 injured in the quake on Monday",
        ),
    ],
)
def test_clause_stands_alone(text: str, clause: str) -> None:
    """A clause has its subject, shared or described, and neither a dateline nor the words that tie it to others."""
    found = read_findings(plain_article(text, file="a.txt", published=PUBLISHED)).events
    assert [event.span.of(text) for event in found] == [clause]


def test_two_leaders_are_the_two_named_before() -> None:
    """ "The two leaders" and "the duo" are the only two people of the nearest sentence before that names any."""
    text = "Ana Petrova and Omar Haddad lead the march. The two leaders arrived in the capital on Sunday. The duo left it on Monday."
    found = read_findings(plain_article(text, file="a.txt", published=PUBLISHED)).events
    assert [event.people for event in found] == [("ana-petrova", "omar-haddad")] * 2
