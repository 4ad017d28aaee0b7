"""What the templates of the pictures write: SVG, and places as custom properties that the style sheet reads.

The text in it is the book's own; names of the sources' go through escape.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from ...model.permanent_ids import permanent_id
from ..base import links, measures
from ..base.escape import escape_attribute, escape_markdown
from ..base.periods import Axis
from ..base.phrasing import counted, describe, shortened
from ..base.show import main_role, side, title_in_time
from .activity import Activity
from .coverage import Coverage, Mark, Row
from .due import Agenda, Due
from .network import NARROW, Network, Node, Tie, how_of, noun_of
from .rates import Rates
from .sides import Side, Sides

_LONGEST_TITLE = 300  # characters shown when something is pointed at
_COLUMN, _BAR, _SPARK_BAR = (
    10,
    5,
    8,
)  # of a period and its bar, large and small, in the drawing's units; it is stretched to fit
_ARTICLE, _TALLEST = 0.4, 5.0  # rem: a bar of one article, and the tallest that there may be
_COUNT_ROOM = 16  # above and below the bars, of the height of 100
_MOST_COUNTS = 24  # bars that say their count; above that only the highest do


def place(box: Node | Tie) -> Markup:
    """Where a box of the network stands, for either width."""
    (x, y), (nx, ny), (w, h) = box.wide, box.narrow, box.size
    return Markup(f"--x:{x:g}em;--y:{y:g}em;--nx:{nx:g}em;--ny:{ny:g}em;--w:{w:g}em;--h:{h:g}em")


def plane(network: Network) -> Markup:
    """The size of the network's drawing for either width, in em."""
    wide, narrow = network.heights
    return Markup(f"--wide:{network.width:g};--wide-high:{wide:g}em;--narrow:{NARROW:g};--narrow-high:{narrow:g}em")


@pass_context
def node_link(context: Context, node: Node) -> Markup:
    """The official's name, leading to the profile."""
    role = main_role(node.person)
    parts = (node.person.name, title_in_time(role) if role else None, node.person.country)
    title = escape_attribute(", ".join(part for part in parts if part))
    name = Markup("<br>").join(escape_markdown(line) for line in node.lines)
    return Markup(f'[{name}]({links.relative(context["here"], links.person_path(node.person.id))} "{title}")')


def tie_link(tie: Tie) -> Markup:
    """What the contact was, leading to its line of the list; the sentence shows when pointed at."""
    first = tie.contacts[0]
    who = f"{tie.people[0].name} and {tie.people[1].name}"
    title = escape_attribute(f"{who}: “{shortened(first.citation.quote, _LONGEST_TITLE)}”")
    unseen = Markup('<span class="bb-unseen">{}: </span>').format(escape_markdown(who))
    return Markup(f'[{unseen}{escape_markdown(tie.label)}](#{permanent_id(first)} "{title}")')


def ties(network: Network, narrow: bool = False) -> Markup:
    """The lines of a network."""
    places = {node.person.id: node.narrow if narrow else node.wide for node in network.nodes}
    width, height = (NARROW, network.heights[1]) if narrow else (network.width, network.heights[0])
    lines = []
    for tie in network.ties:
        (ax, ay), (bx, by) = (places[person.id] for person in tie.people)
        mx, my = tie.narrow if narrow else tie.wide
        cx, cy = (
            round(2 * mx - (ax + bx) / 2, 2),
            round(2 * my - (ay + by) / 2, 2),
        )  # the curve then runs through the label
        lines.append(
            f'<path class="bb-tie bb-tie--{tie.line} bb-tie--x{min(len(tie.contacts), 5)}" '
            f'd="M{ax:g} {ay:g}Q{cx:g} {cy:g} {bx:g} {by:g}"/>'
        )
    kind = "narrow" if narrow else "wide"
    return Markup(
        f'<svg class="bb-ties bb-ties--{kind}" viewBox="0 0 {width:g} {height:g}" role="img" '
        'aria-labelledby="who-met-whom-said">'
        f"{''.join(lines)}</svg>"
    )


def ticks(axis: Axis) -> Markup:
    """Labels under a picture of time, drawn by the style, as the picture itself is."""
    labels = [f'<span style="left:{_percent(share)}" data-letters="{text}"></span>' for share, text in axis.ticks()]
    return Markup(f'<span class="bb-ticks" aria-hidden="true">{"".join(labels)}</span>')


