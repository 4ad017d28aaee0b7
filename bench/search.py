"""How soon the search of a large site shows its first result: from the first key, with nothing loaded, in Chromium.

The site is made up: a home page, and the words of as many pages as are asked for. Shown are the seconds with Pagefind's
index from a server and from a folder, and with the theme's; the ratio is the theme's to Pagefind's from a server. Exit
code 1 when Pagefind takes longer than a second from a server.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from playwright.sync_api import Page, sync_playwright

from bench.growth import family, name
from briefing_book import chromium, large_search
from briefing_book.store import theme_files
from tests.sample_site import site_settings
from tests.serving import served

LIMIT = 1.0  # seconds
PATIENCE = 120.0  # likewise
_WORDS = 400  # of a page
_KNOWN = 30_000  # words of the language


def entries(pages: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    """What the search has of pages of four sections: common words are as common as in English (Zipf's law)."""
    known = [family(number).lower() for number in range(_KNOWN)]
    weights = [1 / rank for rank in range(1, _KNOWN + 1)]
    for number in range(pages):
        words = chance.choices(known, weights, k=_WORDS)
        for section in range(4):
            at = f"people/{number}.html" + (f"#part-{section}" if section else "")
            text = f"<p>{' '.join(words[section::4])}.</p>"
            yield {
                "location": at,
                "title": name(number) if not section else f"Part {section}",
                "text": text,
                "boost": 10,
            }


def home(folder: Path) -> Path:
    """A site of one page."""
    docs, site = folder / "docs", folder / "site"
    for asset in theme_files.assets():
        (docs / asset.path).parent.mkdir(parents=True, exist_ok=True)
        (docs / asset.path).write_bytes(asset.data)
    (docs / "index.md").write_text("# A large book\n", encoding="utf-8")
    settings = site_settings(docs, site) | {"nav": [{"Home": "index.md"}], "not_in_nav": "", "theme": None}
    settings["theme"] = site_settings(docs, site)["theme"] | {"custom_dir": str(docs / ".theme")}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    mkdocs_build.build(load_config(str(folder / "mkdocs.yml")))
    return site


def fill(site: Path, docs: list[dict[str, Any]]) -> None:
    """Put these documents into what the theme loads."""
    file = site / "search/search_index.json"
    told = json.dumps(json.loads(file.read_text(encoding="utf-8")) | {"docs": docs})
    file.write_text(told, encoding="utf-8")
    file.with_suffix(".js").write_text(f"var __index = {told}", encoding="utf-8")


def first_result(page: Page, address: str, query: str) -> float:
    """Seconds from opening the search to its first result."""
    page.goto(address, wait_until="load")
    started = time.perf_counter()
    page.keyboard.press("/")
    box, result = page.locator(".md-search__input"), page.locator(".md-search-result__item a").first
    box.fill(query)
    while not result.count():
        if time.perf_counter() - started > PATIENCE:
            raise TimeoutError(f"no result for {query}")
        box.dispatch_event("keyup")  # a box that is not yet listened to has missed the first
        page.wait_for_timeout(20)
    return time.perf_counter() - started


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=5, help="of which the middle one counts")
    parser.add_argument("--theme", action="store_true", help="also with the theme's index, which takes long")
    options = parser.parse_args()
    docs = list(entries(options.pages, random.Random(7)))  # noqa: S311 (the same words at each run)
    queries = [name(options.pages // 2), family(100), f"{family(3000)} {family(40)}", name(1).split()[0], family(1)]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        small = home(Path(folder))
        large = shutil.copytree(small, Path(folder, "large"))
        started = time.perf_counter()
        large_search.write(docs, large)
        fill(large, [])
        size = sum(path.stat().st_size for path in (large / large_search.FOLDER).rglob("*.js")) / 1e6
        print(f"{options.pages} pages: indexed in {time.perf_counter() - started:.1f} s, {size:.1f} MB")
        browser = playwright.chromium.launch(
            executable_path=str(chromium.find(None, os.environ)), args=["--no-sandbox"]
        )

        def middle(address: str, runs: int) -> float:
            times = [first_result(browser.new_context().new_page(), address, queries[at % 5]) for at in range(runs)]
            print("  ", " ".join(f"{seconds:.2f}" for seconds in times))
            return sorted(times)[runs // 2]

        with served(large) as address:
            ours = middle(address, options.runs)
        print(f"Pagefind's index, from a server: {ours:.2f} s")
        print(f"Pagefind's index, from a folder: {middle((large / 'index.html').as_uri(), options.runs):.2f} s")
        if options.theme:
            fill(small, docs)
            with served(small) as address:
                theirs = middle(address, 1)
            print(f"the theme's index, from a server: {theirs:.2f} s; ratio {theirs / ours:.1f}")
        browser.close()
    return int(ours > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
