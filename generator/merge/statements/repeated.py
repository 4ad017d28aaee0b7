"""The same words of the same speaker in several sources: one statement, that is told there too.

Its day is the one that a word tells in any of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...model.book import Citation, Statement
from ...model.dates import OWN_DAY, Date
from ...model.text import fold
from ..base.corpus import Reading

_WORD = re.compile(r"[^\W_]+")
_FEWEST = 6  # words of a quotation that two reporters do not come upon alone


def told_once(statements: Sequence[Statement], corpus: Mapping[str, Reading]) -> tuple[Statement, ...]:
    """The statements, those that several sources have listed once, as the earliest of them has it, with where the
    others do."""
    groups: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for one in statements:
        groups[_key(one)].append(one)
    first = {group[0].id if len(group) == 1 else _earliest(group, corpus).id: group for group in groups.values()}
    return tuple(
        one if len(first[one.id]) == 1 else _of_all(one, first[one.id]) for one in statements if one.id in first
    )


def _of_all(one: Statement, group: Sequence[Statement]) -> Statement:
    """The statement with what the others of its group tell."""
    return replace(
        one,
        also=_further(one, group),
        date=_told_day(one, group),
        denied=next((other.denied for other in (one, *group) if other.denied), None),
        no_later_than=min((other.no_later_than for other in group if other.no_later_than), default=None),
    )


def _key(one: Statement) -> tuple[str, ...]:
    """Equal for two quotations that are one."""
    words = _WORD.findall(fold(one.text))
    if len(words) < _FEWEST or not (one.speaker or one.kind == "direct"):
        return (one.id,)  # reported words of nobody who is known may be those of two
    return one.act, one.speaker or fold(one.speaker_text), *words


def _earliest(group: Sequence[Statement], corpus: Mapping[str, Reading]) -> Statement:
    def key(one: Statement) -> tuple[bool, str, str, int]:
        day = corpus[one.citation.source].published
        return day is None, day.earliest.isoformat() if day else "", one.citation.source, one.citation.sentence

    return min(group, key=key)


def _told_day(one: Statement, group: Sequence[Statement]) -> Date | None:
    """The day that a word tells in one of the sources, else what the earliest has."""
    told = (other.date for other in (one, *group) if other.date is not None and other.date.basis != OWN_DAY)
    return next(told, one.date)


def _further(one: Statement, group: Sequence[Statement]) -> tuple[Citation, ...]:
    return tuple(other.citation for other in group if other.citation.source != one.citation.source)
