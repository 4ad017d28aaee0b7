"""The search of a site of many pages: which index it has, what that holds, and what is said where it cannot be made."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from briefing_book import large_search
from briefing_book import plugin as module
from briefing_book.large_search import LIMIT, NoPagefind, Renewal, by_page, classic, write
from briefing_book.plugin import BriefingPlugin
from briefing_book.store import theme_files
from tests.sample_site import site_settings
from tests.searching import searching
from tests.serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ENTRIES = [
    {"location": "people/ebba-lund.html", "title": "Ebba Lund", "text": "<p>She leads the quay.</p>", "tags": ["harbour master"], "boost": 10},
    {"location": "people/ebba-lund.html#said", "title": "Said", "text": "<p>“Cranes &amp; buoys”</p>"},
    {"location": "timeline.html", "title": "Timeline", "text": ""},
    {"location": "timeline.html#d-2031-05-04", "title": "4 May 2031", "text": "<p>The sluice opened.</p>"},
]  # fmt: skip


def scripts(site: Path) -> dict[str, str]:
    folder = site / large_search.FOLDER
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.js")}


def table(site: Path) -> list[dict[str, Any]]:
    told = scripts(site)["pages.js"]
    rows: list[dict[str, Any]] = json.loads(told[told.index(",") + 1 : told.rindex(")")])["pages"]
    return rows


def test_the_same_entries_make_the_same_bytes(tmp_path):
    """Pagefind's index too."""
    for name in ("one", "other"):
        write(ENTRIES, tmp_path / name)
    assert scripts(tmp_path / "one") == scripts(tmp_path / "other")


def test_the_table_has_names_tags_and_days_of_each_page(tmp_path):
    """By these people, topics and days are found, as by the index of a small site."""
    write(ENTRIES, tmp_path)
    rows = [{key: value for key, value in row.items() if key != "id"} for row in table(tmp_path)]
    assert rows == [
        {"path": "people/ebba-lund.html", "title": "Ebba Lund", "tags": ["harbour master"], "boost": 10},
        {"path": "timeline.html", "title": "Timeline", "days": ["2031-05-04"]},
    ]


def test_each_page_of_the_table_has_its_texts_in_a_file(tmp_path):
    """Its sections as the theme's index would have them."""
    write(ENTRIES, tmp_path)
    texts = scripts(tmp_path)
    for row in table(tmp_path):
        told = texts[f"page/{row['id']}.js"]
        assert json.loads(told[told.index(",") + 1 : told.rindex(")")]) == by_page(ENTRIES)[row["path"]]


def test_what_is_written_loads_from_a_folder(tmp_path):
    """A page in a folder may load scripts, but no data and no modules."""
    write(ENTRIES, tmp_path)
    assert {path.suffix for path in (tmp_path / large_search.FOLDER).rglob("*") if path.is_file()} == {".js"}
    assert "export{" not in scripts(tmp_path)["pagefind/pagefind.js"]


def test_a_script_of_another_form_is_refused():
    """A later Pagefind may write its own otherwise; half a script would be a dead search."""
    with pytest.raises(NoPagefind, match="another form"):
        classic("module.exports = search;")


