"""People, quotations and figures of the four books of Wikinews articles, summed: `gold/score.py` on `people-*.yml`."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from evaluation import Score
from evaluation.books import TOPICS, folders, published, reference
from evaluation.scripts import load


def score(shared: Path) -> list[Score]:
    """A Score for each row. `shared` holds gold/ and bench/meantime."""
    script = load(shared / "gold/score.py")
    found: dict[str, int] = defaultdict(int)
    expected: dict[str, int] = defaultdict(int)
    for name in TOPICS:
        folder = folders(shared)[name]
        sheet = script.score(reference(shared, f"people-{name}"), published(folder), folder / "docs")
        for row, (right, of) in sheet.rows.items():
            found[row] += right
            expected[row] += of
    return [Score(name=row, value=found[row] / expected[row], size=expected[row]) for row in found]
