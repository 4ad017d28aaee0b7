"""Notes that Obsidian and web clippers write: what they say of the article is read, and their marks go."""

from __future__ import annotations

import pytest

from briefing_book.check.sources import Article as Checked
from briefing_book.ingest.base.reading_text import reading_text
from briefing_book.ingest.reading import article_from_bytes
from briefing_book.model.article import Article
from tests.made_files import PIER

BODY = "\n\n".join(PIER.whole)


def clip(text: str) -> Article:
    return article_from_bytes(text.encode(), file="clip.md")


def headed(matter: str) -> Article:
    return clip(f"---\n{matter}\n---\n# {PIER.title}\n\n{BODY}")


def known(article: Article) -> tuple[str | None, tuple[str, ...], str | None]:
    return article.outlet, article.authors, article.published.earliest.isoformat() if article.published else None


@pytest.mark.parametrize(
    "author",
    ['"[[Ada Lind]]"', "[[Ada Lind]]", '"[[People/Ada Lind]]"', '"[[lind-a|Ada Lind]]"', '["[[Ada Lind]]"]',
     '\n  - "[[Ada Lind]]"', '"[Ada Lind](https://a.example/ada)"', "Ada Lind"],
)  # fmt: skip
def test_the_author_is_read_without_brackets(author: str) -> None:
    assert headed(f"author: {author}").authors == ("Ada Lind",)


@pytest.mark.parametrize("key", ["source", "site", "publisher", "publication"])
def test_the_outlet_is_read_from_each_of_its_keys(key: str) -> None:
    assert headed(f'{key}: "[[The Quay Herald]]"').outlet == "The Quay Herald"


def test_a_source_that_is_an_address_is_the_articles() -> None:
    article = headed("source: https://quayherald.example/pier\nsite: The Quay Herald")
    assert (article.url, article.outlet) == ("https://quayherald.example/pier", "The Quay Herald")


@pytest.mark.parametrize("matter", ["created: 2025-08-01", "clipped: 2025-08-01T10:00", "tags: [july, 2025]"])
def test_the_day_of_copying_is_no_day_of_publication(matter: str) -> None:
    assert headed(matter).published is None


def test_the_day_of_publication_goes_before_that_of_the_note() -> None:
    assert known(headed("date: 2025-08-01\npublished: 2025-07-14"))[2] == "2025-07-14"


@pytest.mark.parametrize(
    "line",
    [
        "*By Ada Lind* | **The Quay Herald** | July 14, 2025",
        "**By Ada Lind**, *The Quay Herald*, 14 July 2025",
        "_By [[Ada Lind]]_ • **The Quay Herald** • 2025-07-14",
        "**By Ada Lind**\n*The Quay Herald*\n_July 14, 2025_",
        "Source: [[The Quay Herald]]\nAuthor: [[Ada Lind]]\nPublished: 2025-07-14\nClipped: 2025-08-01",
    ],
)
def test_a_line_of_author_outlet_and_day_is_read_whatever_its_marks(line: str) -> None:
    article = clip(f"# {PIER.title}\n\n{line}\n\n{BODY}")
    assert known(article) == ("The Quay Herald", ("Ada Lind",), "2025-07-14")
    assert article.text == "\n\n".join([PIER.title, *PIER.whole])


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The **pier** is *open* and __dry__, _she_ said.", "The pier is open and dry, she said."),
        ("[[Ada Lind]] met [[People/Jo Roe|Roe]] at [[Port#History]].", "Ada Lind met Roe at Port."),
        ("A picture ![[pier.png]] here.", "A picture here."),
        ("The ==whole pier== is open.", "The whole pier is open."),
        ("***“We are done,” she said.***", "“We are done,” she said."),
        ("5 * 3 * 2 and f***ing and snake_case_name stay.", "5 * 3 * 2 and f***ing and snake_case_name stay."),
        ("* one item\n* another item", "* one item\n* another item"),
        ("The figure* is old.\n*Of 2019.", "The figure* is old.\n*Of 2019."),
        ("a == b and c == d", "a == b and c == d"),
    ],
)
def test_marks_in_a_line_go_and_what_only_looks_like_them_stays(text: str, read: str) -> None:
    assert reading_text(text).text == read


def test_quoted_lines_are_text() -> None:
    assert "> " not in clip(f"# {PIER.title}\n\n> {PIER.body[0]}\n\n{BODY}").text


def test_a_box_with_a_readers_own_note_is_not_read() -> None:
    article = clip(f"# {PIER.title}\n\n> [!note] Mine\n> This matters for the talks on Friday.\n\n{BODY}")
    assert "Friday" not in article.text
    assert {one.rule for one in article.dropped} == {"callout"}


def test_a_box_with_words_of_the_article_is() -> None:
    quoted = "> [!quote]\n> “The pier was always ours,” the old keeper said at the gate.\n\n"
    assert "always ours" in clip(f"# {PIER.title}\n\n{quoted}{BODY}").text


def test_offsets_lead_back_to_the_note_as_it_was_written() -> None:
    source = f"# {PIER.title}\n\n**Mira [[Solheim]]** is glad of it. {BODY}"
    article = clip(source)
    at = article.text.index("Solheim")
    assert article.offsets.start(at) == source.index("Solheim")


def test_the_check_finds_a_sentence_whose_marks_are_gone() -> None:
    checked = Checked("clip.md", b"Then **[[People/Ada Lind|Ada Lind]]** said the ==pier== is open.")
    assert checked.place("Then Ada Lind said the pier is open.") >= 0
