"""The book on two sheets: what stands on them, what is counted, and that two are enough for any book."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import re
from typing import TYPE_CHECKING

import pytest

from briefing_book import book_pdf
from briefing_book.model.book import Book, Claim, Standing
from briefing_book.render import print_brief, render
from tests.sample_book import BOOK
from tests.small_book import find_chromium, run, write_book

if TYPE_CHECKING:
    from pypdf import PdfReader

BRIEF = print_brief.compose(BOOK)
HTML = print_brief.html(BRIEF)
LINES = [line for part in BRIEF.parts for line in part.lines]


def part(brief: print_brief.Brief, title: str) -> print_brief.Part:
    return next(one for one in brief.parts if one.title == title)


def shown(html: str) -> list[str]:
    """The lines that are printed, but for the sources."""
    return re.findall(r"<li>.*?</li>", html, re.DOTALL)


def crowded(times: int) -> print_brief.Brief:
    """The same book, had it so many times as much to say."""
    parts = tuple(
        dataclasses.replace(one, lines=one.lines * times, known=len(one.lines) * times) for one in BRIEF.parts
    )
    return dataclasses.replace(BRIEF, parts=parts)


def test_every_line_has_the_mark_of_a_sentence():
    assert len(shown(HTML)) == len(LINES) > 15
    assert [line for line in shown(HTML) if not re.search(r"<sup><a [^>]*>\d+:\d+", line)] == []


def test_a_mark_has_the_source_and_the_sentence_by_the_numbers_that_the_pages_give_them():
    """The number in the list of sources, and that beside the sentence on the source's page, where the first is 1."""
    claim = BOOK.bottom_line[0]
    source = next(one for one in BOOK.sources if one.id == claim.citation.source)
    expected = f"{BRIEF.numbers[source.id]}:{claim.citation.sentence + 1}"
    assert source.sentences[claim.citation.sentence] == claim.citation.quote
    assert f">{expected}</a>" in next(line for line in shown(HTML) if claim.text[:30] in line)


def test_no_line_stands_on_it_that_is_not_on_a_page():
    """The pages are what `check` proves."""
    pages = plain(" ".join(page.content for page in render(BOOK) if page.path.endswith(".md")))
    told = [line.text for line in LINES if "<" not in line.text and not line.text.endswith("…")]
    assert len(told) > 15
    assert [text for text in told if plain(text) not in pages] == []


def plain(text: str) -> str:
    return re.sub(r"\W", "", re.sub(r"<[^>]*>|\]\([^)]*\)", "", text))


def test_title_and_day_of_the_book_stand_at_its_head():
    head = HTML[: HTML.index("</header>")]
    assert f"<h1>{BOOK.title}</h1>" in head
    assert "as of 16 July 2031" in head


def test_the_list_at_the_foot_has_the_sources_of_the_lines_and_no_other():
    one = print_brief.cut(BRIEF, 1)
    cited = {citation.source for held in one.parts for line in held.lines for citation in line.cited}
    assert {source.id for source in one.sources} == cited
    assert len(cited) < len(BRIEF.sources)
    assert f"{len(cited)} of {len(BOOK.sources)}, those that these lines rest on" in print_brief.html(one)


def test_what_has_no_room_is_counted():
    few = print_brief.cut(crowded(9), 12)
    held = part(few, "Measures and commitments")
    assert 0 < len(held.lines) < held.known
    assert f"{len(held.lines)} of {held.known}; the book has the others" in print_brief.html(few)


def test_a_part_that_lost_all_its_lines_does_not_say_that_there_are_none():
    none = print_brief.html(print_brief.cut(BRIEF, 0))
    assert part(BRIEF, "Who is who").none not in none
    assert f"0 of {part(BRIEF, 'Who is who').known}" in none


def test_the_first_of_each_part_stay_before_more_of_any():
    few = print_brief.cut(crowded(9), 14)
    assert all(held.lines for held in few.parts if part(BRIEF, held.title).lines)


def test_of_a_part_the_first_stay():
    whole, few = crowded(9), print_brief.cut(crowded(9), 14)
    for held in few.parts:
        assert held.lines == part(whole, held.title).lines[: len(held.lines)]


def test_plans_that_are_over_do_not_stand_on_it():
    later = dataclasses.replace(BOOK, as_of=dt.date(2099, 1, 1))
    assert part(BRIEF, "Deadlines and plans").lines
    assert part(print_brief.compose(later), "Deadlines and plans").lines == ()


def test_who_has_no_office_in_the_sources_is_counted_and_not_named():
    told = part(BRIEF, "Who is who")
    assert told.known == len(BOOK.people)
    assert all(line.citations for line in told.lines)


