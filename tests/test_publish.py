"""The only writer: what it writes, removes and leaves alone."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

import pytest

from briefing_book.model.errors import PublishError, Stopped
from briefing_book.model.page import Page
from briefing_book.store import journal
from briefing_book.store.publish import MANIFEST, compare, heal, publish


def page(path: str, content: str = "x\n") -> Page:
    return Page(path=path, content=content)


def test_only_changed_files_are_written(tmp_path: Path) -> None:
    """A second run with one changed page writes that page."""
    docs = tmp_path / "docs"
    publish([page("a.md"), page("b/c.md")], docs)
    before = (docs / "a.md").stat().st_mtime_ns
    changes = publish([page("a.md"), page("b/c.md", "new\n")], docs)
    assert changes.written == ("b/c.md",)
    assert (docs / "a.md").stat().st_mtime_ns == before


def test_a_page_without_a_source_goes(tmp_path: Path) -> None:
    """What is no longer made is removed, its empty folder too."""
    publish([page("a.md"), page("b/c.md")], tmp_path)
    assert publish([page("a.md")], tmp_path).removed == ("b/c.md",)
    assert not (tmp_path / "b").exists()


def test_a_hand_written_page_stays(tmp_path: Path) -> None:
    """Pages that are not on the list are not touched."""
    (tmp_path / "mine.md").write_text("mine")
    publish([page("a.md")], tmp_path)
    publish([], tmp_path)
    assert (tmp_path / "mine.md").read_text() == "mine"


def test_a_hand_written_page_in_the_way_stops_everything(tmp_path: Path) -> None:
    """The error says what to do, and nothing has been written."""
    (tmp_path / "a.md").write_text("mine")
    with pytest.raises(PublishError, match=r"a\.md was written by hand.*rename your page"):
        publish([page("0.md"), page("a.md")], tmp_path)
    assert not (tmp_path / "0.md").exists()


def test_compare_writes_nothing(tmp_path: Path) -> None:
    """--check looks only."""
    assert compare([page("a.md")], tmp_path / "docs").written == ("a.md",)
    assert not (tmp_path / "docs").exists()


class Killed(BaseException):
    """In place of a kill: nothing of the run's own comes after it."""


