"""Pages that stay light. One that would be long keeps the first lines of each of its lists; the rest of each goes on to
parts of it, pages of their own that stand beside it: "figures.md", "figures.2.md", "figures.3.md"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from ...model.text import record
from .escape import escape_markdown
from .page_tree import (
    Node,
    is_head,
    is_heading,
    is_row,
    is_whole,
    items_of,
    len_in_bytes,
    nodes,
    shown,
    size,
    told,
)
from .part_names import named

# A page of 300 kB of HTML opens at once on a slow phone. Markdown grows by half when it is built (a citation's link is
# then an element, a heading stands in the contents too), and the frame of a page takes 30 kB.
LARGEST = 170_000  # bytes of Markdown of a page that is not parted
_FIRST = 90_000  # of what stays on the page that leads on
_KEPT = (400, 200, 100, 60, 40, 25, 15, 10, 6, 4, 3, 2, 1)  # lines of each list that stay there, the most that fit
_FEWEST_SECTIONS = 12  # that stay under headings of one rank: the parts of a page's own plan
_SPLIT = 8  # a piece that takes more than this part of a page is taken apart in turn
_NUMBER = re.compile(r"\.\d+(?=\.md$)")
_TITLE = re.compile(r"^(?:# (.+)|<h1\b[^<>]*>(.*?)</h1>)$", re.MULTILINE)
_ID = re.compile(r' id="([^"]+)"')
_FRAMED = frozenset({"ul", "ol", "table", "tbody", "div"})  # a list that is opened again on each part
_MANY = 12  # parts; the list of more is folded
_FOLD = '<details class="bb-numbers bb-history bb-more" markdown="block">'
_ROWS = ("<li", "<tr", "- ")

Way = tuple[str, ...]  # the headings over a piece, as lines
Places = Mapping[str, Mapping[str, str]]  # by the path of a page, the part on which each id stands that left it


@record
class Piece:
    """Lines that stay together: of which list, under which headings, between which tags."""

    rest: int
    way: Way
    opening: str
    closing: str
    text: str
    heads: bool = False  # a heading, over the pieces behind it


@record
class Part:
    """A page that takes lines from another. `held` says how many, and of which years."""

    path: str
    title: str  # as Markdown
    name: str  # what tells it from the others
    text: str  # without its front matter
    held: str


@record
class Parted:
    """A page and its parts; none where it is short."""

    text: str
    parts: tuple[Part, ...] = ()
    places: Mapping[str, str] | None = None


def whole_of(path: str) -> str:
    """The page that a part belongs to, for any other page its own path.

    >>> whole_of("people/index.12.md"), whole_of("figures.md")
    ('people/index.md', 'figures.md')
    """
    return _NUMBER.sub("", path)


def part_path(path: str, number: int) -> str:
    """
    >>> part_path("people/index.md", 2)
    'people/index.2.md'
    """
    return f"{path.removesuffix('.md')}.{number}.md"


def places_path(path: str) -> str:
    """The script that tells on which part an id of a page stands."""
    return f"data/places/{path.removesuffix('.md')}.js"


def parted(path: str, body: str) -> Parted:
    """A page, in parts when its Markdown is long. `body` has no front matter."""
    if len_in_bytes(body) <= LARGEST:
        return Parted(text=body)
    title = title_of(body)
    first, pieces = _cut(nodes(body))
    if not pieces:
        return Parted(text=body)
    del body  # it may be large, and its lines are in the pieces
    sheets = _packed(pieces)
    names = [str(escape_markdown(name)) for name in named([[(p.way, p.text) for p in sheet] for sheet in sheets])]
    titles = [f"{title}: {name}" for name in names]
    paths = [part_path(path, number) for number in range(2, len(sheets) + 2)]
    texts = [_text(called, (title, path), sheet) for called, sheet in zip(titles, sheets, strict=True)]
    parts = tuple(
        Part(path=one, title=called, name=name, text=text, held=_held(text))
        for one, called, name, text in zip(paths, titles, names, texts, strict=True)
    )
    places = {name: part.path for part, sheet in zip(parts, sheets, strict=True) for name in _ids(sheet)}
    leads = _leads(parts, sheets)
    listed = _listed(path, parts)
    return Parted(text=_with_leads(first, leads, listed), parts=parts, places=places)


def title_of(body: str) -> str:
    """The first heading of a page, as Markdown."""
    found = _TITLE.search(body)
    return (found[1] or found[2]).strip() if found else ""


def _ids(sheet: Iterable[Piece]) -> Iterator[str]:
    for piece in sheet:
        yield from _ID.findall(piece.text)


def front_of_part(front: str) -> str:
    """The front matter of a part: what is hidden beside it, as of its page, and how little it counts in a search; a
    page that counts much does so alone."""
    head = re.sub(r"^(?:title|tags):.*\n|^#.*\n|^search:\n  boost: [1-9].*\n", "", front, flags=re.MULTILINE)
    return head if head.strip("-\n") else ""


# What stays, and what goes on


def _cut(page: Sequence[Node]) -> tuple[list[Node], list[Piece]]:
    """A page with as many lines of each list as it may hold, and the others in their order."""
    whole = Node(children=tuple(page))
    runs: _Runs = {}
    fewest = next((kept for kept in _KEPT if size(_Cutter(kept, runs).shortened(whole, ())) <= _FIRST), _KEPT[-1])
    pieces: list[Piece] = []
    first = _Cutter(fewest, runs, pieces).shortened(whole, ())
    return list(first.children), pieces


_Runs = dict[int, list[tuple[str, list[Node]]]]  # by the `id` of a node that stays while they are used


class _Cutter:
    """Takes from each list what is beyond so many lines, into `pieces` if given. Each list that goes on has a number,
    which stands in its place as `Node.goes_on`. `runs` are known of each node."""

    def __init__(self, kept: int, runs: _Runs, pieces: list[Piece] | None = None) -> None:
        self._kept = kept
        self._runs = runs
        self._pieces = pieces
        self._rests = 0

    def _of(self, node: Node) -> list[tuple[str, list[Node]]]:
        if id(node) not in self._runs:
            self._runs[id(node)] = list(items_of(node))
        return self._runs[id(node)]

    def shortened(self, node: Node, way: Way, frame: tuple[str, str] = ("", "")) -> Node:
        if is_whole(node):
            return node
        way = (*way, node.head) if node.rank else way
        opening, closing = _frame(node, frame)
        children: list[Node] = []
        after: list[int] = []
        for alike, run in self._of(node):
            most = max(self._kept, _FEWEST_SECTIONS) if alike.startswith("h") else self._kept
            stay = run[:most] if alike else run
            for child in stay:
                short = self.shortened(child, way, (opening, closing) if node.tag == "table" else ("", ""))
                children.append(short.without_after())
                into = after if node.tag in ("table", "tbody") else None
                _note(short.after, children, into)
            if len(stay) < len(run):
                self._rests += 1
                _note((self._rests,), children, after if node.tag in _FRAMED else None)
                self._put_off(run[most:], way, opening, closing)
        return node.with_children(children, after)

    def _put_off(self, lines: Sequence[Node], way: Way, opening: str, closing: str) -> None:
        """What goes on to parts; nothing while it is only measured how much may stay."""
        if self._pieces is not None:
            for line in lines:
                self._pieces += _pieces(line, self._rests, way, opening, closing)


def _note(numbers: Iterable[int], children: list[Node], after: list[int] | None) -> None:
    """Where lists go on: behind the list itself, so that a list holds nothing but its lines."""
    if after is not None:
        after += numbers
    else:
        children += [Node(goes_on=number) for number in numbers]


def _frame(node: Node, outer: tuple[str, str]) -> tuple[str, str]:
    """The tags between which the lines of a list stand, with the head of a table."""
    if node.tag not in _FRAMED:
        return "", ""
    opening, closing = (f"{outer[0]}{node.head}\n", f"{node.tail}\n{outer[1]}")
    opening += "".join(f"{shown(child)}\n" for child in node.children if is_head(child))
    return opening, closing


def _pieces(node: Node, rest: int, way: Way, opening: str, closing: str) -> Iterator[Piece]:
    """A line, or a section, which is taken apart when it is long."""
    if is_whole(node) or is_row(node) or size(node) * _SPLIT <= LARGEST:
        yield Piece(rest=rest, way=way, opening=opening, closing=closing, text=shown(node).strip("\n"))
        return
    if node.rank:
        yield Piece(rest=rest, way=way, opening=opening, closing=closing, text=node.head, heads=True)
        way = (*way, node.head)
    elif node.head:
        heads = [shown(child) for child in node.children if is_head(child)]
        opening += "".join(f"{line}\n" for line in (node.head, *heads))
        closing = f"{node.tail}\n{closing}"
    for child in told(node):
        yield from _pieces(child, rest, way, opening, closing)


# Pieces to pages


def _packed(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pages of pieces. What stands under one heading of the second rank is alone on its pages where it fills one."""
    pages: list[list[Piece]] = []
    room = 0
    for _, group in groupby(pieces, key=lambda piece: piece.way[:1]):
        held = list(group)
        length = sum(map(_length, held))
        if length > room:
            split = _evenly(held, -(-length // LARGEST))
            pages += split
            room = LARGEST - length if len(split) == 1 else 0
        else:
            pages[-1] += held
            room -= length
    return pages


def _evenly(pieces: Sequence[Piece], pages: int) -> list[list[Piece]]:
    target = sum(map(_length, pieces)) / pages
    found: list[list[Piece]] = [[]]
    filled = 0
    for piece in pieces:
        if found[-1] and (filled + _length(piece) / 2 > target * len(found)) and not found[-1][-1].heads:
            found.append([])
        found[-1].append(piece)
        filled += _length(piece)
    return found


def _length(piece: Piece) -> int:
    return len_in_bytes(piece.text)


def _text(title: str, whole: tuple[str, str], sheet: Sequence[Piece]) -> str:
    """A part, its lines in a box for each list, below the headings that stand over them on the page itself."""
    name, path = whole
    lines = [f"# {title}", "", f'<p class="bb-around" markdown="span">[{name}]({path.rpartition("/")[2]})</p>', ""]
    over: Way = ()
    inside: int | None = None
    for (rest, way, opening, closing, heads), run in groupby(
        sheet, key=lambda p: (p.rest, p.way, p.opening, p.closing, p.heads)
    ):
        texts = [piece.text for piece in run]
        if inside is not None and (rest != inside or way != over):
            lines += ["</div>", ""]
            inside = None
        if inside is None:
            lines += [line for heading in _new(over, way, texts[0]) for line in (heading, "")]
            lines += [f'<div class="bb-rest" data-goes-on="{rest}" markdown="block">', ""]
            inside = rest
        joint = "\n" if texts[0].startswith(_ROWS) else "\n\n"
        lines += [*filter(None, [opening.rstrip("\n"), joint.join(texts), closing.rstrip("\n")]), ""]
        over = (*way, texts[-1]) if heads else way
    return "\n".join([*lines, "</div>", ""])


def _new(over: Way, way: Way, text: str) -> Way:
    """The headings of a way that do not stand above already; the last once more where another has come between."""
    common = 0
    while common < min(len(over), len(way)) and over[common] == way[common]:
        common += 1
    return way[common:] or (way[-1:] if len(over) > len(way) and not is_heading(text) else ())


# The page that leads on


def _leads(parts: Sequence[Part], sheets: Sequence[Sequence[Piece]]) -> dict[int, str]:
    """The line behind each list that says where it goes on."""
    pages: dict[int, list[Part]] = {}
    for part, sheet in zip(parts, sheets, strict=True):
        for rest in dict.fromkeys(piece.rest for piece in sheet):
            pages.setdefault(rest, []).append(part)
    return {rest: _lead(rest, on) for rest, on in pages.items()}


def _lead(rest: int, on: Sequence[Part]) -> str:
    further = " and the pages after it" if len(on) > 1 else ""
    more = f"More: [{on[0].title}]({_file(on[0])}){further}"
    return f'<p class="bb-goes-on" data-goes-on="{rest}" markdown="span">{more}</p>'


def _file(part: Part) -> str:
    return part.path.rpartition("/")[2]


_DAY = re.compile(r'datetime="(\d{4}-\d\d-\d\d)"')


def _listed(path: str, parts: Sequence[Part]) -> str:
    """The parts with how many lines each has, for the head of the page."""
    up = "../" * path.count("/")
    folds = len(parts) > _MANY
    lines = [
        f'<div class="bb-parts" data-places="{up}{places_path(path)}" data-search-exclude="" markdown="block">',
        "",
        "The first lines of each list stand here, the others on pages of their own:",
        "",
        *[_FOLD, f"<summary>{len(parts):,} pages</summary>", ""][: 3 * folds],
        *(f"- [{part.name}]({_file(part)}) ({part.held})" for part in parts),
        "",
        *["</details>", ""][: 2 * folds],
        "</div>",
    ]
    return "\n".join(lines)


def _held(text: str) -> str:
    rows = sum(line.startswith(_ROWS) for line in text.split("\n"))
    years = sorted({int(day[:4]) for day in _DAY.findall(text)})
    told = f"{rows:,} {'line' if rows == 1 else 'lines'}"
    if not years:
        return told
    return f"{told}, {years[0]}" + (f" to {years[-1]}" if years[-1] != years[0] else "")


def _with_leads(page: Sequence[Node], leads: Mapping[int, str], listed: str) -> str:
    """The page with what leads on from it, the list of its parts before its first section or list that goes on."""
    at = next(number for number, node in enumerate(page) if node.rank or _goes_on(page, number))
    texts = [*(shown(node, leads) for node in page[:at]), "", listed, "", *(shown(node, leads) for node in page[at:])]
    return "\n".join(texts)


def _goes_on(page: Sequence[Node], number: int) -> bool:
    """Whether a list that goes on is in a node, or is it."""
    following = next((node for node in page[number + 1 :] if node.goes_on or node.head.strip()), None)
    return _holds_rest(page[number]) or (
        bool(page[number].children) and following is not None and bool(following.goes_on)
    )


def _holds_rest(node: Node) -> bool:
    return bool(node.goes_on) or any(map(_holds_rest, node.children))
