"""Saved web pages: title, day, outlet, authors and text, in forty kinds of markup and beside trafilatura alone."""

from __future__ import annotations

import logging
import re
import time
from collections import Counter
from functools import cache

import pytest

from briefing_book.ingest.base.raw_text import RawText
from briefing_book.ingest.formats import epub, html, mhtml
from briefing_book.ingest.input_formats import format_of, read
from briefing_book.ingest.reading import article_from_bytes, read_file
from briefing_book.model.article import Article
from briefing_book.model.errors import UnreadableArticle
from tests.web_pages import (
    ALL_JUNK,
    COMMENT,
    COOKIES,
    LETTER,
    OTHER,
    PAY,
    Page,
    Story,
    book,
    head,
    in_one_file,
    ld,
    news,
    pages,
    story,
    us,
)

PAGES = tuple(pages())
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
FIELDS = ("title", "day", "outlet", "authors", "clean", "body")


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def f1(found: str, right: str) -> float:
    one, other = words(found), words(right)
    return 2 * sum((one & other).values()) / max(1, one.total() + other.total())


def body_of(article: Article) -> str:
    return "\n".join(
        article.text[one.span.start : one.span.end]
        for one in article.paragraphs
        if one.kind not in ("headline", "caption")
    )


def read_page(data: bytes | str, file: str = "page.html") -> Article:
    return article_from_bytes(data if isinstance(data, bytes) else data.encode(), file=file)


@cache
def ours(page: int) -> dict[str, float]:
    told, article = PAGES[page].story, read_page(PAGES[page].data)
    return {
        "title": article.title == told.title,
        "day": article.published is not None and article.published.edtf == str(told.day),
        "outlet": (article.outlet or "") == told.outlet,
        "authors": article.authors == told.authors,
        "clean": not any(junk in article.text for junk in PAGES[page].junk),
        "body": f1(body_of(article), told.text),
    }


@cache
def theirs(page: int) -> dict[str, float]:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    told = PAGES[page].story
    found = trafilatura.bare_extraction(PAGES[page].data, with_metadata=True, include_comments=False)
    if found is None:
        return dict.fromkeys(FIELDS, 0.0)
    return {
        "title": found.title == told.title,
        "day": found.date == str(told.day),
        "outlet": (found.sitename or "") == told.outlet,
        "authors": tuple(filter(None, (found.author or "").split("; "))) == told.authors,
        "clean": not any(junk in (found.text or "") for junk in PAGES[page].junk),
        "body": f1(found.text or "", told.text),
    }


def share(field: str, of: object) -> float:
    return sum(of(page)[field] for page in range(len(PAGES))) / len(PAGES)  # type: ignore[operator]


@each_page
def test_the_text_of_each_page_is_its_article(page: Page) -> None:
    """Nothing of the frame around it, and nearly no word less."""
    found = ours(PAGES.index(page))
    assert found["clean"]
    assert found["body"] >= 0.95


@pytest.mark.parametrize("field", FIELDS[:4])
def test_title_day_outlet_and_authors_are_right(field: str) -> None:
    """In 95 of 100 at least."""
    assert len(PAGES) >= 24
    assert share(field, ours) >= 0.95


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_is_better_with_trafilatura_alone(field: str) -> None:
    """On the same pages."""
    assert share(field, ours) >= share(field, theirs)


# What is believed when a page disagrees with itself.


def page_of(s: Story, *metas: str, top: str = "", text: str = "", **more: object) -> str:
    return f'<!doctype html><html>{head(s, *metas, ld(news(s, **more)))}<body><article><h1>{s.title}</h1>{top}<div class="article-body">{text or s.ps()}</div></article></body></html>'


def test_the_day_is_the_one_of_the_outlets_place() -> None:
    """A stamp with its distance from Greenwich is not converted."""
    s = story(1)
    article = read_page(page_of(s, datePublished=f"{s.day}T23:40:00-05:00"))
    assert article.published is not None
    assert article.published.edtf == str(s.day)


def test_an_update_is_not_the_day_of_publication() -> None:
    """And where only the update is stated, the report says so."""
    s = story(1)
    plain = f"<!doctype html><html>{head(s, f'<meta property=article:modified_time content={s.stamp()}>')}<body><article><h1>{s.title}</h1>{s.ps()}</article></body></html>"
    article = read_page(plain)
    assert article.published is not None
    assert "published: only the date of an update is stated" in article.warnings


