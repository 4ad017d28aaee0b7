"""Kills `briefing build` at random moments, half of them while it publishes, and looks whether the next command heals.

python -m tests.fuzz.kills --seed 1 --count 200

After each kill the next command, whatever it is, must leave docs/ as it was or as it is to be, to the byte; a build
then makes it what it is to be, the record of editions with it; and nothing else lies in the book's folder. Now and
then the command that heals is killed too.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz import dying
from tests.small_book import ARTICLES, ROOT, surroundings, write_book

_VOTE = """Norland's parliament confirms the harbour agreement

By Ada Lindqvist, The Norland Courier
March 20, 2019

HOLMSTAD -- Norland's parliament confirmed the agreement with Estmark on Tuesday by 61 votes to 40.

"The harbour is open," Foreign Minister Tove Halvorsen said after the vote.
"""
_VARIANTS: dict[str, dict[str, str | None]] = {  # what changes in seeds/; None: the file goes
    "one more": {"vote.txt": _VOTE},
    "one less": {"ferries.txt": None},
    "another": {"ferries.txt": None, "vote.txt": _VOTE},
    "changed": {"harbour.txt": ARTICLES["harbour.txt"].replace("40 million", "45 million")},
    "unread": {"scan.pdf": "%PDF-"},
}
_NEXT = (
    ("build",),
    ("build", "--check"),
    ("check",),
    ("edit", "hide", "Nobody At All", "--reason", "x"),
    ("pdf", "--chromium", sys.executable),  # which prints nothing
)
_OWN = {
    ".briefing/built.json",
    ".briefing/families.sqlite",
    ".briefing/families.sqlite-journal",  # of a run that was killed; the next that uses the file takes it back
    ".briefing/findings.sqlite",
    ".briefing/holder",
    ".briefing/known.msgpack",
    ".briefing/lock",
    ".briefing/merged.sqlite",
    ".briefing/merged.sqlite-journal",
    ".briefing/claims.msgpack",
    ".briefing/fresh",  # likewise; the next that makes pages begins it anew
    ".briefing/pages.sqlite",
    ".briefing/pages.sqlite-journal",
}

Tree = dict[str, bytes]


@dataclass
class Case:
    """A change to the articles, and what the book in docs/ is after it."""

    name: str
    files: dict[str, str | None]
    docs: Tree
    changes: tuple[int, int]  # of a whole build: before publishing, and in all
    seconds: float


@dataclass
class Done:
    """What became of a command."""

    code: int
    told: str
    seconds: float


Command = Callable[..., Done]


def command(book: Path, *arguments: str, at: int = 0, after: float | None = None) -> Done:
    """Run `briefing`, and kill it before the given change on the disk or after some seconds."""
    began = time.monotonic()
    program = ["tests.fuzz.dying", str(at)] if after is None else ["generator"]
    running = subprocess.Popen(
        [sys.executable, "-m", *program, *arguments, "--book", str(book)],
        cwd=ROOT,
        env=surroundings(PYTHONDONTWRITEBYTECODE="1"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        _, told = running.communicate(timeout=after or 600)
    except subprocess.TimeoutExpired:
        running.kill()
        _, told = running.communicate()
    return Done(code=running.returncode, told=told, seconds=time.monotonic() - began)


def quick_command(
    book: Path, *arguments: str, at: int = 0, after: float | None = None, by: signal.Signals = signal.SIGKILL
) -> Done:
    """The same without the time that loading the program takes: each command is the fork of a process that has done
    it."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.fuzz.dying", "tests.fuzz.warm"])
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "told"
        began = time.monotonic()
        running = context.Process(target=dying.forked, args=(at, [*arguments, "--book", str(book)], log, by))
        running.start()
        running.join(after or 600)
        running.kill()
        running.join()
        told = log.read_text(encoding="utf-8") if log.exists() else ""
        return Done(code=running.exitcode or 0, told=told, seconds=time.monotonic() - began)


def tree(folder: Path) -> Tree:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def change(book: Path, files: dict[str, str | None]) -> None:
    for name, text in files.items():
        if text is None:
            (book / "seeds" / name).unlink()
        else:
            (book / "seeds" / name).write_text(text, encoding="utf-8")