def test_words_that_the_article_itself_denies_stand_with_its_denial():
    asked = next(q for q in BOOK.quotations if q.act in ("asks", "offers"))
    citation = dataclasses.replace(asked.citation, sentence=0)
    denied = dataclasses.replace(asked, denied=Claim(text="No such demand was ever made.", citation=citation))
    book = with_statement(asked.id, denied)
    line = next(line for line in shown(print_brief.html(print_brief.compose(book))) if "The article itself" in line)
    assert "“No such demand was ever made.”<sup>" in line


def with_statement(identifier: str, statement: object) -> Book:
    return dataclasses.replace(BOOK, quotations=tuple(statement if q.id == identifier else q for q in BOOK.quotations))


def test_marks_beyond_four_are_counted():
    many = dataclasses.replace(
        LINES[0], citations=tuple(dict.fromkeys(c for line in LINES for c in line.citations))[:7]
    )
    parts = (dataclasses.replace(BRIEF.parts[0], lines=(many,)),)
    line = shown(print_brief.html(dataclasses.replace(BRIEF, parts=parts)))[0]
    assert (line.count("<a "), "+3</sup>" in line) == (4, True)


def test_hostile_words_stay_words():
    """In a line, in the title and in what stands at the foot of each sheet."""
    hostile = '</style><script>alert(1)</script>" \\'
    claim = dataclasses.replace(BOOK.bottom_line[0], text=hostile)
    text = print_brief.html(print_brief.compose(dataclasses.replace(BOOK, title=hostile, bottom_line=(claim,))))
    assert "<script" not in text
    assert text.count("</style>") == HTML.count("</style>")


def test_an_empty_book_says_so_in_each_part():
    lists = {one.name: () for one in dataclasses.fields(Book) if isinstance(getattr(BOOK, one.name), tuple)}
    empty = print_brief.compose(dataclasses.replace(BOOK, **lists, standing=Standing()))
    assert "From 0 sources" in print_brief.html(empty)
    assert [one.none for one in empty.parts if one.none not in print_brief.html(empty)] == []


@pytest.fixture(scope="module")
def printer() -> str:
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium: `make test` installs one, or set CHROMIUM to its path")
    return path


@pytest.fixture(scope="module", params=["A4", "Letter"])
def full(request: pytest.FixtureRequest, printer: str) -> tuple[PdfReader, print_brief.Brief]:
    """A book that says far too much."""
    from pypdf import PdfReader

    data, _, kept = book_pdf.press_brief(crowded(30), printer, size=request.param)
    return PdfReader(io.BytesIO(data)), kept


@pytest.mark.browser
@pytest.mark.slow
class TestPrinted:
    """What stands in the PDF itself."""

    def test_two_sheets_are_enough_for_any_book(self, full):
        assert len(full[0].pages) == 2

    def test_the_two_sheets_are_used(self, full):
        """A line more and there would be three."""
        assert sum(len(one.lines) for one in full[1].parts) > 30
        assert all(one.left_out for one in full[1].parts if one.lines)

    def test_only_marks_are_smaller_than_nine_points(self, full):
        small = []

        def letters(text, cm, tm, font, size):
            if text.strip() and round(size * abs(tm[3] or tm[1]) * abs(cm[3] or cm[1]), 1) < 9:
                small.append(text)

        for page in full[0].pages:
            page.extract_text(visitor_text=letters)
        assert small
        assert [text for text in small if not re.fullmatch(r"[\d:+–\s]+", text)] == []

    def test_no_font_is_of_many_weights_or_left_to_the_viewer(self, full):
        kinds = {
            one.get_object()["/Subtype"]
            for page in full[0].pages
            for font in page["/Resources"]["/Font"].values()
            for one in font.get_object().get("/DescendantFonts", [font])
        }
        assert kinds == {"/CIDFontType2"}

    def test_two_runs_give_the_same_bytes(self, printer):
        assert book_pdf.press_brief(BRIEF, printer)[0] == book_pdf.press_brief(BRIEF, printer)[0]

    def test_the_command_prints_it_beside_the_book(self, printer, tmp_path):
        book = write_book(tmp_path / "book")
        done = run("generator", "pdf", "--brief", "--book", book, "--chromium", printer)
        assert done.returncode == 0, done.stderr
        assert (book / "brief.pdf").read_bytes().startswith(b"%PDF-")
        assert not (book / "book.pdf").exists()
        assert re.search(r"brief\.pdf: [12] pages?, (\d+) of \1 lines", done.stdout)
