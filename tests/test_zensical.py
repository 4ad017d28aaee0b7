"""The way out: Zensical builds the same docs/ and mkdocs.yml, and loses no word of them."""

from __future__ import annotations

import importlib.util
import re
import resource
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.small_book import surroundings
from tests.test_site import broken_links, build_site

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        importlib.util.find_spec("zensical") is None, reason="zensical is not installed: `pip install zensical`"
    ),
]

MEMORY = 6 * 2**30  # bytes of addresses; a big book once took 24 GB
SECONDS = 300
VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


def build_with_zensical(book: Path, folder: Path) -> Path:
    """The site that Zensical makes of a copy of the book's docs/ and mkdocs.yml."""
    shutil.copytree(book / "docs", folder / "docs")
    settings = (book / "mkdocs.yml").read_text(encoding="utf-8")
    settings = re.sub(r"^(docs|site)_dir:.*\n", "", settings, flags=re.MULTILINE)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"],
        cwd=folder,
        env=surroundings(),
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


class Article(HTMLParser):
    """What a reader sees of a page's own content; without the theme's links to headings and its tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.shown = ""
        self._open: list[tuple[str, bool]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            kinds = (dict(attrs).get("class") or "").split()
            self._open.append((tag, tag in {"script", "style"} or "headerlink" in kinds or "md-tags" in kinds))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if any(tag == "article" for tag, _ in self._open) and not any(unseen for _, unseen in self._open):
            self.shown += data


def letters(page: Path) -> str:
    """A page's text without its spaces, which stand where a builder breaks its lines and colours its code."""
    return "".join(Article(page.read_text(encoding="utf-8")).shown.split())


@pytest.fixture(scope="module", params=["own", "sample"])
def sites(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """This repository's book, and the sample with its hostile text: each built by MkDocs and by Zensical."""
    ours: Path = (
        request.getfixturevalue("site") if request.param == "own" else build_site(tmp_path_factory.mktemp("mkdocs"))
    )
    return ours, build_with_zensical(ours.parent, tmp_path_factory.mktemp("zensical"))


def test_each_page_has_its_html(sites):
    """One file for each Markdown page, and no page else."""
    ours, theirs = sites
    pages = {
        path.relative_to(ours.parent / "docs").with_suffix(".html").as_posix()
        for path in (ours.parent / "docs").rglob("*.md")
    }
    assert {path.relative_to(theirs).as_posix() for path in theirs.rglob("*.html")} - {"404.html"} == pages


def test_no_page_loses_a_word(sites):
    """Each page reads the same, word for word, as the one that MkDocs makes."""
    ours, theirs = sites
    pages = [path.relative_to(theirs) for path in theirs.rglob("*.html") if path.name != "404.html"]
    assert [page for page in pages if not letters(theirs / page)] == []
    assert [page.as_posix() for page in pages if letters(theirs / page) != letters(ours / page)] == []


def test_no_markdown_is_left_over(sites):
    """Attribute lists, Markdown in HTML and definitions of abbreviations are read, not shown, unless MkDocs shows them
    as well."""
    ours, theirs = sites
    marks = re.compile(r"\{[#.:][^}]*\}|\]\(|\*\[|<\w+class=")
    for path in theirs.rglob("*.html"):
        assert 'markdown="' not in path.read_text(encoding="utf-8"), path.name
        if path.name != "404.html":
            assert marks.findall(letters(path)) == marks.findall(letters(ours / path.relative_to(theirs))), path.name


def test_every_link_and_anchor_leads_somewhere(sites):
    """Those of the pages and those of the theme around them."""
    assert broken_links(sites[1]) == []


def test_what_comes_beside_the_pages_is_there(sites):
    """Data, scripts and the look are copied as they are."""
    ours, theirs = sites
    docs = ours.parent / "docs"
    beside = [
        path.relative_to(docs) for folder in ("data", "assets") for path in (docs / folder).rglob("*") if path.is_file()
    ]
    assert beside
    assert [path.as_posix() for path in beside if (theirs / path).read_bytes() != (docs / path).read_bytes()] == []
