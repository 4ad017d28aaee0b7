"""What another package registers is found by its entry points, and treated as our own."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing_book import pipeline
from briefing_book.cli import main
from briefing_book.ingest import input_formats
from briefing_book.model.errors import UsageError
from briefing_book.model.settings import BookFile
from briefing_book.registered import FORMATS, PAGES, _found, registered, versions
from briefing_book.render import kinds as page_kinds
from briefing_book.render.kinds import KINDS, kinds
from briefing_book.render.print_document import compose
from briefing_book.store import build_stamp, findings_cache
from briefing_book.workers import guarded
from tests.small_book import ARTICLES, page_of, write_book

MODULE = '''
from pathlib import Path

from briefing_book.ingest.base.raw_text import RawText
from briefing_book.model.errors import UnreadableArticle
from briefing_book.render.base.index import Use
from briefing_book.render.base.page_kind import Link, PageKind


class Upside:
    """Lines from the last to the first, behind a line that says so."""

    name = "upside"
    endings = (".upside",)

    def looks_like(self, head):
        return head.startswith(b"UPSIDE")

    def read(self, data, *, file):
        if b"broken" in data:
            raise UnreadableArticle(file, "upside down, and broken")
        return [RawText(text="\\n".join(data.decode().splitlines()[:0:-1]), warnings=("it stood upside down",))]


def cites(index):
    for figure in index.book.figures:
        yield figure.citation, Use(what=figure.text, path="tally.md", anchor="tally")


FORMAT = Upside()
KIND = PageKind(
    name="tally",
    path="tally.md",
    pages=lambda index: [("tally.md", {"many": len(index.book.figures)})],
    description=lambda index, values: "How many figures there are.",
    nav="Tally",
    paper="chapter",
    llms=lambda index: [Link("Pages", "Tally", "tally.md", "how many figures there are")],
    section="Tally",
    cites=cites,
    templates=Path(__file__).parent,
)
'''
TEMPLATE = "# Tally\n\nFigures: {{ many }}, of {{ book.title }}.\n"


def install(folder: Path, name: str, points: str, version: str = "1.4") -> None:
    """A package as pip would leave it: a module beside its list of entry points."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.py").write_text(MODULE, encoding="utf-8")
    (folder / "tally.md.j2").write_text(TEMPLATE, encoding="utf-8")
    info = folder / f"{name}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(points, encoding="utf-8")


def points(module: str) -> str:
    return f"[{PAGES}]\ntally = {module}:KIND\n\n[{FORMATS}]\nupside = {module}:FORMAT\n"


