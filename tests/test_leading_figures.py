"""The key figures of the front page: which lead, and that their sentence reaches as far as the number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing_book.merge.standing.leading_figures import NOT_LEADING, Leading
from briefing_book.model.book import Citation, KeyFigure
from briefing_book.model.reasons import Reason, first
from briefing_book.render.base.phrasing import shortened_behind
from tests.book_of_texts import book_of

QUOTE = "The harbour board of Skarvik paid $9 million for a pier."
SUM = KeyFigure(
    id="f",
    value="9000000",
    unit="USD",
    text="$9 million",
    date=None,
    topics=(),
    citation=Citation(source="a", sentence=0, quote=QUOTE),
    key=True,
)
FIT = Leading(figure=SUM, kind=0.8, deed=True, in_range=False, shown=False, opinion=False, superseded=False)


def _told(quote: str, text: str) -> Leading:
    return replace(FIT, figure=replace(SUM, text=text, citation=replace(SUM.citation, quote=quote)))


AGAINST = {
    "no sum, rate, toll or great count": replace(FIT, kind=0.0),
    "shown above": replace(FIT, shown=True),
    "of an opinion": replace(FIT, opinion=True),
    "superseded": replace(FIT, superseded=True),
    "one end of a range": replace(FIT, in_range=True),
    "far back in its sentence": _told("The board, " + "which owns a pier, " * 12 + "paid $9 million.", "$9 million"),
    "no deed": replace(FIT, deed=False),
    "nobody knows of what": _told("They paid $9 million for a pier.", "$9 million"),
}


@pytest.mark.parametrize("reason", NOT_LEADING, ids=lambda reason: reason.name)
def test_reason_against_a_leading_figure_holds_for_its_case_alone(reason: Reason[Leading]) -> None:
    found = first(NOT_LEADING, AGAINST[reason.name])
    assert found is not None
    assert found.name == reason.name
    assert first(NOT_LEADING, FIT) is None


def _leading(*told: tuple[str, str]) -> list[str]:
    book = book_of(*told)
    known = {figure.id: figure.text for figure in book.figures}
    above = [claim.text for claim in (*book.bottom_line, *book.standing.figures)]
    return [known[one] for one in book.standing.leading] + above


FLOOD = "A flood in Velar killed 40 people on May 2. Roads were closed."
LATER = "The flood in Velar has killed 52 people since May 2, officials said. The roads are open."


def test_the_newest_toll_takes_the_place_of_an_older_one() -> None:
    """Neither in a line nor beside one does the older stand as a key figure."""
    found = _leading(("2019-05-03", FLOOD), ("2019-05-06", LATER))
    assert "40 people" not in found
    assert any("52 people" in line for line in found)


def test_the_two_ends_of_a_range_are_no_two_figures() -> None:
    text = "The harbour of Velar opened on May 2. Ann Roe said a new pier would cost $2 million to $3 million in all."
    book = book_of(("2019-05-03", text))
    known = {figure.id: figure.text for figure in book.figures}
    assert not {"$2 million", "$3 million"} & {known[one] for one in book.standing.leading}


@pytest.mark.parametrize(
    ("part", "shown"),
    [("$9 million", "The board paid $9 million …"), ("a pier", "The board paid $9 million for a pier"), ("", "The …")],
)
def test_a_sentence_is_shown_as_far_as_its_number(part: str, shown: str) -> None:
    assert shortened_behind("The board paid $9 million for a pier", part, 4) == shown
