"""Articles in PDF: columns, heads, hyphens, pages; and what is refused."""

from __future__ import annotations

import io
import json
import time
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from briefing_book import pipeline
from briefing_book.ingest.base.raw_text import RawText
from briefing_book.ingest.formats.pdf import FORMAT
from briefing_book.ingest.input_formats import format_of
from briefing_book.ingest.reading import read_file
from briefing_book.model.errors import UnreadableArticle
from tests.made_pdfs import locked, pages_of_nothing, pdf, picture
from tests.small_book import page_of

HEAD = "Skarvik closes its old pier"
FIRST = (
    "The harbour board of Skarvik said on Monday that it would close the old pier for two years, a step that the "
    "owners of the ferries had opposed since the storms of January."
)
SECOND = "The inter-island service moves to the northern quay until the work is done, the board said in a letter."
THIRD = "The work begins on 3 June 2019 and is to cost 40 million euros, of which the state pays a third."
MORE = [
    f"In the {number} week of the work the board will hear the {who} of the shore about their boats and nets, {how}."
    for number in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
    for who, how in (
        ("fishermen", "which lie in the yard behind the customs house since the storm of the twelfth of January"),
        ("ferrymen", "as it had promised to do when it asked the town for the money that the new quay is to cost"),
        ("pilots", "and it will put what they say before the council that meets on the last Friday of each month"),
        ("owners", "though few of them have come to the town hall since the vote and none has spoken to a reporter"),
    )
]


def read(data: bytes) -> RawText:
    (found,) = FORMAT.read(data, file="pier.pdf")
    return found


def paragraphs(data: bytes) -> list[str]:
    return read(data).text.strip().split("\n\n")


def texts(*told: str, style: str = "text") -> list[tuple[str, str]]:
    return [("head", HEAD), *((style, one) for one in told)]


@pytest.mark.parametrize("style", ["text", "spaced"], ids=["by indent", "by space"])
@pytest.mark.parametrize("columns", [1, 2, 3])
def test_a_paragraph_is_one_line(columns: int, style: str) -> None:
    told = [FIRST, SECOND, THIRD]
    assert paragraphs(pdf(texts(*told, style=style), columns=columns)) == [HEAD, *told]


@pytest.mark.parametrize("columns", [1, 2])
def test_columns_and_pages_are_read_one_after_the_other(columns: int) -> None:
    assert paragraphs(pdf(texts(*MORE), columns=columns)) == [HEAD, *MORE]


def test_a_word_that_a_line_broke_is_whole_again() -> None:
    canvas = Canvas(made := io.BytesIO())
    for number, line in enumerate(
        ["The harbour board of Skarvik is to recon-", "sider the plan of the inter-", "island service and of"]
    ):
        canvas.drawString(60, 700 - 14 * number, line)
    canvas.drawString(60, 700 - 42, "the mayor of Anne-")
    canvas.drawString(60, 700 - 56, "Marie, who praised the inter-island boats.")
    canvas.save()
    text = read(made.getvalue()).text
    assert "reconsider the plan" in text
    assert "the inter-island service" in text
    assert "Anne-Marie" in text


def test_running_heads_stand_once_and_page_numbers_never() -> None:
    text = read(pdf(texts(*MORE), top="The Norland Courier, 4 March 2019", foot="Page {page} of 2")).text
    assert text.count("The Norland Courier, 4 March 2019") == 1
    assert "Page 1" not in text
    assert text.startswith(HEAD)


def test_what_a_browser_prints_at_the_edge_is_no_text_but_the_address() -> None:
    found = pdf(texts(*MORE), top="11/29/26, 4:52 PM Skarvik", foot="https://quay.example/pier {page}/2")
    text = read(found).text
    assert text.startswith("---\nurl: |-\n  https://quay.example/pier\n---\n")
    assert "4:52" not in text


def test_small_print_is_left_out_and_told() -> None:
    found = read(
        pdf([("head", HEAD), ("text", FIRST), ("small", "The pier in winter. Photo: Ida Moe"), ("text", THIRD)])
    )
    assert "Ida Moe" not in found.text
    assert found.warnings == ("1 paragraph in small print left out",)


def test_the_largest_letters_of_the_first_page_are_the_headline() -> None:
    """Though the section stands above it."""
    assert paragraphs(pdf([("text", "Ports and ferries"), *texts(FIRST)]))[0] == HEAD


def test_a_program_s_title_is_no_headline() -> None:
    reading = read_file(pdf(texts(FIRST, SECOND, THIRD), title="Microsoft Word - a.docx"), file="pier.pdf")
    assert [one.title for one in reading.articles] == [HEAD]


def test_each_page_has_its_place_in_the_text() -> None:
    found = read(pdf(texts(*MORE)))
    assert len(found.pages) == 2
    assert found.pages[0] == 0
    assert found.text[found.pages[1] :].startswith("In the ")


def test_the_day_of_a_head_is_that_of_publication() -> None:
    data = pdf(texts(FIRST, SECOND, THIRD), top="The Norland Courier, 4 March 2019")
    (article,) = read_file(data, file="pier.pdf").articles
    assert article.published is not None
    assert article.published.edtf == "2019-03-04"


def test_by_its_content_and_not_its_name() -> None:
    assert format_of(pdf(texts(FIRST)), "pier.txt").name == "pdf"


WHOLE = pdf(texts(FIRST, SECOND, THIRD))


def test_a_file_that_only_its_maker_may_change_is_read() -> None:
    assert HEAD in read(locked(WHOLE, "")).text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (locked(WHOLE, "secret"), "locked with a password"),
        (picture(), "pictures without text: run OCR"),
        (pages_of_nothing(10_000), "10,000 pages are a report"),
        (pdf(texts(FIRST))[:700], "a damaged PDF|pictures without text"),
        (b"%PDF-1.7\n" + b"\x00\xff" * 5000, "a damaged PDF"),
    ],
    ids=["a password", "a scan", "a report", "cut off", "noise"],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data: bytes, reason: str) -> None:
    before = time.monotonic()
    with pytest.raises(UnreadableArticle, match=reason) as caught:
        FORMAT.read(data, file="pier.pdf")
    assert "\n" not in caught.value.reason
    assert time.monotonic() - before < 5


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pages") / "book"
    (made / "seeds").mkdir(parents=True)
    top = "The Norland Courier, 4 March 2019"
    minister = "Trade Minister Pavel Orlik signed the treaty on the harbour in Holmstad on 2 March 2019."
    (made / "seeds" / "pier.pdf").write_bytes(pdf(texts(*MORE, minister, THIRD), top=top))
    pipeline.build(made)
    return made


def test_each_cited_sentence_is_told_with_its_page(book: Path) -> None:
    data = json.loads((book / "docs" / "data" / "book.json").read_text())["sources"][0]["paged"]
    assert (data[0], data[-1]) == (1, 2)
    assert "page 2</span>" in page_of(book, "pier").read_text()


def test_check_proves_the_lines_of_a_pdf_and_their_pages(book: Path) -> None:
    assert pipeline.prove(book).faults == ()
    page = page_of(book, "pier")
    honest = page.read_text()
    page.write_text(honest.replace("page 2</span>", "page 1</span>"))
    try:
        assert any("told to stand on page 1" in fault for fault in pipeline.prove(book).faults)
    finally:
        page.write_text(honest)
