"""Tables, JSON and RIS: an article in each row or entry, the others refused by name."""

from __future__ import annotations

import json
import time

import pytest

from briefing_book.ingest.base.raw_text import RawText
from briefing_book.ingest.formats import records, ris, table
from briefing_book.ingest.input_formats import format_of, is_known, read
from briefing_book.ingest.reading import read_file
from briefing_book.model.article import Left
from briefing_book.model.errors import UnreadableArticle
from tests import exported
from tests.exported import STORIES

TEXT = STORIES[0].text


def refusal(data: bytes, file: str) -> str:
    with pytest.raises(UnreadableArticle) as caught:
        read(data, file=file)
    return caught.value.reason


def outcome(data: bytes, file: str) -> bool:
    """Whether a list is refused with a reason, or left entry by entry."""
    try:
        return all(isinstance(one, Left) for one in read(data, file=file))
    except UnreadableArticle as error:
        return bool(error.reason)


def texts(data: bytes, file: str) -> list[str]:
    return [article.text for article in read_file(data, file=file).articles]


@pytest.mark.parametrize(
    ("data", "file", "name"),
    [
        (exported.table().encode(), "a.csv", "table"),
        (exported.table().encode(), "a.txt", "table"),
        (exported.table(sign="\t").encode("utf-16"), "a.tsv", "table"),
        (b"a,b,c\n1,2,3\n4,5,6\n", "a.csv", "table"),
        (exported.answer().encode(), "a.json", "records"),
        (exported.answer().encode(), "a.txt", "records"),
        (exported.json_lines().encode(), "a", "records"),
        (exported.ris().encode(), "a.ris", "ris"),
        (exported.ris().encode(), "a.txt", "ris"),
        (b"The text, the title, the day: all three were lost.\n\nNobody knows why.", "a.txt", "text"),
        (b"[Lima] The text was read.", "a.txt", "text"),
        (b"[[Mira Tolland]] was on the quay.", "a.md", "text"),
        (b"World | News | Fish\nHome | Text | Play\nOne | Two | Three\n", "a.txt", "text"),
    ],
)
def test_a_list_is_known_by_what_is_in_it(data: bytes, file: str, name: str) -> None:
    assert format_of(data, file).name == name
    assert is_known(data[:1000]) == (name != "text")


def test_a_table_of_excel_tells_its_separator_first() -> None:
    data = ("sep=;\n" + exported.table(sign=";")).encode("utf-8-sig")
    assert format_of(data, "a.csv").name == "table"
    assert texts(data, "a.csv") == [made.text for made in STORIES]


def test_a_cell_may_hold_marks_and_lines() -> None:
    data = ('title,text\n"A ""quoted"" headline, with a comma","' + TEXT.replace('"', '""') + '"\n').encode()
    (article,) = read_file(data, file="a.csv").articles
    assert (article.title, article.text) == ('A "quoted" headline, with a comma', TEXT)


def test_a_row_without_a_text_is_named_and_an_empty_one_is_passed() -> None:
    data = f'title,text\nOne,\n,\nTwo,"{STORIES[1].text}"\n'.encode()
    reading = read_file(data, file="a.csv")
    assert reading.left == (Left(part="1", reason="a row without a text"),)
    assert [article.part for article in reading.articles] == ["2"]


def test_a_table_of_something_else_is_refused_with_what_to_do() -> None:
    assert refusal(b"port,ships,year\nAnsel,4,2025\nBrenn,9,2025\n", "a.csv").startswith(
        "a table without a column of text; name it"
    )


def test_a_table_of_names_alone_is_refused() -> None:
    assert refusal(b"title,text\n", "a.csv") == "a table without rows"


@pytest.mark.parametrize(
    "value",
    [
        {"title": "Ferries", "text": TEXT},
        [{"headline": "Ferries", "body": TEXT}],
        {"results": [{"title": "Ferries", "content": TEXT}]},
        {"response": {"results": [{"webTitle": "Ferries", "fields": {"bodyText": TEXT}}]}},
        {"hits": {"total": 1, "hits": [{"_id": 1, "_source": {"title": "Ferries", "text": TEXT}}]}},
        {"article": {"title": "Ferries", "text": TEXT}},
        [
            {
                "title": {"rendered": "Ferries"},
                "content": {"rendered": "".join(f"<p>{part}</p>\n" for part in STORIES[0].body)},
            }
        ],
    ],
    ids=["one", "list", "results", "two deep", "search engine", "envelope", "rendered"],
)
def test_articles_are_found_in_the_usual_forms(value: object) -> None:
    (article,) = read_file(json.dumps(value).encode(), file="a.json").articles
    assert (article.title, article.text, article.part) == ("Ferries", TEXT, "")


@pytest.mark.parametrize(
    "day",
    [
        "2025-07-14",
        "2025-07-14T09:00:00+02:00",
        "Mon, 14 Jul 2025 09:00:00 GMT",
        "July 14, 2025",
        1752480000,
        1752480000000,
        "20250714T090000Z",
        "20250714",
    ],
)
def test_a_day_is_read_in_the_forms_of_programs(day: object) -> None:
    (article,) = read_file(
        json.dumps([{"title": "Ferries", "text": TEXT, "date": day}]).encode(), file="a.json"
    ).articles
    assert article.published is not None
    assert article.published.edtf == "2025-07-14"


