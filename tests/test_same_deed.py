"""Two deeds stay two and one deed is one: by reasons with examples, and over pairs of made-up articles."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest

from briefing_book.extract.reading import read_findings
from briefing_book.ingest.reading import article_from_bytes
from briefing_book.merge.book import merge
from briefing_book.merge.events.near_dates import doors, near, rooms
from briefing_book.merge.events.other_deed import FORBIDS
from briefing_book.merge.events.pair import Pair as Two
from briefing_book.merge.events.same_deed import GROUNDS, judged
from briefing_book.model.article import Article
from briefing_book.model.book import Book
from briefing_book.model.dates import OWN_DAY, Basis, Date, Precision
from briefing_book.model.reasons import Reason, first
from briefing_book.model.settings import BookFile
from tests.deed_accounts import told
from tests.deed_pairs import Pair, one_deed, two_deeds

PAIRS = 200
MISSED = 40  # of one deed told in two ways, at most
SEEN = 150  # of two deeds, those of which both are on the timeline, at least: no line is told of "his brother"
SEED = 13
SEEDS = (SEED, 21, 47, 88)


@pytest.mark.parametrize("reason", FORBIDS, ids=lambda reason: reason.name)
def test_what_forbids_one_deed_is_the_first_to_hold_for_its_example(reason: Reason[Two]) -> None:
    assert first(FORBIDS, told(reason.example)) == reason
    assert first(FORBIDS, told(reason.counter_example)) != reason


@pytest.mark.parametrize("reason", GROUNDS, ids=lambda reason: reason.name)
def test_what_speaks_for_one_deed_holds_for_its_example(reason: Reason[Two]) -> None:
    linked = reason.name == "beside one deed"
    assert reason.holds(told(reason.example, linked=linked))
    assert not reason.holds(told(reason.counter_example, linked=linked))


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        ("Mayor Ada Cole met Mayor Ola Berg on July 3. / Mayor Ola Berg met Mayor Ada Cole on July 3.", "same people"),
        ("Mayor Ada Cole met Mayor Ola Berg on July 3. / Mayor Ada Cole met Envoy Jo Kane on July 3.", "other people"),
        ("Mayor Ada Cole signed a lease of 3 years on July 3. / Mayor Ada Cole signed a lease of 9 years on July 3.",
         "other figure"),
        ("The army shelled a market on July 3. / The rebels shelled a market on July 3.", "other doer"),
        ("The army shelled a market on July 3. / The Varg Front shelled a market on July 3.", "other doer"),
        ("Norway freed two nuns on July 3. / The Varg Front freed two nuns on July 3.", "other doer"),
        ("The finance minister signed a loan on July 3. / The trade minister signed a loan on July 3.", "other doer"),
        ("Finance Minister Ada Cole signed a loan on July 3. / The trade minister signed a loan on July 3.",
         "other doer"),
        ("His brother bought a yard on July 3. / Her mother bought a yard on July 3.", "other doer"),
        ("His brother bought a yard on July 3. / Her brother bought a yard on July 3.", "other doer"),
        ("Mayor Ada Cole's brother bought a yard on July 3. / Mayor Ada Cole bought a yard on July 3.", "other doer"),
        ("The high court rejected a plan on July 3. / The district court rejected a plan on July 3.", "other doer"),
        ("The Dockers Union rejected a plan on July 3. / The Pilots Union rejected a plan on July 3.", "other party"),
        ("The mayor closed the north tower on July 3. / The mayor closed the south tower on July 3.", "other object"),
        ("The firm shut its first reactor on July 3. / The firm shut its second reactor on July 3.", "other object"),
        ("The mayor opened the Varg Bridge on July 3. / The mayor opened the Tern Bridge on July 3.", "other object"),
        ("The VF freed two nuns on July 3. / The Varg Front freed two nuns on July 3.", "same object"),
        ("The rebels freed two nuns on July 3. / The Varg Front freed two nuns on July 3.", "same object"),
        ("The Norwegian government signed a pact on July 3. / Norway signed a pact on July 3.", "same object"),
        ("Mayor Ada Cole opened a school on July 3. / Mayor Ada Cole closed a school on July 3.", "too little in common"),
        ("Mayor Ada Cole announced on July 3 that a levy will take effect. / The levy took effect on July 3.",
         "too little in common"),
    ],
)  # fmt: skip
def test_the_verdict_has_the_name_of_its_reason(texts: str, why: str) -> None:
    assert judged(told(texts)).why == why


def _date(first: str, last: str = "", precision: Precision = "day", basis: Basis = "stated") -> Date:
    day = dt.date.fromisoformat
    return Date(earliest=day(first), latest=day(last or first), precision=precision, basis=basis, text="")


NEAR = [
    (_date("2019-03-04"), _date("2019-03-04"), "same days"),
    (_date("2019-03-04"), _date("2019-03-05"), "next day"),
    (_date("2019-03-04"), _date("2019-03-06"), "apart"),
    (_date("2019-03-02"), _date("2019-03-02", "2019-03-03", "period"), "within a week"),
    (_date("2019-03-04"), _date("2019-03-01", "2019-03-31", "month"), "within a month"),
    (_date("2019-03-04"), _date("2019-01-01", "2019-12-31", "year"), "apart"),
    (_date("2019-03-04"), _date("2019-03-06", "2019-03-07", "range", OWN_DAY), "own day"),
    (_date("2019-03-01"), _date("2019-03-06", "2019-03-07", "range", OWN_DAY), "apart"),
    (_date("2019-03-08"), _date("2019-03-06", "2019-03-07", "range", OWN_DAY), "apart"),
]


@pytest.mark.parametrize(("one", "other", "nearness"), NEAR)
def test_two_dates_may_be_of_one_deed(one: Date, other: Date, nearness: str) -> None:
    assert near(one, other) == near(other, one) == nearness


@pytest.mark.parametrize(("one", "other", "nearness"), NEAR)
def test_what_is_near_is_found(one: Date, other: Date, nearness: str) -> None:
    """The more exact date is there already when the other looks for it."""
    assert bool({*rooms(one)} & {*doors(other)}) or nearness == "apart"


def article(text: str, name: str) -> Article:
    return replace(article_from_bytes(text.encode(), file=f"{name}.md"), id=name, digest=name)


def book(pair: Pair) -> Book:
    articles = [article(pair.one, "a"), article(pair.other, "b")]
    return merge(articles, [read_findings(one) for one in articles], BookFile())


def tellers(pair: Pair) -> list[set[str]]:
    """The sources of each entry."""
    return [{citation.source for citation in entry.citations} for entry in book(pair).events]


def test_the_pairs_are_the_same_each_time() -> None:
    assert [*two_deeds(20, SEED)] == [*two_deeds(20, SEED)]
    assert [*one_deed(20, SEED)] == [*one_deed(20, SEED)]


def test_two_deeds_are_never_one_in_a_few_pairs() -> None:
    assert [pair.told for pair in two_deeds(20, SEED) if {"a", "b"} in tellers(pair)] == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_two_deeds_are_never_one(seed: int) -> None:
    sources = [(pair, tellers(pair)) for pair in two_deeds(PAIRS, seed)]
    assert [pair.told for pair, found in sources if {"a", "b"} in found] == []
    assert sum({"a"} in found and {"b"} in found for _, found in sources) >= SEEN


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_one_deed_told_in_two_ways_is_mostly_one(seed: int) -> None:
    missed = [pair for pair in one_deed(PAIRS, seed) if {"a", "b"} not in tellers(pair)]
    assert len(missed) <= MISSED, Counter(pair.sort for pair in missed)
