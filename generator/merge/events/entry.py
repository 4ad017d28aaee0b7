"""The timeline's entry that is made of all accounts of one event."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ...model.book import TimelineEntry
from ...model.dates import OWN_DAY
from ...model.findings import EventKind
from ...model.text import Span
from .accounts import Account, talk
from .confidence import KEEPS_ITS_TIME, Backing, confidence_of, signs_of_backing
from .headlines import MOST, stands_alone

_TALK = 0.7  # what is only said weighs less than what is done
_PICTURED = 0.5


@dataclass(frozen=True)
class Cluster:
    """All accounts of one event, and the timeline entry made of them."""

    accounts: tuple[Account, ...]
    entry: TimelineEntry


def entry_of(group: Sequence[Account], kin: Mapping[str, str], every: int, lines: int = 1) -> TimelineEntry:
    """Its date is that of the account that says it best, its line that of the one that reads best; all are cited.

    One of them has a line of its own at least. `kin` is the family of each source: who has its text from another is no
    second witness; `every` is how many families there are. `lines` counts the entries that are told in the same words.
    """
    able = [account for account in group if not account.no_line]
    lead = able[0] if len(able) == 1 else min(able, key=_certainty)
    kind = _kind(group)
    cancelled = kind != "occurred" and any(a.event.cancelled for a in group)
    told = able[0] if len(able) == 1 else min(_of_kind(able, kind, cancelled=cancelled), key=_readability(group))
    citations = {(a.source, a.sentence): a.citation for a in group}
    families = {kin[a.source] for a in group}
    people = tuple(dict.fromkeys(person for a in [lead, *group] for person in (*a.people, *a.named)))
    signs = (*told.signs, *signs_of_backing(_backing(group, told, len(families), lines)))
    return TimelineEntry(
        id=lead.id,
        date=lead.date,
        kind=kind,
        cancelled=cancelled,
        headline=told.headline,
        people=people,
        topics=_topics(group),
        salience=_salience(group, len(families), every),
        place=lead.event.place,
        citations=tuple(citations[key] for key in sorted(citations)),
        confidence=confidence_of(signs),
        signs=signs,
    )


def _certainty(account: Account) -> tuple[bool, dt.timedelta, bool, float, str, int]:
    """The date that is told best comes first: in words, exact, stated, early."""
    date = account.date
    return (
        date.basis == OWN_DAY,
        date.latest - date.earliest,
        date.basis not in ("stated", "weekday"),
        account.position,
        account.source,
        account.sentence,
    )


def _topics(group: Sequence[Account]) -> tuple[str, ...]:
    """Those that the accounts name; where none names one, those of what stands beside them."""
    about = [account for account in group if account.about] or group
    return tuple(sorted({topic for account in about for topic in account.topics}))


def _backing(group: Sequence[Account], told: Account, families: int, lines: int) -> Backing:
    """Of entries told in the same words those that name their own time are told well enough."""
    return Backing(
        sources=families,
        days=len({account.date.edtf for account in group}),
        lines=1 if KEEPS_ITS_TIME in told.signs else lines,
    )


def _of_kind(group: Sequence[Account], kind: EventKind, *, cancelled: bool) -> Sequence[Account]:
    """Those whose words show the kind of the whole, and that the plan is off where it is."""
    alike = [a for a in group if a.event.kind == kind and a.event.cancelled == cancelled]
    return alike or [a for a in group if a.event.cancelled == cancelled] or group


def _kind(group: Sequence[Account]) -> EventKind:
    """What one tells as done is done, however many told it before as a plan or a limit."""
    kinds = [a.event.kind for a in group]
    if "occurred" in kinds and not any(a.event.cancelled for a in group):
        return "occurred"
    return "deadline" if "deadline" in kinds else max(sorted(set(kinds)), key=kinds.count)


def _readability(
    group: Sequence[Account],
) -> Callable[[Account], tuple[bool, bool, bool, bool, bool, float, str, int, Span]]:
    """The best headline: it stands alone, it is short, who did it is named, it says what most say, the day is exact;
    then the earliest."""
    verbs = Counter(account.predicate for account in group)
    most = max(verbs.values())

    def key(account: Account) -> tuple[bool, bool, bool, bool, bool, float, str, int, Span]:
        return (
            not stands_alone(account.headline),
            len(account.headline.split()) > MOST,
            account.event.kind == "occurred" and not account.named,
            verbs[account.predicate] < most,
            account.date.precision != "day",
            account.position,
            account.source,
            account.sentence,
            account.event.span,
        )

    return key


def _salience(group: Sequence[Account], families: int, family_count: int) -> float:
    """How many families of sources tell it, how early, how exact its date is, who is in it; talk less than deeds,
    pictures less than text."""
    spread = min(families / max(min(family_count, 4), 1), 1.0)
    early = 1 - min(a.position for a in group)
    exact = {"day": 1.0, "month": 0.6, "quarter": 0.5, "year": 0.3}.get(group[0].date.precision, 0.4)
    people = max(a.weight for a in group)
    talked = talk()
    is_talk = all(a.event.predicate in talked for a in group)
    less = (_TALK if is_talk else 1) * (_PICTURED if all(a.pictured for a in group) else 1)
    return round((0.35 * spread + 0.25 * early + 0.2 * exact + 0.2 * people) * less, 3)
