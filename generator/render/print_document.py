"""The book's pages as one HTML document for a printer: cover, contents, chapters, sources, numbered notes.

Pages come as they stand in docs/. Links between them become links within the document, a link to a
sentence becomes a number that leads to a note, and a link to what is not on paper becomes its text.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape, unescape
from html.parser import HTMLParser
from urllib.parse import unquote

from markupsafe import Markup

from ..model.book import Book, Source
from ..model.page import Page
from ..model.text import record
from .base import links, phrasing
from .base.escape import clean
from .base.moved import together
from .base.order import source_numbers
from .base.page_kind import OnPaper
from .base.paper import Line, Size, environment
from .kinds import kinds

_HOME = "index.md"
_ABOUT = "about/index.md"
_EXTENSIONS = ("abbr", "attr_list", "md_in_html", "tables", "toc")  # as mkdocs.yml has them
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_WAY_ON = re.compile(r'<p>(?:(?: · )?<a href="#[^"]*">[^<]*</a>)+</p>')  # the contents name where it leads
_SAID_IN_A_SENTENCE = re.compile(
    r"<(?P<heading>h[2-6])\b[^>]*>[^<]*</(?P=heading)>\s*<p>[^<]*</p>(?=\s*(?:<h[1-6]\b|</|\Z))"
)  # a heading with one paragraph of plain words, which cites nothing
_SENTENCE = re.compile(r"s(\d+)")
_HEADING = re.compile(r"h[1-6]")
_ID_LISTS = {"for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details"}
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_UNPRINTED = frozenset(("script", "form", "button"))
_LISTED_AT_THE_END = "sources"  # the id of a heading; the document has one list of them for all pages
_FEW = 24  # lines of contents, of a book so short that it needs no cover of its own
_SAYS_NOTHING = 400  # characters of a page without heading, list, table, picture and citation, at most
_TELLING = frozenset(("h2", "h3", "li", "table", "svg", "figure", "details"))
_LONG = 1.0  # sheets of a part that begins one of its own
_FILLED = (0.45, 0.92)  # of a sheet, before the next part may leave the rest empty: less is waste, more may run over
_UNPRINTED_CLASSES = {
    "bb-cover",
    "bb-excerpt",
    "bb-ledger",
    "bb-permalink",
    "bb-screen",
    "bb-sign",
    "bb-strip",
}  # the document has them elsewhere, or paper no use for them


@record
class Section:
    """A page of the book, ready to stand in the document."""

    anchor: str
    title: str
    html: Markup
    apart: bool  # begins a sheet of its own where it fills one, with its title in the running head
    bare: bool = False  # says in a sentence or two that there is nothing


@record
class Chapter:
    """A chapter of the document: its own opening and the pages in it."""

    anchor: str
    title: str
    html: Markup
    sections: tuple[Section, ...]
    bare: bool = False


@record
class Part:
    """What may begin a sheet: a chapter with its sections, a section that stands apart, or a list at the end.
    `place` is where it begins, in sheets from the first: 3.5 is in the middle of the fourth."""

    anchor: str
    title: str
    place: float


@record
class Sheets:
    """Parts that share sheets and a running head. The name of its kind of page in CSS is the first one's anchor."""

    parts: tuple[Part, ...]

    @property
    def name(self) -> str:
        """Its kind of page, in CSS."""
        return f"from-{self.parts[0].anchor}"

    @property
    def title(self) -> str:
        """The first part and the last."""
        first, last = self.parts[0].title, self.parts[-1].title
        return first if first == last else f"{phrasing.shortened(first, 40)} to {phrasing.shortened(last, 40)}"


