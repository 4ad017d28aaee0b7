"""notes/: the editor's own Markdown, on the page it names, harmless and never lost."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from watchdog.events import DirCreatedEvent

from briefing_book.book_file.read import read_notes, unplaced
from briefing_book.model.book import Note
from briefing_book.pipeline import build
from briefing_book.plugin import OnBook
from briefing_book.render.base.notes import box, remarks, sanitised, with_note

EXTENSIONS = ["abbr", "attr_list", "md_in_html", "tables", "toc", "fenced_code"]


PIECES = [
    "<b>", "</b>", "<i>", "<script>", "</script>", "<img src=x onerror=y>", "<!--", "-->", "</aside>", "<br>", "<", ">", 'markdown="1"',
    "![", "!", "[", "]", "](", ")", "^[", "[^1]:", "[b]:", "{: onclick=x}", "{ style=x }", "`", "``", "*", "|", "---", "#", ">", "- ", "\\",
    "http://evil.example/p.png", "//evil.example", "javascript:x", "data:text/html,x", "&lt;", "&#60;", "&#33;", '"', "'", "a", " ", "\n",
    "\n\n", "    ",
]  # fmt: skip


class Elements(HTMLParser):
    """What HTML there is: elements, their attributes, where links lead and where pictures come from."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.links: list[str] = []
        self.pictures: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {(tag, name) for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]
        self.pictures += [value or "" for name, value in attrs if name in {"src", "srcset"}]


def html(note: str) -> str:
    return Markdown(extensions=EXTENSIONS).convert(box(note))


def test_a_note_stands_below_the_title_in_a_box() -> None:
    """After the title and the line on the page as a whole, before the generated text."""
    page = '<div markdown="block">\n\n# Jane Roe\n\n</div>\n\n<p class="bb-asof">x</p>\n\n## Roles\n'
    noted = with_note(page, "Call *her* first.")
    assert noted.index("bb-asof") < noted.index("bb-note") < noted.index("## Roles")
    assert "<em>her</em>" in html("Call *her* first.")


def test_a_note_stays_out_of_the_front_matter() -> None:
    """Whose comments begin as a title does."""
    noted = with_note("---\n# why\nboost: 2\n---\n\n# Jane Roe\n\n## Roles\n", "Call her first.")
    assert noted.startswith("---\n# why\nboost: 2\n---\n\n# Jane Roe\n")


@pytest.mark.parametrize(
    "note",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "</aside><script>x</script>",
        "[a](javascript:alert(1))",
        "[a](  JaVaScRiPt:alert(1))",
        "[a](java\nscript:alert(1))",
        "[a](<javascript:x>)",
        "[a](&#106;avascript:x)",
        "[a](data:text/html,x)",
        "[a](//evil.example)",
        "[a][b]\n\n[b]: javascript:alert(1)",
        "![a](javascript:x)",
        "![a](http://evil.example/p.png)",
        '![a](https://evil.example/p.png "t")',
        "![a](//evil.example/p.png)",
        "![a](data:image/svg+xml,x)",
        "![a][b]\n\n[b]: http://evil.example/p.png",
        "![a [b]](http://evil.example/p.png)",
        "![a\nb](http://evil.example/p.png)",
        "[![a](http://evil.example/p.png)](../timeline.md)",
        "!\u200b[a](http://evil.example/p.png)",
        "<b onclick=alert(1)>x</b>",
        "<b>x</b onclick=alert(1)>",
        "<style>@import 'http://evil.example'</style>",
        "<iframe src=http://evil.example></iframe>",
        "<div markdown>\n<script>x</script>\n</div>",
        "<svg><a xlink:href=javascript:x>y</a></svg>",
        "{{ x }} {% include 'mkdocs.yml' %}",
        "x {: onclick=alert(1) }",
        "# x { onclick=alert(1) }",
        "<javascript:alert(1)>",
        "| a {: onclick=x } |\n|---|\n| b |",
        "``` {onclick=x}\n</aside>\n```",
    ],
)
def test_no_note_brings_html_or_scripts(note: str) -> None:
    """Tags, handlers, foreign schemes and pictures of others come out as text, or as a link that somebody has to
    follow."""
    seen = Elements(html(note))
    assert seen.names <= {"aside", "p", "a", "h3", "code", "pre", "table", "thead", "tbody", "tr", "th", "td", "em"}
    assert seen.attributes <= {
        ("aside", "class"),
        ("p", "class"),
        ("a", "href"),
        ("a", "rel"),
        ("a", "title"),
        ("h3", "id"),
    }
    assert all(target.startswith(("http://", "https://", "../")) for target in seen.links)
    assert html(note).count("</aside>") == 1


