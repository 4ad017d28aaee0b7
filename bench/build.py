"""Whole-process times of one book's builds, as ratios taken in one run: seconds differ from machine to machine.

Each command runs several times, in turns, so that whatever else the machine does hits all alike; the median counts.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]


def seconds(command: list[str], before: Callable[[], None]) -> float:
    """Wall-clock time of one run in a process of its own, after `before`."""
    before()
    start = time.perf_counter()
    subprocess.run(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True
    )
    return time.perf_counter() - start


def measure(book: Path, turns: int) -> dict[str, float]:
    """The median time of each kind of run, in seconds."""
    build = [sys.executable, "-m", "generator", "build", "--book", str(book)]

    def forget() -> None:
        shutil.rmtree(book / ".briefing", ignore_errors=True)
        shutil.rmtree(book / "docs", ignore_errors=True)

    def touch_one() -> None:
        article = min((book / "seeds").iterdir())
        with article.open("a", encoding="utf-8") as file:
            file.write("\nThe talks go on.\n")

    def nothing() -> None:
        pass

    kinds: dict[str, tuple[list[str], Callable[[], None]]] = {
        "bare Python": ([sys.executable, "-c", "pass"], nothing),
        "full build": (build, forget),
        "nothing changed": (build, nothing),
        "one article changed": (build, touch_one),
    }
    times: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(turns):
        for kind, (command, before) in kinds.items():
            times[kind].append(seconds(command, before))
    return {kind: statistics.median(values) for kind, values in times.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--book", type=Path, default=ROOT, help="folder that holds seeds/ (default: this repository)")
    parser.add_argument("--turns", type=int, default=5, help="how often each command runs (default: 5)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder)
        shutil.copytree(arguments.book / "seeds", book / "seeds")
        if (arguments.book / "book.yml").exists():
            shutil.copy2(arguments.book / "book.yml", book)
        times = measure(book, arguments.turns)
    bare, full = times["bare Python"], times["full build"]
    print(f"{'':<20} {'seconds':>8} {'of a full build':>16} {'of bare Python':>15}")
    for kind, value in times.items():
        print(f"{kind:<20} {value:>8.2f} {value / full:>16.2f} {value / bare:>15.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
