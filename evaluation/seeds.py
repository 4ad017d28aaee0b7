"""The project's own book against what a careful reader finds in its articles."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import yaml

from evaluation import Score

DOCS = Path(__file__).parent.parent / "docs"


def score(bench: Path) -> list[Score]:
    """A Score for each row of the reference's own sheet. Raises FileNotFoundError without a built book."""
    gold = bench / "gold"
    reference = yaml.safe_load((gold / "seeds.yml").read_text(encoding="utf-8"))
    book = json.loads((DOCS / "data" / "book.json").read_text(encoding="utf-8"))
    sheet = _scorer(gold / "score.py").score(reference, book, DOCS)
    return [Score(name=row, value=found / expected, size=expected) for row, (found, expected) in sheet.rows.items()]


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
