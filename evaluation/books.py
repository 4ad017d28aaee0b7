"""The four books of Wikinews articles (MEANTIME; CC BY 2.5) and the project's own, built afresh to be scored.

Their articles are made by `gold/meantime_books.py` of the folder that holds the annotated sets.
"""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from briefing_book.pipeline import build
from evaluation.scripts import load

ROOT = Path(__file__).parent.parent
TOPICS = ("airbus", "apple", "gm", "stock")


@cache
def folders(shared: Path) -> dict[str, Path]:
    """Each book's name and the folder in which it was built; the folders go when the program ends."""
    base = Path(tempfile.mkdtemp(prefix="evaluation-"))
    atexit.register(shutil.rmtree, base, ignore_errors=True)
    load(shared / "gold/meantime_books.py").main(shared / "bench/meantime", base)
    shutil.copytree(ROOT / "seeds", base / "seeds" / "seeds")
    shutil.copy(ROOT / "book.yml", base / "seeds")
    for name in (*TOPICS, "seeds"):
        build(base / name)
    return {name: base / name for name in (*TOPICS, "seeds")}


def published(folder: Path) -> Any:
    """What a built book publishes as data."""
    return json.loads((folder / "docs/data/book.json").read_text(encoding="utf-8"))


def reference(shared: Path, name: str) -> Any:
    """A careful reader's list: `name` is "lines-gm", "people-gm", ..."""
    return yaml.safe_load((shared / f"gold/{name}.yml").read_text(encoding="utf-8"))
