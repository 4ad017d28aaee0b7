"""A small made-up book, and the commands run on it as a person would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from briefing_book import chromium
from briefing_book.model.errors import UsageError

ROOT = Path(__file__).parents[1]

# Made up from end to end: the countries, the people and the outlet are nobody's.
ARTICLES = {
    "harbour.txt": """Norland and Estmark agree to reopen harbour talks

By Ada Lindqvist, The Norland Courier
March 4, 2019

HOLMSTAD -- Norland's Foreign Minister Tove Halvorsen said on Monday that talks on the Skarvik harbour would resume next week.

"We will not wait another year for a fair agreement," Halvorsen told reporters in Holmstad.

Estmark's Trade Minister Pavel Orlik said his country would pay 40 million euros towards the new pier.

The two ministers are to meet on March 12 in Holmstad.
""",
    "ferries.txt": """Estmark lifts its ban on Norland ferries

By Jonas Brekke, The Norland Courier
March 13, 2019

SKARVIK -- Estmark lifted its ban on ferries from Norland on Tuesday after
Trade Minister Pavel Orlik met Foreign Minister Tove Halvorsen in Holmstad.

"This is a good day for the people on both shores," Orlik said.

The ban had cut traffic by 30 percent since January, according to the harbour office.

Norland has to confirm the agreement by April 1, 2019.
""",
}

MKDOCS = """site_name: A small book
docs_dir: docs
theme:
  name: mkdocs
  highlightjs: false
use_directory_urls: true
plugins:
  - briefing
"""


def write_book(root: Path, articles: dict[str, str] = ARTICLES) -> Path:
    """A book's folder with a minimal mkdocs.yml and one page written by hand."""
    for folder in ("seeds", "docs"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for name, text in articles.items():
        (root / "seeds" / name).write_text(text, encoding="utf-8")
    (root / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    (root / "docs" / "by-hand.md").write_text("# By hand\n\nWritten by a person.\n", encoding="utf-8")
    return root


def run(*command: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a Python module with its arguments as a person would, and wait for it."""
    return subprocess.run(
        [sys.executable, "-m", *map(str, command)],
        cwd=cwd,
        env=surroundings(**environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )


def surroundings(**more: str) -> dict[str, str]:
    """The environment for a command: this checkout importable from anywhere, and no banner."""
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1577836800", **more}


def find_chromium() -> str | None:
    """The Chromium that `briefing pdf` would print with."""
    try:
        return chromium.find(None, os.environ)
    except UsageError:
        return None


def page_of(root: Path, identifier: str) -> Path:
    """The page of a source in a book that was built; it is named as the source's title."""
    sources = json.loads((root / "docs" / "data" / "book.json").read_text(encoding="utf-8"))["sources"]
    return root / "docs" / next(source["page"] for source in sources if source["id"] == identifier)
