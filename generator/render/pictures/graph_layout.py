"""A graph of boxes laid out without overlaps: stress majorisation, then boxes pushed apart, then parts packed.

Only `+ - * /` and `math.sqrt`, which IEEE 754 defines to the bit, and no `sum` of floats, which
Python 3.12 rounds otherwise than 3.11: the same graph has the same coordinates everywhere.

Lengths are in em, x to the right and y downwards.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence

from ...model.text import record

Point = tuple[float, float]
Size = tuple[float, float]  # width, height
Edge = tuple[int, int]

GAP = 0.7  # between boxes
_JOINED_GAP = 1.7  # between boxes with a line between them, of which something must be seen
_PART_GAP = 2.0  # between parts that nothing joins
_AIR = (2.6, 1.3)  # beside and below a box, on its way to a neighbour
_FILLED = 0.3  # of a part's area that boxes may take, so that the lines between them can be followed
_STRETCH = 2.0  # how much higher a part may become because the page is narrow
_SWEEPS = 80  # of the majorisation
_PUSHES = 120
_WORK = 1_000_000  # steps that all tries together may take
_TRIES = 12


@record
class Layout:
    """Where the middle of each box stands, in the order of the boxes, and how large the drawing is."""

    centres: tuple[Point, ...]
    width: float
    height: float


def lay_out(sizes: Sequence[Size], edges: Sequence[Edge], width: float, middles: Collection[int] = ()) -> Layout:
    """A place for every box, none overlapping another, none wider than `width` sticking out of it.

    `edges` are pairs of indices into `sizes`. `middles` are boxes with two neighbours that had best
    stand half-way between them. Boxes wider than `width` are the caller's to avoid.
    """
    parts = [_lay_out_part(part, sizes, edges, width, middles) for part in _parts(len(sizes), edges)]
    centres: list[Point] = [(0.0, 0.0)] * len(sizes)
    top = 0.0
    for row in _rows(parts, width):
        across = _total(layout.width for _, layout in row) + _PART_GAP * (len(row) - 1)
        height = max(layout.height for _, layout in row)
        left = (width - across) / 2
        for part, layout in row:
            for box, (x, y) in zip(part, layout.centres, strict=True):
                centres[box] = (round(left + x, 2), round(top + (height - layout.height) / 2 + y, 2))
            left += layout.width + _PART_GAP
        top += height + _PART_GAP
    return Layout(centres=tuple(centres), width=width, height=round(max(top - _PART_GAP, 0.0), 2))


def overlap(a: Point, a_size: Size, b: Point, b_size: Size, gap: float = 0.0) -> tuple[float, float]:
    """How far two boxes lie over each other in x and in y; they do where both are positive."""
    return (
        (a_size[0] + b_size[0]) / 2 + gap - abs(a[0] - b[0]),
        (a_size[1] + b_size[1]) / 2 + gap - abs(a[1] - b[1]),
    )


def _total(lengths: Iterator[float]) -> float:
    total = 0.0
    for length in lengths:
        total += length
    return total


def _parts(count: int, edges: Sequence[Edge]) -> list[list[int]]:
    """Connected components, the largest first, each in order."""
    near = _neighbours(count, edges)
    seen: set[int] = set()
    parts = []
    for start in range(count):
        if start in seen:
            continue
        part, ahead = {start}, [start]
        while ahead:
            for other in near[ahead.pop()]:
                if other not in part:
                    part.add(other)
                    ahead.append(other)
        seen |= part
        parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _neighbours(count: int, edges: Sequence[Edge]) -> list[list[int]]:
    near: list[set[int]] = [set() for _ in range(count)]
    for a, b in edges:
        if a != b:
            near[a].add(b)
            near[b].add(a)
    return [sorted(others) for others in near]


def _rows(parts: Sequence[tuple[list[int], Layout]], width: float) -> list[list[tuple[list[int], Layout]]]:
    """Parts side by side as long as they fit."""
    rows: list[list[tuple[list[int], Layout]]] = []
    left = width
    for part in parts:
        if rows and left + _PART_GAP + part[1].width <= width:
            rows[-1].append(part)
            left += _PART_GAP + part[1].width
        else:
            rows.append([part])
            left = part[1].width
    return rows


def _lay_out_part(
    part: list[int], all_sizes: Sequence[Size], all_edges: Sequence[Edge], width: float, middles: Collection[int]
) -> tuple[list[int], Layout]:
    """The best of several tries at one component: fewest lines through boxes and over each other, then the lowest."""
    here = {box: n for n, box in enumerate(part)}
    sizes = [all_sizes[box] for box in part]
    edges = [(here[a], here[b]) for a, b in all_edges if a in here and a != b]
    near = _neighbours(len(part), edges)
    between = {here[box]: near[here[box]] for box in part if box in middles}
    hops = _hops(len(part), edges)
    tries = max(1, min(_TRIES, _WORK // (len(part) ** 2 * _SWEEPS)))
    found = []
    for number in range(tries):
        points = _principal(_majorise(_start(len(part), number, hops), hops))
        for turned in (points, [(-y, x) for x, y in points]):
            apart = _apart(_scaled(turned, sizes, edges, width), sizes, edges, width)
            layout = _fitted(_straightened(apart, sizes, between), sizes)
            found.append((_faults(layout, sizes, edges), layout))
    return part, min(found, key=lambda pair: pair[0])[1]  # the first of equals


def _hops(count: int, edges: Sequence[Edge]) -> list[list[int]]:
    """Length of the shortest way from each box to each other."""
    near = _neighbours(count, edges)
    hops = []
    for start in range(count):
        far = {start: 0}
        ahead = [start]
        for box in ahead:  # grows on the way
            for other in near[box]:
                if other not in far:
                    far[other] = far[box] + 1
                    ahead.append(other)
        hops.append([far[box] for box in range(count)])
    return hops


def _start(count: int, number: int, hops: Sequence[Sequence[int]]) -> list[Point]:
    """Points spread evenly without a pattern (Halton's sequence), other ones for each try."""
    across = max(map(max, hops))
    first = 1 + number * count
    return [(_halton(first + n, 2) * across, _halton(first + n, 3) * across) for n in range(count)]


def _halton(number: int, base: int) -> float:
    result, share = 0.0, 1.0
    while number:
        share /= base
        result += share * (number % base)
        number //= base
    return result


def _majorise(points: list[Point], hops: Sequence[Sequence[int]]) -> list[Point]:
    """Points whose distances come near to the lengths of the ways between them.

    Localised stress majorisation with weights d^-2: Gansner, Koren and North, "Graph Drawing by
    Stress Majorization", 2004.
    """
    count = len(points)
    for _ in range(_SWEEPS):
        moved = 0.0
        for i in range(count):
            x, y = points[i]
            sum_x = sum_y = weights = 0.0
            for j in range(count):
                if i == j:
                    continue
                wanted = hops[i][j]
                weight = 1.0 / (wanted * wanted)
                dx, dy = x - points[j][0], y - points[j][1]
                distance = math.sqrt(dx * dx + dy * dy)
                stretch = wanted / distance if distance > 1e-9 else 0.0
                sum_x += weight * (points[j][0] + dx * stretch)
                sum_y += weight * (points[j][1] + dy * stretch)
                weights += weight
            if weights:
                points[i] = (sum_x / weights, sum_y / weights)
                moved = max(moved, abs(points[i][0] - x), abs(points[i][1] - y))
        if moved < 1e-3:
            break
    return points


def _principal(points: Sequence[Point]) -> list[Point]:
    """Turned so that the long axis lies across."""
    count = len(points)
    mean_x, mean_y = _total(x for x, _ in points) / count, _total(y for _, y in points) / count
    centred = [(x - mean_x, y - mean_y) for x, y in points]
    xx, yy, xy = _total(x * x for x, _ in centred), _total(y * y for _, y in centred), _total(x * y for x, y in centred)
    root = math.sqrt((xx - yy) * (xx - yy) + 4 * xy * xy)
    if root < 1e-9:
        return centred
    cosine = math.sqrt((1 + (xx - yy) / root) / 2)
    sine = math.sqrt(max(0.0, 1 - cosine * cosine)) * (1 if xy >= 0 else -1)
    return [(x * cosine + y * sine, y * cosine - x * sine) for x, y in centred]


def _scaled(points: Sequence[Point], sizes: Sequence[Size], edges: Sequence[Edge], width: float) -> list[Point]:
    """In em: a step is as long as two neighbours and some air need, and all of it fits into the width."""
    steps = max(len(edges), 1)
    across = _total((sizes[a][0] + sizes[b][0]) / 2 for a, b in edges) / steps + _AIR[0]
    down = _total((sizes[a][1] + sizes[b][1]) / 2 for a, b in edges) / steps + _AIR[1]
    extent = max(x for x, _ in points) - min(x for x, _ in points)
    depth = max(y for _, y in points) - min(y for _, y in points)
    widest, highest = max(w for w, _ in sizes), max(h for _, h in sizes)
    room = _total(w * h for w, h in sizes) / _FILLED
    crowded = room / ((extent * across + widest) * (depth * down + highest))
    if crowded > 1:
        across, down = across * math.sqrt(crowded), down * math.sqrt(crowded)
    if extent * across > width - widest:  # what is squeezed in x grows in y
        across = max(width - widest, 0.0) / extent
        if depth > 0:
            down = max(down, min((room / width - highest) / depth, down * _STRETCH))
    return [(x * across + width / 2, y * down) for x, y in points]


def _apart(points: list[Point], sizes: Sequence[Size], edges: Sequence[Edge], width: float) -> list[Point]:
    """Boxes pushed apart, each pair along the shorter way; those that still overlap then sink below the others."""
    joined = {(max(edge), min(edge)) for edge in edges}
    clamped = [_inside(point, size, width) for point, size in zip(points, sizes, strict=True)]
    for _ in range(_PUSHES):
        quiet = True
        for i in range(len(clamped)):
            for j in range(i):
                dx, dy = overlap(clamped[i], sizes[i], clamped[j], sizes[j], _JOINED_GAP if (i, j) in joined else GAP)
                if dx <= 1e-6 or dy <= 1e-6:
                    continue
                quiet = False
                (ax, ay), (bx, by) = clamped[i], clamped[j]
                if dx < dy:
                    push = dx / 2 if ax >= bx else -dx / 2
                    clamped[i] = _inside((ax + push, ay), sizes[i], width)
                    clamped[j] = _inside((bx - push, by), sizes[j], width)
                else:
                    push = dy / 2 if ay >= by else -dy / 2
                    clamped[i], clamped[j] = (ax, ay + push), (bx, by - push)
        if quiet:
            break
    return _sunk(clamped, sizes)


def _inside(point: Point, size: Size, width: float) -> Point:
    return max(size[0] / 2, min(width - size[0] / 2, point[0])), point[1]


def _sunk(points: Sequence[Point], sizes: Sequence[Size]) -> list[Point]:
    """From the top, each box as high as it stands without touching one above."""
    result = list(points)
    placed: list[int] = []
    for box in sorted(range(len(points)), key=lambda n: (round(points[n][1], 6), round(points[n][0], 6), n)):
        x, y = points[box]
        blocking = True
        while blocking:
            blocking = False
            for other in placed:
                dx, dy = overlap((x, y), sizes[box], result[other], sizes[other], GAP)
                if dx > 1e-3 and dy > 1e-3:
                    y = result[other][1] + (sizes[box][1] + sizes[other][1]) / 2 + GAP
                    blocking = True
        result[box] = (x, y)
        placed.append(box)
    return result


def _straightened(points: Sequence[Point], sizes: Sequence[Size], between: Mapping[int, Sequence[int]]) -> list[Point]:
    """Each box that joins two others as near to half-way between them as the rest leaves room for."""
    result = list(points)
    for box, ends in between.items():
        (x, y), (ax, ay), (bx, by) = result[box], result[ends[0]], result[ends[-1]]
        for share in (1.0, 0.75, 0.5, 0.25):
            nearer = x + share * ((ax + bx) / 2 - x), y + share * ((ay + by) / 2 - y)
            gaps = ((other, _JOINED_GAP if other in ends else GAP) for other in range(len(points)) if other != box)
            if all(min(overlap(nearer, sizes[box], result[other], sizes[other], gap)) <= 0 for other, gap in gaps):
                result[box] = nearer
                break
    return result


def _fitted(points: Sequence[Point], sizes: Sequence[Size]) -> Layout:
    """Moved to the corner."""
    pairs = list(zip(points, sizes, strict=True))
    left, top = min(x - w / 2 for (x, _), (w, _) in pairs), min(y - h / 2 for (_, y), (_, h) in pairs)
    right, bottom = max(x + w / 2 for (x, _), (w, _) in pairs), max(y + h / 2 for (_, y), (_, h) in pairs)
    return Layout(centres=tuple((x - left, y - top) for x, y in points), width=right - left, height=bottom - top)


def _faults(layout: Layout, sizes: Sequence[Size], edges: Sequence[Edge]) -> float:
    """What makes a drawing hard to read, in one number."""
    at = layout.centres
    through = sum(
        _hits(at[a], at[b], at[box], sizes[box]) for a, b in edges for box in range(len(sizes)) if box not in (a, b)
    )
    crossings = sum(
        _cross(at[a], at[b], at[c], at[d])
        for n, (a, b) in enumerate(edges)
        for c, d in edges[:n]
        if len({a, b, c, d}) == 4
    )
    length = _total(_distance(at[a], at[b]) for a, b in edges)
    return round(5.0 * through + 4.0 * crossings + 0.15 * layout.height + 0.3 * length / max(len(edges), 1), 6)


def _distance(a: Point, b: Point) -> float:
    dx, dy = a[0] - b[0], a[1] - b[1]
    return math.sqrt(dx * dx + dy * dy)


def _hits(start: Point, end: Point, centre: Point, size: Size) -> bool:
    """Whether a line runs through a box (Liang and Barsky's clipping)."""
    first, last = 0.0, 1.0
    for axis in (0, 1):
        run = end[axis] - start[axis]
        low, high = centre[axis] - size[axis] / 2 - start[axis], centre[axis] + size[axis] / 2 - start[axis]
        if abs(run) < 1e-9:
            if low > 0 or high < 0:
                return False
            continue
        enter, leave = sorted((low / run, high / run))
        first, last = max(first, enter), min(last, leave)
    return first < last


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
