"""A desk officer's folder: files of every format that is read, each with known content, and such as must be refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from xml.sax.saxutils import escape

from tests import exported, made_pdfs, web_pages
from tests import made_files as made
from tests.exported import Made
from tests.made_files import Piece
from tests.made_stories import as_made, stories
from tests.site_layouts import JUNK, LAYOUTS, UNSIGNED

FURNITURE = (  # what stands around the articles of the other files, by a phrase of it
    *JUNK,
    "For internal use",
    "Check this",
    "You are receiving this",
    "Unsubscribe",
    "Sent from my iPhone",
    "Forwarded message",
    "This matters for Friday",
    "Section Menu",
    "was downloaded by",
    "Questions from editors to",
    "PUBLICATION-TYPE",
    "Terms and Connectors",
    "ProQuest document ID",
)


@dataclass(frozen=True)
class File:
    """One file of the folder. `refused` is a word of the reason; `beside` are files that belong to it."""

    name: str
    data: bytes
    pieces: tuple[Piece, ...] = ()
    refused: str = ""
    beside: dict[str, bytes] = field(default_factory=dict)


def files() -> list[File]:
    """All of them. Every article is another one, but for one wire copy."""
    told = stories()
    return [
        *_pages(told), *_packed_pages(told), *_prints(told), *_documents(told), *_mails(told), *_feeds(told),
        *_texts(told), *_exports(told), *_refused(told),
    ]  # fmt: skip


def _pages(told: Iterator[Piece]) -> Iterator[File]:
    for name, make in LAYOUTS.items():
        piece = next(told)
        yield File(
            f"web/{name}.html", make(piece).encode(), (replace(piece, authors=()) if name in UNSIGNED else piece,)
        )


def _packed_pages(told: Iterator[Piece]) -> Iterator[File]:
    whole, single, first, second = islice(told, 4)
    beside = {"web/whole_files/ads.html": b"<html><body><p>Advertisement</p>", "web/whole_files/style.css": b"p {}"}
    yield File("web/whole.html", LAYOUTS["newspaper_theme"](whole).encode(), (whole,), beside=beside)
    yield File("single.mhtml", web_pages.in_one_file(LAYOUTS["many_graphs"](single)), (single,))
    first, second = replace(first, outlet="The Osk Reader"), replace(second, outlet="The Osk Reader")
    chapters = {"2.xhtml": chapter(second), "1.xhtml": chapter(first)}
    yield File("reader.epub", web_pages.book(chapters), (first, second))


def chapter(piece: Piece) -> str:
    """A page as a program that fetches papers into books for readers writes it."""
    bar = '<div class="calibre_navbar">| <a href="n">Next</a> | <a href="s">Section Menu</a> | <a href="m">Main Menu</a> |</div><hr/>'
    text = "".join(f'<p class="calibre4">{escape(one)}</p>' for one in piece.whole)
    by = f'<p class="calibre3">By {" and ".join(piece.authors)}</p><p class="calibre3">{piece.printed}</p>'
    end = "<hr/><p>This article was downloaded by <strong>calibre</strong> from <a href='u'>https://coast.example/a</a></p>"
    return (
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{piece.title}</title></head><body class="calibre">'
        f'{bar}<h2 class="calibre2">{piece.title}</h2>{by}<div class="article_text">{text}</div>{end}{bar}</body></html>'
    )


def _prints(told: Iterator[Piece]) -> Iterator[File]:
    def lines(piece: Piece, style: str, *head: tuple[str, str], last: Sequence[str] = ()) -> list[tuple[str, str]]:
        return [*head, *((style, escape(one)) for one in [*piece.whole, *last])]

    piece = next(told)
    head = (("small", "Coast"), ("head", piece.title), ("spaced", f"By {' and '.join(piece.authors)}"),
            ("spaced", f"{piece.printed} 6.30am"))  # fmt: skip
    printed = f"7/29/25, 9:12 AM {piece.title} | {piece.outlet}"
    yield File(
        "print/browser.pdf",
        made_pdfs.pdf(lines(piece, "spaced", *head), top=printed, foot="https://coast.example/a/pier {page}/1"),
        (piece,),
    )
    piece = replace(next(told), body=tuple(one for other in islice(told, 4) for one in other.body))
    head = (
        ("head", piece.title),
        ("text", f"By {' and '.join(piece.authors)}"),
        ("small", "A view of the hall from the river"),
    )
    yield File(
        "print/columns.pdf",
        made_pdfs.pdf(
            lines(piece, "text", *head), columns=2, top=f"{piece.outlet}, {piece.printed}", foot="Page {page}"
        ),
        (piece,),
    )
    piece = replace(next(told), authors=())
    head = (
        ("head", piece.outlet),
        ("spaced", "FOR IMMEDIATE RELEASE"),
        ("spaced", piece.printed),
        ("head", piece.title),
    )
    yield File(
        "print/release.pdf",
        made_pdfs.pdf(lines(piece, "spaced", *head, last=["###", "Questions from editors to press@release.example"])),
        (piece,),
    )


def clipping(piece: Piece) -> bytes:
    """A page of a press review in Word: labels in a table above the text."""
    rows = "".join(f"<w:tr><w:tc>{made.para(label)}</w:tc><w:tc>{made.para(value)}</w:tc></w:tr>" for label, value in (
        ("Source:", piece.outlet), ("Date:", piece.printed), ("Author:", ", ".join(piece.authors))))  # fmt: skip
    title = f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{piece.title}</w:t></w:r></w:p>"
    return made.docx_of(f"<w:tbl>{rows}</w:tbl>" + title + "".join(map(made.para, piece.whole)))


def _documents(told: Iterator[Piece]) -> Iterator[File]:
    makes: tuple[tuple[str, Callable[[Piece], bytes]], ...] = (
        ("word.docx", made.by_word), ("library.docx", made.by_python_docx), ("google.docx", made.by_google_docs),
        ("clipping.docx", clipping), ("libre.odt", made.by_libreoffice), ("flat.fodt", made.flat_odt),
        ("word.rtf", made.rtf_by_word), ("textedit.rtf", made.rtf_by_textedit),
    )  # fmt: skip
    for name, make in makes:
        piece = next(told)
        yield File(f"office/{name}", make(piece), (piece,))
    piece = next(told)
    with_macro = made.docx_of(
        "".join(map(made.para, [piece.title, piece.byline, *piece.whole])),
        more={"word/vbaProject.bin": b"\xd0\xcf Shell"},
    )
    yield File("office/macros.docm", with_macro, (piece,))
    packed = tuple(islice(told, 3))
    members = {
        "in/a.docx": made.by_word(packed[0]),
        "b.odt": made.by_libreoffice(packed[1]),
        "c.eml": made.by_outlook(packed[2]),
    }
    yield File("week.zip", made.zipped(members), packed)


def _mails(told: Iterator[Piece]) -> Iterator[File]:
    singles = {"thunderbird.eml": made.by_thunderbird, "gmail.eml": made.by_gmail, "outlook.eml": made.by_outlook,
               "apple.emlx": made.by_apple_mail, "outlook.msg": made.by_outlook_as_msg}  # fmt: skip
    for name, make in singles.items():
        piece = next(told)
        yield File(f"mail/{name}", make(piece), (piece,))
    week, plain, box = (tuple(islice(told, 3)) for _ in range(3))
    yield File("mail/letter.eml", made.newsletter(week), week)
    yield File("mail/plain_letter.eml", made.plain_newsletter(plain), plain)
    mails = [
        make(piece) for make, piece in zip((made.by_gmail, made.by_outlook, made.by_thunderbird), box, strict=True)
    ]
    yield File("mail/box.mbox", made.mbox(mails), box)


def _feeds(told: Iterator[Piece]) -> Iterator[File]:
    several = tuple(islice(told, 3))
    yield File("feeds/week.rss", made.rss(several), several)
    for name, make in (("atom.xml", made.atom), ("old.rdf", made.rdf)):
        piece = next(told)
        yield File(f"feeds/{name}", make(piece), (piece,))
    piece = next(told)
    yield File("feeds/feed.json", made.json_feed([piece]), (piece,))


def _texts(told: Iterator[Piece]) -> Iterator[File]:
    clips = (("obsidian", made.by_obsidian), ("clipper", made.by_clipper), ("brackets", made.by_bracketing_clipper))
    for name, make in clips:
        piece = next(told)
        yield File(f"notes/{name}.md", make(piece), (piece,))
    piece = next(told)
    head = f"{piece.title}\n{' and '.join(piece.authors)}, {piece.outlet}\n{piece.printed}\n\n"
    yield File("texts/plain.txt", (head + "\n\n".join(piece.whole)).encode(), (piece,))
    yield _transcript(next(told))
    wire = replace(next(told), outlet="Coastal Press Agency")
    copy = replace(wire, outlet="The Fennoway Mercury", title=f"Report: {wire.title}", authors=())
    by = f"By {' and '.join(wire.authors)}"
    yield File("texts/wire.txt", _lines(wire.title, by, wire.outlet, wire.printed, *wire.whole), (wire,))
    yield File("texts/copy.txt", _lines(copy.title, copy.outlet, copy.printed, *copy.whole), (copy,))


def _lines(*lines: str) -> bytes:
    return "\n\n".join(lines).encode()


def _transcript(piece: Piece) -> File:
    turns = [f"{'MS HALE' if at % 2 else 'MR ORTH'}: {one}" for at, one in enumerate(piece.body)]
    head = f"Briefing on the harbour: {piece.title}\n{piece.printed}\nParticipants: Mara Hale, spokesperson; Tobin Orth, Deputy Minister\n\n"
    known = replace(
        piece, title=f"Briefing on the harbour: {piece.title}", outlet="", authors=(), body=tuple(turns), heading=""
    )
    return File("texts/transcript.txt", (head + "\n\n".join(turns)).encode(), (known,))


def _exports(told: Iterator[Piece]) -> Iterator[File]:
    makes: tuple[tuple[str, Callable[[Sequence[Made]], str], Callable[[str], bytes]], ...] = (
        ("nexis.txt", exported.nexis, str.encode), ("nexis_uni.docx", exported.nexis_uni, in_word),
        ("factiva.rtf", exported.factiva, in_rtf), ("factiva_tags.txt", exported.factiva_tags, str.encode),
        ("proquest.txt", exported.proquest, str.encode), ("europresse.docx", exported.europresse, in_word),
        ("pressreader.txt", exported.pressreader, str.encode), ("table.csv", exported.table, str.encode),
        ("lines.jsonl", exported.json_lines, str.encode), ("answer.json", exported.answer, str.encode),
        ("references.ris", exported.ris, str.encode),
    )  # fmt: skip
    for name, make, pack in makes:
        pieces = tuple(replace(one, heading="") for one in islice(told, 3))
        yield File(f"exports/{name}", pack(make([as_made(one) for one in pieces])), pieces)


def in_word(text: str) -> bytes:
    """The lines of a text as paragraphs of Word."""
    return made.docx_of("".join(made.para(line) for line in text.split("\n")))


def in_rtf(text: str) -> bytes:
    """The lines of a text as paragraphs of RTF."""
    coded = "".join(char if char.isascii() else f"\\u{ord(char)}?" for char in text)
    return (r"{\rtf1\ansi\deff0 " + coded.replace("\n", "\\par\n") + "}").encode()


GERMAN = (
    "Der Hafenrat hat am Montag beschlossen, die nördliche Mole wieder aufzubauen, und damit einen langen Streit beendet. "
    "Die Arbeiten sollen im September beginnen und werden nach Angaben der Stadt mehr als vierzig Millionen Kronen kosten. "
    "Die Fähre wird bis dahin an der südlichen Mole anlegen, sagte die Vorsitzende nach der Sitzung vor der Presse. "
)  # fmt: skip


def _refused(told: Iterator[Piece]) -> Iterator[File]:
    piece = next(told)
    page = made_pdfs.pdf([("head", piece.title), *(("text", one) for one in piece.body)])
    error = "<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1><p>The page was not found.</p></body></html>"
    yield File("odd/scan.pdf", made_pdfs.picture(), refused="OCR")
    yield File("odd/locked.pdf", made_pdfs.locked(page, "secret"), refused="password")
    yield File("odd/map.png", b"\x89PNG\r\n\x1a\n" + bytes(99), refused="of no format")
    yield File(
        "odd/german.txt", f"Hafenrat baut Mole\n\n14. Juli 2025\n\n{GERMAN * 2}\n\n{GERMAN}".encode(), refused="English"
    )
    yield File("odd/empty.txt", b"", refused="empty")
    yield File(
        "odd/sheet.xlsm",
        made.zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<w/>", "xl/vbaProject.bin": b"Shell"}),
        refused=".csv",
    )
    yield File("odd/old.doc", made.compound_file({"WordDocument": b"x" * 5000}), refused=".docx")
    yield File("odd/error.html", error.encode(), refused="error")
    yield File("odd/broken.zip", b"PK\x03\x04" + bytes(60), refused="archive")
    yield File("odd/cut.docx", made.by_word(piece)[:400], refused="archive")
