"""The pictures of the README: they are there, small, and can be made again."""

from __future__ import annotations

import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.small_book import ROOT, find_chromium, surroundings

SCRIPT = ROOT / "tools" / "screenshots"
NAMED = re.findall(r"screenshots/[\w-]+\.webp", (ROOT / "README.md").read_text(encoding="utf-8"))


def retaken(site: Path, folder: Path) -> dict[str, bytes]:
    environment = surroundings(CHROMIUM=find_chromium() or "")
    subprocess.run(
        [sys.executable, SCRIPT, site, folder], env=environment, check=True, capture_output=True, timeout=300
    )
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("picture", NAMED)
def test_each_picture_of_the_readme_is_there_and_small(picture):
    """Under 250 kB, so that the page opens at once."""
    assert 0 < (ROOT / picture).stat().st_size <= 250_000


def test_the_readme_shows_every_page_kind():
    """Home in both modes and on a phone, timeline, profile, topic, matrix."""
    shown = {Path(name).stem for name in NAMED}
    assert shown == {"home", "home-dark", "home-phone", "timeline", "profile", "topic", "matrix"}


def test_the_script_can_be_run():
    """From a shell, by its name."""
    assert SCRIPT.stat().st_mode & stat.S_IXUSR


def test_without_a_site_it_says_what_to_do(tmp_path):
    """Not a traceback."""
    done = subprocess.run([sys.executable, SCRIPT, tmp_path], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "make site" in done.stderr


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.usefixtures("browser")  # skips where there is none
def test_pictures_of_one_site_are_the_same_bytes(site, tmp_path):
    """Nothing in them moves or depends on the moment."""
    first = retaken(site, tmp_path / "first")
    assert {
        "home.webp",
        "home-dark.webp",
        "home-phone.webp",
        "timeline.webp",
        "profile.webp",
        "topic.webp",
        "matrix.webp",
    } == set(first)
    assert retaken(site, tmp_path / "second") == first
