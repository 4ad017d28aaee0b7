"""What of seeds/, notes/ and book.yml is read, what is said of the rest, and what the disk can do to a run."""

from __future__ import annotations

import errno
import io
import os
import shutil
import socket
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.config.base import load_config
from mkdocs.exceptions import PluginError

from briefing_book import book_folder, pipeline
from briefing_book.book_file.read import read_notes
from briefing_book.cli import main
from briefing_book.ingest import input_formats
from briefing_book.model.errors import UnfitFile
from briefing_book.plugin import BriefingPlugin, port_fault
from briefing_book.store import build_stamp


def sees_all() -> bool:
    """Whether this user may read what nobody may."""
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).chmod(0)
        return os.access(file.name, os.R_OK)


AS_A_USER = pytest.mark.skipif(sees_all(), reason="root may read and write everything")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small book that is up to date. Tests do not change it."""
    from tests.small_book import write_book

    book = write_book(tmp_path_factory.mktemp("folder") / "book")
    assert main(["build", "--book", str(book)]) == 0
    return book


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    """The same book, to be changed."""
    return Path(shutil.copytree(built, tmp_path / "copy"))


def built_again(book: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, list[str]]:
    """Exit code and lines on standard error of a build of which nothing is remembered."""
    (book / ".briefing" / "built.json").unlink(missing_ok=True)
    capsys.readouterr()
    code = main(["build", *options, "--book", str(book)])
    return code, capsys.readouterr().err.splitlines()


def listed(folder: Path) -> book_folder.Listing:
    return book_folder.listing(folder, input_formats.articles())


def left(folder: Path) -> dict[str, str]:
    return {problem.file: problem.reason for problem in book_folder.listing(folder, input_formats.articles()).left}


PACKAGE = Path(book_folder.__file__).parent

# What is listed


@pytest.mark.parametrize("name", ["a.png", "a.xyz", "a.markdown", "a", ".a.txt", "a\nb.txt", "a\x1b[31m.txt"])
def test_a_file_that_is_not_read_is_named_in_one_line(tmp_path: Path, name: str) -> None:
    """Whatever its ending, and without what its name would do to a terminal."""
    (tmp_path / name).write_text("x")
    ((file, reason),) = left(tmp_path).items()
    assert (file + reason).isprintable()
    assert "read" in reason


def test_a_name_that_is_no_text_is_shown_as_bytes(tmp_path: Path) -> None:
    """Some systems have no such names."""
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).touch()
    except OSError:
        pytest.skip("this file system takes names of UTF-8 only")
    assert list(left(tmp_path)) == ["\\xff.txt"]


@pytest.mark.parametrize("name", [".DS_Store", ".a.txt.swp", ".gitkeep", "._a.txt", ".~lock.a.odt#"])
def test_no_word_is_lost_on_what_systems_and_editors_hide(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert not left(tmp_path)
    assert not listed(tmp_path).passed


@pytest.mark.parametrize("name", ["Thumbs.db", "desktop.ini", "a.txt~", "a.tmp", "#a.txt#", "~$a.docx"])
def test_what_systems_and_editors_lay_down_in_sight_is_named_and_no_fault(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("The pier of Amber opened on Monday.")
    assert not left(tmp_path)
    assert listed(tmp_path).passed == ((name, "laid down by a system or an editor"),)


def test_a_readme_is_passed_when_it_is_the_note_of_a_new_book_and_a_file_as_any_other_when_not(tmp_path: Path) -> None:
    (tmp_path / "README").write_text((PACKAGE / "scaffold" / "seeds" / "README").read_text())
    assert listed(tmp_path).passed == (("README", "a note on this folder"),)
    (tmp_path / "README").write_text("The pier of Amber opened on Monday.")
    assert not listed(tmp_path).passed
    assert list(left(tmp_path)) == ["README"]


def test_articles_in_a_folder_with_the_name_of_a_scrap_are_read(tmp_path: Path) -> None:
    (tmp_path / "week.tmp").mkdir()
    (tmp_path / "week.tmp" / "a.txt").touch()
    assert listed(tmp_path).files == ("week.tmp/a.txt",)


def test_every_file_of_another_ending_is_named(tmp_path: Path) -> None:
    """However many there are."""
    for number in range(25):
        (tmp_path / f"{number:02}.png").touch()
    assert list(left(tmp_path)) == [f"{number:02}.png" for number in range(25)]


def test_what_belongs_to_a_saved_page_is_no_file_of_its_own(tmp_path: Path) -> None:
    """A folder of that name without its page is read as any other."""
    for path in ("Pier_files/a.png", "Quay_files/b.png", "Pier.html"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).touch()
    assert not any(file.startswith("Pier_files") for file in left(tmp_path))
    assert "Quay_files/b.png" in left(tmp_path)


def test_a_file_of_another_ending_is_read_when_it_begins_as_one_of_its_kind(tmp_path: Path) -> None:
    (tmp_path / "a.xyz").write_bytes(b"LETTER of the port")
    (tmp_path / "b.xyz").write_bytes(b"anything else")
    kind = book_folder.articles((".txt",), lambda head: head.startswith(b"LETTER"))
    assert book_folder.listing(tmp_path, kind).files == ("a.xyz",)


MAKE: dict[str, tuple[Callable[[Path], object], str]] = {
    "pipe": (os.mkfifo, "a named pipe"),
    "nowhere": (lambda path: path.symlink_to(path.with_name("gone")), "a link that leads to no file"),
    "loop": (lambda path: path.symlink_to(path), "a link that leads to no file"),
    "out": (lambda path: path.symlink_to(__file__), "a link that leads out of the folder"),
    "folder": (lambda path: path.mkdir(), "an empty folder"),
    "large": (lambda path: path.touch() or os.truncate(path, 20_000_001), "larger than 20 MB"),
}


@pytest.mark.parametrize("kind", MAKE)
def test_what_is_no_plain_file_inside_is_named(tmp_path: Path, kind: str) -> None:
    """A pipe is not opened, or it would be waited for."""
    make, reason = MAKE[kind]
    (tmp_path / "seeds").mkdir()
    make(tmp_path / "seeds" / "a.txt")
    assert left(tmp_path / "seeds")["a.txt"].startswith(reason)


def test_a_linked_folder_is_named(tmp_path: Path) -> None:
    """Its files are not listed a second time."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").touch()
    (tmp_path / "b").symlink_to(tmp_path / "a")
    listed = book_folder.listing(tmp_path, input_formats.articles())
    assert listed.files == ("a/x.txt",)
    assert [problem.file for problem in listed.left] == ["b"]


