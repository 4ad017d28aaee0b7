"""The book on paper: one document, its notes and page numbers, and what happens without a printer."""

from __future__ import annotations

import io
import os
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing_book import book_pdf, chromium
from briefing_book.model.errors import PrintError, UsageError
from briefing_book.model.page import Page
from briefing_book.render import print_document as document
from briefing_book.render import render
from tests.sample_book import BOOK
from tests.small_book import find_chromium, run, write_book

if TYPE_CHECKING:
    from pypdf import PdfReader

ABOUT = "# About this book\n\nHow it is made. See [coverage](../coverage.md), [the data](../data/book.json) and [more](contributing.md).\n"
PAGES = render(BOOK)
PAPER = document.compose(BOOK, PAGES, {"about/index.md": ABOUT})
HTML = document.html(PAPER, {})
LONG = document.compose(
    BOOK, [*PAGES, *(Page(path=f"z{n:02}.md", content=f"# Harbour {n}\n\n" + "- A pier.\n" * 90) for n in range(9))]
)
CITED = re.compile(r"\((?:\.\./)?sources/([\w-]+)\.md#s(\d+)\)")


def links(html: str) -> list[str]:
    return re.findall(r'<a\b[^>]*\shref="([^"]*)"', html)


def test_chapters_stand_in_reading_order():
    """From the bottom line to the notes."""
    titles = [line.title for line in PAPER.contents if line.level == 1]
    assert titles[:5] == ["Overview", "Topics", "Positions", "Measures and commitments", "People"]
    assert titles[-4:] == ["Sources", "Coverage", "About this book", "Notes"]


def test_each_topic_and_profile_stands_in_the_contents():
    """Below the chapter that it belongs to."""
    titles = {line.title for line in PAPER.contents if line.level == 2}
    assert titles >= {topic.title for topic in BOOK.topics} | {person.name for person in BOOK.people}


def test_a_page_nobody_foresaw_becomes_a_chapter():
    """What a later release adds is printed before the lists at the end."""
    pages = [*PAGES, type(PAGES[0])(path="network.md", content="# Who met whom\n\nA picture.\n")]
    titles = [line.title for line in document.compose(BOOK, pages).contents if line.level == 1]
    assert titles.index("Glossary") < titles.index("Who met whom") < titles.index("Sources")


def one_after_another(lengths: dict[str, float]) -> tuple[dict[str, float], float]:
    """Where the parts of the long book begin, each as long as said or a tenth of a sheet, and where the last ends."""
    places, at = {}, 2.0
    for line in LONG.parts:
        places[line.anchor] = at
        at += lengths.get(line.anchor, 0.1)
    return places, at


def test_a_part_that_fills_a_sheet_begins_one():
    """Its title is that of the sheet; shorter ones follow the part before them."""
    found = document.sheets(LONG, *one_after_another({"positions": 1.6, "timeline": 2.7}))
    assert [one.parts[0].anchor for one in found] == ["overview", "positions", "timeline"]
    assert found[1].title == "Positions to People"


def test_a_part_does_not_leave_the_sheet_before_it_empty():
    """However long it is."""
    nothing = dict.fromkeys((line.anchor for line in LONG.parts), 0.0)
    well_filled, hardly = ({**nothing, "overview": length, "positions": 5.0} for length in (1.7, 1.2))
    assert [one.parts[0].anchor for one in document.sheets(LONG, *one_after_another(well_filled))] == [
        "overview",
        "positions",
    ]
    assert document.sheets(LONG, *one_after_another(hardly)) == ()


def test_in_a_short_book_no_part_begins_a_sheet():
    """Title and contents stand above the first."""
    places = {line.anchor: 3.0 * number for number, line in enumerate(PAPER.parts)}
    assert PAPER.short
    assert document.sheets(PAPER, places, 99) == ()