@record
class Note:
    """A cited sentence, or several in a row. `marks` are the anchors of the numbers that lead to it, in order."""

    number: int
    source: Source
    quote: str
    marks: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Where the note stands in the document."""
        return f"note-{self.number}"


@record
class Paper:
    """What is printed, but for the page numbers."""

    book: Book
    chapters: tuple[Chapter, ...]
    notes: tuple[Note, ...]
    numbers: Mapping[str, int]  # source id -> its number in the list of sources
    language: str = "en"

    @property
    def contents(self) -> tuple[Line, ...]:
        """Every chapter and its sections, then the two lists at the end."""
        chapters, about = _split(self.chapters)
        return (
            *(line for chapter in chapters for line in _lines(chapter)),
            Line(title="Sources", anchor="sources", level=1),
            *(line for chapter in about for line in _lines(chapter)),
            *([Line(title="Notes", anchor="notes", level=1)] if self.notes else []),
        )

    @property
    def short(self) -> bool:
        """Whether title and contents share a sheet with what follows, and each part with the one before."""
        return len(self.contents) <= _FEW

    @property
    def parts(self) -> tuple[Line, ...]:
        """The lines of the contents whose place may be the head of a sheet."""
        within = {one.anchor for chapter in self.chapters for one in chapter.sections if not one.apart}
        return tuple(line for line in self.contents if line.anchor not in within)


def compose(book: Book, pages: Iterable[Page], by_hand: Mapping[str, str] | None = None) -> Paper:
    """The document's parts. `by_hand` holds hand-written pages by path, of which about/index.md is printed."""
    left_out = _folders("left out")  # the list of sources and the notes stand for them
    texts = {
        page.path: page.content
        for page in together(page for page in pages if page.path.endswith(".md"))
        if _folder(page.path) not in left_out
    }
    if by_hand and _ABOUT in by_hand:
        texts[_ABOUT] = by_hand[_ABOUT]
    numbers = source_numbers(book.sources)
    paths = links.source_paths(book.sources)
    notes = _Notes({paths[source.id]: source for source in book.sources})
    chapters = []
    for first, others in _outline(texts):
        opening = _section(first, texts[first], notes, texts.keys(), shift=0)
        inner = tuple(
            _section(path, texts[path], notes, texts.keys(), shift=1)
            for path in _in_reading_order(first, texts[first], others)
        )
        chapters.append(
            Chapter(anchor=opening.anchor, title=opening.title, html=opening.html, sections=inner, bare=opening.bare)
        )
    return Paper(book=book, chapters=tuple(chapters), notes=notes.listed(), numbers=numbers)


def sheets(paper: Paper, places: Mapping[str, float], end: float) -> tuple[Sheets, ...]:
    """Which parts begin a sheet, from where each begins when all follow one another: one that fills a sheet, unless it
    would leave most of the sheet before it empty. None in a short book, where all follow one another."""
    parts = [
        Part(anchor=line.anchor, title=line.title, place=places[line.anchor])
        for line in paper.parts
        if line.anchor in places
    ]
    if paper.short:
        return ()
    found: list[list[Part]] = []
    filled = 0.0
    for part, until in zip(parts, [*(part.place for part in parts[1:]), end], strict=True):
        length = until - part.place
        if not found or (length >= _LONG and _FILLED[0] <= filled % 1 <= _FILLED[1]):
            found.append([])
            filled = 0.0
        found[-1].append(part)
        filled += length
    return tuple(Sheets(parts=tuple(group)) for group in found) if len(found) > 1 else ()


def html(paper: Paper, pages: Mapping[str, int], *, size: Size = "A4", cut: Sequence[Sheets] = ()) -> str:
    """The document with the page numbers that are known: anchor -> page; where `cut` says nothing, part follows part.
    It loads assets/briefing.css and paper/fonts beside it and no more."""
    chapters, about = _split(paper.chapters)
    published = [s.published for s in paper.book.sources if s.published and s.published.precision != "range"]
    sources = sorted(paper.book.sources, key=lambda source: paper.numbers[source.id])
    text: str = (
        environment()
        .get_template("paper.html.j2")
        .render(
            paper=paper,
            places=_places,
            book=paper.book,
            chapters=chapters,
            about=about,
            sources=sources,
            cited={s.id: sum(note.source.id == s.id for note in paper.notes) for s in sources},
            period=phrasing.span(min(d.earliest for d in published), max(d.latest for d in published), " to ")
            if published
            else None,
            pages=pages,
            size=size,
            cut=cut,
            kind_of_page={part.anchor: one.name for one in cut for part in one.parts},
            beginning={one.parts[0].anchor for one in cut},
        )
    )
    return text


