"""What real saved pages do that made-up ones had not done: each in a page of the tests' own."""

from __future__ import annotations

import pytest

from briefing_book.ingest.formats.html import FORMAT
from briefing_book.ingest.lines.meta_line import read_meta_line
from briefing_book.ingest.reading import article_from_bytes
from briefing_book.model.article import Article
from tests.web_pages import Story, head, ld, news, story


def read_page(page: str) -> Article:
    return article_from_bytes(page.encode(), file="page.html")


def page_of(s: Story, body: str, *more: str, title: str = "") -> str:
    return f"<!DOCTYPE html><html>{head(s, *more, title=title)}<body>{body}</body></html>"


def test_a_turkish_letter_does_not_take_the_page_along() -> None:
    s = story(1)
    page = page_of(s, f"<h1>{s.title}</h1><script>let city = 'İzmir';</script><article>{s.ps()}</article>")
    assert s.paragraphs[-1] in read_page(page).text


def test_a_word_that_a_script_makes_a_button_of_stays_in_its_sentence() -> None:
    s = story(2)
    first = 'The council asked <span class="stock-ticker">Kelvara Dredging</span> to move its barges before the spring.'
    article = read_page(page_of(s, f"<h1>{s.title}</h1><article><p>{first}</p>{s.ps()}</article>"))
    assert "asked Kelvara Dredging to move its barges" in article.text


def test_the_time_below_a_headline_is_no_heading_of_an_article() -> None:
    s = story(3, authors=1)
    stamp = f'<time datetime="{s.stamp()}">9:15 AM EDT</time>'
    page = page_of(s, f"<h1>{s.title}</h1><article>{stamp}{s.ps()}</article>", ld(news(s)))
    assert "9:15" not in FORMAT.read(page.encode(), file="a.html")[0].text.split("---")[-1]


def test_teasers_under_the_name_of_a_text_do_not_stand_for_it() -> None:
    s = story(4, paragraphs=6)
    others = [f"{bird} breed on the roofs of the old cannery again, and the owner has stopped counting them"
              for bird in ("Gulls", "Terns", "Swifts", "Crows")]  # fmt: skip
    teasers = "".join(f"<li><p>{text} …</p></li>" for text in others)
    body = f'<h1>{s.title}</h1><div class="x1">{s.ps()}</div><div class="top-story-content"><ul>{teasers}</ul></div>'
    text = read_page(page_of(s, body)).text
    assert s.paragraphs[2] in text
    assert others[3] not in text


def test_a_headline_is_the_first_heading_and_not_the_box_around_the_head() -> None:
    s = story(6)
    longer = s.title + ", and what comes next"
    box = f'<div class="top"><span>Ad Feedback</span><h1>{longer}</h1><p>By Nobody Else</p><p>2 minute read</p></div>'
    assert read_page(page_of(s, f"{box}<article>{s.ps()}</article>")).title == longer


def test_a_title_with_a_name_behind_it_is_cut_where_another_place_has_it_alone() -> None:
    s = story(7)
    metas = '<meta property="og:title" content="Tide tables • Ada Lindholm"><title>Tide tables</title>'
    page = f"<html><head>{metas}</head><body><article>{s.ps()}</article></body></html>"
    assert read_page(page).title == "Tide tables"


def test_bylines_of_other_stories_are_no_further_authors() -> None:
    s = story(8)
    cards = "".join(
        f'<div class="card"><p>Another tide</p><p class="card-author">By {name}</p></div>'
        for name in (s.authors[0], "Mira O'Dell Sund", "Elsa van Damme")
    )
    page = page_of(s, f"<h1>{s.title}</h1>{cards}<article>{s.ps()}</article>", ld(news(s)))
    assert read_page(page).authors == s.authors


def test_a_line_that_names_one_author_more_is_believed() -> None:
    s = story(9, authors=2)
    told = news(s, author={"@type": "Person", "name": s.authors[0]})
    line = f'<p class="byline">By {s.authors[0]} and {s.authors[1]}</p>'
    assert read_page(page_of(s, f"<h1>{s.title}</h1>{line}<article>{s.ps()}</article>", ld(told))).authors == s.authors


def test_a_weekday_behind_a_name_is_not_of_it() -> None:
    s = story(10)
    line = f'<div class="byline">By <span>{s.authors[0]}</span> <span>Tuesday, Aug. 17, 2010</span></div>'
    assert read_page(page_of(s, f"<h1>{s.title}</h1>{line}<article>{s.ps()}</article>")).authors == s.authors


