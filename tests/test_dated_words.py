"""Which word of a sentence the time in [brackets] belongs to."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import pytest

from briefing_book.extract.base import spacy_model
from briefing_book.extract.base.sentences import find_sentences
from briefing_book.extract.dates.find import find_timexes
from briefing_book.extract.events.dated_word import after_the_article, dated_word, measured_from, of_a_thing
from briefing_book.extract.reading import read_findings
from briefing_book.ingest import plain_article
from briefing_book.model.article import Article
from briefing_book.model.dates import Date
from tests.test_reasons import article_of

DAY = dt.date(2023, 7, 19)  # a Wednesday
PUBLISHED = Date(earliest=DAY, latest=DAY, precision="day", basis="stated", text="2023-07-19")


@cache
def time(text: str, published: Date | None = PUBLISHED) -> tuple[Any, Any, Article]:
    """The words and the time expression in brackets, and the article."""
    article = plain_article(text.replace("[", "").replace("]", ""), file="a.txt", published=published)
    sentences = find_sentences(article)
    doc = spacy_model.parse(article, sentences)
    start, end = text.index("["), text.index("]") - 1
    timex = next(t for t in find_timexes(doc, article, sentences) if t.span.start < end and t.span.end > start)
    return doc.char_span(timex.span.start, timex.span.end, alignment_mode="expand"), timex, article


def dated(text: str) -> str:
    """The word that is dated; "" when the time is nobody's."""
    chosen = dated_word(*time(text))
    return chosen.word.text if chosen.word is not None else ""


