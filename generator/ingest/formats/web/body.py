"""The text of a page's article: where the page says it is, held against what trafilatura finds, or in its data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from itertools import dropwhile, islice
from typing import TYPE_CHECKING

from ....model.text import record
from ....rules.load import load
from ....rules.types.ingest import WEB_WORDS
from ...lines.boilerplate import is_metadata
from ...lines.stated_dates import read_date
from ...lines.zones import is_prose
from . import json_ld
from .declared import declared, is_element, is_own, live_root
from .elements import first_words, is_called
from .furniture import clear
from .json_ld import Graph, Node
from .lines import Line, lines_of, words_in
from .words import folded, one_line

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_LONGEST_LINE = 160
_MOST_HEAD, _MOST_NEAR, _MOST_ENTRIES = 12, 2000, 500  # lines; elements; entries of a live page
_MOST_ABOVE = 6  # lines of a text in which its title may stand
_LEAST_STANDFIRST, _LONGEST_STANDFIRST = 5, 480  # words; characters
_AGREE = {"name": 0.4, "kind": 0.6, "nothing": 2.0}  # share of the words of trafilatura's reading that ours must have
_LEAST_SHARED = 0.2  # of the words of a shorter text than trafilatura's, those in lines that it finds as well
_FULLER = 1.3  # JSON-LD holds the text when it has so many times the words of the page
_ENDS = re.compile(r"\s*(?:\r?\n)+\s*|</p>\s*|<br ?/?>\s*(?:<br ?/?>)+")
_CLOCK = re.compile(r"T(\d{2}:\d{2})")


@record
class Wanted:
    """What is known of the article before its text is read."""

    title: str
    heading: HtmlElement | None
    dated: bool  # the day is known: a line that states it goes
    signed: bool  # likewise the authors
    article: Node | None
    graph: Graph


def body(tree: HtmlElement, wanted: Wanted) -> list[Line]:
    """The article's text. The tree is changed."""
    said = declared(tree)
    standfirst = _standfirst(tree, wanted)
    head = _head_lines(tree, wanted)
    clear(tree, [*said.roots, *([wanted.heading] if wanted.heading is not None else [])])
    live = live_root(tree, is_live=_is_live(wanted.article))
    if live is not None:
        found = lines_of([live], wanted.title, live=True)
    else:
        ours, theirs = lines_of(said.roots, wanted.title), _by_trafilatura(tree, wanted.title)
        found = ours if _is_text(ours, theirs, _AGREE[said.by]) else theirs
    told = list(_told(wanted))
    found = told if words_in(told) > _FULLER * words_in(found) else list(_below_title(found, wanted))
    return [*head, *_without_repeated(standfirst, found), *found]


def _below_title(lines: Sequence[Line], wanted: Wanted) -> Iterator[Line]:
    """The lines from below the title, and of those above it the day, when that is not known."""
    at = _place_of_title(lines, wanted.title)
    above = lines[: at or 0]
    if at is None or any(is_prose(line.text) for line in above):
        yield from lines
        return
    yield from (line for line in above if not wanted.dated and read_date(line.text))
    behind = lines[at].text[len(wanted.title) :].strip()
    if behind and not (wanted.signed and _is_signature(behind)):
        yield Line(text=behind)
    yield from lines[at + 1 :]


def _place_of_title(lines: Sequence[Line], title: str) -> int | None:
    firsts = enumerate(lines[:_MOST_ABOVE])
    return next((at for at, line in firsts if title and folded(line.text[: len(title)]) == folded(title)), None)


def _is_signature(text: str) -> bool:
    return len(text) <= _LONGEST_LINE and re.search(load(WEB_WORDS).before_names, text) is not None


def _is_text(ours: Sequence[Line], theirs: Sequence[Line], least: float) -> bool:
    """Whether the lines of what a page calls its text have so many of the words that trafilatura finds, and are no
    others: teasers of other stories may bear a name as the text does."""
    if not ours or words_in(ours) < least * words_in(theirs):
        return False
    found = {folded(line.text) for line in theirs}
    shared = [line for line in ours if folded(line.text) in found]
    return words_in(ours) >= words_in(theirs) or words_in(shared) >= _LEAST_SHARED * words_in(ours)


def _is_live(article: Node | None) -> bool:
    return article is not None and load(WEB_WORDS).live_type in json_ld.kinds(article)


