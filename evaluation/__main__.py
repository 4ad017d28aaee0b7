"""Every quality score against its floor: `python -m evaluation`. Exit code 1 when one is below.

The annotated sets stand in the folder that $BENCH names (default ../shared); a set that is not there
is named and passed over.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

import yaml

from evaluation import Score

FLOORS = Path(__file__).parent / "floors.yml"
# module of evaluation/, and what it needs below $BENCH; "" where it brings its own
SETS = {
    "seeds": "",
    "timexes": "bench/meantime",
    "events": "bench/meantime",
    "figures": "bench/meantime",
    "persons": "bench/meantime",
    "clusters": "bench/meantime",
    "references": "bench/meantime",
    "headlines": "bench/meantime",
    "search": "bench/meantime",
    "quotations": "bench/polnear-dev",
    "lines": "gold",
    "people": "gold",
    "stripped": "gold",
    "cases": "cases",
}


def main() -> int:
    bench = Path(os.environ.get("BENCH", "../shared")).resolve()
    floors: dict[str, float] = yaml.safe_load(FLOORS.read_text(encoding="utf-8"))
    below = 0
    print(f"{'score':<58} {'value':>7} {'floor':>7} {'size':>6}")
    for name, needs in SETS.items():
        if not (bench / needs).exists():
            print(f"{name}: {needs} is not in {os.environ.get('BENCH', '../shared')}; skipped")
            continue
        scores: list[Score] = importlib.import_module(f"evaluation.{name}").score(bench)
        for score in scores:
            floor = floors.get(f"{name}: {score.name}")
            low = floor is not None and score.value < floor - 1e-9
            below += low
            shown = "" if floor is None else f"{floor:.3f}"
            print(
                f"{name + ': ' + score.name:<58} {score.value:>7.3f} {shown:>7} "
                f"{score.size:>6}{'  BELOW' if low else ''}",
                flush=True,
            )
    if below:
        print(f"{below} scores are below their floor in {FLOORS.name}", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
