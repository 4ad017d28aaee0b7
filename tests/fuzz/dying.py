"""Runs `briefing` and kills it before the N-th change that it makes on the disk: python -m tests.fuzz.dying N
ARGUMENTS...

With N 0 it lives, and the last line on standard error says how many changes came before the first one of
publishing, and how many in all.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from briefing_book.cli import main
from briefing_book.store import journal

_CHANGES = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir"})
_WRITES = os.O_WRONLY | os.O_RDWR


def run(number: int, arguments: Sequence[str], by: signal.Signals = signal.SIGKILL) -> int:
    """The command's exit code, if it lives to return one. With `by` SIGINT it is stopped as by Ctrl-C."""
    changed: list[str] = []

    def watch(event: str, about: tuple[object, ...]) -> None:
        if event in _CHANGES or (event == "open" and isinstance(about[2], int) and about[2] & _WRITES):
            changed.append(str(about[0]))
            if len(changed) == number:
                os.kill(os.getpid(), by)

    signal.signal(signal.SIGINT, signal.default_int_handler)  # a run in the background ignores it
    sys.addaudithook(watch)
    code = main(arguments)
    if not number:
        first = next((at for at, path in enumerate(changed) if journal.FOLDER in path), len(changed))
        print(first, len(changed), file=sys.stderr)
    return code


def forked(number: int, arguments: Sequence[str], told: Path, by: signal.Signals) -> None:
    """The same in a process that has loaded the program already; what it tells goes to a file."""
    with told.open("w", encoding="utf-8") as sys.stderr, Path(os.devnull).open("w") as sys.stdout:
        code = run(number, arguments, by)
    os._exit(code)


if __name__ == "__main__":
    sys.exit(run(int(sys.argv[1]), sys.argv[2:]))
