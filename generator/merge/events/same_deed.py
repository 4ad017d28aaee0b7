"""What speaks for it that two accounts tell one deed, and the verdict: nothing forbids it, something speaks for it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ...model.reasons import Reason, first
from ...model.text import record
from ...rules.load import load
from ...rules.types.merge import IDENTITY
from ..base.same_words import Rarity
from .accounts import Account, talk
from .known_deed import KnownDeed
from .near_dates import Nearness
from .other_deed import FORBIDS
from .other_party import apart
from .pair import Pair

_OBJECT = 0.3  # weighted share of the words of both objects that makes them one
_WORDS = 0.5  # weighted share of all words, names of people left out, for another verb
_LIMIT = 0.35  # the same for two limits in time on one day
_LIMIT_OF = 0.4  # the same of what comes to its end, for limits on two days
_STATEMENT = 0.25  # the same for two sayings in one article of one day
_OCCASION = 0.1  # the same where one is the occasion of the other
_HEADLINE = 0.27  # the same with the words of the headline
_LINKED = 0.1  # the same for what stands beside one deed
_MORE = 2  # words in common, beside the verb and the object
_FEWEST = 3  # words in common, for another verb
_TOO_LITTLE = "too little in common"
_BESIDE = "beside one deed"


def _same_object(pair: Pair) -> bool:
    if (pair.one.is_said or pair.other.is_said) and not _same_speaker(pair):
        return False
    shared = pair.one.object & pair.other.object
    return pair.same_sense and bool(shared) and pair.share(pair.one.object, pair.other.object) >= _OBJECT


def _same_speaker(pair: Pair) -> bool:
    one, other = pair.one.doers, pair.other.doers
    return bool(one.people & other.people or (one.names | one.heads) & (other.names | other.heads))


def _same_kind(pair: Pair) -> bool:
    """Things of one kind, and sentences that have more in common than that."""
    heads = pair.one.things.heads & pair.other.things.heads
    shared = (pair.one.words & pair.other.words) - heads - pair.one.senses
    return pair.same_sense and bool(heads) and len(shared) >= _MORE


def _same_people(pair: Pair) -> bool:
    shared = pair.one.people & pair.other.people
    if not pair.same_sense or not shared:
        return False
    if pair.one.senses & load(IDENTITY).contact_senses:
        return len(shared) > 1 or not _meets_somebody(pair.one) or not _meets_somebody(pair.other)
    return not pair.one.things.heads or not pair.other.things.heads


def _meets_somebody(known: KnownDeed) -> bool:
    return bool(known.met or known.object)


def _same_doer(pair: Pair) -> bool:
    no_object = not pair.one.things.heads or not pair.other.things.heads
    one, other = pair.one.doers, pair.other.doers
    return pair.same_sense and no_object and bool((one.names | one.heads) & (other.names | other.heads))


def _same_undergoes(pair: Pair) -> bool:
    """What is done to one by nobody, or befalls it: "the airport closed", "the airport was closed"."""
    return pair.same_sense and (_befalls(pair.one, pair.other) or _befalls(pair.other, pair.one))


def _befalls(one: KnownDeed, other: KnownDeed) -> bool:
    nobody = not one.things.heads and not other.doers.heads and not other.doers.people
    return nobody and bool(one.doers.heads & other.things.heads)


def _same_figure(pair: Pair) -> bool:
    return pair.same_sense and bool(pair.one.figures & pair.other.figures)


def _one_limit(pair: Pair) -> bool:
    """Limits on one day are nearly always one limit, told in few words or in many."""
    limits = pair.a.event.kind == pair.b.event.kind == "deadline"
    bare = (pair.one.is_bare or pair.other.is_bare) and (pair.same_sense or pair.a.source == pair.b.source)
    return limits and (bare or pair.words >= _LIMIT)


def _same_limit(pair: Pair) -> bool:
    limits = pair.a.event.kind == pair.b.event.kind == "deadline"
    return limits and pair.same_sense and pair.share(pair.one.doers.said, pair.other.doers.said) >= _LIMIT_OF


def _one_statement(pair: Pair) -> bool:
    """ "said at a press conference", "the press conference", "announced": in one article, of one day."""
    if pair.a.source != pair.b.source or not (_is_statement(pair.a) and _is_statement(pair.b)):
        return False
    if len((pair.one.words & pair.other.words) - pair.one.senses) < _MORE:
        return False
    occasion = load(IDENTITY).statement_senses
    return pair.words >= (_OCCASION if occasion & (pair.one.senses | pair.other.senses) else _STATEMENT)


def _is_statement(account: Account) -> bool:
    return account.event.predicate in talk() or bool(account.known.senses & load(IDENTITY).statement_senses)


def _taken_up(pair: Pair) -> bool:
    """ "Thursday's talks", after the article has told of them."""
    return pair.a.source == pair.b.source and pair.same_sense and (pair.one.is_bare or pair.other.is_bare)


def _called_off(pair: Pair) -> bool:
    """A plan, and that it is called off by its noun: "the summit will open", "the summit planned for then is off"."""
    if pair.a.event.cancelled == pair.b.event.cancelled or "occurred" in (pair.a.event.kind, pair.b.event.kind):
        return False
    off, plan = (pair.one, pair.other) if pair.a.event.cancelled else (pair.other, pair.one)
    named = off.senses & (plan.senses | plan.doers.heads | _heads(plan))
    return bool(named) and bool((off.words & plan.words) - named)


def _named_inside(pair: Pair) -> bool:
    """One deed is the object of the other: "hosted the meeting", "chose to step down"; not what is only told of."""
    others = load(IDENTITY).telling_senses | load(IDENTITY).daily_senses
    if (pair.one.senses | pair.other.senses) & others or not _may_be_the_same_people(pair):
        return False
    return bool(pair.one.senses & _heads(pair.other) or pair.other.senses & _heads(pair.one))


def _may_be_the_same_people(pair: Pair) -> bool:
    """Somebody is in both, or one article names nobody beside one of its tellings: "the leader"."""
    nobody = not pair.one.people or not pair.other.people
    return bool(pair.one.people & pair.other.people) or (nobody and pair.a.source == pair.b.source)


def _heads(known: KnownDeed) -> frozenset[str]:
    return known.things.heads | known.others.heads


def _one_telling(pair: Pair) -> bool:
    """The same words, with a day by each of two clocks."""
    same = (pair.a.source, pair.a.sentence) == (pair.b.source, pair.b.sentence)
    return same and pair.a.event.head == pair.b.event.head


def _as_the_headline(pair: Pair) -> bool:
    """The lede's headline has the other's verb: "fails to pass", below "Senate rejects"."""
    named = pair.one.headline & pair.other.senses or pair.other.headline & pair.one.senses
    return bool(named) and len(pair.one.words & pair.other.words) >= _FEWEST and pair.words >= _HEADLINE


def _beside_one_deed(pair: Pair) -> bool:
    """What two sentences add to one deed, of one date: "which costs 3 million from 2020"."""
    return pair.linked and pair.a.date.precision != "day" and pair.words >= _LINKED


def _only_tells(account: Account) -> bool:
    return account.event.predicate in talk() or bool(account.known.senses & load(IDENTITY).telling_senses)


def _same_words(pair: Pair) -> bool:
    """Another verb, which the other sentence has, too, and not for an object: "nine died when it sank", "it sank with
    nine dead"."""
    named = _beside_object(pair.one, pair.other) or _beside_object(pair.other, pair.one)
    if _only_tells(pair.a) != _only_tells(pair.b):
        return False
    if pair.one.named and pair.other.named and not pair.one.named & pair.other.named:
        return False
    relatives = load(IDENTITY).relatives
    if apart(pair.one.words & relatives, pair.other.words & relatives):
        return False
    shared = len(pair.one.words & pair.other.words) + len(pair.one.people & pair.other.people)
    return bool(named) and shared >= _FEWEST and pair.words >= _WORDS


