"""Plans that another sentence or another article calls off, puts off or takes up again."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from ...model.book import Citation, Instead
from ...model.dates import Date
from ...model.findings import Deed, Event, PlanChange
from ...model.text import record
from ..base.cast import Cast, PersonIds
from ..base.corpus import Reading
from ..base.line_gate import leans
from .accounts import Account
from .entry import Cluster
from .known_deed import KnownDeed, known_deed, told_sentence
from .near_dates import near

_FEWEST = 2  # words in common with what tells of a plan, beside its noun, where a change does not say which plan it is


@record
class Change:
    """That a plan is off or on again, with what its article says of the plan."""

    source: str
    sentence: int
    published: Date | None
    on_again: bool
    known: KnownDeed
    texts: Mapping[str, str]  # of what its words mean, without case: a lemma may be wrong
    days: tuple[Date, ...]  # of its sentence, without the plan's new one
    citation: Citation
    instead: Instead | None


def with_plan_changes(clusters: Sequence[Cluster], corpus: Sequence[Reading]) -> tuple[Cluster, ...]:
    """The clusters, those marked that are called off; what is published last stands. Nothing is marked where several
    plans may be meant. The sentence that says so is cited."""
    published = {reading.article.id: reading.published for reading in corpus}
    changes = [change for reading in corpus for change in reading.brief(changes_in, reading.known_cast)]
    done = list(clusters)
    plans = _plans(clusters)
    for change in sorted(changes, key=lambda each: (_day(each.published), each.source, each.sentence)):
        near = {at for key in _keys(change) for at in plans.get(key, ())}
        meant = [at for at in sorted(near) if _is_meant(change, done[at], published)]
        if len(meant) == 1:
            done[meant[0]] = _changed(done[meant[0]], change, clusters)
    return tuple(done)


def _plans(clusters: Sequence[Cluster]) -> Mapping[str, Sequence[int]]:
    """The places of those that are plans, by the sentences and by the nouns that tell them."""
    plans: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(clusters):
        for account in one.accounts if one.entry.kind != "occurred" else ():
            for key in (_sentence(account.source, account.sentence), *_nouns(account.known)):
                plans[key].append(at)
    return plans


def _keys(change: Change) -> Iterator[str]:
    """One of which a plan that it is about has."""
    yield _sentence(change.source, change.sentence)
    yield from change.known.senses | change.known.things.heads


def _sentence(source: str, number: int) -> str:
    return f"{number} of {source}"


def changes_in(reading: Reading, cast: Cast) -> tuple[Change, ...]:
    """Those that one article tells."""
    return tuple(_read(reading, change, cast.ids) for change in reading.findings.plan_changes)


def _day(published: Date | None) -> dt.date:
    return dt.date.min if published is None else published.earliest


def _read(reading: Reading, change: PlanChange, ids: PersonIds) -> Change:
    deed = Deed(names=(change.noun,), things=(change.thing,), by_noun=True)
    plan = Event(
        span=change.span, sentence=change.sentence, predicate=change.noun, date=None, timex=None, kind="scheduled",
        deed=deed, rule="event noun",
    )  # fmt: skip
    sentence = told_sentence(reading, change.sentence, ids)
    new = None if change.until is None else reading.findings.timexes[change.until]
    times = reading.timexes.meeting(reading.findings.sentences[change.sentence].span)
    return Change(
        source=reading.article.id,
        sentence=change.sentence,
        published=reading.published,
        on_again=change.on_again,
        known=known_deed(reading, plan, sentence, frozenset(), ids),
        texts={word.means: word.text.casefold() for word in sentence.words},
        days=tuple(time.date for time in times if time.date is not None and time != new),
        citation=reading.cite(change.sentence),
        instead=_instead(reading, change),
    )


def _instead(reading: Reading, change: PlanChange) -> Instead | None:
    text = reading.article.text
    if change.until is not None:
        time = reading.findings.timexes[change.until]
        return Instead(text=time.span.of(text), date=time.date)
    return None if change.instead is None else Instead(text=change.instead.of(text))


def _is_meant(change: Change, cluster: Cluster, published: Mapping[str, Date | None]) -> bool:
    """Whether a cluster is the plan: told by the same sentence, or by then, of the same day, and known by its noun."""
    date, kind = cluster.entry.date, cluster.entry.kind
    if kind == "occurred" or date is None or not _is_ahead(change, date) or _is_new(change, date):
        return False
    if any((each.source, each.sentence) == (change.source, change.sentence) for each in cluster.accounts):
        return cluster.entry.cancelled or change.on_again
    by_then = any(_day(published[each.source]) <= _day(change.published) for each in cluster.accounts)
    return by_then and _is_known(change, cluster.accounts, is_dated=_is_of(change, date))


def _is_ahead(change: Change, date: Date) -> bool:
    return change.published is None or date.latest >= change.published.earliest


def _is_new(change: Change, date: Date) -> bool:
    """ "put off until 9 May": that is another plan."""
    return change.instead is not None and change.instead.date is not None and _same(change.instead.date, date)


def _same(one: Date, other: Date) -> bool:
    return near(one, other) == "same days"


def _is_of(change: Change, date: Date) -> bool:
    return any(_same(day, date) for day in change.days)


def _is_known(change: Change, accounts: Sequence[Account], *, is_dated: bool) -> bool:
    """All that says which plan is off is told of the plan, too; it is of that day, or no other day to come is told."""
    plan = change.known.things
    which = (plan.said - plan.heads) | plan.people
    told = frozenset[str]().union(*(_all_told(each.known) for each in accounts))
    nouns = frozenset[str]().union(*(_nouns(each.known) for each in accounts))
    if not nouns & (change.known.senses | plan.heads) or not _are_told(change, which, told, accounts):
        return False
    alike = bool(which) or len((change.known.words - plan.heads) & told) >= _FEWEST
    return is_dated or (alike and not any(_is_ahead(change, day) for day in change.days))


def _are_told(change: Change, which: Set[str], told: Set[str], accounts: Sequence[Account]) -> bool:
    texts = {word.casefold() for each in accounts for word, _ in each.said}
    return all(word in told or change.texts.get(word) in texts for word in which)


def _all_told(known: KnownDeed) -> frozenset[str]:
    return known.words | known.people | known.named


def _nouns(known: KnownDeed) -> frozenset[str]:
    return known.senses | known.doers.heads | known.things.heads | known.others.heads


def _changed(cluster: Cluster, change: Change, clusters: Sequence[Cluster]) -> Cluster:
    entry = cluster.entry
    if change.on_again:
        return _on_again(cluster, change)
    instead = None if change.instead is None else _with_entry(change.instead, change, clusters)
    return replace(
        cluster,
        entry=replace(
            entry,
            cancelled=True,
            instead=instead or entry.instead,
            citations=_cited(entry.citations, change.citation),
        ),
    )


def _on_again(cluster: Cluster, change: Change) -> Cluster:
    """Told in words that do not say that it is off; where there are none that can be read alone, it stays."""
    entry = cluster.entry
    lines = [each.headline for each in cluster.accounts if not (each.event.cancelled or each.no_line)]
    lines += [change.citation.quote] if not leans(change.citation.quote) else []
    if not entry.cancelled or not lines:
        return cluster
    line = entry.headline if entry.headline in lines else lines[0]
    return replace(
        cluster,
        entry=replace(
            entry,
            cancelled=False,
            instead=None,
            headline=line,
            citations=_cited(entry.citations, change.citation),
        ),
    )


def _cited(citations: Sequence[Citation], another: Citation) -> tuple[Citation, ...]:
    told = {(each.source, each.sentence): each for each in (*citations, another)}
    return tuple(told[key] for key in sorted(told))


def _with_entry(instead: Instead, change: Change, clusters: Sequence[Cluster]) -> Instead:
    """With the entry that the same sentence tells of the new day."""
    told = (
        each.entry.id
        for each in clusters
        if instead.date is not None and each.entry.date is not None and _same(instead.date, each.entry.date)
        if any((account.source, account.sentence) == (change.source, change.sentence) for account in each.accounts)
    )
    return replace(instead, event=next(told, None))
