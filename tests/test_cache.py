"""Findings kept between runs."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from briefing_book.model.findings import Abbreviation, Findings
from briefing_book.model.text import Span
from briefing_book.pipeline import build
from briefing_book.store.findings_cache import FindingsCache, findings_key

FINDINGS = Findings(
    article="a", abbreviations=(Abbreviation(short="UN", expansion="United Nations", span=Span(0, 19), rule="r"),)
)


def test_what_is_put_comes_out(tmp_path: Path) -> None:
    """Findings survive the file."""
    cache = FindingsCache(tmp_path / "x" / "findings.sqlite")
    cache.put("k", FINDINGS)
    cache.close()
    assert FindingsCache(tmp_path / "x" / "findings.sqlite").get("k", Findings) == FINDINGS


@pytest.mark.parametrize("expansion", ["United Nations", "half a letter: \ud800"])
def test_findings_come_through_to_another_process(expansion: str) -> None:
    """Those that the store could not hold too."""
    told = Findings(
        article="a", abbreviations=(Abbreviation(short="UN", expansion=expansion, span=Span(0, 19), rule="r"),)
    )
    assert pickle.loads(pickle.dumps(told)) == told


def test_a_broken_file_is_replaced(tmp_path: Path) -> None:
    """Garbage in the file is as good as no file."""
    path = tmp_path / "findings.sqlite"
    path.write_bytes(b"garbage" * 1000)
    assert FindingsCache(path).get("k", Findings) is None


def test_the_key_changes_with_the_content() -> None:
    """Other bytes or another model are other findings."""
    assert len({findings_key("a", "f", "m"), findings_key("b", "f", "m"), findings_key("a", "f", "n")}) == 3


@pytest.mark.parametrize("name", ["built.json", "holder"])
def test_a_pipe_in_the_place_of_our_own_file_is_never_waited_for(book: Path, name: str) -> None:
    """It is replaced, and the book is built."""
    (book / ".briefing").mkdir()
    os.mkfifo(book / ".briefing" / name)
    build(book)
    assert (book / ".briefing" / name).is_file()
