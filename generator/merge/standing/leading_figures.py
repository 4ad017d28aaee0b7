"""The key figures of the front page, each with the sentence that tells it: tolls, sums and rates of what is new."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import permutations

from ...model.article import OPINION
from ...model.book import Choice, Claim, KeyFigure
from ...model.reasons import Reason, first
from ...model.text import alternation, record
from ...rules.load import load, word_sets
from ...rules.types.measures import KINDS
from ...rules.types.merge import LINES
from ..base.corpus import Reading
from ..base.figure_weight import TOLL
from ..base.line_gate import opens_with_nobody
from ..base.same_words import words_of
from .main_lines import Grounds
from .matter import Figured, matter_of

PART = "leading figures"
_MOST = 4
_OF_ONE = 2  # of one article
_SHARES = 1  # beside sums and tolls
_REACH = 200  # characters of its sentence before which a figure stands
_JOINT = 20  # characters between the ends of a range
_FEW = 100  # persons, boats or votes; fewer of them tell nothing by their number alone
_TOLD = 0.5  # what it weighs that its sentence tells what the headline of its article tells, or has its number
_WITNESS = 0.5  # the same for each further family of articles that tells a figure
_DEED = 0.3  # the same for a deed of its sentence
_MEASURE = 0.3  # the same for the sum or the rate of a loan, a tax, a pact
_LEANS = 0.4  # by which a figure weighs less whose sentence points to what was told before
_MONTH = dt.timedelta(days=31)

Place = tuple[str, int]  # an article and the index of a sentence


@record
class Leading:
    """A figure with what speaks for it and against it."""

    figure: KeyFigure
    kind: float  # what its kind weighs
    deed: bool  # its sentence tells of a deed, or it is of a measure
    in_range: bool  # one end of a range
    shown: bool  # its sentence stands above
    opinion: bool
    superseded: bool  # a toll of a story in which a newer article has another, or a higher one stands beside it


# Why a figure does not lead: the figure in [brackets]
NOT_LEADING: tuple[Reason[Leading], ...] = (
    Reason("no sum, rate, toll or great count", "The call took [28 minutes].", "The yard cost [$3 billion].",
           lambda one: not one.kind or (one.kind < TOLL and _is_count(one.figure) and float(one.figure.value) < _FEW)),
    Reason("shown above", "[$3 billion], in a line above", "[$4 billion], in none", lambda one: one.shown),
    Reason("of an opinion", "[$3 billion], of an opinion", "[$3 billion], of a report", lambda one: one.opinion),
    Reason("superseded", "[12 dead], before another article told of 14", "[14 dead], of the newest article",
           lambda one: one.superseded),
    Reason("one end of a range", "The pier costs [$2 million] to $3 million.", "The pier costs [$2 million].",
           lambda one: one.in_range),
    Reason("far back in its sentence", "The yard " + "of Velar, which has a quay, " * 8 + "cost [$3 billion].",
           "The yard of Velar cost [$3 billion].",
           lambda one: one.figure.citation.quote.find(one.figure.text) > _REACH),
    Reason("no deed", "It was, so to speak, [9 million] strong.", "Velar paid [9 million].", lambda one: not one.deed),
    Reason("nobody knows of what", "It cost [$3 billion].", "The yard of Velar cost [$3 billion].",
           lambda one: opens_with_nobody(one.figure.citation.quote)),
)  # fmt: skip


def leading_figures(
    figures: Sequence[KeyFigure], above: Sequence[Claim], given: Grounds
) -> tuple[tuple[str, ...], tuple[Choice, ...]]:
    """Ids of up to four, one of each value, the weightiest first; `above` are lines that stand already."""
    able = [one for one in figures if one.leads]
    told = _sentences_of(able, given)
    tolls = [one for one in able if _is_toll(one, given)]
    ends = _ends_of_ranges(figures)
    chosen: list[KeyFigure] = []
    choices: list[Choice] = []
    for figure in _ranked(able, told, given):
        deed = told[_sentence(figure)].deed
        reason = first(NOT_LEADING, _leading(figure, figure.id in ends, deed, above, tolls, given))
        why = reason.name if reason else _no_room(figure, chosen)
        text = f"{figure.text}: {figure.citation.quote}"
        choices.append(Choice(part=PART, text=text, taken=not why, why=why or "it leads"))
        chosen += [] if why else [figure]
    return tuple(figure.id for figure in chosen), tuple(choices)


def _sentence(figure: KeyFigure) -> Place:
    return figure.citation.source, figure.citation.sentence


def _sentences_of(figures: Sequence[KeyFigure], given: Grounds) -> Mapping[Place, Figured]:
    """The sentences of the articles that have the figures."""
    sources = sorted({figure.citation.source for figure in figures})
    return {
        (source, figured.sentence): figured
        for source in sources
        for figured in matter_of(given.readings[source]).figured
    }


def _ranked(figures: Sequence[KeyFigure], told: Mapping[Place, Figured], given: Grounds) -> list[KeyFigure]:
    """Of each value the one whose sentence tells it best, the weightiest first."""
    by_value: dict[tuple[str, str], list[KeyFigure]] = defaultdict(list)
    for figure in figures:
        by_value[figure.value, figure.unit].append(figure)
    weights: dict[str, float] = {}
    for same in by_value.values():
        families = len({given.families[figure.citation.source] for figure in same})
        for figure in same:
            weights[figure.id] = _weight(figure, told[_sentence(figure)], families, given)
    best = (min(same, key=lambda one: (-weights[one.id], one.id)) for same in by_value.values())
    return sorted(best, key=lambda one: (-weights[one.id], one.id))


def _no_room(figure: KeyFigure, chosen: Sequence[KeyFigure]) -> str:
    mine = figure.citation
    if any((one.citation.source, one.citation.sentence) == (mine.source, mine.sentence) for one in chosen):
        return "same sentence"
    if sum(one.citation.source == mine.source for one in chosen) >= _OF_ONE:
        return "enough of its article"
    if _is_share(figure) and sum(map(_is_share, chosen)) >= _SHARES:
        return "enough shares"
    return "less weight" if len(chosen) >= _MOST else ""


def _is_share(figure: KeyFigure) -> bool:
    return figure.unit.startswith("percent")


def _leading(
    figure: KeyFigure, in_range: bool, deed: bool, above: Sequence[Claim], tolls: Sequence[KeyFigure], given: Grounds
) -> Leading:
    told = {(claim.citation.source, number) for claim in above for number in claim.citation.sentences}
    cited, reading = figure.citation, given.readings[figure.citation.source]
    kind = given.kinds[figure.id]
    toll = kind == TOLL
    return Leading(
        figure=figure,
        kind=kind,
        deed=toll or not _is_count(figure) or bool(figure.measure) or deed,
        in_range=in_range,
        shown=(cited.source, cited.sentence) in told or any(figure.text in claim.text for claim in above),
        opinion=reading.article.genre == OPINION,
        superseded=toll and any(_supersedes(other, figure, given) for other in tolls),
    )


def _is_toll(figure: KeyFigure, given: Grounds) -> bool:
    return _is_count(figure) and given.kinds[figure.id] == TOLL


def _supersedes(other: KeyFigure, figure: KeyFigure, given: Grounds) -> bool:
    """Whether another toll of the same harm is a newer one of the same topic, or a higher one of the same article."""
    if _harm(other) != _harm(figure):
        return False
    if other.citation.source == figure.citation.source:
        return float(other.value) > float(figure.value)
    mine, theirs = (given.readings[one.citation.source].published for one in (figure, other))
    later = mine is not None and theirs is not None and mine.latest < theirs.earliest <= mine.latest + _MONTH
    return later and not set(figure.topics).isdisjoint(other.topics)


def _harm(figure: KeyFigure) -> str:
    """What came to those who are counted: the first word of it behind the figure, else before it; "" for death."""
    quote, words = figure.citation.quote, word_sets(LINES)
    at = quote.find(figure.text)
    near = [*re.findall(r"[a-z]+", quote[at:].casefold()), *reversed(re.findall(r"[a-z]+", quote[:at].casefold()))]
    harm = next((word for word in near if word in words["harm"]), "")
    return "" if harm in words["deadly"] else harm


def _is_count(figure: KeyFigure) -> bool:
    return not (figure.unit.isupper() or _is_share(figure))


def _ends_of_ranges(figures: Sequence[KeyFigure]) -> frozenset[str]:
    """Ids of those of which neither is the sum: "2 million to 3 million", not "from 2 million to 3 million"."""
    by_sentence: dict[tuple[str, int, str], list[KeyFigure]] = defaultdict(list)
    for figure in figures:
        by_sentence[figure.citation.source, figure.citation.sentence, figure.unit].append(figure)
    joints = alternation(word_sets(LINES)["range_joints"])
    return frozenset(
        end.id
        for same in by_sentence.values()
        for one, other in permutations(same, 2)
        if _stands_behind(other.text, one.text, one.citation.quote)
        and re.search(
            rf"(?<!\bfrom ){re.escape(one.text)} ?(?:{joints}|[-–—]) ?{re.escape(other.text)}", one.citation.quote
        )
        for end in (one, other)
    )


def _stands_behind(other: str, one: str, quote: str) -> bool:
    """Whether other words stand close behind some words of a text: a cheap look before a pattern is made of them."""
    end = quote.find(one) + len(one)
    while end >= len(one):
        if quote.find(other, end, end + _JOINT + len(other)) >= 0:
            return True
        end = quote.find(one, end - len(one) + 1) + len(one)
    return False


def _weight(figure: KeyFigure, told: Figured, families: int, given: Grounds) -> float:
    source = figure.citation.source
    return round(
        given.kinds[figure.id]
        + _TOLD * (given.rarity.share(words_of(told.means), given.about[source]) + told.numbered)
        + _WITNESS * (families - 1)
        + 0.5 * _recency(given.readings[source], given)
        + _MEASURE * bool(figure.measure or _of_a_measure(figure))
        - _LEANS * told.unclear
        + _DEED * told.plain
        - 0.01 * min(figure.citation.sentence, 30),
        6,
    )


def _of_a_measure(figure: KeyFigure) -> bool:
    return not _measures().isdisjoint(figure.of.casefold().split()[-1:])


@cache
def _measures() -> frozenset[str]:
    """Their nouns."""
    return frozenset(noun for kind in load(KINDS) for noun in kind.nouns)


def _recency(reading: Reading, given: Grounds) -> float:
    """1 for an article of the book's date, half as much a month before."""
    if reading.published is None or given.as_of is None:
        return 0.0
    return 1 / (1 + max(0, (given.as_of - reading.published.earliest).days) / _MONTH.days)
