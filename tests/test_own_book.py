"""The page *Make your own book*, followed to the letter: each of its commands, in order, in an empty folder.

No network: pip and git find the addresses of the page on this disk, and what the program depends on is lent by
the environment that runs the tests.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.small_book import ARTICLES, ROOT, find_chromium

pytestmark = pytest.mark.slow

PAGE = (ROOT / "docs" / "about" / "your-own-book.md").read_text(encoding="utf-8")
PROGRAM, BOOK = "https://git.example/briefing-book", "https://github.com/NAME/BOOK.git"

# What stands in for a person: a Python to begin with, a browser that asks once, and an end to the server.
BEFORE = """
set -euo pipefail
python3() {
  "$PYTHON" "$@"
  if [[ "$*" != "-m venv "* ]]; then return; fi
  rm -rf "$3"/lib/python*/site-packages/setuptools* # Python 3.11 brings one, which would stand before the lent
  printf '%s\\n' "$LENT" >"$(echo "$3"/lib/python*/site-packages)/lent.pth"
}
briefing() {
  if [[ "$1" == pdf && -z "$CHROMIUM" ]]; then return; fi
  command briefing "$@"
}
mkdocs() {
  if [[ "$1" != serve ]]; then python -m mkdocs "$@"; return; fi
  python -m mkdocs serve --dev-addr "127.0.0.1:$PORT" &
  local server=$!
  python - <<'ASK' >"$SERVED"
import os, time, urllib.request
ask = urllib.request.build_opener(urllib.request.ProxyHandler({}))
for _ in range(300):
    try:
        print(ask.open(f"http://127.0.0.1:{os.environ['PORT']}/", timeout=60).read().decode())
        break
    except OSError:
        time.sleep(0.2)
ASK
  kill "$server" # not -INT, which a shell lets its background commands ignore
  wait "$server" || true
}
"""


def commands() -> str:
    """Every shell block of the page."""
    return "\n".join(re.findall(r"^```sh\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE))


def git(*command: str | Path, cwd: Path, env: Mapping[str, str]) -> str:
    done = subprocess.run(
        ["git", *map(str, command)], cwd=cwd, env=env, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `books/` as the page leaves it, `site.git` as GitHub has it then, and `served.html`."""
    folder = tmp_path_factory.mktemp("own")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    git_settings = {
        f"url.{(folder / 'program').as_uri()}.insteadOf": PROGRAM,
        f"url.{(folder / 'site.git').as_uri()}.insteadOf": BOOK,
        "user.name": "Ann Roe",
        "user.email": "ann@norland.example",
    }
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder / "home"),
        "PYTHON": sys.executable,
        "LENT": sysconfig.get_path("purelib"),
        "PORT": str(port),
        "CHROMIUM": find_chromium() or "",
        "SERVED": str(folder / "served.html"),
        "NO_MKDOCS_2_WARNING": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads the wish, not the number: no isolation
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_COUNT": str(len(git_settings)),
    }
    for number, (key, value) in enumerate(git_settings.items()):
        env |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}

    (folder / "home" / "articles").mkdir(parents=True)
    for name, text in ARTICLES.items():
        (folder / "home" / "articles" / name).write_text(text, encoding="utf-8")
    shutil.copytree(ROOT / "generator", folder / "program" / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy2(ROOT / name, folder / "program" / name)
    git("init", "--quiet", "--initial-branch", "main", cwd=folder / "program", env=env)
    git("add", ".", cwd=folder / "program", env=env)
    git("commit", "--quiet", "--message", "The program", cwd=folder / "program", env=env)
    git("init", "--quiet", "--bare", "--initial-branch", "main", "site.git", cwd=folder, env=env)

    done = subprocess.run(
        ["bash", "-c", BEFORE + commands()],
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return folder


def pushed(folder: Path, branch: str) -> set[str]:
    listed = subprocess.run(
        ["git", "ls-tree", "-r", "--name-only", branch],
        cwd=folder / "site.git",
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(listed.stdout.splitlines())


def test_the_preview_shows_the_book(followed):
    """With the title that `briefing new` was given, and what the articles say."""
    served = (followed / "served.html").read_text(encoding="utf-8")
    assert "The harbour talks" in served
    assert "Pavel Orlik" in served


def test_the_corrections_are_on_the_page(followed):
    """The office as the editor has it, and why."""
    person = (followed / "books" / "my-book" / "site" / "people" / "pavel-orlik.html").read_text(encoding="utf-8")
    assert "Minister of Trade" in person
    assert "ministry&#39;s list" in person or "ministry's list" in person


def test_the_site_opens_from_the_folder(followed):
    """Front page, look and search are there as files."""
    site = followed / "books" / "my-book" / "site"
    assert all((site / name).is_file() for name in ("index.html", "assets/briefing.css", "search/search_index.js"))


@pytest.mark.browser
def test_the_book_is_printed(followed):
    """As one PDF beside the book."""
    if find_chromium() is None:
        pytest.skip("no Chromium: `make test` installs one, or set CHROMIUM to its path")
    assert (followed / "books" / "my-book" / "book.pdf").read_bytes().startswith(b"%PDF-")


def test_what_is_pushed_is_the_book_and_nothing_that_is_made_again(followed):
    """Articles, settings, workflow and pages; no cache, no site."""
    files = pushed(followed, "main")
    assert {
        "seeds/harbour.txt",
        "book.yml",
        ".github/workflows/pages.yml",
        "docs/index.md",
        "docs/data/editions.json",
    } <= files
    assert not [path for path in files if path.startswith((".briefing/", "site/", ".venv/")) or path.endswith(".pdf")]


def test_the_workflow_installs_the_very_program(followed):
    """requirements.txt names the address it came from, and the commit."""
    commit = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=followed / "program", capture_output=True, encoding="utf-8", check=True
    ).stdout.strip()
    assert (
        followed / "books" / "my-book" / "requirements.txt"
    ).read_text() == f"briefing-book @ git+{PROGRAM}@{commit}\n"


def test_the_finished_site_alone_can_be_pushed(followed):
    """Then the articles stay at home."""
    files = pushed(followed, "gh-pages")
    assert {"index.html", ".nojekyll"} <= files
    assert not [path for path in files if path.startswith("seeds/")]
