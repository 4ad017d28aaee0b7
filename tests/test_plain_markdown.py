"""The pages as other readers of Markdown show them: GitHub, Obsidian, an editor's preview."""

from __future__ import annotations

import dataclasses
import posixpath
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
import markdown
import pytest
from markdown_it import MarkdownIt

from briefing_book.model.book import Book
from briefing_book.render.base import links
from briefing_book.render.base.plain import laid_out, spelled_out
from briefing_book.render.pages import render
from tests.cabinet_book import cabinet
from tests.harbour import harbour_book
from tests.sample_book import BOOK, SOURCES

ROOT = Path(__file__).parents[1]
GITHUB = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
SITE = ["abbr", "attr_list", "md_in_html", "tables", "toc"]
FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
# GitHub's "disallowed raw HTML": these tags become text
SHOWN_TAGS = re.compile(
    r"<(?=/?(?:title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext)\b)", re.IGNORECASE
)
HOSTILE = "{: onclick=alert(3) }"  # words of the sample book, and no attribute list of ours


def tree(shown: str):
    return html5lib.parse(shown, namespaceHTMLElements=False)


@cache
def on_github(page: str):
    """A page as GitHub lays it out, before it takes attributes away."""
    return tree(SHOWN_TAGS.sub("&lt;", GITHUB.render(FRONT.sub("", page))))


def on_site(page: str):
    return tree(markdown.markdown(FRONT.sub("", page), extensions=SITE, output_format="html"))


def words(shown) -> str:
    """All that is read, without blanks."""
    return "".join("".join(shown.itertext()).split())


def written(book: Book) -> dict[str, str]:
    """Every file that a book becomes, by its path."""
    return {page.path: page.content for page in render(book)}


def ours() -> dict[str, str]:
    """The book that ships, its hand-written pages too."""
    docs = ROOT / "docs"
    return {
        path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") if path.suffix == ".md" else ""
        for path in docs.rglob("*")
        if path.is_file()
    }


BOOKS = {
    "ours": ours,
    "sample": lambda: written(BOOK),
    "sample in full": lambda: written(dataclasses.replace(BOOK, full_text=True)),
    "harbour": lambda: written(harbour_book()),
    "cabinet": lambda: written(cabinet("2031-07-01")),
}


@pytest.fixture(scope="module", params=BOOKS)
def files(request: pytest.FixtureRequest) -> dict[str, str]:
    found: dict[str, str] = BOOKS[request.param]()
    return found


def pages(files: dict[str, str]) -> dict[str, str]:
    """The generated pages; a hand-written one may use all that MkDocs reads."""
    return {path: text for path, text in files.items() if path.endswith(".md") and not path.startswith("about/")}


def test_a_reader_of_plain_markdown_shows_the_words_that_the_site_shows(files):
    """No tag, no link and no attribute comes out as text, and no word is lost."""
    assert [path for path, text in pages(files).items() if words(on_github(text)) != words(on_site(text))] == []


def test_no_attribute_list_is_shown(files):
    """What MkDocs alone understands stands on no page."""
    listed = re.compile(r"\{ ?[:#.]?[\w-]+(?:=| |\})")
    shown = {path: "".join(on_github(text).itertext()).replace(HOSTILE, "") for path, text in pages(files).items()}
    assert {path: listed.findall(text) for path, text in shown.items() if listed.search(text)} == {}


def test_no_mark_of_a_link_or_tag_is_shown(files):
    """Words of an article that look so are not of the book's own making."""
    marks = re.compile(r"\]\((?!javascript:)[\w./#]|<(?:span|sup|a|p|li|td|abbr)[ >]|^\*\[", re.MULTILINE)
    shown = {path: "".join(on_github(text).itertext()) for path, text in pages(files).items()}
    assert {path: marks.findall(text) for path, text in shown.items() if marks.search(text)} == {}


CODED = re.compile(r"\b[cdefmq]-[0-9a-f]{10}\b|\[\d{4}-\d\d|\d{4}-\d\d-\d\d(?:/|\.\.)|\bin common:")


def seen(shown) -> str:
    """What is read, one element after the other; without what only a search reads, and without the sources' words."""
    if "hidden" in shown.attrib or shown.get("class") in {"bb-said", "bb-what", "bb-source-facts"}:
        return ""
    return (shown.text or "") + "".join(f" {seen(one)} {one.tail or ''}" for one in shown if isinstance(one.tag, str))


def test_no_reader_meets_an_id_or_a_date_written_for_programs(files):
    found = {path: CODED.findall(seen(on_site(text))) for path, text in pages(files).items()}
    assert {path: codes for path, codes in found.items() if codes} == {}


def test_no_script_stands_in_a_page(files):
    """GitHub would show it."""
    assert [path for path, text in pages(files).items() if re.search(r"<(?:script|style|title)\b", text)] == []


def heading_anchors(shown) -> set[str]:
    """GitHub's own names of headings."""
    found: dict[str, int] = {}
    for heading in (e for e in shown.iter() if e.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}):
        name = re.sub(r"[^\w\- ]", "", "".join(heading.itertext()).strip().lower()).replace(" ", "-")
        found[name] = found.get(name, -1) + 1
    return {f"{name}-{n}" if n else name for name, last in found.items() for n in range(last + 1)}


def anchors(text: str) -> set[str]:
    shown = on_github(text)
    return heading_anchors(shown) | {e.get("id") for e in shown.iter() if e.get("id")}


