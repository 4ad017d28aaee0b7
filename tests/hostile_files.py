"""Files that somebody made to do harm, or that harm by what they are: each by its name in a folder."""

from __future__ import annotations

import io
import json
import os
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

from tests import made_files as made
from tests import made_pdfs, web_pages
from tests.made_files import PIER, docx_of, para, zipped

SECRET = "the password of the harbour is herring"  # in a file outside the folder
_LINE = "The harbour council voted on Monday to close the pier and to go home for the winter. "
_LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {one} "{f"&{last};" * 10}">' for last, one in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)


def _entity(outside: Path) -> str:
    return f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "{outside.as_uri()}">]>'


def _bomb() -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("a.txt", "w", force_zip64=True) as member,
    ):
        for _ in range(400):
            member.write(bytes(1_000_000))
    return out.getvalue()


def _nested(depth: int) -> bytes:
    data = zipped({"a.txt": made.plain_lines(PIER)})
    for _ in range(depth):
        data = zipped({"a.zip": data, "b.zip": data})
    return data


def _parts(number: int) -> bytes:
    message = made.mail("A thousand parts", "Jo <jo@a.example>", made.LATER)
    message.set_content(made.plain_lines(PIER))
    for at in range(number):
        message.add_attachment(f"{_LINE}{at}", filename=f"{at}.txt")
    return message.as_bytes()


def _mails_in_mails(depth: int) -> bytes:
    head = "From: a@b.example\nTo: c@d.example\nSubject: x\nMIME-Version: 1.0\n"
    boxes = "".join(f"Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n" for at in range(depth))
    return f"{head}{boxes}Content-Type: text/plain\n\n{_LINE}\n".encode()


def _pdf(stream: bytes) -> bytes:
    """One page whose content is this stream, packed."""
    packed = zlib.compress(stream, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed + b"\nendstream",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        body
        + b"xref\n0 5\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)
    )


def _feed(items: str, head: str = '<?xml version="1.0"?>') -> bytes:
    return f'{head}<rss version="2.0"><channel><title>The Quay</title>{items}</channel></rss>'.encode()


def _item(number: int) -> str:
    return f"<item><title>Harbour council votes a {number}th time</title><description>{f'{_LINE}{number}. ' * 5}</description></item>"


def _epub(outside: Path) -> bytes:
    package = f"{_entity(outside)}<package><metadata><title>&x;</title></metadata><manifest/><spine/></package>"
    return web_pages.book({"a.xhtml": f"<html><body><p>{_LINE * 9}</p></body></html>"}, package=package)


def _letter(outside: Path) -> bytes:
    body = f"<w:p><w:r><w:t>&x; {_LINE * 9}</w:t></w:r></w:p>"
    document = f'{_entity(outside)}<w:document xmlns:w="{made.W}"><w:body>{body}</w:body></w:document>'
    return docx_of("", more={"word/document.xml": document})


def _mail_with_a_page(outside: Path) -> bytes:
    message: EmailMessage = made.mail("A page", "Jo <jo@a.example>", made.LATER)
    message.set_content(f'<img src="{outside.as_uri()}"><script>alert(1)</script><p>{_LINE * 9}</p>', subtype="html")
    return message.as_bytes()


