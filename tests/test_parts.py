"""Pages stay light: a long one keeps the first lines of its lists, the others go on to parts of it, and nothing is lost,
led astray or left unproved by that."""

from __future__ import annotations

import dataclasses
import json
import posixpath
import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_book.book_file.read import read_book_file
from briefing_book.check import parts as checked
from briefing_book.check.pages import read_page
from briefing_book.model.book import Book
from briefing_book.model.page import Page
from briefing_book.pipeline import build, make, prove
from briefing_book.render import render
from briefing_book.render.base import page_tree, parts
from briefing_book.render.base.moved import together
from briefing_book.render.base.part_names import named
from briefing_book.render.base.parts import front_of_part, parted, whole_of
from tests.quay_book import write_quay_book
from tests.sample_book import BOOK

_ID = re.compile(r' id="(c-[0-9a-f]{10}|[sfu]\d+)"')
_LINK = re.compile(r'(?:\]\(|href=")([^()"\s#]*)#(c-[0-9a-f]{10}|[sfu]\d+)')


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built book whose pages are all in parts."""
    root = write_quay_book(tmp_path_factory.mktemp("quay") / "book")
    build(root)
    book = make(root, read_book_file(root / "book.yml")).book
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "LARGEST", 4_000)
        patch.setattr(parts, "_FIRST", 2_500)
        pages = render(book)
    docs = root / "docs"
    for page in pages:
        (docs / page.path).parent.mkdir(parents=True, exist_ok=True)
        (docs / page.path).write_bytes(page.data)
    (docs / ".generated.json").write_text(json.dumps(sorted(page.path for page in pages)), encoding="utf-8")
    return root


def pages_of(book: Book = BOOK, *, whole: bool = False) -> dict[str, str]:
    with pytest.MonkeyPatch.context() as patch:
        if not whole:
            patch.setattr(parts, "LARGEST", 7_000)
            patch.setattr(parts, "_FIRST", 5_000)
        return {page.path: page.content for page in render(book)}


WHOLE, CUT = pages_of(whole=True), pages_of()
PARTS = sorted(path for path in CUT if path.endswith(".md") and whole_of(path) != path)


# What is cut


def test_a_book_of_short_pages_has_no_parts() -> None:
    assert not [path for path in WHOLE if whole_of(path) != path or path.startswith("data/places")]


def test_several_kinds_of_pages_are_cut() -> None:
    """Else the tests below would say nothing."""
    assert {whole_of(path).partition("/")[0].removesuffix(".md") for path in PARTS} >= {"people", "topics", "sources"}


def test_every_line_that_a_page_had_stands_there_or_on_one_of_its_parts() -> None:
    """Once, under its id."""
    for path, content in WHOLE.items():
        if path.endswith(".md"):
            here = [CUT[path], *(CUT[part] for part in PARTS if whole_of(part) == path)]
            assert Counter(_ID.findall(content)) == Counter(name for one in here for name in _ID.findall(one)), path


def test_a_page_and_its_parts_have_all_words_that_it_had() -> None:
    """In their order, once the lists that were opened again are one."""
    again = {page.path: page.content for page in together([Page(path=p, content=c) for p, c in CUT.items()])}

    def lines(path: str, text: str) -> list[str]:
        body = re.sub(rf'(?<=[("]){PurePosixPath(path).stem}\.(?:md|html)#', "#", text.partition("\n---\n")[2])
        return [one for one in body.split("\n") if one.strip() and not re.fullmatch(r"</?\w+[^<>]*>|<thead.*", one)]

    for path, content in WHOLE.items():
        if path.endswith(".md"):
            assert lines(path, again[path]) == lines(path, content), path


@pytest.mark.parametrize("full_text", [False, True])
def test_a_link_to_a_line_leads_to_the_page_on_which_it_stands(full_text: bool) -> None:
    pages = pages_of(dataclasses.replace(BOOK, full_text=full_text))
    assert any(whole_of(path) != path and path.startswith("sources/") for path in pages)
    for path, content in pages.items():
        for target, name in _LINK.findall(content) if path.endswith(".md") else ():
            there = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target))) if target else path
            there = re.sub(r"\.html$", ".md", there)
            assert f' id="{name}"' in pages[there], f"{path}: {target}#{name}"


def test_the_data_name_the_page_on_which_a_line_stands() -> None:
    uses = json.loads(CUT["data/citations.json"])
    assert any(use["page"] in PARTS for use in uses)
    assert all(f' id="{use["anchor"]}"' in CUT[use["page"]] for use in uses)


def test_what_programs_read_of_a_page_leads_to_its_parts() -> None:
    moved = 0
    for path, content in CUT.items():
        for target, name in re.findall(r'"@id": "([^"#]*)#(c-[0-9a-f]{10})"', content) if "linked_data" in path else ():
            page = path.removeprefix(".theme/linked_data/").removesuffix(".html") + ".md"
            folder = posixpath.dirname(page)
            there = posixpath.join(folder, target.removesuffix(".html") + ".md") if target else page
            assert f' id="{name}"' in CUT[posixpath.normpath(there)]
            moved += there in PARTS
    assert moved


def test_the_same_book_is_cut_alike_each_time() -> None:
    assert pages_of() == CUT


def test_no_part_is_longer_than_a_page_may_be() -> None:
    """But for its head."""
    assert all(len(CUT[path].encode()) < 7_000 + 4_000 for path in PARTS)


def test_a_page_says_what_its_parts_are_called_and_hold() -> None:
    told = r"^- \[.+\]\((.+\.\d+\.md)\) \(\d+ lines?(?:, \d{4}(?: to \d{4})?)?\)$"
    for path in {whole_of(part) for part in PARTS}:
        listed = [posixpath.join(posixpath.dirname(path), name) for name in re.findall(told, CUT[path], re.MULTILINE)]
        assert sorted(listed) == [part for part in PARTS if whole_of(part) == path]


@pytest.mark.parametrize(("boost", "kept"), [("0.5", True), ("10", False)])
def test_a_part_counts_no_more_in_a_search_than_any_page(boost: str, kept: bool) -> None:
    """A profile or a topic is found before its parts."""
    found = front_of_part(f"---\ntitle: Pier\nsearch:\n  boost: {boost}\nhide: [toc]\n---\n")
    assert found == f"---\n{f'search:{chr(10)}  boost: {boost}{chr(10)}' if kept else ''}hide: [toc]\n---\n"


def test_a_part_of_a_page_that_no_search_finds_is_not_found_either() -> None:
    front = "---\nsearch:\n  exclude: true\n---\n"
    assert front_of_part(front) == front


# Any page


def _row(number: int, of: str) -> str:
    return f'<li id="c-{number:010x}" markdown="span">{of} {number} {"word " * (number % 7 * 30)}</li>'


SECTIONS = st.lists(st.integers(0, 60), min_size=1, max_size=20)


@given(SECTIONS)
def test_a_page_of_any_sections_loses_no_line_and_keeps_their_order(counts: list[int]) -> None:
    body, number = "# Pier\n\nAll of it.\n", 0
    for section, count in enumerate(counts):
        rows = "\n".join(_row(number + row, f"row of {section}") for row in range(count))
        body += f'\n## Part {section}\n\n<ul class="bb-claims" markdown="block">\n{rows}\n</ul>\n'
        number += count
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "LARGEST", 9_000)
        patch.setattr(parts, "_FIRST", 5_000)
        found = parted("pier.md", body)
    texts = [found.text, *(part.text for part in found.parts)]
    assert sorted(name for text in texts for name in _ID.findall(text)) == sorted(_ID.findall(body))
    assert all(len(part.text.encode()) < 9_000 * 1.5 for part in found.parts)
    pages = [Page(path="pier.md", content=found.text), *(Page(path=p.path, content=p.text) for p in found.parts)]
    (whole,) = together(pages)
    assert _ID.findall(whole.content) == _ID.findall(body)


def test_parts_of_one_heading_are_told_apart_by_their_days_where_they_are_in_order() -> None:
    def sheet(*days: str) -> list[tuple[tuple[str, ...], str]]:
        return [(("## Calls",), f'<li><time datetime="{day}">x</time></li>') for day in days]

    assert named([sheet("2031-03-02", "2031-04-01"), sheet("2031-04-07", "2031-05-01")]) == [
        "Calls, March 2031 to April 2031",
        "Calls, April 2031 to May 2031",
    ]
    assert named([sheet("2031-05-02", "2031-04-01"), sheet("2031-06-07", "2031-05-01")]) == [
        "Calls, part 1 of 2",
        "Calls, part 2 of 2",
    ]


def test_a_part_of_several_headings_is_called_by_the_first_and_the_last() -> None:
    assert named([[(("## Oslo",), "<li>a</li>"), (('<h2 id="x">Rome</h2>',), "<li>b</li>")]]) == ["Oslo to Rome"]


# What is proved


def test_years_that_headings_alone_tell_are_counted_by_both_readers() -> None:
    body = "# Pier\n\nAll of it.\n"
    for day in range(1, 29):
        rows = "\n".join(_row(day * 100 + number, "row") for number in range(6))
        heading = f'<h2 id="d-{day}"><time datetime="2019-03-{day:02}">{day} March 2019</time></h2>'
        body += f'\n{heading}\n\n<ul class="bb-claims" markdown="block">\n{rows}\n</ul>\n'
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "LARGEST", 9_000)
        patch.setattr(parts, "_FIRST", 5_000)
        found = parted("pier.md", body).parts
    assert all(part.held.endswith(" lines, 2019") for part in found)
    assert [checked._held(read_page(part.path, part.text)) for part in found] == [part.held for part in found]


@pytest.mark.parametrize(
    ("title", "is_told"),
    [("Road to peace to Quays", True), ("Quays to Road to peace", True), ("Road to peace to War", False)],
)
def test_a_heading_may_have_the_word_that_a_title_joins_with(title: str, is_told: bool) -> None:
    part = read_page("pier.2.md", f"# Pier: {title}\n\n## Road to peace\n\n- a\n\n## Quays\n\n- b\n")
    assert (not list(checked._title_flaws(part, "Pier"))) is is_told


def test_a_book_in_parts_is_proved(cut: Path) -> None:
    listed = json.loads((cut / "docs/.generated.json").read_text(encoding="utf-8"))
    cut_ = {whole_of(name) for name in listed if name.endswith(".md") and whole_of(name) != name}
    assert {path.partition("/")[0] for path in cut_} >= {"people", "sources", "topics", "coverage.md", "timeline.md"}
    assert prove(cut).faults == ()


def _part(root: Path, pattern: str) -> Path:
    """The first part with a place for a change."""
    found = sorted(path for path in (root / "docs").rglob("*.md") if whole_of(path.name) != path.name)
    return next(
        path for path in found if re.search(pattern, path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    )


_LINE = r'^<li id="c-[0-9a-f]{10}"[^\n]*\n(?:\n[^\n]*\n\n</li>\n)?'


@pytest.mark.parametrize(
    ("pattern", "new"),
    [
        pytest.param(_LINE, "", id="a line is gone"),
        pytest.param(r"^# (.*)$", r"# \1 and more", id="another title"),
        pytest.param(r'data-goes-on="\d+"', 'data-goes-on="99"', id="of another list"),
        pytest.param(r"^## .*$", "## Glossary", id="another heading over the lines"),
        pytest.param(r"^<div class=\"bb-rest\"", 'The talks failed.\n\n<div class="bb-rest"', id="words of nobody"),
        pytest.param(r"way: \{previous: \{to: ", "way: {previous: {to: topics/", id="another page before it"),
        pytest.param(r'^description: "(.*)"$', r'description: "\1 and more"', id="another description"),
    ],
)
def test_a_part_that_was_changed_is_caught(cut: Path, pattern: str, new: str) -> None:
    path = _part(cut, pattern)
    before = path.read_text(encoding="utf-8")
    path.write_text(re.sub(pattern, new, before, count=1, flags=re.MULTILINE), encoding="utf-8")
    try:
        assert prove(cut).faults
    finally:
        path.write_text(before, encoding="utf-8")


def test_a_line_that_is_gone_with_its_count_is_caught(cut: Path) -> None:
    """Also where the number in the front matter was made to fit."""
    path = _part(cut, _LINE)
    before = path.read_text(encoding="utf-8")
    less = re.sub(_LINE, "", before, count=1, flags=re.MULTILINE)
    less = re.sub(r"^claims: (\d+)", lambda found: f"claims: {int(found[1]) - 1}", less, flags=re.MULTILINE)
    path.write_text(less, encoding="utf-8")
    try:
        assert prove(cut).faults
    finally:
        path.write_text(before, encoding="utf-8")


def _gone(root: Path) -> None:
    _part(root, _LINE).unlink()


def _one_more(root: Path) -> None:
    path = _part(root, _LINE)
    other = path.with_name(re.sub(r"\.\d+\.md$", ".44.md", path.name))
    shutil.copy(path, other)
    listed = root / "docs/.generated.json"
    names = json.loads(listed.read_text(encoding="utf-8"))
    listed.write_text(json.dumps([*names, other.relative_to(root / "docs").as_posix()]), encoding="utf-8")


def _elsewhere(root: Path) -> None:
    script = next(path for path in (root / "docs/data/places").rglob("*.js") if "c-" in path.read_text("utf-8"))
    script.write_text(re.sub(r'"\d+": "', '"77": "', script.read_text("utf-8"), count=1), encoding="utf-8")


def _miscounted(root: Path) -> None:
    page = next(path for path in (root / "docs").rglob("*.md") if "data-places" in path.read_text("utf-8"))
    page.write_text(re.sub(r"\((\d+) lines?", r"(1\1 lines", page.read_text("utf-8"), count=1), encoding="utf-8")


def _old_link(root: Path) -> None:
    """A source's page leads to where a line stood before."""
    page = next(p for p in (root / "docs/sources").glob("*.md") if re.search(r"\.\d+\.md#c-", p.read_text("utf-8")))
    page.write_text(re.sub(r"\.\d+\.md#c-", ".md#c-", page.read_text("utf-8"), count=1), encoding="utf-8")


