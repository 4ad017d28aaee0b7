"""Electronic books: a zip archive of pages in an order. Each page that holds an article gives one."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ...model.article import Left
from ...model.errors import UnreadableArticle
from ...model.text import record
from ..base.raw_text import Item, RawText
from ..base.xml_tree import tag
from .web.page import read_page
from .web.stated import Around

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_MEMBERS, _MOST_PAGES = 5000, 500
_MOST_BYTES, _MOST_PAGE, _MOST_RATIO = 60_000_000, 5_000_000, 200
_TYPE = b"application/epub+zip"
_CONTAINER = "META-INF/container.xml"
_LOCKED = "META-INF/encryption.xml"
_PAGE_TYPES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_CUTTING = re.compile(rb"font|obfuscat", re.IGNORECASE)


@record
class _Book:
    """What the package of a book says: its pages in order, and what is around them."""

    pages: tuple[str, ...]
    navigation: frozenset[str]
    around: Around


class ElectronicBook:
    """The format of electronic books."""

    name = "epub"
    endings = (".epub",)

    def looks_like(self, head: bytes) -> bool:
        """Whether the first bytes are those of an archive that calls itself a book."""
        return head.startswith(b"PK\x03\x04") and _TYPE in head[:200]

    def read(self, data: bytes, *, file: str) -> tuple[Item, ...]:
        """The article of each page in the order of reading, and the pages without one. Raises UnreadableArticle."""
        if not data.strip():
            raise UnreadableArticle(file, "empty")
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                return tuple(_articles(archive, file))
        except (
            zipfile.BadZipFile,
            zipfile.LargeZipFile,
            NotImplementedError,
            RuntimeError,
            EOFError,
            OSError,
            ValueError,
        ) as error:
            raise UnreadableArticle(file, "an electronic book that is damaged or locked: export it again") from error


def _articles(archive: zipfile.ZipFile, file: str) -> Iterator[Item]:
    _bound(archive, file)
    book = _book(archive, file)
    if len(book.pages) > _MOST_PAGES:
        raise UnreadableArticle(
            file, f"an electronic book of more than {_MOST_PAGES} pages: take out the articles that you want"
        )
    found = [_page(archive, name, book, file) for name in book.pages]
    if not any(isinstance(one, RawText) for one in found):
        raise UnreadableArticle(file, "no page of the electronic book holds an article")
    yield from found


def _bound(archive: zipfile.ZipFile, file: str) -> None:
    members = archive.infolist()
    size = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if len(members) > _MOST_MEMBERS or size > _MOST_BYTES or (size > 1_000_000 and size > _MOST_RATIO * packed):
        raise UnreadableArticle(
            file,
            f"an electronic book of more than {_MOST_BYTES // 1_000_000} MB or {_MOST_MEMBERS} files: "
            "export the articles alone",
        )
    if _LOCKED in archive.namelist() and not _CUTTING.search(_member(archive, _LOCKED)):
        raise UnreadableArticle(file, "a locked electronic book: export it without its lock")


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of a member, at most as many as a page may have. Raises KeyError."""
    with archive.open(name) as member:
        return member.read(_MOST_PAGE)


def _xml(archive: zipfile.ZipFile, name: str, file: str) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(_member(archive, name), parser)
    except (KeyError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableArticle(
            file, f"an electronic book without a readable {posixpath.basename(name)}: export it again"
        ) from error
    if root is None:
        raise UnreadableArticle(
            file, f"an electronic book without a readable {posixpath.basename(name)}: export it again"
        )
    return root


def _named(root: _Element, name: str) -> list[_Element]:
    """The elements of a name, whatever their vocabulary."""
    return [one for one in root.iter() if tag(one) == name]


def _book(archive: zipfile.ZipFile, file: str) -> _Book:
    containers = _named(_xml(archive, _CONTAINER, file), "rootfile")
    package = next((one.get("full-path") or "" for one in containers), "")
    root = _xml(archive, package, file)
    items = {one.get("id"): one for one in _named(root, "item")}
    spine = [items[one.get("idref")] for one in _named(root, "itemref") if one.get("idref") in items]
    return _Book(
        pages=tuple(_inside(package, one) for one in spine if one.get("media-type") in _PAGE_TYPES),
        navigation=frozenset(_inside(package, one) for one in items.values() if _is_contents(one)),
        around=_around(root),
    )


def _is_contents(item: _Element) -> bool:
    return "nav" in (item.get("properties") or "").split()


def _around(root: _Element) -> Around:
    addresses = (one for one in _said(root, "source") if one.startswith("http"))
    return Around(
        outlet=next(_said(root, "publisher"), ""), published=next(_said(root, "date"), ""), url=next(addresses, "")
    )


def _inside(package: str, item: _Element) -> str:
    """The name of the member that an item of the package links to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(item.get("href") or "")))


def _said(root: _Element, name: str) -> Iterator[str]:
    for one in _named(root, name):
        text = " ".join("".join(one.itertext()).split())
        if text:
            yield text


def _page(archive: zipfile.ZipFile, name: str, book: _Book, file: str) -> Item:
    if name in book.navigation:
        return Left(part=name, reason="the contents of the book")
    try:
        text = read_page(_member(archive, name), file=file, around=book.around)
    except KeyError:
        return Left(part=name, reason="a page that the book names and does not hold")
    except UnreadableArticle:
        return Left(part=name, reason="no article on this page of the book")
    return RawText(text=text.text, warnings=text.warnings, part=name)


FORMAT = ElectronicBook()
