"""Each format of input keeps what it promises, and a file is read by the one that fits it."""

from __future__ import annotations

from collections import Counter

import pytest

from briefing_book.ingest import input_formats
from briefing_book.ingest.base.raw_text import HEAD, Format, RawText
from briefing_book.ingest.input_formats import FORMATS, articles, format_of, is_plain, read
from briefing_book.ingest.reading import read_file
from briefing_book.model.errors import UnreadableArticle
from tests.small_book import ROOT

LETTER = b"From: Ada\n\nThe pier is open."

each_format = pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.name)


class Letter:
    """A format whose files begin with a sender."""

    name = "letter"
    endings = (".letter",)

    def looks_like(self, head: bytes) -> bool:
        assert head[:HEAD]
        return head.startswith(b"From: ")

    def read(self, data: bytes, *, file: str) -> tuple[RawText]:
        if not self.looks_like(data[:HEAD]):
            raise UnreadableArticle(file, "a letter without a sender")
        return (RawText(text=data.decode().partition("\n\n")[2]),)


class Strict(Letter):
    """One that takes text files, but only those that it knows."""

    name = "strict"
    endings = (".txt",)


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> Format:
    letter = Letter()
    monkeypatch.setattr(input_formats, "FORMATS", (*FORMATS, letter))
    return letter


@each_format
def test_endings_begin_with_a_dot_and_are_small(one: Format) -> None:
    """As they are compared."""
    assert one.endings
    assert all(ending.startswith(".") and ending == ending.casefold() for ending in one.endings)


@each_format
@pytest.mark.parametrize("data", [b"", b"  \n", b"\x00\x01\x02" * 50, b"%PDF-1.7 " * 9, b"<!doctype html><p>Hi</p>"])
def test_what_no_format_can_read_is_refused_with_the_name_of_the_file(one: Format, data: bytes) -> None:
    with pytest.raises(UnreadableArticle) as caught:
        one.read(data, file="quay.txt")
    assert caught.value.file == "quay.txt"
    assert caught.value.reason


def test_names_and_endings_of_formats_are_their_own() -> None:
    assert [name for name, times in Counter(one.name for one in FORMATS).items() if times > 1] == []
    endings = Counter(ending for one in FORMATS for ending in one.endings)
    assert [ending for ending, times in endings.items() if times > 1] == []


def test_no_module_of_a_format_is_missing_in_the_table() -> None:
    modules = {path.stem for path in (ROOT / "generator" / "ingest" / "formats").glob("[!_]*.py")}
    assert modules - {"decoding"} == {one.name for one in FORMATS}


def test_files_of_every_format_are_articles(letters: Format) -> None:
    """The line for any other file is short, whatever their number."""
    assert articles().endings == tuple(dict.fromkeys(ending for one in (*FORMATS, letters) for ending in one.endings))
    assert ".letter" in articles().endings
    assert len(articles().cure) < 60


@pytest.mark.parametrize(
    ("file", "data", "name"),
    [
        ("a.letter", LETTER, "letter"),
        ("a.LETTER", LETTER, "letter"),
        ("a.txt", LETTER, "text"),
        ("a.letter", b"The pier is open.", "text"),
        ("a.letter", b"\x89PNG", "letter"),
        ("a", b"The pier is open.", "text"),
        ("a.xyz", b"\x89PNG", "text"),
    ],
    ids=[
        "by its ending",
        "in capitals too",
        "what the ending says comes before what fits as well",
        "what it looks like, when it does not look like its ending",
        "its ending, when it looks like nothing",
        "without an ending",
        "plain text says why not, when nothing else can",
    ],
)
def test_a_file_is_read_by_the_format_that_fits(letters: Format, file: str, data: bytes, name: str) -> None:
    assert format_of(data, file).name == name


def test_a_file_may_look_like_a_later_format_of_its_ending(monkeypatch: pytest.MonkeyPatch) -> None:
    """A first one that does not know it lets it pass."""
    monkeypatch.setattr(input_formats, "FORMATS", (Strict(), *FORMATS))
    assert format_of(b"The pier is open.", "a.txt").name == "text"
    assert format_of(LETTER, "a.txt").name == "strict"


def test_only_plain_text_is_left_to_the_check(letters: Format) -> None:
    assert is_plain(b"The pier is open.", "a.txt")
    assert not is_plain(LETTER, "a.letter")


def test_the_text_is_what_the_format_says(letters: Format) -> None:
    assert [one.text for one in read(LETTER, file="a.letter")] == ["The pier is open."]


def test_no_format_may_read_more_than_the_limits(letters: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file may hold a large text, and a large file is not even shown to its format."""
    monkeypatch.setattr(input_formats.limits, "most", lambda limit: {"bytes": 100, "characters": 10}[limit])
    with pytest.raises(UnreadableArticle):
        read_file(LETTER, file="a.letter")
    monkeypatch.setattr(Letter, "read", None)
    with pytest.raises(UnreadableArticle):
        read(LETTER * 9, file="a.letter")
