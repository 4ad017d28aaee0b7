"""Links to lines that stand on a part of their page: in pages, in linked data, in what programs read."""

from __future__ import annotations

import dataclasses
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from urllib.parse import unquote

from ...model.kept import digest
from ...model.page import Page
from ...model.permanent_ids import permanent_id
from .index import Index, Use
from .page_tree import Node, nodes, shown
from .parts import Places, whole_of

_CLAIM = re.compile(r"#(c-[0-9a-f]{10})(?![\w-])")
_ANY = re.compile(r"#(c-[0-9a-f]{10}|[sfu]\d+)(?![\w-])")
_TARGET = re.compile(r'([("])([^\s()"]*)$')
_LONGEST = 300  # characters of the way to a page

Leads = tuple[tuple[str, tuple[str, ...]], ...]  # parted pages, each with the ids that a text links to


def lives(places: Places, path: str, anchor: str) -> str:
    """The page on which an id of a page stands."""
    return places.get(path, {}).get(anchor, path)


def with_moved(index: Index, places: Places) -> Index:
    """The index with each entry, and each use of a sentence, on the page where it stands."""
    if not places:
        return index
    uses = {
        source: {
            sentence: [_use(use, places) if use.path in places else use for use in found]
            for sentence, found in sentences.items()
        }
        for source, sentences in index.uses.items()
    }
    events = {event.id: lives(places, index.event_paths[event.id], permanent_id(event)) for event in index.events}
    return dataclasses.replace(index, uses=uses, event_paths=events)


def _use(use: Use, places: Places) -> Use:
    there = lives(places, use.path, use.anchor)
    return Use(what=use.what, path=there, anchor=use.anchor, section=use.section, page=use.page, named=use.named)


def moved(here: str, text: str, places: Places) -> tuple[str, Leads]:
    """A page with its links to lines as they lead once pages are parted, and what it asked for that."""
    if not places:
        return text, ()
    out, last = [], 0
    leads: dict[str, dict[str, None]] = {}
    for found in _pattern(places).finditer(text):
        before = _TARGET.search(text, max(found.start() - _LONGEST, 0), found.start())
        if before is None:
            continue
        page = _page(posixpath.dirname(here), before[2]) if before[2] else whole_of(here)
        if page not in places:
            continue
        leads.setdefault(page, {})[found[1]] = None
        new = _moved(here, before[2], lives(places, page, found[1]), page, markdown=before[1] == "(")
        if new != before[2]:
            out += [text[last : before.start(2)], new]
            last = found.start()
    return "".join([*out, text[last:]]), tuple((page, tuple(anchors)) for page, anchors in leads.items())


def led(leads: Leads, places: Places) -> bytes:
    """A digest of where links into parted pages lead: a text that has these is moved the same as long as it is."""
    there = [lives(places, page, anchor) for page, anchors in leads for anchor in anchors]
    return digest(sorted(places), _pattern(places) is _CLAIM, there)


def _pattern(places: Places) -> re.Pattern[str]:
    """Of the ids that may have left their page."""
    return _CLAIM if all(not held or next(iter(held)).startswith("c-") for held in places.values()) else _ANY


def _moved(here: str, target: str, there: str, page: str, *, markdown: bool) -> str:
    """Where a link to an id of a page leads that lives `there`: from a part, one to a line of the page that stands
    elsewhere too."""
    name = posixpath.basename(there)
    if not target:
        return "" if there == here else name if markdown else f"{name.removesuffix('.md')}.html"
    if there == page:
        return target
    folder, ending = target.rpartition("/")[0], target.rpartition(".")[2]
    name = f"{name.removesuffix('.md')}.{ending}"
    return f"{folder}/{name}" if folder else name


@cache
def _page(folder: str, target: str) -> str:
    path = posixpath.normpath(posixpath.join(folder, unquote(target)))
    return f"{path.removesuffix('.html')}.md" if path.endswith(".html") else path


def script(held: Mapping[str, str]) -> str:
    """What theme.js asks where an id of a page stands: the ids of each part by its number."""
    by_part: dict[str, list[str]] = {}
    for name, part in held.items():
        by_part.setdefault(part.rsplit(".", 2)[1], []).append(name)
    lines = ",\n".join(f'"{number}": "{" ".join(names)}"' for number, names in by_part.items())
    return f"briefingPlaces({{\n{lines}\n}});\n"


# For paper, which has no use for parts

_LEADS = re.compile(r'<p class="bb-goes-on" data-goes-on="(\d+)" markdown="span">.*?</p>', re.DOTALL)
_LISTED = re.compile(r'<div class="bb-parts" data-places=.*?</div>', re.DOTALL)
_BOX = re.compile(r'<div class="bb-rest" data-goes-on="(\d+)"')
_TO_PART = re.compile(r'((?:\]\(|href=")[^()"\s#]*?)\.\d+(?=\.(?:md|html)[#)" ])')


def together(pages: Iterable[Page]) -> list[Page]:
    """The pages without parts: each long one whole."""
    listed = list(pages)
    parts: dict[str, list[Page]] = {}
    for page in listed:
        if whole_of(page.path) != page.path:
            parts.setdefault(whole_of(page.path), []).append(page)
    if not parts:
        return listed
    return [
        Page(path=page.path, content=_TO_PART.sub(r"\1", _whole(page, parts.get(page.path, ()))))
        for page in listed
        if whole_of(page.path) == page.path
    ]


def _whole(page: Page, parts: Sequence[Page]) -> str:
    boxes: dict[str, list[str]] = {}
    for part in sorted(parts, key=lambda one: int(one.path.rsplit(".", 2)[1])):
        for node in _all(nodes(part.content)):
            if box := _BOX.match(node.head):
                boxes.setdefault(box[1], []).append("\n".join(shown(child) for child in node.children))
    text = _LISTED.sub("", page.content) if parts else page.content
    return _LEADS.sub(lambda lead: "\n\n".join(boxes.get(lead[1], ())), text)


def _all(found: Iterable[Node]) -> Iterator[Node]:
    """The boxes of a part, below the headings over them."""
    for node in found:
        yield node
        if node.rank:
            yield from _all(node.children)
