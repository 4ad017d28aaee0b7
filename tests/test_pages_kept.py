"""A page is made again when, and only when, something that it shows has become another."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import sqlite3
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError

from briefing_book.model.book import Book, Note
from briefing_book.model.kept import HeldRecords
from briefing_book.model.page import Page, digest_of
from briefing_book.render import pages as made_pages
from briefing_book.render import render, render_again
from briefing_book.render.base import parts
from briefing_book.render.base.asked import AskedMap, AskedRecord, Questions, told
from briefing_book.render.base.page_kind import PageKind
from briefing_book.render.texts import Texts, texts
from briefing_book.store import kept_results
from briefing_book.store.kept_results import PAGES, kept_pages
from tests.sample_book import BOOK

MARKDOWN = [page.path for page in render(BOOK) if page.path.endswith(".md")]
Way = tuple[str | int, ...]  # fields and places that lead to a value


def _after(*books: Book) -> HeldRecords:
    """What is kept after these."""
    kept = HeldRecords()
    for book in books:
        list(render_again(book, kept))
    return kept


def _again(book: Book, kept: HeldRecords) -> tuple[Page, ...]:
    """The pages that are made where these are kept, which stay as they are."""
    files = sorted(render_again(book, deepcopy(kept)), key=lambda file: file.path)
    assert all(file.digest == digest_of(file.data) for file in files)
    return tuple(Page(path=file.path, content=file.data.decode()) for file in files)


KEPT = _after(BOOK)


def _other(value: Any) -> Iterator[Any]:
    """What may stand in the place of a plain value."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, str):
        yield f"{value}x"
    elif isinstance(value, int | float):
        yield value + 1
    elif isinstance(value, dt.date):
        yield value + dt.timedelta(days=1)
    elif isinstance(value, tuple) and value:
        yield value[1:]


def _ways(value: Any, way: Way = ()) -> Iterator[Way]:
    """To every value of the first record of each list; others would be alike."""
    if way:
        yield way
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _ways(getattr(value, field.name), (*way, field.name))
    elif isinstance(value, tuple):
        for number, one in enumerate(value[:1]):
            yield from _ways(one, (*way, number))


def _at(value: Any, way: Way) -> Any:
    for step in way:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value


def _with(value: Any, way: Way, new: Any) -> Any:
    """The record with another value at the end of the way."""
    if not way:
        return new
    step = way[0]
    if isinstance(step, int):
        return (*value[:step], _with(value[step], way[1:], new), *value[step + 1 :])
    return replace(value, **{step: _with(getattr(value, step), way[1:], new)})


def _changed_books(field: str) -> Iterator[tuple[Way, Book]]:
    for way in _ways(getattr(BOOK, field), (field,)):
        for new in _other(_at(BOOK, way)):
            try:
                yield way, _with(BOOK, way, new)
            except ValueError:  # a record that cannot be
                continue


def _remade(monkeypatch: pytest.MonkeyPatch, book: Book, kept: HeldRecords) -> tuple[list[str], list[Page]]:
    """The pages that a template was used for, and all."""
    made: list[str] = []

    def counted(kind: PageKind, path: str, *more: Any) -> Texts:
        made.append(path)
        return texts(kind, path, *more)

    monkeypatch.setattr(made_pages, "texts", counted)
    return made, list(_again(book, kept))


@pytest.mark.slow
@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(Book)])
def test_whatever_changes_the_pages_are_those_of_a_clean_build(field: str) -> None:
    """Every field of every kind of record, one after the other."""
    for way, book in _changed_books(field):
        try:
            clean = render(book)
        except (ValueError, LookupError, AttributeError, TypeError, UndefinedError):  # no book that could be published
            continue
        assert _again(book, KEPT) == clean, way


def test_a_book_that_is_as_it_was_makes_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of every kind are taken over."""
    clean = list(render(BOOK))
    made, pages = _remade(monkeypatch, BOOK, KEPT)
    assert (made, pages) == (["changes.md"], clean)


def test_every_page_is_kept() -> None:
    """But the page of changes, which is new whenever a book is."""
    pages = {path for path in MARKDOWN if KEPT.holds(f"page {path}")}
    assert pages == set(MARKDOWN) - {"changes.md"}


def test_what_one_source_is_called_leaves_pages_alone_that_do_not_name_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the sources' own pages only its own is made."""
    first = BOOK.sources[0]
    book = replace(BOOK, sources=(replace(first, outlet="The Pier Herald"), *BOOK.sources[1:]))
    made, _ = _remade(monkeypatch, book, KEPT)
    assert len([path for path in made if path.startswith("sources/") and path != "sources/index.md"]) == 1


def test_how_often_a_person_is_named_leaves_pages_alone_that_only_link_to_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """A link shows the name, and asks for nothing else."""
    one = BOOK.people[0]
    book = replace(BOOK, people=(replace(one, mentions=one.mentions + 1), *BOOK.people[1:]))
    made, _ = _remade(monkeypatch, book, KEPT)
    assert f"people/{one.id}.md" in made
    assert not [path for path in made if path.startswith("timeline")]


