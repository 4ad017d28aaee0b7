"""Feeds saved as files: each entry is an article, if it holds more than a teaser."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from briefing_book.ingest.input_formats import format_of
from briefing_book.ingest.reading import read_file
from briefing_book.model.article import Article, Left
from briefing_book.model.errors import UnreadableArticle
from briefing_book.workers.steps import texts_of
from tests import made_files as made
from tests.made_files import PIECES, PIER

WORDS = " ".join(PIER.body)


def rss(items: str, *, head: str = '<?xml version="1.0"?>') -> bytes:
    return f'{head}<rss version="2.0"><channel><title>The Quay Herald</title>{items}</channel></rss>'.encode()


def item(words: str, more: str = "") -> str:
    return f"<item><title>{PIER.title}</title><description>{words}</description>{more}</item>"


def only(data: bytes, file: str = "a.rss") -> Article:
    (article,) = read_file(data, file=file).articles
    return article


def test_a_teaser_is_left_and_told() -> None:
    left = read_file(made.rss(PIECES), file="a.rss").left
    assert left == (Left(part="4", reason="only a teaser (Market hall to open late); fetch the page"),)


def test_an_entry_without_words_is_left() -> None:
    assert read_file(rss(item("")), file="a.rss").left[0].reason == "an entry without text; fetch the page"


def test_the_day_is_that_of_the_place_where_the_feed_is_written() -> None:
    """It is the next day in London by then."""
    date = "<pubDate>Mon, 14 Jul 2025 23:30:00 -0500</pubDate>"
    published = only(rss(item(WORDS, date))).published
    assert published is not None
    assert published.earliest.isoformat() == "2025-07-14"


def test_scripts_and_pictures_of_an_entry_are_not_read() -> None:
    words = f"&lt;p&gt;{WORDS}&lt;/p&gt;&lt;script&gt;bad()&lt;/script&gt;&lt;img src=x onerror=bad()&gt;"
    assert "bad" not in only(rss(item(words))).text


def test_of_what_a_feed_calls_itself_the_outlet_is_read() -> None:
    data = rss(item(WORDS)).replace(b"The Quay Herald", b"World | The Quay Herald")
    assert only(data).outlet == "The Quay Herald"


def test_what_only_says_that_it_is_a_feed_is_no_part_of_the_outlets_name() -> None:
    assert only(rss(item(WORDS)).replace(b"Quay Herald", b"Quay Herald - RSS feed")).outlet == "The Quay Herald"


def test_a_day_of_change_is_told_as_such() -> None:
    data = made.atom(PIER).replace(b"<published>2025-07-14T23:30:00-05:00</published>", b"")
    assert "published: only the date of an update is stated" in only(data).warnings


def test_a_feed_of_json_may_hold_plain_text_and_one_author() -> None:
    entry = {"title": PIER.title, "content_text": WORDS, "author": {"name": "Ada Lind"}, "date_published": "2025-07-14"}
    feed = {"version": "https://jsonfeed.org/version/1", "title": "The Quay Herald", "items": [entry, 7]}
    article = only(json.dumps(feed).encode(), "a.json")
    assert (article.title, article.authors, article.outlet) == (PIER.title, ("Ada Lind",), "The Quay Herald")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (made.rss(PIECES), "feeds"),
        (made.atom(PIER), "feeds"),
        (made.rdf(PIER), "feeds"),
        (made.json_feed(PIECES), "feeds"),
        (b"\xef\xbb\xbf\n" + made.rss(PIECES), "feeds"),
        (b'{"version": "1", "items": []}', "records"),
        (b"The rss feed of the pier is open.", "text"),
    ],
)
def test_a_feed_is_known_by_what_it_holds(data: bytes, name: str) -> None:
    assert format_of(data, "a.txt").name == name


ENTITIES = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "bb"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (rss(""), "a feed without entries"),
        (rss(item("hello") * 3000), "more than 1,000 entries"),
        (rss(item("hello ") + " " * 5_000_000), "larger than 5 MB"),
        (rss(item("&b;"), head=ENTITIES), "declares entities"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * 100_000, "broken JSON"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": {}}', "a feed without entries"),
        (b"<?xml version='1.0'?><opml/>", "no feed"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableArticle) as caught:
        read_file(data, file="a.rss")
    assert reason in caught.value.reason


def test_a_feed_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    data = rss(item(WORDS))
    assert only(data[: data.index(b"</description>") + 14]).title == PIER.title


def test_the_words_of_a_title_stand_in_the_text_as_they_are() -> None:
    """So that a proof finds them again."""
    title = 'Harbour board says "no" to a pier'
    texts = texts_of(made.rss((replace(PIER, title=title), *PIECES)), "a.rss")
    assert any(title in text for text in texts.values())