def _beside_object(one: KnownDeed, other: KnownDeed) -> frozenset[str]:
    return (one.senses & other.words) - other.things.said


GROUNDS: tuple[Reason[Pair], ...] = (
    Reason(
        "one telling",
        "The session will open at 3 p.m. on July 21, or 2 a.m. on July 22 in Tornby.",
        "The session will open on July 21. The fair will open on July 22.",
        _one_telling,
    ),
    Reason(
        "same object",
        "Ada Cole opened a school on July 3. / A school was opened on July 3.",
        "Ada Cole opened a school on July 3. / Ada Cole opened a fair on July 3.",
        _same_object,
    ),
    Reason(
        "same kind of object",
        "Norway signed a new rail treaty with Peru on July 3. / In Peru, a treaty with Norway was signed on July 3.",
        "A treaty was signed on July 3. / Norway signed a rail treaty on July 3.",
        _same_kind,
    ),
    Reason(
        "same people",
        "Mayor Ada Cole resigned on July 3. / Mayor Ada Cole stepped down on July 3.",
        "Mayor Ada Cole resigned on July 3. / Mayor Ada Cole left on July 3.",
        _same_people,
    ),
    Reason(
        "same doer",
        "The ferry sank on July 3. / The old ferry sank near Tornby on July 3.",
        "The ferry sank on July 3. / The tug sank on July 3.",
        _same_doer,
    ),
    Reason(
        "same that undergoes it",
        "The airport closed on July 3. / The airport was closed on July 3.",
        "The mayor closed the airport on July 3. / The cannery was closed on July 3.",
        _same_undergoes,
    ),
    Reason(
        "same figure",
        "The fees rose by 4 percent on July 3. / On July 3, the board raised them by 4 percent.",
        "The fees rose by 4 percent on July 3. / On July 3, the board raised them by 5 percent.",
        _same_figure,
    ),
    Reason(
        "same limit",
        "The trawling ban will expire on July 30. / The trawling ban will expire on July 31.",
        "The trawling ban will expire on July 30. / The harbour lease will expire on July 31.",
        _same_limit,
    ),
    Reason(
        "one limit",
        "The yard must sell its ferry by July 30. / By July 30, the ferry of the yard must be sold.",
        "The yard must sell its ferry by July 30. / The town must file its budget by July 30.",
        _one_limit,
    ),
    Reason(
        "one statement",
        "The mayor said on July 3 that all buyers get free bumpers. "
        "The mayor told a fair on July 3 that bumpers are free.",
        "The mayor said on July 3 that bumpers are free. / The mayor said on July 3 that bumpers are free.",
        _one_statement,
    ),
    Reason(
        "taken up again",
        "The ministers met in Tornby on July 3. The talks on July 3 were short.",
        "The ministers met in Tornby on July 3. / The talks on July 3 were short.",
        _taken_up,
    ),
    Reason(
        "called off",
        "The summit will open in Tornby on July 30. / The summit in Tornby planned for July 30 is off.",
        "The fair will open in Tornby on July 30. / The summit in Tornby planned for July 30 is off.",
        _called_off,
    ),
    Reason(
        "named inside the other",
        "Mayor Ada Cole hosted the talks on July 3. / Mayor Ada Cole met Mayor Ola Berg on July 3.",
        "Mayor Ada Cole announced the talks on July 3. / Mayor Ada Cole met Mayor Ola Berg on July 3.",
        _named_inside,
    ),
    Reason(
        "as the headline has it",
        "Council rejects mining plan | The town council of Tornby has stopped the mining plan."
        " / The council of Tornby rejected the mining plan on July 18.",
        "Council delays mining plan | The town council of Tornby has stopped the mining plan."
        " / The council of Tornby rejected the mining plan on July 18.",
        _as_the_headline,
    ),
    Reason(
        _BESIDE,
        "The board renewed the lease, under which the yard pays 3 million euros in 2025."
        " / The yard will raise the rent from 2025, under a lease renewed by the board.",
        "The board renewed the lease in 2022. / The mayor closed the cannery in 2022.",
        _beside_one_deed,
    ),
    Reason(
        "same words",
        "A ferry sank off Tornby on July 3 and nine died. / Nine died off Tornby when a ferry sank on July 3.",
        "A ferry sank off Tornby on July 3. / A ferry left Tornby on July 3.",
        _same_words,
    ),
)

