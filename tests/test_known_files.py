"""Files that are known without being read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefing_book import book_folder
from briefing_book.store.known_files import KnownFiles

_LARGEST = 1000


def _kept(tmp_path: Path, age: int) -> tuple[Path, Path]:
    """A file and the list that knows it, written when the file had rested for so many seconds."""
    file, kept = tmp_path / "a.txt", tmp_path / "known.msgpack"
    file.write_bytes(b"eels")
    known = KnownFiles(kept)
    known.digest(file, _LARGEST)
    known.keep()
    later = kept.stat().st_mtime_ns + age * 1_000_000_000
    os.utime(kept, ns=(later, later))
    return file, kept


def _forbidden(path: Path, largest: int) -> bytes:
    raise AssertionError(f"{path} was read")


def test_a_file_at_rest_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It looks as it did, and is known by that."""
    file, kept = _kept(tmp_path, age=60)
    digest = KnownFiles(None).digest(file, _LARGEST)
    known = KnownFiles(kept)
    monkeypatch.setattr(book_folder, "read", _forbidden)
    assert known.digest(file, _LARGEST) == digest


def test_a_file_that_has_just_changed_is_read(tmp_path: Path) -> None:
    """Another change in the same moment would look the same."""
    file, kept = _kept(tmp_path, age=0)
    before = file.stat()
    file.write_bytes(b"cods")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert KnownFiles(kept).digest(file, _LARGEST) == KnownFiles(None).digest(file, _LARGEST)


def test_a_change_of_the_same_length_and_day_is_seen(tmp_path: Path) -> None:
    """Whoever sets back the time of a file changes the time of its entry."""
    file, kept = _kept(tmp_path, age=60)
    before = file.stat()
    file.write_bytes(b"cods")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert KnownFiles(kept).digest(file, _LARGEST) == KnownFiles(None).digest(file, _LARGEST)


def test_a_damaged_list_knows_nothing(tmp_path: Path) -> None:
    """Then the files are read."""
    file, kept = _kept(tmp_path, age=60)
    kept.write_bytes(b"garbage")
    assert KnownFiles(kept).digest(file, _LARGEST) == KnownFiles(None).digest(file, _LARGEST)
