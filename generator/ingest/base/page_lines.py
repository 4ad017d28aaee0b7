"""The lines of a page of HTML that came inside something else, a mail or a feed, in their order: no judgement yet of
what is text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ...model.text import record

MOST = 3_000_000  # characters of HTML
_TAGS_OF_BLOCKS = (
    "p div td th tr table tbody li ul ol dl dt dd body br hr blockquote section article header footer center pre "
    "figure figcaption h1 h2 h3 h4 h5 h6 aside nav main address caption form"
)
_TAGS_UNSEEN = "head title script style template noscript svg math object select button iframe textarea"
_BLOCKS, _UNSEEN = frozenset(_TAGS_OF_BLOCKS.split()), frozenset(_TAGS_UNSEEN.split())
_HIDDEN = re.compile(
    r"display\s*:\s*none|font-size\s*:\s*0(?![.\d])|max-height\s*:\s*0(?![.\d])"
    r"|visibility\s*:\s*hidden"
)


@record
class Line:
    """A line as a reader sees it. `level` is that of a heading, 0 for none; `link` where the whole of it leads."""

    text: str
    level: int = 0
    link: str = ""


def lines_of(page: str) -> tuple[Line, ...]:
    """The lines of a page, without scripts and what is hidden; () when there are none.

    >>> [(line.text, line.level) for line in lines_of("<h1>Pier</h1><p>It is <b>open</b>.<br>Now.")]
    [('Pier', 1), ('It is open.', 0), ('Now.', 0)]
    """
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(page[:MOST].encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return ()
    return () if root is None else tuple(_lines(root))


def text_of(lines: Sequence[Line]) -> str:
    """Lines as a text, headings marked as in Markdown."""
    return "\n\n".join(f"{'#' * line.level} {line.text}" if line.level else line.text for line in lines)


def _lines(root: Any) -> Iterator[Line]:
    pieces: list[tuple[str, str]] = []  # words, and where they lead
    level, link = 0, ""
    for word, element in _walked(root):
        if element is None:
            pieces.append((word, link))
            continue
        name = element.tag
        if name in _BLOCKS:
            if line := _line(pieces, level):
                yield line
            pieces = []
            level = (int(name[1]) if word == "in" else 0) if name[0] == "h" and name[1:].isdecimal() else level
        elif name == "a":
            link = element.get("href", "") if word == "in" else ""
    if line := _line(pieces, level):
        yield line


def _walked(root: Any) -> Iterator[tuple[str, Any]]:
    """Every piece of text with None, and before and behind each element that is seen "in" and "out" with it."""
    waiting: list[tuple[str, Any]] = [("in", root)]
    while waiting:
        word, one = waiting.pop()
        if one is None or word == "out":
            yield word, one
            continue
        if one.tail and one is not root:
            waiting.append((one.tail, None))
        if one.tag in _UNSEEN or one.get("hidden") is not None or _HIDDEN.search(one.get("style", "").casefold()):
            continue
        waiting.append(("out", one))
        waiting += [("in", child) for child in reversed(one)]
        if one.text:
            waiting.append((one.text, None))
        yield "in", one


def _line(pieces: list[tuple[str, str]], level: int) -> Line | None:
    text = " ".join("".join(words for words, _ in pieces).replace("\u200c", "").replace("\u034f", "").split())
    links = {link for words, link in pieces if words.strip()}
    return Line(text=text, level=level, link=links.pop() if len(links) == 1 else "") if text else None
