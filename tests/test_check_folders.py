"""`briefing check` proves the books of folders in which something is rare, and nothing is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing_book.check.sources import Article, files_below
from briefing_book.check.vocabulary import Vocabulary, accounted
from briefing_book.pipeline import build, prove
from tests.small_book import page_of

TOWNS = [
    "Amber",
    "Birch",
    "Cedar",
    "Dover",
    "Ember",
    "Fjord",
    "Grove",
    "Haven",
    "Islet",
    "Jetty",
    "Kelso",
    "Lagan",
    "Minto",
    "Norde",
]


def _book(root: Path, files: dict[str, str]) -> Path:
    (root / "seeds").mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (root / "seeds" / name).write_text(text, encoding="utf-8")
    build(root)
    return root


def _quay(number: int, *, outlet: str = "The Quay Courier", head: str = "") -> str:
    """A short article with a day; each tells of another quay."""
    town = TOWNS[number % len(TOWNS)]
    first = (
        head or f"{outlet}\n\nHarbour master opens quay {number} in {town}\n\nBy Ann Roe\n\nJune {number + 1}, 2024\n\n"
    )
    return (
        f"{first}Harbour master Tom Quill of {town} opened quay {number} on June {number + 1}, 2024. "
        f"The quay in {town} cost {number + 20} million dollars.\n"
    )


def test_a_picture_that_takes_outlets_together_is_proved(tmp_path: Path) -> None:
    files = {f"a{n}.txt": _quay(n, outlet=f"The Port {town} Gazette") for n, town in enumerate(TOWNS)}
    root = _book(tmp_path, files)
    page = (root / "docs" / "coverage.md").read_text(encoding="utf-8")
    assert "3 other outlets" in page
    assert prove(root).faults == ()
    (root / "docs" / "coverage.md").write_text(page.replace("3 other outlets", "30 other outlets"), encoding="utf-8")
    assert any("other outlets" in fault for fault in prove(root).faults)


def test_history_may_name_an_article_that_has_gone(tmp_path: Path) -> None:
    root = _book(tmp_path, {"first.txt": _quay(1)})
    again = "The Port Amber Gazette\n\nHarbour master opens a quay\n\nBy Ola Berg\n\nJune 2, 2024\n\n"
    _book(root, {"second.txt": _quay(1, head=again).replace("The quay in", "The long quay of")})
    (root / "seeds" / "second.txt").unlink()
    build(root)
    assert "now also told by second" in (root / "docs" / "changes.md").read_text(encoding="utf-8")
    assert prove(root).faults == ()


ADDRESSES = ("grün", "a|b", "a b", "a`b", "a<b", 'a\\"b', "a[b](c)", "a*b*_c_", "a%20b")


def test_any_character_of_an_address_may_stand_on_its_page(tmp_path: Path) -> None:
    heads = {
        f"a{n}.md": f'---\nsource: "https://pier.example/{rest}"\ntitle: "Quay {n} opens"\n---\n'
        for n, rest in enumerate(ADDRESSES)
    }
    heads["host.md"] = '---\nsource: "https://grün.example/quay"\ntitle: "Quay 11 opens"\n---\n'
    heads["unlinked.md"] = '---\nsource: "https://ann@pier.example/quay"\ntitle: "Quay 12 opens"\n---\n'
    files = {name: _quay(n, head=head) for n, (name, head) in enumerate(heads.items())}
    root = _book(tmp_path, files)
    assert prove(root).faults == ()
    assert "(https://pier.example/gr%C3%BCn)" in page_of(root, "a0").read_text(encoding="utf-8")
    page = page_of(root, "unlinked")
    page.write_text(page.read_text(encoding="utf-8").replace("ann@pier", "bea@pier"), encoding="utf-8")
    assert any("bea@pier" in fault for fault in prove(root).faults)


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        (r'title: "Harbour board: \"No\" again"', 'Harbour board: "No" again'),
        ("title: 'It''s a *new* quay'", "It's a new quay"),
        (r'title: "A _long_ \u0071uay"', "A long quay"),
        ("title: >-\n  A quay\n  for all", "A quay for all"),
    ],
)
def test_what_front_matter_states_is_read_as_yaml(stated: str, words: str) -> None:
    article = Article("a.md", f"---\n{stated}\n---\nThe harbour board met.\n".encode())
    assert article.place(words) >= 0
    assert article.place("A quay of tin") < 0


def test_a_file_whose_name_cannot_be_shown_is_told_by_the_name_that_the_book_writes(tmp_path: Path) -> None:
    root = _book(tmp_path, {"a.txt": _quay(1)})
    for name in (b"new\nline.txt", b"tab\tx.txt", "turned\u202e.txt".encode(), b"bad\xff.txt"):
        (root / "seeds").joinpath(name.decode("utf-8", "surrogateescape")).write_text(_quay(2), encoding="utf-8")
    (root / "seeds" / "odd\nfolder").mkdir()
    (root / "seeds" / "odd\nfolder" / "b.txt").write_text(_quay(3), encoding="utf-8")
    build(root)
    assert prove(root).faults == ()
    assert {r"new\x0aline.txt", r"bad\xff.txt"} < files_below(root / "seeds")


def test_an_untold_name_is_printed_in_one_line_of_plain_characters(tmp_path: Path) -> None:
    root = _book(tmp_path, {"a.txt": _quay(1)})
    (root / "seeds" / "turned\u202e\nline.txt").write_text(_quay(2), encoding="utf-8")
    faults = prove(root).faults
    assert len(faults) == 1
    assert r"turned\x202e\x0aline.txt" in faults[0]
    assert faults[0].isprintable()


@pytest.mark.parametrize("outlet", ["alert(13)", 'The "Quay"', "Quay: today,", "(Pier)", "· Pier ·", "Pier."])
def test_an_outlet_may_begin_and_end_with_any_mark(outlet: str) -> None:
    known = Vocabulary([outlet], ["June 4, 2024"])
    assert accounted(f"{outlet} · June 4, 2024", (), known, {})
    assert accounted(f", {outlet},", (), known, {})
    assert not accounted(f"{outlet} Post · June 4, 2024", (), known, {})


def test_marks_that_a_reader_takes_away_in_part_hide_no_sentence() -> None:
    article = Article("a.md", b"The <b>*{new}</b> quay of *** Amber was _opened*.\n")
    assert article.place("The <b>{new}</b> quay of * Amber was opened.") >= 0
    assert article.place("The <b>{old}</b> quay of * Amber was opened.") < 0