Make = Callable[[Path], bytes]
HOSTILE: dict[str, Make] = {
    "bomb.zip": lambda _: _bomb(),
    "bomb.docx": lambda _: docx_of(para("x " * 1000) * 20_000),
    "many.zip": lambda _: zipped({f"{at}.txt": f"{_LINE}{at}" for at in range(10_000)}),
    "nested.zip": lambda _: _nested(7),
    "climbing.zip": lambda _: zipped({"../../climbed.txt": made.plain_lines(PIER)}),
    "pages.pdf": lambda _: made_pdfs.pages_of_nothing(10_000),
    "stream.pdf": lambda _: _pdf(b"BT /F 12 Tf (" + b"a" * 300_000_000 + b") Tj ET"),
    "strokes.pdf": lambda _: _pdf(b"BT /F 12 Tf " + b"1 0 0 1 9 9 Tm (pier) Tj " * 400_000 + b"ET"),
    "locked.pdf": lambda _: made_pdfs.locked(made_pdfs.pdf([("text", _LINE * 9)]), "secret"),
    "macros.docm": lambda _: docx_of(
        para(PIER.title) + para(PIER.byline) + "".join(map(para, PIER.whole)),
        more={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 Shell"},
    ),
    "entity.docx": _letter,
    "laughs.docx": lambda _: docx_of("", more={"word/document.xml": f'{_LAUGHS}<w:d xmlns:w="{made.W}">&j;</w:d>'}),
    "entity.fodt": lambda outside: (
        made.flat_odt(PIER)
        .replace(b'<?xml version="1.0" encoding="UTF-8"?>', _entity(outside).encode())
        .replace(b"<text:p>By", b"<text:p>&x; By")
    ),
    "entity.epub": _epub,
    "entity.rss": lambda outside: _feed(
        f"<item><title>&x;</title><description>&x; {_LINE * 9}</description></item>", _entity(outside)
    ),
    "laughs.rss": lambda _: _feed("<item><title>&j;</title></item>", _LAUGHS),
    "entity.html": lambda outside: (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "{outside.as_uri()}">]><html><body><h1>&x; votes on the pier</h1><p>{_LINE * 9}</p></body></html>'.encode()
    ),
    "parts.eml": lambda _: _parts(1000),
    "boxes.eml": lambda _: _mails_in_mails(1000),
    "page.eml": _mail_with_a_page,
    "letters.mbox": lambda _: made.mbox([made.by_thunderbird(PIER)] * 3000),
    "large.html": lambda _: b"<html><body>" + f"<p>{_LINE}</p>".encode() * 550_000,
    "heavy.html": lambda _: b"<html><body><article>" + f"<p>{_LINE}</p>".encode() * 200_000,
    "deep.html": lambda _: b"<html><body>" + b"<div>" * 100_000 + _LINE.encode() * 9,
    "tables.html": lambda _: b"<html><body>" + b"<table><tr><td>" * 20_000 + _LINE.encode() * 9,
    "open.rtf": lambda _: rb"{\rtf1 " + b"{" * 200_000 + _LINE.encode() * 9,
    "entries.rss": lambda _: _feed("".join(map(_item, range(5000)))),
    "nested.json": lambda _: b"[" * 1_000_000,
    "rows.csv": lambda _: (
        "Headline,Date,Source,Full text\n" + f"Council votes,2025-07-14,The Quay,{_LINE * 3}\n" * 60_000
    ).encode(),
    "field.csv": lambda _: b'Headline,Date,Source,Full text\n"' + _LINE.encode() * 200_000,
    "lines.jsonl": lambda _: (
        (json.dumps({"title": "Council votes", "content": _LINE * 3, "publishedAt": "2025-07-14"}) + "\n").encode()
        * 50_000
    ),
    "line.txt": lambda _: _LINE.encode() * 200_000,
    "spaces.txt": lambda _: b"Council votes\n\n" + b" " * 5_000_000 + b"x" + b"\n" * 5_000_000 + _LINE.encode() * 3,
    "heads.txt": lambda _: ("By " * 20_000 + "\n" + _LINE * 3).encode(),
    "word.txt": lambda _: made.by_word(PIER),
    "print.html": lambda _: made_pdfs.pdf([("head", PIER.title), *(("text", one) for one in PIER.body)]),
    "text.pdf": lambda _: made.plain_lines(PIER).encode(),
    "picture.txt": lambda _: b"\x89PNG\r\n\x1a\n" + bytes(5000),
    "program.docx": lambda _: b"MZ\x90\x00" + bytes(5000),
    "archive.pdf": lambda _: zipped({"a.txt": made.plain_lines(PIER)}),
    "noise.msg": lambda _: bytes.fromhex("d0cf11e0a1b11ae1") + b"\xff\x01" * 20_000,
}
NAMES = (
    "a\nb.txt",
    "<script>alert(1)<script>.txt",
    "[pier](javascript:alert(1)).txt",
    "a|b`c*d_e.txt",
    "{{ 7 * 7 }}.txt",
    "--strict.txt",
    "a\u202etxt.exe.txt",
    f"{'long' * 60}.txt",
    "con.txt",
    "..txt",
)


def _text(name: str) -> str:
    """An article of its own for each name."""
    number = NAMES.index(name) + 2
    return f"Council votes on pier {number}\n\nMay {number}, 2025\n\n{_LINE}Some {number * 37} people came to watch pier {number} close.\n"


def write(folder: Path, outside: Path) -> list[str]:
    """All of them below a folder, with a pipe and links that lead out. Their names, as paths below the folder."""
    outside.write_text(SECRET)
    for name, make in HOSTILE.items():
        (folder / name).write_bytes(make(outside))
    for name in NAMES:
        (folder / name).write_text(_text(name))
    os.mkfifo(folder / "pipe.txt")
    links = {
        "link.txt": outside,
        "loop.txt": folder / "loop.txt",
        "up.txt": folder.parent,
        "device.txt": Path("/dev/zero"),
    }
    for name, target in links.items():
        (folder / name).symlink_to(target)
    return [*HOSTILE, *NAMES, "pipe.txt", *links]
