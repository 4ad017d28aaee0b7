"""A generated page as a tree: an own reading of its Markdown and HTML. Nothing is rendered."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

import yaml

_LINK = re.compile(r"(?<!\\)\[((?:[^\[\]]|data-edtf=\"[^\"]*\")*)\]\(([^()\s]*)(?:\s+\"([^\"]*)\")?\)(?:\{([^{}]*)\})?")
_HEADING = re.compile(r"^(#{1,6}) (.*?)(?: \{([^{}]*)\})?$")
_ATTRIBUTE = re.compile(r"([\w:-]+)=\"([^\"]*)\"|#([\w-]+)|\.([\w-]+)|([\w-]+)")
_CLAIM = re.compile(r"c-[0-9a-f]{10}")
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NO_TEXT = frozenset({"script", "style"})
_UNREAD = frozenset({"bb-feeds", "bb-cite", "bb-feeds-mark", "bb-quoted-mark", "bb-avatar", "bb-code"})
_FRONT = re.compile(r"^(title|claims): (.*)$", re.MULTILINE)
_SCRIPT = re.compile(r"^<script type=\"application/ld\+json\">\n(.*?)\n</script>$", re.DOTALL | re.MULTILINE)
_NOTE = re.compile(r"^<aside class=\"bb-note\" markdown=\"block\">\n(.*?)\n</aside>$", re.DOTALL | re.MULTILINE)
_TOOLTIP = re.compile(r"<abbr title=\"([^\"<>]*)\">([^<>]*)</abbr>")
_APART = re.compile(r"( markdown=\"span\">)\n\n(.*)\n\n(?=</)")  # the blank lines that plain Markdown needs
_FILLED = re.compile(
    r'<span class="bb-filled"><span class="bb-bracket">&#91;</span>'
    r'(?:\[([^\[\]]*)\]\(([^()\s]*) "[^"]*"\)|([^\[\]<>]*))'
    r'<span class="bb-bracket">&#93;</span></span>'
)
_VOID = frozenset({"input", "br", "meta", "hr", "img"})
_YAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # written in C where that was installed: many pages have a head


@dataclass
class Element:
    """An HTML element of a page, or a part of its Markdown shown as one; text and elements are its children."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    parent: Element | None = None
    classes: tuple[str, ...] = ()
    claim: str | None = None  # permanent id of the line that it is
    in_claim: bool = False  # whether it is a line, or stands in one
    unread: bool = False  # whether its text is a mark, or a picture of what stands beside it

    def has(self, name: str) -> bool:
        """Whether it has this class."""
        return name in self.classes

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in the order of the page."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [child for child in reversed(element.children) if isinstance(child, Element)]

    def find(self, name: str) -> Iterator[Element]:
        """All below it of a class."""
        return (element for element in self.walk() if element is not self and element.has(name))

    def text(self) -> str:
        """All text in it, in order, without tags."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def above(self) -> Iterator[Element]:
        """The elements that it stands in, the nearest first."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent


def texts(element: Element, *, inside: bool = False) -> Iterator[tuple[str, Element]]:
    """Each piece of text below an element with what it stands in; `inside` leaves out what belongs to another line."""
    for child in element.children:
        if isinstance(child, str):
            yield child, element
        elif not child.unread and not (child.claim and inside):
            yield from texts(child, inside=inside)


@dataclass
class Page:
    """`faults` are what is wrong with its form."""

    path: str
    front: dict[str, Any]  # what is proved of it: its title, and how many claims it has
    head: dict[str, Any]  # all of it
    root: Element
    linked_data: list[str]  # JSON
    notes: list[str]  # Markdown
    tooltips: list[tuple[str, str]]
    filled: list[tuple[str, str]]  # words in brackets that are a link, and where it leads
    faults: list[str]


def whole_of(path: str) -> str:
    """The page that a part of it belongs to, for any other page its own path.

    >>> whole_of("people/index.12.md"), whole_of("figures.md")
    ('people/index.md', 'figures.md')
    """
    return re.sub(r"\.\d+(?=\.md$)", "", path)


@lru_cache(maxsize=128)
def read_page(path: str, source: str, beside: str = "") -> Page:
    """The page with its linked data, which stand beside the theme. Never raises: what cannot be read is a fault of the
    page."""
    return read_anew(path, source, beside)