_ENOUGH: Mapping[Nearness, frozenset[str]] = {
    "same days": frozenset(ground.name for ground in GROUNDS),
    "within a week": frozenset({"one telling", "same object", "same people", "same figure", "same words"}),
    "own day": frozenset(
        {
            "one telling",
            "same object",
            "same people",
            "same figure",
            "named inside the other",
            "as the headline has it",
            "same words",
        }
    ),
    "within a month": frozenset({"one telling", "same object"}),
    "next day": frozenset({"one telling", "same object", "same limit"}),
    "apart": frozenset(),
}


@cache
def _grounds(dates: Nearness) -> tuple[Reason[Pair], ...]:
    return tuple(ground for ground in GROUNDS if ground.name in _ENOUGH[dates])


@record
class Verdict:
    """Whether two accounts are one, and the name of the reason."""

    one: bool
    forbidden: bool
    why: str


class _AsAlikeAs(Rarity):
    """By which all texts that have a word in common are as alike as is said."""

    def __init__(self, share: float) -> None:
        super().__init__({}, 0)
        self._share = share

    def overlap(self, a: frozenset[str], b: frozenset[str]) -> float:
        return 0.0 if a.isdisjoint(b) else self._share


_AT_BEST, _AT_WORST = _AsAlikeAs(1.0), _AsAlikeAs(0.0)
_BETWEEN = "|"  # names of grounds


