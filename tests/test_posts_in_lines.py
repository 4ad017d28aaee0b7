"""The post of a person at the first mention in where it stands: proved, of that day, and not told twice."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from briefing_book.merge.standing.posts import NO_POST, Named, with_posts
from briefing_book.model.book import Citation, Claim, Person, PersonRole, Turn
from briefing_book.model.dates import Date
from briefing_book.model.reasons import Reason, first
from tests.book_of_texts import book_of


def day(text: str) -> Date:
    one = dt.date.fromisoformat(text)
    return Date(earliest=one, latest=one, precision="day", basis="stated", text=text)


SAID = Citation(source="a", sentence=0, quote="Mayor Ann Roe opened the pier.")
MAYOR = PersonRole(
    title="Mayor",
    organisation=None,
    country="Norway",
    first=day("2019-03-04"),
    last=day("2019-03-04"),
    citations=(SAID,),
    kind="state",
)
ROE = Person(
    id="ann-roe",
    name="Ann Roe",
    aliases=(),
    family="Roe",
    country="Norway",
    roles=(MAYOR,),
    sources=("a",),
    mentions=3,
)
FIT = Named(
    line="[Ann Roe] closed the pier.", shown="[Ann Roe]", person=ROE, role=MAYOR, day=dt.date(2019, 3, 4), told=False
)
AGAINST = {
    "told already": replace(FIT, told=True),
    "behind an office": replace(FIT, line="In Oslo the mayor [Ann Roe] closed the pier."),
    "no sentence": replace(FIT, role=replace(MAYOR, citations=())),
    "no post": replace(FIT, role=replace(MAYOR, kind="job")),
    "of another time": replace(FIT, day=dt.date(1980, 3, 4)),
    "unclear": replace(FIT, role=replace(MAYOR, title="former Mayor")),
    "long": replace(FIT, role=replace(MAYOR, title="Deputy Mayor for Piers, Quays, Locks and Bridges")),
}


@pytest.mark.parametrize("reason", NO_POST, ids=lambda reason: reason.name)
def test_reason_against_a_post_holds_for_its_case_alone(reason: Reason[Named]) -> None:
    found = first(NO_POST, AGAINST[reason.name])
    assert found is not None
    assert found.name == reason.name
    assert first(NO_POST, FIT) is None


@pytest.mark.parametrize(
    ("since", "until", "status", "held"),
    [
        ("2018-01-01", None, "", True),
        ("2019-06-01", None, "", False),
        (None, "2019-06-01", "former", True),
        (None, "2019-01-01", "former", False),
        (None, None, "former", False),
        (None, None, "acting", True),
    ],
)
def test_post_is_one_held_on_the_day_of_the_line(since: str | None, until: str | None, status: str, held: bool) -> None:
    role = replace(
        MAYOR,
        status=status,  # type: ignore[arg-type]
        since=Turn(date=day(since), how="sworn in", citation=SAID) if since else None,
        until=Turn(date=day(until), how="resigned", citation=SAID) if until else None,
    )
    assert (first(NO_POST, replace(FIT, role=role)) is None) is held


TEXT = (
    "Norwegian Foreign Minister Tove Halvorsen met Danish Foreign Minister Karen Madsen in Oslo on March 4. "
    "The ministers agreed on the catch of cod. "
    "Halvorsen signed the treaty on the catch of cod on March 5. "
    "Halvorsen flew to Bergen on March 5."
)


def _lines(*sentences: int) -> tuple[tuple[Claim, ...], tuple[Person, ...]]:
    from briefing_book.extract.reading import read_findings
    from briefing_book.ingest import plain_article
    from briefing_book.merge.base.corpus import readings
    from briefing_book.merge.people.groups import merge_people

    article = replace(plain_article(TEXT, file="a.txt", published=day("2019-03-06")), id="a", digest="a")
    found = read_findings(article)
    index = merge_people([article], [found])
    people = {person.id: person for person in index.people}
    corpus = {reading.article.id: reading for reading in readings([article], [found])}
    claims = tuple(
        Claim(
            text=corpus["a"].quote(number).replace("Halvorsen", "[Tove Halvorsen]"),
            citation=corpus["a"].cite(number),
            date=day("2019-03-05"),
        )
        for number in sentences
    )
    ids = {key: person for key, person in index.ids.items() if person in people}
    return with_posts(claims, corpus, ids, people), index.people


def test_first_mention_has_the_post_and_its_sentence() -> None:
    """The second has neither; with officials of two countries the country stands before it."""
    (one, other), _ = _lines(2, 3)
    assert one.text.startswith("[Norwegian Foreign Minister Tove Halvorsen] signed")
    assert [cited.sentence for cited in one.posts] == [0]
    assert other.text.startswith("[Tove Halvorsen] flew")
    assert not other.posts


def test_post_of_the_sentence_is_not_told_again() -> None:
    told = book_of(("2019-03-06", TEXT))
    assert not any("[Norwegian Foreign Minister] Tove" in claim.text for claim in told.bottom_line)
