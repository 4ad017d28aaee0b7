"""Text documents of LibreOffice and the like: the text as it stands when all changes are taken."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from ...model.errors import UnreadableArticle
from ..base import archives
from ..base.front_matter import confirmed_name, confirmed_title, headed
from ..base.raw_text import RawText
from ..base.xml_tree import MOST, parsed, tag, value
from .decoding import mistaken

_LEFT_OUT = frozenset(  # changes that were taken out, comments, notes and the like
    "tracked-changes annotation note annotation-end desc title script forms ruby-text".split()  # noqa: SIM905
)
_BREAKS = {"tab": "\t", "line-break": "\n"}
_TITLE = "Title"
_DEEPEST, _MOST_BLANKS = 6, 100


class Odt:
    """The format of OpenDocument texts."""

    name = "odt"
    endings = (".odt", ".ott", ".fodt")

    def looks_like(self, head: bytes) -> bool:
        """Whether these are all bytes of such a document, or it begins as one that is a single XML file."""
        return archives.package(head) == ".odt" or _is_flat(head)

    def read(self, data: bytes, *, file: str) -> tuple[RawText]:
        """Headings, paragraphs, lists and tables. Raises UnreadableArticle."""
        if _is_flat(data):
            root = meta = parsed(data, file=file)
        elif data.startswith(archives.MAGIC):
            root, meta = _parts(data, file)
        else:
            raise mistaken(data, "no OpenDocument text: save it as .odt or .txt", file=file)
        text = "\n\n".join(_paragraphs(root))
        if not text.strip():
            raise UnreadableArticle(file, "empty")
        title, author = _property(meta, "title"), _property(meta, "initial-creator") or _property(meta, "creator")
        return (
            RawText(text=headed(text, title=confirmed_title(title, text), perhaps_author=confirmed_name(author, text))),
        )


def _is_flat(data: bytes) -> bool:
    return data[:100].lstrip().startswith(b"<?xml") and b"<office:document " in data[:1000]


def _parts(data: bytes, file: str) -> tuple[Any, Any]:
    archive = archives.opened(data, file=file)
    if b"encryption-data" in archives.member(archive, "META-INF/manifest.xml", most=MOST, file=file):
        raise UnreadableArticle(file, "encrypted: save a copy without a password")
    content = archives.member(archive, "content.xml", most=MOST, file=file)
    if not content:
        raise UnreadableArticle(file, "no OpenDocument text: save it as .odt or .txt")
    meta = archives.member(archive, "meta.xml", most=MOST, file=file)
    return parsed(content, file=file), parsed(meta, file=file) if meta else None


def _property(meta: Any, name: str) -> str | None:
    if meta is None:
        return None
    return next((one.text for one in meta.iterfind(f".//{{*}}meta/{{*}}{name}")), None)


def _paragraphs(root: Any) -> Iterator[str]:
    body = next(root.iter("{*}text"), None)
    titles = {_TITLE} | {
        value(style, "name") for style in root.iter("{*}style") if value(style, "parent-style-name") == _TITLE
    }
    for element in () if body is None else body.iter("{*}p", "{*}h"):
        if any(tag(above) in _LEFT_OUT for above in element.iterancestors()):
            continue
        text = "".join(_words(element)).strip()
        if text:
            level = _level(element, titles)
            yield f"{'#' * level} {' '.join(text.split())}" if level else text


def _level(element: Any, titles: Collection[str]) -> int:
    if tag(element) == "h":
        level = value(element, "outline-level")
        return min(int(level), _DEEPEST) if level.isdecimal() and int(level) else 1
    return 1 if value(element, "style-name") in titles else 0


def _words(element: Any) -> Iterator[str]:
    """What is written in a paragraph, not in a paragraph of a frame that hangs on it."""
    waiting: list[Any] = [*reversed(element), element.text]
    while waiting:
        one = waiting.pop()
        if one is None or isinstance(one, str):
            yield " ".join((one or "").replace("\n", " ").split(" "))
            continue
        waiting.append(one.tail)
        name = tag(one)
        if name in _BREAKS:
            yield _BREAKS[name]
        elif name == "s":
            count = value(one, "c")
            yield " " * (min(int(count), _MOST_BLANKS) if count.isdecimal() else 1)
        elif name not in _LEFT_OUT and name not in ("p", "h"):
            waiting += [*reversed(one), one.text]


FORMAT = Odt()
