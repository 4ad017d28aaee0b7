"""Long sentences become short lines by leaving out, in the order of harm, and stay true."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_book.extract.reading import read_findings
from briefing_book.ingest import plain_article
from briefing_book.merge.base.corpus import Reading
from briefing_book.merge.events.headlines import MOST, is_deletion, shortened
from briefing_book.model.lent import Owned
from tests.book_of_texts import book_of
from tests.test_headlines import headlines

LONG = yaml.safe_load((Path(__file__).parent / "golden/headlines/long.yml").read_text(encoding="utf-8"))
NAMES = [case["text"][:50] for case in LONG]


@pytest.mark.parametrize("case", LONG, ids=NAMES)
def test_a_long_sentence_becomes_its_deed(case: dict[str, Any]) -> None:
    """What is left is the deed's own clause."""
    assert [headline for headline, _ in headlines(case["text"])] == case["headlines"]


@pytest.mark.parametrize("case", LONG, ids=NAMES)
def test_a_line_has_few_words(case: dict[str, Any]) -> None:
    """At most so many, but where a condition would go."""
    kept = [headline for headline in case["headlines"] if "unless" not in headline]
    assert all(len(headline.split()) <= MOST for headline in kept)


SUBJECTS = ("Amara Okello", "The council of Port Velar", "Kelvara Ltd, a maker of steel,", "The two ministers")
DEEDS = ("signed a treaty", "did not sign the treaty", "may close the bridge", "opened “the new mill” (the third)")
PLACES = ("", " in Geneva", " in the town hall of Geneva", " on the margins of a conference in Geneva")
TIMES = (" on Monday", " last week", " on Friday")
ASIDES = (
    "",
    ", just four days before the vote",
    ", the third such step in two years",
    ", which had been built in 1911",
)
ENDS = (
    "",
    " to ease the traffic between the two halves of the town",
    " after engineers had found cracks in two of the pillars",
    ", as demand fell and the prices of coal and of iron rose",
    ", if the court agrees and the owners of the two houses sell",
    ", the ministry said",
    ", the Velar News Agency reported",
)
SENTENCES = st.builds(
    "{}{} {}{}{}{}{}.".format,
    *map(
        st.sampled_from,
        (("", "In a speech in Velar, ", "Despite the storm, "), SUBJECTS, DEEDS, PLACES, TIMES, ASIDES, ENDS),
    ),
)


@settings(max_examples=150, deadline=None)
@given(SENTENCES)
def test_a_shortened_line_stays_true(sentence: str) -> None:
    """It is its sentence's words in their order, its marks are closed, its verb has its "not" and "may", its subject, its
    object and its condition."""
    for headline, quote in headlines(sentence):
        assert is_deletion(headline, quote)
        if headline.startswith("Engineers"):
            continue  # the line of the other deed
        for opening, closing in ("“”", "()", "[]"):
            assert headline.count(opening) == headline.count(closing)
        for verb, thing in (("signed", "treaty"), ("not sign", "treaty"), ("may close", "bridge"), ("opened", "mill")):
            assert (verb in quote) == (verb in headline)
            assert (verb not in quote) or (thing in headline)
        assert any(name.split(",")[0].casefold() in headline.casefold() for name in SUBJECTS)
        assert ("if the court" in quote) == ("if the court" in headline)


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (
            "President Amara Okello will open a mill and is due in Geneva on Friday.",
            "President Amara Okello is due in Geneva.",
        ),
        ("The council signed the act in May and will open a school on Friday.", "The council will open a school."),
        ("Rain fell heavily on Monday.", "Rain fell heavily."),
        ("The council closed the bridge on Monday evening.", "The council closed the bridge."),
        ("The council closed the bridge in early 2021.", "The council closed the bridge in early 2021."),
        (
            "The council moved the vote to Friday, instead of Monday.",
            "The council moved the vote to Friday, instead of Monday.",
        ),
    ],
)
def test_a_day_goes_beside_its_date(text: str, headline: str) -> None:
    """The line's own day stands beside it; what says more, or is corrected, stays."""
    assert headline in [told for told, _ in headlines(text)]


def test_the_day_of_a_telling_goes_with_the_deed_and_not_the_other_way() -> None:
    """Under the deed's day nobody asks when it was told; under that of the telling the deed keeps its own."""
    text = "The two ministers met in Geneva on Monday, the foreign ministry said on Tuesday."
    assert [told for told, _ in headlines(text)] == [
        "The two ministers met in Geneva.",
        "The two ministers met in Geneva on Monday, the foreign ministry said on Tuesday.",
    ]


def test_the_company_keeps_its_name() -> None:
    """What "the company" stands for is not cut before it."""
    text = (
        "The markets of the north fell again on Monday after the ministers had refused a loan to Kelvara Ltd, "
        "forcing the company to close three plants and the council to sell the bridge."
    )
    for told, _ in headlines(text):
        assert ("the company" in told) <= ("Kelvara" in told)


def test_a_summary_says_who_speaks() -> None:
    """A speaker's office stays where no profile stands beside the line."""
    text = "Amara Okello, the mayor of Port Velar, said that the town would close the bridge."
    article = plain_article(text, file="a.txt", published=None)
    reading = Reading(article=article, lent=Owned(held=read_findings(article)), published=None)
    assert shortened(reading, 0, {}, {}) == text


def test_the_lines_of_a_book_are_short() -> None:
    """A book of long sentences has no line of more words than a line may have."""
    texts = [("2023-07-19", case["text"]) for case in LONG if "unless" not in case["text"]]
    events = book_of(*texts[:8]).events
    assert events
    assert all(len(event.headline.split()) <= MOST for event in events)
