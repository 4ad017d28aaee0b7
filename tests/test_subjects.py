"""Subjects of commits say where and what; tools/subjects reads those that are new."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.small_book import ROOT


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone, on a branch of its own, of an origin whose one commit has a poor subject."""
    origin = tmp_path / "origin"
    origin.mkdir()
    _git(origin, "init", "-q", "-b", "main")
    _commit(origin, "Long ago nobody minded")
    _git(tmp_path, "clone", "-q", origin.as_uri(), "clone")
    _git(tmp_path / "clone", "checkout", "-q", "-b", "work")
    return tmp_path / "clone"


def _git(root: Path, *arguments: str) -> None:
    person = ("-c", "user.name=N", "-c", "user.email=n@example.org")
    subprocess.run(["git", *person, *arguments], cwd=root, check=True, capture_output=True)


def _commit(root: Path, subject: str) -> None:
    _git(root, "commit", "-q", "--allow-empty", "-m", subject)


def _told(root: Path) -> tuple[int, str]:
    """Exit code and complaints."""
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "subjects"],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={"PATH": "/usr/bin:/bin:/usr/local/bin"},
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    "subject", ['dates: a weekday after "by" looks ahead', "tests: " + "a" * 65, "merge, check: one"]
)
def test_a_good_subject_passes(clone, subject):
    _commit(clone, subject)
    assert _told(clone) == (0, "")


@pytest.mark.parametrize(
    ("subject", "fault"),
    [
        ("tests: " + "a" * 66, "73 characters, of at most 72"),
        ("A weekday looks ahead", "begin with the area"),
        ("Dates: a weekday looks ahead", "begin with the area"),
        ("dates:a weekday looks ahead", "begin with the area"),
    ],
)
def test_a_poor_subject_is_named(clone, subject, fault):
    _commit(clone, subject)
    code, told = _told(clone)
    assert code == 1
    assert subject in told
    assert fault in told


def test_what_the_origin_has_is_not_judged(clone):
    assert _told(clone) == (0, "")


def test_a_merge_says_its_own_words(clone):
    """The subject of a merge is git's."""
    _git(clone, "checkout", "-q", "-b", "side")
    _commit(clone, "side: a step")
    _git(clone, "checkout", "-q", "work")
    _commit(clone, "work: another")
    _git(clone, "merge", "-q", "--no-edit", "side")
    assert _told(clone) == (0, "")


def test_without_an_origin_nothing_is_judged(tmp_path):
    _git(tmp_path, "init", "-q", "-b", "main")
    _commit(tmp_path, "Anything")
    assert _told(tmp_path) == (0, "")


def test_without_the_history_in_between_nothing_is_judged(clone, tmp_path):
    """A clone of the last commit alone does not know where it left the main branch."""
    _commit(clone, "Poor")
    _git(clone, "push", "-q", "origin", "work")
    _git(tmp_path, "clone", "-q", "--depth", "1", "--branch", "work", (tmp_path / "origin").as_uri(), "shallow")
    assert _told(tmp_path / "shallow") == (0, "")
