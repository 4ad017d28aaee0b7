"""book.yml: what it may say, and how it is refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator.editor import parse_book_file, read_book_file
from generator.errors import BookFileError


def test_no_file_means_defaults(tmp_path: Path) -> None:
    """A book needs no book.yml."""
    assert read_book_file(tmp_path / "book.yml").title is None


def test_keys_are_read() -> None:
    """Title, as-of date and topics come out typed."""
    read = parse_book_file("title: Grain talks\nas_of: 2023-07-18\ntopics:\n  - {title: Grain corridor, terms: [corridor, wheat]}\n")
    assert (read.title, read.as_of) == ("Grain talks", dt.date(2023, 7, 18))
    assert [(topic.id, topic.terms) for topic in read.topics] == [("grain-corridor", ("corridor", "wheat"))]


def test_a_topic_without_terms_is_found_by_its_title() -> None:
    """Its title is its one term."""
    assert parse_book_file("topics: [{title: Fishing rights}]").topics[0].terms == ("Fishing rights",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("titel: x", "line 1: unknown key `titel`, did you mean `title`?"),
        ("title: x\nas_of: soon", "line 2: `as_of` must be a date"),
        ("topics:\n  - terms: [x]", "line 2: a topic needs a `title`"),
        ("title: a\ntitle: b", "line 2: `title` stands twice"),
        ("full_text: 3", "`full_text` must be true or false"),
        ("a: &x [1]\nb: *x", "anchors and aliases"),
        ("title: [", "not valid YAML"),
        ("- x", "line 1: expected keys and values"),
        ("topics: [{title: A}, {title: a}]", "two topics have the same title"),
        ("title: !!python/object/apply:os.system [ls]", "`title`"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, message: str) -> None:
    """The message says where and what would mend it."""
    with pytest.raises(BookFileError) as error:
        parse_book_file(text)
    assert message in str(error.value)


def test_wrong_encoding_is_named(tmp_path: Path) -> None:
    """A file that is not UTF-8 is refused with the place."""
    path = tmp_path / "book.yml"
    path.write_bytes(b"title: caf\xe9")
    with pytest.raises(BookFileError, match="not UTF-8 at byte 10"):
        read_book_file(path)
