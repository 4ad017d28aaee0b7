"""Who met, called or wrote to whom: officials as boxes, their contacts as lines between them.

The boxes are HTML (their links are the page's own Markdown links, which MkDocs rewrites and checks),
the lines SVG beneath them. Everything is placed twice: for a desk, and for a phone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache

from ...model.book import Contact, Person
from ...model.text import record
from ...rules.load import load as load_rules
from ...rules.types.events import CONTACTS, ContactKind
from ..base.escape import clean
from ..base.index import Index, date_key
from ..base.phrasing import counted, shortened
from .graph_layout import Layout, Point, Size, lay_out

NARROW = 25.0  # em of the picture's own letters, on a phone
_WIDE, _WIDEST = 56.0, 66.0  # with few boxes, with many
MOST_PEOPLE = 60
_MOST_LABELS = 24  # lines that can say what they are; above that the picture is large, and for a desk only
_LINES = ("solid", "dashed", "dotted")  # the closest kind of contact first
SHAPES = "●■▲◆▼★"
_OTHER_SHAPE = "○"
_SMALL = 0.84  # the second line of a box, as a share of the first
_LONGEST_LINE = 9.0  # em; a longer name is broken in two
_LONGEST_NAME = 34  # characters in a box


@record
class Node:
    """An official as a box; `size`, `wide` and `narrow` are its size and its middle for either width, in em."""

    person: Person
    shape: str
    lines: tuple[str, ...]  # of the name
    country: str
    size: Size
    wide: Point
    narrow: Point


@record
class Tie:
    """Two officials and every contact between them, the first in time first."""

    people: tuple[Person, Person]
    contacts: tuple[Contact, ...]
    line: str  # one of _LINES, the closest among its contacts
    label: str  # "meeting, 2 calls"
    size: Size
    wide: Point
    narrow: Point


@record
class Network:
    """The picture for a wide page and for a phone, in em, with how much was left out."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    labelled: bool  # its lines say what they are, and it fits a phone too
    kinds: tuple[tuple[str, str], ...]  # line, noun of each kind that occurs
    shapes: tuple[tuple[str, str], ...]  # shape, country
    width: float
    heights: tuple[float, float]  # wide, narrow
    people_left_out: int  # have contacts, but fewer than those shown
    contacts_left_out: int
    without: int  # officials of the book who have no contact in the sources

    @property
    def contacts(self) -> int:
        """How many contacts the lines stand for."""
        return sum(len(tie.contacts) for tie in self.ties)


def known_contacts(index: Index) -> list[Contact]:
    """Those between two officials who have a profile."""
    return [c for c in index.book.contacts if len(set(c.people)) == 2 and set(c.people) <= index.people.keys()]


def network_of(index: Index) -> Network | None:
    """The most connected officials and the contacts among them; None with fewer than two contacts."""
    found = known_contacts(index)
    if len(found) < 2:
        return None
    by_pair: dict[tuple[str, str], list[Contact]] = defaultdict(list)
    for contact in found:
        first, second = sorted(contact.people)
        by_pair[first, second].append(contact)
    degree = Counter(person for contact in found for person in contact.people)
    shown: set[str] = set()
    for pair in sorted(by_pair, key=lambda pair: (-degree[pair[0]] - degree[pair[1]], pair)):
        if len(shown.union(pair)) <= MOST_PEOPLE:
            shown |= {*pair}
    pairs = {pair: by_pair[pair] for pair in sorted(by_pair) if shown.issuperset(pair)}
    return _drawn(index, sorted(shown), pairs, len(degree) - len(shown), len(found))


def _drawn(
    index: Index, shown: Sequence[str], pairs: dict[tuple[str, str], list[Contact]], people_left_out: int, found: int
) -> Network:
    people = [index.people[person] for person in shown]
    shapes = _shapes(people)
    names = [_broken(shortened(clean(person.name), _LONGEST_NAME)) for person in people]
    countries = [shortened(clean(person.country or ""), _LONGEST_NAME) for person in people]
    labels = [_label(contacts) for contacts in pairs.values()]
    labelled = len(pairs) <= _MOST_LABELS
    countries = countries if labelled else [""] * len(people)  # the shapes alone say it
    boxes = [_box(name, country) for name, country in zip(names, countries, strict=True)]
    label_boxes = [_label_box(label) for label in labels]
    place = {person: n for n, person in enumerate(shown)}
    ends = [(place[a], place[b]) for a, b in pairs]
    sizes = [*boxes, *label_boxes] if labelled else boxes
    # a label is a box half-way along its line, so that the layout finds room for it as for the others
    edges = [e for n, (a, b) in enumerate(ends, len(boxes)) for e in ((a, n), (n, b))] if labelled else ends
    width = _WIDE if labelled else _WIDEST
    middles = range(len(boxes), len(sizes))
    wide = lay_out(sizes, edges, width, middles)
    narrow = lay_out(sizes, edges, NARROW, middles) if labelled else wide
    nodes = tuple(
        Node(
            person=person,
            shape=shapes[person.country or ""],
            lines=names[n],
            country=countries[n],
            size=boxes[n],
            wide=wide.centres[n],
            narrow=narrow.centres[n],
        )
        for n, person in enumerate(people)
    )
    ties = tuple(
        Tie(
            people=(index.people[first], index.people[second]),
            contacts=tuple(
                sorted(contacts, key=lambda c: (date_key(c.date), c.how, c.citation.source, c.citation.sentence))
            ),
            line=min((_kind(contact)[0] for contact in contacts), key=_LINES.index),
            label=labels[n],
            size=label_boxes[n],
            wide=_middle(wide, n, ends, labelled),
            narrow=_middle(narrow, n, ends, labelled),
        )
        for n, ((first, second), contacts) in enumerate(pairs.items())
    )
    everyone = {person for contact in index.book.contacts for person in contact.people}
    kinds = {_kind(contact) for tie in ties for contact in tie.contacts}
    return Network(
        nodes=nodes,
        ties=ties,
        labelled=labelled,
        kinds=tuple(sorted(kinds, key=lambda kind: (_LINES.index(kind[0]), kind[1]))),
        shapes=_legend(shapes),
        width=width,
        heights=(wide.height, narrow.height),
        people_left_out=people_left_out,
        contacts_left_out=found - sum(len(tie.contacts) for tie in ties),
        without=len(index.people.keys() - everyone),
    )


