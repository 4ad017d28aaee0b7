"""Files of many formats with known content, as many programs write them: each is made here, byte by byte or by a
library."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


@dataclass(frozen=True)
class Piece:
    """An article whose fields are known. `day` is an ISO day."""

    title: str
    authors: tuple[str, ...]
    outlet: str
    day: str
    printed: str  # the day as it is printed
    body: tuple[str, ...]
    heading: str = ""
    items: tuple[str, ...] = ()

    @property
    def byline(self) -> str:
        return f"By {' and '.join(self.authors)} | {self.outlet} | {self.printed}"

    @property
    def link(self) -> str:
        return f"https://quayherald.example/{self.day.replace('-', '/')}/{self.title.split()[0].lower()}"

    @property
    def whole(self) -> list[str]:
        """All paragraphs of the text, its heading among them."""
        return [*self.body[:2], *([self.heading] if self.heading else []), *self.items, *self.body[2:]]


PIER = Piece(
    title="Harbour board votes to rebuild the northern pier",
    authors=("Ada Lind",),
    outlet="The Quay Herald",
    day="2025-07-14",
    printed="July 14, 2025",
    body=(
        "The harbour board voted on Monday to rebuild the northern pier, ending two years of dispute over who pays.",
        "“We have waited long enough,” said board chair Mira Solheim after the vote, which passed by nine to four.",
        "The work is to begin in September and will cost 41 million kroner, of which the state is to pay a half.",
        "Divers will look at the pillars first, and the ferry will use the southern pier until the work is done.",
    ),
    heading="What comes next",
)
DAM = Piece(
    title="Valley towns agree on water from the upper dam",
    authors=("Jonas Beck", "Rina Okafor"),
    outlet="The Valley Tribune",
    day="2025-04-02",
    printed="2 April 2025",
    body=(
        "Seven towns in the valley agreed on Wednesday to share the water of the upper dam through the dry months.",
        "The agreement gives each town a fixed share, measured every week at the gate below the village of Torv.",
        "“Nobody gets all that was asked for,” said Lena Marsh, who led the talks for the smaller towns.",
        "The rules hold until the end of 2027, and the towns will meet again when the first winter is over.",
    ),
    items=("Farms receive forty percent of the water.", "Households receive fifty percent of the water."),
)
RAIL = Piece(
    title="Night trains return to the coast line after nine years",
    authors=("Tomas Reed",),
    outlet="The Coast Observer",
    day="2024-11-20",
    printed="20 November 2024",
    body=(
        "The railway will run night trains on the coast line again from next spring, its director said on Wednesday.",
        "Ten sleeping cars have been bought from a lender abroad and are being painted in a hall near the old port.",
        "A berth will cost about the same as a seat by day, and bicycles can be carried in the last car of each train.",
        "Unions welcomed the plan but asked for more guards, saying that two people cannot look after a full train.",
    ),
)
PIECES = (PIER, DAM, RAIL)


def zipped(members: Mapping[str, str | bytes], *, first: str | None = None) -> bytes:
    """An archive; `first` is stored as it stands, before all others."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if first:
            archive.writestr(first, members[first], zipfile.ZIP_STORED)
        for name, data in members.items():
            if name != first:
                archive.writestr(name, data)
    return out.getvalue()


# Documents


