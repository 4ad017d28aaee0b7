"""Findings that are taken from the store when somebody asks, few of them open at a time."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from briefing_book import pipeline
from briefing_book.extract.reading import read_findings
from briefing_book.ingest import plain_article
from briefing_book.merge.base.corpus import readings
from briefing_book.model.article import Article
from briefing_book.model.errors import StepError
from briefing_book.model.findings import Findings
from briefing_book.model.lent import Carried, Changed, Desk, Owned, in_pieces
from briefing_book.model.text import Span
from briefing_book.store.findings_cache import FindingsCache, Shelf, Stored
from briefing_book.workers import guarded
from briefing_book.workers.guarded import Piece, Refusal
from briefing_book.workers.kept import lent_of
from tests.small_book import write_book

TEXT = "Tove Halvorsen closed the pier on 4 March 2019. “It will open in June,” she said."
WORK = "tests.hostile_work"
STORE = "findings.sqlite"


@pytest.fixture(scope="module")
def article() -> Article:
    return plain_article(TEXT, file="pier.txt", published=None)


@pytest.fixture(scope="module")
def found(article: Article) -> Findings:
    return read_findings(article)


def without_quotations(found: Findings) -> Findings:
    return replace(found, quotations=(), sayings=())


def with_article(found: Findings, name: str) -> Findings:
    return replace(found, article=name)


# One article's


@pytest.mark.parametrize("kind", [each.name for each in fields(Findings)])
def test_each_kind_comes_out_of_the_packed_ones_as_it_was(found: Findings, kind: str) -> None:
    assert getattr(in_pieces(msgspec.msgpack.encode(found)), kind) == getattr(found, kind)


def test_packed_findings_have_no_other_names(found: Findings) -> None:
    """A slip is told as one."""
    with pytest.raises(AttributeError, match="sentence"):
        in_pieces(msgspec.msgpack.encode(found)).sentence  # type: ignore[attr-defined]  # noqa: B018


def test_what_a_change_makes_is_made_of_all_kinds(found: Findings) -> None:
    lent = Changed(lent=Carried(key="k", packed=msgspec.msgpack.encode(found)), change=without_quotations, more=())
    assert lent.opened() == without_quotations(found)


def test_changed_findings_are_of_their_own_make(found: Findings) -> None:
    """By what they are changed, with what, and from what."""
    lent = Owned(held=found)
    made = {
        lent.made_from,
        Changed(lent=lent, change=without_quotations, more=()).made_from,
        Changed(lent=lent, change=with_article, more=("b",)).made_from,
        Changed(lent=lent, change=with_article, more=("c",)).made_from,
        Changed(lent=Owned(held=replace(found, phrases=())), change=with_article, more=("c",)).made_from,
    }
    assert len(made) == 5


# Few at a time


def test_the_one_that_was_opened_first_forgets_first() -> None:
    forgotten: list[str] = []

    class One:
        def __init__(self, name: str) -> None:
            self.name = name

        def forget(self) -> None:
            forgotten.append(self.name)

    desk = Desk(2)
    for name in "abcd":
        desk.opened(One(name))
    assert forgotten == ["a", "b"]


def test_a_reading_that_forgot_its_findings_reads_as_before(article: Article, found: Findings) -> None:
    """What hangs on them is gone with them, and comes again."""
    (reading,) = readings([article], [found])
    before = [mention.span for mention in reading.mentions.meeting(Span(0, len(TEXT)))]
    reading.forget()
    assert "findings" not in vars(reading)
    assert "mentions" not in vars(reading)
    assert [mention.span for mention in reading.mentions.meeting(Span(0, len(TEXT)))] == before


def test_all_citations_of_a_sentence_share_its_words(article: Article, found: Findings) -> None:
    (reading,) = readings([article], [found])
    first = reading.cite(0).quote
    reading.forget()
    assert reading.cite(0).quote is first


# In the store


def test_findings_are_lent_from_the_file(tmp_path: Path, found: Findings) -> None:
    """They cross to another process as a name and come from there."""
    cache = FindingsCache(tmp_path / STORE)
    cache.put("k", found)
    lent = cache.lent(["k", "none"])
    cache.close()
    assert lent.keys() == {"k"}
    sent = pickle.dumps(lent["k"])
    assert len(sent) < 500
    assert pickle.loads(sent).findings() == found


def test_where_there_can_be_no_file_they_go_along(tmp_path: Path, found: Findings) -> None:
    (tmp_path / "in the way").touch()
    cache = FindingsCache(tmp_path / "in the way" / STORE)
    cache.put("k", found)
    lent = cache.lent(["k"])["k"]
    assert isinstance(lent, Carried)
    assert pickle.loads(pickle.dumps(lent)).findings() == found


def test_it_makes_no_difference_where_they_are_kept(tmp_path: Path, found: Findings) -> None:
    """A later run may have a disk."""
    made = [Carried(key="k", packed=b"").made_from, Stored(key="k", shelf=Shelf(tmp_path / STORE)).made_from]
    assert made[0] == made[1] != Stored(key="l", shelf=Shelf(tmp_path / STORE)).made_from


def test_findings_that_are_gone_are_nobodys_fault(tmp_path: Path) -> None:
    FindingsCache(tmp_path / STORE).close()
    with pytest.raises(StepError, match="build again"):
        Stored(key="k", shelf=Shelf(tmp_path / STORE)).findings()


def test_damaged_findings_are_not_lent(tmp_path: Path, found: Findings) -> None:
    cache = FindingsCache(tmp_path / STORE)
    cache.put("k", found)
    cache._db.execute("UPDATE findings SET record = CAST(record || x'00' AS BLOB)")
    assert not cache.lent(["k"])


def test_what_a_broken_file_loses_on_the_way_is_made_again(tmp_path: Path, found: Findings) -> None:
    """It breaks when the second is written: the first is lost with it."""
    path = tmp_path / STORE
    cache = FindingsCache(path)
    made: list[str] = []

    def make(pieces: Sequence[Piece]) -> Iterator[tuple[int, Any]]:
        for number, piece in enumerate(pieces):
            (name,) = piece.arguments
            made.append(name)
            if made == ["a", "b"]:
                path.write_bytes(b"garbage" * 1000)
            yield number, with_article(found, name)

    lent = lent_of(cache, {name: Piece(arguments=(name,), seconds=1.0) for name in "ab"}, make)
    assert made[:2] == ["a", "b"]
    assert {key: one.findings().article for key, one in lent.items() if not isinstance(one, Refusal)} == {
        "a": "a",
        "b": "b",
    }


# The crews


def test_crews_share_no_worker() -> None:
    """So who makes the book never holds the language model."""
    told = [guarded.one(f"{WORK}:where", Piece(arguments=(), seconds=20, crew=crew)) for crew in ("reading", "book")]
    assert len(set(told)) == 2


def test_a_worker_that_is_made_ready_is_the_one_that_works() -> None:
    guarded.end_all()
    guarded.prepare("book", (f"{WORK}:fine", (1,)))
    (waiting,) = guarded._kept
    assert guarded.one(f"{WORK}:where", Piece(arguments=(), seconds=20, crew="book")) == waiting._process.pid


def test_what_cannot_be_made_ready_is_told_by_the_piece() -> None:
    """And not before."""
    first = (f"{WORK}:cannot_begin", ())
    guarded.prepare("book", first)
    with pytest.raises(pipeline.BriefingError, match="no model"):
        guarded.one(f"{WORK}:fine", Piece(arguments=(1,), seconds=20, first=first, crew="book"))


def test_who_makes_the_book_knows_no_language_model(tmp_path: Path) -> None:
    guarded.end_all()
    pipeline.build(write_book(tmp_path))
    known = {
        crew: guarded.one(f"{WORK}:knows", Piece(arguments=("spacy",), seconds=20, crew=crew))
        for crew in ("reading", "book")
    }
    assert known == {"reading": True, "book": False}
