"""What is open: what falls due, what each party asks or offers, and what the sources dispute of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...model.book import Choice, Citation, Claim, Disagreement, Statement, TimelineEntry
from ...model.findings import StatementAct
from ...model.reasons import Reason, first
from ...model.text import record
from ..base.line_gate import (
    MOST_WORDS,
    counts_from_books,
    is_one_of_a_row,
    is_open_ended,
    leans,
    points_back_soon,
    unclear_beside_others,
)

DUE, ASKS, DISPUTED = "falls due", "asks", "disputed"
_DUE, _PARTIES, _DISPUTES = 3, 4, 2  # shown of each
_FEWEST = 4  # words of an ask
_FIRST: tuple[StatementAct, ...] = ("asks", "offers")
_ASKING: tuple[StatementAct, ...] = (*_FIRST, "threatens")  # a promise asks nothing of anybody
_YEAR = dt.timedelta(days=366)


@record
class Plan:
    """An entry with the book's date."""

    event: TimelineEntry
    as_of: dt.date | None


# Why an entry does not fall due, as of 1 May; the entry in [brackets]
NOT_DUE: tuple[Reason[Plan], ...] = (
    Reason("no plan", "[The yard of Velar closed.]", "[The yard of Velar will close on May 4.]",
           lambda one: one.event.kind == "occurred"),
    Reason("called off", "[The vote of Velar on May 4 was called off.]", "[The vote of Velar is on May 4.]",
           lambda one: one.event.cancelled),
    Reason("no day", "[The yard of Velar will close.]", "[The yard of Velar will close on May 4.]",
           lambda one: one.event.date is None or one.as_of is None),
    Reason("passed", "[The yard of Velar was to close on April 4.]", "[The yard of Velar will close on May 4.]",
           lambda one: one.event.date is not None and one.as_of is not None
           and one.event.date.earliest < one.as_of),
    Reason("leaning", "[It will close on May 4.]", "[The yard of Velar will close on May 4.]",
           lambda one: bool(unclear_beside_others(one.event.headline)) or is_one_of_a_row(one.event.headline)),
    Reason("a year of accounts", "[Velar will get 3 million in fiscal 2021.]", "[Velar will get 3 million on May 4.]",
           lambda one: counts_from_books(one.event.headline)),
    Reason("on no day", "[Velar will buy new ships after 2021.]", "[Velar will buy new ships in 2021.]",
           lambda one: is_open_ended(one.event.headline)),
)  # fmt: skip


def is_unclear(event: TimelineEntry) -> bool:
    """Whether nobody understands an entry beside others, or a plan has no day of its own."""
    if unclear_beside_others(event.headline):
        return True
    return event.kind != "occurred" and any(
        looks(event.headline) for looks in (is_one_of_a_row, counts_from_books, is_open_ended)
    )


def falls_due(events: Sequence[TimelineEntry], as_of: dt.date | None) -> tuple[tuple[str, ...], tuple[Choice, ...]]:
    """The next deadlines and plans from the book's date on; of one day the weightiest first."""
    plans = [Plan(event=event, as_of=as_of) for event in events]
    planned = [plan for plan in plans if plan.event.kind != "occurred"]
    planned.sort(key=lambda plan: (_day(plan.event), -plan.event.salience, plan.event.id))
    chosen: list[TimelineEntry] = []
    choices: list[Choice] = []
    for plan in planned:
        why = _named(first(NOT_DUE, plan)) or _later(plan.event, chosen)
        choices.append(Choice(part=DUE, text=plan.event.headline, taken=not why, why=why or "the next"))
        chosen += [] if why else [plan.event]
    return tuple(event.id for event in chosen), tuple(choices)


def _later(event: TimelineEntry, chosen: Sequence[TimelineEntry]) -> str:
    if any(event.headline == other.headline for other in chosen):
        return "same line"
    return "later" if len(chosen) >= _DUE else ""


def _named(reason: Reason[Any] | None) -> str:
    return reason.name if reason else ""


def _day(event: TimelineEntry) -> dt.date:
    return event.date.earliest if event.date else dt.date.max


@record
class Ask:
    """A statement with the book's date."""

    said: Statement
    as_of: dt.date | None


def _words(said: Statement) -> int:
    return len(f"{said.lead} {said.text}".split())


def _leans_on_another(text: str) -> bool:
    return bool(leans(text)) or points_back_soon(text)