def by_python_docx(piece: Piece) -> bytes:
    import docx

    document = docx.Document()
    document.core_properties.author = "desk three"
    document.core_properties.title = "Template for the weekly file"
    document.sections[0].header.paragraphs[0].text = "For internal use"
    document.sections[0].footer.paragraphs[0].text = "Page 1 of 3"
    document.add_heading(piece.title, 0)
    document.add_paragraph(piece.byline)
    for paragraph in piece.body[:2]:
        document.add_paragraph(paragraph)
    if piece.heading:
        document.add_heading(piece.heading, 2)
    for item in piece.items:
        document.add_paragraph(item, style="List Bullet")
    for paragraph in piece.body[2:]:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docx_of(
    body: str, *, styles: str = "", main: str = "word/document.xml", more: Mapping[str, str | bytes] = {}
) -> bytes:
    """A Word document with this XML in its body."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{main}" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_RELATION}" Target="{main}"/></Relationships>',
        main: f'<?xml version="1.0"?><w:document xmlns:w="{W}" '
        f'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>',
        **more,
    }
    return zipped(members)


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{run(text)}</w:p>"


def by_word(piece: Piece) -> bytes:
    """With changes that are tracked, a comment, a link, a box and words cut into runs."""
    styles = '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    first, second, *rest = piece.body
    half = len(first) // 2
    tracked = (
        f'<w:p><w:commentRangeStart w:id="0"/>{run(first[:half])}<w:del w:id="1"><w:r><w:delText>never </w:delText></w:r>'
        f"</w:del><w:ins>{run(first[half:])}</w:ins><w:r><w:commentReference/></w:r></w:p>"
    )
    linked = f"<w:p><w:hyperlink>{run(second[:9])}</w:hyperlink>{run(second[9:])}</w:p>"
    fallback = f"<mc:AlternateContent><mc:Fallback>{para('twice')}</mc:Fallback></mc:AlternateContent>"
    table = "".join(f"<w:tbl><w:tr><w:tc>{para(item)}</w:tc></w:tr></w:tbl>" for item in piece.items)
    heading = para(piece.heading, "berschrift1") if piece.heading else ""
    return docx_of(
        para(piece.title, "berschrift1") + para(piece.byline) + tracked + linked + heading + table
        + f"<w:p>{run(rest[0])}<w:r>{fallback}</w:r></w:p>" + "".join(map(para, rest[1:])),
        styles=styles,
        more={"word/header1.xml": f'<w:hdr xmlns:w="{W}">{para("For internal use")}</w:hdr>',
              "word/comments.xml": f'<w:comments xmlns:w="{W}">{para("Check this")}</w:comments>'},
    )  # fmt: skip


def by_google_docs(piece: Piece) -> bytes:
    """With a name of its own for the main part, and a title in the style of titles."""
    styles = '<w:style w:styleId="Title"><w:name w:val="Title"/></w:style>'
    lines = [piece.byline, *piece.whole]
    return docx_of(para(piece.title, "Title") + "".join(map(para, lines)), styles=styles, main="word/document2.xml")


def _odf_lines(piece: Piece) -> str:
    first, second, *rest = piece.body
    heading = f'<text:h text:outline-level="2">{piece.heading}</text:h>' if piece.heading else ""
    items = "".join(f"<text:list-item><text:p>{item}</text:p></text:list-item>" for item in piece.items)
    return (
        f"<text:tracked-changes><text:changed-region><text:deletion><text:p>never</text:p></text:deletion>"
        f'</text:changed-region></text:tracked-changes><text:h text:outline-level="1">{piece.title}</text:h>'
        f"<text:p>{piece.byline}</text:p><text:p>{escape(first).replace(' ', '<text:s/>', 1)}<office:annotation>"
        f"<text:p>Check this</text:p></office:annotation></text:p><text:p><text:span>{second[:7]}</text:span>{second[7:]}"
        f"</text:p>{heading}<text:list>{items}</text:list>" + "".join(f"<text:p>{one}</text:p>" for one in rest)
    )


_ODF_SPACES = (
    f'xmlns:office="{_ODF}:office:1.0" xmlns:text="{_ODF}:text:1.0" xmlns:meta="{_ODF}:meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def by_libreoffice(piece: Piece) -> bytes:
    content = f"<office:document-content {_ODF_SPACES}><office:body><office:text>{_odf_lines(piece)}</office:text>"
    meta = f"<office:document-meta {_ODF_SPACES}><office:meta><dc:title>{piece.title}</dc:title></office:meta>"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f'<?xml version="1.0"?>{content}</office:body></office:document-content>',
            "meta.xml": f'<?xml version="1.0"?>{meta}</office:document-meta>',
            "styles.xml": f"<office:document-styles {_ODF_SPACES}/>",
        },
        first="mimetype",
    )


def flat_odt(piece: Piece) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {_ODF_SPACES}><office:body><office:text>'
        f"{_odf_lines(piece)}</office:text></office:body></office:document>"
    ).encode()


def _rtf(text: str) -> str:
    return "".join(char if char.isascii() else f"\\u{ord(char)}?" for char in text)


def rtf_by_word(piece: Piece) -> bytes:
    head = (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fswiss Arial;}}"
        r"{\info{\title Template}{\author desk three}{\creatim\yr2025\mo8\dy1}}"
        r"{\header\pard For internal use\par}{\footer\pard Page 1\par}"
    )
    lines = [rf"\pard\plain\b\fs32 {_rtf(piece.title)}\b0\par", rf"\pard {_rtf(piece.byline)}\par"]
    lines += [rf"\pard\f0\fs24 {_rtf(one)}\par" for one in piece.whole]
    lines[2] = lines[2].replace(r"\par", r"{\deleted never}\par", 1).replace(r"{\deleted never}\pard", r"\pard", 1)
    picture = "{\\pict\\pngblip " + "89504e47" * 400 + "}"
    return ("\r\n".join([head, *lines, picture]) + "}").encode()


def rtf_by_textedit(piece: Piece) -> bytes:
    head = r"{\rtf1\ansi\ansicpg1252\cocoartf2761" + "\n" + r"{\fonttbl\f0\fnil\fcharset0 HelveticaNeue;}" + "\n"
    body = "\\\n\\\n".join(_rtf(line) for line in [piece.title, piece.byline, *piece.whole])
    field = r"{\field{\*\fldinst{HYPERLINK " + f'"{piece.link}"' + r"}}{\fldrslt }}"
    return (head + r"\f0\fs28 \cf0 " + body + field + "}").encode()


# Mails


def mail(subject: str, sender: str, day: str, **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["Message-ID"] = "<one@quayherald.example>"
    message["From"], message["To"], message["Subject"] = sender, "Desk <desk@office.example>", subject
    message["Date"] = day
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    return message


def plain_lines(piece: Piece) -> str:
    return "\n\n".join([piece.title, piece.byline, *piece.whole])


def page_of(piece: Piece) -> str:
    body = "".join(f"<p>{escape(one)}</p>" for one in piece.whole)
    return f"<h1>{piece.title}</h1><p>{piece.byline}</p>{body}"


LATER = "Fri, 01 Aug 2025 08:00:00 +0000"


def by_thunderbird(piece: Piece) -> bytes:
    """Plain text whose lines flow."""
    message = mail(piece.title, "Jo Roe <jo@office.example>", LATER)
    lines: list[str] = []
    for paragraph in plain_lines(piece).split("\n\n"):
        words = paragraph.split()
        rows = [" ".join(words[at : at + 10]) for at in range(0, len(words), 10)]
        lines += [*(row + " " for row in rows[:-1]), rows[-1], ""]
    text = "\n".join([*lines, "-- ", "Jo Roe", "Office of the Harbour", ""])
    head = message.as_string().rstrip("\n")
    return f"{head}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8; format=flowed\n\n{text}".encode()


def by_gmail(piece: Piece) -> bytes:
    """A mail that somebody sent on, with its page beside the plain text."""
    message = mail(f"Fwd: {piece.title}", "Jo Roe <jo@gmail.example>", LATER)
    head = (
        "For your file.\n\nJo\n\n---------- Forwarded message ---------\n"
        f"From: {piece.outlet} <news@quayherald.example>\nDate: Mon, Jul 28, 2025 at 9:00 AM\n"
        f"Subject: {piece.title}\nTo: <jo@gmail.example>\n\n\n"
    )
    message.set_content(head + plain_lines(piece), cte="quoted-printable")
    message.add_alternative(f"<div>{head}</div>" + page_of(piece), subtype="html", cte="base64")
    return message.as_bytes()


def by_outlook(piece: Piece) -> bytes:
    """A page only, with a mail inside and a picture that belongs to the signature."""
    message = mail(f"FW: {piece.title}", "Roe, Jo <jo@office.example>", LATER, X_Mailer="Outlook")
    head = "".join(
        f"<p><b>{name}:</b> {value}</p>"
        for name, value in (
            ("From", f"{piece.outlet} &lt;news@quayherald.example&gt;"),
            ("Sent", "Monday, July 28, 2025 9:00 AM"),
            ("To", "Roe, Jo"),
            ("Subject", piece.title),
        )
    )
    message.set_content(
        f"<html><head><style>p {{}}</style></head><p>See below.</p>{head}{page_of(piece)}", subtype="html"
    )
    message.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<logo>")
    return message.as_bytes()


def by_apple_mail(piece: Piece) -> bytes:
    """The number of bytes first, and a list of properties behind the mail."""
    message = mail(piece.title, "Press office <press@quayherald.example>", LATER)
    message.set_content(plain_lines(piece) + "\n\nSent from my iPhone\n")
    data = message.as_bytes()
    return str(len(data)).encode() + b"      \n" + data


def newsletter(pieces: Sequence[Piece]) -> bytes:
    message = mail("Your morning briefing", "The Quay Herald <news@mail.quayherald.example>", LATER)
    message["List-Unsubscribe"] = "<mailto:off@quayherald.example>"
    stories = "".join(
        f'<tr><td><h2><a href="{piece.link}">{piece.title}</a></h2><p>{piece.byline}</p>'
        + "".join(f"<p>{escape(one)}</p>" for one in piece.whole)
        + f'<a href="{piece.link}">Read more</a></td></tr>'
        for piece in pieces
    )
    teaser = '<h2><a href="https://quayherald.example/a">Market hall to open late</a></h2><p>The hall opens late in the week, its owner says.</p>'
    foot = "<p>You are receiving this because you signed up. Unsubscribe</p>"
    message.set_content("This mail is a page: view it in your browser.")
    message.add_alternative(
        f'<div style="display:none">Hidden words</div><table>{stories}<tr><td>{teaser}</td></tr></table>{foot}',
        subtype="html",
    )
    return message.as_bytes()


def plain_newsletter(pieces: Sequence[Piece]) -> bytes:
    message = mail("Week in the valley", "The Quay Herald <news@quayherald.example>", LATER, List_Id="<week.example>")
    stories = ["\n\n".join([piece.title, piece.byline, *piece.whole, piece.link]) for piece in pieces]
    message.set_content(f"\n\n{'=' * 40}\n\n".join(["Good morning, here is the week.", *stories, "Unsubscribe here."]))
    return message.as_bytes()


def mbox(mails: Sequence[bytes]) -> bytes:
    quoted = [one.replace(b"\nFrom ", b"\n>From ") for one in mails]
    return b"".join(b"From desk@office.example Fri Aug  1 08:00:00 2025\n" + one + b"\n\n" for one in quoted)


def by_outlook_as_msg(piece: Piece) -> bytes:
    """A mail whose head stands in its own stream."""
    streams = {
        "__substg1.0_0037001F": piece.title.encode("utf-16-le"),
        "__substg1.0_0C1A001F": "Jo Roe".encode("utf-16-le"),
        "__substg1.0_1000001F": plain_lines(piece).replace("\n", "\r\n").encode("utf-16-le"),
        "__properties_version1.0": bytes(32) + struct.pack("<IIQ", 0x00390040, 6, 133_980_000_000_000_000),
    }
    return compound_file(streams)


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of Microsoft's with these streams, each in sectors of its own."""
    end, free, no = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF
    mini = b"".join(data.ljust(-(-len(data) // 64) * 64, b"\0") for data in streams.values() if len(data) < 4096)
    large = [data.ljust(-(-len(data) // 512) * 512, b"\0") for data in streams.values() if len(data) >= 4096]
    mini = mini.ljust(-(-max(len(mini), 1) // 512) * 512, b"\0")
    entries = 1 + len(streams)
    directory_sectors = -(-entries // 4)
    chains: list[int] = []  # the table of sectors: each names the one that follows

    def chain(count: int) -> int:
        start = 1 + len(chains)
        chains.extend([*range(start + 1, start + count), end])
        return start

    directory_at = chain(directory_sectors)
    mini_fat: list[int] = []
    mini_starts: dict[str, int] = {}
    for name, data in streams.items():
        if len(data) < 4096:
            count = max(1, -(-len(data) // 64))
            mini_starts[name] = len(mini_fat)
            mini_fat += [*range(len(mini_fat) + 1, len(mini_fat) + count), end]
    mini_fat_at = chain(max(1, -(-len(mini_fat) // 128)))
    mini_at = chain(len(mini) // 512)
    large_starts = [chain(len(data) // 512) for data in large]
    fat = [0xFFFFFFFD, *chains]
    assert len(fat) <= 128, "one sector for the table is enough here"

    def entry(name: str, kind: int, start: int, size: int, child: int = no, right: int = no) -> bytes:
        wide = name.encode("utf-16-le") + b"\0\0"
        return (
            wide.ljust(64, b"\0") + struct.pack("<HBB", len(wide), kind, 1) + struct.pack("<III", no, right, child)
            + bytes(36) + struct.pack("<IQ", start, size)
        )  # fmt: skip

    rows = [entry("Root Entry", 5, mini_at, len(mini), child=1 if streams else no)]
    starts = iter(large_starts)
    for number, (name, data) in enumerate(streams.items(), start=1):
        start = mini_starts[name] if len(data) < 4096 else next(starts)
        rows.append(entry(name, 2, start, len(data), right=number + 1 if number < len(streams) else no))
    directory = b"".join(rows).ljust(directory_sectors * 512, b"\0")
    header = (
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
        + struct.pack("<IIIIIIIII", 0, 1, directory_at, 0, 4096, mini_fat_at, max(1, -(-len(mini_fat) // 128)), end, 0)
        + struct.pack("<I", 0) + struct.pack("<I", free) * 108
    )  # fmt: skip
    pad = [free] * (128 - len(fat))
    mini_table = [*mini_fat, *[free] * (-len(mini_fat) % 128)]
    return (
        header + struct.pack("<128I", *fat, *pad) + directory + struct.pack(f"<{len(mini_table)}I", *mini_table) + mini
        + b"".join(large)
    )  # fmt: skip


# Feeds


def _content(piece: Piece) -> str:
    return "".join(f"<p>{escape(one)}</p>" for one in piece.whole)


def rss(pieces: Sequence[Piece]) -> bytes:
    items = "".join(
        f"<item><title>{piece.title}</title><link>{piece.link}</link><dc:creator>{', '.join(piece.authors)}</dc:creator>"
        f"<pubDate>{_rfc(piece.day)}</pubDate><source url='https://a.example'>{piece.outlet}</source>"
        f"<description>Short words.</description><content:encoded><![CDATA[{_content(piece)}<script>bad()</script>]]>"
        f"</content:encoded></item>"
        for piece in pieces
    )
    teaser = "<item><title>Market hall to open late</title><link>https://a.example/b</link><description>It opens late.</description></item>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>All papers</title>{items}{teaser}'
        "</channel></rss>"
    ).encode()


def _rfc(day: str) -> str:
    import datetime as dt

    return dt.datetime.fromisoformat(f"{day}T23:30:00-05:00").strftime("%a, %d %b %Y %H:%M:%S %z")


def atom(piece: Piece) -> bytes:
    authors = "".join(f"<author><name>{name}</name></author>" for name in piece.authors)
    return (
        f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>World | {piece.outlet}</title><entry>'
        f'<title>{piece.title}</title><link rel="alternate" href="{piece.link}"/>{authors}'
        f"<published>{piece.day}T23:30:00-05:00</published><updated>2025-08-02T00:00:00Z</updated>"
        f'<content type="html">{escape(_content(piece))}</content></entry></feed>'
    ).encode()


def rdf(piece: Piece) -> bytes:
    return (
        '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<channel rdf:about="https://a.example"><title>{piece.outlet}</title></channel>'
        f'<item rdf:about="{piece.link}"><title>{piece.title}</title><link>{piece.link}</link>'
        f"<description>{escape(_content(piece))}</description><dc:date>{piece.day}T08:00:00Z</dc:date>"
        f"<dc:creator>{' and '.join(piece.authors)}</dc:creator></item></rdf:RDF>"
    ).encode()


def json_feed(pieces: Sequence[Piece]) -> bytes:
    items = [
        {
            "id": piece.link, "url": piece.link, "title": piece.title, "content_html": _content(piece),
            "date_published": f"{piece.day}T08:00:00+02:00", "authors": [{"name": name} for name in piece.authors],
        }
        for piece in pieces
    ]  # fmt: skip
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": pieces[0].outlet, "items": items}
    ).encode()


# Markdown


def by_obsidian(piece: Piece) -> bytes:
    authors = "\n".join(f'  - "[[People/{name}]]"' for name in piece.authors)
    body = [*piece.body[:2], *([f"## {piece.heading}"] if piece.heading else []), *piece.items, *piece.body[2:]]
    body[1] = f"**{body[1][:12].strip()}** {body[1][12:].strip()}"
    return (
        f'---\ntitle: "{piece.title}"\nsource: "{piece.link}"\nauthor:\n{authors}\nsite: "[[{piece.outlet}]]"\n'
        f"published: {piece.day}\ncreated: 2025-08-01\ndate: 2025-08-01\ntags:\n  - clippings\n---\n"
        "> [!note] My note\n> This matters for Friday.\n\n![[pier.png]]\n\n" + "\n\n".join(body)
    ).encode()


def by_clipper(piece: Piece) -> bytes:
    authors = " and ".join(piece.authors)
    return (
        f"# {piece.title}\n\n*By {authors}* | **{piece.outlet}** | {piece.printed}\n\n"
        + "\n\n".join([*piece.whole[:1], f"> {piece.whole[1]}", *piece.whole[2:]])
    ).encode()


def by_bracketing_clipper(piece: Piece) -> bytes:
    authors = ", ".join(f"[[{name}]]" for name in piece.authors)
    return (
        f"---\nauthor: {authors if len(piece.authors) == 1 else json.dumps(authors)}\npublisher: {piece.outlet}\n"
        f"url: {piece.link}\npublished: {piece.day}\n---\n\n# {piece.title}\n\n" + "\n\n".join(piece.whole)
    ).encode()
