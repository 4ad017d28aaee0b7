"""An article that was updated: its day stays that of publication, and no weekday is dated by the wrong version."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from briefing_book.extract.dates.anchoring import of_version
from briefing_book.ingest.reading import article_from_bytes
from briefing_book.model.article import Article
from briefing_book.model.dates import Clock, Date, Shift, Weekday, When
from briefing_book.model.findings import Timex
from briefing_book.model.text import Span
from briefing_book.pipeline import build, prove
from tests.small_book import page_of

HEAD = '<meta property="article:published_time" content="2024-06-10T08:00:00Z">'
BODY = (
    "<article><h1>Dockers widen their strike</h1><p>Dockers in Amber began a strike on Monday.</p>"
    "<p>On Tuesday the strike spread to Birch, where 400 dockers walked out.</p>"
    "<p>On Saturday the union had warned the harbour board in a letter.</p></article>"
)


def _page(updated: str) -> bytes:
    return f'<html><head>{HEAD}<meta property="article:modified_time" content="{updated}"></head>{BODY}</html>'.encode()


@pytest.mark.parametrize(
    ("updated", "day"),
    [
        ("2024-06-11T18:00:00Z", "2024-06-11"),
        ("2024-06-16T18:00:00Z", "2024-06-16"),
        ("2024-06-10T18:00:00Z", None),
        ("2024-07-11T18:00:00Z", None),
        ("2024-06-09T18:00:00Z", None),
    ],
    ids=["a day later", "six days later", "the same day", "a month later", "before"],
)
def test_the_day_of_an_update_is_kept_when_it_is_a_near_later_one(updated: str, day: str | None) -> None:
    article = article_from_bytes(_page(updated), file="a.html")
    assert article.published is not None
    assert article.published.edtf == "2024-06-10"
    assert (article.updated.edtf if article.updated else None) == day


def _day(day: int) -> Date:
    at = dt.date(2024, 6, day)
    return Date(earliest=at, latest=at, precision="day", basis="stated", text="")


@pytest.mark.parametrize(
    ("when", "both"),
    [
        (Weekday(day=1, direction="past"), True),
        (Weekday(day=1), True),
        (Clock(of=Weekday(day=1, direction="past"), part="MO"), True),
        (Weekday(day=0, direction="past"), False),
        (Weekday(day=5, direction="past"), False),
        (Weekday(day=1, direction="future"), False),
        (Weekday(day=1, weeks=-1), False),
        (Shift(unit="day", count=-1), False),
    ],
)
def test_a_weekday_that_the_newer_version_may_tell_of_is_of_both(when: When, both: bool) -> None:
    """Published on Monday 10 June, updated on Tuesday 11 June."""
    article = Article(
        id="a", file="a", digest="", text="", paragraphs=(), title="", published=_day(10), updated=_day(11)
    )
    found = of_version(Timex(span=Span(0, 1), type="DATE", value="", when=when, rule=""), article)
    assert (found is not None) == both


def test_the_book_says_that_an_article_was_updated_and_dates_nothing_before_its_time(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.html").write_bytes(_page("2024-06-11T18:00:00Z"))
    build(tmp_path)
    timeline = (tmp_path / "docs" / "timeline.md").read_text(encoding="utf-8")
    assert "Between 4 and 11 June 2024" in timeline
    assert ">4 June 2024<" not in timeline
    page = page_of(tmp_path, "a")
    assert '<span>Updated</span> <span><time class="bb-date" datetime="2024-06-11">' in page.read_text(encoding="utf-8")
    assert prove(tmp_path).faults == ()
    page.write_text(page.read_text(encoding="utf-8").replace("11 June", "12 June"), encoding="utf-8")
    assert prove(tmp_path).faults != ()
