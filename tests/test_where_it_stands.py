"""Where it stands: the main lines of the front page, and why others are none."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from briefing_book.merge.base.line_gate import is_day_of_its_article, needs_a_day, unfit
from briefing_book.merge.events.headlines import is_deletion
from briefing_book.merge.standing.main_lines import NO_LINE, Candidate, refusal
from briefing_book.merge.topics.summaries import summary_of
from briefing_book.model.book import Book, Citation, Claim
from briefing_book.model.dates import Date
from briefing_book.model.reasons import Reason
from tests.book_of_texts import book_of

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
        ("The order, which is worth 15 billion dollars, gave the yard new heart.", True),
        ("The talks may include pressure on the islands to spend more.", True),
        ("During the same week the yard had sold nothing at all.", True),
        ("The ministers of Norway and Denmark have agreed on the catch.", False),
        ("The pilots of Skarvik ended their strike after a week.", False),
        ("The harbour board announced that it will close the northern pier.", False),
        ("At this year's fair, Norland Marine showed a ferry without crew.", False),
    ],
)
def test_what_leans_on_the_sentence_before_is_no_line(text: str, refused: bool) -> None:
    """It would puzzle a reader who has only this line."""
    assert bool(unfit(text)) is refused


DAY = Date(
    earliest=dt.date(2019, 3, 4), latest=dt.date(2019, 3, 4), precision="day", basis="stated", text="4 March 2019"
)  # a Monday
TEXT = "The harbour board of Skarvik closed the northern pier."
FIT = Candidate(
    claim=Claim(text=TEXT, citation=Citation(source="a", sentence=0, quote=TEXT), date=DAY),
    kind="body",
    opinion=False,
    planned=False,
    passed=False,
    ongoing=False,
    has_verb=True,
    talk=False,
    summed=False,
    place=0,
    salience=0.4,
    tellers=1,
    of_article=True,
    current=True,
    day_known=True,
    undated=False,
    words=frozenset(),
    people=frozenset(),
    weight=0.0,
)


def _with(text: str, **other: object) -> Candidate:
    return replace(FIT, claim=replace(FIT.claim, text=text), **other)  # type: ignore[arg-type]


AGAINST = {
    "falls due": replace(FIT, planned=True),
    "a plan that has passed": replace(FIT, passed=True),
    "going on days ago": replace(FIT, ongoing=True),
    "opinion": replace(FIT, opinion=True),
    "caption or heading": replace(FIT, kind="caption"),
    "no deed": replace(FIT, has_verb=False),
    "somebody's words first": _with("“The pier is lost,” the harbour board of Skarvik said."),
    "no day known": replace(FIT, undated=True, place=4),
    "told from another day": _with("The harbour board of Skarvik closed the pier on Friday."),
}


@pytest.mark.parametrize("reason", NO_LINE, ids=lambda reason: reason.name)
def test_reason_against_a_main_line_holds_for_its_case_alone(reason: Reason[Candidate]) -> None:
    assert refusal(AGAINST[reason.name]) == reason.name
    assert refusal(FIT) == ""


@pytest.mark.parametrize(
    ("text", "of_article", "refused"),
    [
        ("The board of Skarvik closed the pier on Monday.", True, False),
        ("The board of Skarvik closed the pier yesterday.", True, True),
        ("Last year the board of Skarvik closed the pier.", False, True),
        ("Last year the board of Skarvik closed the pier.", True, False),
    ],
)
def test_time_told_from_another_day_than_the_one_beside_a_line(text: str, of_article: bool, refused: bool) -> None:
    assert (refusal(_with(text, of_article=of_article)) == "told from another day") is refused


STRIKE = "The harbour pilots of Skarvik began a strike over their wages on May 2. Eleven ships lay outside the harbour."
STRIKE_ENDS = (
    "The harbour pilots of Skarvik ended their strike over wages on May 20. A contract of two years was signed."
)
FERRY = "The government of Velar bought three ferries for $40 million on May 18. They will sail from the southern port."


def test_of_one_story_the_newest_stands() -> None:
    """And the choosers tell why the older does not."""
    told = book_of(("2019-05-03", STRIKE), ("2019-05-21", STRIKE_ENDS), ("2019-05-19", FERRY))
    lines = [claim.text for claim in told.bottom_line]
    assert any("ended their strike" in line for line in lines)
    assert not any("began a strike" in line for line in lines)
    assert {choice.why for choice in told.choices if "began a strike" in choice.text} <= {"superseded", "same story"}


def test_each_story_has_its_line() -> None:
    """A story is told by one article here, and there is room."""
    lines = [claim.text for claim in book_of(("2019-05-21", STRIKE_ENDS), ("2019-05-19", FERRY)).bottom_line]
    assert any("three ferries" in line for line in lines)
    assert any("strike" in line for line in lines)


def test_line_has_at_most_26_words_without_its_posts() -> None:
    long = " and ".join(f"the quay of town {number}" for number in range(12))
    told = book_of(
        ("2019-05-21", f"The board of Skarvik closed {long} on May 20. The board of Skarvik sold a pier on May 19.")
    )
    assert all(len(claim.text.split()) <= 26 for claim in told.bottom_line)


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


def _offered(text: str, source: str, published: str | None) -> Claim:
    day = dt.date.fromisoformat(published) if published else None
    date = Date(earliest=day, latest=day, precision="day", basis="stated", text=published or "") if day else None
    return Claim(text=text, citation=Citation(source=source, sentence=0, quote=text), date=date)


KIN = {name: name for name in "abcd"}
MANY = " and the quay of Velar" * 6


def test_summary_has_the_newest_line_first_and_none_that_leans_or_is_long() -> None:
    """A question, a pronoun for nobody and a sentence of thirty words give way to others."""
    told = summary_of(
        (),
        [
            _offered("The board of Skarvik sold a pier.", "a", "2019-03-01"),
            _offered("It fell by half.", "b", "2019-03-09"),
            _offered("Why did the board of Skarvik sell a pier?", "b", "2019-03-09"),
            _offered(f"The board of Skarvik sold a pier{MANY}.", "b", "2019-03-09"),
            _offered("The board of Skarvik bought a ferry.", "c", "2019-03-05"),
        ],
        frozenset(),
        KIN,
    )
    assert [claim.text for claim in told] == [
        "The board of Skarvik bought a ferry.",
        "The board of Skarvik sold a pier.",
    ]


def test_summary_takes_each_family_before_a_second_line_of_one() -> None:
    """And never a third."""
    lines = [_offered(f"The board of Skarvik sold pier number {number}.", "a", "2019-03-01") for number in range(4)]
    other = _offered("The board of Skarvik bought a ferry.", "b", "2019-03-01")
    told = summary_of((), [*lines, other], frozenset(), KIN)
    assert [claim.citation.source for claim in told].count("a") == 2
    assert other in told


def test_long_line_stands_in_a_summary_where_there_is_no_other() -> None:
    long = _offered(f"The board of Skarvik sold a pier{MANY}.", "a", "2019-03-01")
    assert summary_of((), [long], frozenset(), KIN) == (long,)


def test_old_line_fills_where_few_are_new() -> None:
    """Three lines of this month leave room for an older story of which nothing newer is known."""
    new = (
        ("2019-06-03", "The fishermen of Brekkan sank two whaling boats in the outer harbour."),
        ("2019-06-04", "A glacier above Tveit broke and buried the mountain railway."),
        ("2019-06-05", "The bishop of Nordby sold the cathedral organ to a museum."),
    )
    old = ("2019-01-09", "Engineers of Skarvik drained the old coal mine for good.")
    assert any("coal mine" in claim.text for claim in book_of(*new, old).bottom_line)


def test_the_deed_behind_a_scene_stands_for_it() -> None:
    scene = (
        "Night fell on the quays of Skarvik after the harbour board sold the northern pier to a bank. Lamps were lit."
    )
    told = book_of(("2019-05-03", scene), ("2019-05-04", FERRY))
    assert "The harbour board sold the northern pier to a bank." in [claim.text for claim in told.bottom_line]


SEARCH = "Divers of Skarvik are searching the wreck of a barge that sank with four sailors. The harbour is closed."


@pytest.mark.parametrize(("later", "stands"), [("2019-05-04", True), ("2019-05-14", False)])
def test_what_was_going_on_days_ago_is_no_main_line(later: str, stands: bool) -> None:
    told = book_of(("2019-05-03", SEARCH), (later, FERRY))
    assert any("searching" in claim.text for claim in told.bottom_line) is stands
