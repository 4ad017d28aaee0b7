"""Remembers what a book was built from and what came out, so that an unchanged book costs nothing."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from generator.cache import version_of
from generator.publish import MANIFEST

_PACKAGE = Path(__file__).parent
_WRITTEN_WITH = ("jinja2", "markupsafe", "markdown", "icalendar", "pyyaml", "rapidfuzz")  # what can change a page beside this package
_MADE_BY_PYTHON = {".pyc", ".pyo"}


def fingerprint(root: Path, model: str) -> str:
    """SHA-256 over all that a book follows from: sources, notes, book.yml, this package, versions of the model and of others' packages."""
    total = hashlib.sha256("; ".join([model, *map(version_of, _WRITTEN_WITH)]).encode())
    code = (path for path in _PACKAGE.rglob("*") if path.is_file() and path.suffix not in _MADE_BY_PYTHON)
    sources = (path for folder in ("seeds", "notes") for path in (root / folder).rglob("*") if path.is_file())
    _add(total, root, [root / "book.yml", *sources])
    _add(total, _PACKAGE, code)
    return total.hexdigest()


def output_fingerprint(docs: Path) -> str:
    """SHA-256 over the list of generated files and each of them, as they stand in docs/."""
    total = hashlib.sha256()
    with contextlib.suppress(OSError, ValueError):
        owned = json.loads((docs / MANIFEST).read_text(encoding="utf-8"))
        _add(total, docs, [docs / MANIFEST, *(docs / path for path in owned)])
    return total.hexdigest()


def _add(total: Any, base: Path, paths: Iterable[Path]) -> None:
    for path in sorted(paths):
        content = path.read_bytes() if path.is_file() else b"\0missing"
        total.update(f"{path.relative_to(base).as_posix()}\0{len(content)}\0".encode("utf-8", "surrogatepass"))
        total.update(content)


def read(path: Path) -> dict[str, Any]:
    """The last stamp, empty when there is none or it cannot be read."""
    with contextlib.suppress(OSError, ValueError):
        stamp = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(stamp, dict):
            return stamp
    return {}


def write(path: Path, stamp: dict[str, Any]) -> None:
    """Best effort: without a stamp the next run only takes longer."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(stamp, ensure_ascii=False), encoding="utf-8")