def test_two_days_that_disagree_are_told_with_the_reason() -> None:
    s = story(1)
    article = read_page(page_of(s, '<meta property="article:published_time" content="2019-01-05">'))
    assert article.published is not None
    assert article.published.edtf == str(s.day)
    assert [line for line in article.warnings if "2019-01-05" in line and "less sure" in line]


def test_a_day_after_the_page_was_saved_is_not_believed() -> None:
    """Some pages give the time of the request."""
    s = story(1)
    note = f"<!-- saved date: {us(s.day)} -->"
    data = note + page_of(s, f'<meta name="pubdate" content="{s.day}">', datePublished="2026-02-03T10:00:00Z")
    article = read_page(data)
    assert article.published is not None
    assert article.published.edtf == str(s.day)


@pytest.mark.parametrize(
    ("author", "found"),
    [
        ({"@type": "Person", "name": "By Ada Lindholm"}, ("Ada Lindholm",)),
        ({"@type": "Person", "name": ["Ada Lindholm", "Jon Berger"]}, ("Ada Lindholm",)),
        ("Ada Lindholm, Jon Berger", ("Ada Lindholm", "Jon Berger")),
        ({"@type": "Person", "name": "https://x.example/by/ada"}, ()),
        ({"@type": "Person", "name": "Staff"}, ()),
        ({"@type": "Person", "name": "web desk"}, ()),
        ({"@type": "Organization", "name": "Some Agency of News"}, ()),
        ({"@type": "Person", "name": "Osk Tribune"}, ()),
        ({"@type": "Person", "name": "jberger81"}, ()),
    ],
)
def test_an_author_is_a_person(author: object, found: tuple[str, ...]) -> None:
    """Neither an address nor a desk nor the outlet itself."""
    assert read_page(page_of(story(1), author=author)).authors == found


def test_the_byline_is_believed_where_it_names_more() -> None:
    s = story(1, authors=2)
    top = f'<p class="byline">By {s.authors[0]} and {s.authors[1]}</p>'
    assert read_page(page_of(s, top=top, author={"@type": "Person", "name": s.authors[0]})).authors == s.authors


def test_the_outlet_is_the_name_for_readers_and_not_the_company() -> None:
    s = story(1)
    assert read_page(page_of(s, publisher={"@type": "Organization", "name": "Merin Holding plc"})).outlet == s.outlet


def test_a_name_is_believed_before_an_address_that_stands_in_its_place() -> None:
    """And the address, as the page writes it, where there is no other."""
    s = story(1)
    s.outlet = "Osk.news"
    assert read_page(page_of(s)).outlet == "Osk.news"
    assert read_page(page_of(s, publisher={"@type": "Organization", "name": "Osk Tribune"})).outlet == "Osk Tribune"


def test_a_copy_in_an_archive_has_the_address_of_its_page() -> None:
    s = story(1)
    page = page_of(s).replace(s.url, f"https://web.archive.org/web/20230201101112/{s.url}")
    assert read_page(page).url == s.url


def test_a_short_text_that_is_not_free_may_be_only_a_beginning() -> None:
    s = story(1, paragraphs=3)
    warning = "may be only the beginning: the page says that the article is not free"
    assert warning in read_page(page_of(s, isAccessibleForFree=False)).warnings
    assert warning not in read_page(page_of(s, isAccessibleForFree=True)).warnings


def test_a_page_under_a_notice_is_read() -> None:
    """The notice had the page hidden from programs for the blind."""
    s = story(1)
    page = (
        page_of(s).replace("<article>", '<div aria-hidden="true"><article>').replace("</article>", "</article></div>")
    )
    assert f1(body_of(read_page(page)), s.text) > 0.99


def test_a_page_without_any_name_is_told_by_its_address() -> None:
    s = story(1)
    page = f"<!-- saved from url=(0040)https://www.osk.example/a/b --><html><head><title>{s.title}</title></head><body><h1>{s.title}</h1>{s.ps()}</body></html>"
    article = read_page(page)
    assert article.outlet == "osk.example"
    assert article.url == "https://www.osk.example/a/b"


# What stays and what goes.

