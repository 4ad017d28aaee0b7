"""The deed of a lede that no word dates: of the article's own day or the day before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from briefing_book.check import dates
from briefing_book.check.data import Date as Shown
from briefing_book.explain import explain
from briefing_book.extract.reading import read_findings
from briefing_book.ingest.reading import article_from_bytes
from briefing_book.merge.book import merge
from briefing_book.model.article import Article
from briefing_book.model.book import TimelineEntry
from briefing_book.model.dates import OWN_DAY
from briefing_book.model.findings import Event
from briefing_book.model.settings import BookFile
from briefing_book.pipeline import build, prove

LEDE = "The harbour board of Skarvik has sold the old mail ferry to a Danish yard."
HEAD = "Skarvik harbour board sells old ferry"
REST = "The ferry was built by the yard of Velar. It has room for ninety cars."


def article(lede: str = LEDE, day: str = "2019-03-05", head: str = HEAD, name: str = "a") -> Article:
    text = f"# {head}\n\n{day}\n\n{lede} {REST}\n"
    return replace(article_from_bytes(text.encode(), file=f"{name}.md"), id=name, digest=name)


def events(one: Article) -> Sequence[Event]:
    return [event for event in read_findings(one).events if event.rule == "lede"]


def timeline(*articles: Article) -> Sequence[TimelineEntry]:
    return merge(list(articles), [read_findings(one) for one in articles], BookFile()).events


def test_it_was_done_on_the_day_or_the_day_before() -> None:
    (event,) = events(article())
    assert event.date is not None
    assert (event.date.edtf, event.date.basis) == ("[2019-03-04..2019-03-05]", OWN_DAY)


def test_a_month_does_not_lend_its_day() -> None:
    assert not events(article(day="March 2019"))


def test_a_day_that_the_article_does_not_state_dates_nothing() -> None:
    known = article()
    assert known.published is not None
    inferred = replace(known, published=replace(known.published, basis="inferred from other sources"))
    assert not events(inferred)


def test_the_second_sentence_is_background_where_the_first_tells_no_deed() -> None:
    assert not events(article("It was a cold night at sea. The harbour board has painted the mail boat."))


def test_the_deed_of_the_headline_is_news_wherever_it_has_come_to_be() -> None:
    sold = events(article("It was a cold night at sea. The harbour board has sold the old mail ferry."))
    assert [event.predicate for event in sold] == ["sell"]


def test_the_second_sentence_goes_on_with_the_news() -> None:
    two = article(f"{LEDE} The harbour board of Skarvik bought a new ferry.")
    assert [event.predicate for event in events(two)] == ["sell", "buy"]


def test_what_has_come_to_be_is_background_where_nobody_with_a_name_did_it() -> None:
    two = article(f"{LEDE} The old mail board has bought a new harbour.")
    named = article(f"{LEDE} The harbour board of Skarvik has bought a new ferry.")
    assert [event.predicate for event in events(two)] == ["sell"]
    assert [event.predicate for event in events(named)] == ["sell", "buy"]


def test_a_country_is_no_index() -> None:
    text = "Shares in Skarvik have fallen sharply. Traders were worried. Norway dropped by 3 percent."
    assert [event.predicate for event in events(article(text, head="Skarvik shares fall"))] == ["fall"]


@pytest.mark.parametrize(
    ("later", "predicates"),
    [
        ("The harbour board of Skarvik has bought a new ferry.", ["sell", "buy"]),
        ("Norway's harbour police seized another old ferry.", ["sell", "seize"]),
        ("The old mail ferry was bought by a Danish harbour.", ["sell"]),
        ("A harbour board of Skarvik bought a new ferry.", ["sell"]),
        ("The harbour board of Skarvik earlier bought a new ferry.", ["sell"]),
        ("The harbour board of Skarvik took another way with its ferry.", ["sell"]),
        ("The harbour board of Skarvik noted the age of the ferry.", ["sell"]),
        ("The harbour board of Skarvik left the ferry this message: Sail well.", ["sell"]),
        ("The mayor of Skarvik opened a new school.", ["sell"]),
        ("The harbour board of Skarvik bought the ferry.", ["sell"]),
    ],
)
def test_further_on_it_is_what_somebody_with_a_name_did(later: str, predicates: list[str]) -> None:
    assert [event.predicate for event in events(article(f"{LEDE} The harbour is old. {later}"))] == predicates


def test_further_on_it_is_background_where_the_first_sentence_tells_no_deed() -> None:
    assert not events(article("It is cold at sea. It rained. Ann Roe of the Skarvik harbour board sold the old ferry."))


def test_what_stands_on_a_page_before_the_text_is_not_its_first_sentence() -> None:
    assert [event.predicate for event in events(article(f"The full story... Print this page! {LEDE}"))] == ["sell"]


def test_a_market_may_be_named_by_its_place() -> None:
    text = "Shares in Skarvik have fallen sharply. In Norway, shares dropped by 3 percent. Later, shares rose by 2 percent."
    told = events(article(text, head="Skarvik shares fall"))
    assert [event.predicate for event in told] == ["fall", "drop"]


def test_a_deed_joined_to_another_is_one_too() -> None:
    two = article("The harbour board of Skarvik has sold the old mail ferry and closed the pier.")
    assert [event.predicate for event in events(two)] == ["sell", "close"]


def test_a_time_of_another_thing_dates_nothing() -> None:
    other = article("The harbour board of Skarvik has sold the ferry that sank in a storm of 2009.")
    assert [event.predicate for event in events(other)] == ["sell"]


def test_a_time_near_the_articles_day_may_be_that_of_the_deed() -> None:
    assert not events(article("The harbour board of Skarvik has sold the ferry that sank on March 3."))


def test_what_is_said_to_be_done_is_done() -> None:
    said = article("The mayor of Skarvik said the harbour board has sold the old mail ferry.")
    assert [event.predicate for event in events(said)] == ["sell"]


@pytest.mark.parametrize(
    ("lede", "predicates"),
    [
        ("The Skarvik harbour board has reported a loss on the old ferry.", ["report"]),
        ("The Skarvik harbour board has reported that the old ferry was sold.", []),
    ],
)
def test_a_report_of_something_is_a_deed(lede: str, predicates: list[str]) -> None:
    assert [event.predicate for event in events(article(lede))] == predicates


@pytest.mark.parametrize(("head", "found"), [("Board sells ferry: review", 1), ("Review: board sells ferry", 0)])
def test_a_word_for_no_news_leads_a_headline(head: str, found: int) -> None:
    assert len(events(article(head=head))) == found


def test_a_report_of_a_market_tells_how_each_index_moved() -> None:
    text = (
        "Shares in Skarvik have fallen sharply. Traders were worried. The Skarvik index dropped by 3 percent. The Velar "
        "index rose early. The Velar index has fallen 40 points. Shares of the yard fell 9 percent in March 2009."
    )
    told = events(article(text, head="Skarvik shares fall"))
    assert [event.span.of(article(text, head="Skarvik shares fall").text) for event in told] == [
        "Shares in Skarvik have fallen sharply",
        "The Skarvik index dropped by 3 percent",
        "The Velar index has fallen 40 points",
    ]


def test_only_a_report_of_a_market_is_read_to_its_end() -> None:
    text = "The harbour board of Skarvik has sold the old ferry. It rained. The Skarvik index dropped by 3 percent."
    assert [event.predicate for event in events(article(text))] == ["sell"]


@pytest.mark.parametrize(
    ("lede", "predicate"),
    [
        ("The old mail ferry of Skarvik was sold by the harbour board, the mayor said.", "sell"),
        ("The harbour board of Skarvik announced the sale of the old ferry.", "announce"),
        ("The old ferry of the Skarvik harbour board has made its last trip.", "make trip"),
    ],
)
def test_what_is_done_is_found(lede: str, predicate: str) -> None:
    assert [event.predicate for event in events(article(lede))] == [predicate]


@pytest.mark.parametrize(
    "lede",
    [
        "The harbour board of Skarvik is selling the old ferry.",
        "The harbour board of Skarvik would have sold the old ferry.",
        "The harbour board of Skarvik often sold an old ferry.",
        "The harbour board of Skarvik hopes to have sold the old ferry.",
        "The harbour board of Skarvik has recently sold the old ferry.",
        "The harbour board of Skarvik sold the old ferry last year.",
        "The board sold the old ferry of Skarvik harbour.",
        "They have sold the old ferry of Skarvik harbour.",
    ],
)
def test_what_may_be_of_another_day_is_not(lede: str) -> None:
    assert not events(article(lede))


def live(*parts: str) -> Article:
    text = "# Skarvik ferry sold: the latest\n\n2019-03-05\n\nHere is the latest from Skarvik.\n\n" + "\n\n".join(parts)
    return replace(article_from_bytes(f"{text}\n".encode(), file="l.md"), id="l", digest="l")


def test_in_a_live_report_the_time_above_a_paragraph_dates_it() -> None:
    told = events(live("7:50 p.m.", LEDE, "7:30 p.m.", "The mayor of Skarvik thanked the crews.", "The board wept."))
    assert [(event.predicate, event.date and event.date.edtf) for event in told] == [
        ("sell", "2019-03-05"),
        ("thank", "2019-03-05"),
    ]


def test_in_a_live_report_what_has_a_time_of_its_own_keeps_it() -> None:
    assert not events(live("7:50 p.m.", "The harbour board of Skarvik has sold the ferry of March 2."))


def test_explain_says_what_dates_it() -> None:
    one = article()
    assert "dated by the article's own day" in explain(one, read_findings(one))


def test_it_stands_on_the_timeline() -> None:
    (entry,) = timeline(article())
    assert entry.date is not None
    assert entry.date.basis == OWN_DAY


@pytest.mark.parametrize("day", ["2019-03-06", "2019-03-08"])
def test_another_article_with_a_day_word_takes_it_in(day: str) -> None:
    dated = "The harbour board of Skarvik sold the old mail ferry to a Danish yard on March 4."
    (entry,) = timeline(article(), article(dated, day=day, name="b"))
    assert entry.date is not None
    assert entry.date.edtf == "2019-03-04"
    assert {citation.source for citation in entry.citations} == {"a", "b"}


def test_two_reports_are_one_deed() -> None:
    (entry,) = timeline(article(), article(day="2019-03-06", name="b"))
    assert entry.date is not None
    assert entry.date.edtf == "[2019-03-04..2019-03-05]"


def test_another_deed_of_the_week_stays_apart() -> None:
    other = "The harbour board of Skarvik sued a Danish yard over a crane on March 4."
    assert len(timeline(article(), article(other, day="2019-03-06", name="b"))) == 2


def test_a_thing_of_each_day_is_of_its_own() -> None:
    """A price that falls on three days has fallen on the third again."""
    fall = "The price of Skarvik cod has fallen sharply at the harbour"
    told = [
        article(f"{fall} {word}.", day=f"2019-03-0{day}", head="Price of cod falls", name=name)
        for day, word, name in ((4, "today", "a"), (5, "today", "b"))
    ]
    entries = timeline(*told, article(f"{fall}.", day="2019-03-07", head="Price of cod falls", name="c"))
    assert "[2019-03-06..2019-03-07]" in [entry.date.edtf for entry in entries if entry.date]


def shown(first: str, last: str) -> Shown:
    early, late = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    return Shown(
        edtf=f"[{first}..{last}]", earliest=early, latest=late, precision="range", basis=OWN_DAY, text="", zone=None
    )


def test_the_check_takes_the_day_of_a_cited_article() -> None:
    assert dates.reported(shown("2019-03-04", "2019-03-05"), [dt.date(2019, 3, 5)]) is None


@pytest.mark.parametrize("stated", [[], [dt.date(2019, 3, 4)], [dt.date(2019, 3, 6)]])
def test_the_check_refuses_a_day_that_no_cited_article_states(stated: list[dt.date]) -> None:
    assert dates.reported(shown("2019-03-04", "2019-03-05"), stated) is not None


def test_the_check_refuses_a_longer_range() -> None:
    assert dates.reported(shown("2019-03-01", "2019-03-05"), [dt.date(2019, 3, 5)]) is not None


def test_the_page_says_reported_and_is_proved(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "ferry.md").write_text(f"# {HEAD}\n\n2019-03-05\n\n{LEDE} {REST}\n", "utf-8")
    build(tmp_path)
    page = next(tmp_path.glob("docs/timeline.md")).read_text("utf-8")
    assert "reported 5 March 2019" in page
    assert not prove(tmp_path).faults
