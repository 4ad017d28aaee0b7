"""Pages into a folder of sources, each once."""

from __future__ import annotations

import codecs
import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal

from ..model.text import record
from ..store.atomic_file import write_whole
from . import addresses
from .client import Answer, Client, Refused

_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/rtf": ".rtf",
    "application/epub+zip": ".epub",
}
_NO_KIND = ("", "application/octet-stream", "binary/octet-stream")
_PAGE = re.compile(rb"\s{0,99}(?:<!--.{0,500}?-->\s{0,99})?<(?:!doctype\s+html|html|head)\b", re.IGNORECASE | re.DOTALL)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

Fate = Literal["fetched", "there", "refused"]


@record
class Fetched:
    """What became of an address: the file that it is in, or why it is in none."""

    address: str
    fate: Fate
    file: str = ""  # its name in the folder
    reason: str = ""


def fetch(
    wanted: Iterable[str],
    folder: Path,
    client: Client,
    *,
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
) -> Iterator[Fetched]:
    """Fetch each address into the folder, in order; one that is there already is not asked for again. Raises OSError
    when the folder cannot be written."""
    there = {path.name.removesuffix(path.suffix): path.name for path in folder.iterdir()} if folder.is_dir() else {}
    seen: set[str] = set()
    for address in map(addresses.plain, wanted):
        if address in seen:
            continue
        seen.add(address)
        if fault := addresses.refused(address):
            yield Fetched(address=address, fate="refused", reason=fault)
        elif (stem := addresses.file_name(address, "")) in there:
            yield Fetched(address=address, fate="there", file=there[stem])
        else:
            yield _fetched(address, stem, folder, client, now)


def _fetched(address: str, stem: str, folder: Path, client: Client, now: Callable[[], dt.datetime]) -> Fetched:
    try:
        answer = client.get(address)
        ending = _ending(answer)
    except Refused as why:
        return Fetched(address=address, fate="refused", reason=str(why))
    file = stem + ending
    data = saved_page(answer, address, now()) if ending == ".html" else answer.body
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / file, data)
    return Fetched(address=address, fate="fetched", file=file)


def _ending(answer: Answer) -> str:
    """Raises Refused for what is no text."""
    if not answer.body.strip():
        raise Refused("an empty page")
    if answer.kind in _ENDINGS:
        return _ENDINGS[answer.kind]
    if answer.kind in _NO_KIND and answer.body.startswith(b"%PDF-"):
        return ".pdf"
    if (answer.kind in _NO_KIND or answer.kind.endswith("xml")) and _PAGE.match(answer.body[:1000]):
        return ".html"
    raise Refused(f"is no page and no document ({answer.kind or 'of no stated kind'})")


def saved_page(answer: Answer, asked: str, at: dt.datetime) -> bytes:
    """The page as a browser saves it: its address in a remark before it, and the time; in UTF-8 when the server, and
    not the page, says in which code it is.

    `at` has a zone.
    """
    head = f"<!-- saved from url=({len(asked):04})" + asked.replace("--", "%2D%2D") + " -->\n"
    head += f"<!-- fetched {at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ} -->\n"
    return (
        codecs.BOM_UTF8 + head.encode() + text.encode() if (text := _decoded(answer)) else head.encode() + answer.body
    )


def _decoded(answer: Answer) -> str | None:
    """The page's text, when it is sure in which code it is written."""
    for mark, code in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if answer.body.startswith(mark):
            return answer.body[len(mark) :].decode(code, "replace")
    try:
        return answer.body.decode(answer.charset) if answer.charset else None
    except (UnicodeDecodeError, LookupError):
        return None
