"""What a build came to; of one in which nothing changed it is known without a stage of the way through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .model.source_files import Problem, SourceFile
from .model.text import record
from .store import holding, last_build
from .store.publish import Changes


@record
class Outcome:
    """What a build came to. `changes` are paths below docs/; with `check` they were not made."""

    counts: Mapping[str, int]  # articles, officials, events, quotations
    problems: tuple[Problem, ...]
    changes: Changes
    news: str | None = None  # what changed since the last edition, None when nothing did
    files: tuple[SourceFile, ...] = ()  # what became of every file in seeds/

    @property
    def changed(self) -> tuple[str, ...]:
        """Files written, or that would be with `check`; paths below docs/."""
        return self.changes.written

    @property
    def removed(self) -> tuple[str, ...]:
        """Files taken away, or that would be with `check`; paths below docs/."""
        return self.changes.removed

    @property
    def nothing_read(self) -> bool:
        """Whether there are files for articles and none of them is one."""
        return not self.counts["articles"] and any(
            problem.lost and not problem.file.startswith("notes/") for problem in self.problems
        )


def if_untouched(root: Path, tell: holding.Tell) -> Outcome | None:
    """The last outcome, when nothing looks changed since; None when it is not sure. Waits and tells as a build."""
    if not last_build.path(root).is_file():
        return None
    with holding.held(root, tell):
        last = last_build.if_untouched(root)
    return again(last) if last else None


def again(last: Mapping[str, Any]) -> Outcome:
    """The outcome of which this is the stamp, nothing being changed since."""
    problems = tuple(Problem(**problem) for problem in last["problems"])
    files = tuple(SourceFile(**file) for file in last["files"])
    return Outcome(counts=last["counts"], problems=problems, changes=Changes(written=(), removed=()), files=files)


def stamp(outcome: Outcome, made_from: str, into: str, looks: Sequence[str | None]) -> dict[str, Any]:
    """What is kept of a build: what came of it, digests of what it was made from and into, and how sources, pages and
    articles looked."""
    return {
        "from": made_from,
        "into": into,
        "looks": looks,
        "counts": dict(outcome.counts),
        "problems": [asdict(problem) for problem in outcome.problems],
        "files": [asdict(file) for file in outcome.files],
    }
