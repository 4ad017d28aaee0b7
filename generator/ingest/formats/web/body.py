"""The text of a page's article, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import dropwhile, islice
from typing import TYPE_CHECKING, Literal, TypeAlias

from ....model.text import record
from ....rules.load import load
from ....rules.types.ingest import WEB_WORDS
from ...lines.stated_dates import read_date
from ...lines.zones import ends_sentence, is_prose
from . import json_ld
from .elements import first_words, is_beside, is_called, is_shown, seen_text
from .furniture import clear, plain_length
from .json_ld import Graph, Node
from .words import folded, one_line

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

Kind: TypeAlias = Literal["text", "heading", "item"]
_LONGEST_LINE = 160
_MOST_HEAD, _MOST_NEAR, _MOST_ENTRIES = 12, 2000, 1000  # lines; elements; entries of a live page
_LEAST_STANDFIRST = 5  # words
_LEAST_ENTRIES = 3  # of a live page
_AGREE = {"marked": 0.4, "framed": 0.6}  # share of the words of trafilatura's reading that ours must have
_FULLER = 1.3  # JSON-LD holds the text when it has so many times the words of the page
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "head"])
_ITEMS = frozenset(["li", "item"])
_LONGEST_HEADING = 150
_CLOCK = re.compile(
    r"^(?:.{0,30}?[ ,T])?(\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.?m\.?)?(?: ?\(?[A-Z]{2,5}\)?)?)(?:[^\d:].{0,30})?$",
    re.IGNORECASE,
)
_STAMP = re.compile(r"T(\d{2}:\d{2})")
_BREAK, _PARTS = "\x1e", "\x1d"  # where a line is broken, and where a paragraph ends, while a block is read
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


Lines: TypeAlias = list[Line]


def words_in(lines: Sequence[Line]) -> int:
    """How long a text is."""
    return sum(len(line.text.split()) for line in lines)


@record
class Wanted:
    """What is known of the article before its text is read."""

    title: str
    heading: HtmlElement | None
    dated: bool  # the day is known: a line that states it goes
    signed: bool  # likewise the authors
    article: Node | None
    graph: Graph


def body(tree: HtmlElement, wanted: Wanted) -> Lines:
    """The article's text. The tree is changed."""
    roots, how = _declared(tree)
    standfirst = _standfirst(tree, wanted)
    head = [] if wanted.dated and wanted.signed else _head_lines(tree, wanted)
    clear(tree, [*roots, *([wanted.heading] if wanted.heading is not None else [])])
    live = _live_root(tree, wanted)
    ours = _lines_of([live] if live is not None else roots, wanted)
    theirs = _by_trafilatura(tree, wanted) if live is None else []
    share = _AGREE[how] if roots else 2.0
    found = ours if (words_in(ours) and words_in(ours) >= share * words_in(theirs)) or live is not None else theirs
    told = _told(wanted)
    if words_in(told) > _FULLER * words_in(found):
        found = told
    return [*head, *_without_repeated(standfirst, found), *found]


def _declared(tree: HtmlElement) -> tuple[list[HtmlElement], str]:
    """The elements that the page itself calls the text, and whether by a name or only by their kind."""
    named = [one for one in tree.iter() if _is_element(one) and "articleBody" in (one.get("itemprop") or "").split()]
    outer = [one for one in named if not any(above in named for above in one.iterancestors())]
    if outer and sum(map(_prose_length, outer)) >= _LONGEST_LINE:
        return outer, "marked"
    pattern = load(WEB_WORDS).body
    called = [
        one
        for one in tree.iter("div", "section", "article", "td", "span", "main")
        if is_called(one, pattern) and _is_own(one)
    ]
    best = max(called, key=lambda one: (_prose_length(one), -_depth(one)), default=None)
    if best is not None and _prose_length(best) >= _LONGEST_LINE:
        return _with_siblings(best, called), "marked"
    frames = [
        *tree.iter("article"),
        *tree.iter("main"),
        *(one for one in tree.iter("div") if one.get("role") == "main"),
    ]
    best = max(frames, key=_prose_length, default=None)
    return ([best], "framed") if best is not None and _prose_length(best) else ([], "framed")


def _is_element(one: _Element) -> bool:
    return isinstance(one.tag, str)


def _depth(one: HtmlElement) -> int:
    return sum(1 for _ in one.iterancestors())


def _is_own(one: HtmlElement) -> bool:
    """Whether an element lies in no list of other stories and among no comments."""
    around = (above for above in (one, *one.iterancestors()) if above.tag not in ("html", "body", "main", "article"))
    return is_shown(one) and not any(map(is_beside, around))


def _prose_length(one: HtmlElement) -> int:
    """Characters in an element's own paragraphs, or in the text that stands in it without any."""
    inner = sum(plain_length(paragraph) for paragraph in one.iter("p"))
    return inner or (plain_length(one) if next(one.iter("br"), None) is not None or one.tag == "p" else 0)


