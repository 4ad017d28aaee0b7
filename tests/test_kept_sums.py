"""Sums over articles that are kept: an article that is as it was is not counted again."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from briefing_book.model.kept import Kept, Tables, digest
from briefing_book.store.kept_results import kept_results

_COUNTED: list[str] = []


def letters(text: str) -> Tables:
    """How often a text has each letter, and that it is one; who calls it is written down."""
    _COUNTED.append(text)
    return {"letters": dict(Counter(text)), "texts": {"": 1}}


@pytest.fixture(autouse=True)
def quiet() -> None:
    """Nothing has been counted yet."""
    _COUNTED.clear()


def _sums(path: Path | None, texts: Mapping[str, str]) -> Tables:
    with kept_results(path) as kept:
        return kept.summed(letters, {of: (digest(text), (text,)) for of, text in texts.items()})


def _anew(texts: Mapping[str, str]) -> Tables:
    return Kept().summed(letters, {of: (digest(text), (text,)) for of, text in texts.items()})


def test_only_what_changed_is_counted_again(tmp_path: Path) -> None:
    """Of three texts one is another in the second run."""
    _sums(tmp_path / "k", {"a": "eel", "b": "cod", "c": "ray"})
    _COUNTED.clear()
    _sums(tmp_path / "k", {"a": "eel", "b": "crab", "c": "ray"})
    assert _COUNTED == ["crab"]


def test_what_one_gave_before_is_taken_off(tmp_path: Path) -> None:
    """A letter that no text has any more is not there with a nought."""
    _sums(tmp_path / "k", {"a": "eel", "b": "cod"})
    assert _sums(tmp_path / "k", {"a": "eel", "b": "ox"})["letters"] == {"e": 2, "l": 1, "o": 1, "x": 1}


def test_after_any_changes_the_sums_are_those_of_a_first_run(tmp_path: Path) -> None:
    """Texts come, go and change at random."""
    chance = random.Random(7)
    texts: dict[str, str] = {}
    for _ in range(40):
        of = chance.choice("abcdefgh")
        if chance.random() < 0.3:
            texts.pop(of, None)
        else:
            texts[of] = "".join(chance.choices("lmnop", k=chance.randrange(6)))
        kept, anew = _sums(tmp_path / "k", texts), _anew(texts)
        assert {name: table for name, table in kept.items() if table} == {n: t for n, t in anew.items() if t}


def test_a_part_that_was_lost_makes_all_be_counted(tmp_path: Path) -> None:
    """What a changed text gave before is not known then, and cannot be taken off."""
    _sums(tmp_path / "k", {"a": "eel", "b": "cod"})
    with sqlite3.connect(tmp_path / "k") as db:
        db.execute("UPDATE results SET record = X'00' WHERE name LIKE '%letters b'")
    _COUNTED.clear()
    assert _sums(tmp_path / "k", {"a": "eel", "b": "ray"})["letters"] == dict(Counter("eelray"))


def test_results_that_are_put_beside_others_are_found(tmp_path: Path) -> None:
    """Some rows are taken from the file at once; one that has changed meanwhile is not taken for what it was."""
    names = [f"word {number:02}" for number in range(50)]
    with kept_results(tmp_path / "k") as kept:
        assert kept._records is not None
        for name in names:
            kept._records.put(name, b"first", name.encode())
    with kept_results(tmp_path / "k") as kept:
        assert kept._records is not None
        assert kept._records.get(names[0], b"first") == b"word 00"
        kept._records.put(names[1], b"second", b"new")
        assert [kept._records.get(name, b"first") for name in names[1:4]] == [None, b"word 02", b"word 03"]
        assert kept._records.get(names[1], b"second") == b"new"
