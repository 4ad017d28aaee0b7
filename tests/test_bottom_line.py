"""The few sentences on the front page."""

from __future__ import annotations

import pytest

from briefing_book.extract.reading import read_findings
from briefing_book.merge.base.corpus import readings
from briefing_book.merge.base.line_gate import is_day_of_its_article, leans, needs_a_day
from briefing_book.merge.base.same_words import rarity_of
from briefing_book.merge.bottom_line import _points_back, _Ranking
from briefing_book.merge.events.headlines import is_deletion
from briefing_book.model.book import Book, Claim
from tests.book_of_texts import book_of
from tests.deed_accounts import article

FIRST = (
    "Norwegian Foreign Minister Tove Halvorsen signed the Skarvik fisheries treaty in Oslo on March 4, ending years of talks. "
    "The fisheries treaty halves the catch of cod in the northern strait for three winters. "
    "She left at once. "
    "The harbour pilots of Skarvik ended their strike on March 2 after a new wage contract was offered to them."
)
SECOND = (
    "Halvorsen signed the Skarvik fisheries treaty on March 4 in Oslo, ending years of talks. "
    "Foreign Minister Tove Halvorsen of Norway will visit the shipyards of Bergen in the spring. "
    "The harbour pilots of Skarvik went back to work on March 3 under the new wage contract."
)


def book() -> Book:
    return book_of(("2019-03-05", FIRST), ("2019-03-06", SECOND))


def test_nothing_is_said_twice() -> None:
    """The signing is told by both articles and stands there once."""
    assert sum("signed" in claim.text for claim in book().bottom_line) == 1


def test_every_line_can_be_read_alone() -> None:
    """A line that begins with somebody nobody knows is left out or completed."""
    assert all(not claim.text.startswith(("She ", "He ", "It ")) for claim in book().bottom_line)


def test_every_line_is_its_sources_words() -> None:
    """But for the names in brackets."""
    lines = book().bottom_line
    assert lines
    assert all(is_deletion(claim.text, claim.citation.quote) for claim in lines)


def test_the_newest_comes_first() -> None:
    """By the day of the event, or of the article."""
    dates = [claim.date.earliest for claim in book().bottom_line if claim.date]
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("Unfortunately, that day has come to the harbour at last.", True),
        ("Today, they were down by as much as a third.", True),
        ("(By then the theory of the pilots had been abandoned.)", True),
        ('Halvorsen said: "I will leave the ministry with great satisfaction.', True),
        ("The treaty is signed.", True),
        ("The order, which is worth 15 billion dollars, gave the yard new heart.", True),
        ("The talks may include pressure on the islands to spend more.", True),
        ("During the same week the yard had sold nothing at all.", True),
        ("The ministers of Norway and Denmark have agreed on the catch.", False),
        ("The pilots of Skarvik ended their strike after a week.", False),
    ],
)
def test_what_leans_on_the_sentence_before_is_no_bottom_line(text: str, refused: bool) -> None:
    """It would puzzle a reader who has only this line."""
    assert (bool(leans(text)) or _points_back(text)) is refused


def test_what_the_headline_tells_has_more_weight_than_what_is_told_beside_it() -> None:
    """The last of three deeds is the one of the headline."""
    one = article(
        "Norland lent Velar two boats on June 5, 2023. Amara Okello opened a school on June 7, 2023. "
        "Kelvara sold its old harbour to the islands on June 6, 2023.",
        "a",
        "Kelvara sells its old harbour to the islands",
    )
    corpus = readings([one], [read_findings(one)])
    ranking = _Ranking({reading.article.id: reading for reading in corpus}, rarity_of(corpus))
    deeds = [Claim(text=corpus[0].quote(number), citation=corpus[0].cite(number)) for number in (1, 2, 3)]
    (first, _), *_ = ranking.ranked([(deed, 0.5) for deed in deeds])
    assert first.text.startswith("Kelvara sold its old harbour")


def test_question_of_the_author_is_no_bottom_line() -> None:
    """It asks what the book should tell."""
    asked = "Why did the harbour pilots of Skarvik refuse the new wage contract of the northern ports on March 2?"
    lines = [claim.text for claim in book_of(("2019-03-05", f"{asked} {FIRST}")).bottom_line]
    assert lines
    assert asked not in lines


@pytest.mark.parametrize(
    ("words", "is_one"),
    [("on Monday", True), ("early on Friday", True), ("on Monday, May 4", False), ("in May", False)],
)
def test_a_weekday_alone_is_a_day_of_its_article(words: str, is_one: bool) -> None:
    assert is_day_of_its_article(words) is is_one


def test_a_line_without_a_day_beside_it_has_no_weekday() -> None:
    """Nobody knows on which Friday an undated article saw them."""
    assert needs_a_day("The crews were seen on Friday.")
    assert not needs_a_day('The crews said "see you on Friday".')
