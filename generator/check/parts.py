"""Long pages that were cut into parts: put together again, so that each is proved as one page, and whether what leads
from one part to another is true.

A page "figures.md" has the parts "figures.2.md", "figures.3.md" ... beside it. Where a list of the page goes on it has
a line with the number of the list, and the lines of that list stand on the parts in boxes with this number.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..model.text import record
from . import dates, text
from .facts import Fault
from .pages import HEADINGS, Element, Page, whole_of
from .vocabulary import Vocabulary, accounted

_NUMBERED = re.compile(r"\.(\d+)\.md$")
_ON = "data-goes-on"
_DAY = re.compile(r"(\d{4})-(\d\d)-\d\d")
_SCRIPT = re.compile(r"briefingPlaces\((\{.*\})\);\s*", re.DOTALL)
_INTRO = "The first lines of each list stand here, the others on pages of their own:"
_AROUND = frozenset(("h1", "h2", "h3", "h4", "p", "div"))
_HEAD = frozenset(("description", "social", "claims", "way", "search", "hide"))
_REACHES = " to "
_RANKS = ("h2", "h3", "h4")
_NOT_OVER = "stands over lines that are not of it"

Over = tuple[str, ...]  # the headings over a line


@record
class Whole:
    """A page put together, with the ids that stand on the page itself and on each of its parts, by path."""

    page: Page
    standing: Mapping[str, frozenset[str]]
    faults: tuple[Fault, ...]


def parts_among(names: Iterable[str]) -> dict[str, list[str]]:
    """The parts among these names, in order, by the page that they belong to."""
    found: dict[str, list[str]] = {}
    for name in sorted(names, key=_number):
        if (whole := whole_of(name)) != name:
            found.setdefault(whole, []).append(name)
    return found


def _number(path: str) -> int:
    found = _NUMBERED.search(path)
    return int(found[1]) if found else 1


def put_together(page: Page, parts: Sequence[Page], docs: Path) -> Whole:
    """A page with its parts. They are changed by it: what stands on a part stands on the page then."""
    standing = {one.path: frozenset(_ids(one.root)) for one in (page, *parts)}
    faults = [*_numbers(page, parts), *_frame(page, parts)]
    for one in (page, *parts):
        faults += [(one.path, *flaw) for flaw in _own_links(one, standing[one.path])]
    faults += [(page.path, *flaw) for flaw in _places(docs, page.path, parts)]
    over = {id(first): headings for part in parts for first, headings in _over(part.root) if _begins_box(first)}
    _fill(page, [box for part in parts for box in _boxes(part)])
    faults += [(page.path, " / ".join(headings), _NOT_OVER) for headings in _headings_of_others(page, over)]
    return Whole(page=_joined(page, parts), standing=standing, faults=tuple(faults))


def _fill(page: Page, boxes: Sequence[Element]) -> None:
    """Puts the lines of each list where the page says that it goes on."""
    for mark in _marks(page):
        _replace(mark, [child for box in boxes if _is_of(box, mark) for child in box.children])
    for listed in _lists_of_parts(page):
        _replace(listed, [])


def _marks(page: Page) -> list[Element]:
    return [e for e in page.root.walk() if e.has("bb-goes-on")]


def _boxes(part: Page) -> list[Element]:
    return [e for e in part.root.walk() if _is_box(e)]


def _lists_of_parts(page: Page) -> list[Element]:
    return [e for e in page.root.walk() if e.has("bb-parts") and "data-places" in e.attributes]


def _headings_of_others(page: Page, over: Mapping[int, Over]) -> Iterator[Over]:
    """The headings of parts that are not those of the page over the same lines."""
    there = {id(element): headings for element, headings in _over(page.root)}
    before = {id(element): headings for element, headings in _in_turn(page.root)}
    yield from (told for key, told in over.items() if told not in (there.get(key), before.get(key)))


def _joined(page: Page, parts: Sequence[Page]) -> Page:
    """The page with what else was read of its parts."""
    page.front["claims"] = sum(one.front.get("claims", 0) for one in (page, *parts))
    page.tooltips = list(dict.fromkeys(one for each in (page, *parts) for one in each.tooltips))
    page.filled = [one for each in (page, *parts) for one in each.filled]
    page.faults = [fault for each in (page, *parts) for fault in each.faults]
    return page


def _ids(element: Element) -> Iterator[str]:
    return (e.attributes["id"] for e in element.walk() if "id" in e.attributes)


def _is_box(element: Element) -> bool:
    return element.has("bb-rest")


def _begins_box(element: Element) -> bool:
    box = element.parent
    return box is not None and _is_box(box) and next(_elements(box), None) is element


def _elements(element: Element) -> Iterator[Element]:
    return (child for child in element.children if isinstance(child, Element))


def _replace(element: Element, children: Sequence[Element | str]) -> None:
    parent = element.parent
    if parent is None:
        return
    at = next(number for number, child in enumerate(parent.children) if child is element)
    parent.children[at : at + 1] = children
    for child in children:
        if isinstance(child, Element):
            child.parent = parent


def _over(element: Element, outer: Mapping[str, str] = MappingProxyType({})) -> Iterator[tuple[Element, Over]]:
    """Each element below one, with the headings over it; a heading within a block is over nothing behind that."""
    above = dict(outer)
    for child in _elements(element):
        if child.tag in _RANKS:
            above = {rank: told for rank, told in above.items() if rank < child.tag}
        yield child, tuple(above[rank] for rank in _RANKS if rank in above)
        if child.tag in _RANKS:
            above[child.tag] = text.alike(child.text())
        yield from _over(child, above)


def _in_turn(root: Element) -> Iterator[tuple[Element, Over]]:
    """The same where a block that a heading stands in is opened again on the next part."""
    above: dict[str, str] = {}
    for element in root.walk():
        if element.tag in _RANKS:
            above = {rank: told for rank, told in above.items() if rank < element.tag}
            above[element.tag] = text.alike(element.text())
        else:
            yield element, tuple(above[rank] for rank in _RANKS if rank in above)


# What stands around the lines


def _numbers(page: Page, parts: Sequence[Page]) -> Iterator[Fault]:
    """The parts are numbered from 2 on, and each list that goes on does so on one of them."""
    if [_number(part.path) for part in parts] != list(range(2, len(parts) + 2)):
        yield page.path, "its parts", "are not numbered one after the other"
    marks = [e.attributes.get(_ON, "") for e in _marks(page)]
    boxes = dict.fromkeys(box.attributes.get(_ON, "") for part in parts for box in _boxes(part))
    if sorted(marks) != sorted(boxes):
        yield page.path, "its lists", f"go on {len(marks)} times, and its parts have lines of {len(boxes)} lists"


def _frame(page: Page, parts: Sequence[Page]) -> Iterator[Fault]:
    title = _title(page)
    for number, part in enumerate(parts):
        before = parts[number - 1] if number else page
        behind = parts[number + 1] if number + 1 < len(parts) else None
        flaws = [
            *_title_flaws(part, title),
            *_around_flaws(part, page, title),
            *_head_flaws(part, page, before, behind),
        ]
        yield from ((part.path, what, flaw) for what, flaw in flaws)
    yield from ((page.path, what, flaw) for what, flaw in _lead_flaws(page, parts))


def _title(page: Page) -> str:
    return text.alike(next((e.text() for e in page.root.walk() if e.tag == "h1"), ""))


def _title_flaws(part: Page, title: str) -> Iterator[tuple[str, str]]:
    """A part is called as its page, and by its headings, months or names."""
    shown = _title(part)
    name = shown.removeprefix(f"{title}: ")
    known = Vocabulary(_named_on(part), ())
    if name == shown or not (_reaches(name, known) or accounted(name, ("parts",), known, {})):
        yield shown, "is the title of a part, and its lines do not say so"


def _reaches(name: str, known: Vocabulary) -> bool:
    """Whether it says from what to what a part reaches; a heading itself may have that word: "Road to peace to War"."""
    ends = [(name[: at.start()], name[at.end() :]) for at in re.finditer(_REACHES, name)]
    return any(known.holds(first) and known.holds(last) for first, last in ends)


def _named_on(part: Page) -> Iterator[str]:
    for element in part.root.walk():
        if element.tag in HEADINGS - {"h1"} or element.tag == "strong" or element.has("bb-value"):
            yield element.text()
        elif found := _DAY.fullmatch(element.attributes.get("datetime", "")):
            yield dates.month_name(int(found[1]), int(found[2]))


def _around_flaws(part: Page, page: Page, title: str) -> Iterator[tuple[str, str]]:
    """Beside its boxes a part has its title, the way back and headings, and nothing else."""
    for child in part.root.children:
        if isinstance(child, str):
            if child.strip():
                yield text.short(child.strip()), "stands on a part, and on no list of it"
        elif child.tag not in _AROUND or (child.tag == "div" and not _is_box(child)):
            yield text.short(child.text()), "stands on a part, and on no list of it"
        elif child.tag == "p":
            back = [(e.attributes.get("href"), text.alike(e.text())) for e in child.walk() if e.tag == "a"]
            if back != [(_file(page), title)] or text.alike(child.text()) != title:
                yield text.short(child.text()), "is not the way back to the page"


def _file(page: Page) -> str:
    return page.path.rpartition("/")[2]


def _head_flaws(part: Page, page: Page, before: Page, behind: Page | None) -> Iterator[tuple[str, str]]:
    """A part says what it is called and holds, and what stands before and behind it."""
    head = part.head
    told = text.alike(html.unescape(str(head.get("description", ""))))
    wanted = text.alike(f"{_title(part)}: {_held(part)}")
    if told != wanted and not text.is_short_for(told, wanted):
        yield told, f"is the description of a part, which is {wanted!r}"
    if not _HEAD.issuperset(head) or [head.get(name) for name in _OF_PAGE] != _wanted_head(page):
        yield ", ".join(map(str, head)), "is the front matter of a part, and not that of its page"
    way = {"previous": _step(before)} | ({"next": _step(behind)} if behind else {})
    shown = head.get("way")
    if not isinstance(shown, dict) or {name: _told(step) for name, step in shown.items()} != way:
        yield "the way on", "does not lead to the parts beside it"


_OF_PAGE = ("social", "search", "hide")


def _wanted_head(page: Page) -> list[Any]:
    """Of a part, what it has of its page: a page that counts much in a search does so alone."""
    counts = page.head.get("search")
    counts_less = isinstance(counts, dict) and counts.get("boost", 0) < 1
    return [{"type": "article"}, counts if counts_less else None, page.head.get("hide")]


def _step(page: Page) -> tuple[str, str]:
    return f"{page.path.removesuffix('.md')}.html", _title(page)


def _told(step: Any) -> tuple[str, str]:
    given = step if isinstance(step, dict) else {}
    return str(given.get("to")), text.alike(html.unescape(str(given.get("title"))))


def _held(part: Page) -> str:
    """How many lines a part has, and of which years."""
    inside = [e for box in _boxes(part) for e in box.walk()]
    rows = sum(_is_line(e) for e in inside)
    return f"{rows:,} {'line' if rows == 1 else 'lines'}{_years(part.root.walk())}"  # a heading may tell its lines' day


def _years(inside: Iterable[Element]) -> str:
    days = (_DAY.fullmatch(e.attributes.get("datetime", "")) for e in inside)
    years = sorted({int(day[1]) for day in days if day})
    if not years:
        return ""
    return f", {years[0]}" if years[0] == years[-1] else f", {years[0]} to {years[-1]}"


def _is_line(element: Element) -> bool:
    """Whether it is a line of a list or of a table, its head apart."""
    parent = element.parent.tag if element.parent is not None else ""
    return element.tag == "li" or (element.tag == "tr" and parent != "thead")


def _lead_flaws(page: Page, parts: Sequence[Page]) -> Iterator[tuple[str, str]]:
    """The page names its parts with what each holds, and behind each list the part on which it goes on."""
    if not _lists(page, parts):
        yield "the list of its parts", "is not that of its parts and what they hold"
    on_parts = [(part, {box.attributes.get(_ON) for box in _boxes(part)}) for part in parts]
    for mark in _marks(page):
        on = [part for part, lists in on_parts if mark.attributes.get(_ON) in lists]
        if not on or not _leads_on(mark, on):
            yield text.short(mark.text()), "does not lead to where the list goes on"


def _lists(page: Page, parts: Sequence[Page]) -> bool:
    """Whether a page has the list of its parts, and each with what it holds."""
    lines = [e for listed in _lists_of_parts(page) for e in listed.walk()]
    names = [_title(part).removeprefix(f"{_title(page)}: ") for part in parts]
    wanted = [f"{name} ({_held(part)})" for name, part in zip(names, parts, strict=True)]
    told = [_INTRO, *[f"{len(parts):,} pages"] * any(e.tag == "summary" for e in lines), *wanted]
    shown = [text.alike(line.text()) for line in lines if line.tag in ("li", "p", "summary")]
    led = [e.attributes.get("href") for e in lines if e.tag == "a"]
    return shown == list(map(text.alike, told)) and led == [_file(part) for part in parts]


def _leads_on(mark: Element, on: Sequence[Page]) -> bool:
    """Whether the line behind a list leads to the first part that has more of it, and says whether there are others."""
    title = _title(on[0])
    links = [(e.attributes.get("href"), text.alike(e.text())) for e in mark.walk() if e.tag == "a"]
    told = f"More: {title}{' and the pages after it' if len(on) > 1 else ''}"
    return links == [(_file(on[0]), title)] and text.alike(mark.text()) == text.alike(told)


def _is_of(box: Element, mark: Element) -> bool:
    return _is_box(box) and box.attributes.get(_ON) == mark.attributes.get(_ON)


def _own_links(page: Page, ids: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Links within a page or a part lead to what stands on it."""
    for link in (e for e in page.root.walk() if e.tag == "a"):
        target = link.attributes.get("href", "")
        if re.fullmatch(r"#(?:c-[0-9a-f]{10}|[sfu]\d+)", target) and target[1:] not in ids:
            yield text.short(link.text()), f"leads to {target}, which stands on another part"


def _places(docs: Path, path: str, parts: Sequence[Page]) -> Iterator[tuple[str, str]]:
    """The script that leads from an old address to the part says of each line where it stands."""
    file = f"data/places/{path.removesuffix('.md')}.js"
    wanted = {str(_number(part.path)): {name for box in _boxes(part) for name in _ids(box)} for part in parts}
    try:
        found = _SCRIPT.fullmatch((docs / file).read_text(encoding="utf-8"))
        told = {part: set(str(names).split()) for part, names in json.loads(found[1]).items()} if found else {}
    except (OSError, ValueError, AttributeError) as error:
        yield file, f"cannot be read ({error}); run `briefing build`"
        return
    if told != {part: names for part, names in wanted.items() if names}:
        yield file, "does not say where the lines of the page stand"
