"""An element of a page as lines of text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

from ....model.text import record
from ....rules.load import load
from ....rules.types.ingest import WEB_WORDS
from ...lines.stated_dates import read_date
from ...lines.zones import ends_sentence, is_prose
from .declared import clock_of, is_element
from .elements import first_words, is_called
from .words import folded

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

Kind: TypeAlias = Literal["text", "heading", "item"]
_KINDS: dict[str, Kind] = {**{f"h{level}": "heading" for level in range(1, 7)}, "li": "item"}
_LONGEST_LINE, _LONGEST_HEADING, _LEAST_AROUND = 160, 150, 40
_BREAK, _PARTS = "\x1e", "\x1d"  # where a line is broken, and where a paragraph ends, while a block is read
_MARKS = {"br": _BREAK, "q": "“", "hr": _PARTS}
_PARAGRAPHS = re.compile(rf"\s*(?:{_PARTS}|{_BREAK}\s*{_BREAK})[\s{_BREAK}]*")
_SENTENCE = re.compile(r"[.!?:;…][\"'”’)]?$")
_BULLET = re.compile(r"[•·▪■*–—-] ?")


@record
class Line:
    """A paragraph, a heading or an item of a list."""

    text: str
    kind: Kind = "text"

    def shown(self) -> str:
        """As a line of the text that the other stages read."""
        if self.kind == "heading":
            return f"## {self.text}"
        return f"- {self.text}" if self.kind == "item" and not ends_sentence(self.text) else self.text


def words_in(lines: Sequence[Line]) -> int:
    """How long a text is."""
    return sum(len(line.text.split()) for line in lines)


def lines_of(roots: Iterable[HtmlElement], title: str, *, live: bool = False) -> list[Line]:
    """The lines of elements, without the title, and without headings that have no text under them. On a live page a
    time is the heading of an entry."""
    lines = [line for root in roots for line in _read(root, title, live)]
    while lines and lines[-1].kind == "heading":
        lines.pop()
    return lines


def _read(root: HtmlElement, title: str, live: bool) -> Iterator[Line]:
    """The blocks of an element in order."""
    from lxml import etree

    held: list[str] = []
    kinds: list[Kind] = ["text"]
    passed: _Element | None = None
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, one in walk:
        if one is passed or not is_element(one):
            held.append(_after(one, root) if event == "end" else "")
            continue
        clock = _as_line(one, title, live) if event == "start" and one is not root else None
        if clock is not None:
            walk.skip_subtree()
            passed = one
            yield from _flushed(held, kinds[-1])
            yield from _line(clock, "heading")
            continue
        if one.tag in load(WEB_WORDS).lines:
            yield from _flushed(held, kinds[-1])
        held.append(_step(event, one, root, kinds))
    yield from _flushed(held, kinds[-1])


def _step(event: str, one: HtmlElement, root: HtmlElement, kinds: list[Kind]) -> str:
    """The text at an element's beginning, or at its end; `kinds` are of the elements around the place."""
    kind = _KINDS.get(one.tag)
    if event == "start":
        if kind:
            kinds.append(kind)
        return _MARKS.get(one.tag, "") + (one.text or "")
    if kind:
        kinds.pop()
    return ("”" if one.tag == "q" else "") + _after(one, root)


def _after(one: _Element, root: HtmlElement) -> str:
    return "" if one is root else one.tail or ""


def _as_line(one: HtmlElement, title: str, live: bool) -> str | None:
    """For an element that is no text of its own: the time of an entry, or "" when it goes; else None."""
    if _is_title(one, title):
        return ""
    reasons = tuple(holds for sign, holds in _SIGNS if sign(one))
    text = first_words(one, 2 * _LONGEST_LINE) if reasons else ""
    if not reasons or len(text) > _LONGEST_LINE or _in_running_text(one, text):
        return None
    if one.tag == "time":
        return clock_of(one) if live else ""
    return "" if any(holds(one, text) for holds in reasons) else None


def _is_title(one: HtmlElement, title: str) -> bool:
    return one.tag == "h1" and folded(first_words(one, 400)) == folded(title)


def _is_signed(one: HtmlElement) -> bool:
    return one.tag == "address" or "author" in f"{one.get('rel')} {one.get('itemprop')}".split()


def _holds_no_other(one: HtmlElement) -> bool:
    return next((inner for inner in one.iter("p", "time") if inner is not one), None) is None


_SIGNS: tuple[
    tuple[Callable[[HtmlElement], bool], Callable[[HtmlElement, str], bool]], ...
] = (  # of lines about the article, and what must hold of each besides
    (lambda one: one.tag == "time", lambda _one, _text: True),
    (_is_signed, lambda _one, _text: True),
    (
        lambda one: is_called(one, load(WEB_WORDS).byline),
        lambda one, text: _holds_no_other(one) and not is_prose(text),
    ),
    (
        lambda one: is_called(one, load(WEB_WORDS).date),
        lambda one, text: next(one.iter("time"), None) is None and read_date(text) is not None,
    ),
)


def _in_running_text(one: HtmlElement, text: str) -> bool:
    """Whether an element is only a piece of a paragraph."""
    if one.tag in load(WEB_WORDS).lines:
        return False
    around = next(one.iterancestors("p", "li", "blockquote", "h2", "h3"), None)
    return around is not None and len(first_words(around, 2 * _LONGEST_LINE)) > len(text) + _LEAST_AROUND


def _flushed(held: list[str], kind: Kind) -> Iterator[Line]:
    """What was collected of a block, as its lines."""
    whole = "".join(held)
    held.clear()
    kind = "text" if kind == "heading" and len(whole) > _LONGEST_HEADING else kind
    for part in _PARAGRAPHS.split(whole):
        text = ""
        for piece in (" ".join(piece.split()) for piece in part.split(_BREAK)):
            if text and piece and (_SENTENCE.search(text) or _BULLET.match(piece)):
                yield from _line(text, kind)
                text = piece
            else:
                text = f"{text} {piece}".strip()
        yield from _line(text, kind)


def _line(text: str, kind: Kind) -> Iterator[Line]:
    if any(char.isalnum() for char in text):
        yield Line(text=text, kind=kind)
