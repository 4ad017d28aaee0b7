"""Why a time dates no event, and near by a sentence in which it does."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing_book.extract.reading import read_findings
from briefing_book.ingest import plain_article
from briefing_book.model.dates import Date

DAY = dt.date(2023, 7, 19)  # a Wednesday
PUBLISHED = Date(earliest=DAY, latest=DAY, precision="day", basis="stated", text="2023-07-19")


def refused(text: str) -> str:
    """Why the time in [brackets] is no event; "" when it is one."""
    at, end = text.index("["), text.index("]") - 1
    article = plain_article(text.replace("[", "").replace("]", ""), file="a.txt", published=PUBLISHED)
    found = read_findings(article)
    reasons = [each.reason for each in found.refusals if each.what == "event" and at <= each.span.start < end]
    if not reasons:
        times = [found.timexes[event.timex] for event in found.events if event.timex is not None]
        assert any(time.span.start < end and time.span.end > at for time in times)
    return reasons[0] if reasons else ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('"Will the mayor resign on [Friday]?"', "a question"),
        ("The mayor will resign on [Friday]", ""),
        ("Kelvara, [July 16] (Agency) - The ferry sank.", "in the dateline"),
        ("The ferry sank on [Feb. 30].", "a time that is not known"),
    ],
)
def test_a_question_or_a_dateline_dates_nothing(text: str, reason: str) -> None:
    """Whatever marks close the question."""
    assert refused(text) == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The index stayed above its [July 3] low of 1,316.", "the height of another time"),
        ("The index fell on [July 3] lowering fees.", ""),
        ("Profit rose more than in [2022].", "compared with an earlier time"),
        ("Profit will rise by more than in [2024].", "compared with an earlier time"),
        ("Fees rose by 8 percent from [2030].", ""),
        ("Fees fell compared with [2021].", "compared with an earlier time"),
        ("Data use rose to 258 gigabytes, up from an average of 198 in [2018].", "a figure to compare with"),
        ("Data use will rise, up from 198 in [2030].", ""),
        ("It was the biggest decline since [July 2].", "the most since then"),
        ("It was a big decline since [July 2].", "a state since then"),
        ("The fee hit a record since [July 2].", "the most since then"),
        ("It was the first strike in [May].", ""),
        ("It was the first storm since the season began in [June].", "the most since it began"),
        ("It was the first storm since he left on [July 3].", ""),
        ("It was a storm since the season began in [June].", ""),
        ("It was the first storm when the season began in [June].", ""),
    ],
)
def test_a_time_that_another_is_held_against(text: str, reason: str) -> None:
    """Unless it is still ahead, or is itself a limit."""
    assert refused(text) == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("She led it in 2014 and [2015].", "the end of a span"),
        ("She led it in 2014 and [2016].", ""),
        ("She led it on July 3 and [July 4].", "the end of a span"),
        ("She led it in May and [June].", ""),
        ("She led it in 2014, and in [2015].", ""),
        ("The vote was moved from Monday to [Friday].", ""),
        ("She led it between 2014 and [2015].", "the end of a span"),
    ],
)
def test_the_second_date_of_a_span_is_no_event_of_its_own(text: str, reason: str) -> None:
    """So are two years or two days in a row."""
    assert refused(text) == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("There was no vote on [Monday].", "a thing denied"),
        ("There was a vote on [Monday].", ""),
        ("The proposed vote on [Monday] was dropped.", "a thing denied"),
        ("The king never left on [Monday].", "denied"),
        ("The king wanted not to leave on [Monday].", "denied"),
        ("The king came and did not leave on [Monday].", "denied"),
        ("The king did not come and he left on [Monday].", ""),
        ("Nobody left on [Monday].", "nobody or nothing"),
        ("They sold nothing on [Monday].", "nobody or nothing"),
        ("Neither crew left on [Monday].", "nobody or nothing"),
        ("No boats were sold on [Monday].", "nobody or nothing"),
        ("They left no doubt on [Monday].", "nobody or nothing"),
        ("The ship almost sank on [Monday].", "nearly"),
        ("Nearly all ships sank on [Monday].", ""),
        ("Almost at once the ship sank on [Monday].", ""),
        ("Officials denied that she left on [Monday].", "said not to be so"),
        ("Officials said that she left on [Monday].", ""),
        ("The mayor does not know that it fell on [Monday].", "not said"),
        ("The mayor knows that it fell on [Monday].", ""),
        ("It is due in 2025, and not [2024].", "not then"),
        ("It is due in [2025].", ""),
    ],
)
def test_what_is_denied_has_not_happened(text: str, reason: str) -> None:
    """In any of the verbs that are one with it."""
    assert refused(text) == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The party called for an [Oct. 5] election.", "a thing wished"),
        ("The party wants the [Oct. 5] election to end.", "a thing wished"),
        ("The king hopes to leave on [Friday].", "wished only"),
        ("The king asked the crew to leave on [Friday].", "wished only"),
        ("The king hopes that she leaves on [Friday].", "wished only"),
        ("The king said to leave on [Friday].", ""),
        ("The king would leave on [Friday].", "could or might"),
        ("The king said he would leave on [Friday].", ""),
        ("The king would leave on [Friday], he said.", ""),
        ("The king feared he would leave on [Friday].", "could or might"),
        ("The king said he would have left on [Friday].", "could or might"),
        ("The king said he would leave on [July 3].", "could or might"),
        ("The king said he might leave on [Friday].", "could or might"),
        ("The ships were to be sold in [May 2022].", "was to be"),
        ("The ships are to be sold in [May 2024].", ""),
        ("The ships were to be sold in [May 2024].", ""),
        ("Maybe the king left on [Monday].", "perhaps"),
        ("The king left early on [Monday].", ""),
        ("They wept if the king left on [Monday].", "whether or if"),
        ("They wept when the king left on [Monday].", ""),
        ("The dockers will leave on [Friday] unless it rains.", "on a condition"),
        ("The dockers will leave on [Friday] when it rains.", ""),
        ("The law takes effect on [Aug. 4] if it is signed.", ""),
        ("The union dropped its threat to strike on [Monday].", "an attempt or a hope"),
        ("The union made a plan to strike on [Monday].", ""),
        ("The threat that struck on [Monday] hurt.", ""),
    ],
)
def test_what_is_only_wished_or_possible_is_no_event(text: str, reason: str) -> None:
    """A report of the future is one, a guess at it is not."""
    assert refused(text) == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The mayor often leaves on [Friday].", "a habit"),
        ("The mayor often left on [Friday].", ""),
        ("The mayor leaves on [Friday].", ""),
        ("In [2022] the firm had 500 men.", "a state"),
        ("On [July 3] the firm had 500 men.", ""),
        ("She was mayor in [2022].", "a state"),
        ("She was mayor on [July 3].", ""),
        ("She is mayor in [2024].", ""),
        ("She was mayor from [2022].", ""),
        ("In [2022] the firm had sold it.", ""),
        ("Exports account for half of sales in [2022].", "told in general"),
        ("Exports accounted for half of sales in [2022].", ""),
        ("Exports account for half of sales on [July 3].", ""),
        ("Exports will account for half of sales in [2022].", ""),
        ("The firm says in [2022] it fell.", ""),
        ("Shares sank on Wednesday after reporting a profit in [2022].", "the figures of a period"),
        ("Shares sank on Wednesday after selling a yard in [2022].", ""),
        ("Shares sank on Wednesday after reporting a profit in [May].", ""),
        ("She stayed till [July 3].", "lasted until then"),
        ("The hearing was moved until [July 3].", ""),
        ("She will stay until [Aug. 4].", ""),
        ("Good [Christmas] and holiday sales helped.", "one of every year"),
        ("Good [Christmas] and big sales helped.", ""),
        ("The firm earned well in [May] and wept.", ""),
    ],
)
def test_what_is_told_in_general_is_no_event(text: str, reason: str) -> None:
    """A habit, a state, the figures of a year."""
    assert refused(text) == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("I think they left on [Monday].", "somebody tells of themselves"),
        ("They think I left on [Monday].", "somebody tells of themselves"),
        ("They left me on [Monday].", ""),
        ('The mayor said: "It fell on [Monday]."', "said in a quotation"),
        ('"It fell", the mayor said on [Monday].', ""),
        ("The delivery, due in [May 2023], was delayed.", ""),
        ("It was first meant to open on [May 4].", "planned before"),
        ("The firm is to build the ferries of [tomorrow].", "the time of a thing"),
        ("They left on the morning of [July 14].", ""),
        ("Omar Roe poses on [July 8, 2023].", "seen in a picture"),
    ],
)
def test_who_tells_it_and_how(text: str, reason: str) -> None:
    """What somebody tells of themselves, or says in a quotation, is theirs."""
    assert refused(text) == reason
