"""How much memory a book takes, held against what of it is kept packed: both in one run, so that no machine matters."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from briefing_book.extract.reading import read_findings
from briefing_book.merge.book import merge
from briefing_book.model.kept import Kept, digest
from briefing_book.model.lent import Carried
from briefing_book.model.settings import BookFile
from briefing_book.render.data.json_text import json_text
from briefing_book.store.kept_results import kept_results
from tests.deed_accounts import article

_TOLD = (
    "Harbour Minister Ada Lind met Governor Ivo Berg of Norway in Tornby on July 3 and signed the ferry treaty. "
    "The board renewed the lease of the northern yard on July 4, under which Norway pays 3 million euros a year. "
    "“We have waited for ten years for this bridge,” Governor Berg told reporters on Monday. "
    "The council of Tornby voted on July 7 to raise the toll for lorries by 5 percent, and closed two docks on July 9. "
    "Ten sailors died on July 12 when a ferry sank off the coast of Norway, Mayor Mona Hale said. "
)


class Heap:
    """What was allocated while it was looked at."""

    most = 0  # bytes at one time, beyond what was there before


@contextmanager
def looked_at() -> Iterator[Heap]:
    """Only what is allocated inside counts."""
    heap = Heap()
    gc.collect()
    tracemalloc.start(1)
    try:
        yield heap
        heap.most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _merged_again(folder: Path, count: int) -> tuple[int, int]:
    """The most memory that merging so many articles takes when all that is made of one of them is kept, and the bytes
    of what is kept."""
    first = article(_TOLD, "a")
    found = read_findings(first)
    articles = [replace(first, id=f"a{number}", file=f"a{number}.txt") for number in range(count)]
    packed = [msgspec.msgpack.encode(replace(found, article=one.id)) for one in articles]
    lent = [Carried(key=one.id, packed=each) for one, each in zip(articles, packed, strict=True)]
    path = folder / str(count)
    with kept_results(path) as kept:
        merge(articles, lent, BookFile(), (), kept)
    with kept_results(path) as kept, looked_at() as heap:
        merge(articles, lent, BookFile(), (), kept)
    return heap.most, path.stat().st_size


def test_merging_holds_little_more_than_is_kept_of_it(tmp_path: Path) -> None:
    """Unpacked it would take many times its bytes: of most of it only some is unpacked at a time."""
    few, many = _merged_again(tmp_path, 20), _merged_again(tmp_path, 60)
    assert many[0] - few[0] < 3 * (many[1] - few[1])  # 5.7 with all of it unpacked


class Found(msgspec.Struct, weakref=True):
    """A small result of which it can be seen whether somebody holds it."""

    words: tuple[str, ...]


def found_in(text: str) -> Found:
    """Made of a text."""
    return Found(tuple(text.split()))


def test_a_small_result_that_nobody_uses_is_held_packed_alone() -> None:
    """It is unpacked each time."""
    kept = Kept()
    once = kept.brief(found_in, digest("a quay"), "a quay")
    again = kept.brief(found_in, digest("a quay"), "a quay")
    assert once == again == Found(("a", "quay"))
    assert once is not again


def wordy(text: str) -> tuple[str, ...]:
    """A large result, whose name comes behind that of `found_in`."""
    return (text * 1_000_000,)


def test_a_result_of_another_kind_is_not_read_along(tmp_path: Path) -> None:
    """Though those of one kind are taken some at a time."""
    with kept_results(tmp_path / "k") as kept:
        kept.result(found_in, "1", b"", "a quay")
        kept.result(wordy, "1", b"", "a")
    with kept_results(tmp_path / "k") as kept, looked_at() as heap:
        assert kept.result(found_in, "1", b"", "a quay") == Found(("a", "quay"))
    assert heap.most < 500_000


@pytest.mark.parametrize("record", [{"name": "a quay " * 20, "year": 1999}, ["a pier " * 20]])
def test_the_text_of_a_data_file_stands_in_memory_once(record: object) -> None:
    """It grows as the records come."""
    with looked_at() as heap:
        size = len(json_text({"records": iter([record] * 20_000)}))
    assert heap.most < 1.5 * size
