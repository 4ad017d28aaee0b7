"""What merging keeps between runs: used where all is the same that it was made of, else worked out anew."""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from briefing_book.extract.reading import read_findings
from briefing_book.merge.book import merge
from briefing_book.model.findings import Findings
from briefing_book.model.kept import Kept, digest, of_text
from briefing_book.model.lent import Carried
from briefing_book.model.settings import BookFile
from briefing_book.pipeline import build
from briefing_book.store import kept_results as stored
from briefing_book.store.kept_results import kept_results, removed_if_damaged
from tests.deed_accounts import article

_LOUD: list[str] = []


def shouted(text: str) -> tuple[str, ...]:
    """Each word in capitals; who calls it is written down."""
    _LOUD.append(text)
    return tuple(text.upper().split())


@of_text
def is_loud(text: str) -> bool:
    """Whether a text is in capitals; who calls it is written down."""
    _LOUD.append(text)
    return text.isupper()


@pytest.fixture(autouse=True)
def quiet() -> None:
    """Nobody has called yet."""
    _LOUD.clear()


def _ask(path: Path, text: str, of: str = "a") -> tuple[str, ...]:
    with kept_results(path) as kept:
        return kept.result(shouted, of, digest(text), text)


def test_a_result_is_made_once(tmp_path: Path) -> None:
    """The second run takes it from the file, of the same type."""
    assert [_ask(tmp_path / "k", "the pier") for _ in range(2)] == [("THE", "PIER")] * 2
    assert _LOUD == ["the pier"]


def test_another_input_is_another_result(tmp_path: Path) -> None:
    """Under one name what was made of something else does not count."""
    _ask(tmp_path / "k", "the pier")
    assert _ask(tmp_path / "k", "the quay") == ("THE", "QUAY")


def test_what_no_run_asks_for_goes(tmp_path: Path) -> None:
    """Else the file would grow for ever."""
    _ask(tmp_path / "k", "the pier", of="a")
    _ask(tmp_path / "k", "the quay", of="b")
    _ask(tmp_path / "k", "the pier", of="a")
    assert _LOUD == ["the pier", "the quay", "the pier"]


def test_a_run_that_ends_in_a_fault_keeps_nothing(tmp_path: Path) -> None:
    """What it had not asked for yet is still there, and what it made is not."""
    _ask(tmp_path / "k", "the pier")
    with pytest.raises(KeyError), kept_results(tmp_path / "k"):
        raise KeyError
    assert _ask(tmp_path / "k", "the pier") == ("THE", "PIER")
    assert _LOUD == ["the pier"]


def test_a_record_that_is_no_result_is_made_anew(tmp_path: Path) -> None:
    """As one that a slip of the disk has changed."""
    _ask(tmp_path / "k", "the pier")
    with sqlite3.connect(tmp_path / "k") as db:
        db.execute("UPDATE results SET record = ?", (b"\xc1",))
    assert _ask(tmp_path / "k", "the pier") == ("THE", "PIER")


def test_a_record_in_which_a_letter_was_lost_is_made_anew(tmp_path: Path) -> None:
    """Though it could still be read as one."""
    _ask(tmp_path / "k", "the pier")
    with sqlite3.connect(tmp_path / "k") as db:
        ((record,),) = db.execute("SELECT record FROM results").fetchall()
        db.execute("UPDATE results SET record = ?", (record.replace(b"PIER", b"PEER"),))
    assert _ask(tmp_path / "k", "the pier") == ("THE", "PIER")


