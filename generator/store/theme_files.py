"""The look of every book, which comes with the package: style, scripts and fonts go to docs/assets/, the head of each
page to docs/.theme/, which MkDocs and Zensical read as a theme's folder and do not publish. What the search has to know
of the language becomes a script beside its own, since a site in a folder can read nothing else."""

from __future__ import annotations

import json
from pathlib import Path

from ..model.page import Asset
from ..rules.load import load
from ..rules.types.search import SEARCH_WORDS

_PACKAGE = Path(__file__).parent.parent


def assets() -> tuple[Asset, ...]:
    """What pages ask for, sorted by path."""
    return tuple(sorted([*theme(), *_folder("assets", "assets"), _search_words()], key=lambda asset: asset.path))


def for_paper() -> tuple[Asset, ...]:
    """What the PDF asks for: the style of the pages, and letters of one weight in each file, since a viewer or a
    printer may show those of many weights wrongly."""
    style = [asset for asset in assets() if asset.path == "assets/briefing.css"]
    return (*style, *_folder("paper", "paper"))


def theme() -> list[Asset]:
    """What has to stand in docs/ before a site can be built at all, since mkdocs.yml names its folder."""
    return _folder("theme", ".theme")


def _search_words() -> Asset:
    words = load(SEARCH_WORDS)
    told = {
        "locale": words.locale,
        "ordinal": words.ordinal,
        "asking": words.asking,
        "of": words.of,
        "spellings": [{"pattern": rule.pattern, "becomes": rule.becomes} for rule in words.spellings],
    }
    return Asset(path="assets/search-words.js", data=f"self.searchWords = {json.dumps(told, indent=1)};\n".encode())


def _folder(source: str, target: str) -> list[Asset]:
    files = sorted(path for path in (_PACKAGE / source).rglob("*") if path.is_file())
    return [
        Asset(path=f"{target}/{path.relative_to(_PACKAGE / source).as_posix()}", data=path.read_bytes())
        for path in files
    ]