def test_without_pagefind_nothing_is_written(tmp_path, monkeypatch):
    """The site is as it was."""
    monkeypatch.setitem(sys.modules, "pagefind.service", None)
    with pytest.raises(NoPagefind, match="pagefind is not installed"):
        write(ENTRIES, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_renewed_index_leaves_what_open_pages_ask_for(tmp_path):
    """The files of the index before; those of the one before that are gone."""
    made = []
    for number in range(3):
        entries = [{"location": "a.html", "title": "A", "text": f"<p>number{number}</p>"}]
        made.append(large_search.replace(entries, tmp_path, made[-1] if made else set()))
    last = set(scripts(tmp_path))
    assert made[2] | made[1] == last
    assert made[0] - made[1] - made[2]


def test_only_the_newest_entries_that_wait_are_indexed(tmp_path, monkeypatch):
    """A person who saves often must not wait for each index."""
    renewal, seen = Renewal(lambda error: None), []

    def slow(entries: Any, site: Path, before: set[str]) -> set[str]:
        seen.append(entries)
        if len(seen) == 1:
            renewal.ask(["second"], site)  # type: ignore[list-item]
            renewal.ask(["third"], site)  # type: ignore[list-item]
        return set()

    monkeypatch.setattr(large_search, "replace", slow)
    renewal._waiting = (["first"], tmp_path)  # type: ignore[assignment]
    renewal._running = True
    renewal._work()
    assert seen == [["first"], ["third"]]


# Which index a site has


class Site:
    """A site of this repository's settings and look; the book itself is not made."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.docs = root, root / "docs"
        monkeypatch.setattr(BriefingPlugin, "on_pre_build", lambda self, *, config: None)
        for asset in theme_files.assets():
            self.write(asset.path, asset.data)
        self.write("index.md", b"# Quays\n")

    def write(self, path: str, data: bytes) -> None:
        (self.docs / path).parent.mkdir(parents=True, exist_ok=True)
        (self.docs / path).write_bytes(data)

    def pages(self, count: int) -> None:
        """So many pages, with the home page."""
        for number in range(count - 1):
            text = f"---\nsearch: {{boost: 10}}\n---\n\n# Mooring {number}\n\nBollard{number} stands here.\n\n## Rope\n\nHawser{number}.\n"
            self.write(f"moorings/{number:04}.md", text.encode())

    def build(self, **options: int) -> Path:
        """The built site, with options of the plugin."""
        settings = site_settings(self.docs, self.root / "site")
        settings["plugins"] += [{"briefing": options}]
        settings |= {"nav": [{"Home": "index.md"}], "not_in_nav": "/moorings/\n"}
        (self.root / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
        build(load_config(str(self.root / "mkdocs.yml")))
        return self.root / "site"


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    return Site(tmp_path, monkeypatch)


def theirs(site: Path) -> list[Any]:
    docs: list[Any] = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    return docs


@pytest.mark.parametrize(("above", "large"), [(3, False), (2, True)])
def test_above_the_limit_a_site_has_pagefinds_index_and_not_the_themes(made, above, large):
    """Of three pages; one index or the other."""
    made.pages(3)
    site = made.build(pagefind_above=above)
    assert (bool(theirs(site)), bool(scripts(site))) == (not large, large)


def test_the_limit_is_500_pages():
    """What is told to readers of the docs."""
    assert BriefingPlugin.config_class().pagefind_above == LIMIT == 500  # type: ignore[attr-defined]


def test_what_the_themes_index_leaves_out_is_not_indexed(made):
    """A page that is excluded, and a part of one."""
    made.pages(2)
    made.write("moorings/secret.md", b"---\nsearch: {exclude: true}\n---\n\n# Hidden\n")
    made.write("moorings/part.md", b"# Shown\n\n<p data-search-exclude>Unseen</p>\n")
    told = "".join(text for name, text in scripts(made.build(pagefind_above=2)).items() if "pagefind/" not in name)
    assert ("Shown" in told, "Hidden" in told, "Unseen" in told) == (True, False, False)


def test_without_pagefind_a_large_site_has_the_themes_index_and_says_what_is_missing(made, monkeypatch, caplog):
    """A newcomer's site works, and the log has the way out."""
    monkeypatch.setitem(sys.modules, "pagefind.service", None)
    made.pages(3)
    with caplog.at_level(logging.WARNING, logger="mkdocs"):
        site = made.build(pagefind_above=2)
    assert len(theirs(site)) > 3
    assert "pip install 'pagefind[bin]'" in caplog.text


def test_a_site_with_a_look_of_its_own_has_the_themes_index(made):
    """Its search would ask for nothing else."""
    made.pages(3)
    (made.docs / "assets/search-large.js").unlink()
    assert theirs(made.build(pagefind_above=2))


def test_a_preview_shows_its_pages_before_their_words_are_indexed_again(made, monkeypatch):
    """The first index is made with the site, later ones behind it."""
    asked = []
    monkeypatch.setattr(Renewal, "ask", lambda self, entries, site: asked.append(site))
    made.pages(3)
    site = made.build(pagefind_above=2)
    assert not asked
    monkeypatch.setattr(module, "theme_index", lambda config: large_search_index())
    plugin = BriefingPlugin()
    plugin.load_config({"pagefind_above": 2})
    plugin.pages, plugin.served = 3, site
    plugin.on_post_build(config=load_config(str(made.root / "mkdocs.yml")))
    assert asked == [site]


def large_search_index() -> Any:
    class Index:
        entries = ENTRIES

    return Index()


# In a browser


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A site of 501 pages, by the limit that every book has."""
    with pytest.MonkeyPatch.context() as patch:
        made = Site(tmp_path_factory.mktemp("large"), patch)
        made.pages(LIMIT + 1)
        yield made.build()


@pytest.mark.browser
@pytest.mark.slow
def test_a_site_of_501_pages_finds_a_word_of_one_page_from_a_folder(browser, large):
    """The section that has it stands with its page."""
    page = browser.new_context().new_page()
    found = searching(page, large / "index.html")("hawser321")
    page.context.close()
    assert found == [["moorings/0321.html", "moorings/0321.html#rope"]]


@pytest.mark.browser
@pytest.mark.slow
def test_a_large_search_asks_nobody_else_and_not_for_the_whole_index(browser: Browser, large: Path):
    """From a server: only this one is asked, and for fewer texts than there are pages."""
    page = browser.new_context().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with served(large) as address:
        page.goto(address)
        page.keyboard.press("/")
        page.wait_for_function(
            "document.querySelector('.md-search-result__meta').textContent.trim().startsWith('Type')"
        )
        page.locator(".md-search__input").fill("mooring 17")
        page.locator(".md-search__input").press("End")  # which the theme listens to
        page.locator(".md-search-result__item a").first.wait_for(state="attached")
        first = page.locator(".md-search-result__item a").first.get_attribute("href")
    page.context.close()
    assert first is not None
    assert "moorings/0017.html" in first
    assert [url for url in asked if not url.startswith((address, "blob:", "data:"))] == []
    assert 0 < sum("/words/page/" in url for url in asked) <= 30
