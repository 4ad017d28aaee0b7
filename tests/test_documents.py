"""Documents of word processors: what is written is read, what stands around it or was taken out is not."""

from __future__ import annotations

import io

import pytest

from briefing_book.ingest.base.archives import package
from briefing_book.ingest.formats import docx, odt, rtf
from briefing_book.ingest.input_formats import format_of, read
from briefing_book.ingest.reading import article_from_bytes
from briefing_book.model.errors import UnreadableArticle
from tests import made_files as made
from tests.made_files import DAM, PIER, W, docx_of, para, run, zipped

HEAD = para(PIER.title) + para(PIER.byline)


def text_of(data: bytes, file: str = "a.docx") -> str:
    (one,) = read(data, file=file)
    return one.text  # type: ignore[union-attr]


def refusal(data: bytes, file: str) -> str:
    with pytest.raises(UnreadableArticle) as caught:
        read(data, file=file)
    return caught.value.reason


@pytest.mark.parametrize(
    "words", ["For internal use", "Page 1 of 3", "Check this", "never", "twice", "desk three", "Template"]
)
@pytest.mark.parametrize(
    ("make", "file"),
    [
        (made.by_word, "a.docx"), (made.by_python_docx, "a.docx"), (made.by_libreoffice, "a.odt"),
        (made.rtf_by_word, "a.rtf"),
    ],
)  # fmt: skip
def test_what_stands_around_the_text_and_what_was_taken_out_is_not_read(make, file: str, words: str) -> None:  # type: ignore[no-untyped-def]
    """Headers, footers, comments, changes, a second form of the same box, properties."""
    assert words not in text_of(make(PIER), file)


def test_what_was_put_in_is_read() -> None:
    body = f"<w:p>{run('The pier ')}<w:ins>{run('will open')}</w:ins>{run(' on Monday.')}</w:p>"
    assert text_of(docx_of(body)) == "The pier will open on Monday."


def test_moved_words_stand_where_they_were_moved_to() -> None:
    body = f"<w:p><w:moveFrom>{run('gone')}</w:moveFrom>{run('It is ')}<w:moveTo>{run('here.')}</w:moveTo></w:p>"
    assert text_of(docx_of(body)) == "It is here."


def test_hidden_words_are_not_read() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Index entry</w:t></w:r>"
    assert text_of(docx_of(f"<w:p>{run('The pier is open.')}{hidden}</w:p>")) == "The pier is open."


def test_headings_are_marked_by_the_name_of_their_style_whatever_its_id() -> None:
    styles = '<w:style w:styleId="X7"><w:name w:val="heading 3"/></w:style>'
    assert text_of(docx_of(para("What next", "X7"), styles=styles)) == "### What next"


def test_a_title_of_an_odt_is_known_by_the_style_that_its_own_one_follows() -> None:
    space = 'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    style = f'<office:x {space}><style:style style:name="P1" style:parent-style-name="Title"/></office:x>'
    flat = made.flat_odt(PIER).decode().replace("<office:body>", f"{style}<office:body>")
    head = f'<text:h text:outline-level="1">{PIER.title}</text:h>'
    data = flat.replace(head, f'<text:p text:style-name="P1">{PIER.title}</text:p>').encode()
    assert f"# {PIER.title}" in text_of(data, "a.fodt")


def test_a_table_gives_its_cells() -> None:
    row = f"<w:tbl><w:tr><w:tc>{para('Farms')}</w:tc><w:tc>{para('40')}</w:tc></w:tr></w:tbl>"
    assert text_of(docx_of(row)) == "Farms\n\n40"


def core(title: str, author: str) -> dict[str, str | bytes]:
    space = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cp="http://a.example/core"'
    day = '<t:created xmlns:t="http://purl.org/dc/terms/">2025-08-01T00:00:00Z</t:created>'
    properties = f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>{day}"
    return {"docProps/core.xml": f"<cp:coreProperties {space}>{properties}</cp:coreProperties>"}


def test_properties_that_the_text_says_too_are_believed() -> None:
    lines = para(PIER.title + ".") + para("Ada Lind, Oslo bureau, with pictures") + "".join(map(para, PIER.body))
    article = article_from_bytes(docx_of(lines, more=core(PIER.title, "Ada Lind")), file="a.docx")
    assert (article.title, article.authors) == (PIER.title, ("Ada Lind",))


def test_properties_that_the_text_does_not_say_are_not() -> None:
    """A desk saves what it copied, in a document that was another's; the day of saving is no day of publication."""
    lines = para(PIER.title) + "".join(map(para, PIER.body))
    article = article_from_bytes(docx_of(lines, more=core("Weekly file", "Jo Desk")), file="a.docx")
    assert (article.title, article.authors, article.published) == (PIER.title, (), None)


