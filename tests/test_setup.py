"""What the repository promises about itself: the lock, the package, the workflow, the commands."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import briefing_book
from tests.small_book import ROOT, find_chromium

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
LOCK_OF_A_BOOK = (ROOT / "generator" / "scaffold" / "requirements.lock").read_text(encoding="utf-8")
LOCKS = pytest.mark.parametrize("lock", [LOCK, LOCK_OF_A_BOOK], ids=["own", "of a new book"])
README = (ROOT / "README.md").read_text(encoding="utf-8")
WORKFLOW = ROOT / ".github" / "workflows" / "pages.yml"
EXTRAS = PROJECT["optional-dependencies"]
NEEDED = [Requirement(line) for line in (*PROJECT["dependencies"], *EXTRAS["build"])]
WANTED = [*NEEDED, *map(Requirement, EXTRAS["dev"])]


def locked(lock: str = LOCK) -> dict[str, list[str]]:
    """Each locked package with its versions (one for each range of Pythons)."""
    versions: dict[str, list[str]] = {}
    for package, version in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", lock, re.MULTILINE):
        versions.setdefault(canonicalize_name(package), []).append(version)
    return versions


@pytest.mark.parametrize("wanted", WANTED, ids=str)
def test_the_lock_satisfies_each_requirement(wanted):
    """pyproject.toml and requirements.lock do not drift apart (`make lock`)."""
    versions = locked().get(canonicalize_name(wanted.name), [])
    assert versions
    assert all(version in wanted.specifier for version in versions)


@LOCKS
def test_everything_locked_has_a_hash(lock):
    """What is installed is what was looked at."""
    entries = re.findall(r"^[^\s#].*\n.*", lock, re.MULTILINE)
    assert len(entries) == sum(map(len, locked(lock).values()))
    assert all("--hash=sha256:" in entry for entry in entries)


@LOCKS
def test_the_lock_holds_no_address(lock):
    """It says what, not where from."""
    assert not re.search(r"https?:|file:|index-url|find-links [^-]", re.sub(r"^#.*", "", lock, flags=re.MULTILINE))


def pinned(lock: str) -> set[tuple[str, ...]]:
    """Each entry: the package with its version and its Pythons, then the hashes."""
    lines = [line.rstrip(" \\") for line in lock.splitlines() if not line.lstrip().startswith("#")]
    starts = [number for number, line in enumerate(lines) if line and line[0] != " "]
    return {tuple(map(str.strip, lines[at:end])) for at, end in zip(starts, [*starts[1:], len(lines)], strict=True)}


def test_a_new_books_lock_is_part_of_this_ones():
    """The same versions and hashes, so that what is tested here is what runs there (`make lock`)."""
    assert pinned(LOCK_OF_A_BOOK)
    assert pinned(LOCK_OF_A_BOOK) - pinned(LOCK) == set()


def test_a_new_books_lock_holds_what_the_program_needs_and_no_tool_for_its_making():
    """Also what builds the package from its address; no test's, linter's or type's package."""
    found = locked(LOCK_OF_A_BOOK)
    assert [wanted.name for wanted in NEEDED if not found.get(canonicalize_name(wanted.name))] == []
    assert [wanted.name for wanted in map(Requirement, EXTRAS["dev"]) if canonicalize_name(wanted.name) in found] == []


def test_no_dependency_has_a_licence_that_would_bind_ours():
    """MIT stays possible: nothing AGPL or GPL is installed for running."""
    for wanted in map(Requirement, PROJECT["dependencies"]):
        found = metadata.metadata(wanted.name)
        licences = [found.get("License-Expression") or "", *(found.get_all("Classifier") or ())]
        assert not [text for text in licences if re.search(r"\bA?GPL|Affero", text) and "LGPL" not in text], wanted.name


def test_the_version_has_one_source():
    """The package's version is the module's."""
    assert metadata.version("briefing-book") == briefing_book.__version__


def test_the_plugin_and_the_command_are_registered():
    """MkDocs finds `briefing`, and so does the shell."""
    points = {(point.group, point.name, point.value) for point in metadata.distribution("briefing-book").entry_points}
    assert points == {
        ("console_scripts", "briefing", "briefing_book.cli:main"),
        ("mkdocs.plugins", "briefing", "briefing_book.plugin:BriefingPlugin"),
    }


