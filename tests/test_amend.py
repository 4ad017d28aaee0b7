"""`briefing edit`: one entry more in book.yml, and nothing else in it touched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_book.book_file.edit import amended, write
from briefing_book.book_file.read import parse_book_file
from briefing_book.cli import main
from briefing_book.model.errors import BookFileError
from tests.harbour import HARBOUR
from tests.small_book import write_book

MERGE = {"merge": ["A. Roe", "Ann Roe"], "reason": "one person"}


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    return write_book(tmp_path / "book", HARBOUR)


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("", "people:\n  - merge: [A. Roe, Ann Roe]\n    reason: one person\n"),
        ("title: x", "title: x\n\npeople:\n  - merge: [A. Roe, Ann Roe]\n    reason: one person\n"),
        (
            "people:  # who\ntitle: x\n",
            "people:  # who\n  - merge: [A. Roe, Ann Roe]\n    reason: one person\ntitle: x\n",
        ),
        ("people: []\n", "people:\n  - merge: [A. Roe, Ann Roe]\n    reason: one person\n"),
        (
            "people:\n- person: B\n  hide: true\n  reason: c  # d\n\n# e\ntitle: x\n",
            "people:\n- person: B\n  hide: true\n  reason: c  # d\n- merge: [A. Roe, Ann Roe]\n  reason: one person\n\n# e\ntitle: x\n",
        ),
        (
            "people:\n    - person: B\n      hide: true\n      reason: >\n        c\n\n# e\n",
            (
                "people:\n    - person: B\n      hide: true\n      reason: >\n        c\n"
                "    - merge: [A. Roe, Ann Roe]\n      reason: one person\n\n# e\n"
            ),
        ),
        (
            "people: [{person: B, hide: true, reason: c}] # d\n",
            "people: [{person: B, hide: true, reason: c}, {merge: [A. Roe, Ann Roe], reason: one person}] # d\n",
        ),
        (
            "people:\n  kinds: [state]\ntitle: x\n",
            ("people:\n  kinds: [state]\n  edits:\n  - merge: [A. Roe, Ann Roe]\n    reason: one person\ntitle: x\n"),
        ),
        (
            "people:\n  edits:\n  kinds: [state]\n",
            "people:\n  edits:\n    - merge: [A. Roe, Ann Roe]\n      reason: one person\n  kinds: [state]\n",
        ),
        ("title: x\r\n", "title: x\r\n\r\npeople:\r\n  - merge: [A. Roe, Ann Roe]\r\n    reason: one person\r\n"),
    ],
)
def test_an_entry_is_added_where_its_section_ends(text: str, new: str) -> None:
    """Comments, order, indentation and line ends stay."""
    assert amended(text, "people", MERGE) == new


@pytest.mark.parametrize("text", ["{title: x}\n", "title: x\n...\n"])
def test_a_file_that_cannot_be_added_to_is_left_to_the_editor(text: str) -> None:
    """The message has the lines to write."""
    with pytest.raises(BookFileError, match=r"add this by hand:\n  - merge: \[A. Roe, Ann Roe\]"):
        amended(text, "people", MERGE)


def test_what_is_said_already_is_not_said_twice() -> None:
    """The line is named where it can be changed."""
    text = "people:\n  - {person: A, country: B, reason: c}\n"
    with pytest.raises(BookFileError, match="line 2 has an entry on this already"):
        amended(text, "people", {"person": "A", "country": "D", "reason": "e"})
    assert len(parse_book_file(amended(text, "people", {"person": "A", "role": "D", "reason": "e"})).people) == 2


def test_an_entry_that_is_wrong_is_refused_before_it_is_written() -> None:
    """The reader's own message says why."""
    with pytest.raises(BookFileError, match="`date` must be a date"):
        amended("title: x\n", "events", {"event": "a", "date": "soon", "reason": "b"})


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30),
    st.sampled_from(["", "title: x", "people: [{person: B, hide: true, reason: c}]"]),
)
def test_any_words_come_back_as_they_were(words: str, text: str) -> None:
    """Quoting is YAML's business, or the entry is refused."""
    entry: dict[str, Any] = {"person": "A", "role": words, "reason": words}
    try:
        new = amended(text, "people", entry)
    except BookFileError:
        return
    assert parse_book_file(new).people[-1].reason == " ".join(words.split())