def percent(share: float) -> Markup:
    """A share from 0 to 1 as a percentage for CSS, with two places at most."""
    return Markup(_percent(share))


def _percent(share: float) -> str:
    return f"{round(100 * share, 2):g}%"


def mark_place(mark: Mark) -> Markup:
    """Where an article stands in its row: the extent of its date, and its lane for either width."""
    return Markup(
        f"--from:{_percent(mark.start)};--to:{_percent(mark.end)};--at:{_percent((mark.start + mark.end) / 2)};"
        f"--lane:{mark.lane};--narrow-lane:{mark.narrow_lane}"
    )


@pass_context
def mark_link(context: Context, mark: Mark) -> Markup:
    """The article's number, leading to its page."""
    source = mark.source
    when = describe(source.published) if source.published else "undated"
    title = escape_attribute(
        ": ".join((f"{source.outlet}, {when}" if source.outlet else when, shortened(source.title, _LONGEST_TITLE)))
    )
    page = context["index"].source_paths[source.id]
    return Markup(f'[{mark.number}]({links.relative(context["here"], page)} "{title}")')


def row_bars(coverage: Coverage, row: Row) -> Markup:
    """Articles of an outlet by period, all outlets to one scale, each as high as it needs."""
    most = max(row.counts, default=0)
    high = most * min(_ARTICLE, _TALLEST / max(coverage.highest, 1))
    drawn = _svg(len(row.counts), [("bb-bar", _bars(row.counts, 100 / max(most, 1), 100))])
    return Markup(f'<div class="bb-strip" style="height:{high or _ARTICLE:.2f}rem">{drawn}</div>')


def bars(activity: Activity) -> Markup:
    """Entries above a line, statements below it; hollow where the as-of date has not come. Each bar has its count."""
    most_above, most_below = max(activity.entries), max(activity.statements)
    unit = (100 - 2 * _COUNT_ROOM) / (most_above + most_below)
    line = _COUNT_ROOM + most_above * unit
    ahead = _ahead(activity)
    paths = []
    for ahead_too, kind in ((False, ""), (True, " bb-bar--ahead")):
        above = [n if (i in ahead) == ahead_too else 0 for i, n in enumerate(activity.entries)]
        below = [n if (i in ahead) == ahead_too else 0 for i, n in enumerate(activity.statements)]
        paths.append((f"bb-bar bb-bar--entries{kind}", _bars(above, unit, line)))
        paths.append((f"bb-bar bb-bar--statements{kind}", _bars(below, -unit, line)))
    periods = len(activity.totals)
    paths.append(("bb-baseline", f"M0 {line:.1f}H{_COLUMN * periods}"))
    counts = [("above", n, line - count * unit, count) for n, count in enumerate(activity.entries) if count]
    counts += [("below", n, line + count * unit, count) for n, count in enumerate(activity.statements) if count]
    shown = (
        counts
        if len(counts) <= _MOST_COUNTS
        else [c for c in counts if c[3] == (most_above if c[0] == "above" else most_below)]
    )
    labels = "".join(
        f'<span class="bb-count bb-count--{side}" '
        f'style="left:{_percent((n + 0.5) / periods)};top:{y:.1f}%" data-letters="{count}"></span>'
        for side, n, y, count in shown
    )
    return Markup(f'<span class="bb-activity-bars" aria-hidden="true">{_svg(periods, paths)}{labels}</span>')


@pass_context
def spark(context: Context, topic: str) -> Markup:
    """A topic's activity as small as a word, for cards, all to one scale; said as well for those who cannot see it."""
    activities: dict[str, Activity] = context["activities"]
    activity = activities.get(topic)
    if activity is None or activity.busiest is None:
        return Markup("")
    name, entries, statements = activity.busiest
    said = f"{counted(entries, 'entry', 'entries')} and {counted(statements, 'statement')}"
    most = f"Activity by {activity.axis.unit}: most in {the(name)}, {said}"
    highest = max(total for other in activities.values() for total in other.totals)
    periods = len(activity.totals)
    paths = [
        ("bb-bar", _bars(activity.totals, 96 / highest, 98, _SPARK_BAR)),
        ("bb-baseline", f"M0 98H{_COLUMN * periods}"),
    ]
    return Markup(f'<span class="bb-spark" role="img" aria-label="{most}" title="{most}">{_svg(periods, paths)}</span>')


