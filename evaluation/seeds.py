"""The project's own book against what a careful reader finds in its articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from evaluation import Score
from evaluation.scripts import load

DOCS = Path(__file__).parent.parent / "docs"
REFERENCE = Path(__file__).parent / "reference"


def score(_: Path | None = None) -> list[Score]:
    """A Score for each row of the reference's own sheet. Raises FileNotFoundError without a built book."""
    book = json.loads((DOCS / "data" / "book.json").read_text(encoding="utf-8"))
    sheet = load(REFERENCE / "score.py").score(reference(), book, DOCS)
    return [Score(name=row, value=found / expected, size=expected) for row, (found, expected) in sheet.rows.items()]


def reference() -> dict[str, Any]:
    """What a careful reader finds in the articles of seeds/."""
    facts: dict[str, Any] = yaml.safe_load((REFERENCE / "seeds.yml").read_text(encoding="utf-8"))
    return facts