@given(st.text(alphabet=st.sampled_from("<>[](){}:#!&;\"'`\\\n\t =ajvscript/."), max_size=60))
def test_no_text_of_a_note_brings_a_tag_of_its_own(note: str) -> None:
    """The only link targets that come out are plain ones."""
    found = html(note).casefold()
    assert "<script" not in found
    assert 'href="javascript' not in found
    assert 'src="javascript' not in found


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_however_pieces_of_a_note_are_put_together_nothing_is_asked_for(pieces: list[str]) -> None:
    """No picture of another site, no handler, no element that could run or load."""
    seen = Elements(html("".join(pieces)))
    assert not seen.names & {"script", "iframe", "style", "svg", "object", "base", "meta", "link", "form"}
    assert all(not address.startswith(("http", "//", "data:", "javascript:")) for address in seen.pictures)
    assert not [name for _, name in seen.attributes if name.startswith("on") or name == "style"]
    assert all(not target.casefold().startswith(("javascript:", "data:", "//")) for target in seen.links)


def test_a_picture_from_outside_is_a_link() -> None:
    """Whoever follows it asks the other site, and nobody else."""
    found = html("![The pier](http://evil.example/p.png)")
    assert '<a href="http://evil.example/p.png">The pier</a>' in found


def test_a_picture_of_the_book_is_shown() -> None:
    """It lies in docs/."""
    assert '<img alt="The pier" src="../pier.png" />' in html("![The pier](../pier.png)")


def test_a_picture_from_outside_is_told() -> None:
    """With the note, the site and what to do."""
    notes = [
        Note(page="index.md", text="![a](http://b.example/p.png) ![c](https://a.example:8/q) [d](https://c.example)"),
        Note(page="x.md", text="x"),
    ]
    (told,) = remarks(notes)
    assert told.file == "notes/index.md"
    assert "a picture from a.example:8, b.example is shown as a link" in told.reason
    assert not told.lost


def test_tags_that_only_mark_words_stay() -> None:
    """Also within each other, and a line break."""
    assert "<b>one <i>two</i></b><br>H<sub>2</sub>O" in html("<b>one <i>two</i></b><br>H<sub>2</sub>O")


@pytest.mark.parametrize(
    "note",
    [
        "<b>one",
        "one</b>",
        "<b>one\ntwo</b>",
        "<b>*one</b>*",
        "<b>one <i>two</b></i>",
        "| <b>a | b</b> |\n|---|---|\n| c | d |",
    ],
)
def test_a_tag_that_is_not_closed_in_its_place_is_text(note: str) -> None:
    """Or all that follows on the page would be bold."""
    assert not Elements(html(note)).names & {"b", "i"}


def test_a_note_defines_no_abbreviation() -> None:
    """What one stands for is said by a source, or by book.yml."""
    assert "<abbr" not in Markdown(extensions=EXTENSIONS).convert(f"{box('*[SHB]: a pack of liars')}\n\nThe SHB met.")


def test_plain_links_code_and_lists_work() -> None:
    """A note is Markdown."""
    found = html("See [the log](https://log.example/a?b=1) and [us](../timeline.md).\n\n- one\n- `two`")
    assert 'href="https://log.example/a?b=1"' in found
    assert 'href="../timeline.md"' in found
    assert "<li>" in found


def test_a_notes_heading_stays_below_the_pages() -> None:
    """One page has one title."""
    assert sanitised("# A\n\nB\n=\n") == "### A\n\nB"


def test_a_note_is_shown_and_never_written(book: Path) -> None:
    """The page has it, the file stays as it is, and a changed note makes the page anew."""
    build(book)
    note = book / "notes" / "people" / "pavel-orlik.md"
    note.parent.mkdir(parents=True)
    note.write_text("Ask for the *minutes*.")
    page = book / "docs" / "people" / "pavel-orlik.md"
    assert "people/pavel-orlik.md" in build(book).changed
    assert "Ask for the *minutes*." in page.read_text()
    note.write_text("They came.")
    assert build(book).changed == ("people/pavel-orlik.md",)
    assert note.read_text() == "They came."


def test_a_note_for_no_page_is_told(book: Path) -> None:
    """The report names the file and the nearest page; the build does not fail."""
    (book / "notes" / "people").mkdir(parents=True)
    (book / "notes" / "people" / "pavel-orlick.md").write_text("x")
    told = [problem for problem in build(book).problems if problem.file == "notes/people/pavel-orlick.md"]
    assert told[0].lost
    assert "did you mean notes/people/pavel-orlik.md?" in told[0].reason
    assert [problem.file for problem in build(book).problems if problem.file.startswith("notes/")] == [told[0].file]


def test_serving_watches_the_notes(tmp_path: Path) -> None:
    """The folder may come while the book is served."""
    seen: list[str] = []
    watch = OnBook(tmp_path, lambda: seen.append("book.yml"), lambda folder, how: seen.append(folder.name))
    for name in ("notes", "seeds", "other"):
        watch.dispatch(DirCreatedEvent(str(tmp_path / name)))
    assert seen == ["notes", "seeds"]


def test_a_note_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """Its bytes are no text."""
    (tmp_path / "index.md").write_bytes(b"caf\xe9")
    notes, problems = read_notes(tmp_path)
    assert not notes
    assert problems[0].reason == "not UTF-8 at byte 3; save it as UTF-8"


def test_a_note_for_a_file_that_is_no_page_is_told() -> None:
    """Only generated pages take notes."""
    assert unplaced([Note(page="a.md", text="x")], ["data/a.json"])[0].reason.endswith(
        "give the note the name that its page has in docs/"
    )