KEPT = {
    "a quotation": "<blockquote><p>“We asked for a bridge and were given a brochure,” said Ola Finn.</p></blockquote>",
    "a subhead": "<h2>A bridge too dear</h2>",
    "a list of the article": "<p>The plan has three parts:</p><ul><li>A bridge of wood over the narrow water</li><li>A school boat</li></ul>",
    "words in links": '<p>The <a href="/law">law of 1987</a> and <a href="/order">its order</a> bind the council in all that it does.</p>',
    "emphasis": "<p>It was <em>not</em> the <strong>first time</strong> that the council had turned around.</p>",
    "a day within a sentence": '<p>The bridge was closed on <time datetime="2021-03-04">4 March 2021</time> after a storm had torn away two of its pillars.</p>',
    "a name within a sentence": '<p>The report by <span class="author">Ola Finn</span> names nine faults, and the council has mended none of them so far.</p>',
    "text in a plain div": "<div>The ferryman, who has crossed the water forty thousand times, said nothing and went home early.</div>",
    "a short sentence": "<p>Nobody clapped.</p>",
}
GONE = {
    "cookies": f'<div class="cc-window"><p>{COOKIES}</p></div>',
    "a wall": f'<div class="piano-container"><p>{PAY}</p></div>',
    "a letter": f'<section class="c-newsletter-promo"><p>{LETTER}</p></section>',
    "a popular list": f'<div class="rail"><h3>Most read</h3><ol><li><a href="/1">{OTHER}</a></li><li><a href="/2">Another of them</a></li></ol></div>',
    "related stories without a name": f'<div><h4>See also</h4><ul><li><a href="/1">{OTHER}</a></li><li><a href="/2">Another of them</a></li></ul></div>',
    "one story in between": f'<p><a href="/1">{OTHER}</a></p>',
    "comments": f'<div class="post-comments"><p>{COMMENT}</p></div>',
    "an author box": '<div class="article__author-bio"><p>She has covered the coast for a decade and sails.</p></div>',
    "a post from elsewhere": '<blockquote class="twitter-tweet"><p>So much for the bridge, friends</p></blockquote>',
    "a caption": "<figure><img src=a.jpg><figcaption>The bridge before the storm</figcaption></figure>",
    "a table": "<table><tr><th>Year</th><th>Boats</th></tr><tr><td>1999</td><td>41</td></tr></table>",
    "hidden text": '<div style="display:none"><p>This sentence is for machines only and no reader sees it.</p></div>',
    "a player": '<div class="audio-player"><p>Listen to this story now</p></div>',
    "an advertisement": '<div class="ad-slot"><p>Buy a boat today</p></div>',
}


def with_piece(piece: str) -> Article:
    s = story(2)
    return read_page(page_of(s, text=s.ps("<p>{}</p>", 0, 4) + piece + s.ps("<p>{}</p>", 4)))


def plain_words(piece: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"<[^>]*>", " ", piece))


@pytest.mark.parametrize("name", KEPT)
def test_what_is_the_articles_stays(name: str) -> None:
    text = " ".join(re.findall(r"\w+", with_piece(KEPT[name]).text))
    assert " ".join(plain_words(KEPT[name])) in text


@pytest.mark.parametrize("name", GONE)
def test_what_is_not_the_articles_goes(name: str) -> None:
    s = story(2)
    article = with_piece(GONE[name])
    assert words(body_of(article)) == words(s.text)


def test_no_line_of_the_head_is_doubled_in_the_text() -> None:
    """The byline and the day are facts and no text."""
    s = story(3)
    article = read_page(page_of(s, top=f"<p>By {s.authors[0]}</p><p>{us(s.day)}</p>"))
    assert article.text.count(s.authors[0]) == 0
    assert article.text.count(s.title) == 1


def test_reports_of_a_live_page_keep_their_times() -> None:
    page = next(page for page in PAGES if page.name == "live_page_that_does_not")
    article = read_page(page.data)
    lines = [article.text[one.span.start : one.span.end] for one in article.paragraphs]
    assert [line for line in lines if line[0].isdigit()][:3] == ["9.10 CET", "10.11 CET", "11.12 CET"]


# Pages without an article.

TEASERS = "".join(
    f'<div><h3><a href="/s{n}">Story {n} of the day about a bridge</a></h3><p>A short text to make somebody open it.</p></div>'
    for n in range(9)
)
NO_ARTICLES = {
    "an error": ("<html><head><title>Page not found | Osk Tribune</title></head><body><h1>Sorry, we cannot find that page</h1><p>It may have moved. Try the search.</p></body></html>", "error"),
    "a refusal": ("<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center><hr></body></html>", "error"),
    "a check for robots": ("<html><head><title>Just a moment...</title></head><body><p>Please wait while we look at your browser.</p></body></html>", "robots"),
    "a front": (f'<html><head><title>Osk Tribune - News</title><link rel="canonical" href="https://osk.example/"></head><body><main>{TEASERS}</main></body></html>', "list of stories"),
    "a section": (f"<html><head><title>Towns | Osk Tribune</title></head><body><h1>Towns</h1><main>{TEASERS}</main></body></html>", "list of stories"),
    "a cookie notice": (f"<html><head><title>Osk Tribune</title></head><body><div><h2>Before you continue</h2><p>{COOKIES}</p><p>You can change your consent at any time in our privacy policy, and withdraw it later.</p><button>Accept</button></div></body></html>", "cookie"),
    "a wall": (f"<html><head><title>Log in - Osk Tribune</title></head><body><h1>Log in</h1><p>{PAY}</p><p>Already a subscriber? Sign in with your e-mail address and your password to continue reading.</p></body></html>", "log in"),
    "a shell": ('<html><head><title>Osk</title></head><body><div id="root"></div><noscript>Enable JavaScript</noscript><script src="a.js"></script></body></html>', "scripts"),
    "nothing": ("<!doctype html><html><body></body></html>", "scripts"),
}  # fmt: skip


