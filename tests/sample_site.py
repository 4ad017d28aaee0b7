"""The made-up sample book as a site, with this repository's own settings and look."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from briefing_book.model.book import Book
from briefing_book.model.page import Asset, Page
from briefing_book.render import render
from briefing_book.store import theme_files
from tests.sample_book import BOOK
from tests.small_book import ROOT


def site_settings(docs: Path, site: Path) -> dict[str, Any]:
    """The settings of mkdocs.yml, without the plugin that would read the articles again."""
    settings: dict[str, Any] = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["plugins"] = [p for p in settings["plugins"] if p != "briefing"]
    return settings | {"docs_dir": str(docs), "site_dir": str(site)}


def build_site(folder: Path, book: Book = BOOK) -> Path:
    """A book as a site in a folder, by the settings of mkdocs.yml."""
    docs, site = folder / "docs", folder / "site"
    shutil.copytree(ROOT / "docs" / "about", docs / "about")
    files: list[Page | Asset] = [*render(book), *theme_files.assets()]
    for file in files:
        (docs / file.path).parent.mkdir(parents=True, exist_ok=True)
        (docs / file.path).write_bytes(file.data)
    config_file = folder / "mkdocs.yml"
    config_file.write_text(yaml.safe_dump(site_settings(docs, site)), encoding="utf-8")
    config = load_config(str(config_file), strict=True)
    build(config)
    return site