def test_a_topic_does_not_list_its_sources_again():
    """The list at the end has them."""
    topic = next(chapter for chapter in PAPER.chapters if chapter.anchor == "topics").sections[0]
    assert "Sources</h" not in topic.html
    assert "Timeline</h" in topic.html


def test_what_only_leads_on_is_not_on_paper():
    """The contents name the page."""
    assert "All figures" in next(page.content for page in PAGES if page.path == "index.md")
    assert "All figures" not in HTML


def test_a_page_that_says_only_that_there_is_nothing_takes_a_line():
    """Heading and sentence stand side by side."""
    pages = [
        Page(
            path="glossary.md", content="# Glossary\n\nThe program found no abbreviation that the sources spell out.\n"
        )
    ]
    text = document.html(document.compose(BOOK, pages), {})
    assert re.search(r'<section class="[^"]*bb-print-bare" id="glossary"', text)
    pages = [
        Page(path="topics/index.md", content="# Topics\n\n[Questions](questions.md)\n"),
        Page(path="topics/questions.md", content="# Likely questions\n\nNobody asks anything.\n"),
    ]
    within = document.html(document.compose(BOOK, pages), {})
    assert re.search(r'<section class="[^"]*bb-print-bare" id="topics-questions"', within)
    assert not re.search(r'<section class="[^"]*bb-print-bare" id="timeline"', HTML)


def test_no_id_stands_twice_in_the_document():
    """Pages bring their own ids, which may be the same."""
    ids = re.findall(r'\sid="([^"]*)"', HTML)
    assert sorted(ids) == sorted(set(ids))


def test_every_link_within_the_document_has_an_end():
    """Links between pages of the site are links between places of one document."""
    ids = set(re.findall(r'\sid="([^"]*)"', HTML))
    assert [href for href in links(HTML) if href.startswith("#") and href[1:] not in ids] == []


def test_no_link_leads_to_a_file_that_is_not_on_paper():
    """Only addresses outside of the book are left, as they were."""
    assert all(href.startswith(("#", "https://", "http://")) for href in links(HTML))
    assert "the data" in HTML


def test_there_are_as_many_notes_as_sentences_cited():
    """One for each sentence that a printed page leans on, however often."""
    left_out = ("sources/", "changes.md")
    shown = [page.content for page in PAGES if page.path.endswith(".md") and not page.path.startswith(left_out)]
    cited = {found for text in shown for found in re.findall(r"sources/([\w-]+)\.md#s(\d+)", text)}
    assert len(PAPER.notes) == len(cited) > 5


def test_a_mark_leads_to_the_sentence_that_its_link_led_to():
    """The number of the source on the site becomes that of the note on paper."""
    statement = next(q for q in BOOK.quotations if q.id == "q-keel-step")
    note = next(n for n in PAPER.notes if n.quote == statement.citation.quote)
    assert f'href="#{note.anchor}"' in HTML
    assert f'id="{note.marks[0]}">{note.number}</a>' in HTML


def test_notes_are_numbered_as_the_reader_meets_them():
    """The first mark of each note stands behind that of the note before."""
    places = [HTML.index(f'id="{note.marks[0]}"') for note in PAPER.notes]
    assert places == sorted(places)


def test_a_note_names_the_pages_that_lean_on_it_once_each():
    """Two marks on one page are one number."""
    note = next(n for n in PAPER.notes if len(n.marks) > 2)
    known = {mark: 7 if number < 2 else 12 for number, mark in enumerate(note.marks)}
    text = document.html(PAPER, known)
    item = text[text.index(f'id="{note.anchor}"') :].split("</li>")[0]
    assert re.findall(r'href="#mark[^"]*">([^<]*)<', item) == ["7", "12"]


def test_what_is_for_the_hand_is_not_on_paper():
    """No filter, no permanent link, no calendar to take along."""
    assert not re.search(r"<(?:form|button|select|script)\b", HTML)
    assert "bb-permalink" not in HTML