def measured(text: str) -> str:
    """The word that a distance is counted from; "" when it is counted from none."""
    words, _, _ = time(text)
    chosen = measured_from(words)
    return chosen.word.text if chosen.word is not None else ""


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The mayor said on [Monday] that the yard closed.", "said"),
        ("The yard closed, the mayor said late on [Monday].", "said"),
        ("The yard closed, the mayor says [Monday].", "says"),
        ("The bill failed to pass, the mayor said on [Monday].", "said"),
        ("The mayor was told on [Aug. 4].", "told"),
        ("The firm agreed on [Monday] to close the yard.", "agreed"),
        ("In an interview published on [Monday], she said the yard had closed.", "said"),
        ("She said in a letter issued on [Monday] that the yard had closed.", "said"),
        ("She said in a yard opened on [Monday] that it closed.", "opened"),
        ("She attacked a letter issued on [Monday].", "issued"),
        ("A letter issued on [Monday] said the yard had closed.", "issued"),
        ("She wrote a letter issued on [Monday].", "issued"),
        ("She left in a huff published on [Monday].", "published"),
    ],
)
def test_a_time_beside_a_verb_of_saying_is_that_of_the_saying(text: str, word: str) -> None:
    """So is that of the letter in which it was said; what is attacked was only issued then."""
    assert dated(text) == word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The fee rises on [July 8], which is her birthday.", "is"),
        ("The fee rises on [July 8], which the mayor likes.", "rises"),
        ("Members have left the league since [Monday].", "left"),
        ("Members have left the league since [2022].", ""),
        ("Members left the league since [Monday].", ""),
        ("Members have been ill since [Monday].", ""),
        ("The yard has closed, and members have left the league since [Monday].", "left"),
    ],
)
def test_a_day_may_be_described_or_begin_something(text: str, word: str) -> None:
    """Since a day something has been done; since a year is too vague, and a state is none."""
    assert dated(text) == word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The mayor left on [July 4].", "left"),
        ("The [May] election was lost.", "election"),
        ("The summit on [Monday].", "summit"),
        ("A bird on [Monday].", ""),
        ("The yard of [tomorrow].", ""),
        ("The [2024] budget was cut.", ""),
        ("Prices rose more than in [May].", ""),
        ("Prices rose later than in [May].", "rose"),
        ("The index fell at the close of trading [Monday].", "fell"),
        ("The crew met at the Forum on Development [2022] in Velar.", ""),
    ],
)
def test_a_time_belongs_to_the_nearest_verb_or_event_above_it(text: str, word: str) -> None:
    """Not when it is part of a name or measures another time; "later than in May" is still told of the rise."""
    assert dated(text) == word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("For [2022], the firm says it lost half.", "lost"),
        ("For all [2022], the firm says it lost half.", "lost"),
        ("For [2022], the firm lost half.", "lost"),
        ("In [2022], the firm says it lost half.", "says"),
        ("The treaty last [May] signed in Velar fell apart.", "fell"),
        ("The treaty signed in [May] fell apart.", "signed"),
        ("The town is far from the quake [11 days ago].", "quake"),
        ("The town is far from it on [Monday].", "is"),
        ("The charges relate to a protest outside the court in [May 2021].", "protest"),
        ("The charges relate to the yard in [May 2021].", ""),
        ("According to a filing in the court on [Monday], it fell.", "filing"),
        ("The report follows a strike at the yard and a march in Velar on [Monday].", "march"),
        ("He is taking his money in [May].", "taking"),
        ("The mayor cut fees as he had in the port on [Monday].", "had"),
        ("The firm met the men they want, in the port on [Monday].", "met"),
        ("Four men were held after the accident [Tuesday] night.", "accident"),
        ("Four men were held after the accident, [Tuesday] night.", "held"),
        ("Four men were held near the accident [Tuesday] night.", "held"),
        ("The league was outlawed after Omar Haddad in [2013].", ""),
        ("The league was outlawed before Omar Haddad in [2013].", "outlawed"),
        ("The league was outlawed after the ban in the town in [2013].", "ban"),
    ],
)
def test_what_a_time_stands_closer_to_than_its_verb(text: str, word: str) -> None:
    assert dated(text) == word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("There was a fire on [Monday].", "fire"),
        ("There it was on [Monday].", "was"),
        ("The bill failed to pass on [Monday].", "failed"),
        ("The rate rose, as compared in [March].", ""),
        ("The firm pledged to close the yard in [2021].", "pledged"),
        ("The firm pledges to close the yard in [2021].", "close"),
        ("The firm pledged to close the yard in [2025].", "close"),
        ("The firm planned to close the yard in [2021].", "close"),
        ("On [Friday, July 14], the parties agreed to meet again.", "agreed"),
        ("On [Friday, Aug. 4], the parties agreed to meet again.", "meet"),
        ("The parties agreed to meet again on [July 14].", "meet"),
        ("On [July 14], the parties were expected to meet.", "meet"),
        ("On [July 14], the parties agree to meet.", "meet"),
        ("On [Friday, Aug. 4], the parties plan to meet.", "meet"),
        ("On [Friday, Aug. 4], the parties plan a march.", "plan"),
        ("The rocket is set to land on [Monday].", "land"),
        ("The vote was moved from [Monday].", ""),
        ("The vote was moved to [Friday].", "vote"),
        ("The yard was moved to [Friday].", "moved"),
        ("The ministry moved the vote on [Monday].", "moved"),
        ("They postponed the vote until [Friday].", "vote"),
        ("The summit is scheduled for [Sept. 9].", "summit"),
        ("The boat is scheduled for [Sept. 9].", "scheduled"),
        ("Talks set for [Sept. 9] were dropped.", "Talks"),
        ("The mayor asked that the bridge open on [Aug. 4].", ""),
        ("The mayor waited until [Aug. 4].", "waited"),
        ("The court heard on [Aug. 4] that the yard closes.", "heard"),
    ],
)
def test_a_verb_that_only_plans_or_puts_off_gives_its_time_away(text: str, word: str) -> None:
    """To the deed that is planned or the event that is put off; what fails to be done has failed then."""
    assert dated(text) == word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("He left [two days] after the vote.", "vote"),
        ("[Two days] after the vote, he left.", "vote"),
        ("He left [two days] right after the vote.", "vote"),
        ("He left [two days] or more after the vote.", ""),
        ("[Two days] before the vote, he left.", ""),
        ("He left [two days] before the vote.", "vote"),
        ("He left [two days] after the vote on the yard ended.", "ended"),
        ("He left [two days] after he lost.", "lost"),
        ("He left [two days] after losing the vote.", "losing"),
        ("He left [two days] before the yard closes.", ""),
        ("He left [two days] after it was ill.", ""),
        ("He left [two days] after the army took the town.", "took"),
        ("He left [two days] after the boat.", ""),
        ("He left [two days] after the boat. The yard closed.", ""),
        ("He left for [two days].", ""),
    ],
)
def test_what_a_distance_in_time_is_counted_from(text: str, word: str) -> None:
    """A deed of the past or an event; neither a thing, nor what is still to come, nor a state."""
    assert measured(text) == word


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("They build the cars of [tomorrow].", True),
        ("They like the look of the [1970s].", True),
        ("They left on the morning of [July 14].", False),
        ("They left on the morning of early [July].", False),
        ("They left on [July 14].", False),
        ("Of [July] little is known.", False),
    ],
)
def test_a_time_may_describe_a_thing(text: str, thing: bool) -> None:
    assert of_a_thing(time(text)[0]) == thing


