"""Files on their way from the process that makes them to the one that publishes them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefing_book.model.errors import PublishError
from briefing_book.model.page import Page
from briefing_book.pipeline import build
from briefing_book.store.fresh_files import FRESH, FreshFile, FreshFiles
from briefing_book.store.known_files import KnownFiles
from briefing_book.store.publish import publish, standing
from tests.small_book import ARTICLES, write_book

ONE, TWO = Page(path="a.md", content="eels\n"), Page(path="b.md", content="trout\n")


def _laid_down(keeping: Path | None, standing: dict[str, bytes] | None = None) -> list[FreshFile]:
    fresh = FreshFiles(keeping, standing)
    found = [fresh.add(page) for page in (ONE, TWO)]
    fresh.close()
    return found


def test_each_file_comes_back_as_it_was(tmp_path: Path) -> None:
    """From one file, in any order."""
    one, two = _laid_down(tmp_path, {})
    assert (two.data, one.data) == (TWO.data, ONE.data)
    assert [path.name for path in tmp_path.iterdir()] == [FRESH]


def test_of_what_stands_there_already_no_bytes_are_laid_down(tmp_path: Path) -> None:
    _laid_down(tmp_path, {ONE.path: ONE.digest})
    assert (tmp_path / FRESH).read_bytes() == TWO.data


@pytest.mark.parametrize("has_place", [True, False])
def test_for_a_look_alone_nothing_is_laid_down(tmp_path: Path, has_place: bool) -> None:
    """As with `--check`."""
    assert [file.digest for file in _laid_down(tmp_path if has_place else None)] == [ONE.digest, TWO.digest]
    assert list(tmp_path.iterdir()) == []


def test_without_a_place_on_the_disk_bytes_are_held(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "no folder").write_text("")
    assert [file.data for file in _laid_down(tmp_path / "no folder", {})] == [ONE.data, TWO.data]


def test_a_full_disk_costs_no_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that are laid down stay, the others are held."""
    fresh = FreshFiles(tmp_path, {})
    one = fresh.add(ONE)
    fresh.close()
    full = Path("/dev/full").open("wb")  # noqa: SIM115 (it is closed by what it is given to)
    monkeypatch.setattr(fresh, "_file", full)
    two = fresh.add(TWO)
    assert (one.data, two.data) == (ONE.data, TWO.data)
    assert full.closed


def test_damaged_bytes_are_never_published(tmp_path: Path) -> None:
    """Nothing is written then."""
    one, _ = _laid_down(tmp_path / "keeping", {})
    (tmp_path / "keeping" / FRESH).write_bytes(b"pike\ntrout\n")
    with pytest.raises(PublishError, match="is damaged"):
        publish([one], tmp_path / "docs")
    assert not (tmp_path / "docs").exists()


def test_a_page_that_somebody_changed_meanwhile_is_told(tmp_path: Path) -> None:
    """It stood there as it is to be when the book began to be made."""
    docs = tmp_path / "docs"
    publish([ONE, TWO], docs)
    files = _laid_down(tmp_path / "keeping", standing(docs, KnownFiles(None)))
    (docs / ONE.path).write_text("pike\n")
    with pytest.raises(PublishError, match=r"docs/a\.md was changed by somebody else"):
        publish(files, docs)
    assert (docs / ONE.path).read_text() == "pike\n"


def test_a_page_that_was_changed_by_hand_is_made_again(tmp_path: Path) -> None:
    """Though nothing that it shows has changed, and its text is taken from what was kept."""
    root = write_book(tmp_path)
    build(root)
    page = root / "docs" / "figures.md"
    before = page.read_bytes()
    page.write_bytes(before.replace(b"Key figures", b"Key fishures"))
    assert page.read_bytes() != before
    assert build(root).changed == ("figures.md",)
    assert page.read_bytes() == before


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    build(root)
    assert not (root / ".briefing" / FRESH).exists()


def test_a_book_is_published_where_nothing_can_be_kept(tmp_path: Path) -> None:
    """A file stands in the place of the folder of what is kept."""
    root = write_book(tmp_path / "book")
    other = write_book(tmp_path / "other")
    for book in (root, other):
        (book / "seeds" / min(ARTICLES)).write_text(ARTICLES[min(ARTICLES)] + "\nThe pier is open.\n", encoding="utf-8")
    shutil.rmtree(root / ".briefing", ignore_errors=True)
    (root / ".briefing").write_text("")
    build(root)
    build(other)
    names = [path.name for path in (other / "docs").iterdir() if path.is_file()]
    assert {name: (root / "docs" / name).read_bytes() for name in names} == {
        name: (other / "docs" / name).read_bytes() for name in names
    }