@pytest.mark.slow
def test_the_wheel_holds_the_whole_package(tmp_path):
    """Rules, templates, the look and the files of a new book, those with a dot in front too."""
    kept = (
        "-m",
        "pip",
        "wheel",
        ROOT,
        "--quiet",
        "--no-deps",
        "--no-index",
        "--no-build-isolation",
        "--wheel-dir",
        tmp_path,
    )
    subprocess.run([sys.executable, *kept], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    package = {
        f"briefing_book/{path.relative_to(ROOT / 'generator').as_posix()}"
        for path in (ROOT / "generator").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert packed == package, "and nothing else, above all no top-level module called generator"


def test_each_action_is_pinned_by_commit():
    """A tag can be moved, a commit cannot."""
    uses = re.findall(r"uses: (\S+)", WORKFLOW.read_text(encoding="utf-8"))
    assert uses
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action) for action in uses)


def test_only_the_deployment_may_write():
    """The job that runs our code can read this repository and nothing else."""
    workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    assert workflow["jobs"]["build"]["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["test"]["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}


def test_a_pull_request_is_tested_on_the_oldest_and_the_newest_python():
    """Those that pyproject.toml names may not fail."""
    matrix = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]["test"]["strategy"]["matrix"]["include"]
    named = [text.rpartition(" ")[2] for text in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", text)]
    assert {row["python"] for row in matrix if not row["may-fail"]} == {named[0], named[-1]}


@pytest.mark.parametrize("script", [".ci/run", "tools/chromium"])
def test_scripts_can_be_run(script):
    """Executable in the checkout, and valid for the shell."""
    assert (ROOT / script).stat().st_mode & stat.S_IXUSR
    assert subprocess.run(["bash", "-n", ROOT / script], check=False).returncode == 0


def test_a_missing_browser_is_named(tmp_path):
    """Where none can be installed, the command to run is said."""
    for needed in ("bash", "id"):
        (tmp_path / needed).symlink_to(shutil.which(needed) or "")
    done = subprocess.run(
        ["bash", ROOT / "tools" / "chromium"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "apt-get install chromium" in done.stderr


def test_make_explains_itself():
    """`make` alone lists every target that a person may want."""
    told = subprocess.run(
        ["make"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True, env=_outside_make()
    ).stdout
    listed = {line.split()[0] for line in told.splitlines() if line and not line.startswith("make")}
    assert {"serve", "site", "test", "quick", "mutate", "check", "eval", "bench"} <= listed


def test_an_old_python_is_named(tmp_path):
    """Whoever has an old Python is told so, before anything is installed."""
    old = tmp_path / "python3.9"
    old.write_text('#!/bin/sh\nexec python3 -c "import sys; sys.version_info = (3, 9, 1)\n$2"\n')
    old.chmod(0o755)
    (tmp_path / "Makefile").write_bytes((ROOT / "Makefile").read_bytes())
    for needed in ("requirements.lock", "pyproject.toml"):
        (tmp_path / needed).touch()
    done = subprocess.run(
        ["make", "site", f"PYTHON={old}"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=_outside_make(),
    )
    assert done.returncode != 0
    assert "Python 3.11 or newer is needed" in done.stderr
    assert not (tmp_path / ".venv").exists()


@pytest.mark.parametrize(
    "command",
    re.findall(r"^\| `(make \w+|briefing \w+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE),
)
def test_what_the_readme_names_exists(command):
    """Each command of the tables is a target or a subcommand."""
    tool, name = command.split()
    text = (ROOT / ("Makefile" if tool == "make" else "generator/cli.py")).read_text(encoding="utf-8")
    assert re.search(rf"^{name}:" if tool == "make" else rf'add_parser\(\s*"{name}"', text, re.MULTILINE)


def test_every_link_of_the_readme_leads_somewhere():
    """Pages and pictures of this repository."""
    targets = re.findall(r'\]\(([^)#]+)|(?:src|srcset)="([^"]+)"', README)
    assert not [
        target
        for pair in targets
        for target in pair
        if target and "://" not in target and not (ROOT / target).is_file()
    ]


def _outside_make() -> dict[str, str]:
    """This process's environment as if `make test` had not started it."""
    return {
        name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL", "MFLAGS", "PYTHON"}
    }


def test_every_top_level_page_exists():
    """What an open project has."""
    assert all(Path(ROOT, name).is_file() for name in ("README.md", "LICENSE", "CHANGELOG.md"))


def test_the_script_and_the_pdf_find_the_same_browser():
    """generator/chromium.py alone knows where they are."""
    if (found := find_chromium()) is None:
        pytest.skip("no Chromium: `make test` installs one, or set CHROMIUM to its path")
    done = subprocess.run(["bash", ROOT / "tools" / "chromium"], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == found