def test_macros_are_passed_over() -> None:
    data = docx_of(HEAD + "".join(map(para, PIER.whole)), more={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 Shell"})
    assert article_from_bytes(data, file="a.docm").title == PIER.title


@pytest.mark.parametrize(
    ("data", "file", "name"),
    [
        (made.by_word(PIER), "a.txt", "docx"),
        (made.by_word(PIER), "a.zip", "docx"),
        (made.by_libreoffice(PIER), "a.docx", "odt"),
        (made.rtf_by_word(PIER), "a.docx", "rtf"),
        (made.rtf_by_textedit(PIER), "a.txt", "rtf"),
        (made.plain_lines(PIER).encode(), "a.docx", "text"),
        (made.flat_odt(PIER), "a.xml", "odt"),
    ],
)
def test_a_document_is_known_by_what_it_holds(data: bytes, file: str, name: str) -> None:
    assert format_of(data, file).name == name


ENTITY = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("data", "file", "reason"),
    [
        (docx_of(""), "a.docx", "empty"),
        (made.by_word(PIER)[:300], "a.docx", "a broken archive"),
        (zipped({"[Content_Types].xml": "<T/>", "word/document.xml": "<w:document"}), "a.docx", "holds broken XML"),
        (zipped({"[Content_Types].xml": "<T/>", "word/other.xml": "<a/>"}), "a.docx", "without text in it"),
        (
            zipped({"[Content_Types].xml": "<T/>", "word/document.xml": f'{ENTITY}<w:d xmlns:w="{W}">&a;</w:d>'}),
            "a.docx",
            "declares entities",
        ),
        (docx_of(para("x " * 1000) * 3000), "a.docx", "grows more than 200 times"),
        (docx_of("<w:p>" * 999 + "</w:p>" * 999), "a.docx", "broken XML"),
        (made.compound_file({"EncryptedPackage": b"x" * 5000}), "a.docx", "without a password"),
        (made.compound_file({"WordDocument": b"x" * 5000}), "a.docx", "save it as .docx or .txt"),
        (made.compound_file({"WordDocument": b"x" * 5000}), "a.txt", "save it as .docx or .txt"),
        (made.compound_file({"Workbook": b"x" * 5000}), "a.txt", "save it as .csv"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}, first="mimetype"), "a.odt", "no OpenDocument"),
        (
            zipped(
                {
                    "mimetype": "application/vnd.oasis.opendocument.text",
                    "META-INF/manifest.xml": "<m:encryption-data/>",
                    "content.xml": "xx",
                },
                first="mimetype",
            ),
            "a.odt",
            "without a password",
        ),
        (made.flat_odt(PIER).replace(b"<office:doc", b'<!DOCTYPE a [<!ENTITY b "c">]><office:doc', 1), "a.fodt", "declares"),
        (b"{\\rtf1 }", "a.rtf", "empty"),
        (b"{\\rtf1 " + b"{" * 100_000, "a.rtf", "empty"),
        (b"{\\rtf1 " + b"word " * 1_100_000, "a.rtf", "too much rich text"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_what_to_do(data: bytes, file: str, reason: str) -> None:
    said = refusal(data, file)
    assert reason in said
    assert "\n" not in said


def test_pictures_in_rich_text_cost_nothing() -> None:
    data = made.rtf_by_word(DAM)[:-1] + b"{\\pict " + b"89504e47" * 1_000_000 + b"}}"
    assert article_from_bytes(data, file="a.rtf").title == DAM.title


def test_letters_beyond_a_code_page_and_beyond_the_first_plane_are_read_from_rich_text() -> None:
    data = rb"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 A;}}\f0 \'cf\'e8\u322?\u-10179?\u-8704?\par}"
    assert text_of(data, "a.rtf") == "Пил\u0142\U0001f600".replace("л", "")


def test_the_kind_of_an_archive_is_told_by_its_members() -> None:
    kinds = {"word/a.xml": ".docx", "xl/a.xml": ".xlsx", "ppt/a.xml": ".pptx", "other/a.xml": ".zip"}
    assert {name: package(zipped({"[Content_Types].xml": "", name: ""})) for name in kinds} == kinds
    assert package(zipped({"Index/Document.iwa": ""})) == ".pages"


@pytest.mark.parametrize("one", [docx.FORMAT, odt.FORMAT, rtf.FORMAT], ids=lambda one: one.name)
def test_plain_text_looks_like_no_document(one) -> None:  # type: ignore[no-untyped-def]
    assert not one.looks_like(io.BytesIO(b"The pier is open.").getvalue())