def test_hostile_words_stay_words():
    """In the text, in a running head and on the cover."""
    import dataclasses

    hostile = '</style><script>alert(1)</script>" \\'
    topics = (dataclasses.replace(BOOK.topics[0], title=hostile), *BOOK.topics[1:])
    book = dataclasses.replace(BOOK, title=hostile, topics=topics)
    text = document.html(document.compose(book, render(book)), {})
    assert "<script" not in text
    assert text.count("</style>") == HTML.count("</style>")


def test_the_document_may_load_nothing_from_elsewhere():
    """Its own policy forbids scripts and every address but files beside it."""
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', HTML)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert "http" not in policy[1]
    assert "script-src" not in policy[1]


def test_the_named_chromium_is_taken(tmp_path):
    """--chromium before $CHROMIUM, before any name on the path."""
    one, other = (program(tmp_path / name, "exit 0") for name in ("one", "other"))
    assert chromium.find(str(one), {"CHROMIUM": str(other), "PATH": ""}) == str(one)
    assert chromium.find(None, {"CHROMIUM": str(other), "PATH": ""}) == str(other)


def test_a_chromium_that_is_named_and_not_there_is_said(tmp_path):
    """No other is taken in its place."""
    with pytest.raises(UsageError, match=r"--chromium .*nowhere: no such program"):
        chromium.find(str(tmp_path / "nowhere"), {"PATH": os.environ["PATH"]})


def test_without_a_chromium_the_message_says_how_to_get_one(tmp_path):
    """By name of the package."""
    with pytest.raises(UsageError, match="apt-get install chromium"):
        chromium.find(None, {"PATH": str(tmp_path)}, places=())


def test_a_chromium_in_its_usual_place_is_found(tmp_path):
    """On a Mac it is not on the path."""
    found = program(tmp_path / "Google Chrome", "exit 0")
    assert chromium.find(None, {"PATH": ""}, places=(str(found),)) == str(found)


def program(path: Path, script: str) -> Path:
    """A stand-in for Chromium."""
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_a_chromium_that_hangs_is_stopped_with_its_helpers(tmp_path):
    """Nothing is left running after the timeout."""
    slow = program(tmp_path / "slow", f"sleep 60 & echo $! > {tmp_path}/helper; sleep 60")
    began = time.monotonic()
    with pytest.raises(PrintError, match="had not finished after 1 seconds"):
        chromium.print_pdf(str(slow), tmp_path / "page.html", tmp_path / "out.pdf", timeout=1)
    assert time.monotonic() - began < 20
    helper = Path("/proc") / (tmp_path / "helper").read_text().strip() / "stat"
    while helper.exists() and helper.read_text().rsplit(")", 1)[1].split()[0] != "Z":  # the kernel takes its time
        assert time.monotonic() - began < 30
        time.sleep(0.1)


def test_what_a_failing_chromium_said_is_told(tmp_path):
    """Its last words, and what may mend it."""
    bad = program(tmp_path / "bad", "echo 'No usable sandbox!' >&2; exit 5")
    with pytest.raises(PrintError, match=r"exit code 5(.|\n)*No usable sandbox!(.|\n)*other flags"):
        chromium.print_pdf(str(bad), tmp_path / "page.html", tmp_path / "out.pdf", timeout=10)


def test_a_chromium_that_writes_nothing_has_failed(tmp_path):
    """Exit code 0 alone is no proof."""
    silent = program(tmp_path / "silent", "exit 0")
    with pytest.raises(PrintError, match="no error, and no file"):
        chromium.print_pdf(str(silent), tmp_path / "page.html", tmp_path / "out.pdf", timeout=10)


def test_a_file_that_is_no_pdf_is_an_error(tmp_path):
    """And nothing is written in the end."""
    liar = program(
        tmp_path / "liar", 'for a; do case $a in --print-to-pdf=*) echo no > "${a#--print-to-pdf=}";; esac; done'
    )
    with pytest.raises(PrintError, match="cannot be read"):
        book_pdf.press(PAPER, str(liar), timeout=10)