def _places(note: Note, pages: Mapping[str, int]) -> list[tuple[int, str]]:
    """The pages that lean on a note, each with the anchor of its first mark; every mark with page 0 while they are not
    known."""
    if not pages:
        return [(0, mark) for mark in note.marks]
    return list({pages[mark]: mark for mark in reversed(note.marks) if mark in pages}.items())[::-1]


def _split(chapters: Sequence[Chapter]) -> tuple[tuple[Chapter, ...], tuple[Chapter, ...]]:
    """The chapters before the list of sources, and those behind it."""
    last = {*_folders("last"), _folder(_ABOUT)}
    return tuple(c for c in chapters if c.anchor not in last), tuple(c for c in chapters if c.anchor in last)


def _lines(chapter: Chapter) -> Iterator[Line]:
    yield Line(title=chapter.title, anchor=chapter.anchor, level=1)
    for section in chapter.sections:
        yield Line(title=section.title, anchor=section.anchor, level=2)


def _outline(paths: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The page that each chapter begins with, and the pages below it.

    >>> list(_outline(["about/index.md", "timeline/2031.md", "index.md", "timeline.md"]))
    [('index.md', []), ('timeline.md', ['timeline/2031.md']), ('about/index.md', [])]
    """
    groups: dict[str, list[str]] = {}
    for path in paths:
        groups.setdefault(_folder(path), []).append(path)
    first, last = [*_folders("chapter", "sheets")], [*_folders("last"), _folder(_ABOUT)]

    def place(folder: str) -> tuple[int, str]:
        if folder in first:
            return first.index(folder), ""
        return len(first) + (1 + last.index(folder) if folder in last else 0), folder

    for folder in sorted(groups, key=place):
        opening = next((path for path in groups[folder] if path in (f"{folder}.md", f"{folder}/index.md")), None)
        if opening:
            yield opening, sorted(path for path in groups[folder] if path != opening)


def _folder(path: str) -> str:
    """The chapter that a page belongs to.

    >>> _folder("timeline.md"), _folder("timeline/2031.md")
    ('timeline', 'timeline')
    """
    return path.split("/", maxsplit=1)[0].removesuffix(".md")


def _folders(*places: OnPaper) -> dict[str, None]:
    """The chapters whose place on paper is one of these, in the order of the kinds of pages."""
    return dict.fromkeys(_folder(kind.path) for kind in kinds() if kind.paper in places)


def _in_reading_order(first: str, text: str, others: Sequence[str]) -> list[str]:
    """The pages of a chapter as its first page names them."""
    folder = posixpath.dirname(first)
    named = [
        posixpath.normpath(posixpath.join(folder, unquote(target)))
        for target in re.findall(r"\]\(([^()\s#]+\.md)", text)
    ]
    order = {path: number for number, path in reversed(list(enumerate(named)))}
    return sorted(others, key=lambda path: (order.get(path, len(named)), path))


def _anchor(path: str, anchor: str | None = None) -> str:
    """A name for a page, and for a place on it, that no other page has.

    >>> _anchor("topics/index.md"), _anchor("people/jane-roe.md", "roles")
    ('topics', 'people-jane-roe.roles')
    """
    page = path.removesuffix(".md")
    name = "overview" if path == _HOME else page.removesuffix("/index").replace("/", "-")
    return f"{name}.{anchor}" if anchor else name


def _section(path: str, text: str, notes: _Notes, printed: Iterable[str], *, shift: int) -> Section:
    writer = _Rewriter(path, notes, frozenset(printed), shift)
    writer.feed(_markdown(text))
    writer.close()
    return Section(
        anchor=_anchor(path),
        title="Overview" if path == _HOME else clean(writer.title) or path.removesuffix(".md"),
        html=Markup(_set("".join(writer.out))),
        apart=_folder(path) in _folders("sheets"),
        bare=not writer.telling and writer.length <= _SAYS_NOTHING,
    )


def _set(html: str) -> str:
    """A page without what only leads on, and with short headings beside their one sentence.

    >>> _set('<h2 id="a.b">Glossary</h2><p>None.</p><p><a href="#figures">All figures</a></p>')
    '<div class="bb-print-beside"><h2 id="a.b">Glossary</h2><p>None.</p></div>'
    """
    return _SAID_IN_A_SENTENCE.sub(r'<div class="bb-print-beside">\g<0></div>', _WAY_ON.sub("", html))


def _markdown(text: str) -> str:
    import markdown

    shown: str = markdown.markdown(_FRONT_MATTER.sub("", text), extensions=list(_EXTENSIONS), output_format="html")
    return shown


class _Notes:
    """Numbers the cited sentences in the order in which the document first leans on them."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources  # by the path of their page
        self._numbers: dict[tuple[str, int, int], int] = {}  # by page, first and last sentence
        self._marks: dict[tuple[str, int, int], list[str]] = {}

    def source(self, path: str) -> Source | None:
        return self._sources.get(path)

    def mark(self, path: str, anchor: str, last: str | None = None) -> tuple[int, str] | None:
        """Number and anchor of one more mark for a sentence, or for those up to `last`; None when the link leads to no
        sentence."""
        found = _SENTENCE.fullmatch(anchor)
        if path not in self._sources or not found or int(found[1]) >= len(self._sources[path].sentences):
            return None
        sentence = path, int(found[1]), int(last or found[1])
        number = self._numbers.setdefault(sentence, len(self._numbers) + 1)
        marks = self._marks.setdefault(sentence, [])
        marks.append(f"mark-{number}-{len(marks) + 1}")
        return number, marks[-1]

    def listed(self) -> tuple[Note, ...]:
        return tuple(
            Note(
                number=self._numbers[path, first, last],
                source=self._sources[path],
                quote=" ".join(self._sources[path].sentences[first : last + 1]),
                marks=tuple(marks),
            )
            for (path, first, last), marks in self._marks.items()
        )


class _Rewriter(HTMLParser):
    """One page's HTML, with its ids and links those of the document. Everything else passes as it stands."""

    def __init__(self, path: str, notes: _Notes, printed: frozenset[str], shift: int) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self.title = ""
        self.telling = False  # has more than sentences
        self.length = 0  # characters of its text
        self._listed = False  # below a heading whose lines the document has elsewhere
        self._path = path
        self._notes = notes
        self._printed = printed
        self._shift = shift
        self._skipped: list[str] = []  # the open elements of one kind that are left out, the outermost first
        self._in_title = False
        self._last: str | None = None  # the last sentence of the citation that stands open
        self._links: list[tuple[str, bool]] = []  # the end tag of each open link, and whether its text was replaced

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(tag, dict(attrs))
        if self._skipped or self._unprinted(tag, dict(attrs)):
            if tag in (self._skipped or (tag,)) and tag not in _VOID:
                self._skipped.append(tag)
        elif tag == "a" and dict(attrs).get("href") is not None:
            self._open_link(dict(attrs))
        elif "data-says" in (given := dict(attrs)):
            self._last = given.get("data-last")
            self._write(tag, {})
        else:
            self._in_title = self._in_title or (tag == "h1" and not self.title)
            self._write(self._level(tag), self._renamed(attrs))

    def _note(self, tag: str, attrs: Mapping[str, str | None]) -> None:
        """Whether the page tells anything, and whether its sources begin here."""
        self.telling = self.telling or tag in _TELLING
        if _HEADING.fullmatch(tag):
            self._listed = attrs.get("id") == _LISTED_AT_THE_END

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._skipped and not self._unprinted(tag, dict(attrs)):
            self._write(tag, self._renamed(attrs), "/" if tag not in _VOID else "")

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            if tag == self._skipped[0]:
                self._skipped.pop()
        elif tag == "a" and self._links:
            self.out.append(self._links.pop()[0])
        else:
            self._listed = False
            self._in_title = self._in_title and tag != "h1"
            self.out.append(f"</{self._level(tag)}>")

    def handle_data(self, data: str) -> None:
        self._text(data, data)

    def handle_entityref(self, name: str) -> None:
        self._text(f"&{name};", unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self._text(f"&#{name};", unescape(f"&#{name};"))

    def _unprinted(self, tag: str, attrs: Mapping[str, str | None]) -> bool:
        classes = _UNPRINTED_CLASSES.intersection((attrs.get("class") or "").split())
        return (
            bool(classes)
            or self._listed
            or tag in _UNPRINTED
            or "hidden" in attrs
            or (tag == "h1" and self._path == _HOME)
        )

    def _text(self, raw: str, shown: str) -> None:
        if self._skipped or (self._links and self._links[-1][1]):
            return
        self.out.append(raw)
        self.length += len(shown)
        if self._in_title:
            self.title += shown

    def _level(self, tag: str) -> str:
        return f"h{min(int(tag[1]) + self._shift, 6)}" if _HEADING.fullmatch(tag) else tag

    def _renamed(self, attrs: Iterable[tuple[str, str | None]]) -> dict[str, str | None]:
        def value(name: str, given: str | None) -> str | None:
            if given is None:
                return None
            if name == "id":
                return _anchor(self._path, given)
            if name in _ID_LISTS:
                return " ".join(_anchor(self._path, one) for one in given.split())
            if name.endswith("href") and given.startswith("#"):
                return f"#{_anchor(self._path, given[1:])}"
            return re.sub(r"url\(#([\w.-]+)\)", lambda found: f"url(#{_anchor(self._path, found[1])})", given)

        return {name: value(name, given) for name, given in attrs}

    def _write(self, tag: str, attrs: Mapping[str, str | None], slash: str = "") -> None:
        shown = "".join(f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in attrs.items())
        self.out.append(f"<{tag}{shown}{slash}>")

    def _open_link(self, attrs: dict[str, str | None]) -> None:
        href = attrs.pop("href") or ""
        last, self._last = self._last, None
        kept = self._renamed((name, value) for name, value in attrs.items() if name in ("class", "id", "rel"))
        if re.match(r"(?:https?|mailto):", href):
            self._link(kept | {"href": href})
            return
        target, _, anchor = href.partition("#")
        path = (
            posixpath.normpath(posixpath.join(posixpath.dirname(self._path), unquote(target))) if target else self._path
        )
        path = re.sub(r"\.html$", ".md", path)  # as pictures have it, whose links MkDocs does not rewrite
        if mark := self._notes.mark(path, anchor, last):
            self.telling = True
            self._link(kept | {"href": f"#note-{mark[0]}", "id": mark[1]}, text=str(mark[0]))
        elif source := self._notes.source(path):
            self._link(kept | {"href": f"#source-{links.source_token(source.id)}"})
        elif path == "sources/index.md":
            self._link(kept | {"href": "#sources"})
        elif path in self._printed:
            self._link(kept | {"href": f"#{_anchor(path, unquote(anchor))}"})
        else:
            self.out.append("<span>")
            self._links.append(("</span>", False))

    def _link(self, attrs: Mapping[str, str | None], text: str | None = None) -> None:
        self._write("a", attrs)
        if text:
            self.out.append(text)
        self._links.append(("</a>", text is not None))
