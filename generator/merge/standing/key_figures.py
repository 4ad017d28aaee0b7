"""The key figures of where it stands: sums, shares and tolls, each in the words that say who and what."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from ...model.article import OPINION
from ...model.book import Choice, Citation, Claim, KeyFigure
from ...model.reasons import Reason, first
from ...model.text import record
from ..base.cast import Cast
from ..base.corpus import Reading, first_of_body
from ..base.figure_weight import TOLL, is_toll, weight_of
from ..base.line_gate import counts_days, leans, needs_a_day, unfit, without_joints
from ..events.headlines import shortened
from .line_facts import facts_of
from .main_lines import ONE_STORY, Grounds, was_going_on

PART = "figures"
_MOST = 4
_SHORTLIST = 60  # values that are looked at
_TRIED = 8  # sentences of one value
_OF_ONE = 2  # lines of one article
_MONTH = dt.timedelta(days=31)
_SAME = 0.6  # share of weighted words that makes two lines tell the same


@record
class Told:
    """A figure with the line that tells it."""

    figure: KeyFigure
    line: str  # "" where no sentence can be cut to a line
    kind: float  # what its kind weighs; 0 for one that is no key figure
    shown: bool  # a main line has it
    opinion: bool
    superseded: bool  # a toll, and a newer article of its story has another


# Why a figure is none of the key figures; the figure in [brackets]
NO_KEY_FIGURE: tuple[Reason[Told], ...] = (
    Reason("no sum, share or toll", "The call of Ann Roe took [28 minutes].", "The yard of Velar cost [$3 billion].",
           lambda one: not one.kind),
    Reason("shown already", "[$3 billion], which a main line has", "[$4 billion], which none has",
           lambda one: one.shown),
    Reason("of an opinion", "[$3 billion], of an opinion", "[$3 billion], of a report", lambda one: one.opinion),
    Reason("superseded", "[12 dead], of an article after which another told of 14", "[14 dead], of the newest article",
           lambda one: one.superseded),
    Reason("no line tells it", "It cost [$3 billion].", "The yard of Velar cost [$3 billion].",
           lambda one: not one.line),
)  # fmt: skip


def key_figures(
    figures: Sequence[KeyFigure], told: Sequence[Claim], given: Grounds
) -> tuple[tuple[Claim, ...], tuple[Choice, ...]]:
    """Up to four lines, one for each value: those that most families tell, then the newest and the first told. `told`
    are lines that stand already."""
    by_value: dict[tuple[str, str], list[KeyFigure]] = defaultdict(list)
    for figure in figures:
        if given.kinds[figure.id] and not figure.beside:
            by_value[figure.value, figure.unit].append(figure)
    values = sorted(by_value.values(), key=lambda same: (-_weight(same, given), same[0].id))[:_SHORTLIST]
    tolls = {figure.citation.source for figure in figures if given.kinds[figure.id] == TOLL}
    chosen: list[Claim] = []
    choices: list[Choice] = []
    for same in values:
        first_told = sorted(same, key=lambda figure: (_place(figure, given), figure.id))[:_TRIED]
        one = min((_told(figure, same, told, tolls, given) for figure in first_told), key=lambda each: not each.line)
        why = _against(one, chosen, given)
        text = f"{one.figure.text}: {one.line or one.figure.citation.quote}"
        choices.append(Choice(part=PART, text=text, taken=not why, why=why or "a key figure"))
        date = given.readings[one.figure.citation.source].published
        chosen += [] if why else [Claim(text=one.line, citation=one.figure.citation, date=date)]
    return tuple(chosen), tuple(choices)


def _against(one: Told, chosen: Sequence[Claim], given: Grounds) -> str:
    reason = first(NO_KEY_FIGURE, one)
    return reason.name if reason else _double(one, chosen, given) or ("less weight" if len(chosen) >= _MOST else "")


def _told(
    figure: KeyFigure, same: Sequence[KeyFigure], told: Sequence[Claim], tolls: AbstractSet[str], given: Grounds
) -> Told:
    reading = given.readings[figure.citation.source]
    line = next(iter(_lines_of(figure, reading, given)), "")
    kind = weight_of(figure, line or figure.citation.quote)
    of_article = (claim.text for claim in told if claim.citation.source == figure.citation.source)
    toll = kind == TOLL and any(is_toll(text) for text in of_article)
    shown = toll or any(other.text in claim.text for claim in told for other in same)
    superseded = kind == TOLL and any(_is_newer(figure.citation.source, other, given) for other in tolls)
    return Told(
        figure=figure,
        line=line,
        kind=kind,
        shown=shown,
        opinion=reading.article.genre == OPINION,
        superseded=superseded,
    )


def _is_newer(source: str, other: str, given: Grounds) -> bool:
    """Whether another article is of the month after one, and of the same matter."""
    mine, theirs = given.readings[source].published, given.readings[other].published
    later = mine and theirs and mine.latest < theirs.earliest <= mine.latest + _MONTH
    return bool(later) and _is_one_matter(given.about[source], given.about[other], given)


def _is_one_matter(about: frozenset[str], other: frozenset[str], given: Grounds) -> bool:
    """Of one story, or of one country."""
    country = any(sense.startswith("@") for sense in about & other)
    return country or given.rarity.overlap(about, other) >= ONE_STORY


def _lines_of(figure: KeyFigure, reading: Reading, given: Grounds) -> Iterator[str]:
    """The lines of its sentence that hold the figure and stand alone, the one for its own deed first."""
    for line in reading.brief(lines_in, figure.citation.sentence, reading.known_cast):
        if figure.text in line and _may_stand(line, reading, given):
            yield line


def lines_in(reading: Reading, number: int, cast: Cast) -> tuple[str, ...]:
    """The lines of a sentence: for its deeds that no word dates, the last first, and as a whole; none of a heading."""
    told = [None, *(event for event in reading.told_in(number) if event.timex is None and event.head is not None)]
    return tuple(
        without_joints(shortened(reading, number, cast.ids, cast.people, event=event))
        for event in (reversed(told) if reading.is_told(number) else ())
    )


def _may_stand(line: str, reading: Reading, given: Grounds) -> bool:
    """Whether it stands alone, and is not of another day or of what was going on days ago."""
    day = reading.published
    dated = counts_days(line) or (needs_a_day(line) and day is None)
    return not (unfit(line) or leans(line) or dated or was_going_on(line, day, given.as_of))


def _place(figure: KeyFigure, given: Grounds) -> int:
    start = first_of_body(given.readings[figure.citation.source])
    return max(0, figure.citation.sentence - (start or 0))


def _weight(same: Sequence[KeyFigure], given: Grounds) -> float:
    """Of figures of one value: what their kind weighs, how many families tell it, how new and how early."""
    sources = {figure.citation.source for figure in same}
    families = {given.families[source] for source in sources}
    kind = max(given.kinds[figure.id] for figure in same)
    early = 1 / (1 + min(_place(figure, given) for figure in same))
    recent = max(_recency(source, given) for source in sources)
    return round(kind + 0.5 * (len(families) - 1) + 0.5 * recent + 0.5 * early, 6)


def _recency(source: str, given: Grounds) -> float:
    """1 for an article of the book's date, half as much a month before."""
    published = given.readings[source].published
    if published is None or given.as_of is None:
        return 0.0
    return 1 / (1 + max(0, (given.as_of - published.earliest).days) / _MONTH.days)


def _double(one: Told, chosen: Sequence[Claim], given: Grounds) -> str:
    """Whether one of the lines chosen is of the same sentence, or tells the same; or two are of its article."""
    if sum(claim.citation.source == one.figure.citation.source for claim in chosen) >= _OF_ONE:
        return "enough of its article"
    mine = _words(one.line, one.figure.citation, given)
    for claim in chosen:
        if (claim.citation.source, claim.citation.sentence) == (
            one.figure.citation.source,
            one.figure.citation.sentence,
        ):
            return "same sentence"
        if given.rarity.overlap(mine, _words(claim.text, claim.citation, given)) >= _SAME:
            return "same story"
    return ""


def _words(line: str, cited: Citation, given: Grounds) -> frozenset[str]:
    return facts_of(given.readings[cited.source], cited.sentence, line).words