def read_anew(path: str, source: str, beside: str = "") -> Page:
    """The same for a page that will be changed."""
    faults: list[str] = []
    front, head, body = _front(source, faults)
    notes = _NOTE.findall(body)
    body = _NOTE.sub("", body)
    tooltips = list(dict.fromkeys((short, html.unescape(meaning)) for meaning, short in _TOOLTIP.findall(body)))
    body = _APART.sub(r"\1\2", _TOOLTIP.sub(r"\2", body))
    names = [(html.unescape(name), target) for name, target, _ in _FILLED.findall(body) if target]
    body = _FILLED.sub(lambda found: f"&#91;{found[1] or found[3]}&#93;", body)
    builder = _Builder(faults)
    builder.feed("\n".join(_line(line) for line in body.split("\n")))
    builder.close()
    builder.finish()
    return Page(path, front, head, builder.root, _SCRIPT.findall(beside), notes, tooltips, names, faults)


def _front(source: str, faults: list[str]) -> tuple[dict[str, Any], dict[str, Any], str]:
    """What is proved of the front matter by itself, the whole of it, and what stands below."""
    if not source.startswith("---\n"):
        return {}, {}, source
    head, mark, body = source[4:].partition("\n---\n")
    if not mark:
        faults.append("its front matter has no end")
        return {}, {}, source
    return {name: _value(shown) for name, shown in _FRONT.findall(head)}, _head(head, faults), body


def _head(head: str, faults: list[str]) -> dict[str, Any]:
    try:
        read = yaml.load(head, _YAML)  # noqa: S506 (as safe as the slow one)
    except (yaml.YAMLError, ValueError, RecursionError):
        read = None
    if isinstance(read, dict):
        return read
    faults.append("its front matter cannot be read")
    return {}


def _value(shown: str) -> Any:
    try:
        return json.loads(shown)
    except ValueError:
        return shown


def _line(line: str) -> str:
    """One line of Markdown as HTML."""
    if heading := _HEADING.match(line):
        level = len(heading[1])
        return f"<h{level}{_attributes(heading[3] or '')}>{_inline(heading[2])}</h{level}>"
    if line.startswith("- "):
        return f"<li>{_inline(line[2:])}</li>"
    if line and not line.startswith("<"):
        return f"<p>{_inline(line)}</p>"
    return _inline(line)


def _inline(line: str) -> str:
    return _LINK.sub(_anchor, line).replace("**", "")


def _anchor(found: re.Match[str]) -> str:
    title = f' title="{found[3]}"' if found[3] else ""
    return f'<a href="{found[2]}"{title}{_attributes(found[4] or "")}>{found[1]}</a>'


def _attributes(listed: str) -> str:
    """An attribute list ("#id .class key="value"") as HTML."""
    classes, others = [], []
    for key, value, identifier, name, bare in _ATTRIBUTE.findall(listed):
        if name:
            classes.append(name)
        elif identifier:
            others.append(f'id="{identifier}"')
        elif key:
            others.append(f'{key}="{value}"')
        elif bare:
            others.append(f'{bare}=""')
    joined = [f'class="{" ".join(classes)}"'] * bool(classes) + others
    return "".join(f" {one}" for one in joined)


class _Builder(HTMLParser):
    def __init__(self, faults: list[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("page")
        self._open = self.root
        self._faults = faults

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":  # a name over two lines is one text
            self.handle_data(" ")
            return
        element = self._add(tag, attrs)
        if tag not in _VOID:
            self._open = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(tag, attrs)

    def _add(self, tag: str, attrs: list[tuple[str, str | None]]) -> Element:
        if tag in _NO_TEXT:
            self._faults.append(f"it has a <{tag}>, which no page of the book has")
        attributes = {name: value or "" for name, value in attrs}
        element = Element(tag, attributes, parent=self._open, classes=tuple(attributes.get("class", "").split()))
        element.claim = next(
            (name for key in ("id", "data-claim") if _CLAIM.fullmatch(name := attributes.get(key, ""))), None
        )
        element.in_claim = self._open.in_claim or (element.claim is not None and tag not in HEADINGS)
        element.unread = self._open.unread or tag in _NO_TEXT or not _UNREAD.isdisjoint(element.classes)
        self._open.children.append(element)
        return element

    def handle_endtag(self, tag: str) -> None:
        if self._open.tag == tag and self._open.parent is not None:
            self._open = self._open.parent
        else:
            self._faults.append(f"</{tag}> closes nothing, or too early: <{self._open.tag}> is open")

    def handle_comment(self, data: str) -> None:
        self._faults.append(f"it has a comment, which no page of the book has: {data[:80]!r}")

    def handle_data(self, data: str) -> None:
        before = self._open.children[-1:]
        if before and isinstance(before[0], str):
            self._open.children[-1] = before[0] + data
        else:
            self._open.children.append(data)

    def finish(self) -> None:
        while self._open.parent is not None:
            self._faults.append(f"<{self._open.tag}> is never closed")
            self._open = self._open.parent