def test_an_editors_note_is_set_into_its_page_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was kept of the page without it."""
    page = f"people/{BOOK.people[0].id}.md"
    made, _ = _remade(monkeypatch, replace(BOOK, notes=(Note(page=page, text="Eels."),)), KEPT)
    assert set(made) == {page, "changes.md"}


def test_a_note_that_went_from_a_page_to_its_part_stands_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the same words."""
    monkeypatch.setattr(parts, "LARGEST", 7_000)
    monkeypatch.setattr(parts, "_FIRST", 5_000)
    part = next(page.path for page in render(BOOK) if parts.whole_of(page.path) != page.path)
    before = replace(BOOK, notes=(Note(page=parts.whole_of(part), text="Eels."),))
    after = replace(BOOK, notes=(Note(page=part, text="Eels."),))
    assert _again(after, _after(before)) == render(after)


@dataclasses.dataclass(frozen=True)
class _Pond:
    name: str
    eels: dict[str, int]


def _asks(eels: dict[str, int], name: str = "north") -> tuple[AskedRecord, Questions]:
    view = AskedRecord(_Pond(name=name, eels=eels))
    return view, Questions(pond=view)


@pytest.mark.parametrize(
    ("ask", "after", "same"),
    [
        (lambda pond: pond.eels["a"], {"a": 1, "b": 9}, True),
        (lambda pond: pond.eels["a"], {"a": 2, "b": 2}, False),
        (lambda pond: pond.eels.get("c"), {"a": 1, "b": 2, "c": 3}, False),
        (lambda pond: "a" in pond.eels, {"a": 7, "b": 2}, True),
        (lambda pond: "c" in pond.eels, {"a": 1, "b": 2, "c": 3}, False),
        (lambda pond: list(pond.eels.values()), {"a": 1, "b": 2, "c": 3}, False),
        (lambda pond: list(pond.eels), {"b": 2, "a": 1}, False),
        (lambda pond: len(pond.eels), {"a": 1}, False),
        (lambda pond: pond.name, {}, True),
        (lambda pond: pond.eels.get(("a", 1), 0), {"a": 1}, False),
    ],
    ids=["other", "value", "missing", "there", "not there", "values", "order", "count", "field", "odd key"],
)
def test_answers_differ_where_what_was_asked_for_does(ask: Any, after: dict[str, int], same: bool) -> None:
    """And nowhere else."""
    pond, questions = _asks({"a": 1, "b": 2})
    ask(pond)
    asked = questions.taken()
    assert (questions.answers(asked) == _asks(after)[1].answers(asked)) is same


def test_what_was_asked_for_one_page_is_not_counted_for_the_next() -> None:
    """Each has its own questions."""
    pond, questions = _asks({"a": 1})
    assert pond.eels["a"] == 1
    questions.taken()
    assert pond.name == "north"
    assert questions.taken() == [("pond", "of", ["name"])]


def test_what_has_no_telling_form_is_never_taken_for_the_same() -> None:
    """A function may show anything."""
    assert told({"shown": len}) is None
    view = AskedRecord(_Pond(name="north", eels={}))
    questions = Questions(ponds=AskedMap({"a": len}), pond=view)
    assert questions.answers([("ponds", "of", ["a"])]) is None


def _remade_from(file: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that a template is used for when a run finds this file, and makes the right ones."""
    made: list[str] = []
    monkeypatch.setattr(made_pages, "texts", lambda kind, path, *more: made.append(path) or texts(kind, path, *more))
    with kept_pages(file) as records:
        files = {one.path: one.data.decode() for one in render_again(BOOK, records)}
    assert files == {page.path: page.content for page in render(BOOK)}
    return made[: len(made) - len(MARKDOWN)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with kept_pages(tmp_path / PAGES) as records:
        list(render_again(BOOK, records))
    return tmp_path / PAGES


def test_pages_come_back_from_the_file_as_they_were(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _remade_from(file, monkeypatch) == ["changes.md"]


@pytest.mark.parametrize("damage", [b"", b"eels", b"SQLite format 3\0eels"])
def test_of_a_file_that_is_not_ours_no_page_is_taken(
    file: Path, damage: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_bytes(damage)
    assert sorted(_remade_from(file, monkeypatch)) == sorted(MARKDOWN)


def test_a_page_in_which_a_letter_was_lost_is_not_taken(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As by a slip of the disk; it is made anew when its text is needed."""
    text = next(page.content for page in render(BOOK) if page.path == "figures.md")
    word = text.encode()[-40:]
    damaged = file.read_bytes().replace(word, word.upper())
    assert damaged != file.read_bytes()
    file.write_bytes(damaged)
    assert "figures.md" in _remade_from(file, monkeypatch)


def test_pages_of_other_templates_are_not_taken(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They may show the same otherwise."""
    monkeypatch.setattr(kept_results, "_RENDERING", (("model",), ()))
    assert sorted(_remade_from(file, monkeypatch)) == sorted(MARKDOWN)


def test_what_a_page_that_is_gone_was_made_with_is_dropped(file: Path) -> None:
    person = BOOK.people[0]
    with kept_pages(file) as records:
        list(render_again(replace(BOOK, people=BOOK.people[1:]), records))
    with contextlib.closing(sqlite3.connect(file)) as db:
        names = {name for (name,) in db.execute("SELECT name FROM results")}
    assert f"text people/{BOOK.people[1].id}.md" in names
    assert f"text people/{person.id}.md" not in names
