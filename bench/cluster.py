"""What two workers of Dask's gain over one process that reads the same articles, in waiting time of one run.

A scheduler and its workers are started on this machine. The articles (made by `bench.articles`) are read in parts, each part by
one process and by the cluster, in turns, so that whatever else the machine does hits both alike. What comes must be equal.
Beside it stand processor seconds, which other work disturbs less, and the most memory of each worker with its reading process.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import psutil

from bench.articles import write
from briefing_book.intake import read_folder
from briefing_book.pipeline import EXTRACT, piece_of
from briefing_book.workers import guarded, lists
from briefing_book.workers.cluster import Cluster, connected
from briefing_book.workers.guarded import Piece
from tests.dask_machines import Machines, machines

WANTED = 1.7  # times as fast as one process, by two workers


def family(process: int) -> list[psutil.Process]:
    """A process and those that it started."""
    one = psutil.Process(process)
    return [one, *one.children(recursive=True)]


def spent(processes: Sequence[psutil.Process]) -> float:
    """Seconds of processor time."""
    times = [process.cpu_times() for process in processes]
    return sum(each.user + each.system for each in times)


def memory(processes: Sequence[psutil.Process]) -> float:
    """MB that stand in memory now."""
    return sum(process.memory_info().rss for process in processes) / 1e6


def parts(pieces: Sequence[Piece], count: int) -> list[Sequence[Piece]]:
    size = -(-len(pieces) // count)
    return [pieces[at : at + size] for at in range(0, len(pieces), size)]


def by_one(pieces: Sequence[Piece]) -> list[Any]:
    return list(guarded.each(EXTRACT, pieces))


def by_workers(cluster: Cluster, pieces: Sequence[Piece]) -> list[Any]:
    return [found for _, found in sorted(lists.each(EXTRACT, pieces, cluster), key=lambda pair: pair[0])]


def measure(pieces: Sequence[Piece], turns: int, running: Machines, cluster: Cluster) -> tuple[float, float]:
    """Seconds of waiting for one process and for the cluster; prints processor seconds and memory."""
    ways: dict[str, Callable[[Sequence[Piece]], list[Any]]] = {"one": by_one, "workers": partial(by_workers, cluster)}
    guarded.end_all()
    others = family(os.getpid())
    by_one(pieces[:1])
    by_workers(cluster, pieces[: 4 * len(running.workers)])  # every model is loaded before a clock runs
    reader = [process for process in family(os.getpid()) if process not in others and process.ppid() == os.getpid()]
    workers = [family(worker.pid) for worker in running.workers]
    before = spent(reader), [spent(worker) for worker in workers]
    seconds = dict.fromkeys(ways, 0.0)
    read = 0
    for turn, part in enumerate(parts(pieces, turns)):
        found = {}
        for way in sorted(ways, reverse=turn % 2 == 1):
            start = time.perf_counter()
            found[way] = ways[way](part)
            seconds[way] += time.perf_counter() - start
        if found["one"] != found["workers"]:
            raise SystemExit("cluster: what the workers found is not what one process finds")
        read += len(part)
        print(
            f"{read} articles: {seconds['one']:.1f} s by one process, {seconds['workers']:.1f} s by the workers",
            flush=True,
        )
    one = spent(reader) - before[0]
    each = [spent(worker) - at for worker, at in zip(workers, before[1], strict=True)]
    print(f"processor seconds: one process {one:.1f}, each worker {', '.join(f'{worker:.1f}' for worker in each)}")
    print(f"one process to the busiest worker, by processor time: {one / max(each):.2f}")
    print(f"memory of a worker with its reader: {', '.join(f'{memory(worker):.0f} MB' for worker in workers)}")
    return seconds["one"], seconds["workers"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("meantime", type=Path, help="folder of the corpus")
    parser.add_argument("--articles", type=int, default=2000, help="how many to read (default: 2000)")
    parser.add_argument("--workers", type=int, default=2, help="how many workers (default: 2)")
    parser.add_argument("--turns", type=int, default=4, help="in how many parts (default: 4)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write(arguments.meantime, Path(folder) / "seeds", arguments.articles)
        articles = read_folder(Path(folder) / "seeds").articles
        pieces = [piece_of(article, None) for article in articles]
        with (
            machines(Path(folder) / "machines", workers=arguments.workers) as running,
            connected(running.address, None) as cluster,
        ):
            alone, there = measure(pieces, arguments.turns, running, cluster)
    print(f"one process to {arguments.workers} workers, in waiting time: {alone / there:.2f} (wanted of two: {WANTED})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
