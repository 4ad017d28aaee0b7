"""Every file of a folder of sources is accounted for: read, split, a copy, left out or refused with the reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing_book import pipeline
from briefing_book.cli import main
from briefing_book.ingest import input_formats
from briefing_book.ingest.base.raw_text import RawText
from briefing_book.ingest.formats import text as text_format
from briefing_book.ingest.reading import read_file
from briefing_book.intake import read_folder
from briefing_book.model.article import Left
from briefing_book.model.errors import UnreadableArticle
from briefing_book.model.source_files import Problem, SourceFile, tally, without_lost
from tests.small_book import ARTICLES, write_book

FILES = [
    SourceFile(file="a.txt", fate="read", source="a"),
    SourceFile(file="b.zip", fate="split", reason="2 articles"),
    SourceFile(file="b.zip#1", fate="read", source="b-1"),
    SourceFile(file="b.zip#2", fate="refused", reason="too short"),
    SourceFile(file="c.png", fate="refused", reason="a picture"),
]


class Bundle:
    """A format of several texts in one file, a line of equals signs between them."""

    name = "bundle"
    endings = (".bundle",)

    def looks_like(self, head: bytes) -> bool:
        return head.startswith(b"BUNDLE\n")

    def read(self, data: bytes, *, file: str) -> list[RawText | Left]:
        texts = data.decode().removeprefix("BUNDLE\n").split("\n====\n")
        found = [RawText(text=text, part=str(number)) for number, text in enumerate(texts, start=1)]
        return [one if one.text.strip() else Left(part=one.part, reason="empty") for one in found]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(input_formats, "FORMATS", (Bundle(), text_format.FORMAT))
    first, second = list(ARTICLES.values())[:2]
    (tmp_path / "week.bundle").write_text(f"BUNDLE\n{first}\n====\n{second}\n====\n ")
    (tmp_path / "again.txt").write_text(first)
    (tmp_path / "map.png").write_bytes(b"\x89PNG")
    return tmp_path


def fates(files: tuple[SourceFile, ...]) -> dict[str, str]:
    return {one.file: one.fate for one in files}


def test_each_file_and_each_part_of_one_has_its_fate(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing_book import intake
    from briefing_book.workers.steps import ingest

    monkeypatch.setattr(intake, "each", lambda _task, pieces: enumerate(ingest(*piece.arguments) for piece in pieces))
    found = read_folder(folder)
    assert fates(found.files) == {
        "again.txt": "read",
        "map.png": "refused",
        "week.bundle": "split",
        "week.bundle#1": "copy",
        "week.bundle#2": "read",
        "week.bundle#3": "refused",
    }
    assert [article.file for article in found.articles] == ["again.txt", "week.bundle#2"]
    assert {one.file for one in found.problems if one.lost} == {"map.png", "week.bundle#3"}
    assert "the same article as again.txt; read once" in {one.reason for one in found.problems}
    assert next(one.of for one in found.files if one.fate == "copy") == "again.txt"


def test_a_later_fault_makes_a_file_refused() -> None:
    lost = Problem(file="a.txt", reason="took too long", lost=True, stage="extract")
    assert without_lost(FILES, [lost], {"b-1"})[0] == SourceFile(file="a.txt", fate="refused", reason="took too long")


def test_a_doubt_leaves_a_file_read() -> None:
    doubt = Problem(file="a.txt", reason="no date", lost=False)
    assert without_lost(FILES, [doubt], {"a", "b-1"}) == tuple(FILES)


def test_parts_of_a_file_are_counted_apart() -> None:
    assert tally(FILES) == "3 files: 1 read, 1 split into 1, 1 not read, 1 part of them not read"


def test_an_archive_without_an_article_is_refused_as_a_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing_book import intake
    from briefing_book.workers.steps import ingest

    monkeypatch.setattr(intake, "each", lambda _task, pieces: enumerate(ingest(*piece.arguments) for piece in pieces))
    (folder / "week.bundle").write_text("BUNDLE\n \n====\n ")
    (folder / "lone.bundle").write_text(f"BUNDLE\n \n====\n{list(ARTICLES.values())[1]}")
    (folder / "again.tmp").touch()
    files = {one.file: (one.fate, one.reason) for one in read_folder(folder).files}
    assert files["week.bundle"] == ("refused", "nothing in it is an article; why not stands beside each part")
    assert files["lone.bundle"] == ("split", "1 article")
    assert files["again.tmp"] == ("passed", "laid down by a system or an editor")


def test_a_hash_in_a_name_makes_no_part() -> None:
    assert tally([SourceFile(file="no#1.txt", fate="read")]) == "1 file: 1 read"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = write_book(tmp_path_factory.mktemp("intake") / "book")
    (made / "seeds" / "map.png").write_bytes(b"\x89PNG")
    pipeline.build(made)
    return made


def test_the_report_as_data_names_every_file(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--json", "--book", str(book)]) == 0
    files = {one["file"]: one["fate"] for one in json.loads(capsys.readouterr().out)["files"]}
    assert files == {path.name: "refused" if path.suffix == ".png" else "read" for path in (book / "seeds").iterdir()}


def test_the_long_report_names_every_file(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "-v", "--book", str(book)]) == 0
    told = capsys.readouterr().out
    assert all(f": {path.name}" in told for path in (book / "seeds").iterdir())


def test_the_page_and_the_data_name_every_file(book: Path) -> None:
    page = (book / "docs" / "coverage.md").read_text()
    data = json.loads((book / "docs" / "data" / "book.json").read_text())["coverage"]["files"]
    assert {one["file"] for one in data} == {path.name for path in (book / "seeds").iterdir()}
    assert all(f"**{path.name}**" in page for path in (book / "seeds").iterdir())


@pytest.mark.parametrize(
    ("old", "new"),
    [('"fate":"refused"', '"fate":"read"'), ('"fate":"refused","file":"map.png"', '"fate":"refused","file":"nap.png"')],
    ids=["another fate", "another name"],
)
def test_check_finds_a_file_that_the_data_tell_otherwise(book: Path, old: str, new: str) -> None:
    path = book / "docs" / "data" / "book.json"
    honest = path.read_text()
    told = json.dumps(json.loads(honest), separators=(",", ":"))
    assert old in told
    path.write_text(told.replace(old, new))
    try:
        assert any("map.png" in fault or "list of files" in fault for fault in pipeline.prove(book).faults)
    finally:
        path.write_text(honest)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (("Der Minister für Häfen hat am Montag in Holmstad den Vertrag mit dem Nachbarn unterzeichnet, und die Fähren "
         "werden auch im Winter nicht mehr von der Stadt bezahlt, sagte er nach der Sitzung."), "German"),
        (("Le ministre des ports a signé lundi un accord avec le pays voisin, et les bateaux ne seront pas payés par la "
         "ville en hiver, a dit le maire dans un discours sur la place qui est au centre de Holmstad."), "French"),
        (("Liman bakanı pazartesi günü komşu ülke ile bir anlaşma imzaladı ve feribotlar için daha çok para olan bu "
         "şehir, belediye başkanına göre kışın da çok daha iyi olarak hizmet verecek gibi görünüyor."), "Turkish"),
        ("Портовый министр подписал в понедельник соглашение с соседней страной, сказал он после встречи в городе.",
         "no language that is known here"),
    ],
)  # fmt: skip
def test_a_text_in_another_language_is_refused_by_its_name(text: str, language: str) -> None:
    with pytest.raises(UnreadableArticle, match=f"in {language}: only English is read"):
        read_file(f"{text}\n\n{text}\n".encode(), file="a.txt")


def test_english_with_words_of_other_languages_is_read() -> None:
    text = (
        "The minister signed the treaty in Holmstad on Monday, and the crowd on the square sang “Das Meer ist frei, "
        "und der Hafen auch” until the mayor of the city asked for silence.\n\n"
    )
    assert read_file((text * 3).encode(), file="a.txt").articles[0].language == "en"