@pytest.fixture
def others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of packages that this Python and its workers find."""
    folder = tmp_path / "packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    guarded.end_all()  # one that waits for work knows the old path
    yield folder
    guarded.end_all()
    for name in ("addon", "addon_twin"):
        sys.modules.pop(name, None)


@pytest.fixture
def addon(others: Path) -> Path:
    install(others, "addon", points("addon"))
    return others


def upside(article: str) -> str:
    return "\n".join(["UPSIDE", *reversed(article.splitlines())])


def book_with(root: Path, **files: str) -> Path:
    book = write_book(root, {"harbour.txt": ARTICLES["harbour.txt"]})
    for name, text in files.items():
        (book / "seeds" / f"{name}.upside").write_text(text, encoding="utf-8")
    return book


def test_ours_come_first_and_others_by_name(addon: Path) -> None:
    assert kinds()[:-1] == KINDS
    assert kinds()[-1].name == "tally"
    assert page_kinds.others() == kinds()[-1:]
    assert [one.name for one in input_formats.formats()] == [*(one.name for one in input_formats.FORMATS), "upside"]


def test_without_other_packages_there_are_ours_alone() -> None:
    assert kinds() == KINDS
    assert input_formats.formats() == input_formats.FORMATS


def test_a_registered_format_and_page_are_in_the_book(addon: Path, tmp_path: Path) -> None:
    """Through the workers too, which read the articles and write the pages."""
    book = book_with(tmp_path / "book", ferries=upside(ARTICLES["ferries.txt"]), bad="UPSIDE\nbroken")
    outcome = pipeline.build(book)
    assert {(p.file, p.reason) for p in outcome.problems} >= {
        ("bad.upside", "upside down, and broken"),
        ("ferries.upside", "it stood upside down"),
    }
    sources = json.loads((book / "docs" / "data" / "book.json").read_text(encoding="utf-8"))["sources"]
    assert {source["file"] for source in sources} == {"harbour.txt", "ferries.upside"}
    page = (book / "docs" / "tally.md").read_text(encoding="utf-8")
    assert 'description: "How many figures there are."' in page
    assert "Figures: " in page
    assert "[Tally](tally.html): how many figures there are" in (book / "docs" / "llms.txt").read_text(encoding="utf-8")


def test_a_registered_page_is_a_chapter_behind_ours(addon: Path, tmp_path: Path) -> None:
    """On paper it stands before the list of sources."""
    made = pipeline.make(book_with(tmp_path / "book"), BookFile())
    titles = [line.title for line in compose(made.book, made.pages).contents if line.level == 1]
    assert titles.index("Glossary") < titles.index("Tally") < titles.index("Sources")


def test_the_page_of_a_source_names_what_a_registered_page_cites(addon: Path, tmp_path: Path) -> None:
    book = book_with(tmp_path / "book")
    pipeline.build(book)
    page = page_of(book, "harbour").read_text(encoding="utf-8")
    assert "](../tally.md#tally)" in page


def test_check_proves_such_a_book(addon: Path, tmp_path: Path) -> None:
    """It asks the format for the text, and leaves the page to those who made it."""
    book = book_with(tmp_path / "book", ferries=upside(ARTICLES["ferries.txt"]))
    pipeline.build(book)
    faults = pipeline.prove(book).faults
    assert "\n".join(faults) == ""


def test_check_says_which_pages_it_did_not_prove(
    addon: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = book_with(tmp_path / "book")
    pipeline.build(book)
    assert pipeline.prove(book).unproved == ("tally.md",)
    assert main(["check", "--book", str(book)]) == 0
    assert capsys.readouterr().err.endswith("not proved, since other packages made them: tally.md\n")


def test_check_finds_what_such_an_article_does_not_say(addon: Path, tmp_path: Path) -> None:
    book = book_with(tmp_path / "book", ferries=upside(ARTICLES["ferries.txt"]))
    pipeline.build(book)
    (book / "seeds" / "ferries.upside").write_text(upside("Nothing of it\n\nis true any more."), encoding="utf-8")
    assert any("ferries" in fault for fault in pipeline.prove(book).faults)


def test_two_of_one_name_are_refused_with_both_owners(addon: Path) -> None:
    install(addon, "addon_twin", points("addon_twin"), version="2.0")
    with pytest.raises(UsageError, match=r"'tally' is of addon 1\.4 and of addon_twin 2\.0") as caught:
        kinds()
    assert str(caught.value).startswith(PAGES)
    with pytest.raises(UsageError, match=r"'upside' is of addon 1\.4 and of addon_twin 2\.0"):
        input_formats.formats()


def test_nobody_else_may_take_one_of_our_names(addon: Path) -> None:
    with pytest.raises(UsageError, match=r"'tally' is of this program and of addon 1\.4"):
        registered(PAGES, (*KINDS, kinds()[-1]))


def test_a_package_that_cannot_be_loaded_is_named(others: Path) -> None:
    install(others, "addon", f"[{PAGES}]\ntally = addon:GONE\n")
    with pytest.raises(UsageError, match=r"briefing\.pages: 'tally' of addon 1\.4 cannot be loaded"):
        kinds()


def test_the_stamp_and_the_keys_hold_the_versions_of_other_packages(others: Path, tmp_path: Path) -> None:
    """A newer one may read another text, or make another page."""
    book = book_with(tmp_path / "book")

    def stamp() -> str:
        return build_stamp.fingerprint(book, "model", input_formats.articles())

    key, made_from = findings_cache.model_version(None), stamp()
    install(others, "addon", points("addon"))
    _found.cache_clear()  # the package came after the first look
    assert versions(FORMATS) == versions(PAGES) == ("addon 1.4",)
    assert findings_cache.model_version(None) != key
    assert stamp() != made_from