def _with_siblings(best: HtmlElement, called: Sequence[HtmlElement]) -> list[HtmlElement]:
    """A text may be cut by advertisements into several elements of one name."""
    name, above = best.get("class"), next(best.iterancestors("article", "main"), best.getparent())
    alike = [
        one
        for one in called
        if name and one.get("class") == name and _prose_length(one) and above in one.iterancestors()
    ]
    outer = [one for one in alike if not any(other in alike for other in one.iterancestors())]
    return outer if best in outer and len({one.getparent() for one in outer}) == 1 else [best]


def _standfirst(tree: HtmlElement, wanted: Wanted) -> Lines:
    """The summary between the headline and the text."""
    if wanted.heading is None:
        return []
    pattern = load(WEB_WORDS).standfirst
    seen = False
    for one in tree.iter():
        seen = seen or one is wanted.heading
        if not seen or not _is_element(one) or one is wanted.heading:
            continue
        text = first_words(one, 3 * _LONGEST_LINE + 1)
        if one.tag == "p" and len(text) > 3 * _LONGEST_LINE:
            break
        if (
            len(text.split()) >= _LEAST_STANDFIRST
            and len(text) <= 3 * _LONGEST_LINE
            and is_called(one, pattern)
            and _is_own(one)
        ):
            return [Line(text=text)]
    return []


def _without_repeated(lines: Lines, text: Lines) -> Lines:
    told = {folded(line.text) for line in text[:6]}
    return [line for line in lines if folded(line.text) not in told]


def _head_lines(tree: HtmlElement, wanted: Wanted) -> Lines:
    """Bylines and days in sight, for the rules of lines to read where the page's markup states none."""
    rules = load(WEB_WORDS)
    found: dict[str, None] = {}
    below = tree.iter() if wanted.heading is None else dropwhile(lambda one: one is not wanted.heading, tree.iter())
    for one in islice(below, _MOST_NEAR):
        if not _is_element(one) or one.tag in ("script", "style", "nav", "aside", "footer"):
            continue
        text = first_words(one, 2 * _LONGEST_LINE)
        if (one.tag == "p" and is_prose(text) and len(text) > _LONGEST_LINE) or len(found) > _MOST_HEAD:
            break
        if not text or len(text) > _LONGEST_LINE or any(text in other for other in found):
            continue
        signs = not wanted.signed and (is_called(one, rules.byline) or re.match(rules.before_names, text))
        signs = signs and not re.fullmatch(rules.not_author, re.sub(rules.before_names, "", text))
        if (signs or (not wanted.dated and _states_day(one, text))) and _is_own(one):
            found.setdefault(text)
    return [Line(text=text) for text in found]


def _states_day(one: HtmlElement, text: str) -> bool:
    return read_date(text) is not None and (
        one.tag in ("time", "p", "span", "div", "td", "font", "b", "i", "em", "small", "h5", "h6")
    )


def _live_root(tree: HtmlElement, wanted: Wanted) -> HtmlElement | None:
    """What holds the entries of a live page: elements side by side, each with its time and a text."""
    is_live = wanted.article is not None and load(WEB_WORDS).live_type in json_ld.kinds(wanted.article)
    holders: dict[HtmlElement, set[HtmlElement]] = {}
    for time in islice(tree.iter("time"), _MOST_ENTRIES):
        entry = next((above for above in time.iterancestors() if _has_prose(above)), None)
        if entry is not None and entry.getparent() is not None and _clock_of(time):
            holders.setdefault(entry.getparent(), set()).add(entry)
    best = max(holders, key=lambda one: len(holders[one]), default=None)
    least = 2 if is_live else _LEAST_ENTRIES
    if best is None or len(holders[best]) < least:
        return None
    linked = sum(any(link.getparent().tag in _HEADINGS for link in entry.iter("a")) for entry in holders[best])
    return None if linked > len(holders[best]) / 2 and not is_live else best


def _has_prose(one: HtmlElement) -> bool:
    return any(is_prose(first_words(paragraph, 2 * _LONGEST_LINE)) for paragraph in islice(one.iter("p"), _MOST_HEAD))


def _clock_of(time: HtmlElement) -> str:
    """The time of day in an element, as the page shows it."""
    found = _CLOCK.match(seen_text(time)) or _STAMP.search(time.get("datetime") or "")
    return found[1] if found else ""


def _lines_of(roots: Sequence[HtmlElement], wanted: Wanted) -> Lines:
    lines = [line for root in roots for line in _read(root, wanted)]
    while lines and lines[-1].kind == "heading":
        lines.pop()
    return lines