@pytest.mark.parametrize(
    ("text", "after"),
    [("It ends [tomorrow].", True), ("It ended [today].", False), ("It ended [yesterday].", False)],
)
def test_a_time_begins_after_the_day_of_the_article(text: str, after: bool) -> None:
    """Never where that day is not known."""
    _, timex, article = time(text)
    assert after_the_article(timex, article) == after
    _, timex, article = time("It ends on [Aug. 4, 2023].", None)
    assert not after_the_article(timex, article)


@pytest.mark.parametrize(
    ("text", "deed", "day"),
    [
        ("The council rejected a motion by Amara Okello against the budget on Monday.", "reject", "2023-07-17"),
        ("The board backed a plan for the harbour talks on Wednesday.", "back", "2023-07-19"),
        ("Kelvara had halted talks on 30 May.", "halt", "2023-05-30"),
        ("Kelvara held talks on Monday.", "hold talk", "2023-07-17"),
    ],
)
def test_a_day_gone_by_is_that_of_what_was_done(text: str, deed: str, day: str) -> None:
    """The noun beside the day is only what it was done to, or for."""
    (event,) = read_findings(article_of(text)).events
    assert event.date is not None
    assert (event.predicate, event.date.edtf) == (deed, day)


def test_a_figure_held_against_another_keeps_its_time() -> None:
    assert not read_findings(article_of("The krone lost 3 percent against the dollar in 2018.")).events


def test_what_is_told_behind_an_agreement_is_a_clause_of_its_own() -> None:
    """It is the writer's, not a part of what was agreed."""
    text = "Kelvara agreed to name a harbour panel, which will begin its work on July 29."
    findings = read_findings(article_of(text))
    (begun,) = [event for event in findings.events if event.predicate == "begin"]
    assert [clause.kind for clause in findings.clauses if clause.head == begun.head] == ["remark"]


def test_a_second_half_without_a_verb_is_no_clause() -> None:
    """ "As has the show": what it has is told before."""
    text = "The first concert in Velar has been cancelled, as has Monday's Harbour Festival event."
    assert read_findings(article_of(text)).clauses == ()


@pytest.mark.parametrize(
    "text", ["Since opening in 2016, the harbour road has been blocked by five crews.",
             "Okello said the offer falls short of what was signed in 2019."]
)  # fmt: skip
def test_a_deed_that_only_places_another_is_told_in_passing(text: str) -> None:
    (event,) = [event for event in read_findings(article_of(text)).events if event.date and event.date.edtf < "2020"]
    assert event.in_passing