@pytest.mark.slow
def test_the_command_fails_in_a_sentence_and_leaves_nothing_behind(tmp_path):
    """Exit code 2; an older PDF stays as it was."""
    book = write_book(tmp_path / "book")
    bad = program(tmp_path / "bad", "exit 1")
    (book / "book.pdf").write_bytes(b"older")
    before = {path.name for path in book.iterdir()}
    done = run("generator", "pdf", "--book", book, "--chromium", bad)
    assert done.returncode == 2
    assert done.stderr.startswith("briefing: ")
    assert "Traceback" not in done.stderr
    assert (book / "book.pdf").read_bytes() == b"older"
    assert {path.name for path in book.iterdir()} - before <= {".briefing"}


def test_the_command_says_at_once_that_the_file_cannot_be_written(tmp_path):
    """Before the articles are read and a browser is started."""
    book = write_book(tmp_path / "book")
    done = run(
        "generator",
        "pdf",
        "--book",
        book,
        "--output",
        tmp_path / "no" / "such.pdf",
        "--chromium",
        program(tmp_path / "c", "exit 0"),
    )
    assert done.returncode == 2
    assert "there is no folder" in done.stderr
    assert not (book / ".briefing").exists()


@pytest.fixture(scope="module")
def printer() -> str:
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium: `make test` installs one, or set CHROMIUM to its path")
    return path


@pytest.fixture(scope="module")
def printed(printer: str) -> bytes:
    """The made-up book, printed."""
    return book_pdf.press(PAPER, printer)[0]


@pytest.fixture(scope="module")
def pdf(printed: bytes) -> PdfReader:
    from pypdf import PdfReader

    return PdfReader(io.BytesIO(printed))


@pytest.fixture(scope="module")
def texts(pdf: PdfReader) -> list[str]:
    """The words of each page, white space folded."""
    return [" ".join(page.extract_text().split()) for page in pdf.pages]


