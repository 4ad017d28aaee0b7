"""XML of which nothing outside the file is asked for."""

from __future__ import annotations

from typing import Any

from ...model.errors import UnreadableArticle

MOST = 25_000_000  # bytes of XML; a tree takes some ten times as much memory
_DOCTYPE = b"<!DOCTYPE"


def parsed(data: bytes, *, file: str) -> Any:
    """The root of an XML document. Raises UnreadableArticle when it is broken or declares a type, as no document of an
    office does."""
    from lxml import etree

    if _DOCTYPE in data[:2000] or b"<!ENTITY" in data[:20_000]:
        raise UnreadableArticle(file, "declares entities, as no document does: save it again with a word processor")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableArticle(file, "holds broken XML: open it with a word processor and save it again") from error


def mended(data: bytes, *, file: str) -> bytes:
    """XML as it is when it is well formed, else what of it is. Raises UnreadableArticle when that is nothing."""
    from lxml import etree

    for recover in (False, True):
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            continue
        if root is not None:
            whole: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
            return whole if recover else data
    raise UnreadableArticle(file, "holds broken XML: save it again, or the articles as .txt")


def tag(element: Any) -> str:
    """The name of an element without its namespace."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def value(element: Any, name: str) -> str:
    """An attribute by its name without its namespace; "" when there is none."""
    return next((found for key, found in element.attrib.items() if key.rpartition("}")[2] == name), "")
