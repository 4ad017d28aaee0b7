"""The look of every book: style, scripts and fonts, which come with the package and go to docs/assets/."""

from __future__ import annotations

from pathlib import Path

from generator.model.page import Asset

_FOLDER = Path(__file__).parent / "assets"


def assets() -> tuple[Asset, ...]:
    """What pages ask for, sorted by path."""
    files = sorted(path for path in _FOLDER.rglob("*") if path.is_file())
    return tuple(Asset(path=f"assets/{path.relative_to(_FOLDER).as_posix()}", data=path.read_bytes()) for path in files)