def prepare(folder: Path, command: Command) -> tuple[Path, list[Case]]:
    """A book that is up to date and has read every article already, and the cases with what they come to."""
    book = write_book(folder / "book")
    if (done := command(book, "build")).code:
        raise RuntimeError(done.told)
    cases = []
    for name, files in _VARIANTS.items():
        for warm in (False, True):  # the second time nothing has to be read, as in the runs that are killed
            copy = Path(shutil.copytree(book, folder / "made"))
            change(copy, files)
            done = command(copy, "build")
            if warm:
                before, changes = done.told.split()[-2:]
                cases.append(Case(name, files, tree(copy / "docs"), (int(before), int(changes)), done.seconds))
            else:
                shutil.copy2(copy / ".briefing" / "findings.sqlite", book / ".briefing" / "findings.sqlite")
            shutil.rmtree(copy)
    return book, cases


def faults(
    book: Path, cases: list[Case], folder: Path, choose: random.Random, command: Command
) -> tuple[str, list[str]]:
    """One kill and what comes after it: what was done, and each promise that was broken."""
    case = choose.choice(cases)
    copy = Path(shutil.copytree(book, folder / "killed"))
    old, new = tree(copy / "docs"), case.docs
    change(copy, case.files)
    if choose.random() < 0.5:
        at = choose.randint(case.changes[0] + 1, case.changes[1])
        killed, how = command(copy, "build", at=at), f"before change {at} of {case.changes[1]}"
    else:
        after = choose.uniform(0.05, case.seconds)
        killed, how = command(copy, "build", after=after), f"after {after:.2f} s"
    found = []
    told = [killed.told]
    if choose.random() < 0.25:
        at = choose.randint(1, 30)
        told.append(command(copy, "build", "--check", at=at).told)
        how += f", its healer before change {at}"
    following = choose.choice(_NEXT)
    told.append(command(copy, *following).told)
    healed = tree(copy / "docs")
    if healed not in (old, new):
        found.append(
            f"docs/ is neither old nor new: {differing(healed, old)} differ from the old, {differing(healed, new)} from the new"
        )
    last = command(copy, "build")
    told.append(last.told)
    if last.code or tree(copy / "docs") != new:
        found.append(
            f"a build does not make the new book (exit code {last.code}): {differing(tree(copy / 'docs'), new)}"
        )
    wanted = (
        {f"seeds/{path.name}" for path in (copy / "seeds").iterdir()}
        | {f"docs/{path}" for path in new}
        | {"mkdocs.yml"}
    )
    if stray := set(tree(copy)) - wanted - _OWN:
        found.append(f"stray files: {sorted(stray)}")
    if stray := {path.name for path in copy.iterdir()} - {"seeds", "docs", "mkdocs.yml", ".briefing"}:
        found.append(f"stray in the folder: {sorted(stray)}")
    if any("Traceback" in words for words in told):
        found.append("a traceback: " + "\n".join(told))
    shutil.rmtree(copy)
    return f"{case.name}, killed {how}, then `{' '.join(following)}`: {killed.code}", found


def differing(one: Tree, two: Tree) -> list[str]:
    return sorted(path for path in one.keys() | two.keys() if one.get(path) != two.get(path))


def kill_all(
    seed: int,
    count: int,
    prepared: tuple[Path, list[Case]],
    folder: Path,
    command: Command = command,
    *,
    show: bool = False,
) -> list[str]:
    """A line for each of `count` kills that was not healed."""
    lost = []
    for number in range(count):
        done, found = faults(*prepared, folder, random.Random(f"{seed} {number}"), command)
        if show:
            print(f"{number}: {done}", flush=True)
        lost += [f"seed {seed}, kill {number}, {done}: {fault}" for fault in found]
    return lost


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--quick", action="store_true", help="fork each command instead of starting it")
    arguments = parser.parse_args()
    run = quick_command if arguments.quick else command
    with tempfile.TemporaryDirectory(prefix="briefing-kills-") as folder:
        lost = kill_all(arguments.seed, arguments.count, prepare(Path(folder), run), Path(folder), run, show=True)
    print("\n".join([*lost, f"{arguments.count} kills, {len(lost)} not healed"]))
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
