"""A scheduler of Dask's and its workers on the loopback, each a process of its own that ends with the test."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from tests.hostile_work import HELD_IN, OF_A_TEST
from tests.small_book import ROOT, surroundings

_START = 120.0  # seconds: the machine may be busy


class Machines:
    """One scheduler, and as many workers as are started."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.held = folder / "held"
        self.address = ""
        self.workers: list[subprocess.Popen[bytes]] = []
        self._all: list[subprocess.Popen[bytes]] = []
        self._logs: list[IO[bytes]] = []
        self.held.mkdir(parents=True)

    def start_scheduler(self, **environment: str) -> None:
        said = self.folder / "scheduler.json"
        at = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show", "--scheduler-file", str(said))
        scheduler = self._start("scheduler", *at, **environment)
        until = time.monotonic() + _START
        while not self.address:
            assert scheduler.poll() is None, self.told()
            assert time.monotonic() < until, self.told()
            time.sleep(0.05)
            if said.exists() and (text := said.read_text(encoding="utf-8")).endswith("}"):
                self.address = json.loads(text)["address"]

    def start_worker(self, **environment: str) -> subprocess.Popen[bytes]:
        """Without Dask's nanny, which would start it anew."""
        how = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", str(self.folder))
        marks = {OF_A_TEST: "1", HELD_IN: str(self.held)}
        worker = self._start("worker", self.address, *how, **{**marks, **environment})
        self.workers.append(worker)
        return worker

    def wait_for(self, workers: int) -> None:
        """Until so many are known to the scheduler."""
        import distributed

        with distributed.Client(self.address, set_as_default=False, timeout=_START) as client:
            client.wait_for_workers(workers, timeout=_START)

    def holding(self) -> list[int]:
        """The workers that have come to an article that holds them."""
        return [int(path.stem) for path in self.held.glob("*.held")]

    def let_go(self) -> None:
        (self.held / "go").touch()

    def told(self) -> str:
        return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in self.folder.glob("*.log"))

    def _start(self, kind: str, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        log = (self.folder / f"{kind}-{len(self._all)}.log").open("wb")
        self._logs.append(log)
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{kind}", *arguments],
            cwd=ROOT,
            env=surroundings(**environment),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        self._all.append(process)
        return process

    def end(self) -> None:
        for process in self._all:
            process.kill()
        for process in self._all:
            process.wait()
        for log in self._logs:
            log.close()


@contextmanager
def machines(folder: Path, workers: int = 2, **scheduler: Any) -> Iterator[Machines]:
    """A scheduler with so many workers, which have come when this begins."""
    running = Machines(folder)
    try:
        running.start_scheduler(**scheduler)
        for _ in range(workers):
            running.start_worker()
        if workers:
            running.wait_for(workers)
        yield running
    finally:
        running.end()