# Why a statement is no ask; what is said in [brackets]
NO_ASK: tuple[Reason[Ask], ...] = (
    Reason("no ask", "Velar said [that the yard was old].", "Velar asked for [a new yard for all].",
           lambda one: one.said.act not in _ASKING),
    Reason("no party", "Somebody asked for [a new yard for all].", "Velar asked for [a new yard for all].",
           lambda one: not one.said.party),
    Reason("leaning", "Velar asked [that it be closed for good].", "Velar asked [that the yard be closed for good].",
           lambda one: _leans_on_another(one.said.text.removeprefix("that "))),
    Reason("too short", "Velar asked for [a yard].", "Velar asked for [a new yard for all].",
           lambda one: len(one.said.text.split()) < _FEWEST),
    Reason("too long", "Velar asked for [" + "a quay, a yard and a pier, " * 5 + "]",
           "Velar asked for [a new yard for all].", lambda one: _words(one.said) > MOST_WORDS),
    Reason("older than a year", "In 2015 Velar asked for [a new yard for all].",
           "In 2019 Velar asked for [a new yard for all].",
           lambda one: one.as_of is not None and _last_day(one.said) < one.as_of - _YEAR),
)  # fmt: skip


def asks(quotations: Sequence[Statement], as_of: dt.date | None) -> tuple[tuple[str, ...], tuple[Choice, ...]]:
    """The newest ask or offer of each of the parties that speak most; an ask before an offer, an offer before a
    threat."""
    spoken: Counter[str | None] = Counter(said.party for said in quotations if said.party)
    able = [said for said in quotations if said.act in _ASKING]
    able.sort(key=lambda said: (-spoken[said.party], said.party or "", *_newest(said)))
    chosen: dict[str, Statement] = {}
    choices: list[Choice] = []
    for said in able:
        why = _named(first(NO_ASK, Ask(said=said, as_of=as_of))) or _said_enough(said, chosen)
        choices.append(Choice(part=ASKS, text=said.text, taken=not why, why=why or "the newest of its party"))
        if not why and said.party:
            chosen[said.party] = said
    return tuple(said.id for said in chosen.values()), tuple(choices)


def _newest(said: Statement) -> tuple[int, int, str]:
    return int(said.act not in _FIRST), -_last_day(said).toordinal(), said.id


def _said_enough(said: Statement, chosen: Mapping[str, Statement]) -> str:
    if said.party in chosen:
        return "another of its party"
    return "a party that says less" if len(chosen) >= _PARTIES else ""


def _last_day(said: Statement) -> dt.date:
    return said.date.latest if said.date else said.no_later_than or dt.date.min


@record
class Dispute:
    """A disagreement, and whether it touches what is told here."""

    differing: Disagreement
    touches: bool


# Why a disagreement is not told here; sides in [brackets]
NO_DISPUTE: tuple[Reason[Dispute], ...] = (
    Reason("no contradiction", "[Berhanu] or [Birhanu]", "[12] or [14] sailors",
           lambda one: one.differing.kind != "contradiction"),
    Reason("settled", "[12] or [14], and the editor says 12", "[12] or [14] sailors",
           lambda one: one.differing.settled is not None),
    Reason("of another matter", "[12] or [14] cows, of which no line tells", "[12] or [14] sailors, of whom one tells",
           lambda one: not one.touches),
)  # fmt: skip


def disputed(
    differing: Sequence[Disagreement], shown: Iterable[Citation], events: Iterable[str]
) -> tuple[tuple[str, ...], tuple[Choice, ...]]:
    """One or two contradictions about entries or sentences that are shown; `events` are ids."""
    sentences = {(cited.source, number) for cited in shown for number in cited.sentences}
    told = set(events)
    chosen: list[Disagreement] = []
    choices: list[Choice] = []
    for one in sorted(differing, key=lambda one: (-len(one.claims), one.id)):
        cited = {(claim.citation.source, claim.citation.sentence) for claim in one.claims}
        reason = first(NO_DISPUTE, Dispute(differing=one, touches=bool(cited & sentences or told & set(one.events))))
        why = reason.name if reason else "others have more sides" if len(chosen) >= _DISPUTES else ""
        choices.append(Choice(part=DISPUTED, text=one.about, taken=not why, why=why or "it touches what is told"))
        chosen += [] if why else [one]
    return tuple(one.id for one in chosen), tuple(choices)


def cited_by(lines: Iterable[Claim]) -> list[Citation]:
    """The sentences of some lines."""
    return [claim.citation for claim in lines]
