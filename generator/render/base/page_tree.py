"""The lines of a page as a tree: what stands between two tags, and what stands under a heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby

import msgspec
from msgspec.structs import replace

_VOID = r"(?:br|hr|img|input|meta|path|rect|line|circle)(?![\w-])"
_OPENING = re.compile(rf"<(?!{_VOID})[a-zA-Z][^<>]*(?<!/)>")
_CLOSING = re.compile(rf"</(?!{_VOID})[a-zA-Z][^<>]*>")
_HEADING = re.compile(r"(#{2,4}) |<h([2-4])\b")
_OPENS = re.compile(r"<([a-z][a-z0-9]*)\b")
_CLASS = re.compile(r'^<[^<>]* class="([\w-]+)')
_CLAIM = re.compile(r'<p (?:id|data-claim)="')
# a picture, a form, a box: it stays as it is
_PICTURES = frozenset({"figure", "svg", "form", "nav", "aside", "thead"})
_CELLS = frozenset({"li", "tr", "td", "th", "p"})
_LINES = frozenset({"li", "tr"})
_OF_TIME = frozenset({"bb-month", "bb-day"})  # the timeline has pages for times: see timeline_pages.py
_BLOCKS = frozenset({"tbody", "section", "div"})


class Node(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A line, a block from its opening to its closing line, or a section from its heading on. `goes_on` is the number
    of a list whose other lines stand elsewhere, and `after` those of the lists that end with it.

    A long page has tens of thousands, each made in a fifth of the time that a dataclass takes.
    """

    head: str = ""
    children: tuple[Node, ...] = ()
    tail: str = ""
    rank: int = 0  # of its heading
    tag: str = ""  # of what it opens
    goes_on: int = 0
    after: tuple[int, ...] = ()
    tangled: bool = False  # its tags do not close line by line

    @cached_property
    def bytes(self) -> int:
        """How long it is."""
        own = len_in_bytes(self.head) + len_in_bytes(self.tail) + 2
        return own + sum(child.bytes for child in self.children)

    def with_children(self, children: Iterable[Node], after: Iterable[int]) -> Node:
        """The same with others in it."""
        return replace(self, children=tuple(children), after=tuple(after))

    def without_after(self) -> Node:
        """The same once it is said elsewhere where its lists go on."""
        return replace(self, after=()) if self.after else self


def len_in_bytes(text: str) -> int:
    """How long a text is as a file has it."""
    return len(text) if text.isascii() else len(text.encode())


def size(node: Node) -> int:
    """Bytes of its text."""
    return node.bytes


def is_whole(node: Node) -> bool:
    """Whether it is never taken apart."""
    return not node.children or node.tag in _PICTURES or node.tangled


def is_head(node: Node) -> bool:
    """Whether it is the head of a table, or what a folded list is called: it stands over each part of that."""
    return node.head.startswith(("<thead", "<summary"))


def told(node: Node) -> list[Node]:
    """What is in a node but for its head and blank lines."""
    return [child for child in node.children if (child.head.strip() or child.children) and not is_head(child)]


def is_row(node: Node) -> bool:
    """Whether it is one line of a list, of however many lines of text; a body of a table is one where it has its own
    look inside."""
    return node.tag in _CELLS or (node.tag == "tbody" and any(child.children for child in node.children))


def shown(node: Node, leads: Mapping[int, str] | None = None) -> str:
    """Its text; `leads` has what stands where a list goes on."""
    return "\n".join(_lines(node, leads or {}))


def _lines(node: Node, leads: Mapping[int, str]) -> Iterator[str]:
    if node.goes_on:
        yield from ("", leads.get(node.goes_on, ""), "")
        return
    if node.head or not node.children:
        yield node.head
    for child in node.children:
        yield from _lines(child, leads)
    if node.tail:
        yield node.tail


def is_heading(text: str) -> bool:
    """Whether a text begins with a heading."""
    return _HEADING.match(text) is not None


def nodes(text: str) -> list[Node]:
    """A page as a tree."""
    return _sections(_blocks(text.split("\n")))


def _nesting(line: str) -> int:
    """How many more elements a line opens than it closes."""
    return len(_OPENING.findall(line)) - len(_CLOSING.findall(line)) if "<" in line else 0