@pytest.mark.parametrize("name", NO_ARTICLES)
def test_a_page_without_an_article_is_refused_with_the_reason(name: str) -> None:
    page, reason = NO_ARTICLES[name]
    with pytest.raises(UnreadableArticle, match=reason):
        html.FORMAT.read(page.encode(), file="a.html")


def test_an_article_about_a_wall_of_cookies_is_read() -> None:
    """Its words are those of the notices, but it is an article."""
    s = story(4)
    s.paragraphs += [
        "The law on cookies says that consent must be given freely, a privacy policy notwithstanding, the court held on Monday."
    ] * 2
    assert "cookies" in read_page(page_of(s)).text


# By content.


@pytest.mark.parametrize(
    ("start", "name"),
    [
        ("<!doctype html><p>", "html"),
        ("<!-- saved by a program --><html><body><p>", "html"),
        ("<h1>Ferries return</h1><p>", "html"),
        ("<article><p>", "html"),
        ("\ufeff<html><p>", "html"),
        ("<?xml version='1.0'?><!DOCTYPE html><html><p>", "html"),
        ("<?xml version='1.0'?><rss><channel><p>", "feeds"),
        ("Ferries return. The <b>bold</b> text.", "text"),
        ("a < b and <c@d.example> wrote", "text"),
    ],
)
@pytest.mark.parametrize("file", ["a.txt", "a", "a.md"])
def test_a_page_is_known_by_what_is_in_it(start: str, name: str, file: str) -> None:
    data = (start + "The ferry is back at its pier.</p><p>So it is.</p>").encode()
    assert format_of(data, file).name == name


# A page in one file, and a book of pages.


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "quoted-printable"), ("cp1252", "quoted-printable"), ("utf-8", "base64"), ("utf-16", "base64")],
)
def test_a_page_in_one_file_is_read(charset: str, encoding: str) -> None:
    """With the address that the browser noted."""
    s = story(1)
    data = in_one_file(
        f"<html><head><title>{s.title} | {s.outlet}</title></head><body><h1>{s.title}</h1>{s.ps()}</body></html>",
        charset,
        encoding,
    )
    assert format_of(data, "a.mhtml") is mhtml.FORMAT
    assert format_of(data, "a.txt") is mhtml.FORMAT
    article = read_page(data, "a.mhtml")
    assert (article.title, article.outlet, article.url) == (
        s.title,
        s.outlet,
        "https://www.osktribune.example/news/bridge",
    )
    assert f1(body_of(article), s.text) > 0.99


def test_a_mail_is_no_page_in_one_file() -> None:
    mail = b'Received: by x\r\nFrom: a@b.example\r\nTo: c@d.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"\r\n\r\n'
    assert not mhtml.FORMAT.looks_like(mail)


@pytest.mark.parametrize(
    "data",
    [b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--", in_one_file("<p>Hi")[:400]],
)
def test_a_broken_page_in_one_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableArticle):
        mhtml.FORMAT.read(data, file="a.mhtml")


def test_each_article_of_a_book_is_one() -> None:
    """In the order of reading; what the page does not say is taken from the book, and other pages are named."""
    first, second = story(1), story(2)
    pages_in_it = {
        f"{s.number}.xhtml": f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{s.title}</title></head><body><h1>{s.title}</h1><p>By {s.authors[0]}</p>{s.ps()}</body></html>'
        for s in (first, second)
    } | {"cover.xhtml": "<html><body><img src='a.jpg'/></body></html>"}
    data = book(pages_in_it)
    assert format_of(data, "a.epub") is epub.FORMAT
    reading = read_file(data, file="a.epub")
    assert [one.title for one in reading.articles] == [second.title, first.title]
    assert [one.part for one in reading.articles] == ["OEBPS/2.xhtml", "OEBPS/1.xhtml"]
    assert {(one.outlet, one.published.edtf if one.published else "") for one in reading.articles} == {
        ("The Osk Reader", "2024-05-06")
    }
    assert [one.authors for one in reading.articles] == [second.authors, first.authors]
    assert [one.part for one in reading.left] == ["OEBPS/cover.xhtml"]