def dead(path: str, files: dict[str, str], places: dict[str, set[str]]) -> list[str]:
    """The links of a page that lead to no file, or to no place on it."""
    found = []
    for href in (e.get("href") for e in on_github(files[path]).iter("a") if e.get("href")):
        target = urlsplit(href)
        if target.scheme:
            continue
        there = (
            posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target.path))) if target.path else path
        )
        if (there not in files and not there.startswith("about/")) or (
            target.fragment and there in places and target.fragment not in places[there]
        ):
            found.append(href)
    return found


def test_every_link_leads_to_a_file_and_to_a_place_on_it(files):
    """Beside its pages a book has its data."""
    places = {path: anchors(text) for path, text in pages(files).items()}
    assert {path: found for path in places if (found := dead(path, files, places))} == {}


def test_every_citation_is_a_link_that_names_its_source(files):
    """Its title says what the number stands for."""
    marks = [
        link
        for text in pages(files).values()
        for mark in on_github(text).iter("sup")
        if mark.get("class") == "bb-cite"
        for link in mark.iter("a")
    ]
    assert marks
    assert all(link.get("title", "").startswith(f"{link.text}: ") for link in marks)


def test_every_permanent_id_stands_on_an_element(files):
    """As many as are written."""
    for path, text in pages(files).items():
        ids = {e.get("id") for e in on_github(text).iter() if e.get("id")}
        assert set(re.findall(r' id="(c-[0-9a-f]{10})"', text)) <= ids, path


# The layout


def test_an_element_without_markdown_stays_on_its_line():
    line = '<td data-label="By" markdown="span">The panel</td>'
    assert laid_out(line) == line


def test_each_cell_of_a_row_is_parted_by_itself():
    row = '<tr markdown="block"><td markdown="span">A</td><td markdown="span">[B](b.md)</td></tr>'
    assert laid_out(row).split("\n\n") == [
        '<tr markdown="block"><td markdown="span">A</td><td markdown="span">',
        "[B](b.md)",
        "</td></tr>",
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The MRC met.", 'The <abbr title="Mooring Rights Council">MRC</abbr> met.'),
        ("An MRCs is none.", "An MRCs is none."),
        ("Nor is an MRC-led or a non-MRC one.", "Nor is an MRC-led or a non-MRC one."),
        ("A --MRC is.", 'A --<abbr title="Mooring Rights Council">MRC</abbr> is.'),
        ("None here.\n\nAt last: MRC", 'None here.\n\nAt last: <abbr title="Mooring Rights Council">MRC</abbr>'),
        ("MRC-led, by MRC.", "{0}-led, by {0}.".format('<abbr title="Mooring Rights Council">MRC</abbr>')),
        ("## MRC talks", "## MRC talks"),
        ('[MRC](mrc.md#MRC "MRC")', '[<abbr title="Mooring Rights Council">MRC</abbr>](mrc.md#MRC "MRC")'),
        ('<span title="MRC">x</span>', '<span title="MRC">x</span>'),
        ("`MRC`", "`MRC`"),
        ("<label>MRC<select></select></label>", "<label>MRC<select></select></label>"),
        ("---\ntitle: MRC\n---\nText", "---\ntitle: MRC\n---\nText"),
    ],
)
def test_an_abbreviation_is_explained_in_text_and_nowhere_else(text, shown):
    entry = dataclasses.replace(BOOK.abbreviations[0], short="MRC", expansion="Mooring Rights Council")
    assert spelled_out(text, [entry]) == shown


# Names of files


def named(*titles: str) -> list[str]:
    sources = [dataclasses.replace(SOURCES[0], id=f"s{n}", title=title) for n, title in enumerate(titles)]
    return list(links.source_paths(sources).values())


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Quota talks end without a deal", "quota-talks-end-without-a-deal"),
        ("Brandt’s U.N. speech: “No”", "brandts-un-speech-no"),
        ("Øresund: Żegluga, très chère", "oresund-zegluga-tres-chere"),
        ("Переговоры о квотах", "peregovory-o-kvotakh"),
        ("어업 협상", "eoeob-hyeobsang"),
        ("漁業交渉", "yuyejiaoshe"),
        ("!!!", "source"),
        ("Index", "index-2"),
    ],
)
def test_the_page_of_a_source_is_named_as_its_title(title, name):
    assert named(title) == [f"sources/{name}.md"]


def test_a_long_title_is_cut_between_words():
    (path,) = named("The fishery ministers of both countries meet again on the island of Holm to speak of patrols")
    assert path == "sources/the-fishery-ministers-of-both-countries-meet-again-on-the.md"


FOLDERS = ["", "a", "a/b", "a/b/c", "ab", "b/a", "été"]


@pytest.mark.parametrize("here", FOLDERS)
@pytest.mark.parametrize("there", FOLDERS)
def test_a_link_goes_up_and_down_as_between_files(here, there):
    """As the system's own way to count it has it, which asks where this process stands."""
    pages = [posixpath.join(here, "index.md"), posixpath.join(there, "one page.md")]
    assert unquote(links.relative(*pages)) == posixpath.relpath(pages[1], here or ".")


def test_pages_with_one_title_are_numbered_by_the_ids_of_their_sources():
    assert named("Talks", "Talks!", "Talks 2", "talks") == [
        "sources/talks.md",
        "sources/talks-2.md",
        "sources/talks-2-2.md",
        "sources/talks-3.md",
    ]


def test_the_order_in_which_sources_are_read_names_no_page():
    sources = [dataclasses.replace(SOURCES[0], id=f"s{n}", title="Talks") for n in range(3)]
    assert links.source_paths(sources) == links.source_paths(sources[::-1])