def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest is listed."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").touch()
    scandir = os.scandir

    def denied(path: Path) -> object:
        if str(path).endswith("sub"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", denied)
    listed = book_folder.listing(tmp_path, input_formats.articles())
    assert (listed.files, [problem.file for problem in listed.left]) == (("a.txt",), ["sub"])


def test_notes_are_listed_by_the_same_rules(tmp_path: Path) -> None:
    """A link that leads out would publish another file."""
    (tmp_path / "index.md").symlink_to(__file__)
    (tmp_path / "picture.png").touch()
    notes, problems = read_notes(tmp_path)
    assert not notes
    assert [problem.file for problem in problems] == ["notes/index.md", "notes/picture.png"]


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    """Also when it came after the listing."""
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(UnfitFile, match="a named pipe"):
        book_folder.read(tmp_path / "a.txt", 10)


@pytest.mark.parametrize("kind", ["pipe", "nowhere", "out"])
def test_a_book_file_that_is_no_plain_file_is_one_line(
    copy: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    """Nothing is written."""
    MAKE[kind][0](copy / "book.yml")
    code, told = built_again(copy, capsys)
    assert (code, len(told)) == (2, 1)
    assert f"book.yml: {MAKE[kind][1]}" in told[0]


# What a run makes of it


def test_an_unread_file_is_told_and_costs_one_merge(
    copy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """When it comes the report changes; when it changes nothing does."""
    assert built_again(copy, capsys)[1] == []
    (copy / "seeds" / "scan.png").write_bytes(b"\x89PNG")
    assert main(["build", "--book", str(copy)]) == 0
    assert capsys.readouterr().err.startswith(
        "not read: scan.png: a .png file: of no format that is read; save its text as .txt"
    )
    assert "scan.png" in (copy / "docs" / "coverage.md").read_text()
    (copy / "seeds" / "scan.png").write_bytes(b"\x89PNG more")
    monkeypatch.setattr(pipeline, "_made", None)
    assert main(["build", "--book", str(copy)]) == 0
    assert "scan.png" in capsys.readouterr().err
    assert main(["build", "--strict", "--book", str(copy)]) == 1


def test_files_of_which_none_is_an_article_are_exit_code_1(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The empty book is written."""
    for path in (copy / "seeds").iterdir():
        path.rename(path.with_suffix(".doc"))
    code, told = built_again(copy, capsys)
    assert code == 1
    assert told[-1].endswith("none could be read as an article; why not stands above")


def test_an_article_that_cannot_be_read_costs_that_article(
    copy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the stamp nor the reading ends in a traceback."""
    read = book_folder.read

    def denied(path: Path, largest: int) -> bytes:
        if path.name == "ferries.txt":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return read(path, largest)

    monkeypatch.setattr(book_folder, "read", denied)
    assert built_again(copy, capsys) == (0, ["not read: ferries.txt: cannot be read: Permission denied"])


@AS_A_USER
def test_an_article_without_permission_costs_that_article(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same with a real file."""
    (copy / "seeds" / "ferries.txt").chmod(0)
    assert built_again(copy, capsys) == (0, ["not read: ferries.txt: cannot be read: Permission denied"])


@AS_A_USER
@pytest.mark.parametrize("folder", ["docs", "."])
def test_a_folder_without_permission_is_one_line(copy: Path, capsys: pytest.CaptureFixture[str], folder: str) -> None:
    """Exit code 2, and docs/ as it was."""
    (copy / "seeds" / "ferries.txt").unlink()
    (copy / folder).chmod(0o555)
    code, told = built_again(copy, capsys)
    (copy / folder).chmod(0o755)
    assert (code, len(told)) == (2, 1)
    assert "docs/ is as it was" in told[0]


def test_any_other_fault_of_the_disk_is_one_line(
    copy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Path, reason, cure."""

    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error", "seeds/x")

    monkeypatch.setattr(build_stamp, "fingerprint", fail)
    assert built_again(copy, capsys) == (
        2,
        ["briefing: seeds/x: Input/output error; see that the disk is well, and run it again"],
    )


def test_a_fault_of_the_disk_is_one_line_under_mkdocs(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback there either."""
    config = load_config(str(copy / "mkdocs.yml"))
    plugin = config.plugins["briefing"]
    assert isinstance(plugin, BriefingPlugin)

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "x")

    monkeypatch.setattr(build_stamp, "fingerprint", fail)
    with pytest.raises(PluginError, match=r"x: No space left on device; make room"):
        plugin.on_pre_build(config=config)


def test_a_port_in_use_is_told_before_the_work(copy: Path) -> None:
    """With another that may be free."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        config = load_config(str(copy / "mkdocs.yml"), dev_addr=f"127.0.0.1:{port}")
        plugin = config.plugins["briefing"]
        assert isinstance(plugin, BriefingPlugin)
        plugin.on_startup(command="serve", dirty=False)
        with pytest.raises(PluginError, match=rf"port {port} of 127.0.0.1 is taken.*--dev-addr"):
            plugin.on_config(config)
    assert port_fault("127.0.0.1", port) is None


# What is ours and may be damaged


def another_table(cache: Path) -> None:
    cache.unlink()
    with sqlite3.connect(cache) as db:
        db.execute("CREATE TABLE findings (a, b, c)")
    db.close()


def a_folder(cache: Path) -> None:
    cache.unlink()
    (cache / "x").mkdir(parents=True)


def a_bad_page(cache: Path) -> None:
    data = cache.read_bytes()
    cache.write_bytes(data[:4096] + b"\x5a" * (len(data) - 4096))


@pytest.mark.parametrize(
    "damage",
    [
        another_table,
        a_folder,
        a_bad_page,
        lambda cache: os.truncate(cache, 3000),
        lambda cache: cache.write_bytes(b"x" * 9000),
    ],
    ids=["another table", "a folder", "a bad page", "cut off", "no database"],
)
def test_a_cache_that_is_damaged_is_made_anew_in_silence(
    copy: Path, capsys: pytest.CaptureFixture[str], damage: Callable[[Path], object]
) -> None:
    """And used by the next run."""
    cache = copy / ".briefing" / "findings.sqlite"
    damage(cache)
    assert built_again(copy, capsys) == (0, [])
    with sqlite3.connect(cache) as db:
        assert db.execute("SELECT count(*) FROM findings").fetchone() == (2,)
    db.close()


def test_a_file_in_place_of_the_cache_folder_is_no_hindrance(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It stays: nobody knows whose it is."""
    shutil.rmtree(copy / ".briefing")
    (copy / ".briefing").write_text("x")
    capsys.readouterr()
    assert main(["build", "--book", str(copy)]) == 0
    assert capsys.readouterr().err == ""
    assert (copy / ".briefing").read_text() == "x"


@pytest.mark.parametrize("stamped", ["", "[", "[]", '{"from": 3}', "[" * 100_000])
def test_a_damaged_stamp_is_as_good_as_none(copy: Path, capsys: pytest.CaptureFixture[str], stamped: str) -> None:
    """The book is made again, that is all."""
    (copy / ".briefing" / "built.json").write_text(stamped)
    capsys.readouterr()
    assert main(["build", "--book", str(copy)]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("command", [["build"], ["build", "--check"]])
@pytest.mark.parametrize("listed", ["3", "[3", '{"a": 1}'])
def test_a_damaged_list_of_pages_is_one_line(
    copy: Path, capsys: pytest.CaptureFixture[str], listed: str, command: list[str]
) -> None:
    """It says what to do."""
    (copy / "docs" / ".generated.json").write_text(listed)
    capsys.readouterr()
    assert main([*command, "--book", str(copy)]) == 2
    (told,) = capsys.readouterr().err.splitlines()
    assert "docs/.generated.json" in told
    assert "restore it from git" in told


@pytest.mark.parametrize("grown", [0, 40])
def test_room_is_taken_for_a_file_and_not_for_the_largest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, grown
) -> None:
    """Where memory is limited, room for the largest is not to be had; and a file may grow while it is read."""
    file, asked = tmp_path / "quay.txt", []
    file.write_bytes(b"eels")
    real = file.open("rb")

    class Asked(io.BytesIO):
        def fileno(self) -> int:
            return real.fileno()

        def read(self, size: int | None = -1) -> bytes:
            asked.append(size)
            return super().read(size)

    monkeypatch.setattr(book_folder, "_opened", lambda _: Asked(b"eels" + b"x" * grown))
    with real:
        assert len(book_folder.read(file, 1_000_000)) == 4 + grown
    assert asked[0] == 5
