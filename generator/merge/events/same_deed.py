"""Whether two accounts tell one deed: first what forbids it, whatever the verb; then what speaks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set

from ...model.reasons import Reason, first
from ...model.text import record
from ...rules.load import load
from ...rules.types.merge import IDENTITY
from ..base.same_words import Rarity
from .accounts import Account, talk
from .known_deed import KnownDeed
from .near_dates import Nearness

_OBJECT = 0.3  # weighted share of the words of both objects that makes them one
_WORDS = 0.5  # weighted share of all words, names of people left out, for another verb
_LIMIT = 0.15  # the same for two limits in time on one day
_LIMIT_OF = 0.4  # the same of what comes to its end, for limits on two days
_STATEMENT = 0.25  # the same for two sayings in one article of one day
_OCCASION = 0.1  # the same where one is the occasion of the other
_HEADLINE = 0.27  # the same with the words of the headline
_LINKED = 0.1  # the same for what stands beside one deed
_MORE = 2  # words in common, beside the verb and the object
_FEWEST = 3  # words in common, for another verb


@record
class Pair:
    """Two accounts whose dates allow that they tell one deed."""

    a: Account
    b: Account
    dates: Nearness
    linked: bool  # their sentences tell another deed that is one
    rarity: Rarity

    @property
    def one(self) -> KnownDeed:
        """What the first is known by."""
        return self.a.known

    @property
    def other(self) -> KnownDeed:
        """What the second is known by."""
        return self.b.known

    @property
    def same_sense(self) -> bool:
        """Whether both have one verb, or words of one meaning."""
        contact = load(IDENTITY).contact_senses
        return bool(self.one.senses & self.other.senses or (self.one.senses & contact and self.other.senses & contact))

    def share(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Weight of the words in both, over that of the lighter: 0 to 1."""
        return self.rarity.overlap(one, other)

    @property
    def words(self) -> float:
        """Of both sentences, names of people left out."""
        return self.share(self.one.words, self.other.words)


def _apart(one: Set[object], other: Set[object]) -> bool:
    return bool(one) and bool(other) and not one & other


def _other_people(pair: Pair) -> bool:
    one, other = pair.one, pair.other
    if _apart(one.doers.people, other.doers.people):
        return not (one.doers.people <= other.people and other.doers.people <= one.people)
    return _apart(one.met, other.met) and not (one.met <= other.people and other.met <= one.people)


def _other_party(pair: Pair) -> bool:
    """Bodies, firms, countries; who is called by his people or by his house is not held against who is named."""
    one, other = pair.one.doers, pair.other.doers
    return not one.people and not other.people and _other_names(one.names, other.names)


def _other_names(ones: Set[str], others: Set[str]) -> bool:
    """Countries are held against countries alone: a town, a firm is not held against its country."""
    countries = {each for each in ones if each[0] == "@"}, {each for each in others if each[0] == "@"}
    return _apart(*countries) or _apart(ones - countries[0], others - countries[1])


def _other_figure(pair: Pair) -> bool:
    if _is_toll(pair.one) and _is_toll(pair.other):
        return False
    ones, others = _by_unit(pair.one), _by_unit(pair.other)
    return any(_apart(ones[unit], others[unit]) for unit in ones.keys() & others.keys())


def _is_toll(known: KnownDeed) -> bool:
    """What is counted little by little: another number is a disagreement, no other deed."""
    return bool(known.senses & load(IDENTITY).toll_senses)


def _by_unit(known: KnownDeed) -> Mapping[str, set[str]]:
    values: dict[str, set[str]] = defaultdict(set)
    for unit, value in known.figures:
        values[unit].add(value)
    return values


def _other_object(pair: Pair) -> bool:
    """Other things, or things of one kind that other words tell apart: "the fishing treaty", "the border treaty"."""
    if pair.one.is_said or pair.other.is_said:
        return False  # of what is said, the grounds look at the words
    one, other = pair.one.things, pair.other.things
    if _apart(one.heads, other.heads) and not _one_holds(pair.one, pair.other):
        return pair.same_sense
    if pair.same_sense and _other_names(one.names, other.names):
        return True
    heads = one.heads & other.heads
    if not heads:
        return False
    sure = one.names & other.names or pair.one.figures & pair.other.figures
    return _apart(one.words - heads, other.words - heads) or (not sure and _apart(one.adjectives, other.adjectives))


def _one_holds(one: KnownDeed, other: KnownDeed) -> bool:
    """Whether the head of one object stands among the words of the other."""
    return bool(one.things.heads & other.object or other.things.heads & one.object)


def _other_aim(pair: Pair) -> bool:
    """For, on or with something else: what stands behind one preposition."""
    if not pair.same_sense:
        return False
    both = pair.one.led.keys() & pair.other.led.keys()
    return any(_apart(pair.one.led[led].said, pair.other.led[led].said) for led in both)