@pytest.mark.parametrize("change", [_gone, _one_more, _elsewhere, _miscounted, _old_link])
def test_what_leads_to_parts_is_proved(cut: Path, tmp_path: Path, change: Callable[[Path], None]) -> None:
    copy = shutil.copytree(cut, tmp_path / "book")
    change(copy)
    assert prove(copy).faults


# Lines as a tree


@pytest.mark.parametrize(
    "line",
    [
        "Text.",
        '<li id="a">one <b>two</b></li>',
        "<br>",
        '<p>a <img src="a.svg" alt="b"> <input disabled></p>',
        '<p><path d="M 1 2"/> <line-break></line-break></p>',
        "<p>2 < 3 and <4> and &lt;em></p>",
        "<em/>",
        "</br>",
    ],
)
def test_a_line_that_closes_what_it_opens_is_a_block_of_its_own(line: str) -> None:
    assert [node.head for node in page_tree.nodes(f"{line}\n{line}")] == [line, line]


@pytest.mark.parametrize("line", ['<div class="a">', "<details open><summary>", "<line-up>", "<p><br><b>"])
def test_a_line_that_leaves_something_open_takes_in_what_follows(line: str) -> None:
    (block,) = page_tree.nodes(f"{line}\none\n{'</x>' * line.count('<') if 'br' not in line else '</b></p>'}")
    assert [child.head for child in block.children] == ["one"]


@pytest.mark.parametrize("text", ["eels", "Å eel", "鰻"])
def test_how_long_a_text_is_in_a_file(text: str) -> None:
    assert page_tree.len_in_bytes(text) == len(text.encode())
