"""What stands around an article on its page, and in between: taken out of the tree before the text is looked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from ....model.text import record
from ....rules.load import load
from ....rules.types.ingest import WEB_WORDS
from .elements import is_called, is_hidden, seen_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_LABELS = ("p", "strong", "b", "div")
_RUNNING = ("p", "li", "blockquote", "dd")
_LEAST_AROUND = 40  # characters
_MOST = 0.5  # of the page's text: what has more of it is not beside the article
_LINKED, _LEAST_LINKS = 0.8, 2  # share of a list's text that is links; links
_LONGEST_LABEL, _LONGEST_COLON, _LONGEST_CELL, _LEAST_CELLS = 60, 30, 200, 4
_STOP = re.compile(r"[.!?…][\"'”’)]?$")


@record
class _Place:
    """An element beside the whole page."""

    element: HtmlElement
    total: int  # characters of text outside links on the page
    kept: frozenset[HtmlElement]  # the headline, what is declared to be the text, and all around them

    def has_most(self) -> bool:
        return self.element in self.kept or plain_length(self.element) > _MOST * self.total


def plain_length(element: HtmlElement) -> int:
    """Characters of text outside links."""
    return len(seen_text(element)) - sum(len(seen_text(link)) for link in element.iter("a"))


def _is_marked(at: _Place) -> bool:
    patterns = load(WEB_WORDS).furniture
    if at.element.tag in ("html", "body", "main"):
        return False
    if is_called(at.element, patterns["comments"]):  # they may be longer than the article
        return at.element not in at.kept
    named = (name for name, pattern in patterns.items() if is_called(at.element, pattern))
    if _is_word_of_sentence(at.element):
        named = (name for name in named if name in load(WEB_WORDS).never_words)
    return next(named, None) is not None and not at.has_most()


def _is_word_of_sentence(element: HtmlElement) -> bool:
    """Whether an element holds some words of a paragraph, such as a company's name that a script makes a button of."""
    around = element.getparent()
    if element.tag not in load(WEB_WORDS).words or around is None or around.tag not in _RUNNING:
        return False
    return len(seen_text(around)) > len(seen_text(element)) + _LEAST_AROUND


def _is_foreign(at: _Place) -> bool:
    return is_called(at.element, load(WEB_WORDS).embeds) and not at.has_most()


def _is_list_of_links(at: _Place) -> bool:
    """A list of other stories, a row of sections or of key words."""
    if at.element.tag not in load(WEB_WORDS).linked_lists:
        return False
    links = list(at.element.iter("a"))
    if len(links) < _LEAST_LINKS:
        return False
    text, linked = len(seen_text(at.element)), sum(len(seen_text(link)) for link in links)
    return linked >= _LINKED * text and at.element not in at.kept


def _is_link_alone(at: _Place) -> bool:
    """A paragraph that is nothing but the headline of another story."""
    if at.element.tag not in ("p", "li", "h2", "h3", "h4", "h5") or at.element in at.kept:
        return False
    links = list(at.element.iter("a"))
    text = seen_text(at.element)
    whole = len(links) == 1 and text and seen_text(links[0]) == text and links[0].get("href", "#")[:1] != "#"
    return bool(whole) and len(text.split()) > 2 and (at.element.tag == "li" or not _STOP.search(text))


def _is_table_of_data(at: _Place) -> bool:
    """Rows of short cells; a table that only lays out a page holds long ones."""
    if at.element.tag != "table" or at.element in at.kept:
        return False
    cells = [seen_text(cell) for cell in at.element.iter("td", "th")]
    if any(len(cell) > _LONGEST_CELL for cell in cells):
        return False
    headed = next(at.element.iter("th"), None) is not None
    return headed or len(cells) >= _LEAST_CELLS


def _is_seldom_text(at: _Place) -> bool:
    """A menu or a foot; but an old page may stand in a form as a whole."""
    return at.element.tag in load(WEB_WORDS).seldom_text and not at.has_most()


def _has_role_beside(at: _Place) -> bool:
    return at.element.get("role") in load(WEB_WORDS).beside_roles and not at.has_most()


_REASONS: tuple[tuple[str, Callable[[_Place], bool]], ...] = (
    ("no text by its kind", lambda at: at.element.tag in load(WEB_WORDS).never_text),
    ("hidden", lambda at: is_hidden(at.element) and not at.has_most()),
    ("beside the text by its kind", _is_seldom_text),
    ("beside the text by its role", _has_role_beside),
    ("a post from elsewhere", _is_foreign),
    ("beside the text by its name", _is_marked),
    ("a table of data", _is_table_of_data),
    ("a list of links", _is_list_of_links),
    ("a link to another story", _is_link_alone),
)


def clear(tree: HtmlElement, kept: Sequence[HtmlElement]) -> None:
    """Take out of a page what is not the article's text; nothing that holds one of `kept`."""
    around = frozenset([*kept, *(above for one in kept for above in one.iterancestors())])
    total = max(1, plain_length(tree))
    for element in list(_outermost(tree, around, total)):
        _label_above(element)
        parent = element.getparent()
        if parent is not None:
            element.drop_tree()


def _outermost(tree: HtmlElement, kept: frozenset[HtmlElement], total: int) -> Iterator[HtmlElement]:
    """The elements that go, without those inside them."""
    from lxml import etree

    walk = etree.iterwalk(tree, events=("start", "comment"))
    for event, element in walk:
        if event == "comment":
            yield element
        elif any(holds(_Place(element=element, total=total, kept=kept)) for _, holds in _REASONS):
            walk.skip_subtree()
            yield element


def _label_above(element: HtmlElement) -> None:
    """Take out the heading of a list of links along with it."""
    above = element.getprevious()
    linked = element.tag in load(WEB_WORDS).lists and next(element.iter("a"), None) is not None
    if above is None or not linked or not isinstance(above.tag, str) or (above.tail or "").strip():
        return
    if _is_label(above):
        above.drop_tree()


def _is_label(element: HtmlElement) -> bool:
    """A heading of few words, or a line of few words that ends no sentence."""
    text = seen_text(element)
    if not 0 < len(text) <= (_LONGEST_COLON if text.endswith(":") else _LONGEST_LABEL):
        return False
    return element.tag in _HEADINGS or (element.tag in _LABELS and not _STOP.search(text))
