"""The search of the books of Wikinews articles, in a browser: is the right page the first result, or one of three?"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import sync_playwright

from evaluation import Score
from evaluation.books import ROOT, folders
from tests.sample_site import site_settings
from tests.searching import places, shares, table
from tests.small_book import find_chromium

QUERIES = Path(__file__).with_suffix(".yml")


def site(folder: Path) -> Path:
    """The site of a built book, by this repository's settings."""
    docs, made = folder / "docs", folder / "site"
    shutil.copytree(ROOT / "docs/about", docs / "about", dirs_exist_ok=True)
    settings = folder / "mkdocs.yml"
    settings.write_text(yaml.safe_dump(site_settings(docs, made)), encoding="utf-8")
    build(load_config(str(settings)))
    return made


def found(shared: Path) -> Mapping[str, Mapping[str, int]]:
    """For each book and query the place of the right page, 0 the best."""
    asked = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        return {
            name: places(browser.new_page(), site(folders(shared)[name]) / "index.html", table(rows))
            for name, rows in asked.items()
        }


def score(shared: Path) -> list[Score]:
    """Shares of the queries. `shared` holds bench/meantime."""
    scores = []
    for name, at in found(shared).items():
        first, among = shares(at)
        lost = ", ".join(query for query, place in at.items() if place)
        scores.append(Score(name=f"{name}: first", value=first, size=len(at), detail=lost))
        scores.append(Score(name=f"{name}: among three", value=among, size=len(at), detail=lost))
    return scores