def _middle(layout: Layout, tie: int, ends: Sequence[tuple[int, int]], labelled: bool) -> Point:
    (a, b), boxes = ends[tie], len(layout.centres) - (len(ends) if labelled else 0)
    if labelled:
        return layout.centres[boxes + tie]
    (ax, ay), (bx, by) = layout.centres[a], layout.centres[b]
    return round((ax + bx) / 2, 2), round((ay + by) / 2, 2)


@cache
def _kinds() -> dict[str, ContactKind]:
    """Each way in which officials deal with each other."""
    return {kind.how: kind for kind in load_rules(CONTACTS).kinds}


def _kind(contact: Contact) -> tuple[str, str]:
    """Its line and its noun."""
    kind = _kinds().get(contact.how)
    return (kind.line, kind.noun) if kind else (_LINES[0], contact.how)


def how_of(contact: Contact) -> str:
    """The words before the name of the other: "met", "was to meet"."""
    kind = _kinds().get(contact.how)
    told = {"planned": kind.planned, "called off": kind.off} if kind else {}
    return told.get(contact.status, contact.how)


def noun_of(contact: Contact) -> str:
    """What kind of contact it was: "meeting"."""
    return _kind(contact)[1]


def _label(contacts: Sequence[Contact]) -> str:
    """
    >>> from generator.model.book import Citation
    >>> cited = Citation(source="a", sentence=0, quote="They met.")
    >>> _label([Contact(people=("a", "b"), how="met", date=None, citation=cited)] * 2)
    '2 meetings'
    """
    counts = Counter(_kind(contact) for contact in contacts)
    kinds = sorted(counts, key=lambda kind: (_LINES.index(kind[0]), kind[1]))
    said = ", ".join(noun if counts[line, noun] == 1 else counted(counts[line, noun], noun) for line, noun in kinds)
    return said if len(kinds) < 3 else counted(len(contacts), "contact")


def _shapes(people: Sequence[Person]) -> dict[str, str]:
    """A shape for each country, the country with most officials first; the rest share one."""
    count = Counter(person.country for person in people if person.country)
    ranked = sorted(count, key=lambda country: (-count[country], country))
    known = {country: SHAPES[n] if n < len(SHAPES) else _OTHER_SHAPE for n, country in enumerate(ranked)}
    return known | {"": _OTHER_SHAPE}


def _legend(shapes: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((shape, country) for country, shape in shapes.items() if country and shape != _OTHER_SHAPE)


def _broken(name: str) -> tuple[str, ...]:
    """A long name on two lines, as even as its words allow."""
    parts = name.split()
    if text_width(name) <= _LONGEST_LINE or len(parts) < 2:
        return (name,)
    halves = [(" ".join(parts[:n]), " ".join(parts[n:])) for n in range(1, len(parts))]
    return min(halves, key=lambda pair: max(map(text_width, pair)))


def _box(name: Sequence[str], country: str) -> Size:
    lines = [text_width(line) for line in name]
    across = max(lines[0] + 1.25, *lines, text_width(country) * _SMALL)
    return round(min(across + 1.5, NARROW - 1), 2), round(1.3 * len(lines) + (1.15 if country else 0.0) + 0.8, 2)


def _label_box(label: str) -> Size:
    return round(min(text_width(label) * _SMALL + 0.8, NARROW - 1), 2), 1.9


def text_width(text: str) -> float:
    """About how wide a text is in a semi-bold sans serif, in em, rather too wide than too narrow.

    >>> text_width("Amara Okello") > text_width("il, jt")
    True
    """
    width = 0.0
    for character in text:
        if character in "iljtfrI.,;:'’|!()[]- ":
            width += 0.36
        elif character in "mwMW@%—" or character.isupper():
            width += 0.76
        elif ord(character) > 0x2E7F:  # Han, Kana, Hangul
            width += 1.05
        else:
            width += 0.6
    return width