_DOT, _LARGEST_DOT = 0.42, 1.5  # rem: one statement, and the most that there may be


@pass_context
def side_dots(context: Context, drawn: Sides, row: Side) -> Markup:
    """The statements of a side as dots in a row, their areas in step with their numbers."""
    most = max(count for other in drawn.sides for count in other.counts)
    unit = min(_DOT, _LARGEST_DOT / most**0.5)
    dots = "".join(
        f'<span class="bb-weeks-dot" style="left:{_percent((n + 0.5) / len(row.counts))};'
        f'--size:{unit * count**0.5:.2f}rem" data-letters="{count}"></span>'
        for n, count in enumerate(row.counts)
        if count
    )
    return Markup(
        f'<div class="bb-weeks-row {side(context, row.party)}" aria-hidden="true">'
        f'<span class="bb-weeks-side" data-letters="{escape_attribute(row.party)}"></span>'
        f'<span class="bb-weeks-strip">{dots}</span></div>'
    )


def step_line(rates: Rates) -> Markup:
    """A line that keeps a value until the next is told, each with its rate or sum above it."""
    first, *rest = rates.steps
    line = f"M{100 * first.x:.1f} {100 * first.y:.1f}" + "".join(
        f"H{100 * step.x:.1f}V{100 * step.y:.1f}" for step in rest
    )
    labels = "".join(
        f'<span class="bb-rate" style="left:{_percent(step.x)};top:{100 * step.y:.1f}%" '
        f'data-letters="{escape_attribute(measures.amount(step.measure.value, step.measure.unit))}"></span>'
        for step in rates.steps
    )
    drawn = (
        '<svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">'
        f'<path class="bb-step" d="{line}H100"/><path class="bb-baseline" d="M0 100H100"/></svg>'
    )
    return Markup(f'<div class="bb-rates-plot" aria-hidden="true">{drawn}{labels}</div>')


def due_place(due: Due) -> Markup:
    """Where a day stands on the strip of deadlines, and in which lane its label."""
    return Markup(f"--at:{_percent(due.at)};--lane:{due.lane}")


def agenda_place(agenda: Agenda) -> Markup:
    """Where the book's day stands on that strip, and how many lanes it has."""
    return Markup(f"--now:{_percent(agenda.now)};--lanes:{agenda.lanes}")


def the(period: str) -> str:
    """A period as it stands in a sentence: "the first quarter of 2031", but "May 2031"."""
    return f"the {period}" if period.startswith(("week", "first", "second", "third", "fourth")) else period


def _ahead(activity: Activity) -> frozenset[int]:
    if activity.now is None:
        return frozenset()
    axis = activity.axis
    return frozenset(n for n, start in enumerate(axis.starts) if axis.share(start) > activity.now)


def _bars(counts: Sequence[int], unit: float, line: float, bar: int = _BAR) -> str:
    """One path of a bar a period, up from a line, or down where the height of one is negative."""
    left = (_COLUMN - bar) / 2
    return "".join(
        f"M{n * _COLUMN + left:g} {line:.1f}v{-count * unit:.1f}h{bar}V{line:.1f}z"
        for n, count in enumerate(counts)
        if count
    )


def _svg(periods: int, paths: Sequence[tuple[str, str]]) -> Markup:
    drawn = "".join(f'<path class="{kind}" d="{path}"/>' for kind, path in paths if path)
    return Markup(
        f'<svg viewBox="0 0 {_COLUMN * periods} 100" preserveAspectRatio="none" aria-hidden="true">{drawn}</svg>'
    )


FILTERS: dict[str, Any] = {
    "place": place,
    "plane": plane,
    "ties": ties,
    "node_link": node_link,
    "tie_link": tie_link,
    "how": how_of,
    "noun": noun_of,
    "mark_place": mark_place,
    "mark_link": mark_link,
    "row_bars": row_bars,
    "bars": bars,
    "ticks": ticks,
    "percent": percent,
    "side_dots": side_dots,
    "step_line": step_line,
    "due_place": due_place,
    "agenda_place": agenda_place,
    "the": the,
    "activity": spark,
}
