"""Work that goes wrong when an article says so, for tests of the wall: a worker imports these by name."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from briefing_book.workers import steps

HELD_IN, OF_A_TEST = "BRIEFING_TEST_HELD_IN", "BRIEFING_TEST_WORKER"  # set for workers that tests may end


def fine(value: int) -> int:
    return value + 1


def where() -> int:
    return os.getpid()


def _raise() -> None:
    raise ValueError("no such\nthing at 0x7f12ab")


def _loop() -> None:
    while True:
        pass


def _match() -> None:
    re.fullmatch(r"(a+)+b", "a" * 64)


def _recurse() -> None:
    _recurse()


def _eat() -> None:
    eaten = []
    while True:
        eaten.append(np.zeros(1 << 28, dtype=np.uint8))


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _leave() -> None:
    raise SystemExit(3)


def _hold() -> None:
    """Say which process asked for this, and wait until the test has seen it; the second time nobody waits."""
    folder = Path(os.environ[HELD_IN])
    seen = folder / f"{os.getppid()}.held"
    seen.touch()
    while not (folder / "go").exists():
        time.sleep(0.05)


def _fell() -> None:
    """End the process that asked for this, where it is a test's own, and this one."""
    if OF_A_TEST in os.environ:
        os.kill(os.getppid(), signal.SIGKILL)
    _die()


FAULTS: dict[str, Callable[[], None]] = {
    "raise": _raise,
    "loop": _loop,
    "match": _match,
    "recurse": _recurse,
    "eat": _eat,
    "die": _die,
    "leave": _leave,
    "hold": _hold,
    "fell": _fell,
}


def go_wrong(fault: str) -> str:
    if fault in FAULTS:
        FAULTS[fault]()
    return f"no fault is called {fault}"


def cannot_begin() -> None:
    raise ValueError("no model")


def _act_on(text: str) -> None:
    """The fault that a text asks for, as "FAULT: loop"."""
    if found := re.search(r"FAULT: (\w+)", text):
        go_wrong(found[1])


def ingest(data: bytes, file: str) -> Any:
    _act_on(data.decode("utf-8", "replace"))
    return steps.ingest(data, file)


def extract(article: Any, model: str | None) -> Any:
    _act_on(article.text)
    return steps.extract(article, model)


def build(pairs: Any, *more: Any) -> Any:
    """Cannot take an article with a fault in it, nor a quotation that says "FINDING"."""
    for article, found in pairs:
        _act_on(article.text)
        for quotation in found.findings().quotations:
            if "FINDING" in quotation.content.of(article.text):
                raise KeyError("finding")
    return steps.build(pairs, *more)


def build_nothing(*_: Any) -> Any:
    raise KeyError("whatever it is")


def unsendable(_: int) -> Any:
    return lambda: replace


class Broken:
    """Cannot be put together again."""

    def __reduce__(self) -> Any:
        return int, ("no number",)


def unreadable(_: int) -> Broken:
    return Broken()


def cannot_load(_model: str) -> None:
    raise ValueError("no model")


def slow(article: Any, model: str | None) -> Any:
    time.sleep(30)
    return steps.extract(article, model)


def knows(module: str) -> bool:
    return module in sys.modules