def test_a_text_of_which_a_service_gives_the_beginning_has_a_warning() -> None:
    (article,) = read_file(
        json.dumps([{"title": "Ferries", "content": f"{TEXT}… [+1234 chars]"}]).encode(), file="a.json"
    ).articles
    assert article.text == TEXT
    assert "the file has only the beginning of the text" in article.warnings


def test_scripts_and_tags_are_no_text() -> None:
    content = f"<script>var a = '<p>no</p>';</script><p>{STORIES[0].body[0]}</p><p>{STORIES[0].body[1]}<br>And so on it went.</p>"
    (one,) = records.FORMAT.read(json.dumps([{"title": "A", "content": content}]).encode(), file="a.json")
    assert isinstance(one, RawText)
    assert one.text.endswith(f"{STORIES[0].body[0]}\n\n{STORIES[0].body[1]}\nAnd so on it went.")
    assert "var a" not in one.text


def test_entries_without_a_text_are_named_and_none_at_all_refused() -> None:
    reading = read_file(json.dumps([{"title": "A"}, {"title": "B", "text": TEXT}]).encode(), file="a.json")
    assert reading.left == (Left(part="1", reason="an entry without a text"),)
    assert refusal(b'{"ports": [{"name": "Ansel"}]}', "a.json").startswith("JSON without articles")


def test_the_last_of_many_lines_may_be_cut_off() -> None:
    text = exported.json_lines()
    reading = read_file(text[:-30].encode(), file="a.jsonl")
    assert [article.title for article in reading.articles] == [made.title for made in STORIES[:4]]
    assert [one.reason for one in reading.left] == ["the file ends in the middle of this entry"]


def test_a_feed_is_no_list_of_ours() -> None:
    assert not records.FORMAT.looks_like(b'{"version": "https://jsonfeed.org/version/1.1", "title": "A"}')


def test_references_tell_a_story_only_when_they_hold_some_sentences() -> None:
    reading = read_file(exported.ris().encode(), file="a.ris")
    assert [
        (one.title, one.published and one.published.edtf, one.outlet, one.authors, one.text) for one in reading.articles
    ] == [(made.title, made.day.isoformat(), made.outlet, made.authors, made.text) for made in (STORIES[0], STORIES[2])]
    assert [one.warnings for one in reading.articles] == [("only its abstract is in the file",)] * 2
    assert reading.left[0] == Left(part="2", reason=f"only an abstract of 39 words ({STORIES[1].title})")
    assert [one.part for one in reading.left] == ["2", "4", "5"]


def test_a_list_of_bibtex_is_named_as_unread() -> None:
    assert (
        refusal(b"@article{tolland2025,\n  title = {Ferries},\n}\n", "a.txt")
        == "a BibTeX list of references, not an article"
    )


def test_what_is_no_list_of_references_is_refused() -> None:
    with pytest.raises(UnreadableArticle, match="TY"):
        ris.FORMAT.read(b"Ferries return to the coast.", file="a.ris")


HOSTILE = {
    "deep": ("a.json", b"[" * 10_000 + b"]" * 10_000),
    "deep answers": ("a.json", b'{"articles":' * 10_000 + b"1" + b"}" * 10_000),
    "long number": ("a.json", b'{"articles":[' + b"1" * 1_000_000 + b"]}"),
    "many entries": ("a.json", json.dumps({"articles": exported.entries(STORIES * 2000)}).encode()),
    "broken lines": ("a.jsonl", b'{"a":1}\n' * 200_000),
    "open tags": (
        "a.json",
        json.dumps([{"title": "a", "content": "<p>" + "<script>" * 50_000 + "<!--" * 20_000}]).encode(),
    ),
    "many rows": ("a.csv", b"title,text\n" + b"a,b c d\n" * 600_000),
    "long cell": ("a.csv", b'title,text\nA,"' + b"word " * 2_000_000 + b'"\n'),
    "open quotation": ("a.csv", b'title,text\nA,"' + b"word \n" * 1_000_000),
    "no text": ("a.csv", b"a,b,c\n" + b"1,2,3\n" * 800_000),
    "long reference": ("a.ris", b"TY  - NEWS\nAB  - a\n" + b"line\n" * 200_000),
    "many references": ("a.ris", exported.ris().encode() * 1000),
}


@pytest.mark.parametrize(("file", "data"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_list_is_refused_in_five_seconds(file: str, data: bytes) -> None:
    start = time.perf_counter()
    assert outcome(data, file)
    assert time.perf_counter() - start < 5


def test_the_limit_of_a_cell_is_as_before_when_a_table_was_read() -> None:
    import csv

    before = csv.field_size_limit()
    table.FORMAT.read(exported.table().encode(), file="a.csv")
    assert csv.field_size_limit() == before