BOMB = {"bomb": b"0" * 90_000_000}


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04" + b"x" * 90,
        book({"a.xhtml": "<html><body><p>Hi</p></body></html>"}),
        book({}, package="<package><spine/></package>"),
        book({}, package='<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><package>&x;</package>'),
        book({"a.xhtml": "<html/>"}, **{"META-INF/encryption.xml": b"<encryption><a/></encryption>"}),
    ],
    ids=["broken", "without an article", "without pages", "external entity", "locked"],
)
def test_a_book_that_gives_nothing_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableArticle):
        epub.FORMAT.read(data, file="a.epub")


def test_a_book_that_grows_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(UnreadableArticle, match="more than"):
        epub.FORMAT.read(book({"a.xhtml": "<html/>"}, **BOMB), file="a.epub")


# Hostile pages.

LINE = b"<p>The harbour council voted on Monday to close the pier and to go home for the winter.</p>"
HOSTILE = {
    "large": lambda: b"<html><body>" + LINE * 500_000,
    "long": lambda: b"<html><body>" + LINE * 100_000,
    "deep": lambda: b"<html><body>" + b"<div>" * 10_000 + LINE + b"</div>" * 10_000,
    "many attributes": lambda: b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">x</p>" + LINE,
    "many bare attributes": lambda: (
        b"<html><body><p " + b" ".join(b"a%d" % n for n in range(100_000)) + b">x</p>" + LINE
    ),
    "entities": lambda: b"<html><body><p>" + b"&amp;lt;&#x110000;&nbsp;&bogus; " * 20_000,
    "external entity": lambda: (
        b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>&x;</p>' + LINE * 5
    ),
    "scripts in the title": lambda: (
        b"<html><head><title>" + b"<script>alert(1)</script> - " * 5000 + b"</title></head><body>" + LINE * 5
    ),
    "a large picture": lambda: b"<html><body><img src='data:image/png;base64," + b"A" * 15_000_000 + b"'>" + LINE * 5,
    "addresses that run": lambda: (
        b"<html><head><link rel=canonical href='javascript:alert(1)'></head><body>" + LINE * 5
    ),
    "no UTF-8": lambda: b"<html><head><meta charset=utf-8></head><body>" + LINE * 5 + b"<p>\xff\xfe\xe2\x28</p>",
    "tags that are no names": lambda: b'<html><h<p ="a"><article="x"><ti\'me>' + LINE * 5 + b"</h<p>",
    "null bytes": lambda: b"<html><body>" + LINE * 5 + b"\0" * 50_000,
    "open scripts": lambda: b"<html><body>" + LINE * 5 + b"<script>" * 200_000,
    "deep data": lambda: b'<html><script type="application/ld+json">' + b"[" * 200_000 + b"</script><body>" + LINE * 5,
    "much data": lambda: (
        b'<html><script type="application/ld+json">['
        + b'{"@type":"NewsArticle","headline":"a b"},' * 40_000
        + b"{}]</script><body>"
        + LINE * 5
    ),
    "many metas": lambda: (
        b"<html><head>" + b"<meta name=author content='Ada Lind'>" * 20_000 + b"</head><body>" + LINE * 5
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_read_or_refused_soon(name: str) -> None:
    """In five seconds of the processor's time, with one line."""
    data = HOSTILE[name]()
    import trafilatura  # noqa: F401 - its import is not the page's

    begun = time.process_time()
    try:
        said = "".join(one.text for one in read(data, file="a.html") if isinstance(one, RawText))
    except UnreadableArticle as error:
        said = error.reason.replace("\n", "two lines")
    assert not any(word in said for word in ("two lines", "root:", "javascript:"))
    assert time.process_time() - begun < 5


def test_the_libraries_of_pages_are_imported_only_for_a_page() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from briefing_book.ingest.reading import read_file; read_file(b'Ferries return\\n\\nThe ferry is back at its pier, the council said.', file='a.txt');"
        "print([name for name in ('lxml', 'trafilatura') if name in sys.modules])"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def test_the_junk_of_the_made_up_pages_is_in_them() -> None:
    """Or its absence would prove nothing."""
    for junk in ALL_JUNK[:7]:
        assert sum(junk.encode() in page.data for page in PAGES) >= 2
