"""The workflow of a new book that fetches: its steps, run as they stand against a bare repository on this disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing_book.book_file.new import scaffold
from tests.small_book import ARTICLES, ROOT

pytestmark = pytest.mark.slow

FETCH, PAGES = ".github/workflows/fetch.yml", ".github/workflows/pages.yml"
GIT = {
    **{f"GIT_{who}_{what}": "ada@quay.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    "GIT_CONFIG_GLOBAL": os.devnull,
}


def workflow() -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load(scaffold("x", None)[FETCH])
    return found


def steps(*, pushed: bool = False) -> list[dict[str, Any]]:
    """What the job runs, but for the installation."""
    found = [step for step in workflow()["jobs"]["fetch"]["steps"] if "run" in step and "pip" not in step["run"]]
    return [step for step in found if not (pushed and "if" in step)]


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """A bare repository with a book of one article, and its first edition."""
    at = tmp_path / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", at], check=True)
    work = clone(at, tmp_path / "first")
    for name, text in scaffold("The harbour talks", None).items():
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        (work / name).write_text(text)
    put(work, "harbour.txt")
    run(work, "briefing build")
    commit(work)
    return at


def clone(remote: Path, to: Path) -> Path:
    subprocess.run(["git", "clone", "--quiet", remote, to], check=True, env={**os.environ, **GIT}, capture_output=True)
    return to


def put(work: Path, name: str) -> None:
    (work / "seeds").mkdir(exist_ok=True)
    (work / "seeds" / name).write_text(ARTICLES[name])


def commit(work: Path) -> None:
    run(work, "git add --all && git commit --quiet --message more && git push --quiet origin HEAD:main")


def run(work: Path, script: str, **env: str) -> str:
    commands = work.parent / "bin"
    commands.mkdir(exist_ok=True)
    program = commands / "briefing"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m generator "$@"\n')
    program.chmod(0o755)
    path = f"{commands}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=work,
        env={**os.environ, **GIT, **env, "PATH": path},
        text=True,
        check=False,
        capture_output=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def work_through(remote: Path, at: Path, *, pushed: bool = False) -> str:
    """One run of the workflow on a fresh clone."""
    work = clone(remote, at)
    return "".join(run(work, step["run"], REMOTE=str(remote), BRANCH="main") for step in steps(pushed=pushed))


def editions(remote: Path, at: Path) -> list[str]:
    work = clone(remote, at)
    return [one["claims"] for one in json.loads((work / "docs/data/editions.json").read_text())]


def test_articles_that_somebody_put_in_are_built_and_committed(remote: Path, tmp_path: Path) -> None:
    """With a record of each edition, the one that was published between two pushes too."""
    work = clone(remote, tmp_path / "work")
    put(work, "ferries.txt")
    commit(work)
    work_through(remote, tmp_path / "run1", pushed=True)
    assert len(editions(remote, tmp_path / "seen1")) == 2
    run(work, "git pull --quiet --rebase origin main")
    (work / "seeds" / "harbour.txt").unlink()
    commit(work)
    work_through(remote, tmp_path / "run2", pushed=True)
    assert len(editions(remote, tmp_path / "seen2")) == 3


def test_a_run_that_finds_nothing_new_commits_nothing(remote: Path, tmp_path: Path) -> None:
    work_through(remote, tmp_path / "run")
    log = run(clone(remote, tmp_path / "seen"), "git log --oneline")
    assert len(log.splitlines()) == 1


def test_a_page_that_cannot_be_fetched_stops_no_book(remote: Path, tmp_path: Path) -> None:
    work = clone(remote, tmp_path / "work")
    (work / "book.yml").write_text("title: The harbour talks\nfeeds: [http://127.0.0.1:9/feed]\n")
    put(work, "ferries.txt")
    commit(work)
    told = work_through(remote, tmp_path / "run")
    assert "::warning::" in told
    assert len(editions(remote, tmp_path / "seen")) == 2


def test_what_the_check_refuses_is_not_committed() -> None:
    names = [step["run"].split()[:2] for step in steps()]
    assert names.index(["briefing", "build"]) < names.index(["briefing", "check"]) < names.index(["git", "add"])


def test_only_the_job_that_commits_may_write() -> None:
    jobs = workflow()["jobs"]
    assert workflow()["permissions"] == {}
    assert jobs["fetch"]["permissions"] == {"contents": "write"}
    assert jobs["publish"]["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}


def test_what_it_calls_can_be_called() -> None:
    pages = yaml.safe_load(scaffold("x", None)[PAGES])
    assert workflow()["jobs"]["publish"]["uses"] == f"./{PAGES}"
    assert "workflow_call" in pages[True]  # YAML 1.1 reads `on` as true


def test_its_actions_are_those_of_the_other_workflow() -> None:
    """Pinned by the same commits."""
    used = {step["uses"] for step in workflow()["jobs"]["fetch"]["steps"] if "uses" in step}
    pages = yaml.safe_load(scaffold("x", None)[PAGES])
    assert used <= {step["uses"] for job in pages["jobs"].values() for step in job["steps"] if "uses" in step}
