"""Archives: each file in one by its own format, within bounds, and none that systems lay down."""

from __future__ import annotations

import io
import warnings
import zipfile

import pytest

from briefing_book import book_folder
from briefing_book.ingest import input_formats
from briefing_book.ingest.input_formats import articles
from briefing_book.ingest.reading import read_file, source_ids
from briefing_book.model.errors import UnreadableArticle
from tests import made_files as made
from tests.made_files import DAM, PIER, RAIL, plain_lines, zipped

TEXT = plain_lines(PIER)


def fates(data: bytes) -> tuple[list[str], dict[str, str]]:
    found = read_file(data, file="week.zip")
    return [one.part for one in found.articles], {one.part: one.reason for one in found.left}


def refusal(data: bytes, file: str = "a.zip") -> str:
    with pytest.raises(UnreadableArticle) as caught:
        read_file(data, file=file)
    return caught.value.reason


def encrypted(data: bytes) -> bytes:
    """The same with the mark of encryption on its first member."""
    marked = bytearray(data)
    marked[6] |= 1
    marked[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(marked)


def test_each_file_is_read_by_its_own_format() -> None:
    data = zipped({"in/a.docx": made.by_word(PIER), "b.eml": made.by_gmail(DAM), "c.txt": plain_lines(RAIL)})
    assert fates(data) == (["in/a.docx", "b.eml", "c.txt"], {})


def test_what_cannot_be_read_is_named_with_the_reason() -> None:
    read, left = fates(
        zipped({"a.txt": TEXT, "b.png": b"\x89PNG", "c.doc": made.compound_file({"WordDocument": b"x"})})
    )
    assert read == ["a.txt"]
    assert left == {
        "b.png": "an image, not a text file",
        "c.doc": "a Word document of the old kind: save it as .docx or .txt",
    }


@pytest.mark.parametrize(
    "name", ["__MACOSX/._a.txt", ".DS_Store", "in/.hidden.txt", ".git/a.txt", "Thumbs.db", "~$a.docx"]
)
def test_what_systems_lay_down_costs_no_word(name: str) -> None:
    assert fates(zipped({"a.txt": TEXT, name: TEXT})) == (["a.txt"], {})


def test_the_folder_of_a_saved_page_belongs_to_it() -> None:
    data = zipped({"in/a.txt": TEXT, "in/p.html": "<!doctype html>", "in/p_files/b.js": "x", "in/q_files/c.js": "x"})
    assert [name for name in fates(data)[1] if name.endswith(".js")] == ["in/q_files/c.js"]


def test_names_that_lead_elsewhere_are_only_names() -> None:
    data = zipped({"../../etc/a.txt": TEXT, "/b.txt": plain_lines(DAM), "C:\\x\\c#1.txt": plain_lines(RAIL)})
    assert fates(data)[0] == ["etc/a.txt", "b.txt", "C:/x/c-1.txt"]


def test_two_files_of_one_name_are_two_articles() -> None:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("a.txt", TEXT)
        archive.writestr("a.txt", plain_lines(DAM))
    found = read_file(out.getvalue(), file="week.zip").articles
    assert [(one.part, one.title) for one in found] == [("a.txt", PIER.title), ("a.txt (2)", DAM.title)]
    assert len(set(source_ids([one.file for one in found]).values())) == 2


def test_an_archive_in_an_archive_is_read_and_no_deeper_one() -> None:
    inner = zipped({"a.txt": TEXT})
    assert fates(zipped({"in.zip": inner})) == (["in.zip#a.txt"], {})
    deeper = fates(zipped({"in.zip": zipped({"deep.zip": inner})}))
    assert deeper == ([], {"in.zip#deep.zip": "lies too deep in other files: put it here by itself"})


def test_a_mail_in_an_archive_gives_what_is_attached_to_it() -> None:
    message = made.mail("For your file", "Jo <jo@a.example>", made.LATER)
    message.set_content("See the attached.")
    message.add_attachment(made.by_word(PIER), maintype="application", subtype="octet-stream", filename="pier.docx")
    assert fates(zipped({"m.eml": message.as_bytes()}))[0] == ["m.eml#pier.docx"]


def test_one_encrypted_file_of_several_is_left() -> None:
    read, left = fates(encrypted(zipped({"a.txt": TEXT, "b.txt": plain_lines(DAM)})))
    assert (read, left) == (["b.txt"], {"a.txt": "encrypted: save a copy without a password"})


def test_all_archives_in_one_share_one_allowance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(input_formats, "MOST_BYTES", 2 * len(TEXT) + 10)
    data = zipped({name: TEXT.replace("pier", f"pier {name[0]}") for name in ("a.txt", "b.txt", "c.txt", "d.txt")})
    read, left = fates(data)
    assert len(read) < 4
    assert list(left.values()) == ["too much in one file; this and what follows is not read: unpack it here"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (zipped({}), "an archive without files"),
        (zipped({"__MACOSX/a": "x"}), "an archive without files"),
        (zipped({"a.txt": TEXT})[:200], "a broken archive"),
        (encrypted(zipped({"a.txt": TEXT})), "an encrypted archive"),
        (zipped({"a.txt": b"0" * 50_000_000}), "grows more than 200 times"),
        (zipped({f"{n}.txt": "x" for n in range(2001)}), "more than 2,000 files"),
        (
            zipped({"[Content_Types].xml": "", "xl/a.xml": ""}),
            "a spreadsheet: save the sheet with its articles as .csv",
        ),
        (zipped({"[Content_Types].xml": "", "ppt/a.xml": ""}), "slides: save their text"),
        (zipped({"Index/Document.iwa": ""}), "export it as .docx"),
        (b"\x1f\x8b\x08" + b"x" * 99, "a gzip archive: unpack it"),
        (b"7z\xbc\xaf\x27\x1c" + b"x" * 99, "a 7z archive: unpack it"),
        (b"Rar!\x1a\x07\x01\x00" + b"x" * 99, "a rar archive: unpack it"),
        (b"a.txt".ljust(257, b"\0") + b"ustar\0" + b"\0" * 300, "a tar archive: unpack it"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data: bytes, reason: str) -> None:
    said = refusal(data)
    assert reason in said
    assert "\n" not in said


def test_an_archive_that_lies_of_its_size_gives_no_more_than_it_says() -> None:
    data = zipped({"a.txt": TEXT * 100})
    at = data.index(b"PK\x01\x02") + 24  # the size in the directory
    lying = data[:at] + (50).to_bytes(4, "little") + data[at + 4 :]
    assert list(fates(lying)[1].values()) == ["a broken archive: get the file again, it may be cut off"]


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("a.doc", "save it as .docx or .txt"),
        ("a.pages", "save it as .docx or .txt"),
        ("a.xls", "as .csv"),
        ("a.ppt", "save their text as .docx"),
        ("a.tar.gz", "unpack it"),
        ("a.7z", "unpack it"),
    ],
)
def test_a_file_that_is_never_read_is_named_with_what_to_do(name: str, cure: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0")
    (left,) = book_folder.listing(tmp_path, articles()).left
    assert cure in left.reason
