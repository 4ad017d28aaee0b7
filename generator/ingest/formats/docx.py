"""Word documents: the text as it stands when all changes are taken. Macros, pictures and notes are never opened."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from ...model.errors import UnreadableArticle
from ..base import archives
from ..base.front_matter import confirmed_name, confirmed_title, headed
from ..base.raw_text import RawText
from ..base.xml_tree import MOST, parsed, tag, value
from .decoding import mistaken

_MAIN = "word/document.xml"
_HEADING = re.compile(r"heading ?([1-6])|(?:sub)?title", re.IGNORECASE)
_LEFT_OUT = frozenset(  # what is taken out, moved away, said twice, or stands beside the text
    ["del", "moveFrom", "Fallback", "instrText", "delText", "footnoteReference", "rPr", "sectPr", "pict"]
)
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


class Docx:
    """The format of Word and of all that saves as Word does."""

    name = "docx"
    endings = (".docx", ".docm", ".dotx")

    def looks_like(self, head: bytes) -> bool:
        """Whether these are all bytes of a Word document; the first ones do not tell."""
        return archives.package(head) == ".docx"

    def read(self, data: bytes, *, file: str) -> tuple[RawText]:
        """Headings, paragraphs, lists and tables. Raises UnreadableArticle."""
        if not data.startswith(archives.MAGIC):
            raise mistaken(data, "no Word document: save it as .docx or .txt", file=file)
        archive = archives.opened(data, file=file)
        main = _main_part(archive, file)
        body = archives.member(archive, main, most=MOST, file=file)
        if not body:
            raise UnreadableArticle(file, "a Word document without text in it: save it again as .docx or .txt")
        levels = _levels(archive, posixpath.join(posixpath.dirname(main), "styles.xml"), file)
        text = "\n\n".join(_paragraphs(parsed(body, file=file), levels))
        if not text.strip():
            raise UnreadableArticle(file, "empty")
        title, author = _properties(archive, file)
        return (
            RawText(text=headed(text, title=confirmed_title(title, text), perhaps_author=confirmed_name(author, text))),
        )


def _main_part(archive: zipfile.ZipFile, file: str) -> str:
    """Some programs call the main part otherwise."""
    links = archives.member(archive, "_rels/.rels", most=1_000_000, file=file)
    if not links:
        return _MAIN
    targets = (
        value(one, "Target") for one in parsed(links, file=file) if value(one, "Type").endswith("officeDocument")
    )
    return next(targets, _MAIN).lstrip("/")


def _levels(archive: zipfile.ZipFile, name: str, file: str) -> dict[str, int]:
    """The level of each style that is a heading's: 1 for a title, 2 and more below it."""
    data = archives.member(archive, name, most=MOST, file=file)
    if not data:
        return {}
    found = {}
    for style in parsed(data, file=file).iter("{*}style"):
        names = [value(one, "val") for one in style if tag(one) == "name"]
        if names and (heading := _HEADING.fullmatch(names[0])):
            found[value(style, "styleId")] = int(heading[1] or 1)
    return found


def _paragraphs(root: Any, levels: dict[str, int]) -> Iterator[str]:
    for paragraph in root.iter("{*}p"):
        if "wordprocessingml" not in paragraph.tag or _is_left_out(paragraph):
            continue
        text = re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(_words(paragraph))).strip()
        if text:
            level = levels.get(_style(paragraph))
            yield f"{'#' * level} {' '.join(text.split())}" if level else text


def _is_left_out(paragraph: Any) -> bool:
    return any(tag(above) in _LEFT_OUT for above in paragraph.iterancestors())


def _style(paragraph: Any) -> str:
    return next((value(one, "val") for one in paragraph.iterfind("{*}pPr/{*}pStyle")), "")


def _words(element: Any) -> Iterator[str]:
    """What is written in a paragraph, not in a paragraph of a box that hangs on it."""
    waiting = list(reversed(element))
    while waiting:
        one = waiting.pop()
        name = tag(one)
        if name == "t":
            yield one.text or ""
        elif name in _BREAKS:
            yield _BREAKS[name]
        elif name not in _LEFT_OUT and name not in ("p", "pPr") and not _is_hidden(one):
            waiting.extend(reversed(one))


def _is_hidden(run: Any) -> bool:
    return tag(run) == "r" and any(value(one, "val") not in ("0", "false") for one in run.iterfind("{*}rPr/{*}vanish"))


def _properties(archive: zipfile.ZipFile, file: str) -> tuple[str | None, str | None]:
    """Title and author as the program keeps them; its days are of the document, not of publication."""
    data = archives.member(archive, "docProps/core.xml", most=1_000_000, file=file)
    if not data:
        return None, None
    try:
        root = parsed(data, file=file)
    except UnreadableArticle:
        return None, None
    return root.findtext("{*}title"), root.findtext("{*}creator")


FORMAT = Docx()
