"""Every link of two built sites leads to a file and a place in it, by lychee."""

from __future__ import annotations

import json
import subprocess
import sysconfig
from pathlib import Path

import pytest

from tests.site_walk import UNDER

LYCHEE = Path(sysconfig.get_path("scripts")) / "lychee"


def check(site: Path, folder: Path) -> dict[str, object]:
    """What lychee finds in a site; links with a path from the root, as in the 404 page, are followed as on the host."""
    (folder / "host").mkdir()
    (folder / "host" / UNDER.strip("/")).symlink_to(site, target_is_directory=True)
    done = subprocess.run(
        [
            str(LYCHEE),
            "--offline",
            "--include-fragments=anchor-only",  # a text fragment belongs to another site's page
            "--index-files=index.html",
            f"--root-dir={folder / 'host'}",
            "--no-progress",
            "--format=json",
            "--config=/dev/null",
            str(site),
        ],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


@pytest.mark.slow
@pytest.mark.skipif(not LYCHEE.exists(), reason="lychee is not installed")
@pytest.mark.parametrize("name", ["site", "sample_site"])
def test_no_link_is_dead(request: pytest.FixtureRequest, tmp_path: Path, name: str) -> None:
    """Neither a file nor a fragment is missing."""
    found = check(request.getfixturevalue(name), tmp_path)
    assert found["error_map"] == {}
    assert found["successful"]


@pytest.mark.skipif(not LYCHEE.exists(), reason="lychee is not installed")
@pytest.mark.parametrize("link", ["missing.html", "page.html#missing", "/briefing-book/missing.html"])
def test_a_dead_link_is_found(tmp_path: Path, link: str) -> None:
    """The check can fail: on a file, on a fragment, on a path from the root."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text(f'<!doctype html><title>t</title><p><a href="{link}">dead</a>', encoding="utf-8")
    (site / "page.html").write_text('<!doctype html><title>t</title><p id="here">text', encoding="utf-8")
    assert check(site, tmp_path)["error_map"] != {}