def _blocks(lines: Sequence[str]) -> list[Node]:
    """Lines as blocks. What does not close line by line stays one tangled block."""
    open_: list[tuple[str, int, list[Node]]] = [("", -1, [])]
    depth = 0
    for line in lines:
        before, depth = depth, depth + _nesting(line)
        if depth > before:
            open_.append((line, before, []))
        elif depth < before:
            _close(open_, depth, line)
        else:
            open_[-1][2].append(Node(head=line))
    while len(open_) > 1:  # never closed: its lines stand as they are
        head, _, children = open_.pop()
        open_[-1][2].append(Node(head=head, children=tuple(children), tangled=True))
    return open_[0][2]


def _close(open_: list[tuple[str, int, list[Node]]], depth: int, line: str) -> None:
    closed = 0
    while len(open_) > 1 and open_[-1][1] >= depth:
        head, _, children = open_.pop()
        closed += 1
        is_last = len(open_) == 1 or open_[-1][1] < depth
        tag = _OPENS.match(head)
        open_[-1][2].append(
            Node(
                head=head,
                children=tuple(_sections(children)) or (Node(),),
                tail=line if is_last else "",
                tag=tag[1] if tag else "",
                tangled=closed > 1 or not is_last,
            )
        )
    if not closed:
        open_[-1][2].append(Node(head=line))


def _sections(found: Sequence[Node]) -> list[Node]:
    """Nodes under their headings, those of the second rank outermost."""
    open_: list[tuple[Node, list[Node]]] = []
    top: list[Node] = []
    for node in found:
        heading = _HEADING.match(node.head) if not node.children else None
        rank = (len(heading[1] or "") or int(heading[2])) if heading else 0
        while rank and open_ and open_[-1][0].rank >= rank:
            _end(open_, top)
        if rank:
            open_.append((replace(node, rank=rank), []))
        else:
            (open_[-1][1] if open_ else top).append(node)
    while open_:
        _end(open_, top)
    return top


def _end(open_: list[tuple[Node, list[Node]]], top: list[Node]) -> None:
    node, children = open_.pop()
    (open_[-1][1] if open_ else top).append(replace(node, children=tuple(children) or (Node(),)))


def items_of(node: Node) -> Iterator[tuple[str, list[Node]]]:
    """What is in a node, as runs of one kind, such as the lines of a list or the sections of a page, by their kind;
    other nodes under an empty name. Blank lines between items are dropped."""
    children = node.children if node.tag == "led" else _led_in(node.children)
    for name, run in groupby(_without_blanks(children), key=_kind):
        yield name, list(run)


def _led_in(children: Sequence[Node]) -> Iterator[Node]:
    """A line that ends with a colon is one node with the list below it."""
    waiting: list[Node] = []
    for node in children:
        if waiting and node.tag in ("ul", "ol"):
            yield Node(children=(*waiting, node), tag="led")
            waiting = []
        elif waiting and not node.head.strip() and not node.children:
            waiting.append(node)
        else:
            yield from waiting
            waiting = [node] if _leads_in(node) else []
            if not waiting:
                yield node
    yield from waiting


def _leads_in(node: Node) -> bool:
    return not node.children and node.head.rstrip().endswith(":") and not node.head.startswith(("<", "- "))


def _without_blanks(children: Iterable[Node]) -> list[Node]:
    """Without the blank lines between two items of one kind."""
    listed = list(children)
    kept: list[Node] = []
    for number, node in enumerate(listed):
        if not _is_blank(node):
            kept.append(node)
            continue
        before = next((one for one in reversed(listed[max(number - 4, 0) : number]) if not _is_blank(one)), None)
        behind = next((one for one in listed[number + 1 : number + 5] if not _is_blank(one)), None)
        if before is None or behind is None or not _kind(before) or _kind(before) != _kind(behind):
            kept.append(node)
    return kept


def _is_blank(node: Node) -> bool:
    return not node.head.strip() and not node.children and not node.goes_on


def _kind(node: Node) -> str:
    """Of what kind of list a node is an item: its tag and class; "" for none."""
    if node.goes_on or node.tag in _PICTURES:
        return ""
    if node.rank:
        return f"h{node.rank}"
    return _kind_of_block(node) if node.children else _kind_of_line(node.head)


def _kind_of_block(node: Node) -> str:
    if node.tag == "led":
        return "led"
    named = _CLASS.match(node.head)
    name = named[1] if named else ""
    return f"{node.tag} {name}" if node.tag in _BLOCKS and name not in _OF_TIME else ""


def _kind_of_line(line: str) -> str:
    if line.startswith("- "):
        return "-"
    if _CLAIM.match(line):
        return "p"
    opened = _OPENS.match(line)
    return opened[1] if opened and opened[1] in _LINES else ""
