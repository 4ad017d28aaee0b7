"""Where on a page its article's text is, as far as the markup says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Literal

from ....model.text import record
from ....rules.load import load
from ....rules.types.ingest import WEB_WORDS
from ...lines.zones import is_prose
from .elements import first_words, is_beside, is_called, is_own_kind, is_shown, seen_text
from .furniture import plain_length

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_BOXES = frozenset(("div", "section", "article")) | frozenset(("td", "span", "main"))
_LEAST_TEXT = 160  # characters
_MOST_TEXT = 0.6  # of the text of a page outside links
_LEAST_PROSE = 60  # characters with which an element that is none called so begins a paragraph
_PROSE = 320  # characters of a paragraph that tell whether it is one of an article
_LEAST_ENTRIES, _MOST_ENTRIES, _MOST_PARAGRAPHS = 3, 1000, 12
_CLOCK = re.compile(
    r"^(?:.{0,30}?[ ,T])?(\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.?m\.?)?(?: ?\(?[A-Z]{2,5}\)?)?)(?:[^\d:].{0,30})?$",
    re.IGNORECASE,
)
_STAMP = re.compile(r"T(\d{2}:\d{2})")


@record
class Declared:
    """The elements that hold the text: called so by a name, or only by their kind."""

    roots: tuple[HtmlElement, ...] = ()
    by: Literal["name", "kind", "nothing"] = "nothing"


def declared(tree: HtmlElement) -> Declared:
    """What a page calls its article's text."""
    marked = _marked(tree)
    if sum(map(_prose_length, marked)) >= _LEAST_TEXT:
        return Declared(roots=tuple(marked), by="name")
    pattern = load(WEB_WORDS).body
    called = [one for one in tree.iter() if _is_box(one) and is_called(one, pattern) and is_own(one)]
    best = max(called, key=lambda one: (_prose_length(one), -_depth(one)), default=None)
    if best is not None and _prose_length(best) >= _LEAST_TEXT:
        return Declared(roots=tuple(_with_siblings(best, called)), by="name")
    return _by_kind(tree)


def _by_kind(tree: HtmlElement) -> Declared:
    frames = [one for one in (*tree.iter("article", "main"), *tree.xpath("//div[@role='main']")) if _prose_length(one)]
    best = max(frames, key=_prose_length, default=_cell_of_text(tree))
    return Declared(roots=(best,), by="kind") if best is not None else Declared()


def _is_box(element: _Element) -> bool:
    return element.tag in _BOXES or is_own_kind(element)


def _cell_of_text(tree: HtmlElement) -> HtmlElement | None:
    """The innermost cell that has most of the text of a page laid out by tables."""
    least = _MOST_TEXT * plain_length(tree)
    cells = [one for one in tree.iter("td") if next(one.iter("table"), None) is None]
    return next((one for one in cells if plain_length(one) >= max(least, _LEAST_TEXT)), None)


def _marked(tree: HtmlElement) -> list[HtmlElement]:
    named = [one for one in tree.iter() if is_element(one) and "articleBody" in (one.get("itemprop") or "").split()]
    return _outer(named)


def _outer(these: Sequence[HtmlElement]) -> list[HtmlElement]:
    """Of some elements those that lie in no other of them."""
    inside = frozenset(these)
    return [one for one in these if inside.isdisjoint(one.iterancestors())]


def is_element(one: _Element) -> bool:
    """And no comment."""
    return isinstance(one.tag, str)


def _depth(one: HtmlElement) -> int:
    return sum(1 for _ in one.iterancestors())


def is_own(one: HtmlElement) -> bool:
    """Whether an element lies in no list of other stories and among no comments."""
    roots = load(WEB_WORDS).roots
    return is_shown(one) and not any(
        is_beside(above) for above in (one, *one.iterancestors()) if above.tag not in roots
    )


def _prose_length(one: HtmlElement) -> int:
    """Characters in an element's own paragraphs, or in the text that stands in it without any."""
    inner = sum(plain_length(paragraph) for paragraph in one.iter("p"))
    if inner:
        return inner
    if one.tag == "p" or next(one.iter("br"), None) is not None:
        return plain_length(one)
    return sum(len(text) for box in one.iter("div", "section") if len(text := (box.text or "").strip()) >= _LEAST_PROSE)


def _with_siblings(best: HtmlElement, called: Sequence[HtmlElement]) -> list[HtmlElement]:
    """A text may be cut by advertisements into several elements of one name, side by side."""
    name, above = best.get("class"), best.getparent()
    alike = [one for one in called if name and one.get("class") == name and one.getparent() is above]
    return [one for one in alike if _prose_length(one)] if best in alike else [best]


def live_root(tree: HtmlElement, *, is_live: bool) -> HtmlElement | None:
    """What holds the entries of a live page: elements side by side, each with its time and a text. `is_live` is whether
    the page says that it is one."""
    holders: dict[HtmlElement, set[HtmlElement]] = {}
    for time in islice(tree.iter("time"), _MOST_ENTRIES):
        entry = next(filter(_has_prose, time.iterancestors()), None)
        if entry is not None and entry.getparent() is not None and clock_of(time):
            holders.setdefault(entry.getparent(), set()).add(entry)
    best = max(holders, key=lambda one: len(holders[one]), default=None)
    if best is None or len(holders[best]) < (2 if is_live else _LEAST_ENTRIES):
        return None
    return best if is_live or not _are_teasers(holders[best]) else None


def _are_teasers(entries: set[HtmlElement]) -> bool:
    """Whether the headings of most entries lead to other pages."""
    headings = load(WEB_WORDS).headlines
    linked = sum(
        any(above.tag in headings for link in one.iter("a") for above in link.iterancestors()) for one in entries
    )
    return linked > len(entries) / 2


def _has_prose(one: HtmlElement) -> bool:
    return any(is_prose(first_words(paragraph, _PROSE)) for paragraph in islice(one.iter("p"), _MOST_PARAGRAPHS))


def clock_of(time: HtmlElement) -> str:
    """The time of day in an element, as the page shows it; "" when it shows none."""
    found = _CLOCK.match(seen_text(time)) or _STAMP.search(time.get("datetime") or "")
    return found[1] if found else ""
