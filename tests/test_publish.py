"""The only writer: what it writes, removes and leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import PublishError
from generator.model.page import Page
from generator.publish import MANIFEST, compare, publish


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


def test_a_stop_half_way_is_mended_by_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a stopped run wrote is known as ours."""
    publish([page("a.md")], tmp_path)
    import generator.publish as module

    write = module._write
    calls = []

    def stop_at_second(docs: Path, path: str, data: bytes) -> None:
        calls.append(path)
        if len(calls) == 3:
            raise KeyboardInterrupt
        write(docs, path, data)

    monkeypatch.setattr(module, "_write", stop_at_second)
    with pytest.raises(KeyboardInterrupt):
        publish([page("a.md"), page("b.md"), page("c.md")], tmp_path)
    monkeypatch.undo()
    assert publish([page("a.md"), page("b.md", "other\n"), page("c.md")], tmp_path).written == ("b.md", "c.md")


def test_a_damaged_list_never_leads_outside(tmp_path: Path) -> None:
    """A path that climbs out of docs/ is not removed."""
    docs = tmp_path / "docs"
    publish([page("a.md")], docs)
    (tmp_path / "secret").write_text("s")
    (docs / MANIFEST).write_text('["a.md", "../secret"]')
    publish([page("a.md")], docs)
    assert (tmp_path / "secret").exists()
