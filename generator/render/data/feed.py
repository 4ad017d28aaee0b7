"""The editions as an Atom feed (RFC 4287). No clock: an edition was updated on its own as-of date."""

from __future__ import annotations

import datetime as dt
import uuid
from xml.etree import ElementTree as ET

from ...model.book import Book, Change, Edition
from ..base.escape import clean
from ..base.phrasing import day

_ATOM = "http://www.w3.org/2005/Atom"
_ENTRIES = 20
_LINES = 20  # changes in one entry


def feed(book: Book) -> str:
    """Newest first. Ids stay as long as the record of editions does."""
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _add(root, "id", _urn(book.editions[0].id if book.editions else ""))
    _add(root, "title", f"{clean(book.title)}: what changed")
    _add(root, "updated", _time(book.editions[-1].as_of if book.editions else book.as_of))
    _add(_add(root, "author"), "name", clean(book.title) or "Briefing Book")
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": "feed.xml"})
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": "changes.html"})
    for edition in book.editions[: -_ENTRIES - 1 : -1]:
        entry = _add(root, "entry")
        _add(entry, "id", _urn(f"edition {edition.id}"))
        _add(entry, "title", f"{day(edition.as_of) if edition.as_of else 'Undated'}: {edition.summary}")
        _add(entry, "updated", _time(edition.as_of))
        ET.SubElement(
            entry, "link", {"rel": "alternate", "type": "text/html", "href": f"changes.html#edition-{edition.id}"}
        )
        _add(entry, "content", _content(edition)).set("type", "text")
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _add(parent: ET.Element, tag: str, text: str | None = None) -> ET.Element:
    element = ET.SubElement(parent, tag)
    element.text = text
    return element


def _urn(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"briefing-book {name}").urn


def _time(date: dt.date | None) -> str:
    return f"{(date or dt.date(1970, 1, 1)).isoformat()}T00:00:00Z"


def _content(edition: Edition) -> str:
    lines = [_line(change) for change in edition.changes[:_LINES]]
    more = sum(count for _, count in edition.counts) - len(lines)
    return "\n".join([f"{edition.summary}.", *lines, *([f"and {more:,} more"] if more > 0 else [])])


def _line(change: Change) -> str:
    passed = f" ({clean(change.before or 'not known')} before)" if change.kind == "redated" else ""
    told = f" [{', '.join(map(clean, change.sources))}]" if change.sources else ""
    return f"{change.kind}, {change.claim}: {clean(change.text)}{passed}{told}"
