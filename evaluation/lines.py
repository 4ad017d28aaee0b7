"""What a reader meets (timeline, front page, names of topics) over five books, summed: `gold/lines.py`."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from evaluation import Score
from evaluation.books import folders, published, reference
from evaluation.scripts import load


def score(shared: Path) -> list[Score]:
    """A Score for each row. `shared` holds gold/ and bench/meantime."""
    script = load(shared / "gold/lines.py")
    found: dict[str, int] = defaultdict(int)
    expected: dict[str, int] = defaultdict(int)
    for name, folder in folders(shared).items():
        home = script.shown((folder / "docs/index.md").read_text(encoding="utf-8"))
        rows, _ = script.score(reference(shared, f"lines-{name}"), published(folder), home)
        for row, (right, of) in rows.items():
            found[row] += right
            expected[row] += of
    return [Score(name=row, value=found[row] / expected[row], size=expected[row]) for row in found]
