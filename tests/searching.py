"""What a search of a built site finds, as a reader sees it: the site's own box, in a browser, from a folder."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing_book import large_search

if TYPE_CHECKING:
    from playwright.sync_api import Page

Search = Callable[[str], list[list[str]]]


def searching(page: Page, home: Path, links: str = "a") -> Search:
    """A function from what is typed to the results: for each page found, its link, then those of its sections, the best
    first."""
    page.goto(home.as_uri(), wait_until="load")
    page.keyboard.press("/")
    box = page.locator(".md-search__input")
    page.wait_for_function(
        "document.querySelector('.md-search-result__meta').textContent.trim().startsWith('Type')", timeout=60_000
    )

    def results(query: str) -> list[list[str]]:
        page.evaluate("document.querySelector('.md-search-result__meta').textContent = ''")
        box.fill(query)
        box.press("End")
        page.wait_for_function("document.querySelector('.md-search-result__meta').textContent.trim()", timeout=60_000)
        items: list[list[str]] = page.evaluate(
            f"[...document.querySelectorAll('.md-search-result__item')].map(i => [...i.querySelectorAll('{links}')].map(a => a.href))"
        )
        folder = home.parent.as_uri() + "/"
        return [[re.sub(r"\?[^#]*", "", link.removeprefix(folder)) for link in links] for links in items]

    return results


def with_pagefind(site: Path, folder: Path) -> Path:
    """A copy of a site whose search has Pagefind's index, as that of a site of many pages has; beside it its book.yml."""
    copy = shutil.copytree(site, folder / "site")
    if (book := site.parent / "book.yml").is_file():
        shutil.copy2(book, folder)
    index = json.loads((copy / "search/search_index.json").read_text(encoding="utf-8"))
    large_search.write(index["docs"], copy)
    emptied = json.dumps(index | {"docs": []})
    (copy / "search/search_index.json").write_text(emptied, encoding="utf-8")
    (copy / "search/search_index.js").write_text(f"var __index = {emptied}", encoding="utf-8")
    return copy


OPEN = "li > a"  # the links of a result that are shown without a click

Table = Sequence[tuple[str, Sequence[str]]]


def places(page: Page, home: Path, table: Table) -> Mapping[str, int]:
    """For each query the place of the first result that leads to one of its pages, 0 the best and 99 for none; where
    none is right, 0 when nothing is found. A day or a section counts where it is shown without a click."""
    search = searching(page, home, OPEN)
    return {query: _place(search(query), right) for query, right in table}


def _place(found: list[list[str]], right: Sequence[str]) -> int:
    if not right:
        return 99 if found else 0
    return next((at for at, links in enumerate(found) if any(link in right for link in _led(links))), 99)


def _led(links: Sequence[str]) -> set[str]:
    """Where a result leads: its page, and the sections that are open."""
    return {links[0].partition("#")[0], *links}


def shares(found: Mapping[str, int], first: int = 3) -> tuple[float, float]:
    """The share of queries whose right page is the first result, and is one of the first few."""
    return tuple(sum(at < most for at in found.values()) / len(found) for most in (1, first))  # type: ignore[return-value]


def table(rows: Sequence[Sequence[str]]) -> Table:
    """Rows of a table of queries: what is typed, then the pages that are right."""
    return [(row[0], row[1:]) for row in rows]
