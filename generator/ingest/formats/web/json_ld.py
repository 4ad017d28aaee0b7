"""What a page says of its article in JSON-LD, the notation of schema.org that search engines read."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from ....model.text import record
from ....rules.load import load
from ....rules.types.ingest import WEB_WORDS
from .words import folded, one_line, same_page

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Node: TypeAlias = Mapping[str, Any]
_MOST = 2_000_000  # characters of one script
_MOST_SCRIPTS, _MOST_NODES = 40, 5000
_AROUND = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*.{0,40}?\*/|<!\[CDATA\[)+|(?:-->|//\s*\]\]>|\]\]>|;)+\s*$")
_LAST_COMMA = re.compile(r",\s*(?=[\]}])")


@record
class Graph:
    """Every object of a page's JSON-LD. `tops` are those that may be the page's own article."""

    tops: tuple[Node, ...]
    by_id: Mapping[str, Node]
    types: frozenset[str]

    def whole(self, value: Any) -> Any:
        """An object that is only named by its id, as it stands elsewhere."""
        if isinstance(value, Mapping) and set(value) <= {"@id", "@type"}:
            return self.by_id.get(str(value.get("@id")), value)
        return value

    def each(self, value: Any) -> Iterator[Any]:
        """The values of a property, of which there may be one or a list."""
        for one in value if isinstance(value, list) else [value]:
            if one is not None:
                yield self.whole(one)


def graph_of(tree: HtmlElement) -> Graph:
    """The JSON-LD of a page; what is broken beyond mending is passed over."""
    articles = frozenset(load(WEB_WORDS).article_types)
    tops: list[Node] = []
    by_id: dict[str, Node] = {}
    types: set[str] = set()
    for node, own in _nodes(tree):
        if own:
            types |= {*kinds(node)}
            tops += [node] if articles & {*kinds(node)} else []
        name = node.get("@id")
        if isinstance(name, str) and len(node) > len(by_id.get(name, ())):
            by_id[name] = node
    return Graph(tops=tuple(tops), by_id=by_id, types=frozenset(types))


def _nodes(tree: HtmlElement) -> Iterator[tuple[Node, bool]]:
    """Every object, those further out first, and whether it may be the page's own and not one that it tells of."""
    scripts = [one for one in tree.iter("script") if "ld+json" in (one.get("type") or "").casefold()]
    waiting = deque((value, True) for script in scripts[:_MOST_SCRIPTS] for value in _values(script.text or ""))
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        value, own = waiting.popleft()
        if isinstance(value, Mapping):
            yield value, own
        waiting.extend(_inside(value, own))


def _inside(value: Any, own: bool) -> Iterator[tuple[Any, bool]]:
    """What a value holds, and whether each may be the page's own."""
    if isinstance(value, list):
        yield from ((inner, own) for inner in value if _holds_more(inner))
    elif isinstance(value, Mapping):
        keys = load(WEB_WORDS).own_keys
        yield from ((inner, own and key in keys) for key, inner in value.items() if _holds_more(inner))


def _holds_more(value: Any) -> bool:
    return isinstance(value, list | Mapping)


def kinds(node: Node) -> list[str]:
    """The types of an object, without the address of their vocabulary."""
    found = node.get("@type")
    return [
        re.split(r"[/:#]", kind)[-1]
        for kind in (found if isinstance(found, list) else [found])
        if isinstance(kind, str)
    ]


def article_of(graph: Graph, titles: Sequence[str], addresses: Sequence[str]) -> Node | None:
    """The object that tells of the page's own article: by its address or its headline; else the only one, when nothing
    in it speaks of another page. None when none does."""
    scored = [(_fit(graph, node, titles, addresses), node) for node in graph.tops]
    best = max((score for score, _ in scored), default=0)
    if best > 0:
        return max((node for score, node in scored if score == best), key=len)
    open_ones = [node for score, node in scored if score == 0]
    return open_ones[0] if len(open_ones) == 1 and len(scored) == 1 else None


def _fit(graph: Graph, node: Node, titles: Sequence[str], addresses: Sequence[str]) -> int:
    """How surely an object is of this page: more than 0 by what agrees, less when its headline is another one."""
    headline = folded(text_of(node.get("headline") or node.get("name")))
    forms = [form for form in map(folded, titles) if form and headline]
    said = any(headline[:90] in form or form in headline for form in forms)
    told = _has_address(graph, node, addresses)
    return 2 * said + 3 * told if said or told else -bool(forms)


def _has_address(graph: Graph, node: Node, addresses: Sequence[str]) -> bool:
    own = [*addresses_of(graph, node), *_addresses(graph, node.get("@id"))]
    return any(same_page(one, other) for one in own for other in addresses)


def _addresses(graph: Graph, value: Any) -> Iterator[str]:
    for one in graph.each(value):
        if isinstance(one, str):
            yield one
        elif isinstance(one, Mapping):
            yield from (found for key in ("@id", "url") if isinstance(found := one.get(key), str))


def addresses_of(graph: Graph, node: Node) -> Iterator[str]:
    """The addresses that an object gives for its page."""
    for key in ("url", "mainEntityOfPage"):
        yield from _addresses(graph, node.get(key))


def text_of(value: Any) -> str:
    """A property as one line of text; "" for what is none."""
    if isinstance(value, list):
        value = next((one for one in value if isinstance(one, str)), "")
    if isinstance(value, Mapping):
        value = value.get("@value") or value.get("name") or ""
    return one_line(value) if isinstance(value, str) else ""


def _values(text: str) -> Iterator[Any]:
    """The values in a script; a comma too many and several values in a row are mended."""
    text = _AROUND.sub("", text[:_MOST]).strip()
    decoder = json.JSONDecoder(strict=False)
    for form in (text, _LAST_COMMA.sub("", text)):
        at, found = 0, []
        try:
            while at < len(form):
                value, end = decoder.raw_decode(form, at)
                found.append(value)
                at = end + len(form[end:]) - len(form[end:].lstrip(" \t\r\n,;"))
        except (ValueError, RecursionError):
            if not found:
                continue
        yield from found
        return