def _read(root: HtmlElement, wanted: Wanted) -> Iterator[Line]:
    """The blocks of an element in order."""
    from lxml import etree

    lines = frozenset(load(WEB_WORDS).lines)
    held: list[str] = []
    kind: list[Kind] = ["text"]
    walk = etree.iterwalk(root, events=("start", "end"))
    passed: HtmlElement | None = None
    for event, one in walk:
        if one is passed or not _is_element(one):
            held.append(one.tail or "" if event == "end" else "")
            continue
        block = one.tag in lines
        if event == "start" and one is not root and (clock := _as_line(one, wanted)) is not None:
            walk.skip_subtree()
            passed = one
            yield from _flushed(held, kind[-1])
            if clock:
                yield Line(text=clock, kind="heading")
            continue
        if block:
            yield from _flushed(held, kind[-1])
        if event == "start":
            if one.tag in _HEADINGS or one.tag in _ITEMS:
                kind.append("heading" if one.tag in _HEADINGS else "item")
            held.append(_opened(one) + (one.text or ""))
        else:
            if one.tag in _HEADINGS or one.tag in _ITEMS:
                kind.pop()
            held.append("”" if one.tag == "q" else "")
            held.append("" if one is root else one.tail or "")
    yield from _flushed(held, kind[-1])


def _opened(one: HtmlElement) -> str:
    return {"br": _BREAK, "q": "“", "hr": _PARTS}.get(one.tag, "")


def _as_line(one: HtmlElement, wanted: Wanted) -> str | None:
    """For an element that is no text of its own: the time of an entry, or "" when it goes; else None."""
    if one.tag == "h1" and folded(first_words(one, 400)) == folded(wanted.title):
        return ""
    rules = load(WEB_WORDS)
    signs = one.tag == "address" or "author" in f"{one.get('rel')} {one.get('itemprop')}".split()
    named = is_called(one, rules.byline)
    dated = is_called(one, rules.date)
    if not (one.tag == "time" or signs or named or dated):
        return None
    text = first_words(one, 2 * _LONGEST_LINE)
    if len(text) > _LONGEST_LINE or _in_running_text(one, text):
        return None
    if one.tag == "time":
        return _clock_of(one)
    alone = next(one.iter("p", "time"), one) is one
    if signs or (named and alone and not is_prose(text)):
        return ""
    return "" if dated and next(one.iter("time"), None) is None and read_date(text) else None


def _in_running_text(one: HtmlElement, text: str) -> bool:
    """Whether an element is only a piece of a paragraph."""
    if one.tag in load(WEB_WORDS).lines:
        return False
    around = next(one.iterancestors("p", "li", "blockquote", "h2", "h3"), None)
    return around is not None and len(first_words(around, 2 * _LONGEST_LINE)) > len(text) + _LONGEST_LINE / 4


def _flushed(held: list[str], kind: Kind) -> Iterator[Line]:
    """What was collected of a block, as its lines."""
    whole = "".join(held)
    held.clear()
    kind = "text" if kind == "heading" and len(whole) > _LONGEST_HEADING else kind
    for part in re.split(rf"\s*(?:{_PARTS}|{_BREAK}\s*{_BREAK})[\s{_BREAK}]*", whole):
        text = ""
        for piece in map(one_line_plain, part.split(_BREAK)):
            if text and piece and (_SENTENCE.search(text) or _BULLET.match(piece)):
                yield from _line(text, kind)
                text = piece
            else:
                text = f"{text} {piece}".strip()
        yield from _line(text, kind)


def one_line_plain(text: str) -> str:
    """Any run of blanks as one."""
    return " ".join(text.split())


def _line(text: str, kind: Kind) -> Iterator[Line]:
    if any(char.isalnum() for char in text):
        yield Line(text=text, kind=kind)


def _by_trafilatura(tree: HtmlElement, wanted: Wanted) -> Lines:
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
    lines = list(_read(_in_html(element), wanted))
    return lines[1:] if lines and folded(lines[0].text) == folded(wanted.title) else lines


def _in_html(element: _Element) -> HtmlElement:
    """Trafilatura's elements by their names in HTML."""
    from lxml import etree, html

    names = {
        "head": "h2",
        "list": "ul",
        "item": "li",
        "quote": "blockquote",
        "lb": "br",
        "hi": "span",
        "ref": "a",
        "del": "span",
    }
    for one in element.iter():
        if isinstance(one.tag, str):
            one.tag = names.get(one.tag, one.tag)
    parsed: HtmlElement = html.fromstring(etree.tostring(element, encoding="unicode"))
    return parsed


def _told(wanted: Wanted) -> Lines:
    """The text that the page's JSON-LD holds, for pages whose text comes by a script or behind a payment."""
    if wanted.article is None:
        return []
    entries = [one for one in wanted.graph.each(wanted.article.get("liveBlogUpdate")) if isinstance(one, dict)]
    lines = _paragraphs(wanted.article.get("articleBody") or wanted.article.get("text"))
    for entry in entries[:500]:
        clock = _STAMP.search(str(entry.get("datePublished") or ""))
        lines += [Line(text=clock[1], kind="heading")] if clock else []
        lines += [Line(text=text, kind="heading")] if (text := json_ld.text_of(entry.get("headline"))) else []
        lines += _paragraphs(entry.get("articleBody") or entry.get("text"))
    return lines


def _paragraphs(value: object) -> Lines:
    if not isinstance(value, str):
        return []
    parts = re.split(r"\s*(?:\r?\n)+\s*|</p>\s*|<br ?/?>\s*(?:<br ?/?>)+", value)
    return [Line(text=text) for part in parts if (text := one_line(part, 20_000))]