def outlook(pair: Pair) -> str:
    """What two accounts come to by themselves, however rare their words are in the book and whatever else links their
    sentences: the first reason that forbids it, or that they have too little in common, or else the grounds that may
    hold, up to the first that holds in any case."""
    reason = first(FORBIDS, pair)
    if reason is not None:
        return reason.name
    best, worst = (
        Pair(a=pair.a, b=pair.b, dates=pair.dates, linked=linked, rarity=rarity)
        for linked, rarity in ((True, _AT_BEST), (False, _AT_WORST))
    )
    names = []
    for ground in _grounds(pair.dates):
        if ground.holds(best):
            names.append(ground.name)
            if ground.holds(worst):
                break
    return _BETWEEN.join(names) or _TOO_LITTLE


def judged(pair: Pair, known: str | None = None) -> Verdict:
    """The first reason that forbids it, or else the first that speaks for it and is enough for what the dates have in
    common. `known` is the outlook of the pair."""
    known = outlook(pair) if known is None else known
    sure = sure_by(known)
    if sure is not None:
        return sure
    ground = first([_named()[name] for name in known.split(_BETWEEN)], pair)
    return _too_little() if ground is None else _verdict(one=True, forbidden=False, why=ground.name)


def sure_by(known: str) -> Verdict | None:
    """The verdict, where the outlook of a pair leaves nothing to ask."""
    return _sure().get(known)


@cache
def unlinked() -> Mapping[str, Verdict]:
    """The same by outlook, for two of which nothing else links the sentences."""
    return _sure() | {_BESIDE: _too_little()}


def may_stand_beside(known: str) -> bool:
    """Whether, by the outlook of a pair, it can be one deed because its sentences tell another one."""
    return _BESIDE in known


@cache
def _sure() -> dict[str, Verdict]:
    forbidden = {reason.name: _verdict(one=False, forbidden=True, why=reason.name) for reason in FORBIDS}
    return forbidden | {_TOO_LITTLE: _too_little()}


@cache
def _named() -> Mapping[str, Reason[Pair]]:
    return {ground.name: ground for ground in GROUNDS}


@cache
def _too_little() -> Verdict:
    return _verdict(one=False, forbidden=False, why=_TOO_LITTLE)


@cache
def _verdict(*, one: bool, forbidden: bool, why: str) -> Verdict:
    """Each once: a large book asks for very many."""
    return Verdict(one=one, forbidden=forbidden, why=why)