def test_the_day_that_the_page_prints_is_not_the_one_in_greenwich() -> None:
    s = story(11)
    told = news(s, datePublished="2023-12-13T02:12:54Z", dateModified="2023-12-13T18:24:00Z")
    line = '<div>Published <time datetime="2023-12-13T02:12:54Z">Dec 12, 2023, 9:12 PM ET</time></div>'
    article = read_page(page_of(s, f"<h1>{s.title}</h1>{line}<article>{s.ps()}</article>", ld(told)))
    assert article.published is not None
    assert article.published.edtf == "2023-12-12"


def test_an_article_on_biscuits_is_no_cookie_notice() -> None:
    text = (
        "Measuring cups and cookie sheets cost less in the hardware shop, says the owner of a bakery by the harbour.",
        "She buys flour by the sack and bakes her cookies before dawn, when the ovens of the neighbours are cold.",
    )
    s = story(12)
    assert "cookie sheets" in read_page(page_of(s, "".join(f"<p>{one}</p>" for one in text))).text


def test_what_a_page_prints_in_its_head_and_no_rule_reads_is_not_text() -> None:
    s = story(13)
    tools = '<div class="byline">Email Print Link Filed under Harbour , Tides Related tags Mole , Gulls</div>'
    assert "Filed under" not in read_page(page_of(s, f"<h1>{s.title}</h1>{tools}<article>{s.ps()}</article>")).text


def test_the_free_beginning_of_a_text_behind_a_payment_is_read() -> None:
    s = story(14)
    page = page_of(s, f'<h1>{s.title}</h1><div class="teaser-body"><div class="body-content">{s.ps()}</div></div>')
    assert s.paragraphs[1] in read_page(page).text


def test_an_address_with_a_section_between_year_and_month_gives_the_day() -> None:
    s = story(15)
    metas = f'<meta property="og:url" content="https://x.example/2010/POLITICS/08/13/a.html"><title>{s.title}</title>'
    found = read_page(f"<html><head>{metas}</head><body><h1>{s.title}</h1>{s.ps()}</body></html>").published
    assert found is not None
    assert found.edtf == "2010-08-13"


def test_who_said_a_motto_where_and_when_is_no_byline() -> None:
    assert read_meta_line("— Ada Lindholm, Lima, 15 April 2019") is None
    assert read_meta_line("— By Ada Lindholm, 15 April 2019") is not None


def test_the_text_once_more_in_one_paragraph_goes() -> None:
    parts = [f"{word} the council met in the old hall and spoke of the mole until the lamps went out that night, and wrote nothing down of what was said there by anybody from the town or from the port"
             for word in ("First", "Then", "Later", "After it", "Last")]  # fmt: skip
    s = story(16)
    paragraphs = "".join(f"<p>{part}.</p>" for part in parts)
    whole = ". ".join([*parts, "That is all"])
    article = read_page(page_of(s, f"<h1>{s.title}</h1><article>{paragraphs}<p>{whole}.</p></article>"))
    assert article.text.count("Later the council") == 1


def test_a_name_in_capitals_with_small_letters_is_a_person() -> None:
    s = story(17)
    page = page_of(s, f"<h1>{s.title}</h1><article>{s.ps()}</article>", '<meta name="author" content="JANE DOE-McROE">')
    assert [name.casefold() for name in read_page(page).authors] == ["jane doe-mcroe"]


@pytest.mark.parametrize("place", ["section", "div"])
def test_a_long_first_paragraph_that_is_printed_twice_is_no_caption(place: str) -> None:
    s = story(18)
    first = " ".join(s.paragraphs[:3])
    body = f'<h1>{s.title}</h1><p class="summary">{first}</p><{place}><p>{first}</p>{s.ps(first=3)}</{place}>'
    article = read_page(page_of(s, body))
    kinds = {one.kind for one in article.paragraphs if article.text[one.span.start : one.span.end] == first}
    assert "caption" not in kinds


def test_the_name_of_the_site_and_of_its_button_are_no_authors() -> None:
    s = story(19, outlet="Kelvara Today")
    line = f'<span class="byline">{s.authors[0]}, KELVARA TODAY</span><p class="author-links">View Author Page</p>'
    link = '<link rel="canonical" href="https://www.kelvaratoday.example/a/tide">'
    page = f"<html><head><title>{s.title}</title>{link}</head><body><h1>{s.title}</h1>{line}{s.ps()}</body></html>"
    assert read_page(page).authors == s.authors