def stopped_at(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """End the run at the given move of a file into its place, as a kill would."""
    moved = []
    replace = Path.replace

    def move(path: Path, target: Path) -> Path:
        moved.append(target)
        if len(moved) == number:
            raise Killed
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", move)
    monkeypatch.setattr(journal, "discard", lambda folder: None)


def files(docs: Path) -> dict[str, str]:
    return {path.relative_to(docs).as_posix(): path.read_text() for path in sorted(docs.rglob("*")) if path.is_file()}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A book of two pages, of which one is to change and one to go."""
    publish([page("a.md"), page("b/c.md")], tmp_path / "docs")
    return tmp_path / "docs"


NEXT = [page("a.md", "new\n"), page("d/e.md")]


def test_a_stop_before_the_journal_is_taken_back(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing was moved, nothing is left."""
    before = files(docs)
    stopped_at(1, monkeypatch)
    with pytest.raises(Killed):
        publish(NEXT, docs)
    monkeypatch.undo()
    assert "docs/ is as it was" in (heal(docs) or "")
    assert files(docs) == before
    assert [path.name for path in docs.parent.iterdir()] == ["docs"]


@pytest.mark.parametrize("number", [2, 3, 4, 5])
def test_a_stop_after_the_journal_is_finished(docs: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Wherever it came, all of the new book is there, and what went is gone with its folder."""
    stopped_at(number, monkeypatch)
    with contextlib.suppress(Killed):
        publish(NEXT, docs)
    monkeypatch.undo()
    assert "finished" in (heal(docs) or "finished")
    assert files(docs).keys() == {"a.md", "d/e.md", MANIFEST}
    assert files(docs)["a.md"] == "new\n"
    assert not (docs / "b").exists()
    assert [path.name for path in docs.parent.iterdir()] == ["docs"]
    assert heal(docs) is None


def test_a_page_written_by_hand_after_the_stop_stays_a_persons(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stands where a new one was to come; it is not on the list of ours either."""
    stopped_at(2, monkeypatch)
    with pytest.raises(Killed):
        publish(NEXT, docs)
    monkeypatch.undo()
    (docs / "d").mkdir()
    (docs / "d" / "e.md").write_text("mine")
    heal(docs)
    assert files(docs) == {"a.md": "new\n", "d/e.md": "mine", MANIFEST: '[\n"a.md"\n]\n'}


def test_a_page_edited_after_the_stop_is_not_removed(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not what was found to be needed no more."""
    stopped_at(2, monkeypatch)
    monkeypatch.setattr(journal, "_remove", lambda *_: None)
    with pytest.raises(Killed):
        publish(NEXT, docs)
    monkeypatch.undo()
    (docs / "b" / "c.md").write_text("mine")
    heal(docs)
    assert files(docs)["b/c.md"] == "mine"


def test_ctrl_c_while_files_are_moved_finishes_and_says_so(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old book would take no less time."""
    carry_out = journal.carry_out
    calls = []

    def interrupted(docs: Path) -> None:
        calls.append(docs)
        if len(calls) == 1:
            raise KeyboardInterrupt
        carry_out(docs)

    monkeypatch.setattr(journal, "carry_out", interrupted)
    with pytest.raises(Stopped, match="docs/ has been finished"):
        publish(NEXT, docs)
    assert files(docs)["a.md"] == "new\n"


def test_ctrl_c_twice_says_that_the_next_command_ends_it(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And it does."""

    def interrupt(_: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(journal, "carry_out", interrupt)
        with pytest.raises(Stopped, match="docs/ is not whole, and the next command ends it"):
            publish(NEXT, docs)
    heal(docs)
    assert files(docs)["a.md"] == "new\n"


def test_ctrl_c_before_leaves_nothing(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a plain stop: nothing was written."""
    before = files(docs)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(journal, "_write_journal", interrupt)
    with pytest.raises(KeyboardInterrupt) as stop:
        publish(NEXT, docs)
    assert not isinstance(stop.value, Stopped)
    assert files(docs) == before
    assert [path.name for path in docs.parent.iterdir()] == ["docs"]


def test_a_full_disk_is_told_and_changes_nothing(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line with place, reason and cure."""
    before = files(docs)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(journal, "_settle", full)
    with pytest.raises(PublishError, match=r"No space left.*make room.*docs/ is as it was"):
        publish(NEXT, docs)
    assert files(docs) == before
    assert [path.name for path in docs.parent.iterdir()] == ["docs"]


def test_a_folder_that_cannot_be_written_is_told_before_anything_moves(
    docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also a folder below docs/."""
    before = files(docs)
    monkeypatch.setattr(os, "access", lambda path, _: not str(path).endswith("/b"))
    with pytest.raises(PublishError, match=r"docs/b: not writable; give yourself the right.*docs/ is as it was"):
        publish(NEXT, docs)
    assert files(docs) == before


def test_a_file_in_place_of_a_folder_is_told(docs: Path) -> None:
    """It is a person's, and stays."""
    (docs / "d").write_text("mine")
    with pytest.raises(PublishError, match=r"docs/d: a file stands where a folder of pages is needed"):
        publish(NEXT, docs)
    assert (docs / "d").read_text() == "mine"


def test_a_folder_that_leads_elsewhere_is_told(docs: Path) -> None:
    """Pages are written below docs/ only."""
    (docs.parent / "elsewhere").mkdir()
    (docs / "d").symlink_to(docs.parent / "elsewhere")
    with pytest.raises(PublishError, match=r"docs/d: a link that leads out of docs/"):
        publish(NEXT, docs)
    assert not list((docs.parent / "elsewhere").iterdir())


@pytest.mark.parametrize(
    "steps",
    [
        '[{"path": "../mine.txt", "staged": "000000", "digest": "", "new": false}]',
        '[{"path": "a.md", "staged": "../mine.txt", "digest": "", "new": false}]',
        '[{"path": "a.md", "staged": "000000", "digest": "0", "new": false}]',
        "[",
    ],
)
def test_a_journal_that_is_not_ours_is_thrown_away(docs: Path, steps: str) -> None:
    """It comes with a book from elsewhere, or from a bad disk; it leads nowhere."""
    before = files(docs)
    (docs.parent / "mine.txt").write_text("mine")
    folder = journal.place(docs)
    folder.mkdir()
    (folder / "journal.json").write_text(steps)
    (folder / "000000").write_text("evil")
    assert "damaged" in (heal(docs) or "")
    assert files(docs) == before
    assert (docs.parent / "mine.txt").read_text() == "mine"
    assert not folder.exists()


@pytest.mark.parametrize("listed", ["3", "[3]", '{"a.md": 1}', "", "[" * 100_000, '["a\\u0000"]'])
def test_a_damaged_list_is_told(docs: Path, listed: str) -> None:
    """Without it nobody knows which pages are a person's."""
    (docs / MANIFEST).write_text(listed)
    with pytest.raises(PublishError, match=r"\.generated\.json.*restore it from git.*nothing was written"):
        publish(NEXT, docs)


def test_a_damaged_list_never_leads_outside(tmp_path: Path) -> None:
    """A path that climbs out of docs/ is not removed."""
    docs = tmp_path / "docs"
    publish([page("a.md")], docs)
    (tmp_path / "secret").write_text("s")
    (docs / MANIFEST).write_text('["a.md", "../secret"]')
    publish([page("a.md")], docs)
    assert (tmp_path / "secret").exists()