def _other_place(pair: Pair) -> bool:
    return _other_names(pair.one.places, pair.other.places)


def _another_day(pair: Pair) -> bool:
    """What goes on day by day: of two dates it is two."""
    daily = load(IDENTITY).daily_senses
    return pair.dates != "same days" and bool(pair.one.senses & daily and pair.other.senses & daily)


def _plan_and_deed(pair: Pair) -> bool:
    kinds = {pair.a.event.kind, pair.b.event.kind}
    return kinds == {"occurred", "scheduled"} and pair.a.source == pair.b.source


def _one_sentence(pair: Pair) -> bool:
    same = (pair.a.source, pair.a.sentence) == (pair.b.source, pair.b.sentence)
    return same and pair.a.headline != pair.b.headline


def _other_dates(pair: Pair) -> bool:
    """Two articles that give two days are two accounts that differ: the page of disagreements holds them together."""
    return pair.dates == "apart" or (pair.dates == "next day" and pair.a.source != pair.b.source)


FORBIDS: tuple[Reason[Pair], ...] = (
    Reason("other dates", "", "", _other_dates),
    Reason("another day", "", "", _another_day),
    Reason("two deeds of one sentence", "", "", _one_sentence),
    Reason("plan and deed", "", "", _plan_and_deed),
    Reason("other people", "", "", _other_people),
    Reason("other party", "", "", _other_party),
    Reason("other figure", "", "", _other_figure),
    Reason("other place", "", "", _other_place),
    Reason("other object", "", "", _other_object),
    Reason("other aim", "", "", _other_aim),
)


def _same_object(pair: Pair) -> bool:
    shared = pair.one.object & pair.other.object
    return pair.same_sense and bool(shared) and pair.share(pair.one.object, pair.other.object) >= _OBJECT


def _same_kind(pair: Pair) -> bool:
    """Things of one kind, and sentences that have more in common than that."""
    heads = pair.one.things.heads & pair.other.things.heads
    shared = (pair.one.words & pair.other.words) - heads - pair.one.senses
    return pair.same_sense and bool(heads) and len(shared) >= _MORE


def _same_people(pair: Pair) -> bool:
    shared = pair.one.people & pair.other.people
    no_object = not pair.one.things.heads or not pair.other.things.heads
    in_contact = len(shared) > 1 and bool(pair.one.senses & load(IDENTITY).contact_senses)
    return pair.same_sense and bool(shared) and (no_object or in_contact)


def _same_doer(pair: Pair) -> bool:
    no_object = not pair.one.things.heads or not pair.other.things.heads
    one, other = pair.one.doers, pair.other.doers
    return pair.same_sense and no_object and bool((one.names | one.heads) & (other.names | other.heads))


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


def _named_inside(pair: Pair) -> bool:
    """One deed is the object of the other: "hosted the meeting", "chose to step down"; not what is only told of."""
    others = load(IDENTITY).telling_senses | load(IDENTITY).daily_senses | talk()
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
    return pair.linked and pair.words >= _LINKED


def _same_words(pair: Pair) -> bool:
    """Another verb, which the other sentence has, too: "nine died when it sank", "it sank with nine dead"."""
    named = pair.one.senses & pair.other.words or pair.other.senses & pair.one.words
    shared = len(pair.one.words & pair.other.words) + len(pair.one.people & pair.other.people)
    return bool(named) and shared >= _FEWEST and pair.words >= _WORDS


GROUNDS: tuple[Reason[Pair], ...] = (
    Reason("one telling", "", "", _one_telling),
    Reason("same object", "", "", _same_object),
    Reason("same kind of object", "", "", _same_kind),
    Reason("same people", "", "", _same_people),
    Reason("same doer", "", "", _same_doer),
    Reason("same figure", "", "", _same_figure),
    Reason("same limit", "", "", _same_limit),
    Reason("one limit", "", "", _one_limit),
    Reason("one statement", "", "", _one_statement),
    Reason("taken up again", "", "", _taken_up),
    Reason("named inside the other", "", "", _named_inside),
    Reason("as the headline has it", "", "", _as_the_headline),
    Reason("beside one deed", "", "", _beside_one_deed),
    Reason("same words", "", "", _same_words),
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


@record
class Verdict:
    """Whether two accounts are one, and the name of the reason."""

    one: bool
    forbidden: bool
    why: str


def judged(pair: Pair) -> Verdict:
    """The first reason that forbids it, or else the first that speaks for it and is enough for what the dates have in
    common."""
    if (against := first(FORBIDS, pair)) is not None:
        return Verdict(one=False, forbidden=True, why=against.name)
    enough = [ground for ground in GROUNDS if ground.name in _ENOUGH[pair.dates]]
    ground = first(enough, pair)
    return Verdict(
        one=ground is not None, forbidden=False, why=ground.name if ground is not None else "too little in common"
    )