def _below(tree: HtmlElement, heading: HtmlElement | None) -> Iterator[HtmlElement]:
    """The elements that follow the headline, in order."""
    after = tree.iter() if heading is None else dropwhile(lambda one: one is not heading, tree.iter())
    return (one for one in after if is_element(one) and one is not heading)


def _standfirst(tree: HtmlElement, wanted: Wanted) -> list[Line]:
    """The summary between the headline and the text."""
    pattern = load(WEB_WORDS).standfirst
    below = _below(tree, wanted.heading) if wanted.heading is not None else iter(())
    for one in islice(below, _MOST_NEAR):
        text = first_words(one, _LONGEST_STANDFIRST + 1)
        if len(text) > _LONGEST_STANDFIRST:
            if one.tag == "p":
                break
        elif len(text.split()) >= _LEAST_STANDFIRST and is_called(one, pattern) and is_own(one):
            return [Line(text=text)]
    return []


def _without_repeated(lines: Iterable[Line], text: Sequence[Line]) -> list[Line]:
    told = {folded(line.text) for line in text[:6]}
    return [line for line in lines if folded(line.text) not in told]


def _head_lines(tree: HtmlElement, wanted: Wanted) -> list[Line]:
    """Bylines and days in sight, for the rules of lines to read where the page's markup states none."""
    if wanted.dated and wanted.signed:
        return []
    found: list[str] = []
    for one in islice(_below(tree, wanted.heading), _MOST_NEAR):
        text = first_words(one, 2 * _LONGEST_LINE)
        if one.tag == "p" and len(text) > _LONGEST_LINE and is_prose(text):
            break
        if _is_of_head(one, text, wanted) and not any(text in other for other in found):
            found.append(text)
    return [Line(text=text) for text in found[:_MOST_HEAD]]


def _is_of_head(one: HtmlElement, text: str, wanted: Wanted) -> bool:
    if not 0 < len(text) <= _LONGEST_LINE:
        return False
    told = (not wanted.signed and _is_byline(one, text)) or (not wanted.dated and _states_day(one, text))
    return told and is_metadata(text) and is_own(one)


def _is_byline(one: HtmlElement, text: str) -> bool:
    rules = load(WEB_WORDS)
    name = re.sub(rules.before_names, "", text)
    return (is_called(one, rules.byline) or name != text) and not re.fullmatch(rules.not_author, name)


def _states_day(one: HtmlElement, text: str) -> bool:
    return one.tag in load(WEB_WORDS).day_lines and read_date(text) is not None


def _by_trafilatura(tree: HtmlElement, title: str) -> list[Line]:
    """The text as trafilatura finds it on the cleared page."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it says much of pages without an article
    found = trafilatura.bare_extraction(
        deepcopy(tree), include_comments=False, include_tables=False, include_formatting=True
    )
    element = getattr(found, "body", None)
    if element is None:
        return []
    lines = lines_of([_in_html(element)], title)
    return lines[1:] if lines and folded(lines[0].text) == folded(title) else lines


def _in_html(element: _Element) -> HtmlElement:
    """Trafilatura's elements by their names in HTML."""
    from lxml import etree, html

    names = load(WEB_WORDS).html_names
    for one in element.iter():
        if is_element(one):
            one.tag = names.get(one.tag, one.tag)
    parsed: HtmlElement = html.fromstring(etree.tostring(element, encoding="unicode"))
    return parsed


def _told(wanted: Wanted) -> Iterator[Line]:
    """The text that the page's JSON-LD holds, for pages whose text comes by a script or behind a payment."""
    if wanted.article is None:
        return
    yield from _paragraphs(wanted.article)
    entries = (one for one in wanted.graph.each(wanted.article.get("liveBlogUpdate")) if isinstance(one, dict))
    for entry in islice(entries, _MOST_ENTRIES):
        clock = _CLOCK.search(str(entry.get("datePublished") or ""))
        for text in (clock[1] if clock else "", json_ld.text_of(entry.get("headline"))):
            yield from [Line(text=text, kind="heading")] if text else []
        yield from _paragraphs(entry)


def _paragraphs(node: Node) -> Iterator[Line]:
    value = node.get("articleBody") or node.get("text")
    for part in _ENDS.split(value) if isinstance(value, str) else ():
        if text := one_line(part, 20_000):
            yield Line(text=text)
