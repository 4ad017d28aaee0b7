"""Keeps what merging made of articles, and pages as they were made, between runs, in SQLite files beside the findings.

It may be thrown away at any time: one that is damaged, or that another version of the program made, is made anew.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..model.kept import HeldRecords, Kept, Records
from .findings_cache import WAIT, is_well
from .seal import sealed, unsealed
from .versions import made_with

_MERGING = ("merge", "model", "rules"), ("msgspec", "anyascii", "rapidfuzz")
_RENDERING = ("model", "render", "rules", "templates"), ("jinja2", "markupsafe", "msgspec")
MERGED, FAMILIES, PAGES = "merged.sqlite", "families.sqlite", "pages.sqlite"  # the files of `.briefing/`

_AT_ONCE = 30  # results of articles, which are asked for one after the other
_BEHIND = "!"  # comes next to the blank after the kind of a result, so behind all names of its kind
_RESULTS = "CREATE TABLE results (name TEXT PRIMARY KEY, made_from BLOB NOT NULL, record BLOB NOT NULL)"
_PAGES_OF_FILE = "PRAGMA page_size = 32768"  # most results are longer than a page of the usual size
_MADE_BY = "CREATE TABLE made_by (version TEXT NOT NULL)"


@contextlib.contextmanager
def kept_results(path: Path | None) -> Iterator[Kept]:
    """What is kept in a file. What is made meanwhile is added, and what was not asked for dropped, if no fault ends
    this; without a path, or where the file cannot be used, nothing is kept."""
    with _records(path, made_by()) as results:
        if results is not None:
            results.at_once = _AT_ONCE
        kept = Kept(results)
        yield kept
        kept.end()


@contextlib.contextmanager
def kept_pages(path: Path | None) -> Iterator[Records]:
    """The same of what pages were made with; without a file they are held in memory."""
    with _records(path, made_with(*_RENDERING)) as results:
        yield results or HeldRecords()


@contextlib.contextmanager
def _records(path: Path | None, version: str) -> Iterator[_Results | None]:
    results = _opened(path, version) if path is not None else None
    if results is None:
        yield None
        return
    with contextlib.closing(results):
        yield results
        results.end()


def removed_if_damaged(path: Path) -> bool:
    """Whether a file was there that is none of ours or is broken; it is gone then."""
    if not path.is_file() or path.stat().st_size == 0:
        return False
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=WAIT)) as db:
            db.execute("SELECT version FROM made_by").fetchall()
            db.execute("SELECT name, made_from, record FROM results LIMIT 1").fetchone()
    except sqlite3.DatabaseError as error:
        if not _is_damaged(error):
            return False
        _remove(path)
        return True
    return False


def _is_damaged(error: sqlite3.DatabaseError) -> bool:
    return not is_well(error)


class _Results:
    """A file that cannot be used gives nothing more; one that turns out to be damaged is removed at the end."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.at_once = 1  # rows
        self._path = path
        self._db = db
        self._asked: set[str] = set()
        self._ahead: dict[str, dict[str, tuple[bytes, bytes]]] = {}  # rows by name, of each kind
        self._is_usable = True
        self._is_damaged = False

    def get(self, name: str, made_from: bytes) -> bytes | None:
        self._asked.add(name)
        given, record = self._row(name)
        return unsealed(record) if given == made_from else None

    def _row(self, name: str) -> tuple[bytes | None, bytes]:
        """What lies under a name. Who asks for one article's will ask for the next one's then, so some of the kind are
        taken at once."""
        kind = name.partition(" ")[0]
        if name not in self._ahead.get(kind, ()):
            rows = self._done(
                "SELECT name, made_from, record FROM results WHERE name >= ? AND name < ? ORDER BY name LIMIT ?",
                (name, f"{kind}{_BEHIND}", self.at_once),
            )
            self._ahead[kind] = {row[0]: row[1:] for row in rows}
        return self._ahead[kind].pop(name, (None, b""))

    def put(self, name: str, made_from: bytes, record: bytes) -> None:
        self._asked.add(name)
        self._ahead.pop(name.partition(" ")[0], None)
        self._done("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", (name, made_from, sealed(record)))

    def stay(self, name: str) -> None:
        self._asked.add(name)

    def end(self) -> None:
        """Drop what was not asked for, and write down all."""
        if not self._is_usable:
            return
        try:
            for (name,) in self._db.execute("SELECT name FROM results").fetchall():
                if name not in self._asked:
                    self._db.execute("DELETE FROM results WHERE name = ?", (name,))
            self._db.commit()
        except sqlite3.DatabaseError as error:
            self._give_up(error)

    def close(self) -> None:
        self._db.close()
        if self._is_damaged:
            _remove(self._path)

    def _give_up(self, error: sqlite3.DatabaseError) -> None:
        self._is_usable, self._is_damaged = False, _is_damaged(error)

    def _done(self, statement: str, values: tuple[object, ...]) -> list[Any]:
        if not self._is_usable:
            return []
        try:
            return self._db.execute(statement, values).fetchall()
        except sqlite3.DatabaseError as error:
            self._give_up(error)
            return []


def _opened(path: Path, version: str) -> _Results | None:
    """The file, or a new one in its place where it is none of this version; None where there can be none."""
    if path.exists() and not path.is_file():
        return None
    for _ in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            db = sqlite3.connect(path, timeout=WAIT)
        except (OSError, sqlite3.DatabaseError):
            return None
        try:
            if path.stat().st_size == 0:
                db.execute(_PAGES_OF_FILE)
                db.execute(_RESULTS)
                db.execute(_MADE_BY)
                db.execute("INSERT INTO made_by VALUES (?)", (version,))
                return _Results(path, db)
            if db.execute("SELECT version FROM made_by").fetchall() == [(version,)]:
                return _Results(path, db)
        except OSError:
            db.close()
            return None
        except sqlite3.DatabaseError as error:
            if not _is_damaged(error):
                db.close()
                return None
        db.close()
        _remove(path)
    return None


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        for file in (path, *(path.with_name(path.name + ending) for ending in ("-journal", "-wal", "-shm"))):
            file.unlink(missing_ok=True)


def made_by() -> str:
    """The version of all that makes results of merging: folders of code, and packages that they follow from."""
    return made_with(*_MERGING)