def test_results_of_other_code_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mended function makes stale what it made."""
    _ask(tmp_path / "k", "the pier")
    monkeypatch.setattr(stored, "made_by", lambda: "a later version")
    _ask(tmp_path / "k", "the pier")
    assert _LOUD == ["the pier"] * 2


def test_every_package_that_merging_uses_counts() -> None:
    """Another version of one may judge otherwise."""
    package = Path(stored.__file__).parent.parent
    code = "".join(p.read_text("utf-8") for folder in ("merge", "model") for p in (package / folder).rglob("*.py"))
    names = set(re.findall(r"^ *(?:from|import) (\w+)(?= import|\.|$)", code, re.MULTILINE))
    assert names - sys.stdlib_module_names == set(stored._MERGING[1])


def _garbage(path: Path) -> None:
    path.write_bytes(b"garbage" * 1000)


def _other_tables(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE made_by (name TEXT)")


@pytest.mark.parametrize("break_it", [_garbage, _other_tables])
def test_a_broken_file_is_seen_and_replaced(tmp_path: Path, break_it: Callable[[Path], None]) -> None:
    """The caller is told, so that he can say it."""
    break_it(tmp_path / "k")
    assert removed_if_damaged(tmp_path / "k")
    assert _ask(tmp_path / "k", "the pier") == ("THE", "PIER")
    assert not removed_if_damaged(tmp_path / "k")


def test_a_file_in_use_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is only not used in this run."""
    monkeypatch.setattr(stored, "WAIT", 0.01)
    _ask(tmp_path / "k", "the pier")
    with sqlite3.connect(tmp_path / "k", isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert _ask(tmp_path / "k", "the pier") == ("THE", "PIER")
        other.execute("ROLLBACK")
    assert _ask(tmp_path / "k", "the pier") == ("THE", "PIER")
    assert _LOUD == ["the pier"] * 2


def test_a_text_is_judged_once(tmp_path: Path) -> None:
    """In one run and over runs; outside of both each time."""
    for _ in range(2):
        with kept_results(tmp_path / "k") as kept, kept.of_texts():
            assert [is_loud("AHOY") for _ in range(3)] == [True] * 3
    assert _LOUD == ["AHOY"]
    assert is_loud("AHOY")
    assert _LOUD == ["AHOY"] * 2


def test_small_results_go_with_what_they_were_made_of() -> None:
    """A memo of an article that has changed is empty."""
    kept = Kept()
    assert kept.memo("lines", str, b"old").of("1", lambda: "the pier") == "the pier"
    assert kept.memo("lines", str, b"new").of("1", lambda: "the quay") == "the quay"


def test_a_broken_store_is_told_and_changes_nothing(book: Path) -> None:
    """The next build says so in one line, and makes the same pages."""
    build(book)
    (book / ".briefing" / "merged.sqlite").write_bytes(b"garbage" * 1000)
    (book / ".briefing" / "built.json").unlink()
    told: list[str] = []
    outcome = build(book, tell=told.append)
    assert (told, outcome.changed) == (["what was kept of merging is damaged; it is worked out anew"], ())


def test_small_results_of_one_function_lie_in_one_record(tmp_path: Path) -> None:
    """Of two articles, each made once."""
    for _ in range(2):
        with kept_results(tmp_path / "k") as kept:
            assert [kept.brief(shouted, digest(text), text) for text in ("pier", "quay")] == [("PIER",), ("QUAY",)]
    assert _LOUD == ["pier", "quay"]
    with sqlite3.connect(tmp_path / "k") as db:
        assert db.execute("SELECT count(*) FROM results").fetchone() == (1,)


def test_a_small_result_of_something_else_is_another() -> None:
    """And is worked out once in a run, where nothing is kept too."""
    kept = Kept()
    assert [kept.brief(shouted, digest(text), text) for text in ("pier", "quay", "pier")] == [
        ("PIER",), ("QUAY",), ("PIER",)
    ]  # fmt: skip
    assert _LOUD == ["pier", "quay"]


def test_merging_again_opens_no_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that merging makes of one article alone is kept: its deeds, changes of plans, measures, counts and lines."""
    texts = (
        "The board renewed the lease on July 3, under which the yard pays 3 million euros in 2025.",
        "Norway imposed a 5 percent tariff on wine on July 4. The vote of July 20 is off.",
        "Ten sailors died when a ferry sank off Tornby on July 12, Mayor Ada Cole said.",
    )
    articles = [article(text, name) for text, name in zip(texts, "abc", strict=True)]
    lent = [Carried(key=one.id, packed=msgspec.msgpack.encode(read_findings(one))) for one in articles]
    asked: list[str] = []
    opened = Carried.opened

    def noted(self: Carried) -> Findings:
        asked.append(self.key)
        return opened(self)

    monkeypatch.setattr(Carried, "opened", noted)
    books = []
    for _ in range(2):
        asked.clear()
        with kept_results(tmp_path / "k") as kept:
            books.append(merge(articles, lent, BookFile(), (), kept))
        assert (asked == []) == (len(books) > 1)
    assert books[0] == books[1]
    assert books[0].events
    assert books[0].measures