@pytest.mark.browser
@pytest.mark.slow
class TestPrinted:
    """What stands in the PDF itself."""

    def test_every_sentence_of_every_note_is_there(self, texts):
        """Exactly as the source has it, but for where lines end."""
        everything = squeezed("".join(texts))
        assert [note.quote for note in PAPER.notes if squeezed(note.quote) not in everything] == []

    def test_every_event_statement_and_figure_is_there(self, texts):
        """The whole book is printed."""
        everything = squeezed("".join(texts))
        told = (
            [event.headline for event in BOOK.events]
            + [figure.text for figure in BOOK.figures]
            + [p.name for p in BOOK.people]
        )
        assert [text for text in told if squeezed(text) not in everything] == []

    def test_the_contents_name_the_pages_on_which_the_headings_stand(self, pdf, texts):
        """The number beside a line, and the page where its link leads, are where the heading is."""
        contents = texts[0]
        for line in PAPER.contents:
            page = pdf.get_destination_page_number(pdf.named_destinations[f"/{line.anchor}"])
            assert squeezed(line.title) in squeezed(texts[page])
            assert re.search(rf"{re.escape(squeezed(line.title))}{page + 1}(?!\d)", squeezed(contents)), line

    def test_every_page_bears_its_number(self, texts):
        """Counted as a reader's program counts."""
        assert all(re.search(rf"(?<!\d){number}(?!\d)", text) for number, text in enumerate(texts, 1))

    def test_the_running_head_names_the_chapter_or_the_topic(self, printer):
        """On each page after the first of its chapter too; a long book has a cover, which has no head."""
        from pypdf import PdfReader

        reader = PdfReader(io.BytesIO(book_pdf.press(LONG, printer)[0]))
        texts = [" ".join(page.extract_text().split()) for page in reader.pages]
        first, after = (reader.get_destination_page_number(reader.named_destinations[f"/z{n:02}"]) for n in (4, 5))
        assert after > first + 1
        assert all(text.startswith(f"{BOOK.title} Harbour 4") for text in texts[first:after])
        assert not texts[0].startswith(BOOK.title)

    def test_bookmarks_are_the_contents(self, pdf):
        """Chapters, and what stands in them below."""

        def flat(items):
            return [one for item in items for one in (flat(item) if isinstance(item, list) else [item.title])]

        assert flat(pdf.outline) == [line.title for line in PAPER.contents]

    def test_links_lead_to_places_or_out_of_the_book(self, pdf):
        """No link of the PDF is dead, none leads to a file on this machine."""
        named, out = pdf.named_destinations, []
        for page in pdf.pages:
            for annotation in page.get("/Annots", ()):
                link = annotation.get_object()
                if "/Dest" in link:
                    assert link["/Dest"] in named
                else:
                    out.append(link["/A"]["/URI"])
        assert len(named) > len(PAPER.notes)
        assert out
        assert all(address.startswith("https://") for address in out)

    def test_a_note_and_its_marks_lead_to_each_other(self, pdf):
        """On the page of the mark a link to the note, on that of the note one to the mark."""
        note = PAPER.notes[0]
        for here, there in ((note.marks[0], note.anchor), (note.anchor, note.marks[0])):
            page = pdf.pages[pdf.get_destination_page_number(pdf.named_destinations[f"/{here}"])]
            assert f"/{there}" in [link.get_object().get("/Dest") for link in page["/Annots"]]

    def test_fonts_are_in_the_file_and_of_one_weight_each(self, pdf):
        """A font of many weights would be drawings of letters (Type 3), which some printers spoil."""
        kinds, faults = set(), []
        for page in pdf.pages:
            for font in page["/Resources"].get("/Font", {}).values():
                for one in font.get_object().get("/DescendantFonts", [font]):
                    found = one.get_object()
                    kinds.add(found["/Subtype"])
                    if "/FontFile2" not in found["/FontDescriptor"]:
                        faults.append(found["/BaseFont"])
        assert faults == []
        assert kinds == {"/CIDFontType2"}

    def test_it_is_tagged_and_says_its_language(self, pdf):
        """For whoever has it read aloud."""
        assert pdf.root_object["/MarkInfo"]["/Marked"]
        assert pdf.root_object["/Lang"] == "en"
        assert pdf.pdf_header >= "%PDF-1.4"

    def test_metadata_is_the_books_own(self, pdf):
        """The date is the as-of date; no clock, no machine."""
        assert pdf.metadata.title == BOOK.title
        assert pdf.metadata.creation_date.date() == pdf.metadata.modification_date.date() == BOOK.as_of
        assert "Mozilla" not in str(pdf.metadata)

    def test_two_runs_give_the_same_bytes(self, printed, printer):
        """With one and the same Chromium."""
        assert book_pdf.press(PAPER, printer)[0] == printed

    def test_the_sheet_can_be_letter(self, printer):
        """8.5 by 11 inches."""
        from pypdf import PdfReader

        box = PdfReader(io.BytesIO(book_pdf.press(PAPER, printer, size="Letter")[0])).pages[0].mediabox
        assert (round(box.width), round(box.height)) == (612, 792)

    def test_the_command_prints_a_book_from_its_articles(self, printer, tmp_path):
        """docs/ is not touched by it."""
        book = write_book(tmp_path / "book")
        done = run("generator", "pdf", "--book", book, "--chromium", printer)
        assert done.returncode == 0, done.stderr
        assert (book / "book.pdf").read_bytes().startswith(b"%PDF-")
        assert re.search(r"book\.pdf: \d+ pages, \d+ notes", done.stdout)
        assert int(re.search(r"(\d+) pages", done.stdout)[1]) <= 8, "two short articles are a short book"
        assert [path.name for path in (book / "docs").iterdir()] == ["by-hand.md"]


def squeezed(text: str) -> str:
    """A PDF knows no spaces, only places; so words are compared without."""
    return re.sub(r"\s+", "", text)
