"""A book that was built again and again is the one that a clean build makes."""

from __future__ import annotations

import contextlib
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from briefing_book.pipeline import build
from briefing_book.store import editions, kept_results
from briefing_book.store.seal import sealed, unsealed
from tests.small_book import ARTICLES, write_book

_STEPS = 5
_MORE = {
    "dredging.txt": """Dredging of the Skarvik channel begins

By Ada Lindqvist, The Norland Courier
March 20, 2019

SKARVIK -- Two dredgers began work in the channel on Tuesday, Trade Minister Pavel Orlik said.

"The channel will be open in June," Orlik told reporters in Holmstad. The work costs 12 million euros.
""",
    "tolls.txt": """Norland drops tolls for ferries

By Jonas Brekke, The Norland Courier
March 22, 2019

HOLMSTAD -- Norland dropped its tolls for ferries on Thursday, Foreign Minister Tove Halvorsen said.

Halvorsen is to meet Trade Minister Pavel Orlik on March 29 in Skarvik. The ban had cut traffic by 35 percent.
""",
}
_ADDED = (
    "\nThe mayor of Skarvik said on Friday that the pier would cost 50 million euros.\n",
    "\nOrlik will travel to Holmstad on April 3, 2019.\n",
)
_BOOK_FILE = "title: The harbour\n{more}"
_CORRECTED = (  # another outlet, another day, given topics, a later day of the book
    "sources:\n  - source: {file}\n    outlet: The Pier Herald\n    reason: as its masthead says\n",
    "sources:\n  - source: {file}\n    published: 2019-03-25\n    reason: as its archive says\n",
    "topics:\n  - title: Ferries\n    terms: [ferry, toll]\n  - title: The channel\n    terms: [channel, dredger]\n",
    "as_of: 2019-04-30\n",
)


def _changed_by(root: Path, name: str, added: str = _ADDED[0]) -> None:
    with (root / "seeds" / name).open("a", encoding="utf-8") as file:
        file.write(added)


def _changed(root: Path, rng: random.Random) -> None:
    """One change that a person may make, or two at once."""
    seeds = root / "seeds"
    here = sorted(path.name for path in seeds.iterdir())
    away = sorted(({**ARTICLES, **_MORE}).keys() - set(here))
    kind = rng.choice(["add"] * bool(away) + ["edit", "correct"] + ["remove"] * (len(here) > 2))
    if kind == "add":
        name = rng.choice(away)
        (seeds / name).write_text({**ARTICLES, **_MORE}[name], encoding="utf-8")
    elif kind == "edit":
        _changed_by(root, rng.choice(here), rng.choice(_ADDED))
    elif kind == "remove":
        (seeds / rng.choice(here)).unlink()
    more = rng.choice(_CORRECTED).format(file=rng.choice(here)) if kind == "correct" else ""
    (root / "book.yml").write_text(_BOOK_FILE.format(more=more), encoding="utf-8")


def _files(docs: Path) -> dict[str, bytes]:
    return {path.relative_to(docs).as_posix(): path.read_bytes() for path in docs.rglob("*") if path.is_file()}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [3, 8, 21, 34])
def test_every_file_is_that_of_a_clean_build(tmp_path: Path, seed: int) -> None:
    """After each of a row of additions, edits, removals and corrections."""
    rng = random.Random(seed)
    root = write_book(tmp_path / "book")
    (root / "docs" / "by-hand.md").unlink()
    build(root)
    for step in range(_STEPS):
        before = editions.read(root / "docs")
        _changed(root, rng)
        clean = tmp_path / f"clean{step}"
        shutil.copytree(root / "seeds", clean / "seeds")
        shutil.copy(root / "book.yml", clean)
        build(root)
        assert not (clean / ".briefing").exists()  # nothing is kept there
        build(clean, since=before)
        assert _files(root / "docs") == _files(clean / "docs")


@pytest.mark.slow
def test_a_page_that_would_be_made_alike_is_taken_from_the_last_build(tmp_path: Path) -> None:
    """The page of an article that the changed one does not touch."""
    root = write_book(tmp_path / "book")
    (root / "docs" / "by-hand.md").unlink()
    build(root)
    pages = [f"sources/{path.name}" for path in (root / "docs" / "sources").iterdir() if path.name != "index.md"]
    with contextlib.closing(sqlite3.connect(root / ".briefing" / kept_results.PAGES)) as db, db:
        db.execute("DELETE FROM results WHERE name = 'files'")  # so that each text is looked at
        for path in pages:
            (kept,) = db.execute("SELECT record FROM results WHERE name = ?", (f"text {path}",)).fetchone()
            marked = sealed((unsealed(kept) or b"") + b"Eels.\n")
            db.execute("UPDATE results SET record = ? WHERE name = ?", (marked, f"text {path}"))
    _changed_by(root, min(ARTICLES))
    build(root)
    taken = [path for path in pages if (root / "docs" / path).read_text(encoding="utf-8").endswith("Eels.\n")]
    assert 0 < len(taken) < len(pages)