def test_writing_keeps_mode_and_byte_order_mark(tmp_path: Path) -> None:
    """Some editors on some systems need the mark."""
    path = tmp_path / "book.yml"
    path.write_bytes(b"\xef\xbb\xbftitle: x\n")
    path.chmod(0o600)
    write(path, "title: y\n")
    assert path.read_bytes() == b"\xef\xbb\xbftitle: y\n"
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("command", "entry"),
    [
        (["merge", "Pavel Orlik", "Torunn Alvestad"], "- merge: [Pavel Orlik, Torunn Alvestad]"),
        (
            ["split", "Pavel Orlik", "--source", "ferries.txt", "--name", "P. Orlik"],
            "- split: Pavel Orlik\n    sources: [ferries.txt]",
        ),
        (["rename", "Tove Halvorsen", "Tove Vik"], "- person: Tove Halvorsen\n    name: Tove Vik"),
        (["role", "Tove Halvorsen", "Envoy"], "- person: Tove Halvorsen\n    role: Envoy"),
        (["country", "Tove Halvorsen", "Norland"], "- person: Tove Halvorsen\n    country: Norland"),
        (["official", "Gerda Mohn", "yes"], "- person: Gerda Mohn\n    official: true"),
        (["hide", "Anders Vik"], "- person: Anders Vik\n    hide: true"),
        (["date", "by April 1", "2019-04-02"], "- event: by April 1\n    date: 2019-04-02"),
        (
            ["headline", "lifted the ban", "The ban ends", "--source", "pier.txt"],
            "- event: {source: pier.txt, words: lifted the ban}\n    headline:",
        ),
        (["pin", "by April 1"], "- event: by April 1\n    pin: true"),
        (["join", "on Tuesday", "from Norland on Monday"], "- merge: [on Tuesday, from Norland on Monday]"),
        (["settle", "lifted the ban", "2019-03-12"], "- disagreement: lifted the ban\n    settle: 2019-03-12"),
        (
            ["source", "undated.txt", "--published", "2019-03-15", "--author", "A", "B"],
            "- source: undated.txt\n    published: 2019-03-15\n    authors: [A, B]",
        ),
        (["exclude", "pier.txt"], "- source: pier.txt\n    exclude: true"),
        (["gloss", "NFU", "Norland Fishers"], "- short: NFU\n    expansion: Norland Fishers"),
    ],
)
def test_each_correction_is_written(
    harbour: Path, capsys: pytest.CaptureFixture[str], command: list[str], entry: str
) -> None:
    """And the comment above it is still there."""
    path = harbour / "book.yml"
    path.write_text("# ours\ntitle: Harbours\n")
    assert main(["edit", *command, "--reason", "so it is", "--book", str(harbour)]) == 0, capsys.readouterr().err
    text = path.read_text()
    assert text.startswith("# ours\ntitle: Harbours\n")
    assert entry in text
    assert "reason: so it is" in text
    assert "book.yml, line 5: added to `" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (
            ["merge", "Pavel Orlik", "Torun Alvestad"],
            "nobody is called `Torun Alvestad`; did you mean `Torunn Alvestad`?",
        ),
        (["date", "e-0000000000", "2019"], "no event has the id `e-0000000000`"),
        (["date", "by April 1", "soon"], "`date` must be a date"),
        (["hide", "d-0000000000"], "no disagreement has the id"),
        (["official", "Anders Vik", "perhaps"], "say yes or no"),
        (["exclude", "gone.txt"], "no source is called `gone.txt`"),
        (["source", "undated.txt"], "this entry changes nothing"),
    ],
)
def test_a_correction_of_nothing_is_refused(
    harbour: Path, capsys: pytest.CaptureFixture[str], command: list[str], message: str
) -> None:
    """book.yml stays as it was."""
    path = harbour / "book.yml"
    path.write_text("title: Harbours\n")
    assert main(["edit", *command, "--reason", "x", "--book", str(harbour)]) == 2
    assert message in capsys.readouterr().err
    assert path.read_text() == "title: Harbours\n"
